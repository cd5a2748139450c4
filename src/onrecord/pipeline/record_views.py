"""The pages of records: which are held, and the text of one with the place at which a quotation, or a statement, stands."""

from __future__ import annotations

from bisect import bisect_left
from typing import Final

from onrecord.errors import NotHeld
from onrecord.pipeline import lines, telling
from onrecord.pipeline.asking import paging, read_key, with_query
from onrecord.pipeline.report_views import page_end, page_with
from onrecord.pipeline.views import Paging, RecordLine, RecordPage, RecordPiece, RecordsPage, RecordText, address
from onrecord.records import Span, Transcript
from onrecord.store import Reader, RecordHead

LISTED: Final = 50
SPEAKERS: Final = 4
MOST_PLACE: Final = 20_000  # characters that a place may have


def record_of(reader: Reader, record_id: str) -> Transcript:
    """The record with this id; raises `NotHeld`."""
    found = reader.transcript(record_id)
    if found is None:
        raise NotHeld(f"no record has the id {lines.clipped(record_id, 80)}")
    return found


def record_line(held: Transcript | RecordHead) -> RecordLine:
    """A record in a list."""
    file = held.path.replace("\\", "/").rsplit("/", 1)[-1]
    return RecordLine(
        record_id=held.record_id, title=lines.clipped(held.title or file, lines.LONGEST_TITLE),
        file=lines.clipped(file, lines.LONGEST_TITLE), date_words=telling.date_words(held.date),
        occasion=None if held.occasion is None else lines.clipped(held.occasion, 160),
        fidelity_words=telling.FIDELITY_WORDS[held.fidelity] if held.fidelity else "fidelity not stated",
        speakers=tuple(lines.clipped(each, 80) for each in held.speakers[:SPEAKERS]),
    )  # fmt: skip


def records_page(reader: Reader, after: str | None = None, limit: int = LISTED) -> RecordsPage:
    """Records, the latest first."""
    held = reader.record_heads(read_key(after, tuple[str, str]), limit + 1)
    return RecordsPage(
        records=tuple(record_line(each) for _, each in held[:limit]), count=reader.counts()["transcripts"],
        paging=paging([key for key, _ in held], limit, "/records", {}, after),
    )  # fmt: skip


def place_of(held: Transcript, words: str) -> Span | None:
    """Where a record first has these very words; None where it does not."""
    start = held.text.find(words) if words else -1
    return None if start < 0 else Span(start, start + len(words))


def place_address(record_id: str, place: Span | None) -> str:
    """The address of a place in a record, or of its beginning.

    >>> place_address("r1", Span(4, 20))
    '/records/r1?at=4&to=20#at'
    """
    path = address("records", record_id)
    return path if place is None else with_query(path, {"at": str(place.start), "to": str(place.end)}) + "#at"


def record_page(held: Transcript, place: Span | None = None, start: int = 0) -> RecordPage:
    """A record's page from ``start`` on, or from where it holds the place that was asked for."""
    text = held.text
    marked = None if place is None else Span(min(place.start, len(text)), min(place.end, place.start + MOST_PLACE, len(text)))
    begin = min(start, len(text)) if marked is None or start else page_with(text, marked.start)
    end = page_end(text, begin)
    times = {turn.span.start: turn.time for turn in held.turns if turn.time is not None and begin <= turn.span.start < end}
    timed = sorted(times)
    texts: list[RecordText] = []
    here = begin
    while here < end:
        stop = text.find("\n", here, end)
        stop = end if stop < 0 else stop
        if text[here:stop].strip():
            first = bisect_left(timed, here)
            time = times[timed[first]] if first < len(timed) and timed[first] < stop else None
            texts.append(RecordText(pieces=_pieces(text, Span(here, stop), marked), time=time))
        here = stop + 1
    path = address("records", held.record_id)
    return RecordPage(
        line=record_line(held), texts=tuple(texts),
        paging=Paging(next=with_query(path, {"from": str(end)}) if end < len(text) else None, first=path if begin else None),
    )  # fmt: skip


def _pieces(text: str, line: Span, marked: Span | None) -> tuple[RecordPiece, ...]:
    if marked is None or marked.start >= line.end or marked.end <= line.start:
        return (RecordPiece(text=text[line.start : line.end]),)
    start, end = max(line.start, marked.start), min(line.end, marked.end)
    is_first = line.start <= marked.start
    pieces = (
        RecordPiece(text=text[line.start : start]), RecordPiece(text=text[start:end], is_place=True, is_first=is_first),
        RecordPiece(text=text[end : line.end]),
    )  # fmt: skip
    return tuple(each for each in pieces if each.text)
