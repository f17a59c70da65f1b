"""Does the average of an area stand for those who live near its sensors?"""

from collections.abc import Iterator

from audits.caveat import Caveat, CaveatRule, Severity
from audits.finding import Draft, State
from audits.frame import CityFrame
from audits.words import say, share

_ALIKE = 0.9


def find(frame: CityFrame, draft: Draft) -> Iterator[Caveat]:
    """Raised for the score of groups (M7): how many people live where both sides live."""
    if draft.measure.code != "M7" or draft.estimate is None:
        return
    residents = frame.by_area(frame.cell_people)
    lived_in = residents > 0
    shown = {(v.dimension, v.group) for v in draft.by_group if v.state is State.MEASURED}
    for dimension in frame.city.dimensions:
        own = [
            i
            for i, group in enumerate(frame.groups)
            if group.dimension == dimension.id and (group.dimension, group.name) in shown
        ]
        if not own or dimension.kind not in ("shares", "settlement"):
            continue  # fifths are whole areas by definition
        parts = frame.group_residents[lived_in][:, own] / residents[lived_in, None]
        most = parts.max(axis=1)
        mixed = float(residents[lived_in] @ (most < _ALIKE) / residents.sum())
        if mixed > 0:
            yield Caveat(
                code="area_averages",
                severity=Severity.CARE if mixed > 1 / 2 else Severity.NOTE,
                template="{title}: {share} of residents live in areas where no group makes up nine "
                "in ten. Who of them lives near a sensor is not told by the area's average.",
                arguments={"title": dimension.title, "share": share(mixed)},
                about=dimension.id,
            )


RULE = CaveatRule(
    code="area_averages",
    title=say("Areas stand for people"),
    explains=say(
        "Raised when the average of an area is taken for those who live near its sensors, "
        "with the share of people who live where groups are mixed."
    ),
    find=find,
)
