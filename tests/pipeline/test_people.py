"""Who is on record: roles with their dates, other names with their evidence, and who is listed."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from onrecord.pipeline import Desk
from onrecord.pipeline.speaker_views import speaker_page
from onrecord.records import SpeakerRow
from onrecord.settings import QuoteSettings, Settings

RULES = Settings(quotes=QuoteSettings(reader="rules"))
STORY = "The harbour wall at Skerrin Point gave way on Monday and flooded the Orland fish market, the harbour board said. "
REPORTS = [
    {
        "id": "one", "outlet": "Vell Post", "published": "2026-03-02", "title": "Harbour wall at Skerrin Point gives way",
        "text": STORY + "UK Fisheries Minister Ada Holt said the wall would be rebuilt. Nell Brask, a mother of two, was there.",
    },
    {
        "id": "two", "outlet": "Orland News", "published": "2026-03-04", "title": "Harbour wall at Skerrin Point: market flooded",
        "text": STORY + "“We will rebuild it,” said Ms Holt, the fisheries minister. Nell Brask stood by.",
    },
    {
        "id": "three", "outlet": "Vell Post", "published": "2027-08-11", "title": "Crews walk out",
        "text": "Ferry crews in Tarn walked out. Ada Holt, the former fisheries minister, said she was sorry. Gus Pell, a baker, rowed.",
    },
]  # fmt: skip


@pytest.fixture(scope="module")
def rows(tmp_path_factory: pytest.TempPathFactory) -> dict[bool, dict[str, SpeakerRow]]:
    path: Path = tmp_path_factory.mktemp("people") / "reports.jsonl"
    path.write_text("".join(json.dumps(report) + "\n" for report in REPORTS), encoding="utf-8")
    with Desk(":memory:", RULES) as desk:
        desk.add([path])
        desk.correct("same-story", "one", "two", by="mk")
        return {everyone: {row.name: row for row in desk.speakers(everyone)} for everyone in (False, True)}


def test_a_role_has_the_dates_of_the_reports_that_give_it(rows: dict[bool, dict[str, SpeakerRow]]) -> None:
    seen = {each.role: (each.first, each.last, each.reports) for each in rows[False]["Ada Holt"].roles_seen}
    assert seen["UK Fisheries Minister"] == ("2026-03-02", "2026-03-02", 1)
    assert seen["former fisheries minister"] == ("2027-08-11", "2027-08-11", 1)


def test_another_name_has_its_place_and_the_evidence(rows: dict[bool, dict[str, SpeakerRow]]) -> None:
    [alias] = rows[False]["Ada Holt"].aliases_seen
    assert (alias.alias, alias.report_id) == ("Holt", "two")
    assert alias.why == "surname of the only person of the story who fits"
    assert alias.span is not None and alias.span.of(REPORTS[1]["text"]).endswith("Holt")


def test_a_private_person_of_one_story_is_listed_only_when_all_are_asked_for(rows: dict[bool, dict[str, SpeakerRow]]) -> None:
    assert "Nell Brask" not in rows[False] and "Gus Pell" not in rows[False]
    assert {"Nell Brask", "Gus Pell"} <= set(rows[True])


def test_a_name_in_two_walks_of_life_says_that_it_may_be_two_people(tmp_path: Path) -> None:
    path = tmp_path / "reports.jsonl"
    texts = {
        "a": "The harbour wall at Skerrin Point gave way. Fisheries Minister Ada Holt said it would be rebuilt.",
        "b": "Vell beat Tarn on Sunday in the cup. Goalkeeper Ada Holt said it was cold.",
    }
    path.write_text("".join(json.dumps({"id": key, "text": text}) + "\n" for key, text in texts.items()), encoding="utf-8")
    with Desk(":memory:", RULES) as desk:
        desk.add([path])
        held = {row.name: row for row in desk.speakers(False)}
        page = speaker_page(desk.reader, held["Ada Holt"].speaker_id)
    assert held["Ada Holt"].namesakes == page.row.namesakes == ("office", "sport")
    assert page.namesakes is not None and "in office and in sport" in page.namesakes
