"""The strip of areas, with a dimension whose people were counted by a sample."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import pandas as pd

from audits.frame import CityFrame
from audits.load import from_tables
from data.city import Dimension, Variable
from tests.test_audits.small_frame import FIFTHS, frame

GROUPS = ("with", "without")


def sampled(
    counts: Sequence[float],
    moe: Sequence[float],
    *,
    people: float = 1000.0,
    spread: bool = False,
    **more: Any,
) -> CityFrame:
    """Areas of `people` residents, `counts` of them with a trait, each count with its margin.

    `spread`: every area lies in a fifth by wealth, not the first five alone.
    """
    wealth = more.pop("wealth", range(1, len(counts) + 1))
    plain = frame(areas=[(people, w) for w in wealth], **more)
    variables = (
        Variable(
            name="w", field="w", title="Residents with", unit="people", extensive=True, moe="m"
        ),
        Variable(
            name="o", field="o", title="Residents without", unit="people", extensive=True, moe="m"
        ),
        Variable(name="m", field="m", title="Margin", unit="people"),
    )
    trait = Dimension(
        id="trait",
        title="Trait",
        kind="shares",
        groups=GROUPS,
        shares={"with": ("w",), "without": ("o",)},
    )
    city = replace(
        plain.city,
        dimensions=(*plain.city.dimensions, trait),
        datasets=tuple(
            replace(d, variables=variables) if d.name == "people" else d
            for d in plain.city.datasets
        ),
    )
    ids = list(plain.geography.area_ids)
    others = [people - count for count in counts]
    fifths = plain.tables["area_group"]
    if spread:
        names = [FIFTHS[5 * i // len(ids)] for i in range(len(ids))]
        fifths = pd.DataFrame({"area_id": ids, "dimension": "fifth", "grp": names, "share": 1.0})
    columns = {"w": counts, "o": others, "m": moe}
    tables = plain.tables | {
        "area_variable": pd.concat(
            [
                plain.tables["area_variable"],
                *(
                    pd.DataFrame({"area_id": ids, "variable": name, "value": list(values)})
                    for name, values in columns.items()
                ),
            ],
            ignore_index=True,
        ),
        "area_group": pd.concat(
            [
                fifths,
                *(
                    pd.DataFrame(
                        {
                            "area_id": ids,
                            "dimension": "trait",
                            "grp": group,
                            "share": [value / people for value in values],
                        }
                    )
                    for group, values in zip(GROUPS, (counts, others), strict=True)
                ),
            ],
            ignore_index=True,
        ),
    }
    return from_tables(city, plain.snapshot, plain.as_of, tables)
