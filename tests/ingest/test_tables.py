"""JSON, JSON lines, CSV and Parquet."""

import csv
import gzip
import io
import json
import tracemalloc
from datetime import date
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
import zstandard
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from onrecord.ingest import read_inputs
from onrecord.records import Reject, Report
from onrecord.settings import IngestSettings

SETTINGS = IngestSettings()


def read(path: Path | str, data: bytes | str | None = None, limits: IngestSettings = SETTINGS) -> tuple[list[Report], list[Reject]]:
    if isinstance(path, Path) and data is not None:
        path.write_bytes(data.encode() if isinstance(data, str) else data)
    found = list(read_inputs([path], limits))
    assert found, "nothing is lost"
    return [f for f in found if isinstance(f, Report)], [f for f in found if isinstance(f, Reject)]


def test_a_row_gives_its_fields(tmp_path: Path) -> None:
    row = {"id": 7, "outlet": "The Bay Echo", "published": "2021-03-04T09:00:00Z", "title": "Crane", "text": " It stays.\n", "url": "u:1"}
    (report,), rejects = read(tmp_path / "a.jsonl", json.dumps({**row, "language": "en-GB"}))
    assert not rejects
    assert (report.report_id, report.outlet, report.published, report.published_basis) == ("7", "The Bay Echo", "2021-03-04", "header")
    assert (report.title, report.text, report.text_start, report.url, report.language) == ("Crane", " It stays.\n", 0, "u:1", "en")


def test_the_names_of_trafilatura_and_news_please_are_understood(tmp_path: Path) -> None:
    trafilatura = {
        "title": "Crane",
        "author": "Tom Pell",
        "hostname": "bayecho.example",
        "date": "2021-03-04",
        "id": None,
        "text": "It stays.",
        "source": "https://bayecho.example/1",
        "source-hostname": "The Bay Echo",
    }
    news_please = {
        "title": "Crane",
        "authors": ["Tom Pell", "Mara Quill"],
        "source_domain": "bayecho.example",
        "date_publish": "2021-03-04 09:00:00",
        "maintext": "It stays.",
        "url": "https://bayecho.example/1",
    }
    (one, two), rejects = read(tmp_path / "a.json", json.dumps([trafilatura, news_please]))
    assert not rejects
    assert (one.outlet, two.outlet) == ("The Bay Echo", "bayecho.example")
    assert one.published == two.published == "2021-03-04"
    assert one.url == two.url == "https://bayecho.example/1"
    assert (one.author, two.author) == ("Tom Pell", "Tom Pell; Mara Quill")
    assert one.text == two.text == "It stays."


def test_the_same_id_twice_is_two_versions_and_no_reject(tmp_path: Path) -> None:
    reports, rejects = read(tmp_path / "a.jsonl", '{"id": "1", "text": "One."}\n{"id": "1", "text": "Two."}\n')
    assert [r.text for r in reports] == ["One.", "Two."] and not rejects


def test_a_row_without_an_id_is_known_by_its_content(tmp_path: Path) -> None:
    reports, _ = read(tmp_path / "a.jsonl", '{"text": "One."}\n{"text": "One.", "outlet": "Echo"}\n{"text": "One."}\n')
    assert reports[0].report_id == reports[2].report_id != reports[1].report_id


def test_a_broken_line_costs_itself(tmp_path: Path) -> None:
    lines = [json.dumps({"text": f"Report {n}."}) for n in range(1, 4001)]
    lines[3416] = '{"text": "Report 3417.'
    reports, (reject,) = read(tmp_path / "a.jsonl", "\n".join(lines))
    assert len(reports) == 3999
    assert reject.line == 3417 and "broken JSON" in reject.reason and reject.path.endswith("a.jsonl")


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ('{"id": "1"}', "no field text"),
        ('{"id": "1", "text": "  "}', "empty"),
        ('{"id": "1", "text": 7}', "number"),
        ('{"id": "1", "text": null}', "no field text"),
        ("[1, 2]", "list"),
        ('"The crane stays."', "string"),
        ('{"text": ' + "[" * 50_000 + "]" * 50_000 + "}", "too deep"),
        ("nonsense", "broken JSON"),
    ],
)
def test_a_row_that_is_no_report_says_why(tmp_path: Path, line: str, reason: str) -> None:
    (report,), (reject,) = read(tmp_path / "a.jsonl", '{"text": "One."}\n' + line)
    assert report.text == "One."
    assert reject.line == 2 and reason in reject.reason
    assert reject.report_id == ("1" if '"id"' in line else None)


def test_a_long_line_is_never_held(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    with path.open("wb") as file:
        file.write(b'{"text": "One."}\n{"text": "')
        for _ in range(50):
            file.write(b"x" * 2**20)
        file.write(b'"}\n{"text": "Three."}\n')
    tracemalloc.start()
    reports, (reject,) = read(path, limits=IngestSettings(max_line_bytes=2**20))
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert [r.text for r in reports] == ["One.", "Three."]
    assert reject.line == 2 and "52,428,8" in reject.reason
    assert peak < 8 * 2**20


def test_a_text_that_is_too_long_is_rejected_by_name(tmp_path: Path) -> None:
    limits = IngestSettings(max_report_characters=100)
    _, (reject,) = read(tmp_path / "a.jsonl", json.dumps({"id": "9", "text": "x" * 101}), limits)
    assert reject.report_id == "9" and "101" in reject.reason
    _, (reject,) = read(tmp_path / "b.txt", "x" * 5000, limits)
    assert "404" in reject.reason


def test_half_a_surrogate_pair_is_replaced(tmp_path: Path) -> None:
    (report,), _ = read(tmp_path / "a.jsonl", '{"text": "so \\ud83d it goes", "id": "\\udc00"}')
    assert (report.text, report.report_id) == ("so \ufffd it goes", "\ufffd")


def test_a_line_that_is_not_utf_8_is_read_by_detection(tmp_path: Path) -> None:
    data = '{"text": "“The crane stays,” said José."}'.encode("cp1252") + '\n{"text": "Søren"}'.encode()
    (one, two), rejects = read(tmp_path / "a.jsonl", data)
    assert not rejects and (one.text, two.text) == ("“The crane stays,” said José.", "Søren")


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-32"])
def test_a_byte_order_mark_is_obeyed_in_rows(tmp_path: Path, encoding: str) -> None:
    (one, two), _ = read(tmp_path / "a.jsonl", '{"text": "José"}\n{"text": "Søren"}\n'.encode(encoding))
    assert (one.text, two.text) == ("José", "Søren")
    (report,), _ = read(tmp_path / "a.csv", "title,text\nCrane,José\n".encode(encoding))
    assert (report.title, report.text) == ("Crane", "José")


def test_json_lines_named_json_and_a_list_named_jsonl_are_read(tmp_path: Path) -> None:
    assert len(read(tmp_path / "a.json", '{"text": "One."}\n{"text": "Two."}\n')[0]) == 2
    assert len(read(tmp_path / "a.jsonl", '[{"text": "One."},\n {"text": "Two."}]')[0]) == 2
    assert len(read(tmp_path / "b.json", '{\n "text": "One."\n}')[0]) == 1


def test_html_inside_json_stays_as_it_is(tmp_path: Path) -> None:
    (report,), _ = read(tmp_path / "a.jsonl", '{"text": "<p>It &amp; stays.</p>"}')
    assert report.text == "<p>It &amp; stays.</p>"


def test_a_wrong_date_keeps_the_row(tmp_path: Path) -> None:
    (report,), (reject,) = read(tmp_path / "a.jsonl", '{"id": "1", "text": "One.", "published": "2021-02-31"}')
    assert report.published is None and report.published_basis is None
    assert (reject.report_id, reject.line) == ("1", 1) and "2021-02-31" in reject.reason


def test_standard_input_is_json_lines() -> None:
    (report,) = read_inputs(["-"], SETTINGS, stdin=io.BytesIO(b'{"text": "One."}\n'))
    assert isinstance(report, Report) and (report.text, report.path) == ("One.", "-")
    (reject,) = read_inputs(["-"], SETTINGS, stdin=io.BytesIO(b""))
    assert isinstance(reject, Reject)


def test_csv_rows_keep_line_breaks_and_marks(tmp_path: Path) -> None:
    (one, two), rejects = read(tmp_path / "a.csv", 'id,text,outlet\n1,"He said ""no"".\n\nThen left.",Echo\n2,Short.,\n')
    assert not rejects
    assert (one.text, one.outlet, two.outlet) == ('He said "no".\n\nThen left.', "Echo", None)


def test_csv_with_semicolons_and_another_encoding(tmp_path: Path) -> None:
    (one, _), _ = read(tmp_path / "a.csv", "id;text\n1;“José”, said Søren\n2;x\n".encode("cp1252"))
    assert one.text == "“José”, said Søren"


def test_csv_rejects_come_with_their_line(tmp_path: Path) -> None:
    reports, rejects = read(tmp_path / "a.csv", 'id,text\n1,"two\nlines"\n2,\n3,a,b,c\n4,Last.\n')
    assert [r.report_id for r in reports] == ["1", "4"]
    assert [r.line for r in rejects] == [4, 5]
    _, (reject,) = read(tmp_path / "b.csv", "id,body\n1,One.\n")
    assert "no column text" in reject.reason


def test_parquet_rows(tmp_path: Path) -> None:
    table = pa.table({"id": [1, 2, 3], "text": ["One.", None, "Three."], "published": [date(2021, 3, 4), None, None], "score": [1.0] * 3})
    pq.write_table(table, tmp_path / "a.parquet", row_group_size=2)
    reports, (reject,) = read(tmp_path / "a.parquet")
    assert [(r.report_id, r.text, r.published) for r in reports] == [("1", "One.", "2021-03-04"), ("3", "Three.", None)]
    assert reject.line == 2
    packed = tmp_path / "a.parquet.gz"
    assert read(packed, gzip.compress((tmp_path / "a.parquet").read_bytes()))[0][0].text == "One."
    broken = (tmp_path / "a.parquet").read_bytes()
    assert read(tmp_path / "b.parquet", broken[: len(broken) // 2])[1]
    assert read(tmp_path / "c.parquet", b"PAR1" + bytes(200))[1]


@pytest.mark.parametrize("pack", [gzip.compress, zstandard.compress])
def test_packed_inputs_are_read_whatever_they_are_called(tmp_path: Path, pack) -> None:  # type: ignore[no-untyped-def]
    suffix = ".gz" if pack is gzip.compress else ".zst"
    assert read(tmp_path / f"a.jsonl{suffix}", pack(b'{"text": "One."}\n'))[0][0].text == "One."
    assert read(tmp_path / f"b.txt{suffix}", pack(b"Title: Crane\n\nOne."))[0][0].title == "Crane"
    assert read(tmp_path / "c.txt", pack(b"One."))[0][0].text == "One."


def test_packed_data_that_breaks_off_keeps_the_rows_before(tmp_path: Path) -> None:
    lines = b"".join(json.dumps({"text": f"Report {n}.", "id": str(n * 7919 % 10007)}).encode() + b"\n" for n in range(9000))
    packed = gzip.compress(lines)
    reports, (reject,) = read(tmp_path / "a.jsonl.gz", packed[: len(packed) // 2])
    assert 0 < len(reports) < 9000 and reject.line == len(reports) + 1 and "packed data is broken" in reject.reason


@pytest.mark.parametrize("name", ["a.jsonl.gz", "a.txt.gz", "a.csv.gz", "a.json.gz", "a.jsonl.zst"])
def test_a_decompression_bomb_is_a_reject(tmp_path: Path, name: str) -> None:
    pack = zstandard.ZstdCompressor(level=1).compress if name.endswith("zst") else lambda data: gzip.compress(data, 1)
    _, rejects = read(tmp_path / name, b"".join(pack(b"x" * 2**24) for _ in range(5)))
    assert len(rejects) == 1


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=40)
@given(
    rows=st.lists(
        st.fixed_dictionaries({"id": st.text("abcé0", min_size=1, max_size=4), "text": st.text(min_size=1, max_size=30)}), max_size=8
    )
)
def test_rows_come_out_as_they_went_in(tmp_path: Path, rows: list[dict[str, str]]) -> None:
    (tmp_path / "a.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows))
    found = list(read_inputs([tmp_path / "a.jsonl"], SETTINGS))
    assert len(found) == max(1, len(rows))
    texts = [row["text"] for row in rows if row["text"].strip()]
    assert [f.text for f in found if isinstance(f, Report)] == texts
    with (tmp_path / "a.csv").open("w", newline="", encoding="utf-8") as file:
        writer = csv.DictWriter(file, ["id", "text"])
        writer.writeheader()
        writer.writerows(rows)
    assert [f.text for f in read_inputs([tmp_path / "a.csv"], SETTINGS) if isinstance(f, Report)] == texts


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=150)
@given(
    data=st.binary(max_size=200),
    start=st.sampled_from([b"", b'{"text": "', b"[{", b"text,id\n", b"PAR1", b"\x1f\x8b\x08", b"\x28\xb5\x2f\xfd"]),
    name=st.sampled_from("a.txt a.md a.json a.jsonl a.csv a.parquet a.txt.gz a.jsonl.zst a a.xyz".split()),
)
def test_any_bytes_under_any_name_give_a_report_or_a_reject(tmp_path: Path, data: bytes, start: bytes, name: str) -> None:
    (tmp_path / name).write_bytes(start + data)
    found = list(read_inputs([tmp_path / name], SETTINGS))
    assert found
    for each in found:
        assert isinstance(each, (Report, Reject))
