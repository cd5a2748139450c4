"""What is large comes as JSON in slices, which together are the whole."""

from typing import Any

from msgspec import structs
from starlette.testclient import TestClient

from onrecord import samples
from onrecord.pipeline import Desk, annotate_report, as_line, read_reports, row_views
from onrecord.records import Conflict, Report
from onrecord.settings import Settings
from tests.pipeline.test_order import RULES, SMALL, report


def test_slices_of_a_report_are_together_the_report() -> None:
    given = next(each for each in read_reports([samples.folder() / "reports"], Settings()) if isinstance(each, Report))
    annotated = annotate_report(given, RULES)
    whole, slices, start = as_line(annotated), [], 0
    while start is not None:
        slices.append(row_views.report(annotated, start, 150))
        start = slices[-1]["next"]
    assert len(slices) > 3
    assert "".join(each["text"] for each in slices) == whole["text"]
    assert all(each["text"] == whole["text"][slice(*each["text_span"])] for each in slices)
    for name in ("quotes", "entities", "dates", "figures"):
        assert [row for each in slices for row in each[name]] == sorted(whole[name], key=place)
    mentions = {speaker["speaker_id"]: speaker["mentions"] for speaker in whole["speakers"]}
    seen: dict[str, list[Any]] = {}
    for each in slices:
        for speaker in each["speakers"]:
            seen.setdefault(speaker["speaker_id"], []).extend(speaker["mentions"])
    assert {name: spans for name, spans in seen.items() if spans} == {name: spans for name, spans in mentions.items() if spans}


def place(row: dict[str, Any]) -> tuple[int, int]:
    start, end = row["span"] if "span" in row else row["content"][0]
    return start, end


def test_a_report_that_is_not_large_comes_whole() -> None:
    annotated = annotate_report(SMALL[0], RULES)
    row = row_views.report(annotated)
    assert {**row, **as_line(annotated)} == row and row["next"] is None


def test_slices_of_a_statement_have_each_printed_version_once() -> None:
    words = "“We will not reopen the quay before Friday,” Ada Hale said."
    with Desk(":memory:", RULES) as desk:
        desk.add([report(f"r{day}", f"Paper {day}", "2026-03-04", f"{words} It was day {day}.") for day in range(7)], processes=1)
        held = next(each for each in desk.statements() if len(each.witnesses) == 7)
    slices, start = [], 0
    while start is not None:
        slices.append(row_views.statement(held, start, 3))
        start = slices[-1]["next"]
    assert [len(each["witnesses"]) for each in slices] == [3, 3, 1]
    assert [each["witness_id"] for row in slices for each in row["witnesses"]] == [each.witness_id for each in held.witnesses]
    assert all(each["printed"] == 7 for each in slices)


def test_slices_of_a_statement_hold_every_conflict_and_echo_and_say_how_many_there_are() -> None:
    words = "“We will not reopen the quay before Friday,” Ada Hale said."
    with Desk(":memory:", RULES) as desk:
        desk.add([report("r", "Paper", "2026-03-04", words)], processes=1)
        held = next(desk.statements())
    given = [Conflict(speaker=f"Speaker {number}", report_id="r") for number in range(8)]
    held = structs.replace(held, conflicts=tuple(given), echoes=("e1", "e2", "e3", "e4"))
    slices, start = [], 0
    while start is not None:
        slices.append(row_views.statement(held, start, 3))
        start = slices[-1]["next"]
    assert [each["speaker"] for row in slices for each in row["conflicts"]] == [each.speaker for each in given]
    assert [each for row in slices for each in row["echoes"]] == list(held.echoes)
    assert all((row["printed"], row["conflicts_held"], row["echoes_held"]) == (1, 8, 4) for row in slices)


def test_the_address_in_next_leads_to_the_next_slice(reading: TestClient, monkeypatch: Any) -> None:
    report_id = reading.get("/stories.json").json()["items"][0]["report_ids"][0]
    whole = reading.get(f"/reports/{report_id}.json").json()
    assert whole["next"] is None
    cut = row_views.report
    monkeypatch.setattr(row_views, "report", lambda annotated, start: cut(annotated, start, 200))
    text, address = "", f"/reports/{report_id}.json"
    while address is not None:
        row = reading.get(address).json()
        text, address = text + row["text"], row["next"]
    assert text == whole["text"]
