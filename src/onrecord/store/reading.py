"""What pages ask of the database: every list by key, in its order, and only what is shown.

A page of a list begins after the key of the last row of the page before, so that rows that come while somebody reads are neither
skipped nor seen twice. Orders are those of the command line. Every question can be stopped (`within`).
"""

from __future__ import annotations

import time
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any, Final, NamedTuple, TypeVar

import apsw
import msgspec

from onrecord.errors import TooSlow
from onrecord.records import (
    AliasSeen,
    Annotated,
    Fidelity,
    FigureRow,
    Record,
    Reject,
    Report,
    RoleSeen,
    Span,
    SpeakerKind,
    SpeakerRow,
    Statement,
    Story,
    Transcript,
)
from onrecord.store.filters import Filters
from onrecord.store.parts import Parts
from onrecord.text import fold, words

STEPS_BETWEEN_LOOKS: Final = 20_000
PATIENCE: Final = 5
AFTER_EYE: Final = (  # the bound on the first column alone lets the index be used
    "l.notability <= :notability AND (l.notability < :notability OR l.said < :said OR (l.said = :said AND l.statement_id > :id))"
)
FEW: Final = 500  # statements under a facet: those of a seldom value are looked up, among those of a frequent one the list is walked
SELDOM: Final = "l.statement_id IN (SELECT statement_id FROM statement_facets WHERE name = :n{0} AND value = :v{0})"
OFTEN: Final = (
    "EXISTS (SELECT 1 FROM statement_facets AS f WHERE f.name = :n{0} AND f.value = :v{0} AND f.statement_id = l.statement_id)"
)
HOLDING: Final = (  # statements of which a printed version fits a search
    "l.statement_id IN (SELECT statement_id FROM printed_search JOIN printed ON row_id = printed_search.rowid"
    " WHERE printed_search MATCH :match)"
)
COUNTED: Final = ("notable", "printed", "rejects", "reports", "statements", "stories", "transcripts")
SNIPPET_MARKS: Final = ("\ue000", "\ue001")  # of the private use area: no report should hold them, and one that does loses nothing
_Kind = TypeVar("_Kind")


class QuoteHead(Record, frozen=True, kw_only=True):
    """The part of a stored quote that pages about other reports need."""

    quote_id: str
    content: tuple[Span, ...] = ()
    source: tuple[Span, ...] = ()
    cue: tuple[Span, ...] = ()
    marked: tuple[Span, ...] = ()
    speaker_id: str | None = None
    score: float = 1.0
    occasion: str | None = None
    via: str | None = None


class Carrier(Record, frozen=True, kw_only=True):
    """The part of a stored report that pages about its statements need."""

    report: Report
    quotes: tuple[QuoteHead, ...] = ()


class ReportHead(Record, frozen=True, kw_only=True):
    """The part of a report that a line about it needs."""

    report_id: str
    path: str | None = None
    outlet: str | None = None
    title: str | None = None
    published: str | None = None
    published_basis: str | None = None
    url: str | None = None


class RecordHead(Record, frozen=True, kw_only=True):
    """A record without its text."""

    record_id: str
    path: str
    title: str | None = None
    date: str | None = None
    speakers: tuple[str, ...] = ()
    fidelity: Fidelity | None = None
    occasion: str | None = None


class _Headed(Record, frozen=True, kw_only=True):
    report: ReportHead


class _Titled(Record, frozen=True, kw_only=True):
    title: str | None = None


class SpeakerHead(Record, frozen=True, kw_only=True):
    """A speaker's row without the places of its mentions, which may be many."""

    speaker_id: str
    name: str
    kind: SpeakerKind
    roles: tuple[str, ...] = ()
    aliases: tuple[str, ...] = ()
    statements: int = 0
    roles_seen: tuple[RoleSeen, ...] = ()
    aliases_seen: tuple[AliasSeen, ...] = ()
    namesakes: tuple[str, ...] = ()


class ListedSpeaker(NamedTuple):
    """A speaker in the list, its key, and in how many stories it appears."""

    key: tuple[str, str]
    head: SpeakerHead
    stories: int
    is_listed: bool


class Told(NamedTuple):
    """A statement that needs an eye: its key in the list, how sure the reader is, and the difference told (as bytes)."""

    key: tuple[int, str, str]
    statement_id: str
    sure: int
    told: bytes


class OutletCount(NamedTuple):
    """An outlet: its reports, their printed versions, and its first and last day."""

    name: str
    reports: int
    printed: int
    first: str | None
    last: str | None


class Printing(NamedTuple):
    """A printed version as another report's page names it."""

    quote_id: str
    statement_id: str
    report_id: str
    witness_id: str
    witness_class: str


class Match(NamedTuple):
    """An answer of a search: its key, and the printed version or (then without a statement) the report that fits."""

    key: tuple[int, float, int]
    statement_id: str | None
    witness_id: str | None
    quote_id: str | None
    report_id: str
    speaker: str | None
    witness_class: str | None
    snippet: str


class Reader:
    """The questions that pages ask of an open database."""

    def __init__(self, db: apsw.Connection) -> None:
        self._db = db

    @contextmanager
    def within(self, seconds: float) -> Iterator[None]:
        """Stop what is asked inside the block when it takes longer; raises `TooSlow`.

        What counts is the time that this thread works, so that a busy machine is not taken for a long question; up to a bound.
        """
        until, at_last = time.thread_time() + seconds, time.monotonic() + PATIENCE * seconds
        self._db.set_progress_handler(lambda: time.thread_time() > until or time.monotonic() > at_last, STEPS_BETWEEN_LOOKS)
        try:
            yield
        except apsw.InterruptError as error:
            raise TooSlow(f"this took longer than {seconds:g} seconds and was stopped") from error
        finally:
            self._db.set_progress_handler(None)

    @contextmanager
    def snapshot(self) -> Iterator[None]:
        """A block in which everything that is read is of one moment."""
        with self._db:
            yield

    def state(self) -> tuple[int | str | None, ...]:
        """What differs once reports or records came, changed or went: for those who keep something made of them."""
        records = self._value("SELECT count(*) FROM transcripts")
        if records:
            return records, self._value("SELECT group_concat(record_id) FROM (SELECT record_id FROM transcripts ORDER BY record_id)")
        counted = ("count(*) FROM reports WHERE is_current", "max(rowid) FROM reports", "max(removed_at) FROM removals",
                   "group_concat(value) FROM made_with", "count(*) FROM to_read_again")  # fmt: skip
        return tuple(self._value(f"SELECT {each}") for each in counted)

    def _rows(self, sql: str, bindings: Mapping[str, Any] | Sequence[Any] = ()) -> Iterable[Any]:
        return self._db.execute(sql, bindings)

    def _value(self, sql: str, *bindings: Any) -> Any:
        return self._db.execute(sql, bindings).get

    # ------------------------------------------------------------ stories

    def counts(self) -> dict[str, int]:
        """How many of each thing are held, as of the last time that stories were made."""
        return {**dict.fromkeys(COUNTED, 0), **dict(self._rows("SELECT name, count FROM held_counts ORDER BY name"))}

    def stories(self, after: tuple[str, str] | None, limit: int) -> list[Story]:
        """Stories, the latest first, after (last day, id)."""
        where = ["1"]
        if after is not None:
            where.append("coalesce(last, '') <= :last AND (coalesce(last, '') < :last OR story_id > :id)")
        last, story_id = after or (None, None)
        sql = f"SELECT content FROM stories WHERE {' AND '.join(where)} ORDER BY coalesce(last, '') DESC, story_id LIMIT :limit"
        return [_decode(blob, Story) for (blob,) in self._rows(sql, {"last": last, "id": story_id, "limit": limit})]

    def story(self, story_id: str) -> Story | None:
        """The story that has this id now."""
        blob = self._value("SELECT content FROM stories WHERE story_id = ?", story_id)
        return None if blob is None else _decode(blob, Story)

    def title_of_statement(self, statement_id: str) -> tuple[str, str | None] | None:
        """(story id, title) of the story that holds a statement."""
        sql = "SELECT s.story_id, s.content FROM statements AS t JOIN stories AS s USING (story_id) WHERE statement_id = ?"
        for story_id, blob in self._rows(sql, (statement_id,)):
            return story_id, _decode(blob, _Titled).title
        return None

    def story_of_report(self, report_id: str) -> Story | None:
        """The story that holds a report."""
        blob = self._value("SELECT content FROM story_reports JOIN stories USING (story_id) WHERE report_id = ?", report_id)
        return None if blob is None else _decode(blob, Story)

    # ------------------------------------------------------------ statements

    def told(
        self, after: tuple[int, str, str] | None, limit: int, least_sure: int, facets: Mapping[str, str] | None = None
    ) -> list[Told]:
        """Statements that need an eye, the most telling first, after (notability, said, id), of these facets."""
        where = ["notability > 0", "told IS NOT NULL", "sure >= :sure"]
        bound: dict[str, Any] = {"sure": least_sure, "limit": limit}
        if after is not None:
            where.append(AFTER_EYE)
            bound.update(zip(("notability", "said", "id"), after, strict=True))
        for number, (name, value) in enumerate(sorted((facets or {}).items())):
            held = self._value("SELECT count FROM facet_counts WHERE name = ? AND value = ?", name, value) or 0
            where.append((OFTEN if held > FEW else SELDOM).format(number))
            bound.update({f"n{number}": name, f"v{number}": value})
        sql = (
            f"SELECT notability, said, statement_id, sure, told FROM listed_statements AS l WHERE {' AND '.join(where)}"
            " ORDER BY notability DESC, said DESC, statement_id LIMIT :limit"
        )
        return [Told((notability, said, each), each, sure, told) for notability, said, each, sure, told in self._rows(sql, bound)]

    def facet_values(self, name: str, chosen: Mapping[str, str], limit: int) -> list[tuple[str, int]]:
        """(value, count) of a facet among the statements that have the chosen values, the most frequent first."""
        others = {each: value for each, value in chosen.items() if each != name}
        if not others:
            sql = "SELECT value, count FROM facet_counts WHERE name = ? ORDER BY count DESC, value LIMIT ?"
            return [(value, count) for value, count in self._rows(sql, (name, limit))]
        bound: dict[str, Any] = {"name": name, "limit": limit}
        where = ["s.name = :name"]
        for number, (each, value) in enumerate(sorted(others.items())):
            where.append(f"s.statement_id IN (SELECT statement_id FROM statement_facets WHERE name = :n{number} AND value = :v{number})")
            bound.update({f"n{number}": each, f"v{number}": value})
        sql = (
            f"SELECT s.value, count(*) AS held FROM statement_facets AS s WHERE {' AND '.join(where)}"
            " GROUP BY s.value ORDER BY held DESC, s.value LIMIT :limit"
        )
        return [(value, count) for value, count in self._rows(sql, bound)]

    def statement(self, statement_id: str) -> Statement | None:
        """A statement by its id, or by the one that what a story carries of it would have by itself."""
        sql = "SELECT content FROM statements WHERE statement_id = ?"
        blob = self._value(sql, statement_id) or self._value(sql, Parts(self._db).home_of(statement_id))
        return None if blob is None else _decode(blob, Statement)

    def story_statements(
        self, story_id: str, after: tuple[int, str, str] | None, limit: int, least_sure: int
    ) -> list[tuple[tuple[int, str, str], int, Statement]]:
        """(key, how sure, statement) of what a story's reports carry, those that most need an eye first; it may stand in another story."""
        where = ["sure >= :sure"]
        bound: dict[str, Any] = {"story": story_id, "sure": least_sure, "limit": limit}
        if after is not None:
            where.append(AFTER_EYE)
            bound.update(zip(("notability", "said", "id"), after, strict=True))
        tables = (
            "listed_statements AS l WHERE l.story_id = :story",
            "shared_statements AS c JOIN listed_statements AS l USING (statement_id) WHERE c.story_id = :story",
        )
        each_first = " UNION ALL ".join(
            f"SELECT * FROM (SELECT l.notability, l.said, l.statement_id, sure FROM {table} AND {' AND '.join(where)}"
            " ORDER BY l.notability DESC, l.said DESC, l.statement_id LIMIT :limit)"
            for table in tables
        )
        sql = (
            f"SELECT notability, said, statement_id, sure, (SELECT content FROM statements AS s WHERE s.statement_id = e.statement_id)"
            f" FROM ({each_first}) AS e ORDER BY notability DESC, said DESC, statement_id LIMIT :limit"
        )
        return [((n, said, each), sure, _decode(blob, Statement)) for n, said, each, sure, blob in self._rows(sql, bound)]

    def speaker_by_story(
        self, speaker_id: str, after: tuple[str, str, str] | None, limit: int, least_sure: int, match: str | None = None
    ) -> list[tuple[tuple[str, str, str], int, Statement]]:
        """(key, how sure, statement) of what a speaker said, story by story."""
        further = "(coalesce(l.story_id, ''), l.said, l.statement_id) > (:story, :said, :id)"
        order = "coalesce(l.story_id, ''), l.said, l.statement_id"
        bound = {} if after is None else dict(zip(("story", "said", "id"), after, strict=True))
        found = self._of_speaker(speaker_id, further, order, bound, limit, least_sure, match)
        return [((story, said, each), sure, statement) for said, story, each, sure, statement in found]

    def speaker_statements(
        self, speaker_id: str, after: tuple[str, str, str] | None, limit: int, least_sure: int, match: str | None = None
    ) -> list[tuple[tuple[str, str, str], int, Statement]]:
        """(key, how sure, statement) of what a speaker said, the latest first, then by story."""
        further = "l.said <= :said AND (l.said < :said OR (coalesce(l.story_id, ''), l.statement_id) > (:story, :id))"
        bound = {} if after is None else dict(zip(("said", "story", "id"), after, strict=True))
        found = self._of_speaker(speaker_id, further, "l.said DESC, l.story_id, l.statement_id", bound, limit, least_sure, match)
        return [((said, story, each), sure, statement) for said, story, each, sure, statement in found]

    def _of_speaker(
        self, speaker_id: str, further: str, order: str, key: dict[str, str], limit: int, least_sure: int, match: str | None
    ) -> list[tuple[str, str, str, int, Statement]]:
        """(said, story id, statement id, how sure, statement) of a speaker, in an order, ``further`` than a key where there is one."""
        where = ["l.speaker_id = :speaker", "sure >= :sure", *([further] if key else []), *([] if match is None else [HOLDING])]
        bound: dict[str, Any] = {"speaker": speaker_id, "sure": least_sure, "limit": limit, **key}
        if match is not None:
            bound["match"] = match
        sql = (
            "SELECT l.said, coalesce(l.story_id, ''), l.statement_id, sure, content FROM listed_statements AS l"
            f" JOIN statements USING (statement_id) WHERE {' AND '.join(where)} ORDER BY {order} LIMIT :limit"
        )
        return [(said, story, each, sure, _decode(blob, Statement)) for said, story, each, sure, blob in self._rows(sql, bound)]

    def speaker_occasions(self, speaker_id: str, limit: int) -> list[tuple[str, str, int]]:
        """(said, story id, statements) of each occasion on which a speaker said something, the latest first."""
        sql = (
            "SELECT said, coalesce(story_id, ''), count(*) FROM listed_statements WHERE speaker_id = ? GROUP BY said, story_id"
            " ORDER BY said DESC, story_id LIMIT ?"
        )
        return [(said, story, count) for said, story, count in self._rows(sql, (speaker_id, limit))]

    def occasion(self, speaker_id: str, said: str, story_id: str, limit: int) -> list[tuple[int, Statement]]:
        """(how sure, statement) of what a speaker said on one day in one story."""
        sql = (
            "SELECT sure, content FROM listed_statements AS l JOIN statements USING (statement_id)"
            " WHERE l.speaker_id = ? AND l.said = ? AND coalesce(l.story_id, '') = ? ORDER BY l.statement_id LIMIT ?"
        )
        return [(sure, _decode(blob, Statement)) for sure, blob in self._rows(sql, (speaker_id, said, story_id, limit))]

    def sure_of(self, statement_ids: Iterable[str]) -> dict[str, int]:
        """How sure the reader is of each of these statements, per thousand."""
        listed = msgspec.json.encode(sorted(statement_ids)).decode()
        sql = "SELECT statement_id, sure FROM listed_statements WHERE statement_id IN (SELECT value FROM json_each(?))"
        return dict(self._rows(sql, (listed,)))

    def printings(self, report_id: str) -> list[Printing]:
        """The printed versions of a report, and those of other reports that carry the same statements."""
        sql = (
            "SELECT p.quote_id, p.statement_id, p.report_id, p.witness_id, p.class FROM printed AS p WHERE p.statement_id IN"
            " (SELECT statement_id FROM printed WHERE report_id = ?) ORDER BY p.statement_id, p.report_id, p.witness_id LIMIT 20000"
        )
        return [Printing(*row) for row in self._rows(sql, (report_id,))]

    # ------------------------------------------------------------ reports

    def holds_report(self, report_id: str) -> bool:
        """True when a report with this id is held."""
        return bool(self._value("SELECT 1 FROM reports WHERE report_id = ? AND is_current", report_id))

    def holds_record(self, record_id: str) -> bool:
        """True when a record with this id is held."""
        return bool(self._value("SELECT 1 FROM transcripts WHERE record_id = ?", record_id))

    def report(self, report_id: str) -> Annotated | None:
        """A report with all that was read in it."""
        return self._part(report_id, Annotated)

    def carriers(self, report_ids: Iterable[str]) -> dict[str, Carrier]:
        """These reports, with the heads of their quotes."""
        found = {each: self._part(each, Carrier) for each in sorted(set(report_ids))}
        return {each: carrier for each, carrier in found.items() if carrier is not None}

    def heads(self, report_ids: Iterable[str]) -> dict[str, ReportHead]:
        """What lines about these reports need."""
        found = {each: self._part(each, _Headed) for each in sorted(set(report_ids))}
        return {each: headed.report for each, headed in found.items() if headed is not None}

    def heads_of_story(self, story_id: str, limit: int) -> list[ReportHead]:
        """The heads of a story's reports, by date, then id."""
        sql = (
            "SELECT annotated FROM story_reports JOIN reports USING (report_id) WHERE story_id = ? AND is_current"
            " ORDER BY coalesce(published, '~'), report_id LIMIT ?"
        )
        return [_decode(blob, _Headed).report for (blob,) in self._rows(sql, (story_id, limit))]

    def _part(self, report_id: str, kind: type[_Kind]) -> _Kind | None:
        blob = self._value("SELECT annotated FROM reports WHERE report_id = ? AND is_current", report_id)
        return None if blob is None else _decode(blob, kind)

    def record_heads(self, after: tuple[str, str] | None, limit: int) -> list[tuple[tuple[str, str], RecordHead]]:
        """(key, head) of records, the latest first, after a key."""
        where, bound = "1", list[Any]()
        if after is not None:
            where, bound = "(coalesce(date, '') < ?1 OR (coalesce(date, '') = ?1 AND record_id > ?2))", list(after)
        sql = (
            f"SELECT coalesce(date, ''), record_id, content FROM transcripts WHERE {where}"
            f" ORDER BY coalesce(date, '') DESC, record_id LIMIT {limit:d}"
        )
        return [((date, each), _decode(blob, RecordHead)) for date, each, blob in self._rows(sql, bound)]

    def transcript(self, record_id: str) -> Transcript | None:
        """A record by its id."""
        blob = self._value("SELECT content FROM transcripts WHERE record_id = ?", record_id)
        return None if blob is None else _decode(blob, Transcript)

    # ------------------------------------------------------------ speakers

    def speakers(self, after: tuple[str, str] | None, limit: int, query: str | None = None) -> list[ListedSpeaker]:
        """Speakers that are listed, by name, after (folded name, id); ``query`` wants words that begin so."""
        where = ["is_listed"]
        bound: dict[str, Any] = {"limit": limit}
        if after is not None:
            where.append("(sort_name, l.speaker_id) > (:name, :id)")
            bound.update(zip(("name", "id"), after, strict=True))
        wanted = None if query is None else " ".join(f'"{word}"*' for word in (each.of(fold(query)) for each in words(fold(query))))
        if wanted:
            where.append("l.rowid IN (SELECT rowid FROM speaker_search WHERE names MATCH :match)")
            bound["match"] = wanted
        sql = (
            f"SELECT sort_name, l.speaker_id, content, stories, is_listed FROM listed_speakers AS l WHERE {' AND '.join(where)}"
            " ORDER BY sort_name, l.speaker_id LIMIT :limit"
        )
        return [_listed(*row) for row in self._rows(sql, bound)]

    def speaker(self, speaker_id: str) -> ListedSpeaker | None:
        """A speaker by its id."""
        sql = "SELECT sort_name, speaker_id, content, stories, is_listed FROM listed_speakers WHERE speaker_id = ?"
        return next((_listed(*row) for row in self._rows(sql, (speaker_id,))), None)

    def speaker_row(self, speaker_id: str) -> SpeakerRow | None:
        """A speaker's whole row."""
        blob = self._value("SELECT content FROM listed_speakers WHERE speaker_id = ?", speaker_id)
        return None if blob is None else _decode(blob, SpeakerRow)

    def listed_speakers(self, speaker_ids: Iterable[str]) -> frozenset[str]:
        """Those of these speakers that are listed."""
        wanted = msgspec.json.encode(sorted(set(speaker_ids))).decode()
        sql = "SELECT speaker_id FROM listed_speakers WHERE is_listed AND speaker_id IN (SELECT value FROM json_each(?))"
        return frozenset(each for (each,) in self._rows(sql, (wanted,)))

    def speaker_names(self, speaker_ids: Iterable[str]) -> dict[str, str]:
        """The names of these speakers, by id."""
        wanted = msgspec.json.encode(sorted(set(speaker_ids))).decode()
        sql = "SELECT speaker_id, name FROM listed_speakers WHERE speaker_id IN (SELECT value FROM json_each(?))"
        return dict(self._rows(sql, (wanted,)))

    def people_of_story(self, story_id: str, limit: int) -> list[str]:
        """The names of a story's speakers, by how many of its reports name them."""
        sql = (
            "SELECT name FROM (SELECT speaker_id, count(*) AS held FROM speakers WHERE story_id = ? GROUP BY speaker_id)"
            " JOIN listed_speakers USING (speaker_id) ORDER BY held DESC, name, speaker_id LIMIT ?"
        )
        return [name for (name,) in self._rows(sql, (story_id, limit))]

    def people_of_report(self, report_id: str) -> dict[str, str]:
        """The id across the story of each speaker of a report, by the id inside it."""
        return dict(self._rows("SELECT local_id, speaker_id FROM speakers WHERE report_id = ?", (report_id,)))

    # ------------------------------------------------------------ outlets

    def outlets(self, after: str | None, limit: int) -> list[OutletCount]:
        """Outlets by name, after a name."""
        return [found for name in self._outlet_names(after, limit) if (found := self.outlet(name)) is not None]

    def _outlet_names(self, after: str | None, limit: int) -> Iterator[str]:
        for _ in range(limit):  # from name to name, so that the reports between are not read
            after = self._value("SELECT min(outlet) FROM reports WHERE is_current AND outlet > ?", after or "")
            if after is None:
                return
            yield after

    def outlet(self, name: str) -> OutletCount | None:
        """An outlet by its name."""
        sql = (
            "SELECT count(*), min(nullif(coalesce(published, ''), '')), nullif(max(coalesce(published, '')), '')"
            " FROM reports WHERE is_current AND outlet = ?"
        )
        reports, first, last = next(iter(self._rows(sql, (name,))))
        printed = self._value("SELECT coalesce(sum(count), 0) FROM printed_counts WHERE outlet = ?", name)
        return OutletCount(name, reports, printed, first, last) if reports else None

    def outlet_classes(self, name: str) -> dict[str, int]:
        """How many printed versions of each class an outlet has."""
        return dict(self._rows("SELECT class, count FROM printed_counts WHERE outlet = ? ORDER BY class", (name,)))

    def outlet_reports(self, name: str, after: tuple[str, str] | None, limit: int) -> list[ReportHead]:
        """An outlet's reports, the latest first, after (date, id)."""
        where = ["is_current", "outlet = :outlet"]
        bound: dict[str, Any] = {"outlet": name, "limit": limit}
        if after is not None:
            where.append("coalesce(published, '') <= :date AND (coalesce(published, '') < :date OR report_id > :id)")
            bound.update(zip(("date", "id"), after, strict=True))
        sql = f"SELECT annotated FROM reports WHERE {' AND '.join(where)} ORDER BY coalesce(published, '') DESC, report_id LIMIT :limit"
        return [_decode(blob, _Headed).report for (blob,) in self._rows(sql, bound)]

    def outlet_statements(self, name: str, witness_class: str, after: str | None, limit: int) -> list[Statement]:
        """Statements of which an outlet has a printed version of this class, by id."""
        sql = (
            "SELECT content FROM statements WHERE statement_id IN (SELECT DISTINCT statement_id FROM printed WHERE outlet = ?"
            " AND class = ? AND statement_id > ? ORDER BY statement_id LIMIT ?) ORDER BY statement_id"
        )
        return [_decode(blob, Statement) for (blob,) in self._rows(sql, (name, witness_class, after or "", limit))]

    # ------------------------------------------------------------ figures, rejects

    def figures(
        self, after: tuple[int, str, int] | None, limit: int, story_id: str | None = None, only_conflicts: bool = False
    ) -> list[tuple[tuple[int, str, int], FigureRow]]:
        """(key, row) of figures lined up, those that do not meet first, then those of several reports, after (place, story, position)."""
        where = ["1"]
        bound: dict[str, Any] = {"limit": limit}
        if story_id is not None:
            where.append("l.story_id = :story")
            bound["story"] = story_id
        if only_conflicts:
            where.append("l.place = 0")
        if after is not None:
            where.append("(l.place, l.story_id, l.position) > (:place, :after, :position)")
            bound.update(zip(("place", "after", "position"), after, strict=True))
        sql = (
            "SELECT l.place, l.story_id, l.position, content FROM listed_figures AS l JOIN figures USING (story_id, position)"
            f" WHERE {' AND '.join(where)} ORDER BY l.place, l.story_id, l.position LIMIT :limit"
        )
        return [((place, story, number), _decode(blob, FigureRow)) for place, story, number, blob in self._rows(sql, bound)]

    def rejects(self, after: tuple[str, int, str, str] | None, limit: int) -> list[tuple[tuple[str, int, str, str], Reject]]:
        """(key, reject), by path and line."""
        where = ["1"]
        bound: dict[str, Any] = {"limit": limit}
        if after is not None:
            where.append("(l.path, l.line, l.reason, l.reject_id) > (:path, :line, :reason, :id)")
            bound.update(zip(("path", "line", "reason", "id"), after, strict=True))
        sql = (
            "SELECT l.path, l.line, l.reason, l.reject_id, content FROM listed_rejects AS l JOIN rejects USING (reject_id)"
            f" WHERE {' AND '.join(where)} ORDER BY l.path, l.line, l.reason, l.reject_id LIMIT :limit"
        )
        return [((path, line, reason, each), _decode(blob, Reject)) for path, line, reason, each, blob in self._rows(sql, bound)]

    # ------------------------------------------------------------ search

    def search(self, match: str | None, filters: Filters, after: tuple[int, float, int] | None, limit: int) -> list[Match]:
        """Printed versions, then reports, that fit an FTS5 expression (all printed versions when None), best first, after a key."""
        held = [] if after is not None and after[0] else self._search_printed(match, filters, after, limit)
        if len(held) < limit and match is not None and not any(filters):
            held += self._search_reports(match, after if after is not None and after[0] else None, limit - len(held))
        return held

    def _search_printed(self, match: str | None, filters: Filters, after: tuple[int, float, int] | None, limit: int) -> list[Match]:
        bound: dict[str, Any] = {"limit": limit, "match": match}
        where = []
        conditions = {
            "speaker": "instr(lower(speaker), lower(:speaker))",
            "outlet": "instr(lower(outlet), lower(:outlet))",
            "after": "substr(published, 1, length(:after)) >= :after",
            "before": "substr(published, 1, length(:before)) <= :before",
            "witness_class": "class = :witness_class",
        }
        for name, value in filters._asdict().items():
            if value is not None:
                where.append(conditions[name])
                bound[name] = value
        order = "rank" if match is not None else "0.0"
        if after is not None:
            where.append(f"({order}, row_id) > (:rank, :row)")
            bound.update(rank=after[1], row=after[2])
        source = "printed"
        if match is not None and not any(filters):
            # The best are found before anything else of them is read: of a common word that is a third of the work.
            beyond = "" if after is None else "AND (rank, rowid) > (:rank, :row)"
            fitting = f"SELECT rowid, rank FROM printed_search WHERE printed_search MATCH :match {beyond} ORDER BY rank, rowid LIMIT :limit"
            source, where = f"({fitting}) JOIN printed ON row_id = rowid", []
        elif match is not None:
            source = "printed_search JOIN printed ON row_id = printed_search.rowid"
            where.append("printed_search MATCH :match")
        sql = (
            f"SELECT {order}, row_id, statement_id, witness_id, quote_id, report_id, speaker, class, substr(printed.words, 1, 200)"
            f" FROM {source} WHERE {' AND '.join(where or ['1'])} ORDER BY {order}, row_id LIMIT :limit"
        )
        rows = list(self._rows(sql, bound))
        told = self._snippets("printed_search", 0, match, [row[1] for row in rows]) if match is not None else {}
        return [
            Match((0, rank, row), statement_id, witness_id, quote_id, report_id, speaker, witness_class, told.get(row, opening))
            for rank, row, statement_id, witness_id, quote_id, report_id, speaker, witness_class, opening in rows
        ]

    def _search_reports(self, match: str, after: tuple[int, float, int] | None, limit: int) -> list[Match]:
        bound: dict[str, Any] = {"match": match, "limit": limit}
        beyond = ""
        if after is not None:
            beyond = " AND (rank, rowid) > (:rank, :row)"
            bound.update(rank=after[1], row=after[2])
        sql = f"SELECT rank, rowid, report_id FROM report_search WHERE report_search MATCH :match{beyond} ORDER BY rank, rowid LIMIT :limit"
        rows = list(self._rows(sql, bound))
        told = self._snippets("report_search", 2, match, [row[1] for row in rows])
        return [Match((1, rank, row), None, None, None, report_id, None, None, told.get(row, "")) for rank, row, report_id in rows]

    def _snippets(self, table: str, column: int, match: str, rows: Sequence[int]) -> dict[int, str]:
        """The fitting words of these rows in their surroundings, between ``SNIPPET_MARKS``."""
        sql = (
            f"SELECT rowid, snippet({table}, {column}, ?, ?, '…', 24) FROM {table} WHERE {table} MATCH ?"
            " AND rowid IN (SELECT value FROM json_each(?))"
        )
        return dict(self._rows(sql, (*SNIPPET_MARKS, match, msgspec.json.encode(rows).decode())))


def _decode(blob: bytes, kind: type[_Kind]) -> _Kind:
    return msgspec.msgpack.decode(blob, type=kind)


def _listed(name: str, speaker_id: str, blob: bytes, stories: int, is_listed: int) -> ListedSpeaker:
    return ListedSpeaker((name, speaker_id), _decode(blob, SpeakerHead), stories, bool(is_listed))
