"""What is held says by which settings and weights it was made; other ones are told of, and never mixed in unnoticed."""

from pathlib import Path

import pytest

from onrecord.errors import SettingsError
from onrecord.pipeline import Desk, desk
from onrecord.settings import QuoteSettings, Settings, StorySettings
from tests.pipeline.test_order import RULES, SMALL, everything

APART = Settings(quotes=QuoteSettings(reader="rules", threshold=0.9), stories=StorySettings(vectors=False, horizon_days=1))


def test_other_settings_are_told_of_and_nothing_is_added(tmp_path: Path) -> None:
    with Desk(tmp_path / "desk.db", RULES) as first:
        first.add(SMALL[:2])
        before = everything(first)
    with Desk(tmp_path / "desk.db", APART) as second:
        with pytest.raises(SettingsError, match=r"quotes.threshold was 0.25, is 0.9; stories.horizon_days was 90, is 1.*onrecord renew"):
            second.add(SMALL)
        with pytest.raises(SettingsError, match=r"stories\.horizon_days was 90"):
            second.correct("same-story", "a", "b")
        assert everything(second) == before
    with Desk(tmp_path / "desk.db", RULES) as third:
        assert third.add(SMALL).stored == 4


def test_how_reports_are_read_matters_to_none_who_reads_none(tmp_path: Path) -> None:
    with Desk(tmp_path / "desk.db", RULES) as first:
        first.add(SMALL)
    with Desk(tmp_path / "desk.db") as second:  # the trained reader
        second.correct("same-story", "a", "e")


def test_where_no_report_is_held_any_settings_will_do(tmp_path: Path) -> None:
    with Desk(tmp_path / "desk.db", RULES) as first:
        first.add(SMALL[:1])
        first.remove(SMALL[0].report_id)
    with Desk(tmp_path / "desk.db", APART) as second:
        assert second.add(SMALL[:1]).stored == 1
    with Desk(tmp_path / "desk.db", RULES) as third, pytest.raises(SettingsError):
        third.add(SMALL)


def test_what_is_mixed_on_purpose_is_remembered(tmp_path: Path) -> None:
    with Desk(tmp_path / "desk.db", RULES) as first:
        first.add(SMALL[:2])
    with Desk(tmp_path / "desk.db", APART) as second:
        second.add(SMALL, mixed=True)
        with pytest.raises(SettingsError, match=r"quotes\.threshold was 0\.25 and 0\.9, is 0\.9"):
            second.add(SMALL)


def test_renewing_gives_what_adding_all_to_an_empty_desk_gives(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(desk, "LET_IN", 2)
    monkeypatch.setattr(desk, "PAUSE", 0)
    with Desk(tmp_path / "desk.db", RULES) as first:
        first.add(SMALL)
    with Desk(":memory:", APART) as other:
        other.add(SMALL)
        wanted = everything(other)
    with Desk(tmp_path / "desk.db", APART) as second:
        assert second.renew().read == len(SMALL)
        assert everything(second) == wanted
        assert second.add(SMALL).already_there == len(SMALL)


def test_renewing_goes_on_where_it_was_interrupted(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(desk, "BATCH", 2)
    with Desk(tmp_path / "desk.db", RULES) as first:
        first.add(SMALL)

    def stop(counts: object) -> None:
        raise KeyboardInterrupt

    with Desk(tmp_path / "desk.db", APART) as second:
        with pytest.raises(KeyboardInterrupt):
            second.renew(on_item=stop)
        with pytest.raises(SettingsError, match="4 reports are still as other settings read them"):
            second.add(SMALL)
    with Desk(tmp_path / "desk.db", APART) as third, Desk(":memory:", APART) as other:
        assert third.renew().read == 4
        other.add(SMALL)
        assert everything(third) == everything(other)
