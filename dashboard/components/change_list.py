"""What changed since the snapshot before: in words and links, since a number needs its caveats."""

from audits import words
from audits.changed import Changes, Moved
from audits.together import Held
from audits.words import say
from dashboard import html
from dashboard.components.caveats import caveats
from dashboard.components.filled import filled
from dashboard.html import Component
from dashboard.links import link, measure_link

_MOST = 6


def change_list(held: Changes | None, subjects: dict[str, str]) -> html.Div:
    """`held` is None while no earlier snapshot is kept; `subjects` names what a finding is of."""
    if held is None:
        nothing = say("No earlier snapshot is kept, so there is nothing to compare this one with.")
        return html.Div(html.P(nothing, className="quiet"))
    head = filled(
        say("Compared with snapshot {before}.", before="{before}"), before=html.Code(held.before)
    )
    same = say("{findings} as before.", findings=words.count(held.unchanged, "finding"))
    if not held.any:
        return html.Div(html.P([*head, " ", same, " ", say("Nothing else is other.")]))
    return html.Div(
        [
            html.P([*head, " ", same], className="quiet"),
            _list(say("Findings that moved"), [_moved(one, subjects) for one in held.moved]),
            _caveats(say("Caveats that are new"), held.raised),
            _caveats(say("Caveats that are gone"), held.lifted),
            _list(
                say("Data that reach further"),
                [
                    html.Li(
                        html.A(one.title, href=link("/register", {}, f"dataset-{one.name}")),
                    )
                    for one in held.newer
                ],
            ),
        ],
        className="changes",
    )


def _list(title: str, items: list[html.Li]) -> Component | None:
    """The first few in sight, the rest folded."""
    rest = items[_MOST:]
    folded = html.Ul(rest, className="plain") if rest else None
    return _part(title, html.Ul(items[:_MOST], className="plain"), len(items), folded)


def _caveats(title: str, held: tuple[Held, ...]) -> Component | None:
    rest = held[_MOST:]
    return _part(title, caveats(held[:_MOST]), len(held), caveats(rest) if rest else None)


def _part(title: str, first: Component, many: int, rest: Component | None) -> Component | None:
    if not many:
        return None
    more = html.Summary(say("{n} more", n=words.number(many - _MOST))) if rest else None
    return html.Div([html.H3(title), first, html.Details([more, rest]) if rest else None])


def _moved(one: Moved, subjects: dict[str, str]) -> html.Li:
    finding = one.finding
    name = words.joined(": ", (finding.measure.name, subjects.get(finding.key, finding.key)))
    shown: Component = html.Span(name)
    if finding.key in subjects:
        shown = html.A(name, href=measure_link(finding))
    return html.Li([shown, ": ", one.sentence], className="grave" if one.grave else None)
