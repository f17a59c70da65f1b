import plotly.graph_objects as go

from audits.finding import Stability
from dashboard.figures.stability import stability_figure
from tests.test_audits.examples import example_finding


def test_marks_tell_by_shape_whether_the_verdict_holds() -> None:
    figure = go.Figure(stability_figure(example_finding()))
    assert {trace.uid: (list(trace.x), trace.marker.symbol) for trace in figure.data} == {
        "holds": ([0.41, 0.7], "line-ns"),
        "fails": ([0.93], "x-thin"),
        "this": ([0.7], "diamond"),
    }


def test_a_setting_without_a_value_is_no_mark() -> None:
    figure = go.Figure(
        stability_figure(
            example_finding(
                estimate=None,
                stability=Stability(verdict=None, settings=(), boundaries="none tried"),
            )
        )
    )
    assert figure.data == ()
