"""The keys under which texts are looked up: who is compared with whom when texts come and go.

Each text is compared with the first few holders of each of its keys (`linking.FIRST`), those with the smallest numbers. Who these are
depends on the texts held and on nothing else. A text that comes may push another out of them, and one that goes may let another in.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from typing import Final

import numpy as np

from onrecord import linking
from onrecord.store.places import Places

FEW: Final = 20_000  # keys up to which each is looked up; for more all are read in order, which takes less
_Numbers = linking.Numbers


class TextKeys:
    """The keys of texts that came (``added``) and went (``removed``); the store has been told of both."""

    def __init__(self, places: Places, added: Mapping[int, _Numbers], removed: Mapping[int, _Numbers]) -> None:
        self._places = places
        self._lost: dict[tuple[int, int], list[int]] = {}
        self._won: list[int] = []
        went = _by_key(removed)
        came = together(added)
        names = linking.distinct(np.concatenate((came, np.fromiter(went, np.int64, len(went)))))
        self._every = places.all_holders("family") if len(names) > FEW else None
        keys, holders = self._read(names, linking.FIRST + 1 + counts(came, names))
        is_new = np.isin(holders, np.fromiter(added, np.int64, len(added)))
        # Where all are new, or there were few and are few, everyone is compared with everyone, before and after.
        told = linking.distinct(keys[~is_new])
        crowded = counts(keys, told) > linking.FIRST
        wanted = told[crowded | np.isin(told, np.fromiter(went, np.int64, len(went)))]
        starts, ends = np.searchsorted(keys, wanted), np.searchsorted(keys, wanted, side="right")
        for key, start, end in zip(wanted.tolist(), starts.tolist(), ends.tolist(), strict=True):
            gone = went.get(key, [])
            now = holders[start : start + linking.FIRST].tolist()
            old = holders[start:end][~is_new[start:end]].tolist()
            before = sorted({*old, *gone})[: linking.FIRST]
            if set(now).intersection(old).difference(before):
                self._won.append(key)
            if pushed := set(before).intersection(old).difference(now):
                _, every = places.holders("family", [(key, -1)])
                others = [holder for holder in every.tolist() if holder not in now and holder not in added]
                self._lost.update({(one, other): now for one in sorted(pushed) for other in others if one != other})

    def lost(self) -> list[tuple[int, int, list[int]]]:
        """The pairs of texts that were compared because of such a key and are not any more, because of this one; with those with which
        both are compared because of it."""
        return [(*pair, self._lost[pair]) for pair in sorted(self._lost)]

    def won(self) -> set[int]:
        """The texts some of which are compared with each other because of such a key, and were not before."""
        return set(self._places.holders("family", [(key, -1) for key in self._won])[1].tolist())

    def blocks(self, loose: Mapping[int, _Numbers]) -> linking.Blocks:
        """Who shares a key, as far as these texts (with their keys) or those of `won` are compared because of it."""
        own = together(loose)
        names = linking.distinct(np.concatenate((own, np.array(self._won, np.int64))))
        keys, holders = self._read(names, np.full(len(names), linking.FIRST))
        if self._every is None:
            # A text beyond the first is compared with these alone; where one of the first is new to it, all others come in.
            is_loose = np.isin(holders, np.fromiter(loose, np.int64, len(loose)))
            crowded = names[counts(keys, names) == linking.FIRST]
            whole = np.intersect1d(crowded, np.union1d(keys[is_loose], np.array(self._won, np.int64)))
            rest = [(key, text) for text, mine in loose.items() for key in np.intersect1d(mine, np.setdiff1d(crowded, whole)).tolist()]
            every = self._places.holders("family", [(key, -1) for key in whole.tolist()])
            few = ~np.isin(keys, whole)
            more = np.array(rest, np.int64).reshape(-1, 2)
            keys, holders = np.concatenate((keys[few], every[0], more[:, 0])), np.concatenate((holders[few], every[1], more[:, 1]))
        return linking.block(keys, holders, common=None)

    def are_compared(self, left: int, right: int, one: _Numbers, other: _Numbers) -> bool:
        """True when one of two texts, given with their keys, is among the first of a key that both hold."""
        return any(
            not {left, right}.isdisjoint(self._places.holders("family", [(key, linking.FIRST)])[1].tolist())
            for key in np.intersect1d(one, other).tolist()
        )

    def _read(self, keys: _Numbers, limits: _Numbers) -> tuple[_Numbers, _Numbers]:
        """Keys, ascending, and who holds them, in order: no more of each than its limit, or all."""
        if self._every is None:
            return self._places.holders("family", zip(keys.tolist(), limits.tolist(), strict=True))
        wanted = np.isin(self._every[0], keys)
        return self._every[0][wanted], self._every[1][wanted]


def together(keys: Mapping[int, _Numbers]) -> _Numbers:
    """The keys of all, in order."""
    return np.sort(np.concatenate([*keys.values(), np.zeros(0, np.int64)]))


def counts(held: _Numbers, names: _Numbers) -> _Numbers:
    """How often each of the names stands among what is held, which is in order."""
    return np.searchsorted(held, names, side="right") - np.searchsorted(held, names)


def key_rows(keys: Mapping[int, _Numbers]) -> Iterator[tuple[int, int]]:
    """(key, holder), in order, so that many are written in one sweep."""
    every = np.concatenate([*keys.values(), np.zeros(0, np.int64)])
    holders = np.repeat(np.fromiter(keys, np.int64, len(keys)), [len(each) for each in keys.values()])
    order = np.lexsort((holders, every))
    for start in range(0, len(order), FEW):
        part = order[start : start + FEW]
        yield from zip(every[part].tolist(), holders[part].tolist(), strict=True)


def _by_key(keys: Mapping[int, _Numbers]) -> dict[int, list[int]]:
    found: defaultdict[int, list[int]] = defaultdict(list)
    for holder, own in keys.items():
        for key in own.tolist():
            found[key].append(holder)
    return found
