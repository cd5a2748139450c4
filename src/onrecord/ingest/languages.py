"""The language of a text: as declared, else a cheap guess that knows English and nothing else."""

from __future__ import annotations

import re
from itertools import islice
from typing import Final

_ENGLISH: Final = frozenset(
    "the and of to that is for with said was it as by at from his her has have will not are this be been they who which were had".split()
)
_WORD = re.compile(r"[^\W\d_]+")
_TAG = re.compile(r"([A-Za-z]{2,3})(?:[-_].*)?")


def language_of(declared: str | None, text: str) -> str | None:
    """The two- or three-letter code that is declared, else "en" where the text looks English, else None.

    >>> language_of("en-GB", ""), language_of(None, "The crane is not what it was."), language_of(None, "Der Kran ist alt.")
    ('en', 'en', None)
    """
    match = _TAG.fullmatch((declared or "").strip()[:40])
    return match[1].lower() if match else guess_language(text)


def guess_language(text: str) -> str | None:
    """Return "en" where one word in eight of the first 400 is a common English one, of two kinds at least; else None."""
    found = [match[0].lower() for match in islice(_WORD.finditer(text), 400)]
    common = [word for word in found if word in _ENGLISH]
    return "en" if len(common) * 8 >= len(found) and len(set(common)) >= 2 else None
