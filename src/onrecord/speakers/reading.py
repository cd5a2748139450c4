"""A report's text as tokens with their places, sentences and paragraphs: what the rules of this room look at."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from onrecord.records import Span
from onrecord.text import APOSTROPHES, paragraphs, sentences

TOKEN: Final = re.compile(r"(?:[^\W\d_]\.){2,}|['’][sS]\b|[^\W_]+(?:(?:[-‑&]|['’](?![sS]\b))[^\W_]+)*|\S")
SPEECH: Final = frozenset(
    "said says say saying told tells tell added adds add asked asks argued argues claimed claims claim stated states insisted insists "
    "warned warns announced announces noted notes explained explains explain suggested suggests replied wrote writes tweeted "
    "acknowledged admitted admits confirmed confirms denied denies declared declares believes believe believed thinks think thought "
    "described describes called calls urged urges criticised criticized accused accuses vowed promised pledged predicted estimated "
    "concluded continued recalled responded reported reports commented emphasised emphasized stressed underscored termed asserted "
    "maintained reiterated observed remarked contended hopes hoped knows knew expects expected joked quipped testified alleged "
    "alleges indicated revealed cautioned complained conceded countered disclosed proposed stated praised".split()
)
"""Verbs by which somebody is made to speak."""


@dataclass(frozen=True, slots=True)
class Page:
    """Parallel lists over the tokens of one text: places, words as printed, words folded, sentence and paragraph numbers."""

    text: str
    starts: list[int]
    ends: list[int]
    words: list[str]
    folded: list[str]
    sentence: list[int]
    paragraph: list[int]
    sentence_first: list[int]

    def __len__(self) -> int:
        return len(self.starts)

    def at(self, offset: int) -> int:
        """The number of the token that holds or follows the offset."""
        here = bisect_right(self.starts, offset) - 1
        return here if here >= 0 and offset < self.ends[here] else here + 1

    def span(self, first: int, stop: int) -> Span:
        """The span of the tokens ``first`` to ``stop`` (half-open, not empty)."""
        return Span(self.starts[first], self.ends[stop - 1])

    def tokens(self, span: Span) -> tuple[int, int]:
        """The half-open range of the tokens that begin inside the span."""
        first = self.at(span.start)
        stop = bisect_right(self.starts, span.end - 1)
        return first, max(first, stop)


def read_page(text: str) -> Page:
    """The tokens of a text with their sentences and paragraphs.

    >>> read_page("Ms Ode's dog, U.S. law.").words
    ['Ms', 'Ode', "'s", 'dog', ',', 'U.S.', 'law', '.']

    The page of the text read last is kept, since names and speakers are read one after the other; a long text's is not.
    """
    return _kept(text) if len(text) <= _LONGEST_KEPT else _read(text)


_LONGEST_KEPT: Final = 100_000


def _read(text: str) -> Page:
    places = [match.span() for match in TOKEN.finditer(text)]
    starts = [start for start, _ in places]
    ends = [end for _, end in places]
    plain = text.translate(APOSTROPHES)
    lower = plain.lower()
    if len(lower) == len(text):
        folded = [lower[start:end] for start, end in places]
    else:  # a letter whose small form is longer: "İ"
        folded = [plain[start:end].lower() for start, end in places]
    blocks = paragraphs(text)
    sentence, first = _numbers(starts, [s.start for s in sentences(text, blocks)])
    paragraph, _ = _numbers(starts, [b.start for b in blocks])
    return Page(text, starts, ends, [text[start:end] for start, end in places], folded, sentence, paragraph, first)


_kept = lru_cache(maxsize=1)(_read)


def _numbers(starts: list[int], begins: list[int]) -> tuple[list[int], list[int]]:
    """For each token the number of the stretch that it stands in, and for each stretch its first token."""
    numbers: list[int] = []
    firsts = [bisect_left(starts, begin) for begin in begins] or [0]
    firsts[0] = 0
    for number, (first, stop) in enumerate(zip(firsts, [*firsts[1:], len(starts)], strict=True)):
        numbers += [number] * (stop - first)
    return numbers, firsts
