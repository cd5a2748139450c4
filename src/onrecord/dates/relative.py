"""Dates counted from the day of publication, or from another date of the text."""

from __future__ import annotations

import datetime
import re

from onrecord.dates.pieces import LONGER, Mentions, day_of, group_of, is_capitalised, part_of, with_part
from onrecord.dates.reading import Reading
from onrecord.dates.values import (
    MONTHS,
    SEASONS,
    TIMES_OF_DAY,
    WEEKDAYS,
    Moment,
    make_moment,
    number_of,
    of_date,
    read_moment,
    shift,
    week_of,
)

GENERIC_TODAY = re.compile(r"(?:\bstill\b[^.;\n]{0,40}|\b(?:known|used|used for|than|as|that is|it is)[^\S\n])$")
TITLE = re.compile(r"[A-Z][\w’']*[^\S\n]$")
HABIT = re.compile(r"\b(?:every|each|most|on alternate)[^\S\n]$")
_HAS_DAY = re.compile(r"\.?[^\S\n]\d{1,2}(?:,[^\S\n]?\d{4})\b")
_AHEAD = re.compile(
    r"\b(?:ahead of|in advance of|before|until|upcoming|scheduled(?: for)?|agenda for|expectations for|prepar(?:e|es|ed|ing|ations?) for)"
    r"[^\S\n](?:the[^\S\n])?$",
    re.IGNORECASE,
)
_EVENT = re.compile(
    r"(?:['’]s)?[^\S\n](?:[\w-]+[^\S\n]){0,2}(?:summit|meeting|talks|vote|elections?|referendum|debate|match|game|final|hearing|deadline|"
    r"launch|conference|ceremony)\b",
    re.IGNORECASE,
)
CLAUSE_END = re.compile(r"[^\S\n]?(?:[,.;:!?)\"”’'\n]|$)|[^\S\n](?:and|but|when|in|at|to|by|for|as|with)\b")

# ---------------------------------------------------------------- from the day of publication


def read_deictic(match: re.Match[str], reading: Reading) -> Mentions:
    """Today, yesterday afternoon, tomorrow night, tonight, overnight, the day before yesterday."""
    if reading.published is None:
        return []
    word = match["word"].lower()
    if word == "today" and GENERIC_TODAY.search(reading.before(match.start(), 60)):
        return []
    if match["word"][0].isupper() and TITLE.search(reading.text, max(0, match.start() - 24), match.start()):
        return []
    count = {"yesterday": -1, "tomorrow": 1, "the day before yesterday": -2, "the day after tomorrow": 2}.get(" ".join(word.split()), 0)
    value = shift(reading.published, count, "day") or (reading.published.value if count == 0 else None)
    if word in ("tonight", "overnight"):
        value = value + "TNI" if value and len(value) == 10 else value
    return [(*match.span(), with_part(value, match))]


def read_weekday(match: re.Match[str], reading: Reading) -> Mentions:
    """On Wednesday, last Friday, next Monday morning, Thursday night."""
    word = match["weekday"]
    if not is_capitalised(word):
        return []
    name = word.rstrip(".").lower()
    which = (match["which"] or "").lower()
    if not name.endswith("day"):
        dotted, introduced = word.endswith("."), bool(which) or re.search(r"\bon[^\S\n]$", reading.before(match.start()))
        if not (dotted or introduced) or (name in ("sun", "sat", "mon") and not dotted):
            return []
    number = WEEKDAYS[name]
    today = reading.today
    after = reading.text[match.end() : match.end() + 9].lower()
    if re.match(r"[^\S\n]?the[^\S\n]?\d|[^\S\n]post\b", after):
        return []
    if today is None or HABIT.search(reading.before(match.start())) or (match["part"] and after[:1] == "s"):
        return [(*match.span(), f"XXXX-WXX-{number}" + part_of(match))]
    back = (today.isoweekday() - number) % 7
    if which.endswith(("last", "past")) or match["after"] == "last":
        moment: Moment | None = of_date(today - datetime.timedelta(days=back or 7))
    elif which == "next" or match["after"] == "next":
        moment = of_date(today + datetime.timedelta(days=7 - back))
    elif which == "this" or which == "this coming":
        moment = of_date(today + datetime.timedelta(days=(7 - back) % 7))
    elif back > _LONG_AGO and _AHEAD.search(reading.before(match.start(), 30)) and _EVENT.match(reading.text, match.end()):
        moment = of_date(today + datetime.timedelta(days=7 - back))  # "no agenda for Monday's meeting", on a Sunday
    else:
        moment = reading.weekday(*match.span(), number)
    return [(*match.span(), with_part(moment.value if moment else None, match))]


_LONG_AGO = 3
"""An event of a weekday longer past than so many days, spoken of as to come, is the next."""


def read_this(match: re.Match[str], reading: Reading) -> Mentions:
    """This morning, last week, next month, last July, this summer, last quarter, at the weekend."""
    if reading.published is None:
        return []
    published, today = reading.published, reading.today
    which, unit = group_of(match, "which"), group_of(match, "unit")
    count = {"last": -1, "next": 1, "past": -1, "previous": -1, "coming": 1}.get(which, 0)
    start, end = match.span()
    if match["unit"] in ("Week", "Month", "Year") and match["which"][0].isupper():
        return []  # the programme "This Week"
    if unit in MONTHS and _HAS_DAY.match(reading.text, end):
        return []  # "In this July 7, 2017, picture": the date is read by itself
    if match["the"] and unit in LONGER and count:
        return [(start, end, f"P1{LONGER[unit]}")] if count < 0 and unit != "day" else []
    if which == "this" and unit == "day" and re.search(r"\bto[^\S\n]$", reading.before(start)):
        return []
    if unit in TIMES_OF_DAY:
        value = shift(published, count, "day")
        return [(start, end, value + TIMES_OF_DAY[unit] if value else None)]
    if unit in SEASONS:
        return [(start, end, f"{_season_year(published, SEASONS[unit], count):04d}-{SEASONS[unit]}")]
    if unit in MONTHS:
        if not is_capitalised(match["unit"]) or published.month is None:
            return []
        number = MONTHS[unit]
        year = published.year + (-1 if count < 0 and number >= published.month else 1 if count > 0 and number <= published.month else 0)
        return [(start, end, f"{year:04d}-{number:02d}")]
    if unit == "weekend":
        if today is None:
            return []
        weeks = -1 if which == "the" and today.isoweekday() < 4 else count
        saturday = today + datetime.timedelta(days=6 - today.isoweekday() + 7 * weeks)
        return [(start, end, f"{week_of(saturday)}-WE")]
    if unit == "quarter":
        if published.month is None:
            return []
        year, quarter = divmod(published.year * 4 + (published.month - 1) // 3 + count, 4)
        return [(start, end, f"{year:04d}-Q{quarter + 1}")]
    if unit == "week" and count == -1 and today is not None and today.isoweekday() == 7:
        return [(start, end, week_of(today))]  # a Sunday's paper means the days just past
    if unit == "decade":
        return [(start, end, f"{published.year // 10 + count}")]
    if unit == "century":
        return [(start, end, f"{published.year // 100 + count}")]
    return [(start, end, shift(published, count, unit))]


def _season_year(published: Moment, season: str, count: int) -> int:
    """The year of "last summer" or "this winter"; a winter is named by the year in which it begins."""
    month = published.month or 7
    first = {"SP": 3, "SU": 6, "FA": 9, "WI": 12}[season]
    year = published.year - (season == "WI" and month < 6)
    if count < 0 and (month <= first + 3 if season != "WI" else month >= 12 or month < 3):
        year -= 1
    if count > 0 and month >= first:
        year += 1
    return year


def read_day_of_month(match: re.Match[str], reading: Reading) -> Mentions:
    """On the 12th: of the month last mentioned, else of the one nearest to publication."""
    if not re.search(r"\b(?:on|by|until|since|from)[^\S\n]$", reading.before(match.start())):
        return []
    day = day_of(match["day"])
    told = reading.last(match.start())
    if told and told.month:
        moment = make_moment(told.year, told.month, day)
        return [(*match.span(), moment.value if moment else None)]
    today = reading.today
    if today is None or not 1 <= day <= 31:
        return []
    ahead = reading.tense(*match.span()) > 0
    month = today.month + (1 if ahead and day < today.day else -1 if not ahead and day > today.day else 0)
    moment = make_moment(today.year + (month > 12) - (month < 1), (month - 1) % 12 + 1, day)
    return [(*match.span(), moment.value if moment else None)]


def read_span(match: re.Match[str], reading: Reading) -> Mentions:
    """The past two years, the last few months, the next decade: a duration, P2Y, PXM."""
    count = number_of(match["count"] or "")
    unit = LONGER[group_of(match, "unit").rstrip("s") if group_of(match, "unit") != "centuries" else "century"]
    count_text = "X" if count is None else str(count * 2 if group_of(match, "unit").startswith("fortnight") else count)
    return [(*match.span(), f"PT{count_text}{unit[1:]}" if unit.startswith("T") else f"P{count_text}{unit}")]


def read_ago(match: re.Match[str], reading: Reading) -> Mentions:
    """Ten years ago, three weeks from now: counted from the day of publication."""
    count = number_of(match["count"])
    if count is None or reading.published is None:
        return []
    ahead = group_of(match, "way") not in ("ago", "back")
    unit = group_of(match, "unit")
    published = reading.published
    if unit == "hour":
        unit, count = "day", count // 24 if count % 24 == 0 else -1
    if count < 0:
        return []
    if match["half"]:
        if unit == "year" and published.month:
            return [(*match.span(), shift(published, (count * 12 + 6) * (1 if ahead else -1), "month"))]
        return []
    return [(*match.span(), shift(published, (count * (2 if unit == "fortnight" else 1)) * (1 if ahead else -1), unit))]


# ---------------------------------------------------------------- from another date of the text


def read_later(match: re.Match[str], reading: Reading) -> Mentions:
    """A day earlier, two years later, the day before: counted from the date last mentioned, else from the day of publication."""
    count = number_of(match["count"] or "one")
    way, unit = group_of(match, "way"), group_of(match, "unit")
    if unit == "hour" and count is not None:
        unit, count = "day", count // 24 if count % 24 == 0 else None
    if count is None:
        return []
    back = way in ("earlier", "before", "previously", "prior")
    moment = reading.last(match.start())
    if way in ("before", "after", "prior") and not CLAUSE_END.match(reading.text, match.end()):
        return []
    is_part = unit in TIMES_OF_DAY
    step = "day" if is_part else unit
    value = shift(moment, -count if back else count, step) if moment else None
    if value is None and back and reading.published:
        value = shift(reading.published, -count, step)
    return [(*match.span(), value + TIMES_OF_DAY[unit] if value and is_part else value)]


def read_following(match: re.Match[str], reading: Reading) -> Mentions:
    """The following day, the next morning, the previous year, that year, the same day: against the date last mentioned."""
    which, unit = " ".join(group_of(match, "which").split()), group_of(match, "unit")
    moment = reading.last(match.start())
    if moment is None and which == "the previous":
        moment = reading.published
    if moment is None:
        return []
    count = {"the following": 1, "the next": 1, "next": 1, "the previous": -1, "the preceding": -1}.get(which, 0)
    start, end = match.span()
    if unit in TIMES_OF_DAY:
        value = shift(moment, count, "day")
        return [(start, end, value + TIMES_OF_DAY[unit] if value else None)]
    if unit in MONTHS:
        if not is_capitalised(match["unit"]):
            return []
        year = moment.year + (1 if count > 0 and moment.month and MONTHS[unit] <= moment.month else 0)
        return [(start, end, f"{year:04d}-{MONTHS[unit]:02d}")]
    if unit in WEEKDAYS:
        if moment.date is None:
            return []
        step = (WEEKDAYS[unit] - moment.date.isoweekday()) % 7 or 7
        return [(start, end, (moment.date + datetime.timedelta(days=step if count >= 0 else step - 7)).isoformat())]
    return [(start, end, shift(moment, count, unit))]


# ---------------------------------------------------------------- the clock


def read_clock(match: re.Match[str], reading: Reading) -> Mentions:
    """10.30 a.m., 22:30 GMT, noon: on the day named before it in the sentence, else on a day not known."""
    start, end = match.span()
    word = group_of(match, "named")
    hour, minute = (12 if word in ("noon", "midday") else 0, 0) if word else (int(match["hour"]), int(match["minute"] or 0))
    half = group_of(match, "half").replace(".", "")
    if half:
        if not 1 <= hour <= 12:
            return []
        hour = hour % 12 + (12 if half == "pm" else 0)
    elif not word and not match["zone"]:
        if not match["minute"] or reading.text[match.start() + len(match["hour"])] != ":":
            return []
        if not re.search(r"\b(?:at|by|until|around|about|before|after|from|since|between)[^\S\n]$", reading.before(start)):
            return []
    if hour > 24 or minute > 59:
        return []
    day = None
    last = reading.found[-1] if reading.found else None
    if last and start - last.span.end < 160 and not re.search(r"[.!?]\s", reading.text[last.span.end : start]):
        day = read_moment(last.value)
    clock = f"T{hour:02d}:{minute:02d}"
    return [(start, end, f"{day.value}{clock}" if day and day.day else f"XXXX-XX-XX{clock}")]
