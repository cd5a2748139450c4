"""The subcommands. Each calls one function of the desk and writes what comes back."""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Iterable, Mapping
from contextvars import ContextVar
from pathlib import Path
from typing import Annotated as Option
from typing import Any, cast, get_args

import msgspec
import typer
from rich.progress import Progress, SpinnerColumn, TextColumn

from onrecord import __version__, samples
from onrecord.cli import rendering
from onrecord.cli.output import Format, console, notes, write_line, write_rows
from onrecord.errors import UsageError
from onrecord.pipeline import Added, Checker, Desk, annotate, as_line, check_drafts, check_words, telling
from onrecord.pipeline.sheets import ENDINGS as SHEET_ENDINGS
from onrecord.pipeline.sheets import Sheet, make_sheet, read_sheet
from onrecord.records import Annotated, CheckedDraft, Correction, Fidelity, Reject, SpeakerRow, Statement, Story, as_data, from_data
from onrecord.settings import Settings, SpeakerSettings, load_settings

app = typer.Typer(
    name="onrecord",
    help="Who said what, when, as reported by whom, in which words.",
    no_args_is_help=True,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)

Database = Option[Path, typer.Option("--db", help="the database file")]
Form = Option[Format | None, typer.Option("--format", help="table (a terminal's default), jsonl (a pipe's default) or csv")]
Inputs = Option[list[str], typer.Argument(help="files, folders, globs, or - for JSON lines on standard input")]
Reader = Option[str | None, typer.Option("--reader", help="what finds quotations: model or rules")]
Strict = Option[bool, typer.Option("--strict", help="exit 1 when there was a reject")]
Processes = Option[int | None, typer.Option("--processes", min=1, help="how many processes read; all cores unless given")]
DEFAULT_DB = Path("onrecord.db")
PROGRESS = (SpinnerColumn(), TextColumn("{task.description}"))
_settings_file: ContextVar[Path | None] = ContextVar("settings file", default=None)  # the one named before the command


def settings_for(reader: str | None) -> Settings:
    """The settings of the file named, or of the one in the working folder, with the reader asked for."""
    held = load_settings(_settings_file.get())
    if reader is None:
        return held
    if reader not in ("model", "rules"):
        raise UsageError(f"--reader {reader}: choose model or rules")
    return msgspec.structs.replace(held, quotes=msgspec.structs.replace(held.quotes, reader=cast(Any, reader)))


def held(db: Path, writing: bool = False, settings: Settings | None = None) -> Desk:
    """The desk over a database; reading one that is not there is a mistake worth a sentence."""
    if not writing:
        must_be_there(db)
    return Desk(db, settings or settings_for(None), read_only=not writing)


def must_be_there(db: Path) -> None:
    """Raise a `UsageError` that says how a database comes about, where there is none."""
    if not db.exists():
        raise UsageError(f"{db} is not there; add reports first (onrecord add FILES --db {db}) or name another database with --db")


def finish(usable: int, rejected: int, strict: bool) -> None:
    """Leave with the exit code that the contract gives: 1 when nothing could be used, or with --strict when there was a reject."""
    if not usable or (strict and rejected):
        raise typer.Exit(1)


@app.callback(invoke_without_command=True)
def version(
    show: Option[bool, typer.Option("--version", help="print the version and stop")] = False,
    settings: Option[Path | None, typer.Option(help="a TOML file of settings; onrecord.toml in the working folder unless given")] = None,
) -> None:
    """Who said what, when, as reported by whom, in which words."""
    _settings_file.set(settings)
    if show:
        typer.echo(f"onrecord {__version__}")
        raise typer.Exit


@app.command(
    "annotate",
    epilog="Example: onrecord annotate report.txt | jq .quotes",
    short_help="Print reports with all that is read in them; keep nothing.",
)
def annotate_command(inputs: Inputs, reader: Reader = None, strict: Strict = False, processes: Processes = None) -> None:
    """Print each report with the quotations, speakers, dates and figures read in it; keeps nothing."""
    read = rejected = 0
    for item in annotate(inputs, settings_for(reader), processes, sys.stdin.buffer):
        if isinstance(item, Reject):
            rejected += not item.is_note
            _print_reject(item)
        else:
            read += 1
            write_line(as_line(item))
    if rejected:
        notes.print(f"{read} reports read, {rejected} rejected")
    finish(read, rejected, strict)


def _progress_words(now: Added) -> str:
    return f"{now.read} read" + (f", {now.let_in} put together" if now.let_in else "")


@app.command(
    epilog="Example: onrecord add reports/ feed.jsonl --db desk.db", short_help="Read reports, or records, and show where they differ."
)
def add(
    inputs: Inputs,
    db: Database = DEFAULT_DB,
    as_: Option[str, typer.Option("--as", help="report, or record for transcripts and the like")] = "report",
    fidelity: Option[str | None, typer.Option(help="of a record: recording, as-spoken, prepared, edited or summary")] = None,
    reader: Reader = None,
    strict: Strict = False,
    processes: Processes = None,
    mix: Option[bool, typer.Option("--mix", help="add even where other settings or weights made what is held")] = False,
) -> None:
    """Read reports (or records), link them with those held, and show where they differ. May be repeated and interrupted."""
    if as_ not in ("report", "record"):
        raise UsageError(f"--as {as_}: choose report or record")
    checked = _fidelity(fidelity)
    with held(db, writing=True, settings=settings_for(reader)) as desk:
        before = {(r.path, r.line, r.reason) for r in desk.rejects()}
        with Progress(*PROGRESS, console=notes, transient=True, disable=not sys.stderr.isatty()) as progress:
            task = progress.add_task("reading")

            def tell(now: Added) -> None:
                progress.update(task, description=_progress_words(now))

            counts = desk.add(
                inputs, as_record=as_ == "record", fidelity=checked, processes=processes, stdin=sys.stdin.buffer, on_item=tell, mixed=mix
            )
        for reject in desk.rejects():
            if (reject.path, reject.line, reject.reason) not in before:
                _print_reject(reject)
        _print_front(desk, db)
        notes.print(
            f"{counts.read} read, {counts.stored} stored, {counts.already_there} already there, {counts.rejected} rejected"
            + (f" (onrecord rejects{_db_flag(db)})" if counts.rejected else "")
        )
        if waiting := desk.waiting():
            notes.print(
                f"{waiting} reports are stored and not yet in a story: another onrecord is adding them now, or was interrupted;"
                " in that case add the same inputs again"
            )
    finish(counts.stored + counts.already_there, counts.rejected, strict)


@app.command(
    epilog="Example: onrecord renew --db desk.db --reader model", short_help="Read all reports held again, by the settings as they are now."
)
def renew(db: Database = DEFAULT_DB, reader: Reader = None, processes: Processes = None) -> None:
    """Read all reports held again, by the settings and weights of now, and put them together anew. Corrections stay. May be interrupted."""
    must_be_there(db)
    with held(db, writing=True, settings=settings_for(reader)) as desk:
        with Progress(*PROGRESS, console=notes, transient=True, disable=not sys.stderr.isatty()) as progress:
            task = progress.add_task("reading again")

            def tell(now: Added) -> None:
                progress.update(task, description=_progress_words(now))

            counts = desk.renew(processes=processes, on_item=tell)
        notes.print(f"{counts.read} read again, {counts.let_in} put together anew, {counts.rejected} could not be read")


@app.command(
    epilog="Example: onrecord remove 4f2a09c1b3d7e865 --reason 'withdrawn by the outlet'", short_help="Take reports, or records, out again."
)
def remove(
    reports: Option[list[str], typer.Argument(help="ids of reports or records")],
    db: Database = DEFAULT_DB,
    reason: Option[str | None, typer.Option(help="why, kept with the removal")] = None,
) -> None:
    """Take reports, or records, and all that came from them out again."""
    must_be_there(db)
    with held(db, writing=True) as desk:
        removed = desk.remove(reports, reason)
    notes.print(f"{len(removed)} removed")


@app.command(epilog="Example: onrecord correct quote 5e632bcd38fa6a60 --speaker 'Ada Hale' --by mk --reason 'named in the caption'")
def correct(
    what: Option[
        list[str] | None,
        typer.Argument(
            help="speaker OLD NEW, same-person A B, not-same-person A B, quote ID (with --speaker), reject QUOTE, same-story A B, "
            "not-same-story A B; people by name or id, reports by id"
        ),
    ] = None,
    speaker: Option[str | None, typer.Option(help="for quote: who said it, a name or an id")] = None,
    db: Database = DEFAULT_DB,
    by: Option[str | None, typer.Option(help="who corrects, kept with the correction")] = None,
    reason: Option[str | None, typer.Option(help="why, kept with the correction")] = None,
    listed: Option[bool, typer.Option("--list", help="list the corrections, undone ones too")] = False,
    undo: Option[str | None, typer.Option(help="the id of a correction to undo")] = None,
    export_: Option[bool, typer.Option("--export", help="print the corrections as JSON lines")] = False,
    import_: Option[Path | None, typer.Option("--import", help="read corrections from a file of JSON lines")] = None,
    form: Form = None,
) -> None:
    """Correct who said it, who is who, and what is one story. A correction is an input: applied on every later run, undone at will."""
    with held(db):
        pass
    with held(db, writing=True) as desk:
        if import_ is not None:
            notes.print(f"{desk.import_corrections(read_corrections(import_))} corrections read")
        elif undo is not None:
            desk.undo(undo)
            notes.print(f"{undo} undone")
        elif listed or export_:
            write_rows(
                (as_data(each) for each in desk.corrections()), Format.jsonl if export_ else form,
                {
                    "id": lambda row: row["correction_id"],
                    "correction": lambda row: " ".join(part for part in (row["verb"], row["subject"], row["object"]) if part),
                    "by": lambda row: row["by"] or "", "when": lambda row: row["at"], "reason": lambda row: row["reason"] or "",
                    "undone": lambda row: row["undone_at"] or "",
                },
                "No correction is held.",
            )  # fmt: skip
        else:
            words = [*(what or []), *([speaker] if speaker is not None else [])]
            if not 2 <= len(words) <= 3:
                raise UsageError("say what to correct, as in: onrecord correct speaker OLD NEW; see onrecord correct --help")
            made = desk.correct(words[0], words[1], words[2] if len(words) > 2 else None, by=by, reason=reason)
            notes.print(f"corrected; undo it with: onrecord correct --undo {made.correction_id}{_db_flag(db)}")


@app.command(epilog="Example: onrecord stories --format csv > stories.csv")
def stories(db: Database = DEFAULT_DB, form: Form = None) -> None:
    """List the stories, the latest first."""
    with held(db) as desk:
        write_rows(
            (as_data(story) for story in desk.stories()), form,
            {
                "id": lambda row: row["story_id"], "first": lambda row: row["first"] or "",
                "reports": lambda row: str(len(row["report_ids"])),
                "texts": lambda row: str(row["distinct_texts"]), "eye": lambda row: str(row["notable"] or ""),
                "title": lambda row: row["title"] or "",
            },
            "No story is held; onrecord add FILES adds reports.",
        )  # fmt: skip


@app.command(
    epilog="Example: onrecord statements --speaker 'Ada Hale' --notable",
    short_help="List the statements, those that most need an eye first.",
)
def statements(
    db: Database = DEFAULT_DB,
    story: Option[str | None, typer.Option(help="only those of this story (its id)")] = None,
    speaker: Option[str | None, typer.Option(help="only those of this speaker: a name, part of one, or an id")] = None,
    notable: Option[bool, typer.Option("--notable", help="only those that need an eye")] = False,
    profile: Option[str | None, typer.Option(help="judge differences by these house rules: a name, or a TOML file")] = None,
    form: Form = None,
) -> None:
    """List the statements with all their printed versions, those that most need an eye first."""
    with held(db) as desk:
        write_rows(
            (as_data(each) for each in desk.statements(story, speaker, notable, profile=profile)), form,
            {
                "id": lambda row: row["statement_id"], "speaker": lambda row: row["speaker"] or "", "said": lambda row: row["said"] or "",
                "reports": lambda row: str(len({w["report_id"] for w in row["witnesses"]})), "versions": lambda row: _versions(row),
                "text": lambda row: row["text"][:160],
            },
            "No statement fits.",
        )  # fmt: skip


@app.command(epilog="Example: onrecord speakers --all", short_help="List who is quoted or has a public role.")
def speakers(
    db: Database = DEFAULT_DB,
    everyone: Option[bool, typer.Option("--all", help="everyone who is named, quoted or not")] = False,
    wikidata: Option[Path | None, typer.Option(help="a CSV file of people with their Wikidata ids (docs/wikidata.md)")] = None,
    form: Form = None,
) -> None:
    """List who is quoted, has a role or appears in more than one story."""
    chosen = settings_for(None)
    if wikidata is not None:
        chosen = msgspec.structs.replace(chosen, speakers=SpeakerSettings(wikidata_table=str(wikidata)))
    with held(db, settings=chosen) as desk:
        write_rows(
            (as_data(row) for row in desk.speakers(everyone)), form,
            {
                "id": lambda row: row["speaker_id"], "name": lambda row: row["name"], "kind": lambda row: row["kind"],
                "statements": lambda row: str(row["statements"] or ""), "mentions": lambda row: str(len(row["mentions"])),
                "roles": lambda row: "; ".join(row["roles"]), "also": lambda row: "; ".join(a for a in row["aliases"] if a != row["name"]),
                **({} if wikidata is None else {"wikidata": lambda row: row["wikidata"] or ""}),
            },
            "No speaker is held.",
        )  # fmt: skip


@app.command(
    epilog="Example: onrecord figures --format jsonl | jq 'select(.conflict)'", short_help="List the figures, lined up by what they count."
)
def figures(
    db: Database = DEFAULT_DB,
    story: Option[str | None, typer.Option(help="only those of this story (its id)")] = None,
    form: Form = None,
) -> None:
    """List the figures that reports give, lined up by what they count."""
    with held(db) as desk:
        labels = desk.labels()
        write_rows(
            (as_data(row) for row in desk.figures(story)), form,
            {
                "of": lambda row: row["of"] or "", "unit": lambda row: row["unit"] or "",
                "values": lambda row: "; ".join(_value(value, labels) for value in row["values"]),
                "": lambda row: "values do not meet" if row["conflict"] else "",
            },
            "No figure is held.",
        )  # fmt: skip


@app.command(epilog="""Example: onrecord search '"no risk" speaker:hale after:2026-03-01'""")
def search(
    query: Option[list[str], typer.Argument(help='words, "a phrase", speaker:, outlet:, after:, before:, class:')],
    db: Database = DEFAULT_DB,
    limit: Option[int, typer.Option(min=1, max=1000, help="how many answers at most")] = 50,
    form: Form = None,
) -> None:
    """Search the printed versions, and the text of the reports."""
    with held(db) as desk:
        write_rows(
            (hit.as_data() for hit in desk.search(" ".join(query), limit)), form,
            {
                "outlet": lambda row: row["outlet"] or "", "published": lambda row: row["published"] or "",
                "speaker": lambda row: row["speaker"] or "", "words": lambda row: row["snippet"],
                "id": lambda row: row["statement_id"] or row["report_id"],
            },
            "Nothing held fits these words.",
        )  # fmt: skip


@app.command(epilog="Example: onrecord show 4f2a09c1b3d7e865 --why", short_help="Show a story, statement, report, speaker or record.")
def show(
    wanted: Option[str, typer.Argument(help="a name, or the id (its first 6 characters do) of a story, statement, report or record")],
    db: Database = DEFAULT_DB,
    why: Option[bool, typer.Option("--why", help="of a story: what ties its reports")] = False,
) -> None:
    """Show a story, statement, report, speaker or record for reading."""
    with held(db) as desk:
        found = desk.show(wanted)
        if isinstance(found, Story):
            console.print(rendering.story(desk, found, why))
        elif isinstance(found, Statement):
            console.print(rendering.statement(desk, found))
        elif isinstance(found, Annotated):
            console.print(rendering.report(desk, found))
        elif isinstance(found, SpeakerRow):
            console.print(rendering.speaker(desk, found))
        else:
            console.print(rendering.transcript(found))


@app.command(epilog="Example: onrecord rejects --format csv", short_help="List what could not be used, and why.")
def rejects(db: Database = DEFAULT_DB, form: Form = None) -> None:
    """List the inputs, or parts of them, that could not be used, and why."""
    with held(db) as desk:
        write_rows(
            (as_data(reject) for reject in desk.rejects()), form,
            {
                "file": lambda row: row["path"], "line": lambda row: str(row["line"] or ""), "report": lambda row: row["report_id"] or "",
                "reason": lambda row: row["reason"], "what to try": lambda row: row["advice"] or "",
            },
            "Nothing was rejected.",
        )  # fmt: skip


@app.command(
    "check",
    epilog="Example: onrecord check draft.txt --record transcripts/ --profile guardian",
    short_help="Check the quotations of drafts against transcripts.",
)
def check_command(
    drafts: Option[list[str], typer.Argument(help="drafts: text, Markdown, HTML or Word files")],
    record: Option[list[str] | None, typer.Option("--record", help="a transcript, or a folder of them; may be repeated")] = None,
    fidelity: Option[str | None, typer.Option(help="of the records: recording, as-spoken, prepared, edited or summary")] = None,
    db: Option[Path | None, typer.Option("--db", help="a database whose records count, too; where there is no record, its reports")] = None,
    profile: Option[str | None, typer.Option(help="judge differences by these house rules: a name, or a TOML file")] = None,
    indirect: Option[bool, typer.Option("--indirect", help="list attributions and figures without marks, too")] = False,
    no_index: Option[bool, typer.Option("--no-index", help="read all records anew, keep nothing of them")] = False,
    report: Option[list[Path] | None, typer.Option(help="write a check sheet: .html (prints), .docx (comments), .json or .csv")] = None,
    previous: Option[Path | None, typer.Option(help="the .json sheet of the last draft: its notes are carried on")] = None,
    reader: Reader = None,
    form: Form = None,
    strict: Strict = False,
) -> None:
    """Check the quotations of drafts against transcripts; the drafts are not kept."""
    for path in report or []:
        if path.suffix.lower() not in SHEET_ENDINGS or not path.absolute().parent.is_dir():
            raise UsageError(f"--report {path}: name a file that ends in {', '.join(SHEET_ENDINGS)}, in a folder that is there")
    before = None if previous is None else load_sheet(previous)
    checker = _open_checker(record or [], reader, fidelity, db, profile, indirect, no_index)
    for reject in checker.rejects:
        _print_reject(reject)
    if (record or db) and not len(checker.index):
        notes.print("None of the records can be used: drafts are compared with themselves only.")
    checked: list[CheckedDraft] = []
    rejects = [*checker.rejects]
    for item in check_drafts(drafts, checker):
        if isinstance(item, Reject):
            rejects.append(item)
            _print_reject(item)
            continue
        checked.append(item)
        if not item.findings:
            notes.print(f"{item.draft.path}: no quotation found (nothing stands in quotation marks)")
        if told := check_words.set_aside_words(item):
            notes.print(told)
    # before anything is printed: whoever reads our output may close it early
    sheet = _write_sheets(checked, profile, rejects, before, report or []) if checked and (report or before is not None) else None
    if form is Format.table or (form is None and sys.stdout.isatty()):
        for line in rendering.checked(checked):
            console.print(line)
    elif any(each.findings or each.unmarked for each in checked):
        write_rows((as_data(row) for each in checked for row in (*each.findings, *each.unmarked)), form, {}, "")
    if sheet is not None:
        for path in report or []:
            notes.print(f"wrote {path}", markup=False)
        if before is not None:
            notes.print(f"{len(sheet.open)} of {_count(len(sheet.items), 'quotation')} open")
    is_unusable = bool(record) and not len(checker.index)
    finish(bool(checked) and not is_unusable, sum(not each.is_note for each in rejects), strict)


def load_sheet(path: Path) -> Sheet:
    """The check sheet in a file; raises `UsageError` where there is none."""
    try:
        return read_sheet(path.read_bytes(), str(path))
    except OSError as error:
        raise UsageError(f"--previous {path}: {error.strerror}; give the JSON that --report FILE.json wrote") from error


def _write_sheets(
    checked: list[CheckedDraft], profile: str | None, rejects: list[Reject], previous: Sheet | None, paths: list[Path]
) -> Sheet:
    """The sheet of what was checked, written into files."""
    from onrecord.pipeline.sheet_files import write_sheets  # what writes pages and Word is loaded where it is needed

    sheet = make_sheet(checked, profile, rejects, previous)
    write_sheets(sheet, paths)
    return sheet


def _open_checker(
    records: list[str], reader: str | None, fidelity: str | None, db: Path | None, profile: str | None, indirect: bool, no_index: bool
) -> Checker:
    """What drafts are checked against; a person at a terminal sees that records are being read."""
    is_quiet = not sys.stderr.isatty() or not (records or db)
    with Progress(SpinnerColumn(), TextColumn("reading records"), console=notes, transient=True, disable=is_quiet) as progress:
        progress.add_task("")
        return Checker.open(
            records, settings_for(reader), fidelity=_fidelity(fidelity), db=db, profile=profile, indirect=indirect, use_index=not no_index
        )


@app.command(
    epilog="Example: onrecord export --to parquet --out tables/", short_help="Write the record as tables, TEI editions or linked data."
)
def export(
    to: Option[str, typer.Option("--to", help="jsonl, csv, parquet, tei or jsonld")],
    out: Option[Path, typer.Option("--out", help="the folder for what is written")] = Path("onrecord-export"),
    db: Database = DEFAULT_DB,
) -> None:
    """Write the record for other programs: tables, statements as TEI editions (a folder a story), or linked data."""
    with held(db) as desk:
        for path in desk.export(to, out):
            typer.echo(str(path))


@app.command(epilog="Example: onrecord demo", short_help="Read the sample reports and show where they differ.")
def demo(reader: Reader = None) -> None:
    """Read the sample reports, fictional all of them, and show where they differ; the database stays in the folder for temporary files."""
    folder = samples.folder()
    db = Path(tempfile.gettempdir()) / "onrecord-demo.db"
    for leftover in (db, db.with_name(db.name + "-wal"), db.with_name(db.name + "-shm")):
        leftover.unlink(missing_ok=True)
    with Desk(db, settings_for(reader)) as desk:
        desk.add([folder / "records"], as_record=True)
        desk.add([folder / "reports"])
        _print_front(desk, db)


def read_corrections(path: Path) -> list[Correction]:
    """The corrections in a file of JSON lines, as --export prints them; raises `UsageError` with the line that does not fit."""
    found = []
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        if line.strip():
            try:
                found.append(from_data(msgspec.json.decode(line), Correction))
            except msgspec.MsgspecError as error:
                raise UsageError(f"{path}, line {number}: {error}") from error
    return found


def _print_front(desk: Desk, db: Path) -> None:
    """Differences in their sentences first, then what to type next."""
    counts = desk.counts()
    if not counts["reports"]:
        return
    printed = f"{_count(counts['printed'], 'printed version')} of {_count(counts['statements'], 'statement')}"
    console.print(
        f"{_count(counts['reports'], 'report')}, {_count(counts['stories'], 'story', 'stories')}, {printed},"
        f" {counts['notable']} need{'s' if counts['notable'] == 1 else ''} your eye."
    )
    told = 0
    for each in desk.statements(notable=True, limit=5):
        difference = telling.tell(each, {w.report_id: desk.report(w.report_id) for w in each.witnesses})
        if difference is None:
            continue
        console.print()
        console.print(rendering.difference(difference))
        console.print(f"  onrecord show {each.statement_id}{_db_flag(db)}", style="dim")
        told += 1
        if told == 3:
            break
    console.print()
    if not told:
        console.print("No printed version differs in a way that may change the meaning.")
    flag = _db_flag(db)
    console.print(f"Next: onrecord statements --notable{flag} · onrecord stories{flag} · onrecord search WORDS{flag}")


def _count(number: int, one: str, many: str | None = None) -> str:
    return f"{number:,} {one if number == 1 else many or one + 's'}"


def _db_flag(db: Path) -> str:
    return "" if db == DEFAULT_DB else f" --db {db}"


def _print_reject(reject: Reject) -> None:
    place = reject.path + (f", line {reject.line}" if reject.line else "") + (f", report {reject.report_id}" if reject.report_id else "")
    kind = "note" if reject.is_note else "rejected"
    notes.print(f"{kind}: {place}: {reject.reason}" + (f" ({reject.advice})" if reject.advice else ""), markup=False)


def _fidelity(given: str | None) -> Fidelity | None:
    if given is not None and given not in get_args(Fidelity):
        raise UsageError(f"--fidelity {given}: choose one of {', '.join(get_args(Fidelity))}")
    return cast(Fidelity | None, given)


def _versions(row: dict[str, Any]) -> str:
    classes: Iterable[str] = dict.fromkeys(witness["class"] for witness in row["witnesses"])
    return ", ".join(classes)


def _value(value: dict[str, Any], labels: Mapping[str, str]) -> str:
    low, high = value["low"], value["high"]
    amount = f"{low:,}" if low == high and low is not None else f"{'' if low is None else f'{low:,}'}–{'' if high is None else f'{high:,}'}"
    who = f" ({value['according_to']})" if value["according_to"] else ""
    return f"{amount} {labels[value['report_id']]}{who}"
