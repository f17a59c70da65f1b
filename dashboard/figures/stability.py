"""The estimate under each other setting that could be defended."""

from audits import words
from audits.finding import Finding, Setting
from audits.report.paint import light_tokens
from audits.report.phrases import verdict
from dashboard.theme import Drawing, template
from data.said import language

_KINDS: tuple[tuple[bool | None, str, str], ...] = (
    (True, "holds", "line-ns"),
    (False, "fails", "x-thin"),
    (None, "open", "circle-open"),
)
"""Verdict, the name by which the style sheet colours it, and its mark."""


def stability_figure(finding: Finding) -> Drawing:
    """A strip: one mark per setting, its shape says if the verdict holds; ◆ is this finding."""
    unit = finding.measure.unit
    marks = [_marks(finding, holds, name, symbol) for holds, name, symbol in _KINDS]
    if finding.draft.estimate is not None:
        marks.append(
            {
                "type": "scatter",
                "x": [finding.draft.estimate],
                "y": [0.0],
                "uid": "this",
                "mode": "markers",
                "marker": {"symbol": "diamond", "size": 11, "color": light_tokens()["ink"]},
                "hovertemplate": f"{words.say('this finding')}<extra></extra>",
            }
        )
    values: Drawing = {"title": {"text": str(unit)}}
    if words.is_share(unit):
        values["tickformat"] = ".0%"
    return {
        "data": [one for one in marks if one is not None],
        "layout": {
            "template": template(),
            "height": 140,
            "yaxis": {"visible": False, "range": [-1, 1]},
            "xaxis": values,
        },
    }


def _marks(finding: Finding, holds: bool | None, name: str, symbol: str) -> Drawing | None:
    """The settings of one verdict; None where there are none."""
    token, unit = light_tokens(), finding.measure.unit
    shown = [
        (setting, setting.estimate)
        for setting in finding.draft.stability.settings
        if setting.holds is holds and setting.estimate is not None
    ]
    if not shown:
        return None
    colour = token["warn"] if holds is False else token["accent"]
    return {
        "type": "scatter",
        "x": [value for _, value in shown],
        "y": [0.0] * len(shown),
        "uid": name,
        "mode": "markers",
        "marker": {
            "symbol": symbol,
            "size": 16,
            "color": colour,
            "line": {"width": 2, "color": colour},
        },
        "customdata": [
            (str(words.with_unit(value, unit)), _said(setting), str(verdict(holds)))
            for setting, value in shown
        ],
        "hovertemplate": "%{customdata[0]}<br>%{customdata[1]}<br>%{customdata[2]}<extra></extra>",
    }


def _said(setting: Setting) -> str:
    """The parameters of a setting, in the language being spoken."""
    return ", ".join(
        f"{name} {value if isinstance(value, str) else str(value).replace('.', language().decimal)}"
        for name, value in setting.parameters.items()
    )
