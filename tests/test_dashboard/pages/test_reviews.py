from datetime import UTC, datetime
from typing import Any

from audits.principles import PRINCIPLES
from audits.reviews import Statement
from dashboard.pages.reviews import layout
from tests.test_dashboard.examples import example_view
from tests.test_dashboard.tree import attribute, hrefs, parts, text


def said(number: int, **changes: Any) -> Statement:
    given: dict[str, Any] = {
        "at": datetime(2026, 3, 1, tzinfo=UTC),
        "city": "town",
        "target_kind": "measure",
        "target": "M3-cameras",
        "speaker": None,
        "says": f"what was said {number}",
        "principle": PRINCIPLES[0].id,
        "blocks": False,
        "channel": "screen",
        "snapshot": None,
        "answers": None,
    }
    return Statement(number=number, **(given | changes))


def test_with_nobody_heard_the_page_says_what_that_means_and_how_to_speak() -> None:
    page = layout(example_view())
    told = text(page)
    assert "Nobody has contested anything" in told
    assert "no sign that nothing is wrong" in told
    for one in PRINCIPLES:
        assert one.question in told
    assert "/measure/M3-cameras#contest" in hrefs(page)
    assert "/register?contest=cameras#dataset-cameras" in hrefs(page)
    assert "/overlay#contest" in hrefs(page)


def test_what_blocks_stands_first_and_every_statement_once() -> None:
    reviews = (
        said(1),
        said(2, blocks=True, target="cameras", target_kind="dataset"),
        said(3, answers=2, principle=PRINCIPLES[3].id),
    )
    for query in ({}, {"by": "target"}, {"by": "forged"}):
        page = layout(example_view(reviews=reviews, query=query))
        told = text(page)
        assert told.index("what was said 2") < told.index("what was said 1")
        for one in reviews:
            assert told.count(one.says) == 1
        ids = [attribute(p, "id") for p in parts(page, lambda p: bool(attribute(p, "id")))]
        assert sum(str(one).startswith("statement-") for one in ids) == 3
        assert "Answered by statement 3" in told


def test_statements_are_gathered_by_principle_or_by_what_they_speak_of() -> None:
    reviews = (said(1), said(2, target="cameras", target_kind="dataset"), said(3))
    by_principle = text(layout(example_view(reviews=reviews)))
    assert by_principle.count(PRINCIPLES[0].name) >= 1
    page = layout(example_view(reviews=reviews, query={"by": "target"}))
    told = text(page)
    assert told.index("what was said 3") < told.index("what was said 2")
    assert "/measure/M3-cameras#reviews" in hrefs(page)
    assert "/register#dataset-cameras" in hrefs(page)


def test_a_target_that_the_city_has_no_more_is_named_without_a_link() -> None:
    page = layout(example_view(reviews=(said(1, target="M99-gone"),)))
    assert "M99-gone" in text(page)
    assert not any("M99" in href for href in hrefs(page))
