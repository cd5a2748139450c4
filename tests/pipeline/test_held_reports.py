"""A draft is checked against the reports held, whatever came, changed or went since they were read."""

from pathlib import Path

import pytest

from onrecord import collation
from onrecord.pipeline import Desk, HeldReports
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
