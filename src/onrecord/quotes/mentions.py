"""Who and what a text mentions, from a `Tagging`: names, nominals and pronouns of persons, organizations and places."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from typing import Final, cast

import numpy as np
from msgspec import structs

from onrecord.quotes.agreeing import SCORE_DIGITS, agree_on_types, keep_likely, name_chances
from onrecord.quotes.decode import FORBIDDEN, best_tags, paragraph_rows
from onrecord.quotes.sides import name_sides
from onrecord.records import MENTION_TAGS, Entity, EntityType, Mention, MentionForm, Report, Span, Tagging
from onrecord.text import fold

_MOVES: Final = np.array(
    [[FORBIDDEN if to[0] == "I" and came[2:] != to[2:] else 0.0 for to in MENTION_TAGS] for came in MENTION_TAGS], np.float32
)
_HYPHENS: Final = "-‑–"
_COMPOUND: Final = re.compile(r"\b(?:pro|anti|non|pan|ex|post|pre)[-‑–]$", re.I)
_NATIONAL: Final = re.compile(
    r"(?!(?:Vatican|Guardian|Caribbean|Mediterranean|Smithsonian|Olympian)\b)[A-Z]\w*(?:ian|ean|ican|ese|ish|cratic)"
    r"|Cuban|Afghan|German|Greek|French|Dutch|Swiss|Iraqi|Israeli|Pakistani|Kuwaiti|Yemeni|Kazakh|Uzbek|Czech|Thai|Arab"
    r"|Catholic|Protestant|Orthodox|Muslim|Islamic"
)
_NOUN_AFTER: Final = re.compile(r" (?!(?:and|or|in|of|to|for|at|on|by|with|from|is|was|has|had|are|were|said|says)\b)[^\W\d_]")
_INITIALS: Final = re.compile(r"\b(?:[A-Z]\.){2,5}")
_JOINT: Final = re.compile(r"(?:\s+(?:of|and|the|for|in|at|to|&)){1,3}\Z")
_PARTY: Final = re.compile(r"[A-Z]-[A-Z][\w.]{0,6}")
LONGEST_INITIALS: Final = 10
LONGEST_REST: Final = 6
"""So many words of a name at most are taken from another place where it stands in full."""


def read_mentions(report: Report, tagging: Tagging) -> tuple[Mention, ...]:
    """The places where somebody or something is mentioned: by name, by a nominal ("the minister") or by a pronoun; disjoint, in order.

    A name that stands in the text several times has one type, and where most of its places say that it is no name, it is none there.
    """
    if not tagging.words:
        return ()
    _, starts, lengths = paragraph_rows(report.text, tagging.words)
    tags = best_tags(tagging.mentions, _MOVES, starts, lengths)
    chances = np.exp(tagging.mentions - tagging.mentions.max(1, keepdims=True))
    chances /= chances.sum(1, keepdims=True)
    found: list[tuple[int, int, int]] = []
    for place in np.flatnonzero(tags).tolist():
        tag = int(tags[place])
        if MENTION_TAGS[tag][0] == "I" and found and found[-1][1] == place:
            found[-1] = (found[-1][0], place + 1, found[-1][2])
        else:
            found.append((place, place + 1, tag))
    mentions: list[Mention] = []
    for first, stop, tag in found:
        _, form, kind = MENTION_TAGS[tag].split("-")
        span = Span(tagging.words[first].start, tagging.words[stop - 1].end)
        if form == "name":
            span = without_joint(report.text, with_initials(report.text, whole_name(report.text, span, tagging.words, stop)))
            if not any(c.isupper() or c.isdigit() for c in span.of(report.text)) and has_capitals(report.text):
                continue
            if kind == "person" and is_party_label(report.text, span):
                continue
        if mentions and span.start < mentions[-1].span.end:
            continue
        score = round(float(chances[np.arange(first, stop), tags[first:stop]].mean()), SCORE_DIGITS)
        for part in part_people(report.text, span) if (form, kind) == ("name", "person") else [span]:
            mentions.append(Mention(span=part, type=cast(EntityType, kind), form=cast(MentionForm, form), score=score))
    likely = keep_likely(in_full(mentions, report.text, tagging.words), report.text, tagging.words, name_chances(chances))
    return name_sides(agree_on_types(likely, report.text), report.text)


def part_people(text: str, span: Span) -> list[Span]:
    """The people in a name: two where a sign joins them.

    >>> [part.of("Quill & Marlow") for part in part_people("Quill & Marlow", Span(0, 14))]
    ['Quill', 'Marlow']
    """
    sign = text.find(" & ", span.start, span.end)
    return [span] if sign < 0 else [Span(span.start, sign), Span(sign + 3, span.end)]


def in_full(mentions: Sequence[Mention], text: str, words: Sequence[Span]) -> list[Mention]:
    """The mentions; a name of which the tagger saw only the first words is as long as it was seen in another place of the text."""
    known = {m.span.of(text): m for m in mentions if m.form == "name" and " " in m.span.of(text)}
    starts = [word.start for word in words]
    found: list[Mention] = []
    for number, mention in enumerate(mentions):
        limit = mentions[number + 1].span.start if number + 1 < len(mentions) else len(text)
        if mention.form == "name":
            after = bisect_right(starts, mention.span.end - 1)
            for word in reversed(words[after : after + LONGEST_REST]):
                whole = known.get(text[mention.span.start : word.end]) if word.end <= limit else None
                if whole is not None:
                    mention = structs.replace(mention, span=Span(mention.span.start, word.end), type=whole.type)
                    break
        found.append(mention)
    return found


def whole_name(text: str, span: Span, words: Sequence[Span], after: int) -> Span:
    """The name up to the end of a word that a hyphen joins: "Kai-wen", not "Kai-". `after` is the number of the word after it.

    >>> text = "Lin Kai-wen"
    >>> whole_name(text, Span(0, 7), (Span(0, 3), Span(4, 7), Span(7, 8), Span(8, 11)), 2).of(text)
    'Lin Kai-wen'
    """
    end = span.end
    while after < len(words) and words[after].start == end and (text[end - 1] in _HYPHENS or text[end] in _HYPHENS):
        end = words[after].end
        after += 1
    while end > span.start + 1 and text[end - 1] in _HYPHENS:
        end -= 1
    return Span(span.start, end)


def with_initials(text: str, span: Span) -> Span:
    """The name with all letters of an abbreviation that it cuts into: "U.S.", not "S".

    >>> with_initials("the U.S. coast", Span(6, 7)), with_initials("in Vell.", Span(3, 7))
    (Span(start=4, end=8), Span(start=3, end=7))
    """
    low, high = max(0, span.start - LONGEST_INITIALS), span.end + LONGEST_INITIALS
    for match in _INITIALS.finditer(text, low, high):
        if match.start() < span.end and span.start < match.end():
            span = Span(min(span.start, match.start()), max(span.end, match.end()))
    return span


def without_joint(text: str, span: Span) -> Span:
    """The name without a word at its end that only joins it to what follows: "Institute of Tides and" is "Institute of Tides".

    >>> without_joint("Ada Quill of the Elm Party", Span(0, 16)).of("Ada Quill of the Elm Party")
    'Ada Quill'
    """
    joint = _JOINT.search(text, span.start, span.end)
    return Span(span.start, joint.start()) if joint and joint.start() > span.start else span


def is_party_label(text: str, span: Span) -> bool:
    """Whether a name is a lawmaker's party and state, as news prints it behind the name.

    >>> is_party_label("Sen. Ada Quill, E-Vell., left", Span(16, 23)), is_party_label("N-Vell (a rapper) left", Span(0, 6))
    (True, False)
    """
    before = text[max(0, span.start - 2) : span.start].strip()
    return before in (",", "(") and _PARTY.fullmatch(text, span.start, span.end) is not None


def has_capitals(text: str) -> bool:
    """Whether a text tells names by capitals at all.

    >>> has_capitals("all in lower case"), has_capitals("Ada Quill said so.")
    (False, True)
    """
    return any(c.isupper() for c in text)


def is_adjective(text: str, span: Span) -> bool:
    """Whether a name of a place or body only describes the noun or name after it.

    >>> is_adjective("the Ardenian troops", Span(4, 12)), is_adjective("a pro-Vell crowd", Span(6, 10)), is_adjective("in Vell", Span(3, 7))
    (True, True, False)
    >>> is_adjective("the Ardenian Navy", Span(4, 12))
    True
    """
    if _COMPOUND.search(text, max(0, span.start - 8), span.start):
        return True
    return _NATIONAL.fullmatch(text, span.start, span.end) is not None and _NOUN_AFTER.match(text, span.end) is not None


def list_names(text: str, mentions: Sequence[Mention], others: Sequence[Entity] = ()) -> tuple[Entity, ...]:
    """The tagged names of persons, organizations and places, in order, and those of `others` that are printed like a tagged one elsewhere.

    `others` are names that rules found: they see a name again in a headline, but take many a phrase in capitals for a body. Without any
    tagged name they count alone.
    """
    tagged = [
        Entity(span=m.span, type=m.type) for m in mentions if m.form == "name" and not (m.type != "person" and is_adjective(text, m.span))
    ]
    if not tagged:
        return tuple(others)
    known = {fold(name.span.of(text)) for name in tagged}
    ends = [name.span.end for name in tagged]

    def is_free(span: Span) -> bool:
        place = bisect_right(ends, span.start)
        return place == len(tagged) or tagged[place].span.start >= span.end

    again = [name for name in others if fold(name.span.of(text)) in known and is_free(name.span)]
    return tuple(sorted(tagged + again, key=lambda name: name.span))
