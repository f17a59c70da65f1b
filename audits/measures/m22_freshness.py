"""M22: how old is what we know, and how much of what should have arrived did?"""

from collections.abc import Iterator

import numpy as np

from audits.compare import ends, group_values
from audits.finding import AreaValue, Draft, Footing, Setting, Stability, State
from audits.frame import CityFrame, Floats
from audits.measure import Measure
from audits.no_estimate import no_area_values, no_estimate
from audits.reach import group_people
from audits.stats.bootstrap import ratios
from audits.stats.difference import Difference, differences, quotient
from audits.uptime import WINDOW_DAYS, uptime
from audits.words import age, day, joined, number, say, share, within
from data.city import Network


def compute(frame: CityFrame) -> Iterator[Draft]:
    """One draft per network, and one per feed of requests or occurrences."""
    for network in frame.city.networks:
        yield _network(frame, network)
    for name in frame.datasets_of("requests", "interventions"):
        yield _events(frame, name)


def _age(frame: CityFrame, names: tuple[str, ...]) -> str:
    """`its newest row is of 4 May 2024, 2 years old`, in the words of the newest dataset."""
    days = [frame.observed_until(name) for name in names]
    newest = max((d for d in days if d is not None), default=None)
    if newest is None:
        return say("nobody states when it was last observed")
    return say(
        "its newest row is of {day}, {age}",
        day=day(newest),
        age=age((frame.as_of - newest).days),
    )


def _network(frame: CityFrame, network: Network) -> Draft:
    feeds = frame.datasets_of("readings", "availability", network=network.id)
    sensors = frame.datasets_of("sensors", network=network.id)
    delivered = uptime(frame, network)
    used = (*feeds, *sensors, *frame.datasets_of("areas", "people", "wealth", "settlements"))
    counted = np.isfinite(delivered.expected) & (delivered.expected > 0)
    base = {
        "measure": MEASURE,
        "network": network,
        "subject": network.id,
        "blind_spot": frame.blind_spot(network),
        "footing": Footing(
            people=frame.people,
            areas=len(set(frame.sensors(network).area[counted].tolist())),
            sensors=int(counted.sum()),
            readings=int(delivered.usable[counted].sum()) if counted.any() else 0,
        ),
        "parameters": {say("window in days"): WINDOW_DAYS},
        "datasets": used,
    }
    how_old = _age(frame, feeds or sensors)
    if not counted.any():
        why = _why_not(frame, network, feeds)
        return no_estimate(
            **base,  # type: ignore[arg-type]  # one record, two ways to end it
            reason=why,
            reading=say(
                "We do not know how complete the {title} are: {why}; {how_old}.",
                title=within(network.title),
                why=why,
                how_old=how_old,
            ),
        )
    top, bottom = _per_area(frame, network, delivered.usable, delivered.expected)
    columns = _by_area_and_group(frame, network, delivered.usable, delivered.expected)
    by_group = group_values(frame, frame.draws, *columns)
    estimate = float(top.sum() / bottom.sum())
    reading = say(
        "{share} of the readings that the {title} should have made in their last {window} days "
        "arrived and can be used; {how_old}.",
        share=share(estimate),
        title=within(network.title),
        window=WINDOW_DAYS,
        how_old=how_old,
    )
    both = ends(frame, by_group)
    if both is not None:
        told_apart = _gap(frame, *columns).told_apart
        reading = joined(" ", (reading, _ends(*both, told_apart)))
    return Draft(
        **base,  # type: ignore[arg-type]
        estimate=estimate,
        state=State.MEASURED,
        interval=frame.draws.share_interval(
            estimate, ratios(frame.draws.counts, top[:, None], bottom[:, None])[:, 0], bottom
        ),
        interval_meaning=frame.draws.meaning,
        reading=reading,
        by_group=by_group,
        by_area=tuple(_by_area(frame, top, bottom)),
        stability=_stability(frame, network),
    )


def _ends(poorest: float, richest: float, told_apart: bool | None) -> str:
    if told_apart:
        return say(
            "Poorest fifth {poorest}, richest {richest}.",
            poorest=share(poorest),
            richest=share(richest),
        )
    return say(
        "Poorest fifth {poorest}, richest {richest}: no gradient that we can tell.",
        poorest=share(poorest),
        richest=share(richest),
    )


def _gap(frame: CityFrame, tops: Floats, bottoms: Floats) -> Difference:
    """The poorest fifth less the richest, within each draw: they may share sensors."""
    fifths = [i for i, group in enumerate(frame.groups) if group.dimension == frame.city.wealth]
    ends_of = [fifths[0], fifths[-1]]
    top, bottom = tops[:, ends_of], bottoms[:, ends_of]
    value = quotient(top.sum(axis=0), bottom.sum(axis=0))
    drawn = ratios(frame.draws.counts, top, bottom)
    (gap,) = differences(frame.draws, value[:1], value[1:], drawn[:, :1], drawn[:, 1:])
    return gap


def _why_not(frame: CityFrame, network: Network, feeds: tuple[str, ...]) -> str:
    if not feeds:
        return say("no readings of it are in the data")
    if network.reading_interval_minutes is None:
        return say("nobody states how often it should report")
    if all(frame.dataset(name).sample for name in feeds):
        return say("its readings are a sample, in which a missing row proves nothing")
    return say("no reading of a placed sensor was expected")


def _per_area(
    frame: CityFrame, network: Network, usable: Floats, expected: Floats
) -> tuple[Floats, Floats]:
    at = frame.sensors(network).area
    areas = len(frame.geography.area_ids)
    known = np.isfinite(expected)
    return (
        np.bincount(at[known], weights=usable[known], minlength=areas).astype(float),
        np.bincount(at[known], weights=expected[known], minlength=areas).astype(float),
    )


def _by_area_and_group(
    frame: CityFrame, network: Network, usable: Floats, expected: Floats
) -> tuple[Floats, Floats]:
    """Readings of the sensors that stand where a group lives, weighted by where it lives.

    Usable and expected, shape (areas, groups) each.
    """
    top, bottom = _per_area(frame, network, usable, expected)
    residents = frame.by_area(frame.cell_people)
    people = group_people(frame)
    part = np.divide(
        people,
        residents[:, None],
        out=np.zeros_like(people),
        where=np.broadcast_to(residents[:, None] > 0, people.shape),
    )
    return top[:, None] * part, bottom[:, None] * part


def _by_area(frame: CityFrame, top: Floats, bottom: Floats) -> Iterator[AreaValue]:
    for area, usable, expected in zip(frame.geography.area_ids, top, bottom, strict=True):
        if expected > 0:
            yield AreaValue(area=area, value=float(usable / expected), state=State.MEASURED)
        else:
            yield AreaValue(
                area=area, value=None, state=State.NOT_MEASURED, reason=say("no sensor stands here")
            )


def _stability(frame: CityFrame, network: Network) -> Stability:
    settings = []
    for window in (30, 90, WINDOW_DAYS, 3650):
        delivered = uptime(frame, network, window)
        known = np.isfinite(delivered.expected) & (delivered.expected > 0)
        if not known.any():
            continue
        columns = _by_area_and_group(frame, network, delivered.usable, delivered.expected)
        both = ends(frame, group_values(frame, frame.draws, *columns))
        between = None if both is None else _gap(frame, *columns).interval
        settings.append(
            Setting(
                parameters={say("window in days"): window},
                estimate=float(delivered.usable[known].sum() / delivered.expected[known].sum()),
                holds=None if between is None else between.high < 0,
            )
        )
    return Stability(
        verdict=say(
            "sensors where the poorest fifth lives deliver less than where the richest lives, "
            "and the interval of the difference leaves out zero"
        ),
        settings=tuple(settings),
        boundaries=say("other boundary sets have not been tried"),
    )


def _events(frame: CityFrame, name: str) -> Draft:
    """A feed of events: how old it is, and from where nothing was heard. Silence is not calm."""
    dataset = frame.dataset(name)
    rows = frame.tables["request" if dataset.role == "requests" else "intervention"]
    rows = rows[rows["dataset"] == name]
    heard = rows["area_id"].value_counts().reindex(list(frame.geography.area_ids)).to_numpy(float)
    silent = np.isnan(heard)[frame.cell_area]
    nowhere = int(rows["area_id"].isna().sum())
    why = say("nobody knows how many rows a complete feed of events would hold")
    return no_estimate(
        measure=MEASURE,
        network=None,
        subject=name,
        reason=why,
        reading=say(
            "{title}: {rows} rows; {how_old}. {nowhere} cannot be placed in any area. We do not "
            "know how complete it is: {why}.",
            title=dataset.title,
            rows=number(len(rows), 0),
            how_old=_age(frame, (name,)),
            nowhere=number(nowhere, 0),
            why=why,
        ),
        by_area=no_area_values(frame, why),
        blind_spot=frame.blind_spot_of(
            silent,
            ((say("nothing was ever heard from the area: calm or silence, unknown"), silent),),
        ),
        footing=Footing(
            people=frame.people,
            areas=int(np.isfinite(heard).sum()),
            sensors=0,
            incidents=len(rows),
        ),
        parameters={},
        datasets=(name, *frame.datasets_of("areas", "people", "wealth")),
    )


MEASURE = Measure(
    code="M22",
    name=say("Freshness and completeness"),
    question=say("How old is what we know, and how much of what should have arrived did?"),
    asked_by=say("An operations room on a bad day: is the screen calm, or is the feed dead?"),
    better="higher",
    success=say("Every feed is younger than its declared interval, complete, and so everywhere."),
    formula=say(
        "age = today − newest observation; completeness = usable readings ÷ readings that the "
        "register says should have been made in the window"
    ),
    unit=say("share of expected readings"),
    inputs=("sensor_health", "feed_day", "dataset"),
    parameters={say("window in days"): say("readings before the newest day of the feed")},
    citation="W3C Data Quality Vocabulary, timeliness and completeness; MEASURES M22",
    failure_modes=(
        say(
            "The time of a query shown as the time of the data: here only observation times count."
        ),
        say(
            "A whole feed that stops lowers every sensor alike and shows no gradient: see the gaps."
        ),
        say("A clock that is wrong gives ages below zero; they are shown as such, not cut off."),
    ),
    family="reach",
    headline=True,
    compute=compute,
)
