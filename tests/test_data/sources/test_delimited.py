"""CSV in every shape that a city's office saves it in, and in shapes that no office should."""

import gzip
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from data.city import Biography, Dataset, Field
from data.errors import PenumbraError, SourceError
from data.source import Raw
from data.sources.delimited import read

DATASET = Dataset(
    name="things",
    title="Things",
    role="need",
    path="things.csv",
    format="csv",
    fields=(Field(name="a", type="string"), Field(name="b", type="string")),
    columns={},
    biography=Biography(),
)
Reads = Callable[..., Raw]


@pytest.fixture
def reads(tmp_path: Path) -> Reads:
    def run(content: bytes, **changed: object) -> Raw:
        path = tmp_path / "things.csv"
        path.write_bytes(content)
        return read(path, replace(DATASET, **changed))  # type: ignore[arg-type]

    return run


def rows(raw: Raw) -> list[tuple[object, ...]]:
    return list(raw.frame.itertuples(index=False, name=None))


def test_declared_columns_are_read_in_any_order_and_no_other(reads: Reads) -> None:
    raw = reads(b"b,secret,a\n2,rtsp://u:p@10.0.0.1,1\n")
    assert list(raw.frame.columns) == ["a", "b"]
    assert rows(raw) == [("1", "2")]
    assert raw.read == 1


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|", " ", "§"])
def test_any_delimiter(reads: Reads, delimiter: str) -> None:
    text = "a,b\n1,2\n".replace(",", delimiter)
    assert rows(reads(text.encode(), delimiter=delimiter)) == [("1", "2")]


@pytest.mark.parametrize("delimiter", ['"', "\n", "\r"])
def test_a_delimiter_that_cannot_be_one_is_told(reads: Reads, delimiter: str) -> None:
    with pytest.raises(SourceError, match="delimiter"):
        reads(b"a,b\n1,2\n", delimiter=delimiter)


@pytest.mark.parametrize(
    "encoding", ["utf-8", "UTF8", "utf_8", "utf-8-sig", "latin-1", "cp1252", "utf-16"]
)
@pytest.mark.parametrize("compress", [False, True])
def test_encodings_plain_and_gzip(reads: Reads, encoding: str, compress: bool) -> None:
    content = "a,b\nPavuna,São João\n".encode(encoding)
    raw = reads(gzip.compress(content) if compress else content, encoding=encoding)
    assert rows(raw) == [("Pavuna", "São João")]


@pytest.mark.parametrize("encoding", ["utf-8", "utf_8", "UTF-8"])
def test_a_byte_order_mark_is_no_part_of_the_first_name(reads: Reads, encoding: str) -> None:
    assert rows(reads(b"\xef\xbb\xbfa,b\n1,2\n", encoding=encoding)) == [("1", "2")]


@pytest.mark.parametrize("encoding", ["klingon", "hex", "idna", "utf\0", "undefined", ""])
def test_an_encoding_that_is_none_is_told(reads: Reads, encoding: str) -> None:
    with pytest.raises(SourceError, match="encoding of `things`"):
        reads(b"a,b\n1,2\n", encoding=encoding)


@pytest.mark.parametrize("line", ["\n", "\r\n", "\r"])
def test_line_ends_and_blank_lines(reads: Reads, line: str) -> None:
    text = line.join(["a,b", "1,2", "", "3,4"])
    assert rows(reads(text.encode())) == [("1", "2"), ("3", "4")]


def test_quotes_hold_delimiters_lines_and_quotes(reads: Reads) -> None:
    raw = reads(b'a,b\n"x, y","one\ntwo"\n"say ""no""",z\n')
    assert rows(raw) == [("x, y", "one\ntwo"), ('say "no"', "z")]


def test_a_quote_inside_a_field_is_a_letter(reads: Reads) -> None:
    assert rows(reads(b'a,b\n5" pipe,2\n3" pipe,4\n')) == [('5" pipe', "2"), ('3" pipe', "4")]


def test_wrong_field_counts_are_broken_rows_and_keep_their_number(reads: Reads) -> None:
    raw = reads(b"a,b\n1,2\n3\n4,5,6\n7,8\n")
    assert rows(raw) == [("1", "2"), ("7", "8")]
    assert raw.rows.tolist() == [1, 4]
    assert [(row.row, row.reason) for row in raw.broken] == [
        (2, "1 fields where the header has 2"),
        (3, "3 fields where the header has 2"),
    ]
    assert raw.read == 4


@pytest.mark.parametrize("rest", ["2\n3,4\n5,6\n", "2\n3,4\n5,6"])
def test_a_quote_that_never_closes_does_not_swallow_rows_in_silence(
    reads: Reads, rest: str
) -> None:
    # In the last column the field count is right, although two rows are gone.
    raw = reads(f'a,b\n0,0\n1,"{rest}'.encode())
    assert rows(raw) == [("0", "0")]
    assert [row.row for row in raw.broken] == [2]
    assert "never closed" in raw.broken[0].reason


def test_a_header_that_swallows_the_file_is_told(reads: Reads) -> None:
    with pytest.raises(SourceError, match="quote that never closes"):
        reads(b'a,b,"c\n1,2,3\n4,5,6\n')


def test_bytes_outside_the_encoding_break_their_row_alone(reads: Reads) -> None:
    raw = reads(b"a,b\nx,1\n" + b"S\xe3o,2\n" + b"y,3\n")
    assert rows(raw) == [("x", "1"), ("y", "3")]
    assert [(row.row, row.reason) for row in raw.broken] == [(2, "bytes that are not utf-8")]


def test_bytes_outside_the_encoding_in_an_undeclared_column_do_not_matter(reads: Reads) -> None:
    assert rows(reads(b"a,b,c\n1,2,S\xe3o\n")) == [("1", "2")]


def test_nul_bytes_and_huge_fields_are_text(reads: Reads) -> None:
    long = "x" * 300_000
    assert rows(reads(f"a,b\n\0,{long}\n".encode())) == [("\0", long)]


def test_a_header_alone_has_no_rows(reads: Reads) -> None:
    raw = reads(b"a,b\n")
    assert raw.read == 0
    assert list(raw.frame.columns) == ["a", "b"]


@pytest.mark.parametrize("content", [b"", b"\n\n", gzip.compress(b"", mtime=0)])
def test_an_empty_file_is_told(reads: Reads, content: bytes) -> None:
    with pytest.raises(SourceError, match="empty file"):
        reads(content)


def test_a_declared_column_twice_is_told_and_an_undeclared_one_is_not(reads: Reads) -> None:
    with pytest.raises(SourceError, match="column b more than once"):
        reads(b"a,b,b\n1,2,3\n")
    assert rows(reads(b"a,b,c,c\n1,2,3,4\n")) == [("1", "2")]


def test_a_missing_column_is_told_with_those_there_are(reads: Reads) -> None:
    with pytest.raises(SourceError, match="found columns a, c; expected also b") as caught:
        reads(b"a,c\n1,2\n")
    assert "things.csv" in str(caught.value)


def test_a_file_without_header_does_not_show_its_first_row(reads: Reads) -> None:
    with pytest.raises(SourceError) as caught:
        reads(b"c1,rtsp://admin:hunter2@10.1.2.3/live\n")
    assert "hunter2" not in str(caught.value)
    assert "(withheld)" in str(caught.value)


@pytest.mark.parametrize(
    "content",
    [
        gzip.compress(b"a,b\n1,2\n" * 99, mtime=0)[:-9],
        gzip.compress(b"a,b\n1,2\n", mtime=0) + b"rest",
        gzip.compress(b"a,b\n1,2\n", mtime=0)[:-4] + b"\0\0\0\0",
        b"\x1f\x8b\x08\x00\x00\x00\x00\x00\x00\x03\xff\xff\xff\xff",
        b"\x1f\x8b",
    ],
    ids=["cut", "trailing", "length", "block", "magic alone"],
)
def test_damaged_gzip_is_told(reads: Reads, content: bytes) -> None:
    with pytest.raises(SourceError, match="damaged gzip"):
        reads(content)


CELL = st.text(
    st.characters(exclude_categories=["Cs"]) | st.sampled_from(list('",;\n\r \0\ufeff')), max_size=8
)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(st.lists(st.tuples(CELL, CELL), max_size=6), st.sampled_from(",;\t|"))
@example([("", "")], ",")
def test_whatever_a_csv_writer_writes_is_read_back(
    tmp_path: Path, table: list[tuple[str, str]], delimiter: str
) -> None:
    def quoted(cell: str) -> str:
        return '"' + cell.replace('"', '""') + '"'

    path = tmp_path / "things.csv"
    lines = [delimiter.join(map(quoted, row)) for row in [("a", "b"), *table]]
    path.write_bytes("\n".join(lines).encode())
    raw = read(path, replace(DATASET, delimiter=delimiter))
    assert rows(raw) == table
    assert raw.broken == ()


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(
    st.binary(max_size=60),
    st.sampled_from([b"", b"a,b\n", b'"a",b\r\n', b"\xef\xbb\xbfa,b\n", b"\x1f\x8b\x08\x00"]),
    st.sampled_from(["utf-8", "latin-1", "utf-16", "utf-7", "cp1252", "ascii"]),
    st.booleans(),
)
@example(b"1,+2AA-\n", b"a,b\n", "utf-7", False)
def test_no_bytes_escape_as_anything_else(
    tmp_path: Path, content: bytes, head: bytes, encoding: str, compress: bool
) -> None:
    path = tmp_path / "things.csv"
    path.write_bytes(gzip.compress(head + content) if compress else head + content)
    try:
        raw = read(path, replace(DATASET, encoding=encoding))
    except PenumbraError:
        return
    numbers = raw.rows.tolist() + [row.row for row in raw.broken]
    assert sorted(numbers) == list(range(1, raw.read + 1))
    assert len(raw.frame) == len(raw.rows)
    for row in rows(raw):
        for cell in row:
            assert isinstance(cell, str)
            cell.encode()  # nothing that no encoding could have meant
