"""The estimate under each other setting that could be defended."""

import plotly.graph_objects as go

from audits import words
from audits.finding import Finding, Setting
from audits.report.paint import light_tokens
from audits.report.phrases import verdict
from dashboard.theme import template
from data.said import language

_KINDS: tuple[tuple[bool | None, str, str], ...] = (
    (True, "holds", "line-ns"),
    (False, "fails", "x-thin"),
    (None, "open", "circle-open"),
)
"""Verdict, the name by which the style sheet colours it, and its mark."""


def stability_figure(finding: Finding) -> go.Figure:
    """A strip: one mark per setting, its shape says if the verdict holds; ◆ is this finding."""
    token, unit = light_tokens(), finding.measure.unit
    figure = go.Figure()
    for holds, name, symbol in _KINDS:
        shown = [
            (setting, setting.estimate)
            for setting in finding.draft.stability.settings
            if setting.holds is holds and setting.estimate is not None
        ]
        if not shown:
            continue
        colour = token["warn"] if holds is False else token["accent"]
        figure.add_scatter(
            x=[value for _, value in shown],
            y=[0.0] * len(shown),
            uid=name,
            mode="markers",
            marker={
                "symbol": symbol,
                "size": 16,
                "color": colour,
                "line": {"width": 2, "color": colour},
            },
            customdata=[
                (str(words.with_unit(value, unit)), _said(setting), str(verdict(holds)))
                for setting, value in shown
            ],
            hovertemplate=(
                "%{customdata[0]}<br>%{customdata[1]}<br>%{customdata[2]}<extra></extra>"
            ),
        )
    if finding.draft.estimate is not None:
        figure.add_scatter(
            x=[finding.draft.estimate],
            y=[0.0],
            uid="this",
            mode="markers",
            marker={"symbol": "diamond", "size": 11, "color": token["ink"]},
            hovertemplate=f"{words.say('this finding')}<extra></extra>",
        )
    figure.update_layout(template=template(), height=140)
    figure.update_yaxes(visible=False, range=[-1, 1])
    figure.update_xaxes(title_text=str(unit), tickformat=".0%" if words.is_share(unit) else None)
    return figure


def _said(setting: Setting) -> str:
    """The parameters of a setting, in the language being spoken."""
    return ", ".join(
        f"{name} {value if isinstance(value, str) else str(value).replace('.', language().decimal)}"
        for name, value in setting.parameters.items()
    )
