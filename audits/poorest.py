"""The poorest fifth within reach against several references, which need not agree."""

from collections.abc import Sequence

import numpy as np

from audits.finding import Interval
from audits.frame import CityFrame, Floats
from audits.per_frame import per_frame
from audits.reach import group_people, share_of
from audits.stats.difference import Difference, differences, gaps
from data.city import Network
from data.said import say

REFERENCES = (
    say("the richest fifth"),
    say("the best-covered fifth"),
    say("everyone"),
    say("everybody else"),
)


def poorest_against(frame: CityFrame, network: Network, seen: Floats) -> dict[str, Difference]:
    """By reference; empty where fewer than two fifths are known. `seen` is 1 or 0 per cell."""
    if len(_fifths(frame)) < 2:
        return {}
    against = _against(frame, network, [seen])
    bottom, _ = _people(frame, network)
    found = differences(
        frame.draws_within_reach(network),
        *against,
        weights=_weights(bottom),
        share=float(frame.cell_people @ seen) / frame.people,
    )
    return dict(zip(REFERENCES, found, strict=True))


def _weights(bottom: Floats) -> Floats:
    """How each difference adds up the shares of areas, (areas, references).

    `bottom` has the people of each fifth, then everyone's. Weights only steady an interval, so that
    the richest fifth stands for the best-covered, whichever that is.
    """
    rest = bottom[:, 1:-1].sum(axis=1)
    others = [bottom[:, -2], bottom[:, -2], bottom[:, -1], rest]
    own = bottom[:, 0] / bottom[:, 0].sum()
    return np.column_stack([own - other / other.sum() for other in others])


def poorest_less(
    frame: CityFrame, network: Network, seens: Sequence[Floats]
) -> list[dict[str, tuple[float | None, Interval | None]]]:
    """The same for several ways to be seen, the differences and their intervals alone."""
    if len(_fifths(frame)) < 2:
        return [{} for _ in seens]
    found = gaps(frame.draws_within_reach(network), *_against(frame, network, seens))
    many = len(REFERENCES)
    return [
        dict(zip(REFERENCES, found[many * i : many * (i + 1)], strict=True))
        for i in range(len(seens))
    ]


def _against(
    frame: CityFrame, network: Network, seens: Sequence[Floats]
) -> tuple[Floats, Floats, Floats, Floats]:
    """Share of the poorest fifth and of each reference, and both in each draw.

    Shapes (references of all ways,) and (resamples, the same).
    """
    fifths = _fifths(frame)
    crowds = [*(frame.groups[i].people for i in fifths), frame.cell_people]
    top = np.column_stack([frame.by_area(people * seen) for seen in seens for people in crowds])
    above = frame.draws_within_reach(network).counts @ top
    bottom, below = _people(frame, network)
    # Everybody else: all other fifths.
    rest = slice(1, len(fifths))
    value, reference, drawn, reference_drawn = [], [], [], []
    for k in range(len(seens)):
        own = slice(k * len(crowds), (k + 1) * len(crowds))
        here, there = _whole(top[:, own].sum(axis=0)), _whole(above[:, own])
        share, shares = share_of(here, bottom.sum(axis=0)), share_of(there, below)
        at = [len(fifths) - 1, int(np.argmax(share[:-1])), len(fifths)]
        others = share_of(here[rest].sum(), bottom[:, rest].sum())
        others_drawn = share_of(there[:, rest].sum(axis=1), below[:, rest].sum(axis=1))
        value.append(np.repeat(share[0], len(REFERENCES)))
        reference.append(np.append(share[at], others))
        drawn.append(np.repeat(shares[:, [0]], len(REFERENCES), axis=1))
        reference_drawn.append(np.column_stack([shares[:, at], others_drawn]))
    return (
        np.concatenate(value),
        np.concatenate(reference),
        np.hstack(drawn),
        np.hstack(reference_drawn),
    )


@per_frame
def _people(frame: CityFrame, network: Network) -> tuple[Floats, Floats]:
    """People of each fifth, and everyone, by area and by draw."""
    bottom = np.column_stack(
        [group_people(frame)[:, _fifths(frame)], frame.by_area(frame.cell_people)]
    )
    return bottom, frame.draws_within_reach(network).counts @ bottom


def _fifths(frame: CityFrame) -> list[int]:
    """Where the fifths by wealth that hold anybody stand among the groups, poorest first."""
    return [
        i
        for i, group in enumerate(frame.groups)
        if group.dimension == frame.city.wealth and group.total > 0
    ]


def _whole(people: Floats) -> Floats:
    """What is left of sums of cells by rounding is nobody."""
    return np.where(np.abs(people) < 1e-6, 0.0, people)
