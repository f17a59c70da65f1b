"""All areas of the city by region, each leading to its own page."""

from audits import words
from audits.geography import Geography
from audits.words import say
from dashboard import html
from dashboard.links import place_link


def place_list(geography: Geography, chosen: tuple[int, ...]) -> html.Div:
    """`chosen` are indices of areas; regions stand in the order of their names."""
    regions: dict[str, list[int]] = {}
    for index in sorted(chosen, key=lambda i: geography.names[i]):
        regions.setdefault(geography.regions[index] or say("Without a region"), []).append(index)
    return html.Div(
        [
            html.Section(
                [
                    html.H2(f"{region} ({words.number(len(held), 0)})"),
                    html.Ul([_item(geography, index) for index in held], className="plain"),
                ],
                className="region",
            )
            for region, held in sorted(regions.items())
        ],
        className="regions",
    )


def _item(geography: Geography, index: int) -> html.Li:
    return html.Li(html.A(geography.names[index], href=place_link(geography.area_ids[index])))
