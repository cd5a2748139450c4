"""The check of a draft: its quotations against the records given, those in the database, and where there is none, the reports held."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from onrecord import collation, dates, ingest, quotes
from onrecord.errors import UsageError
from onrecord.pipeline.annotating import annotate_report, read_reports
from onrecord.records import Annotated, Checked, Fidelity, Reject, Report, Transcript, Turn
from onrecord.settings import Settings
from onrecord.store import Store
from onrecord.text import digest


def check(
    drafts: Sequence[str | Path],
    records: Sequence[str | Path] = (),
    settings: Settings | None = None,
    fidelity: Fidelity | None = None,
    db: str | Path | None = None,
    profile: str | None = None,
) -> Iterator[Checked | Reject]:
    """A finding for each quotation of each draft, in order, and a reject for each draft or record that could not be used.

    ``records`` are transcripts, captions, pages, or folders of them; ``db`` adds those in a database, and where there is no record at
    all, its reports. Nothing of a draft is kept.
    """
    used = settings or Settings()
    rules = None if profile is None else collation.load_profile(profile)
    held: list[Transcript] = []
    for item in ingest.read_transcripts(list(records), used.ingest, fidelity, parse_published=dates.parse_published):
        if isinstance(item, Reject):
            yield item
        else:
            held.append(item)
    if db is not None:
        if not Path(db).exists():
            raise UsageError(f"{db} is not there; add reports or records first, or leave --db out")
        with Store(db, read_only=True) as store:
            held += store.transcripts()
            if not held:
                held += (as_record(annotated) for annotated in store.reports())
    index = collation.RecordIndex.of(held)
    for draft in read_reports(list(drafts), used):
        if isinstance(draft, Reject):
            yield draft
            continue
        findings = check_report(draft, index, used)
        yield from findings if rules is None else (collation.apply_profile(finding, rules) for finding in findings)


def check_text(
    draft: str, records: Iterable[str | Transcript], published: str | None = None, settings: Settings | None = None
) -> tuple[Checked, ...]:
    """A finding for each quotation of a draft given as text, in order; records are transcripts, or text with ``NAME:`` turns."""
    held = [
        Transcript(record_id=digest("record", each), path=f"record {number}", text=each, turns=ingest.find_turns(each))
        if isinstance(each, str)
        else each
        for number, each in enumerate(records, 1)
    ]
    report = Report(report_id=digest(None, None, published, None, draft), text=draft, published=published)
    return check_report(report, collation.RecordIndex.of(held), settings or Settings())


def check_report(draft: Report, index: collation.RecordIndex, settings: Settings) -> tuple[Checked, ...]:
    """A finding for each quotation of a draft, in order."""
    annotated = annotate_report(draft, settings)
    marked = [mark.inner for mark in quotes.pair_marks(draft.text)]
    return collation.check(draft, collation.quotations(annotated, marked), index)


def as_record(annotated: Annotated) -> Transcript:
    """A report as something to check against: its quotations are the turns of its speakers."""
    names = {speaker.speaker_id: speaker.name for speaker in annotated.speakers}
    report = annotated.report
    turns = sorted(
        (Turn(speaker=names.get(quote.speaker_id or ""), span=span) for quote in annotated.quotes for span in quote.marked),
        key=lambda turn: turn.span,
    )
    return Transcript(
        record_id=report.report_id, path=report.path or report.report_id, title=report.title, date=report.published,
        speakers=tuple(sorted({turn.speaker for turn in turns if turn.speaker})), text=report.text, turns=tuple(turns),
    )  # fmt: skip
