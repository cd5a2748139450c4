"""Cues that are no verbs: "according to", nouns ("her claim that"), adjectives ("is confident that") and colons."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from onrecord.quotes.contents import clip, from_mark, is_connective, split_marked
from onrecord.quotes.lexicon import ARTICLES, BEING, DAYS, NOUNS
from onrecord.quotes.nouns import Range, phrase_after, phrase_before, subject_before
from onrecord.quotes.subjects import group_start, main_clause_subject
from onrecord.quotes.tokens import Token


class Finding(NamedTuple):
    """An attribution as token ranges of its sentence. `open_ended` is set when it ends in a colon and the words come after the sentence."""

    content: tuple[Range, ...]
    source: Range | None
    cue: Range
    rule: str
    open_ended: bool = False


def at_according(tokens: Sequence[Token], place: int, start: int, end: int) -> Finding | None:
    source = phrase_after(tokens, place + 2, end)
    if source is None:
        return None
    cue = (place, place + 2)
    after = source[1]
    if after < end and tokens[after].low in {"in", "on", "at", "from", "by"} | DAYS | {"released", "published", "who"}:
        after = next((k for k in range(after, end) if tokens[k].low == ","), end)
        source = (source[0], after)
    before = place - 1 if place > start and tokens[place - 1].low in {",", "—", "–", "--", "-"} else place
    left = (start, before) if before > start else None
    right = (after + 1, end) if after + 1 < end and tokens[after].low in {",", "—", "–", "--"} else None
    if left is None and right is None:
        return None
    if left is not None and before - start <= 1 and right is not None and tokens[start].is_word and not tokens[start].is_capital:
        left = None
    if left is None and right is not None:
        return Finding(split_marked(tokens, right), source, cue, "according")
    if left is not None and (right is None or is_connective(tokens[right[0]])):
        return Finding(split_marked(tokens, left), source, cue, "according")
    return Finding(tuple(r for r in (left, right) if r is not None), source, cue, "according")


def is_noun(tokens: Sequence[Token], place: int, end: int) -> bool:
    """Whether a word that could be a verb is a noun that attributes: "her claims that"."""
    if place + 1 >= end or tokens[place + 1].low not in NOUNS.get(tokens[place].low, frozenset()):
        return False
    before = tokens[place - 1].low if place else ""
    return before in ARTICLES or before.endswith(("'s", "s'"))


def at_noun(tokens: Sequence[Token], place: int, start: int, end: int) -> Finding | None:
    """ "Roth's claim that …", "her warning that …", with nobody named also "the claim that …"."""
    here = place
    while here > start and here > place - 3 and tokens[here - 1].is_word and not tokens[here - 1].low.endswith(("'s", "s'")):
        if tokens[here - 1].low in ARTICLES:
            break
        here -= 1
    if here == start:
        return None
    owner = tokens[here - 1]
    source: Range | None = None
    if owner.low in {"his", "her", "their", "my", "our", "its"}:
        source = (here - 1, here)
    elif owner.low.endswith(("'s", "s'")):
        source = phrase_before(tokens, here, start)
    elif owner.low not in ARTICLES:
        return None
    content = clip(tokens, place + 1 if tokens[place + 1].low == "that" else place + 2, end)
    return Finding(content, source, (here, place + 1), "noun") if content else None


def at_adjective(tokens: Sequence[Token], place: int, start: int, end: int) -> Finding | None:
    """ "Roth is confident that …"."""
    group = group_start(tokens, place, start)
    if group == place or not {tokens[k].low for k in range(group, place)} & BEING or place + 2 >= end:
        return None
    following = tokens[place + 1].low
    if following not in {"that", "of", "about", "to"}:
        return None
    source = subject_before(tokens, group, start)
    content = clip(tokens, place + 1 if following in {"that", "to"} else place + 2, end)
    if source is None or not content or tokens[source[0]].low in {"it", "this", "that", "there", "which"}:
        return None
    return Finding(content, source, (group, place + 1), "adjective")


def at_colon(tokens: Sequence[Token], place: int, start: int, end: int, found: Sequence[Finding]) -> Finding | None:
    """A colon before marked words without a verb that was read: "Roth: “…”", "In her words: “…”"."""
    following = tokens[place + 1] if place + 1 < end else None
    if any(f.open_ended or any(r[1] > place for r in f.content) for f in found):
        return None
    if following is not None and following.marked is None:
        return None
    source = main_clause_subject(tokens, start, place)
    if source is None and place - start <= 5 and all(tokens[k].is_capital for k in range(start, place)):
        source = (start, place)
    if following is None:
        return Finding((), source, (place, place + 1), "colon", open_ended=True) if source is not None else None
    return Finding(from_mark(tokens, place + 1, end), source, (place, place + 1), "marked")
