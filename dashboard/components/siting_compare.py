"""Now against then, for each of the people spoken of, under both aims."""

from audits import words
from audits.report.phrases import capitalised
from audits.siting import Plan
from audits.siting_answer import Answer
from audits.siting_whom import Whom
from audits.words import say
from dashboard import html
from dashboard.components.scroll import scroll
from dashboard.components.table_head import table_head


def siting_compare(answer: Answer, whole: Whom) -> html.Div:
    """One row per people; `whole` is everyone, who stand in it in any case."""
    told = {one.words: one for one in (answer.whom, answer.against, whole)}
    plans, sites = answer.plans, answer.question.sites
    removed = plans[0].do == "remove"
    still = say("People still watched") if removed else say("People still unseen")
    rows = [_row(one, plans, sites) for one in told.values()]
    changed = [
        _said(
            say("Residents no longer watched") if removed else say("Residents newly seen"),
            *(
                words.people(plan.left_at(whole.people, 0) - plan.left_at(whole.people, sites))
                for plan in plans
            ),
        ),
        _said(say("Sites chosen"), *(words.number(min(sites, len(p.sites)), 0) for p in plans)),
        _said(
            say("Of the best possible for its own aim, at least"),
            *(words.share(plan.sure(sites)) for plan in plans),
        ),
    ]
    table = html.Table(
        [
            html.Caption(still, className="visually-hidden"),
            table_head(
                still,
                say("Now"),
                *(say("Chosen for {aim}", aim=one.alike) for one in (answer.whom, answer.against)),
            ),
            html.Tbody(rows),
            html.Tbody(changed),
        ],
        className="table siting-compare",
    )
    return scroll(table, say("Now and then, under both aims"))


def _row(whom: Whom, plans: tuple[Plan, Plan], sites: int) -> html.Tr:
    name = whom.words if whom.group else say("all residents")
    cells = [(plans[0], 0), *((plan, sites) for plan in plans)]
    return html.Tr(
        [
            html.Th(capitalised(name), scope="row"),
            *[_cell(plan.left_at(whom.people, many), whom.total) for plan, many in cells],
        ]
    )


def _cell(left: float, total: float) -> html.Td:
    shown = words.share(min(1.0, left / total)) if total > 0 else say("nobody")
    return html.Td(
        [html.Strong(shown), html.Span(f" {words.people(left)}", className="quiet")],
        className="num",
    )


def _said(name: str, *values: str) -> html.Tr:
    return html.Tr(
        [
            html.Th(name, scope="row"),
            html.Td("", className="num"),
            *[html.Td(value, className="num") for value in values],
        ]
    )
