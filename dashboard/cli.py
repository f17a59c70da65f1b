"""The command `penumbra`. Heavy imports happen inside the commands that need them."""

import argparse
import sys
from collections.abc import Sequence
from typing import Any

from data.errors import PenumbraError, UserError

_EPILOG = """\
start here
  penumbra serve                      the invented city Porto Sombra, on 127.0.0.1:8050
  penumbra build rio --root FOLDER    real Rio, from a folder with its open files
  penumbra audit rio --measure M3     who is not seen, in the terminal

CITY is an id (see `penumbra cities`) or a folder that holds a datapackage.json.
Snapshots and reviews live in $PENUMBRA_HOME, else in your user data folder.
"""


def parser() -> argparse.ArgumentParser:
    """Every command with its options."""
    top = argparse.ArgumentParser(
        prog="penumbra",
        description="A city dashboard in which no number appears without what it cannot see.",
        epilog=_EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    top.add_argument("--version", action="version", version=_version())
    top.add_argument("--debug", action="store_true", help="show the traceback of an error")
    commands = top.add_subparsers(title="commands", metavar="COMMAND", required=True)

    def command(name: str, words: str, city: bool = True, **more: Any) -> argparse.ArgumentParser:
        made = commands.add_parser(name, help=words, description=words, **more)
        made.set_defaults(command=name)
        if city:
            made.add_argument("city", metavar="CITY", help="an id, or a folder with a manifest")
        return made

    serve = command("serve", "open the dashboard in a browser", city=False)
    serve.add_argument("city", metavar="CITY", nargs="?", default="porto_sombra")
    serve.add_argument("--host", default="127.0.0.1", help="address to listen on")
    serve.add_argument("--port", type=int, default=8050)
    serve.add_argument(
        "--root", metavar="DIR", help="where the city's files lie, if it is not built"
    )

    serve.add_argument(
        "--replay",
        metavar="TIME",
        help="play stored data from then on as if it arrived now (2022-08-14T00:00)",
    )
    serve.add_argument(
        "--speed", type=float, metavar="N", help="so many times as fast as it was (600)"
    )

    build = command("build", "read a city's files and publish a snapshot; prints the ledger")
    build.add_argument("--root", metavar="DIR", help="where the city's files lie")

    audit = command("audit", "findings, to the terminal or a file")
    audit.add_argument("--measure", metavar="CODE", help="only this measure (M3)")
    audit.add_argument("--network", metavar="N", help="only this network or feed")
    audit.add_argument("--format", choices=("table", "json", "csv"), default="table")
    audit.add_argument("--as-of", metavar="DAY", help="count ages from this day (YYYY-MM-DD)")

    report = command("report", "the report that can be published: HTML and PDF")
    report.add_argument("--out", metavar="DIR", required=True, help="folder to write to")
    report.add_argument("--lang", metavar="LANGUAGE", default="en", help="en or pt-BR (en)")
    report.add_argument("--as-of", metavar="DAY", help="count ages from this day (YYYY-MM-DD)")

    contest = command("contest", "contest a measure or a dataset; it stands with it from then on")
    contest.add_argument("target", metavar="TARGET", help="M3, M3-cameras, or a dataset's name")
    contest.add_argument("--says", required=True, help="what you say")
    contest.add_argument("--principle", required=True, help="see `penumbra principles`")
    contest.add_argument("--speaker", help="who speaks, in your own words; may be left out")
    contest.add_argument("--blocks", action="store_true", help="not to be relied on until answered")
    contest.add_argument("--answers", type=int, metavar="N", help="answers statement N")

    command("reviews", "what has been said of a city's measures and datasets")
    command("cities", "the cities there are, with one line each", city=False)
    command("measures", "the measures there are, with one line each", city=False)
    command("principles", "the seven principles under which a review session speaks", city=False)
    return top


def _version() -> str:
    from importlib.metadata import PackageNotFoundError, version  # noqa: PLC0415

    try:
        return f"penumbra {version('penumbra-city')}"
    except PackageNotFoundError:
        return "penumbra (not installed)"


def main(arguments: Sequence[str] | None = None) -> int:
    """Runs one command. 0: done; 2: the person's mistake; 1: a failure of ours."""
    given = parser().parse_args(arguments)
    from dashboard import commands  # noqa: PLC0415  (keeps `--help` fast)

    try:
        return commands.run(given.command, given)
    except PenumbraError as error:
        if given.debug:
            raise
        print(f"penumbra: {error}", file=sys.stderr)  # noqa: T201
        return 2 if isinstance(error, UserError) else 1
    except BrokenPipeError:
        # The reader of a pipe went away (`| head`): nobody is left to say anything to.
        sys.stderr.close()
        return 0
    except KeyboardInterrupt:
        print("\npenumbra: stopped.", file=sys.stderr)  # noqa: T201
        return 130
    except Exception as error:
        if given.debug:
            raise
        print(  # noqa: T201
            f"penumbra: failed with {type(error).__name__}: {error}. "
            "This is a mistake of ours; run again with --debug before the command to see where.",
            file=sys.stderr,
        )
        return 1
