"""The strip of areas with what is needed, offered and settled in them."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import numpy as np
import pandas as pd
import shapely

from audits.frame import CityFrame
from data.city import Variable
from tests.test_audits.small_frame import dataset, frame

NAN = float("nan")


def served(supply: Sequence[float], need: Sequence[float] = (), **more: Any) -> CityFrame:
    """Clinics by area (NaN unknown), and a need of areas where one is given."""
    declared = [
        dataset(
            "clinics",
            "service",
            variables=(
                Variable(
                    name="clinics", field="n", title="Clinics", unit="clinics", extensive=True
                ),
            ),
        )
    ]
    if need:
        declared.append(
            dataset(
                "hazard",
                "area_need",
                variables=(Variable(name="hazard", field="h", title="Hazard", unit="index"),),
            )
        )
    city = frame(datasets=declared, **more)
    ids = list(city.geography.area_ids)
    stated = [
        pd.DataFrame({"area_id": ids, "variable": name, "value": list(values)}).dropna()
        for name, values in (("clinics", supply), ("hazard", need))
        if len(values)
    ]
    rows = pd.concat([city.tables["area_variable"], *stated], ignore_index=True)
    return replace(city, tables=city.tables | {"area_variable": rows})


def settled(
    people: Sequence[float], boxes: Sequence[tuple[float, float, float, float]]
) -> CityFrame:
    """Settlements with their own counts (NaN nobody counted); their people are on no cell."""
    city = frame(datasets=[dataset("settled", "settlements")])
    shapes = tuple(shapely.box(*corners) for corners in boxes)
    table = pd.DataFrame(
        {
            "settlement_id": [f"s{i}" for i in range(len(boxes))],
            "name": [f"S{i}" for i in range(len(boxes))],
            "people": np.array(people, dtype=float),
        }
    )
    return replace(
        city,
        tables=city.tables | {"settlement": table},
        geography=replace(city.geography, settlements=shapes),
    )
