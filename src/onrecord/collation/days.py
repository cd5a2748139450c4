"""Days of the calendar as words compare them: "11 September", "Sept. 11" and "the eleventh of September" are one."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from onrecord.collation.numerals import MONTHS, ORDINALS, TENS

_NUMBERS: Final = {
    month: number
    for number, month in enumerate(
        "january february march april may june july august september october november december".split(), 1
    )
}  # fmt: skip
_LAST: Final = 31


def read_day(norms: Sequence[str], here: int) -> tuple[int, str] | None:
    """How many words from `here` name a day of the calendar, and its name for comparing, or None.

    >>> read_day("september 11 2001".split(), 0), read_day("11th of september".split(), 0), read_day("september 2001".split(), 0)
    ((3, '#d9-11-2001'), (3, '#d9-11'), None)
    """
    size = len(norms)
    if norms[here] in MONTHS:
        month, start = norms[here], here + 1
        start += start < size and norms[start] == "the"
        day, end = _day(norms, start)
        if end < size and norms[end] in ("percent", "%", "of", "thousand", "million", "billion", "hundred"):
            return None
    else:
        day, end = _day(norms, here)
        end += end < size and norms[end] == "of"
        if end >= size or norms[end] not in MONTHS:
            return None
        month, end = norms[end], end + 1
    if not day:
        return None
    year = norms[end] if end < size else ""
    if len(year) == 4 and year.isdigit() and "1800" <= year <= "2100":
        return end + 1 - here, f"#d{_NUMBERS[month]}-{day}-{year}"
    return end - here, f"#d{_NUMBERS[month]}-{day}"


def _day(norms: Sequence[str], here: int) -> tuple[int, int]:
    """The day of the month that begins here, in digits or as an ordinal, and where it ends; 0 where there is none."""
    word = norms[here] if here < len(norms) else ""
    if word in TENS and here + 1 < len(norms) and ORDINALS.get(norms[here + 1], 10) < 10:
        day, end = TENS[word] + ORDINALS[norms[here + 1]], here + 2
    else:
        plain = word[:-2] if word.endswith(("st", "nd", "rd", "th")) and word[:1].isdigit() else word
        is_short = plain.isdecimal() and len(plain) <= 2
        day, end = int(plain) if is_short else 30 if word == "thirtieth" else ORDINALS.get(word, 0), here + 1
    return (day, end) if 1 <= day <= _LAST else (0, here)
