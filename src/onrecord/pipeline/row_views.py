"""The rows of every list as plain data, a slice at a time: what ``.json`` and ``.csv`` give, and what the command line prints."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final, NamedTuple

import msgspec

from onrecord.pipeline.annotating import as_line
from onrecord.pipeline.asking import read_key, write_key
from onrecord.pipeline.list_views import checked_query, outlet_of
from onrecord.pipeline.listing import SURE
from onrecord.pipeline.searching import parse_query
from onrecord.records import Annotated, Statement, Transcript, as_data
from onrecord.store import SNIPPET_MARKS, OutletCount, Reader

Row = dict[str, Any]
MOST_BYTES: Final = 150_000


MOST_CHARACTERS: Final = 100_000  # of a report's text in one answer
MOST_WITNESSES: Final = 200  # of a statement in one answer


class Slice(NamedTuple):
    """Some rows of a list, and the key after which it goes on; None at its end."""

    rows: list[Row]
    next: str | None


def _slice(rows: list[Row], keys: list[Any], limit: int) -> Slice:
    shown = rows[: min(limit, _that_fit(rows))]
    return Slice(shown, write_key(keys[len(shown) - 1]) if len(keys) > len(shown) else None)


def _that_fit(rows: list[Row]) -> int:
    """How many rows go into one answer: at least one, and no more than stay within its size."""
    size = 0
    for number, row in enumerate(rows):
        size += len(msgspec.json.encode(row))
        if size > MOST_BYTES and number:
            return number
    return len(rows)


def notable(reader: Reader, chosen: Mapping[str, str], after: str | None, unsure: bool, limit: int) -> Slice:
    """Statements that need an eye, the most telling first."""
    held = reader.told(read_key(after, tuple[int, str, str]), limit + 1, 0 if unsure else SURE, chosen)
    found = (reader.statement(each.statement_id) for each in held[:limit])
    return _slice([as_data(each) for each in found if each is not None], [each.key for each in held], limit)


def stories(reader: Reader, after: str | None, limit: int) -> Slice:
    """Stories, the latest first."""
    held = reader.stories(read_key(after, tuple[str, str]), limit + 1)
    return _slice([as_data(each) for each in held], [(each.last or "", each.story_id) for each in held], limit)


def speakers(reader: Reader, query: str | None, after: str | None, limit: int) -> Slice:
    """Speakers who are listed, by name."""
    held = reader.speakers(read_key(after, tuple[str, str]), limit + 1, checked_query(query))
    rows = (reader.speaker_row(each.head.speaker_id) for each in held[:limit])
    return _slice([as_data(each) for each in rows if each is not None], [each.key for each in held], limit)


def outlets(reader: Reader, after: str | None, limit: int) -> Slice:
    """Outlets by name."""
    key = read_key(after, tuple[str])
    held = reader.outlets(None if key is None else key[0], limit + 1)
    return _slice(list(map(_outlet_row, held)), [(each.name,) for each in held], limit)


def outlet(reader: Reader, name: str) -> Row:
    """An outlet with how many printed versions of each class it has; raises `NotHeld`."""
    held = outlet_of(reader, name)
    return {**_outlet_row(held), "classes": reader.outlet_classes(name)}


def _outlet_row(held: OutletCount) -> Row:
    return {"outlet": held.name, "reports": held.reports, "printed": held.printed, "first": held.first, "last": held.last}


def figures(reader: Reader, only_conflicts: bool, after: str | None, limit: int) -> Slice:
    """Rows of figures: those that do not meet, then those that several reports give, then the others."""
    held = reader.figures(read_key(after, tuple[int, str, int]), limit + 1, None, only_conflicts)
    return _slice([as_data(row) for _, row in held], [key for key, _ in held], limit)


def rejects(reader: Reader, after: str | None, limit: int) -> Slice:
    """Rejects by path and line."""
    held = reader.rejects(read_key(after, tuple[str, int, str, str]), limit + 1)
    return _slice([as_data(reject) for _, reject in held], [key for key, _ in held], limit)


def records(reader: Reader, after: str | None, limit: int) -> Slice:
    """Records without their texts, the latest first."""
    held = reader.record_heads(read_key(after, tuple[str, str]), limit + 1)
    return _slice([as_data(each) for _, each in held], [key for key, _ in held], limit)


def record(held: Transcript, start: int = 0, most: int = MOST_CHARACTERS) -> Row:
    """A record from a place in its text on, with the turns that begin in that stretch; ``next`` is where it goes on, None at its end."""
    size = len(held.text)
    start = min(start, size)
    end = min(start + most, size)
    turns = [as_data(each) for each in held.turns if start <= each.span.start < end]
    stretch = {"text": held.text[start:end], "text_span": [start, end], "characters": size, "next": end if end < size else None}
    return {**as_data(held), "turns": turns, **stretch}


def hits(reader: Reader, query: str, after: str | None, limit: int) -> Slice:
    """The answers to a query, best first, none to none; raises `UsageError` where it cannot be asked."""
    if not query.strip():
        return Slice([], None)
    wanted = parse_query(query.replace("\x00", ""))
    held = reader.search(wanted.match, wanted.filters, read_key(after, tuple[int, float, int]), limit + 1)
    heads = reader.heads(each.report_id for each in held[:limit])
    rows = [
        {
            "kind": "quotation" if each.statement_id is not None else "report", "report_id": each.report_id,
            "outlet": heads[each.report_id].outlet, "published": heads[each.report_id].published, "speaker": each.speaker,
            "statement_id": each.statement_id, "quote_id": each.quote_id, "class": each.witness_class, "snippet": bracketed(each.snippet),
        }
        for each in held[:limit]
        if each.report_id in heads
    ]
    return _slice(rows, [each.key for each in held], limit)


def report(annotated: Annotated, start: int = 0, most: int = MOST_CHARACTERS) -> Row:
    """A report from a place in its text on, with what begins in that stretch; ``next`` is the place where it goes on, None at its end.

    Offsets are those of the whole text, of which ``text`` is the stretch ``text_span``.
    """
    row = as_line(annotated)
    size = len(row["text"])
    start = min(start, size)
    end = min(start + most, size)

    def begins_here(spans: list[list[int]]) -> bool:
        return start <= spans[0][0] < end if spans else start == 0

    for name in ("entities", "dates", "figures"):
        row[name] = [each for each in row[name] if begins_here([each["span"]])]
    row["quotes"] = [quote for quote in row["quotes"] if begins_here(quote["content"])]
    saying = {quote["speaker_id"] for quote in row["quotes"]}
    for speaker in row["speakers"]:
        speaker["mentions"] = [span for span in speaker["mentions"] if start <= span[0] < end]
    row["speakers"] = [each for each in row["speakers"] if each["mentions"] or each["speaker_id"] in saying or (start == 0 and end == size)]
    return {**row, "text": row["text"][start:end], "text_span": [start, end], "characters": size, "next": end if end < size else None}


def statement(held: Statement, start: int = 0, most: int = MOST_WITNESSES) -> Row:
    """A statement with so many of its printed versions, in order, and as many of its conflicts and echoes.

    ``printed``, ``conflicts_held`` and ``echoes_held`` say how many there are; ``next`` is the number of the one with which the longest of
    the three lists goes on, None at its end.
    """
    end = start + most
    shown = msgspec.structs.replace(
        held, witnesses=held.witnesses[start:end], conflicts=held.conflicts[start:end], echoes=held.echoes[start:end]
    )
    sizes = {"printed": len(held.witnesses), "conflicts_held": len(held.conflicts), "echoes_held": len(held.echoes)}
    return {**as_data(shown), **sizes, "next": end if end < max(sizes.values()) else None}


def bracketed(snippet: str) -> str:
    """A snippet with the fitting words in brackets."""
    opening, closing = SNIPPET_MARKS
    return snippet.replace(opening, "[").replace(closing, "]")
