"""Open check sheets: drafts, findings and notes in memory alone, apart from all that is searched, and each for who opened it."""

from __future__ import annotations

import secrets
import threading
import time
from collections import OrderedDict
from collections.abc import Callable

from onrecord.errors import NotHeld
from onrecord.pipeline.sheets import Sheet
from onrecord.records import Record
from onrecord.web.house import House


def retention(hours: float) -> str:
    """How long a draft is kept, in words."""
    return f"It is gone when its sheet is closed, when the desk stops, or when nobody has looked at it for {hours:g} hours."


class OpenSheet(Record, frozen=True, kw_only=True):
    """A sheet, whose it is, and the draft's own file where a Word sheet is to be a copy of it."""

    sheet: Sheet
    visitor: str
    draft_file: bytes | None = None


class OpenSheets:
    """The sheets that are open: gone when closed, when the desk stops, when nobody has looked for hours, or when too many came after."""

    def __init__(self, house: House, clock: Callable[[], float] = time.monotonic) -> None:
        self._most = house.most_sheets
        self._seconds = house.sheet_hours * 3600
        self._clock = clock
        self._held: OrderedDict[str, tuple[float, OpenSheet]] = OrderedDict()
        self._lock = threading.Lock()

    def open(self, sheet: OpenSheet) -> str:
        """The id under which a new sheet is open; nobody can guess it."""
        sheet_id = secrets.token_urlsafe(18)
        with self._lock:
            self._forget()
            self._held[sheet_id] = (self._clock(), sheet)
            while len(self._held) > self._most:
                self._held.popitem(last=False)
        return sheet_id

    def get(self, sheet_id: str, visitor: str) -> OpenSheet:
        """A visitor's open sheet; raises `NotHeld`."""
        with self._lock:
            self._forget()
            _, held = self._held.get(sheet_id, (0.0, None))
            if held is None or held.visitor != visitor:
                raise NotHeld("no such check sheet is open; a sheet is kept until it is closed or the desk stops")
            self._held[sheet_id] = (self._clock(), held)
            self._held.move_to_end(sheet_id)
            return held

    def change(self, sheet_id: str, visitor: str, made: Callable[[Sheet], Sheet]) -> None:
        """Let a change be made to a visitor's sheet; raises `NotHeld`."""
        self.get(sheet_id, visitor)
        with self._lock:
            if sheet_id not in self._held:
                raise NotHeld("this check sheet was closed just now")
            at, held = self._held[sheet_id]
            self._held[sheet_id] = (at, OpenSheet(sheet=made(held.sheet), visitor=held.visitor, draft_file=held.draft_file))

    def close(self, sheet_id: str, visitor: str) -> None:
        """Forget a visitor's sheet with its draft and notes; raises `NotHeld`."""
        self.get(sheet_id, visitor)
        with self._lock:
            self._held.pop(sheet_id, None)

    def _forget(self) -> None:
        """Let go of sheets that nobody has looked at for long; the least lately used stand first."""
        now = self._clock()
        while self._held and now - next(iter(self._held.values()))[0] > self._seconds:
            self._held.popitem(last=False)
