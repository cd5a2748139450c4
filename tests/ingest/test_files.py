"""Which files an input names, and what kind each is."""

import os
import time
from pathlib import Path

import pytest

from onrecord.ingest import read_inputs
from onrecord.ingest.opening import HEAD, kind_of
from onrecord.records import Reject, Report
from onrecord.settings import IngestSettings

SETTINGS = IngestSettings()
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def test_a_folder_gives_all_files_below_it_in_order(tmp_path: Path) -> None:
    for name in ("b.txt", "a.txt", "deep/er/c.md", ".hidden/d.txt", ".e.txt"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(f"Text of {name}.")
    found = list(read_inputs([tmp_path], SETTINGS))
    assert [f.path for f in found] == [str(tmp_path / name) for name in ("a.txt", "b.txt", "deep/er/c.md")]


def test_a_glob_is_resolved(tmp_path: Path) -> None:
    for name in ("b.txt", "a.txt", "sub/c.txt", "d.md"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(f"Text of {name}.")
    assert [Path(f.path or "").name for f in read_inputs([f"{tmp_path}/**/*.txt"], SETTINGS)] == ["a.txt", "b.txt", "c.txt"]


def test_a_name_with_glob_marks_that_is_there_is_that_file(tmp_path: Path) -> None:
    (tmp_path / "a[1].txt").write_text("One.")
    (report,) = read_inputs([tmp_path / "a[1].txt"], SETTINGS)
    assert isinstance(report, Report)


@pytest.mark.parametrize(
    ("name", "data", "reason"),
    [
        ("a.txt", b"", "empty"),
        ("a.txt", b" \n ", "empty"),
        ("a.txt", b"Title: Crane\n\n \n", "empty"),
        ("a.xyz", b"The crane.", "unknown extension .xyz"),
        ("a.zip", b"PK\x03\x04....", "office file"),
        ("a.docx", b"PK\x03\x04....", "Word file is broken"),
        ("a.docx", b"The crane.", "something else"),
        ("a.doc", OLE + b"....", "old form (.doc)"),
        ("a.docx", OLE + b"....", "encrypted"),
        ("draft", OLE + "EncryptedPackage".encode("utf-16-le"), "encrypted"),
        ("a.xls", OLE + b"....", "office file of the old form"),
        ("a.txt", b"%PDF-1.7 ....", "PDF"),
        ("a.txt", b"\x89PNG\r\n\x1a\n", "picture"),
        ("a.parquet", b"The crane.", "something else"),
        ("a.vtt", b"WEBVTT\n\n00:01.000 --> 00:02.000\nThe crane.", "captions"),
        ("a.txt", b"\x00\x01\x02\x03" * 50, "binary"),
        ("a.txt.gz", b"\x1f\x8b\x08\x00broken", "packed data is broken"),
        ("a.jsonl", b"\n\n\n", "no rows"),
        ("a.json", b"[]", "empty"),
        ("a.json", b"[" * 100_000, "too deep"),
    ],
)
def test_what_cannot_be_used_says_why(tmp_path: Path, name: str, data: bytes, reason: str) -> None:
    (tmp_path / name).write_bytes(data)
    (reject,) = read_inputs([tmp_path / name], SETTINGS)
    assert isinstance(reject, Reject)
    assert reason in reject.reason and reject.path == str(tmp_path / name)


def test_inputs_that_lead_nowhere_are_rejects(tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    (tmp_path / "link.txt").symlink_to(tmp_path / "gone.txt")
    os.mkfifo(tmp_path / "pipe.txt")
    inputs = ["missing.txt", "missing/*.txt", tmp_path / "empty", tmp_path / "link.txt", tmp_path / "pipe.txt", "x" * 5000, "a\0b", ""]
    rejects = list(read_inputs(inputs, SETTINGS))
    assert len(rejects) == len(inputs) and all(isinstance(reject, Reject) for reject in rejects)


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="may read everything")
def test_a_file_that_may_not_be_read_is_a_reject(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("The crane.")
    (tmp_path / "a.txt").chmod(0)
    (reject,) = read_inputs([tmp_path / "a.txt"], SETTINGS)
    assert isinstance(reject, Reject) and "permission" in reject.reason


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("noname", b"The crane."),
        ("rows", b'{"text": "The crane."}'),
        ("list", b'[{"text": "The crane."}]'),
        ("a.txt", b'{"text": "The crane."}'),
        ("Vol. 3 Minutes", b"The crane."),
        ("a.html", b"The crane."),
    ],
)
def test_content_tells_where_the_name_does_not(tmp_path: Path, name: str, data: bytes) -> None:
    (tmp_path / name).write_bytes(data)
    (report,) = read_inputs([tmp_path / name], SETTINGS)
    assert isinstance(report, Report) and report.text == "The crane."


def test_the_run_goes_on_after_a_reject(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(b"")
    (tmp_path / "b.txt").write_text("The crane.")
    reject, report = read_inputs([tmp_path], SETTINGS)
    assert isinstance(reject, Reject) and isinstance(report, Report)


def test_a_linked_folder_is_told_and_not_followed(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("The crane.")
    (tmp_path / "loop").symlink_to(tmp_path)
    reject, report = read_inputs([tmp_path], SETTINGS)
    assert isinstance(reject, Reject) and isinstance(report, Report)
    assert reject.path == str(tmp_path / "loop")


def test_telling_what_a_file_holds_takes_linear_time() -> None:
    for piece in (b"<!---->", b"<!--", b" ", b"<?xml ?>", b"<!-- -->-->"):
        before = time.perf_counter()
        assert kind_of(Path("a.txt"), (piece * HEAD)[:HEAD]) == "text"
        assert time.perf_counter() - before < 0.5
