"""The check sheet as a file: a page, a Word file, JSON, or CSV, by the ending of its name."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from pathlib import Path

from onrecord.errors import UsageError
from onrecord.pipeline.exporting import safe_cell
from onrecord.pipeline.sheet_pages import sheet_page
from onrecord.pipeline.sheet_word import word_sheet
from onrecord.pipeline.sheets import COLUMNS, ENDINGS, Sheet, sheet_json, sheet_rows


def sheet_file(sheet: Sheet, ending: str, draft_file: bytes | None = None) -> bytes:
    """The bytes of a sheet in the form that an ending of file names asks for; raises `UsageError` for another one.

    ``draft_file`` is the draft where it is a Word file, of which a Word sheet is a copy.

    >>> sheet_file(Sheet(), ".csv")[:13]
    b'number,draft,'
    """
    if ending == ".html":
        return sheet_page(sheet).encode()
    if ending == ".docx":
        return word_sheet(sheet, draft_file)
    if ending == ".json":
        return sheet_json(sheet)
    if ending == ".csv":
        return _csv(sheet)
    raise UsageError(f"a check sheet ends in {', '.join(ENDINGS)}, not in {ending or 'nothing'}")


def write_sheets(sheet: Sheet, paths: Sequence[Path]) -> None:
    """Write a sheet into files, each in the form that its name asks for; all or none, if one of them cannot be made.

    Raises `UsageError` where one would take the place of a draft, or a Word sheet is to hold several drafts.
    """
    sources = [source for draft in sheet.drafts if draft.path and (source := Path(draft.path)).is_file()]
    for path in paths:
        if any(path.exists() and source.samefile(path) for source in sources):
            raise UsageError(f"{path} is the draft itself: give the sheet another name")
    own = sources[0].read_bytes() if len(sources) == 1 and sources[0].suffix.lower() == ".docx" else None
    made = [sheet_file(sheet, path.suffix.lower(), own) for path in paths]
    for path, data in zip(paths, made, strict=True):
        try:
            path.write_bytes(data)
        except OSError as error:
            raise UsageError(f"{path} cannot be written: {error.strerror}") from error


def _csv(sheet: Sheet) -> bytes:
    out = io.StringIO(newline="")
    writer = csv.DictWriter(out, COLUMNS)
    writer.writeheader()
    for row in sheet_rows(sheet):
        writer.writerow({key: safe_cell(value) for key, value in row.items()})
    return out.getvalue().encode()
