from pathlib import Path

import apsw
import pytest

from onrecord.errors import StoreError
from onrecord.records import Annotated, Base, Reject, Report, Span, Statement, Story, Witness
from onrecord.store import Filters, Store
from onrecord.text import number_of


def annotated(report_id: str, text: str = "Ada Hale said “no”.", published: str = "2026-03-01", path: str | None = None) -> Annotated:
    return Annotated(report=Report(report_id=report_id, text=text, published=published, outlet="The Tide", path=path))


def story_of(*report_ids: str, story_id: str = "story-1") -> Story:
    return Story(story_id=story_id, title="A title", last="2026-03-01", report_ids=report_ids)


def statement_of(report_id: str, story_id: str = "story-1") -> Statement:
    witness = Witness(
        witness_id="w-" + report_id, report_id=report_id, outlet="The Tide", published="2026-03-01", quote_id="q",
        content=(Span(15, 17),), marked=True, witness_class="same",
    )  # fmt: skip
    return Statement(
        statement_id="s-" + report_id, story_id=story_id, speaker_id="p", speaker="Ada Hale", said="2026-03-01", text="no",
        base=Base(report_id=report_id), witnesses=(witness,),
    )  # fmt: skip


def test_what_is_saved_is_what_is_loaded(tmp_path: Path) -> None:
    given = annotated("a", path="a.txt")
    with Store(tmp_path / "desk.db") as store:
        assert store.put_report(given, b"features")
    with Store(tmp_path / "desk.db", read_only=True) as store:
        assert store.report("a") == given
        assert [content for _, content in store.places.features([number_of("a"), number_of("b")])] == [b"features"]


def test_the_same_report_twice_is_kept_once_under_its_first_path_in_order_of_names() -> None:
    for paths in (["b.txt", "a.txt"], ["a.txt", "b.txt"]):
        with Store(":memory:") as store:
            assert [store.put_report(annotated("a", path=path), b"") for path in paths] == [True, False]
            held = store.report("a")
            assert held is not None and held.report.path == "a.txt"


def test_the_current_version_is_the_last_by_date_whatever_the_order() -> None:
    old, new = annotated("a", "Old.", "2026-03-01"), annotated("a", "New.", "2026-03-02")
    for order in ([old, new], [new, old]):
        with Store(":memory:") as store:
            for version in order:
                store.put_report(version, b"")
            assert store.report("a") == new
            assert store.versions("a") == [old, new]
            assert store.unlinked() == ["a"]


def test_a_report_waits_until_it_is_linked_and_again_when_a_later_version_comes() -> None:
    with Store(":memory:") as store:
        store.put_report(annotated("a"), b"")
        store.mark_linked(["a"])
        assert store.unlinked() == []
        store.put_report(annotated("a", "Later.", "2026-03-02"), b"")
        assert store.unlinked() == ["a"]


def test_a_removed_report_leaves_nothing_behind() -> None:
    with Store(":memory:") as store:
        store.put_report(annotated("a"), b"")
        store.remove_report("a", "2026-03-05T00:00:00+00:00", "withdrawn")
        assert store.report("a") is None
        assert store.places.arrivals() == []
        assert store.search_reports('"hale"', 5) == []


def test_a_former_story_id_leads_to_the_story_that_holds_its_reports_now() -> None:
    with Store(":memory:") as store:
        for report_id in "ab":
            store.put_report(annotated(report_id), b"")
        store.put_story(story_of("a"), [], [], [])
        store.drop_story("story-1")
        store.put_story(story_of("a", "b", story_id="story-2"), [], [], [])
        found = store.story("story-1")
        assert found is not None and found.story_id == "story-2"


def test_search_finds_printed_versions_by_words_and_filters_and_forgets_dropped_stories() -> None:
    with Store(":memory:") as store:
        store.put_report(annotated("a"), b"")
        store.put_story(story_of("a"), [(statement_of("a"), 5)], [], [])
        assert [hit.statement_id for hit in store.search('"no"', Filters(), 5)] == ["s-a"]
        assert [hit.statement_id for hit in store.search(None, Filters(speaker="hale", after="2026-03"), 5)] == ["s-a"]
        assert store.search('"no"', Filters(witness_class="joined"), 5) == []
        store.drop_story("story-1")
        assert store.search('"no"', Filters(), 5) == []


def test_a_reject_is_kept_once() -> None:
    reject = Reject(path="a.jsonl", line=3417, reason="broken JSON")
    with Store(":memory:") as store:
        store.put_reject(reject)
        store.put_reject(reject)
        assert store.rejects() == [reject]


def test_a_file_that_is_no_database_is_a_clear_error(tmp_path: Path) -> None:
    file = tmp_path / "notes.db"
    file.write_text("these are my notes, and they go on for long enough to look like a header of a file" * 20)
    with pytest.raises(StoreError, match="not an onrecord database"):
        Store(file)


def test_a_database_of_a_newer_program_is_left_alone(tmp_path: Path) -> None:
    file = tmp_path / "desk.db"
    apsw.Connection(str(file)).execute("PRAGMA user_version = 999")
    with pytest.raises(StoreError, match="newer onrecord"):
        Store(file)


def test_a_missing_folder_is_a_clear_error(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="cannot be opened"):
        Store(tmp_path / "absent" / "desk.db")
