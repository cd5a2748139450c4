"""A desk served over real HTTP and a real browser before it.

Every page that these tests open is watched: a dialog, an error in the console or a request to another host fails the test.
"""

from __future__ import annotations

import shutil
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, NamedTuple

import pytest

import onrecord
from onrecord import samples

playwright = pytest.importorskip("playwright.sync_api")
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


@pytest.fixture(scope="session")
def browser() -> Iterator[Any]:
    path = next((found for name in NAMES if (found := shutil.which(name))), None)
    if path is None:
        pytest.skip("no Chromium is installed; scripts/test installs Debian's")
    with playwright.sync_playwright() as driver:
        launched = driver.chromium.launch(executable_path=path, args=["--no-sandbox"])
        yield launched
        launched.close()


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


@pytest.fixture(scope="session")
def sample_db(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A database with the sample reports and the record of the press conference."""
    path = tmp_path_factory.mktemp("samples") / "samples.db"
    with onrecord.open(path) as desk:
        desk.add([str(path) for path in REPORTS], processes=1)
        desk.add([str(RECORD)], as_record=True, fidelity="as-spoken")
    return path


@pytest.fixture(scope="session")
def desk(sample_db: Path) -> Iterator[Served]:
    """The samples, read-only."""
    with served(sample_db) as running:
        yield running


@pytest.fixture
def writable(sample_db: Path, tmp_path: Path) -> Iterator[Served]:
    """A copy of the samples to write in."""
    db = tmp_path / "copy.db"
    shutil.copy(sample_db, db)
    with served(db, "--write") as running:
        yield running


@pytest.fixture
def empty(tmp_path: Path) -> Iterator[Served]:
    """An empty desk to write in."""
    with onrecord.open(tmp_path / "empty.db"):
        pass
    with served(tmp_path / "empty.db", "--write") as running:
        yield running


@pytest.fixture
def open_page(browser: Any) -> Iterator[Callable[..., Any]]:
    """Opens a watched page; at the end of the test nothing untoward may have happened in any of them."""
    told: list[str] = []
    contexts: list[Any] = []

    def opened(desk: Served, **options: Any) -> Any:
        context = browser.new_context(base_url=desk.address, **options)
        contexts.append(context)
        page = context.new_page()
        watch(page, desk.address, told)
        return page

    yield opened
    for context in contexts:
        context.close()
    assert not told


def watch(page: Any, address: str, told: list[str]) -> None:
    def dialog(shown: Any) -> None:
        told.append(f"dialog: {shown.message}")
        shown.dismiss()

    page.on("dialog", dialog)
    page.on("pageerror", lambda error: told.append(f"error on {page.url}: {error}"))
    page.on("console", lambda message: told.append(f"console on {page.url}: {message.text}") if message.type == "error" else None)
    page.on("request", lambda request: told.append(f"request: {request.url}") if not request.url.startswith(address + "/") else None)
