"""What the desk is told when it opens, and the bounds that it keeps."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from onrecord.records import Record
from onrecord.settings import Settings

LOCAL_NAMES: Final = frozenset({"127.0.0.1", "localhost", "::1"})


class House(Record, frozen=True, kw_only=True):
    """How a desk is opened: its database, whether it may be written to, and who may come in.

    ``names`` are the host names by which it may be addressed; ``key`` is what a reader must show where it is bound beyond this
    machine. ``writes_apart``: writing happens in a process of its own, so that pages stay quick. The rest are bounds: bytes of a
    request's body and of a draft, files of one upload, seconds of a query, and what the writing queue and the store of open check
    sheets hold at most.
    """

    db: Path
    may_write: bool = False
    names: frozenset[str] = LOCAL_NAMES
    key: str | None = None
    settings: Settings = Settings()
    readers: int = 8
    query_seconds: float = 2.0
    most_body_bytes: int = 32_000_000
    most_files: int = 100
    most_form_fields: int = 2_000
    most_text_bytes: int = 2_000_000
    most_waiting: int = 20
    wait_seconds: float = 8.0
    most_sheets: int = 200
    sheet_hours: float = 12.0
    processes: int | None = None
    writes_apart: bool = True
