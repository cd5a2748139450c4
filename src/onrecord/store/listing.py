"""The rows that pages read by key, written beside what they are derived from (see ``migrations/0003_pages.sql``).

Triggers note what changed as *stale*; whoever writes makes those rows again before the transaction ends.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any, NamedTuple

import apsw
import msgspec

from onrecord.records import FigureRow, Record, Reject, Speaker, SpeakerRow, Statement
from onrecord.text import fold

_encode = msgspec.msgpack.encode


class ListedStatement(NamedTuple):
    """A statement as lists show it: where it stands in them, and its difference told in a sentence (as bytes)."""

    statement_id: str
    story_id: str | None
    speaker_id: str | None
    said: str
    notability: int
    sure: int
    told: bytes | None
    facets: tuple[tuple[str, str], ...] = ()


class QuoteScore(Record, frozen=True, kw_only=True):
    """The part of a stored quote that tells how sure the reader was."""

    quote_id: str
    score: float = 1.0


class Scored(Record, frozen=True, kw_only=True):
    """The part of a stored report that tells how sure the reader was of its quotes."""

    quotes: tuple[QuoteScore, ...] = ()


class Listing:
    """The listed rows of an open database."""

    def __init__(self, db: apsw.Connection) -> None:
        self._db = db

    def is_stale(self) -> bool:
        """True when anything changed since its rows were made."""
        return bool(self._db.execute("SELECT 1 FROM stale LIMIT 1").get)

    def stale(self, kind: str) -> list[str]:
        """Ids of what changed since its rows were made, in order."""
        return [row[0] for row in self._db.execute("SELECT id FROM stale WHERE kind = ? ORDER BY id", (kind,))]

    def done(self, kind: str) -> None:
        """Note that the rows of this kind are made."""
        self._db.execute("DELETE FROM stale WHERE kind = ?", (kind,))

    def statements(self, statement_ids: Sequence[str]) -> Iterator[tuple[Statement, int]]:
        """Those of these statements that are still there, each with how notable it is, story by story."""
        rows = self._db.execute(
            "SELECT content, notability FROM statements WHERE statement_id IN (SELECT value FROM json_each(?))"
            " ORDER BY story_id, statement_id",
            (_listed(statement_ids),),
        )
        for blob, notability in rows:
            yield msgspec.msgpack.decode(blob, type=Statement), notability

    def scores(self, report_id: str) -> dict[str, int]:
        """How sure the reader was of each quote of a report, per thousand."""
        blob = self._db.execute("SELECT annotated FROM reports WHERE report_id = ? AND is_current", (report_id,)).get
        if blob is None:
            return {}
        return {quote.quote_id: round(quote.score * 1000) for quote in msgspec.msgpack.decode(blob, type=Scored).quotes}

    def put_statements(self, gone: Iterable[str], rows: Iterable[ListedStatement]) -> None:
        """Take out the rows of these statements, and write those of the ones that are there."""
        self._db.executemany("DELETE FROM listed_statements WHERE statement_id = ?", ((each,) for each in gone))
        for row in rows:
            self._db.execute(
                "INSERT INTO listed_statements (statement_id, story_id, speaker_id, said, notability, sure, told) VALUES (?,?,?,?,?,?,?)",
                row[:7],
            )
            self._db.executemany(
                "INSERT OR IGNORE INTO statement_facets (name, value, statement_id) VALUES (?,?,?)",
                ((name, value, row.statement_id) for name, value in row.facets),
            )

    def appearances(self, speaker_ids: Sequence[str]) -> list[tuple[str, str, str, Speaker]]:
        """(id across reports, story id, report id, speaker as that report names it) of these speakers, in order."""
        rows = self._db.execute(
            "SELECT speaker_id, story_id, report_id, content FROM speakers WHERE speaker_id IN (SELECT value FROM json_each(?))"
            " ORDER BY speaker_id, report_id, local_id",
            (_listed(speaker_ids),),
        )
        return [(across, story, report, msgspec.msgpack.decode(blob, type=Speaker)) for across, story, report, blob in rows]

    def statements_of(self, speaker_ids: Sequence[str]) -> dict[str, int]:
        """How many statements each of these speakers has, if any."""
        sql = "SELECT speaker_id, count(*) FROM statements WHERE speaker_id IN (SELECT value FROM json_each(?)) GROUP BY speaker_id"
        return dict(self._db.execute(sql, (_listed(speaker_ids),)))

    def published(self, report_ids: Sequence[str]) -> dict[str, str]:
        """The dates of those of these reports that have one."""
        sql = (
            "SELECT report_id, published FROM reports WHERE is_current AND published IS NOT NULL"
            " AND report_id IN (SELECT value FROM json_each(?))"
        )
        return dict(self._db.execute(sql, (_listed(report_ids),)))

    def put_speakers(self, gone: Iterable[str], rows: Iterable[tuple[SpeakerRow, int, bool]]) -> None:
        """Take out the rows of these speakers, and write those of the ones that are there: (row, in how many stories, whether listed)."""
        self._db.executemany("DELETE FROM listed_speakers WHERE speaker_id = ?", ((each,) for each in gone))
        for row, stories, is_listed in rows:
            self._db.execute(
                "INSERT INTO listed_speakers (speaker_id, sort_name, name, kind, statements, stories, is_listed, content)"
                " VALUES (?,?,?,?,?,?,?,?)",
                (row.speaker_id, fold(row.name), row.name, row.kind, row.statements, stories, is_listed, _encode(row)),
            )
            self._db.execute(
                "INSERT INTO speaker_search (rowid, speaker_id, names) VALUES (last_insert_rowid(),?,?)",
                (row.speaker_id, " \n".join((row.name, *row.aliases))),
            )

    def list_figures(self, story_id: str) -> None:
        """Write where a story's figures stand in the list: those that do not meet first, then those that several reports give."""
        self._db.execute("DELETE FROM listed_figures WHERE story_id = ?", (story_id,))
        rows = list(self._db.execute("SELECT position, content FROM figures WHERE story_id = ?", (story_id,)))
        self._db.executemany(
            "INSERT INTO listed_figures (story_id, position, place) VALUES (?,?,?)",
            ((story_id, position, _place(msgspec.msgpack.decode(blob, type=FigureRow))) for position, blob in rows),
        )

    def list_reject(self, reject_id: str) -> None:
        """Write where a reject stands in the list."""
        blob: Any = self._db.execute("SELECT content FROM rejects WHERE reject_id = ?", (reject_id,)).get
        reject = msgspec.msgpack.decode(blob, type=Reject)
        self._db.execute(
            "INSERT OR IGNORE INTO listed_rejects (path, line, reason, reject_id) VALUES (?,?,?,?)",
            (reject.path, reject.line or 0, reject.reason, reject_id),
        )

    def put_counts(self, counts: dict[str, int]) -> None:
        """Write the numbers that pages show."""
        self._db.executemany("INSERT OR REPLACE INTO held_counts (name, count) VALUES (?,?)", sorted(counts.items()))


def _listed(ids: Sequence[str]) -> str:
    """Ids as one binding, which `json_each` reads."""
    return msgspec.json.encode(ids).decode()


def _place(row: FigureRow) -> int:
    return 0 if row.conflict else 1 if len({value.report_id for value in row.values}) > 1 else 2
