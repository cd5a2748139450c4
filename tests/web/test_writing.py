"""Adding, removing, correcting and checking over HTTP."""

import http.client
import json
import re
import socket
import threading
import time
from pathlib import Path

import pytest
import uvicorn
from starlette.testclient import TestClient

from onrecord import samples
from onrecord.errors import NotHeld
from onrecord.pipeline import Desk
from onrecord.pipeline.sheets import Sheet
from onrecord.web import House, make_app
from onrecord.web.sheets import OpenSheet, OpenSheets
from tests.web.conftest import ADDRESS, RULES, token_of

TEXT = (
    "“The wall held through four storms,” said Ada Hale, the harbour master, on Monday.\n\n"
    "“We will rebuild it,” said Tomas Quell, the mayor."
)
ROW = {"id": "echo-1", "outlet": "The Bay Echo", "published": "2026-03-10", "title": "Wall holds", "text": TEXT}


def test_reports_are_added_by_form_as_text_and_as_files(write_desk: TestClient) -> None:
    token = token_of(write_desk)
    fields = {"token": token, "text": TEXT.replace("\n", "\r\n"), "outlet": "The Bay Echo", "title": "Wall holds", "date": "2026-03-10"}
    files = [("file", ("cape.txt", b"Title: The wall\nOutlet: The Cape Post\nDate: 2026-03-11\n\n" + TEXT.encode())),
             ("file", ("../../broken.jsonl", b"{not json"))]  # fmt: skip
    answer = write_desk.post("/reports", data=fields, files=files)
    assert answer.status_code == 303 and answer.headers["location"].startswith("/added/")
    page = write_desk.get(answer.headers["location"]).text
    assert "broken.jsonl" in page and "/tmp" not in page
    assert write_desk.get(answer.headers["location"] + ".json").json()["stored"] == 2
    assert {row["outlet"] for row in write_desk.get("/outlets.json").json()["items"]} == {"The Bay Echo", "The Cape Post"}
    report = next(r for r in write_desk.get("/stories.json").json()["items"])["report_ids"][0]
    held = write_desk.get(f"/reports/{report}.json").json()
    assert held["text"] == TEXT and held["published"] in ("2026-03-10", "2026-03-11")
    assert "broken.jsonl" in write_desk.get("/rejects").text


def test_a_report_is_added_twice_once_and_removed(write_desk: TestClient) -> None:
    assert write_desk.post("/reports", json=ROW).json()["stored"] == 1
    assert write_desk.post("/reports", json=[ROW]).json()["already_there"] == 1
    assert write_desk.delete("/reports/echo-1").json() == {"removed": ["echo-1"]}
    assert write_desk.delete("/reports/echo-1").status_code == 404
    assert write_desk.get("/stories.json").json()["items"] == []
    write_desk.post("/reports", json=ROW)
    gone = write_desk.post("/reports/echo-1/remove", data={"token": token_of(write_desk), "reason": "withdrawn"})
    assert (gone.status_code, gone.headers["location"]) == (303, "/stories")


def test_a_corrected_speaker_stays_after_another_add_and_goes_when_undone(write_desk: TestClient) -> None:
    write_desk.post("/reports", json=ROW)
    quote = write_desk.get("/reports/echo-1.json").json()["quotes"][0]["quote_id"]
    fields = {"verb": "quote", "subject": quote, "object": "Rona Veld", "by": "mk", "back": "/reports/echo-1"}
    fields["token"] = token_of(write_desk)
    answer = write_desk.post("/corrections", data=fields)
    assert (answer.status_code, answer.headers["location"]) == (303, "/reports/echo-1")
    write_desk.post("/reports", json={**ROW, "id": "cape-1", "outlet": "The Cape Post"})
    page = write_desk.get("/reports/echo-1").text
    assert "Rona Veld" in page and "a person said so" in page
    made = write_desk.get("/corrections.json").json()["items"]
    assert [(each["verb"], each["by"]) for each in made] == [("quote", "mk")]
    assert "Rona Veld" in write_desk.get("/corrections").text
    undone = write_desk.post(f"/corrections/{made[0]['correction_id']}/undo", json={})
    assert undone.status_code == 200 and undone.json()["undone_at"]
    assert "a person said so" not in write_desk.get("/reports/echo-1").text


def test_a_rejected_quotation_is_gone_and_can_be_taken_back(write_desk: TestClient) -> None:
    write_desk.post("/reports", json=ROW)
    quote = write_desk.get("/reports/echo-1.json").json()["quotes"][0]["quote_id"]
    assert write_desk.post("/corrections", json={"verb": "reject", "subject": quote}).status_code == 201
    page = write_desk.get("/reports/echo-1").text
    assert f'id="q-{quote}"' not in page and "/undo" in page


def test_a_correction_that_means_nothing_is_told_in_words(write_desk: TestClient) -> None:
    for verb, subject, status in (("reject", "none", 404), ("sing", "x", 400), ("reject", "", 400)):
        told = {"verb": verb, "subject": subject}
        answer = write_desk.post("/corrections", json=told)
        assert answer.status_code == status and answer.json()["detail"], told


def test_checking_and_annotating_keep_nothing(write_desk: TestClient) -> None:
    record = "ADA HALE: The wall held through four storms. It will hold again."
    found = write_desk.post("/check", json={"draft": "“The wall held through five storms,” said Ada Hale.", "records": [record]}).json()
    best = found["findings"][0]["candidates"][0]
    assert (best["record"], best["regions"][0]["base_text"], best["regions"][0]["witness_text"]) == ("record 1.txt", "four", "five")
    read = write_desk.post("/annotate", json={"text": TEXT, "published": "2026-03-10"}).json()
    assert [quote["kind"] for quote in read["quotes"]] == ["direct", "direct"]
    assert write_desk.get("/stories.json").json()["items"] == []
    assert write_desk.get("/search.json?q=storms").json()["items"] == []


def test_a_draft_is_checked_on_a_sheet_that_keeps_notes_until_it_is_closed(reading: TestClient) -> None:
    token = token_of(reading)
    fields = {"token": token, "draft_text": (samples.folder() / "draft.txt").read_text(encoding="utf-8"), "profile": "guardian"}
    answer = reading.post("/sheets", data=fields, follow_redirects=False)
    assert answer.status_code == 303, answer.text
    address = answer.headers["location"]
    page = reading.get(address).text
    item = re.search(r'name="note-([^"]+)"', page)
    assert item is not None
    noted = {"token": token, f"note-{item[1]}": "asked <her> again", f"initials-{item[1]}": "mk", f"resolution-{item[1]}": "stands"}
    assert reading.post(address, data=noted, follow_redirects=False).status_code == 303
    assert "asked &lt;her&gt; again" in reading.get(address).text
    for ending, start in ((".html", b"<!DOCTYPE html>"), (".docx", b"PK"), (".csv", b"number,draft"), (".json", b"{")):
        file = reading.get(address + ending)
        assert file.status_code == 200 and file.content.startswith(start), ending
        assert "attachment" in file.headers["content-disposition"]
    other = TestClient(reading.app, base_url=ADDRESS)
    assert other.get(address).status_code == 404
    assert reading.get("/search.json", params={"q": '"asked her again"'}).json()["items"] == []
    assert reading.post(f"{address}/close", data={"token": token}, follow_redirects=False).status_code == 303
    assert reading.get(address).status_code == 404


def test_sheets_that_nobody_looks_at_are_let_go() -> None:
    now = [0.0]
    sheets = OpenSheets(House(db=Path("x"), most_sheets=2, sheet_hours=1), lambda: now[0])
    first = sheets.open(OpenSheet(sheet=Sheet(), visitor="a"))
    now[0] = 3_000.0
    assert sheets.get(first, "a").visitor == "a"
    now[0] = 6_000.0
    second = sheets.open(OpenSheet(sheet=Sheet(), visitor="a"))
    now[0] = 6_700.0
    for held, visitor in ((first, "a"), (second, "b")):
        with pytest.raises(NotHeld):
            sheets.get(held, visitor)
    sheets.get(second, "a")
    for _ in range(2):
        sheets.open(OpenSheet(sheet=Sheet(), visitor="a"))
    with pytest.raises(NotHeld):
        sheets.get(second, "a")


def test_the_desk_opens_over_real_http_and_writes_in_a_process_apart(tmp_path: Path) -> None:
    db = tmp_path / "real.db"
    Desk(db, RULES).close()
    with socket.socket() as held:
        held.bind(("127.0.0.1", 0))
        port = held.getsockname()[1]
    house = House(db=db, settings=RULES, may_write=True, wait_seconds=60)
    server = uvicorn.Server(uvicorn.Config(make_app(house), port=port, log_level="error"))
    thread = threading.Thread(target=server.run)
    thread.start()
    try:
        while not server.started:
            time.sleep(0.02)
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
        connection.request("POST", "/reports", json.dumps(ROW), {"content-type": "application/json"})
        added = connection.getresponse()
        assert added.status == 201 and json.loads(added.read())["stored"] == 1
        connection.request("GET", "/reports/echo-1")
        page = connection.getresponse()
        assert page.status == 200 and "The wall held" in page.read().decode()
    finally:
        server.should_exit = True
        thread.join(30)
