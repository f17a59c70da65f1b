"""M21: would the wealth gradient be another if the city's areas were drawn otherwise?"""

from collections.abc import Iterator

import numpy as np

from audits.boundaries import (
    MERGES,
    OWN,
    PARTS,
    boundaries_sentence,
    gradients,
    rankable,
    zonings,
)
from audits.exhibit import Bar, Bars
from audits.finding import AreaValue, Draft, Footing, Interval, Setting, Stability, State
from audits.frame import CityFrame, Floats
from audits.measure import Measure
from audits.neighbours import contiguity
from audits.no_estimate import no_estimate
from audits.reach import reach_of
from audits.stats.moran import bivariate_moran, neighbours_of
from audits.stats.smaup import Smaup, smaup
from audits.words import count, joined, listed, number, say, within
from data.city import Network


def compute(frame: CityFrame) -> Iterator[Draft]:
    """One draft per network."""
    for network in frame.city.networks:
        yield _draft(frame, network)


def _draft(frame: CityFrame, network: Network) -> Draft:
    values, reach, use = (
        gradients(frame).of(frame, network),
        reach_of(frame, network),
        rankable(frame),
    )
    merged = values[[zoning.random for zoning in zonings(frame)]]
    merged, maup = merged[np.isfinite(merged)], _smaup(frame, network)
    base = {
        "measure": MEASURE,
        "network": network,
        "subject": network.id,
        "interval_meaning": say(
            "95 of 100 further random merges of neighbouring areas into about {zones} zones would "
            "fall between these; from {merges} of them, seeded; of a group: {group}",
            zones=_zones(frame),
            merges=len(merged),
            group=frame.draws_within_reach(network).meaning,
        ),
        "by_group": reach.by_group,
        "by_area": tuple(_by_area(frame, network)),
        "blind_spot": frame.blind_spot(network),
        "footing": Footing(
            people=float(reach.residents[use].sum()),
            areas=int(use.sum()),
            sensors=len(frame.sensors(network).ids),
        ),
        "parameters": {
            say("reach in metres"): network.reach_m,
            say("boundaries"): listed(z.name for z in zonings(frame) if not z.random),
            say("random merges"): MERGES,
            say("zones of a merge"): _zones(frame),
            say("S-maup"): say(
                "{value} (critical {critical})",
                value=number(maup.statistic, 3),
                critical=number(maup.critical, 3),
            )
            if maup
            else say("outside its tables"),
        },
        "datasets": (
            *frame.evidence_of(network),
            *frame.datasets_of("areas", "people", "wealth", "settlements"),
        ),
        "stability": _stability(frame, network, values),
    }
    if not np.isfinite(values[0]) or len(merged) == 0:
        why = say("too few zones can be ranked by wealth")
        return no_estimate(
            **base,  # type: ignore[arg-type]  # one record, two ways to end it
            reason=why,
            reading=say(
                "Whether other boundaries would change the wealth gradient of the {network} cannot "
                "be said: {why}.",
                network=within(network.title),
                why=why,
            ),
        )
    return Draft(
        **base,  # type: ignore[arg-type]
        estimate=float(np.median(merged)),
        state=State.MEASURED,
        interval=Interval(low=float(merged.min()), high=float(merged.max()))
        if len(merged) == MERGES
        else None,
        reading=_reading(frame, network, values, merged, maup),
        exhibits=(_bars(frame, network, values, merged),),
    )


def _zones(frame: CityFrame) -> int:
    """How many zones a random merge has, in the middle."""
    return int(np.median([zoning.zones for zoning in zonings(frame) if zoning.random]))


def _smaup(frame: CityFrame, network: Network) -> Smaup | None:
    """For the share within reach; None where it does not vary or the tables end."""
    share = reach_of(frame, network).share
    keep = np.isfinite(share)
    one, other = neighbours_of(keep, *contiguity(frame))
    joined = np.bincount(one, minlength=int(keep.sum())) > 0
    one, other = neighbours_of(joined, one, other)
    here = share[keep][joined]
    try:
        together = bivariate_moran(here, here, one, other)
    except ValueError:
        # The same share everywhere: merging changes nothing.
        return None
    zones = _zones(frame)
    return smaup(len(here), zones, together) if 0 < zones <= len(here) else None


def rank_changes(index: Floats, network: int) -> int:
    """On how many zonings the network's place among all networks is not that on the first row."""
    known = np.isfinite(index).all(axis=1)
    places = (index[known] > index[known][:, [network]]).sum(axis=1)
    return int((places[1:] != places[0]).sum()) if len(places) else 0


def _reading(
    frame: CityFrame, network: Network, values: Floats, merged: Floats, maup: Smaup | None
) -> str:
    every = values[1:][np.isfinite(values[1:])]
    agree = int((np.sign(every) == np.sign(values[0])).sum())
    at = [n.id for n in frame.city.networks].index(network.id)
    moved = rank_changes(gradients(frame).index, at)
    text = [
        say(
            "The wealth gradient of the {network} is {value} on {own}. On {sets} it lies between "
            "{low} and {high}, and leans the same way on {agree} of them; in random merges of "
            "neighbouring areas its middle is {middle}.",
            network=within(network.title),
            value=number(float(values[0]), 3),
            own=OWN,
            sets=count(len(every), "other boundary set"),
            low=number(float(every.min()), 3),
            high=number(float(every.max()), 3),
            agree=agree,
            middle=number(float(np.median(merged)), 3),
        )
    ]
    if len(frame.city.networks) > 1:
        text.append(
            say("Its place among the city's networks is another on {moved} of them.", moved=moved)
        )
    if maup:
        text.append(
            say("By the S-maup statistic, merging so far changes what the share within reach says.")
            if maup.sensitive
            else say("By the S-maup statistic, merging so far need not change what the share says.")
        )
    return joined(" ", text)


def _by_area(frame: CityFrame, network: Network) -> Iterator[AreaValue]:
    """How far the share shown for an area moves with the boundary around it, over the merges."""
    at = [n.id for n in frame.city.networks].index(network.id)
    shown = gradients(frame).shares
    use = rankable(frame)
    for i, area in enumerate(frame.geography.area_ids):
        own = shown[:, i, at] if shown.size else np.array([])
        if use[i] and len(own) and np.isfinite(own).all():
            yield AreaValue(area=area, value=float(own.max() - own.min()), state=State.MEASURED)
        else:
            yield AreaValue(
                area=area,
                value=None,
                state=State.NOT_MEASURED,
                reason=say("wealth unknown, or too few residents to rank"),
            )


def _stability(frame: CityFrame, network: Network, values: Floats) -> Stability:
    return Stability(
        verdict=say("reach leans to the better-off"),
        settings=tuple(
            Setting(
                parameters={say("boundaries"): zoning.name, say("zones"): zoning.zones},
                estimate=float(value) if np.isfinite(value) else None,
                holds=bool(value > 0) if np.isfinite(value) else None,
            )
            for zoning, value in zip(zonings(frame), values, strict=True)
        ),
        boundaries=boundaries_sentence(frame, network),
    )


def _bars(frame: CityFrame, network: Network, values: Floats, merged: Floats) -> Bars:
    named = [
        Bar(
            name=joined("", (zoning.name, f" ({zoning.zones})")),
            value=float(value) if np.isfinite(value) else None,
            reason=None if np.isfinite(value) else say("too few zones"),
            weighty=zoning.name == OWN,
        )
        for zoning, value in zip(zonings(frame), values, strict=True)
        if not zoning.random
    ]
    random = Bar(
        name=say("random merges ({zones})", zones=_zones(frame)),
        value=float(np.median(merged)),
        low=float(merged.min()),
        high=float(merged.max()),
    )
    return Bars(
        title=say(
            "Wealth gradient of the {network} by boundary set (zones)",
            network=within(network.title),
        ),
        unit=say("index from −1 to 1"),
        bars=(*named, random),
    )


MEASURE = Measure(
    code="M21",
    name=say("Stability over boundaries"),
    question=say("Would the wealth gradient be another if the city's areas were drawn otherwise?"),
    asked_by=say(
        "Whoever knows that the same points can say anything, given the right boundaries."
    ),
    better="neither",
    success=say("It leans the same way, and about as much, whatever the boundaries."),
    formula=say(
        "Erreygers E on squares of 2 and 4 km, on administrative regions, and on random merges of "
        "neighbouring areas into 1/{parts} as many zones: the median over the merges. People and "
        "sensors stay on their places; a zone's wealth is the mean over its residents.",
        parts=PARTS,
    ),
    unit=say("index from −1 to 1"),
    group_unit=say("share of people"),
    area_unit=say("share of people"),
    inputs=("cell", "area", "area_variable", "sensor"),
    parameters={
        say("reach in metres"): say("r, stated by the city for each network"),
        say("boundaries"): say("the sets that were tried, the city's own first"),
        say("random merges"): say(
            "how many were drawn; their ends hold a further one 95 times of 100"
        ),
        say("zones of a merge"): say("how many zones neighbouring areas were joined into"),
        say("S-maup"): say(
            "a statistic of how far merging changes a clustered thing, where its tables go"
        ),
    },
    citation="Openshaw 1984; Duque, Laniado and Polo 2018; MEASURES M21",
    failure_modes=(
        say("Coarser zones usually make a gradient look steeper."),
        say(
            "A square that cuts areas takes their mean wealth along: it cannot be finer than they "
            "are."
        ),
        say("The merges are random, not those that somebody would draw on purpose."),
    ),
    family="sureness",
    compute=compute,
)
