"""What the words of silence cannot tell."""

from collections.abc import Iterator

from audits.caveat import Caveat, CaveatRule, Severity
from audits.exhibit import Calendar
from audits.finding import Draft
from audits.frame import CityFrame
from audits.words import bare, say
from data.said import mark


def find(_frame: CityFrame, draft: Draft) -> Iterator[Caveat]:
    """Raised beside every calendar of silence: who is its only witness, and how coarse it is."""
    calendars = [exhibit for exhibit in draft.exhibits if isinstance(exhibit, Calendar)]
    if not calendars:
        return
    if draft.network is None:
        yield Caveat(
            code="silence_one_witness",
            severity=Severity.CARE,
            template="How busy the city was is told by this feed alone (what all other areas sent "
            "that week), not by rain or any other witness. A feed that fades slowly is taken for "
            "the usual.",
            arguments={},
            about="parameters",
        )
        low = draft.parameters.get("least reporting")
        if isinstance(low, float):
            yield Caveat(
                code="silence_low_reporting",
                severity=Severity.CARE,
                template="Blind means that an area speaks less than {share:.0%} of the city's rate "
                "per resident. Where less happens it is called blind as well.",
                arguments={"share": low},
                about="parameters",
            )
    else:
        yield Caveat(
            code="silence_within_reach",
            severity=Severity.NOTE,
            template=mark(
                "Calm means that a {sensor} within {reach} m delivered most of its readings in the "
                "day. Whether it stood where something happened is not known."
            )
            if calendars[0].days == 1
            else mark(
                "Calm means that a {sensor} within {reach} m delivered most of its readings in the "
                "week. Whether it stood where something happened is not known."
            ),
            arguments={
                "sensor": draft.network.sensor,
                "reach": bare(draft.network.reach_m),
            },
            about="network",
        )


RULE = CaveatRule(
    code="silence_is_not_calm",
    title=say("Silence is not calm"),
    explains=say(
        "Raised where silence is given a meaning: what the word rests on, and what it cannot "
        "tell apart."
    ),
    find=find,
)
