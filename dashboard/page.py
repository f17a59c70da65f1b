"""What a page is, and what it is given to show."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from audits.changed import Changes
from audits.finding import Finding
from audits.frame import CityFrame
from audits.geography import Geography
from audits.register import Register
from audits.reviews import Statement
from dashboard.clock import Replay
from dashboard.html import Component
from dashboard.room_moment import NewestAlerts
from dashboard.writing import Writing
from data.city import City


def _no_frame() -> CityFrame:
    raise LookupError("found a view without the city's arrays, expected `frame` to be given")


@dataclass(frozen=True, slots=True, kw_only=True)
class View:
    """One request: the city as it stood when it came, and what the link asks for."""

    city: City
    snapshot: str
    as_of: date
    findings: tuple[Finding, ...]
    geography: Geography
    reviews: tuple[Statement, ...]
    register: Callable[[], Register]
    writing: Writing
    frame: Callable[[], CityFrame] = _no_frame
    """The city as arrays, for pages that gather more than findings hold."""
    changes: Callable[[], Changes | None] = lambda: None
    """What is other than in the snapshot before; None where none is kept."""
    alerts: Callable[[], NewestAlerts | None] = lambda: None
    """Those of the newest moment and which moment that is; None where no feed tells of any."""
    replay: Replay | None = None
    """Set where the server plays stored data as if it arrived now."""
    path: str = "/"
    key: str | None = None
    """What follows the page's path: the key of a finding."""
    query: dict[str, str]

    def finding(self, key: str) -> Finding | None:
        """The finding with this key, if the city has it."""
        return next((finding for finding in self.findings if finding.key == key), None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """One page, declared as PAGE by each file of `dashboard/pages`."""

    path: str
    keyed: bool = False
    """Whether a key follows the path: /measure/M3-cameras."""
    name: str
    """As the navigation says it."""
    order: int | None = None
    """Place in the navigation; None keeps it out."""
    title: Callable[[View], str]
    layout: Callable[[View], Component]
    knows: Callable[[View], bool] = lambda _: True
    """Whether the key names something that exists."""
    moves: bool = False
    """Whether it shows another moment as the clock of a replay goes on."""
