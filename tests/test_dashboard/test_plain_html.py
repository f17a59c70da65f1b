from dash import dcc, html

from dashboard.attributes import attributes
from dashboard.plain_html import plain_html


def test_texts_and_attributes_are_escaped() -> None:
    node = html.P(["<b>", html.Span("x", title='"><script>')], className="a b")
    assert plain_html(node) == (
        '<p class="a b">&lt;b&gt;<span title="&quot;&gt;&lt;script&gt;">x</span></p>'
    )


def test_links_drawings_styles_and_nothing() -> None:
    assert plain_html(dcc.Link("to", href="/room?a=1&b=2")) == (
        '<a href="/room?a=1&amp;b=2">to</a>'
    )
    drawing = html.Div(className="svg", **attributes(data_svg="<svg/>"))
    assert plain_html(drawing) == '<div class="svg"><svg/></div>'
    assert plain_html(html.Td(None, colSpan=4, style={"flexGrow": "2"})) == (
        '<td colspan="4" style="flex-grow:2"></td>'
    )
    assert plain_html([None, 3, html.Br()]) == "3<br>"
