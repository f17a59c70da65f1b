"""A call tells who calls, not what happens."""

from collections.abc import Iterator

from audits.caveat import Caveat, CaveatRule, Severity
from audits.finding import Draft
from audits.frame import CityFrame
from audits.words import say, share
from data.said import mark


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
            template=mark(
                "“{title}” tells who calls, not what happens: where little of it comes from, "
                "there may be little of it or nobody who calls.{lost}"
            )
            if dataset.role == "requests"
            else mark(
                "“{title}” tells who was attended to, not what happens: where little of it comes "
                "from, there may be little of it or nobody who looks.{lost}"
            ),
            arguments={
                "title": dataset.title,
                "lost": say(" {share} of its rows name no area.", share=share(lost))
                if lost
                else "",
            },
            about=name,
        )


RULE = CaveatRule(
    code="who_reports",
    title=say("Who reports"),
    explains=say(
        "Raised where calls or occurrences carry a finding: reporting differs threefold "
        "between neighbourhoods of one city, so few calls are no proof of little need."
    ),
    find=find,
)
