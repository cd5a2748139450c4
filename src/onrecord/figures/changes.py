"""What the words around a number make of it: exact, about, under, over, up or down."""

from __future__ import annotations

import re
from typing import Final

from onrecord.records import Change

_FILLERS = r"(?:[^\S\n]{1,2}(?:by|a|an|the|another|just|only|some|further|about|around|roughly|another|as|an|estimated|nearly|almost|over|more|than|whopping|record|total|of)){0,3}"
_ABOUT = re.compile(
    r"(?:\b(?:about|around|roughly|approximately|approx\.?|some|circa|c\.|estimated|nearly|almost|averag(?:e|es|ed|ing)|average of|close to|somewhere between|"
    r"in the region of|approaching|near|or so)|~)(?:[^\S\n]{1,2}(?:a|an|the|at|just|total of)){0,2}[^\S\n]{0,2}$", re.IGNORECASE,
)  # fmt: skip
_OVER = re.compile(
    r"(?:\b(?:more than|over than|greater than|higher than|larger than|longer than|over|above|at least|exceed(?:s|ed|ing)?|surpass(?:es|ed|ing)?|upwards? of|"
    r"a minimum of|minimum|no fewer than|no less than|not less than|in excess of|well over|older than|topp(?:ed|ing))|>)"
    r"(?:[^\S\n]{1,2}(?:a|an|the|just)){0,2}[^\S\n]{0,2}$", re.IGNORECASE,
)  # fmt: skip
_UNDER = re.compile(
    r"(?:\b(?:less than|fewer than|lower than|smaller than|under|below|at most|up to|no more than|not more than|a maximum of|maximum of|as many as|"
    r"as much as|within|younger than|shy of)|<)(?:[^\S\n]{1,2}(?:a|an|the|just)){0,2}[^\S\n]{0,2}$", re.IGNORECASE,
)  # fmt: skip
_UP = re.compile(
    r"\b(?:rise|rises|rose|risen|rising|increase|increases|increased|increasing|up|gain|gains|gained|gaining|climb|climbs|climbed|climbing|grow|grows|grew|grown|"
    r"growing|jump|jumps|jumped|jumping|soar|soars|soared|soaring|surge|surges|surged|surging|advance[sd]?|added|adding|swell(?:s|ed)?|rall(?:y|ied)|spike[sd]?)"
    + _FILLERS + r"[^\S\n]{1,2}$", re.IGNORECASE,
)  # fmt: skip
_DOWN = re.compile(
    r"\b(?:fall|falls|fell|fallen|falling|decrease|decreases|decreased|decreasing|down|drop|drops|dropped|dropping|declin(?:e|es|ed|ing)|lose|loses|lost|losing|"
    r"plunge[sd]?|plunging|slump(?:s|ed|ing)?|slid|slide|slides|sliding|slip|slips|slipped|shed|sheds|shrink|shrinks|shrank|shrunk|tumble[sd]?|tumbling|"
    r"plummet(?:s|ed|ing)?|sank|sink|sinks|dip|dips|dipped|cut|reduced|reduce|crashed)"
    + _FILLERS + r"[^\S\n]{1,2}$", re.IGNORECASE,
)  # fmt: skip
_LOST_THINGS = re.compile(r"\b(?:lose|loses|lost|losing|added|adding|gain(?:ed|s|ing)?|cut|shed|sheds)\b", re.IGNORECASE)
_AFTER_OVER = re.compile(r"\+|[^\S\n]{1,2}or more\b|[^\S\n]{1,2}and (?:over|above|up)\b|[^\S\n]{1,2}plus\b", re.IGNORECASE)
_AFTER_UNDER = re.compile(r"[^\S\n]{1,2}or (?:less|fewer|under)\b", re.IGNORECASE)
_AFTER_ABOUT = re.compile(r"[^\S\n]{1,2}or so\b|-?ish\b|-odd\b", re.IGNORECASE)
WINDOW: Final = 60


def read_change(text: str, start: int, end: int, is_relative: bool) -> Change:
    """The change that the words before ``start`` and after ``end`` give; ``is_relative`` for a percentage or an amount that can be risen by.

    >>> read_change("at least 12", 9, 11, False), read_change("prices rose by 5%", 15, 17, True), read_change("prices rose to 5", 15, 16, False)
    ('>', 'up', '=')
    """
    before = text[max(0, start - WINDOW) : start]
    before = before[max(before.rfind("\n"), before.rfind(". "), before.rfind("; ")) + 1 :]
    sign = before[-1:]
    if sign == "+":
        return "up"
    if _OVER.search(before) and not re.search(r"\bup[^\S\n]over[^\S\n]$", before):
        return ">"
    if _UNDER.search(before):
        return "<"
    up, down = _UP.search(before), _DOWN.search(before)
    moved = up or down
    if moved and not re.search(r"\bup to\b", moved.group(), re.IGNORECASE) and (is_relative or not _LOST_THINGS.match(moved.group())):
        return "up" if up else "down"
    if _ABOUT.search(before):
        return "~"
    if _AFTER_OVER.match(text, end):
        return ">"
    if _AFTER_UNDER.match(text, end):
        return "<"
    return "~" if _AFTER_ABOUT.match(text, end) else "="
