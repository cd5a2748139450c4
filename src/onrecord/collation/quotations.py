"""The quotations of a draft: what stands inside each pair of marks, who says it and when, and in what part of the draft."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from itertools import accumulate
from typing import Final

from onrecord.collation.classes import translated_quotes
from onrecord.records import Annotated, DraftPlace, Quote, Record, Span
from onrecord.text import digest, fold, paragraphs

_LEAD_WORDS: Final = 8  # a first paragraph of fewer words is a byline or a place
_CAPTION: Final = re.compile(
    r"(?i:^(?:(?:file )?photo(?:graph)?s?|captions?|images?|pictures?|pictured|above|below|left|right)\b[^.\n]{0,40}:|^!\[)"
    r"|\((?:[^()\n]{0,60}[/ ])?(?:AP|AFP|PA|EPA|Reuters|Getty|Bloomberg|Shutterstock)(?:[/ ][^()\n]{0,60})?\)$"
    r"|(?i:\b(?:photo|photograph|picture|image|credit)s?(?: credit)?(?: by|:)) [^.\n]{1,60}$"
)
_TITLE_REACH: Final = 2_000  # characters at the head of the text among which the title may stand again


class Quotation(Record, frozen=True, kw_only=True):
    """A stretch inside one pair of quotation marks in a draft: its place, and who says it and when, where that is known.

    The name of somebody who is no person (a body, "a spokesman") cannot be held against the names in a record. The span of one whose
    ``place`` is the title is a span of the title.
    """

    quote_id: str
    span: Span
    speaker: str | None = None
    is_person: bool = True
    said: str | None = None
    is_stated: bool = False
    is_headline: bool = False
    is_translated: bool = False
    place: DraftPlace | None = None


def quotations(annotated: Annotated, marks: Sequence[Span], title_marks: Sequence[Span] = ()) -> tuple[Quotation, ...]:
    """The quotations of a draft in order, one for each outermost stretch of `marks`, each with the speaker of the quote that it is in.

    Those of `title_marks` come first, unless the text begins with the title anyway.
    """
    report = annotated.report
    names = {speaker.speaker_id: speaker.name for speaker in annotated.speakers}
    people = {speaker.speaker_id for speaker in annotated.speakers if speaker.kind == "person"}
    found = []
    if report.title and fold(report.title) not in fold(report.text[:_TITLE_REACH]):
        for span in _outermost(title_marks):
            quote_id = digest("title", report.report_id, str(span.start), str(span.end))
            found.append(Quotation(quote_id=quote_id, span=span, is_person=False, is_headline=True, place="title"))
    parts = _Parts(annotated.quotes)
    translated = translated_quotes(annotated)
    places = _Places(report.text, report.title)
    for span in _outermost(marks):
        quote = parts.most_in(span)
        place = places.of(span)
        is_headline = bool(quote and quote.headline) and place != "caption"
        found.append(
            Quotation(
                quote_id=quote.quote_id if quote else digest("quotation", report.report_id, str(span.start), str(span.end)),
                span=span,
                speaker=names.get(quote.speaker_id) if quote and quote.speaker_id else None,
                is_person=bool(quote and quote.speaker_id in people),
                said=quote.said.value if quote and quote.said else None,
                is_stated=bool(quote and quote.said and quote.said.basis == "stated"),
                is_headline=is_headline,
                is_translated=bool(quote and quote.quote_id in translated),
                place="headline" if is_headline else place,
            )
        )
    return tuple(found)


def _outermost(marks: Sequence[Span]) -> list[Span]:
    found: list[Span] = []
    for span in sorted(set(marks), key=lambda s: (s.start, -s.end)):
        if span.start < span.end and not (found and found[-1].holds(span)):
            found.append(span)
    return found


class _Parts:
    """The contents of quotes in text order, to look up which quote a stretch lies in."""

    def __init__(self, quotes: Sequence[Quote]) -> None:
        self.rows = sorted(((span, quote.quote_id, quote) for quote in quotes for span in quote.content), key=lambda row: row[:2])
        self.starts = [span.start for span, _, _ in self.rows]
        self.reach = list(accumulate((span.end for span, _, _ in self.rows), max))

    def most_in(self, span: Span) -> Quote | None:
        """The quote that shares most characters with the span."""
        shared: dict[str, tuple[int, Quote]] = {}
        index = bisect_left(self.starts, span.end) - 1
        while index >= 0 and self.reach[index] > span.start:
            part, quote_id, quote = self.rows[index]
            common = min(part.end, span.end) - max(part.start, span.start)
            if common > 0:
                shared[quote_id] = (shared[quote_id][0] + common if quote_id in shared else common, quote)
            index -= 1
        best = max(shared, key=lambda quote_id: (shared[quote_id][0], quote_id), default=None)
        return None if best is None else shared[best][1]


class _Places:
    """The parts of a draft that are no common paragraphs: its headlines, its lead, its captions."""

    def __init__(self, text: str, title: str | None) -> None:
        self.paragraphs = paragraphs(text)
        self.starts = [span.start for span in self.paragraphs]
        self.names: list[DraftPlace | None] = []
        folded, has_lead = fold(title) if title else None, False
        for span in self.paragraphs:
            words = span.of(text)
            name: DraftPlace | None = None
            if words.startswith("#") or (folded and not has_lead and len(words) < _TITLE_REACH and fold(words) == folded):
                name = "headline"
            elif _CAPTION.search(words[:200]) or _CAPTION.search(words[-200:]):
                name = "caption"
            elif not has_lead and (len(words.split(None, _LEAD_WORDS)) >= _LEAD_WORDS or words.endswith((".", ".”", '."'))):
                name, has_lead = "lead", True
            self.names.append(name)

    def of(self, span: Span) -> DraftPlace | None:
        """What the paragraph is in which the span begins."""
        index = bisect_left(self.starts, span.start + 1) - 1
        return self.names[index] if index >= 0 else None
