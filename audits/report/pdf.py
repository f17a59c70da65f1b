"""The same report as PDF/UA-1, the same bytes for the same report."""

import os
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime
from typing import NoReturn

from audits.report.content import Report
from audits.report.render import render_html
from data.errors import UserError

INSTALL = "on Debian: apt-get install libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0"
"""What to do where Pango is missing."""
_EPOCH = "SOURCE_DATE_EPOCH"
_one_at_a_time = threading.Lock()


def render_pdf(report: Report) -> bytes:
    """The report as a tagged PDF that says it is PDF/UA-1. Fonts are those of this machine.

    Raises UserError where this machine lacks Pango, with which text is set.
    """
    try:
        from weasyprint import HTML  # noqa: PLC0415  (a second to import, needed only here)
    except OSError as error:
        raise UserError(
            f"found no Pango on this machine, expected it for the PDF; {INSTALL}."
        ) from error

    page = HTML(string=render_html(report, for_print=True), url_fetcher=_NothingIsFetched())
    with _dated(report.as_of):
        made: bytes = page.write_pdf(pdf_variant="pdf/ua-1")
    return made


class _NothingIsFetched:
    """The report holds all it needs: whatever asks for more is a fault, not a gap in a page."""

    _fail_on_errors = True  # WeasyPrint's own name for: stop, do not go on without it

    def __call__(self, url: str) -> NoReturn:
        raise ValueError(f"found a reference to {url[:200]}, expected none in a report")


@contextmanager
def _dated(day: date) -> Iterator[None]:
    """Lets the font subsetter stamp fonts with this day in place of the clock.

    It reads the date from the environment and nowhere else, so it is set for as long as one PDF is
    made, one at a time, and then put back.
    """
    with _one_at_a_time:
        before = os.environ.get(_EPOCH)
        midnight = datetime(day.year, day.month, day.day, tzinfo=UTC)
        os.environ[_EPOCH] = str(int(midnight.timestamp()))
        try:
            yield
        finally:
            if before is None:
                del os.environ[_EPOCH]
            else:
                os.environ[_EPOCH] = before
