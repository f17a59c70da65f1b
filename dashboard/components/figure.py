"""A picture with its caption; its table stands beside it."""

from typing import Any

from dash import dcc, html

from dashboard.attributes import attributes
from dashboard.theme import CONFIG


def figure(name: str, drawn: Any, caption: str) -> html.Figure:
    """A plotly figure that says in words what it shows."""
    return html.Figure(
        [
            html.Figcaption(caption),
            html.Div(
                dcc.Graph(
                    id=f"figure-{name}",
                    figure=drawn,
                    config=CONFIG,
                    style={"height": f"{drawn.layout.height}px"},
                ),
                role="img",
                **attributes(aria_label=caption),
            ),
        ],
        className=f"figure figure-{name}",
    )
