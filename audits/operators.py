"""Who operates each sensor, as the register states it."""

from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from audits.frame import CityFrame
from data.city import Network
from data.said import say

NOT_STATED = say("not stated")
# What a source writes where it does not know; a manifest maps its own words to the first.
_NOBODY = ("unknown", "")


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Operators:
    """`of_sensor` is the index among `names` of each placed sensor's operator."""

    names: tuple[str, ...]
    """In alphabetical order; `NOT_STATED` stands last, if there is need of it."""
    of_sensor: NDArray[np.int64]

    @property
    def stated(self) -> tuple[str, ...]:
        """The names that are names."""
        return tuple(name for name in self.names if name != NOT_STATED)

    @property
    def share(self) -> NDArray[np.float64]:
        """Share of the sensors that each operates, 0 to 1."""
        counts = np.bincount(self.of_sensor, minlength=len(self.names))
        return counts / len(self.of_sensor)

    def sensors(self, name: str) -> int:
        """How many sensors have this operator."""
        return int((self.of_sensor == self.names.index(name)).sum()) if name in self.names else 0


def operators_of(frame: CityFrame, network: Network) -> Operators:
    """The operators of a network's placed sensors, in the order of `frame.sensors(network)`."""
    rows = frame.tables["sensor"]
    rows = rows[rows["network"] == network.id]
    if "operator" in rows:
        said = rows["operator"].astype("string").str.strip()
    else:
        said = pd.Series(pd.NA, index=rows.index, dtype="string")
    said = said.mask(said.isin(_NOBODY))
    names = sorted(str(name) for name in said.dropna().unique())
    if said.isna().any():
        names.append(NOT_STATED)
    number_of = {name: i for i, name in enumerate(names)}
    own = [number_of[NOT_STATED if pd.isna(name) else str(name)] for name in said]
    return Operators(names=tuple(names), of_sensor=np.array(own, dtype=np.int64))
