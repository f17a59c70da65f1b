"""A figure that can be explored, with its caption; its table stands beside it."""

import json
from typing import Any

from dashboard import html
from dashboard.attributes import attributes
from dashboard.theme import CONFIG


def figure(name: str, drawn: Any, caption: str) -> html.Figure:
    """A plotly figure that says in words what it shows; `assets/figure.js` draws it when near."""
    height = f"{drawn.layout.height}px"
    held = attributes(
        data_plotly=drawn.to_json(), data_config=json.dumps(CONFIG), aria_label=caption
    )
    return html.Figure(
        [
            html.Figcaption(caption),
            html.Div(
                id=f"figure-{name}",
                role="img",
                style={"minHeight": height},
                **held,
            ),
        ],
        className=f"figure figure-{name}",
    )
