"""What the tagger reads of a text: wordpieces, and for each piece a feature row (quotation state and shape of its word)."""

from __future__ import annotations

import re
from dataclasses import dataclass

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
        encoded = tokenizer.encode(plain[paragraph.start : paragraph.end], add_special_tokens=False)
        states = quote_states(marked, paragraph)
        number, last, row = -1, None, 0
        for piece, (start, end), word in zip(encoded.ids, encoded.offsets, encoded.word_ids, strict=True):
            start, end = start + paragraph.start, end + paragraph.start
            if word != last:
                last = word
                while number + 1 < len(states) and states[number + 1][0] <= start:
                    number += 1
                state = states[number][2] if number >= 0 and start < states[number][1] else OUTSIDE
                row = state * SHAPES
                starts.append(len(ids))
                words.append(Span(start, end))
            elif end > words[-1].end:
                words[-1] = Span(words[-1].start, end)
            ids.append(piece)
            features.append(row)
    shown = [text[start:end] for start, end in words]
    shapes = {each: word_shape(each) for each in set(shown)}
    for first, after, each in zip(starts, [*starts, len(ids)][1:], shown, strict=True):
        shape = shapes[each]
        for piece in range(first, after):
            if features[piece] != BREAK_ROW:
                features[piece] += shape
    return Pieces(np.array(ids, np.int64), np.array(features, np.int64), np.array(starts, np.int64), tuple(words))


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
