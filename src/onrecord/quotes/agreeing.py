"""What the places of one name in a text, and its form, say about each of them: whether it is a name at all, and of what.

A tagger sees each place by itself. Read together, places correct each other: a word that is no name at most of its places ("a
Brellaroid", a make of camera) is none at the few where it looked like one.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import Final

import numpy as np
from msgspec import structs
from numpy.typing import NDArray

from onrecord.records import MENTION_TAGS, EntityType, Mention, Span
from onrecord.text import fold

_TYPES: Final[tuple[EntityType, ...]] = ("person", "organization", "place")
_TAGS: Final = [[n for n, tag in enumerate(MENTION_TAGS) if tag[2:] == f"name-{kind}"] for kind in _TYPES]
FLOOR: Final = 1e-3
"""No place says that something is less likely than this."""
OTHERS: Final = 0.6
"""How much all places of a name together count for one of them, beside what it says itself."""
LONGEST: Final = 8
"""Words of a name at most whose places are looked for."""
LEAST: Final = 0.15
"""A tagged name less likely than this is none."""
SCORE_DIGITS: Final = 4
_BODY: Final = re.compile(
    r"\b(?:University|College|School|Institute|Ministry|Department|Agency|Foundation|Committee|Council|Association|Corporation|Society|"
    r"Office|Court|Commission|Authority|Consulate|Embassy|Municipality)\b"
)
_BODY_BEFORE: Final = re.compile(
    r"\b(?:newspaper|magazine|tabloid|broadcaster|company|firm|agency|airline|retailer|brewery|carmaker|startup|charity|publisher|website|"
    r"band|group)(?:\scalled)?\s(?:the\s)?$",
    re.I,
)
_BODY_AFTER: Final = re.compile(r"\s(?:newspaper|magazine|tabloid|news\sagency|television|website|airline)\b")
_LONGEST_BEFORE: Final = 30
_LETTERS: Final = re.compile(r"[A-Z]{2,6}")
_GIVEN: Final = re.compile(r"[A-Z][a-z]{1,5} [A-Z][a-z]{1,5}[-‑–][A-Za-z][a-z]{1,5}")


def name_chances(chances: NDArray[np.float32]) -> NDArray[np.float32]:
    """How likely each word is part of the name of a person, an organization, a place (columns), from the chances of its tags."""
    return np.stack([chances[:, tags].sum(1) for tags in _TAGS], 1)


def keep_likely(mentions: Sequence[Mention], text: str, words: Sequence[Span], chances: NDArray[np.float32]) -> list[Mention]:
    """The mentions without names that are hardly likely, be it at their own place or with all places of the same words in view.

    ``chances`` are those of ``name_chances``. Places inside another mention say nothing about a name.
    """
    kept = [m for m in mentions if m.form != "name" or m.score >= LEAST]
    unlikely: set[int] = set()
    for places in _by_name(kept, text, words):
        if len(places) < 2:
            continue
        said = np.stack([_said(chances, text, words[first:stop], first) for first, stop, _ in places])
        together = OTHERS * said.mean(0) + (1 - OTHERS) * said
        likely = np.exp(together - together.max(1, keepdims=True))
        none = likely[:, -1] / likely.sum(1)
        unlikely.update(number for (_, _, number), chance in zip(places, none, strict=True) if chance > 0.5)
    return [mention for number, mention in enumerate(kept) if number not in unlikely]


def _said(chances: NDArray[np.float32], text: str, words: Sequence[Span], first: int) -> NDArray[np.float64]:
    """What one place of a name says: the logarithms of the chances of each type, then of no name, by its clearest word."""
    capital = [n for n, word in enumerate(words) if text[word.start].isupper()] or range(len(words))
    rows = chances[[first + n for n in capital]].astype(np.float64)
    row = rows[int(rows.sum(1).argmax())]
    return np.asarray(np.log(np.clip([*row, 1.0 - row.sum()], FLOOR, 1.0)))


def _by_name(mentions: Sequence[Mention], text: str, words: Sequence[Span]) -> Iterator[list[tuple[int, int, int]]]:
    """For each distinct name its places: first word, one past the last, and the number of the mention that stands there (-1 for none)."""
    starts = [word.start for word in words]
    ends = [word.end for word in words]
    numbers = {mention.span: number for number, mention in enumerate(mentions) if mention.form == "name"}
    lengths: dict[str, set[int]] = defaultdict(set)
    for span in numbers:
        first, last = bisect_left(starts, span.start), bisect_left(ends, span.end)
        if first <= last < len(words) and starts[first] == span.start and ends[last] == span.end and last - first < LONGEST:
            lengths[words[first].of(text)].add(last - first + 1)
    known = {span.of(text) for span in numbers}
    taken = [mention.span for mention in mentions]
    found: dict[str, list[tuple[int, int, int]]] = defaultdict(list)
    next_mention = 0
    for first, word in enumerate(words):
        while next_mention < len(taken) and taken[next_mention].end <= word.start:
            next_mention += 1
        for length in sorted(lengths.get(word.of(text), ())):
            stop = first + length
            if stop > len(words):
                break
            span = Span(word.start, words[stop - 1].end)
            if span.of(text) not in known:
                continue
            number = numbers.get(span, -1)
            if number >= 0 or next_mention == len(taken) or taken[next_mention].start >= span.end:
                found[span.of(text)].append((first, stop, number))
    yield from found.values()


def agree_on_types(mentions: Sequence[Mention], text: str) -> tuple[Mention, ...]:
    """The mentions, with one type for all places of a name: the one that its form tells, else that of the greatest sum of scores.

    A noun for a body right before or behind a name ("the newspaper Elmford Tide") speaks for a body as well.
    """
    votes: dict[str, dict[EntityType, float]] = defaultdict(lambda: defaultdict(float))
    for mention in mentions:
        if mention.form == "name":
            held = votes[fold(mention.span.of(text))]
            held[mention.type] += mention.score
            if mention.type == "person" and _is_beside_body(text, mention.span):
                held["organization"] += 1
    mixed = has_small_letters(text)
    agreed = []
    for mention in mentions:
        if mention.form == "name":
            name = mention.span.of(text)
            scores = votes[fold(name)]
            best = type_by_form(name, max(sorted(scores), key=lambda kind: round(scores[kind], SCORE_DIGITS)), mixed)
            if best != mention.type:
                mention = structs.replace(mention, type=best)
        agreed.append(mention)
    return tuple(agreed)


def _is_beside_body(text: str, span: Span) -> bool:
    if _BODY_AFTER.match(text, span.end):
        return True
    return _BODY_BEFORE.search(text, max(0, span.start - _LONGEST_BEFORE), span.start) is not None


def type_by_form(name: str, kind: EntityType, mixed: bool = True) -> EntityType:
    """The type of a name that was taken for ``kind``, where its form tells better. ``mixed``: the text has small letters too.

    Counted on the names of annotated texts of many genres: of names of several words that hold a word for a body ("Elm College") 113 of
    118 are bodies, of two to six capital letters that are no place 93 of 100. A surname before a given name of two joined syllables is a
    person.

    >>> [type_by_form(*given) for given in (("Elm College", "place"), ("QTZN", "person"), ("Pak Lo-min", "place"), ("Elm Ridge", "place"))]
    ['organization', 'organization', 'person', 'place']
    """
    if kind != "organization" and " " in name and _BODY.search(name):
        return "organization"
    if kind == "person" and mixed and _LETTERS.fullmatch(name):
        return "organization"
    return "person" if _GIVEN.fullmatch(name) else kind


def has_small_letters(text: str) -> bool:
    """Whether at most a third of the letters of a text are capitals, so that a word in capitals is an abbreviation.

    >>> has_small_letters("The QTZN met again today."), has_small_letters("ALL SHOUTED, a bit")
    (True, False)
    """
    letters = sum(map(str.isalpha, text))
    return 3 * sum(map(str.isupper, text)) <= letters
