"""What people of an area need: as a dataset declares it, and poverty, which every city knows."""

from dataclasses import dataclass

import numpy as np

from audits.frame import CityFrame, Floats
from audits.per_frame import per_frame
from audits.stats.rank import fractional_ranks
from data.said import say

POVERTY = "poverty"


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Need:
    """One need of areas; more is more need, NaN where nobody stated it."""

    name: str
    title: str
    unit: str
    value: Floats
    """Per area."""
    datasets: tuple[str, ...]
    independent: bool | None
    """Whether it is known without the sensors; None where nobody has said."""


@per_frame
def needs(frame: CityFrame) -> tuple[Need, ...]:
    """Declared needs of areas in the manifest's order, then poverty: who stands lower in wealth."""
    declared = [
        Need(
            name=variable.name,
            title=variable.title,
            unit=variable.unit,
            value=frame.area_variable(variable.name),
            datasets=(dataset.name,),
            independent=dataset.independent_of_sensors,
        )
        for dataset in frame.city.datasets
        if dataset.role == "area_need"
        for variable in dataset.variables
    ]
    return (*declared, _poverty(frame))


def _poverty(frame: CityFrame) -> Need:
    residents = frame.by_area(frame.cell_people)
    known = np.isfinite(frame.wealth) & (residents > 0)
    value = np.full(len(residents), np.nan)
    if known.any():
        value[known] = 1 - fractional_ranks(frame.wealth[known], residents[known])
    return Need(
        name=POVERTY,
        title=say("Poverty: the share of residents in richer areas"),
        unit=say("share of people"),
        value=value,
        datasets=frame.datasets_of("wealth"),
        independent=True,
    )
