"""Findings as flat rows for a CSV: each row alone carries caveats, blind spot and age.

Written to a file they are in English, whatever language is spoken: the next program expects it.
"""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from audits import words
from audits.caveat import Caveat
from audits.finding import Finding, Interval, State
from audits.report import phrases

if TYPE_CHECKING:
    from audits.opened import OpenedCity

Row = dict[str, str | int | float | bool | None]

COLUMNS = (
    "city", "invented", "snapshot", "as_of", "measure", "measure_name", "network", "purpose",
    "subject", "of", "dimension", "name", "unit", "value", "state", "reason", "low", "high",
    "people", "observed_until", "age", "not_seen", "footing", "stability", "parameters", "caveats",
)  # fmt: skip


def rows(
    opened: "OpenedCity", measure: str | None = None, network: str | None = None
) -> Iterator[Row]:
    """Everything an opened city's findings say, of everyone, of groups and of areas."""
    geography = opened.geography
    names = dict(zip(geography.area_ids, geography.names, strict=True))
    for finding in opened.findings(measure, network):
        yield from finding_rows(finding, names)


def finding_rows(finding: Finding, names: dict[str, str]) -> Iterator[Row]:
    """One row for everyone, one per group, one per area; `names` are those of the areas, by id."""
    draft, measure = finding.draft, finding.measure
    yield _row(
        finding,
        "everyone",
        None,
        None,
        measure.unit,
        draft.estimate,
        draft.state,
        draft.reason,
        draft.interval,
        draft.footing.people,
    )
    for group in draft.by_group:
        yield _row(
            finding,
            "group",
            group.dimension,
            group.group,
            measure.unit_of_groups,
            group.value,
            group.state,
            group.reason,
            group.interval,
            group.people,
        )
    for area in draft.by_area:
        yield _row(
            finding,
            "area",
            area.area,
            names.get(area.area, area.area),
            measure.unit_of_areas,
            area.value,
            area.state,
            area.reason,
            None,
            None,
        )


def _row(
    finding: Finding,
    of: str,
    dimension: str | None,
    name: str | None,
    unit: str,
    value: float | None,
    state: State,
    reason: str | None,
    interval: Interval | None,
    people: float | None,
) -> Row:
    network, draft = finding.network, finding.draft
    until = finding.observed_until
    cells = (
        finding.city,
        finding.invented,
        finding.snapshot,
        finding.as_of.isoformat(),
        finding.measure.code,
        finding.measure.name,
        network.id if network else None,
        network.purpose if network else None,
        draft.subject,
        of,
        dimension,
        name,
        unit,
        value,
        state.value,
        reason,
        interval.low if interval else None,
        interval.high if interval else None,
        people,
        until.isoformat() if until else None,
        phrases.age(finding),
        words.unseen(finding),
        phrases.footing(draft.footing),
        phrases.stability(finding),
        phrases.parameters(draft.parameters),
        words.joined(" ", (part for c in phrases.by_severity(finding) for part in _marked(c))),
    )
    return dict(zip(COLUMNS, cells, strict=True))


def _marked(caveat: Caveat) -> tuple[str, str]:
    return f"[{caveat.severity.value}]", caveat.text
