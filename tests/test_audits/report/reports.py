"""A whole small report for the tests of this folder, and a reader of its HTML."""

from dataclasses import replace
from datetime import UTC, datetime
from html.parser import HTMLParser
from typing import Any

from audits import words
from audits.caveat import Severity
from audits.report import phrases
from audits.report.content import Report
from audits.reviews import Statement
from tests.test_audits.examples import (
    AS_OF,
    SNAPSHOT,
    example_city,
    example_findings,
    example_geography,
    example_register,
)

APART = {"dt", "dd", "th", "td", "li", "p", "h3", "h4", "h5", "figure", "summary"}
"""Elements whose text does not run on into the next."""
VOID = {"meta", "br", "hr", "img", "input", "link", "wbr"}


def example_statement(**changes: Any) -> Statement:
    """What a resident said of a measure."""
    return replace(
        Statement(
            number=1,
            at=datetime(2026, 2, 3, 10, tzinfo=UTC),
            city="testville",
            target_kind="measure",
            target="M3-cameras",
            speaker="A resident of Mills",
            says="The cameras in Mills have been dark since spring.",
            principle="consider-context",
            blocks=True,
            channel="command line",
            snapshot=SNAPSHOT,
            answers=None,
        ),
        **changes,
    )


def example_report(**changes: Any) -> Report:
    """The report of Testville."""
    return replace(
        Report(
            city=example_city(),
            snapshot=SNAPSHOT,
            as_of=AS_OF,
            findings=example_findings(),
            geography=example_geography(),
            register=example_register(),
            statements=(example_statement(),),
            decisions=(),
        ),
        **changes,
    )


class Page(HTMLParser):
    """What a test asks of a page: its tags, and the text inside each element with an id."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.text: dict[str, str] = {}
        self.ids: list[str] = []
        self.links: dict[str, list[str]] = {}
        """Where the links inside each element with an id lead."""
        self._open: list[tuple[str, str | None]] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        held = dict(attrs)
        self.tags.append((tag, held))
        name = held.get("id")
        if name is not None:
            self.ids.append(name)
            self.text.setdefault(name, "")
            self.links.setdefault(name, [])
        if tag == "a":
            for _, outer in self._open:
                if outer is not None:
                    self.links[outer].append(held.get("href") or "")
        if tag not in VOID:
            self._open.append((tag, name))

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if tag not in VOID:
            self.handle_endtag(tag)

    def handle_endtag(self, tag: str) -> None:
        if tag in APART:
            self.handle_data(" ")
        # Cells and rows may leave out their end tags; an outer end closes them.
        if tag in [name for name, _ in self._open]:
            while self._open.pop()[0] != tag:
                pass

    def handle_data(self, data: str) -> None:
        for _, name in self._open:
            if name is not None:
                self.text[name] += data

    def named(self, tag: str) -> list[dict[str, str | None]]:
        """The attributes of every element of this name."""
        return [attributes for name, attributes in self.tags if name == tag]


def faults(page: Page, report: Report) -> list[str]:
    """What stands beside no number of this report although it must; empty where all is well.

    A caveat stands beside its number in full, or in a list that the number's own part links to and
    counts; the word of the gravest of all its caveats always stands there.
    """
    lists = {f"#{name}" for name in page.ids if name.startswith("holds-")}
    found = []
    for finding in report.findings:
        text = plain(page.text[finding.key])
        beside = {href for href in page.links[finding.key] if href in lists}
        listed = " ".join(plain(page.text[href[1:]]) for href in beside)
        must = {
            "gravest caveat": f"gravest caveat: {finding.worst.value}",
            "blind spot": plain(phrases.unseen_in_short(finding)),
            "age": plain(phrases.age_in_short(finding)).lower(),
            "footing": plain(phrases.footing(finding.draft.footing)),
            "reading": plain(finding.draft.reading),
        }
        if plain(words.unseen(finding)) in text:
            must.pop("blind spot")  # said in whole
        found += [
            f"{finding.key}: {what}"
            for what, said in must.items()
            if said not in (text.lower() if what == "age" else text)
        ]
        for caveat in finding.caveats:
            said = plain(f"{caveat.severity.value.capitalize()}. {caveat.text}")
            aloud = caveat.severity is Severity.BLOCKED or caveat.raised_by == "review"
            if said not in text and (aloud or said not in listed):
                found.append(f"{finding.key}: the caveat {said}")
        meaning = plain(words.sentence(finding.draft.interval_meaning))
        told = [page.text[href[1:]] for href in page.links[finding.key] if "#interval-" in href]
        if meaning not in text and not any(
            meaning in plain(one) and finding.measure.code in one for one in told
        ):
            found.append(f"{finding.key}: what its interval holds")
    return found


def plain(text: str) -> str:
    """Text with its white space made single, as a reader sees it."""
    return " ".join(text.split())
