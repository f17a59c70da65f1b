"""Are groups crossed of which nobody counted the members together?"""

from collections.abc import Iterator

from audits.caveat import Caveat, CaveatRule, Severity
from audits.finding import Draft
from audits.frame import CityFrame
from audits.words import listed, say


def find(frame: CityFrame, draft: Draft) -> Iterator[Caveat]:
    """One caveat for each crossed dimension that the draft tells groups by."""
    shown = dict.fromkeys(value.dimension for value in draft.by_group)
    for dimension in frame.city.dimensions:
        if dimension.kind == "crossed" and dimension.id in shown:
            parts = [frame.city.dimension(one).title.lower() for one in dimension.of]
            yield Caveat(
                code="crossed_groups",
                severity=Severity.CARE,
                template="{title}: no source counts {parts} together. Within each cell of the map "
                "they are taken to be independent, so a link between them inside an area is lost.",
                arguments={
                    "title": dimension.title,
                    "parts": listed(parts),
                },
                about=dimension.id,
            )


RULE = CaveatRule(
    code="crossed_groups",
    title=say("Crossed groups"),
    explains=say(
        "Raised when groups of two or three dimensions are crossed, such as women over 60 in "
        "settlements, since the sources count each dimension by itself."
    ),
    find=find,
)
