"""M11: how much of the inequality of reach lies between administrative regions?"""

import math
from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from audits.exhibit import Bar, Bars
from audits.finding import Draft, Setting, Stability
from audits.frame import CityFrame, Floats
from audits.measure import Measure
from audits.no_estimate import NOTHING_TO_VARY
from audits.reach import reach_of, share_of, tried_by_area
from audits.spread import draft, drawn_people, inhabited, known
from audits.stats.bounds import possible
from audits.stats.inequality import theil_split
from audits.words import count, joined, number, say, share, within
from data.city import Network


def compute(frame: CityFrame) -> Iterator[Draft]:
    """One draft per network; not measured where no areas are put into regions."""
    for network in frame.city.networks:
        yield _draft(frame, network)


def _regions(frame: CityFrame) -> tuple[NDArray[np.bool_], NDArray[np.int64]]:
    """Which areas stand in a region, and the number of that region, from 0."""
    named = np.array([region is not None for region in frame.geography.regions])
    names = np.array([region or "" for region in frame.geography.regions])
    number_of = np.full(len(named), -1, dtype=np.int64)
    number_of[named] = np.unique(names[named], return_inverse=True)[1]
    return named, number_of


def _draft(frame: CityFrame, network: Network) -> Draft:
    used, part, people = inhabited(frame, network)
    named, region = _regions(frame)
    keep, kept = named[used], named & used
    at = np.unique(region[kept], return_inverse=True)[1] if kept.any() else region[kept]
    regions = int(at.max()) + 1 if len(at) else 0
    undefined = say(
        "nobody lives within reach of a {sensor}, so there is nothing to spread",
        sensor=network.sensor,
    )
    estimate, drawn = None, None
    if regions < 2:
        undefined = say("the areas of this city are not put into two regions or more")
    else:
        whole, between, inside = theil_split(part[keep], people[keep], at)
        estimate = known(whole)
    if estimate is not None:
        drawn = theil_split(part[keep], drawn_people(frame, network)[:, keep], at)

    def reading(value: float, sure: str) -> str:
        text = say(
            "Theil's index of the reach of the {network} is {value} (0: every area alike); {sure}.",
            network=within(network.title),
            value=number(value, 3),
            sure=sure,
        )
        if value == 0:
            return text
        # Rounding must not leave a trace where there is none.
        part = 1.0 if inside[0] == 0 else float(between[0]) / value
        split = say(
            "{between} of it lies between {regions}, {inside} within them. Other regions would "
            "split it otherwise.",
            between=share(part),
            regions=count(regions, "administrative region"),
            inside=share(1 - part),
        )
        return joined(" ", (text, split))

    return draft(
        frame,
        network,
        MEASURE,
        estimate=estimate,
        replicates=None if drawn is None else drawn[0],
        undefined=undefined,
        reading=reading,
        stability=_stability(frame, network, kept, at) if regions > 1 else NOTHING_TO_VARY,
        parameters={say("regions"): regions},
        exhibits=()
        if estimate is None or drawn is None
        else (
            Bars(
                title=say("Where the inequality lies"),
                unit=MEASURE.unit,
                bars=tuple(
                    _bar(frame, network, name, value, replicates)
                    for name, value, replicates in (
                        (say("between regions"), float(between[0]), drawn[1]),
                        (say("within regions"), float(inside[0]), drawn[2]),
                    )
                ),
            ),
        ),
        kept=kept,
        most=math.inf,
    )


def _bar(frame: CityFrame, network: Network, name: str, value: float, replicates: Floats) -> Bar:
    interval = possible(frame.draws_within_reach(network).interval(replicates))
    return Bar(
        name=name,
        value=value,
        low=interval.low if interval else None,
        high=interval.high if interval else None,
        weighty=name.startswith("between"),
    )


def _stability(
    frame: CityFrame, network: Network, kept: NDArray[np.bool_], at: NDArray[np.int64]
) -> Stability:
    """Every reach of the grid, by regions and, to see what the grouping does, by income fifths."""
    residents = reach_of(frame, network).residents
    groupings = [(say("administrative regions"), kept, at)]
    ranked = kept & (frame.strata >= 0)
    if ranked.any():
        fifth = np.unique(frame.strata[ranked], return_inverse=True)[1]
        groupings.append((say("fifths by wealth"), ranked, fifth))
    settings = []
    for radius, name, within_reach in tried_by_area(frame, network):
        part = share_of(within_reach, residents)
        for grouping, areas, number_of in groupings:
            whole, between, _ = theil_split(part[areas], residents[areas], number_of)
            value = known(whole)
            settings.append(
                Setting(
                    parameters={
                        say("reach in metres"): radius,
                        say("sensors counted"): name,
                        say("grouped by"): grouping,
                    },
                    estimate=value,
                    holds=None if not value else float(between[0]) > value / 2,
                )
            )
    return Stability(
        verdict=say("more than half of the inequality lies between the groups of areas"),
        settings=tuple(settings),
        boundaries=say(
            "areas were grouped by administrative region and by fifth; other boundary sets "
            "have not been tried"
        ),
    )


MEASURE = Measure(
    code="M11",
    name=say("Theil index between and within regions"),
    question=say("How much of the inequality of reach lies between administrative regions?"),
    asked_by=say(
        "A regional office: is my region left behind as a whole, or are there places left "
        "behind in every region?"
    ),
    better="nearer to zero",
    success=say("Less inequality, and what is left is not between regions."),
    formula=say(
        "T = Σ (w_i/W)(c_i/μ) ln(c_i/μ), 0 ln 0 = 0; between Σ s_k ln(μ_k/μ), within Σ s_k T_k "
        "with s_k the share of all within reach that lives in region k"
    ),
    unit=say("index from 0 up"),
    group_unit=say("share of people"),
    area_unit=say("share of people"),
    inputs=("area.region", "cell", "sensor"),
    parameters={
        say("reach in metres"): say("r, stated by the city for each network"),
        say("sensors counted"): say("all placed, or without those known to be dead"),
        say("regions"): say("how many regions the areas lie in"),
        say("grouped by"): say("what areas are put together by; fifths are among the settings"),
    },
    citation="Theil 1967; MEASURES M11",
    failure_modes=(
        say("An area with nobody within reach weighs only through the mean."),
        say("Which regions areas are put into drives the split; nobody drew them for this."),
        say("It does not say who has less."),
    ),
    family="inequality",
    compute=compute,
)
