"""Whose income is it?"""

from collections.abc import Iterator

from audits.caveat import Caveat, CaveatRule, Severity
from audits.finding import Draft
from audits.frame import CityFrame
from audits.words import number
from data.said import say


def find(frame: CityFrame, draft: Draft) -> Iterator[Caveat]:
    """Raised where groups are ranked by a wealth variable whose universe nobody states."""
    dimension = frame.city.dimension(frame.city.wealth)
    uses = any(group.dimension == dimension.id for group in draft.by_group)
    if uses and dimension.universe is None:
        yield Caveat(
            code="wealth_universe_unknown",
            severity=Severity.CARE,
            template="“{title}” ranks areas by a variable whose universe is not stated: all "
            "residents, earners or heads of household. The order of areas may depend on it.",
            arguments={"title": dimension.title},
            about=dimension.id,
        )
    residents = frame.by_area(frame.cell_people)
    left_out = int(((residents > 0) & (frame.strata < 0)).sum())
    if uses and left_out:
        yield Caveat(
            code="areas_without_fifth",
            severity=Severity.NOTE,
            template="{count} areas with {people} residents are in no income fifth: income "
            "unknown, or fewer than {least} residents.",
            arguments={
                "count": number(left_out),
                "people": number(residents[frame.strata < 0].sum(), 0),
                "least": number(dimension.least_people),
            },
            about=dimension.id,
        )


RULE = CaveatRule(
    code="wealth_universe",
    title=say("Universe of the wealth variable"),
    explains=say(
        "Raised when the manifest does not say whom the ranking variable describes, or when "
        "areas had to be left out of the fifths."
    ),
    find=find,
)
