import pytest

from dashboard.router import find, pages


def test_pages_of_the_navigation_come_first_and_in_order() -> None:
    orders = [page.order for page in pages()]
    shown = [order for order in orders if order is not None]
    assert [page.name for page in pages()][: len(shown)] == [
        "City",
        "Operations room",
        "Places",
        "Overlay",
        "Siting",
        "Measures",
        "Reviews",
        "Data register",
        "Methods",
    ]
    assert shown == list(range(len(shown)))
    assert orders[len(shown) :] == [None] * (len(orders) - len(shown))


@pytest.mark.parametrize(
    ("path", "name", "key"),
    [
        ("/", "City", None),
        ("/measures", "Measures", None),
        ("/measures/", "Measures", None),
        ("/register", "Data register", None),
        ("/measure/M3-cameras", "Measure", "M3-cameras"),
        ("/measure/M3-a%2Fb", "Measure", "M3-a/b"),
    ],
)
def test_an_address_means_one_page(path: str, name: str, key: str | None) -> None:
    found = find(path)
    assert found is not None
    assert (found[0].name, found[1]) == (name, key)


@pytest.mark.parametrize("path", [None, "", "/nowhere", "/measure", "/register/x", "/" + "a" * 600])
def test_other_addresses_mean_none(path: str | None) -> None:
    assert find(path) is None
