"""The silence board as a table: regions or areas down, feeds across, words in the cells."""

from collections.abc import Sequence

from audits import words
from audits.geography import Geography
from audits.heard import Silence
from audits.silence import AreaSilence, Board
from audits.words import say
from dashboard import html
from dashboard.attributes import attributes
from dashboard.components.svg import svg
from dashboard.figures.board_map import NOBODY, state_class, state_sample
from dashboard.html import Component
from dashboard.links import link, place_link
from data.said import mark

NO_REGION = mark("No region")


def regions_of(geography: Geography) -> dict[str, tuple[int, ...]]:
    """Regions by name, each with the indices of its areas."""
    found: dict[str, list[int]] = {}
    for index, region in enumerate(geography.regions):
        found.setdefault(region or NO_REGION, []).append(index)
    return {region: tuple(found[region]) for region in sorted(found)}


def silence_board(
    board: Board, geography: Geography, query: dict[str, str], opened: str | None
) -> html.Table:
    """`opened` is the region whose areas are shown one by one."""
    heads = [html.Th(say("Region"), scope="col")]
    heads += [html.Th(feed.title, scope="col") for feed in board.feeds]
    rows: list[Component] = []
    everywhere = tuple(range(len(geography.area_ids)))
    rows.append(_row(board, html.Span(say("The whole city")), everywhere, "whole"))
    for region, indices in regions_of(geography).items():
        shut = region == opened
        to = link("/room", query, "board", region=None if shut else region)
        name = html.A(
            [
                html.Span("− " if shut else "+ ", **attributes(aria_hidden="true")),
                say(NO_REGION) if region == NO_REGION else region,
                html.Span(
                    say(": close its areas") if shut else say(": show its areas"),
                    className="visually-hidden",
                ),
            ],
            href=to,
        )
        rows.append(_row(board, name, indices, "region opened" if shut else "region"))
        if shut:
            rows += [_area(board, geography, index) for index in indices]
    return html.Table(
        [
            html.Caption(
                say("What silence means, by region and feed"), className="visually-hidden"
            ),
            html.Thead(html.Tr(heads)),
            html.Tbody(rows),
        ],
        className="table silence-board",
    )


def _row(board: Board, name: Component, indices: Sequence[int], kind: str) -> html.Tr:
    cells = [html.Td(tally([feed.areas[i] for i in indices])) for feed in board.feeds]
    return html.Tr([html.Th(name, scope="row"), *cells], className=kind)


def _area(board: Board, geography: Geography, index: int) -> html.Tr:
    name = html.A(geography.names[index], href=place_link(geography.area_ids[index]))
    return html.Tr(
        [
            html.Th(name, scope="row"),
            *[html.Td(_word(feed.areas[index])) for feed in board.feeds],
        ],
        className="area",
    )


def _word(area: AreaSilence) -> html.Span:
    word = say("nobody") if area.state is None else area.state.word
    return html.Span(word, className=f"state state-{state_class(area.state)}")


def tally(areas: Sequence[AreaSilence]) -> html.Div:
    """How many areas are in which state, as a patterned bar and in words."""
    states = [area.state for area in areas]
    counts = [(state, states.count(state)) for state in Silence if states.count(state)]
    if not counts:
        return html.Div(html.Span(NOBODY, className="tally-words"))
    bar = html.Div(
        [
            html.Span(className=f"part part-{state_class(state)}", style={"flexGrow": str(many)})
            for state, many in counts
        ],
        className="tally",
        **attributes(aria_hidden="true"),
    )
    said = [
        html.Span(f"{words.number(many, 0)} {state.word}", className=f"said-{state_class(state)}")
        for state, many in reversed(counts)
    ]
    joined: list[Component | str] = []
    for one in said:
        joined += [", ", one] if joined else [one]
    return html.Div([bar, html.Span(joined, className="tally-words")])


MEANING = {
    Silence.CALM: say("heard as it should be: what is not reported is not there"),
    Silence.UNKNOWN: say("too little is expected, or nobody counts: silence says nothing"),
    Silence.BLIND: say("nobody listens there, or hardly anybody speaks"),
    Silence.CUT_OFF: say("it was heard before, and stopped"),
}


def board_key(prefix: str) -> html.Ul:
    """What the four words mean, each with its pattern."""
    return html.Ul(
        [
            html.Li(
                [
                    svg(state_sample(state, f"{prefix}-key"), "sample"),
                    html.Span([html.Strong(state.word), f": {meaning}"]),
                ]
            )
            for state, meaning in MEANING.items()
        ],
        className="board-key",
    )
