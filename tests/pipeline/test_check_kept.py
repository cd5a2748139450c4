"""A folder of records is read once, and only what changed is read again."""

import os
from pathlib import Path

import pytest

from onrecord import collation
from onrecord.pipeline import Checker, Desk, kept
from onrecord.pipeline.kept import read_records, with_event_date
from onrecord.records import Report, Transcript
from onrecord.settings import QuoteSettings, Settings

RULES = Settings(quotes=QuoteSettings(reader="rules"))
DRAFT = Report(report_id="d", text="“The sluice gate failed twice in the night,” said Mara Odum.", published="2024-03-08")


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(kept, "_WORTH", 0)
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    made = tmp_path / "house" / "records"
    (made / "older").mkdir(parents=True)
    for name, words in (("2024-03-05 council.txt", "The sluice gate failed in the night."), ("older/2024-02-01 talk.txt", "It will hold.")):
        (made / name).write_text(f"MARA ODUM: {words}\n", encoding="utf-8")
    (made / "broken.vtt").write_bytes(b"\x89PNG")
    return made


@pytest.fixture
def read(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The names of the records that are read word by word, as they are."""
    names: list[str] = []
    real = collation.read_record

    def spy(transcript: Transcript) -> collation.RecordWords:
        names.append(Path(transcript.path).name)
        return real(transcript)

    monkeypatch.setattr(collation, "read_record", spy)
    return names


def index_file(folder: Path) -> Path:
    return folder.parent / ".onrecord-index" / "records.index"


def test_a_folder_is_read_once_and_then_only_what_changed(folder: Path, read: list[str]) -> None:
    first, rejects = read_records([folder], RULES)
    assert sorted(read) == ["2024-02-01 talk.txt", "2024-03-05 council.txt"]
    assert [Path(reject.path).name for reject in rejects] == ["broken.vtt"]
    read.clear()
    again, told = read_records([folder], RULES)
    assert (read, told) == ([], rejects)
    assert [record.transcript for record in again.records] == [record.transcript for record in first.records]
    (folder / "older" / "2024-02-01 talk.txt").write_text("MARA ODUM: It will not hold.\n", encoding="utf-8")
    (folder / "2024-03-06 visit.txt").write_text("MARA ODUM: We saw the gate.\n", encoding="utf-8")
    (folder / "broken.vtt").unlink()
    changed, told = read_records([folder], RULES)
    assert sorted(read) == ["2024-02-01 talk.txt", "2024-03-06 visit.txt"]
    assert told == ()
    fresh, _ = read_records([folder], RULES, use_index=False)
    assert [record.transcript for record in changed.records] == [record.transcript for record in fresh.records]


def test_what_is_kept_changes_no_finding(folder: Path) -> None:
    without = Checker.open([folder], RULES, use_index=False).check(DRAFT)
    assert not index_file(folder).exists()
    assert Checker.open([folder], RULES).check(DRAFT) == without
    assert index_file(folder).exists()
    assert Checker.open([folder], RULES).check(DRAFT) == without
    assert without.findings[0].candidates


def test_a_file_changed_under_the_same_size_and_date_is_read_again_when_it_may_be_too_fresh_to_tell(folder: Path, read: list[str]) -> None:
    path = folder / "2024-03-05 council.txt"
    read_records([folder], RULES)
    stat = path.stat()
    path.write_text(path.read_text(encoding="utf-8").replace("failed", "jammed"), encoding="utf-8")
    os.utime(path, ns=(stat.st_atime_ns, stat.st_mtime_ns))
    read.clear()
    index, _ = read_records([folder], RULES)
    assert read == ["2024-03-05 council.txt"]
    assert any("jammed" in record.transcript.text for record in index.records)


@pytest.mark.parametrize("damage", [b"", b"onrecord words 1", b"x" * 500, None])
def test_a_damaged_index_is_made_again(folder: Path, read: list[str], damage: bytes | None) -> None:
    read_records([folder], RULES)
    path = index_file(folder)
    good = path.read_bytes()
    path.write_bytes(good[:200] + b"\1" * 64 + good[264:] if damage is None else damage)
    read.clear()
    read_records([folder], RULES)
    assert len(read) == 2
    assert path.read_bytes() == good


def test_beside_a_folder_that_cannot_be_written_nothing_is(folder: Path, read: list[str]) -> None:
    folder.parent.chmod(0o555)
    try:
        read_records([folder], RULES)
        read_records([folder], RULES)
        assert not index_file(folder).parent.exists()
        assert len(read) == 2
    finally:
        folder.parent.chmod(0o755)


def test_a_fidelity_given_is_not_kept(folder: Path) -> None:
    given, _ = read_records([folder], RULES, fidelity="summary")
    assert {record.transcript.fidelity for record in given.records} == {"summary"}
    plain, _ = read_records([folder], RULES)
    assert {record.transcript.fidelity for record in plain.records} == {None}


def test_records_of_several_folders_make_one_index_whatever_their_order(folder: Path, tmp_path: Path) -> None:
    other = tmp_path / "other"
    other.mkdir()
    (other / "a.txt").write_text("PIET BRILL: The sluice gate failed twice in the night, he said.\n", encoding="utf-8")
    one = Checker.open([folder, other], RULES).check(DRAFT)
    assert one == Checker.open([other, folder], RULES).check(DRAFT)
    assert one == Checker.open([other / "a.txt", folder], RULES, use_index=False).check(DRAFT)
    assert one.findings[0].held.records == 3


def test_the_records_of_a_database_are_kept_beside_it(folder: Path, tmp_path: Path, read: list[str]) -> None:
    db = tmp_path / "desk.db"
    with Desk(db, RULES) as desk:
        desk.add([folder], as_record=True)
    read.clear()
    first = Checker.open(db=db, settings=RULES).check(DRAFT)
    assert len(read) == 2
    assert Checker.open(db=db, settings=RULES).check(DRAFT) == first
    assert len(read) == 2
    assert first.findings[0].witness_class != "not-found"


@pytest.mark.parametrize(
    ("title", "text", "event"),
    [
        ("Hearing of 4 March 2024", "MARA ODUM: It held.", "2024-03-04"),
        ("Hearing", "Recorded on 4 March 2024.\n\nMARA ODUM: It held.", "2024-03-04"),
        ("Speech on 4 March 1924", "MARA ODUM: It held.", None),
        ("From 2 March 2024 to 4 March 2024", "MARA ODUM: It held.", None),
        ("Hearing of 9 March 2024", "MARA ODUM: It held.", None),
    ],
)
def test_an_earlier_day_in_the_title_or_first_lines_is_the_day_of_the_event(title: str, text: str, event: str | None) -> None:
    transcript = Transcript(record_id="r", path="r.txt", title=title, date="2024-03-09", text=text)
    assert with_event_date(transcript).event_date == event


def test_a_later_record_of_an_earlier_event_supports() -> None:
    text = "MARA ODUM: The sluice gate failed twice in the night, and we saw it."
    later = Transcript(record_id="r", path="r.txt", title="Minutes", date="2024-03-20", text=text)
    (finding,) = Checker.of([later], RULES).check(DRAFT).findings
    assert (finding.witness_class, len(finding.set_aside), finding.held.set_aside) == ("not-found", 1, 1)
    minutes = Transcript(record_id="r", path="r.txt", title="Minutes of 5 March 2024", date="2024-03-20", text=text)
    (finding,) = Checker.of([minutes], RULES).check(DRAFT).findings
    assert (finding.witness_class, finding.set_aside, finding.candidates[0].date) == ("same", (), "2024-03-05")
