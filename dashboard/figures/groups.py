"""A measure by group of people: a dot and its interval for each."""

from audits import words
from audits.finding import Finding, GroupValue
from audits.report.paint import light_tokens
from audits.report.svg import wrapped
from dashboard.theme import Drawing, template
from data.city import Dimension

_ROW_PX, _TALL_ROW_PX = 26, 38
_LABEL, _HEAD = 18, 30
"""Characters in a line of a group's and a dimension's name: on a phone they must leave room."""


def groups_figure(finding: Finding, dimensions: tuple[Dimension, ...]) -> Drawing:
    """Groups from top to bottom under the name of their dimension, on one scale.

    A group without a value keeps its row, with the kind of nothing in words. Crossed groups are
    many and small: they stand in the table.
    """
    unit = finding.measure.unit_of_groups
    rows: list[GroupValue | str] = []
    for dimension in (one for one in dimensions if one.kind != "crossed"):
        values = [v for v in finding.draft.by_group if v.dimension == dimension.id]
        rows += [dimension.title, *values] if values else []
    shown = [
        (y, row, row.value)
        for y, row in enumerate(rows)
        if isinstance(row, GroupValue) and row.value is not None
    ]
    lines, names_of_lines = _city(finding, len(rows))
    notes = [*names_of_lines]
    for y, row in enumerate(rows):
        if isinstance(row, str):
            name = "<br>".join(f"<b>{part}</b>" for part in wrapped(row, _HEAD))
            notes.append(_words(y, name, "ink"))
        elif row.value is None:
            said = words.value_or_reason(None, row.state, unit, row.reason)
            notes.append(_words(y, said, "muted"))
    names = [[] if isinstance(row, str) else wrapped(row.group, _LABEL) for row in rows]
    height = _ROW_PX if all(len(name) < 2 for name in names) else _TALL_ROW_PX
    values_axis: Drawing = {
        "title": {"text": str(unit)},
        "rangemode": "tozero",
        "zeroline": True,
        "nticks": 6,
    }
    if words.is_share(unit):
        values_axis["tickformat"] = ".0%"
    return {
        "data": [_dots(shown, unit), *lines],
        "layout": {
            "template": template(),
            "height": height * len(rows) + 76,
            "margin": {"t": 24},
            "annotations": notes,
            "xaxis": values_axis,
            "yaxis": {
                "tickvals": list(range(len(rows))),
                "ticktext": ["<br>".join(name) for name in names],
                "range": [len(rows) - 0.4, -0.6],
                "showgrid": False,
                "zeroline": False,
            },
        },
    }


def _dots(shown: list[tuple[int, GroupValue, float]], unit: str) -> Drawing:
    token = light_tokens()
    above, below = [], []
    for _, row, value in shown:
        above.append(row.interval.high - value if row.interval else 0.0)
        below.append(value - row.interval.low if row.interval else 0.0)
    return {
        "type": "scatter",
        "x": [value for _, _, value in shown],
        "y": [y for y, _, _ in shown],
        "mode": "markers",
        "uid": "groups",
        "marker": {"size": 9, "color": token["accent"]},
        "error_x": {
            "type": "data",
            "symmetric": False,
            "array": above,
            "arrayminus": below,
            "color": token["accent"],
            "thickness": 1.5,
            "width": 4,
        },
        "customdata": [
            (
                str(row.group),
                str(words.with_unit(value, unit)),
                str(words.interval(row.interval, unit)),
                str(words.heads(row.people)),
            )
            for _, row, value in shown
        ],
        "hovertemplate": (
            "%{customdata[0]}: %{customdata[1]}<br>%{customdata[2]}"
            "<br>%{customdata[3]}<extra></extra>"
        ),
    }


def _city(finding: Finding, rows: int) -> tuple[list[Drawing], list[Drawing]]:
    """A line at the value for the whole city and its name, where that is the same quantity."""
    estimate = finding.draft.estimate
    if estimate is None or finding.measure.unit_of_groups != finding.measure.unit:
        return [], []
    muted = light_tokens()["muted"]
    line = {
        "type": "scatter",
        "x": [estimate, estimate],
        "y": [-0.6, rows - 0.4],
        "mode": "lines",
        "uid": "all",
        "line": {"color": muted, "width": 1, "dash": "dot"},
        "hoverinfo": "skip",
    }
    name = {
        "x": estimate,
        "y": -0.6,
        "yanchor": "bottom",
        "showarrow": False,
        "text": str(words.say("all")),
        "font": {"size": 12, "color": muted},
    }
    return [line], [name]


def _words(y: int, text: str, token: str) -> Drawing:
    """Words in a row of their own, from the left edge of the plot."""
    return {
        "x": 0,
        "xref": "paper",
        "xanchor": "left",
        "y": y,
        "showarrow": False,
        "align": "left",
        "text": str(text),
        "font": {"size": 12, "color": light_tokens()[token]},
    }
