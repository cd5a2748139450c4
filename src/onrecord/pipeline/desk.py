"""An open database and all that can be asked of it: what Python, the command line and the pages call."""

from __future__ import annotations

import collections
import datetime
import functools
import itertools
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import AbstractContextManager
from pathlib import Path
from types import TracebackType
from typing import Any, BinaryIO, Final, NamedTuple, TypeVar

import msgspec

from onrecord import collation, dates, engines, ingest
from onrecord.errors import NotHeld, SettingsError, UsageError
from onrecord.pipeline import correcting, exporting, grouping, listing, making, people, telling, tying
from onrecord.pipeline.annotating import failed, read_reports
from onrecord.pipeline.searching import parse_query
from onrecord.records import (
    Annotated,
    Checked,
    Correction,
    Fidelity,
    FigureRow,
    Reject,
    Report,
    SpeakerRow,
    Statement,
    Story,
    Transcript,
)
from onrecord.settings import Settings
from onrecord.store import Found, Store

BATCH: Final = 200
RECORD_CHARACTERS: Final = 10_000_000  # of records that are stored at a time: for each time all reports held are read through
LET_IN: Final = 400  # reports at the most that are let in, placed and told of at a time; others who write must wait for it
FEWEST: Final = 100  # of fewer, the reports of one event come at many times, and each makes all of their story again
SECONDS: Final = 15  # beyond which a time takes fewer: who waits for the database gives up after thirty
PAUSE: Final = 0.12  # seconds between two such times; whoever waits for the database looks every tenth of a second whether it is free
SHORTEST_PREFIX: Final = 6
MOST_LISTED: Final = 8
Item = TypeVar("Item")
Shown = Story | Statement | Annotated | SpeakerRow | Transcript


class Added(NamedTuple):
    """What came of adding: inputs read, new ones stored, those already there, those rejected, and those let into stories so far."""

    read: int = 0
    stored: int = 0
    already_there: int = 0
    rejected: int = 0
    let_in: int = 0


class Hit(NamedTuple):
    """One answer of a search: a printed version, or (then without a statement) a report whose own text fits."""

    kind: str
    report_id: str
    outlet: str | None
    published: str | None
    speaker: str | None
    statement_id: str | None
    quote_id: str | None
    witness_class: str | None
    snippet: str

    def as_data(self) -> dict[str, str | None]:
        """Plain data, with the field names of the contract."""
        return {"class" if name == "witness_class" else name: value for name, value in self._asdict().items()}


class Desk:
    """The reports, statements and speakers held in one database.

    >>> with Desk(":memory:") as desk:
    ...     list(desk.stories())
    []
    """

    def __init__(self, path: str | Path = "onrecord.db", settings: Settings | None = None, read_only: bool = False) -> None:
        """Open the database at ``path``, made if need be; raises `StoreError`. With ``read_only`` nothing is written."""
        self.settings = settings or Settings()
        self._store = Store(path, read_only)
        self.reader = self._store.reader()
        self._at_once = LET_IN
        if not read_only and self._store.listing().is_stale():  # a database that an older onrecord wrote
            with self._store.transaction():
                listing.refresh(self._store)

    def __enter__(self) -> Desk:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.close()

    def close(self) -> None:
        """Close the database."""
        self._store.close()

    # ------------------------------------------------------------ putting in and taking out

    def add(
        self,
        inputs: str | Path | Iterable[str | Path | Report | Reject],
        *,
        as_record: bool = False,
        fidelity: Fidelity | None = None,
        processes: int | None = None,
        stdin: BinaryIO | None = None,
        on_item: Callable[[Added], None] | None = None,
        mixed: bool = False,
    ) -> Added:
        """Read, annotate, link and store the inputs (files, folders, globs, ``-``, or records) and count what came of them.

        May be interrupted and repeated: what is there already stays as it is. With ``as_record`` the inputs are transcripts and the like.
        ``on_item`` is called with the counts so far. What was read is let into stories some hundred reports at a time, those of one day
        together, each time in a transaction of its own: who reads sees whole stories only, and who writes waits for seconds, not for all.
        Raises `SettingsError` where other settings or weights made what is held, unless ``mixed`` says that this is meant.
        """
        listed: list[str | Path | Report | Reject] = [inputs] if isinstance(inputs, (str, Path)) else list(inputs)
        self._agree(is_reading=not as_record, mixed=mixed)
        if as_record:
            counts = self._add_transcripts([str(each) for each in listed if not isinstance(each, (Report, Reject))], fidelity)
        else:
            with self._store.transaction():
                run = self._store.places.new_run()
            counts = self._add_reports(listed, run, processes, stdin, on_item)
            counts = self._let_in(run, counts, on_item)
        self._group_all()
        return counts

    def _agree(self, is_reading: bool, mixed: bool = False) -> None:
        """See that these settings made what is held, and note them where nothing is held yet; raises `SettingsError`."""
        found = making.differences(self._store, self.settings, is_reading=is_reading)
        if found and not mixed:
            raise SettingsError(
                f"the database was made by other settings or weights: {'; '.join(found)}. Give those again, or let onrecord renew"
                " read and group all that is held by these"
            )
        held = self._store.made_with()
        if found or (is_reading and not held):
            with self._store.transaction():
                self._store.put_made_with(making.joined(held, self.settings, is_reading=is_reading))

    def renew(self, *, processes: int | None = None, on_item: Callable[[Added], None] | None = None) -> Added:
        """Read all reports held again, by the settings of now, and put them together anew: what adding all of them to an empty desk gives.

        May be interrupted and repeated: it goes on where it was; until it is done, adding is refused. Corrections stay.
        """
        with self._store.transaction():
            made = making.made_with(self.settings)
            if self._store.made_with() != made or not self._store.to_read_again():
                self._store.read_all_again()
            self._store.put_made_with(made)
            run = self._store.places.new_run()
        asked: collections.deque[str] = collections.deque()

        def reports() -> Iterator[Report]:
            for version_id in self._store.to_read_again():
                if (held := self._store.version(version_id)) is not None:
                    asked.append(version_id)
                    yield held

        counts = Added()
        results = engines.run(functools.partial(grouping.prepare, settings=self.settings), reports(), processes)
        while batch := list(itertools.islice(results, BATCH)):
            with self._store.transaction():
                for result in batch:
                    read = None
                    if isinstance(result, engines.Failed):
                        self._store.put_reject(failed(result.item, result.reason))
                    elif not isinstance(result, Reject):
                        read = result
                    self._store.read_again(asked.popleft(), read, run)
                    counts = counts._replace(read=counts.read + 1, rejected=counts.rejected + (read is None))
            if on_item is not None:
                on_item(counts)
        counts = self._let_in(None, counts, on_item)
        self._group_all()
        return counts

    def _let_in(self, run: int | None, counts: Added, on_item: Callable[[Added], None] | None) -> Added:
        """Place what waits for this run (for any, if None), link it, and make what is told of it; some hundred reports at a time."""
        while True:
            asked = self._at_once
            with self._store.transaction():
                started = time.monotonic()
                come = self._store.let_in(run, asked)
                if come:
                    self._group(asked)
            self._pace(time.monotonic() - started, is_full=come == asked)
            counts = counts._replace(let_in=counts.let_in + come)
            if on_item is not None:
                on_item(counts)
            if come < asked:
                return counts
            time.sleep(PAUSE)

    def _group_all(self) -> None:
        """Make all again that waits for it, some hundred reports at a time."""
        while True:
            with self._store.transaction():
                started = time.monotonic()
                self._group(self._at_once)
            is_full = bool(self._store.unlinked(1))
            self._pace(time.monotonic() - started, is_full)
            if not is_full:
                return
            time.sleep(PAUSE)

    def _pace(self, seconds: float, is_full: bool) -> None:
        """Choose how many come at the next time by how long this one took, so that a slow machine, or dense news, holds up nobody.

        What is held in the end does not depend on it.
        """
        fitting = int(self._at_once * SECONDS / max(seconds, 0.001))
        if fitting < self._at_once or is_full:
            self._at_once = min(LET_IN, max(FEWEST, min(fitting, 2 * self._at_once)))

    def _add_reports(
        self, listed: list[str | Path | Report | Reject], run: int, processes: int | None, stdin: BinaryIO | None,
        on_item: Callable[[Added], None] | None,
    ) -> Added:  # fmt: skip
        paths = [each for each in listed if not isinstance(each, (Report, Reject))]
        reports: Iterable[Report | Reject] = (each for each in listed if isinstance(each, (Report, Reject)))
        stage = functools.partial(grouping.prepare, settings=self.settings)
        results = engines.run(stage, itertools.chain(reports, read_reports(paths, self.settings, stdin)), processes)
        counts = Added()
        while batch := list(itertools.islice(results, BATCH)):
            with self._store.transaction():
                for result in batch:
                    counts = self._keep(result, counts, run)
            if on_item is not None:
                on_item(counts)
        return counts

    def _keep(self, result: Any, counts: Added, run: int) -> Added:
        read = counts.read + 1
        if isinstance(result, engines.Failed):
            result = failed(result.item, result.reason)
        if isinstance(result, Reject):
            self._store.put_reject(result)
            if result.is_note:  # its input comes, too, and counts
                return counts
            # A reject that names its report is about a part of it: the report itself is stored and counted beside it.
            return counts._replace(rejected=counts.rejected + 1, read=read if result.report_id is None else counts.read)
        annotated, features = result
        if self._store.put_report(annotated, features, run):
            return counts._replace(read=read, stored=counts.stored + 1)
        return counts._replace(read=read, already_there=counts.already_there + 1)

    def _add_transcripts(self, paths: Sequence[str], fidelity: Fidelity | None) -> Added:
        counts = Added()
        read = ingest.read_transcripts(paths, self.settings.ingest, fidelity, parse_published=dates.parse_published)
        for batch in _batches(read, RECORD_CHARACTERS):
            records = [item for item in batch if not isinstance(item, Reject) and not self._store.holds_record(item.record_id)]
            bearing = grouping.Bearing(self._store, records)
            with self._store.transaction():
                for item in batch:
                    if isinstance(item, Reject):
                        self._store.put_reject(item)
                        rejected = not item.is_note
                        counts = counts._replace(read=counts.read + rejected, rejected=counts.rejected + rejected)
                    else:
                        new = self._store.put_transcript(item)
                        counts = counts._replace(
                            read=counts.read + 1, stored=counts.stored + new, already_there=counts.already_there + (not new)
                        )
                bearing.unlink()
        return counts

    def remove(self, ids: str | Iterable[str], reason: str | None = None) -> list[str]:
        """Take reports (or records) and all that came from them out again; the ids taken out. Raises `NotHeld` before anything is done."""
        self._agree(is_reading=False)
        listed = list(dict.fromkeys([ids] if isinstance(ids, str) else ids))
        now = _now()
        records = {each: held for each in listed if (held := self.reader.transcript(each)) is not None}
        for each in listed:
            if each not in records and not self._store.holds_report(each):
                raise _not_held(each)
        left = iter(listed)
        while batch := list(itertools.islice(left, self._at_once)):
            bearing = grouping.Bearing(self._store, [records[each] for each in batch if each in records])
            with self._store.transaction():
                started = time.monotonic()
                for each in batch:
                    self._remove_one(each, now, reason)
                bearing.unlink()
                self._group(self._at_once)
            self._pace(time.monotonic() - started, is_full=len(batch) == self._at_once)
            time.sleep(PAUSE if len(batch) < len(listed) else 0)
        self._group_all()
        return listed

    def _remove_one(self, item_id: str, now: str, reason: str | None) -> None:
        if self._store.holds_report(item_id):
            grouping.take_out(self._store, item_id, now, reason, self.settings)
        elif not self._store.remove_transcript(item_id, now, reason):
            raise _not_held(item_id)

    def correct(
        self, verb: str, subject: str, other: str | None = None, *, by: str | None = None, reason: str | None = None
    ) -> Correction:
        """Keep a correction and make again what it bears on; what it says is applied on every later run, until it is undone.

        ``verb`` is one of those of `Correction`. Raises `UsageError` where it makes no sense, `NotHeld` where it names nothing held.
        """
        self._agree(is_reading=False)
        made = correcting.make_correction(verb, subject, other, by, _now(), reason)
        with self._store.transaction():
            touched = correcting.reports_touched(self._store, made)
            if not touched:
                said = " ".join(part for part in (verb, subject, other) if part)
                raise NotHeld(f"{said}: nothing held goes by that; onrecord speakers --all lists names, onrecord stories reports")
            self._apply(made, touched)
        return made

    def _apply(self, made: Correction, touched: Sequence[str]) -> None:
        self._store.put_correction(made)
        self._store.unlink(touched)
        self._group()

    def undo(self, correction_id: str) -> Correction:
        """Undo a correction (it stays listed, with the time) and make again what it bore on; raises `NotHeld`."""
        held = next((each for each in self._store.corrections() if each.correction_id == correction_id), None)
        if held is None or held.undone_at is not None:
            raise NotHeld(f"no correction in force has the id {correction_id}; onrecord correct --list lists them")
        self._agree(is_reading=False)
        undone = msgspec.structs.replace(held, undone_at=_now())
        with self._store.transaction():
            touched = correcting.reports_touched(self._store, held)
            self._apply(undone, touched)
        return undone

    def corrections(self) -> list[Correction]:
        """All corrections, undone ones too, in order of time."""
        return self._store.corrections()

    def import_corrections(self, corrections: Iterable[Correction]) -> int:
        """Keep corrections made elsewhere, also those about reports that are still to come; how many."""
        self._agree(is_reading=False)
        count = 0
        with self._store.transaction():
            for each in corrections:
                self._store.put_correction(each)
                self._store.unlink(correcting.reports_touched(self._store, each))
                count += 1
            self._group()
        return count

    def _group(self, most: int | None = None) -> None:
        with self._store.transaction():
            grouping.group(self._store, self.settings, most)
            listing.refresh(self._store)

    # ------------------------------------------------------------ asking

    def counts(self) -> dict[str, int]:
        """How many reports, stories, statements, notable statements, printed versions, transcripts and rejects are held."""
        return self._store.counts()

    def waiting(self) -> int:
        """How many reports are stored and not yet let into stories: by an adding that is under way, or was interrupted."""
        return self._store.places.waiting()

    def stories(self) -> Iterator[Story]:
        """All stories, the latest first."""
        return self._store.stories()

    def statements(
        self,
        story: str | None = None,
        speaker: str | None = None,
        notable: bool = False,
        limit: int | None = None,
        profile: str | None = None,
    ) -> Iterator[Statement]:
        """Statements, those that most need an eye first.

        ``speaker`` is an id or part of a name; ``notable`` leaves out those that need no eye; ``profile`` is the name of house rules, or a
        TOML file of them, by which differences are judged: without it there is no verdict. Raises `NotHeld`, `SettingsError`.
        """
        held = None if story is None else self._story(story).story_id
        found = self._store.statements(held, speaker, notable, limit)
        rules = None if profile is None else collation.load_profile(profile)
        return found if rules is None else (collation.apply_profile(statement, rules) for statement in found)

    def story(self, story_id: str) -> Story:
        """A story by its id, or by one that it had before; raises `NotHeld`."""
        return self._story(story_id)

    def _story(self, story_id: str) -> Story:
        found = self._store.story(story_id)
        if found is None:
            raise NotHeld(f"no story has the id {story_id}; onrecord stories lists those held")
        return found

    def speakers(self, everyone: bool = False) -> list[SpeakerRow]:
        """Who is quoted, has a role or appears in more than one story (with ``everyone``: all who are named), by name.

        Raises `SettingsError` where the table of Wikidata ids that the settings name cannot be used.
        """
        return people.speaker_rows(self._store, everyone, self.settings.speakers)

    def figures(self, story: str | None = None) -> Iterator[FigureRow]:
        """Figures lined up across the reports of each story."""
        return self._store.figures(None if story is None else self._story(story).story_id)

    def rejects(self) -> list[Reject]:
        """Inputs, or parts of them, that could not be used."""
        return self._store.rejects()

    def report(self, report_id: str) -> Annotated:
        """A report with all that was read in it; raises `NotHeld`."""
        found = self._store.report(report_id)
        if found is None:
            raise NotHeld(f"no report has the id {report_id}")
        return found

    def labels(self) -> dict[str, str]:
        """What each report goes by: its outlet, else the name of its file, else its id."""
        return {report_id: telling.label_of(report_id, outlet, path) for report_id, outlet, path in self._store.sources()}

    def search(self, query: str, limit: int = 50) -> list[Hit]:
        """Printed versions, then reports, that hold the words, "phrases" and filters of the query; raises `UsageError`."""
        wanted = parse_query(query)
        hits = [_hit(found) for found in self._store.search(wanted.match, wanted.filters, limit)]
        if wanted.match and not any(wanted.filters) and len(hits) < limit:
            for report_id, snippet in self._store.search_reports(wanted.match, limit - len(hits)):
                report = self.report(report_id).report
                hits.append(Hit("report", report_id, report.outlet, report.published, None, None, None, None, snippet))
        return hits

    def show(self, wanted: str) -> Shown:
        """The story, statement, report, speaker or record with this id, the start of one (6 characters or more), or a speaker's name.

        Raises `NotHeld` where nothing fits, `UsageError` where several do.
        """
        exact = self._store.story(wanted) or self._store.statement(wanted) or self._store.report(wanted)
        if exact is not None:
            return exact
        people_held = self.speakers(everyone=True)
        near: dict[str, Shown] = {}
        for row in people_held:
            if wanted == row.speaker_id or wanted.casefold() in {name.casefold() for name in (row.name, *row.aliases)}:
                near[row.speaker_id] = row
        if not near and len(wanted) >= SHORTEST_PREFIX:
            near = {item_id: item for item_id, item in self._all_items(people_held) if item_id.startswith(wanted)}
        if not near:
            raise NotHeld(f"nothing held has the id or name {wanted}; onrecord stories, statements and speakers list what is held")
        if len(near) > 1:
            listed = ", ".join(sorted(near)[:MOST_LISTED]) + (f" and {len(near) - MOST_LISTED} more" if len(near) > MOST_LISTED else "")
            raise UsageError(f"{wanted} may be any of {listed}: give one of these ids")
        return next(iter(near.values()))

    def _all_items(self, people_held: Iterable[SpeakerRow]) -> Iterator[tuple[str, Shown]]:
        for story in self._store.stories():
            yield story.story_id, story
        for statement in self._store.statements():
            yield statement.statement_id, statement
        for report_id in self._store.report_ids():
            yield report_id, self.report(report_id)
        for row in people_held:
            yield row.speaker_id, row
        for transcript in self._store.transcripts():
            yield transcript.record_id, transcript

    def why(self, story: Story) -> list[str]:
        """What ties the reports of a story together, in words."""
        return tying.why(self._store, story)

    def within(self, seconds: float) -> AbstractContextManager[None]:
        """A block in which what is asked is stopped when it takes longer; raises `TooSlow`."""
        return self.reader.within(seconds)

    def transcripts(self) -> Iterator[Transcript]:
        """The records held."""
        return self._store.transcripts()

    # ------------------------------------------------------------ handing on

    def export(self, form: str, folder: str | Path) -> list[Path]:
        """What was written into ``folder``: a file a table; for ``tei`` a folder a story, for ``jsonld`` one file. Raises `UsageError`."""
        return exporting.export(self._store, form, Path(folder), self.speakers(everyone=True))


def _batches(items: Iterable[Transcript | Reject], most: int) -> Iterator[list[Transcript | Reject]]:
    """The items in order, as many at a time as reach so many characters."""
    batch: list[Transcript | Reject] = []
    size = 0
    for item in items:
        batch.append(item)
        size += len(item.reason if isinstance(item, Reject) else item.text)
        if size >= most:
            yield batch
            batch, size = [], 0
    if batch:
        yield batch


def _not_held(item_id: str) -> NotHeld:
    return NotHeld(f"no report or record has the id {item_id}; onrecord stories --format jsonl lists the ids of the reports held")


def _now() -> str:
    return datetime.datetime.now(datetime.UTC).isoformat(timespec="seconds")


def _hit(found: Found) -> Hit:
    return Hit(
        "quotation", found.report_id, found.outlet, found.published, found.speaker, found.statement_id, found.quote_id,
        found.witness_class, found.snippet,
    )  # fmt: skip


__all__ = ["Added", "Checked", "Desk", "Hit"]
