"""A desk served over real HTTP in a process of its own, the samples, and the browser of this machine."""

from __future__ import annotations

import shutil
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

import onrecord
from onrecord import samples

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
SAMPLES = Path(samples.__file__).parent
REPORTS = sorted(path for path in (SAMPLES / "reports").iterdir() if path.is_file())
RECORD = next((SAMPLES / "records").iterdir())
DRAFT = SAMPLES / "draft.txt"
FEWEST_SECONDS = 0.05
MOST_SECONDS = 60



class Served(NamedTuple):
    """A desk that answers at an address, over a database."""

    address: str
    db: Path


@contextmanager
def served(db: Path, *options: str) -> Iterator[Served]:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "onrecord", "serve", "--db", str(db), "--port", str(port), *options]
    with (db.parent / "serve.txt").open("wb") as log, subprocess.Popen(command, stdout=log, stderr=log) as process:
        address = f"http://127.0.0.1:{port}"
        try:
            _wait(address, process, db.parent / "serve.txt")
            yield Served(address, db)
        finally:
            process.terminate()
            process.wait(timeout=20)


def _wait(address: str, process: subprocess.Popen[bytes], log: Path) -> None:
    for _ in range(int(MOST_SECONDS / FEWEST_SECONDS)):
        assert process.poll() is None, log.read_text()
        try:
            with urllib.request.urlopen(address + "/stories.json", timeout=10):
                return
        except (urllib.error.URLError, ConnectionError, TimeoutError):
            time.sleep(FEWEST_SECONDS)
    raise AssertionError("the desk did not answer: " + log.read_text())


def add_samples(db: Path) -> None:
    """Put the sample reports and the record of the press conference into a database."""
    with onrecord.open(db) as desk:
        desk.add([str(path) for path in REPORTS], processes=1)
        desk.add([str(RECORD)], as_record=True, fidelity="as-spoken")


def browser_path() -> str | None:
    """Where the browser is; None where there is none."""
    return next((found for name in NAMES if (found := shutil.which(name))), None)
