"""What newsrooms put into a folder of records by mistake: each costs one clear message, and the rest goes on."""

import importlib.util
import io
import shutil
import time
from pathlib import Path

import pypdf
import pytest

from onrecord.ingest import read_transcripts
from onrecord.records import Reject, Transcript
from onrecord.settings import IngestSettings
from tests.ingest.test_transcripts import a_pdf

SETTINGS = IngestSettings()


def read_with_a_good_one(folder: Path) -> Reject:
    """The one reject of a folder that also holds a good record."""
    (folder / "zz.txt").write_text("MARA QUILL: The crane stays.")
    found = list(read_transcripts([folder], SETTINGS))
    assert [each.path for each in found if isinstance(each, Transcript)][-1:] == [str(folder / "zz.txt")]
    (reject,) = (each for each in found if isinstance(each, Reject))
    assert reject.advice
    return reject


def test_an_empty_folder_is_named(tmp_path: Path) -> None:
    (reject,) = read_transcripts([tmp_path], SETTINGS)
    assert isinstance(reject, Reject) and reject.reason == "the folder holds no files"


def test_an_encoding_that_nothing_fits_is_named(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(bytes(range(0x80, 0x100)) * 40 + b"\x81\x8d\x8f")
    reject = read_with_a_good_one(tmp_path)
    assert "encoding" in reject.reason and "UTF-8" in (reject.advice or "")


@pytest.mark.parametrize("name", ["a.txt", "a.srt", "a.html", "a.pdf"])
def test_a_record_of_200_megabytes_is_refused_after_its_bound(tmp_path: Path, name: str) -> None:
    head = b"%PDF-1.4\n" if name.endswith("pdf") else b"MARA QUILL: The crane stays.\n"
    with (tmp_path / name).open("wb") as out:
        out.write(head)
        out.truncate(200_000_000)  # a hole, not bytes on disk
    before = time.process_time()
    reject = read_with_a_good_one(tmp_path)
    assert "larger than 20,000,004 bytes" in reject.reason and "max_report_characters" in (reject.advice or "")
    assert time.process_time() - before < 5


def test_an_encrypted_pdf_is_named(tmp_path: Path) -> None:
    writer = pypdf.PdfWriter(clone_from=io.BytesIO(a_pdf(["The crane stays."])))
    writer.encrypt("a password", algorithm="RC4-128")
    writer.write(tmp_path / "a.pdf")
    reject = read_with_a_good_one(tmp_path)
    assert reject.reason == "an encrypted PDF file" and "password" in (reject.advice or "")


def test_a_pdf_that_opens_without_a_password_is_read(tmp_path: Path) -> None:
    writer = pypdf.PdfWriter(clone_from=io.BytesIO(a_pdf(["The crane stays."])))
    writer.encrypt("", "of the owner", algorithm="RC4-128")
    writer.write(tmp_path / "a.pdf")
    (found,) = read_transcripts([tmp_path], SETTINGS)
    assert isinstance(found, Transcript) and found.text.strip() == "The crane stays."


def test_a_pdf_encrypted_by_newer_means_is_read_or_says_what_could_open_it(tmp_path: Path) -> None:
    shutil.copy(Path(__file__).with_name("encrypted.pdf"), tmp_path / "a.pdf")  # AES, no password
    if importlib.util.find_spec("cryptography"):
        (found,) = read_transcripts([tmp_path], SETTINGS)
        assert isinstance(found, Transcript) and found.text.strip() == "The crane stays."
    else:
        reject = read_with_a_good_one(tmp_path)
        assert "cryptography" in reject.reason and "onrecord[encrypted]" in (reject.advice or "")


def test_a_pdf_that_breaks_off_is_named(tmp_path: Path) -> None:
    (tmp_path / "a.pdf").write_bytes(a_pdf(["The crane stays."])[:200])
    assert "the PDF file is broken" in read_with_a_good_one(tmp_path).reason


def test_a_pdf_of_pictures_is_named(tmp_path: Path) -> None:
    writer = pypdf.PdfWriter()
    writer.add_blank_page(200, 200)
    writer.add_blank_page(200, 200)
    writer.write(tmp_path / "a.pdf")
    reject = read_with_a_good_one(tmp_path)
    assert "no text in the PDF file (2 pages)" in reject.reason and "OCR" in (reject.advice or "")


def test_pages_without_text_in_a_pdf_with_text_are_named(tmp_path: Path) -> None:
    writer = pypdf.PdfWriter(clone_from=io.BytesIO(a_pdf(["The crane stays."])))
    writer.add_blank_page(200, 200)
    writer.write(tmp_path / "a.pdf")
    reject = read_with_a_good_one(tmp_path)
    assert reject.reason == "no text on page 2 of 2"


def test_captions_with_broken_timings_keep_their_words_in_one_message(tmp_path: Path) -> None:
    broken = "\n\n".join(f"{n}\n00:00:{n:02},000 -> 00:00:{n + 1:02},000\nLine {n}." for n in range(3, 60))
    (tmp_path / "a.srt").write_text(f"1\n00:00:01,000 --> 00:00:02,000\nLine one.\n\n{broken}\n")
    reject = read_with_a_good_one(tmp_path)
    assert (reject.reason, reject.line) == ("the times of 57 captions of 58 are broken", 5)
