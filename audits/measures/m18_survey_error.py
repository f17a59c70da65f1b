"""M18: how far may the sampled counts be off, and where are they too far off to use?"""

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from audits.compare import group_values
from audits.exhibit import Bar, Bars, Classed
from audits.finding import AreaValue, BlindSpot, Draft, Footing, Setting, Stability, State
from audits.frame import CityFrame, Floats
from audits.measure import Measure
from audits.no_estimate import all_unseen, no_area_values, no_estimate
from audits.stats.bootstrap import ratios, words_of_areas
from audits.stats.survey_error import (
    BAND_WORDS,
    BANDS,
    OTHER_BANDS,
    band,
    coefficient_of_variation,
    moe_of_sum,
)
from audits.words import joined, listed, people, say, share, within
from data.city import Dataset, Variable

ROLES = ("people", "wealth")
"""Whose counts are asked for a margin of error."""


def compute(frame: CityFrame) -> Iterator[Draft]:
    """One draft per census or wealth dataset, and per other dataset that states margins."""
    for dataset in frame.city.datasets:
        sampled = tuple(v for v in dataset.variables if v.moe is not None)
        if sampled:
            yield _measured(frame, dataset, sampled)
        elif dataset.role in ROLES:
            yield _nothing(frame, dataset, say("nobody states a margin of error"))


def variation(frame: CityFrame, variable: Variable) -> Floats:
    """Per area, standard error ÷ count; NaN where either is unknown, or the count is 0."""
    estimate, moe = frame.area_variable(variable.name), frame.area_variable(str(variable.moe))
    return coefficient_of_variation(estimate, moe)


def least_sure(frame: CityFrame, dataset: Dataset) -> Variable | None:
    """The sampled variable of a dataset whose count is least sure in the middle area."""
    sampled = [v for v in dataset.variables if v.moe is not None]
    middles = {v.name: variation(frame, v) for v in sampled}
    known = [v for v in sampled if np.isfinite(middles[v.name]).any()]
    return max(known, key=lambda v: float(np.nanmedian(middles[v.name])), default=None)


def _measured(frame: CityFrame, dataset: Dataset, sampled: tuple[Variable, ...]) -> Draft:
    residents = frame.by_area(frame.cell_people)
    worst = least_sure(frame, dataset)
    off = variation(frame, worst or sampled[0])
    known = np.isfinite(off) & (residents > 0)
    if worst is None or not known.any():
        return _nothing(
            frame,
            dataset,
            say("no area has both a count above zero and its margin of error"),
        )
    bands = band(off, BANDS)
    care = known & (bands > 0)
    bottom = frame.group_residents * known[:, None]
    top = residents * care
    estimate = float(top.sum() / residents[known].sum())
    drawn = ratios(frame.draws.counts, top[:, None], (residents * known)[:, None])[:, 0]
    return Draft(
        measure=MEASURE,
        network=None,
        subject=dataset.name,
        estimate=estimate,
        state=State.MEASURED,
        interval=frame.draws.share_interval(estimate, drawn, residents * known),
        interval_meaning=words_of_areas(),
        reading=_reading(frame, worst, off, known, bands),
        by_group=group_values(frame, frame.draws, bottom * care[:, None], bottom),
        by_area=tuple(_by_area(frame, worst, off, residents)),
        blind_spot=_blind_spot(frame, known, worst),
        footing=Footing(
            people=float(residents[known].sum()),
            areas=int(known.sum()),
            sensors=0,
            survey_error=say("the {what} are estimated from a sample", what=within(worst.title)),
        ),
        stability=_stability(residents, off, known),
        parameters={
            say("variable"): worst.title,
            say("reliable up to"): BANDS[0],
            say("not reliable above"): BANDS[1],
        },
        datasets=(dataset.name, *_ground(frame, dataset)),
        exhibits=(_bars(frame, sampled, residents), _classed(frame, worst, bands, residents)),
    )


def _ground(frame: CityFrame, dataset: Dataset) -> tuple[str, ...]:
    return tuple(n for n in frame.datasets_of("areas", "people", "wealth") if n != dataset.name)


def _reading(
    frame: CityFrame,
    variable: Variable,
    off: Floats,
    known: NDArray[np.bool_],
    bands: NDArray[np.int64],
) -> str:
    residents = frame.by_area(frame.cell_people)
    count, moe = frame.area_variable(variable.name), frame.area_variable(str(variable.moe))
    held = np.array([residents[known & (bands == i)].sum() for i in range(3)])
    shares = [share(float(part / held.sum())) for part in held]
    total = float(np.nansum(count))
    use = np.isfinite(count) & np.isfinite(moe)
    whole = moe_of_sum(moe[use], count[use])
    return say(
        "{what} are estimated from a sample. For the whole city that is {total}, give or take "
        "{margin}; in the middle area the standard error is {middle} of the count. By a common "
        "rule {reliable} of residents live where the count is reliable, {care} where it is to be "
        "used with care, {unreliable} where it is not reliable. The bands are a convention; in "
        "small areas a count near zero looks worse than its share is.",
        what=variable.title,
        total=people(total),
        margin=people(whole),
        middle=share(float(np.median(off[known]))),
        reliable=shares[0],
        care=shares[1],
        unreliable=shares[2],
    )


def _by_area(
    frame: CityFrame, variable: Variable, off: Floats, residents: Floats
) -> Iterator[AreaValue]:
    count = frame.area_variable(variable.name)
    for i, area in enumerate(frame.geography.area_ids):
        if np.isfinite(off[i]) and residents[i] > 0:
            yield AreaValue(area=area, value=float(off[i]), state=State.MEASURED)
        elif residents[i] == 0:
            yield AreaValue(
                area=area,
                value=None,
                state=State.NOT_MEASURED,
                reason=say("no residents in the statistics"),
            )
        elif count[i] == 0:
            yield AreaValue(
                area=area,
                value=None,
                state=State.UNUSABLE,
                reason=say("the count is zero, and no error is a share of zero; use its margin"),
            )
        else:
            yield AreaValue(
                area=area,
                value=None,
                state=State.NOT_MEASURED,
                reason=say("no count, or no margin of error, is stated"),
            )


def _blind_spot(frame: CityFrame, known: NDArray[np.bool_], variable: Variable) -> BlindSpot:
    unseen = ~known[frame.cell_area]
    why = say("no error of the {what} is known there", what=within(variable.title))
    return frame.blind_spot_of(unseen, ((why, unseen),))


def _stability(residents: Floats, off: Floats, known: NDArray[np.bool_]) -> Stability:
    settings = []
    for low, high in (BANDS, OTHER_BANDS):
        care = known & (band(off, (low, high)) > 0)
        found = float(residents[care].sum() / residents[known].sum())
        settings.append(
            Setting(
                parameters={say("reliable up to"): low, say("not reliable above"): high},
                estimate=found,
                holds=found > 0.5,
            )
        )
    return Stability(
        verdict=say("most residents live where the count needs care"),
        settings=tuple(settings),
        boundaries=say("not applicable: the error belongs to the areas that were sampled"),
    )


def _bars(frame: CityFrame, sampled: tuple[Variable, ...], residents: Floats) -> Bars:
    """Standard error over count in the middle area, and between the best and worst tenth."""
    bars = []
    for variable in sampled:
        off = variation(frame, variable)
        off = off[np.isfinite(off) & (residents > 0)]
        if len(off):
            low, middle, high = np.quantile(off, [0.1, 0.5, 0.9])
            bars.append(
                Bar(
                    name=say(
                        "{what}: middle area; bar from best to worst tenth", what=variable.title
                    ),
                    value=float(middle),
                    low=float(low),
                    high=float(high),
                )
            )
        else:
            bars.append(
                Bar(name=variable.title, value=None, reason=say("no margin of error stated"))
            )
    return Bars(
        title=say("Standard error as a share of the count"),
        unit=say("share of the count"),
        bars=tuple(bars),
        no_difference=BANDS[0],
    )


def _classed(
    frame: CityFrame, variable: Variable, bands: NDArray[np.int64], residents: Floats
) -> Classed:
    return Classed(
        title=say("How reliable the count is: {what}", what=within(variable.title)),
        words=BAND_WORDS,
        areas=tuple(
            (area, BAND_WORDS[bands[i]])
            for i, area in enumerate(frame.geography.area_ids)
            if bands[i] >= 0 and residents[i] > 0
        ),
    )


def _nothing(frame: CityFrame, dataset: Dataset, why: str) -> Draft:
    names = listed([within(v.title) for v in dataset.variables], 3)
    unknown = (
        say(
            "We do not know how far the numbers of “{dataset}” ({names}) may be off: {why}.",
            dataset=dataset.title,
            names=names,
            why=why,
        )
        if names
        else say(
            "We do not know how far the numbers of “{dataset}” may be off: {why}.",
            dataset=dataset.title,
            why=why,
        )
    )
    census = say(
        "A count of everybody has errors too, of whom it missed and whom it counted twice."
    )
    return no_estimate(
        measure=MEASURE,
        network=None,
        subject=dataset.name,
        reason=why,
        reading=joined(" ", (unknown, census)),
        by_area=no_area_values(frame, why),
        blind_spot=all_unseen(frame, why),
        footing=Footing(
            people=frame.people,
            areas=int((frame.by_area(frame.cell_people) > 0).sum()),
            sensors=0,
        ),
        parameters={},
        datasets=(dataset.name, *_ground(frame, dataset)),
    )


MEASURE = Measure(
    code="M18",
    name=say("Survey error and reliability"),
    question=say("How far may the sampled counts be off, and where are they too far off to use?"),
    asked_by=say("Whoever compares two neighbourhoods by a number that was asked of a few."),
    better="lower",
    success=say(
        "Every count states its margin of error, and most people live where it is reliable."
    ),
    formula=say(
        "CV = (MOE ÷ 1.645) ÷ count per area; the share of people in areas whose CV is above "
        "12 % (in parameters: the bands)"
    ),
    unit=say("share of people in areas whose count needs care"),
    inputs=("area_variable", "cell"),
    parameters={
        say("variable"): say("the least sure count of the dataset"),
        say("reliable up to"): say("CV up to which a count is called reliable"),
        say("not reliable above"): say("CV above which it is called not reliable"),
    },
    citation=say(
        "MEASURES M18, after the U.S. Census Bureau's rules for margins of error; bands of "
        "Esri, and of the Housing Assistance Council as the other setting"
    ),
    failure_modes=(
        say(
            "The coefficient of variation explodes for counts near zero; there the margin of the "
            "share says more."
        ),
        say("The bands are a convention: another common one is 15 and 30 %."),
        say("Margins hold the sampling error alone, not whom the survey never reached."),
    ),
    family="sureness",
    area_unit=say("share of the count"),
    compute=compute,
)
