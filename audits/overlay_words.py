"""What an overlay says, as a council member would read it."""

import math

from audits.finding import Interval
from audits.words import count, interval, listed, number, people, share

_INDEX = "index from −1 to 1"


def reading(
    *,
    titles: tuple[str, str],
    index: float,
    interval: Interval | None,
    correlation: tuple[float, Interval | None],
    short: tuple[float, float],
    widest: list[str],
    left_out: tuple[int, float],
) -> str:
    """One paragraph with the numbers in words.

    `short` is how many of how many residents have as much as usual of the second or more, and less
    than usual of the first; `left_out` how many areas with people, and people, have no place.
    """
    parts = [_first(titles, index, interval) + _ranked(*correlation)]
    many, everybody = short
    parts.append(
        f"{people(many)} residents ({share(many / everybody)}) live where there is as much of "
        "the second as usual or more, and less of the first"
    )
    if widest:
        parts[-1] += f"; the two part most in {listed(widest)}"
    areas, living = left_out
    if areas:
        parts.append(
            f"{count(areas, 'area')} with {people(living)} residents "
            f"{'has' if areas == 1 else 'have'} no place in it, for want of a value"
        )
    return ". ".join(parts) + "."


def _first(titles: tuple[str, str], index: float, between: Interval | None) -> str:
    cover, need = titles
    if index == 0:
        return f"“{cover}” is spread alike over people of every “{need}”"
    more = "more" if index > 0 else "less"
    return (
        f"Where there is more of the second (“{need}”) there is {more} of the first (“{cover}”): "
        f"{number(index, 3)} on a scale from −1 to 1; {_sure(between)}"
    )


def _sure(between: Interval | None) -> str:
    if between is None:
        return "how surely we do not know"
    if between.low > 0 or between.high < 0:
        return "the interval does not hold zero"
    return "but the interval holds zero, so we cannot tell"


def _ranked(correlation: float, between: Interval | None) -> str:
    if not math.isfinite(correlation):
        return ""
    said = f" (rank correlation among people {number(correlation, 2)}"
    return f"{said}, {interval(between, _INDEX)})" if between else f"{said})"
