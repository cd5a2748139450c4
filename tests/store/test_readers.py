"""Who reads never waits for who writes, however long that takes, and sees all of what was written or nothing."""

from pathlib import Path

from onrecord.records import Story
from onrecord.store import Store
from tests.store.test_sqlite import annotated


def test_a_reader_sees_what_was_there_until_the_writer_is_done(tmp_path: Path) -> None:
    with Store(tmp_path / "desk.db") as writer, Store(tmp_path / "desk.db", read_only=True) as reader:
        writer.put_report(annotated("a"), b"")
        with writer.transaction():
            writer.put_report(annotated("b"), b"")
            writer.put_story(Story(story_id="s", report_ids=("a", "b")), [], [], [])
            assert (reader.counts()["reports"], reader.counts()["stories"]) == (1, 0)
            with Store(tmp_path / "desk.db", read_only=True) as late:
                assert late.report("a") is not None
                assert late.report("b") is None
        assert (reader.counts()["reports"], reader.counts()["stories"]) == (2, 1)
