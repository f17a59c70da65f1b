"""A wide or long table in a frame that scrolls, by keyboard too."""

from dashboard import html
from dashboard.attributes import attributes


def scroll(table: html.Table, label: str, tall: bool = False) -> html.Div:
    """`tall` keeps a long table to the height of a screen, with its heads in sight."""
    return html.Div(
        table,
        className="scroll tall" if tall else "scroll",
        tabIndex="0",
        role="region",
        **attributes(aria_label=label),
    )
