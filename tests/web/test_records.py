"""Records are read at the desk: which are held, and where in one the words of a statement stand."""

from __future__ import annotations

import html
import re
import time
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from onrecord.pipeline import Desk, record_views
from onrecord.records import Span, Transcript, Turn
from onrecord.web import House, make_app
from tests.growth import grows_at_most
from tests.web.conftest import ADDRESS, RULES
from tests.web.test_safety import PAYLOADS, Markup

HELD = Transcript(
    record_id="r1", path="talks/harbour.vtt", text="Good evening.\nThe crane is safe.\nIt was never unsafe.\nThank you.",
    turns=(Turn(speaker="Ada Hale", span=Span(14, 53), time="00:01:02"),),
)  # fmt: skip


def marked(page: str) -> str:
    """The words of a page that are marked."""
    return " ".join(html.unescape(each) for each in re.findall(r"<mark[^>]*>(.*?)</mark>", page))


def test_the_words_of_a_record_are_one_click_from_the_statement_that_they_are_the_base_of(reading: TestClient, sample_db: Path) -> None:
    with Desk(sample_db, RULES, read_only=True) as desk:
        held = [each for each in desk.statements() if each.base.status == "record"]
        assert held
        for statement in held[:5]:
            page = reading.get(f"/statements/{statement.statement_id}").text
            link = re.search(r'href="(/records/[^"#]*)#at"', page)
            assert link is not None
            shown = reading.get(html.unescape(link[1])).text
            assert marked(shown).split() == statement.text.split()
            assert shown.count('id="at"') == 1


def test_records_are_listed_as_a_page_as_json_and_as_csv(reading: TestClient, sample_db: Path) -> None:
    rows = reading.get("/records.json").json()["items"]
    with Desk(sample_db, RULES, read_only=True) as desk:
        held = list(desk.transcripts())
        assert [row["record_id"] for row in rows] == [each.record_id for each in held]
        whole = reading.get(f"/records/{held[0].record_id}.json").json()
        assert (whole["text"], whole["text_span"], whole["next"]) == (held[0].text, [0, len(held[0].text)], None)
        assert len(whole["turns"]) == len(held[0].turns)
    assert f'href="/records/{held[0].record_id}"' in reading.get("/records").text
    assert held[0].record_id in reading.get("/records.csv").text
    assert reading.get("/records/none").status_code == 404
    assert reading.get("/records/none.json").json()["status"] == 404


def test_a_place_over_several_lines_is_marked_in_each_and_reached_once() -> None:
    page = record_views.record_page(HELD, Span(18, 40))
    assert [(piece.text, piece.is_first) for line in page.texts for piece in line.pieces if piece.is_place] == [
        ("crane is safe.", True), ("It was ", False),
    ]  # fmt: skip
    assert [line.time for line in page.texts] == [None, "00:01:02", None, None]
    assert "".join(piece.text for line in page.texts for piece in line.pieces) == HELD.text.replace("\n", "")


def test_a_place_outside_the_text_marks_nothing() -> None:
    for place in (None, Span(5_000, 9_000), Span(len(HELD.text), len(HELD.text) + 4)):
        page = record_views.record_page(HELD, place)
        assert not [piece for line in page.texts for piece in line.pieces if piece.is_place]


def test_a_long_record_goes_on_at_an_address(sample_db: Path) -> None:
    long = Transcript(record_id="r2", path="long.txt", text="A line of a long talk.\n" * 6_000)
    first = record_views.record_page(long)
    assert first.paging.next is not None
    start = int(re.search(r"from=(\d+)", first.paging.next)[1])  # type: ignore[index]
    again = record_views.record_page(long, start=start)
    assert again.texts[0].pieces[0].text == "A line of a long talk." and again.paging.first is not None
    sought = record_views.record_page(long, Span(start + 46, start + 50))
    assert any(piece.is_place for line in sought.texts for piece in line.pieces)


def captions(count: int) -> Transcript:
    """A record of so many timed lines of one letter."""
    turns = tuple(Turn(span=Span(2 * number, 2 * number + 1), time=f"00:{number}") for number in range(count))
    return Transcript(record_id="r3", path="short.vtt", text="a\n" * count, turns=turns)


def test_every_line_of_captions_has_its_own_time_and_many_short_ones_take_no_longer_each() -> None:
    assert [line.time for line in record_views.record_page(captions(500)).texts] == [f"00:{number}" for number in range(500)]

    def seconds(count: int) -> float:
        held = captions(count)
        begun = time.perf_counter()
        record_views.record_page(held)
        return time.perf_counter() - begun

    assert grows_at_most(seconds, 2_000, 16_000, 16, 0.05)


@pytest.fixture
def hostile(tmp_path: Path) -> TestClient:
    """A desk whose every record is hostile in all that it says of itself, and the first very long."""
    payloads = [line for line in PAYLOADS.read_text(encoding="utf-8").splitlines() if line.strip()]
    with Desk(tmp_path / "hostile.db", RULES) as desk, desk._store.transaction():
        for number, payload in enumerate(payloads):
            text = f"{payload} \">'></mark></textarea></title>{payload}\nThe crane stood.\n" * (1 if number else 9_000)
            turn = Turn(speaker=payload, span=Span(0, 9), time=payload)
            title = f"\">'></title>{payload}" if number % 2 else None
            desk._store.put_transcript(
                Transcript(
                    record_id=f"r{number}", path=f"talks/{payload}", title=title, date=payload[:40], occasion=payload, speakers=(payload,),
                    text=text, turns=(turn,),
                )
            )  # fmt: skip
    return TestClient(make_app(House(db=tmp_path / "hostile.db", settings=RULES)), base_url=ADDRESS)


def test_a_hostile_record_stays_words(hostile: TestClient) -> None:
    with hostile as client:
        rows = client.get("/records.json?limit=100").json()["items"]
        assert len(rows) >= 50
        places = [f"/records/{row['record_id']}?at=3&to=70" for row in rows]
        for address in ("/records", *places, "/records/r0?from=40000"):
            answer = client.get(address)
            assert answer.status_code == 200 and len(answer.content) < 500_000, address
            markup = Markup()
            markup.feed(answer.text)
            assert not markup.wrong, (address, markup.wrong)
            assert not markup.tags & {"iframe", "object", "embed", "base", "img", "video", "math", "template"}, address
            assert len(re.findall("<script", answer.text)) <= 1, address


@pytest.mark.parametrize(
    ("asked", "status"),
    [("at=-1", 400), ("at=x&to=9", 400), ("at=1e5", 400), ("at=%D9%A1", 400), ("at=%00", 400), ("at=99999999999999", 400), ("from=-1", 400),
     ("at=5&to=-9", 400), ("at=5&to=2", 200), ("at=5&to=5", 200), ("to=5", 200), ("at=&to=", 200), ("at=900000000&to=900000009", 200),
     ("from=900000000", 200)],
)  # fmt: skip
def test_an_odd_place_marks_nothing_or_is_told_in_words(hostile: TestClient, asked: str, status: int) -> None:
    with hostile as client:
        answer = client.get(f"/records/r0?{asked}")
        assert answer.status_code == status and "<h1>" in answer.text and "<mark" not in answer.text


def test_a_place_far_longer_than_a_page_is_marked_as_far_as_the_page_goes(hostile: TestClient) -> None:
    with hostile as client:
        page = client.get("/records/r0?at=0&to=900000").text
        assert page.count('id="at"') == 1 and len(page) < 500_000
        for address in ("/records/%00", "/records/..%2f..%2fx", "/records/%3Cscript%3Ealert(1)", f"/records/{'a' * 3_000}"):
            answer = client.get(address)
            assert answer.status_code == 404 and "<script>" not in answer.text
