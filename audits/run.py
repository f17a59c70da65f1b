"""Every measure of a city, with everything one must know before believing it."""

from dataclasses import replace

from audits.catalog import all_measures, caveat_rules
from audits.caveat import Caveat
from audits.finding import DatasetAge, Draft, Finding
from audits.frame import CityFrame
from audits.reviews import Statement, caveats_from
from audits.survey import carried, statement


def findings(frame: CityFrame) -> tuple[Finding, ...]:
    """All findings, by measure and then by network, in the manifest's order."""
    return tuple(
        complete(frame, draft) for measure in all_measures() for draft in measure.compute(frame)
    )


def complete(frame: CityFrame, draft: Draft) -> Finding:
    """A draft with the caveats that the rules find (gravest first) and the ages of its data."""
    draft = _with_survey_error(frame, draft)
    caveats = [caveat for rule in caveat_rules() for caveat in rule.find(frame, draft)]
    return Finding(
        city=frame.city.id,
        city_title=frame.city.title,
        invented=frame.city.invented,
        snapshot=frame.snapshot,
        as_of=frame.as_of,
        draft=draft,
        caveats=_gravest_first(caveats),
        datasets=tuple(_age(frame, name) for name in draft.datasets),
        geography=frame.geography,
    )


def _with_survey_error(frame: CityFrame, draft: Draft) -> Draft:
    """The draft, its footing saying which error dominates where groups come from a sample."""
    if draft.footing.survey_error is not None:
        return draft
    errors = carried(frame, draft)
    if not errors:
        return draft
    said = statement(errors, draft.measure.unit_of_groups)
    return replace(draft, footing=replace(draft.footing, survey_error=said))


def contested(finding: Finding, statements: tuple[Statement, ...]) -> Finding:
    """The finding with what review sessions said of it, of its measure and of its datasets."""
    said = caveats_from(
        statements,
        measure_code=finding.measure.code,
        subject=finding.draft.subject,
        datasets=finding.draft.datasets,
    )
    return replace(finding, caveats=_gravest_first([*finding.caveats, *said])) if said else finding


def _gravest_first(caveats: list[Caveat]) -> tuple[Caveat, ...]:
    return tuple(sorted(caveats, key=lambda c: (-c.severity.rank, c.code, c.about, c.text)))


def _age(frame: CityFrame, name: str) -> DatasetAge:
    until = frame.observed_until(name)
    return DatasetAge(
        name=name,
        title=frame.dataset(name).title,
        observed_until=until,
        age_days=None if until is None else (frame.as_of - until).days,
    )
