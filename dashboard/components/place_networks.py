"""What each network sees of an area, one row per network; they are never added up."""

from audits import words
from audits.finding import Finding
from audits.place_seen import NetworkHere, SilenceHere
from audits.report import phrases
from audits.words import say
from dashboard import html
from dashboard.attributes import attributes
from dashboard.components.caveats import in_short
from dashboard.components.table_head import table_head
from dashboard.links import measure_link
from data.said import mark

_HEADS = (
    say("Network"),
    say("Residents within reach"),
    say("Sensors here"),
    say("Nearest that may work"),
    say("Silence there means"),
    say("Data until"),
    say("Not seen in the whole city"),
    say("Caveats"),
)
_WORDS = (0, 2, 3, 4, 5, 7)
"""Columns that hold words, or numbers in a sentence."""


def place_networks(
    rows: tuple[tuple[NetworkHere, SilenceHere | None, Finding | None], ...],
) -> html.Table:
    """Each network, what its silence means here, and a finding of it that holds its caveats."""
    return html.Table(
        [
            html.Caption(say("Network by network"), className="visually-hidden"),
            table_head(*_HEADS, text=_WORDS),
            html.Tbody([_row(*row) for row in rows]),
        ],
        className="table stacked",
    )


def _row(held: NetworkHere, silence: SilenceHere | None, finding: Finding | None) -> html.Tr:
    network = held.network
    cells = (
        _reach(held),
        _sensors(held),
        _distance(held),
        silence_words(silence) if silence else say("unknown"),
        _until(held, finding),
        _city(finding),
        _caveats(finding),
    )
    return html.Tr(
        [
            html.Th(
                [
                    html.A(network.title, href=f"/register#network-{network.id}"),
                    html.Span(f", {phrases.purpose(network.purpose)}", className="quiet"),
                ],
                scope="row",
            ),
            *[
                html.Td(
                    cell,
                    className="" if i in _WORDS else "num",
                    **attributes(data_label=_HEADS[i]),
                )
                for i, cell in enumerate(cells, start=1)
            ],
        ],
        **attributes(data_findings=finding.key if finding else None),
    )


def silence_words(silence: SilenceHere) -> str:
    """Calm, blind, cut off or unknown, and since when the whole feed is silent."""
    if silence.state is None:
        return say("nobody lives here")
    if silence.cut_off_since is None:
        return silence.state.word
    return say(
        "{state}; the whole feed is silent since {day}",
        state=silence.state.word,
        day=words.day(silence.cut_off_since),
    )


def _reach(held: NetworkHere) -> html.Span:
    known = held.within_reach is not None
    said = words.share(held.within_reach or 0) if known else say("nobody lives here")
    return _in_two(said, say(" (within {reach} m)", reach=words.number(held.network.reach_m)))


def _in_two(first: str, minor: str) -> html.Span:
    """What a sheet of paper has room for, and what only a screen has."""
    return html.Span([first, html.Span(minor, className="minor")])


def _sensors(held: NetworkHere) -> str:
    if not held.sensors:
        return say("none")
    parts = [
        say(said, n=words.number(count, 0))
        for count, said in (
            (held.working, mark("{n} working")),
            (held.not_working, mark("{n} not working")),
            (held.unknown, mark("{n} nobody knows")),
        )
        if count
    ]
    if len(parts) == 1:
        return parts[0]
    return words.joined(": ", (words.number(held.sensors, 0), words.joined(", ", parts)))


def _distance(held: NetworkHere) -> str | html.Span:
    if held.typical_m is None or held.farthest_m is None:
        return say("there is none")
    if held.residents <= 0:
        return say("{metres} from its middle", metres=_metres(held.typical_m))
    farthest = say("; from the farthest home {metres}", metres=_metres(held.farthest_m))
    return _in_two(_metres(held.typical_m), farthest)


def _metres(metres: float) -> str:
    if metres >= 1000:
        return f"{words.number(metres / 1000, 1)} km"
    return f"{words.number(round(metres, -1), 0)} m"


def _until(held: NetworkHere, finding: Finding | None) -> str:
    """The oldest data that the finding rests on; without one, of the network's own."""
    if finding is not None:
        old = [d.age_days for d in finding.datasets if d.age_days is not None]
        parts = [words.day(finding.observed_until)]
        if old:
            parts.append(words.age(max(old)))
        said = words.joined(", ", parts)
        part = any(d.observed_until is None for d in finding.datasets)
        return say("{age}; in part unknown", age=said) if part else said
    days = [one.observed_until for one in held.evidence if one.observed_until]
    return words.day(min(days)) if days else say("unknown")


def _city(finding: Finding | None) -> str:
    if finding is None:
        return say("unknown")
    spot = finding.draft.blind_spot
    return words.joined("", (words.people(spot.people), " (", words.share(spot.share), ")"))


def _caveats(finding: Finding | None) -> str | html.Span:
    if finding is None:
        return say("no measure speaks of it")
    return html.Span(
        [
            html.A(
                in_short(str(len(finding.caveats)), finding.worst),
                href=f"#said-{finding.draft.subject}",
            ),
            " ",
            html.A(
                [
                    say("contest"),
                    html.Span(
                        f" {finding.measure.name}, {finding.draft.subject}",
                        className="visually-hidden",
                    ),
                ],
                href=measure_link(finding, "contest"),
                className="no-print",
            ),
        ]
    )
