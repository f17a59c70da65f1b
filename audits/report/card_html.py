"""A finding as it shows itself in a notebook: one small piece of HTML that needs nothing else."""

from collections.abc import Iterable
from functools import cache
from html import escape

from audits import words
from audits.caveat import Caveat
from audits.finding import Finding, GroupValue
from audits.report import phrases
from audits.report.exhibit_svg import exhibit_svg
from audits.report.exhibit_table import exhibit_table, said_rows
from audits.report.paint import stylesheet

_MOST_NOTES = 3
_COARSE = 2.5
"""Detail of a map that is never wider than half a page."""
_STYLE = """
.penumbra-card{--pc-ink:#1b1f24;--pc-muted:#5a5f66;--pc-rule:#d6d4cd;--pc-paper:#fff;
--pc-warn:#a3460c;color:var(--pc-ink);background:var(--pc-paper);border:1px solid var(--pc-rule);
border-top:3px solid var(--pc-ink);padding:12px 16px;max-width:46rem;
font:14px/1.45 system-ui,sans-serif;font-variant-numeric:tabular-nums}
@media (prefers-color-scheme:dark){.penumbra-card{--pc-ink:#e8e6e1;--pc-muted:#a3a9b0;
--pc-rule:#3a4046;--pc-paper:#14171a;--pc-warn:#f0a067}}
.penumbra-card p{margin:0 0 8px}.penumbra-card .pc-muted{color:var(--pc-muted)}
.penumbra-card .pc-value{font-size:28px;font-weight:600;line-height:1.15}
.penumbra-card ul{margin:0 0 8px;padding:0;list-style:none;border-top:1px solid var(--pc-rule)}
.penumbra-card li{padding:4px 0;border-bottom:1px solid var(--pc-rule)}
.penumbra-card .pc-strong{color:var(--pc-warn);font-weight:650}
.penumbra-card .pc-light{font-weight:650}
.penumbra-card table{border-collapse:collapse;margin:0 0 8px;background:none;color:inherit}
.penumbra-card caption{text-align:left;color:var(--pc-muted)}
.penumbra-card th,.penumbra-card td{padding:2px 16px 2px 0;text-align:right;font-weight:400;
border-top:1px solid var(--pc-rule);background:none;color:inherit}
.penumbra-card th:first-child{text-align:left}
"""


def card(finding: Finding) -> str:
    """Question, number, interval, age, footing, blind spot, every caveat and the groups."""
    measure, draft = finding.measure, finding.draft
    invented = (
        f'<p class="pc-strong">{escape(finding.city_title)} is an invented city.</p>'
        if finding.invented
        else ""
    )
    return (
        f'<div class="penumbra-card" data-finding="{escape(finding.key)}">'
        f"<style>{_STYLE}{_dark()}</style>"
        f"<p><strong>{escape(measure.name)}</strong>"
        f' <span class="pc-muted">{escape(words.subject(finding))} · {escape(measure.code)} ·'
        f" {escape(finding.city_title)}</span></p>{invented}"
        f'<p class="pc-muted"><em>{escape(measure.question)}</em></p>'
        f'<p><span class="pc-value">{_value(finding)}</span>'
        f' <span class="pc-muted">{escape(_beside(finding))}</span></p>'
        f"<p>{escape(draft.reading)}</p>"
        f"<p><strong>{escape(words.unseen(finding))}</strong>"
        f' <span class="pc-muted">{escape(phrases.why_unseen(finding))}</span></p>'
        f"{_caveats(finding)}"
        f'<p class="pc-muted"><strong>Age.</strong> <span class="pc-age">'
        f"{escape(phrases.age(finding))}</span> <strong>Rests on</strong>"
        f" {escape(phrases.footing(draft.footing))} <strong>Interval.</strong>"
        f" {escape(words.sentence(draft.interval_meaning))} <strong>Other choices.</strong>"
        f" {escape(phrases.stability(finding))}</p>"
        f"{_groups(draft.by_group, measure.unit_of_groups)}"
        f"{_exhibits(finding)}"
        f'<p class="pc-muted">Snapshot <code>{escape(finding.snapshot)}</code>,'
        f" as of {words.day(finding.as_of)}.</p></div>"
    )


def _value(finding: Finding) -> str:
    draft = finding.draft
    if draft.estimate is None:
        return escape(draft.state.value)
    return escape(words.figure(draft.estimate, finding.measure.unit))


def _beside(finding: Finding) -> str:
    """Unit and interval of a number, or why there is none; and why not to lean on it."""
    draft, unit = finding.draft, finding.measure.unit
    if draft.estimate is None:
        return draft.reason or ""
    said = f"{unit}, {words.interval(draft.interval, unit)}"
    return "; ".join([said, *phrases.doubts(finding)])


def _caveats(finding: Finding) -> str:
    """Those that ask for care in full, mere notes folded away where there are many."""
    ordered = phrases.by_severity(finding)
    grave = [caveat for caveat in ordered if caveat.severity.rank > 0]
    notes = [caveat for caveat in ordered if caveat.severity.rank == 0]
    if len(notes) <= _MOST_NOTES:
        return f"<ul>{_items(ordered)}</ul>"
    folded = f"<details><summary>{len(notes)} notes</summary><ul>{_items(notes)}</ul></details>"
    return f"<ul>{_items(grave)}</ul>{folded}" if grave else folded


def _items(caveats: Iterable[Caveat]) -> str:
    return "".join(
        f'<li><span class="{"pc-strong" if caveat.severity.rank > 1 else "pc-light"}">'
        f"{caveat.severity.value}:</span> {escape(caveat.text)}"
        f' <span class="pc-muted">({escape(phrases.raised(caveat.raised_by))})</span></li>'
        for caveat in caveats
    )


def _groups(groups: tuple[GroupValue, ...], unit: str) -> str:
    if not groups:
        return ""
    rows = "".join(
        f'<tr><th scope="row">{escape(group.group)}</th>'
        + (
            f"<td>{escape(words.figure(group.value, unit))}</td>"
            f"<td>{escape(words.interval(group.interval, unit))}</td>"
            if group.value is not None
            else f'<td colspan="2"><em>'
            f"{escape(words.value_or_reason(None, group.state, unit, group.reason))}</em></td>"
        )
        + f"<td>{escape(words.people(group.people))}</td></tr>"
        for group in groups
    )
    return (
        f"<table><caption>By group ({escape(unit)})</caption><thead><tr>"
        '<th scope="col">Group</th><th scope="col">Value</th><th scope="col">Interval</th>'
        f'<th scope="col">People</th></tr></thead><tbody>{rows}</tbody></table>'
    )


def _exhibits(finding: Finding) -> str:
    """Each figure with its rows folded below it."""
    ground = finding.geography
    if ground is None:
        return ""
    made = []
    for index, exhibit in enumerate(finding.draft.exhibits):
        drawn = exhibit_svg(
            exhibit,
            ground,
            prefix=f"card-{finding.key}-{index}",
            blind=finding.draft.blind_spot,
            coarse=_COARSE,
        )
        table = exhibit_table(exhibit, ground)
        heads = "".join(f'<th scope="col">{escape(name)}</th>' for name in table.columns)
        rows = "".join(
            f'<tr><th scope="row">{escape(first)}</th>'
            + "".join(f"<td>{escape(cell)}</td>" for cell in rest)
            + "</tr>"
            for first, *rest in said_rows(table)
        )
        made.append(
            f"<p><strong>{escape(exhibit.title)}</strong></p>"
            f'<div style="max-width:30rem">{drawn}</div>'
            f"<details><summary>In rows</summary><table><thead><tr>{heads}</tr></thead>"
            f"<tbody>{rows}</tbody></table></details>"
        )
    return "".join(made)


@cache
def _dark() -> str:
    """The dark colours of figures, where the reader's machine asks for them."""
    tokens = stylesheet("tokens.css")
    block = tokens[tokens.index('[data-theme="dark"]') :]
    body = block[block.index("{") + 1 : block.index("}")].replace("color-scheme: dark;", "")
    said = " ".join(body.split())
    return f"@media (prefers-color-scheme:dark){{.penumbra-card{{{said}}}}}"
