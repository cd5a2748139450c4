"""A report's text as tokens with their places, sentences and paragraphs: what the rules of this room look at."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass
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
    """
    starts: list[int] = []
    ends: list[int] = []
    words: list[str] = []
    for match in TOKEN.finditer(text):
        starts.append(match.start())
        ends.append(match.end())
        words.append(match.group())
    blocks = paragraphs(text)
    stops = sentences(text, blocks)
    sentence, first = _numbers(starts, [s.start for s in stops])
    paragraph, _ = _numbers(starts, [b.start for b in blocks])
    return Page(text, starts, ends, words, [w.translate(APOSTROPHES).lower() for w in words], sentence, paragraph, first)


def _numbers(starts: list[int], begins: list[int]) -> tuple[list[int], list[int]]:
    """For each token the number of the stretch that it stands in, and for each stretch its first token."""
    numbers, firsts, here = [], [0], 0
    for token, start in enumerate(starts):
        while here + 1 < len(begins) and begins[here + 1] <= start:
            here += 1
            firsts.append(token)
        numbers.append(here)
    return numbers, firsts
