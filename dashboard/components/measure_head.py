"""The top of a measure's page: the question, then the number with its grounds."""

from audits import words
from audits.finding import Finding
from audits.together import merged
from audits.words import say
from dashboard import html
from dashboard.attributes import attributes
from dashboard.components.caveats import caveats
from dashboard.components.estimate import estimate
from dashboard.components.standing import grounds
from dashboard.links import measure_link


def measure_head(
    finding: Finding, subject: str, others: tuple[tuple[str, Finding], ...]
) -> html.Div:
    """`others` are the findings of the same measure, with the names of their subjects."""
    measure = finding.measure
    return html.Div(
        [
            html.Header(
                [
                    html.P(
                        [html.Span(measure.code, className="code"), " ", subject],
                        className="kicker",
                    ),
                    html.H1(measure.name),
                    html.P(measure.question, className="question"),
                ],
                className="page-head",
            ),
            html.Div(
                [
                    html.Div(
                        [
                            estimate(finding),
                            html.P(finding.draft.reading, className="reading lead"),
                            _asked(finding),
                            _others(others),
                        ]
                    ),
                    html.Div(grounds((finding,)), className="standing"),
                ],
                className="card-body",
            ),
            html.Section(
                [
                    html.H2(say("Caveats ({n})", n=len(finding.caveats)), id="caveats"),
                    html.Div(caveats(merged((finding,)), whole=True), className="wide-caveats"),
                ]
            ),
        ],
        className="measure-head",
        **attributes(data_findings=finding.key),
    )


def _asked(finding: Finding) -> html.Dl:
    measure = finding.measure
    return html.Dl(
        [
            html.Dt(say("Asked by")),
            html.Dd(words.sentence(measure.asked_by)),
            html.Dt(say("Better would be")),
            html.Dd(words.sentence(measure.success)),
            html.Dt(say("The interval means")),
            html.Dd(words.sentence(finding.draft.interval_meaning)),
        ],
        className="terms",
    )


def _others(others: tuple[tuple[str, Finding], ...]) -> html.Nav | None:
    if not others:
        return None
    links = [html.Li(html.A(name, href=measure_link(other))) for name, other in others]
    return html.Nav(
        [html.Span(say("The same of"), className="choices-label"), html.Ul(links)],
        className="choices others",
        **attributes(aria_label=say("The same measure of other networks")),
    )
