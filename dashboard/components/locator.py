"""A small map that says where in the city one area lies."""

import numpy as np
import shapely

from audits.geography import Geography
from audits.report.map_shapes import shapes
from audits.report.paint import Paint
from audits.report.svg import element, picture
from audits.words import say
from dashboard import html
from dashboard.components.svg import svg

_WIDTH = 420
_COARSE = 2.0
_LEAST_RING = 90.0
"""Tenths of a picture unit: a small area is ringed, so that it can be found."""


def locator(geography: Geography, index: int) -> html.Div:
    """The city's outlines with one area filled and ringed; it says the same in words."""
    sheet, paint = shapes(geography, _WIDTH, _COARSE), Paint()
    outline = geography.polygons[index]
    left, bottom, right, top = shapely.bounds(outline)
    ((x, y),) = sheet.place(np.array([(left + right) / 2]), np.array([(bottom + top) / 2])).tolist()
    across = float(np.hypot(right - left, top - bottom)) / sheet.metres_per_unit * 10
    name = geography.names[index]
    others = "".join(d for i, d in enumerate(sheet.areas) if i != index)
    body = element(
        "g",
        element("path", d=others, fill=paint("map-1"), stroke=paint("map-edge"), stroke_width=4),
        element(
            "path",
            d=sheet.areas[index],
            fill=paint("ink"),
            stroke=paint("ink"),
            stroke_width=8,
            stroke_linejoin="round",
        ),
        element(
            "circle",
            cx=x,
            cy=y,
            r=max(_LEAST_RING, across * 0.62),
            fill="none",
            stroke=paint("ink"),
            stroke_width=14,
        ),
        transform="scale(.1)",
    )
    drawn = picture(
        body,
        width=sheet.width,
        height=sheet.height,
        title=say("Where {area} lies", area=name),
        description=_words(geography, index),
        prefix="locator",
        paint=paint,
    )
    return html.Div(svg(drawn, "locator"), className="locator")


def _words(geography: Geography, index: int) -> str:
    """North, south, east or west of the middle of the city, from where its people's areas lie."""
    middles = shapely.centroid(np.array(geography.polygons, dtype=object))
    x, y = shapely.get_x(middles), shapely.get_y(middles)
    east = x[index] > np.median(x)
    if y[index] > np.median(y):
        corner = say("north-east") if east else say("north-west")
    else:
        corner = say("south-east") if east else say("south-west")
    region = geography.regions[index]
    if not region:
        return say("It lies in the {corner} of the city.", corner=corner)
    return say(
        "It lies in the {corner} of the city, in the region {region}.",
        corner=corner,
        region=region,
    )
