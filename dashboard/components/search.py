"""A search that lives in the address; `assets/navigate.js` sends it there."""

from audits.words import say
from dashboard import html
from dashboard.attributes import attributes


def search(name: str, label: str, held: str) -> html.Form:
    """One field and its button; `name` is the query parameter that it sets."""
    return html.Form(
        [
            html.Div(
                [
                    html.Label(label, htmlFor=f"search-{name}"),
                    html.Input(
                        id=f"search-{name}",
                        name=name,
                        type="text",
                        value=held,
                        maxLength=100,
                        autoComplete="off",
                    ),
                ],
                className="field",
            ),
            html.Button(say("Find"), type="submit", className="button"),
        ],
        className="search",
        role="search",
        **attributes(data_search="true"),
    )
