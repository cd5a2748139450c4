"""Records are read at the desk: which are held, and where in one the words of a statement stand."""

from __future__ import annotations

import html
import re
from pathlib import Path

from starlette.testclient import TestClient

from onrecord.pipeline import Desk, record_views
from onrecord.records import Span, Transcript, Turn
from tests.web.conftest import RULES

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
