"""How old the datasets behind an area's page are."""

from collections.abc import Iterable

from audits.finding import DatasetAge
from audits.frame import CityFrame


def ages_of(frame: CityFrame, names: Iterable[str]) -> tuple[DatasetAge, ...]:
    """Each of these datasets once, with its last day of observation and its age now."""
    return tuple(
        DatasetAge(
            name=name,
            title=frame.dataset(name).title,
            observed_until=(until := frame.observed_until(name)),
            age_days=None if until is None else (frame.as_of - until).days,
        )
        for name in dict.fromkeys(names)
    )
