"""Is a count called unreliable only because it is near zero?"""

from collections.abc import Iterator

import numpy as np

from audits.caveat import Caveat, CaveatRule, Severity
from audits.finding import Draft
from audits.frame import CityFrame
from audits.measures.m18_survey_error import least_sure, variation
from audits.stats.survey_error import BANDS, OTHER_BANDS, band, moe_of_proportion
from audits.words import count, number, say

_NARROW = 0.05
"""A share with a margin below five percentage points is known well enough to be drawn on a map."""


def find(frame: CityFrame, draft: Draft) -> Iterator[Caveat]:
    """Raised for reliability flags (M18): bands that disagree, and shares that are known well."""
    if draft.measure.code != "M18" or draft.estimate is None:
        return
    variable = least_sure(frame, frame.dataset(draft.subject))
    if variable is None:
        return
    off, residents = variation(frame, variable), frame.by_area(frame.cell_people)
    one, other = band(off, BANDS), band(off, OTHER_BANDS)
    differ = int(((one != other) & (residents > 0)).sum())
    if differ:
        yield Caveat(
            code="bands_are_convention",
            severity=Severity.NOTE,
            template="With the other common bands ({low} and {high} %) {areas} would get another "
            "word: the bands are a convention.",
            arguments={
                "low": number(100 * OTHER_BANDS[0], 0),
                "high": number(100 * OTHER_BANDS[1], 0),
                "areas": count(differ, "area"),
            },
            about=draft.subject,
        )
    part = frame.area_variable(variable.name)
    moe = moe_of_proportion(part, residents, frame.area_variable(str(variable.moe)), 0.0)
    known_well = int(((one == 2) & np.isfinite(moe) & (moe < _NARROW)).sum())
    if known_well:
        yield Caveat(
            code="variation_near_zero",
            severity=Severity.CARE,
            template="In {areas} the count is called not reliable although the share of residents "
            "is known within 5 percentage points: near zero, use the margin of the share.",
            arguments={"areas": count(known_well, "area")},
            about=draft.subject,
        )


RULE = CaveatRule(
    code="reliability_bands",
    title=say("Bands of reliability"),
    explains=say(
        "Raised where counts are called reliable or not: when another convention would say "
        "otherwise, and when a share near zero is known well although its count varies much."
    ),
    find=find,
)
