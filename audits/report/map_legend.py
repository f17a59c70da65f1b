"""The legend of a map: what each fill, shade and mark on it means, in words."""

from collections import Counter
from dataclasses import dataclass

from audits import words
from audits.finding import State
from audits.geography import SensorPoints
from audits.report.map_content import MapContent, Shade

MOST_SENSORS = 2000
"""Above this many, single dots hide each other and slow a phone; they are counted instead."""
MOSTLY_UNSEEN = words.say("half or more of the residents unseen")
SENSOR = words.say("sensor")
SETTLEMENT = words.say("informal settlement")


@dataclass(frozen=True, slots=True, kw_only=True)
class LegendItem:
    """One sample and its words. A sample is a fill, a fill with a shade, a void, or a mark."""

    label: str
    fill: str | None = None
    shade: Shade | None = None
    void: State | None = None
    mark: str | None = None
    """`working`, `not working`, `unknown` or `settlement`."""


def legend(
    content: MapContent,
    *,
    sensors: SensorPoints | None = None,
    sensor_word: str = SENSOR,
    settlement_word: str | None = None,
) -> tuple[LegendItem, ...]:
    """Everything that is on this map and nothing that is not."""
    items = [
        LegendItem(label=label, fill=token)
        for token, label in zip(content.classes.tokens, content.classes.labels, strict=True)
    ]
    shades = {mark.shade for mark in content.areas}
    if "dense" in shades:
        items.append(LegendItem(label=MOSTLY_UNSEEN, shade="dense"))
    if "sparse" in shades:
        label = words.say("10 to 50 % of the residents unseen")
        items.append(LegendItem(label=label, shade="sparse"))
    states = {mark.state for mark in content.areas if mark.fill is None}
    items += [
        LegendItem(label=words.say(state.value), void=state) for state in State if state in states
    ]
    if settlement_word is not None:
        label = words.say("{settlement}, outline", settlement=settlement_word)
        items.append(LegendItem(label=label, mark="settlement"))
    if sensors is not None and drawn(sensors):
        items += _sensor_items(sensors, sensor_word)
    return tuple(items)


def condition(working: float) -> str:
    """`working`, `not working` or `unknown`, of 1, 0 and NaN."""
    if working == 1:
        return "working"
    return "not working" if working == 0 else "unknown"


def drawn(sensors: SensorPoints) -> bool:
    """Whether the sensors are few enough to be drawn one by one, and any place is published."""
    return 0 < int(sensors.published.sum()) <= MOST_SENSORS


def undrawn(sensors: SensorPoints | None, sensor_word: str) -> str | None:
    """A sentence about sensors that the map does not draw, and why; None where it draws all."""
    if sensors is None:
        return None
    public = int(sensors.published.sum())
    hidden = len(sensors.ids) - public
    said = []
    if public > MOST_SENSORS:
        many = words.count(public, sensor_word)
        said.append(words.say("{sensors}, too many to show one by one", sensors=many))
    if hidden:
        many = words.count(hidden, sensor_word)
        said.append(words.say("{sensors} whose place the city does not publish", sensors=many))
    return words.say("Not drawn: {which}.", which=words.listed(said)) if said else None


def _sensor_items(sensors: SensorPoints, sensor_word: str) -> list[LegendItem]:
    shown = Counter(
        condition(value)
        for value, public in zip(sensors.working.tolist(), sensors.published, strict=True)
        if public
    )
    many = {mark: words.number(shown[mark], 0) for mark in ("working", "not working", "unknown")}
    said = {
        "working": words.say("{sensor}, working ({n})", sensor=sensor_word, n=many["working"]),
        "not working": words.say(
            "{sensor}, not working ({n})", sensor=sensor_word, n=many["not working"]
        ),
        "unknown": words.say(
            "{sensor}, nobody knows if it works ({n})", sensor=sensor_word, n=many["unknown"]
        ),
    }
    return [LegendItem(label=label, mark=mark) for mark, label in said.items() if shown[mark]]
