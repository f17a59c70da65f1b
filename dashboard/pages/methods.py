"""How everything is made: each measure, each caveat rule, each decision, out of their records."""

from audits import words
from audits.catalog import all_measures, caveat_rules
from audits.measure import Measure
from audits.overlay import OVERLAY
from audits.raised import raised
from audits.report.families import FAMILIES
from audits.report.method_decisions import decisions
from audits.words import say
from dashboard import html
from dashboard.attributes import attributes
from dashboard.components.method_record import decision_record, measure_record, rule_record
from dashboard.links import measure_link
from dashboard.page import Page, View
from data.said import joined, mark


def title(view: View) -> str:
    """For the window."""
    return say("Methods of {city}", city=view.city.title)


def layout(view: View) -> html.Div:
    """Contents, measures by the question they answer, caveat rules, decisions."""
    return html.Div(
        [
            html.Header(
                [
                    html.H1(say("Methods")),
                    html.P(
                        say(
                            "Every measure, every rule that raises a caveat and every decision "
                            "behind them, as the software itself holds them. No result stands here."
                        ),
                        className="lead",
                    ),
                ],
                className="page-head",
            ),
            _contents(),
            *_measures(view),
            *_rules(view),
            *_decisions(),
        ],
        className="methods",
    )


def _by_family() -> dict[str, list[Measure]]:
    """Every measure under the title of its question, the overlay of two lists among them."""
    every = (*all_measures(), OVERLAY)
    return {
        heading.title: [measure for measure in every if measure.family == family]
        for family, heading in FAMILIES.items()
    }


def _contents() -> html.Nav:
    parts = []
    for heading, measures in _by_family().items():
        parts.append(_list(heading, [(f"measure-{m.code}", _named(m)) for m in measures]))
    parts.append(_list(say("Caveats"), [(f"caveat-{r.code}", r.title) for r in caveat_rules()]))
    parts.append(_list(say("Decisions"), [(f"decision-{d.number}", d.title) for d in decisions()]))
    return html.Nav(
        [html.H2(say("Contents"), id="contents"), html.Div(parts, className="toc")],
        **attributes(aria_labelledby="contents"),
    )


def _named(measure: Measure) -> str:
    """Its code before its name, where the code says more than the name."""
    return measure.name if measure is OVERLAY else joined(" ", (measure.code, measure.name))


def _list(heading: str, links: list[tuple[str, str]]) -> html.Div:
    items = [html.Li(html.A(name, href=f"#{anchor}")) for anchor, name in links]
    return html.Div([html.H3(heading), html.Ul(items)])


def _measures(view: View) -> list[html.H2 | html.Section]:
    where = {OVERLAY.code: "/overlay"}
    for finding in view.findings:
        where.setdefault(finding.measure.code, measure_link(finding))
    asks = {heading.title: heading.asks for heading in FAMILIES.values()}
    return [
        html.Section(
            [
                html.H2(heading),
                html.P(asks[heading], className="lead"),
                *[measure_record(measure, where.get(measure.code)) for measure in measures],
            ]
        )
        for heading, measures in _by_family().items()
    ]


def _rules(view: View) -> list[html.H2 | html.Section]:
    found = raised(view.frame(), view.findings)
    rules = caveat_rules()
    return [
        html.Section(
            [
                html.H2(say("Caveats")),
                html.P(
                    say(
                        "{rules} read the data and each finding, and say by themselves what to "
                        "beware of. Nobody types them, and nobody can switch one off. What "
                        "publishers and review sessions say stands beside them.",
                        rules=words.count(len(rules), "rule"),
                    ),
                    className="lead",
                ),
                html.Div(
                    [rule_record(rule, found[rule.code], len(view.findings)) for rule in rules],
                    className="columns rules",
                ),
            ]
        )
    ]


def _decisions() -> list[html.H2 | html.Section]:
    return [
        html.Section(
            [
                html.H2(say("Decisions")),
                html.P(
                    say(
                        "Where a method could have been otherwise: what was decided, why, and what "
                        "was refused."
                    ),
                    className="lead",
                ),
                *[decision_record(decision) for decision in decisions()],
            ]
        )
    ]


PAGE = Page(path="/methods", name=mark("Methods"), order=8, title=title, layout=layout)
