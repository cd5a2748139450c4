"""Wikidata ids in the list of speakers."""

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from onrecord.cli import app
from onrecord.errors import SettingsError

REPORT = "“The gate held,” said Norwegian Transport Minister Ada Hale.\n\n“It did not,” said Bo Lund, a goatherd.\n"


def run(*words: str | Path) -> Result:
    return CliRunner().invoke(app, [str(word) for word in words])


@pytest.fixture(scope="module")
def database(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wikidata")
    (folder / "a.txt").write_text(f"Date: 2026-03-04\n\n{REPORT}", encoding="utf-8")
    assert run("add", folder / "a.txt", "--db", folder / "desk.db", "--reader", "rules", "--processes", "1").exit_code == 0
    return folder / "desk.db"


def test_speakers_carry_the_ids_of_a_table_only_when_one_is_named(database: Path, tmp_path: Path) -> None:
    table = tmp_path / "people.csv"
    table.write_text("id,name,roles,to\nQ900001,Ada Hale,transport minister,2026-03\nQ900002,Bo Lund,senator,\n", encoding="utf-8-sig")

    def ids(*words: str | Path) -> dict[str, str | None]:
        result = run("speakers", "--db", database, "--format", "jsonl", *words)
        assert result.exit_code == 0, result.output
        return {row["name"]: row["wikidata"] for row in map(json.loads, result.stdout.splitlines())}

    assert ids("--wikidata", table) == {"Ada Hale": "Q900001", "Bo Lund": None}
    assert ids() == {"Ada Hale": None, "Bo Lund": None}
    table.write_text("id,name,roles,to\nQ900001,Ada Hale,transport minister,2026-02\n", encoding="utf-8")
    assert ids("--wikidata", table)["Ada Hale"] is None


def test_a_table_that_cannot_be_used_is_told_with_its_line(database: Path, tmp_path: Path) -> None:
    table = tmp_path / "people.csv"
    for content, words in [(None, "cannot be read"), (b"id,name\nQ900001,H\xe5le\n", "line 2: not UTF-8"), (b"id\n", "line 1: the header")]:
        if content is not None:
            table.write_bytes(content)
        error = run("speakers", "--db", database, "--wikidata", table).exception
        assert isinstance(error, SettingsError) and words in str(error)
