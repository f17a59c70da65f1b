"""On how little does what is said of each group stand?"""

from audits.compare import without_value
from audits.frame import CityFrame
from audits.per_frame import per_frame
from audits.stats.footing import Band, band


@per_frame
def bands(frame: CityFrame) -> tuple[Band | None, ...]:
    """Per group the band that its values stand on, by areas and people; None: nobody is in it."""
    found: list[Band | None] = []
    for i, group in enumerate(frame.groups):
        areas = int((frame.group_residents[:, i] > 0).sum())
        hidden = without_value(frame, group, areas)
        found.append(band(areas) if hidden is None else "withheld" if areas else None)
    return tuple(found)
