"""Reports from files, folders, globs and standard input, one at a time."""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import BinaryIO, cast

import msgspec

from onrecord.ingest.decoding import decode
from onrecord.ingest.finding import read_each
from onrecord.ingest.headers import Header, read_front_matter, read_header
from onrecord.ingest.markup import is_markdown
from onrecord.ingest.opening import HEAD, Kind, kind_of, open_input, read_bounded, seekable
from onrecord.ingest.pages import PageReader
from onrecord.ingest.rejecting import Unusable
from onrecord.ingest.rows import ParsePublished, make_report, read_iso_date, read_row
from onrecord.ingest.tables import Row, csv_rows, json_lines, json_rows, parquet_rows
from onrecord.ingest.word import read_word
from onrecord.records import Reject, Report, Span
from onrecord.settings import IngestSettings
from onrecord.text import trim


def read_inputs(
    inputs: Sequence[str | Path],
    settings: IngestSettings,
    stdin: BinaryIO | None = None,
    parse_published: ParsePublished = read_iso_date,
) -> Iterator[Report | Reject]:
    """The reports in files, folders, globs and ``-`` (JSON lines from ``stdin``), and a reject for each thing that could not be used.

    Every input gives at least one report or reject. Reports come as they are read: memory does not grow with their number.
    ``parse_published`` turns a date as written into ISO 8601; where it gives None the report comes without a date, and a reject with
    its id says so.
    """
    with PageReader(settings.html_seconds) as pages:
        read = partial(_read_file, settings=settings, pages=pages, parse_published=parse_published)
        for given in inputs:
            if str(given) == "-":
                yield from _read_stdin(stdin, settings, parse_published)
                continue
            yield from read_each(given, read)


def _read_stdin(stdin: BinaryIO | None, settings: IngestSettings, parse_published: ParsePublished) -> Iterator[Report | Reject]:
    stream = io.BufferedReader(cast(io.RawIOBase, stdin), HEAD) if stdin is not None and not hasattr(stdin, "peek") else stdin
    if stream is None or not cast(io.BufferedReader, stream).peek(1):
        yield Unusable("nothing on standard input", "- reads JSON lines, one report a line").reject("-")
        return
    yield from _read_rows("-", json_lines(stream, settings), settings, parse_published)


def _read_file(
    shown: str, path: Path, settings: IngestSettings, pages: PageReader, parse_published: ParsePublished
) -> Iterator[Report | Reject]:
    with open_input(path) as stream:
        kind = kind_of(path, stream.peek(HEAD))
        rows = _rows(kind, stream, settings)
        if rows is not None:
            yield from _read_rows(shown, rows, settings, parse_published)
            return
        if kind == "word":
            yield from _read_word(shown, stream, settings, parse_published)
            return
        if kind in ("captions", "pdf"):
            raise Unusable(f"{'captions' if kind == 'captions' else 'a PDF file'}, not a report", "give it as a record")
        text = decode(read_bounded(stream, 4 * settings.max_report_characters + 4), is_page=kind == "html")
    if kind == "html":
        fields = pages.read(text)
        text = fields.pop("text", None) or ""
        yield from make_report(text, fields, path=shown, basis="metadata", settings=settings, parse_published=parse_published)
    else:
        yield from _read_text(shown, text, None, settings, parse_published)


def _read_text(
    shown: str, text: str, title: str | None, settings: IngestSettings, parse_published: ParsePublished
) -> Iterator[Report | Reject]:
    """The report that a plain text holds; its header goes before ``title``, with which the text itself may begin: then it starts after."""
    header, start = read_front_matter(text) if is_markdown(shown) else Header({}, 0)
    if not start:
        header, start = read_header(text)
    fields = {name: header.get(name) for name in ("outlet", "title", "url", "author")} | {"published": header.get("date")}
    if title is not None:
        fields["title"] = fields["title"] or " ".join(title.split())
        opening = trim(text, Span(start, len(text))).start
        if text.startswith(title + "\n", opening):
            start = trim(text, Span(opening + len(title), len(text))).start
    yield from make_report(
        text[start:], fields, path=shown, text_start=start, basis="header", settings=settings, parse_published=parse_published
    )


def _read_word(shown: str, stream: BinaryIO, settings: IngestSettings, parse_published: ParsePublished) -> Iterator[Report | Reject]:
    """The report that a Word file holds, and a reject for each thing in it that was left alone."""
    word = read_word(seekable(stream, settings.max_word_bytes), settings.max_word_bytes)
    for item in _read_text(shown, word.text, word.title, settings, parse_published):
        yield item
        if isinstance(item, Report):
            yield from (msgspec.structs.replace(problem.reject(shown), report_id=item.report_id) for problem in word.problems)


def _rows(kind: Kind, stream: BinaryIO, settings: IngestSettings) -> Iterator[Row | Unusable] | None:
    if kind == "json":
        return json_rows(stream)
    if kind == "jsonl":
        return json_lines(stream, settings)
    if kind == "csv":
        return csv_rows(stream, settings)
    return parquet_rows(stream) if kind == "parquet" else None


def _read_rows(
    path: str, rows: Iterator[Row | Unusable], settings: IngestSettings, parse_published: ParsePublished
) -> Iterator[Report | Reject]:
    for row in rows:
        if isinstance(row, Unusable):
            yield row.reject(path)
        else:
            yield from read_row(row.data, path, row.line, settings, parse_published)
