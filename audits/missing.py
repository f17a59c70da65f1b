"""What is not known of an area, by reason: the frame of all areas first, then what lacks in each.

An area that is simply left out of a table must not look like an area without people; so the reasons
are asked of every area of the map, and people are counted only where they live.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from audits.frame import CityFrame
from audits.per_frame import per_frame
from audits.stats.survey_error import BANDS, band, coefficient_of_variation
from audits.words import number, say, within
from data.city import Dataset


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Reason:
    """One reason why something is not known, and in which areas."""

    words: str
    dataset: str
    """Name of the dataset that should have known it."""
    where: NDArray[np.bool_]
    """Per area of the map."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Unplaced:
    """Rows of a dataset that no area can be charged with: refused, or kept without a place."""

    dataset: str
    title: str
    rows: int
    refused: int
    placeless: int
    """Kept rows that lie in no area that anybody could tell."""
    names: int
    """Rows whose name of an area is no area of the city."""


@per_frame
def reasons(frame: CityFrame) -> tuple[Reason, ...]:
    """Every reason that holds in at least one area where people live, in the manifest's order."""
    lived_in = frame.by_area(frame.cell_people) > 0
    found = [reason for dataset in frame.city.datasets for reason in _of(frame, dataset)]
    least = frame.city.dimension(frame.city.wealth).least_people
    if least:
        few = (frame.geography.people > 0) & (frame.geography.people < least)
        wealth = next(d.name for d in frame.city.datasets if d.role == "wealth")
        words = say("fewer than {least} residents: in no income fifth", least=number(least))
        found.append(Reason(words=words, dataset=wealth, where=few))
    return tuple(reason for reason in found if (reason.where & lived_in).any())


def _of(frame: CityFrame, dataset: Dataset) -> list[Reason]:
    """Where a dataset lacks any of its numbers, and where its sampled counts are too unsure."""
    if not dataset.variables:
        return []
    values = {v.name: frame.area_variable(v.name) for v in dataset.variables}
    absent = np.any([np.isnan(column) for column in values.values()], axis=0)
    found = [
        Reason(
            words=say("not in “{title}”", title=dataset.title),
            dataset=dataset.name,
            where=np.asarray(absent),
        )
    ]
    for variable in dataset.variables:
        if variable.moe is not None:
            off = coefficient_of_variation(values[variable.name], values[variable.moe])
            unsure = (band(off, BANDS) == 2) | (values[variable.name] == 0)
            words = say("too small a sample: {title}", title=within(variable.title))
            found.append(Reason(words=words, dataset=dataset.name, where=unsure))
    return found


@per_frame
def unplaced(frame: CityFrame) -> tuple[Unplaced, ...]:
    """Datasets of which some rows were refused, or lie in no known area; most such rows first."""
    placeless: dict[str, int] = {}
    for mart in ("request", "intervention", "incident", "need"):
        table = frame.tables[mart]
        if "area_id" in table:
            lost = table.loc[table["area_id"].isna(), "dataset"].value_counts()
            placeless |= {str(name): int(many) for name, many in lost.items()}
    found = []
    for row in frame.tables["dataset"].itertuples(index=False):
        name = str(row.name)
        entries = frame.ledger.get(name, ())
        item = Unplaced(
            dataset=name,
            title=frame.dataset(name).title,
            rows=int(row.rows_read),
            refused=int(row.rows_quarantined),
            placeless=placeless.get(name, 0),
            names=sum(entry.rows for entry in entries if entry.rule == "unmatched_name"),
        )
        if item.refused or item.placeless or item.names:
            found.append(item)
    return tuple(
        sorted(found, key=lambda i: (-(i.refused + i.placeless) / max(i.rows, 1), i.dataset))
    )
