"""What was reported from an area, and what was done there: counts only."""

from audits import words
from audits.place_events import EventsHere
from audits.place_seen import SilenceHere
from audits.words import say
from dashboard import html
from dashboard.attributes import attributes
from dashboard.components.place_networks import silence_words
from dashboard.components.table_head import table_head

_ROLES = {
    "requests": say("reported by residents"),
    "interventions": say("attended to by the city"),
    "need": say("places of need"),
    "incidents": say("what truly happened (only an invented city knows)"),
}


def place_events(held: tuple[EventsHere, ...], silence: dict[str, SilenceHere]) -> html.Table:
    """One row per dataset; no row is about one person."""
    return html.Table(
        [
            html.Caption(say("Reports and events"), className="visually-hidden"),
            table_head(
                say("Dataset"),
                say("Count here"),
                say("Of which"),
                say("Silence there means"),
                say("Observed"),
                text=(0, 2, 3, 4),
            ),
            html.Tbody([_row(one, silence.get(one.dataset.name)) for one in held]),
        ],
        className="table stacked",
    )


def _row(held: EventsHere, silence: SilenceHere | None) -> html.Tr:
    dataset = held.dataset
    count = (
        say("withheld: {why}", why=held.withheld)
        if held.count is None
        else words.number(held.count, 0)
    )
    said = silence_words(silence) if silence else say("not judged")
    cells = (
        (say("Count here"), count, "num" if held.count is not None else "nothing"),
        (say("Of which"), _kinds(held), ""),
        (say("Silence there means"), said, ""),
        (
            say("Observed"),
            _observed(held),
            "quiet",
        ),
    )
    sample = say("; a sample: a row that is not there proves nothing") if dataset.sample else ""
    return html.Tr(
        [
            html.Th(
                [
                    html.A(dataset.title, href=f"/register#dataset-{dataset.name}"),
                    html.Span(f", {_ROLES[dataset.role]}{sample}", className="quiet"),
                ],
                scope="row",
            ),
            *[
                html.Td(said, className=name, **attributes(data_label=label))
                for label, said, name in cells
            ],
        ],
        **attributes(data_stated=dataset.name),
    )


def _kinds(held: EventsHere) -> str:
    said = [words.joined(" ", (kind, words.number(count, 0))) for kind, count in held.kinds]
    kinds, count = held.others
    if kinds and not held.kinds:
        return say("{kinds}, too few of some to count them apart", kinds=words.count(kinds, "kind"))
    if kinds:
        said.append(words.joined(" ", (words.count(kinds, "other kind"), words.number(count, 0))))
    if said:
        return words.joined("; ", said)
    return say("nothing") if held.count == 0 else say("not told")


def _observed(held: EventsHere) -> str:
    return say(
        "{first} to {last}, {age}",
        first=words.day(held.observed_from),
        last=words.day(held.age.observed_until),
        age=words.age(held.age.age_days),
    )
