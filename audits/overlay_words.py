"""What an overlay says, as a council member would read it."""

import math

from audits.finding import Interval
from audits.overlay_sides import NOBODY
from audits.words import count, interval, joined, listed, number, people, say, share

_INDEX = say("index from −1 to 1")


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
    parts.append(_short(many, everybody, widest))
    areas, living = left_out
    if areas:
        given = {"areas": count(areas, "area"), "people": people(living)}
        parts.append(
            say("{areas} with {people} residents has no place in it, for want of a value", **given)
            if areas == 1
            else say(
                "{areas} with {people} residents have no place in it, for want of a value", **given
            )
        )
    return joined(". ", parts) + "."


def _first(titles: tuple[str, str], index: float, between: Interval | None) -> str:
    cover, need = titles
    if index == 0:
        return say(
            "“{cover}” is spread alike over people of every “{need}”", cover=cover, need=need
        )
    given = {"cover": cover, "need": need, "index": number(index, 3), "sure": _sure(between)}
    if index > 0:
        return say(
            "Where there is more of the second (“{need}”) there is more of the first (“{cover}”): "
            "{index} on a scale from −1 to 1; {sure}",
            **given,
        )
    return say(
        "Where there is more of the second (“{need}”) there is less of the first (“{cover}”): "
        "{index} on a scale from −1 to 1; {sure}",
        **given,
    )


def _short(many: float, everybody: float, widest: list[str]) -> str:
    given = {"people": people(many), "share": share(many / everybody)}
    if not widest:
        return say(
            "{people} residents ({share}) live where there is as much of the second as usual or "
            "more, and less of the first",
            **given,
        )
    return say(
        "{people} residents ({share}) live where there is as much of the second as usual or "
        "more, and less of the first; the two part most in {areas}",
        **given,
        areas=listed(widest),
    )


def _sure(between: Interval | None) -> str:
    if between is None:
        return say("how surely we do not know")
    if between.low > 0 or between.high < 0:
        return say("the interval does not hold zero")
    return say("but the interval holds zero, so we cannot tell")


def _ranked(correlation: float, between: Interval | None) -> str:
    if not math.isfinite(correlation):
        return ""
    found = number(correlation, 2)
    if between is None:
        return say(" (rank correlation among people {correlation})", correlation=found)
    return say(
        " (rank correlation among people {correlation}, {interval})",
        correlation=found,
        interval=interval(between, _INDEX),
    )


def why_no_place(cover: str, need: str) -> str:
    """Why an area has no place: nobody lives there, or a side of it has no value."""
    if NOBODY in (cover, need):
        return NOBODY
    if not cover and not need:
        return say("too few areas have both, or all have the same of the second")
    if cover and need:
        return say("both sides: {why}", why=cover) if cover == need else joined("; ", (cover, need))
    if cover:
        return say("of the first: {why}", why=cover)
    return say("of the second: {why}", why=need)
