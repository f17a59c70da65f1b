"""M12: how much of the average reach would one give up for reach that is equal?"""

from collections.abc import Iterator
from functools import partial

from audits.exhibit import Line, Lines
from audits.finding import Draft, Stability
from audits.frame import CityFrame, Floats
from audits.measure import Measure
from audits.spread import draft, drawn_people, inhabited, known, over_reaches
from audits.stats.bounds import possible
from audits.stats.inequality import atkinson
from audits.words import joined, number, people, say, share, within
from data.city import Network

AVERSION = 0.5
GRID = (0.25, 0.5, 0.75, 1.0)


def compute(frame: CityFrame) -> Iterator[Draft]:
    """One draft per network."""
    for network in frame.city.networks:
        yield _draft(frame, network)


def _at(aversion: float, thing: Floats, weights: Floats) -> Floats:
    return atkinson(thing, weights, aversion)


def _draft(frame: CityFrame, network: Network) -> Draft:
    _, part, residents = inhabited(frame, network)
    estimate = known(atkinson(part, residents, AVERSION))
    drawn = (
        {}
        if estimate is None
        else {e: atkinson(part, drawn_people(frame, network), e) for e in GRID}
    )
    nothing = float(residents[part == 0].sum())

    def reading(value: float, sure: str) -> str:
        text = say(
            "Whoever holds an aversion to inequality of {aversion} would give up {share} of the "
            "average reach of the {network} to have the rest spread equally (index {value}; "
            "{sure}).",
            aversion=number(AVERSION),
            share=share(value),
            network=within(network.title),
            value=number(value, 3),
            sure=sure,
        )
        deserts = say(
            "{people} people live in areas where nobody is within reach, so with the greatest "
            "aversion tried (1) it would be all of it.",
            people=people(nothing),
        )
        choice = say(
            "That aversion is a value judgement: it is for a review session to choose, not for us."
        )
        return joined(" ", (text, deserts, choice) if nothing else (text, choice))

    return draft(
        frame,
        network,
        MEASURE,
        estimate=estimate,
        replicates=drawn.get(AVERSION),
        undefined=say(
            "nobody lives within reach of a {sensor}, so there is nothing to spread",
            sensor=network.sensor,
        ),
        reading=reading,
        stability=Stability(
            verdict=None,
            settings=tuple(
                setting
                for e in GRID
                for setting in over_reaches(
                    frame, network, partial(_at, e), more={say("aversion to inequality"): e}
                )
            ),
            boundaries=say("other boundary sets have not been tried"),
        ),
        parameters={say("aversion to inequality"): AVERSION},
        exhibits=()
        if estimate is None
        else (_over_aversion(frame, network, part, residents, drawn),),
    )


def _over_aversion(
    frame: CityFrame, network: Network, part: Floats, residents: Floats, drawn: dict[float, Floats]
) -> Lines:
    draws = frame.draws_within_reach(network)
    bands = [possible(draws.interval(drawn[e]), 0, 1) for e in GRID]
    return Lines(
        title=say("What one would give up, by how much one minds inequality"),
        x_title=say("aversion to inequality, a value judgement"),
        x_unit="",
        y_title=say("share of average reach given up"),
        y_unit=MEASURE.unit,
        x=GRID,
        lines=(
            Line(
                name=network.title,
                y=tuple(known(atkinson(part, residents, e)) for e in GRID),
                low=tuple(band.low if band else None for band in bands),
                high=tuple(band.high if band else None for band in bands),
            ),
        ),
        mark_x=AVERSION,
    )


MEASURE = Measure(
    code="M12",
    name=say("Atkinson index"),
    question=say("How much of the average reach would one give up for reach that is equal?"),
    asked_by=say(
        "Whoever must weigh a higher average against the worst-off, and says how much each counts."
    ),
    better="nearer to zero",
    success=say("Smaller at the aversion that a review session chose."),
    formula=say(
        "A = 1 − (Σ (w_i/W) c_i^{1−ε})^{1/(1−ε)} / μ for ε below 1; for ε = 1 by the geometric "
        "mean, and 1 if anybody lives where c is zero"
    ),
    unit=say("index from 0 to 1"),
    group_unit=say("share of people"),
    area_unit=say("share of people"),
    inputs=("cell", "sensor"),
    parameters={
        say("aversion to inequality"): say(
            "ε: how much more a person with little counts; a value judgement"
        ),
        say("reach in metres"): say("r, stated by the city for each network"),
        say("sensors counted"): say("all placed, or without those known to be dead"),
    },
    citation="Atkinson 1970; MEASURES M12",
    failure_modes=(
        say("ε is a value judgement; whoever chooses it chooses the answer."),
        say("With ε of 1 it is always 1 where any area has nobody within reach."),
        say("A zero that is lifted to a small number would invent the answer: it never is."),
        say("It does not say who has less."),
    ),
    family="inequality",
    compute=compute,
)
