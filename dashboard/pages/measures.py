"""What is asked of every network: the questions, and where the answers are."""

from audits import words
from audits.finding import Finding
from audits.measure import Family, Measure
from audits.report.families import FAMILIES, by_family
from audits.words import say
from dashboard import html
from dashboard.links import measure_link
from dashboard.page import Page, View
from dashboard.subjects import subject_title
from data.said import joined, mark


def title(view: View) -> str:
    """For the window."""
    return say("Measures of {city}", city=view.city.title)


def layout(view: View) -> html.Div:
    """Each measure with its question and links to its findings; no number stands here."""
    families = by_family(view.findings)
    return html.Div(
        [
            html.Header(
                [
                    html.H1(say("Measures")),
                    html.P(
                        say(
                            "Each question was written down before the data was looked at, with "
                            "who asks it and what would count as better."
                        ),
                        className="lead",
                    ),
                ],
                className="page-head",
            ),
            *[_family(view, family, held) for family, held in families.items()],
        ]
    )


def _family(view: View, family: Family, findings: tuple[Finding, ...]) -> html.Section:
    """The measures that ask alike, with the sentence that says what they ask."""
    measures: dict[str, list[Finding]] = {}
    for finding in findings:
        measures.setdefault(finding.measure.code, []).append(finding)
    heading = FAMILIES[family]
    return html.Section(
        [
            html.H2(heading.title, id=family),
            html.P(heading.asks, className="lead"),
            html.Div(
                [_measure(view, held[0].measure, held) for held in measures.values()],
                className="entries",
            ),
        ]
    )


def _measure(view: View, measure: Measure, findings: list[Finding]) -> html.Article:
    links = [
        html.Li(
            html.A(
                [
                    subject_title(view.city, finding),
                    html.Span(joined("", (": ", measure.name)), className="visually-hidden"),
                ],
                href=measure_link(finding),
            )
        )
        for finding in findings
    ]
    return html.Article(
        [
            html.H3([html.Span(measure.code, className="code"), " ", measure.name]),
            html.P(measure.question, className="question"),
            html.Dl(
                [
                    html.Dt(say("Asked by")),
                    html.Dd(words.sentence(measure.asked_by)),
                    html.Dt(say("Better would be")),
                    html.Dd(words.sentence(measure.success)),
                    html.Dt(say("Computed as")),
                    html.Dd(words.sentence(measure.formula)),
                ],
                className="terms",
            ),
            html.Ul(links, className="answers"),
        ],
        className="entry",
    )


PAGE = Page(path="/measures", name=mark("Measures"), order=5, title=title, layout=layout)
