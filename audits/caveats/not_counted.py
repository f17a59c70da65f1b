"""Who is not in the statistics at all."""

from collections.abc import Iterator

from audits.caveat import Caveat, CaveatRule, Severity
from audits.finding import Draft
from audits.frame import CityFrame
from audits.words import heads, say


def find(frame: CityFrame, _draft: Draft) -> Iterator[Caveat]:
    """One caveat per group of people in the manifest, one for settlements without a count.

    Places and questions are not said of every number: M31 lists them.
    """
    for item in frame.city.not_counted:
        if item.kind != "people":
            continue
        yield Caveat(
            code="not_counted",
            severity=Severity.CARE,
            template="Not in the statistics: {who}{count}. {why}",
            arguments={
                "who": item.who,
                "count": ""
                if item.people is None
                else say(" ({people})", people=heads(item.people)),
                "why": item.why,
            },
            about="city",
        )
    uncounted = int((~frame.tables["settlement"]["counted"].astype(bool)).sum())
    if uncounted:
        yield Caveat(
            code="settlement_not_counted",
            severity=Severity.CARE,
            template="Without a count of people on the map: {count} of {all} {settlement} "
            "outlines. Whoever lives there is in no figure.",
            arguments={
                "all": len(frame.tables["settlement"]),
                "count": uncounted,
                "settlement": frame.city.settlement_word,
            },
            about="city",
        )


RULE = CaveatRule(
    code="not_counted",
    title=say("Not in the statistics"),
    explains=say(
        "Raised for people and places that the statistics behind every figure do not hold."
    ),
    find=find,
)
