"""M20: would another defensible choice of distance, kernel or sensors have said the opposite?"""

from collections.abc import Iterator
from dataclasses import dataclass, replace

import numpy as np

from audits.boundaries import boundaries_sentence
from audits.exhibit import Line, Lines
from audits.finding import Draft, Footing, GroupValue, Interval, Setting, Stability, State
from audits.frame import CityFrame, Floats
from audits.measure import Measure
from audits.no_estimate import no_estimate
from audits.reach import reach_of
from audits.stats.bootstrap import LEAST_UNITS, percentile_interval, with_width
from audits.stats.verdict import Standing, bought_at, less, standing
from audits.words import count, joined, listed, number, say, sentence, within
from data.city import Network
from data.said import again, language

STEPS = (0.25, 0.5, 0.75, 1.0, 1.5, 2.0, 3.0, 4.0)
"""Of the stated reach and of the kernel's scale; the city's own grid is added to the reaches."""
WAYS = (say("within reach"), say("nearness"))
SENSORS = (say("all placed"), say("not known to be dead"))
REFERENCES = (say("the richest fifth"), say("everyone"))
VERDICT = say("the poorest fifth is reached less")
STANDINGS: dict[Standing, str] = {
    "stable": say("The verdict is stable"),
    "decided by the parameter": say("The verdict is decided by the parameter"),
    "unstable": say("The verdict is unstable"),
}


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class _Series:
    """The ratio along one parameter, for one way to be reached, choice of sensors and reference."""

    way: str
    sensors: str
    reference: str
    metres: Floats
    ratio: Floats
    drawn: Floats
    """Shape (resamples, metres)."""

    @property
    def name(self) -> str:
        """What it is, in a legend."""
        return say(
            "{way}, {sensors}, against {reference}",
            way=self.way,
            sensors=self.sensors,
            reference=self.reference,
        )


def compute(frame: CityFrame) -> Iterator[Draft]:
    """One draft per network."""
    for network in frame.city.networks:
        yield _draft(frame, network)


def _metres(network: Network, way: str) -> Floats:
    if way == "within reach":
        own = {network.reach_m * step for step in STEPS} | set(network.reach_grid_m)
    else:
        own = {network.scale_m * step for step in STEPS}
    return np.array(sorted(own))


def _reached(distance: Floats, metres: Floats, way: str) -> Floats:
    """Per cell and parameter: within reach (1 or 0), or nearness exp(−d/θ); 0 without a sensor."""
    if way == "within reach":
        return (distance[:, None] <= metres).astype(float)
    return np.asarray(np.exp(-distance[:, None] / metres))


def _series(frame: CityFrame, network: Network) -> tuple[list[_Series], Floats]:
    """Every series, and whether each group is reached less than everyone, per grid point."""
    distances = (frame.distance_any(network), frame.distance_alive(network))
    none_dead = np.array_equal(*distances)
    found: list[_Series] = []
    groups: list[Floats] = []
    for way in WAYS:
        for sensors, distance in zip(SENSORS, distances, strict=True):
            if none_dead and sensors != SENSORS[0]:
                found += [replace(s, sensors=sensors) for s in found[-len(REFERENCES) :]]
                groups.append(groups[-1])
                continue
            metres = _metres(network, way)
            reached = _reached(distance, metres, way)
            groups.append(_less_than_everyone(frame, reached))
            found += _against(frame, network, way, sensors, metres, reached)
    return found, np.concatenate(groups)


def _against(
    frame: CityFrame, network: Network, way: str, sensors: str, metres: Floats, reached: Floats
) -> list[_Series]:
    """The poorest fifth against each reference; none where fewer than two fifths are known."""
    fifths = [group for group in frame.wealth_groups() if group.total > 0]
    if len(fifths) < 2:
        return []
    counts, shares, drawn = frame.draws_within_reach(network).counts, [], []
    for people in (fifths[0].people, fifths[-1].people, frame.cell_people):
        top, bottom = frame.by_area(reached * people[:, None]), frame.by_area(people)[:, None]
        shares.append(top.sum(axis=0) / bottom.sum())
        drawn.append(
            _ratio(counts @ top, np.broadcast_to(counts @ bottom, (len(counts), len(metres))))
        )
    return [
        _Series(
            way=way,
            sensors=sensors,
            reference=reference,
            metres=metres,
            ratio=_ratio(shares[0], shares[k]),
            drawn=_ratio(drawn[0], drawn[k]),
        )
        for k, reference in enumerate(REFERENCES, 1)
    ]


def _ratio(part: Floats, whole: Floats) -> Floats:
    """NaN where nobody of the reference is reached: there is nothing to be less than."""
    out = np.full(np.shape(part), np.nan)
    np.divide(part, whole, out=out, where=np.isfinite(whole) & (whole > 1e-12))
    return out


def _less_than_everyone(frame: CityFrame, reached: Floats) -> Floats:
    """1 where a group is reached less than everyone, per parameter and group."""
    totals = np.array([group.total for group in frame.groups])
    top, everyone = reached.T @ frame.group_people, reached.T @ frame.cell_people / frame.people
    shares = np.full(top.shape, np.nan)
    np.divide(top, totals, out=shares, where=totals > 0)
    return less(_ratio(shares, np.repeat(everyone[:, None], len(totals), axis=1)))


def _draft(frame: CityFrame, network: Network) -> Draft:
    series, groups = _series(frame, network)
    reach, draws = reach_of(frame, network), frame.draws_within_reach(network)
    holds = np.concatenate([less(s.ratio) for s in series]) if series else np.array([])
    known = np.isfinite(holds)
    base = {
        "measure": MEASURE,
        "network": network,
        "subject": network.id,
        "interval_meaning": draws.meaning,
        "by_group": tuple(_by_group(reach.by_group, groups)),
        "by_area": (),
        "blind_spot": frame.blind_spot(network),
        "footing": Footing(
            people=frame.people,
            areas=int((reach.residents > 0).sum()),
            sensors=len(frame.sensors(network).ids),
        ),
        "parameters": {
            say("settings"): len(holds),
            say("reaches in metres"): _plain(_metres(network, WAYS[0])),
            say("scales of nearness in metres"): _plain(_metres(network, WAYS[1])),
            say("sensors counted"): listed(SENSORS),
            say("references"): listed(REFERENCES),
        },
        "datasets": (
            *frame.evidence_of(network),
            *frame.datasets_of("areas", "people", "wealth", "settlements"),
        ),
        "stability": _stability(frame, network, series),
    }
    if not known.any():
        why = (
            say("under no setting is anybody reached with whom to compare")
            if series
            else say("fewer than two fifths of its people by wealth are known")
        )
        return no_estimate(
            **base,  # type: ignore[arg-type]  # one record, two ways to end it
            reason=why,
            reading=say(
                "Whether the verdict on the {network} depends on choices cannot be said: {why}.",
                network=within(network.title),
                why=why,
            ),
        )
    # A verdict turns at once, so each draw must go all the way, not be spread out afterwards.
    moved = [s.ratio + (s.drawn - s.ratio) / draws.spread for s in series]
    drawn = less(np.hstack(moved))[:, known]
    decided = np.isfinite(drawn).sum(axis=1)
    shares = np.full(len(drawn), np.nan)
    np.divide(np.nansum(drawn, axis=1), decided, out=shares, where=decided > 0)
    return Draft(
        **base,  # type: ignore[arg-type]
        estimate=float(holds[known].mean()),
        state=State.MEASURED,
        interval=with_width(percentile_interval(shares)) if draws.units >= LEAST_UNITS else None,
        reading=_reading(network, series, holds[known]),
        exhibits=tuple(_lines(frame, network, series)),
    )


def _reading(network: Network, series: list[_Series], holds: Floats) -> str:
    ratio = np.concatenate([s.ratio[np.isfinite(s.ratio)] for s in series])
    stands: Standing | None = standing([less(s.ratio) for s in series])
    assert stands is not None  # some setting is decided, or there would be no reading
    text = say(
        "Under {holds} of {settings} the poorest fifth is reached less by the {network}: its share "
        "of the others' reach lies between {low} and {high}.",
        holds=number(float(holds.sum())),
        settings=count(len(holds), "setting"),
        network=within(network.title),
        low=number(float(ratio.min())),
        high=number(float(ratio.max())),
    )
    verdict = STANDINGS[stands]
    bought = [at for s in series if (at := bought_at(s.metres, less(s.ratio))) is not None]
    if bought:
        turned = say(
            "{verdict}; in {bought} of {series} series a larger distance alone turns it, from "
            "{metres} m on.",
            verdict=verdict,
            bought=len(bought),
            series=len(series),
            metres=number(min(bought)),
        )
        return joined(" ", (text, turned))
    return joined(" ", (text, sentence(verdict)))


def _plain(metres: Floats) -> str:
    return _plain_list(tuple(metres.tolist()))


@again
def _plain_list(metres: tuple[float, ...]) -> str:
    said = [f"{one:g}".replace(".", language().decimal) for one in metres]
    return ("; " if any("," in one for one in said) else ", ").join(said)


def _by_group(values: tuple[GroupValue, ...], groups: Floats) -> Iterator[GroupValue]:
    """The share of settings under which each group is reached less than everyone."""
    for value, holds in zip(values, groups.T, strict=True):
        if value.state is not State.MEASURED:
            yield value
            continue
        known = np.isfinite(holds)
        if known.any():
            yield replace(value, value=float(holds[known].mean()), interval=None)
        else:
            yield replace(
                value,
                value=None,
                interval=None,
                state=State.NOT_MEASURED,
                reason=say("nobody is reached under any setting"),
            )


def _stability(frame: CityFrame, network: Network, series: list[_Series]) -> Stability:
    settings = tuple(
        Setting(
            parameters={
                say("way to be reached"): s.way,
                say("distance in metres"): float(metres),
                say("sensors counted"): s.sensors,
                say("reference"): s.reference,
            },
            estimate=float(ratio) if np.isfinite(ratio) else None,
            holds=bool(held) if np.isfinite(held) else None,
        )
        for s in series
        for metres, ratio, held in zip(s.metres, s.ratio, less(s.ratio), strict=True)
    )
    return Stability(
        verdict=VERDICT, settings=settings, boundaries=boundaries_sentence(frame, network)
    )


def _lines(frame: CityFrame, network: Network, series: list[_Series]) -> Iterator[Lines]:
    units = frame.draws_within_reach(network)
    own = {"within reach": network.reach_m, "nearness": network.scale_m}
    for way in WAYS:
        shown = [s for s in series if s.way == way and s.sensors == SENSORS[0]]
        if shown:
            yield Lines(
                title=say(
                    "The poorest fifth for each one of the others: {way}, over the distance",
                    way=way,
                ),
                x_title=say("Reach") if way == WAYS[0] else say("Scale of nearness"),
                x_unit="m",
                y_title=say("Ratio"),
                y_unit="",
                x=tuple(map(float, shown[0].metres)),
                lines=tuple(
                    _line(s, [units.interval(column) for column in s.drawn.T]) for s in shown
                ),
                mark_x=own[way],
            )


def _line(series: _Series, bands: list[Interval | None]) -> Line:
    return Line(
        name=say("against {reference}", reference=series.reference),
        y=tuple(float(r) if np.isfinite(r) else None for r in series.ratio),
        low=tuple(band.low if band else None for band in bands),
        high=tuple(band.high if band else None for band in bands),
    )


MEASURE = Measure(
    code="M20",
    name=say("Stability of the verdict"),
    question=say("Would another defensible choice have said the opposite?"),
    asked_by=say("Whoever is told that the poor are reached less, and asks: at which distance?"),
    better="neither",
    success=say("The verdict is the same under every setting, whichever it is."),
    formula=say(
        "Share of a grid on which C_poorest ÷ C_reference < 1: reach r and scale θ from a "
        "quarter of what is stated to four times it and the city's own reaches; all sensors or "
        "those not known to be dead; against the richest fifth and against everyone."
    ),
    unit=say("share of settings"),
    inputs=("cell", "area_group", "sensor"),
    parameters={
        say("settings"): say("points of the grid"),
        say("reaches in metres"): say("r of the share within reach"),
        say("scales of nearness in metres"): say("θ of exp(−d/θ)"),
        say("sensors counted"): say("all placed, or without those known to be dead"),
        say("references"): say("with whom the poorest fifth is compared"),
    },
    citation=say("MEASURES M20; its curve after the Newcastle sensor placement study (SPINEQ)"),
    failure_modes=(
        say("The grid is a choice as well, so it is published with every result."),
        say("Ratios run to 1 as the distance grows: a larger distance buys a better verdict."),
        say("The settings are not independent: their number is not evidence."),
    ),
    family="sureness",
    compute=compute,
)
