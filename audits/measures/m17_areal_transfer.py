"""M17: how wrong is it to spread an area's residents evenly, where somebody counted them closer?"""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from audits.compare import group_values
from audits.exhibit import Bar, Bars, Dot, Quadrants
from audits.finding import AreaValue, Draft, Footing, Setting, Stability, State
from audits.frame import CityFrame, Floats
from audits.measure import Measure
from audits.no_estimate import no_estimate
from audits.per_frame import per_frame
from audits.stats.areal import MassBalance, Overlap, extensive, mass_balance, overlap
from audits.stats.bootstrap import ratios, words_of_areas
from audits.words import count, joined, noun, people, say, several, share

SUBJECT = "settlements"
LEAST_COVERED = (0.5, 0.9, 0.99)
"""Of a settlement so much must lie on areas of the city to be compared; the middle one counts."""
_SHOWN = 12


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class _Spread:
    """Per settlement that was counted and that some area reaches."""

    names: tuple[str, ...]
    counted: Floats
    even: Floats
    """What an even spread of the areas' residents puts inside."""
    covered: Floats
    """Share of it on areas of the city."""
    area: NDArray[np.int64]
    """The area that most of it lies on."""
    balance: MassBalance
    uncounted: int


def compute(frame: CityFrame) -> Iterator[Draft]:
    """One draft, where the city has settlements."""
    if len(frame.geography.settlements):
        yield _draft(frame)


@per_frame
def _overlap(frame: CityFrame) -> Overlap:
    return overlap(
        np.array(frame.geography.polygons, dtype=object),
        np.array(frame.geography.settlements, dtype=object),
    )


def _spread(frame: CityFrame, least_covered: float) -> _Spread:
    table, on = frame.tables["settlement"], _overlap(frame)
    residents = frame.by_area(frame.cell_people)
    counted = table["people"].to_numpy(float) if "people" in table else np.full(len(table), np.nan)
    even = extensive(residents, on)
    use = np.isfinite(counted) & np.isfinite(even) & (on.covered >= least_covered)
    most = np.full(len(counted), -1, dtype=np.int64)
    order = np.argsort(on.area, kind="stable")
    most[on.target[order]] = on.source[order]
    names = table["name"] if "name" in table else table["settlement_id"]
    return _Spread(
        names=tuple(str(name) for name in names[use]),
        counted=counted[use],
        even=even[use],
        covered=on.covered[use],
        area=most[use],
        balance=mass_balance(residents, on),
        uncounted=int((~use).sum()),
    )


def _misplaced(spread: _Spread) -> Floats:
    """Counted residents for whom an even spread leaves no room in their settlement."""
    return np.maximum(spread.counted - spread.even, 0.0)


def _summed(spread: _Spread, of: Floats, areas: int) -> Floats:
    return np.bincount(spread.area, weights=of, minlength=areas).astype(float)


def _draft(frame: CityFrame) -> Draft:
    spread, areas = _spread(frame, LEAST_COVERED[1]), len(frame.geography.area_ids)
    missed, outside = _misplaced(spread), ~frame.cell_in_settlement
    top, bottom = _summed(spread, missed, areas), _summed(spread, spread.counted, areas)
    base = {
        "measure": MEASURE,
        "network": None,
        "subject": SUBJECT,
        "subject_title": several(frame.city.settlement_word),
        "by_area": tuple(_by_area(frame, top, bottom)),
        "blind_spot": frame.blind_spot_of(
            outside,
            (
                (
                    say(
                        "outside every counted {settlement}: no closer count",
                        settlement=frame.city.settlement_word,
                    ),
                    outside,
                ),
            ),
        ),
        "footing": Footing(
            people=float(spread.counted.sum()),
            areas=int((bottom > 0).sum()),
            sensors=0,
        ),
        "stability": _stability(frame),
        "parameters": {
            _least_share(frame): LEAST_COVERED[1],
            say("residents of the areas"): round(spread.balance.held),
            say("put inside by an even spread"): round(spread.balance.carried),
            say("left outside"): round(spread.balance.outside),
        },
        "datasets": frame.datasets_of("settlements", "people", "areas"),
    }
    if spread.counted.sum() <= 0:
        return no_estimate(
            **base,  # type: ignore[arg-type]  # one record, two ways to end it
            reason=say(
                "nobody counted the residents of a {settlement} by itself",
                settlement=frame.city.settlement_word,
            ),
            reading=say(
                "How wrong an even spread of residents is cannot be said: nobody counted the "
                "residents of a {settlement} by itself.",
                settlement=frame.city.settlement_word,
            ),
        )
    split = np.divide(top, bottom, out=np.zeros(areas), where=bottom > 0)
    inside = frame.by_area(frame.group_people * frame.cell_in_settlement[:, None])
    shares = np.divide(
        inside, inside_all := frame.by_area(frame.cell_people * frame.cell_in_settlement)[:, None],
        out=np.zeros_like(inside), where=inside_all > 0,
    )  # fmt: skip
    weights = shares * bottom[:, None]
    values = group_values(frame, frame.draws, weights * split[:, None], weights)
    return Draft(
        **base,  # type: ignore[arg-type]
        estimate=float(missed.sum() / spread.counted.sum()),
        state=State.MEASURED,
        interval=frame.draws.interval(
            ratios(frame.draws.counts, top[:, None], bottom[:, None])[:, 0]
        ),
        interval_meaning=words_of_areas(),
        # A group with nobody inside has nothing that could be misplaced.
        by_group=tuple(v for v, any_of in zip(values, weights.sum(axis=0), strict=True) if any_of),
        reading=_reading(frame, spread, float(missed.sum())),
        exhibits=(_bars(frame, spread), _scatter(frame, spread)),
    )


def _reading(frame: CityFrame, spread: _Spread, missed: float) -> str:
    word, counted = frame.city.settlement_word, float(spread.counted.sum())
    text = [
        say(
            "Spread evenly over their areas, {even} residents would stand inside {settlements}, "
            "where {counted} were counted: for {missed} of them ({share}) an even spread has no "
            "place where they live.",
            even=people(float(spread.even.sum())),
            settlements=count(len(spread.counted), word),
            counted=people(counted),
            missed=people(missed),
            share=share(missed / counted),
        )
    ]
    if spread.uncounted:
        text.append(
            say("{settlements} could not be compared.", settlements=count(spread.uncounted, word))
        )
    account = {
        "held": people(spread.balance.held),
        "inside": people(spread.balance.carried),
        "outside": people(spread.balance.outside),
    }
    text.append(
        say(
            "Of the areas' {held} residents it puts {inside} inside and {outside} outside.",
            **account,
        )
        if spread.balance.closes
        else say(
            "Of the areas' {held} residents it puts {inside} inside and {outside} outside, but "
            "the account does not close: outlines overlap.",
            **account,
        )
    )
    return joined(" ", text)


def _least_share(frame: CityFrame) -> str:
    word = frame.city.settlement_word
    return say("least share of a {settlement} on areas", settlement=word)


def _by_area(frame: CityFrame, top: Floats, bottom: Floats) -> Iterator[AreaValue]:
    for area, missed, counted in zip(frame.geography.area_ids, top, bottom, strict=True):
        if counted > 0:
            yield AreaValue(area=area, value=float(missed / counted), state=State.MEASURED)
        else:
            yield AreaValue(
                area=area,
                value=None,
                state=State.NOT_MEASURED,
                reason=say(
                    "no counted {settlement} lies mostly in it",
                    settlement=frame.city.settlement_word,
                ),
            )


def _stability(frame: CityFrame) -> Stability:
    settings = []
    for least in LEAST_COVERED:
        spread = _spread(frame, least)
        total = float(spread.counted.sum())
        settings.append(
            Setting(
                parameters={_least_share(frame): least},
                estimate=float(_misplaced(spread).sum()) / total if total > 0 else None,
                holds=bool(spread.even.sum() < total) if total > 0 else None,
            )
        )
    return Stability(
        verdict=say("an even spread puts fewer people inside than were counted there"),
        settings=tuple(settings),
        boundaries=say("it is itself a comparison of two boundary sets; no third has been tried"),
    )


def _plural(frame: CityFrame) -> str:
    word = frame.city.settlement_word
    return noun(2, word, f"{word}s")


def _bars(frame: CityFrame, spread: _Spread) -> Bars:
    order = np.argsort(-_misplaced(spread), kind="stable")[:_SHOWN]
    return Bars(
        title=say(
            "People that an even spread puts inside for each one counted: the {many} {settlements} "
            "with most people misplaced",
            many=len(order),
            settlements=_plural(frame),
        ),
        unit=say("times"),
        bars=tuple(
            Bar(
                name=say(
                    "{settlement}, {area} ({people} counted)",
                    settlement=spread.names[i],
                    area=frame.geography.names[spread.area[i]],
                    people=people(float(spread.counted[i])),
                ),
                value=float(spread.even[i] / spread.counted[i]),
            )
            for i in order
            if spread.counted[i] > 0
        ),
        no_difference=1.0,
    )


def _scatter(frame: CityFrame, spread: _Spread) -> Quadrants:
    """By area, since a city may have a thousand settlements."""
    areas = len(frame.geography.area_ids)
    counted, even = (_summed(spread, of, areas) for of in (spread.counted, spread.even))
    residents = frame.by_area(frame.cell_people)
    at = np.flatnonzero((counted > 0) & (residents > 0))
    by_count = np.minimum(counted[at] / residents[at], 1.0)
    by_ground = np.minimum(even[at] / residents[at], 1.0)
    cut = float(counted[at].sum() / residents[at].sum())
    word = frame.city.settlement_word
    return Quadrants(
        title=say(
            "Share of an area's residents inside {settlements}: as counted, and by an even spread",
            settlements=_plural(frame),
        ),
        x_title=say("As counted"),
        x_unit=say("share of people"),
        y_title=say("By an even spread"),
        y_unit=say("share of people"),
        x_cut=cut,
        y_cut=cut,
        corners=(
            say("few counted, much {settlement} ground", settlement=word),
            say("many counted, much {settlement} ground", settlement=word),
            say("few counted, little {settlement} ground", settlement=word),
            say("many counted, little {settlement} ground", settlement=word),
        ),
        dots=tuple(
            Dot(
                name=frame.geography.names[i],
                x=float(x),
                y=float(y),
                people=float(counted[i]),
                area=frame.geography.area_ids[i],
            )
            for i, x, y in zip(at, by_count, by_ground, strict=True)
        ),
    )


MEASURE = Measure(
    code="M17",
    name=say("What an even spread misplaces"),
    question=say(
        "How many people would be put in the wrong place by spreading an area's residents "
        "evenly over it?"
    ),
    asked_by=say(
        "Whoever carries counts of one boundary set to another, as most access studies do."
    ),
    better="nearer to zero",
    success=say("An even spread puts as many people inside settlements as were counted there."),
    formula=say(
        "Σ max(0, counted_t − Σ_s v_s |s∩t|/|s|) ÷ Σ counted_t over settlements t and areas s; "
        "account: Σ v_s = Σ inside + outside."
    ),
    unit=say("share of people"),
    inputs=("area", "settlement", "cell"),
    parameters={
        say("least share on areas"): say(
            "how much of a settlement must lie on areas of the city for it to be compared"
        ),
        say("residents, put inside, left outside"): say("the account: what goes in comes out"),
    },
    citation="Goodchild and Lam 1980; MEASURES M17",
    failure_modes=(
        say("The two counts may be of different years or bases, which shows here as misplacement."),
        say("It counts what is missing inside; who is put there too many stands elsewhere."),
        say(
            "Outside settlements nobody counted closer, so an even spread cannot be checked there."
        ),
    ),
    family="sureness",
    compute=compute,
)
