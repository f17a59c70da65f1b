"""A city's people, groups and sensors as arrays: what every measure and caveat rule reads.

Made once per snapshot. Areas are indexed in the order of `geography.area_ids`, cells refer to areas
by that index. A quantity nobody knows is NaN here and must be asked for before it is used.
"""

from dataclasses import dataclass
from datetime import date
from functools import cached_property

import numpy as np
import pandas as pd
import shapely
from numpy.typing import NDArray
from scipy.spatial import cKDTree

from audits.finding import AreaBlind, BlindSpot, GroupBlind
from audits.geography import Geography, SensorPoints
from audits.register import LedgerEntry
from audits.stats.bootstrap import Draws, draw_areas, draw_blocks, square_blocks
from data.city import City, Dataset, Network

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Group:
    """One group of people: how many of them live in each cell."""

    dimension: str
    name: str
    people: Floats
    """Per cell."""

    @property
    def total(self) -> float:
        """How many there are."""
        return float(self.people.sum())


@dataclass(frozen=True, kw_only=True, eq=False)
class CityFrame:
    """Built by `load.from_tables`; `tables` holds the marts as data frames, by name."""

    city: City
    snapshot: str
    as_of: date
    geography: Geography
    tables: dict[str, pd.DataFrame]
    cell_x: Floats
    cell_y: Floats
    cell_people: Floats
    cell_area: NDArray[np.int64]
    cell_in_settlement: NDArray[np.bool_]
    groups: tuple[Group, ...]

    # -- people -----------------------------------------------------------------------------

    @cached_property
    def people(self) -> float:
        """Residents whom the statistics hold, all of them placed on cells."""
        return float(self.cell_people.sum())

    @cached_property
    def wealth(self) -> Floats:
        """Per area, the variable that ranks people from poorest to richest; NaN unknown."""
        dimension = self.city.dimension(self.city.wealth)
        return self.area_variable(str(dimension.variable))

    def area_variable(self, variable: str) -> Floats:
        """Per area, one number about it; NaN where nobody stated it."""
        rows = self.tables["area_variable"]
        rows = rows[rows["variable"] == variable].set_index("area_id")["value"]
        values: Floats = rows.reindex(list(self.geography.area_ids)).to_numpy(float)
        return values

    def by_area(self, per_cell: Floats) -> Floats:
        """Sums over the cells of each area."""
        areas = len(self.geography.area_ids)
        return np.bincount(self.cell_area, weights=per_cell, minlength=areas).astype(float)

    def wealth_groups(self) -> tuple[Group, ...]:
        """The fifths of people by wealth, poorest first."""
        return tuple(group for group in self.groups if group.dimension == self.city.wealth)

    @cached_property
    def strata(self) -> NDArray[np.int64]:
        """Per area, the wealth fifth it lies in (−1 none): areas are drawn again within these."""
        strata = np.full(len(self.geography.area_ids), -1, dtype=np.int64)
        for index, group in enumerate(self.wealth_groups()):
            strata[self.by_area(group.people) > 0] = index
        return strata

    @cached_property
    def draws(self) -> Draws:
        """Areas drawn again within wealth fifths, for what each area has on its own."""
        return draw_areas(self.strata)

    def draws_within_reach(self, network: Network) -> Draws:
        """Areas drawn again for what they share with their neighbours: sensors within reach.

        Blocks are three reaches wide; where that leaves most areas alone, areas are drawn.
        """
        side = 3 * network.reach_m
        if side not in self._block_draws:
            middles = shapely.centroid(np.array(self.geography.polygons, dtype=object))
            blocks = square_blocks(shapely.get_x(middles), shapely.get_y(middles), side)
            alone = 2 * (blocks.max() + 1) > len(blocks)
            self._block_draws[side] = self.draws if alone else draw_blocks(blocks, side)
        return self._block_draws[side]

    @cached_property
    def _block_draws(self) -> dict[float, Draws]:
        return {}

    # -- sensors ----------------------------------------------------------------------------

    def sensors(self, network: Network) -> SensorPoints:
        """The placed sensors of a network."""
        return self.geography.sensors[network.id]

    def distance_to(self, x: Floats, y: Floats) -> Floats:
        """Metres from each cell to the nearest of these points; infinite where there is none."""
        if len(x) == 0:
            return np.full(len(self.cell_x), np.inf)
        tree = cKDTree(np.column_stack([x, y]))
        metres, _ = tree.query(np.column_stack([self.cell_x, self.cell_y]))
        return np.asarray(metres, dtype=float)

    @cached_property
    def _distances(self) -> dict[str, tuple[Floats, Floats]]:
        found = {}
        for network in self.city.networks:
            points = self.sensors(network)
            alive = points.working != 0
            found[network.id] = (
                self.distance_to(points.x, points.y),
                self.distance_to(points.x[alive], points.y[alive]),
            )
        return found

    def distance_any(self, network: Network) -> Floats:
        """Per cell, metres to the nearest sensor, working or not."""
        return self._distances[network.id][0]

    def distance_alive(self, network: Network) -> Floats:
        """Per cell, metres to the nearest sensor that is not known to be dead."""
        return self._distances[network.id][1]

    def nearest(
        self, network: Network, chosen: NDArray[np.bool_], most: int
    ) -> tuple[Floats, NDArray[np.int64]]:
        """Metres to, and index of, the nearest chosen sensors of each cell, shape (cells, most).

        `chosen` must hold at least one; `most` is cut to as many as there are.
        """
        key = (network.id, chosen.tobytes(), most)
        if key not in self._nearest:
            points, at = self.sensors(network), np.flatnonzero(chosen)
            tree = cKDTree(np.column_stack([points.x[at], points.y[at]]))
            k = np.arange(1, min(most, len(at)) + 1)
            metres, which = tree.query(np.column_stack([self.cell_x, self.cell_y]), k=k)
            self._nearest[key] = (np.asarray(metres, dtype=float), at[which])
        return self._nearest[key]

    @cached_property
    def _nearest(self) -> dict[tuple[str, bytes, int], tuple[Floats, NDArray[np.int64]]]:
        return {}

    def health(self, network: Network) -> pd.DataFrame:
        """Sensor periods of a network, each moment counted once."""
        rows = self.tables["sensor_health"]
        return rows[(rows["network"] == network.id) & rows["counted"]]

    # -- datasets ---------------------------------------------------------------------------

    def dataset(self, name: str) -> Dataset:
        """What the manifest says of a dataset."""
        return self.city.dataset(name)

    def datasets_of(self, *roles: str, network: str | None = None) -> tuple[str, ...]:
        """Names of the datasets with one of these roles (and of this network, if given)."""
        return tuple(
            dataset.name
            for dataset in self.city.datasets
            if dataset.role in roles and (network is None or dataset.network == network)
        )

    def evidence_of(self, network: Network) -> tuple[str, ...]:
        """The register of a network's sensors and the feeds that tell which of them work.

        A sample tells nothing of that, so it is none.
        """
        found = self.datasets_of("sensors", "readings", "availability", network=network.id)
        return tuple(name for name in found if not self.dataset(name).sample)

    def observed_until(self, name: str) -> date | None:
        """The newest day that a dataset's rows speak of."""
        return self._observed_until[name]

    @cached_property
    def _observed_until(self) -> dict[str, date | None]:
        rows = self.tables["dataset"]
        return {
            name: None if pd.isna(value) else pd.Timestamp(value).date()
            for name, value in zip(rows["name"], rows["observed_until"], strict=True)
        }

    @cached_property
    def ledger(self) -> dict[str, tuple[LedgerEntry, ...]]:
        """The ledger entries of each dataset, in the order of the work."""
        found: dict[str, list[LedgerEntry]] = {}
        for row in self.tables["ledger"].itertuples(index=False):
            entry = LedgerEntry(
                step=int(row.step),
                rule=str(row.rule),
                action=str(row.action),
                rows=int(row.n_rows),
                reason=str(row.reason),
            )
            found.setdefault(str(row.dataset), []).append(entry)
        return {name: tuple(entries) for name, entries in found.items()}

    # -- who is not seen --------------------------------------------------------------------

    def blind_spot(self, network: Network) -> BlindSpot:
        """Residents out of reach of every sensor of a network that is not known to be dead."""
        return self._blind_spots[network.id]

    @cached_property
    def _blind_spots(self) -> dict[str, BlindSpot]:
        return {network.id: self._network_blind_spot(network) for network in self.city.networks}

    def _network_blind_spot(self, network: Network) -> BlindSpot:
        unplaced = self.distance_any(network) > network.reach_m
        unseen = self.distance_alive(network) > network.reach_m
        dead = unseen & ~unplaced
        name = network.sensor
        return self.blind_spot_of(
            unseen,
            (
                (f"no {name} within {network.reach_m:g} m", unplaced),
                (f"{name}s within {network.reach_m:g} m, but none that works", dead),
            ),
        )

    def blind_spot_of(
        self, unseen: NDArray[np.bool_], reasons: tuple[tuple[str, NDArray[np.bool_]], ...]
    ) -> BlindSpot:
        """A blind spot from the cells that are not seen, with why each is not."""
        hidden = self.cell_people * unseen
        per_area, residents = self.by_area(hidden), self.by_area(self.cell_people)
        order = np.argsort(-per_area, kind="stable")
        blind = {
            (g.dimension, g.name): (float(g.people @ unseen), g.total)
            for g in self.groups
            if g.total
        }
        fifths = [blind.get((g.dimension, g.name)) for g in self.wealth_groups()]
        ratio = None
        if len(fifths) > 1 and fifths[0] and fifths[-1] and fifths[-1][0] > 0:
            ratio = (fifths[0][0] / fifths[0][1]) / (fifths[-1][0] / fifths[-1][1])
        return BlindSpot(
            people=float(hidden.sum()),
            of_people=self.people,
            by_group=tuple(
                GroupBlind(
                    dimension=key[0], group=key[1], people=people, share=min(1.0, people / total)
                )
                for key, (people, total) in blind.items()
            ),
            areas=tuple(
                AreaBlind(
                    area=self.geography.area_ids[i],
                    people=float(per_area[i]),
                    share=min(1.0, float(per_area[i] / residents[i])),
                )
                for i in order
                if per_area[i] > 0
            ),
            reasons=tuple(
                (why, float(self.cell_people @ cells)) for why, cells in reasons if cells.any()
            ),
            ratio=ratio,
            poorest=fifths[0][0] / fifths[0][1] if fifths and fifths[0] else None,
            richest=fifths[-1][0] / fifths[-1][1] if fifths and fifths[-1] else None,
            uncounted=tuple(item.who for item in self.city.not_counted),
        )
