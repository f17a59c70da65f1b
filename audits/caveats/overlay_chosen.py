"""A pair that was looked for: how many there were to look through, and whom it leaves out."""

from collections.abc import Iterator

from audits.caveat import Caveat, CaveatRule, Severity
from audits.exhibit import Quadrants
from audits.finding import Draft
from audits.frame import CityFrame
from audits.overlay_sides import NOBODY
from audits.words import count, number, people, say, share
from data.said import mark

_FEW_VALUES = 3
_MANY_OUT = 0.05


def find(frame: CityFrame, draft: Draft) -> Iterator[Caveat]:
    """Raised for overlays: chosen among many pairs, made of the same data, areas left out."""
    if draft.measure.code != "overlay" or draft.estimate is None:
        return
    pairs = draft.parameters["pairs to choose from"]
    yield Caveat(
        code="chosen_by_a_reader",
        severity=Severity.CARE,
        template="One of {pairs} pairs that a reader can choose from: among so many, some go "
        "together by chance. And to go together is not to cause.",
        arguments={"pairs": number(float(pairs), 0)},
        about="overlay",
    )
    same = draft.parameters["made of the same"]
    if same != "nothing":
        yield Caveat(
            code="made_of_the_same",
            severity=Severity.STRONG_CARE,
            template="Both sides rest on “{datasets}”: they go together in part because they are "
            "made together.",
            arguments={"datasets": same},
            about="overlay",
        )
    yield from _of_the_areas(frame, draft)


def _of_the_areas(frame: CityFrame, draft: Draft) -> Iterator[Caveat]:
    drawn = next(one for one in draft.exhibits if isinstance(one, Quadrants))
    steps = len({dot.x for dot in drawn.dots})
    if steps <= _FEW_VALUES:
        yield Caveat(
            code="few_steps",
            severity=Severity.NOTE,
            template="The second of the pair takes {steps} values only, so people are ranked in "
            "as many steps.",
            arguments={"steps": steps},
            about="overlay",
        )
    out = frame.people - draft.footing.people
    if out > 0.5:
        part = out / frame.people
        lived_in = sum(why != NOBODY for _, why in drawn.nothing)
        yield Caveat(
            code="left_out_of_overlay",
            severity=Severity.CARE if part > _MANY_OUT else Severity.NOTE,
            template=mark(
                "{areas} with {people} residents ({share}) has no place in it: one of both values "
                "is not stated there, or withheld."
            )
            if lived_in == 1
            else mark(
                "{areas} with {people} residents ({share}) have no place in it: one of both values "
                "is not stated there, or withheld."
            ),
            arguments={
                "areas": count(lived_in, "area"),
                "people": people(out),
                "share": share(part),
            },
            about="overlay",
        )


RULE = CaveatRule(
    code="overlay_chosen",
    title=say("Chosen among many pairs"),
    explains=say(
        "Raised for every overlay, with the number of pairs that could have been chosen; "
        "also when both sides rest on the same data, when few values rank the people, and when "
        "areas have no place in it."
    ),
    find=find,
)
