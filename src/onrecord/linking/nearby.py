"""Reports that are near in sense: the signs of their sentence vectors, compared with those of all the others.

The search is exact, so that its answer is a function of the pair and not of what was held first: 384 signs are 48 bytes, and a hundred
thousand of them are compared in a few milliseconds.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import Final

import numpy as np

from onrecord import stories
from onrecord.linking.blocks import Numbers

UNKNOWN: Final = -1


class Nearby:
    """The signs and days of reports, by number; one without signs is near nothing.

    >>> rows = [(1, 700, b"\\x00" * 48), (2, 701, b"\\x00" * 47 + b"\\x01"), (3, 701, b"\\xff" * 48)]
    >>> Nearby(rows).near(700, b"\\x00" * 48, horizon_days=90).tolist()
    [1, 2]
    """

    def __init__(self, rows: Iterable[tuple[int, int | None, bytes]] = ()) -> None:
        self._numbers: Numbers = np.zeros(0, np.int64)
        self._days: Numbers = np.zeros(0, np.int64)
        self._signs = np.zeros((0, 0), np.uint64)
        self.put(rows)

    def put(self, rows: Iterable[tuple[int, int | None, bytes]]) -> None:
        """Take in (number, day, signs); a number that is there already is replaced."""
        held = [(number, day, signs) for number, day, signs in rows if signs and not len(signs) % 8]
        if not held:
            return
        width = len(held[0][2]) // 8
        held = [row for row in held if len(row[2]) == 8 * width and self._signs.shape[1] in (0, width)]
        self.drop([number for number, _, _ in held])
        new = np.array([number for number, _, _ in held], np.int64)
        days = np.array([UNKNOWN if day is None else day for _, day, _ in held], np.int64)
        signs = np.frombuffer(b"".join(row[2] for row in held), "<u8").reshape(len(held), width).astype(np.uint64)
        self._numbers = np.concatenate((self._numbers, new))
        self._days = np.concatenate((self._days, days))
        self._signs = np.concatenate((self._signs.reshape(-1, width), signs))

    def drop(self, numbers: Collection[int]) -> None:
        """Forget these."""
        kept = ~np.isin(self._numbers, np.fromiter(numbers, np.int64, len(numbers)))
        if not kept.all():
            self._numbers, self._days, self._signs = self._numbers[kept], self._days[kept], self._signs[kept]

    def near(self, day: int | None, signs: bytes, horizon_days: int) -> Numbers:
        """The numbers of those that are near (`stories.near`), inside the horizon, ascending."""
        if len(signs) != 8 * self._signs.shape[1] or not signs:
            return np.zeros(0, np.int64)
        days = np.full(len(self._days), UNKNOWN) if day is None else np.where(self._days == UNKNOWN, UNKNOWN, np.abs(self._days - day))
        inside = days <= horizon_days
        apart = np.bitwise_count(self._signs[inside] ^ np.frombuffer(signs, "<u8").astype(np.uint64)).sum(axis=1, dtype=np.int64)
        return np.sort(self._numbers[inside][stories.near(apart, days[inside])])
