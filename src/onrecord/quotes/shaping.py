"""From spans to a `Quote`: edges that respect quotation marks, the kind by the share of marked words, an id from the content."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from typing import Final

from onrecord.quotes.marks import Marked
from onrecord.records import Quote, QuoteKind, Span
from onrecord.text import digest, trim

DIRECT_SHARE: Final = 0.99
"""A quote is direct when this share of its letters and digits stands inside marks."""
LONGEST_TITLE: Final = 80
"""Characters in the name of a work at most."""
_BEFORE_TITLE: Final = re.compile(r"(?:\b(?:on|of|in|to|at|for|from|with|by|show|book|film|song|podcast)|['’]s) $", re.IGNORECASE)
_WORD: Final = re.compile(r"[^\W\d_][\w’'-]*")
_EDGE: Final = " \t\n\r\f\v\xa0\u2009\u200a\u202f,;:"


def outermost(marks: Iterable[Marked]) -> tuple[Marked, ...]:
    """The marked stretches that no other holds."""
    return tuple(m for m in marks if m.depth == 0)


def settle_edges(text: str, span: Span, marks: Sequence[Marked]) -> Span:
    """The span with edges that respect the outermost marks: a stretch that it cuts is taken whole when half of it is inside, else left out;
    marks that enclose the whole span are left out. Empty when nothing is left.
    """
    start, end = trim(text, span)
    for marked in touching(marks, Span(start, end)):
        outer, inner = marked.outer, marked.inner
        if start <= outer.start and outer.end <= end:
            continue
        if inner.start <= start and end <= inner.end:
            return trim(text, Span(start, end))
        if outer.start <= start and end <= outer.end:
            return inner
        covered = min(end, outer.end) - max(start, outer.start)
        if 2 * covered >= outer.end - outer.start:
            start, end = min(start, outer.start), max(end, outer.end)
        elif start < outer.start:
            end = outer.start
        else:
            start = outer.end
    start, end = trim(text, Span(start, max(start, end)), _EDGE)
    for marked in touching(marks, Span(start, end)):
        if marked.outer.start < end < marked.outer.end:
            end = marked.outer.end
        if marked.outer.start == start and marked.outer.end == end:
            return marked.inner
    return Span(start, end)


def touching(marks: Sequence[Marked], span: Span) -> Sequence[Marked]:
    """The outermost stretches that share a character with a span, their marks included."""
    first = bisect_right(marks, span.start, key=lambda m: m.outer.end)
    last = bisect_left(marks, span.end, key=lambda m: m.outer.start)
    return marks[first:last]


def is_title(text: str, marked: Marked) -> bool:
    """Whether marked words are the name of a work: capitals throughout, behind a preposition, a possessive or the kind of the work.

    >>> from onrecord.quotes.marks import pair_marks
    >>> text = "On “Meet the Harbour,” Quill said: “No New Taxes.”"
    >>> [is_title(text, marked) for marked in pair_marks(text)]
    [True, False]
    """
    start, end = marked.inner
    if end - start > LONGEST_TITLE or not _BEFORE_TITLE.search(text, max(0, marked.outer.start - 12), marked.outer.start):
        return False
    words = _WORD.findall(text, start, end)
    return len(words) > 1 and words[-1][0].isupper() and all(word[0].isupper() or (n and len(word) < 5) for n, word in enumerate(words))


def marked_within(content: Iterable[Span], marks: Sequence[Marked]) -> tuple[Span, ...]:
    """The stretches inside outermost marks within the content, in order."""
    found = []
    for span in content:
        for marked in touching(marks, span):
            start, end = max(span.start, marked.inner.start), min(span.end, marked.inner.end)
            if start < end:
                found.append(Span(start, end))
    return tuple(found)


def kind_of(text: str, content: Sequence[Span], marked: Sequence[Span]) -> QuoteKind:
    """Direct, mixed or indirect, by the share of the content's letters and digits that stand inside marks."""
    total = sum(_letters(text, span) for span in content)
    inside = sum(_letters(text, span) for span in marked)
    if inside == 0:
        return "indirect"
    return "direct" if inside >= DIRECT_SHARE * total else "mixed"


def _letters(text: str, span: Span) -> int:
    return sum(map(str.isalnum, text[span.start : span.end]))


def shape_quote(
    report_id: str, text: str, marks: Sequence[Marked], content: Iterable[Span], source: Span | None, cue: Span | None, score: float
) -> Quote | None:
    """The quote of these spans, or None when no letter or digit is left of its content. `marks` are the outermost ones, in order."""
    settled: list[Span] = []
    for span in sorted(settle_edges(text, s, marks) for s in content):
        if span.start < span.end and (not settled or span.start >= settled[-1].end) and _letters(text, span):
            settled.append(span)
    if not settled:
        return None
    marked = marked_within(settled, marks)
    return Quote(
        quote_id=digest(report_id, *(f"{s.start}-{s.end}" for s in settled)),
        kind=kind_of(text, settled, marked),
        content=tuple(settled),
        source=() if source is None else (source,),
        cue=() if cue is None else (cue,),
        marked=marked,
        score=score,
    )
