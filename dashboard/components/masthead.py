"""The head of every page: whose city it is, and where one can go."""

from dash import dcc, html

from dashboard.attributes import attributes
from dashboard.page import Page


def masthead(city_title: str, pages: tuple[Page, ...], here: Page | None) -> html.Header:
    """The city's name, the navigation, and the switch between light and dark."""
    links = [
        html.Li(
            dcc.Link(
                page.name,
                href=page.path,
                className="nav-link here" if page is here else "nav-link",
            ),
            **attributes(aria_current="page" if page is here else None),
        )
        for page in pages
        if page.order is not None
    ]
    switch = html.Button(
        [
            html.Span("Dark", className="only-light"),
            html.Span("Light", className="only-dark"),
            html.Span(" page", className="visually-hidden"),
        ],
        className="theme-switch",
        type="button",
        disable_n_clicks=True,
        **attributes(data_theme_switch="true"),
    )
    return html.Header(
        [
            html.P(
                [html.Span("Penumbra", className="wordmark"), " ", html.Span(city_title)],
                className="masthead-title",
            ),
            html.Nav(html.Ul(links), **attributes(aria_label="Pages")),
            switch,
        ],
        className="masthead",
    )
