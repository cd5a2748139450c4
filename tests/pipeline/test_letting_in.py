"""A large adding lets its reports in some at a time: what is held afterwards is the same, and others can write in between."""

import subprocess
import sys
import threading
from pathlib import Path

import pytest

from onrecord import samples
from onrecord.errors import NotHeld, StoreError
from onrecord.pipeline import Added, Desk, desk, read_reports
from onrecord.records import Report
from onrecord.settings import Settings
from onrecord.store import Store, sqlite
from tests.pipeline.test_order import RULES, everything

REPORTS = samples.folder() / "reports"
SCRIPT = """
import os, sys
from onrecord.pipeline import Desk, desk
from onrecord.settings import QuoteSettings, Settings

desk.LET_IN, desk.PAUSE = 5, 0
times = []
def die(seconds):
    times.append(seconds)
    if len(times) == 2:
        os._exit(9)
desk.time.sleep = die
with Desk(sys.argv[1], Settings(quotes=QuoteSettings(reader="rules"))) as opened:
    opened.add([sys.argv[2]], processes=1)
"""


@pytest.fixture(scope="module")
def at_once() -> object:
    with Desk(":memory:", RULES) as whole:
        whole.add([REPORTS], processes=1)
        return everything(whole)


def some() -> list[Report]:
    return [each for each in read_reports([REPORTS], Settings()) if isinstance(each, Report)]


def test_letting_in_a_few_at_a_time_gives_what_all_at_once_give(monkeypatch: pytest.MonkeyPatch, at_once: object) -> None:
    monkeypatch.setattr(desk, "LET_IN", 3)
    monkeypatch.setattr(desk, "PAUSE", 0)
    with Desk(":memory:", RULES) as opened:
        opened.add([REPORTS], processes=1)
        assert opened.waiting() == 0
        assert everything(opened) == at_once


def test_what_was_killed_between_two_times_holds_whole_stories_and_is_finished_by_the_next_run(tmp_path: Path, at_once: object) -> None:
    database = tmp_path / "desk.db"
    killed = subprocess.run([sys.executable, "-c", SCRIPT, str(database), str(REPORTS)], capture_output=True, timeout=300)
    assert killed.returncode == 9, killed.stderr
    with Desk(database, RULES) as opened:
        waiting = opened.waiting()
        told = {report_id for story in opened.stories() for report_id in story.report_ids}
        assert len(told) == 10 and waiting == opened.counts()["reports"] - 10
        assert {witness.report_id for each in opened.statements() for witness in each.witnesses} <= told
        assert opened.add([REPORTS], processes=1).stored == 0
        assert opened.waiting() == 0
        assert everything(opened) == at_once


def test_a_correction_does_not_wait_for_what_another_run_is_to_let_in(tmp_path: Path) -> None:
    first, second, *_ = some()
    with Desk(tmp_path / "desk.db", RULES) as adding, Desk(tmp_path / "desk.db", RULES) as correcting:
        adding.add([first])
        adding._add_reports([second], 1, 1, None, None)
        story = next(correcting.stories())
        correcting.correct("same-story", first.report_id, second.report_id)
        assert correcting.waiting() == 1
        assert next(correcting.stories()) == story
        adding._let_in(1, Added(), None)
        assert set(next(correcting.stories()).report_ids) == {first.report_id, second.report_id}


def test_a_report_that_waits_can_be_removed(tmp_path: Path) -> None:
    first, second, *_ = some()
    with Desk(tmp_path / "desk.db", RULES) as opened:
        opened._add_reports([first, second], 1, 1, None, None)
        opened.remove(first.report_id)
        opened._let_in(None, Added(), None)
        assert [story.report_ids for story in opened.stories()] == [(second.report_id,)]


def test_two_who_write_wait_for_each_other_and_too_long_a_wait_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "desk.db"
    with Store(path) as one:
        monkeypatch.setattr(sqlite, "BUSY_MILLISECONDS", 50)
        with Store(path) as other, one.transaction(), pytest.raises(StoreError, match="written to by another"), other.transaction():
            pass
        monkeypatch.setattr(sqlite, "BUSY_MILLISECONDS", 30_000)
        begun = threading.Event()

        def write_later() -> None:
            with Store(path) as other:
                begun.set()
                with other.transaction():  # what it reads first is what the first one wrote, so it can write as well
                    assert other.places.new_run() == 2
                    other.places.put_waiting("b", 2, None, b"")

        with one.transaction():
            thread = threading.Thread(target=write_later)
            one.places.put_waiting("a", 1, None, b"")
            thread.start()
            begun.wait(20)
        thread.join()
        assert one.places.waiting() == 2


def test_what_takes_long_is_done_fewer_at_a_time_and_what_is_quick_more(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(desk, "LET_IN", 400)
    with Desk(":memory:", RULES) as opened:
        sizes = [opened._at_once]
        for seconds, is_full in ((10.0, True), (30.0, True), (90.0, True), (0.1, False), (15.0, True), (0.0, True)):
            opened._pace(seconds, is_full)
            sizes.append(opened._at_once)
    assert sizes == [400, 400, 200, 100, 100, 100, 200]


def test_many_records_and_removals_hold_the_database_some_at_a_time(monkeypatch: pytest.MonkeyPatch) -> None:
    blocks: list[int] = []
    real = Store.transaction

    def counted(store: Store) -> object:
        blocks.append(store._db.in_transaction)
        return real(store)

    with Desk(":memory:", RULES) as whole, Desk(":memory:", RULES) as opened:
        for each in (whole, opened):
            each.add([REPORTS], processes=1)
        ids = sorted(each.report.report_id for each in opened._store.reports())[::2]
        whole.add([samples.folder() / "records"], as_record=True)
        whole.remove(ids)
        monkeypatch.setattr(desk, "RECORD_CHARACTERS", 1)
        monkeypatch.setattr(desk, "LET_IN", 3)
        monkeypatch.setattr(desk, "FEWEST", 1)
        monkeypatch.setattr(desk, "PAUSE", 0)
        monkeypatch.setattr(Store, "transaction", counted)
        opened._at_once = 3
        opened.add([samples.folder() / "records"], as_record=True)
        blocks.clear()
        assert opened.remove([*ids, ids[0]]) == ids
        assert blocks.count(False) >= len(ids) // 3
        with pytest.raises(NotHeld):
            opened.remove([opened._store.report_ids()[0], "nobody"])
        assert everything(opened) == everything(whole)
