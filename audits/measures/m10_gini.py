"""M10: how unequally is reach spread over people, whoever they are?"""

from collections.abc import Iterator

import numpy as np

from audits.exhibit import Line, Lines
from audits.finding import Draft, Setting, Stability
from audits.frame import CityFrame
from audits.measure import Measure
from audits.spread import draft, drawn_people, inhabited, known, over_reaches
from audits.stats.inequality import gini
from audits.stats.rank import concentration_curve
from audits.words import number, say, share, within
from data.city import Network


def compute(frame: CityFrame) -> Iterator[Draft]:
    """One draft per network."""
    for network in frame.city.networks:
        yield _draft(frame, network)


def _draft(frame: CityFrame, network: Network) -> Draft:
    _, part, people = inhabited(frame, network)
    crowd, held = (
        tuple(map(float, line)) for line in concentration_curve(part, part, people)
    )  # fewest within reach first
    estimate = known(gini(part, people))

    def reading(value: float, sure: str) -> str:
        bottom = float(np.interp(0.5, crowd, held))
        return say(
            "The half of the people whose areas are least within reach of the {title} are {share} "
            "of all who are within reach; alike, they would be half. Gini {n} (0: every area "
            "alike, 1: all in one place); {sure}. It does not say who they are: see the wealth "
            "gradient.",
            title=within(network.title),
            share=share(bottom),
            n=number(value, 3),
            sure=sure,
        )

    return draft(
        frame,
        network,
        MEASURE,
        estimate=estimate,
        replicates=None if estimate is None else gini(part, drawn_people(frame, network)),
        undefined=say(
            "nobody lives within reach of a {sensor}, so there is nothing to spread",
            sensor=network.sensor,
        ),
        reading=reading,
        stability=Stability(
            verdict=None,
            settings=(*over_reaches(frame, network, gini), *_by_cells(frame, network)),
            boundaries=say(
                "besides areas, the cells of the map were tried, with nearness as the thing "
                "that is spread"
            ),
        ),
        parameters={say("thing"): say("share of an area's residents within reach")},
        exhibits=()
        if estimate is None
        else (
            Lines(
                title=say("Lorenz curve of reach"),
                x_title=say("share of people, least within reach first"),
                x_unit=say("share of people"),
                y_title=say("share of those within reach"),
                y_unit=say("share of people within reach"),
                x=crowd,
                lines=(Line(name=network.title, y=held),),
                equal=True,
            ),
        ),
    )


def _by_cells(frame: CityFrame, network: Network) -> Iterator[Setting]:
    """On cells reach is yes or no and Gini one minus the share; nearness has more to say there."""
    for scale in (network.scale_m / 2, network.scale_m, network.scale_m * 2):
        near = np.exp(-frame.distance_any(network) / scale)
        yield Setting(
            parameters={say("thing"): say("nearness of each cell"), say("scale in metres"): scale},
            estimate=known(gini(near, frame.cell_people)),
            holds=None,
        )


MEASURE = Measure(
    code="M10",
    name=say("Gini of coverage"),
    question=say("How unequally is reach spread over people, whoever they are?"),
    asked_by=say("Corrado Gini 1912; studies of access to services report it first."),
    better="nearer to zero",
    success=say("Reach is spread more evenly than before, and no group pays for it."),
    formula=say(
        "G = Σ_i Σ_k w_i w_k |c_i − c_k| / (2 W² μ): c the share of an area's residents within "
        "reach, w its residents, W all of them, μ the mean of c"
    ),
    unit=say("index from 0 to 1"),
    group_unit=say("share of people"),
    area_unit=say("share of people"),
    inputs=("cell", "sensor"),
    parameters={
        say("reach in metres"): say("r, stated by the city for each network"),
        say("sensors counted"): say("all placed, or without those known to be dead"),
        say("thing"): say("what is spread; by cells it is nearness, exp(−d/θ)"),
        say("scale in metres"): say("θ of nearness"),
    },
    citation="Gini 1912; MEASURES M10",
    failure_modes=(
        say("It does not say who has less: the same value when rich and poor change places."),
        say("Not defined where nobody is within reach."),
        say("Whoever lives in an area is given its average."),
    ),
    family="inequality",
    compute=compute,
)
