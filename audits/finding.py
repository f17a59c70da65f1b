"""The one type that carries anything a person may read.

A measure makes a `Draft`; `run.py` adds what the caveat rules and the review sessions say, and only
then can a `Finding` exist. It cannot be built without caveats, a blind spot and a footing.
"""

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING

from audits.caveat import Caveat, Severity
from audits.curve import Curve
from audits.exhibit import Exhibit
from audits.geography import Geography
from audits.measure import Measure
from data.city import Network
from data.said import joined, mark, say

if TYPE_CHECKING:
    import geopandas as gpd
    import pandas as pd


class State(StrEnum):
    """A number, or one of the kinds of nothing. Zero is a number."""

    MEASURED = mark("measured")
    NOT_MEASURED = mark("not measured")
    UNUSABLE = mark("unusable")
    WITHHELD = mark("withheld")


@dataclass(frozen=True, slots=True, kw_only=True)
class Interval:
    """`level` of the intervals made like this hold the value; `meaning` says of what process."""

    low: float
    high: float
    level: float = 0.95

    def __post_init__(self) -> None:
        if not self.low <= self.high:
            raise ValueError(f"found interval {self.low} to {self.high}, expected low <= high")


@dataclass(frozen=True, slots=True, kw_only=True)
class GroupValue:
    """The measure for one group of people. `value` is None unless `state` is measured."""

    dimension: str
    group: str
    value: float | None
    state: State
    people: float
    interval: Interval | None = None
    reason: str | None = None
    """Why there is no value."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AreaValue:
    """The measure for one area. `value` is None unless `state` is measured."""

    area: str
    value: float | None
    state: State
    reason: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class GroupBlind:
    """How many people of one group are not seen, and which share of the group that is (0 to 1)."""

    dimension: str
    group: str
    people: float
    share: float


@dataclass(frozen=True, slots=True, kw_only=True)
class AreaBlind:
    """How many residents of one area are not seen, and which share of them that is (0 to 1)."""

    area: str
    people: float
    share: float


@dataclass(frozen=True, slots=True, kw_only=True)
class BlindSpot:
    """Whom a number does not see."""

    people: float
    """Residents not seen."""
    of_people: float
    """Residents in all."""
    by_group: tuple[GroupBlind, ...]
    areas: tuple[AreaBlind, ...]
    """Areas with anybody unseen, most people first."""
    reasons: tuple[tuple[str, float], ...]
    """Why, and how many people each reason accounts for; they add up to `people`."""
    ratio: float | None
    """How many times as likely the poorest fifth is to be unseen as the richest.

    None where that is not known, or where nobody of the richest fifth is unseen.
    """
    poorest: float | None = None
    richest: float | None = None
    """Shares of the poorest and of the richest fifth that are not seen, 0 to 1."""
    uncounted: tuple[str, ...] = ()
    """Who is not in the statistics at all, in words."""

    @property
    def share(self) -> float:
        """Residents not seen, 0 to 1."""
        return self.people / self.of_people


@dataclass(frozen=True, slots=True, kw_only=True)
class Footing:
    """What a number rests on. `withheld` says why it is not shown, where it is not."""

    people: float
    areas: int
    sensors: int
    incidents: int | None = None
    readings: int | None = None
    reports: int | None = None
    survey_error: str | None = None
    withheld: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Setting:
    """The measure under one choice of parameters; `holds` is None where no verdict is possible."""

    parameters: dict[str, str | float]
    estimate: float | None
    holds: bool | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Stability:
    """The measure over other defensible choices."""

    verdict: str | None
    """The statement that is tested under each setting; None where the measure makes none."""
    settings: tuple[Setting, ...]
    boundaries: str
    """Whether other boundary sets were tried, in words."""

    @property
    def low(self) -> float | None:
        """Smallest estimate over the settings."""
        return min((s.estimate for s in self.settings if s.estimate is not None), default=None)

    @property
    def high(self) -> float | None:
        """Largest estimate over the settings."""
        return max((s.estimate for s in self.settings if s.estimate is not None), default=None)

    @property
    def share_holding(self) -> float | None:
        """Share of settings in which the verdict holds, 0 to 1; None where there is no verdict."""
        decided = [s.holds for s in self.settings if s.holds is not None]
        return sum(decided) / len(decided) if decided else None


@dataclass(frozen=True, slots=True, kw_only=True)
class DatasetAge:
    """A dataset a number rests on, and how old what it observed is (not when it was fetched)."""

    name: str
    title: str
    observed_until: date | None
    age_days: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """What a measure computed, before anybody has said what to beware of."""

    measure: Measure
    network: Network | None
    """None where the measure speaks of the whole city."""
    subject: str
    """What it is about, as it stands in a link: a network's id, or a dataset's name."""
    estimate: float | None
    state: State
    reason: str | None = None
    """Why there is no estimate."""
    interval: Interval | None
    interval_meaning: str
    reading: str
    """One sentence with the number in words."""
    by_group: tuple[GroupValue, ...]
    by_area: tuple[AreaValue, ...]
    blind_spot: BlindSpot
    footing: Footing
    stability: Stability
    parameters: dict[str, str | float]
    datasets: tuple[str, ...]
    subject_title: str | None = None
    """The subject in words, where it is no network and no dataset."""
    curve: Curve | None = None
    """The concentration curve, where the measure has one."""
    exhibits: tuple[Exhibit, ...] = ()
    """Other figures of it, each with its table."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """A draft with everything one must know before believing it."""

    city: str
    city_title: str
    invented: bool
    snapshot: str
    as_of: date
    draft: Draft
    caveats: tuple[Caveat, ...]
    datasets: tuple[DatasetAge, ...]
    geography: Geography | None = field(default=None, compare=False, repr=False)
    key: str = field(init=False)
    """Stable name within a city: `M3-cameras`."""

    def __post_init__(self) -> None:
        missing = [
            word
            for word, held, kind in (
                ("a blind spot", self.draft.blind_spot, BlindSpot),
                ("a footing", self.draft.footing, Footing),
                ("its stability", self.draft.stability, Stability),
            )
            if not isinstance(held, kind)
        ]
        if not self.caveats:
            missing.append("caveats")
        if not self.datasets:
            missing.append("the age of its data")
        if missing:
            raise ValueError(
                f"{self.draft.measure.code} of {self.draft.subject}: found a finding without "
                f"{', '.join(missing)}; expected all of them. Add the rule that states it."
            )
        object.__setattr__(self, "key", f"{self.draft.measure.code}-{self.draft.subject}")

    @property
    def measure(self) -> Measure:
        """The measure it is a finding of."""
        return self.draft.measure

    @property
    def network(self) -> Network | None:
        """The network it speaks of, if it speaks of one."""
        return self.draft.network

    @property
    def worst(self) -> Severity:
        """The gravest of its caveats."""
        return max((caveat.severity for caveat in self.caveats), key=lambda s: s.rank)

    @property
    def observed_until(self) -> date | None:
        """The oldest end of observation among its datasets: no number is younger than this."""
        days = [item.observed_until for item in self.datasets if item.observed_until]
        return min(days) if days else None

    @property
    def value_without_caveats(self) -> float | None:
        """The bare number, for arithmetic. Whoever takes it answers for what it leaves behind."""
        return self.draft.estimate

    def travelling(self) -> dict[str, object]:
        """What goes along with every table made of this finding, in its `attrs`."""
        spot = self.draft.blind_spot
        return {
            "finding": self.key,
            "city": self.city_title,
            "invented": self.invented,
            "snapshot": self.snapshot,
            "unit": self.measure.unit,
            "observed_until": self.observed_until.isoformat() if self.observed_until else None,
            "not_seen": spot.people,
            "not_seen_share": spot.share,
            "caveats": [
                joined(": ", (say(caveat.severity.value), caveat.text)) for caveat in self.caveats
            ],
        }

    def frame(self) -> "pd.DataFrame":
        """One row per group of people; the caveats travel in `attrs`."""
        from audits.tables import group_table  # noqa: PLC0415  (pandas is slow to import)

        return group_table(self)

    def geoframe(self) -> "gpd.GeoDataFrame":
        """One row per area with its outline; the caveats travel in `attrs`."""
        from audits.tables import area_table  # noqa: PLC0415  (geopandas is slow to import)

        return area_table(self)

    def __str__(self) -> str:
        from audits.report.plain import one_line  # noqa: PLC0415  (readers of text alone pay)

        return one_line(self)

    def __format__(self, spec: str) -> str:
        return format(str(self), spec)

    def _repr_html_(self) -> str:
        from audits.report.card_html import card  # noqa: PLC0415  (only notebooks need it)

        return card(self)
