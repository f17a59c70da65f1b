"""Groups whose people were sampled: the published test of who lives where points stand.

It is that of the Spatial Equity Data Tool (MEASURES M7), as its appendix documents it and as its
code computes it.
"""

from dataclasses import dataclass

import numpy as np

from audits.finding import GroupValue
from audits.frame import CityFrame, Floats
from audits.stats.disparity import points_standard_error, z_score
from audits.stats.survey_error import moe_of_proportion, moe_of_sum, standard_error
from audits.survey import sampled_variables
from audits.words import joined, number, say

POINTS = 100.0
"""Percentage points in a share of 1."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SurveyTest:
    """The published test of one group whose people were sampled: both ways it is computed."""

    dimension: str
    group: str
    documented: float
    """Z with the city's standard error, as the appendix says."""
    as_coded: float
    """Z with the city's margin of error in its place, as the tool's results have it."""
    half_width: float
    """1.96 standard errors of the score, as documented."""


def known_of(frame: CityFrame, dimension: str) -> tuple[list[int], Floats]:
    """Columns of a dimension's groups, and their people per area."""
    columns = [i for i, group in enumerate(frame.groups) if group.dimension == dimension]
    return columns, frame.group_residents[:, columns]


def survey_tests(frame: CityFrame, sensors: Floats, scores: Floats) -> tuple[SurveyTest, ...]:
    """The published test, for each group that is counted by one variable with a margin of error."""
    sampled, tests = sampled_variables(frame.city), []
    for dimension in frame.city.dimensions:
        columns, people = known_of(frame, dimension.id)
        everybody = people.sum(axis=1)
        for column in columns:
            name = frame.groups[column].name
            counted = (dimension.shares or {}).get(name, ())
            if len(counted) != 1 or counted[0] not in sampled or not np.isfinite(scores[column]):
                continue
            count_, moe = frame.area_variable(counted[0]), str(sampled[counted[0]].moe)
            margin = frame.area_variable(moe)
            use = (everybody > 0) & np.isfinite(count_) & np.isfinite(margin)
            if sensors[use].sum() == 0:
                continue
            share = moe_of_proportion(count_[use], everybody[use], margin[use], 0.0)
            city = moe_of_sum(margin[use], count_[use]) / everybody[use].sum()
            one = points_standard_error(sensors[use], share[:, None])[0]
            two = standard_error(city)
            tests.append(
                SurveyTest(
                    dimension=dimension.id,
                    group=name,
                    documented=float(z_score(scores[column] / POINTS, one, two)),
                    as_coded=float(z_score(scores[column] / POINTS, one, two, as_coded=True)),
                    half_width=POINTS * 1.96 * float(np.hypot(one, two)),
                )
            )
    return tuple(tests)


def survey_parameters(tests: tuple[SurveyTest, ...]) -> dict[str, str | float]:
    """Both Z of each sampled group, each under the name of how it is computed."""
    found: dict[str, str | float] = {}
    for test in tests:
        if np.isfinite(test.documented):
            documented = say("Z of {group}, as documented", group=test.group)
            coded = say("Z of {group}, as the tool's code has it", group=test.group)
            found[documented] = round(test.documented, 3)
            found[coded] = round(test.as_coded, 3)
    return found


def survey_words(tests: tuple[SurveyTest, ...], values: tuple[GroupValue, ...]) -> str | None:
    """For each sampled group, whether the survey or the place of the sensors blurs it more."""
    told = []
    for i, test in enumerate(tests):
        if i and test.half_width == tests[i - 1].half_width:
            continue  # the other side of one split
        own = next(v for v in values if (v.dimension, v.group) == (test.dimension, test.group))
        if own.interval is not None:
            half = (own.interval.high - own.interval.low) / 2
            given = {
                "group": test.group,
                "survey": number(test.half_width),
                "sensors": number(half),
            }
            told.append(
                say(
                    "for {group} ±{survey} percentage points from the survey against ±{sensors} "
                    "from where the sensors stand: the survey dominates",
                    **given,
                )
                if test.half_width > half
                else say(
                    "for {group} ±{survey} percentage points from the survey against ±{sensors} "
                    "from where the sensors stand: where the sensors stand dominates",
                    **given,
                )
            )
    return joined("; ", told) if told else None
