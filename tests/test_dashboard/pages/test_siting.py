import csv
import io
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from flask.testing import FlaskClient

from audits import words
from audits.finding import Finding
from audits.frame import CityFrame
from audits.opened import OpenedCity
from audits.reviews import Statement
from dashboard.app import create_app
from dashboard.draw import draw
from dashboard.html import Component
from dashboard.links import place_link
from dashboard.pages.siting import PAGE, layout, title
from dashboard.served import Here
from dashboard.siting_found import found
from dashboard.siting_question import asked
from data.settings import Settings
from tests.test_audits.small_frame import frame, network
from tests.test_dashboard.crawl import faults
from tests.test_dashboard.examples import example_view
from tests.test_dashboard.served_here import ServedHere
from tests.test_dashboard.test_crawl import crawled
from tests.test_dashboard.tree import attribute, hrefs, parts, tags, text

From = Callable[..., AbstractContextManager[object]]
QUERIES: tuple[dict[str, str], ...] = (
    {},
    {"sites": "50", "aim": "everyone", "what": "new"},
    {"network": "cameras", "what": "remove", "sites": "3", "reach": "300"},
    {"network": "microphones", "aim": "settlement:in a settlement"},
    {"network": "rain_gauges", "what": "repair", "aim": "age:0 to 14", "against": "worst-off"},
)


def drawn(city: CityFrame, query: dict[str, str] | None = None, **more: object) -> Component:
    view = example_view(
        city=city.city,
        geography=city.geography,
        findings=(),
        frame=lambda: city,
        query=query or {},
        **more,
    )
    return layout(view)


def held(node: Component) -> dict[str, str]:
    """What the lists of the form say is chosen."""
    return {
        str(attribute(one, "name")): str(option.value)  # type: ignore[attr-defined]
        for one in tags(node, "Select")
        for option in tags(one, "Option")
        if attribute(option, "selected")
    }


@pytest.fixture
def city() -> CityFrame:
    net = network(purpose="both", reach_grid_m=(50.0, 1500.0))
    return frame(sensors=[(4, "working"), (3, "not working")], net=net)


def test_it_is_in_the_navigation() -> None:
    assert PAGE.path == "/siting"
    assert PAGE.order is not None
    assert title(example_view()) == "Siting in Testville"


def test_consent_is_spoken_of_before_anything_else(city: CityFrame) -> None:
    said = text(drawn(city))
    assert said.startswith(
        "SitingThe residents of these areas must be asked. A plan counts people, not consent."
    )


def test_a_question_without_choices_is_that_of_the_measure(porto_sombra: OpenedCity) -> None:
    city = porto_sombra.frame
    question = asked(city, {"network": "rain_gauges"})
    assert question is not None
    assert question.notes == ()
    own = porto_sombra.finding("M32", "rain_gauges")
    same = found(city, question, ()).finding
    assert same.draft.reading == own.draft.reading
    assert same.draft.estimate == own.draft.estimate
    assert same.caveats == own.caveats
    assert same.draft.stability == own.draft.stability
    assert same.key == own.key


def test_every_choice_is_in_the_address_and_the_form_restores_it(
    porto_sombra: OpenedCity,
) -> None:
    city = porto_sombra.frame
    query = {
        "network": "cameras",
        "sites": "3",
        "what": "new",
        "reach": "300",
        "aim": "income_fifth:middle fifth",
        "against": "settlement:outside settlements",
    }
    question = asked(city, query)
    assert question is not None
    assert question.notes == ()
    assert question.query == query
    page = drawn(city, query)
    (form,) = tags(page, "Form")
    assert attribute(form, "method") == "get"
    assert attribute(form, "action") == "/siting"
    assert held(form) == {k: v for k, v in query.items() if k not in ("network", "sites")}
    inputs = {str(one.name): one.value for one in tags(form, "Input")}  # type: ignore[attr-defined]
    assert inputs == {"network": "cameras", "sites": "3"}
    labelled = {attribute(one, "htmlFor") for one in tags(form, "Label")}
    assert labelled == {attribute(one, "id") for one in tags(form, "Select")} | {"choose-sites"}


@pytest.mark.parametrize(
    "wrong",
    [
        {"sites": "0"},
        {"sites": "51"},
        {"sites": "-1"},
        {"sites": "1e9"},
        {"sites": "٣"},
        {"sites": "9" * 400},
        {"what": "sell"},
        {"reach": "1e400"},
        {"reach": "nan"},
        {"aim": "fifth:nobody"},
        {"against": "<script>"},
        {"network": "../etc"},
    ],
)
def test_what_is_wrong_has_its_default_and_a_sentence(
    city: CityFrame, wrong: dict[str, str]
) -> None:
    plain, mended = asked(city, {}), asked(city, wrong)
    assert plain is not None
    assert mended is not None
    assert mended.query == plain.query
    (note,) = mended.notes
    assert note.startswith("Found “")
    assert "expected" in note
    assert len(note) < 400
    assert note in text(drawn(city, wrong))


def test_two_aims_that_are_the_same_people_are_not_compared(porto_sombra: OpenedCity) -> None:
    city = porto_sombra.frame
    again = asked(city, {"aim": "income_fifth:poorest fifth", "against": "worst-off"})
    assert again is not None
    assert again.question.against == "everyone"
    assert again.notes == ("Both aims are the same people, so another one is compared with.",)
    alone = asked(city, {"aim": "everyone"})
    assert alone is not None
    assert alone.question.against == "worst-off"
    assert alone.notes == ()


def test_a_burden_is_only_taken_away() -> None:
    city = frame(sensors=[(0, "working"), (2, "working")], net=network(purpose="burden"))
    page = drawn(city)
    assert held(page)["what"] == "remove"
    said = text(page)
    assert "Taking away 2 gauges" in said
    assert "Residents no longer watched" in said
    refused = asked(city, {"what": "new"})
    assert refused is not None
    assert len(refused.notes) == 1


def test_now_stands_against_then_under_both_aims_with_the_bound(city: CityFrame) -> None:
    (table,) = [
        one
        for one in tags(drawn(city, {"sites": "1", "what": "new"}), "Table")
        if "siting-compare" in str(attribute(one, "className"))
    ]
    rows = [[text(cell) for cell in tags(row, "Th", "Td")] for row in tags(table, "Tr")]
    assert rows[0][1:] == ["Now", "Chosen for the poorest fifth", "Chosen for everyone alike"]
    assert rows[1][:2] == ["The poorest fifth", "100 % 1\u202f000"]
    assert rows[1][2] == "0 % 0"
    assert rows[2][0] == "All residents"
    assert rows[-1][0].startswith("Of the best possible")
    assert rows[-1][2] == "100 %"


def test_places_are_numbered_and_lead_to_their_areas(city: CityFrame) -> None:
    page = drawn(city, {"sites": "2", "what": "new"})
    assert place_link("a0") in hrefs(page)
    maps = [
        drawing
        for one in parts(page, lambda part: "svg-map" in str(attribute(part, "className")))
        if (drawing := attribute(one, "data-svg"))
    ]
    assert len(maps) == 2
    for drawing in maps:
        assert "-hatch" in drawing, "the half-shade of whom nobody sees is kept"
        assert 'role="img"' in drawing


def test_nothing_to_repair_is_said_in_words() -> None:
    said = text(drawn(frame(sensors=[(4, "working")]), {"what": "repair"}))
    assert "No gauge is known to be dead, so there is none to repair." in said
    assert "No place would change anything." in said


def test_a_city_in_which_no_group_is_known_is_refused_in_words() -> None:
    city = frame(areas=((1000, None), (0, 1)))
    said = text(drawn(city))
    assert "no group of people is known" in said
    assert "Caveats (" in said


def test_a_city_without_a_network_has_nothing_to_place(city: CityFrame) -> None:
    bare = replace(city, city=replace(city.city, networks=()))
    assert asked(bare, {}) is None
    assert "no network" in text(drawn(bare))


def test_what_reviews_say_of_the_measure_stands_here_too(city: CityFrame) -> None:
    said = Statement(
        number=1,
        at=datetime(2026, 2, 1, tzinfo=UTC),
        city="strip",
        target_kind="measure",
        target="M32-gauges",
        speaker=None,
        says="Nobody came to ask us.",
        principle="consider-context",
        blocks=True,
        channel="screen",
        snapshot=None,
        answers=None,
    )
    assert "Nobody came to ask us." in text(drawn(city, reviews=(said,)))
    assert "Nobody came to ask us." not in text(drawn(city)), "it is not kept with the answer"


def test_an_answer_is_worked_out_once_for_a_snapshot(city: CityFrame) -> None:
    question = asked(city, {})
    assert question is not None
    first, again = (found(city, question, ()) for _ in range(2))
    assert first.finding is again.finding
    other = replace(city, snapshot="another")
    assert found(other, question, ()).finding.snapshot == "another"


def test_a_group_too_small_to_be_shown_cannot_be_asked_for() -> None:
    city = frame(areas=((1000, 1), (1000, 2), (5, 3), (1000, 4), (1000, 5)))
    hidden = {name for _, name in city.too_few}
    assert hidden
    page = drawn(city)
    offered = {text(one) for one in tags(page, "Option")}
    assert not hidden & offered
    for name in hidden:
        (note,) = asked(city, {"aim": f"fifth:{name}"}).notes  # type: ignore[union-attr]
        assert "Found" in note


@pytest.mark.parametrize("query", QUERIES)
def test_no_number_stands_alone(
    porto_sombra: OpenedCity, settings: Settings, request_from: From, query: dict[str, str]
) -> None:
    search = "?" + "&".join(f"{k}={v.replace(' ', '+')}" for k, v in query.items())
    with request_from():
        page, *_ = draw(lambda: porto_sombra, settings, "/siting", search)
    question = asked(porto_sombra.frame, query)
    assert question is not None
    assert question.notes == ()
    own = found(porto_sombra.frame, question, ()).finding
    # The page answers its own question: its finding has the key of the measure's.
    others = [one for one in porto_sombra.findings() if one.key != own.key]
    read = crawled(page, "/siting")
    assert [block.keys for block in read.blocks] == [(own.key,)]
    assert faults(read, [*others, own]) == []


@pytest.fixture
def porto_client(porto_sombra: OpenedCity, settings: Settings) -> Iterator[FlaskClient]:
    served = ServedHere(Here(source=lambda: porto_sombra, settings=settings))
    with create_app(served, settings).server.test_client() as client:
        yield client


def rows_of(answer: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(answer)))


def test_the_file_says_what_the_page_says_and_each_row_its_caveats(
    porto_sombra: OpenedCity, porto_client: FlaskClient
) -> None:
    answer = porto_client.get("/siting.csv?network=rain_gauges&sites=3")
    assert answer.status_code == 200
    assert answer.mimetype == "text/csv"
    assert porto_sombra.snapshot in answer.headers["Content-Disposition"]
    rows = rows_of(answer.text)
    question = asked(porto_sombra.frame, {"network": "rain_gauges", "sites": "3"})
    assert question is not None
    held = found(porto_sombra.frame, question, porto_sombra.reviews)
    finding: Finding = held.finding
    assert held.answer is not None
    assert [int(row["rank"]) for row in rows] == [1, 2, 3, 1, 2, 3]
    assert [row["area"] for row in rows[:3]] == [s.area for s in held.answer.plans[0].sites[:3]]
    for row in rows:
        assert row["snapshot"] == porto_sombra.snapshot
        assert row["invented"] == "True"
        assert row["not_seen"] == words.unseen(finding)
        assert row["age"]
        for caveat in finding.caveats:
            assert caveat.text in row["caveats"]


@pytest.mark.parametrize(
    "search",
    [
        "sites=0",
        "sites=51",
        "network=nobody",
        "reach=nan",
        "aim=fifth%3Anobody",
        "what=%00",
        "x" * 3000,
        "&".join(f"a{n}=1" for n in range(40)),
        "network=%FF%FE",
    ],
)
def test_a_file_that_cannot_be_made_as_asked_is_refused(
    porto_client: FlaskClient, search: str
) -> None:
    answer = porto_client.get(f"/siting.csv?{search}")
    assert answer.status_code == 400
    assert answer.text.startswith("Found ")
    assert "Traceback" not in answer.text


def test_the_page_leads_to_its_file(city: CityFrame) -> None:
    (path,) = [href for href in hrefs(drawn(city, {"sites": "4"})) if "siting.csv" in href]
    assert "sites=4" in path
    assert "aim=worst-off" in path


@pytest.mark.rio
def test_rio_answers_too(rio: OpenedCity) -> None:
    for net in rio.city.networks:
        question = asked(rio.frame, {"network": net.id, "sites": "20", "aim": "everyone"})
        assert question is not None
        held = found(rio.frame, question, ())
        assert held.answer is not None
        assert held.finding.caveats
