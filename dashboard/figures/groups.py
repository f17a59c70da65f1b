"""A measure by group of people: a dot and its interval for each."""

import plotly.graph_objects as go

from audits import words
from audits.finding import Finding, GroupValue
from audits.report.paint import light_tokens
from audits.report.svg import wrapped
from dashboard.theme import template
from data.city import Dimension

_ROW_PX, _TALL_ROW_PX = 26, 32
_LABEL, _HEAD = 18, 30
"""Characters in a line of a group's and a dimension's name: on a phone they must leave room."""


def groups_figure(finding: Finding, dimensions: tuple[Dimension, ...]) -> go.Figure:
    """Groups from top to bottom under the name of their dimension, on one scale.

    A group without a value keeps its row, with the kind of nothing in words. Crossed groups are
    many and small: they stand in the table.
    """
    unit = finding.measure.unit_of_groups
    rows: list[GroupValue | str] = []
    for dimension in (one for one in dimensions if one.kind != "crossed"):
        values = [v for v in finding.draft.by_group if v.dimension == dimension.id]
        rows += [dimension.title, *values] if values else []
    figure = go.Figure()
    shown = [
        (y, row, row.value)
        for y, row in enumerate(rows)
        if isinstance(row, GroupValue) and row.value is not None
    ]
    _draw(figure, shown, unit)
    _city(figure, finding, len(rows))
    for y, row in enumerate(rows):
        if isinstance(row, str):
            _words(figure, y, "<br>".join(f"<b>{part}</b>" for part in wrapped(row, _HEAD)), "ink")
        elif row.value is None:
            _words(figure, y, words.value_or_reason(None, row.state, unit, row.reason), "muted")
    names = [[] if isinstance(row, str) else wrapped(row.group, _LABEL) for row in rows]
    height = _ROW_PX if all(len(name) < 2 for name in names) else _TALL_ROW_PX
    figure.update_layout(template=template(), height=height * len(rows) + 76, margin_t=24)
    figure.update_yaxes(
        tickvals=list(range(len(rows))),
        ticktext=["<br>".join(name) for name in names],
        range=[len(rows) - 0.4, -0.6],
        showgrid=False,
        zeroline=False,
    )
    figure.update_xaxes(
        title_text=str(unit),
        tickformat=".0%" if words.is_share(unit) else None,
        rangemode="tozero",
        zeroline=True,
        nticks=6,
    )
    return figure


def _draw(figure: go.Figure, shown: list[tuple[int, GroupValue, float]], unit: str) -> None:
    token = light_tokens()
    above, below = [], []
    for _, row, value in shown:
        above.append(row.interval.high - value if row.interval else 0.0)
        below.append(value - row.interval.low if row.interval else 0.0)
    figure.add_scatter(
        x=[value for _, _, value in shown],
        y=[y for y, _, _ in shown],
        mode="markers",
        uid="groups",
        marker={"size": 9, "color": token["accent"]},
        error_x={
            "type": "data",
            "symmetric": False,
            "array": above,
            "arrayminus": below,
            "color": token["accent"],
            "thickness": 1.5,
            "width": 4,
        },
        customdata=[
            (
                str(row.group),
                str(words.with_unit(value, unit)),
                str(words.interval(row.interval, unit)),
                str(words.heads(row.people)),
            )
            for _, row, value in shown
        ],
        hovertemplate=(
            "%{customdata[0]}: %{customdata[1]}<br>%{customdata[2]}"
            "<br>%{customdata[3]}<extra></extra>"
        ),
    )


def _city(figure: go.Figure, finding: Finding, rows: int) -> None:
    """A line at the value for the whole city, where that is the same quantity."""
    estimate = finding.draft.estimate
    if estimate is None or finding.measure.unit_of_groups != finding.measure.unit:
        return
    figure.add_scatter(
        x=[estimate, estimate],
        y=[-0.6, rows - 0.4],
        mode="lines",
        uid="all",
        line={"color": light_tokens()["muted"], "width": 1, "dash": "dot"},
        hoverinfo="skip",
    )
    figure.add_annotation(
        x=estimate,
        y=-0.6,
        yanchor="bottom",
        showarrow=False,
        text=str(words.say("all")),
        font={"size": 12, "color": light_tokens()["muted"]},
    )


def _words(figure: go.Figure, y: int, text: str, token: str) -> None:
    """Words in a row of their own, from the left edge of the plot."""
    figure.add_annotation(
        x=0,
        xref="paper",
        xanchor="left",
        y=y,
        showarrow=False,
        align="left",
        text=str(text),
        font={"size": 12, "color": light_tokens()[token]},
    )
