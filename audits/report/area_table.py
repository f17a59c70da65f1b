"""A network's areas in rows: what the map shows, for whoever reads tables, or no pictures."""

from collections import Counter
from dataclasses import dataclass

from audits import words
from audits.finding import Finding, State
from audits.geography import Geography

FIRST = 20
"""Areas with most unseen residents: these have a row of their own everywhere, on paper too."""
_MANY = 8
_WHOLE = (words.share(0), words.share(1))


@dataclass(frozen=True, slots=True, kw_only=True)
class AreaColumn:
    """A measure of the network, with the unit its cells leave out."""

    title: str
    unit: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AreaRow:
    """One area: its name, residents, unseen residents and their share, and a cell per column."""

    area: str
    name: str
    people: str
    unseen: str
    share: str
    cells: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class AreaTable:
    """Rows by unseen residents, most first; `notes` say why cells are empty of numbers."""

    columns: tuple[AreaColumn, ...]
    rows: tuple[AreaRow, ...]
    notes: tuple[str, ...]

    @property
    def alike(self) -> tuple[tuple[AreaRow, ...], ...]:
        """Areas that differ in name and residents only, and of which all or none are unseen.

        Below the first rows many areas are like that, and can be told in one sentence.
        """
        groups: dict[tuple[str, ...], list[AreaRow]] = {}
        for row in self.rows[FIRST:]:
            if row.share in _WHOLE:
                groups.setdefault((row.share, *row.cells), []).append(row)
        return tuple(tuple(held) for held in groups.values() if len(held) >= _MANY)

    @property
    def apart(self) -> tuple[AreaRow, ...]:
        """Every other area."""
        told = {row.area for held in self.alike for row in held}
        return tuple(row for row in self.rows if row.area not in told)


def area_table(findings: tuple[Finding, ...], geography: Geography) -> AreaTable | None:
    """The areas of one network, whose findings share one blind spot; None where none is given.

    A measure whose areas are counted in another unit shows there what it was made from, not itself,
    and has no column.
    """
    by_measure = [finding for finding in findings if values_by_area(finding)]
    nowhere = [f for f in by_measure if all(area.value is None for area in f.draft.by_area)]
    if not by_measure:
        return None
    shown = [finding for finding in by_measure if finding not in nowhere]
    unseen = {one.area: one for one in by_measure[0].draft.blind_spot.areas}
    values = [{one.area: one for one in finding.draft.by_area} for finding in shown]
    order = sorted(
        range(len(geography.area_ids)),
        key=lambda i: (
            -(unseen[area].people if (area := geography.area_ids[i]) in unseen else 0),
            geography.names[i],
        ),
    )
    rows = []
    for i in order:
        area, residents = geography.area_ids[i], float(geography.people[i])
        known = residents >= 0  # NaN where the statistics hold nobody
        blind = unseen.get(area)
        rows.append(
            AreaRow(
                area=area,
                name=geography.names[i],
                people=words.people(residents) if known else words.say("unknown"),
                unseen=words.people(blind.people if blind else 0)
                if known
                else words.say("unknown"),
                share=words.share(blind.share if blind else 0)
                if residents > 0
                else words.say("nobody"),
                cells=tuple(
                    _cell(held[area].value, held[area].state, finding.measure.unit)
                    if area in held
                    else words.say(State.NOT_MEASURED.value)
                    for held, finding in zip(values, shown, strict=True)
                ),
            )
        )
    return AreaTable(
        columns=tuple(
            AreaColumn(title=finding.measure.name, unit=finding.measure.unit) for finding in shown
        ),
        rows=tuple(rows),
        notes=_notes(shown, nowhere),
    )


def values_by_area(finding: Finding) -> bool:
    """Whether it says of each area what it says of the city."""
    return bool(finding.draft.by_area) and finding.measure.unit_of_areas == finding.measure.unit


def _cell(value: float | None, state: State, unit: str) -> str:
    return words.figure(value, unit) if value is not None else words.say(state.value)


def _notes(shown: list[Finding], nowhere: list[Finding]) -> tuple[str, ...]:
    """`not measured: no residents (12 areas)`, most areas first; said once, not in each cell.

    A measure without a value in any area has a note in place of a column.
    """
    reasons: Counter[str] = Counter()
    for finding in (*nowhere, *shown):
        reasons.update(
            words.say(
                "{measure}, {state}: {reason}",
                measure=finding.measure.name,
                state=words.say(one.state.value),
                reason=one.reason,
            )
            for one in finding.draft.by_area
            if one.value is None and one.reason
        )
    ranked = sorted(reasons.items(), key=lambda item: (-item[1], item[0]))
    return tuple(
        words.joined("", (said, " (", words.count(many, "area"), ")")) for said, many in ranked
    )
