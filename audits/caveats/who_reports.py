"""A call tells who calls, not what happens."""

from collections.abc import Iterator

from audits.caveat import Caveat, CaveatRule, Severity
from audits.finding import Draft
from audits.frame import CityFrame
from audits.words import share


def find(frame: CityFrame, draft: Draft) -> Iterator[Caveat]:
    """Raised for each feed of calls or occurrences behind the finding, with what has no place."""
    for name in draft.datasets:
        dataset = frame.dataset(name)
        if dataset.role not in ("requests", "interventions"):
            continue
        rows = frame.tables["request" if dataset.role == "requests" else "intervention"]
        own = rows[rows["dataset"] == name]
        lost = float(own["area_id"].isna().mean()) if len(own) else 0.0
        yield Caveat(
            code="who_reports",
            severity=Severity.CARE,
            template="“{title}” tells who {who}, not what happens: where little of it comes from, "
            "there may be little of it or nobody {may}.{lost}",
            arguments={
                "title": dataset.title,
                "who": "calls" if dataset.role == "requests" else "was attended to",
                "may": "who calls" if dataset.role == "requests" else "who looks",
                "lost": f" {share(lost)} of its rows name no area." if lost else "",
            },
            about=name,
        )


RULE = CaveatRule(
    code="who_reports",
    title="Who reports",
    explains="Raised where calls or occurrences carry a finding: reporting differs threefold "
    "between neighbourhoods of one city, so few calls are no proof of little need.",
    find=find,
)
