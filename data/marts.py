"""Staging tables and marts: one query per file, made in the order in which they read each other."""

import json
from collections.abc import Iterator
from graphlib import TopologicalSorter
from importlib.resources import files
from pathlib import Path

import duckdb

from data.errors import BuildError


def sql_files() -> dict[str, str]:
    """Table name -> its query, staging and marts."""
    found = {}
    for folder in ("staging", "marts"):
        for item in files("data").joinpath("sql").joinpath(folder).iterdir():
            if item.name.endswith(".sql"):
                found[Path(item.name).stem] = item.read_text(encoding="utf-8")
    return found


def _parents(con: duckdb.DuckDBPyConnection, query: str) -> set[str]:
    """Tables a query reads, taken from DuckDB's own parse of it."""
    tree = json.loads(
        con.execute("select json_serialize_sql(?)", [query.rstrip().rstrip(";")]).fetchall()[0][0]
    )
    if tree.get("error"):
        raise BuildError(f"a query of ours does not parse: {tree.get('error_message')}")

    def names(node: object) -> Iterator[str]:
        if isinstance(node, dict):
            if node.get("type") == "BASE_TABLE":
                yield str(node["table_name"])
            for value in node.values():
                yield from names(value)
        elif isinstance(node, list):
            for value in node:
                yield from names(value)

    return set(names(tree))


def make_marts(con: duckdb.DuckDBPyConnection) -> None:
    """Makes every staging table and mart, each after those it reads."""
    queries = sql_files()
    graph = {name: _parents(con, query) & set(queries) for name, query in sorted(queries.items())}
    for name in TopologicalSorter(graph).static_order():
        con.execute(f"create table {name} as {queries[name]}")
