"""A real browser before a desk.

Every page that these tests open is watched: a dialog, an error in the console or a request to another host fails the test.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

import onrecord
from tests.web.browser.serving import Served, add_samples, browser_path, served

playwright = pytest.importorskip("playwright.sync_api")


@pytest.fixture(scope="session")
def browser() -> Iterator[Any]:
    path = browser_path()
    if path is None:
        pytest.skip("no Chromium is installed; scripts/test installs Debian's")
    with playwright.sync_playwright() as driver:
        launched = driver.chromium.launch(executable_path=path, args=["--no-sandbox"])
        yield launched
        launched.close()


@pytest.fixture(scope="session")
def sample_db(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A database with the sample reports and the record of the press conference."""
    path = tmp_path_factory.mktemp("samples") / "samples.db"
    add_samples(path)
    return path


@pytest.fixture(scope="session")
def desk(sample_db: Path) -> Iterator[Served]:
    """The samples, read-only."""
    with served(sample_db) as running:
        yield running


@pytest.fixture(scope="session")
def writable(sample_db: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """A copy of the samples to write in."""
    db = tmp_path_factory.mktemp("writable") / "copy.db"
    shutil.copy(sample_db, db)
    with served(db, "--write") as running:
        yield running


@pytest.fixture(scope="session")
def empty(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """A desk to write in that is empty at first."""
    db = tmp_path_factory.mktemp("empty") / "empty.db"
    with onrecord.open(db):
        pass
    with served(db, "--write") as running:
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
        page.set_default_timeout(20_000)
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
    page.on("console", lambda message: told.append(f"console on {page.url}: {message.text}") if is_trouble(page, message) else None)
    page.on("request", lambda request: told.append(f"request: {request.url}") if not request.url.startswith(address + "/") else None)


def is_trouble(page: Any, message: Any) -> bool:
    """True for an error in the console, but for the browser's own word that a page asked for is not there, or not yet."""
    is_page_itself = message.location.get("url", "").split("#")[0] == page.url.split("#")[0]
    is_not_there = "status of 404" in message.text or "status of 503" in message.text
    return message.type == "error" and not (is_page_itself and is_not_there)
