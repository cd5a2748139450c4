"""The check of a draft: its quotations against the records given, those in the database, and where there is none, the reports held."""

from __future__ import annotations

import copy
import functools
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Final, Self

import msgspec
import numpy as np
from numpy.typing import NDArray

from onrecord import collation, ingest, models, quotes, speakers
from onrecord.errors import UsageError
from onrecord.pipeline.annotating import annotate_report, read_reports
from onrecord.pipeline.check_words import file_name
from onrecord.pipeline.kept import read_records, with_event_date
from onrecord.records import (
    Annotated,
    Candidate,
    Checked,
    CheckedDraft,
    Fidelity,
    Region,
    Reject,
    Report,
    Transcript,
    Turn,
    Unmarked,
    WithinDraft,
)
from onrecord.settings import Settings
from onrecord.store import Store
from onrecord.text import digest

MOST_BYTES: Final = 200_000_000
"""Of reports, as they are stored, that a draft is held against for want of records: some 30,000 short ones, which take 300 MB."""


class Checker:
    """What drafts are checked against, read once: any number of drafts may then be checked. Nothing of a draft is kept."""

    def __init__(
        self, index: collation.RecordIndex, settings: Settings, profile: str | None = None, indirect: bool = False,
        is_of_reports: bool = False, rejects: Sequence[Reject] = (), told: Sequence[speakers.Holder] = (),
    ) -> None:  # fmt: skip
        self.index = index
        self._told = tuple(told)
        self.settings = settings
        self.rules = None if profile is None else collation.load_profile(profile)
        self.indirect = indirect
        self.is_of_reports = is_of_reports
        self.rejects = tuple(rejects)

    @classmethod
    def open(
        cls, records: Sequence[str | Path] = (), settings: Settings | None = None, *, fidelity: Fidelity | None = None,
        db: str | Path | None = None, profile: str | None = None, indirect: bool = False, use_index: bool = True,
        reports: HeldReports | None = None,
    ) -> Self:  # fmt: skip
        """The checker over transcripts, captions, pages, or folders of them, and those in a database; where there is none, its reports.

        ``rejects`` are the records that could not be used. With ``use_index``, what is read of a folder is kept beside it, and only
        files that changed are read again. ``reports`` has what was read of the reports held before.
        """
        used = settings or Settings()
        if profile is not None:
            collation.load_profile(profile)  # a name that is not known is told before all is read
        if db is not None and not Path(db).exists():
            raise UsageError(f"{db} is not there; add reports or records first, or leave --db out")
        index, rejects = read_records(list(records), used, fidelity, db, use_index)
        is_of_reports = False
        told: tuple[speakers.Holder, ...] = ()
        if db is not None and not len(index):
            held = reports or HeldReports()
            with Store(db, read_only=True) as store:
                index = held.index(store)
            is_of_reports, told = True, held.holders()
            rejects = (*rejects, *held.notes(db))
        return cls(index, used, profile, indirect, is_of_reports, rejects, told)

    @classmethod
    def of(cls, records: Iterable[str | Transcript], settings: Settings | None = None, *, profile: str | None = None,
           indirect: bool = False) -> Self:  # fmt: skip
        """The checker over transcripts in memory, or texts with ``NAME:`` turns."""
        held = [
            Transcript(record_id=digest("record", each), path=f"record {number}", text=each, turns=ingest.find_turns(each))
            if isinstance(each, str)
            else each
            for number, each in enumerate(records, 1)
        ]
        return cls(collation.RecordIndex.of(map(with_event_date, held)), settings or Settings(), profile, indirect)

    def check(self, draft: Report) -> CheckedDraft:
        """A draft with a finding for each of its quotations, in order, and what is unmarked in it where that was asked for."""
        written, draft = draft, ingest.without_markup(draft)
        annotated = annotate_report(draft, self.settings)
        if any(speaker.kind == "unnamed" and speaker.role for speaker in annotated.speakers):
            annotated = speakers.name_holders(annotated, self._holders)
        grounds = grounds_of(annotated)
        marks = [mark.inner for mark in quotes.pair_marks(draft.text)]
        title_marks = [mark.inner for mark in quotes.pair_marks(draft.title)] if draft.title else []
        asked = collation.quotations(annotated, marks, title_marks)
        findings = collation.check(draft, asked, self.index, _encode)
        unmarked = collation.check_unmarked(annotated, self.index, _encode) if self.indirect else ()
        late = tuple(self.index.records[number].transcript.path for number in sorted(self.index.later_than(draft.published)))
        if self.is_of_reports:
            findings = tuple(map(collation.as_reports, findings))
            unmarked = tuple(map(collation.unmarked_as_reports, unmarked))
        findings = tuple(msgspec.structs.replace(each, speaker_ground=grounds.get(each.quote_id)) for each in findings)
        unmarked = tuple(msgspec.structs.replace(each, speaker_ground=grounds.get(each.quote_id or "")) for each in unmarked)
        if self.rules is not None:
            findings = tuple(collation.apply_profile(finding, self.rules) for finding in findings)
        if written is not draft:
            findings = tuple(in_words_of(written.text, finding) for finding in findings)
        return CheckedDraft(draft=written, findings=findings, unmarked=unmarked, set_aside=late)

    def asked(self, profile: str | None, indirect: bool) -> Self:
        """A checker against the same, which is not read again, by other house rules and with or without what is unmarked."""
        made = copy.copy(self)
        made._holders = self._holders  # found once for all that are made of this one
        made.rules = None if profile is None else collation.load_profile(profile)
        made.indirect = indirect
        return made

    @functools.cached_property
    def _holders(self) -> tuple[speakers.Holder, ...]:
        """Who holds which office by what is held: records that call on them, or reports that say so."""
        if self.is_of_reports:
            return self._told
        return tuple(holder for record in self.index.records for holder in speakers.called_holders(record.transcript))


def grounds_of(annotated: Annotated) -> dict[str, str]:
    """For each quote whose speaker goes by another name in the draft (an office alone), the evidence for who that is."""
    grounds = {speaker.speaker_id: speaker.ground for speaker in annotated.speakers if speaker.ground}
    return {quote.quote_id: grounds[quote.speaker_id] for quote in annotated.quotes if quote.speaker_id in grounds}


class HeldReports:
    """The reports of a database as something to check against, each read once: only what came, or changed, since is read.

    They are in memory, with an index of their words: of more than ``most_bytes`` the latest are read, and it is said how many are not.
    """

    def __init__(self, most_bytes: int = MOST_BYTES) -> None:
        self._most_bytes = most_bytes
        self._read: dict[str, tuple[str, collation.RecordWords]] = {}
        self._told: dict[str, tuple[speakers.Holder, ...]] = {}
        self._left_out = 0

    def notes(self, db: str | Path) -> tuple[Reject, ...]:
        """What is to be said of the reports of the last index: that some were not compared."""
        if not self._left_out:
            return ()
        reason = f"{self._left_out:,} older reports were not compared: the latest {len(self._read):,} are as many as fit into memory"
        return (Reject(path=str(db), reason=reason, advice="add the records of what was said, or check with fewer reports", is_note=True),)

    def index(self, store: Store) -> collation.RecordIndex:
        """The index of the reports held now. Putting in order what was read takes a tenth of the time of reading it."""
        every = store.marks()
        marks = {report_id: every[report_id] for report_id in store.latest(self._most_bytes) if report_id in every}
        self._left_out = len(every) - len(marks)
        held = {report_id: each for report_id, each in self._read.items() if marks.get(report_id) == each[0]}
        for annotated in store.reports(marks.keys() - held.keys()):
            report_id = annotated.report.report_id
            held[report_id] = marks[report_id], collation.read_record(as_record(annotated))
            self._told[report_id] = speakers.told_holders(annotated.report, annotated.speakers, _name_of(annotated.report))
        self._read = held
        self._told = {report_id: told for report_id, told in self._told.items() if report_id in held}
        return collation.RecordIndex.of_words(words for _, words in held.values())

    def holders(self) -> tuple[speakers.Holder, ...]:
        """The people to whom the reports of the last index give an office."""
        return tuple(holder for report_id in sorted(self._told) for holder in self._told[report_id])


def in_words_of(text: str, finding: Checked) -> Checked:
    """The finding with the words that stand at its places in ``text``, the draft as written, which was read without its markup."""
    if finding.place == "title":
        return finding

    def region(held: Region) -> Region:
        return msgspec.structs.replace(held, witness_text=held.witness.of(text))

    def inside(held: WithinDraft) -> WithinDraft:
        regions = tuple(msgspec.structs.replace(region(each), base_text=each.base.of(text)) for each in held.regions)
        return msgspec.structs.replace(held, text=text[held.start : held.end], regions=regions)

    def candidates(held: Sequence[Candidate]) -> tuple[Candidate, ...]:
        return tuple(msgspec.structs.replace(each, regions=tuple(map(region, each.regions))) for each in held)

    return msgspec.structs.replace(
        finding, text=text[finding.start : finding.end], candidates=candidates(finding.candidates),
        nearest=candidates(finding.nearest), set_aside=candidates(finding.set_aside), within_draft=tuple(map(inside, finding.within_draft)),
    )  # fmt: skip


def check_drafts(drafts: Sequence[str | Path], checker: Checker) -> Iterator[CheckedDraft | Reject]:
    """Each draft with what its check found, and a reject for each that could not be used."""
    for draft in read_reports(list(drafts), checker.settings):
        yield draft if isinstance(draft, Reject) else checker.check(draft)


def check(
    drafts: Sequence[str | Path],
    records: Sequence[str | Path] = (),
    settings: Settings | None = None,
    fidelity: Fidelity | None = None,
    db: str | Path | None = None,
    profile: str | None = None,
    indirect: bool = False,
    use_index: bool = True,
) -> Iterator[Checked | Unmarked | Reject]:
    """A finding for each quotation of each draft, in order, and a reject for each draft or record that could not be used.

    ``records`` are transcripts, captions, pages, or folders of them; ``db`` adds those in a database, and where there is no record at
    all, its reports. With ``indirect``, what has no marks follows the quotations of its draft. Nothing of a draft is kept.
    """
    checker = Checker.open(records, settings, fidelity=fidelity, db=db, profile=profile, indirect=indirect, use_index=use_index)
    yield from checker.rejects
    for found in check_drafts(drafts, checker):
        if isinstance(found, Reject):
            yield found
        else:
            yield from found.findings
            yield from found.unmarked


def check_text(
    draft: str, records: Iterable[str | Transcript], published: str | None = None, settings: Settings | None = None
) -> tuple[Checked, ...]:
    """A finding for each quotation of a draft given as text, in order; records are transcripts, or text with ``NAME:`` turns."""
    report = Report(report_id=digest(None, None, published, None, draft), text=draft, published=published)
    return Checker.of(records, settings).check(report).findings


def as_record(annotated: Annotated) -> Transcript:
    """A report as something to check against: its quotations are the turns of its speakers."""
    names = {speaker.speaker_id: speaker.name for speaker in annotated.speakers}
    report = annotated.report
    turns = sorted(
        (Turn(speaker=names.get(quote.speaker_id or ""), span=span) for quote in annotated.quotes for span in quote.marked),
        key=lambda turn: turn.span,
    )
    return Transcript(
        record_id=report.report_id, path=_name_of(report), title=report.title, date=report.published,
        speakers=tuple(sorted({turn.speaker for turn in turns if turn.speaker})), text=report.text, turns=tuple(turns),
    )  # fmt: skip


def _name_of(report: Report) -> str:
    """What a report goes by where it stands in for a record: many reports may come out of one file.

    >>> _name_of(Report(report_id="r1", outlet="Harbour Times", title="Crane stands", text="", path="news/day.jsonl"))
    'Harbour Times, Crane stands'
    >>> _name_of(Report(report_id="r1", text="", path="news/crane.txt"))
    'crane.txt'
    """
    names = (report.outlet, report.title or (report.report_id if report.outlet else None))
    return ", ".join(each for each in names if each) or file_name(report.path or report.report_id)


def _encode(texts: Sequence[str]) -> NDArray[np.float32]:
    return _encoder().encode(texts)


@functools.cache
def _encoder() -> models.Encoder:
    """The sentence encoder, loaded once in each process, when something is first not found."""
    return models.load_encoder()
