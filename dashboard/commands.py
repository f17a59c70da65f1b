"""What each command does. Results go to stdout, progress and notes to stderr."""

import argparse
import csv
import dataclasses
import json
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from rich.box import SIMPLE_HEAD
from rich.console import Console
from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn
from rich.table import Table

from data.errors import NoSnapshotError, UserError
from data.languages import LANGUAGES, find_language
from data.manifest import city_ids, find_city
from data.said import speaking
from data.settings import Settings
from data.warehouse import Published, Snapshot, build, current_id

if TYPE_CHECKING:
    from audits.finding import Finding
    from audits.opened import OpenedCity
    from dashboard.clock import Replay
    from data.city import City

# A pipe has no width; a ledger cut to eighty columns would lose the names it is about.
_out = Console(
    highlight=False, markup=False, soft_wrap=True, width=None if sys.stdout.isatty() else 160
)
_err = Console(stderr=True, highlight=False, markup=False)


def run(name: str, given: argparse.Namespace) -> int:
    """Runs the command called `name`."""
    commands: dict[str, Callable[[argparse.Namespace, Settings], int]] = {
        "serve": _serve,
        "build": _build,
        "audit": _audit,
        "report": _report,
        "contest": _contest,
        "reviews": _reviews,
        "cities": _cities,
        "measures": _measures,
        "principles": _principles,
    }
    return commands[name](given, Settings.from_environment())


@contextmanager
def _bar() -> Iterator[Callable[[str, float], None]]:
    """A progress bar on stderr, fed with what is being done and how far it is."""
    with Progress(
        TextColumn("{task.description}"),
        BarColumn(),
        TimeElapsedColumn(),
        console=_err,
        transient=True,
    ) as progress:
        task = progress.add_task("", total=1.0)
        yield lambda what, done: progress.update(task, description=what, completed=done)


def _publish(city: "City", settings: Settings, root: str | None) -> Published:
    with _bar() as progress:
        return build(city, settings, root=Path(root) if root else None, progress=progress)


def _opened(given: argparse.Namespace, settings: Settings) -> "OpenedCity":
    """The city, opened; an invented one is built on the way if it has not been."""
    from audits.load import MARTS  # noqa: PLC0415
    from audits.opened import open_city  # noqa: PLC0415

    city, as_of = find_city(given.city), _day(getattr(given, "as_of", None))
    try:
        Snapshot(city.id, settings).require(MARTS)
    except NoSnapshotError:
        if not city.generated:
            raise
        _publish(city, settings, None)
    return open_city(city, settings=settings, as_of=as_of)


def _day(text: str | None) -> date | None:
    if text is None:
        return None
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise UserError(f"Found `{text}`, expected a day as YYYY-MM-DD. Correct --as-of.") from None


def _build(given: argparse.Namespace, settings: Settings) -> int:
    from data.warehouse import Snapshot  # noqa: PLC0415

    city = find_city(given.city)
    published = _publish(city, settings, given.root)
    with Snapshot(city.id, settings).cursor() as cursor:
        datasets = cursor.execute(
            "select name, rows_read, rows_kept, rows_quarantined from dataset"
        ).fetchall()
        steps = cursor.execute(
            "select dataset, rule, action, n_rows, reason from ledger "
            "where action not in ('read', 'kept') and rule <> 'missing_value' order by step"
        ).fetchall()
        absent = cursor.execute(
            "select dataset, 'missing_value', 'noted', sum(n_rows), "
            "case when count(*) = 1 then any_value(reason) "
            "else count(*) || ' columns: ' || any_value(split_part(reason, ': ', 2)) end "
            "from ledger where rule = 'missing_value' group by dataset order by min(step)"
        ).fetchall()
    table = Table(title=f"{city.title}: rows by dataset", title_justify="left", box=SIMPLE_HEAD)
    table.add_column("dataset", no_wrap=True)
    for words in ("read", "kept", "quarantined"):
        table.add_column(words, justify="right")
    for name, *counts in datasets:
        table.add_row(name, *(f"{count:,}" for count in counts))
    _out.print(table)
    title = "What was refused, mended, noted and derived"
    work = Table(title=title, title_justify="left", box=SIMPLE_HEAD)
    for words in ("dataset", "rule", "action"):
        work.add_column(words, no_wrap=True)
    work.add_column("rows", justify="right")
    work.add_column("why", overflow="fold")
    for dataset, rule, action, rows, why in steps + absent:
        work.add_row(dataset, rule, action, f"{int(rows):,}", why)
    _out.print(work)
    word = "published" if published.fresh else "already published; it is current"
    _out.print(f"Snapshot {published.id} {word}: {published.path}")
    return 0


def _audit(given: argparse.Namespace, settings: Settings) -> int:
    opened = _opened(given, settings)
    found = opened.findings(given.measure, given.network)
    if not found:
        raise UserError(_nothing(opened, given))
    if given.format == "json":
        from audits.report.document import document  # noqa: PLC0415

        made = document(opened, given.measure, given.network)
        _out.file.write(json.dumps(made, ensure_ascii=False, indent=2, allow_nan=False) + "\n")
    elif given.format == "csv":
        from audits.report.rows import COLUMNS, rows  # noqa: PLC0415

        writer = csv.DictWriter(_out.file, fieldnames=COLUMNS, lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows(opened, given.measure, given.network))
    else:
        _table(opened, found)
    return 0


def _nothing(opened: "OpenedCity", given: argparse.Namespace) -> str:
    known = opened.findings()
    measures = ", ".join(sorted({finding.measure.code for finding in known}))
    subjects = ", ".join(dict.fromkeys(finding.draft.subject for finding in known))
    asked = " of ".join(text for text in (given.measure, given.network) if text)
    return f"Found no finding for {asked}; there are the measures {measures} for {subjects}."


def _table(opened: "OpenedCity", found: "tuple[Finding, ...]") -> None:
    from audits.report.plain import plain_list  # noqa: PLC0415
    from audits.words import blind_spot_statement  # noqa: PLC0415

    _out.print(blind_spot_statement(opened.city, opened.findings()), style="bold")
    _out.print()
    _out.print(plain_list(found), markup=False)


def _report(given: argparse.Namespace, settings: Settings) -> int:
    from audits.report.write import write_report  # noqa: PLC0415

    spoken = find_language(given.lang)
    if spoken is None:
        known = " and ".join(one.tag for one in LANGUAGES)
        raise UserError(f"Found the language `{given.lang}`; there are {known}. Correct --lang.")
    opened = _opened(given, settings)
    with (
        _err.status(f"writing the report of {opened.city.title}: HTML, then PDF"),
        speaking(spoken),
    ):
        paths = write_report(opened, Path(given.out))
    for path in paths:
        _out.print(f"{path}  {path.stat().st_size / 1000:,.0f} kB")
    return 0


def _contest(given: argparse.Namespace, settings: Settings) -> int:
    from audits.reviews import TargetKind, contest  # noqa: PLC0415

    opened = _opened(given, settings)
    known = opened.targets()
    kind: TargetKind = "dataset" if given.target in known["dataset"] else "measure"
    made = contest(
        settings,
        opened.city.id,
        known=known,
        target_kind=kind,
        target=given.target,
        says=given.says,
        principle=given.principle,
        channel="command line",
        speaker=given.speaker,
        blocks=given.blocks,
        snapshot=opened.snapshot,
        answers=given.answers,
    )
    _out.print(f"Statement {made.number} stands with {made.target} from now on.")
    return 0


def _reviews(given: argparse.Namespace, settings: Settings) -> int:
    from audits.reviews import statements  # noqa: PLC0415

    city = find_city(given.city)
    made = statements(settings, city.id)
    if not made:
        _out.print(
            f"Nobody has contested anything in {city.title} yet. "
            f"`penumbra contest {city.id} TARGET` does.",
            markup=False,
        )
    for item in made:
        blocks = ", blocks" if item.blocks else ""
        who = item.speaker or "someone who gave no name"
        _out.print(
            f"{item.number}. {item.at:%Y-%m-%d} {item.target} ({item.principle}{blocks}) {who}:",
            markup=False,
        )
        _out.print(f"   {item.says}")
    return 0


def _cities(_given: argparse.Namespace, settings: Settings) -> int:
    for name in city_ids():
        city = find_city(name)
        try:
            state = f"snapshot {current_id(city.id, settings)}"
        except NoSnapshotError:
            state = "not built"
        kind = "invented" if city.invented else "real"
        _out.print(
            f"{name:14} {city.title}, {kind}, {len(city.networks)} networks; {state}", markup=False
        )
    return 0


def _measures(_given: argparse.Namespace, _settings: Settings) -> int:
    from audits.catalog import all_measures  # noqa: PLC0415

    for measure in all_measures():
        _out.print(f"{measure.code:4} {measure.name:34} {measure.question}")
    return 0


def _principles(_given: argparse.Namespace, _settings: Settings) -> int:
    from audits.principles import PRINCIPLES  # noqa: PLC0415

    for item in PRINCIPLES:
        _out.print(f"{item.id:22} {item.question}")
    return 0


def _within_span(city: "City", settings: Settings, replay: "Replay") -> None:
    """Raises UserError where no feed of the city tells of the moment at which a replay starts."""
    from audits.opened import open_city  # noqa: PLC0415
    from audits.room import span  # noqa: PLC0415
    from dashboard.clock import moment  # noqa: PLC0415

    opened = open_city(city, settings=settings)
    known = span(opened.frame)
    opened.close()
    if known is None:
        raise UserError(f"Found no feed of {city.title} that tells of any moment to replay.")
    if not known.first <= replay.start < known.last:
        raise UserError(
            f"Found {moment(replay.start)}, of which no feed of {city.title} tells anything. They "
            f"tell of {moment(known.first)} to {moment(known.last)}. Correct --replay."
        )


def _serve(given: argparse.Namespace, settings: Settings) -> int:
    from audits.load import MARTS  # noqa: PLC0415
    from dashboard.clock import asked_replay  # noqa: PLC0415
    from dashboard.server import serve  # noqa: PLC0415

    city = find_city(given.city)
    replay = asked_replay(given.replay, given.speed, time.time())
    try:
        Snapshot(city.id, settings).require(MARTS)
        if given.root is not None:
            _publish(city, settings, given.root)
    except NoSnapshotError:
        if not city.generated and given.root is None:
            raise
        _err.print(f"Building {city.title}: this happens once.")
        _publish(city, settings, given.root)
    if replay is not None:
        _within_span(city, settings, replay)
        _err.print(f"{replay.banner}: http://{given.host}:{given.port}/wall")
        # The city may have been built in the meantime: the replay begins when it is served.
        replay = dataclasses.replace(replay, began=time.time())
    _err.print(f"{city.title}: http://{given.host}:{given.port}/   (Ctrl+C stops it)")
    serve(given.city, settings, host=given.host, port=given.port, replay=replay)
    return 0
