"""A desk over the sample reports, asked over HTTP in this process."""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from onrecord import samples
from onrecord.pipeline import Desk
from onrecord.settings import QuoteSettings, Settings, StorySettings
from onrecord.web import House, make_app

ADDRESS = "http://127.0.0.1:8765"
RULES = Settings(quotes=QuoteSettings(reader="rules"), stories=StorySettings(vectors=False))


@pytest.fixture(scope="session")
def sample_db(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A database of the sample reports and their record, read by rules."""
    db = tmp_path_factory.mktemp("desk") / "samples.db"
    with Desk(db, RULES) as desk:
        desk.add([samples.folder() / "records"], as_record=True)
        desk.add([samples.folder() / "reports"], processes=1)
    return db


@pytest.fixture(scope="session")
def reading(sample_db: Path) -> Iterator[TestClient]:
    """The read-only desk over the samples."""
    with TestClient(make_app(House(db=sample_db, settings=RULES)), base_url=ADDRESS) as client:
        yield client


@pytest.fixture
def write_desk(tmp_path: Path) -> Iterator[TestClient]:
    """An empty desk that may be written to."""
    db = tmp_path / "written.db"
    Desk(db, RULES).close()
    house = House(db=db, settings=RULES, may_write=True, writes_apart=False, processes=1, wait_seconds=60)
    with TestClient(make_app(house), base_url=ADDRESS, follow_redirects=False) as client:
        yield client


def token_of(client: TestClient) -> str:
    """The token of this visitor's forms."""
    found = re.search(r'name="token" value="([0-9a-f]+)"', client.get("/check").text)
    assert found is not None
    return found.group(1)


def all_pages(client: TestClient, limit: int = 120, visit: Callable[[str], bool] = lambda _: True) -> list[str]:
    """The addresses that can be reached from the front page over links, files of the pages' look aside."""
    seen, waiting = {"/", "/rejects", "/check", "/docs", "/search?q=ferry", "/corrections"}, ["/", "/rejects", "/check", "/docs"]
    waiting += ["/search?q=ferry", "/corrections"]
    found = []
    while waiting and len(found) < limit:
        address = waiting.pop(0)
        found.append(address)
        answer = client.get(address)
        if "text/html" in answer.headers["content-type"]:
            for link in re.findall(r'href="(/[^"#]*)', answer.text):
                link = html.unescape(link)
                if link not in seen and not link.startswith(("/static", "/add")) and visit(link):
                    seen.add(link)
                    waiting.append(link)
    return found
