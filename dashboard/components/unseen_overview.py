"""Every network's blind spot in one table; networks stand side by side and are never summed."""

from audits import words
from audits.finding import BlindSpot, Finding, GroupBlind
from audits.report import phrases
from audits.words import say
from dashboard import html
from dashboard.attributes import attributes
from dashboard.components.caveats import in_short
from dashboard.components.scroll import scroll
from dashboard.components.table_head import table_head
from data.city import Dimension


def unseen_overview(
    rows: tuple[tuple[Finding, str], ...], wealth: Dimension, here: str | None
) -> html.Div:
    """One row per network: a finding of it, and the address of its detail."""
    caption = say("People unseen, network by network")
    table = html.Table(
        [
            html.Caption(caption, className="visually-hidden"),
            table_head(
                say("Network"),
                say("Being seen is"),
                say("Reach"),
                say("People unseen"),
                say("Share of residents"),
                wealth.groups[0],
                wealth.groups[-1],
                say("Poorest to richest"),
                say("Data until"),
                say("Caveats"),
                text=(0, 1),
            ),
            html.Tbody([_row(finding, href, wealth, here) for finding, href in rows]),
        ],
        className="table",
    )
    return scroll(table, caption)


def _row(finding: Finding, href: str, wealth: Dimension, here: str | None) -> html.Tr:
    network, spot = finding.network, finding.draft.blind_spot
    name = network.id if network else finding.draft.subject
    ends = {b.group: b for b in spot.by_group if b.dimension == wealth.id}
    reach = f"{words.number(network.reach_m)} m" if network else say("unknown")
    poorest, richest = (_share(ends.get(wealth.groups[i])) for i in (0, -1))
    return html.Tr(
        [
            html.Th(html.A(network.title if network else href, href=href), scope="row"),
            html.Td(phrases.purpose(network.purpose) if network else say("unknown")),
            html.Td(reach, className="num"),
            html.Td(words.people(spot.people), className="num"),
            html.Td(words.share(spot.share), className="num"),
            html.Td(poorest, className="num"),
            html.Td(richest, className="num"),
            html.Td(_ratio(spot), className="num"),
            html.Td(words.day(finding.observed_until), className="num"),
            html.Td(
                html.A(
                    in_short(str(len(finding.caveats)), finding.worst),
                    href=f"#card-{name}",
                ),
                className="num",
            ),
        ],
        className="here" if name == here else "",
        **attributes(data_findings=finding.key),
    )


def _share(blind: GroupBlind | None) -> str:
    return say("unknown") if blind is None else words.share(blind.share)


def _ratio(spot: BlindSpot) -> str:
    return say("unknown") if spot.ratio is None else words.times(spot.ratio)
