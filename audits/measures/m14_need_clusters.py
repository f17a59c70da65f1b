"""M14: where do people who need it most live among areas that are reached least?"""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array

from audits.boundaries import boundaries_sentence
from audits.compare import group_values
from audits.exhibit import Classed, Dot, Quadrants
from audits.finding import AreaValue, Draft, Footing, Setting, Stability, State
from audits.frame import CityFrame, Floats
from audits.measure import Measure
from audits.needs import Need, needs
from audits.neighbours import contiguity
from audits.per_frame import per_frame
from audits.reach import group_people, reach_of, share_of, tried_by_area
from audits.stats.moran import (
    LEVEL,
    Ints,
    LocalMoran,
    NoVariationError,
    local_moran,
    moran_replicates,
    neighbours_of,
    row_weights,
    weighted_moran,
)
from audits.words import count, number, people, within
from data.city import Network

BLIND_NEED = "high need, low coverage"
WORDS = (
    "low need, high coverage",
    "low need, low coverage",
    "high need, high coverage",
    BLIND_NEED,
    "not told apart from chance",
    "no neighbours",
)
CORNERS = (
    "low need, high coverage around",
    "high need, high coverage around",
    "low need, low coverage around",
    "high need, low coverage around",
)


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class _Clusters:
    """What was found of the areas that could be compared, and why of the others nothing was."""

    found: LocalMoran | None
    known: NDArray[np.bool_]
    words: tuple[str | None, ...]
    """Per area; None where need or coverage is not known."""
    reason: str | None = None


def compute(frame: CityFrame) -> Iterator[Draft]:
    """One draft per network."""
    for network in frame.city.networks:
        yield _draft(frame, network)


def _clusters(frame: CityFrame, need: Need, share: Floats) -> _Clusters:
    known = np.isfinite(need.value) & np.isfinite(share)
    words = np.full(len(known), None, dtype=object)
    pairs = neighbours_of(known, *contiguity(frame))
    reason = None
    try:
        found = local_moran(need.value[known], share[known], *pairs)
    except NoVariationError:
        reason = "need, or the share within reach, is the same in every area"
    except ValueError:
        reason = "no two areas of which both are known are neighbours"
    if reason is not None:
        return _Clusters(found=None, known=known, words=tuple(words), reason=reason)
    stands_out = found.p_controlled <= LEVEL
    high, low = found.need > 0, found.around < 0
    names = np.select(
        [found.alone, ~stands_out, high & low, high, low],
        [WORDS[5], WORDS[4], WORDS[3], WORDS[2], WORDS[1]],
        WORDS[0],
    )
    words[known] = names
    return _Clusters(found=found, known=known, words=tuple(words))


def _draft(frame: CityFrame, network: Network) -> Draft:
    reach, draws, need = (
        reach_of(frame, network),
        frame.draws_within_reach(network),
        needs(frame)[0],
    )
    share = reach.share
    clusters = _clusters(frame, need, share)
    blind = np.array([word == BLIND_NEED for word in clusters.words])
    tested = np.array([word in WORDS[:5] for word in clusters.words])
    base = {
        "measure": MEASURE,
        "network": network,
        "subject": network.id,
        "interval_meaning": draws.meaning,
        "by_area": tuple(_by_area(frame, clusters)),
        "blind_spot": frame.blind_spot(network),
        "footing": Footing(
            people=float(reach.residents[clusters.known].sum()),
            areas=int(clusters.known.sum()),
            sensors=len(frame.sensors(network).ids),
        ),
        "parameters": {
            "need": need.title,
            "reach in metres": network.reach_m,
            "neighbours": "areas that share a border or a corner",
            "permutations": clusters.found.permutations if clusters.found else "none",
            "false discovery rate": LEVEL,
        },
        "datasets": (
            *frame.evidence_of(network),
            *frame.datasets_of("areas", "people", "settlements"),
            *dict.fromkeys(name for tried in needs(frame) for name in tried.datasets),
        ),
        "stability": _stability(frame, network),
    }
    if clusters.found is None:
        return Draft(
            **base,  # type: ignore[arg-type]  # one record, two ways to end it
            estimate=None,
            state=State.NOT_MEASURED,
            reason=clusters.reason,
            by_group=(),
            interval=None,
            reading=f"Whether the {within(network.title)} leave out where need is high cannot be "
            f"said: {clusters.reason}.",
        )
    residents = group_people(frame) * tested[:, None]
    return Draft(
        **base,  # type: ignore[arg-type]
        by_group=group_values(frame, draws, residents * blind[:, None], residents),
        estimate=clusters.found.overall,
        state=State.MEASURED,
        interval=draws.interval(moran_replicates(clusters.found, draws.counts[:, clusters.known])),
        reading=_reading(network, need, clusters, reach.residents, blind),
        exhibits=(_map(frame, network, need, clusters), _scatter(frame, need, clusters, share)),
    )


def _reading(
    network: Network, need: Need, clusters: _Clusters, residents: Floats, blind: NDArray[np.bool_]
) -> str:
    found = clusters.found
    assert found is not None
    title, what = within(network.title), need.title[:1].lower() + need.title[1:]
    tested = int((~found.alone).sum())
    least = (
        f"In {count(blind.sum(), 'area')}, home to {people(float(residents[blind].sum()))} "
        f"residents, need is high and the areas around are less within reach of the {title} than "
        f"chance would leave them"
        if blind.any()
        else f"No area stands out as one of high need among areas that the {title} reach less than "
        f"chance would leave them"
    )
    lean = "less" if found.overall < 0 else "more"
    sure = (
        f"chance alone does as much in {number(100 * found.overall_p, 1)} of 100 shuffles"
        if found.overall_p > 0.002
        else "chance alone hardly ever does as much"
    )
    text = (
        f"{least} ({tested} areas tested). Over all of them, where need is higher the areas around "
        f"are {lean} within reach: bivariate Moran's I {number(found.overall, 3)}; {sure}. "
        f"Need here is: {what}"
    )
    alone = int(found.alone.sum())
    return text + (f"; {count(alone, 'area')} without neighbours cannot be told." if alone else ".")


def _by_area(frame: CityFrame, clusters: _Clusters) -> Iterator[AreaValue]:
    local = np.full(len(clusters.known), np.nan)
    if clusters.found is not None:
        local[clusters.known] = clusters.found.local
    for area, value, known, word in zip(
        frame.geography.area_ids, local, clusters.known, clusters.words, strict=True
    ):
        if np.isfinite(value):
            yield AreaValue(area=area, value=float(value), state=State.MEASURED)
        elif not known:
            yield AreaValue(
                area=area,
                value=None,
                state=State.NOT_MEASURED,
                reason="no residents in the statistics, or need not stated",
            )
        else:
            yield AreaValue(
                area=area,
                value=None,
                state=State.UNUSABLE,
                reason="no neighbours" if word == WORDS[5] else clusters.reason,
            )


def _map(frame: CityFrame, network: Network, need: Need, clusters: _Clusters) -> Classed:
    return Classed(
        title=f"{need.title} and the reach of the {within(network.title)} around",
        words=WORDS,
        areas=tuple(
            (area, word)
            for area, word in zip(frame.geography.area_ids, clusters.words, strict=True)
            if word is not None
        ),
    )


def _scatter(frame: CityFrame, need: Need, clusters: _Clusters, share: Floats) -> Quadrants:
    found = clusters.found
    assert found is not None
    at = np.flatnonzero(clusters.known)[~found.alone]
    mean, spread = float(share[at].mean()), float(share[at].std())
    around = np.clip(mean + spread * found.around[~found.alone], 0, 1)
    place, residents = frame.geography, frame.by_area(frame.cell_people)
    reasons = {WORDS[5]: "no neighbours", None: "need or residents not stated"}
    return Quadrants(
        title="Need, and the share within reach in the areas around",
        x_title=need.title,
        x_unit=need.unit,
        y_title="Within reach in the areas around",
        y_unit="share of people",
        x_cut=float(need.value[at].mean()),
        y_cut=mean,
        corners=(CORNERS[0], CORNERS[1], CORNERS[2], CORNERS[3]),
        dots=tuple(
            Dot(
                name=place.names[i],
                x=float(need.value[i]),
                y=float(y),
                people=float(residents[i]),
                area=place.area_ids[i],
            )
            for i, y in zip(at, around, strict=True)
        ),
        nothing=tuple(
            (place.names[i], reasons[word])
            for i, word in enumerate(clusters.words)
            if word in reasons
        ),
    )


def _stability(frame: CityFrame, network: Network) -> Stability:
    """Every need that is known, at every reach of the network's grid."""
    residents = frame.by_area(frame.cell_people)
    settings = []
    for need in needs(frame):
        for radius, sensors, reached in tried_by_area(frame, network):
            value = _overall(frame, need, share_of(reached, residents))
            settings.append(
                Setting(
                    parameters={
                        "need": need.title,
                        "reach in metres": radius,
                        "sensors counted": sensors,
                    },
                    estimate=value,
                    holds=None if value is None else value < 0,
                )
            )
    return Stability(
        verdict="where need is higher, the areas around are less within reach",
        settings=tuple(settings),
        boundaries=boundaries_sentence(frame, network),
    )


def _overall(frame: CityFrame, need: Need, share: Floats) -> float | None:
    keep, weights = _joined(frame, need.name, np.isfinite(share).tobytes())
    try:
        return weighted_moran(need.value[keep], share[keep], weights)
    except NoVariationError:
        # Nothing varies, or nobody is left: there is no index to speak of.
        return None


@per_frame
def _joined(frame: CityFrame, need_name: str, known_share: bytes) -> tuple[Ints, csr_array]:
    """Areas with a neighbour where need and coverage are known, and the weights among them."""
    need = next(need for need in needs(frame) if need.name == need_name)
    keep = np.isfinite(need.value) & np.frombuffer(known_share, dtype=np.bool_)
    one, other = neighbours_of(keep, *contiguity(frame))
    joined = np.bincount(one, minlength=int(keep.sum())) > 0
    weights = row_weights(*neighbours_of(joined, one, other), int(joined.sum()))
    return np.flatnonzero(keep)[joined], weights


MEASURE = Measure(
    code="M14",
    name="Need among low coverage",
    question="Where do people whose need is high live among areas that are reached least?",
    asked_by="Whoever sites the next sensor: the place to look at first.",
    better="nearer to zero",
    success="No area of high need lies among areas that are reached less than chance would have "
    "it; for a service the index is not below zero.",
    formula="I_B = Σ z_need,i (W z_cov)_i / n, and its local terms; W: areas that share a border "
    "or a corner, rows adding up to 1; z: standardised. Conditional permutations, both tails, at "
    "least 2n/α of them; Benjamini-Hochberg over the areas.",
    unit="index",
    group_unit="share of people",
    inputs=("cell", "area_variable", "sensor", "area"),
    parameters={
        "need": "the first need of areas that the city declares; poverty where it declares none",
        "reach in metres": "r, stated by the city for each network",
        "sensors counted": "all placed, or without those known to be dead",
        "neighbours": "which areas count as around",
        "permutations": "how often the values of the other areas are shuffled",
        "false discovery rate": "how many of the areas that stand out may do so by chance",
    },
    citation="Anselin, Syabri and Smirnov 2002; Benjamini and Hochberg 1995; MEASURES M14",
    failure_modes=(
        "It sets an area's need against the coverage around it, not against its own.",
        "Results depend on who counts as a neighbour.",
        "An area without neighbours, or whose need nobody stated, is left out and said so.",
        "Areas that do not stand out are not shown to be well: we cannot tell them from chance.",
    ),
    family="need",
    compute=compute,
)
