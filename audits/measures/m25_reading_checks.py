"""M25: how many readings are hard to believe, by which rule, and where?"""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from audits.compare import group_values
from audits.exhibit import Bar, Bars
from audits.finding import AreaValue, Draft, Footing, Setting, Stability, State
from audits.frame import CityFrame, Floats
from audits.lived import group_shares
from audits.measure import Measure
from audits.per_frame import per_frame
from audits.stats.bootstrap import ratios
from audits.words import count, number, share, within
from data.city import Network, ReadingChecks

_RULES = ("above", "below", "persistent", "jump")


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class _Flags:
    """What one rule found among the readings of one network; rows are sensors of one dataset."""

    area: NDArray[np.int64]
    """The area that the sensor stands in; −1 for one that was not placed."""
    sensor: NDArray[np.object_]
    flagged: Floats
    readings: Floats

    @property
    def share(self) -> float:
        """Share of the readings that are flagged."""
        return float(self.flagged.sum() / self.readings.sum())

    def per_area(self, areas: int) -> tuple[Floats, Floats]:
        """Flagged readings, and readings, of the sensors that stand in each area."""
        at = self.area >= 0
        return (
            np.bincount(self.area[at], self.flagged[at], areas).astype(float),
            np.bincount(self.area[at], self.readings[at], areas).astype(float),
        )


@per_frame
def _found(frame: CityFrame) -> dict[tuple[str, str], _Flags]:
    """Network and rule -> what was found."""
    rows = frame.tables["reading_flag"]
    text = {name: rows[name].to_numpy(object) for name in ("network", "sensor_id", "rule")}
    counts = {name: rows[name].to_numpy(float) for name in ("n_flagged", "n_readings")}
    found = {}
    for network in frame.city.networks:
        points = frame.sensors(network)
        where = dict(zip(points.ids, points.area.tolist(), strict=True))
        own = text["network"] == network.id
        for rule in dict.fromkeys(text["rule"][own]):
            use = own & (text["rule"] == rule)
            sensor = text["sensor_id"][use]
            found[network.id, str(rule)] = _Flags(
                area=np.array([where.get(name, -1) for name in sensor], dtype=np.int64),
                sensor=sensor,
                flagged=counts["n_flagged"][use],
                readings=counts["n_readings"][use],
            )
    return found


def compute(frame: CityFrame) -> Iterator[Draft]:
    """One draft per network that has a feed of readings."""
    for network in frame.city.networks:
        if not frame.datasets_of("readings", network=network.id):
            continue
        flags = {rule: own for (name, rule), own in _found(frame).items() if name == network.id}
        if not flags:
            yield _nothing(frame, network, "its readings carry no value that could be checked")
        elif network.checks is None:
            yield _nothing(frame, network, "nobody states what a believable reading of it is")
        elif "any" not in flags:
            yield _nothing(frame, network, "no rule for its readings is stated")
        else:
            yield _draft(frame, network, network.checks, flags)


def _draft(
    frame: CityFrame, network: Network, checks: ReadingChecks, flags: dict[str, _Flags]
) -> Draft:
    found, draws = flags["any"], frame.draws
    top, bottom = found.per_area(len(frame.geography.area_ids))
    residents = frame.by_area(frame.cell_people)
    lived = group_shares(frame)
    flagged = bool(found.flagged.any())
    return Draft(
        measure=MEASURE,
        network=network,
        subject=network.id,
        estimate=found.share,
        state=State.MEASURED,
        # Drawing areas again cannot tell how often there might have been one where there was none.
        interval=draws.interval(ratios(draws.counts, top[:, None], bottom[:, None])[:, 0])
        if flagged
        else None,
        interval_meaning=draws.meaning if flagged else "none was found to draw again",
        reading=_reading(network, checks, flags),
        by_group=group_values(frame, draws, top[:, None] * lived, bottom[:, None] * lived),
        by_area=tuple(_by_area(frame, top, bottom)),
        blind_spot=frame.blind_spot(network),
        footing=Footing(
            people=float(residents[bottom > 0].sum()),
            areas=int((bottom > 0).sum()),
            sensors=len(set(found.sensor)),
            readings=int(found.readings.sum()),
        ),
        stability=Stability(
            verdict="a larger share of readings is flagged where the poorest fifth lives than "
            "where the richest does",
            settings=tuple(_settings(frame, flags)),
            boundaries="other boundary sets have not been tried",
        ),
        parameters=_parameters(checks),
        datasets=(
            *frame.datasets_of("sensors", "readings", network=network.id),
            *frame.datasets_of("areas", "people", "wealth", "settlements"),
        ),
        exhibits=(
            Bars(
                title="Readings that break each rule",
                unit=MEASURE.unit,
                bars=tuple(
                    Bar(
                        name=_said(rule, checks),
                        value=flags[rule].share if rule in flags else None,
                        reason=None if rule in flags else "no such rule is stated",
                    )
                    for rule in _RULES
                ),
            ),
        ),
    )


def _parameters(checks: ReadingChecks) -> dict[str, str | float]:
    stated = {
        "lowest": checks.low,
        "highest": checks.high,
        "equal values in a row": checks.most_equal,
        "largest step": checks.most_step,
    }
    return {
        "unit of a reading": checks.unit,
        **{name: "not stated" if value is None else value for name, value in stated.items()},
        "said by": checks.said_by or "nobody",
    }


def _said(rule: str, checks: ReadingChecks) -> str:
    """The rule as a person would say it, with its limit."""
    unit = checks.unit
    words: dict[str, tuple[str, float | None, str]] = {
        "above": ("above", checks.high, unit),
        "below": ("below", checks.low, unit),
        "persistent": ("in a run of", checks.most_equal, "or more equal values, other than zero"),
        "jump": ("a step of more than", checks.most_step, unit),
    }
    text, limit, after = words[rule]
    return f"{text} {number(limit)} {after}" if limit is not None else f"{text} a limit"


def _reading(network: Network, checks: ReadingChecks, flags: dict[str, _Flags]) -> str:
    def flagged(rule: str) -> float:
        return float(flags[rule].flagged.sum()) if rule in flags else 0.0

    readings, found = float(flags["any"].readings.sum()), flagged("any")
    sensors = len(set(flags["any"].sensor[flags["any"].flagged > 0]))
    held = [rule for rule in _RULES if rule in flags]
    text = f"{number(found)} of {number(readings)} readings of the {within(network.title)}"
    if found:
        parts = "; ".join(
            f"{number(flagged(rule))} {_said(rule, checks)}" for rule in held if flagged(rule)
        )
        text += f" ({share(found / readings)}) break a rule: {parts}. They come from "
        text += f"{count(sensors, network.sensor)}."
    else:
        text += f" break a rule. Looked for: {'; '.join(_said(rule, checks) for rule in held)}."
    text += " A flag deletes nothing: the readings stand as they came."
    silent = flagged("frozen")
    if silent:
        text += (
            f" {count(silent, 'time')} one of them sent no value for more than a day: that is "
            "silence, and not among the flags."
        )
    return text


def _by_area(frame: CityFrame, top: Floats, bottom: Floats) -> Iterator[AreaValue]:
    for area, part, whole in zip(frame.geography.area_ids, top, bottom, strict=True):
        if whole > 0:
            yield AreaValue(area=area, value=float(part / whole), state=State.MEASURED)
        else:
            yield AreaValue(
                area=area,
                value=None,
                state=State.NOT_MEASURED,
                reason="no sensor that sends values stands there",
            )


def _settings(frame: CityFrame, flags: dict[str, _Flags]) -> Iterator[Setting]:
    """Each rule alone: which of them speaks."""
    fifths = (0, int(frame.strata.max()))
    for rule in ("any", *_RULES):
        if rule not in flags:
            continue
        top, bottom = flags[rule].per_area(len(frame.strata))
        parts = [(top[frame.strata == k].sum(), bottom[frame.strata == k].sum()) for k in fifths]
        known = all(below > 0 for _, below in parts)
        yield Setting(
            parameters={"rules": "all of them" if rule == "any" else rule},
            estimate=flags[rule].share,
            holds=bool(parts[0][0] / parts[0][1] > parts[1][0] / parts[1][1]) if known else None,
        )


def _nothing(frame: CityFrame, network: Network, reason: str) -> Draft:
    return Draft(
        measure=MEASURE,
        network=network,
        subject=network.id,
        estimate=None,
        state=State.NOT_MEASURED,
        reason=reason,
        interval=None,
        interval_meaning="nothing was estimated",
        reading=f"We do not know how many readings of the {within(network.title)} are hard to "
        f"believe: {reason}.",
        by_group=(),
        by_area=(),
        blind_spot=frame.blind_spot(network),
        footing=Footing(people=frame.people, areas=0, sensors=0, readings=0),
        stability=Stability(
            verdict=None, settings=(), boundaries="other boundary sets have not been tried"
        ),
        parameters={"rules": "none"},
        datasets=(
            *frame.datasets_of("sensors", "readings", network=network.id),
            *frame.datasets_of("areas", "people", "wealth", "settlements"),
        ),
    )


MEASURE = Measure(
    code="M25",
    name="Reading checks",
    question="How many readings are hard to believe, and where do the sensors stand that send "
    "them?",
    asked_by="Whoever decides on what a sensor says; the Birmingham observatory's quality control.",
    better="lower",
    success="Few readings are flagged, and no group lives among more flagged ones than another.",
    formula="readings that break at least one stated rule ÷ readings with a value; rules: above or "
    "below the range, as many equal values in a row (other than zero) as are stated, a larger step "
    "than is stated from one due reading to the next",
    unit="share of readings",
    inputs=("reading_flag", "network", "sensor", "area_group"),
    parameters={
        "unit of a reading": "what the limits are counted in",
        "lowest": "a lower value is flagged",
        "highest": "a higher value is flagged",
        "equal values in a row": "a run as long is flagged, all of it",
        "largest step": "a larger change from one reading to the next is flagged",
        "said by": "who holds these limits to be believable, and on what ground",
        "rules": "all of them together, or one alone",
    },
    citation="MEASURES M25; birminghamurbanobservatory/quality-controller",
    failure_modes=(
        "Ranges tuned on well-sensed districts flag extremes elsewhere as errors.",
        "A wrong value inside the range passes; so does a gauge stuck at zero.",
        "An extreme that is real is flagged too: a flag is a question, not a verdict.",
    ),
    family="reach",
    headline=False,
    compute=compute,
)
