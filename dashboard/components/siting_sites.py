"""The places that a plan chooses: their map, and their table in the order of choosing."""

from collections.abc import Callable

from audits import words
from audits.exhibit import Site, Sites
from audits.finding import Finding
from audits.geography import Geography
from audits.report.exhibit_svg import exhibit_svg
from audits.words import say
from dashboard import html
from dashboard.components.exhibit import COARSE, OUTLINES
from dashboard.components.id_words import word
from dashboard.components.scroll import scroll
from dashboard.components.svg import svg
from dashboard.components.table_head import table_head

_TALL = 12
"""Rows from which the table scrolls in a frame of its own."""


def siting_sites(
    exhibit: Sites,
    finding: Finding,
    geography: Geography,
    heading: str,
    gained: str,
    link: Callable[[str], str],
) -> html.Section:
    """`link` gives each area of the table its address; the page must hold its maps' `outlines`.

    The areas of the map are no links: by keyboard, two maps of them would stand before the table.
    """
    drawn = exhibit_svg(
        exhibit,
        geography,
        prefix=f"s-{heading.replace(' ', '-')}",
        blind=finding.draft.blind_spot,
        coarse=COARSE,
        shared=OUTLINES,
    )
    ordered = sorted(exhibit.sites, key=lambda site: site.rank)
    rows = [_row(site, geography, link) for site in ordered]
    caption = say("{heading}, in the order of choosing", heading=heading)
    table = html.Table(
        [
            html.Caption(caption, className="visually-hidden"),
            table_head(
                say("No."),
                say("What"),
                say("Area"),
                say("Residents {gained}", gained=gained),
                text=(0, 1, 2),
            ),
            html.Tbody(rows),
        ],
        className="table siting-sites",
    )
    return html.Section(
        [
            html.H3(heading),
            html.Figure(svg(drawn, "map"), className="figure exhibit"),
            scroll(table, caption, tall=len(rows) > _TALL)
            if rows
            else html.P(say("No place would change anything."), className="quiet"),
        ]
    )


def _row(site: Site, geography: Geography, link: Callable[[str], str]) -> html.Tr:
    index = geography.area_ids.index(site.area)
    region = geography.regions[index]
    return html.Tr(
        [
            html.Th(words.number(site.rank, 0), scope="row"),
            html.Td(word(site.kind)),
            html.Td(
                [
                    html.A(geography.names[index], href=link(site.area)),
                    html.Span(f" {region}", className="quiet") if region else None,
                ]
            ),
            html.Td(words.people(site.gains), className="num"),
        ]
    )
