"""Can a few who report a lot be told from many?"""

from collections.abc import Iterator

from audits.caveat import Caveat, CaveatRule, Severity
from audits.finding import Draft
from audits.frame import CityFrame
from audits.words import count, say, share

# A larger share of repeats by the same caller than this would make a rate look faster than it is.
_MANY_REPEATS = 0.05


def find(frame: CityFrame, draft: Draft) -> Iterator[Caveat]:
    """Raised for each dataset of requests behind a finding that counts voices."""
    if draft.estimate is None or "report_voice" not in draft.measure.inputs:
        return
    voices = frame.tables["report_voice"]
    for name in draft.datasets:
        dataset, own = frame.dataset(name), voices[voices["dataset"] == name]
        if dataset.role != "requests" or own.empty:
            continue
        sums = own[["n_reports", "n_named", "n_linked", "n_incidents", "n_same_caller"]].sum()
        if sums["n_named"] == 0:
            yield Caveat(
                code="no_reporter_key",
                severity=Severity.CARE,
                template="“{title}” does not tell one caller from another: a few who report a lot "
                "look like many.",
                arguments={"title": dataset.title},
                about=name,
            )
        elif sums["n_same_caller"] > 0:
            part = float(sums["n_same_caller"] / sums["n_linked"])
            yield Caveat(
                code="same_caller",
                severity=Severity.CARE if part > _MANY_REPEATS else Severity.NOTE,
                template="“{title}”: {part} of the linked reports ({repeats}) come from somebody "
                "who had reported the same incident already.",
                arguments={
                    "title": dataset.title,
                    "part": share(part),
                    "repeats": count(float(sums["n_same_caller"]), "report"),
                },
                about=name,
            )
        if sums["n_incidents"] > 0:
            yield Caveat(
                code="never_reported",
                severity=Severity.NOTE,
                template="“{title}” holds what somebody reported. Of incidents, and of kinds of "
                "incident, that nobody reports it says nothing.",
                arguments={"title": dataset.title},
                about=name,
            )


RULE = CaveatRule(
    code="voices",
    title=say("Whose voices"),
    explains=say(
        "Raised where reports are counted: whether callers can be told apart, how many repeat "
        "themselves, and that nothing is learned of what nobody reports."
    ),
    find=find,
)
