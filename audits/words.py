"""Numbers as people read them: the same words on screen, in print, in a notebook, in a terminal."""

import math
from collections.abc import Iterable
from datetime import date

from audits.finding import Finding, Interval, State
from data.city import City

_MINUS = "\u2212"
_THIN = "\u202f"


def number(value: float, digits: int | None = None) -> str:
    """A figure with thousands set apart by a thin space, and digits enough for its size.

    Raises ValueError on a value that is not finite: that is a kind of nothing, not a number.
    """
    if not math.isfinite(value):
        raise ValueError(f"found {value}, expected a finite number; say in words why there is none")
    size = abs(value)
    if digits is None:
        digits = _digits(size)
    text = f"{size:,.{digits}f}"
    negative = value < 0 and float(text.replace(",", "")) != 0
    return f"{_MINUS if negative else ''}{text.replace(',', _THIN)}"


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
    if count >= 999_500:
        return f"{number(count / 1_000_000, 1)} million"
    if count >= 100_000:
        return number(round(count, -3), 0)
    if 0 < count < 0.5:
        return "under 1"
    return number(round(count), 0)


def people_of(part: float, whole: float) -> str:
    """`1.9 of 6.2 million`: a head count out of another."""
    if part >= 999_500 and whole >= 999_500:
        return f"{number(part / 1_000_000, 1)} of {people(whole)}"
    return f"{people(part)} of {people(whole)}"


def share(part: float) -> str:
    """A share of 0 to 1 as per cent; never 0 or 100 % unless it is."""
    percent = 100 * part
    if 0 < percent < 0.1:
        return "under 0.1 %"
    if 99.9 < percent < 100:
        return "over 99.9 %"
    whole = percent in (0, 100) or 10 <= percent < 99.5
    return f"{number(percent, 0 if whole else 1)} %"


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
    return f"{number(value)} {unit}".strip()


def value_or_reason(value: float | None, state: State, unit: str, reason: str | None = None) -> str:
    """The value, or which kind of nothing it is and why."""
    if value is not None:
        return with_unit(value, unit)
    return f"{state.value}: {reason}" if reason else str(state.value)


def interval(between: Interval | None, unit: str) -> str:
    """`from a to b`, or that there is none."""
    if between is None:
        return "no interval"
    return f"from {figure(between.low, unit)} to {figure(between.high, unit)}"


def day(when: date | None) -> str:
    """A date in full words, or *unknown*."""
    return f"{when.day} {when:%B %Y}" if when else "unknown"


def age(days: int | None) -> str:
    """How old data is, in the unit a person would use."""
    if days is None:
        return "age unknown"
    if days < 0:
        return f"stamped {count(-days, 'day')} in the future"
    if days < 60:
        return f"{count(days, 'day')} old"
    if days < 1096:
        return f"{round(days / 30.44)} months old"
    return f"{number(days / 365.25, 0)} years old"


def times(ratio: float) -> str:
    """`2.4 times`; the word for a ratio between groups."""
    return f"{number(ratio, 1 if ratio < 99.5 else 0)} times"


def likelier(ratio: float) -> str:
    """`2.4 times as likely`; `as likely` where the difference does not survive rounding."""
    said = times(ratio)
    return "as likely" if said == times(1) else f"{said} as likely"


def count(many: float, singular: str, plural: str | None = None) -> str:
    """`1 camera`, `12 cameras`: a count with its noun."""
    return f"{number(many, 0)} {singular if many == 1 else plural or singular + 's'}"


def listed(words: Iterable[str], most: int | None = None) -> str:
    """`a, b and c`; with `most`, the rest are counted: `a, b and 7 more`."""
    items = list(words)
    if most is not None and len(items) > most:
        return f"{', '.join(items[:most])} and {len(items) - most} more"
    return " and ".join([", ".join(items[:-1]), items[-1]] if len(items) > 1 else items)


def sentence(text: str) -> str:
    """The text with a capital at its start and a full stop at its end."""
    text = text.strip()
    return (text[:1].upper() + text[1:] + ("" if text[-1:] in ".!?" else ".")) if text else ""


def within(title: str) -> str:
    """A title as it stands within a sentence: `rain gauges of CEMADEN`, `BRT stations`."""
    return title if title[1:2].isupper() else title[:1].lower() + title[1:]


def subject(finding: Finding) -> str:
    """What a finding speaks of: its network's title, or the dataset's name."""
    if finding.network:
        return finding.network.title
    titles = {dataset.name: dataset.title for dataset in finding.datasets}
    return titles.get(finding.draft.subject, finding.draft.subject)


def unseen(finding: Finding) -> str:
    """One sentence: whom this finding's network does not see."""
    spot = finding.draft.blind_spot
    who = f"{people_of(spot.people, spot.of_people)} residents ({share(spot.share)})"
    return f"{subject(finding)}: {who} are not seen{_ratio(finding)}."


def blind_spot_statement(city: City, findings: tuple[Finding, ...]) -> str:
    """What this city's wall does not see: the network with most sensors speaks first.

    Networks are never pooled: being near a rain gauge does not make one seen by a camera. The
    largest network is the one that a control room looks through.
    """
    seen = [
        (finding.network, finding)
        for finding in findings
        if finding.network is not None and finding.network.purpose != "burden"
    ]
    if not seen:
        return f"We do not know whom {city.title} sees: it has no network that is a service."
    network, largest = max(seen, key=lambda pair: pair[1].draft.footing.sensors)
    spot = largest.draft.blind_spot
    return (
        f"{city.title} does not see {people_of(spot.people, spot.of_people)} residents"
        f" ({share(spot.share)}): no working {network.sensor} is within"
        f" {number(network.reach_m, 0)} m of them{_ratio(largest)}."
    )


def _ratio(finding: Finding) -> str:
    spot = finding.draft.blind_spot
    ratio = spot.ratio
    if ratio is None:
        only_the_poor = spot.richest == 0 and spot.poorest
        return "; nobody of the richest fifth is unseen" if only_the_poor else ""
    if ratio == 0:
        return "; nobody of the poorest fifth is unseen"
    if ratio < 1 and likelier(ratio) != likelier(1):
        return f"; the richest fifth is {likelier(1 / ratio)} to be unseen as the poorest"
    return f"; the poorest fifth is {likelier(ratio)} to be unseen as the richest"
