"""`python -m tests.benchmarks` runs every benchmark and prints how many times as fast we are.

Machines are noisy: a ratio of two medians of one run is quoted, never a time.
"""

import json
import subprocess
import sys
import tempfile
from collections import defaultdict
from pathlib import Path

from rich.console import Console
from rich.table import Table


def ratios(report: Path) -> Table:
    """Our median and peak memory beside each peer's, by group."""
    groups: dict[str, dict[str, tuple[float, float | None]]] = defaultdict(dict)
    for one in json.loads(report.read_text(encoding="utf-8"))["benchmarks"]:
        extra = one["extra_info"]
        groups[one["group"]][extra["who"]] = (one["stats"]["median"], extra.get("peak_mb"))
    table = Table("job", "who", "seconds", "peer ÷ ours", "peak MB")
    for group, held in groups.items():
        own = held.get("ours")
        for who, (median, peak) in held.items():
            ratio = "" if own is None or who == "ours" else f"{median / own[0]:.1f}"
            memory = "" if peak is None else f"{peak:,.0f}"
            table.add_row(group, who, f"{median:.4g}", ratio, memory)
            group = ""  # noqa: PLW2901  (said once)
        table.add_section()
    return table


def main() -> int:
    """Runs the benchmarks with what else stands on the command line, as pytest would take it."""
    with tempfile.TemporaryDirectory() as folder:
        report = Path(folder) / "report.json"
        done = subprocess.run(
            [
                *(sys.executable, "-m", "pytest", "tests/benchmarks", "-q", "-n", "0"),
                *("--benchmark-enable", f"--benchmark-json={report}", "--benchmark-quiet"),
                *sys.argv[1:],
            ],
            check=False,
        )
        if report.is_file() and report.stat().st_size:
            Console().print(ratios(report))
        return done.returncode


if __name__ == "__main__":
    sys.exit(main())
