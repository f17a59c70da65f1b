"""Small real records that tests build on: a town of twelve areas, two networks, a few findings."""

from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import numpy as np
from shapely import box
from shapely.geometry import Polygon

from audits.caveat import Caveat, Severity
from audits.curve import Curve
from audits.finding import (
    AreaBlind,
    AreaValue,
    BlindSpot,
    DatasetAge,
    Draft,
    Finding,
    Footing,
    GroupBlind,
    GroupValue,
    Interval,
    Setting,
    Stability,
    State,
)
from audits.geography import Geography, SensorPoints
from audits.measure import Measure
from audits.register import DatasetRecord, LedgerEntry, NetworkRecord, Register
from data.city import Biography, City, Dataset, Dimension, Network, NotCounted

AS_OF = date(2026, 3, 1)
SNAPSHOT = "0123456789abcdef"
NAMES = (
    "Harbour", "Old Town", "Market Hill", "Station", "Upper Terraces", "Mills",
    "East Fields", "Quarry", "Lakeside", "Saltworks", "North Camp", "Airport",
)  # fmt: skip
_FIFTHS = ("poorest fifth", "second fifth", "middle fifth", "fourth fifth", "richest fifth")


def example_network(**changes: Any) -> Network:
    """Cameras, a network of both service and burden."""
    return replace(
        Network(
            id="cameras",
            title="Cameras",
            sensor="camera",
            purpose="both",
            reach_m=500,
            reach_grid_m=(250, 1000),
            scale_m=500,
            operator="City operations centre",
            vendor="Lumen Vigil Ltd",
            contract_end="2028-12-31",
            cost="12 million a year",
        ),
        **changes,
    )


def example_gauges() -> Network:
    """Rain gauges, a service, of which little is known."""
    return Network(
        id="gauges",
        title="Rain gauges",
        sensor="rain gauge",
        purpose="service",
        reach_m=2000,
        reach_grid_m=(1000, 4000),
        scale_m=2000,
        reading_interval_minutes=15,
        retention_days=3650,
    )


def example_city(**changes: Any) -> City:
    """A town that does not exist."""
    return replace(
        City(
            id="testville",
            title="Testville",
            country="Nowhere",
            invented=True,
            crs="EPSG:31983",
            timezone="America/Sao_Paulo",
            locale="en",
            cell_m=100,
            folder=Path("testville"),
            manifest_sha256="0" * 64,
            datasets=(example_dataset(),),
            networks=(example_network(), example_gauges()),
            dimensions=(
                Dimension(id="income_fifth", title="Income", kind="fifths", groups=_FIFTHS),
                Dimension(
                    id="settlement",
                    title="Informal settlements",
                    kind="settlement",
                    groups=("inside", "outside"),
                ),
            ),
            wealth="income_fifth",
            not_counted=(
                NotCounted(who="People without an address", why="The census counts dwellings."),
            ),
        ),
        **changes,
    )


def example_dataset() -> Dataset:
    """A dataset whose biography is half told."""
    return Dataset(
        name="cameras",
        title="Camera positions",
        role="sensors",
        path="cameras.csv",
        format="csv",
        fields=(),
        columns={},
        biography=Biography(
            collected_by="City operations centre",
            why="To dispatch crews",
            missing="Cameras of the police",
            rung="placation",
        ),
        publisher="City of Testville",
        licence="CC-BY-4.0",
        network="cameras",
        observed_until=date(2025, 6, 30),
        interval_days=30,
    )


def example_measure(**changes: Any) -> Measure:
    """A coverage measure."""
    return replace(
        Measure(
            code="M3",
            name="Radius coverage and unsensed people",
            question="Which share of residents live within reach of a sensor?",
            asked_by="The neighbourhood assembly, 2025",
            better="higher",
            success="No group more than ten points below another.",
            formula="R_g(r) = people of g within r metres of a sensor ÷ people of g",
            unit="share of people",
            inputs=("cell.people", "sensor.geometry"),
            parameters={"reach_m": "metres within which a person counts as seen"},
            citation="Robinson and others (2022)",
            failure_modes=("A cliff at r.", "Sensors beyond the border must be counted."),
            compute=lambda _frame: (),
            headline=True,
        ),
        **changes,
    )


def example_geography() -> Geography:
    """Twelve blocks of two kilometres, one settlement, twenty cameras of which one is hidden."""
    ids = tuple(f"a{n:02}" for n in range(12))
    boxes = [
        box(x * 2000, y * 2000, x * 2000 + 2000, y * 2000 + 2000)
        for y in range(3)
        for x in range(4)
    ]
    rng = np.random.default_rng(7)
    x, y = rng.uniform(2000, 7900, 20), rng.uniform(100, 5900, 20)
    working = np.ones(20)
    working[[3, 8]] = 0
    working[5] = np.nan
    published = np.ones(20, dtype=bool)
    published[0] = False
    return Geography(
        crs="EPSG:31983",
        area_ids=ids,
        names=NAMES,
        regions=("West", "East") * 6,
        people=np.array(
            [9000.0, 12000, 8000, 7000, 5000, 6000, 4000, 3000, 2500, 2000, 1500, np.nan]
        ),
        polygons=tuple(boxes),
        settlements=(Polygon([(300, 4300), (1200, 4200), (1500, 5100), (600, 5400)]),),
        sensors={
            "cameras": SensorPoints(
                ids=tuple(f"c{n}" for n in range(20)),
                x=x,
                y=y,
                working=working,
                published=published,
                area=(np.floor(y / 2000) * 4 + np.floor(x / 2000)).astype(np.int64),
            )
        },
    )


def example_blind_spot(**changes: Any) -> BlindSpot:
    """18,000 of 60,000 residents, mostly in the west."""
    return replace(
        BlindSpot(
            people=18_000,
            of_people=60_000,
            by_group=(
                GroupBlind(
                    dimension="income_fifth", group="poorest fifth", people=6600, share=0.55
                ),
                GroupBlind(
                    dimension="income_fifth", group="richest fifth", people=2760, share=0.23
                ),
                GroupBlind(dimension="settlement", group="inside", people=1400, share=0.93),
            ),
            areas=(
                AreaBlind(area="a00", people=8100, share=0.9),
                AreaBlind(area="a04", people=3900, share=0.78),
                AreaBlind(area="a08", people=2400, share=0.96),
                AreaBlind(area="a01", people=3600, share=0.3),
            ),
            reasons=(("no camera in reach", 15_000), ("the only camera in reach is dead", 3_000)),
            ratio=2.4,
            uncounted=("People without an address: the census counts dwellings.",),
        ),
        **changes,
    )


def example_caveats() -> tuple[Caveat, ...]:
    """Three caveats, lightest first, one of them raised in a review."""
    return (
        Caveat(
            code="invented-city",
            severity=Severity.NOTE,
            template="{city} is invented; its numbers say nothing about any real place.",
            arguments={"city": "Testville"},
            about="city",
        ),
        Caveat(
            code="stale",
            severity=Severity.STRONG_CARE,
            template="{dataset} is {days} days old; its publisher renews it every {every} days.",
            arguments={"dataset": "Camera positions", "days": 244, "every": 30},
            about="cameras",
            raised_by="publisher",
        ),
        Caveat(
            code="contested",
            severity=Severity.CARE,
            template="Residents contest this: {says}",
            arguments={"says": "the cameras in Mills have been dark since spring."},
            about="M3",
            raised_by="review",
        ),
    )


def example_draft(**changes: Any) -> Draft:
    """Radius coverage of the cameras."""
    return replace(
        Draft(
            measure=example_measure(),
            network=example_network(),
            subject="cameras",
            estimate=0.7,
            state=State.MEASURED,
            interval=Interval(low=0.66, high=0.74),
            interval_meaning="95 of 100 intervals made by drawing areas again hold the value.",
            reading="70 % of residents live within 500 m of a camera.",
            by_group=_groups(),
            by_area=_areas(),
            blind_spot=example_blind_spot(),
            footing=Footing(people=60_000, areas=11, sensors=20),
            stability=Stability(
                verdict="the poorest fifth is seen least",
                settings=(
                    Setting(parameters={"reach_m": 250}, estimate=0.41, holds=True),
                    Setting(parameters={"reach_m": 500}, estimate=0.7, holds=True),
                    Setting(parameters={"reach_m": 1000}, estimate=0.93, holds=False),
                    Setting(parameters={"reach_m": 2000}, estimate=None, holds=None),
                ),
                boundaries="No other boundary set was tried.",
            ),
            parameters={"reach_m": 500},
            datasets=("cameras", "people"),
        ),
        **changes,
    )


def example_finding(*, invented: bool = True, **changes: Any) -> Finding:
    """A finding; `changes` are fields of its draft, or `caveats`."""
    caveats = changes.pop("caveats", example_caveats())
    return Finding(
        city="testville",
        city_title="Testville",
        invented=invented,
        snapshot=SNAPSHOT,
        as_of=AS_OF,
        draft=example_draft(**changes),
        caveats=caveats,
        datasets=(
            DatasetAge(
                name="cameras",
                title="Camera positions",
                observed_until=date(2025, 6, 30),
                age_days=244,
            ),
            DatasetAge(name="people", title="Residents", observed_until=None, age_days=None),
        ),
    )


def example_findings() -> tuple[Finding, ...]:
    """Coverage and gradient of the cameras, coverage of the gauges, and one without a number."""
    gradient = example_finding(
        measure=example_measure(code="M9", name="Wealth gradient", unit="index from −1 to 1"),
        estimate=0.143,
        interval=Interval(low=-0.03, high=0.305),
        reading="Camera coverage leans to the better-off, but the interval holds zero.",
        by_group=(),
        by_area=(),
        curve=Curve(
            people=(0, 0.2, 0.4, 0.6, 0.8, 1),
            share=(0, 0.1, 0.25, 0.43, 0.68, 1),
            of="camera coverage",
            ranked_by="income of the area",
        ),
    )
    gauges = example_finding(network=example_gauges(), subject="gauges")
    nothing = example_finding(
        measure=example_measure(code="M4", name="Effective coverage", unit="index from 0 to 1"),
        network=example_gauges(),
        subject="gauges",
        estimate=None,
        state=State.WITHHELD,
        reason="fewer than 3 gauges",
        interval=None,
        interval_meaning="There is no number to give an interval to.",
        reading="Effective coverage of the rain gauges is withheld: fewer than 3 gauges.",
        by_group=(),
        by_area=(),
        footing=Footing(people=60_000, areas=11, sensors=2, withheld="fewer than 3 gauges"),
    )
    return (example_finding(), gradient, gauges, nothing)


def example_register() -> Register:
    """One dataset with its ledger, two networks."""
    return Register(
        city=example_city(),
        snapshot=SNAPSHOT,
        datasets=(
            DatasetRecord(
                dataset=example_dataset(),
                rows_read=22,
                rows_kept=20,
                rows_quarantined=2,
                observed_from=date(2024, 1, 1),
                observed_until=date(2025, 6, 30),
                age_days=244,
                sha256="ab" * 32,
                ledger=(
                    LedgerEntry(step=1, rule="read", action="read", rows=22, reason="cameras.csv"),
                    LedgerEntry(
                        step=2,
                        rule="outside-city",
                        action="quarantined",
                        rows=2,
                        reason="outside every area of the city",
                    ),
                ),
            ),
        ),
        networks=(
            NetworkRecord(
                network=example_network(),
                sensors=20,
                working=17,
                not_working=2,
                unknown=1,
                unplaced=2,
            ),
            NetworkRecord(
                network=example_gauges(), sensors=2, working=0, not_working=0, unknown=2, unplaced=0
            ),
        ),
    )


def _groups() -> tuple[GroupValue, ...]:
    measured = [
        GroupValue(
            dimension="income_fifth",
            group=group,
            value=value,
            state=State.MEASURED,
            people=12_000,
            interval=Interval(low=value - 0.06, high=min(1.0, value + 0.06)),
        )
        for group, value in zip(_FIFTHS, (0.45, 0.66, 0.8, 0.82, 0.77), strict=True)
    ]
    return (
        *measured,
        GroupValue(
            dimension="settlement",
            group="inside",
            value=None,
            state=State.WITHHELD,
            people=1500,
            reason="rests on one settlement",
        ),
        GroupValue(
            dimension="settlement",
            group="outside",
            value=0.71,
            state=State.MEASURED,
            people=58_500,
        ),
    )


def _areas() -> tuple[AreaValue, ...]:
    values = (0.1, 0.7, 1, 0.95, 0.22, 0.9, 0.88, 1, 0.04, None, None, None)
    states = (State.MEASURED,) * 9 + (State.WITHHELD, State.UNUSABLE, State.NOT_MEASURED)
    reasons = (None,) * 9 + ("under 50 residents", "sensor dead since May", "nobody lives here")
    return tuple(
        AreaValue(area=f"a{n:02}", value=value, state=state, reason=reason)
        for n, (value, state, reason) in enumerate(zip(values, states, reasons, strict=True))
    )
