"""The room over real files, where they are beside the project."""

from pathlib import Path

from onrecord.ingest import read_inputs, read_transcripts
from onrecord.records import Report, Transcript
from onrecord.settings import IngestSettings


def test_every_text_file_is_a_report_at_its_place(shared: Path) -> None:
    for folder in ("seeds", "record/drafts", "polnear/dev/text"):
        found = list(read_inputs([shared / "data" / folder / "*.txt"], IngestSettings()))
        assert found
        for report in found:
            assert isinstance(report, Report) and report.path
            assert Path(report.path).read_bytes().decode()[report.text_start :] == report.text


def test_every_transcript_is_a_record_with_its_date_and_turns(shared: Path) -> None:
    found = list(read_transcripts([shared / "data/record/transcripts"], IngestSettings()))
    assert len(found) > 100
    for record in found:
        assert isinstance(record, Transcript) and record.date and record.occasion
        assert Path(record.path).read_bytes().decode() == record.text
        assert all(turn.speaker for turn in record.turns)
    assert sum(isinstance(record, Transcript) and record.fidelity is not None for record in found) >= len(found) - 1
