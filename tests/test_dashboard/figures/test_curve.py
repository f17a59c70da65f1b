import plotly.graph_objects as go

from audits.curve import Curve
from dashboard.figures.curve import curve_figure


def test_the_curve_is_drawn_against_equal_shares() -> None:
    figure = go.Figure(
        curve_figure(
            Curve(people=(0, 0.5, 1), share=(0, 0.2, 1), of="cameras <near>", ranked_by="income")
        )
    )
    equal, curve = figure.data
    assert list(equal.x) == list(equal.y) == [0, 1]
    assert list(curve.y) == [0, 0.2, 1]
    assert "&lt;near>" in curve.hovertemplate, "names are text, never markup"
