"""Countries and towns that play: in a report of matches their names stand for teams, which are bodies and no places."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from msgspec import structs

from onrecord.records import Mention
from onrecord.text import fold

_SCORE: Final = re.compile(r"(?<![\d.,:/$£€–—-])\d{1,2}\s?[–—-]\s?\d{1,2}(?![\d.,:/%–—-]*\d)(?!\s?(?:am|pm|per|percent)\b)")
_BEFORE_RIVAL: Final = re.compile(r"\s*(?:to|over|against|with|by|at|vs\.?)?\s*")
_PLAY: Final = re.compile(
    r"\b(?:match|game|goal|coach|cup|league|team|season|penalty|striker|goalkeeper|midfielder|half-time|championship|tournament|stadium|"
    r"innings|wicket|tries|quarterback|touchdown|players?|scored?|scoring|kick-off|play-?off|semi-?final|quarter-?final)e?s?\b",
    re.I,
)
_WHERE: Final = re.compile(r"\b(?:in|near|across|throughout|around|outside|inside|into)\s(?:the\s)?$", re.I)
NEAREST: Final = 12
"""Characters between a score and the name beside it, at most."""
FEWEST_WORDS: Final = 3
"""A report of matches has so many different words of play."""


def name_sides(mentions: Sequence[Mention], text: str) -> tuple[Mention, ...]:
    """The mentions; places that stand beside the score of a match ("Vell 2–1 Arden", "lost 0–3 to Vell") are organizations all through the
    text, except where something is in them ("in Vell").
    """
    places = [m for m in mentions if m.form == "name" and m.type == "place"]
    if len(places) < 2 or not _SCORE.search(text) or len({w.lower() for w in _PLAY.findall(text)}) < FEWEST_WORDS:
        return tuple(mentions)
    sides = _sides(places, text)
    parts = {part for name in sides for part in name.split()}

    def is_side(mention: Mention) -> bool:
        name = fold(mention.span.of(text))
        return (name in sides or name in parts) and not _WHERE.search(text, max(0, mention.span.start - 20), mention.span.start)

    return tuple(structs.replace(m, type="organization") if m.form == "name" and m.type == "place" and is_side(m) else m for m in mentions)


def _sides(places: Sequence[Mention], text: str) -> set[str]:
    """The folded names beside scores: both where two stand around one score, else those beside two scores or more."""
    by_end = {m.span.end: fold(m.span.of(text)) for m in places}
    by_start = {m.span.start: fold(m.span.of(text)) for m in places}
    met: dict[str, int] = {}
    sides: set[str] = set()
    for match in _SCORE.finditer(text):
        left = next((by_end[e] for e in range(match.start(), match.start() - 3, -1) if e in by_end), None)
        gap = _BEFORE_RIVAL.match(text, match.end(), match.end() + NEAREST)
        right = by_start.get(gap.end()) if gap else None
        if left is not None and right is not None:
            sides |= {left, right}
        for name in (left, right):
            if name is not None:
                met[name] = met.get(name, 0) + 1
    return sides | {name for name, count in met.items() if sides or count > 1}
