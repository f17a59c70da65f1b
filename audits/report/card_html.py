"""A finding as it shows itself in a notebook: one small piece of HTML that needs nothing else.

Its words are those of the language being spoken where it is made.
"""

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
        f'<p class="pc-strong">{_text(phrases.invented(finding))}</p>' if finding.invented else ""
    )
    return (
        f'<div class="penumbra-card" data-finding="{finding.key}">'
        f"<style>{_STYLE}{_dark()}</style>"
        f"<p><strong>{_text(measure.name)}</strong>"
        f' <span class="pc-muted">{_text(words.subject(finding))} · {_text(measure.code)} ·'
        f" {_text(finding.city_title)}</span></p>{invented}"
        f'<p class="pc-muted"><em>{_text(measure.question)}</em></p>'
        f'<p><span class="pc-value">{_value(finding)}</span>'
        f' <span class="pc-muted">{_text(_beside(finding))}</span></p>'
        f"<p>{_text(draft.reading)}</p>"
        f"<p><strong>{_text(words.unseen(finding))}</strong>"
        f' <span class="pc-muted">{_text(phrases.why_unseen(finding))}</span></p>'
        f"{_caveats(finding)}"
        f'<p class="pc-muted">{_head(words.say("Age."))} <span class="pc-age">'
        f"{_text(phrases.age(finding))}</span> {_head(words.say('Rests on'))}"
        f" {_text(phrases.footing(draft.footing))} {_head(words.say('Interval.'))}"
        f" {_text(words.sentence(draft.interval_meaning))} {_head(words.say('Other choices.'))}"
        f" {_text(phrases.stability(finding))}</p>"
        f"{_groups(draft.by_group, measure.unit_of_groups)}"
        f"{_exhibits(finding)}"
        f'<p class="pc-muted">{_stamp(finding)}</p></div>'
    )


def _text(said: str) -> str:
    return escape(str(said))


def _head(said: str) -> str:
    return f"<strong>{_text(said)}</strong>"


def _stamp(finding: Finding) -> str:
    said = words.say(
        "Snapshot {snapshot}, as of {day}.",
        snapshot=finding.snapshot,
        day=words.day(finding.as_of),
    )
    name = _text(finding.snapshot)
    return _text(said).replace(name, f"<code>{name}</code>", 1)


def _value(finding: Finding) -> str:
    draft = finding.draft
    if draft.estimate is None:
        return _text(words.say(draft.state.value))
    return _text(words.figure(draft.estimate, finding.measure.unit))


def _beside(finding: Finding) -> str:
    """Unit and interval of a number, or why there is none; and why not to lean on it."""
    draft, unit = finding.draft, finding.measure.unit
    if draft.estimate is None:
        return draft.reason or ""
    said = words.joined(", ", (unit, words.interval(draft.interval, unit)))
    return words.joined("; ", (said, *phrases.doubts(finding)))


def _caveats(finding: Finding) -> str:
    """Those that ask for care in full, mere notes folded away where there are many."""
    ordered = phrases.by_severity(finding)
    grave = [caveat for caveat in ordered if caveat.severity.rank > 0]
    notes = [caveat for caveat in ordered if caveat.severity.rank == 0]
    if len(notes) <= _MOST_NOTES:
        return f"<ul>{_items(ordered)}</ul>"
    many = _text(words.say("{n} notes", n=len(notes)))
    folded = f"<details><summary>{many}</summary><ul>{_items(notes)}</ul></details>"
    return f"<ul>{_items(grave)}</ul>{folded}" if grave else folded


def _items(caveats: Iterable[Caveat]) -> str:
    return "".join(
        f'<li><span class="{"pc-strong" if caveat.severity.rank > 1 else "pc-light"}">'
        f"{_text(words.say(caveat.severity.value))}:</span> {_text(caveat.text)}"
        f' <span class="pc-muted">({_text(phrases.raised(caveat.raised_by))})</span></li>'
        for caveat in caveats
    )


def _groups(groups: tuple[GroupValue, ...], unit: str) -> str:
    if not groups:
        return ""
    rows = "".join(
        f'<tr><th scope="row">{_text(group.group)}</th>'
        + (
            f"<td>{_text(words.figure(group.value, unit))}</td>"
            f"<td>{_text(words.interval(group.interval, unit))}</td>"
            if group.value is not None
            else f'<td colspan="2"><em>'
            f"{_text(words.value_or_reason(None, group.state, unit, group.reason))}</em></td>"
        )
        + f"<td>{_text(words.people(group.people))}</td></tr>"
        for group in groups
    )
    caption = _text(words.say("By group ({unit})", unit=unit))
    heads = "".join(
        f'<th scope="col">{_text(name)}</th>'
        for name in (
            words.say("Group"),
            words.say("Value"),
            words.say("Interval"),
            words.say("People"),
        )
    )
    return (
        f"<table><caption>{caption}</caption><thead><tr>{heads}</tr></thead>"
        f"<tbody>{rows}</tbody></table>"
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
        table, folded = exhibit_table(exhibit, ground), _text(words.say("In rows"))
        heads = "".join(f'<th scope="col">{_text(name)}</th>' for name in table.columns)
        rows = "".join(
            f'<tr><th scope="row">{_text(first)}</th>'
            + "".join(f"<td>{_text(cell)}</td>" for cell in rest)
            + "</tr>"
            for first, *rest in said_rows(table)
        )
        made.append(
            f"<p><strong>{_text(exhibit.title)}</strong></p>"
            f'<div style="max-width:30rem">{drawn}</div>'
            f"<details><summary>{folded}</summary><table><thead><tr>{heads}</tr></thead>"
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
