"""How results reach standard output: JSON lines, CSV or a table; words for people go to standard error."""

from __future__ import annotations

import csv
import sys
from collections.abc import Callable, Iterable, Mapping
from enum import StrEnum
from typing import Any

import msgspec
from rich.console import Console
from rich.table import Table
from rich.text import Text

from onrecord.pipeline import flat_row, safe_cell

console = Console(highlight=False, soft_wrap=False)
notes = Console(stderr=True, highlight=False, soft_wrap=True)


class Format(StrEnum):
    """The forms of a list."""

    table = "table"
    jsonl = "jsonl"
    csv = "csv"


WORDY = frozenset("title name text values roles also words reason correction of file versions outlet speaker".split()) | {"what to try"}
Columns = Mapping[str, Callable[[dict[str, Any]], str]]


def write_rows(rows: Iterable[dict[str, Any]], wanted: Format | None, columns: Columns, empty: str) -> int:
    """Write the rows in the form wanted (a table on a terminal, else JSON lines, unless told) and return how many there were."""
    form = wanted or (Format.table if sys.stdout.isatty() else Format.jsonl)
    count = 0
    if form is Format.jsonl:
        for row in rows:
            write_line(row)
            count += 1
    elif form is Format.csv:
        count = _write_csv(rows)
    else:
        count = _write_table(rows, columns)
    if not count:
        notes.print(empty)
    return count


def write_line(row: Any) -> None:
    """One JSON line on standard output."""
    sys.stdout.write(msgspec.json.encode(row).decode() + "\n")


def _write_csv(rows: Iterable[dict[str, Any]]) -> int:
    writer: Any = None
    count = 0
    for row in rows:
        flat = flat_row(row)
        if writer is None:
            writer = csv.DictWriter(sys.stdout, list(flat), lineterminator="\n")
            writer.writeheader()
        writer.writerow({key: safe_cell(value) for key, value in flat.items()})
        count += 1
    return count


def _write_table(rows: Iterable[dict[str, Any]], columns: Columns) -> int:
    table = Table(box=None, pad_edge=False, header_style="bold")
    for name in columns:
        # Words give way to a narrow terminal; ids, dates and numbers do not.
        table.add_column(name, overflow="fold", no_wrap=name not in WORDY, min_width=12 if name in WORDY else None)
    count = 0
    for row in rows:
        table.add_row(*(Text(cell(row)) for cell in columns.values()))
        count += 1
    if count:
        console.print(table)
    return count
