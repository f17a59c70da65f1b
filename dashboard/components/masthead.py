"""The head of every page: whose city it is, and where one can go."""

from audits.words import say
from dashboard import html
from dashboard.attributes import attributes
from dashboard.page import Page
from dashboard.spoken import language_link
from data.languages import LANGUAGES
from data.said import language


def masthead(
    city_title: str, pages: tuple[Page, ...], here: Page | None, address: str = "/"
) -> html.Header:
    """The city's name, the navigation, and the switches of language and of light and dark.

    `address` is where the page stands, to come back to it in another language.
    """
    links = [
        html.Li(
            html.A(
                say(page.name),
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
            html.Span(say("Dark"), className="only-light"),
            html.Span(say("Light"), className="only-dark"),
            html.Span(say(" page"), className="visually-hidden"),
        ],
        className="theme-switch",
        type="button",
        **attributes(data_theme_switch="true"),
    )
    return html.Header(
        [
            html.P(
                [html.Span("Penumbra", className="wordmark"), " ", html.Span(city_title)],
                className="masthead-title",
            ),
            html.Nav(html.Ul(links), **attributes(aria_label=say("Pages"))),
            html.Div([*_other_languages(address), switch], className="switches"),
        ],
        className="masthead",
    )


def _other_languages(address: str) -> list[html.A]:
    """Each in its own words; the address is fetched anew, since the whole document changes."""
    return [
        html.A(
            one.name,
            href=language_link(one, address),
            lang=one.tag,
            hrefLang=one.tag,
            className="language-switch",
            **attributes(data_plain="true"),
        )
        for one in LANGUAGES
        if one is not language()
    ]
