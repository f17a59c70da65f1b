"""People are spread evenly over ground where we do not know better."""

from collections.abc import Iterator

from audits.caveat import Caveat, CaveatRule, Severity
from audits.finding import Draft
from audits.frame import CityFrame
from audits.per_frame import per_frame
from audits.words import bare, people, say, share


@per_frame
def _inside(frame: CityFrame) -> float:
    """Residents placed inside settlements."""
    return float(frame.cell_people[frame.cell_in_settlement].sum())


@per_frame
def _capped(frame: CityFrame) -> int | None:
    """In how many areas settlements claimed more people than the area has."""
    rows = frame.tables["ledger"]
    rows = rows[rows["rule"] == "settlements_capped"]
    return int(rows["n_rows"].iloc[0]) if len(rows) else None


def find(frame: CityFrame, draft: Draft) -> Iterator[Caveat]:
    """Raised where the finding counts people within distances."""
    if "cell" not in draft.measure.inputs:
        return
    inside, capped = _inside(frame), _capped(frame)
    yield Caveat(
        code="uniform_density",
        severity=Severity.CARE,
        template="People are placed on cells of {cell} m by a rule: {inside} ({share}) inside "
        "{settlement} limits, the rest spread evenly over the rest of their area, parks and water "
        "included. Who lives within a given distance is an estimate.",
        arguments={
            "cell": bare(frame.city.cell_m),
            "inside": people(inside),
            "share": share(inside / frame.people),
            "settlement": frame.city.settlement_word,
        },
        about="people",
    )
    if capped is not None:
        yield Caveat(
            code="settlements_capped",
            severity=Severity.NOTE,
            template="In {count} areas the people counted inside {settlement} limits outnumber the "
            "area's own count; the two have different bases, and the smaller was used.",
            arguments={
                "count": capped,
                "settlement": frame.city.settlement_word,
            },
            about="people",
        )


RULE = CaveatRule(
    code="uniform_density",
    title=say("Where people live inside an area is estimated"),
    explains=say(
        "Raised for every measure that counts people within a distance: the sources give "
        "people per area (and per informal settlement), not per street."
    ),
    find=find,
)
