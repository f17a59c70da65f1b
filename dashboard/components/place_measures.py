"""What the measures say of an area, with what each cannot say."""

from dataclasses import replace

from audits import words
from audits.finding import Finding
from audits.place_told import CardHere, Told
from audits.together import Same
from audits.words import say
from dashboard import html
from dashboard.attributes import attributes
from dashboard.components.caveats import in_short
from dashboard.components.standing import standing
from dashboard.html import Component
from dashboard.links import link


def anchor_of(held: CardHere) -> str:
    """Where the card stands on the page."""
    return f"said-{f'city-{held.family}' if held.family else held.findings[0].draft.subject}"


def place_measures(
    held: CardHere, title: str, subjects: dict[str, str], area: str, shared: frozenset[Same]
) -> html.Article:
    """A row per value, headline measures first and the others folded.

    `subjects` says by key of what a finding speaks, where a card holds several subjects.
    """
    findings, name = held.findings, anchor_of(held)
    first = max(
        (caveat for finding in findings for caveat in finding.caveats),
        key=lambda caveat: caveat.severity.rank,
    )
    many = len({(c.code, c.text) for finding in findings for c in finding.caveats})
    unseen = dict.fromkeys(words.unseen(finding) for finding in findings)
    return html.Article(
        [
            html.H3(title, id=name),
            *_tables(held, title, subjects, area),
            # Of many subjects it stands with their other grounds, below.
            html.P(words.joined(" ", unseen), className="gravest quiet")
            if held.family is None
            else None,
            html.P(
                [
                    html.Span(
                        say(first.severity.value),
                        className=f"severity severity-{first.severity.replace(' ', '-')}",
                    ),
                    f" {first.text}",
                ],
                className="gravest gravest-caveat",
            ),
            html.Details(
                [
                    html.Summary(
                        say(
                            "{caveats}. {age}",
                            caveats=in_short(words.count(many, "caveat"), first.severity),
                            age=_oldest(findings),
                        )
                    ),
                    standing(findings, shared),
                ]
            ),
        ],
        className="place-part",
        **attributes(
            aria_labelledby=name, data_findings=" ".join(finding.key for finding in findings)
        ),
    )


def _tables(
    held: CardHere, title: str, subjects: dict[str, str], area: str
) -> list[html.Table | html.Details]:
    first = [one for told in held.told if (one := _only(told, headline=True))]
    rest = [one for told in held.told if (one := _only(told, headline=False))]
    parts: list[html.Table | html.Details] = []
    caption = say("Measures: {title}", title=title)
    if first:
        parts.append(_table(first, caption, subjects, area))
    if rest and first:
        parts.append(
            html.Details(
                [
                    html.Summary(words.count(len(rest), "more value")),
                    _table(rest, say("More measures: {title}", title=title), subjects, area),
                ],
                className="further",
            )
        )
    elif rest:
        parts.append(_table(rest, caption, subjects, area))
    return parts


def _only(told: Told, headline: bool) -> Told | None:
    """The same value with its headline findings alone, or with the others; None without any."""
    findings = tuple(one for one in told.findings if one.measure.headline is headline)
    return replace(told, findings=findings) if findings else None


def _table(told: list[Told], caption: str, subjects: dict[str, str], area: str) -> html.Table:
    return html.Table(
        [
            html.Caption(caption, className="visually-hidden"),
            html.Tbody([_row(one, subjects, area) for one in told]),
        ],
        className="table",
    )


def _row(told: Told, subjects: dict[str, str], area: str) -> html.Tr:
    first, *others = told.findings
    of = subjects.get(first.key)
    name: list[str | Component] = [_link(first, area)]
    if of:
        name.append(html.Span(f" {of}", className="quiet"))
    for other in others:
        name += [", ", _link(other, area)]
    return html.Tr([html.Th(name, scope="row"), _value(told)])


def _value(told: Told) -> html.Td:
    value = told.value
    if value.value is None:
        said = words.value_or_reason(None, value.state, told.unit, value.reason)
        return html.Td(said, className="nothing")
    figure = str(words.figure(value.value, told.unit))
    rest = str(words.with_unit(value.value, told.unit)).removeprefix(figure)
    return html.Td(
        [html.Strong(figure), html.Span(rest, className="quiet") if rest else None],
        className="num",
    )


def _link(finding: Finding, area: str) -> html.A:
    return html.A(
        finding.measure.name, href=link(f"/measure/{finding.key}", {"area": area}, "areas")
    )


def _oldest(findings: tuple[Finding, ...]) -> str:
    days = [finding.observed_until for finding in findings if finding.observed_until]
    if not days:
        return say("Age of the data unknown.")
    return say("Oldest data until {day}.", day=words.day(min(days)))
