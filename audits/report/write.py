"""A report put on disk as HTML and PDF, each either whole or not at all."""

import os
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from audits.report.content import report_of
from audits.report.pdf import render_pdf
from audits.report.render import render_html
from data.errors import UserError

if TYPE_CHECKING:
    from audits.opened import OpenedCity


def write_report(opened: "OpenedCity", out: Path) -> tuple[Path, Path]:
    """Writes `<city>.html` and `<city>.pdf` into a folder, which is made where it is missing.

    Returns their paths. Raises UserError where the folder cannot be used, and where this machine
    can make no PDF: the HTML is then written all the same.
    """
    if out.exists() and not out.is_dir():
        raise UserError(f"{out}: found a file, expected a folder for the report. Name another.")
    try:
        out.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise UserError(
            f"{out}: this folder could not be made ({error.strerror}); expected a place that may be"
            " written. Name another."
        ) from error
    report = report_of(opened)
    html, pdf = out / f"{report.city.id}.html", out / f"{report.city.id}.pdf"
    _replace(html, render_html(report).encode())
    try:
        made = render_pdf(report)
    except UserError as error:
        raise UserError(f"{html} is written, its PDF is not: {error}") from error
    _replace(pdf, made)
    return html, pdf


def _replace(path: Path, content: bytes) -> None:
    """Written beside its place and then moved there, so that nobody reads half of it."""
    try:
        handle, beside = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    except OSError as error:
        raise UserError(
            f"{path.parent}: this folder may not be written ({error.strerror}); expected one that"
            " may. Name another."
        ) from error
    try:
        with os.fdopen(handle, "wb") as stream:
            stream.write(content)
            stream.flush()
            os.fsync(stream.fileno())
        # A temporary file is private; a report is for everyone whom the folder is for.
        Path(beside).chmod(0o644)
        Path(beside).replace(path)
    except BaseException:
        Path(beside).unlink(missing_ok=True)
        raise
