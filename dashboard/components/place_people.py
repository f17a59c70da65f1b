"""Who lives in an area: its groups of people beside those of the whole city."""

from audits import words
from audits.place_people import DimensionHere, GroupHere, SettlementHere
from audits.words import say
from dashboard import html
from dashboard.components.table_head import table_head


def place_people(dimensions: tuple[DimensionHere, ...]) -> html.Table:
    """One body per dimension; what is withheld or not known says so in its place."""
    bodies = [html.Tbody([_head(one), *_rows(one)]) for one in dimensions]
    return html.Table(
        [
            html.Caption(say("Groups of residents"), className="visually-hidden"),
            table_head(say("Group"), say("Here"), say("Share"), say("In the city")),
            *bodies,
        ],
        className="table",
    )


def settlements(held: tuple[SettlementHere, ...], word: str) -> html.P | None:
    """Names of informal settlements, with how many live there as far as anybody counted."""
    if not held:
        return None
    said = words.listed(map(_settlement, held), 8)
    return html.P(f"{words.count(len(held), word)}: {said}.", className="quiet")


def _settlement(one: SettlementHere) -> str:
    if one.people is not None:
        return say("{name} ({people} here)", name=one.name, people=words.heads(one.people))
    if one.counted:
        return say("{name} (few people here)", name=one.name)
    return say("{name} (nobody counted them)", name=one.name)


def _head(held: DimensionHere) -> html.Tr:
    return html.Tr(
        html.Th(held.dimension.title, colSpan=4, scope="colgroup"), className="group-head"
    )


def _rows(held: DimensionHere) -> list[html.Tr]:
    rows = [_row(one) for one in held.groups]
    if held.missing:
        missing = say("not known: {why}", why=held.missing)
        rows.append(html.Tr(html.Td(missing, colSpan=4, className="nothing")))
    elif held.dimension.kind == "fifths" and held.groups:
        return [
            html.Tr(
                [
                    html.Th(held.groups[0].group, scope="row"),
                    html.Td(say("the whole area counts as this"), colSpan=3, className="quiet"),
                ]
            )
        ]
    return rows


def _row(one: GroupHere) -> html.Tr:
    if one.people is None or one.share is None:
        cells = [html.Td(say("withheld"), colSpan=2, className="nothing")]
    else:
        cells = [
            html.Td(words.people(one.people), className="num"),
            html.Td(words.share(one.share), className="num"),
        ]
    return html.Tr(
        [
            html.Th(one.group, scope="row"),
            *cells,
            html.Td(words.share(one.in_city), className="num quiet"),
        ]
    )
