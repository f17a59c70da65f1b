"""A small map that says where in the city one area lies."""

from html import escape

import numpy as np
import shapely
from dash import html

from audits.geography import Geography
from audits.report.map_shapes import shapes
from audits.report.paint import Paint
from audits.report.svg import element, picture
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
        title=f"Where {escape(name, quote=False)} lies",
        description=_words(geography, index),
        prefix="locator",
        paint=paint,
    )
    return html.Div(svg(drawn, "locator"), className="locator")


def _words(geography: Geography, index: int) -> str:
    """North, south, east or west of the middle of the city, from where its people's areas lie."""
    middles = shapely.centroid(np.array(geography.polygons, dtype=object))
    x, y = shapely.get_x(middles), shapely.get_y(middles)
    here = f"{'north' if y[index] > np.median(y) else 'south'}-"
    here += "east" if x[index] > np.median(x) else "west"
    region = geography.regions[index]
    within = f", in the region {region}" if region else ""
    return f"It lies in the {here} of the city{within}."
