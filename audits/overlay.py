"""Any coverage or service against any need or trait of people, asked for by a reader.

What comes of it is a finding as any other: with a blind spot, a footing, ages and caveats. It is
made when it is asked for and kept for the snapshot, in `overlaid.py`.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from audits.compare import group_values, per_area_and_group
from audits.corners import usual_supply
from audits.exhibit import Dot, Quadrants
from audits.finding import (
    AreaValue,
    BlindSpot,
    Draft,
    Footing,
    GroupValue,
    Interval,
    Setting,
    Stability,
    State,
)
from audits.frame import CityFrame, Floats
from audits.measure import Measure
from audits.no_estimate import no_estimate
from audits.overlay_sides import FEW, Quantity, residents
from audits.overlay_words import reading, why_no_place
from audits.place_people import FEW as SO_FEW
from audits.stats.association import rank_correlations
from audits.stats.bootstrap import Draws, words_of_services
from audits.stats.rank import concentration_index, fractional_ranks
from audits.supply import LEAST_AREAS
from audits.words import listed, say

_LEAST_RESIDENTS = (0, 1000, 5000)
_CORNERS = (
    say("first high, second low"),
    say("both high"),
    say("both low"),
    say("first low, second high"),
)


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Laid:
    """One quantity laid over another; arrays have shape (areas,)."""

    use: NDArray[np.bool_]
    """Areas that have people and both values."""
    index: float
    """Concentration of the first along the ranking of people by the second; NaN if undefined."""
    correlation: float
    """Spearman's ρ among people; NaN if one of both does not vary."""
    parting: Floats
    """Rank by the second minus rank by the first among people, −1 to 1; NaN outside `use`."""


def laid(cover: Floats, need: Floats, people: Floats) -> Laid | None:
    """Both quantities among people; None where too few areas have both, or the need is one."""
    use = np.isfinite(cover) & np.isfinite(need) & (people > 0)
    if use.sum() < LEAST_AREAS or np.ptp(need[use]) == 0:
        return None
    c, n, w = cover[use], need[use], people[use]
    parting = np.full(len(people), np.nan)
    parting[use] = fractional_ranks(n, w) - fractional_ranks(c, w)
    return Laid(
        use=use,
        index=float(concentration_index(c, n, w)[0]),
        correlation=float(rank_correlations(c, n, w)[0]),
        parting=parting,
    )


def draft(frame: CityFrame, cover: Quantity, need: Quantity, pairs: int) -> Draft:
    """What the pair says; `pairs` is of how many a reader could have chosen it."""
    people, draws = residents(frame), _draws(frame, cover)
    found = laid(cover.value, need.value, people)
    base = {
        "measure": replace(OVERLAY, group_unit=cover.unit, area_unit=cover.unit),
        "network": cover.network,
        "subject": f"{cover.name}-against-{need.name}",
        "interval_meaning": _meaning(draws, cover),
        "by_group": _by_group(frame, cover, draws),
        "by_area": _by_area(frame, cover),
        "blind_spot": _blind_spot(frame, cover),
        "parameters": {
            say("coverage"): cover.title,
            say("need"): need.title,
            say("unit of comparison"): say("areas"),
            say("pairs to choose from"): float(pairs),
            say("made of the same"): listed(
                frame.dataset(name).title for name in cover.datasets if name in need.datasets
            )
            or say("nothing"),
        }
        | (
            {say("reach in metres"): cover.network.reach_m}
            if _reaches(cover) and cover.network
            else {}
        ),
        "datasets": tuple(
            dict.fromkeys(
                (
                    *cover.datasets,
                    *need.datasets,
                    *frame.datasets_of("areas", "people", "wealth", "settlements"),
                )
            )
        ),
    }
    sensors = len(frame.sensors(cover.network).ids) if cover.network else 0
    if found is None or not np.isfinite(found.index):
        why = (
            say("fewer than three areas have both, or all have the same of the second")
            if found is None
            else say("there is none of it in any area that can be compared")
        )
        return no_estimate(
            **base,  # type: ignore[arg-type]  # one record, two ways to end it
            reason=why,
            reading=say(
                "We do not know how “{cover}” goes with “{need}”: {why}.",
                cover=cover.title,
                need=need.title,
                why=why,
            ),
            footing=Footing(people=0.0, areas=0, sensors=sensors),
        )
    between = _interval(cover, need, found, people, draws)
    ranked = draws.interval(
        rank_correlations(
            cover.value[found.use],
            need.value[found.use],
            draws.counts[:, found.use] * people[found.use],
        )
    )
    return Draft(
        **base,  # type: ignore[arg-type]
        estimate=found.index,
        state=State.MEASURED,
        interval=between,
        reading=reading(
            titles=(cover.title, need.title),
            index=found.index,
            interval=between,
            correlation=(found.correlation, ranked),
            short=(_short(found, cover, need, people), frame.people),
            widest=[frame.geography.names[i] for i in _widest(found)],
            left_out=(int((~found.use & (people > 0)).sum()), float(people[~found.use].sum())),
        ),
        footing=Footing(
            people=float(people[found.use].sum()), areas=int(found.use.sum()), sensors=sensors
        ),
        stability=_stability(frame, cover, need, found),
        exhibits=(_quadrants(frame, cover, need, found),),
    )


def _reaches(cover: Quantity) -> bool:
    return cover.reach is not None


def _draws(frame: CityFrame, cover: Quantity) -> Draws:
    """Areas that share the sensors within reach vary together; what stands in one, by itself."""
    if cover.network is not None and _reaches(cover):
        return frame.draws_within_reach(cover.network)
    return frame.draws


def _meaning(draws: Draws, cover: Quantity) -> str:
    if cover.network is not None:
        return draws.meaning
    return words_of_services()


def _interval(
    cover: Quantity, need: Quantity, found: Laid, people: Floats, draws: Draws
) -> Interval | None:
    c, n, w = cover.value[found.use], need.value[found.use], people[found.use]
    replicates = concentration_index(c, n, draws.counts[:, found.use] * w)
    if not _reaches(cover):
        return draws.interval(replicates)
    # How the index adds up the shares of areas, so that what is seen everywhere need not stay so.
    mean = float(c @ w / w.sum())
    leaning = np.zeros(len(people))
    leaning[found.use] = 2 * w * (fractional_ranks(n, w) - 0.5) / (w.sum() * mean)
    return draws.interval(replicates, leaning, mean)


def _by_group(frame: CityFrame, cover: Quantity, draws: Draws) -> tuple[GroupValue, ...]:
    """The coverage where a group lives; within reach, cell by cell, else by the area's average."""
    if cover.reach is not None:
        return group_values(
            frame,
            draws,
            per_area_and_group(frame, cover.reach.astype(float)),
            per_area_and_group(frame, np.ones(len(frame.cell_people))),
        )
    known = np.isfinite(cover.value)
    bottom = frame.group_residents * known[:, None]
    return group_values(frame, draws, bottom * np.where(known, cover.value, 0.0)[:, None], bottom)


def _by_area(frame: CityFrame, cover: Quantity) -> tuple[AreaValue, ...]:
    return tuple(
        AreaValue(area=area, value=float(value), state=State.MEASURED)
        if np.isfinite(value)
        else AreaValue(
            area=area,
            value=None,
            state=State.WITHHELD if why == FEW else State.NOT_MEASURED,
            reason=SO_FEW if why == FEW else why,
        )
        for area, value, why in zip(
            frame.geography.area_ids, cover.value, cover.missing, strict=True
        )
    )


def _blind_spot(frame: CityFrame, cover: Quantity) -> BlindSpot:
    """Out of reach of the network; of a service, where nobody states how much of it there is."""
    if cover.network is not None:
        return frame.blind_spot(cover.network)
    unknown = (~np.isfinite(cover.value))[frame.cell_area]
    why = say("no source states how much of the service there is in the area")
    return frame.blind_spot_of(unknown, ((why, unknown),))


def _short(found: Laid, cover: Quantity, need: Quantity, people: Floats) -> float:
    """Residents of areas with as much of the second as usual or more, and less of the first."""
    cuts = _cuts(found, cover, need, people)
    with np.errstate(invalid="ignore"):
        both = found.use & (need.value >= cuts[1]) & (cover.value < cuts[0])
    return float(people[both].sum())


def _cuts(found: Laid, cover: Quantity, need: Quantity, people: Floats) -> tuple[float, float]:
    """What is usual of the coverage and of the need: what half of the people have, or the least.

    Where half of the people have none of it, any at all is more than usual.
    """
    w = people[found.use]
    return usual_supply(cover.value[found.use], w), usual_supply(need.value[found.use], w)


def _widest(found: Laid) -> list[int]:
    """Three areas where the second most outranks the first."""
    higher = np.flatnonzero(found.use & (found.parting > 0))
    return [int(i) for i in higher[np.argsort(-found.parting[higher], kind="stable")][:3]]


def _quadrants(frame: CityFrame, cover: Quantity, need: Quantity, found: Laid) -> Quadrants:
    place, people = frame.geography, residents(frame)
    y_cut, x_cut = _cuts(found, cover, need, people)
    return Quadrants(
        title=say("Area by area"),
        x_title=need.title,
        x_unit=need.unit,
        y_title=cover.title,
        y_unit=cover.unit,
        x_cut=x_cut,
        y_cut=y_cut,
        corners=_CORNERS,
        dots=tuple(
            Dot(
                name=place.names[i],
                x=float(need.value[i]),
                y=float(cover.value[i]),
                people=float(people[i]),
                area=place.area_ids[i],
            )
            for i in np.flatnonzero(found.use)
        ),
        nothing=tuple(
            (place.area_ids[i], why_no_place(cover.missing[i], need.missing[i]))
            for i in np.flatnonzero(~found.use)
        ),
    )


def _stability(frame: CityFrame, cover: Quantity, need: Quantity, found: Laid) -> Stability:
    settings = list(_settings(frame, cover, need))
    if np.isfinite(found.correlation):
        settings.append(
            Setting(
                parameters={say("index"): say("rank correlation")},
                estimate=found.correlation,
                holds=found.correlation > 0,
            )
        )
    return Stability(
        verdict=say(
            "there is more of the first (“{cover}”) where there is more of the second (“{need}”)",
            cover=cover.title,
            need=need.title,
        ),
        settings=tuple(settings),
        boundaries=say("other boundary sets have not been tried"),
    )


def _settings(frame: CityFrame, cover: Quantity, need: Quantity) -> Iterator[Setting]:
    """Without the smallest areas; at other reaches, where reach is what is counted."""
    people = residents(frame)
    for least in _LEAST_RESIDENTS:
        kept = np.where(people >= least, people, 0.0)
        yield _setting(
            {say("least residents of an area"): least}, laid(cover.value, need.value, kept)
        )
    if cover.network is None or not _reaches(cover):
        return
    for reach in cover.network.reach_grid_m:
        within = frame.distance_alive(cover.network) <= reach
        share = np.full(len(people), np.nan)
        np.divide(frame.by_area(frame.cell_people * within), people, out=share, where=people > 0)
        yield _setting({say("reach in metres"): reach}, laid(share, need.value, people))


def _setting(parameters: dict[str, str | float], found: Laid | None) -> Setting:
    some = found is not None and np.isfinite(found.index)
    return Setting(
        parameters=parameters,
        estimate=found.index if found is not None and some else None,
        holds=found.index > 0 if found is not None and some else None,
    )


OVERLAY = Measure(
    code="overlay",
    name=say("Overlay"),
    question=say("Where people need or are more of one thing, is there more of the other?"),
    asked_by=say(
        "Whoever chooses the pair. Residents ask for another overlay than officials do: "
        "childhood asthma beside traffic (Halegoua)."
    ),
    better="neither",
    success=say(
        "The reader says it before choosing: of a service, more where need is greater; of a "
        "burden, no more for anybody. The software cannot know which is meant."
    ),
    formula=say(
        "C = (2/μ) cov_w(h, r): h the coverage or service of an area, μ its mean among "
        "people, r the fractional rank of people by the need or trait of their area, w residents. "
        "Beside it Spearman's ρ of both, weighted by people, and per area the rank by need minus "
        "the rank by coverage. On the map both are cut into thirds of the people."
    ),
    unit=say("index from −1 to 1"),
    inputs=("area_variable", "area_group", "cell", "sensor", "site"),
    parameters={
        say("coverage"): say("what areas have: the first of the pair"),
        say("need"): say("what their people need or are: the second of the pair, which ranks them"),
        say("unit of comparison"): say("areas are compared, each by its average"),
        say("pairs to choose from"): say(
            "how many pairs this city offers; among so many, some go together by chance"
        ),
        say("made of the same"): say("datasets that both sides rest on"),
        say("reach in metres"): say("how near a sensor must be, where reach is counted"),
    },
    citation=say(
        "Index after Wagstaff, Paci and van Doorslaer 1991 (MEASURES M9), ranked by what the "
        "reader chooses; the question after Halegoua, and after the Social Justice Coalition"
    ),
    failure_modes=(
        say(
            "Among hundreds of pairs some go together by chance: a pair that was looked for and "
            "found proves nothing. Say which pair is meant before looking."
        ),
        say("Going together is not causing, and who was first is not told."),
        say(
            "Areas are compared, not people: inside an area those in need may be far from the "
            "thing."
        ),
        say("Two quantities of one dataset may go together because they were made together."),
        say("Thirds on the map are thirds of the people of this city: “most” may still be little."),
    ),
    family="need",
    compute=lambda _frame: (),
)
"""Its drafts come of pairs that a reader chooses, so a whole audit has none of it."""
