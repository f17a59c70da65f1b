"""A city's people, groups and sensors as arrays: what every measure and caveat rule reads.

Made once per snapshot. Areas are indexed in the order of `geography.area_ids`, cells refer to areas
by that index. A quantity nobody knows is NaN here and must be asked for before it is used.
"""

from collections.abc import Hashable
from dataclasses import dataclass
from datetime import date
from functools import cached_property

import numpy as np
import pandas as pd
import shapely
from numpy.typing import NDArray
from scipy.sparse import csr_array
from scipy.spatial import cKDTree

from audits.finding import AreaBlind, BlindSpot, GroupBlind
from audits.geography import Geography, SensorPoints
from audits.register import LedgerEntry
from audits.stats.bootstrap import Draws, draw_areas
from audits.stats.departures import draw_departures, expectations, sharing
from audits.stats.footing import too_few
from audits.stats.nearest import nearest_m
from audits.words import bare, several
from data.city import City, Dataset, Network
from data.retold import retold
from data.said import say

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

    @cached_property
    def remembered(self) -> dict[Hashable, object]:
        """What `per_frame` functions have found of this frame."""
        return {}

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

    @cached_property
    def too_few(self) -> frozenset[tuple[str, str]]:
        """Groups (dimension and name) of so few people that no value of theirs is shown.

        Where one must be hidden, others of its dimension are, lest totals reveal it.
        """
        hidden: set[tuple[str, str]] = set()
        for dimension in self.city.dimensions:
            own = [group for group in self.groups if group.dimension == dimension.id]
            if not own:
                continue
            sides = [len(self.city.dimension(part).groups) for part in dimension.of] or [len(own)]
            table = too_few(np.array([group.total for group in own]).reshape(sides))
            hidden |= {
                (group.dimension, group.name)
                for group, hide in zip(own, table.ravel(), strict=True)
                if hide
            }
        return frozenset(hidden)

    def area_variable(self, variable: str) -> Floats:
        """Per area, one number about it; NaN where nobody stated it."""
        if variable not in self._variables:
            return np.full(len(self.geography.area_ids), np.nan)
        return self._variables[variable]

    @cached_property
    def _variables(self) -> dict[str, Floats]:
        wide = self.tables["area_variable"].pivot(
            index="area_id", columns="variable", values="value"
        )
        wide = wide.reindex(list(self.geography.area_ids)).astype(float)
        return {str(name): wide[name].to_numpy(float) for name in wide.columns}

    def by_area(self, per_cell: Floats) -> Floats:
        """Sums over the cells of each area; `per_cell` has shape (cells,) or (cells, any)."""
        return np.asarray(self._summing @ per_cell)

    @cached_property
    def _summing(self) -> csr_array:
        """One row per area, with a 1 for each of its cells."""
        cells, areas = len(self.cell_area), len(self.geography.area_ids)
        return csr_array((np.ones(cells), (self.cell_area, np.arange(cells))), shape=(areas, cells))

    @cached_property
    def group_people(self) -> Floats:
        """People of each group in each cell, shape (cells, groups), in the order of `groups`."""
        return np.column_stack([group.people for group in self.groups])

    @cached_property
    def group_residents(self) -> Floats:
        """People of each group in each area, shape (areas, groups)."""
        return self.by_area(self.group_people)

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
        """Areas weighted again for what they share with their neighbours: sensors within reach."""
        return self.draws_within(network.reach_m)

    def draws_within(self, reach_m: float) -> Draws:
        """The same for anything that reaches so many metres."""
        if reach_m not in self._departures:
            outlines = np.array(self.geography.polygons, dtype=object)
            middles, ground = shapely.centroid(outlines), shapely.area(outlines)
            place = (shapely.get_x(middles), shapely.get_y(middles), ground)
            people = self.by_area(self.cell_people)
            inside = self.by_area(self.cell_people * self.cell_in_settlement)
            settled = np.divide(inside, people, out=np.zeros_like(people), where=people > 0)
            self._departures[reach_m] = draw_departures(
                expectations(people, self.strata, ground, settled),
                people,
                alike=sharing(*place, reach_m),
                # Somewhat wider than what is shared: what surrounds an area is not known exactly.
                near=sharing(*place, np.sqrt(2.0) * reach_m),
                reach_m=reach_m,
            )
        return self._departures[reach_m]

    @cached_property
    def _departures(self) -> dict[float, Draws]:
        return {}

    # -- sensors ----------------------------------------------------------------------------

    def sensors(self, network: Network) -> SensorPoints:
        """The placed sensors of a network."""
        return self.geography.sensors[network.id]

    def distance_to(self, x: Floats, y: Floats) -> Floats:
        """Metres from each cell to the nearest of these points; infinite where there is none."""
        return nearest_m(self.cell_x, self.cell_y, x, y)

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
        if network.id not in self._healths:
            rows = self.tables["sensor_health"]
            chosen = (rows["network"] == network.id) & rows["counted"]
            self._healths[network.id] = rows[chosen]
        return self._healths[network.id]

    @cached_property
    def _healths(self) -> dict[str, pd.DataFrame]:
        return {}

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
                reason=retold(
                    str(row.reason),
                    getattr(row, "template", None),
                    getattr(row, "arguments", None),
                    self.city.folder,
                ),
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
        name, reach = network.sensor, bare(network.reach_m)
        return self.blind_spot_of(
            unseen,
            (
                (say("no {sensor} within {reach} m", sensor=name, reach=reach), unplaced),
                (
                    say(
                        "{sensors} within {reach} m, but none that works",
                        sensors=several(name),
                        reach=reach,
                    ),
                    dead,
                ),
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
            if g.total and (g.dimension, g.name) not in self.too_few
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
            uncounted=tuple(item.who for item in self.city.not_counted if item.kind == "people"),
        )
