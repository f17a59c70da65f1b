"""The labour of making data usable, step by step: what was read, kept, refused, mended, derived."""

from dataclasses import dataclass
from time import perf_counter


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One step. `seconds` is how long it took; it plays no part in a snapshot's identity."""

    dataset: str
    rule: str
    action: str
    rows: int
    reason: str
    seconds: float


class Ledger:
    """Entries in the order of the work. Kept + quarantined = read, for each dataset."""

    def __init__(self) -> None:
        self.entries: list[Entry] = []
        self._since = perf_counter()

    def write(self, dataset: str, rule: str, action: str, rows: int, reason: str) -> None:
        """Adds a step that has just ended."""
        now = perf_counter()
        self.entries.append(
            Entry(
                dataset=dataset,
                rule=rule,
                action=action,
                rows=int(rows),
                reason=reason,
                seconds=now - self._since,
            )
        )
        self._since = now

    def rows(self, dataset: str, action: str) -> int:
        """Rows of a dataset to which something was done, summed over rules."""
        return sum(e.rows for e in self.entries if (e.dataset, e.action) == (dataset, action))
