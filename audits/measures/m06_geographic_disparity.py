"""M6: which areas hold more of the sensors than of the residents, and which hold less?"""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from audits.compare import group_values
from audits.exhibit import Bar, Bars
from audits.finding import AreaValue, Draft, Footing, Setting, Stability, State
from audits.frame import CityFrame, Floats
from audits.measure import Measure
from audits.no_estimate import no_area_values, no_estimate
from audits.per_frame import per_frame
from audits.stats.disparity import (
    expected_moved_share,
    geographic_half_width,
    geographic_score,
    moved_share,
)
from audits.words import count, noun, number, say
from data.city import Network

SHOWN = 6
"""Bars of so many areas at each end."""
_TRIALS, _SEED = 100, 20160713
_POINTS = 100.0


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Base:
    """Whom the sensors are set against: residents per area, and what is known of their error."""

    residents: Floats
    moe: Floats | None
    """90 % margins; None where the base is a count of everybody, or states none."""


@per_frame
def base_of(frame: CityFrame) -> Base:
    """Residents of each area, with the margins of their count where its variable states them."""
    for dataset in frame.city.datasets:
        source = dataset.columns.get("people") if dataset.role == "people" else None
        for variable in dataset.variables:
            if source is not None and variable.field == source and variable.moe is not None:
                moe = frame.area_variable(variable.moe)
                return Base(residents=frame.by_area(frame.cell_people), moe=moe)
    return Base(residents=frame.by_area(frame.cell_people), moe=None)


def compute(frame: CityFrame) -> Iterator[Draft]:
    """One draft per network."""
    for network in frame.city.networks:
        yield _draft(frame, network)


def _standing(frame: CityFrame, network: Network) -> Floats:
    """Placed sensors in each area."""
    found = np.bincount(frame.sensors(network).area, minlength=len(frame.geography.area_ids))
    return found.astype(float)


def _draft(frame: CityFrame, network: Network) -> Draft:
    base, sensors = base_of(frame), _standing(frame, network)
    lived_in = base.residents > 0
    areas, total = int(lived_in.sum()), int(sensors.sum())
    common = {
        "measure": MEASURE,
        "network": network,
        "subject": network.id,
        "blind_spot": frame.blind_spot(network),
        "footing": Footing(people=frame.people, areas=areas, sensors=total),
        "parameters": {say("base"): say("residents"), say("sensors counted"): say("all placed")},
        "datasets": (
            *frame.datasets_of("sensors", network=network.id),
            *frame.datasets_of("areas", "people", "wealth", "settlements"),
        ),
    }
    if total < areas or total == 0:
        why = say(
            "{sensors} for {areas}: with fewer sensors than areas most areas have none whatever "
            "their share, so the score would only list them",
            sensors=count(total, network.sensor),
            areas=count(areas, "area"),
        )
        return no_estimate(
            **common,  # type: ignore[arg-type]  # one record, two ways to end it
            state=State.UNUSABLE,
            reason=why,
            reading=say("No score of areas is given: {why}.", why=why),
            by_area=no_area_values(frame, say("too few sensors"), State.UNUSABLE),
        )
    score = geographic_score(sensors, base.residents)
    drawn = moved_share(sensors, base.residents, frame.draws.counts)
    estimate = float(np.abs(score).sum() / 2)
    chance = expected_moved_share(total, base.residents, _TRIALS, _SEED)
    below = (score < 0).astype(float)
    return Draft(
        **common,  # type: ignore[arg-type]
        estimate=_POINTS * estimate,
        state=State.MEASURED,
        interval=frame.draws.interval(_POINTS * drawn),
        interval_meaning=frame.draws.meaning,
        reading=_reading(frame, network, score, estimate, chance),
        by_group=group_values(
            frame, frame.draws, frame.group_residents * below[:, None], frame.group_residents
        ),
        by_area=tuple(
            AreaValue(area=area, value=_POINTS * float(value), state=State.MEASURED)
            if np.isfinite(counted)
            else AreaValue(
                area=area,
                value=None,
                state=State.NOT_MEASURED,
                reason=say("no count of residents in the statistics"),
            )
            for area, value, counted in zip(
                frame.geography.area_ids, score, frame.geography.people, strict=True
            )
        ),
        stability=_stability(frame, network, sensors, base.residents, chance),
        exhibits=(_bars(frame, base, score),),
    )


def _reading(
    frame: CityFrame, network: Network, score: Floats, estimate: float, chance: float
) -> str:
    most, least = int(np.argmax(score)), int(np.argmin(score))
    names = frame.geography.names
    return say(
        "{n} of 100 {sensors} stand elsewhere than they would if they followed residents; thrown "
        "at random where residents live, {chance} of 100 would. {most} holds {more} percentage "
        "points more of the {sensors} than of the residents, {least} {fewer} fewer. The scores of "
        "all areas add up to zero, so what one area has above its share the others have below.",
        n=number(_POINTS * estimate, 0),
        sensors=noun(2, network.sensor, f"{network.sensor}s"),
        chance=number(_POINTS * chance, 0),
        most=names[most],
        more=number(_POINTS * score[most], 1),
        least=names[least],
        fewer=number(-_POINTS * score[least], 1),
    )


def _bars(frame: CityFrame, base: Base, score: Floats) -> Bars:
    """The areas at both ends, most first."""
    half = np.full(len(score), np.nan)
    if base.moe is not None:
        whole = float(np.sqrt(np.nansum(np.square(base.moe))))
        half = geographic_half_width(base.residents, base.moe, whole_moe=whole)
    order = np.argsort(-score, kind="stable")
    ends = order if len(order) <= 2 * SHOWN else [*order[:SHOWN], *order[-SHOWN:]]
    return Bars(
        title=say("Share of the sensors minus share of the residents: both ends of the list"),
        unit=say("percentage points"),
        bars=tuple(
            Bar(
                name=frame.geography.names[i],
                value=_POINTS * float(score[i]),
                low=_POINTS * float(score[i] - half[i]) if np.isfinite(half[i]) else None,
                high=_POINTS * float(score[i] + half[i]) if np.isfinite(half[i]) else None,
                weighty=i in (order[0], order[-1]),
            )
            for i in ends
        ),
    )


def _stability(
    frame: CityFrame, network: Network, sensors: Floats, residents: Floats, chance: float
) -> Stability:
    """All placed sensors and those not known to be dead; areas, and whole regions."""
    points = frame.sensors(network)
    alive = np.bincount(points.area[points.working != 0], minlength=len(sensors)).astype(float)
    regions = np.array([region or "none" for region in frame.geography.regions])
    named, of = np.unique(regions, return_inverse=True)
    settings = []
    own, merged = say("areas"), say("regions")
    for who, standing in ((say("all placed"), sensors), (say("not known to be dead"), alive)):
        for zones, where in ((own, np.arange(len(sensors))), (merged, of)):
            if standing.sum() == 0 or (zones == merged and len(named) < 2):
                continue
            whole = np.bincount(where, residents).astype(float)
            held = geographic_score(np.bincount(where, standing).astype(float), whole)
            by_chance = chance
            if zones == merged:
                by_chance = expected_moved_share(int(standing.sum()), whole, _TRIALS, _SEED)
            moved = float(np.abs(held).sum() / 2)
            settings.append(
                Setting(
                    parameters={say("sensors counted"): who, say("zones"): zones},
                    estimate=_POINTS * moved,
                    holds=moved > 2 * by_chance,
                )
            )
    return Stability(
        verdict=say(
            "more than twice as many sensors stand elsewhere as chance alone would put there"
        ),
        settings=tuple(settings),
        boundaries=say("also computed on administrative regions")
        if len(named) > 1
        else say("other boundary sets have not been tried"),
    )


MEASURE = Measure(
    code="M6",
    name=say("Geographic disparity score"),
    question=say(
        "Which areas hold more of the sensors than of the residents, and which hold less?"
    ),
    asked_by=say(
        "The Spatial Equity Data Tool of the Urban Institute, which cities use with their own "
        "point files."
    ),
    better="nearer to zero",
    success=say("For a service: no area holds much less of the sensors than of the residents."),
    formula=say("G_i = n_i/Σn − B_i/ΣB per area, in percentage points; over the city ½ Σ |G_i|"),
    unit=say("percentage points"),
    inputs=("sensor", "cell", "area"),
    parameters={
        say("base"): say("what the sensors are set against"),
        say("sensors counted"): say("all placed, or without those known to be dead"),
        say("zones"): say("areas, or the administrative regions that they form"),
    },
    citation=say(
        "MEASURES M6, after the technical appendix of the Spatial Equity Data Tool (2021)"
    ),
    failure_modes=(
        say("Points are taken as certain; only the base may have a margin of error."),
        say("A sensor counts for the area it stands in alone, also when it stands on the border."),
        say("It needs at least as many sensors as areas, and is refused with fewer."),
        say("The scores add up to zero: one rich cluster pushes all other areas below zero."),
    ),
    family="inequality",
    group_unit=say("share of people in areas with less than their share"),
    compute=compute,
)
