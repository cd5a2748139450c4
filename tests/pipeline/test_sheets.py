"""The check sheet: what it holds, what it carries on, and that it says so on paper and in Word."""

import io
import re
import zipfile
from pathlib import Path

import docx
import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from typer.testing import CliRunner, Result

from onrecord.cli import app
from onrecord.errors import NotHeld, UsageError
from onrecord.ingest import find_turns, read_inputs
from onrecord.pipeline import Checker, check_text
from onrecord.pipeline.sheet_pages import sheet_page, sheet_view
from onrecord.pipeline.sheet_word import word_sheet
from onrecord.pipeline.sheets import Sheet, carry, make_sheet, read_sheet, sheet_json, sheet_rows, write_note
from onrecord.records import Checked, CheckedDraft, Report, Span, Transcript
from onrecord.settings import QuoteSettings, Settings
from tests.ingest.test_word import a_file
from tests.ingest.test_word import words as run

RULES = Settings(quotes=QuoteSettings(reader="rules"))
RECORD = (
    "MARA QUILL: The harbour wall held through four storms. We will mend it before the winter, and we may paint it. "
    "Nobody asked for the crane to go.\n\nTOM PELL: I would rather sell the crane than the wall."
)
DRAFT = (
    "“The harbour wall held through five storms,” said Mara Quill.\n\n“We will mend it before the winter,” she said.\n\n"
    "“I would rather sell the crane than the wall,” said Mara Quill.\n\n“Every gull in the bay has a name,” said Tom Pell."
)


def sheet_of(*texts: str, record: str = RECORD, path: str = "draft.txt", title: str | None = None) -> Sheet:
    turns = find_turns(record)
    held = Transcript(record_id="r", path="records/quill.txt", date="2026-05-13", fidelity="as-spoken", text=record, turns=turns)
    checked = []
    for number, text in enumerate(texts):
        name = path if len(texts) == 1 else f"{number}-{path}"
        findings = tuple(msgspec.structs.replace(each, draft=name) for each in check_text(text, [held], "2026-05-15", RULES))
        report = Report(report_id=f"d{number}", path=name, title=title, published="2026-05-15", text=text)
        checked.append(CheckedDraft(draft=report, findings=findings))
    return make_sheet(checked)


def signed(sheet: Sheet) -> Sheet:
    """The sheet with everything signed."""
    for item in sheet.items:
        sheet = write_note(sheet, item.item_id, notes=f"note {item.number}", initials="AB", resolution="stands")
    return sheet


def test_quotations_are_numbered_through_all_drafts_with_ids_of_their_own() -> None:
    sheet = sheet_of(DRAFT, DRAFT)
    assert [item.number for item in sheet.items] == list(range(1, 9))
    assert len({item.item_id for item in sheet.items}) == 8


def test_saving_and_reading_a_sheet_is_identity() -> None:
    sheet = signed(sheet_of(DRAFT))
    assert read_sheet(sheet_json(sheet)) == sheet
    assert b'"format": "onrecord-sheet"' in sheet_json(sheet) and b'"format_version": 1' in sheet_json(sheet)


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "is no check sheet"),
        (b"[]", "is no check sheet"),
        (b"{}", "is no check sheet"),
        (b"\xff\xfe", "is no check sheet"),
        (b"[" * 100_000, "is no check sheet"),
        (b'{"format": "onrecord-sheet", "format_version": 2}', "update onrecord"),
        (b'{"format": "onrecord-sheet", "format_version": 1, "drafts": [{"text": 3}]}', "is no check sheet"),
    ],
)
def test_what_is_no_sheet_says_so(data: bytes, words: str) -> None:
    with pytest.raises(UsageError, match=words):
        read_sheet(data, "old.json")


def test_a_note_needs_a_quotation_of_the_sheet() -> None:
    with pytest.raises(NotHeld):
        write_note(sheet_of(DRAFT), "none such", notes="x")


def test_the_same_draft_again_carries_everything_and_opens_nothing() -> None:
    before = signed(sheet_of(DRAFT))
    after = carry(before, sheet_of(DRAFT))
    assert [(i.notes, i.initials, i.resolution, i.change, i.is_open) for i in after.items] == [
        (f"note {n}", "AB", "stands", "same", False) for n in range(1, 5)
    ]


def test_only_changed_words_are_open_again_and_keep_their_notes() -> None:
    after = carry(signed(sheet_of(DRAFT)), sheet_of(DRAFT.replace("five storms", "four storms")))
    assert [item.is_open for item in after.items] == [True, False, False, False]
    first = after.items[0]
    assert first.change == "words" and first.notes == "note 1" and first.earlier is not None
    assert (first.earlier.resolution, first.earlier.status) == ("stands", "differs-critical") and "five" in first.earlier.text


def test_a_finding_that_changed_opens_a_quotation_again() -> None:
    after = carry(signed(sheet_of(DRAFT)), sheet_of(DRAFT, record=RECORD.replace("We will mend", "We can mend")))
    assert [(item.number, item.change) for item in after.items if item.is_open] == [(2, "finding")]


def test_moved_retyped_and_cut_quotations_are_known_again() -> None:
    parts = DRAFT.split("\n\n")
    moved = "\n\n".join(["“A new one stands first,” said Tom Pell.", parts[2], parts[0].replace("“", '"').replace("”", '"'), parts[1]])
    after = carry(signed(sheet_of(DRAFT)), sheet_of(moved))
    found = [(item.change, item.notes) for item in after.items]
    assert found == [("new", None), ("same", "note 3"), ("same", "note 1"), ("same", "note 2")]
    assert [item.number for item in after.drafts[0].gone] == [4]


def test_drafts_are_matched_by_the_names_of_their_files() -> None:
    before = signed(sheet_of(DRAFT, DRAFT))
    after = carry(before, msgspec.structs.replace(before, drafts=sheet_of(DRAFT, DRAFT).drafts[::-1]))
    assert [item.notes for item in after.items] == [f"note {n}" for n in (5, 6, 7, 8, 1, 2, 3, 4)]


def test_the_finding_does_not_change_with_where_records_lie_or_how_many_are_held() -> None:
    sheet = sheet_of(DRAFT)
    moved = msgspec.json.decode(sheet_json(sheet).replace(b"records/quill.txt", b"C:\\\\elsewhere\\\\quill.txt"), type=Sheet)
    assert not any(item.is_open for item in carry(signed(sheet), moved).items)


@settings(max_examples=25)
@given(st.permutations(DRAFT.split("\n\n")), st.permutations(DRAFT.split("\n\n")), st.integers(0, 4))
def test_carrying_neither_loses_a_note_nor_shows_one_twice(one: list[str], two: list[str], kept: int) -> None:
    before = signed(sheet_of("\n\n".join(one)))
    after = carry(before, sheet_of("\n\n".join(two[:kept])))
    found = [item.notes for item in after.items if item.notes] + [item.notes for item in after.drafts[0].gone]
    assert sorted(map(str, found)) == sorted(str(item.notes) for item in before.items)


# ---------------------------------------------------------------- on paper


def test_what_to_look_at_first_is_named_and_the_rest_is_not() -> None:
    view = sheet_view(sheet_of(DRAFT))
    assert view.eye == (1, 3) and view.missing == (4,) and view.count == 4
    assert [item.eye for item in view.drafts[0].items] == [
        ("words differ, the meaning may too",),
        (),
        ("the record gives the words to another speaker",),
        (),
    ]
    assert view.drafts[0].items[3].held == "held: 1 record, 1 of this speaker, none of this day"


def test_house_rules_say_nothing_of_words_that_the_record_gives_to_another() -> None:
    (draft,) = sheet_of(DRAFT).drafts
    judged = [
        msgspec.structs.replace(item, finding=msgspec.structs.replace(item.finding, profile_verdict="allowed")) for item in draft.items
    ]
    sheet = Sheet(profile="ap", drafts=(msgspec.structs.replace(draft, items=tuple(judged)),))
    assert [item.verdict_name for item in sheet_view(sheet).drafts[0].items] == ["allowed", "allowed", None, "allowed"]
    assert ". House rules: ap." in " ".join(sheet_page(sheet).split())


def test_the_page_stands_alone_and_escapes_what_it_shows() -> None:
    page = sheet_page(sheet_of(DRAFT + "\n\n“<script>alert(1)</script> stays here,” said Tom Pell.", title="<b>Bold & co</b>"))
    assert "<script" not in page and "&lt;script&gt;" in page and "&lt;b&gt;Bold &amp; co" in page
    assert not re.search(r"""(?:src|href)=["'](?!#)""", page) and "@import" not in page and "url(" not in page
    assert "‹five›" in page and "‹four›" in page


def test_the_page_gives_the_text_of_the_draft_whole() -> None:
    sheet = sheet_of(DRAFT)
    lines = ["".join(part.text for part in paragraph) for paragraph in sheet_view(sheet).drafts[0].paragraphs]
    assert lines == DRAFT.split("\n\n")


def test_words_describe_and_never_accuse() -> None:
    shown = re.sub(r"<style>.*?</style>|<[^>]*>", "", sheet_page(sheet_of(DRAFT)), flags=re.S).lower()
    assert not re.search("misquot|altered|doctored|omitted|fabricat|false", shown.replace("not found is not false", ""))


def test_rows_for_a_spreadsheet_have_one_row_a_quotation() -> None:
    rows = list(sheet_rows(signed(sheet_of(DRAFT))))
    assert [row["class"] for row in rows] == ["differs-critical", "same", "same", "not-found"]
    assert (rows[0]["differences"], rows[0]["initials"], rows[3]["record"]) == ("number differs", "AB", None)


# ---------------------------------------------------------------- in Word


def commented(data: bytes) -> list[tuple[str, str]]:
    """For each comment of a Word file, the words that it stands on and its first line."""
    xml = zipfile.ZipFile(io.BytesIO(data)).read("word/document.xml").decode()
    texts = {str(comment.comment_id): comment.text.split("\n")[0] for comment in docx.Document(io.BytesIO(data)).comments}
    found = []
    for number, first in texts.items():
        inside = re.search(rf'<w:commentRangeStart w:id="{number}"/>(.*?)<w:commentRangeEnd w:id="{number}"/>', xml, re.S)
        assert inside
        words = re.sub(r"</w:p>", "\n", re.sub(r"<w:del>.*?</w:del>|<w:del .*?</w:del>", "", inside[1], flags=re.S))
        found.append((re.sub(r"<[^>]+>", "", words), first))
    return found


def test_a_new_document_has_the_findings_as_comments_on_the_very_words() -> None:
    sheet = sheet_of(DRAFT)
    data = word_sheet(sheet)
    assert commented(data) == [(item.finding.text, f"{item.number}. {words}") for item, words in zip(sheet.items, [
        "words differ, the meaning may too", "same words", "same words", "not found in the records held",
    ], strict=True)]  # fmt: skip
    assert data == word_sheet(sheet)


def a_word_draft() -> bytes:
    """The draft in Word, its words cut into runs anyhow, with a word struck and one put in."""
    document = docx.Document()
    for number, line in enumerate(DRAFT.split("\n")):
        paragraph = document.add_paragraph()
        for at in range(0, len(line), 7 + number):
            paragraph.add_run(line[at : at + 7 + number]).bold = bool(at % 2)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def test_a_word_draft_is_copied_with_comments_and_otherwise_as_it_was() -> None:
    sheet, draft = sheet_of(DRAFT, path="draft.docx"), a_word_draft()
    data = word_sheet(sheet, draft)
    assert [words for words, _ in commented(data)] == [item.finding.text for item in sheet.items]
    before, after = docx.Document(io.BytesIO(draft)), docx.Document(io.BytesIO(data))
    assert [p.text for p in before.paragraphs] == [p.text for p in after.paragraphs]
    bold = [[(c, run.bold) for run in p.runs for c in run.text] for p in before.paragraphs]
    assert bold == [[(c, run.bold) for run in p.runs for c in run.text] for p in after.paragraphs]


def test_tracked_changes_and_notes_keep_their_places_in_the_copy(tmp_path: Path) -> None:
    inserted = (
        f"<w:ins w:id='7' w:author='x'>{run('five ')}</w:ins><w:del w:id='8' w:author='x'><w:r><w:delText>four </w:delText></w:r></w:del>"
    )
    body = f"<w:p>{run('“The harbour wall held through ')}{inserted}{run('storms,” said Mara Quill.')}</w:p>"
    (tmp_path / "draft.docx").write_bytes(a_file(body))
    (draft,) = read_inputs([tmp_path / "draft.docx"], RULES.ingest)
    assert isinstance(draft, Report)
    data = word_sheet(sheet_of(draft.text, path="draft.docx"), (tmp_path / "draft.docx").read_bytes())
    assert commented(data) == [("The harbour wall held through five storms,", "1. words differ, the meaning may too")]
    xml = zipfile.ZipFile(io.BytesIO(data)).read("word/document.xml").decode()
    assert "four " in xml and xml.count("<w:ins ") == xml.count("<w:del ") == 1


inner = st.sampled_from(["We stay", " and ", "mend it.", "“", "”", "é\u0301 ", " "])
part = st.one_of(
    st.lists(inner, min_size=1, max_size=3).map(lambda texts: run("".join(texts))),
    st.lists(inner, min_size=1, max_size=3).map(lambda texts: "<w:r><w:rPr><w:b/></w:rPr>" + "".join(map(text_of, texts)) + "</w:r>"),
    inner.map(lambda text: f"<w:r>{text_of(text)}<w:tab/>{text_of(text)}<w:br/></w:r>"),
    inner.map(lambda text: f"<w:ins w:id='7' w:author='x'>{run(text)}</w:ins>"),
    inner.map(lambda text: f"<w:del w:id='8' w:author='x'><w:r><w:delText>{text}</w:delText></w:r></w:del>"),
    inner.map(lambda text: f"<w:hyperlink w:anchor='x'>{run(text)}{run(text)}</w:hyperlink>"),
    st.just("</w:p><w:p>"),
)


def text_of(text: str) -> str:
    return f'<w:t xml:space="preserve">{text}</w:t>'


@settings(max_examples=20, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(parts=st.lists(part, min_size=1, max_size=12), cuts=st.lists(st.integers(0, 200), max_size=8))
def test_comments_stand_on_the_very_words_however_runs_are_cut(tmp_path: Path, parts: list[str], cuts: list[int]) -> None:
    (tmp_path / "draft.docx").write_bytes(a_file(f"<w:p>{run('So: ')}{''.join(parts)}</w:p>"))
    (draft,) = read_inputs([tmp_path / "draft.docx"], RULES.ingest)
    assert isinstance(draft, Report)
    edges = sorted({cut % len(draft.text) for cut in cuts})
    spans = [Span(a, b) for a, b in zip(edges[::2], edges[1::2], strict=False) if draft.text[a:b].strip("\n")]
    findings = tuple(
        Checked(draft="d", quote_id=f"q{n}", start=span.start, end=span.end, text=span.of(draft.text), witness_class="not-found")
        for n, span in enumerate(spans)
    )
    sheet = make_sheet([CheckedDraft(draft=draft, findings=findings)])
    data = word_sheet(sheet, (tmp_path / "draft.docx").read_bytes())
    assert ["".join(words.split()) for words, _ in commented(data)] == ["".join(each.text.split()) for each in findings]
    (tmp_path / "copy.docx").write_bytes(data)
    (copied,) = read_inputs([tmp_path / "copy.docx"], RULES.ingest)
    assert isinstance(copied, Report) and copied.text == draft.text


def test_a_file_that_is_not_the_draft_any_more_gives_way_to_a_new_document() -> None:
    sheet = sheet_of(DRAFT)
    assert word_sheet(sheet, b"PK\x03\x04 broken") == word_sheet(sheet)


def test_words_without_marks_have_comments_of_their_own_where_they_were_asked_for() -> None:
    text = "Tom Pell said 4,000 boats would stay. “We may paint it,” said Mara Quill."
    checker = Checker.of([RECORD + " The boats would stay, 4,000 of them."], RULES, indirect=True)
    checked = checker.check(Report(report_id="d", path="d.txt", text=text))
    assert checked.unmarked
    found = commented(word_sheet(make_sheet([checked])))
    assert ("We may paint it,", "1. same words") in found
    assert any(first.startswith("Without quotation marks") for _, first in found)
    assert "Without quotation marks" in sheet_page(make_sheet([checked]))


def test_a_word_sheet_takes_one_draft() -> None:
    with pytest.raises(UsageError, match="takes one draft"):
        word_sheet(sheet_of(DRAFT, DRAFT))


@settings(max_examples=25)
@given(st.lists(st.sampled_from(["“We stay,”", "said", "Quill. ", "\t", "\x07", "\r", "é", "“No", "line”"]), max_size=25).map(" ".join))
def test_any_text_can_be_written_into_word(text: str) -> None:
    sheet = sheet_of(text)
    assert len(commented(word_sheet(sheet))) == len(sheet.items)


# ---------------------------------------------------------------- on the command line


def run_check(folder: Path, draft: str, *words: str) -> Result:
    (folder / "records").mkdir(exist_ok=True)
    (folder / "records" / "2026-05-13 (As spoken) Interview.txt").write_text(RECORD)
    places = [str(folder / word) if "." in word else word for word in (draft, *words)]
    return CliRunner().invoke(app, ["check", "--record", str(folder / "records"), "--no-index", "--reader", "rules", *places])


def test_the_command_writes_sheets_and_carries_the_notes_of_the_last_one(tmp_path: Path) -> None:
    (tmp_path / "draft.txt").write_text(DRAFT)
    done = run_check(tmp_path, "draft.txt", "--report", "a.html", "--report", "a.docx", "--report", "a.json", "--report", "a.csv")
    assert done.exit_code == 0
    assert (tmp_path / "a.html").read_text().startswith("<!DOCTYPE html>") and len(commented((tmp_path / "a.docx").read_bytes())) == 4
    assert (tmp_path / "a.csv").read_text().count("draft.txt") == 4
    (tmp_path / "a.json").write_bytes(sheet_json(signed(read_sheet((tmp_path / "a.json").read_bytes()))))
    (tmp_path / "draft.txt").write_text(DRAFT.replace("five storms", "four storms"))
    done = run_check(tmp_path, "draft.txt", "--previous", "a.json", "--report", "b.json")
    assert done.exit_code == 0
    assert [item.initials for item in read_sheet((tmp_path / "b.json").read_bytes()).items] == [None, "AB", "AB", "AB"]


def test_the_command_copies_a_word_draft_and_never_writes_over_it(tmp_path: Path) -> None:
    draft = a_word_draft()
    (tmp_path / "draft.docx").write_bytes(draft)
    assert run_check(tmp_path, "draft.docx", "--report", "sheet.docx").exit_code == 0
    assert any(run.bold for p in docx.Document(str(tmp_path / "sheet.docx")).paragraphs for run in p.runs)
    done = run_check(tmp_path, "draft.docx", "--report", "draft.docx")
    assert isinstance(done.exception, UsageError) and "is the draft itself" in str(done.exception)
    assert (tmp_path / "draft.docx").read_bytes() == draft


@pytest.mark.parametrize(
    "words", [("--report", "a.pdf"), ("--report", "no/a.html"), ("--previous", "no.json"), ("--previous", "draft.txt")]
)
def test_a_sheet_that_cannot_be_is_told_before_anything_is_read(tmp_path: Path, words: tuple[str, str]) -> None:
    (tmp_path / "draft.txt").write_text(DRAFT)
    done = run_check(tmp_path, "draft.txt", *words)
    assert isinstance(done.exception, UsageError) and words[1] in str(done.exception)
