"""What comes in over HTTP: files in memory and rows of data, read as files of a folder are."""

from __future__ import annotations

import re
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final, NamedTuple

import msgspec

from onrecord.pipeline.annotating import read_reports
from onrecord.records import Reject, Report
from onrecord.settings import Settings

LONGEST_NAME: Final = 100
PASTED: Final = "pasted text"
_UNFIT: Final = re.compile(r"[^\w.\- ()]+")


class Upload(NamedTuple):
    """A file as it came: the name that its sender gave it, and its bytes."""

    name: str
    content: bytes


def plain_name(name: str) -> str:
    """A file's own name, without folders and without what a file system minds.

    >>> plain_name("../../etc/passwd"), plain_name("C:\\\\drafts\\\\speech.txt"), plain_name("..")
    ('passwd', 'speech.txt', 'upload')
    """
    own = _UNFIT.sub("_", name.replace("\\", "/").rsplit("/", 1)[-1]).strip(" .")
    stem, dot, ending = own.rpartition(".")
    kept = f"{stem[: LONGEST_NAME - 20]}{dot}{ending[:19]}" if dot else own[:LONGEST_NAME]
    return kept or "upload"


@contextmanager
def as_files(uploads: Sequence[Upload]) -> Iterator[list[Path]]:
    """The uploads as files for as long as the block runs, each in a folder of its own so that names may repeat."""
    with tempfile.TemporaryDirectory(prefix="onrecord-") as folder:
        paths = []
        for number, upload in enumerate(uploads):
            own = Path(folder) / str(number)
            own.mkdir()
            path = own / plain_name(upload.name)
            path.write_bytes(upload.content)
            paths.append(path)
        yield paths


def reports_in(uploads: Sequence[Upload], settings: Settings) -> list[Report | Reject]:
    """The reports in uploaded files, and the rejects, with the files' own names in place of where they lay."""
    with as_files(uploads) as paths:
        return [_with_own_name(item) for item in read_reports(paths, settings)]


def _with_own_name(item: Report | Reject) -> Report | Reject:
    return item if item.path is None else msgspec.structs.replace(item, path=item.path.replace("\\", "/").rsplit("/", 1)[-1])


def rows_as_upload(rows: Iterable[dict[str, Any]], name: str = "rows.jsonl") -> Upload:
    """Rows of data as a file of JSON lines."""
    return Upload(name, b"\n".join(msgspec.json.encode(row) for row in rows))


def pasted(text: str, given: dict[str, str]) -> list[Upload]:
    """A pasted report as a file: with what is given of it as a row of data, else as a text that may begin with a header."""
    if not text.strip():
        return []
    if not given:
        return [Upload(f"{PASTED}.txt", text.encode("utf-8", "replace"))]
    return [rows_as_upload([{**given, "text": text}], f"{PASTED}.jsonl")]
