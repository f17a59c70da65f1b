"""M28: who is watched and not served?"""

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from audits.compare import area_values, ends, group_values, per_area_and_group
from audits.corners import NOWHERE, Corners, corners, usual_supply, weighted_median
from audits.exhibit import Bar, Bars, Classed, Dot, Quadrants
from audits.finding import Draft, Footing, GroupValue, Setting, Stability, State
from audits.frame import CityFrame, Floats
from audits.measure import Measure
from audits.no_estimate import no_estimate
from audits.stats.bootstrap import ratios
from audits.supply import per_resident
from audits.words import joined, listed, number, say, several, share, within
from data.city import Network

_PER = 10_000.0
# In the order of `Corners.of`: left is watched no more than usual, upper is served as usual.
_WORDS = (
    say("served and not watched"),
    say("seen and served"),
    say("neither"),
    say("watched and not served"),
)
_WATCHED_NOT_SERVED = 3
# From what is least to what is most to be minded, for the map.
_ORDER = (_WORDS[0], _WORDS[1], _WORDS[2], _WORDS[3])


def compute(frame: CityFrame) -> Iterator[Draft]:
    """One draft per network that is a burden, or both a burden and a service."""
    for network in frame.city.networks:
        if network.purpose != "service":
            yield _draft(frame, network)


def services(frame: CityFrame, network: Network) -> tuple[Network, ...]:
    """The other networks that are a service (or both) and have a sensor."""
    return tuple(
        other
        for other in frame.city.networks
        if other.purpose != "burden" and other.id != network.id and len(frame.sensors(other).ids)
    )


def _watched(frame: CityFrame, network: Network) -> tuple[Floats, Floats]:
    """Sensors standing in each area, and the same per 10,000 residents (NaN: nobody lives there).

    A dead camera does not watch, so those known to be dead are left out.
    """
    points = frame.sensors(network)
    areas = len(frame.geography.area_ids)
    stand = np.bincount(points.area[points.working != 0], minlength=areas).astype(float)
    return stand, per_resident(_PER * stand, frame.by_area(frame.cell_people))


def _served(frame: CityFrame, others: tuple[Network, ...]) -> Floats:
    """Per cell: of how many service networks a sensor not known to be dead is within reach."""
    reached = np.zeros(len(frame.cell_people))
    for other in others:
        reached += frame.distance_alive(other) <= other.reach_m
    return reached


def _draft(frame: CityFrame, network: Network) -> Draft:
    others = services(frame, network)
    residents = frame.by_area(frame.cell_people)
    stand, watched = _watched(frame, network)
    used = (
        *frame.evidence_of(network),
        *(name for other in others for name in frame.evidence_of(other)),
        *frame.datasets_of("areas", "people", "wealth", "settlements"),
    )
    by_area = area_values(frame, stand, residents, _PER)
    footing = Footing(
        people=frame.people,
        areas=int((residents > 0).sum()),
        sensors=len(frame.sensors(network).ids),
    )
    draws = frame.draws_within_reach(network)
    if not others:
        why = say("the city has no other network that is a service")
        return no_estimate(
            measure=MEASURE,
            network=network,
            subject=network.id,
            reason=why,
            reading=say(
                "We do not know who is watched by the {title} and not served: {why}.",
                title=within(network.title),
                why=why,
            ),
            by_area=by_area,
            blind_spot=frame.blind_spot(network),
            footing=footing,
            parameters={},
            datasets=used,
        )
    count = _served(frame, others)
    served = per_resident(frame.by_area(frame.cell_people * count), residents)
    found = _cut(watched, served, residents)
    here = (found.of == _WATCHED_NOT_SERVED).astype(float)
    by_group = group_values(
        frame,
        draws,
        per_area_and_group(frame, here[frame.cell_area]),
        per_area_and_group(frame, np.ones(len(frame.cell_people))),
    )
    top = residents * here
    estimate = float(top.sum() / residents.sum())
    return Draft(
        measure=MEASURE,
        network=network,
        subject=network.id,
        estimate=estimate,
        state=State.MEASURED,
        interval=draws.share_interval(
            estimate, ratios(draws.counts, top[:, None], residents[:, None])[:, 0], residents
        ),
        interval_meaning=joined("; ", (draws.meaning, say("the cuts stay where they are"))),
        reading=_reading(frame, network, others, found, residents, by_group),
        by_group=by_group,
        by_area=by_area,
        blind_spot=frame.blind_spot(network),
        footing=footing,
        stability=_stability(frame, watched, served, count, residents),
        parameters={
            say("watched above"): found.x_cut,
            say("served from"): found.y_cut,
            say("services"): listed(within(other.title) for other in others),
            say("sensors counted"): say("not known to be dead"),
            say("unit of comparison"): say("areas"),
        },
        datasets=tuple(dict.fromkeys(used)),
        exhibits=(
            _quadrants(frame, network, len(others), watched, served, found, residents),
            Classed(
                title=say("{title}: who is watched, who is served", title=network.title),
                words=_ORDER,
                areas=tuple(
                    (area, _WORDS[corner])
                    for area, corner in zip(frame.geography.area_ids, found.of, strict=True)
                    if corner != NOWHERE
                ),
            ),
            *_bars(frame, network, stand, residents),
        ),
    )


def _cut(watched: Floats, served: Floats, residents: Floats) -> Corners:
    """At the people-weighted medians.

    Where half of the people live without a sensor, any is more than usual; where half of them are
    served by nothing, anything is enough.
    """
    return corners(
        watched, served, weighted_median(watched, residents), usual_supply(served, residents)
    )


def _reading(
    frame: CityFrame,
    network: Network,
    others: tuple[Network, ...],
    found: Corners,
    residents: Floats,
    by_group: tuple[GroupValue, ...],
) -> str:
    part = [float(residents[found.of == corner].sum()) / frame.people for corner in range(4)]
    told = {
        "share": share(part[_WATCHED_NOT_SERVED]),
        "served": number(found.y_cut),
        "all": len(others),
        "services": listed(within(other.title) for other in others),
    }
    text = [
        say(
            "{share} of residents live where more than {watched} {sensors} per {per} residents, "
            "not known to be dead, stand, and within reach of fewer than {served} of {all} other "
            "services ({services}): watched and not served.",
            watched=number(found.x_cut),
            sensors=several(network.sensor),
            per=number(_PER),
            **told,
        )
        if found.x_cut > 0
        else say(
            "{share} of residents live where any {sensor} not known to be dead stands, and within "
            "reach of fewer than {served} of {all} other services ({services}): watched and not "
            "served.",
            sensor=network.sensor,
            **told,
        ),
        say(
            "{both} are seen and served, {served} served and not watched, {neither} neither.",
            both=share(part[1]),
            served=share(part[0]),
            neither=share(part[2]),
        ),
    ]
    both = ends(frame, by_group)
    if both is not None:
        poorest, richest = map(share, both)
        text.append(
            say(
                "Watched and not served: {poorest} of the poorest fifth, {richest} of the richest.",
                poorest=poorest,
                richest=richest,
            )
        )
    return joined(" ", text)


def _per_10k(network: Network) -> str:
    return say("{sensors} per 10,000 residents", sensors=several(network.sensor))


def _quadrants(
    frame: CityFrame,
    network: Network,
    services_in_all: int,
    watched: Floats,
    served: Floats,
    found: Corners,
    residents: Floats,
) -> Quadrants:
    place = frame.geography
    return Quadrants(
        title=say("Watched by {title}, served by others", title=within(network.title)),
        x_title=say(
            "{sensors}, not known to be dead, where people live", sensors=several(network.sensor)
        ),
        x_unit=_per_10k(network),
        y_title=say("services within reach of a resident, of {n}", n=services_in_all),
        y_unit=say("services"),
        x_cut=found.x_cut,
        y_cut=found.y_cut,
        corners=(_WORDS[0], _WORDS[1], _WORDS[2], _WORDS[3]),
        dots=tuple(
            Dot(
                name=place.names[i],
                x=float(watched[i]),
                y=float(served[i]),
                people=float(residents[i]),
                area=place.area_ids[i],
            )
            for i in np.flatnonzero(found.of != NOWHERE)
        ),
        nothing=tuple(
            (place.names[i], say("no residents in the statistics"))
            for i in np.flatnonzero(found.of == NOWHERE)
        ),
    )


def _bars(frame: CityFrame, network: Network, stand: Floats, residents: Floats) -> tuple[Bars, ...]:
    """How much of the burden stands where each fifth lives, per resident."""
    share_of = np.divide(stand, residents, out=np.zeros_like(stand), where=residents > 0)
    fifths = [group for group in frame.wealth_groups() if group.total]
    if not fifths:
        return ()
    bottom = np.column_stack([frame.by_area(group.people) for group in fifths])
    top = bottom * share_of[:, None]
    replicates = _PER * ratios(frame.draws.counts, top, bottom)
    bars = []
    for i, group in enumerate(fifths):
        interval = frame.draws.interval(replicates[:, i])
        bars.append(
            Bar(
                name=group.name,
                value=float(_PER * top[:, i].sum() / bottom[:, i].sum()),
                low=interval.low if interval else None,
                high=interval.high if interval else None,
            )
        )
    found = Bars(
        title=say("{title} per resident, where each fifth lives", title=network.title),
        unit=_per_10k(network),
        bars=tuple(bars),
        no_difference=None,
    )
    return (found,)


def _stability(
    frame: CityFrame, watched: Floats, served: Floats, count: Floats, residents: Floats
) -> Stability:
    """Other cuts, and another service side: within reach of any service at all."""
    lived = residents > 0
    any_service = per_resident(frame.by_area(frame.cell_people * (count > 0)), residents)
    sides: tuple[tuple[str, Floats, tuple[tuple[str, float], ...]], ...] = (
        (
            say("how many services"),
            served,
            (
                (say("median"), usual_supply(served, residents)),
                (say("mean"), float(np.average(served[lived], weights=residents[lived]))),
            ),
        ),
        (say("any service"), any_service, ((say("half of residents"), 0.5),)),
    )
    burdens = {
        say("median"): weighted_median(watched, residents),
        say("mean"): float(np.average(watched[lived], weights=residents[lived])),
        say("any at all"): 0.0,
    }
    settings = []
    for side, y, cuts in sides:
        for y_name, y_cut in cuts:
            for x_name, x_cut in burdens.items():
                here = corners(watched, y, x_cut, y_cut).of == _WATCHED_NOT_SERVED
                settings.append(
                    Setting(
                        parameters={
                            say("watched above"): x_name,
                            say("served from"): joined(", ", (side, y_name)),
                        },
                        estimate=float(residents[here].sum()) / frame.people,
                        holds=_poorer(frame, here),
                    )
                )
    return Stability(
        verdict=say(
            "a larger share of the poorest fifth is watched and not served than of the richest"
        ),
        settings=tuple(settings),
        boundaries=say("other boundary sets have not been tried"),
    )


def _poorer(frame: CityFrame, here: NDArray[np.bool_]) -> bool | None:
    cells = here[frame.cell_area]
    ends_of = [float(g.people @ cells) / g.total for g in frame.wealth_groups() if g.total]
    return ends_of[0] > ends_of[-1] + 1e-9 if len(ends_of) > 1 else None


MEASURE = Measure(
    code="M28",
    name=say("Over-watched"),
    question=say("Who is watched by this network, and not served by the others?"),
    asked_by=say(
        "Privacy International on the safe city: the same sensors became surveillance. To be "
        "watched more than others is an inequity of its own, shown beside being unseen."
    ),
    better="lower",
    success=say(
        "Nobody is watched more than is usual where services are fewer than usual; no group "
        "more than another."
    ),
    formula=say(
        "watched = sensors of the burden not known to be dead per 10,000 residents of an area; "
        "served = mean over its residents of the number of other service networks with "
        "a sensor, not "
        "known to be dead, within reach; both cut at the people-weighted median (a median of zero: "
        "any). Share of people in areas above the first cut and below the second. A "
        "network that is "
        "both a burden and a service counts as a service for every other one."
    ),
    unit=say("share of people"),
    area_unit=say("sensors per 10,000 residents"),
    inputs=("sensor", "cell"),
    parameters={
        say("watched above"): say("sensors per 10,000 residents; the people-weighted median"),
        say("served from"): say("services within reach of a resident; the people-weighted median"),
        say("services"): say("the other networks that are a service, or both"),
        say("sensors counted"): say("all that are not known to be dead"),
        say("unit of comparison"): say("areas are put into corners, each by its average"),
    },
    citation="Own, after Privacy International and D'Ignazio and Klein (examine power)",
    failure_modes=(
        say(
            "A median makes half of the people more watched than usual, in any city: "
            "look at the cuts."
        ),
        say(
            "A sensor counts for the area in which it stands, also where it looks "
            "across the border."
        ),
        say("What a service does with what it sees is not in the data: reached is not helped."),
        say("Services of different worth count alike."),
    ),
    family="need",
    headline=True,
    compute=compute,
)
