"""Every measure and every caveat rule, found by looking."""

from functools import cache

from audits import caveats, measures
from audits.caveat import CaveatRule
from audits.measure import Measure
from data.discovery import discover


@cache
def all_measures() -> tuple[Measure, ...]:
    """Measures in the order of their codes."""
    return discover(measures, "MEASURE", Measure)


@cache
def caveat_rules() -> tuple[CaveatRule, ...]:
    """Caveat rules in the order of their file names."""
    return discover(caveats, "RULE", CaveatRule)
