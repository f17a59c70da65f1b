"""What a measure says where nothing can be estimated: one draft, in one set of words."""

import numpy as np

from audits.exhibit import Exhibit
from audits.finding import AreaValue, BlindSpot, Draft, Footing, GroupValue, Stability, State
from audits.frame import CityFrame
from audits.measure import Measure
from audits.words import say
from data.city import Network

_NO_INTERVAL = say("no interval: there is no estimate")
NOTHING_TO_VARY = Stability(verdict=None, settings=(), boundaries=say("nothing to vary"))


def no_estimate(
    *,
    measure: Measure,
    network: Network | None,
    subject: str,
    reason: str,
    reading: str,
    blind_spot: BlindSpot,
    footing: Footing,
    parameters: dict[str, str | float],
    datasets: tuple[str, ...],
    state: State = State.NOT_MEASURED,
    interval_meaning: str = "",
    by_group: tuple[GroupValue, ...] = (),
    by_area: tuple[AreaValue, ...] = (),
    stability: Stability = NOTHING_TO_VARY,
    subject_title: str | None = None,
    exhibits: tuple[Exhibit, ...] = (),
) -> Draft:
    """The draft of a measure without its number; `reason` says why there is none.

    `interval_meaning` is that of the values by group: it is told where one of them has an interval.
    """
    told = interval_meaning and any(group.interval is not None for group in by_group)
    return Draft(
        measure=measure,
        network=network,
        subject=subject,
        estimate=None,
        state=state,
        reason=reason,
        interval=None,
        interval_meaning=interval_meaning if told else _NO_INTERVAL,
        reading=reading,
        by_group=by_group,
        by_area=by_area,
        blind_spot=blind_spot,
        footing=footing,
        stability=stability,
        parameters=parameters,
        datasets=datasets,
        subject_title=subject_title,
        exhibits=exhibits,
    )


def no_area_values(
    frame: CityFrame, reason: str, state: State = State.NOT_MEASURED
) -> tuple[AreaValue, ...]:
    """No value for any area, for one reason."""
    return tuple(
        AreaValue(area=area, value=None, state=state, reason=reason)
        for area in frame.geography.area_ids
    )


def all_unseen(frame: CityFrame, reason: str) -> BlindSpot:
    """A blind spot that holds every resident, for one reason."""
    everybody = np.ones(len(frame.cell_people), dtype=bool)
    return frame.blind_spot_of(everybody, ((reason, everybody),))
