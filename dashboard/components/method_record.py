"""One record of the methods: a measure, a caveat rule or a decision, in full."""

from audits import words
from audits.caveat import CaveatRule
from audits.measure import Measure
from audits.raised import Raised
from audits.report import phrases
from audits.report.method_decisions import Decision
from audits.words import say
from dashboard import html
from dashboard.attributes import attributes
from dashboard.components.filled import filled
from dashboard.html import Component


def measure_record(measure: Measure, where: str | None) -> html.Article:
    """Everything that was said of a measure before the data; `where` leads to its answers."""
    anchor = f"measure-{measure.code}"
    terms: list[tuple[str, Component | str | list[Component]]] = [
        (say("Asked by"), words.sentence(measure.asked_by)),
        (say("Better would be"), _better(measure)),
        (say("Formula"), measure.formula),  # a symbol at its start keeps its case
        (say("Unit"), words.sentence(measure.unit)),
        (say("Reads"), html.Code(", ".join(measure.inputs))),
    ]
    if measure.parameters:
        terms.append((say("Parameters"), _plain(measure.parameters)))
    terms += [
        (
            say("How it misleads"),
            html.Ul([html.Li(words.sentence(m)) for m in measure.failure_modes]),
        ),
        (say("Comes from"), words.sentence(measure.citation)),
    ]
    return html.Article(
        [
            html.H3([html.Span(measure.code, className="code"), " ", measure.name], id=anchor),
            html.P(measure.question, className="question"),
            _terms(terms),
            _query(measure),
            html.P(
                html.A(
                    [
                        say("Its answers"),
                        html.Span(f": {measure.name}", className="visually-hidden"),
                    ],
                    href=where,
                ),
                className="no-print",
            )
            if where
            else None,
        ],
        className="entry record",
        **attributes(aria_labelledby=anchor),
    )


def _better(measure: Measure) -> str:
    """Which way is better, where one is, and what would count as better."""
    success = words.sentence(measure.success)
    if measure.better == "neither":
        return success
    return words.joined(" ", (words.sentence(phrases.better(measure.better)), success))


def rule_record(rule: CaveatRule, raised: Raised, of: int) -> html.Article:
    """What a rule says, when, and how often in this city."""
    anchor = f"caveat-{rule.code}"
    if raised.findings:
        now = say(
            "Raised now in {n} of {findings}. ",
            n=words.number(raised.findings),
            findings=words.count(of, "finding"),
        )
    else:
        now = say("Raised now in no finding. ")
    return html.Article(
        [
            html.H3(rule.title, id=anchor),
            html.P(words.sentence(rule.explains)),
            html.P(
                [
                    now,
                    html.Span(_codes(rule, raised)),
                ],
                className="quiet",
            ),
        ],
        className="record rule",
        **attributes(aria_labelledby=anchor),
    )


def _codes(rule: CaveatRule, raised: Raised) -> list[Component | str]:
    """Its code, and those under which it speaks, where they are not its own."""
    own = html.Code(rule.code)
    if set(raised.codes) <= {rule.code}:
        return filled(say("Rule {rule}", rule="{rule}"), rule=own)
    return filled(
        say("Rule {rule}, as {codes}", rule="{rule}", codes="{codes}"),
        rule=own,
        codes=html.Code(", ".join(raised.codes)),
    )


def decision_record(decision: Decision) -> html.Article:
    """A decision with its reasons and what was refused."""
    anchor = f"decision-{decision.number}"
    return html.Article(
        [
            html.H3(
                [html.Span(f"{decision.number:04d}", className="code"), " ", decision.title],
                id=anchor,
            ),
            html.Div(
                [
                    part
                    for heading, paragraphs in decision.parts
                    for part in (
                        *([html.H4(heading)] if heading else []),
                        *[html.P(said) for said in paragraphs],
                    )
                ],
                className="decision",
            ),
        ],
        className="entry record",
        **attributes(aria_labelledby=anchor),
    )


def _terms(terms: list[tuple[str, Component | str | list[Component]]]) -> html.Dl:
    parts = [part for name, said in terms for part in (html.Dt(name), html.Dd(said))]
    return html.Dl(parts, className="terms")


def _plain(meanings: dict[str, str]) -> html.Ul:
    return html.Ul(
        [html.Li([html.Code(name), f": {meaning}"]) for name, meaning in meanings.items()]
    )


def _query(measure: Measure) -> html.Details | None:
    if not measure.sql:
        return None
    return html.Details(
        [
            html.Summary(say("The query of {measure}", measure=measure.name)),
            html.Pre(html.Code(measure.sql), className="sql", tabIndex="0"),
        ]
    )
