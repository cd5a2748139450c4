"""The record for other programs: flat tables (JSON lines, CSV that no spreadsheet runs, Parquet), editions in TEI, and linked data."""

from __future__ import annotations

import csv
import functools
import itertools
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

import msgspec
import pyarrow as pa
import pyarrow.parquet as pq

from onrecord import __version__
from onrecord.errors import UsageError
from onrecord.models.files import read_manifest
from onrecord.pipeline import jsonld, tei
from onrecord.records import Annotated, Report, SpeakerRow, Statement, as_data
from onrecord.store import Store

Row = dict[str, Any]
FORMS = ("jsonl", "csv", "parquet", "tei", "jsonld")
CACHED = 500  # reports whose text is kept at hand while their statements are written
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n", "'")
ROWS_A_GROUP = 10_000

# The columns of each table with their types, so that an empty table, too, has all of its columns.
TEXT, WHOLE, REAL, TRUTH = pa.string(), pa.int64(), pa.float64(), pa.bool_()
SPANS = pa.list_(pa.list_(WHOLE))
SPAN = pa.list_(WHOLE)
TABLES: dict[str, dict[str, pa.DataType]] = {
    "reports": {"report_id": TEXT, "story_id": TEXT, "path": TEXT, "outlet": TEXT, "title": TEXT, "published": TEXT,
                "published_basis": TEXT, "url": TEXT, "author": TEXT, "language": TEXT, "text": TEXT, "text_start": WHOLE},
    "quotes": {"quote_id": TEXT, "report_id": TEXT, "kind": TEXT, "content": SPANS, "words": TEXT, "source": SPANS, "cue": SPANS,
               "speaker_id": TEXT, "speaker": TEXT, "ground": TEXT, "score": REAL, "said": TEXT, "said_basis": TEXT, "occasion": TEXT,
               "via": TEXT, "continues": TEXT},
    "witnesses": {"witness_id": TEXT, "statement_id": TEXT, "story_id": TEXT, "speaker_id": TEXT, "speaker": TEXT, "report_id": TEXT,
                  "outlet": TEXT, "published": TEXT, "quote_id": TEXT, "content": SPANS, "marked": TRUTH, "class": TEXT,
                  "flags": pa.list_(TEXT), "covers": SPAN, "likeness": REAL, "base_text": TEXT, "base_status": TEXT},
    "regions": {"witness_id": TEXT, "statement_id": TEXT, "kind": TEXT, "reason": TEXT, "weight": WHOLE, "base": SPAN, "base_text": TEXT,
                "witness": SPAN, "witness_text": TEXT},
    "figures": {"report_id": TEXT, "span": SPAN, "words": TEXT, "low": REAL, "high": REAL, "unit": TEXT, "of": TEXT, "change": TEXT,
                "according_to": TEXT, "as_of": TEXT},
    "speakers": {"speaker_id": TEXT, "name": TEXT, "kind": TEXT, "roles": pa.list_(TEXT), "aliases": pa.list_(TEXT), "statements": WHOLE,
                 "wikidata": TEXT},
}  # fmt: skip
MADE_BY = {"onrecord_version": TEXT, "models_version": TEXT}


def safe_cell(value: Any) -> Any:
    """A value for a CSV cell that no spreadsheet takes for a formula; `plain_cell` gives the value back.

    >>> safe_cell("=1+1"), safe_cell("'tis"), safe_cell(-3)
    ("'=1+1", "''tis", -3)
    """
    return "'" + value if isinstance(value, str) and value.startswith(FORMULA_STARTS) else value


def plain_cell(cell: str) -> str:
    """What `safe_cell` was given.

    >>> plain_cell("'=1+1")
    '=1+1'
    """
    return cell[1:] if cell.startswith("'") else cell


def flat_row(row: Row) -> Row:
    """A row whose nested values are JSON text, for CSV."""
    return {key: msgspec.json.encode(value).decode() if isinstance(value, (dict, list)) else value for key, value in row.items()}


def export(store: Store, form: str, folder: Path, speakers: Iterable[SpeakerRow]) -> list[Path]:
    """What was written into ``folder``: a file a table; for ``tei`` a folder a story; for ``jsonld`` one file. Raises `UsageError`."""
    if form not in FORMS:
        raise UsageError(f"cannot export to {form}; choose one of {', '.join(FORMS)}")
    folder.mkdir(parents=True, exist_ok=True)
    models_version = read_manifest()["version"]
    if form == "tei":
        return write_tei(store, folder)
    if form == "jsonld":
        return [write_jsonld(store, folder, speakers, models_version)]
    writers = {"jsonl": write_jsonl, "csv": write_csv, "parquet": write_parquet}
    return [writers[form](name, rows, folder) for name, rows in tables(store, speakers, models_version).items()]


def write_jsonld(store: Store, folder: Path, speakers: Iterable[SpeakerRow], models_version: str | None) -> Path:
    """The file written."""
    report_of = _lookup(store)
    reports = (annotated.report for annotated in store.reports())
    graph = jsonld.nodes(reports, store.transcripts(), speakers, store.statements(), lambda each: report_of(each).text, models_version)
    return jsonld.write(folder / "record.jsonld", graph)


def write_tei(store: Store, folder: Path) -> list[Path]:
    """The folders written, one a story, with a file a statement in each."""
    report_of = _lookup(store)
    records = {held.record_id: msgspec.structs.replace(held, text="", turns=()) for held in store.transcripts()}
    folders = set()
    for statement in store.statements():
        home = folder / (statement.story_id or "no-story")
        home.mkdir(exist_ok=True)
        folders.add(home)
        sources = {witness.report_id: report_of(witness.report_id) for witness in statement.witnesses}
        (home / f"{statement.statement_id}.xml").write_bytes(tei.edition(statement, sources, records))
    return sorted(folders)


def _lookup(store: Store) -> Callable[[str], Report]:
    """What gives a report by its id, the last few hundred from memory."""

    @functools.lru_cache(CACHED)
    def report_of(report_id: str) -> Report:
        found = store.report(report_id)
        assert found is not None, f"a statement names the report {report_id}, which is not held"
        return found.report

    return report_of


def tables(store: Store, speakers: Iterable[SpeakerRow], models_version: str | None) -> dict[str, Iterator[Row]]:
    """The rows of each table, made as they are taken."""
    made_by = {"onrecord_version": __version__, "models_version": models_version}
    story_of = {report_id: story.story_id for story in store.stories() for report_id in story.report_ids}
    makers: dict[str, Iterator[Row]] = {
        "reports": ({"story_id": story_of.get(a.report.report_id), **as_data(a.report)} for a in store.reports()),
        "quotes": _each(store.reports(), _quote_rows),
        "witnesses": _each(store.statements(), _witness_rows),
        "regions": _each(store.statements(), _region_rows),
        "figures": _each(store.reports(), _figure_rows),
        "speakers": (as_data(row) for row in speakers),
    }
    return {name: _complete(rows, name, made_by) for name, rows in makers.items()}


def write_jsonl(name: str, rows: Iterator[Row], folder: Path) -> Path:
    """The file written: one JSON object a row."""
    path = folder / f"{name}.jsonl"
    with path.open("wb") as out:
        for row in rows:
            out.write(msgspec.json.encode(row) + b"\n")
    return path


def write_csv(name: str, rows: Iterator[Row], folder: Path) -> Path:
    """The file written: nested values as JSON, and no cell that a spreadsheet would run."""
    path = folder / f"{name}.csv"
    with path.open("w", encoding="utf-8", newline="") as out:
        writer = csv.DictWriter(out, [*TABLES[name], *MADE_BY])
        writer.writeheader()
        for row in rows:
            writer.writerow({key: safe_cell(value) for key, value in flat_row(row).items()})
    return path


def write_parquet(name: str, rows: Iterator[Row], folder: Path) -> Path:
    """The file written, in groups of rows so that memory stays flat."""
    path = folder / f"{name}.parquet"
    schema = pa.schema([*TABLES[name].items(), *MADE_BY.items()])
    with pq.ParquetWriter(path, schema) as writer:
        while group := list(itertools.islice(rows, ROWS_A_GROUP)):
            writer.write_table(pa.Table.from_pylist(group, schema=schema))
    return path


def _each(items: Iterable[Any], rows_of: Callable[[Any], Iterator[Row]]) -> Iterator[Row]:
    for item in items:
        yield from rows_of(item)


def _complete(rows: Iterable[Row], name: str, made_by: Row) -> Iterator[Row]:
    for row in rows:
        yield {**{column: row.get(column) for column in TABLES[name]}, **made_by}


def _quote_rows(annotated: Annotated) -> Iterator[Row]:
    names = {speaker.speaker_id: speaker.name for speaker in annotated.speakers}
    report = annotated.report
    for quote in annotated.quotes:
        yield {
            **as_data(quote),
            "report_id": report.report_id,
            "words": " … ".join(span.of(report.text) for span in quote.content),
            "speaker": names.get(quote.speaker_id or ""),
            "said": quote.said and quote.said.value,
            "said_basis": quote.said and quote.said.basis,
        }


def _shared(statement: Statement) -> Row:
    return {
        "statement_id": statement.statement_id, "story_id": statement.story_id, "speaker_id": statement.speaker_id,
        "speaker": statement.speaker, "base_text": statement.text, "base_status": statement.base.status,
    }  # fmt: skip


def _witness_rows(statement: Statement) -> Iterator[Row]:
    for witness in statement.witnesses:
        yield {**as_data(witness), **_shared(statement)}


def _region_rows(statement: Statement) -> Iterator[Row]:
    for witness in statement.witnesses:
        for region in witness.regions:
            yield {**as_data(region), "witness_id": witness.witness_id, "statement_id": statement.statement_id}


def _figure_rows(annotated: Annotated) -> Iterator[Row]:
    for figure in annotated.figures:
        yield {**as_data(figure), "report_id": annotated.report.report_id, "words": figure.span.of(annotated.report.text)}

