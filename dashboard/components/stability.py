"""The measure under other defensible choices, as a table."""

from audits import words
from audits.finding import Setting, Stability
from audits.report.phrases import verdict
from audits.words import say
from dashboard import html
from dashboard.components.scroll import scroll
from dashboard.components.table_head import table_head


def stability_table(held: Stability, unit: str) -> html.Div:
    """One row per setting: its parameters, the estimate under it, and whether the verdict holds."""
    names = tuple(dict.fromkeys(name for s in held.settings for name in s.parameters))
    caption = words.count(len(held.settings), "setting")
    table = html.Table(
        [
            html.Caption(caption, className="visually-hidden"),
            table_head(
                *names,
                say("Estimate"),
                say("Verdict"),
                text=(*range(len(names)), len(names) + 1),
            ),
            html.Tbody([_row(setting, names, unit) for setting in held.settings]),
        ],
        className="table",
    )
    return scroll(table, caption)


def _row(setting: Setting, names: tuple[str, ...], unit: str) -> html.Tr:
    shown = say("no value") if setting.estimate is None else words.figure(setting.estimate, unit)
    return html.Tr(
        [
            *[html.Td(_said(setting.parameters.get(name))) for name in names],
            html.Td(shown, className="num"),
            html.Td(verdict(setting.holds)),
        ]
    )


def _said(value: str | float | None) -> str:
    if value is None:
        return say("as here")
    return value if isinstance(value, str) else words.number(value)
