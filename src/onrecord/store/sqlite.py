"""The SQLite store: one file, through apsw (which carries a current SQLite), in write-ahead mode so that readers never wait.

What people put in (reports, transcripts, rejects, corrections, removals) is kept for good. What is derived from it (links, stories,
speakers, statements, figures, the search index) is dropped and written again story by story.
"""

from __future__ import annotations

import importlib.resources
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any, NamedTuple

import apsw
import msgspec

from onrecord.errors import StoreError
from onrecord.records import Annotated, Correction, FigureRow, Record, Reject, Report, Speaker, Statement, Story, Transcript, from_data
from onrecord.store.filters import Filters
from onrecord.store.listing import Listing
from onrecord.store.parts import Parts
from onrecord.store.places import Places
from onrecord.store.reading import Reader
from onrecord.text import digest, fold, number_of

BUSY_MILLISECONDS = 30_000
_encode = msgspec.msgpack.encode


class Found(NamedTuple):
    """A printed version whose words fit a search; ``snippet`` has the fitting words between ``[`` and ``]``."""

    story_id: str | None
    statement_id: str
    witness_id: str
    quote_id: str
    report_id: str
    outlet: str | None
    published: str | None
    speaker: str | None
    witness_class: str
    snippet: str


class _Text(Record, frozen=True, kw_only=True):
    text: str


class _Printed(Record, frozen=True, kw_only=True):
    """The part of a stored report that holds its words."""

    report: _Text


class Store:
    """An open database.

    >>> with Store(":memory:") as store:
    ...     store.counts()["reports"]
    0
    """

    def __init__(self, path: str | Path, read_only: bool = False) -> None:
        """Open (and unless ``read_only`` create or bring up to date) the database at ``path``; raises `StoreError`."""
        self.path = str(path)
        flags = apsw.SQLITE_OPEN_READONLY if read_only else apsw.SQLITE_OPEN_READWRITE | apsw.SQLITE_OPEN_CREATE
        try:
            self._db = apsw.Connection(self.path, flags=flags)
            self._db.set_busy_timeout(BUSY_MILLISECONDS)
            self._db.execute("PRAGMA foreign_keys = ON; PRAGMA trusted_schema = OFF; PRAGMA cell_size_check = ON")
            self._db.create_scalar_function("number_of", number_of, 1, deterministic=True)
            self.places = Places(self._db)
            self.parts = Parts(self._db)
            if not read_only:
                self._db.execute("PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL")
            self._migrate(read_only)
        except apsw.CantOpenError as error:
            raise StoreError(f"{self.path} cannot be opened ({error}); does its folder exist, and may it be written to?") from error
        except apsw.NotADBError as error:
            raise StoreError(f"{self.path} is not an onrecord database; choose another file with --db") from error
        except (apsw.CorruptError, apsw.IOError, apsw.ReadOnlyError, apsw.BusyError) as error:
            raise StoreError(f"{self.path} cannot be read: {error}; restore it from a copy, or choose another file with --db") from error

    def __enter__(self) -> Store:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Close the database; what was committed stays."""
        self._db.close()

    def reader(self) -> Reader:
        """The questions that pages ask."""
        return Reader(self._db)

    def listing(self) -> Listing:
        """The rows that pages read, for whoever writes."""
        return Listing(self._db)

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """A block that is kept whole or not at all; blocks may be nested. Raises `StoreError` where another writes for too long."""
        if self._db.in_transaction:
            with self._db:
                yield
            return
        try:
            # The lock is taken when the block begins: taken in its midst it fails at once where another wrote since. By a statement of
            # our own: apsw's way of beginning would hold up all threads of this program for as long as it waits.
            self._db.execute("BEGIN IMMEDIATE")
        except apsw.BusyError as error:
            raise StoreError(f"{self.path} is being written to by another program, and was not free for 30 seconds; try again") from error
        try:
            yield
            self._db.execute("COMMIT")
        except BaseException:
            if self._db.in_transaction:
                self._db.execute("ROLLBACK")
            raise

    def _migrate(self, read_only: bool) -> None:
        folder = importlib.resources.files("onrecord.store") / "migrations"
        steps = sorted((item.name, item) for item in folder.iterdir() if item.name.endswith(".sql"))
        version = self._value("PRAGMA user_version")
        if version > len(steps):
            raise StoreError(f"{self.path} was written by a newer onrecord (shape {version}; this one knows {len(steps)}): update onrecord")
        if read_only and version < len(steps):
            advice = f"onrecord renew --db {self.path} brings it up to date"
            raise StoreError(f"{self.path} has shape {version}, this onrecord wants {len(steps)}: {advice}")
        for number, (_, step) in enumerate(steps[version:], version + 1):
            # IMMEDIATE: of two programs that open an old file at once, the second waits and finds the work done.
            self._db.execute("BEGIN IMMEDIATE")
            try:
                if self._value("PRAGMA user_version") < number:
                    self._db.execute(step.read_text(encoding="utf-8"))
                    self._db.execute(f"PRAGMA user_version = {number}")
                self._db.execute("COMMIT")
            except BaseException:
                self._db.execute("ROLLBACK")
                raise

    def _value(self, sql: str, *bindings: Any) -> Any:
        return self._db.execute(sql, bindings).get

    def _column(self, sql: str, *bindings: Any) -> list[Any]:
        return [row[0] for row in self._db.execute(sql, bindings)]

    # ------------------------------------------------------------ reports

    def put_report(self, annotated: Annotated, features: bytes, run: int | None = None) -> bool:
        """True when this version of the report is new; it then waits to be linked. The same version twice is kept once.

        With ``run`` a new one waits until that run lets it in (`let_in`).
        """
        report = annotated.report
        version_id = digest(report.report_id, report.outlet, report.url, report.published, report.title, report.text)
        with self.transaction():
            held = self._db.execute("SELECT path FROM reports WHERE version_id = ?", (version_id,)).fetchone()
            if held is not None:
                if report.path is not None and (held[0] is None or report.path < held[0]):  # the same file name whatever the order
                    self._db.execute(
                        "UPDATE reports SET path = ?, annotated = ?, is_linked = 0 WHERE version_id = ?",
                        (report.path, _encode(annotated), version_id),
                    )
                if run is not None:
                    self.places.take_over(report.report_id, run)
                return False
            self._db.execute(
                "INSERT INTO reports (version_id, report_id, path, outlet, published, annotated) VALUES (?,?,?,?,?,?)",
                (version_id, report.report_id, report.path, report.outlet, report.published, _encode(annotated)),
            )
            if self._choose_current(report, version_id) == version_id:
                if run is None:
                    self.places.put_features(report.report_id, features)
                else:
                    self.places.put_waiting(report.report_id, run, report.published, features)
                    self.mark_linked([report.report_id])
        return True

    def let_in(self, run: int | None, most: int | None = None) -> int:
        """How many reports that waited for this run (for any, if None), at ``most``, now wait to be linked: the first by date."""
        come = self.places.let_in(run, most)
        self.unlink(come)
        return len(come)

    def _choose_current(self, new: Report, new_version: str) -> str:
        """The current version of the report of which a new one came; what is searched is that."""
        report_id = new.report_id
        rows = list(self._db.execute("SELECT published, version_id, is_current FROM reports WHERE report_id = ?", (report_id,)))
        last = max(rows, key=lambda row: (row[0] or "", row[1]))[1]
        for _, version_id, was_current in rows:
            if bool(was_current) != (version_id == last):
                self._db.execute(
                    "UPDATE reports SET is_current = ?, is_linked = 0 WHERE version_id = ?", (version_id == last, version_id)
                )
        self._db.execute("DELETE FROM report_search WHERE report_id = ?", (report_id,))
        report = new
        if last != new_version:
            blob = self._value("SELECT annotated FROM reports WHERE version_id = ?", last)
            report = msgspec.msgpack.decode(blob, type=Annotated).report
        self._db.execute("INSERT INTO report_search (report_id, title, body) VALUES (?,?,?)", (report_id, report.title, report.text))
        return str(last)

    def unlinked(self, most: int | None = None) -> list[str]:
        """Ids of the reports (at ``most`` so many) whose stories and statements are still to be made, in order."""
        sql = "SELECT report_id FROM reports WHERE is_current AND NOT is_linked ORDER BY report_id LIMIT ?"
        return self._column(sql, -1 if most is None else most)

    def mark_linked(self, report_ids: Iterable[str]) -> None:
        """Note that the groups of these reports are made."""
        sql = "UPDATE reports SET is_linked = 1 WHERE report_id = ? AND is_current AND NOT is_linked"
        self._db.executemany(sql, ((i,) for i in report_ids))

    def holds_report(self, report_id: str) -> bool:
        """True when a report with this id is held."""
        return bool(self._value("SELECT 1 FROM reports WHERE report_id = ? AND is_current", report_id))

    def report_ids(self) -> list[str]:
        """Ids of all reports, in order."""
        return self._column("SELECT report_id FROM reports WHERE is_current ORDER BY report_id")

    def report(self, report_id: str) -> Annotated | None:
        """The last version of a report with what was read in it."""
        blob = self._value("SELECT annotated FROM reports WHERE report_id = ? AND is_current", report_id)
        return None if blob is None else msgspec.msgpack.decode(blob, type=Annotated)

    def marks(self) -> dict[str, str]:
        """For each report a mark that is another when its text, or what was read in it, is another."""
        made = digest(*(part for row in self.made_with().items() for part in row))
        sql = "SELECT report_id, version_id, length(annotated), path FROM reports WHERE is_current ORDER BY report_id"
        return {report_id: digest(made, version, str(size), path) for report_id, version, size, path in self._db.execute(sql)}

    def latest(self, most_bytes: int) -> list[str]:
        """Ids of the latest reports by date, so many as are stored in that many bytes; of equal dates the first by id."""
        sql = (
            "SELECT report_id FROM (SELECT report_id, sum(length(annotated)) OVER"
            " (ORDER BY coalesce(published, '') DESC, report_id ROWS UNBOUNDED PRECEDING) AS bytes FROM reports WHERE is_current)"
            " WHERE bytes <= ?"
        )
        return self._column(sql, most_bytes)

    def sources(self) -> Iterator[tuple[str, str | None, str | None]]:
        """(report id, outlet, path) of all reports, in order of id."""
        rows = self._db.execute("SELECT report_id, outlet, path FROM reports WHERE is_current ORDER BY report_id")
        yield from ((report_id, outlet, path) for report_id, outlet, path in rows)

    def reports(self, report_ids: Iterable[str] | None = None) -> Iterator[Annotated]:
        """The last versions of the reports with these ids (all when None), in the order of the ids."""
        for report_id in self.report_ids() if report_ids is None else sorted(report_ids):
            held = self.report(report_id)
            if held is not None:
                yield held

    def published(self) -> dict[str, str]:
        """The date of each report that has one."""
        return dict(self._db.execute("SELECT report_id, published FROM reports WHERE is_current AND published IS NOT NULL"))

    def versions(self, report_id: str) -> list[Annotated]:
        """All versions of a report, the current one last."""
        rows = self._db.execute(
            "SELECT annotated FROM reports WHERE report_id = ? ORDER BY is_current, coalesce(published, ''), version_id", (report_id,)
        )
        return [msgspec.msgpack.decode(row[0], type=Annotated) for row in rows]

    # ------------------------------------------------------------ what made it

    def made_with(self) -> dict[str, str]:
        """By which settings and models what is held was made, by name; empty where no report is held, or nothing is known of it."""
        sql = "SELECT name, value FROM made_with WHERE EXISTS (SELECT 1 FROM reports) ORDER BY name"
        return dict(self._db.execute(sql))

    def put_made_with(self, made: Mapping[str, str]) -> None:
        """Note by which settings and models what is held is made."""
        self._db.execute("DELETE FROM made_with")
        self._db.executemany("INSERT INTO made_with (name, value) VALUES (?,?)", sorted(made.items()))

    def read_all_again(self) -> None:
        """Let all reports held, each in all of its versions, be read again."""
        self._db.execute("INSERT OR IGNORE INTO to_read_again (version_id) SELECT version_id FROM reports")

    def to_read_again(self) -> list[str]:
        """The versions of reports that are to be read again, in order."""
        return self._column("SELECT version_id FROM to_read_again ORDER BY version_id")

    def version(self, version_id: str) -> Report | None:
        """The report as one version has it."""
        blob = self._value("SELECT annotated FROM reports WHERE version_id = ?", version_id)
        return None if blob is None else msgspec.msgpack.decode(blob, type=Annotated).report

    def read_again(self, version_id: str, read: tuple[Annotated, bytes] | None, run: int) -> None:
        """Note that a version was read again, and what was read, if it could be; the current one of a report waits for this run."""
        self._db.execute("DELETE FROM to_read_again WHERE version_id = ?", (version_id,))
        if read is None:
            return
        annotated, features = read
        report = annotated.report
        self._db.execute("UPDATE reports SET annotated = ? WHERE version_id = ?", (_encode(annotated), version_id))
        if self._value("SELECT is_current FROM reports WHERE version_id = ?", version_id):
            self.places.put_waiting(report.report_id, run, report.published, features)

    def remove_report(self, report_id: str, removed_at: str, reason: str | None) -> None:
        """Take out all versions of a report; its place, and the stories that held it, are for the caller to make again."""
        with self.transaction():
            self._db.execute("DELETE FROM reports WHERE report_id = ?", (report_id,))
            self._db.execute("DELETE FROM report_search WHERE report_id = ?", (report_id,))
            self.places.drop_features(report_id)
            self._db.execute("DELETE FROM story_aliases WHERE report_id = ?", (report_id,))
            self._db.execute("INSERT INTO removals (report_id, removed_at, reason) VALUES (?,?,?)", (report_id, removed_at, reason))

    # ------------------------------------------------------------ transcripts, rejects

    def put_transcript(self, transcript: Transcript) -> bool:
        """True when the record is new."""
        if self.holds_record(transcript.record_id):
            return False
        self._db.execute(
            "INSERT INTO transcripts (record_id, path, date, content) VALUES (?,?,?,?)",
            (transcript.record_id, transcript.path, transcript.date, _encode(transcript)),
        )
        return True

    def holds_record(self, record_id: str) -> bool:
        """True when a record with this id is held."""
        return bool(self._value("SELECT 1 FROM transcripts WHERE record_id = ?", record_id))

    def transcripts(self) -> Iterator[Transcript]:
        """All records held, by id."""
        for row in self._db.execute("SELECT content FROM transcripts ORDER BY record_id"):
            yield msgspec.msgpack.decode(row[0], type=Transcript)

    def remove_transcript(self, record_id: str, removed_at: str, reason: str | None) -> bool:
        """True when the record was held, and is taken out."""
        with self.transaction():
            if not self.holds_record(record_id):
                return False
            self._db.execute("DELETE FROM transcripts WHERE record_id = ?", (record_id,))
            self._db.execute("INSERT INTO removals (report_id, removed_at, reason) VALUES (?,?,?)", (record_id, removed_at, reason))
        return True

    def put_reject(self, reject: Reject) -> None:
        """Keep a reject; the same one twice is kept once."""
        content = _encode(reject)
        line = None if reject.line is None else str(reject.line)
        reject_id = digest(reject.path, line, reject.report_id, reject.reason)
        self._db.execute("INSERT OR IGNORE INTO rejects (reject_id, content) VALUES (?,?)", (reject_id, content))

    def rejects(self) -> list[Reject]:
        """All rejects, by path and line."""
        found = [msgspec.msgpack.decode(blob, type=Reject) for blob in self._column("SELECT content FROM rejects")]
        return sorted(found, key=lambda reject: (reject.path, reject.line or 0, reject.reason))

    # ------------------------------------------------------------ corrections

    def put_correction(self, correction: Correction) -> None:
        """Keep a correction; the same one again takes the place of the first."""
        self._db.execute(
            "INSERT OR REPLACE INTO corrections (correction_id, verb, subject, object, by_whom, made_at, reason, undone_at)"
            " VALUES (?,?,?,?,?,?,?,?)",
            (
                correction.correction_id, correction.verb, correction.subject, correction.object, correction.by, correction.at,
                correction.reason, correction.undone_at,
            ),
        )  # fmt: skip

    def corrections(self) -> list[Correction]:
        """All corrections, those that were undone too, in order of time, then id."""
        rows = self._db.execute(
            "SELECT correction_id, verb, subject, object, by_whom, made_at, reason, undone_at FROM corrections"
            " ORDER BY made_at, correction_id"
        )
        names = ("correction_id", "verb", "subject", "object", "by", "at", "reason", "undone_at")
        return [from_data(dict(zip(names, row, strict=True)), Correction) for row in rows]

    def unlink(self, report_ids: Iterable[str]) -> None:
        """Let these reports wait to be linked again."""
        self._db.executemany("UPDATE reports SET is_linked = 0 WHERE report_id = ? AND is_current", ((i,) for i in report_ids))

    def reports_of_speaker(self, name: str) -> list[str]:
        """Ids of the reports in which somebody goes by this name or id, in order."""
        return sorted({
            report_id
            for across, _, report_id, speaker in self.speakers()
            if name in (across, speaker.speaker_id) or fold(speaker.name) == fold(name)
        })

    def report_of_quote(self, quote_id: str) -> str | None:
        """The report that holds a quote."""
        found = self._value("SELECT report_id FROM printed WHERE quote_id = ?", quote_id)
        if found is not None:
            return str(found)
        holding = (a.report.report_id for a in self.reports() if any(quote.quote_id == quote_id for quote in a.quotes))
        return next(holding, None)  # a rejected quote is printed nowhere

    # ------------------------------------------------------------ stories and what they hold

    def put_story(
        self,
        story: Story,
        statements: Sequence[tuple[Statement, int]],
        speakers: Sequence[tuple[str, Speaker, str]],
        figures: Sequence[FigureRow],
    ) -> None:
        """Write a story with its statements (each with how notable it is), speakers (report id, speaker in it, id across) and figures."""
        self._db.execute(
            "INSERT OR REPLACE INTO stories (story_id, last, content) VALUES (?,?,?)", (story.story_id, story.last, _encode(story))
        )
        rows = [(report_id, story.story_id) for report_id in story.report_ids]
        self._db.executemany("INSERT OR REPLACE INTO story_reports (report_id, story_id) VALUES (?,?)", rows)
        self._db.executemany("INSERT OR IGNORE INTO story_aliases (report_id, story_id) VALUES (?,?)", rows)
        for statement, notability in statements:
            self.put_statement(statement, notability)
        self._db.executemany(
            "INSERT OR REPLACE INTO speakers (story_id, report_id, local_id, speaker_id, content) VALUES (?,?,?,?,?)",
            (
                (story.story_id, report_id, speaker.speaker_id, across, _encode(speaker))
                for report_id, speaker, across in speakers
            ),
        )
        self._db.executemany(
            "INSERT INTO figures (story_id, position, content) VALUES (?,?,?)",
            ((story.story_id, position, _encode(row)) for position, row in enumerate(figures)),
        )

    def put_statement(self, statement: Statement, notability: int) -> None:
        """Write a statement with its printed versions."""
        self._db.execute(
            "INSERT OR REPLACE INTO statements (statement_id, story_id, speaker_id, speaker, said, notability, content)"
            " VALUES (?,?,?,?,?,?,?)",
            (
                statement.statement_id, statement.story_id, statement.speaker_id, statement.speaker, statement.said, notability,
                _encode(statement),
            ),
        )  # fmt: skip
        self._db.executemany(
            "INSERT INTO printed (story_id, statement_id, witness_id, quote_id, report_id, outlet, published, speaker, class, words)"
            " VALUES (?,?,?,?,?,?,?,?,?,?)",
            (
                (
                    statement.story_id, statement.statement_id, witness.witness_id, witness.quote_id, witness.report_id, witness.outlet,
                    witness.published, statement.speaker, witness.witness_class, self._words_of(witness.report_id, witness.content),
                )
                for witness in statement.witnesses
            ),
        )  # fmt: skip

    def drop_statement(self, statement_id: str) -> None:
        """Take out a statement with its printed versions."""
        for table in ("printed", "statements"):
            self._db.execute(f"DELETE FROM {table} WHERE statement_id = ?", (statement_id,))

    def put_counts(self, story: Story) -> None:
        """Write a story anew whose statements are counted otherwise."""
        self._db.execute("UPDATE stories SET content = ? WHERE story_id = ?", (_encode(story), story.story_id))

    def _words_of(self, report_id: str, content: Iterable[tuple[int, int]]) -> str:
        held = self._texts.get(report_id)
        if held is None:
            blob = self._value("SELECT annotated FROM reports WHERE report_id = ? AND is_current", report_id)
            held = self._texts[report_id] = "" if blob is None else msgspec.msgpack.decode(blob, type=_Printed).report.text
        return " … ".join(held[start:end] for start, end in content)

    @property
    def _texts(self) -> dict[str, str]:
        cache: dict[str, str] = self.__dict__.setdefault("_text_cache", {})
        if len(cache) > 200:
            cache.clear()
        return cache

    def drop_story(self, story_id: str) -> None:
        """Take out a story and all that it holds; its id stays as an alias through its reports."""
        for table in ("figures", "speakers", "printed", "statements", "story_reports", "stories"):
            self._db.execute(f"DELETE FROM {table} WHERE story_id = ?", (story_id,))
        self.__dict__.pop("_text_cache", None)

    def stories_of(self, report_ids: Iterable[str]) -> list[str]:
        """Ids of the stories that hold these reports, in order."""
        found = (self._value("SELECT story_id FROM story_reports WHERE report_id = ?", report_id) for report_id in report_ids)
        return sorted({story_id for story_id in found if story_id is not None})

    def story(self, story_id: str) -> Story | None:
        """A story by its id, or by one that it had before (then of the story that now holds most of those reports)."""
        blob = self._value("SELECT content FROM stories WHERE story_id = ?", story_id)
        if blob is None:
            blob = self._value(
                "SELECT content FROM stories JOIN (SELECT now.story_id AS id, count(*) AS shared FROM story_aliases AS was"
                " JOIN story_reports AS now USING (report_id) WHERE was.story_id = ? GROUP BY id ORDER BY shared DESC, id LIMIT 1)"
                " ON story_id = id",
                story_id,
            )
        return None if blob is None else msgspec.msgpack.decode(blob, type=Story)

    def story_by_id(self, story_id: str) -> Story | None:
        """A story by the id that it has now."""
        blob = self._value("SELECT content FROM stories WHERE story_id = ?", story_id)
        return None if blob is None else msgspec.msgpack.decode(blob, type=Story)

    def stories(self) -> Iterator[Story]:
        """All stories, the latest first; ties by id."""
        for (blob,) in self._db.execute("SELECT content FROM stories ORDER BY coalesce(last, '') DESC, story_id"):
            yield msgspec.msgpack.decode(blob, type=Story)

    def statements(
        self, story_id: str | None = None, speaker: str | None = None, notable: bool = False, limit: int | None = None
    ) -> Iterator[Statement]:
        """Statements, the most notable first, then the latest; ``speaker`` is an id, or part of a name.

        Those of a story are all that its reports carry, some of which may stand in another story.
        """
        rows = self._db.execute(
            "SELECT content FROM statements WHERE (?1 IS NULL OR story_id = ?1"
            " OR statement_id IN (SELECT statement_id FROM shared_statements WHERE story_id = ?1))"
            " AND (?2 IS NULL OR speaker_id = ?2 OR instr(lower(speaker), lower(?2)))"
            " AND (NOT ?3 OR notability > 0) ORDER BY notability DESC, coalesce(said, '') DESC, statement_id LIMIT ?4",
            (story_id, speaker, notable, -1 if limit is None else limit),
        )
        for (blob,) in rows:
            yield msgspec.msgpack.decode(blob, type=Statement)

    def statement(self, statement_id: str) -> Statement | None:
        """A statement by its id, or by the one that what a story carries of it would have by itself."""
        return self.statement_as_kept(statement_id) or self.statement_as_kept(self.parts.home_of(statement_id))

    def statement_as_kept(self, statement_id: str | None) -> Statement | None:
        """A statement by the id under which it stands."""
        blob = self._value("SELECT content FROM statements WHERE statement_id = ?", statement_id)
        return None if blob is None else msgspec.msgpack.decode(blob, type=Statement)

    def speakers(self) -> Iterator[tuple[str, str, str, Speaker]]:
        """(id across reports, story id, report id, speaker as that report names it), in order."""
        rows = self._db.execute(
            "SELECT speaker_id, story_id, report_id, content FROM speakers ORDER BY speaker_id, report_id, local_id"
        )
        for speaker_id, story_id, report_id, blob in rows:
            yield speaker_id, story_id, report_id, msgspec.msgpack.decode(blob, type=Speaker)

    def statements_by_speaker(self) -> dict[str, int]:
        """How many statements each speaker has."""
        return dict(self._db.execute("SELECT speaker_id, count(*) FROM statements WHERE speaker_id IS NOT NULL GROUP BY speaker_id"))

    def figures(self, story_id: str | None = None) -> Iterator[FigureRow]:
        """Figures lined up, story by story."""
        rows = self._db.execute(
            "SELECT content FROM figures WHERE ?1 IS NULL OR story_id = ?1 ORDER BY story_id, position", (story_id,)
        )
        for (blob,) in rows:
            yield msgspec.msgpack.decode(blob, type=FigureRow)

    # ------------------------------------------------------------ search and counts

    def search(self, match: str | None, filters: Filters, limit: int) -> list[Found]:
        """Printed versions whose words fit an FTS5 expression (all when None) and the filters, best first."""
        narrowed = (
            " (?2 IS NULL OR instr(lower(speaker), lower(?2))) AND (?3 IS NULL OR instr(lower(outlet), lower(?3)))"
            " AND (?4 IS NULL OR substr(published, 1, length(?4)) >= ?4) AND (?5 IS NULL OR substr(published, 1, length(?5)) <= ?5)"
            " AND (?6 IS NULL OR class = ?6)"
        )
        columns = "story_id, statement_id, witness_id, quote_id, report_id, outlet, published, speaker, class"
        if match is None:
            sql = f"SELECT {columns}, words FROM printed WHERE ?1 IS NULL AND {narrowed} ORDER BY published DESC, witness_id LIMIT ?7"
        else:
            sql = (
                f"SELECT {columns}, snippet(printed_search, 0, '[', ']', '…', 24)"
                " FROM printed_search JOIN printed ON row_id = printed_search.rowid"
                f" WHERE printed_search MATCH ?1 AND {narrowed} ORDER BY rank, witness_id LIMIT ?7"
            )
        return [Found(*row) for row in self._db.execute(sql, (match, *filters, limit))]

    def search_reports(self, match: str, limit: int) -> list[tuple[str, str]]:
        """(report id, snippet) of the reports whose title or text fits an FTS5 expression, best first."""
        rows = self._db.execute(
            "SELECT report_id, snippet(report_search, 2, '[', ']', '…', 24) FROM report_search WHERE report_search MATCH ?"
            " ORDER BY rank, report_id LIMIT ?",
            (match, limit),
        )
        return [(report_id, snippet) for report_id, snippet in rows]

    def counts(self) -> dict[str, int]:
        """How many reports, stories, statements, notable statements, printed versions, transcripts and rejects are held."""
        return {
            "reports": self._value("SELECT count(*) FROM reports WHERE is_current"),
            "stories": self._value("SELECT count(*) FROM stories"),
            "statements": self._value("SELECT count(*) FROM statements"),
            "notable": self._value("SELECT count(*) FROM statements WHERE notability > 0"),
            "printed": self._value("SELECT count(*) FROM printed"),
            "transcripts": self._value("SELECT count(*) FROM transcripts"),
            "rejects": self._value("SELECT count(*) FROM rejects"),
        }
