"""Which pairs are compared: those that share a key, if it is not too common to tell anything.

Keys and ids are held as 64-bit numbers made of themselves (BLAKE2b), never counted up, so that it does not matter who came first; two that
share a number could at worst propose a pair too many.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from onrecord.text import number_of

COMMON: Final = 50
"""A key that more than so many representatives hold is no key: it bounds what one more is compared with, however many are held."""
FIRST: Final = 4
"""Of the holders of a key of shared texts, so many, those with the smallest numbers, are compared with all of them: of a hundred thousand
pages with one notice each is compared with four, and of a thousand copies with small changes none is lost."""

Numbers = NDArray[np.int64]


class Blocks(NamedTuple):
    """Who shares a key: the holders of block ``i`` are ``holders[bounds[i]:bounds[i + 1]]``, in order."""

    holders: Numbers
    bounds: Numbers


def block(keys: Numbers, holders: Numbers, common: int | None = COMMON) -> Blocks:
    """The blocks of two holders or more, and of no more than ``common``; the two arrays give each holder of each key once."""
    order = np.lexsort((holders, keys))
    keys, holders = keys[order], holders[order]
    firsts = np.flatnonzero(np.concatenate(([True], keys[1:] != keys[:-1]))) if len(keys) else np.zeros(0, np.int64)
    sizes = np.diff(np.append(firsts, len(keys)))
    wanted = (sizes > 1) & (sizes <= (len(keys) if common is None else common))
    return Blocks(holders[np.repeat(wanted, sizes)], np.concatenate(([0], np.cumsum(sizes[wanted]))).astype(np.int64))


def distinct(numbers: Numbers) -> Numbers:
    """The numbers, ascending, each once. By sorting: `numpy.unique` hashes them first, which takes several times as long."""
    order = np.sort(numbers)
    return order[np.concatenate(([True], order[1:] != order[:-1]))] if len(order) else order


def numbers(keys: Iterable[str] | Iterable[int]) -> Numbers:
    """The numbers of keys (those that are numbers already stay so), ascending, each once."""
    return distinct(np.array([key if isinstance(key, int) else number_of(key) for key in keys], np.int64))


def pairs(
    keys: Mapping[str, Iterable[str]] | Mapping[str, Iterable[int]], at_least: int = 1, common: int | None = None
) -> Iterator[tuple[str, str]]:
    """The pairs of ids that share ``at_least`` so many keys, each pair in order, pairs sorted; ``keys`` gives the keys of each id.

    >>> list(pairs({"b": ["odum"], "a": ["hale", "odum"], "c": ["mill"]}))
    [('a', 'b')]

    Keys that more than ``common`` ids hold (`COMMON` unless given) do not count.
    """
    names = sorted(keys)
    own = [numbers(keys[name]) for name in names]
    every = np.concatenate(own) if own else np.zeros(0, np.int64)
    holders, bounds = block(every, np.repeat(np.arange(len(names)), [len(each) for each in own]), COMMON if common is None else common)
    of_block = np.repeat(np.arange(len(bounds) - 1), np.diff(bounds))
    order = np.argsort(holders, kind="stable")
    mine, starts = of_block[order], np.searchsorted(holders[order], np.arange(len(names) + 1))
    for place, name in enumerate(names):
        shared = [holders[bounds[each] : bounds[each + 1]] for each in mine[starts[place] : starts[place + 1]]]
        if not shared:
            continue
        others, counts = np.unique(np.concatenate(shared), return_counts=True)
        for other in others[(counts >= at_least) & (others > place)].tolist():
            yield name, names[other]
