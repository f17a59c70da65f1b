"""What a plan of sites does not know: the ground, the money, and whether it is wanted there."""

from collections.abc import Iterator

from audits.caveat import Caveat, CaveatRule, Severity
from audits.finding import Draft
from audits.frame import CityFrame
from audits.siting_aim import EVERYONE
from audits.words import bare, listed, number, residents, say, several


def find(frame: CityFrame, draft: Draft) -> Iterator[Caveat]:
    """Raised where a finding says what to add or remove."""
    network = draft.network
    if draft.measure.family != "remedy" or network is None or draft.estimate is None:
        return
    yield _not_asked(frame, draft)
    hidden = int((~frame.sensors(network).published).sum())
    if hidden:
        yield Caveat(
            code="siting_places_hidden",
            severity=Severity.NOTE,
            template="The city does not publish where {hidden} of these {sensors} stand: one of "
            "them to be repaired or removed is told by its area alone, and drawn somewhere in it.",
            arguments={"hidden": number(hidden), "sensors": several(network.sensor)},
            about=network.id,
        )
    if network.purpose != "burden":
        if not frame.datasets_of("sites"):
            yield Caveat(
                code="siting_grid",
                severity=Severity.CARE,
                template="No list of places is known where a {sensor} could stand, so every "
                "peopled part of the map was looked at: whether there is ground, power or a line "
                "of sight at a place is unknown, and all places and repairs are taken to cost "
                "alike.",
                arguments={"sensor": network.sensor},
                about=network.id,
            )
        if network.reach_m < frame.city.cell_m / 2**0.5:
            yield Caveat(
                code="siting_coarse",
                severity=Severity.CARE,
                template="A {sensor} reaches {reach} m, less than the corners of the cells of "
                "{cell} m on which people stand: a site counts as seeing its whole cell, so what "
                "it would add is overstated.",
                arguments={
                    "sensor": network.sensor,
                    "reach": bare(network.reach_m),
                    "cell": bare(frame.city.cell_m),
                },
                about=network.id,
            )
    if network.purpose != "service":
        yield Caveat(
            code="siting_removal",
            severity=Severity.CARE,
            template="What each {sensor} is used for is unknown: one whose removal frees most "
            "people may be one that somebody there relies on.",
            arguments={"sensor": network.sensor},
            about=network.id,
        )


def _not_asked(frame: CityFrame, draft: Draft) -> Caveat:
    """The residents of the places themselves, counted and named."""
    areas = [area.area for area in draft.by_area if area.value]
    names = dict(zip(frame.geography.area_ids, frame.geography.names, strict=True))
    living = dict(zip(frame.geography.area_ids, frame.by_area(EVERYONE.people(frame)), strict=True))
    where = listed((names[area] for area in areas), most=5) if areas else say("the places named")
    return Caveat(
        code="siting_not_asked",
        severity=Severity.STRONG_CARE,
        template="A plan on paper: land, power, cost and consent are not in it. Whether the "
        "{residents} of the areas it would change ({where}) want it is not known; they "
        "must be asked before anything is put up or taken down.",
        arguments={"residents": residents(sum(living[area] for area in areas)), "where": where},
        about="people",
    )


RULE = CaveatRule(
    code="siting_ignores",
    title=say("What a plan of sites does not know"),
    explains=say(
        "Raised for every finding that says where to add, repair or remove sensors: "
        "candidates know nothing of land, power, cost and consent, a grid of them is not a list of "
        "real places, and the residents have to be asked."
    ),
    find=find,
)
