"""One finding of one measure on a city, without computing all the others."""

from collections.abc import Callable, Iterable

from audits.finding import Draft, Finding
from audits.frame import CityFrame
from audits.opened import OpenedCity
from audits.run import complete

Compute = Callable[[CityFrame], Iterable[Draft]]


def draft_of(city: OpenedCity, compute: Compute, subject: str) -> Draft:
    """The draft about one network (or feed)."""
    return next(draft for draft in compute(city.frame) if draft.subject == subject)


def finding_of(city: OpenedCity, compute: Compute, subject: str) -> Finding:
    """The same with its caveats."""
    return complete(city.frame, draft_of(city, compute, subject))
