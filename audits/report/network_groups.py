"""What several measures of one network say of the same groups, side by side in one table."""

from dataclasses import dataclass

from audits import words
from audits.finding import Finding, GroupValue
from audits.report.repeats import told_by


@dataclass(frozen=True, slots=True, kw_only=True)
class GroupRow:
    """One group: its people, and what each measure says of it, with its interval."""

    dimension: str
    group: str
    people: str
    unseen: str
    """How many of them the network does not see, and which share that is."""
    cells: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class NetworkGroups:
    """The measures in columns, the groups in rows, in the manifest's order."""

    columns: tuple[Finding, ...]
    rows: tuple[GroupRow, ...]


def network_groups(
    findings: tuple[Finding, ...], without: frozenset[str] = frozenset()
) -> NetworkGroups | None:
    """The groups of these findings of one network; None where none has any.

    Findings that repeat the groups of an earlier one have no column; dimensions in `without` have
    no rows.
    """
    shown = tuple(one for one in findings if one.draft.by_group and told_by(one, findings) is None)
    spot = findings[0].draft.blind_spot if findings else None
    blind = {(b.dimension, b.group): b for b in spot.by_group} if spot else {}
    by_finding = [{(g.dimension, g.group): g for g in one.draft.by_group} for one in shown]
    groups = dict.fromkeys(key for held in by_finding for key in held if key[0] not in without)
    rows = tuple(
        GroupRow(
            dimension=dimension,
            group=group,
            people=next(
                words.people(held[dimension, group].people)
                for held in by_finding
                if (dimension, group) in held
            ),
            unseen=(
                words.joined(", ", (words.people(unseen.people), words.share(unseen.share)))
                if (unseen := blind.get((dimension, group)))
                else words.say("not known")
            ),
            cells=tuple(
                _cell(held.get((dimension, group)), one.measure.unit_of_groups)
                for held, one in zip(by_finding, shown, strict=True)
            ),
        )
        for dimension, group in groups
    )
    return NetworkGroups(columns=shown, rows=rows) if rows else None


def _cell(value: GroupValue | None, unit: str) -> str:
    if value is None:
        return words.say("not asked")
    if value.value is None:
        return words.value_or_reason(None, value.state, unit, value.reason)
    said = words.figure(value.value, unit)
    return (
        words.joined(", ", (said, words.interval(value.interval, unit))) if value.interval else said
    )
