"""A report read with a tagger's help: its quotes, which of them go on from one another, and the names and mentions in it."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from typing import Final, NamedTuple

from msgspec import structs

from onrecord.quotes.context import add_context, blind_sentences
from onrecord.quotes.marks import Marked, pair_marks, split_paragraphs
from onrecord.quotes.mentions import read_mentions
from onrecord.quotes.reader import read_quotes
from onrecord.quotes.rules import find_without_context
from onrecord.quotes.shaping import outermost
from onrecord.records import Mention, Quote, Report, Span, Tagger
from onrecord.settings import QuoteSettings

LONGEST_HEADLINE: Final = 160
"""Characters of a title at most."""
STOPS: Final = frozenset(".!?:,;…")
CLOSING_MARKS: Final = "\"”»’›'"


class Tagged(NamedTuple):
    """What a tagger helps to read in a report."""

    quotes: tuple[Quote, ...]
    mentions: tuple[Mention, ...]


def read_tagged(report: Report, tagger: Tagger, settings: QuoteSettings) -> Tagged:
    """The quotes of a report, and who and what is mentioned in it.

    Marks and rules are evidence that the tagger cannot overrule by silence."""
    marks = pair_marks(report.text)
    rules = find_without_context(report, marks, settings)
    tagging = tagger.tag(report.text)
    quotes = carry_on(read_quotes(report, tagging, marks, settings, rules), rules)
    quotes = mark_headlines(report.text, quotes, marks)
    return Tagged(add_context(report.text, quotes, marks), read_mentions(report, tagging))


def carry_on(quotes: Sequence[Quote], rules: Sequence[Quote]) -> tuple[Quote, ...]:
    """The quotes; one without a source continues the quote that, by the marks, its words go on from."""
    ordered = sorted(quotes, key=lambda quote: (quote.content, quote.quote_id))
    starts = [quote.content[0].start for quote in ordered]
    by_id = {rule.quote_id: rule for rule in rules}

    def holding(rule: Quote) -> Quote | None:
        place = bisect_right(starts, rule.content[-1].end - 1) - 1
        for candidate in reversed(ordered[max(0, place - 3) : place + 1]):
            if any(part.touches(span) for part in candidate.content for span in rule.content):
                return candidate
        return None

    leads: dict[str, str] = {}
    for rule in rules:
        former = by_id.get(rule.continues or "")
        if former is None:
            continue
        here, before = holding(rule), holding(former)
        if here is not None and before is not None and here.quote_id != before.quote_id and not here.source:
            leads[here.quote_id] = before.quote_id
    return tuple(structs.replace(quote, continues=leads.get(quote.quote_id, quote.continues)) for quote in quotes)


def mark_headlines(text: str, quotes: Sequence[Quote], marks: Sequence[Marked]) -> tuple[Quote, ...]:
    """The quotes; marked words in a title or subheading (one short line without a stop at its end) are said to stand there."""
    paragraphs = split_paragraphs(text)
    starts = [paragraph.start for paragraph in paragraphs]
    outer = outermost(marks)
    known: dict[int, bool] = {}

    def stands_in_headline(quote: Quote) -> bool:
        number = bisect_right(starts, quote.content[0].start) - 1
        if number not in known:
            known[number] = is_headline(text, paragraphs[number], outer)
        return known[number]

    return tuple(structs.replace(q, headline=True) if q.kind != "indirect" and stands_in_headline(q) else q for q in quotes)


def is_headline(text: str, paragraph: Span, outer: Sequence[Marked]) -> bool:
    """Whether a paragraph is a single short line without a stop at its end.

    >>> is_headline("Quill: ‘We will stay’", Span(0, 21), ()), is_headline("Quill stays.", Span(0, 12), ())
    (True, False)
    """
    words = paragraph.of(text)
    if len(words) > LONGEST_HEADLINE or "\n" in words or words.rstrip(CLOSING_MARKS)[-1:] in STOPS:
        return False
    return len(blind_sentences(text, paragraph, outer)) == 1
