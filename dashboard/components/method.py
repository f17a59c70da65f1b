"""How a measure is computed, said so that another person can do it again."""

from audits import words
from audits.finding import Finding
from audits.words import say
from dashboard import html


def method(finding: Finding) -> html.Div:
    """Formula, parameters, query, inputs, source, and how it misleads."""
    measure = finding.measure
    parameters = [
        part
        for name, value in finding.draft.parameters.items()
        for part in (
            html.Dt([html.Code(name), " = ", _said(value)]),
            html.Dd(measure.parameters.get(name, say("not described"))),
        )
    ]
    parts = [
        html.H3(say("Formula")),
        html.P(measure.formula),
    ]
    if parameters:
        parts += [
            html.H3(say("Parameters of this finding")),
            html.Dl(parameters, className="terms"),
        ]
    parts += [
        html.H3(say("Reads")),
        html.P(html.Code(", ".join(measure.inputs))),
    ]
    if measure.sql:
        parts += [
            html.H3(say("Query")),
            html.Pre(html.Code(measure.sql), className="sql", tabIndex="0"),
        ]
    parts += [
        html.H3(say("How it misleads")),
        html.Ul([html.Li(words.sentence(mode)) for mode in measure.failure_modes]),
        html.H3(say("Comes from")),
        html.P(words.sentence(measure.citation)),
    ]
    return html.Div(parts, className="method")


def _said(value: str | float) -> str:
    return value if isinstance(value, str) else words.number(value)
