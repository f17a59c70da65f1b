"""How reach is spread over people, by any index: the record that its measures share.

The thing that is spread is the share of an area's residents within reach. By cells of the map it
would be yes or no, and then an index says no more than the share does: Gini is one minus it.
"""

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

from audits.compare import area_values
from audits.exhibit import Exhibit
from audits.finding import Draft, Footing, Interval, Setting, Stability, State
from audits.frame import CityFrame, Floats
from audits.measure import Measure
from audits.no_estimate import no_estimate
from audits.per_frame import per_frame
from audits.reach import reach_of, share_of, tried_by_area
from audits.stats.bounds import possible
from audits.words import figure, say, within
from data.city import Network

Index = Callable[[Floats, Floats], Floats]
"""From the share of each area and rows of weights (people) to one value per row."""


def inhabited(frame: CityFrame, network: Network) -> tuple[NDArray[np.bool_], Floats, Floats]:
    """Which areas have residents; of these, the share within reach, and the residents."""
    reach = reach_of(frame, network)
    use = reach.residents > 0
    return use, reach.share[use], reach.residents[use]


@per_frame
def drawn_people(frame: CityFrame, network: Network) -> Floats:
    """People of each inhabited area in each draw, shape (resamples, areas)."""
    use, _, residents = inhabited(frame, network)
    return frame.draws_within_reach(network).counts[:, use] * residents


def draft(
    frame: CityFrame,
    network: Network,
    measure: Measure,
    *,
    estimate: float | None,
    replicates: Floats | None,
    undefined: str,
    reading: Callable[[float, str], str],
    stability: Stability,
    parameters: dict[str, str | float],
    exhibits: tuple[Exhibit, ...] = (),
    kept: NDArray[np.bool_] | None = None,
    most: float = 1.0,
) -> Draft:
    """An index of how reach is spread, as a draft. `undefined` says why there is none.

    `reading` gets the value and how sure it is in words; `kept` marks the areas that were used,
    where these are not all that have residents; `most` is the greatest that the index can be.
    """
    reach, draws = reach_of(frame, network), frame.draws_within_reach(network)
    use = reach.residents > 0 if kept is None else kept
    base = {
        "measure": measure,
        "network": network,
        "subject": network.id,
        "interval_meaning": draws.meaning,
        "by_group": reach.by_group,
        "by_area": area_values(frame, reach.within, reach.residents),
        "blind_spot": frame.blind_spot(network),
        "footing": Footing(
            people=float(reach.residents[use].sum()),
            areas=int(use.sum()),
            sensors=len(frame.sensors(network).ids),
        ),
        "stability": stability,
        "parameters": {
            say("reach in metres"): network.reach_m,
            say("sensors counted"): say("all placed"),
            **parameters,
        },
        "datasets": (
            *frame.evidence_of(network),
            *frame.datasets_of("areas", "people", "wealth", "settlements"),
        ),
        "exhibits": exhibits,
    }
    if estimate is None:
        return no_estimate(
            **base,  # type: ignore[arg-type]  # one record, two ways to end it
            reason=undefined,
            reading=say(
                "We do not know how the reach of the {network} is spread: {why}.",
                network=within(network.title),
                why=undefined,
            ),
        )
    interval = None
    if replicates is not None:
        interval = possible(draws.interval(replicates), 0.0, most)
    return Draft(
        **base,  # type: ignore[arg-type]
        estimate=estimate,
        state=State.MEASURED,
        interval=interval,
        reading=reading(estimate, sure(interval, measure.unit)),
    )


def sure(interval: Interval | None, unit: str) -> str:
    """The interval within a sentence."""
    if interval is None:
        return say("how surely we do not know")
    return say(
        "the interval goes from {low} to {high}",
        low=figure(interval.low, unit),
        high=figure(interval.high, unit),
    )


def known(values: Floats) -> float | None:
    """The one value of an index; None where it is not defined."""
    value = float(values[0])
    return value if np.isfinite(value) else None


def over_reaches(
    frame: CityFrame,
    network: Network,
    index: Index,
    *,
    holds: Callable[[float], bool] | None = None,
    more: dict[str, str | float] | None = None,
) -> tuple[Setting, ...]:
    """The index at every reach of the grid, with all sensors and without those known to be dead."""
    residents = reach_of(frame, network).residents
    use = residents > 0
    settings = []
    for radius, name, part in tried_by_area(frame, network):
        value = known(index(share_of(part[use], residents[use]), residents[use]))
        settings.append(
            Setting(
                parameters={
                    say("reach in metres"): radius,
                    say("sensors counted"): name,
                    **(more or {}),
                },
                estimate=value,
                holds=None if value is None or holds is None else holds(value),
            )
        )
    return tuple(settings)
