"""Numbers as words compare them: "$1 trillion" is "a trillion dollars", "thousands" is not "tens of thousands"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal
from typing import Final

_ONES = "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen"
SMALL: Final = {word: value for value, word in enumerate(_ONES.split())}
TENS: Final = {word: 10 * value for value, word in enumerate("twenty thirty forty fifty sixty seventy eighty ninety".split(), 2)}
SCALES: Final = {
    "hundred": 10**2, "thousand": 10**3, "million": 10**6, "billion": 10**9, "trillion": 10**12, "dozen": 12,
    "m": 10**6, "mn": 10**6, "bn": 10**9, "tn": 10**12,
}  # fmt: skip
LOOSE: Final = frozenset("tens dozens scores hundreds thousands millions billions trillions".split())
_ORDINALS = "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth fifteenth"
ORDINALS: Final = {word: value for value, word in enumerate(_ORDINALS.split(), 1)}
MONTHS: Final = frozenset("january february march april may june july august september october november december".split())
CURRENCIES: Final = {"$": "dollar", "£": "pound", "€": "euro", "¥": "yen"}
_UNIT_AFTER: Final = {
    "dollars": "dollar", "dollar": "dollar", "pounds": "pound", "euros": "euro", "euro": "euro", "yen": "yen",
    "%": "%", "percent": "%", "percents": "%",
}  # fmt: skip
_DIGITS = re.compile(r"^(\d[\d.,]*)([^\W\d_]*)$")
_GROUPED = re.compile(r"^\d{1,3}(?:,\d{3})+(?:\.\d+)?$")
STARTERS: Final = frozenset(
    {*SMALL, *TENS, *LOOSE, *CURRENCIES, "a", "half", "hundred", "thousand", "million", "billion", "trillion", "dozen"}
)


def digits(word: str) -> tuple[Decimal, str] | None:
    """The value and the letters after it of a word that begins with digits ("1,200", "8th", "20m"), else None."""
    match = _DIGITS.match(word)
    if match is None or len(match[1]) > 40:
        return None
    plain = match[1].rstrip(".,")
    if _GROUPED.match(plain):
        plain = plain.replace(",", "")
    if "," in plain or plain.count(".") > 1:
        return None
    return Decimal(plain), match[2]


def read_number(norms: Sequence[str], start: int) -> tuple[int, str] | None:
    """How many words from `start` make one number, and its name for comparing, or None when no number begins there.

    >>> read_number("tens of thousands of people".split(), 0), read_number("a billion dollars".split(), 0), read_number(["$", "1", "bn"], 0)
    ((3, '#tens of thousands'), (3, '#1000000000dollar'), (3, '#1000000000dollar'))
    >>> read_number(["fifty", "eight"], 0), read_number(["58"], 0), read_number(["a", "day"], 0)
    ((2, '#58'), (1, '#58'), None)
    """
    if norms[start] in LOOSE:
        return _read_loose(norms, start)
    here, end = start, len(norms)
    currency = CURRENCIES.get(norms[here])
    if currency is not None:
        here += 1
    value: Decimal | None = None
    if here < end and norms[here] == "half" and here + 2 < end and norms[here + 1] == "a" and norms[here + 2] in SCALES:
        value, here = Decimal(SCALES[norms[here + 2]]) / 2, here + 3
    elif here < end and norms[here] == "a":
        if here + 1 >= end or norms[here + 1] not in SCALES or len(norms[here + 1]) < 3:
            return None
        value, here = _read_words(norms, here + 1, Decimal(1))
    elif here < end and norms[here] in SCALES and len(norms[here]) > 2:
        value, here = _read_words(norms, here, Decimal(1))
    elif here < end and (read := digits(norms[here])) is not None:
        value, letters = read
        here += 1
        if letters in ("st", "nd", "rd", "th"):
            is_day = (start > 0 and norms[start - 1] in MONTHS) or (here < end and norms[here] in MONTHS)
            return here - start, f"#{_plain(value)}" if is_day else f"#{_plain(value)}th"
        if letters and not (letters in SCALES and (currency is not None or letters in ("bn", "tn", "mn"))):
            return here - start, f"#{_plain(value)}{letters}"
        if letters:
            value *= SCALES[letters]
        elif here < end and norms[here] in SCALES and (len(norms[here]) > 2 or currency is not None or norms[here] in ("bn", "tn")):
            value *= SCALES[norms[here]]
            here += 1
    elif here < end and (norms[here] in SMALL or norms[here] in TENS):
        value, here = _read_words(norms, here, None)
    if value is None:
        return None
    unit = currency or ""
    if not unit and here < end and norms[here] in _UNIT_AFTER:
        unit = _UNIT_AFTER[norms[here]]
        here += 1
    elif not unit and here + 1 < end and norms[here] == "per" and norms[here + 1] == "cent":
        unit, here = "%", here + 2
    elif unit and here < end and _UNIT_AFTER.get(norms[here]) == unit:
        here += 1
    return here - start, f"#{_plain(value)}{unit}"


def _read_loose(norms: Sequence[str], start: int) -> tuple[int, str]:
    here = start + 1
    while here + 1 < len(norms) and norms[here] == "of" and norms[here + 1] in LOOSE:
        here += 2
    return here - start, "#" + " ".join(norms[start:here])


def _read_words(norms: Sequence[str], here: int, begun: Decimal | None) -> tuple[Decimal, int]:
    """The value of number words from `here`, and where they end; `begun` is what stands before a scale ("a" hundred)."""
    total, group, last = Decimal(0), begun if begun is not None else Decimal(0), "begun" if begun is not None else ""
    while here < len(norms):
        word = norms[here]
        if (word in SMALL and last in ("", "scale", "and")) or (word in SMALL and last == "tens" and SMALL[word] < 10):
            group, last = group + SMALL[word], "small"
        elif word in TENS and last in ("", "scale", "and"):
            group, last = group + TENS[word], "tens"
        elif word in SCALES and len(word) > 2 and last:
            if SCALES[word] == 100 or word == "dozen":
                group, last = group * SCALES[word], "scale"
            else:
                total, group, last = total + group * SCALES[word], Decimal(0), "scale"
        elif word == "and" and last == "scale" and here + 1 < len(norms) and (norms[here + 1] in SMALL or norms[here + 1] in TENS):
            last = "and"
        else:
            break
        here += 1
    return total + group, here


def _plain(value: Decimal) -> str:
    text = format(value, "f")
    return text.rstrip("0").rstrip(".") if "." in text else text
