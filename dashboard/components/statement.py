"""The blind-spot statement: first on every page, and nothing closes it."""

from audits import words
from audits.finding import Finding
from audits.report import phrases
from audits.words import say
from dashboard import html
from dashboard.attributes import attributes
from dashboard.html import Component
from dashboard.links import measure_link


def statement(
    sentence: str, behind: Finding | None, invented: html.P | None = None
) -> html.Section:
    """What this city's networks do not see, how old that is, and the way to who and where.

    `behind` is the finding whose blind spot the sentence tells; None where there is none.
    `invented` stands above it where the city does not exist.
    """
    links: list[Component] = []
    if behind is not None:
        grave = say(
            "{caveats}, gravest: {severity}",
            caveats=words.count(len(behind.caveats), "caveat"),
            severity=say(str(behind.worst)),
        )
        links = [
            html.Span(words.sentence(phrases.age_in_short(behind))),
            html.A(say("Who is not seen"), href="/#unseen"),
            html.A(say("Where"), href="/#map"),
            html.A(grave, href=measure_link(behind, "caveats")),
        ]
    return html.Section(
        [
            invented,
            html.Div(
                [
                    html.P(sentence, className="statement-text"),
                    html.P(links, className="statement-links"),
                ],
                className="statement",
            ),
        ],
        className="first",
        **attributes(aria_label=say("Known blind spot")),
    )
