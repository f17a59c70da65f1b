"""A drawing as SVG, put into the page as it is, so that the theme reaches it."""

from dashboard import html
from dashboard.attributes import attributes


def svg(drawn: str, name: str) -> html.Div:
    """A host for one drawing. The text comes from our own functions, which escape all names."""
    return html.Div(className=f"svg svg-{name}", **attributes(data_svg=drawn))
