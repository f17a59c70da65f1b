from dashboard import html
from dashboard.attributes import attributes
from dashboard.plain_html import plain_html


def test_texts_and_attributes_are_escaped() -> None:
    node = html.P(["<b>", html.Span("x", title='"><script>')], className="a b")
    assert plain_html(node) == (
        '<p class="a b">&lt;b&gt;<span title="&quot;&gt;&lt;script&gt;">x</span></p>'
    )


def test_links_drawings_styles_and_nothing() -> None:
    assert plain_html(html.A("to", href="/room?a=1&b=2")) == '<a href="/room?a=1&amp;b=2">to</a>'
    drawing = html.Div(className="svg", **attributes(data_svg="<svg/>"))
    assert plain_html(drawing) == '<div class="svg"><svg/></div>'
    assert plain_html(html.Td(None, colSpan=4, style={"flexGrow": "2"})) == (
        '<td colspan="4" style="flex-grow:2"></td>'
    )
    assert plain_html([None, 3, html.Br()]) == "3<br>"


def test_fields_and_their_labels_belong_together() -> None:
    field = html.Input(id="says", name="says", type="text", maxLength=9)
    assert plain_html([html.Label("Says", htmlFor="says"), field]) == (
        '<label for="says">Says</label><input id="says" name="says" type="text" maxLength="9">'
    )


def test_what_is_true_stands_without_a_value_and_what_is_false_does_not_stand() -> None:
    assert plain_html(html.Details("x", open=True)) == "<details open>x</details>"
    assert plain_html(html.Details("x", open=False)) == "<details>x</details>"
