"""Values of dates as in TIMEX3, at their own precision, and arithmetic on them.

A value is text: ``2022``, ``2022-09``, ``2022-09-21``, ``2022-W38``, ``2022-SU``, ``2022-Q3``, ``2022-09-21TMO``, ``2022-09-21T10:30``,
a decade ``196``, a century ``19``, a duration ``P3D``, or a range ``2022-09-01/2022-09-05``. An unknown part is X: ``XXXX-09-20``.
"""

from __future__ import annotations

import datetime
import re
from typing import Final, NamedTuple

from onrecord.text import fold

MONTHS: Final = {
    name: number
    for number, names in enumerate(
        (
            "january jan", "february feb", "march mar", "april apr", "may", "june jun", "july jul", "august aug",
            "september sep sept", "october oct", "november nov", "december dec",
        ),
        start=1,
    )
    for name in names.split()
}  # fmt: skip
WEEKDAYS: Final = {
    name: number
    for number, names in enumerate(
        ("monday mon", "tuesday tue tues", "wednesday wed weds", "thursday thu thur thurs", "friday fri", "saturday sat", "sunday sun"),
        start=1,
    )
    for name in names.split()
}
NUMBERS: Final = {
    **{word: number for number, word in enumerate(
        "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen "
        "nineteen twenty".split()
    )},
    "a": 1, "an": 1, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90, "hundred": 100,
}  # fmt: skip
SEASONS: Final = {"spring": "SP", "summer": "SU", "autumn": "FA", "fall": "FA", "winter": "WI"}
TIMES_OF_DAY: Final = {"morning": "TMO", "afternoon": "TAF", "evening": "TEV", "night": "TNI", "lunchtime": "TMI"}

_DAY_VALUE = re.compile(r"(\d{4})-(\d\d)-(\d\d)")
_MONTH_VALUE = re.compile(r"(\d{4})-(\d\d)")
_YEAR_VALUE = re.compile(r"(\d{4})")


class Moment(NamedTuple):
    """A year with, where known, a month and a day of it."""

    year: int
    month: int | None = None
    day: int | None = None

    @property
    def value(self) -> str:
        """The moment as ISO 8601: ``2022``, ``2022-09`` or ``2022-09-21``."""
        return "-".join([f"{self.year:04d}"] + [f"{part:02d}" for part in (self.month, self.day) if part is not None])

    @property
    def date(self) -> datetime.date | None:
        """The calendar day, where the moment is one."""
        return None if self.month is None or self.day is None else datetime.date(self.year, self.month, self.day)


def read_moment(value: str | None) -> Moment | None:
    """The year, month and day at the start of a value; None where it begins otherwise or names no day of the calendar.

    >>> read_moment("2022-09-21TMO"), read_moment("2022-W38"), read_moment("2022-13-01")
    (Moment(year=2022, month=9, day=21), Moment(year=2022, month=None, day=None), None)
    """
    match = value and (_DAY_VALUE.match(value) or _MONTH_VALUE.match(value) or _YEAR_VALUE.match(value))
    return make_moment(*(int(part) for part in match.groups())) if match else None


def make_moment(year: int, month: int | None = None, day: int | None = None) -> Moment | None:
    """The moment, or None where the calendar has no such day.

    >>> make_moment(2023, 2, 29) is None
    True
    """
    try:
        datetime.date(year, month or 1, day or 1)
    except ValueError:
        return None
    return Moment(year, month, day)


def of_date(date: datetime.date) -> Moment:
    """The moment of a calendar day."""
    return Moment(date.year, date.month, date.day)


def shift(moment: Moment, count: int, unit: str) -> str | None:
    """The value ``count`` units (day, night, week, month, year, decade) away, at the unit's precision; None where it cannot be told.

    >>> shift(Moment(2022, 1, 15), -1, "month"), shift(Moment(2022, 9, 21), -1, "week"), shift(Moment(2022), 1, "day")
    ('2021-12', '2022-W37', None)
    """
    if unit in ("year", "decade"):
        year = moment.year + count * (10 if unit == "decade" else 1)
        return f"{year:04d}" if 0 < year < 10_000 else None
    if unit == "month":
        if moment.month is None:
            return None
        year, month = divmod(moment.year * 12 + moment.month - 1 + count, 12)
        return f"{year:04d}-{month + 1:02d}" if 0 < year < 10_000 else None
    date = moment.date
    if date is None:
        return None
    try:
        moved = date + datetime.timedelta(days=count * (7 if unit == "week" else 14 if unit == "fortnight" else 1))
    except OverflowError:
        return None
    return week_of(moved) if unit in ("week", "fortnight") else moved.isoformat()


def week_of(date: datetime.date) -> str:
    """The ISO week of a day: ``2022-W38``."""
    year, week, _ = date.isocalendar()
    return f"{year:04d}-W{week:02d}"


def easter(year: int) -> datetime.date:
    """Easter Sunday of a year in the Gregorian calendar (Meeus, Astronomical Algorithms, chapter 8).

    >>> easter(2022).isoformat()
    '2022-04-17'
    """
    century, rest = divmod(year, 100)
    correction = century - century // 4 - (century - (century + 8) // 25 + 1) // 3
    golden = (19 * (year % 19) + correction + 15) % 30
    shifted = (32 + 2 * (century % 4) + 2 * (rest // 4) - golden - rest % 4) % 7
    late = (year % 19 + 11 * golden + 22 * shifted) // 451
    month, day = divmod(golden + shifted - 7 * late + 114, 31)
    return datetime.date(year, month, day + 1)


def number_of(word: str) -> int | None:
    """The whole number that a word or digits give, at most a thousand million; None where it is neither.

    >>> number_of("seven"), number_of("twenty-three"), number_of("40"), number_of("many")
    (7, 23, 40, None)
    """
    word = fold(word)
    if word.isdecimal():
        return int(word) if len(word) < 10 else None
    if word in NUMBERS:
        return NUMBERS[word]
    tens, _, units = word.partition("-")
    if tens in NUMBERS and units in NUMBERS and NUMBERS[tens] in range(20, 100, 10) and 0 < NUMBERS[units] < 10:
        return NUMBERS[tens] + NUMBERS[units]
    return None
