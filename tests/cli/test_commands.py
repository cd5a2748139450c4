import contextlib
import csv
import io
import json
import zipfile
from importlib.resources import files
from pathlib import Path

import apsw
import docx
import pyarrow.parquet as pq
import pytest
from typer.testing import CliRunner, Result

from onrecord import samples
from onrecord.cli import app
from onrecord.errors import OnRecordError, StoreError, UsageError
from onrecord.pipeline import Desk, plain_cell

SAMPLES = samples.folder()


def run(*words: str | Path, stdin: str | None = None) -> Result:
    return CliRunner().invoke(app, [str(word) for word in words], input=stdin, env={"COLUMNS": "120"})


def rows(result: Result) -> list[dict[str, object]]:
    assert result.exit_code == 0, result.output
    return [json.loads(line) for line in result.stdout.splitlines()]


@pytest.fixture(scope="module")
def database(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("desk") / "desk.db"
    result = run("add", SAMPLES / "reports", "--db", path, "--reader", "rules", "--processes", "1")
    assert result.exit_code == 0, result.output
    return path


def test_adding_shows_a_difference_in_its_sentence_before_any_count_of_files(tmp_path: Path) -> None:
    result = run("add", SAMPLES / "reports", "--db", tmp_path / "new.db", "--reader", "rules", "--processes", "1")
    first = result.stdout.splitlines()
    assert "need your eye" in first[0]
    assert "‹" in result.stdout and "differs" in result.stdout
    assert "onrecord show" in result.stdout
    assert "19 read, 19 stored, 0 already there, 0 rejected" in result.stderr


def test_annotate_prints_the_contract_and_keeps_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    file = tmp_path / "a.txt"
    file.write_text("Date: 2026-03-04\n\n“The gate held,” Ada Hale said on Tuesday.", encoding="utf-8")
    (row,) = rows(run("annotate", file, "--reader", "rules"))
    assert [row["published"], row["published_basis"], row["text_start"]] == ["2026-03-04", "header", 18]
    (quote,) = row["quotes"]  # type: ignore[misc]
    ((start, end),) = quote["content"]
    assert row["text"][start:end].rstrip(",") == "The gate held"  # type: ignore[index]
    assert quote["said"]["value"] == "2026-03-03"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a.txt"]


def test_reports_come_from_standard_input(tmp_path: Path) -> None:
    line = json.dumps({"id": "x", "text": "“No,” said Ada Hale."})
    (row,) = rows(run("annotate", "-", "--reader", "rules", stdin=line + "\n"))
    assert row["report_id"] == "x"


def test_exit_codes_are_the_contracts(tmp_path: Path) -> None:
    good, empty = tmp_path / "good.txt", tmp_path / "empty.txt"
    good.write_text("Nothing was said.")
    empty.write_text("")
    assert run("annotate", good, empty, "--reader", "rules").exit_code == 0
    assert run("annotate", good, empty, "--reader", "rules", "--strict").exit_code == 1
    assert run("annotate", empty, "--reader", "rules").exit_code == 1
    assert run("annotate").exit_code == 2
    assert isinstance(run("stories", "--db", tmp_path / "absent.db").exception, UsageError)
    assert isinstance(run("annotate", good, "--reader", "oracle").exception, UsageError)


def test_a_reject_is_told_counted_and_listed(tmp_path: Path) -> None:
    broken = tmp_path / "feed.jsonl"
    broken.write_text('{"text": "“No,” said Ada Hale."}\n{broken\n')
    result = run("add", broken, "--db", tmp_path / "desk.db", "--reader", "rules")
    assert "line 2" in result.stderr and "1 rejected" in result.stderr
    (row,) = rows(run("rejects", "--db", tmp_path / "desk.db"))
    assert row["line"] == 2 and row["reason"]


def test_what_is_left_alone_in_a_file_that_was_read_is_a_note_and_no_reject(tmp_path: Path) -> None:
    plain, macros, draft = io.BytesIO(), tmp_path / "2026-05-13 Ferry hearing.docm", tmp_path / "draft.txt"
    document = docx.Document()
    document.add_paragraph("ADA HALE: We will rebuild four walls before the winter.")
    document.save(plain)
    with zipfile.ZipFile(plain) as old, zipfile.ZipFile(macros, "w") as new:
        for name in old.namelist():
            of_documents = b"vnd.openxmlformats-officedocument.wordprocessingml.document.main"
            new.writestr(name, old.read(name).replace(of_documents, b"vnd.ms-word.document.macroEnabled.main"))
    draft.write_text("“We will rebuild four walls,” said Ada Hale.")
    checked = run("check", draft, "--record", macros, "--strict", "--no-index", "--reader", "rules")
    assert checked.exit_code == 0 and "note: " in checked.stderr and "none was run" in checked.stderr
    assert rows(checked)[0]["class"] == "same"
    added = run("add", "--as", "record", macros, "--db", tmp_path / "desk.db", "--strict")
    assert added.exit_code == 0 and "1 read, 1 stored, 0 already there, 0 rejected" in added.stderr


@pytest.mark.parametrize("command", ["stories", "statements", "speakers", "figures"])
def test_lists_come_as_json_lines_table_and_csv(database: Path, command: str) -> None:
    listed = rows(run(command, "--db", database))
    assert listed
    table = run(command, "--db", database, "--format", "table")
    assert table.exit_code == 0 and len(table.stdout.splitlines()) > 2
    cells = list(csv.DictReader(io.StringIO(run(command, "--db", database, "--format", "csv").stdout)))
    assert [list(cell) for cell in cells[:1]] == [list(listed[0])] and len(cells) == len(listed)


def test_show_prints_each_kind_of_thing(database: Path) -> None:
    (story, *_) = rows(run("stories", "--db", database))
    (statement, *_) = rows(run("statements", "--db", database, "--notable"))
    speaker = statement["speaker"]
    for wanted, seen in (
        (story["story_id"], "distinct text"), (statement["statement_id"], "fullest text held"),
        (str(statement["statement_id"])[:8], "fullest text held"), (statement["base"]["report_id"], "Quotations:"), (speaker, "on record"),  # type: ignore[index]
    ):  # fmt: skip
        result = run("show", str(wanted), "--db", database)
        assert result.exit_code == 0 and seen in result.stdout, wanted
    why = run("show", str(story["story_id"]), "--why", "--db", database)
    assert "belong together" in why.stdout
    assert isinstance(run("show", "nobody at all", "--db", database).exception, OnRecordError)


def test_search_finds_words_and_filters(database: Path) -> None:
    (statement, *_) = rows(run("statements", "--db", database, "--notable"))
    word = max(str(statement["text"]).replace(",", " ").split(), key=len).strip(".’'")
    found = rows(run("search", word, f"speaker:{str(statement['speaker']).split()[-1]}", "--db", database))
    assert statement["statement_id"] in {row["statement_id"] for row in found}
    assert run("search", "class:same", "--db", database).exit_code == 0
    assert isinstance(run("search", "after:yesterday", "--db", database).exception, UsageError)


def test_remove_takes_a_report_out(tmp_path: Path) -> None:
    database = tmp_path / "desk.db"
    line = json.dumps({"id": "x", "text": "“No,” said Ada Hale."})
    run("add", "-", "--db", database, "--reader", "rules", stdin=line)
    assert run("remove", "x", "--db", database, "--reason", "withdrawn").exit_code == 0
    assert rows(run("stories", "--db", database)) == []
    assert isinstance(run("remove", "x", "--db", database).exception, OnRecordError)


@pytest.mark.parametrize("form", ["jsonl", "csv", "parquet"])
def test_exports_hold_the_same_rows_in_every_form(database: Path, tmp_path: Path, form: str) -> None:
    result = run("export", "--to", form, "--out", tmp_path, "--db", database)
    assert result.exit_code == 0, result.output
    names = {path.stem for path in tmp_path.iterdir()}
    assert names == {"reports", "quotes", "witnesses", "regions", "figures", "speakers"}
    held = sum(len(row["witnesses"]) for row in rows(run("statements", "--db", database)))  # type: ignore[arg-type]
    file = tmp_path / f"witnesses.{form}"
    if form == "parquet":
        assert pq.read_table(file).num_rows == held
    elif form == "csv":
        with file.open(encoding="utf-8", newline="") as lines:
            read = list(csv.DictReader(lines))
        assert len(read) == held
        assert not any(cell.startswith(("=", "+", "-", "@")) for row in read for cell in row.values())
        with (tmp_path / "reports.csv").open(encoding="utf-8", newline="") as lines:
            texts = {row["report_id"]: plain_cell(row["text"]) for row in csv.DictReader(lines)}
        with Desk(database, read_only=True) as desk:
            assert texts == {report_id: desk.report(report_id).report.text for report_id in texts}
    else:
        assert len(file.read_text(encoding="utf-8").splitlines()) == held


def test_the_demo_needs_nothing_and_shows_a_difference() -> None:
    result = run("demo", "--reader", "rules")
    assert result.exit_code == 0, result.output
    assert "‹" in result.stdout


def test_corrections_are_listed_exported_imported_and_undone(tmp_path: Path) -> None:
    database, other = tmp_path / "desk.db", tmp_path / "other.db"
    line = json.dumps({"id": "x", "text": "“The gate held all night,” said Ada Hale."})
    for each in (database, other):
        run("add", "-", "--db", each, "--reader", "rules", stdin=line)
    ((statement),) = rows(run("statements", "--db", database))
    quote_id = statement["witnesses"][0]["quote_id"]  # type: ignore[index]
    result = run("correct", "quote", str(quote_id), "--speaker", "Tom Brandt", "--by", "mk", "--db", database)
    assert result.exit_code == 0, result.output
    assert rows(run("statements", "--db", database))[0]["speaker"] == "Tom Brandt"
    kept = tmp_path / "corrections.jsonl"
    kept.write_text(run("correct", "--export", "--db", database).stdout, encoding="utf-8")
    assert run("correct", "--import", kept, "--db", other).exit_code == 0
    assert rows(run("statements", "--db", other))[0]["speaker"] == "Tom Brandt"
    (correction,) = rows(run("correct", "--list", "--format", "jsonl", "--db", other))
    assert (correction["by"], correction["verb"]) == ("mk", "quote")
    run("correct", "--undo", str(correction["correction_id"]), "--db", other)
    assert rows(run("statements", "--db", other))[0]["speaker"] == "Ada Hale"


def test_a_database_of_an_earlier_shape_is_brought_up_to_date_by_the_command_that_its_error_names(tmp_path: Path) -> None:
    path = tmp_path / "old.db"
    first = next(iter(sorted((files("onrecord.store") / "migrations").iterdir(), key=lambda step: step.name)))
    with contextlib.closing(apsw.Connection(str(path))) as old:
        old.execute(first.read_text(encoding="utf-8") + "PRAGMA user_version = 1;")
    refused = run("stories", "--db", path)
    assert isinstance(refused.exception, StoreError) and f"onrecord renew --db {path}" in str(refused.exception)
    assert run("renew", "--db", path, "--reader", "rules", "--processes", "1").exit_code == 0
    assert run("stories", "--db", path).exit_code == 0
