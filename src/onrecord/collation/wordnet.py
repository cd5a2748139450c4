"""What the comparison takes from WordNet: adjectives, antonyms, words of like and of contrary sense; made by `scripts/wordnet`."""

from __future__ import annotations

from functools import lru_cache
from importlib.resources import files
from typing import Final

_NOTHING: Final[frozenset[int]] = frozenset()


@lru_cache(maxsize=1)
def _tables() -> dict[str, list[str]]:
    """The lines of each table; read when first asked for, since most commands compare nothing."""
    tables: dict[str, list[str]] = {}
    for line in files("onrecord.collation").joinpath("wordnet.txt").read_text(encoding="utf-8").splitlines():
        if line.startswith("["):
            lines = tables[line[1:-1]] = []
        elif not line.startswith("#"):
            lines.append(line)
    return tables


@lru_cache(maxsize=1)
def adjectives() -> tuple[frozenset[str], frozenset[str]]:
    """The adjectives that tell, and those that praise, colour or measure by eye."""
    words = [line.split() for line in _tables()["adjectives"]]
    return frozenset(row[0] for row in words if len(row) == 1), frozenset(row[0] for row in words if len(row) > 1)


@lru_cache(maxsize=1)
def antonyms() -> tuple[tuple[str, str], ...]:
    """The pairs of antonyms, each once."""
    rows = [line.split() for line in _tables()["antonyms"]]
    return tuple((left, right) for left, right in rows)


@lru_cache(maxsize=1)
def verbs() -> tuple[tuple[str, ...], ...]:
    """Verbs of one sense, a tuple a sense."""
    return tuple(tuple(line.split()) for line in _tables()["verbs"])


@lru_cache(maxsize=1)
def _sides() -> dict[str, frozenset[int]]:
    """For each word the numbers of its sides: of two sides that are contrary, one has the other's number with a minus."""
    found: dict[str, set[int]] = {}
    for number, line in enumerate(_tables()["sides"], 1):
        for sign, side in zip((number, -number), line.split("|"), strict=False):
            for word in side.split():
                found.setdefault(word, set()).add(sign)
    return {word: frozenset(numbers) for word, numbers in found.items()}


@lru_cache(maxsize=1)
def _contrary() -> frozenset[int]:
    """The numbers of the sides that have another across from them."""
    return frozenset(number for number, line in enumerate(_tables()["sides"], 1) if "|" in line)


def has_contrary(word: str) -> bool:
    """True for a word with others of contrary sense.

    >>> has_contrary("armed"), has_contrary("naval")
    (True, False)
    """
    return any(abs(side) in _contrary() for side in sides_of(word))


def sides_of(word: str) -> frozenset[int]:
    """The numbers of the word's sides; none for a word that WordNet has on none.

    >>> bool(sides_of("hazardous") & {-side for side in sides_of("safe")}), bool(sides_of("lethal") & sides_of("deadly"))
    (True, True)
    """
    return _sides().get(word, _NOTHING)
