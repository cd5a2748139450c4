"""Records to check against: turns, captions, headers and names of files."""

import time
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from onrecord.ingest import read_transcripts
from onrecord.ingest.captions import read_captions
from onrecord.ingest.labels import read_label
from onrecord.ingest.turns import find_turns
from onrecord.records import Reject, Transcript
from onrecord.settings import IngestSettings
from tests.growth import grows_at_most

SETTINGS = IngestSettings()


def read(path: Path, data: str | bytes) -> Transcript:
    path.write_bytes(data.encode() if isinstance(data, str) else data)
    (transcript,) = read_transcripts([path], SETTINGS)
    assert isinstance(transcript, Transcript), transcript
    return transcript


def said(text: str, **more: str) -> list[tuple[str | None, str]]:
    return [(turn.speaker, turn.span.of(text)) for turn in find_turns(text, **more)]  # type: ignore[arg-type]


def test_turns_are_spans_of_the_file_as_decoded(tmp_path: Path) -> None:
    written = "MARA QUILL: The crane stays.\r\n\r\n(APPLAUSE)\r\n\r\nIt does.\r\n\r\nTOM PELL: Why?\r\n"
    transcript = read(tmp_path / "2021-03-04 (Complete, As spoken) Interview with Tom Pell, 'Bay Tonight', Radio Bay.txt", written)
    assert transcript.text == written
    assert [(t.speaker, t.span.of(written)) for t in transcript.turns] == [
        ("MARA QUILL", "The crane stays.\r\n\r\n(APPLAUSE)\r\n\r\nIt does."),
        ("TOM PELL", "Why?"),
    ]
    assert (transcript.date, transcript.fidelity, transcript.occasion) == ("2021-03-04", "as-spoken", "Interview")
    assert transcript.title == "Interview with Tom Pell, 'Bay Tonight', Radio Bay"
    assert transcript.speakers == ("MARA QUILL", "TOM PELL")


@pytest.mark.parametrize(
    ("text", "turns"),
    [
        (
            "Mara Quill: It stays.\n\nTom Pell: Why?\n\nMara Quill: So.",
            [("Mara Quill", "It stays."), ("Tom Pell", "Why?"), ("Mara Quill", "So.")],
        ),
        ("SEN. QUILL (Harbour): It stays.", [("SEN. QUILL", "It stays.")]),
        (
            "Mara Quill (Harbour): It stays.\nTom Pell: Why?\nTom Pell: No.",
            [("Mara Quill", "It stays."), ("Tom Pell", "Why?"), ("Tom Pell", "No.")],
        ),
        ("[00:14:07] QUILL: It stays.\nQUILL [14:10]: So.", [("QUILL", "It stays."), ("QUILL", "So.")]),
        ("**MARA QUILL:** It stays.", [("MARA QUILL", "It stays.")]),
        ("QUILL, harbour master: It stays.", [("QUILL", "It stays.")]),
        ("MARA O'DELL-QUILL JR.: It stays.", [("MARA O'DELL-QUILL JR.", "It stays.")]),
        ("Music.\n\nMARA QUILL: It stays.", [(None, "Music."), ("MARA QUILL", "It stays.")]),
        ("MARA QUILL:\nIt stays.\n\nTOM PELL:\nWhy?", [("MARA QUILL", "It stays."), ("TOM PELL", "Why?")]),
    ],
)
def test_labels_of_many_layouts(text: str, turns: list[tuple[str | None, str]]) -> None:
    assert said(text) == turns


def test_a_name_and_a_time_alone_on_a_line_are_a_label() -> None:
    text = "Mara Quill  0:03\nIt stays.\n\nSpeaker 2  1:00:10\nWhy?\n\nMara Quill  1:00:15\nSo."
    assert [(turn.speaker, turn.span.of(text), turn.time) for turn in find_turns(text)] == [
        ("Mara Quill", "It stays.", "0:03"),
        ("Speaker 2", "Why?", "1:00:10"),
        ("Mara Quill", "So.", "1:00:15"),
    ]


def test_captions_take_names_that_are_not_in_capitals() -> None:
    written = cues("Mara Quill: It stays.", "Here is why: it is ours.", "Tom Pell: No.", "Mara Quill: Yes.", "Tom Pell: No.")
    assert [turn.speaker for turn in read_captions(written)[1]] == ["Mara Quill", "Mara Quill", "Tom Pell", "Mara Quill", "Tom Pell"]


def test_the_times_of_labels_are_kept() -> None:
    assert [turn.time for turn in find_turns("[00:14:07] QUILL: It stays.\nQUILL [14:10]: So.")] == ["00:14:07", "14:10"]


def test_questions_and_answers_take_the_names_that_are_known() -> None:
    text = "Q: Does it stay?\n\nA: It does."
    assert said(text) == [("Q", "Does it stay?"), ("A", "It does.")]
    assert said(text, speaker="Mara Quill", questioner="Tom Pell") == [("Tom Pell", "Does it stay?"), ("Mara Quill", "It does.")]


@pytest.mark.parametrize(
    "text",
    [
        "It stays. I will say this: it stays.",
        "QUILL: It stays.\nRemember this: it stays.\nRemember this: it stays.\nNumber One: the crane.\nNumber One: the crane.",
        "QUILL: It stays.\nHere is the thing: it stays.\nThe time is 10:30: go.\nOn Monday, in the rain, he said this: no.",
        "QUILL: See https://bayecho.example/crane\nNote: it stays.\nNOTE: it stays.",
    ],
)
def test_a_colon_in_what_is_said_starts_no_turn(text: str) -> None:
    assert len(said(text)) == 1


def test_without_labels_the_whole_text_is_one_turn(tmp_path: Path) -> None:
    transcript = read(tmp_path / "Mara Quill, Speech, 4 March 2021 (as prepared for delivery).txt", "\nThe crane stays.\n\nIt does.\n")
    assert [(t.speaker, t.span.of(transcript.text)) for t in transcript.turns] == [("Mara Quill", "The crane stays.\n\nIt does.")]
    assert (transcript.date, transcript.fidelity, transcript.occasion) == ("2021-03-04", "prepared", "Speech")
    assert read(tmp_path / "notes.txt", "The crane stays.").turns[0].speaker is None


def test_a_header_goes_before_the_name_of_the_file(tmp_path: Path) -> None:
    written = "Title: On the crane\nSpeaker: Mara Quill\nDate: 2021-03-05\nFidelity: as prepared\nOccasion: Harbour day\n\nThe crane stays."
    transcript = read(tmp_path / "2021-03-04 (As spoken) Speech.txt", written)
    assert (transcript.title, transcript.date, transcript.fidelity) == ("On the crane", "2021-03-05", "prepared")
    assert (transcript.occasion, transcript.speakers) == ("Harbour day", ("Mara Quill",))
    assert transcript.text == written and transcript.turns[0].span.of(written) == "The crane stays."


def test_the_fidelity_that_is_given_goes_before_all(tmp_path: Path) -> None:
    (tmp_path / "Speech (as spoken).txt").write_text("The crane stays.")
    (transcript,) = read_transcripts([tmp_path], SETTINGS, fidelity="edited")
    assert isinstance(transcript, Transcript) and transcript.fidelity == "edited"


@pytest.mark.parametrize(
    ("stem", "date", "fidelity", "occasion", "title"),
    [
        ("20210304_press_conference", "2021-03-04", None, "Press conference", "press conference"),
        ("2021-03-04T19.30 (Partial) Speech, Rally, Port Bay", "2021-03-04", None, "Speech, Rally", "Speech, Rally, Port Bay"),
        ("Remarks by Mara Quill - March 4, 2021 - As Delivered", "2021-03-04", "as-spoken", "Remarks", None),
        (
            "2021-03-04 19.30.00 (Complete, As written) Statement, 'On the Debate'",
            "2021-03-04",
            "prepared",
            "Statement",
            "Statement, 'On the Debate'",
        ),
        ("2021-13-44 minutes", None, None, None, None),
        ("", None, None, None, None),
    ],
)
def test_the_name_of_a_file_tells(stem: str, date: str | None, fidelity: str | None, occasion: str | None, title: str | None) -> None:
    label = read_label(stem)
    assert (label.date, label.fidelity, label.occasion) == (date, fidelity, occasion)
    assert title is None or label.title == title


def test_only_the_extension_is_left_out_of_the_title(tmp_path: Path) -> None:
    names = ["Mrs. Quill at 9.30", "Mrs. Quill at 9.30.txt", "Mrs. Quill at 9.30.txt.gz"]
    assert {read(tmp_path / name, "The crane stays.").title for name in names} == {"Mrs. Quill at 9.30"}


def test_who_takes_part_is_read_from_the_name_of_the_file() -> None:
    assert read_label("Interview with Tom Pell, Ann Boa, 'Bay Tonight', Radio").others == ("Tom Pell", "Ann Boa")
    assert read_label("Remarks by Harbour Master Mara Quill").speaker == "Harbour Master Mara Quill"
    assert read_label("Mara Quill's statement").speaker == "Mara Quill"


WEBVTT = """WEBVTT - The crane

NOTE made by hand

STYLE
::cue { color: lime }

one
00:00:01.000 --> 00:00:03.000 align:start
<v Mara Quill>The crane <b>stays</b> &amp;
<v Mara Quill>that is that.

01:03.500 --> 01:05.000
<v Tom Pell>Why?
"""


def test_webvtt_gives_its_words_with_speakers_and_times(tmp_path: Path) -> None:
    transcript = read(tmp_path / "crane.vtt", WEBVTT)
    assert transcript.text == "The crane stays &\nthat is that.\nWhy?"
    assert [(t.speaker, t.span.of(transcript.text), t.time) for t in transcript.turns] == [
        ("Mara Quill", "The crane stays &\nthat is that.", "00:00:01"),
        ("Tom Pell", "Why?", "00:01:03"),
    ]


def test_subrip_gives_its_words_whatever_its_line_ends(tmp_path: Path) -> None:
    written = "1\r\n00:00:01,000 --> 00:00:02,000\r\n<i>The crane</i>\r\n\r\n2\r\n00:00:02,000 --> 00:00:04,000\r\n{\\an8}stays.\r\n"
    assert read(tmp_path / "a.srt", written).text == "The crane\nstays."
    assert read(tmp_path / "b.srt", written.replace("\r\n", "\n")).text == "The crane\nstays."


def test_a_new_speaker_without_a_name_is_nobody() -> None:
    _, turns, _ = read_captions(
        "0:01:00.0 --> 0:01:01.0\n>> QUILL: It stays.\n\n0:01:01.0 --> 0:01:02.0\nSo.\n\n0:01:02.0 --> 0:01:03.0\n>> Why?\n"
    )
    assert [turn.speaker for turn in turns] == ["QUILL", "QUILL", None]


def cues(*lines: str) -> str:
    return "WEBVTT\n\n" + "\n\n".join(
        f"00:{n // 60:02}:{n % 60:02}.000 --> 00:{(n + 1) // 60:02}:{(n + 1) % 60:02}.000\n{line}" for n, line in enumerate(lines)
    )


def test_rolling_captions_are_unrolled() -> None:
    text, turns, _ = read_captions(
        cues("the crane", "the crane\nhas stood here", "has stood here\nfor sixty years", "for sixty years\nand it stays")
    )
    assert text == "the crane\nhas stood here\nfor sixty years\nand it stays"
    assert [turn.time for turn in turns] == ["00:00:00", "00:00:01", "00:00:02", "00:00:03"]


def test_captions_that_grow_word_by_word_are_unrolled() -> None:
    assert read_captions(cues("the", "the crane", "the crane stays", "it", "it does"))[0] == "the crane stays\nit does"


def test_captions_with_a_moment_between_that_shows_the_last_line_are_unrolled() -> None:
    shown = cues("the crane", "the crane", "the crane\nhas stood", "has stood", "has stood\nfor years", "for years", "for years\nand stays")
    assert read_captions(shown)[0] == "the crane\nhas stood\nfor years\nand stays"


def test_what_is_said_twice_stays_twice() -> None:
    assert (
        read_captions(cues("Thank you.", "Thank you.", "The crane stays.", "No.", "No."))[0]
        == "Thank you.\nThank you.\nThe crane stays.\nNo.\nNo."
    )


def test_words_after_an_empty_line_inside_a_caption_are_not_lost() -> None:
    text, turns, problems = read_captions("1\n00:00:01,000 --> 00:00:02,000\nThe crane\n\nstays.\n\n2\n00:00:03,000 -- 00:00:04,000\nSo.\n")
    assert text == "The crane\nstays.\nSo." and [turn.time for turn in turns] == ["00:00:01", None]
    assert [problem.line for problem in problems] == [7]


def test_broken_times_keep_the_words_and_are_told(tmp_path: Path) -> None:
    (tmp_path / "a.srt").write_text("1\n00:00:01,000 --> 00:00:02,000\nThe crane\n\n2\n0x:00 --> 00:99:00,000\nstays.\n")
    transcript, reject = read_transcripts([tmp_path / "a.srt"], SETTINGS)
    assert isinstance(transcript, Transcript) and isinstance(reject, Reject)
    assert transcript.text == "The crane\nstays." and [turn.time for turn in transcript.turns] == ["00:00:01", None]
    assert reject.line == 6


@pytest.mark.parametrize(
    ("name", "data", "reason"),
    [
        ("a.txt", b"", "empty"),
        ("a.srt", b"The crane stays.", "no captions"),
        ("a.jsonl", b'{"text": "One."}', "cannot be jsonl"),
        ("a.pdf", b"The crane.", "something else"),
        ("a.txt", bytes(range(32)) * 20, "binary"),
        ("a.docx", b"PK\x03\x04", "Word file is broken"),
        ("a.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "old form"),
    ],
)
def test_a_record_that_cannot_be_used_says_why(tmp_path: Path, name: str, data: bytes, reason: str) -> None:
    (tmp_path / name).write_bytes(data)
    (reject,) = read_transcripts([tmp_path], SETTINGS)
    assert isinstance(reject, Reject) and reason in reject.reason


def test_an_empty_folder_and_a_missing_record_are_rejects(tmp_path: Path) -> None:
    assert [type(found) for found in read_transcripts([tmp_path, tmp_path / "gone.txt"], SETTINGS)] == [Reject, Reject]


def test_a_record_that_is_too_large_is_not_loaded(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(b"The crane stays. " * 100_000)
    (reject,) = read_transcripts([tmp_path], IngestSettings(max_report_characters=1000))
    assert isinstance(reject, Reject) and "larger than" in reject.reason


def test_pages_and_pdf_files_are_records(tmp_path: Path) -> None:
    (tmp_path / "2021-03-04 Interview.html").write_text(
        "<!doctype html><html><body><article><h1>Crane</h1><p>MARA QUILL: It stays.</p><p>TOM PELL: Why?</p></article></body></html>"
    )
    (tmp_path / "b.pdf").write_bytes(b"%PDF-1.4 not much of one")
    page, pdf = read_transcripts([tmp_path], SETTINGS)
    assert isinstance(page, Transcript) and isinstance(pdf, Reject)
    assert [(t.speaker, t.span.of(page.text)) for t in page.turns][-2:] == [("MARA QUILL", "It stays."), ("TOM PELL", "Why?")]
    assert page.date == "2021-03-04" and "pdf" in f"{pdf.reason} {pdf.advice}".lower()


@settings(max_examples=200)
@given(st.text(st.sampled_from("AQ: .\n\r[]()*,>0:1é”Quill\t"), max_size=200))
def test_turns_of_any_text_are_in_order_disjoint_and_without_edges(text: str) -> None:
    end = 0
    for turn in find_turns(text):
        assert end <= turn.span.start < turn.span.end <= len(text)
        assert turn.span.of(text) == turn.span.of(text).strip()
        end = turn.span.end


@settings(max_examples=200)
@given(st.text(st.sampled_from("0:1. ->\n\r<v>&;{}\\aWEBVTT"), max_size=200))
def test_turns_of_any_captions_are_in_their_text(written: str) -> None:
    text, turns, _ = read_captions("0:01 --> 0:02\nQUILL: It stays.\n" + written.replace("-->", "0:01 --> 0:02"))
    for turn in turns:
        assert turn.span.of(text).strip()


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60)
@given(data=st.binary(max_size=120), name=st.sampled_from("a.txt a.vtt a.srt a.md a.srt.gz".split()))
def test_any_bytes_are_a_record_or_a_reject(tmp_path: Path, data: bytes, name: str) -> None:
    (tmp_path / name).write_bytes(data)
    assert list(read_transcripts([tmp_path / name], SETTINGS))


HOSTILE = [
    "A:",
    "A A A A ",
    "[",
    "(",
    "[0:00",
    "*",
    ">>",
    "\n",
    " ",
    "A, ",
    "Q(",
    "'",
    "–",
    "2021-",
    "0:00 --> 0:01\nA\n\n",
    "<v ",
    "{\\",
    "&",
    "with A, ",
]


@pytest.mark.parametrize("piece", HOSTILE)
def test_hostile_records_cost_linear_time(piece: str) -> None:
    def seconds(count: int) -> float:
        text = piece * (count // len(piece))
        before = time.perf_counter()
        find_turns(text)
        read_captions("0:00 --> 0:01\n" + text)
        read_label(text)
        return time.perf_counter() - before

    assert grows_at_most(seconds, 20_000, 40_000, 4, 0.05)


def test_the_date_in_the_name_of_a_page_goes_before_the_day_it_was_published(tmp_path: Path) -> None:
    head = '<meta property="article:published_time" content="2021-05-06">'
    body = "<article><p>QUILL: The crane stays where it stands.</p></article>"
    for name in ("2021-03-04 Speech.html", "speech.html"):
        (tmp_path / name).write_text(f"<!doctype html><html><head>{head}</head><body>{body}</body></html>")
    assert [found.date for found in read_transcripts([tmp_path], SETTINGS) if isinstance(found, Transcript)] == ["2021-03-04", "2021-05-06"]


def a_pdf(lines: list[str]) -> bytes:
    words = "BT /F1 12 Tf 72 720 Td 14 TL " + " ".join(f"({line}) Tj T*" for line in lines) + " ET"
    objects = [
        "<< /Type /Catalog /Pages 2 0 R >>",
        "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>",
        f"<< /Length {len(words)} >>\nstream\n{words}\nendstream",
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
    ]
    written, places = "%PDF-1.4\n", []
    for number, each in enumerate(objects, 1):
        places.append(len(written))
        written += f"{number} 0 obj\n{each}\nendobj\n"
    table = "".join(f"{place:010} 00000 n \n" for place in places)
    trailer = f"trailer\n<< /Size 6 /Root 1 0 R >>\nstartxref\n{len(written)}\n%%EOF\n"
    return f"{written}xref\n0 6\n0000000000 65535 f \n{table}{trailer}".encode()


def test_a_pdf_file_is_read_page_by_page(tmp_path: Path) -> None:
    (tmp_path / "2021-03-04 Interview.pdf").write_bytes(a_pdf(["MARA QUILL: The crane stays.", "It does.", "TOM PELL: Why?"]))
    (found,) = read_transcripts([tmp_path], SETTINGS)
    assert isinstance(found, Transcript)
    assert [turn.speaker for turn in found.turns] == ["MARA QUILL", "TOM PELL"]
