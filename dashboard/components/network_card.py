"""A network's findings with everything that must stand beside them."""

from audits import words
from audits.caveat import Severity
from audits.finding import Finding
from audits.report import phrases
from audits.together import Same
from audits.words import say
from dashboard import html
from dashboard.attributes import attributes
from dashboard.components.finding_row import finding_row
from dashboard.components.more_findings import more_findings
from dashboard.components.standing import standing
from dashboard.html import Component
from dashboard.remembered import remembered
from data.city import Dimension


@remembered
def network_card(
    title: str,
    findings: tuple[Finding, ...],
    wealth: Dimension,
    shared: frozenset[Same],
    name: str | None = None,
    subjects: dict[str, str] | None = None,
    open_: bool = True,
) -> html.Article:
    """Findings that belong together: numbers on one side, what they cannot say on the other.

    Those of headline measures stand in full, the others in short below. A card of several subjects
    has a `name` of its own, and `subjects` says by key what each finding speaks of. Unless `open_`,
    the card is folded to its title.
    """
    first, subjects = findings[0], subjects or {}
    anchor = f"card-{name or (first.network.id if first.network else first.draft.subject)}"
    told = tuple(finding for finding in findings if finding.measure.headline)
    rest = tuple(finding for finding in findings if not finding.measure.headline)
    body: list[Component | None] = [
        _about(first),
        html.Div(
            [
                html.Div(
                    [finding_row(one, wealth, subjects.get(one.key)) for one in told],
                    className="card-numbers",
                ),
                standing(told, shared),
            ],
            className="card-body",
        )
        if told
        else None,
        more_findings(rest, shared, subjects),
    ]
    heading = html.H3(title, id=anchor)
    return html.Article(
        [html.Header(heading, className="card-head"), *body]
        if open_
        else html.Details(
            [
                html.Summary(
                    [
                        heading,
                        html.Span(
                            say(
                                "{numbers}, gravest caveat: {severity}",
                                numbers=words.count(len(findings), "number"),
                                severity=say(_worst(findings).value),
                            ),
                            className="quiet",
                        ),
                    ],
                    className="card-head",
                ),
                *body,
            ]
        ),
        className="card",
        **attributes(
            aria_labelledby=anchor,
            data_findings=" ".join(finding.key for finding in findings),
        ),
    )


def _worst(findings: tuple[Finding, ...]) -> Severity:
    return max((finding.worst for finding in findings), key=lambda one: one.rank)


def _about(finding: Finding) -> html.P | None:
    network = finding.network
    if network is None:
        return None
    said = say(
        "Being seen by it is {purpose}. Operated by {operator}; data owned by {owner}. A person "
        "counts as within reach of a {sensor} up to {reach} m away.",
        purpose=phrases.purpose(network.purpose),
        operator=network.operator or say("unknown"),
        owner=network.owner or say("unknown"),
        sensor=network.sensor,
        reach=words.number(network.reach_m),
    )
    return html.P(said, className="quiet")
