"""Who may come in, what every answer carries, and what stays outside."""

import base64
import html.parser
import json
import re
import time
from pathlib import Path

import apsw
import pytest
from starlette.testclient import TestClient

from onrecord.errors import TooSlow, UsageError
from onrecord.pipeline import Desk
from onrecord.web import House, checked_house, make_app, read_key_file
from tests.web.conftest import ADDRESS, RULES, all_pages, token_of

PAYLOADS = Path(__file__).parent / "browser" / "payloads.txt"
SAFE = {
    "x-content-type-options": "nosniff", "referrer-policy": "no-referrer", "x-frame-options": "DENY",
    "cross-origin-resource-policy": "same-origin",
}  # fmt: skip


def test_every_answer_is_safe_to_show(reading: TestClient) -> None:
    for address in [*all_pages(reading, 40), "/nothing", "/static/onrecord.css", "/stories/none.json", "/front.csv"]:
        headers = reading.get(address).headers
        policy = headers["content-security-policy"]
        assert "default-src 'none'" in policy and "frame-ancestors 'none'" in policy and "unsafe" not in policy, address
        assert {name: headers[name] for name in SAFE} == SAFE, address


def test_no_page_holds_a_script_or_a_style_of_its_own_or_anything_from_another_host(reading: TestClient) -> None:
    for address in all_pages(reading, 60):
        answer = reading.get(address)
        if "text/html" in answer.headers["content-type"]:
            page = answer.text
            assert not re.search(r"<script(?![^>]*\bsrc=\"/static/)", page), address
            assert not re.search(r"<style|\son[a-z]+=|\sstyle=", page), address
            assert not re.search(r'(?:src|action)="(?!/)', page), address


@pytest.mark.parametrize("host", ["evil.example", "127.0.0.1.evil.example", "localhost@evil.example", "", "127.0.0.1/x", "[::1"])
def test_another_name_is_not_answered(reading: TestClient, host: str) -> None:
    assert reading.get("/", headers={"host": host}).status_code in (400, 421)


@pytest.mark.parametrize("host", ["localhost:1", "127.0.0.1", "[::1]:8765", "LOCALHOST"])
def test_names_of_this_machine_are_answered(reading: TestClient, host: str) -> None:
    assert reading.get("/", headers={"host": host}).status_code == 200


def test_nothing_is_written_from_another_site_or_without_the_forms_token(write_desk: TestClient) -> None:
    told = {"verb": "speaker", "subject": "A", "object": "B"}
    elsewhere = {"sec-fetch-site": "cross-site"}
    for headers in ({"origin": "https://evil.example"}, elsewhere, {"origin": "null", **elsewhere}):
        assert write_desk.post("/corrections", json=told, headers=headers).status_code == 403
        assert write_desk.post("/reports", data={"text": "x"}, headers=headers).status_code == 403
    assert write_desk.post("/reports", data={"text": "x"}).status_code == 403
    assert write_desk.post("/reports", data={"text": "x", "token": "0" * 64}).status_code == 403
    assert write_desk.post("/reports", content="x", headers={"content-type": "text/plain"}).status_code == 415
    token = token_of(write_desk)
    ours = {"origin": "null", "sec-fetch-site": "same-origin"}  # what a browser sends under no-referrer
    assert write_desk.post("/reports", data={"text": "“It held,” said Ada Hale.", "token": token}, headers=ours).status_code == 303


def test_a_token_is_of_its_visitor_alone(write_desk: TestClient) -> None:
    token = token_of(write_desk)
    write_desk.cookies.clear()
    assert write_desk.post("/reports", data={"text": "x", "token": token}).status_code == 403


def test_reading_alone_unless_asked(reading: TestClient) -> None:
    token = token_of(reading)
    assert reading.get("/add").status_code == 403
    for answer in (
        reading.post("/reports", json={"text": "x"}), reading.post("/reports", data={"text": "x", "token": token}),
        reading.delete("/reports/x"), reading.post("/corrections", json={"verb": "reject", "subject": "x"}),
    ):  # fmt: skip
        assert answer.status_code == 403
        assert answer.headers["content-type"] == "application/problem+json" or "read-only" in answer.text


@pytest.mark.parametrize(
    "path", ["/static/../app.py", "/static/..%2f..%2fapp.py", "/static/%2e%2e/%2e%2e/pyproject.toml", "/static//etc/passwd",
             "/../etc/passwd", "/statements/x?profile=../../../etc/passwd", "/reports/..%2f..%2fetc%2fpasswd", "/sheets/..%2fx.json",
             "/outlets/..%2f"],
)  # fmt: skip
def test_no_address_leads_to_a_file(reading: TestClient, path: str) -> None:
    answer = reading.get(path)
    assert answer.status_code in (400, 404)
    assert "root:" not in answer.text and "import" not in answer.text


def test_no_file_is_read_as_house_rules(reading: TestClient, tmp_path: Path) -> None:
    rules = tmp_path / "rules.toml"
    rules.write_text('name = "mine"\nrules = []\n')
    assert reading.post("/check", json={"draft": "x", "profile": str(rules)}).status_code == 400


def test_a_body_that_is_too_large_is_refused_before_it_is_read(sample_db: Path) -> None:
    house = House(db=sample_db, settings=RULES, may_write=True, writes_apart=False, most_body_bytes=1_000, most_files=2)
    with TestClient(make_app(house), base_url=ADDRESS) as client:
        assert client.post("/reports", json={"text": "x" * 2_000}).status_code == 413

        def pieces():  # type: ignore[no-untyped-def]
            for _ in range(50):
                yield b"x" * 100

        assert client.post("/reports", content=pieces(), headers={"content-type": "application/json"}).status_code == 413
        many = [("file", (f"{number}.txt", b"x")) for number in range(5)]
        assert client.post("/reports", data={"token": token_of(client)}, files=many).status_code in (400, 413)


def test_a_question_that_takes_too_long_is_stopped_with_words(sample_db: Path) -> None:
    with Desk(sample_db, RULES, read_only=True) as desk:
        endless = "WITH RECURSIVE n(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM n) SELECT count(*) FROM n"
        begun = time.monotonic()
        with pytest.raises(TooSlow, match="stopped"), desk.within(0.05):
            desk.reader._value(endless)
        assert time.monotonic() - begun < 30
    with TestClient(make_app(House(db=sample_db, settings=RULES, query_seconds=-1.0)), base_url=ADDRESS) as client:
        answer = client.get("/search", params={"q": "the"})
        if answer.status_code != 200:  # a small database may be asked before anybody looks at the clock
            assert answer.status_code == 503 and "Took too long" in answer.text


def test_the_readers_cannot_write(sample_db: Path) -> None:
    with Desk(sample_db, RULES, read_only=True) as desk, pytest.raises(apsw.ReadOnlyError):
        desk.reader._value("DELETE FROM reports")


def test_beyond_this_machine_only_with_a_key(sample_db: Path, tmp_path: Path) -> None:
    house = House(db=sample_db, settings=RULES)
    for host in ("0.0.0.0", "192.0.2.7", "::", "desk.example"):
        with pytest.raises(UsageError, match="--token-file"):
            checked_house(house, host)
    key_file = tmp_path / "key"
    key_file.write_text("short\n")
    with pytest.raises(UsageError, match="16"):
        read_key_file(key_file)
    key_file.write_text("a-key-of-many-characters\n")
    key = read_key_file(key_file)
    opened = checked_house(House(db=sample_db, settings=RULES, key=key), "192.0.2.7", ("desk.example",))
    with TestClient(make_app(opened), base_url="http://desk.example", follow_redirects=False) as client:
        assert client.get("/").status_code == 401
        assert client.get("/stories.json").headers["content-type"] == "application/problem+json"
        assert client.get("/stories.json", headers={"authorization": f"Bearer {key}"}).status_code == 200
        token = re.search(r'name="token" value="([0-9a-f]+)"', client.get("/enter").text)
        assert token is not None
        assert client.post("/enter", data={"key": "wrong", "token": token[1]}).status_code == 401
        assert client.post("/enter", data={"key": key, "token": token[1], "back": "//evil.example"}).headers["location"] == "/"
        assert client.get("/").status_code == 200


def test_no_form_leads_to_another_host(reading: TestClient) -> None:
    for back in ("//evil.example", "https://evil.example", "/\\evil.example", "/a\nb", "javascript:alert(1)"):
        answer = reading.post("/theme", data={"theme": "dark", "back": back}, follow_redirects=False)
        assert answer.headers["location"] == "/", back
    answer = reading.post("/theme", data={"theme": "dark", "back": "/stories?after=1"}, follow_redirects=False)
    assert answer.headers["location"] == "/stories?after=1"


class Markup(html.parser.HTMLParser):
    """The tags of a page, with the attributes that could run or load something."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.wrong: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        for name, value in attrs:
            scheme = re.match(r"\s*([a-z]+):", value or "", re.I)
            if name.startswith("on") or (name in ("href", "src", "action") and scheme and scheme[1].lower() not in ("http", "https")):
                self.wrong.append(f"{tag} {name}={value}")


def test_two_hundred_hostile_payloads_stay_words(write_desk: TestClient) -> None:
    lines = [line for line in PAYLOADS.read_text(encoding="utf-8").splitlines() if line.strip()]
    payloads = [opening + line for line in lines for opening in ("", '"', "'>", "</textarea></title>")]
    assert len(payloads) >= 200
    rows = [
        {"id": f"h{number} {payload[:200].replace('%', '')}", "title": payload, "outlet": payload[:80], "author": payload, "url": payload,
         "published": "2026-03-10",
         "text": f"{payload}\n\n“The wall {payload} held,” said Ada {payload[:60]} Hale, the harbour master.\n\n“{payload}.” {payload}"}
        for number, payload in enumerate(payloads)
    ]  # fmt: skip
    assert write_desk.post("/reports", json=rows).status_code == 201
    pages = all_pages(write_desk, 400, lambda link: ".json" not in link and ".csv" not in link)
    assert len(pages) >= 200
    for address in pages:
        answer = write_desk.get(address)
        assert answer.status_code == 200, address
        markup = Markup()
        markup.feed(answer.text)
        assert not markup.wrong, (address, markup.wrong)
        assert not markup.tags & {"iframe", "object", "embed", "base", "img", "video", "audio", "marquee", "math", "template"}, address
        assert len(re.findall("<script", answer.text)) <= 1, address


def test_a_key_of_no_list_is_told_in_words(reading: TestClient) -> None:
    keys = [[10**30, "a", "b"], [1, "\x00", "b"], [1], {}, [[1]], "x", [1.5, "a", "b"], [-(2**63), "\ue000", ""]]
    for key in keys:
        given = base64.urlsafe_b64encode(json.dumps(key).encode()).decode()
        for path in ("/", "/stories", "/speakers", "/outlets", "/figures", "/rejects", "/records", "/search?q=ferry"):
            assert reading.get(path, params={"after": given}).status_code in (200, 400), (path, key)
    lone = base64.urlsafe_b64encode(b'["\\ud800", "x"]').decode()
    assert reading.get("/stories", params={"after": lone}).status_code in (200, 400)
    sent = reading.post("/annotate", content=b'{"text": "\\ud800 said Ada Hale"}', headers={"content-type": "application/json"})
    assert sent.status_code in (200, 400)


def test_trouble_is_a_page_for_people_and_problem_details_for_programs(reading: TestClient) -> None:
    page = reading.get("/statements/none", headers={"accept": "text/html"})
    assert page.status_code == 404 and "<h1>" in page.text and "onrecord stories" not in page.text
    told = reading.get("/statements/none.json")
    assert told.headers["content-type"] == "application/problem+json"
    assert {"type", "title", "status", "detail"} <= set(told.json()) and told.json()["status"] == 404
    for address in ("/stories.json?limit=0", "/stories.json?limit=x", "/stories.json?after=%%%", "/figures?conflict=7", "/reports/x?at=-1"):
        assert reading.get(address).status_code == 400, address
    assert json.loads(reading.post("/annotate", content=b"{", headers={"content-type": "application/json"}).text)["status"] == 400
