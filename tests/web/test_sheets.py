"""A draft checked at the desk: its sheet leads to what it was compared with, and names files as they were given."""

from __future__ import annotations

import html
import re
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from onrecord import samples
from onrecord.pipeline import Desk
from onrecord.web import House, make_app
from tests.web.conftest import ADDRESS, RULES, token_of
from tests.web.test_records import marked

DRAFT = samples.folder() / "draft.txt"
LATER = b"Date: 2031-01-02\n\nADA HALE: The crane stood all night. It will be moved in spring."


def opened(client: TestClient, draft: str, *records: tuple[str, bytes]) -> str:
    """The address of the sheet of a draft."""
    files = [("record", each) for each in records]
    answer = client.post("/sheets", data={"token": token_of(client), "draft_text": draft}, files=files or None, follow_redirects=False)
    assert answer.status_code == 303
    return str(answer.headers["location"])


def test_each_record_on_a_sheet_is_one_click_away(reading: TestClient) -> None:
    page = reading.get(opened(reading, DRAFT.read_text())).text
    links = [html.unescape(each) for each in re.findall(r'href="(/records/[^"]*)"', page)]
    assert links
    for link in links:
        assert marked(reading.get(link).text)


def test_words_not_found_can_be_looked_for_in_the_reports(reading: TestClient) -> None:
    page = reading.get(opened(reading, "“Walruses own the “old” slipway -- all of it,” Idris Harkaway said.")).text
    link = re.search(r'href="(/search\?q=[^"]*)">Look for these words', page)
    assert link is not None
    found = reading.get(html.unescape(link[1]))
    assert found.status_code == 200 and "Walruses own the old slipway all of it" in found.text


@pytest.fixture
def reports_only(tmp_path: Path) -> TestClient:
    """A desk without records, whose reports come out of one file."""
    rows = tmp_path / "day.jsonl"
    rows.write_text(
        '{"outlet": "bay.example/news", "title": "Crane stands", "published": "2026-03-01",'
        ' "text": "“The crane stood all night, and it will be moved in spring,” Transport Minister Ada Hale said on Sunday."}\n'
    )
    with Desk(tmp_path / "reports.db", RULES) as desk:
        desk.add([rows], processes=1)
    return TestClient(make_app(House(db=tmp_path / "reports.db", settings=RULES)), base_url=ADDRESS)


def test_a_report_that_stands_in_for_a_record_goes_by_its_outlet_and_leads_to_its_words(reports_only: TestClient) -> None:
    with reports_only as client:
        page = client.get(opened(client, "“The crane stood all night, and it will be moved in June,” said Ada Hale.")).text
        assert "bay.example/news, Crane stands" in html.unescape(page) and "day.jsonl" not in page
        link = re.search(r'href="(/reports/[^"#]*)#at"', page)
        assert link is not None and "?at=" in link[1]
        shown = re.sub("<[^>]+>", "", client.get(html.unescape(link[1])).text.partition('id="at">')[2])
        assert html.unescape(shown).startswith("The crane stood all night")


def test_the_desk_takes_an_office_alone_for_its_only_holder_by_the_reports_held(reports_only: TestClient) -> None:
    with reports_only as client:
        rows = client.post("/check", json={"draft": "“The crane stood all night,” the transport minister said."}).json()["findings"]
        page = client.get(opened(client, "“The crane stood all night,” the transport minister said.")).text
    assert [(row["speaker"], row["speaker_ground"]) for row in rows] == [
        ("Ada Hale", "the only transport minister in what is held: Ada Hale, called Transport Minister in bay.example/news, Crane stands")
    ]
    assert "The draft names an office alone; taken for the only transport minister in what is held" in page


def test_what_has_no_marks_is_answered_where_it_is_asked_for(reading: TestClient) -> None:
    draft = {"draft": "Ada Hale said the crane had stood all night.", "records": ["ADA HALE: The crane stood all night, and so did we."]}
    assert reading.post("/check", json=draft).json()["unmarked"] == []
    (found,) = reading.post("/check", json={**draft, "indirect": True}).json()["unmarked"]
    assert found["speaker"] == "Ada Hale" and found["passages"][0]["record"] == "record 1.txt"


def test_a_sheet_names_no_folder_of_this_machine(reading: TestClient) -> None:
    address = opened(reading, "Date: 2026-03-01\n\n“The crane stood all night,” said Ada Hale.", ("talks/later.txt", LATER))
    for ending in ("", ".json", ".csv", ".html"):
        told = reading.get(address + ending).text
        assert "later.txt" in told or ending == ".csv"
        assert "/tmp" not in told and str(Path.cwd()) not in told


def test_words_left_out_between_two_places_are_counted_and_not_printed(reading: TestClient) -> None:
    middle = " ".join(f"Then came day {number} and nothing moved." for number in range(90))
    record = f"ADA HALE: The crane stood all night. {middle} We shall move it in spring, whatever it costs.".encode()
    draft = "“The crane stood all night. We shall move it in spring, whatever it costs,” said Ada Hale."
    page = html.unescape(reading.get(opened(reading, draft, ("talk.txt", record))).text)
    assert "two places printed as one" in page and re.search(r"\[… \d+ words …\]", page)
    assert page.count("day 45") == 0


def test_what_comes_nearest_is_not_said_to_be_the_same_words(reading: TestClient) -> None:
    draft = "“The navy’s supply ship will carry forty trained seals to the islands,” Cosima Vantongeren said."
    page = reading.get(opened(reading, draft)).text
    nearest = page[page.index('class="lines nearest"') :]
    assert "near in words; " in nearest and "another speaker" in nearest
    assert "the record gives the words" not in nearest and "<mark" not in nearest


def test_a_draft_that_cannot_be_read_is_told_of_on_the_form_with_what_was_typed(reading: TestClient) -> None:
    token = token_of(reading)
    answer = reading.post("/sheets", data={"token": token, "draft_text": "  "}, follow_redirects=False)
    assert answer.status_code == 400 and 'role="alert">No draft was given' in answer.text and 'name="draft_text"' in answer.text
    typed = {"token": token, "draft_text": "“It </textarea> held,” she said.", "profile": "nobody"}
    answer = reading.post("/sheets", data=typed, follow_redirects=False)
    assert answer.status_code == 400 and "“It &lt;/textarea&gt; held,” she said." in answer.text
    typed = {"token": token, "draft_text": "It held. " * 20_000 + "The end.", "profile": "nobody"}
    assert "The end.</textarea>" in reading.post("/sheets", data=typed, follow_redirects=False).text
    answer = reading.post("/sheets", data={"token": token}, files=[("draft", ("draft.xyz", b"x"))], follow_redirects=False)
    assert answer.status_code == 400 and "draft.xyz: unknown extension .xyz" in html.unescape(answer.text)
    assert "/tmp" not in answer.text


def test_nothing_given_to_add_is_told_of_on_the_form(write_desk: TestClient) -> None:
    answer = write_desk.post("/reports", data={"token": token_of(write_desk), "text": " "})
    assert answer.status_code == 400 and 'role="alert">Nothing was given' in answer.text and 'name="outlet"' in answer.text
