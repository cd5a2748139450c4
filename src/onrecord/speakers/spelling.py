"""Names in another spelling: transliterations and slips of one letter."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

from rapidfuzz.distance import OSA

_SOUNDS: Final = (
    ("tch", "ch"), ("sch", "sh"), ("kh", "h"), ("gh", "g"), ("dh", "d"), ("ph", "f"), ("ck", "k"), ("q", "k"), ("x", "ks"), ("w", "v"),
    ("zh", "j"), ("dj", "j"), ("th", "t"),
)  # fmt: skip
_VOWELS = re.compile(r"[aeiouy]+")
_TWICE = re.compile(r"(.)\1+")


@lru_cache(maxsize=20_000)
def sound(word: str) -> str:
    """The consonants of a folded name with one sign for each run of vowels: alike in usual transliterations.

    >>> sound("mohammed") == sound("muhamad"), sound("sergei") == sound("sergey"), sound("zelenskyy") == sound("zelensky")
    (True, True, True)
    """
    for old, new in _SOUNDS:
        word = word.replace(old, new)
    return _TWICE.sub(r"\1", _VOWELS.sub("a", _TWICE.sub(r"\1", word)))


def spelled_alike(left: str, right: str) -> bool:
    """True when two folded names are likely one name spelled in two ways: the same sound, or a slip of one letter in a long name.

    >>> spelled_alike("shoigu", "shoygu"), spelled_alike("teixeira", "teixiera"), spelled_alike("clinton", "clayton")
    (True, True, False)
    """
    if left == right:
        return True
    short = min(len(left), len(right))
    if short < 5 or any(c.isdigit() for c in left + right) or (left[0] != right[0] and sound(left)[:1] != sound(right)[:1]):
        return False
    if sound(left) == sound(right) and OSA.distance(left, right, score_cutoff=3) <= (2 if short < 7 else 3):
        return True
    return short >= 6 and OSA.distance(left, right, score_cutoff=1) <= 1
