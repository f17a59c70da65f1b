"""Is the size of the number that of a distance which somebody chose?"""

from collections.abc import Iterator

from audits.caveat import Caveat, CaveatRule, Severity
from audits.finding import Draft
from audits.frame import CityFrame
from audits.words import number, say, with_unit

_CHOSEN = {"M2": say("scale in metres"), "M8": say("reach in metres")}


def find(_frame: CityFrame, draft: Draft) -> Iterator[Caveat]:
    """Raised where other distances that were tried halve or double the value."""
    chosen = _CHOSEN.get(draft.measure.code)
    if chosen is None or draft.estimate is None:
        return
    others = [name for name in draft.parameters if name != chosen]
    alike = [
        (float(s.parameters[chosen]), s.estimate)
        for s in draft.stability.settings
        if s.estimate is not None
        and all(
            str(s.parameters[o]) in str(draft.parameters[o]) for o in others if o in s.parameters
        )
    ]
    if not alike:
        return
    sizes = [abs(value) for _, value in alike]
    if max(sizes) < 2 * min(sizes):
        return
    (near, at_near), (far, at_far) = min(alike), max(alike)
    yield Caveat(
        code="size_is_chosen",
        severity=Severity.CARE,
        template="Its size is that of a distance which was chosen: {at_near} for {near} m, "
        "{at_far} for {far} m.",
        arguments={
            "at_near": with_unit(at_near, draft.measure.unit),
            "near": number(near),
            "at_far": with_unit(at_far, draft.measure.unit),
            "far": number(far),
        },
        about=chosen,
    )


RULE = CaveatRule(
    code="size_is_chosen",
    title=say("A chosen distance sets the size"),
    explains=say(
        "Raised for nearness, which grows with its scale, and for gaps between groups, which "
        "close as the reach grows, when the values over the distances tried differ by half or more."
    ),
    find=find,
)
