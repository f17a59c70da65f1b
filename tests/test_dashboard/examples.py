"""A view of the small town that the tests of the audits use."""

from typing import Any

from audits.report.paint import light_tokens
from dashboard.page import View
from dashboard.writing import Writing
from tests.test_audits import examples


def example_view(**changes: Any) -> View:
    """What a page is given when somebody asks for it from this very machine."""
    given: dict[str, Any] = {
        "city": examples.example_city(),
        "snapshot": examples.SNAPSHOT,
        "as_of": examples.AS_OF,
        "findings": examples.example_findings(),
        "geography": examples.example_geography(),
        "reviews": (),
        "register": examples.example_register,
        "writing": Writing(allowed=True, with_token=False),
        "query": {},
    }
    return View(**(given | changes))


def token(name: str) -> str:
    """The light value of a design token."""
    return light_tokens()[name]
