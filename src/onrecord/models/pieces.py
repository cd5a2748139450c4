"""What the tagger reads of a text: wordpieces, and for each piece a feature row (quotation state and shape of its word)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import groupby
from operator import itemgetter

import numpy as np
from numpy.typing import NDArray
from tokenizers import Tokenizer

from onrecord.records import Span
from onrecord.text import paragraphs

FIRST, LAST, BREAK = 101, 102, 1  # [CLS] and [SEP] around a window; a paragraph break, an entry that the vocabulary leaves unused
OUTSIDE, INSIDE, UNCLOSED, SINGLE = range(4)
SHAPES = 6
BREAK_ROW = 4 * SHAPES
FEATURE_ROWS = BREAK_ROW + 1
SURROGATES: dict[int | str, str] = dict.fromkeys(range(0xD800, 0xE000), "\ufffd")  # the tokenizer takes well-formed text alone
STRAIGHT = str.maketrans(SURROGATES | dict.fromkeys("“”„«»", '"') | dict.fromkeys("‘’‚", "'"))
LONGEST_KNOWN = 32
KNOWN = 20_000  # words of so many letters at most, more than a week's news has: some 10 MB
Word = tuple[tuple[int, ...], int]  # wordpieces and shape
_PLAIN = re.compile(r"[\t\n\r -~–—…]*")
_WORD = re.compile(r"[A-Za-z0-9]+|[^A-Za-z0-9\s]")
_DOUBLE = re.compile('["“”„«»]')
# A pattern that begins with the mark itself is searched for faster than one that begins with what stands before it.
_OPENING = re.compile(r"['‘](?<![^\s(\[\"“—–-].)(?=[^\s'‘’])")
_CLOSING = re.compile(r"['’](?<=[^\s'‘].)(?!\w)")


@dataclass(frozen=True)
class Pieces:
    """The wordpieces of a text in order: vocabulary entries, feature rows, and where each word starts.

    ``words[i]`` is the span of word `i` and ``starts[i]`` the number of its first piece. A piece ``BREAK`` stands between paragraphs.
    """

    ids: NDArray[np.int64]
    features: NDArray[np.int64]
    starts: NDArray[np.int64]
    words: tuple[Span, ...]


def read_pieces(text: str, tokenizer: Tokenizer) -> Pieces:
    """The wordpieces of `text`. Quotation marks are read as straight ones, since the feature rows know their direction; two single marks
    or backticks in a row are a double mark.
    """
    marked = text.replace("''", '" ').replace("``", '" ')
    plain = marked.translate(STRAIGHT)
    ids: list[int] = []
    features: list[int] = []
    starts: list[int] = []
    words: list[Span] = []
    for paragraph in paragraphs(text):
        if ids:
            ids.append(BREAK)
            features.append(BREAK_ROW)
        states = quote_states(marked, paragraph)
        number = -1
        for (pieces, shape), start, end in split_words(plain, paragraph, tokenizer):
            while number + 1 < len(states) and states[number + 1][0] <= start:
                number += 1
            state = states[number][2] if number >= 0 and start < states[number][1] else OUTSIDE
            starts.append(len(ids))
            words.append(Span(start, end))
            ids += pieces
            features += [state * SHAPES + shape] * len(pieces)
    return Pieces(np.array(ids, np.int64), np.array(features, np.int64), np.array(starts, np.int64), tuple(words))


def split_words(text: str, paragraph: Span, tokenizer: Tokenizer) -> Iterator[tuple[Word, int, int]]:
    """The words of a paragraph as the tokenizer has them, with their wordpieces, shapes and places.

    A paragraph of plain letters, digits and marks, as nearly all are, is cut here and its words are looked up: a fifth of the time.
    """
    if _PLAIN.fullmatch(text, *paragraph):
        for match in _WORD.finditer(text, *paragraph):
            word = match.group()
            yield (known_word if len(word) <= LONGEST_KNOWN else read_word)(word, tokenizer), *match.span()
        return
    encoded = tokenizer.encode(text[paragraph.start : paragraph.end], add_special_tokens=False)
    for _, some in groupby(zip(encoded.word_ids, encoded.ids, encoded.offsets, strict=True), key=itemgetter(0)):
        _, pieces, offsets = zip(*some, strict=True)
        start, end = paragraph.start + offsets[0][0], paragraph.start + max(end for _, end in offsets)
        yield (pieces, word_shape(text[start:end])), start, end


def read_word(word: str, tokenizer: Tokenizer) -> Word:
    """The wordpieces and the shape of a word."""
    return tuple(tokenizer.encode(word, add_special_tokens=False).ids), word_shape(word)


known_word = lru_cache(KNOWN)(read_word)


def word_shape(word: str) -> int:
    """A number for the shape of a word: 0 lower case or other, 1 Initial capital, 2 ALL CAPITALS, 3 miXed, 4 digits, 5 punctuation.

    >>> [word_shape(w) for w in ("said", "Hale", "UN", "iPhone", "2016", "“")]
    [0, 1, 2, 3, 4, 5]
    """
    if word[0].isdigit():
        return 4
    if not word[0].isalpha():
        return 5
    if word.islower():
        return 0
    if word.isupper():
        return 2 if len(word) > 1 else 1
    if word[0].isupper() and word[1:].islower():
        return 1
    return 3 if any(c.isupper() for c in word) else 0


def quote_states(text: str, paragraph: Span) -> list[tuple[int, int, int]]:
    """The stretches of a paragraph inside quotation marks (marks included), in order, each with ``INSIDE``, ``UNCLOSED`` or ``SINGLE``.

    Curly double marks open and close, straight ones alternate, one that is never closed runs to the end of the paragraph. Single marks
    count where an opening one (before a word) meets a closing one (after a word); an apostrophe inside a word is neither.

    >>> quote_states('He “no” ‘hm’ "well', Span(0, 18))
    [(3, 7, 1), (8, 12, 3), (13, 18, 2)]
    """
    found: list[tuple[int, int, int]] = []
    opened: int | None = None
    for match in _DOUBLE.finditer(text, paragraph.start, paragraph.end):
        here = match.start()
        if opened is None and match[0] in '“„«"':
            opened = here
        elif opened is not None and match[0] in '”»"':
            found.append((opened, here + 1, INSIDE))
            opened = None
    if opened is not None:
        found.append((opened, paragraph.end, UNCLOSED))
    edges = [paragraph.start, *(edge for start, end, _ in found for edge in (start, end)), paragraph.end]
    for start, end in zip(edges[::2], edges[1::2], strict=True):
        found.extend((*span, SINGLE) for span in _single_marks(text, start, end))
    return sorted(found)


def _single_marks(text: str, start: int, end: int) -> list[tuple[int, int]]:
    opening = [m.start() for m in _OPENING.finditer(text, start, end)]
    closing = [m.end() for m in _CLOSING.finditer(text, start, end)]
    events = sorted([(place, 1) for place in opening] + [(place, 0) for place in closing])
    found: list[tuple[int, int]] = []
    opened: int | None = None
    for place, is_opening in events:
        if is_opening:
            opened = place
        elif opened is not None and place > opened + 2:
            found.append((opened, place))
            opened = None
    return found
