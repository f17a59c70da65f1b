"""Caveats that hold for every card of a page: in full once, by name in each card."""

from audits import words
from audits.together import Held, Same, merged, split
from audits.words import say
from dashboard import html
from dashboard.components.caveats import caveats, in_short
from dashboard.components.id_words import id_words
from dashboard.remembered import remembered
from dashboard.subjects import Subjects

ANCHOR = "everywhere"


@remembered
def caveats_everywhere(networks: Subjects, shared: frozenset[Same]) -> html.Section | None:
    """All of them in full, in columns; None where the networks share none."""
    _, held = split(merged(f for findings in networks.values() for f in findings), shared)
    if not held:
        return None
    return html.Section(
        [
            html.H3(say("What holds for every network here"), id=ANCHOR),
            html.Div(caveats(held), className="wide-caveats"),
        ]
    )


def shared_line(held: tuple[Held, ...]) -> html.P | None:
    """What each of them is and what it is about, with the way to the full text."""
    if not held:
        return None
    about: dict[str, list[str]] = {}
    for one in held:
        about.setdefault(one.caveat.code, []).append(one.caveat.about)
    told = (
        words.joined(
            "", (id_words(code), " (", words.joined(", ", map(id_words, dict.fromkeys(ids))), ")")
        )
        for code, ids in about.items()
    )
    said = say(
        "And what holds for every network here ({caveats}): {names}. ",
        caveats=in_short(words.count(len(held), "caveat"), held[0].caveat.severity),
        names=words.joined("; ", told),
    )
    return html.P(
        [
            said,
            html.A(say("In full"), href=f"#{ANCHOR}"),
            ".",
        ],
        className="shared-line",
    )
