"""The rows of JSON, JSON lines, CSV and Parquet, one at a time, so that memory does not grow with the number of reports."""

from __future__ import annotations

import codecs
import csv
import io
import json
import re
from collections.abc import Iterator
from itertools import chain
from typing import Any, BinaryIO, Final, NamedTuple, cast

import msgspec

from onrecord.ingest.decoding import decode, mark_of
from onrecord.ingest.opening import HEAD, read_bounded, seekable
from onrecord.ingest.rejecting import Unusable
from onrecord.ingest.rows import KNOWN, NAMES
from onrecord.settings import IngestSettings

_ESCAPED: Final = re.compile("[\udc80-\udcff]")
_JSON_BYTES: Final = 128 * 2**20
_PARQUET_BYTES: Final = 8 * 2**30
_PARQUET_ROWS: Final = 64


class Row(NamedTuple):
    """One row as read, and its line (JSON lines, CSV) or number (JSON, Parquet), from 1."""

    line: int
    data: object


def json_rows(stream: BinaryIO) -> Iterator[Row | Unusable]:
    """The reports of a JSON document: one object, or a list of them."""
    data = _load(decode(read_bounded(stream, _JSON_BYTES, "write it as JSON lines, one report a line")))
    rows = data if isinstance(data, list) else [data]
    if not rows:
        yield Unusable("the list is empty")
    for number, row in enumerate(rows, 1):
        yield Row(number, row)


def json_lines(stream: BinaryIO, settings: IngestSettings) -> Iterator[Row | Unusable]:
    """The rows of JSON lines; a line that is broken or too long costs itself."""
    count = 0
    for line in _bounded_lines(_as_utf8(stream), settings.max_line_bytes):
        if isinstance(line, Unusable):
            count += 1
            yield line
            continue
        number, raw = line
        if not raw.strip():
            continue
        count += 1
        try:
            yield Row(number, _load_line(raw))
        except Unusable as problem:
            problem.line = number
            yield problem
    if not count:
        yield Unusable("no rows: every line is empty")


def csv_rows(stream: BinaryIO, settings: IngestSettings) -> Iterator[Row | Unusable]:
    """The rows of a CSV file by the names in its first line; separated by comma, semicolon or tab, whichever that line has most of.

    Raises `Unusable` where no column holds the text.
    """
    # the limit is the module's own and holds for the whole process, so it is only ever raised
    csv.field_size_limit(max(csv.field_size_limit(), settings.max_report_characters))
    lines = _CsvLines(_bounded_lines(_as_utf8(stream), settings.max_line_bytes))
    first = next(lines, "")
    delimiter = max(",;\t", key=first.count)
    reader = csv.reader(chain([first], lines), delimiter=delimiter)
    try:
        names = [name.strip() for name in next(reader, [])]
    except csv.Error as error:
        raise Unusable(f"the names of the columns cannot be read: {error}", line=1) from None
    if not set(names) & set(NAMES["text"]):
        raise Unusable("no column text in the first line", "name the columns id, outlet, published, title, text, url, language")
    count = 0
    cells: list[str] | None = []
    while cells is not None:
        start, trouble = lines.number + 1, None
        try:
            cells = next(reader, None)
        except csv.Error as error:
            trouble = Unusable(f"the row cannot be read: {error}", "look for a quotation mark that is not closed", start)
        yield from lines.take_problems()
        if trouble is not None:
            count += 1
            yield trouble
            continue
        if not cells:
            continue
        count += 1
        if len(cells) > len(names) and any(cells[len(names) :]):
            yield Unusable(f"{len(cells)} cells under {len(names)} columns", "look for a quotation mark that is not doubled", start)
            continue
        yield Row(start, {name: _repair(cell) for name, cell in zip(names, cells, strict=False) if name in KNOWN})
    if not count:
        yield Unusable("no rows under the names of the columns")


def parquet_rows(stream: BinaryIO) -> Iterator[Row | Unusable]:
    """The rows of a Parquet file, by row groups in small batches; a row group that is broken costs itself."""
    import pyarrow
    import pyarrow.parquet

    with seekable(stream, _PARQUET_BYTES) as file:
        try:
            table = pyarrow.parquet.ParquetFile(file)
            names = [name for name in table.schema_arrow.names if name in KNOWN]
        except (pyarrow.ArrowException, OSError, ValueError) as error:
            raise Unusable(f"the Parquet file cannot be read: {_first_line(error)}") from None
        if not set(names) & set(NAMES["text"]):
            raise Unusable("no column text", "name the columns id, outlet, published, title, text, url, language")
        number = 0
        for group in range(table.num_row_groups):
            after = number + table.metadata.row_group(group).num_rows
            try:
                for batch in table.iter_batches(_PARQUET_ROWS, row_groups=[group], columns=names):
                    for row in batch.to_pylist():
                        number += 1
                        yield Row(number, row)
            except (pyarrow.ArrowException, OSError, ValueError) as error:
                yield Unusable(f"rows {number + 1} to {after} cannot be read: {_first_line(error)}", line=number + 1)
            number = after
        if not number:
            yield Unusable("no rows")


def _load_line(raw: bytes) -> object:
    try:
        return msgspec.json.decode(raw)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        return _load(decode(raw))  # the standard library reads more: half pairs, NaN, a number with many digits


def _load(text: str) -> object:
    try:
        return json.loads(text, strict=False)
    except RecursionError:
        raise Unusable("JSON nested too deep") from None
    except ValueError as error:
        where = f" (character {error.pos + 1} of the line)" if isinstance(error, json.JSONDecodeError) and error.lineno == 1 else ""
        raise Unusable(f"broken JSON: {_first_line(error)}{where}", "every line is one JSON object") from None


def _bounded_lines(stream: BinaryIO, limit: int) -> Iterator[tuple[int, bytes] | Unusable]:
    """The lines of a stream with their numbers; of one longer than ``limit`` no more than that is ever held."""
    number = 0
    try:
        while line := stream.readline(limit + 1):
            number += 1
            if len(line) <= limit or line.endswith(b"\n"):
                yield number, line
                continue
            size = len(line)
            while not line.endswith(b"\n") and (line := stream.readline(HEAD)):
                size += len(line)
            yield Unusable(f"a line of {size:,} bytes, more than {limit:,}", "split it, or raise max_line_bytes", number)
    except Unusable as problem:  # packed data that breaks off: the lines before it were good
        problem.line = number + 1
        yield problem


def _as_utf8(stream: BinaryIO) -> BinaryIO:
    """The stream without its byte order mark, as UTF-8 where that mark says that it is not."""
    head = stream.peek(4) if isinstance(stream, io.BufferedReader) else b""
    mark = mark_of(head)
    if mark is None:
        return stream
    stream.read(mark[0])
    if mark[1] == "utf-8":
        return stream
    return cast(BinaryIO, io.BufferedReader(_Recoded(stream, mark[1]), HEAD))


class _Recoded(io.RawIOBase):
    """A stream in another encoding, read as UTF-8."""

    def __init__(self, stream: BinaryIO, encoding: str):
        self.stream, self.pending = stream, b""
        self.decoder = codecs.getincrementaldecoder(encoding)("replace")

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: bytearray | memoryview) -> int:  # type: ignore[override]
        while not self.pending:
            data = self.stream.read(HEAD)
            self.pending = self.decoder.decode(data, final=not data).encode("utf-8", "replace")
            if not data:
                break
        size = min(len(buffer), len(self.pending))
        buffer[:size], self.pending = self.pending[:size], self.pending[size:]
        return size


class _CsvLines(Iterator[str]):
    """Lines of text for `csv.reader`, which knows no rejects: they wait here. Bytes that are not UTF-8 pass through as escapes."""

    def __init__(self, lines: Iterator[tuple[int, bytes] | Unusable]):
        self.lines, self.number = lines, 0
        self.pieces: list[str] = []
        self.problems: list[Unusable] = []

    def __next__(self) -> str:
        if self.pieces:
            return self.pieces.pop()
        for line in self.lines:
            if isinstance(line, Unusable):
                self.number += 1
                self.problems.append(line)
                continue
            self.number, raw = line
            # a carriage return alone ends a row, too: old files of the Macintosh
            self.pieces = re.findall(r"[^\r]*\r\n|[^\r]*\r|[^\r]+", raw.decode("utf-8", "surrogateescape"))[::-1]
            return self.pieces.pop()
        raise StopIteration

    def take_problems(self) -> list[Unusable]:
        taken, self.problems = self.problems, []
        return taken


def _repair(cell: str) -> str:
    """A cell whose bytes were not UTF-8, decoded by detection."""
    if cell.isascii() or not _ESCAPED.search(cell):
        return cell
    raw = cell.encode("utf-8", "surrogateescape")
    try:
        return decode(raw)
    except Unusable:
        return raw.decode("utf-8", "replace")


def _first_line(error: Any) -> str:
    return (str(error).splitlines() or ["unknown error"])[0][:200]
