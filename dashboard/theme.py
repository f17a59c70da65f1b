"""How plotly figures look: one template, from the same tokens as everything else.

Colours are the light values of `tokens.css`; `style.css` lets the page's theme overrule them by
the class plotly gives each part, so that a switch of theme needs no redrawing.
"""

from functools import cache
from typing import Any

from audits.report.paint import light_tokens
from data.said import language

CONFIG: Any = {
    "displaylogo": False,
    "displayModeBar": False,
    "responsive": True,
    "showTips": False,
    "scrollZoom": False,
    "doubleClick": False,
    "topojsonURL": "/assets/",
}
"""What each figure may do. It links nowhere and fetches nothing."""


Drawing = dict[str, Any]
"""A figure as plotly.js takes it: `data` and `layout`, plain.

Tests read it as a plotly `Figure`, which refuses what plotly does not know; a page does without,
since making one of those takes ten times as long as all that stands in it.
"""


def template() -> Drawing:
    """The one template: no background of its own, hairlines, the page's fonts.

    Its numbers are set as the language being spoken sets them.
    """
    return _template(language().decimal + language().group)


@cache
def _template(separators: str) -> Drawing:
    token = light_tokens()
    axis = {
        "showline": False,
        "gridcolor": token["rule"],
        "zerolinecolor": token["muted"],
        "zerolinewidth": 1,
        "ticks": "",
        "automargin": True,
        "fixedrange": True,
        "title": {"font": {"size": 13, "color": token["muted"]}, "standoff": 8},
        "tickfont": {"size": 13, "color": token["ink"]},
    }
    return {
        "layout": {
            "font": {"family": token["sans"], "size": 13, "color": token["ink"]},
            "paper_bgcolor": "rgba(0,0,0,0)",
            "plot_bgcolor": "rgba(0,0,0,0)",
            "colorway": [token["accent"], token["warn"], token["muted"]],
            "xaxis": axis,
            "yaxis": axis,
            "showlegend": False,
            "dragmode": False,
            "hoverlabel": {
                "bgcolor": token["paper"],
                "bordercolor": token["rule"],
                "font": {"family": token["sans"], "size": 13, "color": token["ink"]},
                "align": "left",
            },
            "margin": {"l": 8, "r": 12, "t": 8, "b": 8, "pad": 4},
            "separators": separators,
        }
    }
