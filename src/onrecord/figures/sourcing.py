"""Who gives a figure, and as of when."""

from __future__ import annotations

import re

from onrecord.records import DateMention, Quote, Span

_ACCORDING = re.compile(
    r"\b(?:according to|in the words of|citing|cited by|estimated by|reported by|as reported by)[^\S\n]{1,2}(?P<who>[^,.;:()\n\"“”]{2,70})", re.IGNORECASE
)
_SAY = re.compile(
    r"(?P<who>(?:[Tt]he[^\S\n])?[A-Za-z][\w’'-]*(?:[^\S\n](?:of|for|the|and|de|al|[\w’'-]+)){0,5}?)[^\S\n](?:said|says|say|estimates?|estimated|reported|announced|"
    r"confirmed|claims?|claimed|told|added)\b"
)
_LEAD = re.compile(r"(?P<who>(?:[A-Z]?[a-z]+[^\S\n]){0,2}(?:[Ee]stimates|[Oo]fficials|[Aa]nalysts|[Ee]xperts|[Ww]itnesses|[Pp]olice|[Rr]eports|[Ff]igures|[Pp]olls?))\b")
_DATE_LEAD = re.compile(r"\b(?:as of|by|in|on|at the end of|since|until|as at|late|early|mid)[^\S\n]{1,2}(?:the[^\S\n]{1,2})?(?:end of[^\S\n]{1,2})?$", re.IGNORECASE)


def read_source(text: str, sentence: Span, figure: Span, quotes: tuple[Quote, ...]) -> str | None:
    """Who gives the figure: the source of the quote that covers it, "according to …", or "estimates", "officials" as the subject."""
    covering = [quote for quote in quotes if quote.source and any(part.holds(figure) for part in quote.content)]
    if covering:
        nearest = min(covering, key=lambda quote: (sum(part.end - part.start for part in quote.content), quote.quote_id))
        return " ".join(part.of(text) for part in nearest.source)
    stated = _ACCORDING.search(text, sentence.start, sentence.end)
    if stated:
        return stated["who"].strip()
    lead = _LEAD.match(text, sentence.start, figure.start)
    if lead:
        return lead["who"].strip().lower() if " " not in lead["who"].strip() else lead["who"].strip()
    return None


def read_date(text: str, sentence: Span, figure: Span, dates: list[DateMention]) -> str | None:
    """The date as of which the figure holds: the nearest of its sentence that "as of", "by", "in" or "on" leads."""
    led = [
        (min(abs(mention.span.start - figure.end), abs(figure.start - mention.span.end)), mention.span.start, mention.value)
        for mention in dates
        if mention.value[:1].isdigit() and _DATE_LEAD.search(text, max(sentence.start, mention.span.start - 24), mention.span.start)
    ]
    return min(led)[2] if led else None
