"""What a draft says without quotation marks, beside what records say: attributions in the reporter's words, and figures."""

from __future__ import annotations

from bisect import bisect_right
from itertools import accumulate
from typing import Final

import msgspec

from onrecord.collation.check import held_for
from onrecord.collation.finding import Asked
from onrecord.collation.index import RecordIndex
from onrecord.collation.nearest import Encode, Nearest
from onrecord.collation.tokens import NUMBER, Words, tokenize
from onrecord.records import Annotated, Span, Unmarked
from onrecord.text import sentences

_MOST: Final = 500  # attributions and figures of one draft
_AROUND: Final = 12  # words on each side of a figure that say what it counts


def check_unmarked(annotated: Annotated, index: RecordIndex, encode: Encode | None = None) -> tuple[Unmarked, ...]:
    """The unmarked attributions and the figures outside quotation marks of a draft, in order, with their best passages."""
    listed = sorted([*_attributions(annotated), *_figures(annotated)], key=lambda row: (row[0].start, row[0].end, row[0].unmarked))[:_MOST]
    nearest = Nearest(index, [(words, asked) for _, words, asked in listed], encode)
    return tuple(
        msgspec.structs.replace(
            unmarked, held=held_for(index, unmarked.speaker, asked), passages=nearest.passages(words, asked, _numbers(unmarked, words))
        )
        for unmarked, words, asked in listed
    )


def _attributions(annotated: Annotated) -> list[tuple[Unmarked, Words, Asked]]:
    report = annotated.report
    names = {speaker.speaker_id: speaker.name for speaker in annotated.speakers}
    people = {speaker.speaker_id for speaker in annotated.speakers if speaker.kind == "person"}
    found = []
    for quote in annotated.quotes:
        if quote.kind != "indirect" or not quote.content:
            continue
        name = names.get(quote.speaker_id or "")
        said = quote.said.value if quote.said is not None and quote.said.basis == "stated" else None
        span = Span(quote.content[0].start, quote.content[-1].end)
        unmarked = Unmarked(
            draft=report.path or report.report_id, unmarked="attribution", quote_id=quote.quote_id,
            start=span.start, end=span.end, text=span.of(report.text), speaker=name,
        )  # fmt: skip
        asked = Asked(speaker=name if quote.speaker_id in people else None, said=said, published=report.published)
        found.append((unmarked, tokenize(report.text, quote.content), asked))
    return found


def _figures(annotated: Annotated) -> list[tuple[Unmarked, Words, Asked]]:
    report = annotated.report
    marked = sorted(span for quote in annotated.quotes for span in quote.marked)
    starts, reach = [span.start for span in marked], list(accumulate((span.end for span in marked), max))
    told = sentences(report.text)
    begins = [span.start for span in told]
    found = []
    for figure in annotated.figures:
        before = bisect_right(starts, figure.span.start)
        if before and reach[before - 1] >= figure.span.end:
            continue
        at = bisect_right(begins, figure.span.start) - 1
        around = told[at] if at >= 0 and told[at].end >= figure.span.end else figure.span
        unmarked = Unmarked(
            draft=report.path or report.report_id, unmarked="figure", start=figure.span.start, end=figure.span.end,
            text=figure.span.of(report.text), speaker=figure.according_to, figure=figure,
        )  # fmt: skip
        found.append((unmarked, _near(tokenize(report.text, [around]), figure.span), Asked(speaker=None, published=report.published)))
    return found


def _near(words: Words, span: Span) -> Words:
    """The words next to a span, at most so many on each side."""
    first = bisect_right(words.end, span.start)
    last = max(first, bisect_right(words.start, span.end - 1))
    low, high = max(0, first - _AROUND), min(len(words), last + _AROUND)
    if low >= high:
        return words
    return tokenize(words.text, [Span(words.start[low], words.end[high - 1])])


def _numbers(unmarked: Unmarked, words: Words) -> frozenset[str]:
    """The numbers that a passage should hold to be beside a figure."""
    if unmarked.figure is None:
        return frozenset()
    span = unmarked.figure.span
    return frozenset(
        norm
        for norm, start, end, flag in zip(words.norm, words.start, words.end, words.flags, strict=True)
        if flag & NUMBER and start < span.end and span.start < end
    )


def unmarked_as_reports(found: Unmarked) -> Unmarked:
    """What `check_unmarked` found among reports held, for want of records: it says so."""
    held = found.held
    return msgspec.structs.replace(
        found,
        held=msgspec.structs.replace(held, records=0, reports=held.records),
        passages=tuple(msgspec.structs.replace(each, source="report") for each in found.passages),
    )

