"""Readings to uptime, gaps and staleness per sensor and day, with peak memory.

PENUMBRA_BENCH_READINGS says how many (default 2 million, so that a run is short; the table in the
README was made with 100 million).
"""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from pytest_benchmark.fixture import BenchmarkFixture

SUMS: dict[int, object] = {}
"""What whoever came first has counted; the other must count the same."""
ROWS = int(os.environ.get("PENUMBRA_BENCH_READINGS", "2000000"))


def job(what: str, folder: Path) -> dict[str, object]:
    done = subprocess.run(
        [sys.executable, "-m", "tests.benchmarks.readings_job", what, str(folder), str(ROWS)],
        check=True,
        capture_output=True,
        text=True,
    )
    found: dict[str, object] = json.loads(done.stdout)
    return found


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("readings")
    job("make", made)
    return made


@pytest.mark.parametrize(("name", "what"), [("ours", "ours"), ("pandas", "peer")])
@pytest.mark.benchmark(group=f"{ROWS:,} readings to sensor-days")
def test_readings(benchmark: BenchmarkFixture, folder: Path, name: str, what: str) -> None:
    said = benchmark.pedantic(job, args=(what, folder), rounds=1)
    benchmark.extra_info["who"] = name
    benchmark.extra_info["peak_mb"] = said["peak_mb"]
    assert said["sums"] == SUMS.setdefault(ROWS, said["sums"])
