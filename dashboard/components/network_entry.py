"""One network in the register: who owns it, who sold it, what it is for, until when."""

from audits import words
from audits.register import NetworkRecord
from audits.report.phrases import condition, purpose
from audits.words import say
from dashboard import html
from dashboard.attributes import attributes
from data.city import Network


def network_entry(record: NetworkRecord) -> html.Article:
    """What is known of a network; what nobody wrote down reads *unknown*."""
    network = record.network
    return html.Article(
        [
            html.H3(network.title, id=f"network-{network.id}"),
            html.P(condition(record), className="counts"),
            html.Dl(
                [
                    part
                    for name, said in _lines(network)
                    for part in (
                        html.Dt(name),
                        html.Dd(said) if said else html.Dd(say("unknown"), className="unknown"),
                    )
                ],
                className="terms",
            ),
        ],
        className="entry",
        **attributes(aria_labelledby=f"network-{network.id}"),
    )


def _lines(network: Network) -> tuple[tuple[str, str | None], ...]:
    retention = network.retention_days
    every = network.reading_interval_minutes
    lines = [
        (say("Being watched by it is"), purpose(network.purpose)),
        (say("Operator"), network.operator),
        (say("Vendor"), network.vendor),
        (say("Owner of the data"), network.owner),
        (say("Contract ends"), network.contract_end),
        (say("Cost"), network.cost),
        (say("Legal basis"), network.legal_basis),
        (
            say("Data is kept for"),
            words.count(retention, "day") if retention is not None else None,
        ),
        (
            say("A reading is due every"),
            words.count(every, "minute") if every is not None else None,
        ),
        (say("Reach counted here"), f"{words.number(network.reach_m)} m"),
    ]
    lines += [
        (
            say("No data expected"),
            say(
                "{start} to {end}: {reason}",
                start=words.day(gap.start),
                end=words.day(gap.end),
                reason=gap.reason,
            ),
        )
        for gap in network.expected_gaps
    ]
    return (*lines, (say("Note"), network.note)) if network.note else tuple(lines)
