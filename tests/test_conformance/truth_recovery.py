"""Do 95 % intervals hold what was planted in 95 of 100 histories? One command makes the report.

    python -m tests.test_conformance.truth_recovery --seeds 200 --out truth_recovery.html

About fifteen minutes on two cores for 200 seeds. The CI runs a few seeds: `test_planted.py`.
"""

import argparse
import sys
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor, as_completed
from dataclasses import dataclass
from html import escape
from pathlib import Path

import numpy as np

from audits.stats.departures import wilson_by
from tests.test_conformance.recovery import Name, histories, truths

_CHUNK = 10
_LOW, _HIGH = 0.93, 0.97
_TITLES = {
    "M0": "sensors per 10,000",
    "M1": "visible action ratio",
    "M3": "share within reach",
    "M8": "gap, poorest less richest (points)",
    "M9": "wealth gradient",
    "M22": "completeness",
    "M24": "further reports per day; city: richest over poorest",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Recovered:
    """How one value did over all histories."""

    city: str
    name: Name
    truth: float
    mean: float
    deviation: float
    held: int
    of: int
    width: float
    """Mean width of the intervals."""

    @property
    def coverage(self) -> float:
        """In which share of the histories the interval holds the truth."""
        return self.held / self.of

    @property
    def likely(self) -> tuple[float, float]:
        """Wilson's interval of the coverage itself."""
        found = wilson_by(self.coverage, self.of, 1.96)
        return found.low, found.high


Row = tuple[Name, float, float, float]
Job = tuple[str, int, int]


def _job(job: Job) -> tuple[str, list[list[Row]]]:
    city, start, stop = job
    return city, [
        [(f.name, f.estimate, f.interval.low, f.interval.high) for f in found]
        for found in histories(city, range(start, stop))
    ]


def recover(seeds: range, processes: int = 1) -> list[Recovered]:
    """Both cities over these seeds, with a line of progress on stderr."""
    jobs: list[Job] = [
        (city, start, min(start + _CHUNK, seeds.stop))
        for city in ("planted", "none")
        for start in range(seeds.start, seeds.stop, _CHUNK)
    ]
    rows: dict[tuple[str, Name], list[tuple[float, float, float]]] = {}
    done = 0
    with ProcessPoolExecutor(processes) as pool:
        for job in as_completed([pool.submit(_job, job) for job in jobs]):
            city, many = job.result()
            for name, estimate, low, high in (row for found in many for row in found):
                rows.setdefault((city, name), []).append((estimate, low, high))
            done += len(many)
            sys.stderr.write(f"\r{done} of {2 * len(seeds)} histories")
            sys.stderr.flush()
    sys.stderr.write("\n")
    return [_recovered(*key, np.array(values)) for key, values in sorted(rows.items())]


def _recovered(city: str, name: Name, values: np.ndarray) -> Recovered:
    estimate, low, high = values.T
    truth = truths(city)[name]
    return Recovered(
        city=city,
        name=name,
        truth=truth,
        mean=float(estimate.mean()),
        deviation=float(estimate.std(ddof=1)),
        held=int(((low <= truth) & (truth <= high)).sum()),
        of=len(values),
        width=float((high - low).mean()),
    )


def report(found: list[Recovered], seeds: range) -> str:
    """A page that needs nothing else: tables and a figure."""
    planted = [r for r in found if r.city == "planted"]
    none = [r for r in found if r.city == "none"]
    alarms = [r for r in none if r.name[0] in {"M1", "M8", "M9", "M24"} and r.name[2] == "city"]
    return f"""<!doctype html><html lang="en"><meta charset="utf-8"><title>Truth recovery</title>
<style>body{{font:15px/1.5 sans-serif;max-width:70rem;margin:2rem auto;padding:0 1rem}}
table{{border-collapse:collapse;font-variant-numeric:tabular-nums}}
td,th{{padding:.15rem .7rem;text-align:right;border-bottom:1px solid #ddd}}
td:nth-child(-n+3),th:nth-child(-n+3){{text-align:left}}.off{{font-weight:bold}}</style>
<h1>Are the intervals as sure as they say?</h1>
<p>Porto Sombra, an invented city, {len(seeds)} histories (seeds {seeds.start} to {seeds.stop - 1}):
the same map and people, all else drawn again by the planted process. An interval of 95 % should
hold the planted value in 93 to 97 of 100 histories. Values outside of this are in bold; with as
many histories, chance alone gives the range beside each. A width of 1 is that of an interval that
knew how much the estimate varies.</p>
<h2>City with planted effects</h2>{_figure(planted)}{_table(planted)}
<h2>City without: false alarms</h2>
<p>How often an interval leaves out what is expected where nothing was planted: 1 for M1 and M24;
for reach (M8, M9) what people who live densely have by themselves.</p>
{_table(alarms, alarms=True)}
<h2>City without: all values</h2>{_figure(none)}{_table(none)}</html>"""


def _table(found: list[Recovered], *, alarms: bool = False) -> str:
    what = "called biased" if alarms else "held"
    head = f"""<tr><th>measure<th>of<th>whose<th>planted<th>mean estimate<th>bias<th>{what}, %
<th>by chance, %<th>mean width<th>width, 1 ideal"""
    return f"<table>{head}{''.join(_row(r, alarms=alarms) for r in found)}</table>"


def _row(r: Recovered, *, alarms: bool) -> str:
    low, high = r.likely
    share = r.coverage
    if alarms:
        share, low, high = 1 - share, 1 - high, 1 - low
    off = not _LOW <= r.coverage <= _HIGH
    ideal = r.width / (2 * 1.96 * r.deviation) if r.deviation > 0 else float("nan")
    title = f"{r.name[0]} {_TITLES[r.name[0]]}"
    return (
        f"<tr><td>{escape(title)}<td>{r.name[1]}<td>{r.name[2]}<td>{r.truth:.4g}<td>{r.mean:.4g}"
        f"<td>{r.mean - r.truth:+.2g}<td{' class=off' if off else ''}>{100 * share:.1f}"
        f"<td>{100 * low:.0f} to {100 * high:.0f}<td>{r.width:.3g}<td>{ideal:.2f}"
    )


def _figure(found: list[Recovered]) -> str:
    """Coverage of every value with its own interval; the band is 93 to 97 %."""
    line, left, wide = 16, 260, 560
    height = line * len(found) + 30

    def at(share: float) -> float:
        return left + wide * (max(share, 0.7) - 0.7) / 0.3

    return (
        f'<svg viewBox="0 0 {left + wide + 20} {height}" width="100%" role="img" '
        'aria-label="Share of histories whose interval holds the planted value">'
        f'<rect x="{at(_LOW)}" y="0" width="{at(_HIGH) - at(_LOW)}" height="{height - 20}" '
        'fill="#dde7dd"/>' + "".join(_marks(found, line, at(0.7), at)) + "</svg>"
    )


def _marks(
    found: list[Recovered], line: int, left: float, at: Callable[[float], float]
) -> Iterator[str]:
    for index, r in enumerate(found):
        y = line * index + line / 2
        low, high = r.likely
        yield (
            f'<text x="{left - 10}" y="{y + 4}" font-size="11" text-anchor="end">'
            f"{' '.join(r.name)}</text>"
            f'<line x1="{at(low)}" x2="{at(high)}" y1="{y}" y2="{y}" stroke="#444"/>'
            f'<circle cx="{at(r.coverage)}" cy="{y}" r="3.5"/>'
        )
    foot = line * len(found) + 16
    for percent in (70, 80, 90, 95, 100):
        yield (
            f'<text x="{at(percent / 100)}" y="{foot}" font-size="11" text-anchor="middle">'
            f"{percent} %</text>"
        )


def main() -> None:
    """The command."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--seeds", type=int, default=200, help="how many histories")
    parser.add_argument("--first", type=int, default=1, help="the first seed")
    parser.add_argument("--processes", type=int, default=2)
    parser.add_argument("--out", type=Path, default=Path("truth_recovery.html"))
    asked = parser.parse_args()
    seeds = range(asked.first, asked.first + asked.seeds)
    found = recover(seeds, asked.processes)
    asked.out.write_text(report(found, seeds), encoding="utf-8")
    for r in found:
        off = "" if _LOW <= r.coverage <= _HIGH else "  outside 93 to 97"
        print(f"{r.city:8} {' '.join(r.name):34} {100 * r.coverage:5.1f} %{off}")  # noqa: T201


if __name__ == "__main__":
    main()
