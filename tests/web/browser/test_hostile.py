"""Two hundred hostile payloads in every field that a report has execute nothing on any page."""

from __future__ import annotations

import datetime
import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest

import onrecord
from onrecord.records import Correction
from tests.web.browser.pages_of import listed
from tests.web.browser.serving import Served, served

CORES = (Path(__file__).parent / "payloads.txt").read_text(encoding="utf-8").removesuffix("\n").split("\n")
OPENINGS = ("", "\">", "'>", "</title></textarea></style></svg></script>")
PAYLOADS = [opening + core for core in CORES for opening in OPENINGS]
ADDRESSES = ("javascript:alert(1)", "data:text/html,<script>alert(1)</script>", "//evil.example/x", "vbscript:x", "https://harbour.example/\"onclick=alert(1)//")
LINKS = """[...document.querySelectorAll('[href], [src], [action]')]
    .map(e => new URL(e.getAttribute('href') ?? e.getAttribute('src') ?? e.getAttribute('action'), document.baseURI).href)"""
HANDLERS = "[...document.querySelectorAll('*')].flatMap(e => [...e.attributes]).filter(a => a.name.startsWith('on')).length"
MOST_WAIT = 100
FIRST_DAY, APART = datetime.date(2015, 4, 2), datetime.timedelta(days=19)


def record_text(number: int, payload: str) -> str:
    words = f"{payload} is on the wall, and {payload} we will not wait."
    return f"Title: {payload} hearing {number}\nDate: 2026-03-10\n\nISOLDE FARROW: {words}\n"


def report_row(number: int, payload: str) -> dict[str, str]:
    url = ADDRESSES[number % len(ADDRESSES)] if number % 2 else f"https://harbour.example/{number}/{payload}"
    text = (
        f"{payload}\n\n“We found {number} cracks and {payload} we will not wait for a third,” Mayor Isolde Farrow said on Tuesday.\n\n"
        f"“{payload}” is on the wall, said Otto {payload} Brandreth. At least {number} people {payload} left."
    )
    return {
        "id": f"hostile {payload} {number}", "outlet": f"{payload} Times", "title": f"Bridge {payload}", "author": payload, "url": url,
        "published": (FIRST_DAY + number * APART).isoformat(), "text": text,
    }  # fmt: skip


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """A desk whose every report, record, speaker and correction is hostile."""
    folder = tmp_path_factory.mktemp("hostile")
    rows = folder / "<img src=x onerror=alert(1)>.jsonl"
    rows.write_text("".join(json.dumps(report_row(number, each)) + "\n" for number, each in enumerate(PAYLOADS)), encoding="utf-8")
    records = folder / "records \"onclick=alert(1) x="
    records.mkdir()
    for number, each in enumerate(CORES):
        (records / f"{number}\"><b onclick=alert(1)>.txt").write_text(record_text(number, each), encoding="utf-8")
    db = folder / "hostile.db"
    with onrecord.open(db) as desk:
        desk.add([str(records)], as_record=True)
        desk.add([str(rows)], processes=1)
        quotes = [desk.report(report_row(number, each)["id"]).quotes for number, each in enumerate(PAYLOADS)]
        desk.import_corrections(
            Correction(
                correction_id=f"c{number}", verb="quote", subject=found[0].quote_id, object=each, by=each, at="2026-04-03", reason=each
            )
            for number, (found, each) in enumerate(zip(quotes, PAYLOADS, strict=True))
            if found
        )  # fmt: skip
    with served(db, "--write") as running:
        yield running


def pages_held(page: Any) -> list[str]:
    """Every kind of page, every report, and some of the stories, statements, speakers and outlets."""
    found = ["/", "/stories", "/speakers", "/outlets", "/figures", "/rejects", "/corrections", "/check", "/add", "/?unsure=1"]
    found += [f"/reports/{quote(report_row(number, each)['id'], safe='')}" for number, each in enumerate(PAYLOADS)]
    found += ["/records", *(f"/records/{each['record_id']}?at=3&to=90" for each in listed(page, "records"))]
    found += [f"/stories/{each['story_id']}" for each in listed(page, "stories")][:5]
    found += [f"/statements/{each['statement_id']}" for each in listed(page, "front")][:20]
    found += [f"/speakers/{each['speaker_id']}" for each in listed(page, "speakers")][:20]
    found += [f"/outlets/{quote(report_row(0, each)['outlet'], safe='')}" for each in PAYLOADS[::10]]
    return found


def test_there_are_two_hundred_payloads() -> None:
    assert len(set(PAYLOADS)) == 200


def test_nothing_hostile_is_executed(open_page: Callable[..., Any], hostile: Served) -> None:
    page = open_page(hostile)
    page.add_init_script("window.alert = window.msgbox = () => console.error('executed')")
    links: list[str] = []
    for address in pages_held(page):
        answer = page.goto(address)
        assert answer.status < 500, address
        assert page.url.startswith(hostile.address), address
        links += page.evaluate(LINKS)
        assert not page.evaluate(HANDLERS), address
    page.wait_for_timeout(MOST_WAIT)
    assert not [link for link in set(links) if not link.startswith((hostile.address + "/", "https://harbour.example/"))]


def test_nothing_hostile_in_an_address_is_executed(open_page: Callable[..., Any], hostile: Served) -> None:
    page = open_page(hostile)
    page.add_init_script("window.alert = window.msgbox = () => console.error('executed')")
    for number, payload in enumerate(PAYLOADS[::3]):
        given = quote(payload, safe="")
        address = (f"/search?q={given}", f"/stories/{given}", f"/?speaker={given}", f"/speakers?q={given}")[number % 4]
        assert page.goto(address).status < 500, address
    page.wait_for_timeout(MOST_WAIT)
