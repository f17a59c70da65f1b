"""A feed that stopped looks just like a calm city."""

from collections.abc import Iterator

from audits.caveat import Caveat, CaveatRule, Severity
from audits.feeds import feed_collapses, feed_gaps, usable_by_day
from audits.finding import Draft
from audits.frame import CityFrame
from audits.stats.gaps import Run
from audits.words import day, say
from data.city import Dataset, ExpectedGap
from data.said import mark

# A gap explains a collapse of which it covers this share; a collapse swallows a gap likewise.
_EXPLAINS = 0.6


def find(frame: CityFrame, draft: Draft) -> Iterator[Caveat]:
    """Gaps and collapses of each feed behind the finding, against what the manifest expects."""
    for name in draft.datasets:
        dataset = frame.dataset(name)
        if dataset.role not in ("readings", "requests", "interventions") or dataset.sample:
            continue
        expected = dataset.expected_gaps
        if dataset.network is not None:
            expected += frame.city.network(dataset.network).expected_gaps
        found = feed_gaps(frame, dataset.name)
        fallen = [
            (kind, run)
            for kind, run in feed_collapses(frame, dataset.name)
            if not any(_covered(run, gap) >= _EXPLAINS for gap in found)
        ]
        for run in found:
            if not any(_covered(run, collapse) >= _EXPLAINS for _, collapse in fallen):
                yield _gap(dataset, run, expected)
        for kind, run in fallen:
            yield _collapse(dataset, kind, run)
        for gap in expected if dataset.role == "readings" else ():
            if _within_feed(frame, name, gap) and not any(
                run.start <= gap.end and gap.start <= run.end for run in found
            ):
                yield _absent(dataset, gap)


def _within_feed(frame: CityFrame, name: str, gap: ExpectedGap) -> bool:
    """Whether the feed reaches over the whole gap; one that ends before says nothing of it."""
    days = usable_by_day(frame, name).index
    if len(days) == 0:
        return False
    return bool(days.min().date() <= gap.start and gap.end <= days.max().date())


def _covered(run: Run, by: Run) -> float:
    """Which share of the days of `run` lies within `by`."""
    days = (min(run.end, by.end) - max(run.start, by.start)).days + 1
    return max(days, 0) / run.days


def _absent(dataset: Dataset, gap: ExpectedGap) -> Caveat:
    return Caveat(
        code="expected_gap_absent",
        severity=Severity.CARE,
        template="“{title}” was expected to be silent from {start} to {end} ({reason}), and was "
        "not: the manifest or the data is wrong.",
        arguments={
            "title": dataset.title,
            "start": day(gap.start),
            "end": day(gap.end),
            "reason": gap.reason,
        },
        about=dataset.name,
    )


def _gap(dataset: Dataset, run: Run, expected: tuple[ExpectedGap, ...]) -> Caveat:
    known = next((g for g in expected if g.start <= run.start and run.end <= g.end), None)
    return Caveat(
        code="expected_gap" if known else "unexpected_gap",
        severity=Severity.NOTE if known else Severity.STRONG_CARE,
        template=mark("“{title}” is silent from {start} to {end}, as stated beforehand: {reason}")
        if known
        else mark(
            "“{title}” is silent from {start} to {end} ({days} days). Nobody says why; silence "
            "there is not calm."
        ),
        arguments={
            "title": dataset.title,
            "start": day(run.start),
            "end": day(run.end),
            "days": run.days,
            "reason": known.reason if known else "",
        },
        about=dataset.name,
    )


def _collapse(dataset: Dataset, kind: str, run: Run) -> Caveat:
    return Caveat(
        code="collapse",
        severity=Severity.STRONG_CARE,
        template="“{title}”, {kind}: from {start} to {end} fewer than a fifth of the usual number "
        "of rows arrived. A change of recording, not of the city, is the likelier cause.",
        arguments={
            "title": dataset.title,
            "kind": kind,
            "start": day(run.start),
            "end": day(run.end),
        },
        about=dataset.name,
    )


RULE = CaveatRule(
    code="feed_gap",
    title=say("Gaps and collapses of a feed"),
    explains=say(
        "Raised when a whole feed falls silent or nearly so, stated beforehand or not, and "
        "when a stated gap is not there."
    ),
    find=find,
)
