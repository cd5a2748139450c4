from onrecord import samples
from onrecord.pipeline import Desk, telling
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
