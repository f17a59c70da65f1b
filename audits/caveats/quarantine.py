"""What was kept out, and what the sources do not speak of."""

from collections.abc import Iterator

from audits.caveat import Caveat, CaveatRule, Severity
from audits.finding import Draft
from audits.frame import CityFrame
from audits.words import joined, number, say, share
from data.said import mark


def find(frame: CityFrame, draft: Draft) -> Iterator[Caveat]:
    """Per dataset: rows in quarantine, rows just outside the city, names and areas unmatched."""
    for name in draft.datasets:
        title, entries = frame.dataset(name).title, frame.ledger[name]
        read = sum(entry.rows for entry in entries if entry.action == "read")
        refused = [entry for entry in entries if entry.action == "quarantined"]
        if refused:
            count = sum(entry.rows for entry in refused)
            part = count / read
            why = joined(
                "; ", (joined(" ", (number(entry.rows, 0), entry.reason)) for entry in refused)
            )
            yield Caveat(
                code="rows_quarantined",
                severity=Severity.STRONG_CARE
                if part > 0.2
                else Severity.CARE
                if part > 0.02
                else Severity.NOTE,
                template="{count} of {read} rows of “{title}” ({share}) are kept out: {why}.",
                arguments={
                    "count": number(count, 0),
                    "read": number(read, 0),
                    "title": title,
                    "share": share(part),
                    "why": why,
                },
                about=name,
            )
        for entry in entries:
            if entry.rule not in _NOTED:
                continue
            yield Caveat(
                code=entry.rule,
                severity=Severity.NOTE,
                template="“{title}”: {count} {reason}.",
                arguments={
                    "title": title,
                    "count": number(entry.rows, 0),
                    "reason": say(_NOTED[entry.rule], reason=entry.reason),
                },
                about=name,
            )


_NOTED = {
    "near_edge": mark("rows lie {reason}"),
    "unmatched_name": mark("rows {reason}"),
    "areas_without_row": mark("{reason}"),
    "invalid_geometry": mark("outlines had to be rebuilt"),
}

RULE = CaveatRule(
    code="quarantine",
    title=say("Rows kept out"),
    explains=say(
        "Raised when rows of a dataset behind the finding are in quarantine (grave above a "
        "fifth of them), lie just outside the city, name no area, or leave areas out."
    ),
    find=find,
)
