"""One finding in a line of its network's card."""

from audits import words
from audits.finding import Finding, GroupValue
from dashboard import html
from dashboard.components.estimate import estimate
from dashboard.links import measure_link
from data.city import Dimension


def finding_row(finding: Finding, wealth: Dimension, of: str | None = None) -> html.Div:
    """The measure's name and number, what it says in words, and its two ends of wealth.

    `of` names what it speaks of, where its card holds several subjects.
    """
    return html.Div(
        [
            html.Div(
                [
                    html.H4(
                        [
                            html.A(finding.measure.name, href=measure_link(finding)),
                            html.Span(f" {of}", className="quiet") if of else None,
                        ]
                    ),
                    html.P(finding.draft.reading, className="reading"),
                ],
                className="finding-words",
            ),
            estimate(finding),
            _ends(finding, wealth),
        ],
        className="finding-row",
    )


def _ends(finding: Finding, wealth: Dimension) -> html.Dl | None:
    values = {v.group: v for v in finding.draft.by_group if v.dimension == wealth.id}
    ends = [values[name] for name in (wealth.groups[0], wealth.groups[-1]) if name in values]
    if not ends:
        return None
    measure = finding.measure
    unit = measure.unit_of_groups
    # Where groups are counted in another unit than the estimate, a reader must be told.
    also = f" ({unit})" if unit != measure.unit else ""
    return html.Dl(
        [part for value in ends for part in _end(value, unit, also)],
        className="ends",
    )


def _end(value: GroupValue, unit: str, also: str) -> tuple[html.Dt, html.Dd]:
    if value.value is None:
        shown = words.value_or_reason(None, value.state, unit, value.reason)
    else:
        shown = words.figure(value.value, unit)
    between = f", {words.interval(value.interval, unit)}" if value.interval else ""
    return html.Dt(f"{value.group}{also}"), html.Dd([shown, html.Span(between, className="quiet")])
