"""A read-only desk for each reading thread, and the clock that stops a question that takes too long."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager

from onrecord.pipeline import Desk
from onrecord.pipeline.story_views import beginning
from onrecord.web.house import House


class Readers:
    """The desks that reading threads ask, one each; opened when first asked for."""

    def __init__(self, house: House) -> None:
        self._house = house
        self._mine = threading.local()
        self._opened: list[Desk] = []
        self._lock = threading.Lock()

    @contextmanager
    def desk(self) -> Iterator[Desk]:
        """This thread's desk; what is asked of it within the block is stopped, with `TooSlow`, when it takes too long."""
        held: Desk | None = getattr(self._mine, "desk", None)
        if held is None:
            held = self._mine.desk = Desk(self._house.db, self._house.settings, read_only=True)
            with self._lock:
                self._opened.append(held)
        with held.within(self._house.query_seconds), held.reader.snapshot():
            yield held

    def prepare(self) -> None:
        """Ask what needs tables that are loaded once, so that the first reader of a story does not wait for them."""
        with self.desk() as desk:
            for story in desk.reader.stories(None, 1):
                desk.why(beginning(story))

    def close(self) -> None:
        """Close the desks."""
        with self._lock:
            for desk in self._opened:
                desk.close()
            self._opened.clear()
