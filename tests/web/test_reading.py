"""Pages that are read: what they hold, as pages, JSON and CSV."""

import csv
import io
import json
from pathlib import Path

import msgspec
import pytest
from starlette.testclient import TestClient
from typer.testing import CliRunner

from onrecord.cli import app
from onrecord.pipeline import Desk, statement_views, story_views, telling
from onrecord.records import Report, Span, Story, Witness
from onrecord.store import Carrier
from onrecord.web import House, make_app
from tests.web.conftest import RULES, all_pages

PRINTED = {"/stories": ["stories"], "/front": ["statements", "--notable"], "/rejects": ["rejects"]}


def printed(db: Path, words: list[str]) -> list[dict[str, object]]:
    done = CliRunner().invoke(app, [*words, "--db", str(db), "--format", "jsonl"])
    assert done.exit_code == 0, done.output
    return [json.loads(line) for line in done.stdout.splitlines()]


def every_row(client: TestClient, address: str) -> list[dict[str, object]]:
    """All rows of a list, slice by slice."""
    rows = []
    while address:
        answer = client.get(address)
        assert answer.status_code == 200, answer.text
        rows += answer.json()["items"]
        address = answer.json()["next"]
    return rows


@pytest.mark.parametrize("path", sorted(PRINTED))
def test_a_list_gives_what_the_command_line_prints(reading: TestClient, sample_db: Path, path: str) -> None:
    asked = "?limit=2&unsure=1" if path == "/front" else "?limit=2"
    assert every_row(reading, f"{path}.json{asked}") == printed(sample_db, PRINTED[path])


def test_speakers_and_figures_are_rows_that_the_command_line_prints(reading: TestClient, sample_db: Path) -> None:
    everyone = {row["speaker_id"]: row for row in printed(sample_db, ["speakers"])}
    listed = every_row(reading, "/speakers.json?limit=7")
    assert listed and all(everyone[row["speaker_id"]] == row for row in listed)
    figures = every_row(reading, "/figures.json?limit=10")
    assert sorted(map(json.dumps, figures)) == sorted(map(json.dumps, printed(sample_db, ["figures"])))
    conflicts = [row["conflict"] for row in figures]
    assert conflicts == sorted(conflicts, reverse=True)


def test_a_story_a_statement_and_a_report_are_what_python_gives(reading: TestClient, sample_db: Path) -> None:
    with Desk(sample_db, RULES, read_only=True) as desk:
        for story in desk.stories():
            assert reading.get(f"/stories/{story.story_id}.json").json() == json.loads(msgspec.json.encode(story))
            for each in list(desk.statements(story.story_id))[:3]:
                row = reading.get(f"/statements/{each.statement_id}.json").json()
                assert {**row, **json.loads(msgspec.json.encode(each))} == row
                assert row["next"] is None and row["printed"] == len(each.witnesses)


def test_csv_holds_the_rows_of_json(reading: TestClient) -> None:
    rows = list(csv.DictReader(io.StringIO(reading.get("/stories.csv").text)))
    assert [row["story_id"] for row in rows] == [row["story_id"] for row in every_row(reading, "/stories.json")]


def test_no_cell_is_taken_for_a_formula(write_desk: TestClient) -> None:
    told = {"outlet": "=cmd()", "title": "+1", "published": "2026-03-10", "text": "“The wall held,” said Ada Hale, the harbour master."}
    assert write_desk.post("/reports", json=told).status_code == 201
    for path in ("/stories.csv", "/outlets.csv"):
        rows = csv.reader(io.StringIO(write_desk.get(path).text))
        assert not any(cell[:1] in ("=", "+", "-", "@") for row in rows for cell in row), path
    assert "'=cmd()" in write_desk.get("/outlets.csv").text


def test_every_page_that_links_lead_to_is_there_and_bounded(reading: TestClient) -> None:
    pages = all_pages(reading)
    assert len(pages) > 60
    for address in pages:
        answer = reading.get(address)
        assert answer.status_code == 200, address
        assert len(answer.content) < 200_000, address


def test_a_former_id_of_a_story_leads_to_the_present_one(write_desk: TestClient) -> None:
    text = "“The Skellan bridge will not reopen before the winter,” said Ada Hale, the Skellan harbour master, on the Skellan quay."
    first = {"id": "a", "outlet": "The Bay Echo", "published": "2026-03-10", "title": "Skellan bridge", "text": text}
    assert write_desk.post("/reports", json=first).status_code == 201
    former = write_desk.get("/stories.json").json()["items"][0]["story_id"]
    assert write_desk.post("/reports", json={**first, "id": "b", "outlet": "The Cape Post"}).status_code == 201
    present = write_desk.get("/stories.json").json()["items"][0]["story_id"]
    assert present != former
    for ending in ("", ".json"):
        answer = write_desk.get(f"/stories/{former}{ending}")
        assert (answer.status_code, answer.headers["location"]) == (307, f"/stories/{present}{ending}")


def test_an_id_from_outside_may_hold_anything(write_desk: TestClient) -> None:
    told = {"id": "x/ÿ ?#.json", "outlet": "A/B & Söhne.json", "text": "“It held,” said Ada Hale."}
    assert write_desk.post("/reports", json=told).status_code == 201
    pages = all_pages(write_desk)
    assert "/reports/x%2F%C3%BF%20%3F%23.json" in pages and "/outlets/A%2FB%20%26%20S%C3%B6hne.json" in pages
    for address in pages:
        assert write_desk.get(address).status_code == 200, address
    assert write_desk.get("/reports/x%2F%C3%BF%20%3F%23.json").headers["content-type"].startswith("text/html")
    assert write_desk.get("/reports/x%2F%C3%BF%20%3F%23.json.json").json()["report_id"] == told["id"]


def test_pages_by_key_show_all_that_was_there_once_while_more_comes(tmp_path: Path) -> None:
    def report(number: int) -> Report:
        # Words of its own for each, so that each is an event.
        word = "".join("bcdfghjklmnpqrstvwxz"[(number * 7 + k * 3) % 20] + "aeiou"[(number + k) % 5] for k in range(4))
        text = f"“The {word} gate will {word},” said {word.capitalize()} Hale, the {word} mayor."
        day = f"2026-{number % 12 + 1:02}-10"
        return Report(report_id=f"r{number:03}", outlet=f"The {word} Post", published=day, title=word, text=text)

    db = tmp_path / "desk.db"
    with Desk(db, RULES) as desk:
        desk.add([report(number) for number in range(0, 60, 2)], processes=1)
        with TestClient(make_app(House(db=db, settings=RULES)), base_url="http://127.0.0.1") as client:
            before = {row["story_id"] for row in every_row(client, "/stories.json")}
            seen: list[str] = []
            address, more = "/stories.json?limit=4", iter(range(1, 60, 2))
            while address:
                answer = client.get(address).json()
                seen += [row["story_id"] for row in answer["items"]]
                address = answer["next"]
                desk.add([report(next(more)), report(next(more))], processes=1)
    assert len(seen) == len(set(seen))
    assert before <= set(seen)


def test_search_marks_the_words_and_tells_what_cannot_be_asked(reading: TestClient) -> None:
    answer = reading.get("/search", params={"q": "crossings"}).text
    assert "<mark>crossings</mark>" in answer or "<mark>Crossings</mark>" in answer
    told = reading.get("/search", params={"q": "after:soon"})
    assert told.status_code == 200 and "is not a date" in told.text
    assert reading.get("/search.json", params={"q": "after:soon"}).status_code == 400


def test_a_private_person_of_one_story_has_no_page(write_desk: TestClient) -> None:
    text = "“My roof is gone,” said Tomas Quell, who lives on the quay.\n\nThe mayor, Ada Hale, said: “We will help.”"
    assert write_desk.post("/reports", json={"outlet": "The Bay Echo", "text": text}).status_code == 201
    names = [row["name"] for row in write_desk.get("/speakers.json").json()["items"]]
    assert names == ["Ada Hale"]
    statements = [s for story in write_desk.get("/stories.json").json()["items"] for s in [story["story_id"]]]
    page = write_desk.get(f"/stories/{statements[0]}").text
    assert "Tomas Quell" in page
    with_id = [s for s in write_desk.get("/front.json?unsure=1").json()["items"] if s["speaker"] == "Tomas Quell"]
    for each in with_id:
        assert write_desk.get(f"/speakers/{each['speaker_id']}").status_code == 404


def test_a_long_text_goes_on_at_another_page_and_a_place_is_found(write_desk: TestClient) -> None:
    filler = "\n".join(f"Line {number} of the minutes of the harbour council & others." for number in range(3_000))
    told = {"id": "long", "outlet": "The Bay Echo", "text": filler + "\n“The last gate held,” said Ada Hale, the harbour master."}
    assert write_desk.post("/reports", json=told).status_code == 201
    page = write_desk.get("/reports/long")
    assert len(page.content) < 200_000 and "from=" in page.text
    at = told["text"].index("The last gate")
    found = write_desk.get(f"/reports/long?at={at}")
    assert "The last gate held" in found.text and len(found.content) < 200_000


def test_outlets_that_carry_nothing_shown_stand_in_words_and_not_in_empty_columns(reading: TestClient, sample_db: Path) -> None:
    with Desk(sample_db, RULES, read_only=True) as desk:
        for story in desk.stories():
            matrix = story_views.story_page(desk.reader, story, ()).matrix
            filled = [any(row.cells[number].witness_class for row in matrix.rows) for number in range(len(matrix.columns))]
            assert all(filled)
            assert len(matrix.columns) + matrix.columns_left_out + matrix.silent_count == len({*_outlets(desk, story)})


def _outlets(desk: Desk, story: Story) -> list[str]:
    reports = [desk.report(each).report for each in story.report_ids]
    return [each.outlet or each.report_id for each in reports]


def test_a_statement_says_who_of_those_held_printed_it_first(reading: TestClient, sample_db: Path) -> None:
    with Desk(sample_db, RULES, read_only=True) as desk:
        held = next(each for each in desk.statements() if len({witness.report_id for witness in each.witnesses}) > 2)
        page = statement_views.statement_page(desk.reader, held.statement_id, unsure=True)
        first = min(desk.report(each.report_id).report.published or "~" for each in held.witnesses)[:10]
        assert page.first is not None and page.first.day_words == telling.date_words(first)
        assert {each.published[:10] for each in page.first.reports if each.published} == {first}
        assert f"held, on {page.first.day_words}" in reading.get(f"/statements/{held.statement_id}").text


def test_a_date_that_is_partial_or_assumed_is_never_first() -> None:
    def carrier(report_id: str, published: str | None, basis: str | None) -> Carrier:
        head = Report(report_id=report_id, text="x", published=published, published_basis=basis)  # type: ignore[arg-type]
        return Carrier(report=head, quotes=())

    held = {"a": carrier("a", "2026-03", "header"), "b": carrier("b", "2026-03-01", "assumed"), "c": carrier("c", "2026-03-09", "header")}
    printed = [
        Witness(witness_id=f"w{each}", report_id=each, quote_id=each, content=(Span(0, 1),), marked=True, witness_class="same")
        for each in held
    ]
    first = statement_views.first_of(printed, held)
    assert first is not None and [each.report_id for each in first.reports] == ["c"] and first.of == 3
    assert statement_views.first_of(printed[:2], held) is None
