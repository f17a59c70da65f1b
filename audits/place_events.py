"""What was reported from one area and what the city did there: counts by kind, and nothing more."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import numpy as np
import pandas as pd

from audits.finding import DatasetAge
from audits.frame import CityFrame
from audits.place_ages import ages_of
from audits.stats.footing import LEAST_PEOPLE, too_few
from audits.words import number, say
from data.city import Dataset
from data.said import say_of

MOST_KINDS = 4
FEW_REPORTS = say(
    "fewer than {least} reports: so few would speak of single persons",
    least=number(LEAST_PEOPLE),
)
_TABLES = {
    "requests": "request",
    "interventions": "intervention",
    "need": "need",
    "incidents": "incident",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class EventsHere:
    """The rows of one dataset that lie in one area."""

    dataset: Dataset
    observed_from: date | None
    age: DatasetAge
    count: int | None
    """None where it is withheld."""
    kinds: tuple[tuple[str, int], ...] = ()
    """The most frequent kinds that may be shown, with how many rows each has."""
    others: tuple[int, int] = (0, 0)
    """How many other kinds there are, and how many rows they have together."""
    withheld: str | None = None


def events_here(frame: CityFrame, area: str) -> tuple[EventsHere, ...]:
    """Each dataset of events or places: what residents report is counted with care, the rest not.

    A dataset that is a sample is counted too; its record says so.
    """
    return tuple(_events(frame, area))


def _events(frame: CityFrame, area: str) -> Iterator[EventsHere]:
    spans = frame.tables["dataset"].set_index("name")["observed_from"]
    for dataset in frame.city.datasets:
        table = frame.tables.get(_TABLES.get(dataset.role, ""))
        if table is None or "area_id" not in table:
            continue
        rows = table[(table["dataset"] == dataset.name) & (table["area_id"] == area)]
        first = spans.get(dataset.name)
        guarded = dataset.role == "requests"
        shown, others = _kinds(rows, guarded, frame.city.folder)
        few = guarded and 0 < len(rows) < LEAST_PEOPLE
        yield EventsHere(
            dataset=dataset,
            observed_from=None if pd.isna(first) else pd.Timestamp(first).date(),
            age=ages_of(frame, (dataset.name,))[0],
            count=None if few else len(rows),
            kinds=() if few else shown,
            others=(0, 0) if few else others,
            withheld=FEW_REPORTS if few else None,
        )


def _kinds(
    rows: pd.DataFrame, guarded: bool, folder: Path
) -> tuple[tuple[tuple[str, int], ...], tuple[int, int]]:
    """The most frequent kinds, and the others together: hidden ones are always among these."""
    counts = rows["kind"].value_counts(dropna=False)
    numbers = counts.to_numpy(float)
    hidden = too_few(numbers) if guarded and len(numbers) else np.zeros(len(numbers), dtype=bool)
    free = [
        (say("kind not stated") if pd.isna(kind) else say_of(folder, str(kind)), int(n))
        for kind, n in counts[~hidden].items()
    ]
    shown = tuple(free[:MOST_KINDS])
    rest = int(numbers.sum()) - sum(n for _, n in shown)
    return shown, (len(counts) - len(shown), rest)
