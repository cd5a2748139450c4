"""What the opening of a report says about when its event was: the weekdays it names, the days it tells of as news, and whether the like
happened before.

News that tells of one event mostly names one weekday in its opening, with a date of publication or without, and look-alike events mostly
another. Among pairs of middling likeness without dates on the development sets, those whose openings name one weekday are two to four times
as likely to tell of one event as those that name none, and those that name other weekdays two to ten times less likely.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date
from typing import Final, Literal, NamedTuple

from onrecord.records import DateMention, Report

OPENING: Final = 500  # characters in which weekdays and days are looked for
HEADLINE: Final = 200  # characters of text that, with the title, say that the like happened before
FRESH: Final = (-7, 1)  # days from publication to a day that is told of as news
RECURRING: Final = 10  # days between two such days from which "again" means another event; a weekday read a week off must not reach it
_WEEKDAY: Final = "XXXX-WXX-"
_AGAIN: Final = re.compile(
    r"\b(?:another|again|latest|renewed|successive|consecutive|(?:second|third|fourth|fifth|sixth|seventh)"
    r"(?!\s(?:amendment|century|day|degree|district|floor|generation|half|party|person|place|quarter|round|world)))\b",
    re.IGNORECASE,
)

Relation = Literal["unknown", "same", "some", "other"]


class Days(NamedTuple):
    """A bit for each weekday (Monday the lowest), the ordinals of the days of its news, whether it says that the like happened before."""

    weekdays: int = 0
    fresh: tuple[int, ...] = ()
    again: bool = False


def days_in(report: Report, dates: Iterable[DateMention], published: int | None) -> Days:
    """What a report says about when; ``dates`` are those found in its text, ``published`` the ordinal of its date if that is full.

    >>> report = Report(report_id="r", text="The dam failed again on Tuesday.", published="2024-03-06")
    >>> days_in(report, [], 738951)
    Days(weekdays=0, fresh=(), again=True)
    """
    weekdays = 0
    fresh = set()
    for mention in dates:
        if mention.span.start > OPENING:
            break
        if mention.value.startswith(_WEEKDAY):
            weekdays |= 1 << int(mention.value[len(_WEEKDAY)]) - 1
        elif (day := _full(mention.value)) is not None:
            weekdays |= 1 << day.weekday()
            if published is not None and FRESH[0] <= day.toordinal() - published <= FRESH[1]:
                fresh.add(day.toordinal())
    headline = f"{report.title or ''}\n{report.text[:HEADLINE]}"
    return Days(weekdays, tuple(sorted(fresh)), _AGAIN.search(headline) is not None)


def _full(value: str) -> date | None:
    try:
        return date.fromisoformat(value[:10]) if len(value) >= 10 and value[4] == "-" else None
    except ValueError:
        return None


def weekdays_apart(one: int, other: int) -> Relation:
    """How the weekdays of two openings stand to each other: the same, some in common, or others.

    >>> weekdays_apart(0b10, 0b10), weekdays_apart(0b11, 0b10), weekdays_apart(0b1, 0b100), weekdays_apart(0, 0b1)
    ('same', 'some', 'other', 'unknown')
    """
    if not one or not other:
        return "unknown"
    if one == other:
        return "same"
    return "some" if one & other else "other"


def are_two_events(one: Days, other: Days) -> bool:
    """True where two reports tell as news of days that lie further apart than one event's, and one of them says that the like happened
    before: a second test, another quake.

    >>> spring, summer = Days(0, (738951,), False), Days(0, (739030, 739031), True)
    >>> are_two_events(spring, summer), are_two_events(spring, summer._replace(again=False))
    (True, False)
    """
    if not (one.again or other.again) or not one.fresh or not other.fresh:
        return False
    return min(abs(left - right) for left in one.fresh for right in other.fresh) >= RECURRING
