"""What a measure is, said before any data is looked at."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from audits.finding import Draft
    from audits.frame import CityFrame

Family = Literal["reach", "inequality", "need", "silence", "sureness", "remedy"]
"""Who is reached; how unequally; whether need is met; what was not heard; how sure we are; what
would help. A measure stands among its family on screen."""
Better = Literal["higher", "lower", "nearer to zero", "nearer to one", "neither"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Measure:
    """The question, who asked it, what would count as better, and how it is computed."""

    code: str
    """Stable and short (M3); used in links, files and JSON."""
    name: str
    question: str
    asked_by: str
    """Who wants to know, and where they said so."""
    better: Better
    success: str
    """What would count as better, stated before the data."""
    formula: str
    unit: str
    inputs: tuple[str, ...]
    """Marts and columns it reads."""
    parameters: dict[str, str]
    """Parameter -> what it means; values and grids come with each finding."""
    citation: str
    failure_modes: tuple[str, ...]
    """How it misleads."""
    compute: "Callable[[CityFrame], Iterable[Draft]]"
    """One draft per network (or feed) of the city."""
    family: Family = "reach"
    headline: bool = False
    """Whether it stands on the city's first page and in full in the report."""
    group_unit: str | None = None
    """Unit of the values by group, where it is not `unit`."""
    area_unit: str | None = None
    """Unit of the values by area, where it is not `unit`."""
    sql: str | None = None
    """The query, where the measure is SQL."""

    @property
    def unit_of_groups(self) -> str:
        """In what the values by group are counted."""
        return self.group_unit or self.unit

    @property
    def unit_of_areas(self) -> str:
        """In what the values by area are counted."""
        return self.area_unit or self.unit
