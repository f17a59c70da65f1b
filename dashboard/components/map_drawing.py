"""The map of one finding and its legend."""

from audits.finding import Finding
from audits.geography import Geography
from audits.report.map_content import content_of
from audits.report.map_svg import finding_legend, finding_map
from dashboard import html
from dashboard.components.legend import legend
from dashboard.components.svg import svg
from dashboard.links import AreaLinks
from dashboard.remembered import remembered


@remembered
def map_drawing(
    finding: Finding, geography: Geography, settlement_word: str, links: AreaLinks
) -> html.Div:
    """Each area leads to its address. The hatch over unseen people is always drawn."""
    content = content_of(finding, geography)
    drawn = finding_map(
        finding,
        geography,
        content=content,
        link=links.__call__,
        with_legend=False,
        settlement_word=settlement_word,
    )
    items, left_out = finding_legend(finding, geography, settlement_word, content)
    return html.Div([svg(drawn, "map"), legend(items, left_out, finding.key)], className="map-side")
