"""Word files: the words of the final view, and what is left alone."""

import io
import re
import zipfile
from collections.abc import Callable, Mapping
from pathlib import Path

import docx
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from onrecord.ingest import read_inputs, read_transcripts
from onrecord.records import Reject, Report, Transcript
from onrecord.settings import IngestSettings

SETTINGS = IngestSettings()
RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
NAMES = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def a_file(paragraphs: str) -> bytes:
    """A Word file whose body holds these paragraphs (XML)."""
    written = io.BytesIO()
    docx.Document().save(written)
    return rewritten(written.getvalue(), "word/document.xml", lambda xml: re.sub("<w:sectPr", f"{paragraphs}<w:sectPr", xml, count=1))


def rewritten(data: bytes, name: str, change: Callable[[str], str], more: Mapping[str, str] | None = None) -> bytes:
    """The file with one part changed, and further parts put in."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for each in old.namelist():
            held = old.read(each)
            new.writestr(each, change(held.decode()) if each == name else held)
        for each, text in (more or {}).items():
            new.writestr(each, text)
    return out.getvalue()


def words(text: str) -> str:
    return f'<w:r><w:t xml:space="preserve">{text}</w:t></w:r>'


def paragraph(inner: str) -> str:
    return f"<w:p>{inner}</w:p>"


def read(tmp_path: Path, data: bytes, name: str = "draft.docx") -> tuple[Report, list[Reject]]:
    (tmp_path / name).write_bytes(data)
    report, *rejects = read_inputs([tmp_path / name], SETTINGS)
    assert isinstance(report, Report), report
    return report, [each for each in rejects if isinstance(each, Reject)]


@pytest.mark.parametrize(
    ("inner", "text"),
    [
        (words("It ") + f"<w:ins>{words('still ')}</w:ins><w:del><w:r><w:delText>no longer </w:delText></w:r></w:del>" + words("stays."),
         "It still stays."),
        (f"<w:moveFrom>{words('Away. ')}</w:moveFrom>" + words("Here. ") + f"<w:moveTo>{words('Moved.')}</w:moveTo>", "Here. Moved."),
        (f"<w:ins>{words('one ')}<w:del><w:r><w:delText>two</w:delText></w:r></w:del></w:ins>", "one "),
        (words("a") + "<w:r><w:tab/><w:t>b</w:t><w:br/><w:t>c</w:t><w:noBreakHyphen/></w:r>", "a\tb\nc-"),
        (f'<w:hyperlink w:anchor="x">{words("a link")}</w:hyperlink>', "a link"),
        (f"<w:sdt><w:sdtPr><w:alias w:val='no words'/></w:sdtPr><w:sdtContent>{words('a control')}</w:sdtContent></w:sdt>", "a control"),
        ("<w:r><w:rPr><w:vanish/></w:rPr><w:t>hidden</w:t></w:r>" + words("shown"), "shown"),
        ("<w:r><w:instrText> PAGE </w:instrText></w:r>" + words("7"), "7"),
        (words("we") + '<w:commentRangeStart w:id="0"/>' + words(" act") + '<w:commentRangeEnd w:id="0"/>', "we act"),
    ],
)  # fmt: skip
def test_the_text_is_the_final_view(tmp_path: Path, inner: str, text: str) -> None:
    assert read(tmp_path, a_file(paragraph(inner)))[0].text == text


def test_a_paragraph_whose_end_is_deleted_runs_on(tmp_path: Path) -> None:
    first = f"<w:p><w:pPr><w:rPr><w:del/></w:rPr></w:pPr>{words('The crane ')}</w:p>"
    assert read(tmp_path, a_file(first + paragraph(words("stays."))))[0].text == "The crane stays."


def test_tables_are_read_cell_after_cell_without_deleted_rows(tmp_path: Path) -> None:
    def cell(text: str) -> str:
        return f"<w:tc>{paragraph(words(text))}</w:tc>"

    gone = f"<w:tr><w:trPr><w:del/></w:trPr>{cell('gone')}</w:tr>"
    table = f"<w:tbl><w:tr>{cell('“One,”')}{cell('said Mara Quill.')}</w:tr>{gone}<w:tr>{cell('two')}{cell('three')}</w:tr></w:tbl>"
    text = read(tmp_path, a_file(paragraph(words("Before.")) + table + paragraph(words("After."))))[0].text
    assert text == "Before.\n“One,”\nsaid Mara Quill.\ntwo\nthree\nAfter."


def test_notes_stand_at_the_end_and_their_marks_are_no_words(tmp_path: Path) -> None:
    mark = '<w:r><w:footnoteReference w:id="2"/></w:r>'
    data = a_file(paragraph(words("The crane") + 2 * mark + words(" stays.")) + paragraph(words("So.")))
    relation = f'<Relationship Id="rIdF" Type="{RELATION}/footnotes" Target="footnotes.xml"/></Relationships>'
    notes = (
        f'<w:footnotes {NAMES}><w:footnote w:type="separator" w:id="0">{paragraph(words("rule"))}</w:footnote>'
        f'<w:footnote w:id="2">{paragraph(words("It was “painted” twice."))}</w:footnote></w:footnotes>'
    )
    more = {"word/footnotes.xml": notes}
    data = rewritten(data, "word/_rels/document.xml.rels", lambda xml: xml.replace("</Relationships>", relation), more)
    assert read(tmp_path, data)[0].text == "The crane stays.\nSo.\nIt was “painted” twice."


def test_of_two_forms_of_a_text_box_one_is_read_after_its_paragraph(tmp_path: Path) -> None:
    box = f"<w:txbxContent>{paragraph(words('In the box.'))}</w:txbxContent>"
    both = (
        '<mc:AlternateContent xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006">'
        f'<mc:Choice Requires="wps"><w:drawing>{box}</w:drawing></mc:Choice>'
        f"<mc:Fallback><w:pict>{box}</w:pict></mc:Fallback></mc:AlternateContent>"
    )
    text = read(tmp_path, a_file(paragraph(words("The crane ") + f"<w:r>{both}</w:r>" + words("stays."))))[0].text
    assert text == "The crane stays.\nIn the box."


def test_a_header_and_a_title_are_read_as_in_a_plain_text(tmp_path: Path) -> None:
    lines = ["Date: 2026-05-15", "Outlet: The Bay Echo", ""]
    title = f'<w:p><w:pPr><w:pStyle w:val="Title"/></w:pPr>{words("On the crane")}</w:p>'
    report, _ = read(tmp_path, a_file("".join(paragraph(words(line)) for line in lines) + title + paragraph(words("It stays."))))
    assert (report.published, report.outlet, report.title) == ("2026-05-15", "The Bay Echo", "On the crane")
    assert report.text == "It stays." and report.text_start == len("Date: 2026-05-15\nOutlet: The Bay Echo\n\nOn the crane\n")


def test_a_transcript_may_be_a_word_file(tmp_path: Path) -> None:
    name = "2021-03-04 (As spoken) Interview with Tom Pell.docx"
    (tmp_path / name).write_bytes(a_file(paragraph(words("MARA QUILL: It stays.")) + paragraph(words("TOM PELL: Why?"))))
    (found,) = read_transcripts([tmp_path], SETTINGS)
    assert isinstance(found, Transcript)
    assert [(turn.speaker, turn.span.of(found.text)) for turn in found.turns] == [("MARA QUILL", "It stays."), ("TOM PELL", "Why?")]
    assert (found.date, found.fidelity) == ("2021-03-04", "as-spoken")


def test_macros_are_told_and_not_run(tmp_path: Path) -> None:
    data = a_file(paragraph(words("It stays.")))
    macro = "application/vnd.ms-word.document.macroEnabled.main+xml"
    plain = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
    report, rejects = read(tmp_path, rewritten(data, "[Content_Types].xml", lambda xml: xml.replace(plain, macro)), "draft.docm")
    assert report.text == "It stays."
    assert [(each.report_id, "none was run" in each.reason, each.is_note) for each in rejects] == [(report.report_id, True, True)]


def test_links_to_outside_are_told_and_not_followed(tmp_path: Path) -> None:
    relations = "".join(
        f'<Relationship Id="x{n}" Type="{RELATION}/{kind}" Target="http://127.0.0.1:9/{kind}" TargetMode="External"/>'
        for n, kind in enumerate(("image", "image", "attachedTemplate", "hyperlink"))
    )
    field = '<w:fldSimple w:instr=" INCLUDETEXT http://127.0.0.1:9/x "><w:r><w:t>kept</w:t></w:r></w:fldSimple>'
    data = rewritten(
        a_file(paragraph(words("It stays, ") + field)),
        "word/_rels/document.xml.rels",
        lambda xml: xml.replace("</Relationships>", relations + "</Relationships>"),
    )
    report, rejects = read(tmp_path, data)
    assert report.text == "It stays, kept"
    assert [each.reason for each in rejects] == [
        "the Word file links to a picture (2), a template (1) outside it; nothing was fetched",
        "fields that fetch from outside the file: INCLUDETEXT (1); nothing was fetched",
    ]


def test_entities_are_not_opened(tmp_path: Path) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("the secret")
    doctype = f'<!DOCTYPE w [<!ENTITY x SYSTEM "{secret.as_uri()}">]>'
    data = rewritten(
        a_file(paragraph(words("It stays&x;."))), "word/document.xml", lambda xml: re.sub(r"(<\?xml.*?\?>)", rf"\1{doctype}", xml, count=1)
    )
    (tmp_path / "draft.docx").write_bytes(data)
    for found in read_inputs([tmp_path / "draft.docx"], SETTINGS):
        assert "the secret" not in str(found)


def test_a_file_that_swells_is_not_unpacked(tmp_path: Path) -> None:
    data = a_file(paragraph(words("It stays. " * 500_000)))
    assert len(data) < 100_000
    (tmp_path / "draft.docx").write_bytes(data)
    (reject,) = read_inputs([tmp_path / "draft.docx"], IngestSettings(max_word_bytes=1_000_000))
    assert isinstance(reject, Reject) and "unpacks to more than" in reject.reason and "max_word_bytes" in (reject.advice or "")


def test_elements_nested_without_end_are_a_reject(tmp_path: Path) -> None:
    (tmp_path / "draft.docx").write_bytes(a_file(paragraph("<w:ins>" * 5000 + words("deep") + "</w:ins>" * 5000)))
    (found,) = read_inputs([tmp_path / "draft.docx"], SETTINGS)
    assert isinstance(found, Reject) and "broken" in found.reason


def test_other_archives_are_named(tmp_path: Path) -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("a.txt", "It stays.")
    (tmp_path / "a.docx").write_bytes(out.getvalue())
    sheet = rewritten(a_file(""), "[Content_Types].xml", lambda xml: xml.replace("wordprocessingml", "spreadsheetml"))
    (tmp_path / "b.docx").write_bytes(sheet)
    assert [each.reason for each in read_inputs([tmp_path], SETTINGS) if isinstance(each, Reject)] == [
        "a zip archive, not a Word file",
        "an office file that is no Word document",
    ]


WHOLE = a_file(paragraph(words("It stays.")))


@settings(max_examples=50, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.binary(max_size=200), st.integers(0, len(WHOLE)))
def test_a_damaged_file_is_a_report_or_a_reject(tmp_path: Path, noise: bytes, at: int) -> None:
    data, path = WHOLE, tmp_path / "draft.docx"
    path.write_bytes(data[:at] + noise + data[at + len(noise) :])
    assert all(isinstance(each, Reject | Report) for each in read_inputs([path], SETTINGS))
