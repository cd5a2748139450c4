"""The pieces that patterns of dates are made of, and what the groups of a match say."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Final

from onrecord.dates.reading import Reading
from onrecord.dates.values import MONTHS, TIMES_OF_DAY, WEEKDAYS

Mentions = list[tuple[int, int, str | None]]
Read = Callable[[re.Match[str], Reading], Mentions]

SP = r"(?:[^\S\n]{1,2}|[^\S\n]?\n[^\S\n]{0,2})"


def _names(names: dict[str, int], longest_abbreviation: int) -> str:
    whole = "|".join(name for name in sorted(names, key=len, reverse=True) if len(name) > longest_abbreviation)
    short = "|".join(name for name in sorted(names, key=len, reverse=True) if len(name) <= longest_abbreviation)
    return rf"(?:(?:{whole})\b|(?:{short})\b\.?)"


MONTH = _names({name: number for name, number in MONTHS.items() if name not in ("may", "june", "july")}, 4)[:-1] + r"|(?:may|june|july)\b)"
WEEKDAY = _names(WEEKDAYS, 5)
DAY_NUMBER = r"\d{1,2}(?:st|nd|rd|th)?(?![\d:%])"
YEAR_NUMBER = r"[12]\d{3}(?!\d|[.,]\d)"
PART = r"(?:morning|afternoon|evening|night|lunchtime)"
SEASON = r"(?:spring|summer|autumn|fall|winter)"
LINK = rf"(?:{SP}?[-–—]{SP}?|{SP}(?:to|until|till|through|and){SP})"
UNIT = r"(?:day|night|week|fortnight|month|year|decade)"
COUNT = (
    r"(?:a|an|\d{1,4}|(?:twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)(?:-[a-z]{3,5})?|one|two|three|four|five|six|seven|eight|nine|"
    r"ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen)"
)
DAY_WORDS: Final = {
    word: number
    for number, word in enumerate(
        """first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth fifteenth sixteenth
        seventeenth eighteenth nineteenth twentieth twenty-first twenty-second twenty-third twenty-fourth twenty-fifth twenty-sixth
        twenty-seventh twenty-eighth twenty-ninth thirtieth thirty-first""".split(),
        start=1,
    )
}
ORDINAL = rf"(?:{'|'.join(sorted(DAY_WORDS, key=len, reverse=True))})"
LONGER: Final = {
    "hour": "TH", "day": "D", "night": "D", "week": "W", "fortnight": "W", "month": "M", "year": "Y", "decade": "DE", "century": "CE",
}  # fmt: skip
"""The letters of a duration by its unit; an hour is of time, PT1H."""


def group_of(match: re.Match[str], name: str) -> str:
    """What a group matched, in lower case without its stop; empty where it took no part."""
    return (match[name] or "").lower().rstrip(".")


def is_capitalised(word: str) -> bool:
    """True for "March", not for "march"."""
    return word[:1].isupper()


def part_of(match: re.Match[str]) -> str:
    """The mark of the part of the day that a match names: ``TMO`` for a morning; empty where it names none."""
    return TIMES_OF_DAY.get(group_of(match, "part"), "")


def with_part(value: str | None, match: re.Match[str]) -> str | None:
    """The value of a day with the part of it that the match names."""
    return value + part_of(match) if value and len(value) == 10 else value


def day_of(words: str) -> int:
    """The day of the month in "21", "21st" or "twenty-first"; 0 for none."""
    digits = re.sub(r"\D", "", words)
    return int(digits) if digits else DAY_WORDS.get("-".join(words.lower().split()), 0)
