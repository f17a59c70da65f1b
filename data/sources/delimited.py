"""CSV: any delimiter, plain or gzip, any declared encoding. What is no row is told apart."""

import codecs
import csv
import gzip
import io
import re
import zlib
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pandas as pd

from data.city import Dataset
from data.errors import SourceError
from data.said import say
from data.source import BrokenRow, Raw, Source, need_columns

_GZIP = b"\x1f\x8b"
# A field may be as long as its file: a quote that never closes is found in another way.
_LONGEST_FIELD = 2**31 - 1
# What bytes outside the encoding become, and what no encoding should have made.
_NO_LETTER = re.compile("[\ud800-\udfff]")


def read(path: Path, dataset: Dataset) -> Raw:
    """All declared columns as text. Raises SourceError when there is no usable header."""
    if dataset.delimiter in '"\r\n':
        raise SourceError(
            f"{dataset.name}: found the delimiter {dataset.delimiter!r}, expected a letter that "
            f"ends no line and quotes nothing. Correct the manifest."
        )
    text = _text(path, dataset)
    doubtful = _NO_LETTER.search(text) is not None
    records = _records(text, dataset.delimiter)
    header, is_open = next(records, ([], False))
    if is_open or not header:
        what = "a header with a quote that never closes" if is_open else "an empty file"
        raise SourceError(f"{path.name}: found {what}, expected a header and rows. Mend the file.")
    need_columns(header, path, dataset)
    at = [header.index(field.name) for field in dataset.fields]
    good: list[list[str]] = []
    numbers: list[int] = []
    broken: list[BrokenRow] = []
    for number, (row, is_open) in enumerate(records, start=1):
        if is_open:
            reason = say("a quote is opened and never closed, so the rest of the file is one row")
        elif len(row) != len(header):
            reason = say(
                "{fields} fields where the header has {expected}",
                fields=len(row),
                expected=len(header),
            )
        elif doubtful and any(_NO_LETTER.search(row[i]) for i in at):
            reason = say("bytes that are not {encoding}", encoding=dataset.encoding)
        else:
            good.append([row[i] for i in at])
            numbers.append(number)
            continue
        # Its content is not kept: only declared columns may be, and we cannot tell which is which.
        broken.append(BrokenRow(row=number, reason=reason))
    columns = [field.name for field in dataset.fields]
    return Raw(
        frame=pd.DataFrame(good, columns=columns, dtype=object),
        rows=np.array(numbers, dtype=np.int64),
        broken=tuple(broken),
    )


def _records(text: str, delimiter: str) -> Iterator[tuple[list[str], bool]]:
    """Rows that are not blank, and whether a row is the last and ends inside a quote."""
    csv.field_size_limit(_LONGEST_FIELD)
    lines = io.StringIO(text, newline="").readlines()
    rows = csv.reader(lines, delimiter=delimiter)
    began = 0
    for row in rows:
        ended = rows.line_num
        runs_on = ended == len(lines) and ended - began > 1
        if row:
            yield row, runs_on and sum(line.count('"') for line in lines[began:]) % 2 == 1
        began = ended


def _text(path: Path, dataset: Dataset) -> str:
    """The file's text; bytes outside the encoding become lone surrogates, which are found later."""
    try:
        content = path.read_bytes()
        if content.startswith(_GZIP):
            content = gzip.decompress(content)
        encoding = codecs.lookup(dataset.encoding).name
        text = content.decode(
            "utf-8-sig" if encoding == "utf-8" else dataset.encoding, errors="surrogateescape"
        )
    except (LookupError, ValueError) as error:
        raise SourceError(
            f"{path.name}: cannot be read as `{dataset.encoding}` ({error}). "
            f"Correct the encoding of `{dataset.name}`."
        ) from error
    except (OSError, EOFError, zlib.error) as error:
        raise SourceError(
            f"{path.name}: found a file that cannot be read, or damaged gzip ({error}); expected "
            f"a whole one. Fetch it again."
        ) from error
    return text


SOURCE = Source(formats=("csv", "tsv"), read=read)
