"""M13: how far apart do those within reach and those out of reach live?"""

from collections.abc import Iterator

from audits.exhibit import Line, Lines
from audits.finding import Draft, Setting, Stability
from audits.frame import CityFrame, Floats
from audits.measure import Measure
from audits.reach import reach_of
from audits.spread import draft, inhabited, known, over_reaches
from audits.stats.dissimilarity import dissimilarity
from audits.words import number, say, share, within
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
        return say(
            "{share} of the people within reach of the {network} would have to move to another "
            "area for every area to be within reach in the same part (dissimilarity {value}; "
            "{sure}). It does not say where they live, nor who they are.",
            share=share(value),
            network=within(network.title),
            value=number(value, 3),
            sure=sure,
        )

    return draft(
        frame,
        network,
        MEASURE,
        estimate=estimate,
        replicates=drawn,
        undefined=say(
            "nobody lives within reach of a {sensor}, so there are no two kinds of people to "
            "compare",
            sensor=network.sensor,
        )
        if nobody
        else say(
            "everybody lives within reach of a {sensor}, so there are no two kinds of people to "
            "compare",
            sensor=network.sensor,
        ),
        reading=reading,
        stability=Stability(
            verdict=None,
            settings=settings,
            boundaries=say(
                "by cells of the map it is 1 by definition, since all in a cell are alike; "
                "other boundary sets have not been tried"
            ),
        ),
        parameters={},
        exhibits=() if estimate is None else (_over_reach(network, settings),),
    )


def _over_reach(network: Network, settings: tuple[Setting, ...]) -> Lines:
    counted = (setting.parameters["sensors counted"] for setting in settings)
    names = dict.fromkeys(name for name in counted if isinstance(name, str))
    return Lines(
        title=say("Dissimilarity over the reach"),
        x_title=say("reach"),
        x_unit=say("metres"),
        y_title=say("dissimilarity"),
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
    name=say("Dissimilarity of covered and uncovered"),
    question=say("How far apart do those within reach and those out of reach live?"),
    asked_by=say(
        "Studies of segregation ask it of any two kinds of people (Duncan and Duncan 1955)."
    ),
    better="nearer to zero",
    success=say("Areas are within reach in like parts."),
    formula=say(
        "D = ½ Σ |x_i/X − (t_i − x_i)/(T − X)|: x_i residents of an area within reach, t_i all "
        "of them"
    ),
    unit=say("index from 0 to 1"),
    group_unit=say("share of people"),
    area_unit=say("share of people"),
    inputs=("cell", "sensor"),
    parameters={
        say("reach in metres"): say("r, stated by the city for each network"),
        say("sensors counted"): say("all placed, or without those known to be dead"),
    },
    citation="Duncan and Duncan 1955; MEASURES M13",
    failure_modes=(
        say("Biased upward where few sensors or few people stand behind the areas."),
        say("Blind to geography: neighbours or opposite ends of the city, it is the same."),
        say("Smaller areas give larger values; by cells it is 1 by definition."),
    ),
    family="inequality",
    compute=compute,
)
