"""The places of a siting plan as a file: no number leaves without what must be known of it."""

import csv
import io
import logging
from collections.abc import Callable
from dataclasses import dataclass

from flask import Response, request

from audits.siting_rows import COLUMNS, rows
from dashboard.links import parse_query
from dashboard.served import Here, Served
from dashboard.siting_found import found
from dashboard.siting_question import asked
from data.errors import PenumbraError
from data.said import joined, say

PATH = "/siting.csv"
_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Made:
    """What is sent: a table, or a sentence that says why there is none."""

    text: str
    status: int = 200
    name: str | None = None


def siting_file(served: Served) -> Callable[[], Response]:
    """What answers at `/siting.csv`: the question of the page, in the page's own words.

    The page takes a default for what is wrong; a file would then answer another question than was
    asked, so here it is a 400 with one sentence.
    """

    def answer() -> Response:
        given = request.query_string.decode("utf-8", "replace")
        try:
            made = served.ask(table, given)
        except PenumbraError as error:
            # Its words are for whoever runs the server: they may hold paths of the machine.
            _log.error("%s", error)
            made = _refused(say("The city cannot be opened."), 503)
        if made.name is None:
            return Response(made.text, status=made.status, mimetype="text/plain")
        disposition = {"Content-Disposition": f'attachment; filename="{made.name}"'}
        return Response(made.text, mimetype="text/csv", headers=disposition)

    return answer


def table(here: Here, given: str) -> _Made:
    """A question: the places that a query of the address asks for."""
    query = parse_query(given)
    if given and not query:
        return _refused(say("Found an address that is too long or malformed."), 400)
    opened = here.source()
    frame = opened.frame
    question = asked(frame, query)
    if question is None:
        return _refused(say("This city has no network, so there is nothing to place."), 404)
    if question.notes:
        return _refused(joined(" ", question.notes), 400)
    held = found(frame, question, opened.reviews)
    if held.answer is None:
        why = held.finding.draft.reason
        return _refused(say("Nothing was worked out: {why}.", why=why), 404)
    text = io.StringIO()
    writer = csv.DictWriter(text, fieldnames=COLUMNS, lineterminator="\r\n")
    writer.writeheader()
    writer.writerows(rows(held.answer, held.finding))
    name = f"siting-{frame.city.id}-{question.network.id}-{frame.snapshot}.csv"
    return _Made(text=text.getvalue(), name=name)


def _refused(why: str, status: int) -> _Made:
    return _Made(text=f"{why}\n", status=status)
