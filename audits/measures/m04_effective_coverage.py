"""M4: how near is a sensor that works, given how often each one really does?"""

from collections.abc import Iterator

import numpy as np

from audits.compare import area_values, ends, group_values, per_area_and_group
from audits.finding import Draft, Footing, Setting, Stability, State
from audits.frame import CityFrame, Floats
from audits.measure import Measure
from audits.no_estimate import no_area_values, no_estimate
from audits.stats.bootstrap import ratios
from audits.stats.bounds import possible
from audits.uptime import WINDOW_DAYS, Uptime, uptime
from audits.words import joined, noun, number, say, share, within
from data.city import Network

# Nearest sensors per cell that can be the best one left; the rest would have to outlive them all.
_NEAREST = 16


def expected_best(kernel: Floats, up: Floats) -> Floats:
    """`E = Σ_m K_(m) u_(m) Π_{l<m}(1 − u_(l))`, expected nearness of the best one that works.

    `kernel` and `up` have shape (cells, sensors), nearest sensor first; both 0 to 1. Failures are
    taken to be independent. Source: MEASURES M4.
    """
    all_nearer_down = np.cumprod(1 - up, axis=1)
    nearer_down = np.concatenate([np.ones((len(up), 1)), all_nearer_down[:, :-1]], axis=1)
    return np.asarray((kernel * up * nearer_down).sum(axis=1))


def compute(frame: CityFrame) -> Iterator[Draft]:
    """One draft per network; not measured where nobody knows which sensors work."""
    for network in frame.city.networks:
        yield _draft(frame, network)


def _nearness(frame: CityFrame, network: Network, up: Floats, scale_m: float) -> Floats:
    """Expected nearness per cell, over the nearest sensors that ever work."""
    alive = up > 0
    if not alive.any():
        return np.zeros(len(frame.cell_x))
    metres, which = frame.nearest(network, alive, _NEAREST)
    return expected_best(np.exp(-metres / scale_m), up[which])


def _draft(frame: CityFrame, network: Network) -> Draft:
    delivered = uptime(frame, network)
    known = np.isfinite(delivered.share)
    base = {
        "measure": MEASURE,
        "network": network,
        "subject": network.id,
        "blind_spot": frame.blind_spot(network),
        "footing": Footing(
            people=frame.people,
            areas=len(set(frame.cell_area.tolist())),
            sensors=int(known.sum()),
            readings=int(delivered.usable[known].sum()) if delivered.window else None,
        ),
        "parameters": {
            say("scale in metres"): network.scale_m,
            say("working known from"): delivered.source,
            say("window in days"): WINDOW_DAYS if delivered.window else say("none"),
            say("sensors of unknown state"): say("counted as not working"),
        },
        "datasets": (
            *frame.evidence_of(network),
            *frame.datasets_of("areas", "people", "wealth", "settlements"),
        ),
    }
    if not known.any():
        why = say(
            "nobody states whether any of the {n} {sensors} works",
            n=number(len(known), 0),
            sensors=noun(2, network.sensor, f"{network.sensor}s"),
        )
        return no_estimate(
            **base,  # type: ignore[arg-type]  # one record, two ways to end it
            reason=why,
            reading=say(
                "We do not know how much of the {title} works: {why}.",
                title=within(network.title),
                why=why,
            ),
            by_area=no_area_values(frame, why),
        )
    near = _nearness(frame, network, np.where(known, delivered.share, 0.0), network.scale_m)
    # What nobody knows is not lost: the loss is that of sensors whose state is known.
    perfect = _nearness(frame, network, known.astype(float), network.scale_m)
    ones = np.ones_like(near)
    by_group = group_values(
        frame,
        frame.draws_within_reach(network),
        per_area_and_group(frame, near),
        per_area_and_group(frame, ones),
    )
    top, bottom = frame.by_area(frame.cell_people * near), frame.by_area(frame.cell_people)
    estimate = float(top.sum() / bottom.sum())
    lost = float(frame.cell_people @ (perfect - near)) / frame.people
    reading = [
        say(
            "Nearness to a working {sensor} is {n} (1: next door); {lost} is lost to sensors that "
            "do not work.",
            sensor=network.sensor,
            n=number(estimate, 3),
            lost=number(lost, 3),
        )
    ]
    both = ends(frame, by_group)
    if both is not None:
        fifths = frame.wealth_groups()
        part = [float(g.people @ (perfect - near)) / g.total for g in (fifths[0], fifths[-1])]
        reading.append(
            say(
                "Poorest fifth {poorest}, richest {richest}; lost {lost_poorest} and "
                "{lost_richest}.",
                poorest=number(both[0], 3),
                richest=number(both[1], 3),
                lost_poorest=number(part[0], 3),
                lost_richest=number(part[1], 3),
            )
        )
    reading.append(
        say("{share} of the sensors have a known state.", share=share(float(known.mean())))
    )
    draws = frame.draws_within_reach(network)
    replicates = ratios(draws.counts, top[:, None], bottom[:, None])[:, 0]
    return Draft(
        **base,  # type: ignore[arg-type]
        estimate=estimate,
        state=State.MEASURED,
        interval=possible(draws.interval(replicates), high=1.0),
        interval_meaning=draws.meaning,
        reading=joined(" ", reading),
        by_group=by_group,
        by_area=area_values(frame, top, bottom),
        stability=_stability(frame, network, delivered),
    )


def _stability(frame: CityFrame, network: Network, delivered: Uptime) -> Stability:
    """Half and double the scale; unknown sensors counted as working and as not."""
    fifths = frame.wealth_groups()
    known = np.isfinite(delivered.share)
    settings = []
    for scale in (network.scale_m / 2, network.scale_m, network.scale_m * 2):
        for word, filler in ((say("not working"), 0.0), (say("working"), 1.0)):
            up = np.where(known, delivered.share, filler)
            near = _nearness(frame, network, up, scale)
            ends_of = [float(g.people @ near) / g.total for g in fifths if g.total]
            settings.append(
                Setting(
                    parameters={
                        say("scale in metres"): scale,
                        say("sensors of unknown state"): word,
                    },
                    estimate=float(frame.cell_people @ near) / frame.people,
                    holds=ends_of[0] < ends_of[-1] if len(ends_of) > 1 else None,
                )
            )
    return Stability(
        verdict=say("the poorest fifth is farther from a working sensor than the richest"),
        settings=tuple(settings),
        boundaries=say("other boundary sets have not been tried"),
    )


MEASURE = Measure(
    code="M4",
    name=say("Effective coverage"),
    question=say("How near is a sensor that works, given how often each one really does?"),
    asked_by=say(
        "Studies of air sensors that stood in poor districts and did not operate; "
        "placement without maintenance is not coverage."
    ),
    better="neither",
    success=say("For a service: no group loses more to failure than another, and none is farther."),
    formula=say(
        "E_i = Σ_m K_(m) u_(m) Π_{l<m}(1 − u_(l)), sensors nearest first, K = exp(−d/θ), "
        "u = usable ÷ expected readings; averaged over the people of a group"
    ),
    unit=say("index from 0 to 1"),
    inputs=("cell", "sensor", "sensor_health"),
    parameters={
        say("scale in metres"): say("θ, stated by the city for each network"),
        say("working known from"): say("readings where they are counted, else the stated status"),
        say("window in days"): say("readings before the newest day of the feed"),
        say("sensors of unknown state"): say(
            "counted as not working; the other way is among the settings"
        ),
    },
    citation=say("Own measure (MEASURES M4); motivated by Sun et al. 2022"),
    failure_modes=(
        say(
            "Failures are taken to be independent; sensors that share power or a line fail "
            "together."
        ),
        say("A sensor that speaks only when something happens is silent by design."),
        say("A sensor that died yesterday still counts with its uptime in the window."),
        say("Nearness is not range: it says how close, not how far the sensor sees."),
    ),
    family="reach",
    headline=True,
    compute=compute,
)
