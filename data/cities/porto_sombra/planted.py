"""Every planted effect, as a named number in one place: the truth that an audit is asked to find.

Fifths are fifths of residents: areas ranked by mean income, poorest first (`ground.py` ranks them).
Rates are what is *expected*; what stands on the map of one seed is a draw from them.
"""

from dataclasses import dataclass, replace
from datetime import date

Fifths = tuple[float, float, float, float, float]
"""One number for each fifth of residents by income, poorest first."""

FIRST_DAY = date(2026, 1, 1)
DAYS = 90
"""Readings, incidents and reports cover this many days; the day after is the city's today."""
DISABILITY_ASKED = 0.04
"""Share of the residents of each area whom the census asked about disability; the rest it did not.

The count of residents with a disability is an estimate with a 90 % margin of error (M18)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Loss:
    """All sensors of a network silent for whole days. Where not declared, nobody said so."""

    first: date
    days: int
    declared: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """Where the sensors of one network stand, and how well they work."""

    per_10k: Fifths | None
    """Expected sensors per 10,000 residents (M0 by income fifth finds these numbers).

    Each area's count is Poisson with its fifth's rate times its residents. None: sited by land,
    not by people; see `Planted.gauge_spacing_m`.
    """
    settlement_weight: float
    """Sensors per resident inside an informal settlement, over outside, within one area."""
    downtime: float
    """Expected share of the time that a sensor is out of order (M4: 1 − uptime, M22)."""
    outage_days: float
    """Mean length of one outage."""
    unusable: float
    """Share of the readings that were made but cannot be used."""
    operators: tuple[tuple[str, float], ...]
    """Who runs how much of the network (M5: what hangs on one supplier)."""
    loss: Loss | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Defects:
    """Mistakes in the files, as every city's files have them; each is for a row check to find.

    Most are rows added to the true ones, so that refusing them gives the true rows back.
    """

    cameras_without_coordinates: int = 3
    """Added rows."""
    cameras_with_swapped_coordinates: int = 2
    """Added rows."""
    cameras_outside_the_city: int = 2
    """Added rows, far out at sea."""
    cameras_just_outside: int = 2
    """True rows, written down less than the manifest's `edgeM` beyond the city's limit."""
    duplicated_camera_ids: int = 4
    """Added rows that repeat true ones."""
    unparseable_request_dates: int = 5
    """Added rows."""
    negative_service_counts: int = 2
    """True rows with the sign of one count turned."""
    orphan_service_areas: int = 1
    """Added row, of an area that does not exist."""
    bow_tie_settlements: int = 1
    """A true outline with two corners in the wrong order."""
    misspelt_intervention_areas: int = 6
    """True rows with a letter missing in the area's name."""
    blank_rain_readings: int = 600
    """True rows without their value: a reading that was sent empty."""
    stuck_rain_gauges: int = 2
    """Gauges that send one value over and over (M25)."""
    stuck_readings: int = 96
    """So many equal readings in a row of each of them: a day."""
    rain_readings_above: int = 5
    """True rows of one gauge with more rain than can fall (M25)."""
    rain_readings_below: int = 3
    """True rows of one gauge with less than none (M25)."""

    @classmethod
    def none(cls) -> "Defects":
        """Files without mistakes."""
        return cls(**dict.fromkeys(cls.__dataclass_fields__, 0))


@dataclass(frozen=True, slots=True, kw_only=True)
class Planted:
    """The planted effects, each with the measure that should recover it."""

    cameras: Plan = Plan(
        per_10k=(1.5, 2.5, 4.0, 8.0, 11.0),
        settlement_weight=0.1,
        downtime=0.12,
        outage_days=8.0,
        unusable=0.03,
        operators=(("Consórcio Lume", 0.64), ("Guarda Municipal", 0.24), ("Condomínios", 0.12)),
    )
    """Watching follows wealth (M0, M3, M9). One supplier runs 64 % of it (M5)."""
    rain_gauges: Plan = Plan(
        per_10k=None,
        settlement_weight=1.0,
        downtime=0.03,
        outage_days=0.75,
        unusable=0.0,
        operators=(("Defesa Civil", 0.8), ("Companhia de Águas", 0.2)),
        loss=Loss(first=date(2026, 3, 7), days=3, declared=False),
    )
    """The control: gauges stand evenly over the land, so nearness to one has no wealth gradient
    (M3, M9). Per resident they lean to where people live far apart (M0)."""
    air_stations: Plan = Plan(
        per_10k=(0.20, 0.22, 0.26, 0.30, 0.36),
        settlement_weight=0.5,
        downtime=0.05,
        outage_days=2.0,
        unusable=0.02,
        operators=(("Secretaria do Clima", 1.0),),
        loss=Loss(first=date(2026, 2, 2), days=4, declared=True),
    )
    """A moderate gradient: richest over poorest fifth 1.8 (M0, M9)."""
    microphones: Plan = Plan(
        per_10k=(1.20, 0.80, 0.40, 0.18, 0.06),
        settlement_weight=2.0,
        downtime=0.04,
        outage_days=5.0,
        unusable=0.01,
        operators=(("Consórcio Eco", 1.0),),
    )
    """Listening is a burden, and it is put on the poor: the gradient is reversed (M0, M9)."""

    gauge_spacing_m: float = 2600.0
    """One gauge stands at random in each square of this side, where the square is land."""
    failing_region: str = "Noroeste"
    gauge_failure_factor: float = 6.0
    """Downtime of gauges in the failing region, over elsewhere (M4, M22 by region)."""
    camera_status_unknown: float = 0.03
    """Share of cameras listed as a third party's: nobody says whether they work."""
    camera_not_published: float = 0.06
    """Share of cameras whose place the city does not publish."""

    uncounted_people: int = 9400
    """Residents of the settlement that no census counted, by their association's estimate."""

    incidents_per_10k: float = 25.0
    """Floods per 10,000 residents in the whole window; every fifth alike unless tilted below."""
    incident_ratio: float = 1.0
    """Flood rate of the poorest fifth over the richest. 1: the hazard does not know wealth."""
    incident_days: float = 3.0
    """Mean days that a flood lasts; nobody's wealth changes it."""
    reports_per_day: Fifths = (0.33, 0.45, 0.60, 0.80, 1.00)
    """Reports of one standing flood per day: a Poisson process, so that duplicates tell the rate
    (M24). The richest report three times as fast."""

    reporters_per_1k: float = 20.0
    """Residents per 1,000 of an area among whom those who report are drawn evenly."""
    loud_area: str = "PS139"
    loud_reporters: int = 2
    """So few send most of the reports of the loud area (M30)."""
    loud_share: float = 0.8
    """Share of the loud area's reports that they send. 0: nobody is loud."""

    seen_m: float = 200.0
    """A flood is seen when a working camera stands within this distance."""
    action_unseen: float = 0.22
    """Probability that a crew reaches an unseen flood within the target time."""
    visible_action_ratio: float = 2.6
    """How many times as likely that is where the flood is seen, at equal need (M1)."""
    target_hours: float = 6.0
    late_action: float = 0.5
    """Probability that a crew comes later, where it did not come in time."""

    defects: Defects = Defects()

    @classmethod
    def none(cls) -> "Planted":
        """A city without planted effects: every rate is its mean over the fifths, all alike.

        Per resident (M0) nobody then has more than others. Within reach (M3, M9) people who live
        densely still have more, here the better-off a little; `truth.py` says how much.
        """
        planted = cls()
        return replace(
            planted,
            cameras=_level(planted.cameras),
            air_stations=_level(planted.air_stations),
            microphones=_level(planted.microphones),
            rain_gauges=replace(planted.rain_gauges, loss=None),
            gauge_failure_factor=1.0,
            reports_per_day=_mean(planted.reports_per_day),
            loud_share=0.0,
            visible_action_ratio=1.0,
            defects=Defects.none(),
        )

    def plan(self, network: str) -> Plan:
        """The plan of a network, by its id in the manifest. Raises KeyError."""
        return {
            "cameras": self.cameras,
            "rain_gauges": self.rain_gauges,
            "air_stations": self.air_stations,
            "microphones": self.microphones,
        }[network]


NETWORKS = ("cameras", "rain_gauges", "air_stations", "microphones")


def _mean(fifths: Fifths) -> Fifths:
    middle = sum(fifths) / 5
    return (middle,) * 5


def _level(plan: Plan) -> Plan:
    assert plan.per_10k is not None
    operators = tuple((name, 1 / len(plan.operators)) for name, _ in plan.operators)
    return replace(
        plan,
        per_10k=_mean(plan.per_10k),
        settlement_weight=1.0,
        operators=operators,
        loss=None,
    )


PLANTED = Planted()
