"""A figure that can be explored, with its caption; its table stands beside it."""

import json

from dashboard import html
from dashboard.attributes import attributes
from dashboard.theme import CONFIG, Drawing


def figure(name: str, drawn: Drawing, caption: str) -> html.Figure:
    """A plotly figure that says in words what it shows; `assets/figure.js` draws it when near."""
    height = f"{drawn['layout']['height']}px"
    held = attributes(
        data_plotly=json.dumps(drawn, allow_nan=False),
        data_config=json.dumps(CONFIG),
        aria_label=caption,
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
