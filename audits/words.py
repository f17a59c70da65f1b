"""Numbers as people read them: the same words on screen, in print, in a notebook, in a terminal.

Each of these texts can be said again in another language (`data/said.py`).
"""

import math
import re
from datetime import date

from audits.finding import Finding, Interval, State
from data.city import City
from data.said import again, joined, language, listed, noun, often, say, sentence

__all__ = ["joined", "listed", "noun", "say", "sentence"]

_MINUS = "\u2212"
_MILLION, _TWO = 999_500, 1.5
"""From these counts on a head count is in millions, and of two: other languages say `millions of`,
and a noun of its own for one.
"""


@often
def number(value: float, digits: int | None = None) -> str:
    """A figure with thousands set apart, and digits enough for its size.

    Raises ValueError on a value that is not finite: that is a kind of nothing, not a number.
    """
    if not math.isfinite(value):
        raise ValueError(f"found {value}, expected a finite number; say in words why there is none")
    size = abs(value)
    if digits is None:
        digits = _digits(size)
    text = f"{size:,.{digits}f}"
    negative = value < 0 and float(text.replace(",", "")) != 0
    spoken = language()
    marks = str.maketrans({",": spoken.group, ".": spoken.decimal})
    return f"{_MINUS if negative else ''}{text.translate(marks)}"


def _digits(size: float) -> int:
    """Decimals for a size: at least two that count, so that a little is never shown as zero."""
    if size >= 100 or size == int(size):
        return 0
    if size >= 20:
        return 1
    if size >= 0.095:
        return 2
    return min(8, 1 - math.floor(math.log10(size)))


def people(count: float) -> str:
    """A head count: exact below a hundred thousand, in millions to one decimal from a million."""
    if count >= _MILLION:
        return _millions(count / 1_000_000)
    if count >= 100_000:
        return number(round(count, -3), 0)
    if 0 < count < 0.5:
        return say("under 1")
    return number(round(count), 0)


def _millions(many: float) -> str:
    return joined(" ", (number(many, 1), noun(round(many, 1), "million", "million")))


def people_of(part: float, whole: float) -> str:
    """`1.9 of 6.2 million`: a head count out of another."""
    if part >= _MILLION and whole >= _MILLION:
        return say("{part} of {whole}", part=number(part / 1_000_000, 1), whole=people(whole))
    return say("{part} of {whole}", part=people(part), whole=people(whole))


def heads(many: float) -> str:
    """`12 people`: a head count with its noun."""
    said = people(many)
    if many >= _MILLION:
        return say("{millions} people", millions=said)
    return say("{one} people", one=said) if many < _TWO else say("{n} people", n=said)


def residents(many: float) -> str:
    """`12 residents`: likewise, of people who live there."""
    said = people(many)
    if many >= _MILLION:
        return say("{millions} residents", millions=said)
    return say("{one} residents", one=said) if many < _TWO else say("{n} residents", n=said)


def residents_of(part: float, whole: float) -> str:
    """`1.9 of 6.2 million residents`: a head count out of another, with its noun."""
    said = people_of(part, whole)
    if whole >= _MILLION:
        return say("{part_of_millions} residents", part_of_millions=said)
    return say("{part_of_whole} residents", part_of_whole=said)


def share(part: float) -> str:
    """A share of 0 to 1 as per cent; never 0 or 100 % unless it is."""
    percent = 100 * part
    if 0 < percent < 0.1:
        return say("under {n} %", n=number(0.1, 1))
    if 99.9 < percent < 100:
        return say("over {n} %", n=number(99.9, 1))
    whole = percent in (0, 100) or 10 <= percent < 99.5
    return say("{n} %", n=number(percent, 0 if whole else 1))


def is_share(unit: str) -> bool:
    """Whether values of this unit are shares of 0 to 1."""
    return unit.startswith("share")


def figure(value: float, unit: str) -> str:
    """A value without the words of its unit, for an axis or a column: shares as per cent."""
    if is_share(unit):
        return share(value)
    if unit.startswith("index"):
        return number(value, 3)
    return number(value)


def with_unit(value: float, unit: str) -> str:
    """A value as its unit is read: shares as per cent, indices to three decimals."""
    if is_share(unit) or unit.startswith("index"):
        return figure(value, unit)
    return joined(" ", (number(value), unit)) if unit else number(value)


def value_or_reason(value: float | None, state: State, unit: str, reason: str | None = None) -> str:
    """The value, or which kind of nothing it is and why."""
    if value is not None:
        return with_unit(value, unit)
    return joined(": ", (say(state.value), reason)) if reason else say(state.value)


def interval(between: Interval | None, unit: str) -> str:
    """`from a to b`, or that there is none."""
    if between is None:
        return say("no interval")
    low, high = figure(between.low, unit), figure(between.high, unit)
    return say("from {low} to {high}", low=low, high=high)


@often
def day(when: date | None) -> str:
    """A date in full words, or *unknown*."""
    return language().date(when) if when else say("unknown")


def age(days: int | None) -> str:
    """How old data is, in the unit a person would use."""
    if days is None:
        return say("age unknown")
    if days < 0:
        return say("stamped {time} in the future", time=count(-days, "day"))
    if days < 60:
        return say("{time} old", time=count(days, "day"))
    if days < 1096:
        return say("{time} old", time=count(round(days / 30.44), "month"))
    return say("{time} old", time=count(round(days / 365.25), "year"))


def times(ratio: float) -> str:
    """`2.4 times`; the word for a ratio between groups."""
    return say("{n} times", n=number(ratio, 1 if ratio < 99.5 else 0))


def likelier(ratio: float) -> str:
    """`2.4 times as likely`; `as likely` where the difference does not survive rounding."""
    said = times(ratio)
    return say("as likely") if said == times(1) else say("{times} as likely", times=said)


def count(many: float, singular: str, plural: str | None = None) -> str:
    """`1 camera`, `12 cameras`: a count with its noun."""
    more = plural or str.__str__(singular) + "s"
    return joined(" ", (number(many, 0), noun(many, singular, more)))


def several(singular: str) -> str:
    """`cameras`: a noun for many, where English adds an s."""
    return noun(2, singular, str.__str__(singular) + "s")


@again
def bare(value: float) -> str:
    """A figure as somebody chose it, thousands not set apart: `1500`, `2.5`."""
    return f"{value:g}".replace(".", language().decimal)


@again
def without_stop(text: str) -> str:
    """A sentence as it stands within another: without its full stop."""
    return str(text).rstrip(".")


@again
def within(title: str) -> str:
    """A title as it stands within a sentence: `rain gauges of CEMADEN`, `BRT stations`."""
    said = str(title)
    return said if said[1:2].isupper() else said[:1].lower() + said[1:]


def subject(finding: Finding) -> str:
    """What a finding speaks of: the title of its network, dataset or city, or its own words."""
    if finding.network:
        return finding.network.title
    titles = {dataset.name: dataset.title for dataset in finding.datasets}
    if finding.draft.subject == "city":
        return finding.city_title
    held = titles.get(finding.draft.subject) or finding.draft.subject_title
    return held or re.sub("[-_]+", " ", finding.draft.subject)


def unseen(finding: Finding) -> str:
    """One sentence: whom this finding's network does not see."""
    spot = finding.draft.blind_spot
    return say(
        "{subject}: {residents} ({share}) are not seen{ratio}.",
        subject=subject(finding),
        residents=residents_of(spot.people, spot.of_people),
        share=share(spot.share),
        ratio=_ratio(finding),
    )


def behind_statement(findings: tuple[Finding, ...]) -> Finding | None:
    """The finding whose blind spot the statement tells: of the network with most sensors.

    Networks are never pooled: being near a rain gauge does not make one seen by a camera. The
    largest network is the one that a control room looks through. None where none is a service.
    """
    seen = [f for f in findings if f.network is not None and f.network.purpose != "burden"]
    if not seen:
        return None
    largest = max(seen, key=lambda finding: finding.draft.footing.sensors)
    same = [f for f in seen if _spot(f) == _spot(largest)]
    return min(same, key=lambda finding: finding.measure.code != "M3")


def _spot(finding: Finding) -> tuple[object, ...]:
    """What the statement says of a finding; those of one network mostly say the same."""
    spot = finding.draft.blind_spot
    of = finding.network.id if finding.network else None
    return of, spot.people, spot.of_people, spot.ratio


def blind_spot_statement(city: City, findings: tuple[Finding, ...]) -> str:
    """What this city's wall does not see."""
    largest = behind_statement(findings)
    if largest is None or largest.network is None:
        return say(
            "We do not know whom {city} sees: it has no network that is a service.",
            city=city.title,
        )
    network = largest.network
    spot = largest.draft.blind_spot
    return say(
        "{city} does not see {residents} ({share}): no working {sensor} is within "
        "{reach} m of them{ratio}.",
        city=city.title,
        residents=residents_of(spot.people, spot.of_people),
        share=share(spot.share),
        sensor=network.sensor,
        reach=number(network.reach_m, 0),
        ratio=_ratio(largest),
    )


def _ratio(finding: Finding) -> str:
    spot = finding.draft.blind_spot
    ratio = spot.ratio
    if ratio is None:
        if spot.richest == 0 and spot.poorest:
            return say("; nobody of the richest fifth is unseen")
        return ""
    if ratio == 0:
        return say("; nobody of the poorest fifth is unseen")
    if ratio < 1 and likelier(ratio) != likelier(1):
        return say(
            "; the richest fifth is {likelier} to be unseen as the poorest",
            likelier=likelier(1 / ratio),
        )
    return say(
        "; the poorest fifth is {likelier} to be unseen as the richest", likelier=likelier(ratio)
    )
