"""A report read with a tagger's help: its quotes, which of them go on from one another, and the names and mentions in it."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from typing import NamedTuple

from msgspec import structs

from onrecord.quotes.context import add_context
from onrecord.quotes.marks import pair_marks
from onrecord.quotes.mentions import read_mentions
from onrecord.quotes.reader import read_quotes
from onrecord.quotes.rules import find_quotes
from onrecord.records import Mention, Quote, Report, Tagger
from onrecord.settings import QuoteSettings


class Tagged(NamedTuple):
    """What a tagger helps to read in a report."""

    quotes: tuple[Quote, ...]
    mentions: tuple[Mention, ...]


def read_tagged(report: Report, tagger: Tagger, settings: QuoteSettings) -> Tagged:
    """The quotes of a report, and who and what is mentioned in it.

    Marks and rules are evidence that the tagger cannot overrule by silence."""
    rules = find_quotes(report, settings)
    marks = pair_marks(report.text)
    tagging = tagger.tag(report.text)
    quotes = carry_on(read_quotes(report, tagging, marks, settings, rules), rules)
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
