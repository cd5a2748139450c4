"""Who gives a figure, and as of when."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence

from onrecord.records import DateMention, Quote, Span

_ACCORDING = re.compile(
    r"\b(?:[Aa]ccording to|[Cc]iting|(?:estimated|reported|compiled|collected|released|published|"
    r"provided) by)[^\S\n]{1,2}(?P<who>[^,.;:()\n\"“”]{2,70})"
)
_LEAD = re.compile(
    r"[\"“]?(?P<who>(?:[A-Za-z][a-z]+[^\S\n]){0,2}(?:estimates|officials|analysts|experts|witnesses|police|reports|figures|polls?|"
    r"data|statistics|authorities))\b",
    re.IGNORECASE,
)
_DATE_LEAD = re.compile(
    r"\b(?:as of|as at|by|in|on|at|since|until|late|early|mid|during)[^\S\n-]{1,2}(?:the[^\S\n]{1,2})?(?:end of[^\S\n]{1,2})?$",
    re.IGNORECASE,
)


class Sources:
    """Who gives what in one text: the quotes with a source, and the places that say "according to"."""

    def __init__(self, text: str, quotes: tuple[Quote, ...]) -> None:
        self._text = text
        self._stated = list(_ACCORDING.finditer(text))
        self._places = [match.start() for match in self._stated]
        given: dict[str | None, tuple[Span, ...]] = {None: ()}
        for quote in sorted(quotes, key=lambda quote: (quote.content[:1], quote.quote_id)):
            given[quote.quote_id] = quote.source or given.get(quote.continues, ())
        sourced = [(quote, given[quote.quote_id]) for quote in quotes if given[quote.quote_id]]
        self._parts = sorted((part, quote.quote_id, source) for quote, source in sourced for part in quote.content)
        self._starts = [part.start for part, _, _ in self._parts]
        self._longest = max((part.end - part.start for part, _, _ in self._parts), default=0)

    def of(self, figure: Span, sentence: Span) -> str | None:
        """Who gives a figure: the source of the shortest quote that covers it, "according to …", or the subject "estimates", "
        ""officials"."""
        covering: list[tuple[int, str, tuple[Span, ...]]] = []
        place = bisect_left(self._starts, figure.start + 1) - 1
        while place >= 0 and self._starts[place] >= figure.start - self._longest and len(covering) < 8:
            part, quote_id, source = self._parts[place]
            if part.holds(figure):
                covering.append((part.end - part.start, quote_id, source))
            place -= 1
        if covering:
            return " ".join(part.of(self._text) for part in min(covering)[2])
        place = bisect_left(self._places, sentence.start)
        if place < len(self._places) and self._places[place] < sentence.end:
            return self._stated[place]["who"].strip()
        lead = _LEAD.match(self._text, sentence.start, figure.start)
        if lead is None:
            return None
        who = lead["who"]
        return who if " " in who and who[:1].isupper() and not who.lower().startswith(("the ", "some ", "most ")) else who.lower()


def read_date(text: str, sentence: Span, figure: Span, dates: Sequence[DateMention]) -> str | None:
    """The date as of which a figure holds: the nearest of its sentence that "as of", "by", "in" or "on" leads."""
    led = [
        (min(abs(mention.span.start - figure.end), abs(figure.start - mention.span.end)), mention.span.start, mention.value)
        for mention in dates
        if len(mention.value) > 3
        and mention.value[:4].isdigit()
        and _DATE_LEAD.search(text, max(sentence.start, mention.span.start - 24), mention.span.start)
    ]
    return min(led)[2] if led else None
