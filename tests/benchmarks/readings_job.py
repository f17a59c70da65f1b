"""One job over many readings, in a process of its own so that its peak memory is its own.

`python -m tests.benchmarks.readings_job make|ours|peer FOLDER [ROWS]` prints one line of JSON.
"""

import json
import resource
import sys
import time
from importlib.resources import files
from pathlib import Path

import duckdb
import pandas as pd

SENSORS, MINUTES = 5_000, 15


def make(folder: Path, rows: int) -> None:
    """`rows` readings of 5,000 sensors, every 15 minutes; 4 % missing, in runs; 1 % unusable."""
    days = max(1, round(rows / SENSORS / (1440 / MINUTES)))
    with duckdb.connect() as con:
        for day in range(days):
            con.execute(
                f"""
                copy (
                    select s::integer as sensor,
                        timestamp '2025-01-01' + to_days({day}) + to_minutes(k * {MINUTES})
                            as observed_at,
                        (hash(s, k, {day}) % 1000)::float / 10 as value,
                        hash(s, k, {day}, 1) % 100 > 0 as usable
                    from range({SENSORS}) t(s), range({1440 // MINUTES}) u(k)
                    where hash(s, {day}, k // 8, 2) % 100 >= 4
                    order by s, k
                ) to '{folder}/{day:04}.parquet' (format parquet, compression zstd)
                """
            )


def ours(folder: Path) -> dict[str, float]:
    """The mart that every build makes: expected, usable and longest gap per sensor and day."""
    query = files("data").joinpath("sql/marts/sensor_health.sql").read_text(encoding="utf-8")
    with duckdb.connect(config={"memory_limit": "4GB", "temp_directory": str(folder)}) as con:
        con.execute("create table dataset as select 'r' as name, false as sample")
        con.execute(
            "create table network as select 'n' as id, ?::double as reading_interval_minutes",
            [MINUTES],
        )
        con.execute(
            "create table stg_sensor as select 'n' as network, s::varchar as sensor_id, "
            "null::timestamp as installed_at from range(?) t(s)",
            [SENSORS],
        )
        con.execute(
            "create table stg_availability (network varchar, dataset varchar, sensor_id varchar, "
            "period_start date, period_end date, expected bigint, received bigint, usable bigint, "
            "longest_gap_minutes bigint)"
        )
        con.execute(
            f"create view stg_reading as select 'n' as network, 'r' as dataset, "
            f"sensor::varchar as sensor_id, observed_at, value, true as arrived, usable "
            f"from '{folder}/*.parquet'"
        )
        con.execute(f"create table health as {query}")
        return _sums(con.execute("select * from health").df())


def peer(folder: Path) -> dict[str, float]:
    """The same numbers, as an analyst would write them in pandas."""
    table = pd.concat(
        [pd.read_parquet(path) for path in sorted(folder.glob("*.parquet"))], ignore_index=True
    )
    table["period_start"] = table["observed_at"].dt.floor("D")
    table = table.sort_values(["sensor", "observed_at"], kind="stable")
    keys = ["sensor", "period_start"]
    table["between"] = table.groupby(keys)["observed_at"].diff()
    made = table.groupby(keys).agg(
        received=("usable", "size"),
        usable=("usable", "sum"),
        between=("between", "max"),
        first=("observed_at", "min"),
        last=("observed_at", "max"),
    )
    days = pd.date_range(table["period_start"].min(), table["period_start"].max(), freq="D")
    every = pd.MultiIndex.from_product([range(SENSORS), days], names=keys)
    made = made.reindex(every).reset_index()
    start, end = made["period_start"], made["period_start"] + pd.Timedelta(days=1)
    gap = pd.concat([made["between"], made["first"] - start, end - made["last"]], axis=1).max(
        axis=1
    )
    made["longest_gap_minutes"] = (
        gap.fillna(pd.Timedelta(days=1)).dt.total_seconds() // 60
    ).astype(int)
    for column in ("received", "usable"):
        made[column] = made[column].where(made["first"].notna(), 0).astype(int)
    made["expected"] = 1440 // MINUTES
    return _sums(made)


def _sums(health: pd.DataFrame) -> dict[str, float]:
    columns = ("expected", "received", "usable", "longest_gap_minutes")
    return {"rows": len(health)} | {name: float(health[name].sum()) for name in columns}


def main() -> None:
    """Runs what the command line asks for."""
    what, folder = sys.argv[1], Path(sys.argv[2])
    wall, cpu = time.perf_counter(), time.process_time()
    sums: dict[str, float] = {}
    if what == "make":
        make(folder, int(sys.argv[3]))
    else:
        sums = {"ours": ours, "peer": peer}[what](folder)
    said = {
        "sums": sums,
        "seconds": time.perf_counter() - wall,
        "cpu_seconds": time.process_time() - cpu,
        "peak_mb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
    }
    sys.stdout.write(json.dumps(said) + "\n")


if __name__ == "__main__":
    main()
