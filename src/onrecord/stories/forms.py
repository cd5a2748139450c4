"""Forms: what one desk writes again and again in the same words about other things: results, closing prices, the weather, verdicts.

Two such reports share most of their words and all of their sense, and tell of two events. What gives them away stands in the blanks of the
form. In a run of words whose rarer ones are taken for blanks, two reports that copy each other, or a report and its update, have mostly the
same in the blanks; two that fill in one form have mostly something else.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from onrecord.stories.hashes import spread

RUN: Final = 8  # words
MOST_BLANKS: Final = 3  # of a run: what is left has to be the form's own
MOST_RUNS: Final = 128  # of one report that are kept, those with the least hashes: the same ones in two reports that share them
LEAST_OTHER: Final = 8  # shared runs of which the blanks hold something else, from which two reports of one outlet may be one form,
LEAST_NAMED: Final = 4  # so many of them not by their digits alone: an update has other figures, too
LEAST_ELSEWHERE: Final = 12  # and two reports of two outlets, or of unknown ones, for which more is asked
_CALENDAR: Final = frozenset(
    "monday tuesday wednesday thursday friday saturday sunday january february march april may june july august september october november "
    "december one two three four five six seven eight nine ten".split()
)
_MIX: Final = np.uint64(0x9E3779B97F4A7C15)

Hashes = NDArray[np.uint32]


class Form(NamedTuple):
    """The hashes of runs without what stands in their blanks, ascending, each once, and of what stands there: words in the upper sixteen
    bits, numbers in the lower ones."""

    runs: Hashes
    blanks: Hashes


def is_blank(word: str, rarity: float, rare: float) -> bool:
    """True for a folded word that a form leaves open: a rare one, a number, a day or a month.

    >>> is_blank("the", 1.0, 24.0), is_blank("hale", 30.0, 24.0), is_blank("1.5m", 1.0, 24.0), is_blank("friday", 20.0, 24.0)
    (False, True, True, True)
    """
    return rarity > rare or word in _CALENDAR or has_digit(word)


def has_digit(word: str) -> bool:
    """True for a word with a digit in it."""
    return any(map(str.isdigit, word))


def form_of(told: NDArray[np.uint64]) -> Form:
    """The form of a text; ``told`` has a row for each of its words: its hash, whether it is a blank (0 or 1), whether it is a number."""
    count = len(told) - RUN + 1
    if count < 1:
        return Form(np.zeros(0, np.uint32), np.zeros(0, np.uint32))
    base, blank, number = told[:, 0], told[:, 1] > 0, told[:, 2] > 0
    layers = (np.where(blank, np.uint64(1), base), np.where(blank & ~number, base, np.uint64(0)), np.where(number, base, np.uint64(0)))
    whole, words, figures = (np.zeros(count, np.uint64) for _ in layers)
    blanks = np.zeros(count, np.int64)
    for place in range(RUN):
        whole, words, figures = (
            mixed * _MIX + layer[place : place + count] for mixed, layer in zip((whole, words, figures), layers, strict=True)
        )
        blanks += blank[place : place + count]
    wanted = (blanks > 0) & (blanks <= MOST_BLANKS)
    runs, firsts = np.unique(spread(whole[wanted]) >> np.uint64(32), return_index=True)
    held = (spread(words[wanted]) >> np.uint64(48) << np.uint64(16)) | (spread(figures[wanted]) >> np.uint64(48))
    return Form(runs[:MOST_RUNS].astype(np.uint32), held[firsts][:MOST_RUNS].astype(np.uint32))


def are_one_form(one: Form, others: Sequence[Form], is_one_outlet: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """For each of the others whether it and this one fill in one form; ``is_one_outlet`` says which of them are of the same outlet.

    >>> once = form_of(np.array([(each, each > 20, False) for each in (7, 50, 8, 9, 10, 11, 12, 13, 14, 15, 60)], np.uint64))
    >>> are_one_form(once, [once], np.array([True])).tolist()
    [False]
    """
    found = np.zeros(len(others), bool)
    if not len(one.runs) or not others:
        return found
    runs, blanks = (np.concatenate([other[part] for other in others]) for part in range(2))
    ends = np.cumsum([0, *(len(other.runs) for other in others)])
    place = np.minimum(np.searchsorted(one.runs, runs), len(one.runs) - 1)
    apart = one.blanks[place] ^ blanks
    in_both = one.runs[place] == runs
    same, named, other = (
        np.diff(np.concatenate(([0], np.cumsum(in_both & kind)))[ends]) for kind in (apart == 0, apart >> 16 != 0, apart != 0)
    )
    here = (other >= LEAST_OTHER) & (named >= LEAST_NAMED) & (2 * same < 3 * other)
    elsewhere = (other >= LEAST_ELSEWHERE) & (named >= LEAST_NAMED) & (same < other)
    found[:] = np.where(is_one_outlet, here, elsewhere)
    return found
