import plotly.graph_objects as go

from audits.finding import GroupValue, State
from dashboard.figures.groups import groups_figure
from tests.test_audits.examples import example_city, example_finding


def test_each_measured_group_is_a_dot_with_its_interval() -> None:
    figure = go.Figure(groups_figure(example_finding(), example_city().dimensions))
    dots = figure.data[0]
    assert list(dots.x) == [0.45, 0.66, 0.8, 0.82, 0.77, 0.71]
    assert [round(v, 3) for v in dots.error_x.array[:2]] == [0.06, 0.06]
    assert dots.error_x.array[5] == 0, "a group without an interval gets no whisker"


def test_a_group_without_a_value_keeps_its_row_and_says_why() -> None:
    figure = go.Figure(groups_figure(example_finding(), example_city().dimensions))
    said = [note.text for note in figure.layout.annotations]
    assert "withheld: rests on one settlement" in said
    assert len(figure.layout.yaxis.ticktext) == 2 + 7


def test_hover_says_value_interval_and_people() -> None:
    figure = go.Figure(groups_figure(example_finding(), example_city().dimensions))
    assert tuple(figure.data[0].customdata[0]) == (
        "poorest fifth",
        "45 %",
        "from 39 % to 51 %",
        "12\u202f000 people",
    )


def test_no_group_measured_draws_words_alone() -> None:
    nobody = GroupValue(
        dimension="settlement",
        group="inside",
        value=None,
        state=State.NOT_MEASURED,
        people=0,
        reason="nobody of this group",
    )
    figure = go.Figure(
        groups_figure(example_finding(by_group=(nobody,), estimate=None), example_city().dimensions)
    )
    assert list(figure.data[0].x) == []
    assert "not measured: nobody of this group" in [n.text for n in figure.layout.annotations]


def test_the_line_for_all_is_drawn_only_on_the_same_scale() -> None:
    same = go.Figure(groups_figure(example_finding(), example_city().dimensions))
    assert [trace.uid for trace in same.data] == ["groups", "all"]
    from tests.test_audits.examples import example_measure

    other = go.Figure(
        groups_figure(
            example_finding(
                measure=example_measure(unit="index from −1 to 1", group_unit="share of people")
            ),
            example_city().dimensions,
        )
    )
    assert [trace.uid for trace in other.data] == ["groups"]
