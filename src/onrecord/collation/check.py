"""The check of a draft: for every quotation, the best passages of the records held, with the differences, the speaker and the day.

What is not found is said with what was held and with what came nearest, in words and, where an encoder is given, in sense. Records of a
later day than the draft are set aside: a passage with the words is listed apart and supports nothing.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import msgspec

from onrecord.collation.classes import is_translated
from onrecord.collation.context import with_context
from onrecord.collation.finding import Asked, Found, find_passages
from onrecord.collation.index import RecordIndex
from onrecord.collation.nearest import Encode, Nearest
from onrecord.collation.quotations import Quotation
from onrecord.collation.tokens import Words, tokenize
from onrecord.collation.within import fuller_printings
from onrecord.records import Candidate, Checked, Flag, Held, Report, WithinDraft

_SHOWN: Final = 5
_LISTED: Final = 3


def check(draft: Report, quotes: Sequence[Quotation], index: RecordIndex, encode: Encode | None = None) -> tuple[Checked, ...]:
    """A finding for each quotation of a draft, in order; those of its title first.

    `encode` gives sentence vectors; it is asked only where something was not found.
    """
    read = [
        (quote, tokenize((draft.title or "") if quote.place == "title" else draft.text, [quote.span]))
        for quote in sorted(quotes, key=lambda q: (q.place != "title", q.span, q.quote_id))
    ]
    inside = fuller_printings(read)
    found = [(quote, words, *_look_up(draft, quote, words, index)) for quote, words in read]
    nearest = Nearest(index, [(words, asked) for _, words, asked, passages in found if not _kept(passages)], encode)
    return tuple(
        _finding(draft, quote, words, asked, passages, nearest, held_for(index, quote.speaker, asked), within)
        for (quote, words, asked, passages), within in zip(found, inside, strict=True)
    )


def _look_up(draft: Report, quote: Quotation, words: Words, index: RecordIndex) -> tuple[Asked, list[Found]]:
    given: list[Flag] = []
    if quote.is_headline:
        given.append("headline")
    if quote.is_translated or is_translated(words.text, quote.span):
        given.append("translated")
    asked = Asked(
        speaker=quote.speaker if quote.is_person else None,
        said=quote.said if quote.is_stated else None,
        published=draft.published,
        given=tuple(given),
    )
    return asked, find_passages(words, index, asked)


def _kept(passages: Sequence[Found]) -> list[Found]:
    return [passage for passage in passages if passage.is_support][:_SHOWN]


def _finding(
    draft: Report, quote: Quotation, words: Words, asked: Asked, passages: Sequence[Found], nearest: Nearest, held: Held,
    within: tuple[WithinDraft, ...],
) -> Checked:  # fmt: skip
    kept = _kept(passages)
    best = kept[0] if kept else None
    return Checked(
        draft=draft.path or draft.report_id,
        quote_id=quote.quote_id,
        place=quote.place,
        start=quote.span.start,
        end=quote.span.end,
        text=quote.span.of(words.text),
        speaker=quote.speaker,
        witness_class=best.comparison.witness_class if best else "not-found",
        flags=best.comparison.flags if best else asked.given,
        held=held,
        candidates=tuple(map(_shown, kept)),
        nearest=() if kept else nearest.of(words, asked, [passage for passage in passages if not passage.is_late]),
        set_aside=tuple(_shown(passage) for passage in passages if passage.is_near and passage.is_late)[:_LISTED],
        within_draft=within,
    )


def _shown(passage: Found) -> Candidate:
    return with_context(passage.candidate, passage.record)


def held_for(index: RecordIndex, speaker: str | None, asked: Asked) -> Held:
    """How many records were held, of this speaker, of this day (the day said, else the day of the draft), and of a later day."""
    of_speaker = index.of_speaker(speaker)
    day = asked.said or asked.published
    same_day = sum(day is not None and (index.day(number) or "")[:10] == day[:10] for number in of_speaker)
    late = len(index.later_than(asked.published))
    return Held(records=len(index), same_speaker=len(of_speaker), same_day=same_day, day=day, set_aside=late)


def as_reports(found: Checked) -> Checked:
    """The finding of a check against reports held, for want of records: it says so."""
    held = found.held
    return msgspec.structs.replace(
        found,
        held=msgspec.structs.replace(held, records=0, reports=held.records),
        candidates=tuple(msgspec.structs.replace(each, source="report") for each in found.candidates),
        nearest=tuple(msgspec.structs.replace(each, source="report") for each in found.nearest),
        set_aside=tuple(msgspec.structs.replace(each, source="report") for each in found.set_aside),
    )
