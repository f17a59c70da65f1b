"""The concentration curve: what share the poorest p per cent have."""

import plotly.graph_objects as go

from audits.curve import Curve
from audits.report.paint import light_tokens
from audits.words import say
from dashboard.theme import template


def curve_figure(curve: Curve) -> go.Figure:
    """The curve against the line of equal shares; below the line, the poorer have less."""
    token = light_tokens()
    hover = say(
        "The lowest {people} of people{line}have {share} of {what}",
        people="%{x:.0%}",
        line="<br>",
        share="%{y:.0%}",
        what=str(curve.of).replace("<", "&lt;"),
    )
    figure = go.Figure()
    figure.add_scatter(
        x=[0, 1],
        y=[0, 1],
        mode="lines",
        uid="equal",
        line={"color": token["muted"], "width": 1, "dash": "dot"},
        hoverinfo="skip",
    )
    figure.add_scatter(
        x=list(curve.people),
        y=list(curve.share),
        mode="lines",
        uid="curve",
        line={"color": token["accent"], "width": 2.5},
        hovertemplate=f"{hover}<extra></extra>",
    )
    figure.add_annotation(
        x=0.5,
        y=0.5,
        text=str(say("equal shares")),
        showarrow=False,
        xanchor="right",
        yanchor="bottom",
        font={"size": 12, "color": token["muted"]},
    )
    figure.update_layout(template=template(), height=380)
    figure.update_xaxes(
        title_text=str(say("people, lowest first")),
        tickformat=".0%",
        range=[0, 1],
        dtick=0.2,
        constrain="domain",
    )
    figure.update_yaxes(
        title_text=str(say("what they have")),
        tickformat=".0%",
        range=[0, 1.005],
        dtick=0.2,
        scaleanchor="x",
        constrain="domain",
    )
    return figure
