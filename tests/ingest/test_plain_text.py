"""Plain text: headers, offsets and encodings."""

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from onrecord.ingest import read_inputs
from onrecord.ingest.decoding import decode
from onrecord.ingest.headers import read_header
from onrecord.ingest.languages import guess_language
from onrecord.ingest.rejecting import Unusable
from onrecord.records import Reject, Report
from onrecord.settings import IngestSettings

SETTINGS = IngestSettings()
any_text = st.text(st.characters(codec="utf-8"), max_size=80)
in_tmp_path = settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60)


def read_one(path: Path, data: bytes | str) -> Report:
    path.write_bytes(data.encode() if isinstance(data, str) else data)
    (report,) = read_inputs([path], SETTINGS)
    assert isinstance(report, Report), report
    return report


def test_a_header_gives_its_fields_and_the_text_begins_after_the_empty_line(tmp_path: Path) -> None:
    written = (
        "Title: Crane row\nOutlet: The Bay Echo\nDate: 2021-03-04\nURL: https://bayecho.example/1\nAuthor: Tom Pell\n\nThe crane stays.\n"
    )
    report = read_one(tmp_path / "a.txt", written)
    assert (report.title, report.outlet, report.published, report.published_basis) == ("Crane row", "The Bay Echo", "2021-03-04", "header")
    assert (report.url, report.author) == ("https://bayecho.example/1", "Tom Pell")
    assert report.text == "The crane stays.\n" == written[report.text_start :]
    assert report.path == str(tmp_path / "a.txt")


def test_the_single_prefix_gives_the_date(tmp_path: Path) -> None:
    report = read_one(tmp_path / "a.txt", " date 2021-03-04 The crane stays.")
    assert (report.published, report.text, report.text_start) == ("2021-03-04", "The crane stays.", 17)


def test_a_text_without_a_header_is_its_own_text_white_space_and_all(tmp_path: Path) -> None:
    report = read_one(tmp_path / "a.txt", "\n  The crane stays. \n")
    assert (report.text, report.text_start, report.published, report.published_basis) == ("\n  The crane stays. \n", 0, None, None)


@pytest.mark.parametrize(
    "written",
    [
        "Title: no empty line follows\nThe crane stays.",
        "Note: The crane stays.\n\nIt does.",
        "Title: Crane row\nNote: odd\n\nText",
        "Date:",
    ],
)
def test_lines_that_are_no_header_are_text(written: str) -> None:
    assert read_header(written) == ({}, 0)


def test_line_ends_are_not_translated(tmp_path: Path) -> None:
    report = read_one(tmp_path / "a.txt", "Title: Crane row\r\n\r\nOne.\r\n\r\nTwo.\rThree.")
    assert (report.title, report.text, report.text_start) == ("Crane row", "One.\r\n\r\nTwo.\rThree.", 20)


def test_a_date_that_is_not_understood_keeps_the_report_and_says_so(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Date: the other day\n\nThe crane stays.")
    report, reject = read_inputs([tmp_path / "a.txt"], SETTINGS)
    assert isinstance(report, Report) and isinstance(reject, Reject)
    assert (report.published, report.published_basis, report.text) == (None, None, "The crane stays.")
    assert reject.report_id == report.report_id and "date not understood" in reject.reason


def test_the_dates_are_read_by_what_is_handed_in(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Date: the other day\n\nThe crane stays.")
    (report,) = read_inputs([tmp_path / "a.txt"], SETTINGS, parse_published={"the other day": "2021-03-02"}.get)
    assert isinstance(report, Report) and report.published == "2021-03-02"


def test_the_id_of_a_file_is_its_content_and_not_its_place(tmp_path: Path) -> None:
    one = read_one(tmp_path / "a.txt", "The crane stays.")
    two = read_one(tmp_path / "b.md", "The crane stays.")
    other = read_one(tmp_path / "c.txt", "The crane goes.")
    assert one.report_id == two.report_id != other.report_id


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-32", "cp1252"])
def test_text_is_decoded_whatever_it_was_saved_as(encoding: str) -> None:
    written = "“The crane stays,” said José Ñandú, who’d come a long way to say so to the café’s guests.\r\n"
    assert decode(written.encode(encoding)) == written


def test_one_bad_byte_costs_one_character(tmp_path: Path) -> None:
    assert decode("“The crane” said José — ".encode() + b"\xff stays") == "“The crane” said José — \ufffd stays"


def test_a_page_is_decoded_as_it_declares() -> None:
    assert decode('<meta charset="iso-8859-2"><p>Gdańsk'.encode("iso-8859-2"), is_page=True).endswith("Gdańsk")
    assert decode(b'<meta charset="no-such-thing"><p>caf\xc3\xa9', is_page=True).endswith("café")


def test_a_declared_encoding_is_no_way_to_run_a_codec() -> None:
    for name in ("zlib_codec", "rot13", "idna", "unicode_escape"):
        assert decode(f'<meta charset="{name}"><p>\\x41'.encode(), is_page=True).endswith("\\x41")


@pytest.mark.parametrize("data", [bytes(range(256)) * 20, b"\x00" * 500, b"\x01\x02\x03" * 99])
def test_binary_is_not_text(data: bytes) -> None:
    with pytest.raises(Unusable):
        decode(data)


@in_tmp_path
@given(header=st.sampled_from(["", " date 2021-03-04 ", "Date: 2021-03-04\r\nTitle: Crane\r\n\r\n", "\n\nOutlet:\n\n"]), text=any_text)
def test_the_text_of_any_file_is_the_decoded_file_from_text_start_on(tmp_path: Path, header: str, text: str) -> None:
    (tmp_path / "a.md").write_bytes((header + text).encode())
    for found in read_inputs([tmp_path / "a.md"], SETTINGS):
        if isinstance(found, Report):
            decoded = decode((header + text).encode())
            assert found.text == decoded[found.text_start :]
            assert found.text_start >= len(header) or not header.strip()


@given(st.binary(max_size=300))
def test_any_bytes_are_text_or_unusable(data: bytes) -> None:
    try:
        text = decode(data)
    except Unusable:
        return
    assert text.encode("utf-8").decode("utf-8") == text


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("The crane is not what it was.", "en"),
        ("In March most people worked at the harbour.", "en"),
        ("Der Kran ist in diesem Jahr nicht mehr an der alten Stelle.", None),
        ("La grue est à sa place, on ne peut pas le dire autrement.", None),
        ("La grúa no va a dejar el puerto, ha dicho a los vecinos.", None),
        ("De kraan is er nog en dat is maar goed ook, zegt hij in een brief.", None),
        ("", None),
        ("1,271.2 — 44", None),
    ],
)
def test_english_is_told_from_its_neighbours(text: str, language: str | None) -> None:
    assert guess_language(text) == language


@pytest.mark.parametrize(("text", "encoding"), [
    ("Zażółć gęślą jaźń, powiedział Łukasz Wiśniewski z Gdańska.", "cp1250"),
    ("Кран останется на своём месте, сказала Мара Квилл на собрании.", "cp1251"),
    ("クレーンはここに残ると彼女は会見で述べた。", "shift_jis"),
])  # fmt: skip
def test_other_alphabets_are_detected(text: str, encoding: str) -> None:
    assert decode((text * 3).encode(encoding)) == text * 3
