"""The concentration curve: what share the poorest p per cent have."""

from audits.curve import Curve
from audits.report.paint import light_tokens
from audits.report.svg import wrapped
from audits.words import say
from dashboard.theme import Drawing, template

_AXIS = 32
"""Characters in a line of the axis's name: as many as a phone has room for."""


def curve_figure(curve: Curve) -> Drawing:
    """The curve against the line of equal shares; below the line, the poorer have less."""
    token = light_tokens()
    hover = say(
        "The lowest {people} of people{line}have {share} of {what}",
        people="%{x:.0%}",
        line="<br>",
        share="%{y:.0%}",
        what=str(curve.of).replace("<", "&lt;"),
    )
    equal = {
        "type": "scatter",
        "x": [0, 1],
        "y": [0, 1],
        "mode": "lines",
        "uid": "equal",
        "line": {"color": token["muted"], "width": 1, "dash": "dot"},
        "hoverinfo": "skip",
    }
    held = {
        "type": "scatter",
        "x": list(curve.people),
        "y": list(curve.share),
        "mode": "lines",
        "uid": "curve",
        "line": {"color": token["accent"], "width": 2.5},
        "hovertemplate": f"{hover}<extra></extra>",
    }
    named = {
        "x": 0.5,
        "y": 0.5,
        "text": str(say("equal shares")),
        "showarrow": False,
        "xanchor": "right",
        "yanchor": "bottom",
        "font": {"size": 12, "color": token["muted"]},
    }
    shares = {"tickformat": ".0%", "dtick": 0.2, "constrain": "domain"}
    return {
        "data": [equal, held],
        "layout": {
            "template": template(),
            "height": 380,
            "annotations": [named],
            "xaxis": shares
            | {
                "title": {"text": "<br>".join(wrapped(say("people, lowest first"), _AXIS))},
                "range": [0, 1],
            },
            "yaxis": shares
            | {
                "title": {"text": str(say("what they have"))},
                "range": [0, 1.005],
                "scaleanchor": "x",
            },
        },
    }
