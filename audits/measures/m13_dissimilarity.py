"""M13: how far apart do those within reach and those out of reach live?"""

from collections.abc import Iterator

from audits.exhibit import Line, Lines
from audits.finding import Draft, Setting, Stability
from audits.frame import CityFrame, Floats
from audits.measure import Measure
from audits.reach import reach_of
from audits.spread import draft, inhabited, known, over_reaches
from audits.stats.dissimilarity import dissimilarity
from audits.words import number, share, within
from data.city import Network


def compute(frame: CityFrame) -> Iterator[Draft]:
    """One draft per network."""
    for network in frame.city.networks:
        yield _draft(frame, network)


def _index(part: Floats, residents: Floats) -> Floats:
    return dissimilarity(part * residents, residents)


def _draft(frame: CityFrame, network: Network) -> Draft:
    use, part, residents = inhabited(frame, network)
    estimate = known(_index(part, residents))
    nobody = not reach_of(frame, network).within.any()
    drawn = None
    if estimate is not None:
        counts = frame.draws_within_reach(network).counts[:, use]
        drawn = dissimilarity(part * residents, residents, counts)
    settings = over_reaches(frame, network, _index)

    def reading(value: float, sure: str) -> str:
        return (
            f"{share(value)} of the people within reach of the {within(network.title)} would have "
            f"to move to another area for every area to be within reach in the same part "
            f"(dissimilarity {number(value, 3)}; {sure}). It does not say where they live, nor "
            "who they are."
        )

    return draft(
        frame,
        network,
        MEASURE,
        estimate=estimate,
        replicates=drawn,
        undefined=f"{'nobody' if nobody else 'everybody'} lives within reach of a "
        f"{network.sensor}, so there are no two kinds of people to compare",
        reading=reading,
        stability=Stability(
            verdict=None,
            settings=settings,
            boundaries="by cells of the map it is 1 by definition, since all in a cell are alike; "
            "other boundary sets have not been tried",
        ),
        parameters={},
        exhibits=() if estimate is None else (_over_reach(network, settings),),
    )


def _over_reach(network: Network, settings: tuple[Setting, ...]) -> Lines:
    names = dict.fromkeys(str(s.parameters["sensors counted"]) for s in settings)
    return Lines(
        title="Dissimilarity over the reach",
        x_title="reach",
        x_unit="metres",
        y_title="dissimilarity",
        y_unit=MEASURE.unit,
        x=tuple(dict.fromkeys(float(s.parameters["reach in metres"]) for s in settings)),
        lines=tuple(
            Line(
                name=name,
                y=tuple(s.estimate for s in settings if s.parameters["sensors counted"] == name),
            )
            for name in names
        ),
        mark_x=network.reach_m,
    )


MEASURE = Measure(
    code="M13",
    name="Dissimilarity of covered and uncovered",
    question="How far apart do those within reach and those out of reach live?",
    asked_by="Studies of segregation ask it of any two kinds of people (Duncan and Duncan 1955).",
    better="nearer to zero",
    success="Areas are within reach in like parts.",
    formula="D = ½ Σ |x_i/X − (t_i − x_i)/(T − X)|: x_i residents of an area within reach, t_i all "
    "of them",
    unit="index from 0 to 1",
    group_unit="share of people",
    area_unit="share of people",
    inputs=("cell", "sensor"),
    parameters={
        "reach in metres": "r, stated by the city for each network",
        "sensors counted": "all placed, or without those known to be dead",
    },
    citation="Duncan and Duncan 1955; MEASURES M13",
    failure_modes=(
        "Biased upward where few sensors or few people stand behind the areas.",
        "Blind to geography: neighbours or opposite ends of the city, it is the same.",
        "Smaller areas give larger values; by cells it is 1 by definition.",
    ),
    family="inequality",
    compute=compute,
)
