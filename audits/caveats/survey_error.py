"""Do groups come from a sample, and which error is then the larger one?"""

from collections.abc import Iterator

from audits.caveat import Caveat, CaveatRule, Severity
from audits.finding import Draft
from audits.frame import CityFrame
from audits.survey import Carried, carried, sampled_dimensions
from audits.words import figure, listed, say
from data.said import mark


def find(frame: CityFrame, draft: Draft) -> Iterator[Caveat]:
    """One caveat for each dimension with sampled counts that the draft tells groups by."""
    if draft.estimate is None:
        return
    errors = carried(frame, draft)
    for dimension in sampled_dimensions(frame.city):
        shown = [v for v in draft.by_group if v.dimension == dimension.id]
        own = [error for error in errors if error.dimension == dimension.id]
        if own:
            unit = draft.measure.unit_of_groups
            yield from (_of(dimension.title, error, unit) for error in own)
        elif shown and draft.footing.survey_error is not None:
            # The measure has its own way to carry it, and has said so in its footing.
            yield Caveat(
                code="survey_error",
                severity=Severity.CARE,
                template="{title}: who is in a group is known from a sample only: {statement}.",
                arguments={"title": dimension.title, "statement": draft.footing.survey_error},
                about=dimension.id,
            )
        elif any(value.interval is not None for value in shown):
            yield Caveat(
                code="survey_error_not_carried",
                severity=Severity.CARE,
                template="{title}: who belongs to {groups} is known from a sample only. The "
                "interval of their values takes it as known.",
                arguments={
                    "title": dimension.title,
                    "groups": listed(say("“{name}”", name=value.group) for value in shown),
                },
                about=dimension.id,
            )


def _of(title: str, error: Carried, unit: str) -> Caveat:
    dominates = error.survey_dominates
    return Caveat(
        code="survey_error",
        severity=Severity.CARE if dominates else Severity.NOTE,
        template=mark(
            "{title}: who belongs to “{group}” is known from a sample only. Drawn again within its "
            "margins of error the value moves by ±{survey}; its interval is ±{interval}. The "
            "survey error dominates: the interval is too narrow."
        )
        if dominates
        else mark(
            "{title}: who belongs to “{group}” is known from a sample only. Drawn again within its "
            "margins of error the value moves by ±{survey}; its interval is ±{interval}. The "
            "survey error is the smaller of the two."
        ),
        arguments={
            "title": title,
            "group": error.group,
            "survey": figure(error.survey, unit),
            "interval": figure(error.interval, unit),
        },
        about=error.dimension,
    )


RULE = CaveatRule(
    code="survey_error",
    title=say("Survey error of groups"),
    explains=say(
        "Raised when the people of a group are counted by a sample with margins of error: the "
        "counts are drawn again within these, and the spread is set against the finding's interval."
    ),
    find=find,
)
