"""A figure that a finding brought along, drawn: the same on screen, in print, in a notebook."""

from audits.exhibit import Bars, Calendar, Classed, Exhibit, Lines, Quadrants, Sites
from audits.finding import BlindSpot
from audits.geography import Geography
from audits.report.chart_bars import bars_chart
from audits.report.chart_calendar import calendar_chart
from audits.report.chart_lines import lines_chart
from audits.report.chart_quadrants import quadrants_chart
from audits.report.chart_sites import classed_map, sites_map
from audits.report.map_areas import Link
from audits.report.paint import Paint


def exhibit_svg(
    exhibit: Exhibit,
    geography: Geography,
    *,
    prefix: str,
    blind: BlindSpot | None = None,
    paint: Paint | None = None,
    link: Link | None = None,
    coarse: float = 1,
    shared: str | None = None,
) -> str:
    """One figure as SVG text. `prefix` starts every id in it; `blind` is the half-shade of maps.

    `shared` names outlines that `shared_shapes` has put on the same page; what each area
    or dot says is then left to the table.

    Its table is `exhibit_table`; a figure never stands without it.
    """
    match exhibit:
        case Lines():
            return lines_chart(exhibit, prefix=prefix, paint=paint)
        case Bars():
            return bars_chart(exhibit, prefix=prefix, paint=paint)
        case Quadrants():
            return quadrants_chart(
                exhibit, prefix=prefix, paint=paint, link=link, pointed=bool(link) or not shared
            )
        case Calendar():
            return calendar_chart(exhibit, prefix=prefix, paint=paint)
        case Classed():
            return classed_map(
                exhibit,
                geography,
                prefix=prefix,
                blind=blind,
                paint=paint,
                link=link,
                coarse=coarse,
                shared=shared,
            )
        case Sites():
            return sites_map(
                exhibit,
                geography,
                prefix=prefix,
                blind=blind,
                paint=paint,
                link=link,
                coarse=coarse,
                shared=shared,
            )
