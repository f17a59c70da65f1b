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
from audits.no_estimate import no_estimate
from audits.per_frame import per_frame
from audits.stats.bootstrap import ratios
from audits.words import count, joined, number, say, share, within
from data.city import Network, ReadingChecks
from data.said import mark

_RULES = {
    "above": say("above"),
    "below": say("below"),
    "persistent": say("persistent"),
    "jump": say("jump"),
}


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
            yield _nothing(frame, network, say("its readings carry no value that could be checked"))
        elif network.checks is None:
            yield _nothing(frame, network, say("nobody states what a believable reading of it is"))
        elif "any" not in flags:
            yield _nothing(frame, network, say("no rule for its readings is stated"))
        else:
            yield _draft(frame, network, network.checks, flags)


def _draft(
    frame: CityFrame, network: Network, checks: ReadingChecks, flags: dict[str, _Flags]
) -> Draft:
    found, draws = flags["any"], frame.draws
    top, bottom = found.per_area(len(frame.geography.area_ids))
    residents = frame.by_area(frame.cell_people)
    lived = group_shares(frame)
    return Draft(
        measure=MEASURE,
        network=network,
        subject=network.id,
        estimate=found.share,
        state=State.MEASURED,
        interval=draws.share_interval(
            found.share, ratios(draws.counts, top[:, None], bottom[:, None])[:, 0], bottom
        ),
        interval_meaning=draws.meaning
        if found.flagged.any()
        else say("no interval: none was found to draw again"),
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
            verdict=say(
                "a larger share of readings is flagged where the poorest fifth lives than "
                "where the richest does"
            ),
            settings=tuple(_settings(frame, flags)),
            boundaries=say("other boundary sets have not been tried"),
        ),
        parameters=_parameters(checks),
        datasets=(
            *frame.datasets_of("sensors", "readings", network=network.id),
            *frame.datasets_of("areas", "people", "wealth", "settlements"),
        ),
        exhibits=(
            Bars(
                title=say("Readings that break each rule"),
                unit=MEASURE.unit,
                bars=tuple(
                    Bar(
                        name=_said(rule, checks),
                        value=flags[rule].share if rule in flags else None,
                        reason=None if rule in flags else say("no such rule is stated"),
                    )
                    for rule in _RULES
                ),
            ),
        ),
    )


def _parameters(checks: ReadingChecks) -> dict[str, str | float]:
    stated = {
        say("lowest"): checks.low,
        say("highest"): checks.high,
        say("equal values in a row"): checks.most_equal,
        say("largest step"): checks.most_step,
    }
    return {
        say("unit of a reading"): checks.unit,
        **{name: say("not stated") if value is None else value for name, value in stated.items()},
        say("said by"): checks.said_by or say("nobody"),
    }


def _said(rule: str, checks: ReadingChecks) -> str:
    """The rule as a person would say it, with its limit."""
    unit = checks.unit
    words: dict[str, tuple[float | None, str, str]] = {
        "above": (checks.high, mark("above {limit} {unit}"), mark("above a limit")),
        "below": (checks.low, mark("below {limit} {unit}"), mark("below a limit")),
        "persistent": (
            checks.most_equal,
            mark("in a run of {limit} or more equal values, other than zero"),
            mark("in a run of a limit"),
        ),
        "jump": (
            checks.most_step,
            mark("a step of more than {limit} {unit}"),
            mark("a step of more than a limit"),
        ),
    }
    limit, text, unlimited = words[rule]
    return say(unlimited) if limit is None else say(text, limit=number(limit), unit=unit)


def _reading(network: Network, checks: ReadingChecks, flags: dict[str, _Flags]) -> str:
    def flagged(rule: str) -> float:
        return float(flags[rule].flagged.sum()) if rule in flags else 0.0

    readings, found = float(flags["any"].readings.sum()), flagged("any")
    sensors = len(set(flags["any"].sensor[flags["any"].flagged > 0]))
    held = [rule for rule in _RULES if rule in flags]
    if found:
        parts = (
            joined(" ", (number(flagged(rule)), _said(rule, checks)))
            for rule in held
            if flagged(rule)
        )
        first = say(
            "{found} of {readings} readings of the {title} ({share}) break a rule: {rules}. They "
            "come from {sensors}.",
            found=number(found),
            readings=number(readings),
            title=within(network.title),
            share=share(found / readings),
            rules=joined("; ", parts),
            sensors=count(sensors, network.sensor),
        )
    else:
        first = say(
            "{found} of {readings} readings of the {title} break a rule. Looked for: {rules}.",
            found=number(found),
            readings=number(readings),
            title=within(network.title),
            rules=joined("; ", (_said(rule, checks) for rule in held)),
        )
    text = [first, say("A flag deletes nothing: the readings stand as they came.")]
    silent = flagged("frozen")
    if silent:
        text.append(
            say(
                "{times} one of them sent no value for more than a day: that is silence, and not "
                "among the flags.",
                times=count(silent, "time"),
            )
        )
    return joined(" ", text)


def _by_area(frame: CityFrame, top: Floats, bottom: Floats) -> Iterator[AreaValue]:
    for area, part, whole in zip(frame.geography.area_ids, top, bottom, strict=True):
        if whole > 0:
            yield AreaValue(area=area, value=float(part / whole), state=State.MEASURED)
        else:
            yield AreaValue(
                area=area,
                value=None,
                state=State.NOT_MEASURED,
                reason=say("no sensor that sends values stands there"),
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
            parameters={say("rules"): say("all of them") if rule == "any" else _RULES[rule]},
            estimate=flags[rule].share,
            holds=bool(parts[0][0] / parts[0][1] > parts[1][0] / parts[1][1]) if known else None,
        )


def _nothing(frame: CityFrame, network: Network, reason: str) -> Draft:
    return no_estimate(
        measure=MEASURE,
        network=network,
        subject=network.id,
        reason=reason,
        reading=say(
            "We do not know how many readings of the {title} are hard to believe: {reason}.",
            title=within(network.title),
            reason=reason,
        ),
        blind_spot=frame.blind_spot(network),
        footing=Footing(people=frame.people, areas=0, sensors=0, readings=0),
        parameters={say("rules"): say("none")},
        datasets=(
            *frame.datasets_of("sensors", "readings", network=network.id),
            *frame.datasets_of("areas", "people", "wealth", "settlements"),
        ),
    )


MEASURE = Measure(
    code="M25",
    name=say("Reading checks"),
    question=say(
        "How many readings are hard to believe, and where do the sensors stand that send them?"
    ),
    asked_by=say(
        "Whoever decides on what a sensor says; the Birmingham observatory's quality control."
    ),
    better="lower",
    success=say(
        "Few readings are flagged, and no group lives among more flagged ones than another."
    ),
    formula=say(
        "readings that break at least one stated rule ÷ readings with a value; rules: above or "
        "below the range, as many equal values in a row (other than zero) as are "
        "stated, a larger step "
        "than is stated from one due reading to the next"
    ),
    unit=say("share of readings"),
    inputs=("reading_flag", "network", "sensor", "area_group"),
    parameters={
        say("unit of a reading"): say("what the limits are counted in"),
        say("lowest"): say("a lower value is flagged"),
        say("highest"): say("a higher value is flagged"),
        say("equal values in a row"): say("a run as long is flagged, all of it"),
        say("largest step"): say("a larger change from one reading to the next is flagged"),
        say("said by"): say("who holds these limits to be believable, and on what ground"),
        say("rules"): say("all of them together, or one alone"),
    },
    citation="MEASURES M25; birminghamurbanobservatory/quality-controller",
    failure_modes=(
        say("Ranges tuned on well-sensed districts flag extremes elsewhere as errors."),
        say("A wrong value inside the range passes; so does a gauge stuck at zero."),
        say("An extreme that is real is flagged too: a flag is a question, not a verdict."),
    ),
    family="reach",
    headline=False,
    compute=compute,
)
