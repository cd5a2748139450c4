"""Web pages and PDF files, read by a worker process that is killed when one of them takes too long or brings it down."""

from __future__ import annotations

import subprocess
import sys
import threading
from pathlib import Path
from queue import Empty, SimpleQueue
from types import TracebackType
from typing import IO, Final

import msgspec

from onrecord.ingest.rejecting import Unusable

_WORKER: Final = Path(__file__).with_name("page_worker.py")
_START_SECONDS: Final = 60.0


class PageReader:
    """Reads pages one after another in one worker process, which it starts when first needed and again after it was killed.

    Use it as a context manager: the worker ends with it.
    """

    def __init__(self, seconds: float):
        self.seconds = seconds
        self.process: subprocess.Popen[bytes] | None = None
        self.answers: SimpleQueue[bytes | None] = SimpleQueue()

    def __enter__(self) -> PageReader:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.close()

    def read(self, text: str) -> dict[str, str | None]:
        """The fields of a web page, its ``text`` among them; raises `Unusable`."""
        return self._ask(b"h", text.encode("utf-8", "replace"))

    def read_pdf(self, data: bytes) -> dict[str, str | None]:
        """The title and text of a PDF file; raises `Unusable`."""
        return self._ask(b"p", data)

    def close(self) -> None:
        """End the worker process."""
        if self.process is not None:
            self.process.kill()
            self.process.communicate()
            self.process = None

    def _ask(self, what: bytes, data: bytes) -> dict[str, str | None]:
        advice = "save it as text"
        try:
            process = self.process or self._start()
            assert process.stdin is not None
            process.stdin.write((len(data) + 1).to_bytes(8, "big") + what + data)
            process.stdin.flush()
            answer = self.answers.get(timeout=self.seconds)
        except Empty:
            self.close()
            raise Unusable(f"not read within {self.seconds:g} seconds", advice) from None
        except OSError:
            answer = None
        if answer is None:
            self.close()
            raise Unusable("the reader of pages broke down over it", advice)
        fields = msgspec.json.decode(answer, type=dict[str, str | None])
        if error := fields.get("error"):
            raise Unusable(error, fields.get("advice"))
        return fields

    def _start(self) -> subprocess.Popen[bytes]:
        # -P: the folder of the script is no place to import from
        command = [sys.executable, "-P", str(_WORKER)]
        self.process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
        self.answers = SimpleQueue()
        assert self.process.stdout is not None
        threading.Thread(target=_collect, args=(self.process.stdout, self.answers), daemon=True).start()
        try:
            ready = self.answers.get(timeout=_START_SECONDS)
        except Empty:
            ready = None
        if ready is None:
            raise OSError("the reader of pages did not start")
        return self.process


def _collect(stream: IO[bytes], answers: SimpleQueue[bytes | None]) -> None:
    """Put each answer of a worker into ``answers``, and None when it has ended."""
    try:
        while len(head := stream.read(8)) == 8:
            answers.put(stream.read(int.from_bytes(head, "big")))
    except (OSError, ValueError):
        pass
    answers.put(None)
