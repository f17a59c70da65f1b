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
from audits.words import number, share, within
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
        return (
            f"The half of the people whose areas are least within reach of the "
            f"{within(network.title)} are {share(bottom)} of all who are within reach; alike, they "
            f"would be half. Gini {number(value, 3)} (0: every area alike, 1: all in one place); "
            f"{sure}. "
            "It does not say who they are: see the wealth gradient."
        )

    return draft(
        frame,
        network,
        MEASURE,
        estimate=estimate,
        replicates=None if estimate is None else gini(part, drawn_people(frame, network)),
        undefined=f"nobody lives within reach of a {network.sensor}, so there is nothing to spread",
        reading=reading,
        stability=Stability(
            verdict=None,
            settings=(*over_reaches(frame, network, gini), *_by_cells(frame, network)),
            boundaries="besides areas, the cells of the map were tried, with nearness as the thing "
            "that is spread",
        ),
        parameters={"thing": "share of an area's residents within reach"},
        exhibits=()
        if estimate is None
        else (
            Lines(
                title="Lorenz curve of reach",
                x_title="share of people, least within reach first",
                x_unit="share of people",
                y_title="share of those within reach",
                y_unit="share of people within reach",
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
            parameters={"thing": "nearness of each cell", "scale in metres": scale},
            estimate=known(gini(near, frame.cell_people)),
            holds=None,
        )


MEASURE = Measure(
    code="M10",
    name="Gini of coverage",
    question="How unequally is reach spread over people, whoever they are?",
    asked_by="Corrado Gini 1912; studies of access to services report it first.",
    better="nearer to zero",
    success="Reach is spread more evenly than before, and no group pays for it.",
    formula="G = Σ_i Σ_k w_i w_k |c_i − c_k| / (2 W² μ): c the share of an area's residents within "
    "reach, w its residents, W all of them, μ the mean of c",
    unit="index from 0 to 1",
    group_unit="share of people",
    area_unit="share of people",
    inputs=("cell", "sensor"),
    parameters={
        "reach in metres": "r, stated by the city for each network",
        "sensors counted": "all placed, or without those known to be dead",
        "thing": "what is spread; by cells it is nearness, exp(−d/θ)",
        "scale in metres": "θ of nearness",
    },
    citation="Gini 1912; MEASURES M10",
    failure_modes=(
        "It does not say who has less: the same value when rich and poor change places.",
        "Not defined where nobody is within reach.",
        "Whoever lives in an area is given its average.",
    ),
    family="inequality",
    compute=compute,
)
