from pathlib import Path

import pytest

from onrecord import collation, samples
from onrecord.pipeline import Desk, grouping, stating, telling
from onrecord.pipeline import desk as pipeline_desk
from onrecord.records import Transcript
from tests.pipeline.test_order import RULES, everything

FOLDER = samples.folder()


def test_a_statement_found_in_a_record_takes_its_words_as_the_base() -> None:
    with Desk(":memory:", RULES) as desk:
        desk.add([FOLDER / "records"], as_record=True)
        desk.add(sorted((FOLDER / "reports").glob("*ferry*")), processes=1)
        recorded = [statement for statement in desk.statements() if statement.base.status == "record"]
        held = {transcript.record_id: transcript.text for transcript in desk.transcripts()}
        assert len(recorded) >= 3
        for statement in recorded:
            assert statement.base.fidelity == "as-spoken"
            assert "text of the record, as spoken" in telling.standing(statement)
            assert statement.base.report_id in held
            assert all(part in held[statement.base.report_id] for part in statement.text.split("\n"))
            assert all(witness.report_id not in held for witness in statement.witnesses)


def test_it_does_not_matter_whether_records_or_reports_come_first() -> None:
    reports = sorted((FOLDER / "reports").glob("*ferry*"))
    with Desk(":memory:", RULES) as first, Desk(":memory:", RULES) as second, Desk(":memory:", RULES) as bare:
        first.add([FOLDER / "records"], as_record=True)
        first.add(reports, processes=1)
        second.add(reports, processes=1)
        bare.add(reports, processes=1)
        second.add([FOLDER / "records"], as_record=True)
        assert everything(first) == everything(second) != everything(bare)
        second.remove([transcript.record_id for transcript in second.transcripts()])
        assert everything(second) == everything(bare)


def test_a_record_lets_only_those_reports_wait_whose_words_it_has() -> None:
    with Desk(":memory:", RULES) as desk:
        desk.add(sorted((FOLDER / "reports").rglob("*.txt")), processes=1)
        before = everything(desk)
        record = Transcript(record_id="t", path="t.txt", text="WARDEN: Nobody could have foreseen such a thunderous hedgehog parade.")
        grouping.Bearing(desk._store, [record]).unlink()
        assert desk._store.unlinked() == []
        quoted = next(witness for statement in desk.statements() for witness in statement.witnesses if len(statement.text) > 60)
        text = desk.report(quoted.report_id).report.text
        quoting = Transcript(record_id="u", path="u.txt", text="… ".join(span.of(text) for span in quoted.content))
        grouping.Bearing(desk._store, [quoting]).unlink()
        assert quoted.report_id in desk._store.unlinked()
        assert len(desk._store.unlinked()) < len(desk._store.report_ids())
        desk.add([])
        assert everything(desk) == before


def test_a_report_that_comes_while_records_are_read_waits_too() -> None:
    with Desk(":memory:", RULES) as desk:
        paths = sorted((FOLDER / "reports").glob("*ferry*"))
        desk.add(paths[1:], processes=1)
        bearing = grouping.Bearing(desk._store, desk_records())
        desk.add(paths[:1], processes=1)
        (come,) = set(desk._store.report_ids()) - set(bearing._seen)
        assert stating.may_quote(desk.report(come), collation.RecordIndex.of(desk_records()))
        bearing.unlink()
        assert come in desk._store.unlinked()


def test_the_reports_held_are_read_through_once_for_many_small_records(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for number in range(300):
        (tmp_path / f"{number}.txt").write_text(f"WARDEN: Hedgehog number {number} has crossed the bridge.\n")
    looks: list[int] = []

    class Counted(grouping.Bearing):
        def _look(self) -> list[str]:
            looks.append(len(self._records))
            return super()._look()

    monkeypatch.setattr(grouping, "Bearing", Counted)
    with Desk(":memory:", RULES) as desk:
        assert desk.add([tmp_path], as_record=True).stored == 300
        assert looks == [300, 300]  # before the database is locked, and for what came meanwhile
        monkeypatch.setattr(pipeline_desk, "RECORD_CHARACTERS", 1)
        (tmp_path / "more.txt").write_text("WARDEN: It has come back.\n")
        assert desk.add([tmp_path], as_record=True).stored == 1
        assert desk.counts()["transcripts"] == 301


def desk_records() -> list[Transcript]:
    with Desk(":memory:", RULES) as held:
        held.add([FOLDER / "records"], as_record=True)
        return list(held.transcripts())
