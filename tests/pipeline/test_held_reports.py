"""A draft is checked against the reports held, whatever came, changed or went since they were read."""

from pathlib import Path

import pytest

from onrecord import collation
from onrecord.pipeline import Checker, Desk, HeldReports
from onrecord.records import Transcript
from tests.pipeline.test_order import RULES, SMALL, report

LATER = report("a", "The Tide", "2026-03-06", "“We counted fifty boats adrift,” Ada Hale said.", "Fifty boats adrift")


def words(index: collation.RecordIndex) -> list[tuple[object, ...]]:
    return [(each.transcript, each.turns, each.hashes.tobytes(), each.starts.tobytes()) for each in index.records]


def test_only_what_came_or_changed_is_read_and_the_index_is_that_of_all_read_at_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    read: list[str] = []

    def counted(transcript: Transcript) -> collation.RecordWords:
        read.append(transcript.record_id)
        return real(transcript)

    real = collation.read_record
    monkeypatch.setattr(collation, "read_record", counted)
    reports = HeldReports()
    with Desk(tmp_path / "desk.db", RULES) as desk:

        def asked() -> list[str]:
            states.append(desk.reader.state())
            read.clear()
            index = reports.index(desk._store)
            seen = sorted(read)
            assert words(index) == words(HeldReports().index(desk._store))
            return seen

        states: list[object] = []
        assert asked() == []
        desk.add(SMALL[:3])
        assert asked() == ["a", "b", "c"]
        desk.add(SMALL[3:])
        assert asked() == ["d", "e", "f"]
        desk.remove("d")
        assert asked() == []
        desk.add([LATER])  # another version of a report that is held
        assert asked() == ["a"]
        assert len(set(states)) == 5


def test_of_more_reports_than_fit_the_latest_are_compared_and_it_is_said(tmp_path: Path) -> None:
    path = tmp_path / "desk.db"
    with Desk(path, RULES) as desk:
        desk.add(SMALL, processes=1)
        whole = HeldReports()
        assert len(whole.index(desk._store).records) == len(SMALL) and whole.notes(path) == ()
        dates = {each.report.report_id: each.report.published or "" for each in desk._store.reports()}
        sizes = [len(desk._store._value("SELECT annotated FROM reports WHERE report_id = ?", each)) for each in sorted(dates)]
        few = HeldReports(most_bytes=sum(sizes) // 2)
        held = [each.transcript.record_id for each in few.index(desk._store).records]
        assert 0 < len(held) < len(SMALL) and len(few._read) == len(held)
        assert min(dates[each] for each in held) >= max(date for each, date in dates.items() if each not in held)
    (note,) = Checker.open(db=path, settings=RULES, reports=few).rejects
    assert note.is_note and f"{len(SMALL) - len(held)} older reports were not compared" in note.reason
