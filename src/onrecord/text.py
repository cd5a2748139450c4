"""Helpers about strings that more than one room needs: ids from content, folding, words, sentences and paragraphs."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache
from typing import Final

from onrecord.records import Span

WORD: Final = re.compile(r"[^\W_]+(?:[.,](?=\d)\d+)*(?:['’\-‑–][^\W_]+)*")
OPENING_MARKS: Final = "\"“„«‟‘‚‹'"
APOSTROPHES: Final = str.maketrans({"’": "'", "‘": "'", "ʼ": "'", "`": "'", "´": "'"})
ABBREVIATIONS: Final = frozenset(
    "mr mrs ms dr prof sen sens rep reps gov govs gen col lt capt sgt maj adm st jr sr vs no inc ltd co corp dept est jan feb mar apr "
    "jun jul aug sep sept oct nov dec mt rev hon pres messrs u.s u.k u.n e.g i.e a.m p.m d.c ph.d".split()
)
_SENTENCE_END = re.compile(r"[.!?…]+[\"'”’»)\]]*(?=\s)")
_PARAGRAPH_BREAK = re.compile(r"\n\s*")


def digest(*parts: str | None, size: int = 8) -> str:
    """A stable id (hexadecimal, ``2 * size`` characters) of the parts, by BLAKE2b (RFC 7693); None and "" differ.

    >>> digest("a", None) == digest("a", "")
    False
    """
    hashed = hashlib.blake2b(digest_size=size)
    for part in parts:
        raw = b"\x00" if part is None else part.encode("utf-8", "surrogatepass")
        hashed.update(b"-" if part is None else f"{len(raw)}:".encode())
        hashed.update(raw)
    return hashed.hexdigest()


@lru_cache(maxsize=100_000)
def number_of(name: str) -> int:
    """64 bits that stand for an id or a key, as a signed number, by BLAKE2b: where many are compared, numbers take less room.

    >>> number_of("odum") == number_of("odum") != number_of("hale")
    True
    """
    hashed = hashlib.blake2b(name.encode("utf-8", "surrogatepass"), digest_size=8)
    return int.from_bytes(hashed.digest(), "little", signed=True)


def fold(text: str) -> str:
    """Text for comparing: compatibility forms, no accents, lower case, straight apostrophes, single spaces.

    >>> fold("  José  O’Brien ")
    "jose o'brien"
    """
    plain = text.translate(APOSTROPHES)
    if not plain.isascii():
        plain = "".join(c for c in unicodedata.normalize("NFKD", plain) if not unicodedata.combining(c))
    return " ".join(plain.casefold().split())


def words(text: str, start: int = 0, end: int | None = None) -> list[Span]:
    """The spans of the words in ``text[start:end]``: runs of letters and digits, with inner apostrophes, hyphens and decimals.

    >>> [w.of("Don't pay 1,200!") for w in words("Don't pay 1,200!")]
    ["Don't", 'pay', '1,200']
    """
    return [Span(*m.span()) for m in WORD.finditer(text, start, len(text) if end is None else end)]


def paragraphs(text: str) -> list[Span]:
    """The spans of the paragraphs: stretches between line breaks, white space at their edges left out.

    >>> [p.of("One.\\n\\n Two.") for p in paragraphs("One.\\n\\n Two.")]
    ['One.', 'Two.']
    """
    spans, start = [], 0
    for stop, after in [m.span() for m in _PARAGRAPH_BREAK.finditer(text)] + [(len(text), len(text))]:
        span = trim(text, Span(start, stop))
        if span.start < span.end:
            spans.append(span)
        start = after
    return spans


def trim(text: str, span: Span, characters: str | None = None) -> Span:
    """The span without white space (or the given characters) at its edges; empty at its start when nothing is left."""
    start, end = span
    while start < end and (text[start].isspace() if characters is None else text[start] in characters):
        start += 1
    while end > start and (text[end - 1].isspace() if characters is None else text[end - 1] in characters):
        end -= 1
    return Span(start, end)


def sentences(text: str, within: Iterable[Span] | None = None) -> list[Span]:
    """The spans of the sentences of each paragraph (or of each span in ``within``).

    A stop ends a sentence unless it follows an abbreviation or a single initial, or the next word is in lower case.

    >>> [s.of("Mr. Hale spoke. He left.") for s in sentences("Mr. Hale spoke. He left.")]
    ['Mr. Hale spoke.', 'He left.']
    """
    found = []
    for start, end in paragraphs(text) if within is None else within:
        here = start
        for match in _SENTENCE_END.finditer(text, start, end):
            stop = match.end()
            if match.group()[0] == "." and _is_abbreviation(text, here, match.start()):
                continue
            after = stop
            while after < end and (text[after].isspace() or text[after] in OPENING_MARKS):
                after += 1
            if after < end and text[after].islower():
                continue
            if stop > here:
                found.append(trim(text, Span(here, stop)))
                here = stop
        last = trim(text, Span(here, end))
        if last.start < last.end:
            found.append(last)
    return found


def _is_abbreviation(text: str, start: int, stop: int) -> bool:
    begin = stop
    while begin > start and not text[begin - 1].isspace() and stop - begin < 12:
        begin -= 1
    word = text[begin:stop].lstrip("(\"'“‘[").casefold()
    return word in ABBREVIATIONS or (len(word) == 1 and word.isalpha())
