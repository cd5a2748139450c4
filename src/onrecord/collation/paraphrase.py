"""Whether words without quotation marks render what a statement says: by the words of content that both hold, and by sense.

Neither decides alone: of a long event most sentences share its names and its occasion, and sentences of one topic lie near in sense whether
they say the same or the contrary. Sense, the share of the words and their number are weighed together; where nearly all words are
there, or too few, sense is not asked. The weights come of pairs read by eye (`evals/paraphrases.py`).
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property
from typing import Final, NamedTuple

from onrecord.collation.align import weigh
from onrecord.collation.lexicon import FUNCTION, stem
from onrecord.collation.tokens import BRACKETED, NOISE, NUMBER, Words, tokenize
from onrecord.text import sentences

Likeness = Callable[[str, str], float]

SHARED: Final = 3  # words of content that both hold, at the least
ASKED: Final = 300  # per thousand of a rendering's words of content: with fewer in the statement, sense is not asked
_SURE, _SURE_SHARED = 900, 5  # with so many of them, and so many words, it is not asked either
_BAR: Final = 950  # what sense (per thousand), a fifth of the share and twenty for each word, up to ten, reach together
_A_WORD, _MOST_WORDS = 20, 10
_SHARE, _SHARE_FEW, _FEW = 500, 650, 5  # without sense: the share, and the same of fewer than five words


class Rendering(NamedTuple):
    """Words without marks: their text, normal forms, stems of the words of content, and numbers."""

    text: str
    norms: tuple[str, ...]
    stems: frozenset[str]
    numbers: frozenset[str]


class Told:
    """What a statement says, read as far as renderings of it ask."""

    def __init__(self, words: Words) -> None:
        self.words = words
        self.text = words.text

    @cached_property
    def rendering(self) -> Rendering:
        """The whole of it."""
        return rendering(self.words, self.text)

    @cached_property
    def forms(self) -> tuple[frozenset[str], frozenset[str]]:
        """The normal forms of all of its words, and the stems of these."""
        norms = frozenset(self.words.norm)
        return norms, frozenset(map(stem, norms))

    @cached_property
    def _sentences(self) -> tuple[tuple[str, frozenset[str]], ...]:
        told = [span.of(self.text) for span in sentences(self.text)]
        return tuple((each, rendering(tokenize(each), each).stems) for each in told) if len(told) > 1 else ()

    def nearest(self, stems: frozenset[str]) -> str | None:
        """The sentence that shares the most words of content, the first of several; None where there is but one, or none shares two."""
        best = max(self._sentences, key=lambda each: len(each[1] & stems), default=None)
        return best[0] if best is not None and len(best[1] & stems) >= 2 else None


def most_held(told: Told, words: Words) -> int:
    """No less of a stretch than the base can hold in any alignment, per thousand: what is below the bar needs none."""
    norms, stems = told.forms
    held = every = 0
    for norm, flags in zip(words.norm, words.flags, strict=True):
        weight = weigh(norm)
        every += 0 if flags & (BRACKETED | NOISE) else weight
        held += weight if norm in norms else weight // 2 if stem(norm) in stems else 0
    return 1000 * held // every if every else 1000


def rendering(words: Words, text: str) -> Rendering:
    """Words as renderings are compared."""
    return Rendering(
        text=text, norms=tuple(words.norm), stems=frozenset(stem(norm) for norm in words.norm if norm not in FUNCTION),
        numbers=frozenset(norm for norm, flags in zip(words.norm, words.flags, strict=True) if flags & NUMBER),
    )  # fmt: skip


def is_same(left: Rendering, right: Rendering) -> bool:
    """True when both are the very same words, two of them words of content."""
    return left.norms == right.norms and len(left.stems) >= 2


def may_render(shared: int, share: int, likeness: Likeness | None) -> bool:
    """True when words that share so many, and so much, are worth a look."""
    return shared >= SHARED and share >= (_SHARE if likeness is None else ASKED)


def likeness_to(own: Rendering, told: Told, likeness: Likeness | None = None) -> int | None:
    """How near words come to what a statement says, per thousand: the share of their words or, where it was asked, their sense.

    None where they do not render it, as where both have numbers, and none in common.

    >>> said = Told(tokenize("We will close the two lower gates on Friday night."))
    >>> words = "that the lower gates would close on Friday night"
    >>> likeness_to(rendering(tokenize(words), words), said)
    1000
    """
    whole = told.rendering
    if is_same(own, whole):
        return 1000
    shared = len(own.stems & whole.stems)
    share = 1000 * shared // len(own.stems) if own.stems else 0
    if not may_render(shared, share, likeness):
        return None
    if likeness is None:
        return share if share >= (_SHARE if shared >= _FEW else _SHARE_FEW) else None
    if own.numbers and whole.numbers and own.numbers.isdisjoint(whole.numbers):
        return None
    if share >= _SURE and shared >= _SURE_SHARED:
        return share
    points = share // 5 + _A_WORD * min(shared, _MOST_WORDS)
    near = int(1000 * likeness(own.text, told.text)) if points + 1000 >= _BAR else 0
    if points + near < _BAR and (sentence := told.nearest(own.stems)) is not None:
        near = max(near, int(1000 * likeness(own.text, sentence)))
    return max(share, near) if points + near >= _BAR else None
