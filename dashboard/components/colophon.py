"""The foot of every page: which snapshot it shows, and what that day was."""

from datetime import date

from audits import words
from audits.words import say
from dashboard import html


def colophon(snapshot: str | None, as_of: date | None) -> html.Footer:
    """Names the snapshot, so that a number can be cited and found again."""
    if not snapshot:
        return html.Footer(html.P(say("No snapshot is open.")), className="colophon")
    read = say(
        "Read as of {day}. Ages are counted to that day. The same snapshot gives the same numbers.",
        day=words.day(as_of),
    )
    return html.Footer(
        html.P([say("Snapshot"), " ", html.Code(snapshot), ". ", read]), className="colophon"
    )
