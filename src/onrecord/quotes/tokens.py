"""A paragraph as a row of tokens in which each outermost marked stretch is one token, and its sentences."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final, NamedTuple

from onrecord.quotes.lexicon import SUBJECT_PRONOUNS, VERBS
from onrecord.quotes.marks import Marked
from onrecord.records import Span
from onrecord.text import ABBREVIATIONS

_TOKEN: Final = re.compile(
    r"(?:[A-Za-z]\.){2,}"  # U.S.
    r"|[^\W_]+(?:[.,]\d+)*(?:['’\-‑–&][^\W_]+)*['’]?"
    r"|[.!?…]+|--+|[^\w\s]|_+"
)
_TERMINAL: Final = frozenset(".!?…")
_ENDS: Final = re.compile(r"[.!?…]['’\"”)\]]*$")
_LOOK_AHEAD: Final = 9
LONGEST: Final = 400
"""A sentence of more tokens than this is cut: no news has one, and it bounds the work that each cue can cause."""


class Token(NamedTuple):
    """A word, a stop (any punctuation) or a marked stretch; `low` is the word in lower case, "" if marked.

    `ended` is the last character inside the marks.
    """

    start: int
    end: int
    low: str
    is_word: bool
    is_capital: bool
    marked: Marked | None = None
    ended: str = ""


def tokenize(text: str, span: Span, marks: Sequence[Marked]) -> list[Token]:
    """The tokens of ``text[span]``; `marks` are the outermost marked stretches in it, in order."""
    tokens: list[Token] = []
    here = span.start
    for marked in marks:
        _words(text, here, marked.outer.start, tokens)
        tokens.append(Token(marked.outer.start, marked.outer.end, "", False, False, marked, text[marked.inner.end - 1]))
        here = marked.outer.end
    _words(text, here, span.end, tokens)
    return tokens


def _words(text: str, start: int, end: int, tokens: list[Token]) -> None:
    for match in _TOKEN.finditer(text, start, end):
        first, last = match.span()
        if tokens and first < tokens[-1].end:
            continue
        word = match.group()
        letter = word[0]
        is_word = letter.isalnum()
        if is_word and text[last : last + 1] == "." and last < end and _is_abbreviated(word, text, last + 1):
            last += 1
            word += "."
        low = "u.s." if word == "US" else word.lower().replace("’", "'")
        tokens.append(Token(first, last, low, is_word, is_word and letter.isupper()))


def _is_abbreviated(word: str, text: str, after: int) -> bool:
    low = word.lower()
    if low not in ABBREVIATIONS and not (len(word) == 1 and word.isalpha()):
        return False
    following = text[after : after + 2].strip()
    return not following or following[0].isalnum() or len(word) == 1 or low in {"jr", "sr", "inc", "co", "corp", "ltd"}


def split_sentences(text: str, tokens: Sequence[Token]) -> list[tuple[int, int]]:
    """The sentences of a paragraph as ranges of token numbers.

    A stop inside marks ends a sentence with the closing mark, unless what follows goes on in lower case or names who
    asked or cried it ("Why?" Hale asked).
    """
    ranges, start = [], 0
    for place, token in enumerate(tokens):
        following = tokens[place + 1] if place + 1 < len(tokens) else None
        if following is None:
            break
        if place - start >= LONGEST or _ends_sentence(text, tokens, place, token, following):
            ranges.append((start, place + 1))
            start = place + 1
    if start < len(tokens):
        ranges.append((start, len(tokens)))
    return ranges


def _ends_sentence(text: str, tokens: Sequence[Token], place: int, token: Token, following: Token) -> bool:
    if following.is_word and not following.is_capital and not following.low[0].isdigit():
        return False
    if token.marked is not None:
        inner = token.marked.inner
        if not following.is_word and following.marked is None:
            return following.low[0] in "—–-(•*" and bool(_ENDS.search(text, max(inner.start, inner.end - 4), inner.end))
        ended = text[inner.end - 1]
        if ended not in _TERMINAL and not _ENDS.search(text, max(inner.start, inner.end - 4), inner.end):
            return False
        return not (
            following.is_word
            and (ended in "?!" or not _ENDS.search(text, inner.end - 1, inner.end))
            and _names_the_speaker(tokens, place + 1)
        )
    if token.is_word or token.low[0] not in _TERMINAL:
        return False
    if not following.is_word and following.marked is None and following.low[0] in ",;:)]”’'\"":
        return False
    return following.start > token.end or following.marked is not None


def _names_the_speaker(tokens: Sequence[Token], place: int) -> bool:
    """Whether the words from here are only a speaker and a verb of speech: `Hale asked.`"""
    for number in range(place, min(place + _LOOK_AHEAD, len(tokens))):
        token = tokens[number]
        if not token.is_word:
            return False
        form = VERBS.get(token.low)
        if form is not None and number > place and form.tense in ("past", "s"):
            after = tokens[number + 1] if number + 1 < len(tokens) else None
            if after is None or (not after.is_word and after.marked is None):
                return True
            return after.low in {"in", "on", "at", "of", "as", "to", "during", "when", "after", "him", "her", "them"} and (
                form.lemma in {"say", "ask", "write", "tweet", "reply", "add"} or tokens[place].low in SUBJECT_PRONOUNS
            )
    return False
