import pytest

from dashboard.links import chosen, link, measure_link, parse_query


def test_a_link_holds_every_choice_and_a_change_replaces_one() -> None:
    assert link("/", {"network": "cameras", "area": "a1"}, area="b 2", find=None) == (
        "/?network=cameras&area=b+2"
    )
    assert link("/", {"area": "a1"}, "map", area=None) == "/#map"


def test_a_query_comes_back_as_it_was_put_in() -> None:
    held = {"find": "São João & co.", "sort": "name"}
    assert parse_query(link("", held)) == held


@pytest.mark.parametrize(
    "search", [None, "", "?", "?" + "a" * 3000, "?" + "&".join(f"k{n}=1" for n in range(50))]
)
def test_a_query_that_is_empty_or_out_of_bounds_asks_for_nothing(search: str | None) -> None:
    assert parse_query(search) == {}


def test_a_choice_that_is_not_on_offer_is_the_first_one() -> None:
    assert chosen({"network": "gauges"}, "network", ("cameras", "gauges")) == "gauges"
    assert chosen({"network": "<b>"}, "network", ("cameras", "gauges")) == "cameras"
    assert chosen({}, "network", ()) is None


def test_a_key_cannot_break_out_of_its_place_in_the_address() -> None:
    assert measure_link("M3-a/b?c#d") == "/measure/M3-a%2Fb%3Fc%23d"
