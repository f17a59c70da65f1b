"""The map of one finding and its legend."""

from collections.abc import Callable

from audits.finding import Finding
from audits.geography import Geography
from audits.report.map_svg import finding_legend, finding_map
from dashboard import html
from dashboard.components.legend import legend
from dashboard.components.svg import svg


def map_drawing(
    finding: Finding, geography: Geography, settlement_word: str, link: Callable[[str], str]
) -> html.Div:
    """`link` gives each area its address. The hatch over unseen people is always drawn."""
    drawn = finding_map(
        finding, geography, link=link, with_legend=False, settlement_word=settlement_word
    )
    items, left_out = finding_legend(finding, geography, settlement_word)
    return html.Div([svg(drawn, "map"), legend(items, left_out, finding.key)], className="map-side")
