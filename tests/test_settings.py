"""Settings come from a file, an option, or the defaults, and a wrong one says so."""

from pathlib import Path

import pytest
from typer.testing import CliRunner

from onrecord.cli import app
from onrecord.errors import SettingsError
from onrecord.settings import Settings, load_settings


def test_what_a_file_leaves_out_keeps_its_default(tmp_path: Path) -> None:
    file = tmp_path / "mine.toml"
    file.write_text('[stories]\nhorizon_days = 30\n[quotes]\nreader = "rules"\n', encoding="utf-8")
    held = load_settings(file)
    assert (held.stories.horizon_days, held.quotes.reader) == (30, "rules")
    assert held.ingest == Settings().ingest


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("[stories]\nhorizon = 30\n", "horizon"),
        ("[quotes]\nthreshold = 2.0\n", "threshold"),
        ('[quotes]\nreader = "oracle"\n', "oracle"),
        ("[nothing]\n", "nothing"),
        ("[stories\n", "TOML|expected|Expected"),
        ("#" * 300_000, "bytes"),
    ],
)
def test_a_setting_that_cannot_be_used_is_named(tmp_path: Path, text: str, named: str) -> None:
    file = tmp_path / "wrong.toml"
    file.write_text(text, encoding="utf-8")
    with pytest.raises(SettingsError, match=named):
        load_settings(file)


def test_a_file_that_is_not_there_is_an_error_and_none_in_the_folder_is_not(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert load_settings() == Settings()
    with pytest.raises(SettingsError, match=r"missing\.toml"):
        load_settings("missing.toml")


def test_the_command_line_reads_the_file_in_the_folder_and_the_one_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("report.txt").write_text("The bridge is closed, the mayor said.\n", encoding="utf-8")
    Path("onrecord.toml").write_text("[ingest]\nmax_report_characters = 5\n", encoding="utf-8")
    Path("wide.toml").write_text('[quotes]\nreader = "rules"\n', encoding="utf-8")
    runner = CliRunner()
    assert "rejected" in runner.invoke(app, ["annotate", "report.txt"]).output
    assert runner.invoke(app, ["--settings", "wide.toml", "annotate", "report.txt"]).exit_code == 0
