"""What a figure counts: the head of the words after it, or what the clause before it speaks of."""

from __future__ import annotations

import re
from typing import Final

from onrecord.records import Span

FARTHEST: Final = 160
"""How far back, in characters, the subject of a figure is looked for."""

_STOP = frozenset(
    """in on at by for from to with without within into onto over under after before since during until till about against between among through across along amid near
    and or but nor so yet as than that which who whom whose where when while because if though although unless whether per via despite including
    is are was were be been being am has have had having do does did will would can could shall should may might must
    said says say told tells according added warned claimed reported confirmed
    died dead die dies killed injured wounded hurt arrested missing displaced affected came went took made left got gave found lost won held showed
    remain remains remained attended signed voted live lives work works vary varies varied range ranges put puts puts stand stands stood took take
    took gathered marched fled were this these those it he she they we you i his her their its our my there here not no now today yesterday tomorrow
    more most less fewer also still already only just even ago later earlier each every up down out off away back again so far dead""".split()
)
_WORD = re.compile(r"[^\S\n]{0,2}[\"'“‘]?([^\W\d_][\w’'&]*(?:[-–][\w’']+)*)")
_OF = re.compile(r"[^\S\n]{1,2}of[^\S\n]{1,2}(?:(?:the|its|their|his|her|our|all|these|those|some)[^\S\n]{1,2}){0,2}", re.IGNORECASE)
_HOLDER = re.compile(
    r"\b(?:estimates?|numbers?|figures?|tolls?|counts?|tall(?:y|ies)|totals?|toll|rate|share|cost|costs|value|price|amount|size|proportion|percentage|estimated number)"
    r"[^\S\n]{1,2}(?:of|for)[^\S\n]{1,2}", re.IGNORECASE,
)  # fmt: skip
_ANAPHOR = re.compile(r"\b(?:the|that|this|its|their)[^\S\n]{1,2}(?:figure|number|toll|total|count|tally|estimate|amount|cost|value)\b", re.IGNORECASE)
_VERB = re.compile(
    r"\b(?:is|are|was|were|has|have|had|will|would|could|can|may|might|must|should|vary|varies|varied|range[sd]?|rose|fell|grew|rise|rises|fall|falls|stands?|stood|puts?|"
    r"reach(?:es|ed)?|exceed(?:s|ed)?|climb(?:s|ed)?|dropp?(?:s|ed)?|jump(?:s|ed)?|increas(?:e|es|ed)|decreas(?:e|es|ed)|remain(?:s|ed)?|said|says|differ(?:s|ed)?|"
    r"cost|costs|came|went|stretch(?:es|ed)?|gained|lost|averag(?:e|es|ed)|total(?:s|led|ed)?|number(?:s|ed)|soar(?:s|ed)?|surged?|plunged?|added|shed|slid|slipped|"
    r"declined?|climbing|hit|hits|passed|topped|finished|closed|opened|ended|traded|worth)\b", re.IGNORECASE,
)  # fmt: skip


def read_counted(text: str, end: int, words: int = 5) -> Span | None:
    """The words after a figure that name what it counts: up to the first that cannot belong to the noun phrase.

    >>> text = "300,000 military reservists were called"
    >>> read_counted(text, 7).of(text)
    'military reservists'
    """
    of = _OF.match(text, end)
    begin = of.end() if of else end
    place, start, stop = begin, -1, -1
    for _ in range(words):
        match = _WORD.match(text, place)
        if match is None or match[1].lower() in _STOP or (start < 0 and match.start(1) == place and not of):
            break
        word = match[1]
        if start >= 0 and word.endswith("ly"):
            break
        start = match.start(1) if start < 0 else start
        stop = match.end(1)
        place = match.end()
        if text[place : place + 1] in tuple(",.;:!?)\"”"):
            break
    return Span(start, stop) if start >= 0 else None


def read_subject(text: str, sentence: Span, start: int) -> Span | None:
    """What the clause before a figure speaks of: "Estimates of losses vary, but most put the figure at …" counts losses."""
    begin = max(sentence.start, start - FARTHEST)
    before = text[begin:start]
    holders = list(_HOLDER.finditer(before))
    if holders:
        holder = holders[-1]
        stop = _phrase_end(text, begin + holder.end(), start)
        return Span(begin + holder.end(), stop) if stop > begin + holder.end() else None
    if begin > sentence.start:
        return None
    verb = _VERB.search(before)
    if verb is None or verb.start() == 0:
        return None
    lead = re.match(r"[\s\"“'‘(]*(?:(?:but|and|however|meanwhile|the|its|their|a|an|his|her|that|this)\s+)*", before, re.IGNORECASE)
    first = begin + (lead.end() if lead else 0)
    stop = begin + len(before[: verb.start()].rstrip(" ,"))
    for mark in (",", ";", ":", "(", "\n"):
        place = text.find(mark, first, stop)
        if place >= 0:
            return None
    return Span(first, stop) if 0 < stop - first <= 80 else None


def is_anaphor(text: str, sentence: Span, start: int) -> bool:
    """True when the words just before a figure point back: "put the figure at"."""
    return _ANAPHOR.search(text, max(sentence.start, start - 40), start) is not None


def _phrase_end(text: str, begin: int, limit: int) -> int:
    verb = _VERB.search(text, begin, limit)
    stop = verb.start() if verb else limit
    for mark in (",", ";", ":", "(", "\n", " but ", " and ", " which ", " that ", " to ", " at "):
        place = text.find(mark, begin, stop)
        if place >= 0:
            stop = place
    return begin + len(text[begin:stop].rstrip())
