"""The expressions of time: for each a pattern, the words that can open it, and the reading of its value.

A pattern is tried only where a word that can open it stands, and every repetition in it is bounded, so reading is linear in the length
of the text. Patterns are tried in the order of the table; the first that gives a value wins.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable
from typing import Final

from onrecord.dates.reading import Reading
from onrecord.dates.values import (
    MONTHS,
    NUMBERS,
    SEASONS,
    TIMES_OF_DAY,
    WEEKDAYS,
    Moment,
    easter,
    make_moment,
    number_of,
    of_date,
    read_moment,
    shift,
    week_of,
)

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
LONGER = {"hour": "TH", "day": "D", "night": "D", "week": "W", "fortnight": "W", "month": "M", "year": "Y", "decade": "DE", "century": "CE"}
SURE_MONTHS = frozenset("january february july september october november december".split())
INTRODUCTION = re.compile(
    r"\b(?:in|of|since|by|until|till|from|to|through|during|early|late|mid|mid-|before|after|between|around|for|last|next|this|every|and|or|-|–)"
    r"[\s-]{1,3}$"
)
GENERIC_TODAY = re.compile(r"(?:\bstill\b[^.;\n]{0,40}|\b(?:known|used|used for|than|as|that is|it is)[^\S\n])$")
HABIT = re.compile(r"\b(?:every|each|most|on alternate)[^\S\n]$")
NUMBERED = re.compile(r"\b(?:no\.?|pages?|p\.|pp\.|room|flight|route|rule|section|form|highway|model|suite|unit|psalm)[^\S\n]$")
MEASURED = re.compile(r"[^\S\n]?(?:km|kg|mm|cm|ft|mph|m|MW|GW|GB|percent|per cent|hours)\b")
CELEBRATED = re.compile(r"\b(?:at|on|for|by|since|before|after|until|this|last|next|over)[^\S\n]$")
COUNT_NOUN = re.compile(
    r"[^\S\n]{1,2}(?!(?:as|was|is|has|his|its|this|levels|elections|games|olympics|standards|prices|figures)\b)"
    r"(?:[a-z]+s|people|men|women|children|staff|police|km|m|ft|miles|metres|feet|kg|votes|points)\b"
)


def _group(match: re.Match[str], name: str) -> str:
    return (match[name] or "").lower().rstrip(".")


def _is_name(word: str) -> bool:
    return word[:1].isupper()


def _part(match: re.Match[str]) -> str:
    return TIMES_OF_DAY.get(_group(match, "part"), "")


def _with_part(value: str | None, match: re.Match[str]) -> str | None:
    return value + _part(match) if value and len(value) == 10 else value


def _day(digits: str) -> int:
    return int(re.sub(r"\D", "", digits))


# ---------------------------------------------------------------- the calendar


def read_numeric(match: re.Match[str], reading: Reading) -> Mentions:
    """2022-09-21, 2022/09/21, 2022-09-21T10:03, 21/09/2022, 21.09.2022, 9/21/22."""
    if match["iso_year"]:
        moment = make_moment(int(match["iso_year"]), int(match["iso_month"]), int(match["iso_day"]))
        clock = f"T{match['clock']}" if match["clock"] else ""
        return [(*match.span(), moment.value + clock)] if moment else []
    first, second, year = int(match["first"]), int(match["second"]), int(match["last"])
    if year < 100:
        year += 2000 if year < 50 else 1900
    day, month = (second, first) if second > 12 or (first <= 12 and reading.month_first) else (first, second)
    moment = make_moment(year, month, day) if month <= 12 else None
    return [(*match.span(), moment.value)] if moment else []


def read_calendar(match: re.Match[str], reading: Reading) -> Mentions:
    """A month with a day, a year or both, in either order, a weekday before it, a range of days or months in it."""
    if not _is_name(match["month"]):
        return []
    start, end = match.span()
    month = MONTHS[_group(match, "month")]
    year = int(match["year"]) if match["year"] else None
    groups = match.groupdict()
    day = _day(match["day"]) if groups.get("day") else None
    if day is not None and not 1 <= day <= 31:
        return []
    last = _day(groups["day2"]) if groups.get("day2") else None
    later = MONTHS[_group(match, "month2")] if groups.get("month2") else None
    if year is None:
        near = reading.nearest(start, end, month, day)
        year = near.year if near else None
    if year is None:
        return [(start, end, "-".join(["XXXX", f"{month:02d}"] + ([f"{day:02d}"] if day else [])))]
    moment = make_moment(year, month, day)
    if moment is None:
        return []
    if later is not None:
        stop = make_moment(year, later, last)
        if stop is None:
            return []
        if stop < moment:
            moment = make_moment(year - 1, month, day) or moment
        return [(start, match.start("link"), moment.value), (match.start("month2"), end, stop.value)]
    if last is not None:
        stop = make_moment(year, month, last)
        if stop is not None and stop > moment:
            return [(start, end, f"{moment.value}/{stop.value}")]
    return [(start, end, _with_part(moment.value, match))]


def read_month(match: re.Match[str], reading: Reading) -> Mentions:
    """A month alone: "in September". Months that are also names or words need a word before them that introduces a date."""
    word = match.group().rstrip(".")
    if not _is_name(word):
        return []
    if word.lower() not in SURE_MONTHS:
        following = reading.text[match.end() : match.end() + 2]
        introduced = INTRODUCTION.search(reading.before(match.start()))
        if not introduced or (following[:1].isspace() and following[1:].isupper()):
            return []
    moment = reading.nearest(*match.span(), MONTHS[word.lower()], None)
    return [(*match.span(), moment.value if moment else f"XXXX-{MONTHS[word.lower()]:02d}")]


def read_year(match: re.Match[str], reading: Reading) -> Mentions:
    """A year alone, told from a count by what stands around it; with a shortened second year ("1871–72") two of them."""
    start, end = match.span()
    year = int(match["year"])
    text, before = reading.text, reading.before(start)
    if before[-1:] in tuple("$£€¥#./:+") or (before[-1:] in tuple("-–—") and before[-2:-1].isalpha()):
        return []
    if before[-1:].isalnum() or (before[-1:] in tuple("-–—/") and before[-2:-1].isdigit()):
        return []
    if NUMBERED.search(before):
        return []
    if text[end : end + 1] in tuple("%°") or MEASURED.match(text, end):
        return []
    introduced = re.search(
        r"(?:\b(?:in|since|by|from|until|till|of|circa|ca?\.|during|before|after|between|early|late|mid|through|year|years|season|to|and|or|summer|"
        r"spring|autumn|fall|winter|the|his|her|their|its|a|['’]s)[^\S\n]|[(\[;,–—-][^\S\n]?|mid-|[.:\n][^\S\n]?)$", before,
    )  # fmt: skip
    counted = COUNT_NOUN.match(text, end)
    if 1900 <= year <= 2060:
        if counted and (year % 100 == 0 or year % 50 == 0) and not re.search(r"\b(?:in|since)[^\S\n]$", before):
            return []
    elif not introduced or counted or year > 2100:
        return []
    found: Mentions = [(start, start + 4, match["year"])]
    if match["year2"]:
        second = int(match["year2"]) if len(match["year2"]) == 4 else year - year % 100 + int(match["year2"])
        if not year < second < year + 150:
            return found
        found.append((match.start("year2"), match.end("year2"), f"{second:04d}"))
    return found


def read_old_year(match: re.Match[str], reading: Reading) -> Mentions:
    """A year with its era: 347 AD, 900 CE, 5000 BCE."""
    year = int(re.sub(r"\D", "", match["number"]))
    return [(*match.span(), f"BC{year:04d}" if match["era"].upper().startswith("B") else f"{year:04d}")] if year < 10_000 else []


def read_decade(match: re.Match[str], reading: Reading) -> Mentions:
    """The 1960s, the '60s, the sixties: three digits."""
    digits = match["decade"]
    if len(digits) == 2:
        if not re.search(r"\b(?:the|early|late|mid)[^\S\n-]{1,2}['’‘]?$|mid-['’‘]?$|['’‘]$", reading.before(match.start())):
            return []
        digits = "19" + digits
    return [(*match.span(), digits[:3])]


def read_century(match: re.Match[str], reading: Reading) -> Mentions:
    """The 19th century: two digits, 18."""
    word = match["number"].lower()
    number = int(re.sub(r"\D", "", word)) if word[0].isdigit() else ORDINALS[word]
    return [(*match.span(), f"{number - 1:02d}")] if 0 < number < 30 else []


ORDINALS: Final = {
    word: number
    for number, word in enumerate(
        "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth fifteenth sixteenth "
        "seventeenth eighteenth nineteenth twentieth twenty-first".split(),
        start=1,
    )
}


def read_quarter(match: re.Match[str], reading: Reading) -> Mentions:
    """The third quarter of 2022: 2022-Q3."""
    word = match["number"].lower()
    number = int(word) if word.isdigit() else ORDINALS[word]
    return [(*match.span(), f"{match['year']}-Q{number}")]


def read_season(match: re.Match[str], reading: Reading) -> Mentions:
    """The summer of 2022: 2022-SU."""
    return [(*match.span(), f"{match['year']}-{SEASONS[match['season'].lower()]}")]


def read_holiday(match: re.Match[str], reading: Reading) -> Mentions:
    """A day that has a name, in the year given, else in the nearest."""
    name = re.sub(r"[’']", "", " ".join(match["name"].lower().split()))
    if name.startswith("9/11"):
        return [(*match.span(), "2001-09-11")]
    if name == "christmas" and not CELEBRATED.search(reading.before(match.start())):
        return []
    if not _is_name(match["name"]):
        return []
    year = int(match["year"]) if match["year"] else None
    if year is None:
        month, day = HOLIDAYS.get(name, (4, 10))
        near = reading.nearest(*match.span(), month, day)
        if near is None:
            return []
        year = near.year
    if name in HOLIDAYS:
        moment = make_moment(year, *HOLIDAYS[name])
        return [(*match.span(), moment.value if moment else None)]
    return [(*match.span(), (easter(year) + datetime.timedelta(days=AROUND_EASTER[name])).isoformat())]


HOLIDAYS: Final = {
    "christmas": (12, 25), "christmas day": (12, 25), "christmas eve": (12, 24), "boxing day": (12, 26), "new years eve": (12, 31),
    "new years day": (1, 1), "valentines day": (2, 14), "st patricks day": (3, 17), "halloween": (10, 31), "bastille day": (7, 14),
    "fourth of july": (7, 4), "may day": (5, 1), "armistice day": (11, 11), "veterans day": (11, 11),
}  # fmt: skip
AROUND_EASTER: Final = {"easter": 0, "easter sunday": 0, "easter monday": 1, "good friday": -2, "ash wednesday": -46, "palm sunday": -7}


# ---------------------------------------------------------------- against the day of publication


def read_deictic(match: re.Match[str], reading: Reading) -> Mentions:
    """Today, yesterday afternoon, tomorrow night, tonight, overnight, the day before yesterday."""
    if reading.published is None:
        return []
    word = match["word"].lower()
    if word == "today" and GENERIC_TODAY.search(reading.before(match.start(), 60)):
        return []
    count = {"yesterday": -1, "tomorrow": 1, "the day before yesterday": -2, "the day after tomorrow": 2}.get(" ".join(word.split()), 0)
    value = shift(reading.published, count, "day") or (reading.published.value if count == 0 else None)
    if word in ("tonight", "overnight"):
        value = value + "TNI" if value and len(value) == 10 else value
    return [(*match.span(), _with_part(value, match))]


def read_weekday(match: re.Match[str], reading: Reading) -> Mentions:
    """On Wednesday, last Friday, next Monday morning, Thursday night."""
    word = match["weekday"]
    if not _is_name(word):
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
        return [(*match.span(), f"XXXX-WXX-{number}" + _part(match))]
    back = (today.isoweekday() - number) % 7
    if which in ("last", "past") or match["after"] == "last":
        moment: Moment | None = of_date(today - datetime.timedelta(days=back or 7))
    elif which == "next" or match["after"] == "next":
        moment = of_date(today + datetime.timedelta(days=7 - back))
    elif which == "this" or which == "this coming":
        moment = of_date(today + datetime.timedelta(days=(7 - back) % 7))
    else:
        moment = reading.weekday(*match.span(), number)
    return [(*match.span(), _with_part(moment.value if moment else None, match))]


def read_this(match: re.Match[str], reading: Reading) -> Mentions:
    """This morning, last week, next month, last July, this summer, last quarter, at the weekend."""
    if reading.published is None:
        return []
    published, today = reading.published, reading.today
    which, unit = _group(match, "which"), _group(match, "unit")
    count = {"last": -1, "next": 1, "past": -1, "previous": -1, "coming": 1}.get(which, 0)
    start, end = match.span()
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
        if not _is_name(match["unit"]) or published.month is None:
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


def read_span(match: re.Match[str], reading: Reading) -> Mentions:
    """The past two years, the last few months, the next decade: a duration, P2Y, PXM."""
    count = number_of(match["count"] or "")
    unit = LONGER[_group(match, "unit").rstrip("s") if _group(match, "unit") != "centuries" else "century"]
    count_text = "X" if count is None else str(count * 2 if _group(match, "unit").startswith("fortnight") else count)
    return [(*match.span(), f"PT{count_text}{unit[1:]}" if unit.startswith("T") else f"P{count_text}{unit}")]


def read_ago(match: re.Match[str], reading: Reading) -> Mentions:
    """Ten years ago, three weeks from now: counted from the day of publication."""
    count = number_of(match["count"])
    if count is None or reading.published is None:
        return []
    ahead = _group(match, "way") not in ("ago", "back")
    unit = _group(match, "unit").rstrip("s")
    published = reading.published
    if match["half"]:
        if unit == "year" and published.month:
            return [(*match.span(), shift(published, (count * 12 + 6) * (1 if ahead else -1), "month"))]
        return []
    return [(*match.span(), shift(published, (count * (2 if unit == "fortnight" else 1)) * (1 if ahead else -1), unit))]


# ---------------------------------------------------------------- against another date of the text


def read_later(match: re.Match[str], reading: Reading) -> Mentions:
    """A day earlier, two years later, the day before: counted from the date last mentioned, else from the day of publication."""
    count = number_of(match["count"] or "one")
    way = _group(match, "way")
    unit = _group(match, "unit").rstrip("s")
    if count is None:
        return []
    back = way in ("earlier", "before", "previously", "prior")
    moment = reading.last(match.start())
    if way in ("before", "after", "prior") and re.match(r"[^\S\n]{1,2}(?:[a-z]|the\b)", reading.text[match.end() : match.end() + 3]):
        return []
    value = shift(moment, -count if back else count, unit) if moment else None
    if value is None and back and reading.published:
        value = shift(reading.published, -count, unit)
    return [(*match.span(), _with_part(value, match) if unit != "night" or not value else value + "TNI")]


def read_following(match: re.Match[str], reading: Reading) -> Mentions:
    """The following day, the next morning, the previous year, that year, the same day: against the date last mentioned."""
    which, unit = " ".join(_group(match, "which").split()), _group(match, "unit")
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
        if not _is_name(match["unit"]):
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
    word = _group(match, "named")
    hour, minute = (12 if word in ("noon", "midday") else 0, 0) if word else (int(match["hour"]), int(match["minute"] or 0))
    half = _group(match, "half").replace(".", "")
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


# ---------------------------------------------------------------- the table


def _compile(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern, re.IGNORECASE)


_ALL_WEEKDAYS, _ALL_MONTHS = " ".join(WEEKDAYS), " ".join(MONTHS)
_COUNTS = " ".join(NUMBERS)
_ENUMERATED = f"{_COUNTS} twenty-one several few couple"

RULES: Final[tuple[tuple[str, re.Pattern[str], Read], ...]] = (
    ("9 christmas boxing new valentine valentine's st halloween bastille fourth may armistice veterans easter good ash palm", _compile(
        r"(?P<name>9/11|christmas(?:\s(?:day|eve))?|boxing\sday|new\syear['’]?s\s(?:eve|day)|valentine['’]?s\sday|st\.?\spatrick['’]?s\sday|"
        r"halloween|bastille\sday|fourth\sof\sjuly|may\sday|armistice\sday|veterans['’]?\sday|easter(?:\s(?:sunday|monday))?|good\sfriday|"
        rf"ash\swednesday|palm\ssunday)\b(?!/)(?:,?{SP}(?P<year>{YEAR_NUMBER}))?"), read_holiday),
    ("#", _compile(
        r"(?P<iso_year>[12]\d{3})([-/.])(?P<iso_month>\d{1,2})\2(?P<iso_day>\d{1,2})(?!\d)"
        r"(?:[T ](?P<clock>\d\d:\d\d)(?::\d\d)?(?:Z|[+-]\d\d:?\d\d)?)?"
        r"|(?P<first>\d{1,2})([/.-])(?P<second>\d{1,2})\7(?P<last>\d{4}|\d{2})(?![\d.]\d|\d)"), read_numeric),
    (f"{_ALL_WEEKDAYS} {_ALL_MONTHS} # the", _compile(
        rf"(?:{WEEKDAY},?{SP}(?:the{SP})?)?(?:(?P<month>{MONTH})(?:{SP}|(?=\d))(?P<day>{DAY_NUMBER})"
        rf"(?:(?P<link>{LINK})(?:(?P<month2>{MONTH}){SP})?(?P<day2>{DAY_NUMBER}))?"
        rf"(?:,?{SP}?(?P<year>{YEAR_NUMBER}))?)(?:,?{SP}(?P<part>{PART}))?"), read_calendar),
    (f"{_ALL_WEEKDAYS} # the", _compile(
        rf"(?:{WEEKDAY},?{SP})?(?:the{SP})?(?P<day>{DAY_NUMBER}){SP}(?:of{SP})?(?P<month>{MONTH})"
        rf"(?P<link>{LINK})(?P<day2>{DAY_NUMBER}){SP}(?:of{SP})?(?P<month2>{MONTH})(?:,?{SP}(?P<year>{YEAR_NUMBER}))?"), read_calendar),
    (f"{_ALL_WEEKDAYS} # the", _compile(
        rf"(?:{WEEKDAY},?{SP})?(?:the{SP})?(?P<day>{DAY_NUMBER})(?:{LINK}(?P<day2>{DAY_NUMBER}))?"
        rf"(?:{SP}|-)(?:day{SP})?(?:of{SP})?(?P<month>{MONTH})"
        rf"(?:(?:-|,?{SP})?(?P<year>{YEAR_NUMBER}))?(?:,?{SP}(?P<part>{PART}))?"), read_calendar),
    (_ALL_MONTHS, _compile(
        rf"(?P<month>{MONTH})(?:(?P<link>{LINK})(?P<month2>{MONTH}))?(?:,?{SP}(?:of{SP})?)"
        rf"(?P<year>{YEAR_NUMBER})(?P<part>)"), read_calendar),
    ("#", _compile(
        rf"(?P<hour>\d{{1,2}})(?:[:.](?P<minute>\d\d)(?::\d\d)?)?(?!\d)(?:{SP}?(?P<half>[ap]\.?m\b\.?))?(?P<named>)"
        rf"(?P<zone>{SP}?(?:GMT|BST|UTC|EST|EDT|ET|PST|PDT|PT|CET|CEST|local{SP}time|o['’]clock)\b)?"), read_clock),
    ("noon midday midnight", _compile(r"(?P<named>noon|midday|midnight)\b(?P<hour>)(?P<minute>)(?P<half>)(?P<zone>)"), read_clock),
    ("#", _compile(r"(?P<number>\d{1,5}(?:,\d{3})?)\s?(?P<era>BCE?|AD|CE)\b"), read_old_year),
    ("ad", _compile(r"(?P<era>AD)\s?(?P<number>\d{1,4})(?!\d)"), read_old_year),
    ("c ca circa", _compile(r"(?P<era>circa|ca?)\.?\s?(?P<number>\d{3,4})(?![\d%,.]*\d)"), read_old_year),
    ("#", _compile(r"(?P<decade>[12]\d{2}0|[1-9]0)['’]?s\b"), read_decade),
    ("# " + " ".join(ORDINALS), _compile(
        rf"(?P<number>\d{{1,2}}(?:st|nd|rd|th)|{'|'.join(sorted(ORDINALS, key=len, reverse=True))})[\s-]centur(?:y|ies)\b"), read_century),
    ("first second third fourth", _compile(
        rf"(?P<number>first|second|third|fourth)[\s-]quarter(?:{SP}of)?{SP}(?P<year>{YEAR_NUMBER})"), read_quarter),
    ("q", _compile(rf"q(?P<number>[1-4])(?:{SP}of)?{SP}(?P<year>{YEAR_NUMBER})"), read_quarter),
    ("spring summer autumn fall winter", _compile(rf"(?P<season>{SEASON})(?:{SP}of)?,?{SP}(?P<year>{YEAR_NUMBER})"), read_season),
    ("#", _compile(rf"(?P<year>{YEAR_NUMBER})(?:{SP}?[-–/]{SP}?(?P<year2>\d{{4}}|\d{{2}})(?![\d,.:]\d|\d|[^\S\n]?%))?"), read_year),
    (f"{_ALL_WEEKDAYS} last next this past", _compile(
        rf"(?:(?P<which>last|next|past|this(?:{SP}coming)?){SP})?(?P<weekday>{WEEKDAY})(?:{SP}(?P<part>{PART})(?:\b|(?=s\b)))?(?:{SP}(?P<after>last|next)\b)?"),
        read_weekday),
    (_ALL_MONTHS, _compile(MONTH), read_month),
    ("today yesterday tomorrow tonight overnight the", _compile(
        rf"(?P<word>the{SP}day{SP}before{SP}yesterday|the{SP}day{SP}after{SP}tomorrow|today|yesterday|tomorrow|tonight|overnight)\b"
        rf"(?:{SP}(?P<part>{PART})\b)?"), read_deictic),
    ("the that same next", _compile(
        rf"(?P<which>the{SP}(?:following|next|previous|preceding|same)|that(?:{SP}same)?|next(?={SP}(?:day|morning))){SP}"
        rf"(?P<unit>day|week|month|year|decade|{PART}|{MONTH}|{WEEKDAY})\b"), read_following),
    ("this last next the", _compile(
        rf"(?P<the>the{SP}(?!weekend))?(?P<which>this|last|next|past|the(?={SP}weekend))(?:{SP}(?:coming|past|last))?{SP}(?P<unit>day(?!s)|week|weekend|month|year|"
        rf"quarter|decade|century|{PART}|{SEASON}|{MONTH})\b(?!{SP}and{SP}a{SP}half)"), read_this),
    ("the last past next these this previous", _compile(
        rf"(?:(?:the|these|this){SP})?(?:last|past|next|previous|coming|first){SP}(?:(?P<count>{COUNT}|few|several|couple{SP}of){SP})?"
        rf"(?P<unit>hours|days|weeks|months|years|decades|centuries|decade|century)\b"), read_span),
    (f"{_ENUMERATED} #", _compile(
        rf"(?P<count>{COUNT})[\s-](?:(?P<half>(?:and{SP}a{SP}half)){SP})?(?P<unit>{UNIT})s?(?P<half2>)"
        rf"{SP}(?P<way>ago|back|from{SP}(?:now|today)|hence)\b"), read_ago),
    (f"{_ENUMERATED} # the", _compile(
        rf"(?:(?P<count>{COUNT}){SP}|the{SP})(?P<unit>{UNIT})s?(?P<part>){SP}"
        rf"(?P<way>earlier|later|before|after|previously|prior)\b"), read_later),
)  # fmt: skip
