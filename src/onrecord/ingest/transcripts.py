"""Records to check against: transcripts, captions, pages and PDF files, with date, fidelity and turns."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import Final

from onrecord.ingest.captions import read_captions
from onrecord.ingest.decoding import decode
from onrecord.ingest.finding import read_each
from onrecord.ingest.headers import REPORT_FIELDS, read_header
from onrecord.ingest.labels import FileLabel, fidelity_of, read_label
from onrecord.ingest.opening import HEAD, KINDS, Kind, kind_of, open_input, read_bounded, seekable
from onrecord.ingest.pages import PageReader
from onrecord.ingest.rejecting import Unusable
from onrecord.ingest.rows import ParsePublished, read_iso_date
from onrecord.ingest.turns import find_turns
from onrecord.ingest.word import read_word
from onrecord.records import Fidelity, Reject, Transcript, Turn
from onrecord.settings import IngestSettings
from onrecord.text import digest, fold

RECORD_FIELDS: Final = (*REPORT_FIELDS, "speaker", "speakers", "occasion", "event", "fidelity", "place", "location", "source")


def read_transcripts(
    paths: Sequence[str | Path],
    settings: IngestSettings,
    fidelity: Fidelity | None = None,
    parse_published: ParsePublished = read_iso_date,
) -> Iterator[Transcript | Reject]:
    """The records in files, folders and globs, and a reject for each thing that could not be used.

    The text of a plain transcript is the whole decoded file, header and labels included, and its turns are spans of it. Of captions,
    pages and PDF files it is the text as read. Date, fidelity, title, occasion and speaker come from a header of lines
    ``Date:``, ``Fidelity:``, ``Title:``, ``Occasion:``, ``Speaker:``, else from the name of the file; ``fidelity`` goes before both.
    """
    with PageReader(settings.html_seconds) as pages:
        read = partial(_read_file, settings=settings, pages=pages, fidelity=fidelity, parse_published=parse_published)
        for given in paths:
            yield from read_each(given, read)


def _read_file(
    shown: str, path: Path, settings: IngestSettings, pages: PageReader, fidelity: Fidelity | None, parse_published: ParsePublished
) -> Iterator[Transcript | Reject]:
    label = read_label(_stem(path))
    with open_input(path) as stream:
        kind = kind_of(path, stream.peek(HEAD))
        if kind == "word":
            word = read_word(seekable(stream, settings.max_word_bytes), settings.max_word_bytes)
            text, problems = word.text, word.problems
            fields, turns = _read_labelled(text, label)
            fields.setdefault("title", word.title)
        elif kind in ("text", "html", "captions", "pdf"):
            data = read_bounded(stream, 4 * settings.max_report_characters + 4)
            fields, text, turns, problems = _read_text(kind, data, label, pages)
        else:
            raise Unusable(f"a record cannot be {kind}", "give text, Word (.docx), HTML, WebVTT, SubRip or PDF")
    if not text.strip():
        raise Unusable("the text is empty")
    if len(text) > settings.max_report_characters:
        raise Unusable(f"a text of {len(text):,} characters, more than {settings.max_report_characters:,}", "split it")
    written = fields.get("date")
    day = (parse_published(written) if written else None) or label.date
    title = fields.get("title") or label.title
    speaker = fields.get("speaker") or fields.get("speakers") or label.speaker
    occasion = fields.get("occasion") or fields.get("event") or label.occasion
    yield Transcript(
        record_id=digest("record", day, title, text),
        path=shown,
        title=title,
        date=day,
        speakers=_names([*(turn.speaker for turn in turns), speaker, *label.others]),
        fidelity=fidelity or fidelity_of(fields.get("fidelity")) or label.fidelity,
        occasion=occasion,
        text=text,
        turns=turns,
    )
    if written and not parse_published(written):
        yield Unusable(f"date not understood: {written[:60]!r}", "write dates as YYYY-MM-DD").reject(shown)
    for problem in problems:
        yield problem.reject(shown)


def _read_text(
    kind: Kind, data: bytes, label: FileLabel, pages: PageReader
) -> tuple[dict[str, str | None], str, tuple[Turn, ...], list[Unusable]]:
    """The header fields, text and turns of a record, and what was wrong in parts of it."""
    questioner = label.others[0] if len(label.others) == 1 else None
    if kind == "captions":
        text, turns, problems = read_captions(decode(data))
        return {}, text, turns, problems
    if kind in ("html", "pdf"):
        page = pages.read_pdf(data) if kind == "pdf" else pages.read(decode(data, is_page=True))
        text = page.get("text") or ""
        # when a page was published is not when the words were said, but better than nothing
        fields = {"title": page.get("title"), "date": None if label.date else page.get("published")}
        missing = page.get("missing")
        problems = (
            [Unusable(missing, "the rest was read; run text recognition (OCR) over those pages if they are scans")] if missing else []
        )
        return fields, text, find_turns(text, 0, label.speaker, questioner), problems
    text = decode(data)
    fields, turns = _read_labelled(text, label)
    return fields, text, turns, []


def _read_labelled(text: str, label: FileLabel) -> tuple[dict[str, str | None], tuple[Turn, ...]]:
    """The header fields of a plain transcript, and its turns by their labels."""
    questioner = label.others[0] if len(label.others) == 1 else None
    header, start = read_header(text, RECORD_FIELDS)
    return dict(header), find_turns(text, start, header.get("speaker") or label.speaker, questioner)


def _names(names: Sequence[str | None]) -> tuple[str, ...]:
    """The names once each, in order, whatever their capitals."""
    seen: dict[str, str] = {}
    for name in names:
        if name:
            seen.setdefault(fold(name), name)
    return tuple(seen.values())


def _stem(path: Path) -> str:
    """The name of the file without the extensions that say what it holds; other full stops stay."""
    for suffixes in ((".gz", ".zst"), KINDS):
        if path.suffix.lower() in suffixes:
            path = path.with_suffix("")
    return path.name
