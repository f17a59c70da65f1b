"""The legend of a map as text, so that it is legible at every width."""

from audits.report.map_legend import LegendItem
from audits.report.map_samples import sample
from audits.report.paint import Paint
from audits.report.svg import NAMESPACE, element
from dashboard import html
from dashboard.components.svg import svg


def legend(items: tuple[LegendItem, ...], left_out: str | None, prefix: str) -> html.Div:
    """Each sample with its words, then what the map does not draw."""
    rows = [
        html.Li([svg(_drawn(item, f"{prefix}-legend-{i}"), "sample"), item.label])
        for i, item in enumerate(items)
    ]
    parts: list[html.Ul | html.P] = [html.Ul(rows)]
    if left_out:
        parts.append(html.P(left_out, className="quiet"))
    return html.Div(parts, className="legend")


def _drawn(item: LegendItem, prefix: str) -> str:
    return element(
        "svg",
        sample(item, prefix, Paint()),
        xmlns=NAMESPACE,
        viewBox="0 0 24 14",
        width=24,
        height=14,
        aria_hidden="true",
    )
