"""When a quote was said: the date that its own sentence gives for the saying, else the day of publication."""

from __future__ import annotations

import re
from bisect import bisect_left
from typing import Final

import msgspec

from onrecord.dates.published import parse_published
from onrecord.dates.values import read_moment
from onrecord.records import DateMention, Quote, Report, Said, Span
from onrecord.text import sentences

FARTHEST: Final = 60
"""A date this far from the source and the cue, in characters, is about something else."""

_BETWEEN = re.compile(r"\b(?:after|before|that|which|who|whose|where|since|until|about|over|when|because)\b", re.IGNORECASE)
_SUBORDINATE = re.compile(r"\b(?:since|after|before|when|while|who|which|that|until|as|because|whose|where)\b", re.IGNORECASE)
_NOT_OF_SAYING = re.compile(r"(?:\b(?:since|until|by|from|before|after|for|of|the|its|their|his|her)[^\S\n]|['’]s[^\S\n])$", re.IGNORECASE)


def date_quotes(report: Report, quotes: tuple[Quote, ...], dates: tuple[DateMention, ...]) -> tuple[Quote, ...]:
    """The quotes, each with the date on which it was said: ``stated`` by its own sentence, else ``assumed`` to be that of publication.

    A date belongs to the saying when it stands in the sentence of the source or the cue, outside the content, near them, with no
    "after", "that" or the like between; words are not said after they are published. A quote that continues another has the other's
    date. Without a stated date and without a publication date, ``said`` is None.
    """
    published = parse_published(report.published) if report.published else None
    assumed = Said(value=published, basis="assumed") if published else None
    spans = sentences(report.text)
    starts = [span.start for span in spans]
    opens = [mention.span.start for mention in dates]
    dated: dict[str, Quote] = {}
    for quote in sorted(quotes, key=lambda quote: (quote.content[0].start if quote.content else 0, quote.quote_id)):
        said = _stated(report.text, quote, dates, opens, spans, starts)
        if said and published and said.value > published and not said.value.startswith(published):
            said = None
        if said is None and quote.continues in dated and not (quote.source and quote.cue):
            said = dated[quote.continues].said
        dated[quote.quote_id] = msgspec.structs.replace(quote, said=said or assumed)
    return tuple(dated.get(quote.quote_id, quote) for quote in quotes)


def _stated(text: str, quote: Quote, dates: tuple[DateMention, ...], opens: list[int], spans: list[Span], starts: list[int]) -> Said | None:
    """The date that the sentence of the source and the cue gives for the saying."""
    anchors = sorted(quote.cue + quote.source)
    best: tuple[int, int, DateMention] | None = None
    for anchor in anchors:
        place = bisect_left(starts, anchor.start + 1) - 1
        if place < 0:
            continue
        sentence = spans[place]
        for mention in dates[bisect_left(opens, sentence.start) : bisect_left(opens, sentence.end)]:
            value = _day_of(mention.value)
            if value is None or any(mention.span.touches(part) for part in quote.content):
                continue
            gap = Span(min(anchor.end, mention.span.end), max(anchor.start, mention.span.start))
            distance = _distance(gap, quote)
            between = gap.of(text)
            leads = text[sentence.start : mention.span.start].strip(" \"“'‘").lower() in LEADS
            if distance > FARTHEST and not leads:
                continue
            if _BETWEEN.search(_without(between, gap, quote)):
                continue
            if not leads and _is_aside(text, sentence, mention.span, quote):
                continue
            if not leads and _NOT_OF_SAYING.search(text[max(0, mention.span.start - 12) : mention.span.start]):
                continue
            key = (distance, mention.span.start, mention)
            if best is None or key[:2] < best[:2]:
                best = key
    if best is None:
        return None
    value = _day_of(best[2].value)
    return Said(value=value, span=best[2].span, basis="stated") if value else None


LEADS: Final = frozenset(
    ("", "on", "earlier", "earlier on", "late on", "in", "speaking", "speaking on", "meanwhile on", "then on", "but on", "and on")
)
"""What may stand before a date at the start of a sentence, where it dates the whole of it."""


def _is_aside(text: str, sentence: Span, date: Span, quote: Quote) -> bool:
    """True when the date stands in a clause of its own before the cue: "who left office in May, said"."""
    if any(cue.start < date.start for cue in quote.cue):
        return False
    start = max(text.rfind(",", sentence.start, date.start) + 1, sentence.start)
    return _SUBORDINATE.search(text, start, date.start) is not None


def _distance(gap: Span, quote: Quote) -> int:
    """The characters of a gap that belong to neither the content nor the source nor the cue."""
    inside = sum(max(0, min(gap.end, part.end) - max(gap.start, part.start)) for part in quote.content + quote.source + quote.cue)
    return max(0, gap.end - gap.start - inside)


def _without(between: str, gap: Span, quote: Quote) -> str:
    """The words of a gap without those of the content."""
    kept = list(between)
    for part in quote.content:
        for place in range(max(part.start, gap.start), min(part.end, gap.end)):
            kept[place - gap.start] = " "
    return "".join(kept)


def _day_of(value: str) -> str | None:
    """The calendar part of a value; None where it names no day or month, or several."""
    moment = read_moment(value)
    return moment.value if moment and moment.month and "/" not in value and "-W" not in value else None
