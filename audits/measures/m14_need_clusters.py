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
from audits.no_estimate import no_estimate
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
from audits.words import count, joined, number, people, say, within
from data.city import Network
from data.said import again

BLIND_NEED = say("high need, low coverage")
WORDS = (
    say("low need, high coverage"),
    say("low need, low coverage"),
    say("high need, high coverage"),
    BLIND_NEED,
    say("not told apart from chance"),
    say("no neighbours"),
)
CORNERS = (
    say("low need, high coverage around"),
    say("high need, high coverage around"),
    say("low need, low coverage around"),
    say("high need, low coverage around"),
)


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class _Clusters:
    """What was found of the areas that could be compared, and why of the others nothing was."""

    found: LocalMoran | None
    known: NDArray[np.bool_]
    words: tuple[str | None, ...]
    """Per area; None where need or coverage is not known."""
    reason: str = ""
    """Why nothing was found; empty where something was."""


def compute(frame: CityFrame) -> Iterator[Draft]:
    """One draft per network."""
    for network in frame.city.networks:
        yield _draft(frame, network)


def _clusters(frame: CityFrame, need: Need, share: Floats) -> _Clusters:
    known = np.isfinite(need.value) & np.isfinite(share)
    words = np.full(len(known), None, dtype=object)
    pairs = neighbours_of(known, *contiguity(frame))
    reason = ""
    try:
        found = local_moran(need.value[known], share[known], *pairs)
    except NoVariationError:
        reason = say("need, or the share within reach, is the same in every area")
    except ValueError:
        reason = say("no two areas of which both are known are neighbours")
    if reason:
        return _Clusters(found=None, known=known, words=tuple(words), reason=reason)
    stands_out = found.p_controlled <= LEVEL
    high, low = found.need > 0, found.around < 0
    word = np.select([found.alone, ~stands_out, high & low, high, low], [5, 4, 3, 2, 1], 0)
    words[known] = np.array(WORDS, dtype=object)[word]
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
        "by_area": tuple(_by_area(frame, clusters)),
        "blind_spot": frame.blind_spot(network),
        "footing": Footing(
            people=float(reach.residents[clusters.known].sum()),
            areas=int(clusters.known.sum()),
            sensors=len(frame.sensors(network).ids),
        ),
        "parameters": {
            say("need"): need.title,
            say("reach in metres"): network.reach_m,
            say("neighbours"): say("areas that share a border or a corner"),
            say("permutations"): clusters.found.permutations if clusters.found else say("none"),
            say("false discovery rate"): LEVEL,
        },
        "datasets": (
            *frame.evidence_of(network),
            *frame.datasets_of("areas", "people", "settlements"),
            *dict.fromkeys(name for tried in needs(frame) for name in tried.datasets),
        ),
        "stability": _stability(frame, network),
    }
    if clusters.found is None:
        return no_estimate(
            **base,  # type: ignore[arg-type]  # one record, two ways to end it
            reason=clusters.reason,
            reading=say(
                "Whether the {network} leave out where need is high cannot be said: {reason}.",
                network=within(network.title),
                reason=clusters.reason,
            ),
        )
    residents = group_people(frame) * tested[:, None]
    return Draft(
        **base,  # type: ignore[arg-type]
        by_group=group_values(frame, draws, residents * blind[:, None], residents),
        estimate=clusters.found.overall,
        state=State.MEASURED,
        interval=draws.interval(moran_replicates(clusters.found, draws.counts[:, clusters.known])),
        interval_meaning=draws.meaning,
        reading=_reading(network, need, clusters, reach.residents, blind),
        exhibits=(_map(frame, network, need, clusters), _scatter(frame, need, clusters, share)),
    )


def _reading(
    network: Network, need: Need, clusters: _Clusters, residents: Floats, blind: NDArray[np.bool_]
) -> str:
    found = clusters.found
    assert found is not None
    title, what = within(network.title), _first_lowered(need.title)
    tested, value = int((~found.alone).sum()), number(found.overall, 3)
    least = (
        say(
            "In {areas}, home to {people} residents, need is high and the areas around are less "
            "within reach of the {network} than chance would leave them ({tested} areas tested).",
            areas=count(int(blind.sum()), "area"),
            people=people(float(residents[blind].sum())),
            network=title,
            tested=tested,
        )
        if blind.any()
        else say(
            "No area stands out as one of high need among areas that the {network} reach less "
            "than chance would leave them ({tested} areas tested).",
            network=title,
            tested=tested,
        )
    )
    sure = (
        say(
            "chance alone does as much in {n} of 100 shuffles",
            n=number(100 * found.overall_p, 1),
        )
        if found.overall_p > 0.002
        else say("chance alone hardly ever does as much")
    )
    lean = (
        say(
            "Over all of them, where need is higher the areas around are less within reach: "
            "bivariate Moran's I {value}; {sure}.",
            value=value,
            sure=sure,
        )
        if found.overall < 0
        else say(
            "Over all of them, where need is higher the areas around are more within reach: "
            "bivariate Moran's I {value}; {sure}.",
            value=value,
            sure=sure,
        )
    )
    alone = int(found.alone.sum())
    about = (
        say(
            "Need here is: {need}; {areas} without neighbours cannot be told.",
            need=what,
            areas=count(alone, "area"),
        )
        if alone
        else say("Need here is: {need}.", need=what)
    )
    return joined(" ", (least, lean, about))


@again
def _first_lowered(title: str) -> str:
    said = str(title)
    return said[:1].lower() + said[1:]


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
                reason=say("no residents in the statistics, or need not stated"),
            )
        else:
            yield AreaValue(
                area=area,
                value=None,
                state=State.UNUSABLE,
                reason=say("no neighbours") if word == WORDS[5] else clusters.reason,
            )


def _map(frame: CityFrame, network: Network, need: Need, clusters: _Clusters) -> Classed:
    return Classed(
        title=say(
            "{need} and the reach of the {network} around",
            need=need.title,
            network=within(network.title),
        ),
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
    reasons = {WORDS[5]: WORDS[5], None: say("need or residents not stated")}
    return Quadrants(
        title=say("Need, and the share within reach in the areas around"),
        x_title=need.title,
        x_unit=need.unit,
        y_title=say("Within reach in the areas around"),
        y_unit=say("share of people"),
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
                        say("need"): need.title,
                        say("reach in metres"): radius,
                        say("sensors counted"): sensors,
                    },
                    estimate=value,
                    holds=None if value is None else value < 0,
                )
            )
    return Stability(
        verdict=say("where need is higher, the areas around are less within reach"),
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
    name=say("Need among low coverage"),
    question=say("Where do people whose need is high live among areas that are reached least?"),
    asked_by=say("Whoever sites the next sensor: the place to look at first."),
    better="nearer to zero",
    success=say(
        "No area of high need lies among areas that are reached less than chance would have "
        "it; for a service the index is not below zero."
    ),
    formula=say(
        "I_B = Σ z_need,i (W z_cov)_i / n, and its local terms; W: areas that share a border "
        "or a corner, rows adding up to 1; z: standardised. Conditional permutations, both tails, "
        "at least 2n/α of them; Benjamini-Hochberg over the areas."
    ),
    unit=say("index"),
    group_unit=say("share of people"),
    inputs=("cell", "area_variable", "sensor", "area"),
    parameters={
        say("need"): say(
            "the first need of areas that the city declares; poverty where it declares none"
        ),
        say("reach in metres"): say("r, stated by the city for each network"),
        say("sensors counted"): say("all placed, or without those known to be dead"),
        say("neighbours"): say("which areas count as around"),
        say("permutations"): say("how often the values of the other areas are shuffled"),
        say("false discovery rate"): say(
            "how many of the areas that stand out may do so by chance"
        ),
    },
    citation="Anselin, Syabri and Smirnov 2002; Benjamini and Hochberg 1995; MEASURES M14",
    failure_modes=(
        say("It sets an area's need against the coverage around it, not against its own."),
        say("Results depend on who counts as a neighbour."),
        say("An area without neighbours, or whose need nobody stated, is left out and said so."),
        say(
            "Areas that do not stand out are not shown to be well: we cannot tell them from chance."
        ),
    ),
    family="need",
    compute=compute,
)
