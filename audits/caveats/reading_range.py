"""A range of believable readings was chosen somewhere, by somebody."""

from collections.abc import Iterator

from audits.caveat import Caveat, CaveatRule, Severity
from audits.finding import Draft
from audits.frame import CityFrame
from audits.words import say, share, without_stop
from data.said import mark

# So many times as many flags in one fifth as in another ask whether the range fits both.
_APART = 2.0


def find(frame: CityFrame, draft: Draft) -> Iterator[Caveat]:
    """Raised for findings that rest on the checks of a network's readings."""
    if draft.network is None or draft.network.checks is None or draft.estimate is None:
        return
    if "reading_flag" not in draft.measure.inputs:
        return
    title, said_by = draft.network.title, draft.network.checks.said_by
    yield Caveat(
        code="reading_range",
        severity=Severity.NOTE if said_by else Severity.CARE,
        template=mark(
            "What a believable reading of “{title}” is, was said for the whole city at once: "
            "{said_by}."
        )
        if said_by
        else mark("Nobody says on what ground the readings of “{title}” are called unbelievable."),
        arguments={"title": title, "said_by": without_stop(said_by or "")},
        about=draft.network.id,
    )
    fifths = [
        (value.group, value.value)
        for value in draft.by_group
        if value.dimension == frame.city.wealth and value.value is not None
    ]
    if len(fifths) < 2:
        return
    least, most = min(fifths, key=lambda v: v[1]), max(fifths, key=lambda v: v[1])
    if most[1] > _APART * least[1]:
        yield Caveat(
            code="flags_apart",
            severity=Severity.CARE,
            template="Flags are uneven: {most_share} of readings where the {most} lives, "
            "{least_share} where the {least} does. Either the sensors are worse there, or the "
            "range does not fit what happens there.",
            arguments={
                "most": most[0],
                "most_share": share(most[1]),
                "least": least[0],
                "least_share": share(least[1]),
            },
            about=draft.network.id,
        )


RULE = CaveatRule(
    code="reading_range",
    title=say("What a believable reading is"),
    explains=say(
        "Raised with every finding about flagged readings: who says what is believable; and "
        "where the flags fall at least twice as thickly on one fifth of people as on another, "
        "since a range tuned on well-sensed districts calls extremes elsewhere errors."
    ),
    find=find,
)
