"""The concentration curve: what share the poorest p per cent have."""

import plotly.graph_objects as go

from audits.curve import Curve
from audits.report.paint import light_tokens
from dashboard.theme import template


def curve_figure(curve: Curve) -> go.Figure:
    """The curve against the line of equal shares; below the line, the poorer have less."""
    token = light_tokens()
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
        hovertemplate=(
            "The lowest %{x:.0%} of people<br>have %{y:.0%} of "
            + curve.of.replace("<", "&lt;")
            + "<extra></extra>"
        ),
    )
    figure.add_annotation(
        x=0.5,
        y=0.5,
        text="equal shares",
        showarrow=False,
        xanchor="right",
        yanchor="bottom",
        font={"size": 12, "color": token["muted"]},
    )
    figure.update_layout(template=template(), height=380)
    figure.update_xaxes(
        title_text="people, lowest first",
        tickformat=".0%",
        range=[0, 1],
        dtick=0.2,
        constrain="domain",
    )
    figure.update_yaxes(
        title_text="what they have",
        tickformat=".0%",
        range=[0, 1.005],
        dtick=0.2,
        scaleanchor="x",
        constrain="domain",
    )
    return figure
