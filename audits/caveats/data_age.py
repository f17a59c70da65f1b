"""How old the data is, against how often its publisher says it is renewed."""

from collections.abc import Iterator

from audits.caveat import Caveat, CaveatRule, Severity
from audits.finding import Draft
from audits.frame import CityFrame
from audits.words import age, bare, day, joined, noun, say
from data.said import mark

# Without a declared interval, a year is when a reader would want to be told.
_YEAR = 365


def find(frame: CityFrame, draft: Draft) -> Iterator[Caveat]:
    """One caveat per dataset: there is always one, since every number has an age."""
    for name in draft.datasets:
        dataset, until = frame.dataset(name), frame.observed_until(name)
        if until is None:
            yield Caveat(
                code="data_age_unknown",
                severity=Severity.CARE,
                template="Nobody states up to when “{title}” was observed.",
                arguments={"title": dataset.title},
                about=name,
            )
            continue
        days = (frame.as_of - until).days
        interval = dataset.interval_days
        late = days / interval if interval else days / _YEAR
        severity = (
            Severity.NOTE if late <= 1 else Severity.CARE if late <= 3 else Severity.STRONG_CARE
        )
        if days < 0:
            # A clock that is wrong is flagged, not cut off at zero.
            severity = Severity.STRONG_CARE
        if interval:
            template = mark(
                "“{title}” was observed until {until}: {age}. It should be renewed every "
                "{interval}."
            )
        else:
            if days >= 0:
                severity = min(severity, Severity.CARE, key=lambda s: s.rank)
            template = mark(
                "“{title}” was observed until {until}: {age}. "
                "How often it should be renewed is not stated."
            )
        yield Caveat(
            code="data_age",
            severity=severity,
            template=template,
            arguments={
                "title": dataset.title,
                "until": day(until),
                "age": age(days),
                "interval": joined(" ", (bare(interval), noun(interval, "day", "days")))
                if interval
                else "",
            },
            about=name,
        )


RULE = CaveatRule(
    code="data_age",
    title=say("Age of the data"),
    explains=say(
        "Always raised. A figure is as old as the newest thing its source observed, whenever "
        "it was computed. Grave when older than three declared intervals."
    ),
    find=find,
)
