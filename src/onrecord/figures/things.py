"""The thing that a figure counts, named so that two reports' figures of it meet."""

from __future__ import annotations

import re
from typing import Final

from onrecord.figures.units import PERIODS
from onrecord.records import Figure, Span
from onrecord.text import fold

FATES: Final = {
    "killed": "kill kills killed killing killings dead die dies died dying death deaths fatality fatalities perished slain lives",
    "injured": "injure injured injures injuring injury injuries wound wounded wounding hurt hospitalised hospitalized",
    "missing": "missing unaccounted disappeared",
    "ill": "ill sick sickened reactions",
    "arrested": "arrest arrested arrests arresting detained detain detentions custody",
    "displaced": "displaced evacuated evacuate evacuations fled homeless evacuees refugees",
    "infected": "infected infections infection",
    "rescued": "rescued rescue saved freed released",
    "attending": "attended attend attending gathered marched rallied protested demonstrated",
}
_PHRASES: Final = {
    "left their homes": "displaced", "driven from their homes": "displaced", "moved to safety": "displaced", "been accounted": "missing",
}  # fmt: skip
_FATE_OF: Final = {word: fate for fate, words in FATES.items() for word in words.split()} | _PHRASES
_FATE = re.compile(rf"\b(?:{'|'.join(sorted(_FATE_OF, key=len, reverse=True))})\b", re.IGNORECASE)
_PEOPLE: Final = frozenset(
    """people person persons victim victims life lives death deaths fatality fatalities other others casualty casualties dead toll body
    bodies""".split()
)
_EMPTY: Final = frozenset(
    """the a an of in on at by for from to with and or its their his her our all this that these those some other others own more new
    another total least about around only just also than as who which it he she they was were is are be been have has had will would
    could said says say told according after before when where while not but into over there one two out up down no so them then being
    can may""".split()
)
_NOTHING: Final = frozenset("time way thing kind sort part one point case side reason area example item number figure".split())
"""Nouns that name nothing by which two reports' figures could be told to be of the same."""
_PART = re.compile(r"[^\S\n]of[^\S\n](?:the|them|his|her|its|their|those|these|our)\b", re.IGNORECASE)
_WORD = re.compile(r"[^\W\d_]+")
_AFTER: Final = 60
_BEFORE: Final = 40
_AROUND: Final = 160


def fate_of(text: str, sentence: Span, span: Span, of: str | None = None) -> str | None:
    """What befell those counted, "killed" or "injured": the word nearest to the figure, one after it before one that stands before it.

    Else what ``of``, the name of what is counted, says.

    >>> text = "A fire killed 12 people and injured 30."
    >>> fate_of(text, Span(0, len(text)), Span(14, 16)), fate_of(text, Span(0, len(text)), Span(36, 38))
    ('killed', 'injured')
    """
    after = _FATE.search(text, span.end, min(sentence.end, span.end + _AFTER))
    before = list(_FATE.finditer(text, max(sentence.start, span.start - _BEFORE), span.start))
    if after and not re.search(r"\b(?:and|but|as)\b|[,;]", text[span.end : after.start()]):
        return _FATE_OF[after.group().lower()]
    if before and not re.search(r"[,;]|\b(?:and|but)\b", text[before[-1].end() : span.start]):
        return _FATE_OF[before[-1].group().lower()]
    named = _FATE.search(of or "")
    return _FATE_OF[named.group().lower()] if named else None


def is_part_of(text: str, span: Span) -> bool:
    """True for "nine of the dead": a figure that tells how many of those counted elsewhere."""
    return _PART.match(text, span.end) is not None


def name_thing(figure: Figure, fate: str | None, is_part: bool) -> tuple[tuple[str, ...] | None, str | None]:
    """The key under which figures of the same name meet, None when the words do not tell; and the name for reading."""
    head = re.split(r" of | from | in ", fold(figure.of or ""), maxsplit=1)[0]
    stems = sorted({_stem(word) for word in _WORD.findall(head)} - _EMPTY)
    moved = "part" if is_part else "change" if figure.change in ("up", "down") else "level"
    if fate is not None:
        kept = [stem for stem in stems if not _is_person(stem) and stem not in _FATE_OF]
        counted = figure.of or "people"
        return (fate, moved, *kept), counted if _FATE.search(counted) else f"{counted} {fate}"
    if figure.unit in PERIODS or figure.low == figure.high == 1 or all(_is_person(stem) or stem in _NOTHING for stem in stems):
        return None, figure.of
    if (figure.of or "").lower().startswith("other "):
        moved = "part"
    return ("", figure.unit or "", moved, *stems), figure.of


def words_around(text: str, sentence: Span, figure: Figure) -> frozenset[str]:
    """The plain forms of the words near a figure in its sentence, those that name the thing itself left out."""
    start, end = max(sentence.start, figure.span.start - _AROUND), min(sentence.end, figure.span.end + _AROUND)
    near = fold(f"{text[start : figure.span.start]} {text[figure.span.end : end]}")
    named = {_stem(word) for word in _WORD.findall(re.split(r" of | from | in ", fold(figure.of or ""), maxsplit=1)[0])}
    found = {_stem(word) for word in _WORD.findall(near) if len(word) > 2 and word not in _EMPTY and word not in _FATE_OF}
    return frozenset(stem for stem in found - named if not _is_person(stem))


def _is_person(stem: str) -> bool:
    return stem in _PEOPLE or f"{stem}s" in _PEOPLE


def _stem(word: str) -> str:
    if len(word) > 4 and word.endswith("ies"):
        return f"{word[:-3]}y"
    return word[:-1] if len(word) > 3 and word.endswith("s") and not word.endswith("ss") else word
