"""The interface's description, and that nothing that fits it (or does not) brings the desk down."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
import schemathesis
from hypothesis import HealthCheck, given, settings
from schemathesis import GenerationMode
from starlette.testclient import TestClient

from onrecord import samples
from onrecord.pipeline import Desk
from onrecord.web import House, make_app
from tests.web.conftest import RULES, all_pages

# A few of each in the tests; scripts/measure asks for more (ONRECORD_FUZZ=50 makes some 2,000 requests).
FITS, FITS_NOT = GenerationMode.POSITIVE, GenerationMode.NEGATIVE
EXAMPLES = int(os.environ.get("ONRECORD_FUZZ", "3"))


@pytest.fixture(scope="module")
def described(tmp_path_factory: pytest.TempPathFactory) -> Iterator[schemathesis.schemas.BaseSchema]:
    db = tmp_path_factory.mktemp("fuzz") / "desk.db"
    with Desk(db, RULES) as desk:
        desk.add([samples.folder() / "reports"], processes=1)
    names = frozenset({"localhost", "testserver"})
    house = House(db=db, settings=RULES, may_write=True, writes_apart=False, processes=1, wait_seconds=60, names=names)
    app = make_app(house)
    with TestClient(app, base_url="http://localhost"):
        yield schemathesis.openapi.from_asgi("/openapi.json", app)


def test_nothing_sent_makes_a_mistake_of_ours(described: schemathesis.schemas.BaseSchema) -> None:
    sent = 0
    for found in described.get_all_operations():
        operation = found.ok()

        @settings(max_examples=EXAMPLES, deadline=None, suppress_health_check=list(HealthCheck), derandomize=True, database=None)
        @given(case=operation.as_strategy(generation_mode=FITS) | operation.as_strategy(generation_mode=FITS_NOT))
        def ask(case: schemathesis.Case) -> None:
            nonlocal sent
            sent += 1
            answer = case.call()
            assert answer.status_code < 500 or "goes on" in answer.text, (case.method, answer.request.url, case.body, answer.text[:500])

        ask()
    assert sent > 40
    print(f"{sent} requests")


def test_every_address_of_the_contract_is_described_with_examples(reading: TestClient) -> None:
    told = reading.get("/openapi.json").json()
    wanted = ["/", "/stories", "/stories/{story_id}", "/statements/{statement_id}", "/reports/{report_id}", "/speakers",
              "/speakers/{speaker_id}",
              "/outlets", "/outlets/{name}", "/search", "/check", "/figures", "/rejects"]  # fmt: skip
    for path in wanted:
        assert "get" in told["paths"][path], path
        assert path == "/" or "get" in told["paths"][f"{path}.json"], path
    for path, method in (("/annotate", "post"), ("/check", "post"), ("/reports", "post"), ("/corrections", "post")):
        assert told["paths"][path][method]["requestBody"]["content"]["application/json"]["example"], path
    assert "delete" in told["paths"]["/reports/{report_id}"]
    page = reading.get("/docs")
    assert page.status_code == 200 and "/statements/{statement_id}.json" in page.text and "Ada Hale" in page.text


def test_what_is_described_is_what_is_answered(reading: TestClient) -> None:
    told = reading.get("/openapi.json").json()
    story = told["components"]["schemas"]["Story"]
    for row in reading.get("/stories.json").json()["items"]:
        assert set(row) == set(story["properties"])


def test_the_database_is_named_nowhere(reading: TestClient, sample_db: Path) -> None:
    for address in ("/", "/docs", "/openapi.json", "/nothing", "/check"):
        assert str(sample_db.parent) not in reading.get(address).text


def test_every_address_that_is_read_answers_head_as_get_without_the_body(reading: TestClient) -> None:
    for address in [*all_pages(reading, 40), "/stories.json", "/stories.csv", "/static/onrecord.css", "/stories/none", "/openapi.json"]:
        whole, head = reading.get(address), reading.head(address)
        assert (head.status_code, head.content) == (whole.status_code, b""), address
        for name in ("content-type", "content-length", "content-security-policy"):
            assert head.headers.get(name) == whole.headers.get(name), (address, name)


def test_a_method_that_an_address_does_not_take_is_told_with_those_that_it_does(reading: TestClient) -> None:
    answer = reading.post("/stories.json", json={})
    assert answer.status_code == 405 and "GET" in answer.headers["allow"]
    assert answer.json()["detail"] == "This address does not take POST."
