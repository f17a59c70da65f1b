"""The foot of every page: which snapshot it shows, and what that day was."""

from datetime import date

from dash import html

from audits import words


def colophon(snapshot: str | None, as_of: date | None) -> html.Footer:
    """Names the snapshot, so that a number can be cited and found again."""
    held: list[str | html.Code] = (
        [
            "Snapshot ",
            html.Code(snapshot),
            f", read as of {words.day(as_of)}. Ages are counted to that day.",
            " The same snapshot gives the same numbers.",
        ]
        if snapshot
        else ["No snapshot is open."]
    )
    return html.Footer(html.P(held), className="colophon")
