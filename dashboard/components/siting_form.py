"""The form of a siting question; all of it goes into the address."""

from audits import words
from audits.frame import CityFrame
from audits.siting_answer import MOST_SITES, may, reaches
from audits.siting_whom import ALL, WORST_OFF, offered, whom
from audits.words import say
from dashboard import html
from dashboard.attributes import attributes
from dashboard.components.choice_field import Options, choice_field
from dashboard.siting_question import WHAT, Asked, aim_words


def siting_form(frame: CityFrame, asked: Asked, path: str) -> html.Form:
    """How many, what to do, how far a sensor reaches, and for whom, beside whom."""
    held = asked.query
    far = tuple(
        (f"{reach:g}", _metres(reach, stated=reach == asked.network.reach_m))
        for reach in reaches(asked.network)
    )
    done = tuple((what, WHAT[what]) for what in may(asked.network))
    people = _people(frame, asked)
    return html.Form(
        [
            html.Input(type="hidden", name="network", value=asked.network.id, id="choose-network"),
            html.Div(
                [
                    html.Label(say("Sites, 1 to {most}", most=MOST_SITES), htmlFor="choose-sites"),
                    html.Input(
                        id="choose-sites",
                        name="sites",
                        type="text",
                        inputMode="numeric",
                        pattern="[0-9]*",
                        maxLength=2,
                        value=held["sites"],
                        autoComplete="off",
                    ),
                ],
                className="field siting-many",
            ),
            choice_field("what", say("What to do"), ((None, done),), held["what"]),
            choice_field("reach", say("A sensor reaches"), ((None, far),), held["reach"]),
            choice_field("aim", say("Chosen for"), people, held["aim"]),
            choice_field("against", say("Compared with"), people, held["against"]),
            html.Button(say("Work it out"), type="submit", className="button"),
        ],
        className="siting-form",
        method="get",
        action=path,
        # Another question is another form: what was being chosen in the last one does not stay.
        key="&".join(held.values()),
        **attributes(data_search="true", aria_label=say("The question")),
    )


def _metres(reach: float, *, stated: bool) -> str:
    metres = words.number(reach)
    return say("{metres} m, as stated", metres=metres) if stated else f"{metres} m"


def _people(frame: CityFrame, asked: Asked) -> tuple[tuple[str | None, Options], ...]:
    """Both aims of the literature, then every group that may be named, by its dimension."""
    worst = whom(frame, asked.network, asked.question.do, WORST_OFF)
    who = f" ({worst.group.name})" if worst and worst.group else ""
    first = ((WORST_OFF, f"{aim_words(frame, WORST_OFF)}{who}"), (ALL, aim_words(frame, ALL)))
    groups: list[tuple[str | None, Options]] = [(None, first)]
    for dimension in frame.city.dimensions:
        own = tuple(
            (key, group.name)
            for key, group in offered(frame).items()
            if group.dimension == dimension.id
        )
        if own:
            groups.append((dimension.title, own))
    return tuple(groups)
