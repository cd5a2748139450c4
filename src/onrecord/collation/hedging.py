"""When a difference puts in or leaves out a hedge: a phrase, a word that loosens a number, an aside that tells whose view it is."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from onrecord.collation.align import Column, Sides
from onrecord.collation.lexicon import APPROXIMATORS, DETERMINERS, FILLERS, FUNCTION, stem
from onrecord.collation.stance import hedges_in, is_hedge, is_of_knowing, may_hedge
from onrecord.collation.tokens import CLAUSE, NUMBER, Words

_AROUND: Final = 3  # words on each side of a difference that a phrase may take in
_ASIDE: Final = 7  # words of a remark that says whose view it is
_LINKS: Final = frozenset("a an the that of to".split())  # their coming and going is a matter of grammar, inside a hedge too
_FIRST_PERSON: Final = frozenset(("i", "we"))
_ASIDE_STARTS: Final = frozenset("as from for if to".split())
_SUBJECTS: Final = frozenset(
    "i you he she it we they this that these those there the a an my your our his her its their nobody everybody everyone people".split()
)
# What a first person does that is no hedge: it promises, stresses or says how it feels.
_ASSURING: Final = frozenset(
    "know promise assure swear guarantee tell mean repeat stress emphasize insist note notice mention want love thank glad happy proud "
    "pleased sorry delighted congratulate add remind ask urge warn announce report confirm pledge vow remain pray bless welcome".split()
)


def other_hedge(
    base: Words, witness: Words, columns: Sequence[Column], first: int, last: int, sides: Sides, lefts: Sequence[str], rights: Sequence[str]
) -> bool:
    """True when one side says it with a hedge that the other does not have; a phrase may reach a few words beyond the difference.

    `lefts` and `rights` are the words of both sides."""
    if _is_said_less(base, witness, columns, first, last, lefts, rights):
        return True
    if _approximates(base, sides.base, witness, sides.witness) or _approximates(witness, sides.witness, base, sides.base):
        return True
    after = columns[last] if last < len(columns) else Column(-1, -1)
    return is_viewpoint(base, sides.base, witness, sides.witness, after.witness) or is_viewpoint(
        witness, sides.witness, base, sides.base, after.base
    )


def _is_said_less(
    base: Words, witness: Words, columns: Sequence[Column], first: int, last: int, lefts: Sequence[str], rights: Sequence[str]
) -> bool:
    """True when a hedge that the difference touches stands on one side and no other stands in its place on the other side."""
    if not may_hedge(lefts) and not may_hedge(rights):
        return False
    if _LINKS.issuperset(lefts) and _LINKS.issuperset(rights):
        return False
    if len(lefts) == len(rights) and all(stem(left) == stem(right) for left, right in zip(lefts, rights, strict=True)):
        return False
    around = columns[max(0, first - _AROUND) : min(len(columns), last + _AROUND)]
    inside = columns[first:last]
    left, left_new = _hedges(base.norm, [c.base for c in around if c.base >= 0], {c.base for c in inside})
    right, right_new = _hedges(witness.norm, [c.witness for c in around if c.witness >= 0], {c.witness for c in inside})
    if bool(left_new - right) == bool(right_new - left):
        return False
    return not (left - right and right - left)


def _hedges(norms: Sequence[str], places: Sequence[int], inside: set[int]) -> tuple[set[str], set[str]]:
    """The hedges among the words at these places, in whatever inflection, and those of them that take in a word of the difference."""
    all_found, touched = set(), set()
    for hedge in hedges_in([norms[place] for place in places]):
        name = " ".join([stem(norms[place]) for place in places[hedge.first : hedge.last]])
        all_found.add(name)
        if not inside.isdisjoint(places[hedge.first : hedge.last]):
            touched.add(name)
    return all_found, touched


def is_viewpoint(words: Words, places: Sequence[int], other: Words, opposite: Sequence[int], after: int) -> bool:
    """True when one side alone says whose view it is, or how sure: "I gather" before a clause, "from what I hear", "in all likelihood".

    Known by its form: words that are a hedge and nothing else; the first person and a verb before a clause that stands by itself on the
    other side, or before another subject; a few words with the first person in them, set off, that begin as such asides do; words of
    knowing, seeming and telling alone. `after` is the word of the other side that follows.
    """
    if opposite or not places:
        return False
    here, there = places[0], places[-1] + 1
    norms = tuple(words.norm[here:there])
    if norms in FILLERS:
        return False
    if is_hedge(norms):
        return True
    if len(norms) > _ASIDE or there >= len(words) or not (words.is_sentence_start(here) or words.flags[here] & CLAUSE):
        return False
    is_before_clause = after >= 0 and other.is_sentence_start(after) and words.is_sentence_start(here)
    is_whole = norms[-1] == "that" or is_before_clause or words.norm[there] in _SUBJECTS
    if is_whole and is_of_knowing(norms):
        return True
    if norms[0] in _FIRST_PERSON:
        content = [norm for norm in norms[1:] if norm not in FUNCTION]
        return is_whole and norms[-1] not in DETERMINERS and bool(content) and _ASSURING.isdisjoint(content)
    is_set_off = is_before_clause or bool(words.flags[there] & CLAUSE)
    return norms[0] in _ASIDE_STARTS and is_set_off and not _FIRST_PERSON.isdisjoint(norms[1:])


def _approximates(words: Words, places: Sequence[int], others: Words, other_places: Sequence[int]) -> bool:
    """True when one side has a word that loosens a number ("about 20", "more than 20", "up to 20") and the other has not."""
    norms = words.norm
    for place in places:
        if norms[place] in ("odd", "plus") and place > 0 and words.flags[place - 1] & NUMBER:
            return True
        if norms[place] not in APPROXIMATORS or place + 1 >= len(norms):
            continue
        after = place + 2 if norms[place + 1] in ("than", "to", "of") else place + 1
        if after < len(norms) and words.flags[after] & NUMBER and norms[place] not in {others.norm[k] for k in other_places}:
            return True
    return False
