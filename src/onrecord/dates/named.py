"""Dates of the calendar: days, months, years, decades, centuries, quarters, seasons, eras and days that have a name."""

from __future__ import annotations

import datetime
import re
from typing import Final

from onrecord.dates.pieces import DAY_WORDS, Mentions, day_of, group_of, is_capitalised, with_part
from onrecord.dates.reading import Reading
from onrecord.dates.values import MONTHS, SEASONS, easter, make_moment

SURE_MONTHS = frozenset("january february july september october november december".split())
INTRODUCTION = re.compile(
    r"\b(?:in|of|since|by|until|till|from|to|through|during|early|late|mid|mid-|before|after|between|around|for|last|next|this|every|and|or|-|–)"
    r"[\s-]{1,3}$"
)
YEAR_LEAD = re.compile(
    r"(?:\b(?:in|since|by|from|until|till|of|circa|ca?\.|during|before|after|between|early|late|mid|through|year|years|season|to|and|or|summer|"
    r"spring|autumn|fall|winter)[^\S\n]|[(\[;,–—-][^\S\n]?|mid-)$"
)
WEAK_YEAR_LEAD = re.compile(r"(?:\b(?:the|his|her|their|its)[^\S\n]|['’]s[^\S\n]|[.\n][^\S\n]?)$")
WEAK_YEAR_END = re.compile(r"[^\S\n][a-z]{3}|,[^\S\n]|:[^\S\n]")
FAR_YEAR_LEAD = re.compile(r"\b(?:in|by|until|since|year)[^\S\n]$")
NUMBERED = re.compile(r"\b(?:no\.?|pages?|p\.|pp\.|room|flight|route|rule|section|form|highway|model|suite|unit|psalm)[^\S\n]$")
MEASURED = re.compile(r"[^\S\n]?(?:sq|square|acres?|km|kg|mm|cm|ft|mph|m|MW|GW|GB|percent|per cent|hours)\b")
CELEBRATED = re.compile(r"\b(?:at|on|for|by|since|before|after|until|this|last|next|over)[^\S\n]$")
COUNT_NOUN = re.compile(
    r"[^\S\n]{1,2}(?!(?:as|was|is|has|his|its|this|levels|elections|games|olympics|standards|prices|figures)\b)"
    r"(?:[a-z]+s|people|men|women|children|staff|police|km|m|ft|miles|metres|feet|kg|votes|points)\b"
)


def read_numeric(match: re.Match[str], reading: Reading) -> Mentions:
    """2022-09-21, 2022/09/21, 2022-09-21T10:03, 21/09/2022, 21.09.2022, 9/21/22."""
    if "/" in (reading.text[match.start() - 1 : match.start()], reading.text[match.end() : match.end() + 1]):
        return []
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
    if not is_capitalised(match["month"]):
        return []
    start, end = match.span()
    month = MONTHS[group_of(match, "month")]
    year = int(match["year"]) if match["year"] else None
    groups = match.groupdict()
    day = day_of(match["day"]) if groups.get("day") else None
    if day is not None and not 1 <= day <= 31:
        return []
    last = day_of(groups["day2"]) if groups.get("day2") else None
    later = MONTHS[group_of(match, "month2")] if groups.get("month2") else None
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
    return [(start, end, with_part(moment.value, match))]


def read_month(match: re.Match[str], reading: Reading) -> Mentions:
    """A month alone: "in September". Months that are also names or words need a word before them that introduces a date."""
    word = match.group().rstrip(".")
    if not is_capitalised(word):
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
    introduced = YEAR_LEAD.search(before) or (year >= 1500 and WEAK_YEAR_LEAD.search(before) and WEAK_YEAR_END.match(text, end))
    counted = COUNT_NOUN.match(text, end)
    if 1900 <= year <= 2060:
        if counted and (year % 100 == 0 or year % 50 == 0) and not re.search(r"\b(?:in|since)[^\S\n]$", before):
            return []
    elif not introduced or counted or (year > 2060 and not FAR_YEAR_LEAD.search(before)):
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
    if match["era"].lower().startswith("c") and match["era"].islower() and COUNT_NOUN.match(reading.text, match.end()):
        return []
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
    number = int(re.sub(r"\D", "", word)) if word[0].isdigit() else DAY_WORDS[word]
    return [(*match.span(), f"{number - 1:02d}")] if 0 < number < 30 else []


def read_quarter(match: re.Match[str], reading: Reading) -> Mentions:
    """The third quarter of 2022: 2022-Q3."""
    word = match["number"].lower()
    number = int(word) if word.isdigit() else DAY_WORDS[word]
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
    if not is_capitalised(match["name"]):
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
