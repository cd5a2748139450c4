"""Whose verb it is: helping words before a verb, subjects shared by two verbs, and the subject of a sentence's main clause."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from onrecord.quotes.lexicon import ADVERBS, ARTICLES, AUXILIARIES, BREAKS, DETERMINERS, PREPOSITIONS, VERBS, Form
from onrecord.quotes.nouns import FARTHEST, Range, is_finite, phrase_after, subject_before
from onrecord.quotes.tokens import Token

PLURALS: Final = frozenset("i we they you who that which many some others people critics both police".split())
"""Words before a verb in its base form: "critics say"."""
PRONOUN_LIKE: Final = frozenset("this that some many all both few most several one".split())
"""Determiners that can be a subject by themselves."""


def describes(tokens: Sequence[Token], source: Range) -> bool:
    """Whether a verb after this phrase only describes its last noun: "members use a coin | called"."""
    return any(tokens[k].low in {"a", "an"} and tokens[k - 1].low not in PREPOSITIONS for k in range(source[0] + 1, source[1]))


def closes_relative(tokens: Sequence[Token], place: int, end: int) -> bool:
    """Whether the main clause goes on after a comma: "Roth, who said that it was safe, | has resigned"."""
    return place < end and not tokens[place].is_capital and (is_finite(tokens[place]) or tokens[place].low.endswith("ed"))


def group_start(tokens: Sequence[Token], place: int, start: int) -> int:
    """Where the verb's auxiliaries and adverbs begin."""
    here = place
    while here > start:
        token = tokens[here - 1]
        low = token.low
        is_adverb = low in ADVERBS or (low.endswith("ly") and len(low) > 4 and not token.is_capital)
        if not token.is_word or not (low in AUXILIARIES or is_adverb):
            break
        here -= 1
    return place if here == start else here


def shared_subject(tokens: Sequence[Token], group: int, start: int) -> Range | None:
    """The subject of the verb before "and": "Roth laughed and said …", "spoke of …, but insisted"."""
    if group - 2 <= start or tokens[group - 1].low not in {"and", "but", "then", "or"}:
        return None
    for place in range(group - 2, max(start, group - 3 * FARTHEST), -1):
        token = tokens[place]
        form = VERBS.get(token.low)
        if not token.is_word or token.is_capital:
            continue
        if is_finite(token) or token.low.endswith("ed") or (form is not None and form.tense == "s"):
            first = group_start(tokens, place, start)
            if first <= start or tokens[first - 1].low in {"and", "but", ",", "to", "or"} | ARTICLES:
                continue
            found = subject_before(tokens, first, start)
            if found is not None and tokens[found[0]].low not in {"it", "that", "which"}:
                return found
    return None


def agrees(tokens: Sequence[Token], source: Range, form: Form, auxiliaries: set[str]) -> bool:
    """Whether the words before can be the verb's subject: a base form needs a plural or a helping verb."""
    head = tokens[source[1] - 1]
    first = tokens[source[0]]
    if not any(tokens[k].is_word for k in range(*source)):
        return False
    if form.tense == "base" and not auxiliaries & AUXILIARIES:
        nouns = [tokens[k] for k in range(*source)]
        plural = any(t.low.endswith("s") and not t.is_capital and not t.low.endswith(("'s", "ss")) for t in nouns)
        sure = form.lemma in {"say", "believe", "think", "argue"}
        if head.low in PLURALS or any(t.low == "and" for t in nouns) or (sure and plural):
            return True
        return head.low.endswith("s") and not head.is_capital and not head.low.endswith(("'s", "ss"))
    if form.tense == "s":
        return first.low not in {"i", "we", "they", "you"} and head.low not in PREPOSITIONS
    return head.low not in PREPOSITIONS and head.low not in DETERMINERS - PRONOUN_LIKE


def main_subject(tokens: Sequence[Token], begin: int, end: int) -> Range | None:
    """The subject of the clause that begins here, when a verb follows it."""
    phrase = phrase_after(tokens, begin, end)
    if phrase is None or phrase[1] >= end:
        return None
    here = phrase[1]
    token = tokens[here]
    return phrase if is_finite(token) or token.low in VERBS or token.low in ADVERBS or token.low.endswith(("ed", "ly")) else None


def main_clause_subject(tokens: Sequence[Token], start: int, stop: int) -> Range | None:
    """The subject of a sentence's main clause: after the comma where it opens with "When …," or "In …,", else the first one."""
    first = tokens[start].low
    if first in PREPOSITIONS | BREAKS or first.endswith("ing") or first == "asked":
        for place in range(start + 1, min(stop, start + 3 * FARTHEST)):
            if tokens[place].low == ",":
                found = main_subject(tokens, place + 1, stop)
                if found is not None:
                    return found
    for place in range(start + 1, min(stop, start + 3 * FARTHEST)):
        token = tokens[place]
        if not token.is_word or token.is_capital:
            continue
        if is_finite(token) or token.low.endswith("ed") or (token.low in VERBS and VERBS[token.low].tense == "s"):
            found = subject_before(tokens, group_start(tokens, place, start), start)
            if found is not None and tokens[found[0]].low not in {"it", "that", "which", "this", "there", "who"}:
                return found
    return None
