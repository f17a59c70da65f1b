"""Runs it and prints what came of it; ends with 1 where an answer failed or was torn."""

import argparse
import os
import sys
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from rich.console import Console
from rich.table import Table

from tests.load.answers import SLACK_S, Answer
from tests.load.run import Outcome, run

_CALLBACKS = ("page", "overlay", "siting", "room", "renewal")


def main() -> int:
    """Reads the options and runs."""
    top = argparse.ArgumentParser(prog="python -m tests.load", description=__doc__)
    top.add_argument("--viewers", type=int, default=50)
    top.add_argument("--seconds", type=float, default=180.0)
    top.add_argument("--every", type=float, default=10.0, help="seconds between two builds")
    top.add_argument("--city", default="porto_sombra")
    top.add_argument("--root", type=Path, help="where the city's files lie")
    given = top.parse_args()
    busy = os.getloadavg()[0] if hasattr(os, "getloadavg") else float("nan")
    outcome = run(given.city, given.viewers, given.seconds, given.every, given.root)
    tell(Console(), outcome, busy)
    return 1 if outcome.errors or outcome.torn else 0


def tell(console: Console, outcome: Outcome, busy: float) -> None:
    """The table, and everything that went wrong."""
    table = Table("request", "many", "errors", "p50 ms", "p95 ms", "p99 ms", "longest ms")
    kinds = list(dict.fromkeys(sorted(one.kind for one in outcome.answers)))
    for kind in kinds:
        _row(table, kind, [one for one in outcome.answers if one.kind == kind])
    table.add_section()
    _row(table, "every callback", [one for one in outcome.answers if one.kind in _CALLBACKS])
    _row(table, "all", outcome.answers)
    for column in table.columns[1:]:
        column.justify = "right"
    console.print(table)
    held = ", ".join(f"{one:,.0f}" for one in outcome.memory)
    console.print(
        f"{len(outcome.published)} snapshots published, {outcome.shown} of them shown; "
        f"{len(outcome.torn)} torn reads (of no one snapshot, or older than one that the viewer "
        f"saw, {SLACK_S:g} s after anybody was first shown that).\n"
        f"Memory of all processes, from the start to the end: {held} MB. "
        f"Load of the machine before: {busy:.1f} on {os.cpu_count()} cores."
    )
    for wrong in [f"{one.address}: {one.wrong}" for one in outcome.errors][:20]:
        console.print(f"error: {wrong}", markup=False)
    for fault in outcome.torn[:20]:
        console.print(f"torn: {fault}", markup=False)


def _row(table: Table, name: str, answers: Sequence[Answer]) -> None:
    if not answers:
        return
    took = np.array([one.took for one in answers]) * 1000
    shown = [f"{value:,.0f}" for value in (*np.percentile(took, [50, 95, 99]), took.max())]
    errors = sum(one.wrong is not None for one in answers)
    table.add_row(name, f"{len(answers):,}", str(errors), *shown)


if __name__ == "__main__":
    sys.exit(main())
