"""The expressions of time: for each the words that can open it, its pattern, and the reading of its value.

A pattern is tried only where a word that can open it stands, and every repetition in it is bounded, so reading is linear in the length
of the text. Patterns are tried in the order of the table; the first that gives a value wins.
"""

from __future__ import annotations

import re
from typing import Final

from onrecord.dates.named import (
    read_calendar,
    read_century,
    read_decade,
    read_holiday,
    read_month,
    read_numeric,
    read_old_year,
    read_quarter,
    read_season,
    read_year,
)
from onrecord.dates.pieces import (
    COUNT,
    DAY_NUMBER,
    DAY_WORDS,
    LINK,
    MONTH,
    ORDINAL,
    PART,
    SEASON,
    SP,
    UNIT,
    WEEKDAY,
    YEAR_NUMBER,
    Read,
)
from onrecord.dates.relative import (
    read_ago,
    read_clock,
    read_day_of_month,
    read_deictic,
    read_following,
    read_later,
    read_span,
    read_this,
    read_weekday,
)
from onrecord.dates.values import MONTHS, NUMBERS, WEEKDAYS


def _compile(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern, re.IGNORECASE)


_ALL_WEEKDAYS, _ALL_MONTHS = " ".join(WEEKDAYS), " ".join(MONTHS)
_ORDINALS = " ".join(word for word in DAY_WORDS if "-" not in word)
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
    (f"the {_ORDINALS}", _compile(
        rf"(?:the{SP})?(?P<day>{ORDINAL}){SP}(?:of{SP})(?P<month>{MONTH})(?:,?{SP}(?P<year>{YEAR_NUMBER}))?(?P<part>)"), read_calendar),
    ("the", _compile(
        rf"the{SP}(?P<day>\d{{1,2}}(?:st|nd|rd|th)|{ORDINAL})(?=[.,;)]|{SP}(?:and|when|but|at)\b)"), read_day_of_month),
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
    ("# " + _ORDINALS, _compile(
        rf"(?P<number>\d{{1,2}}(?:st|nd|rd|th)|{ORDINAL})[\s-]centur(?:y|ies)\b"), read_century),
    ("first second third fourth", _compile(
        rf"(?P<number>first|second|third|fourth)[\s-]quarter(?:{SP}of)?{SP}(?P<year>{YEAR_NUMBER})"), read_quarter),
    ("q", _compile(rf"q(?P<number>[1-4])(?:{SP}of)?{SP}(?P<year>{YEAR_NUMBER})"), read_quarter),
    ("spring summer autumn fall winter", _compile(rf"(?P<season>{SEASON})(?:{SP}of)?,?{SP}(?P<year>{YEAR_NUMBER})"), read_season),
    ("#", _compile(rf"(?P<year>{YEAR_NUMBER})(?:{SP}?[-–/]{SP}?(?P<year2>\d{{4}}|\d{{2}})(?![\d,.:]\d|\d|[^\S\n]?%))?"), read_year),
    (f"{_ALL_WEEKDAYS} last next this past", _compile(
        rf"(?:(?P<which>last|next|(?:this{SP})?past|this(?:{SP}coming)?){SP})?(?P<weekday>{WEEKDAY})(?:{SP}(?P<part>{PART})(?:\b|(?=s\b)))?(?:{SP}(?P<after>last|next)\b)?"),
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
        rf"(?P<count>{COUNT})[\s-](?:(?P<half>(?:and{SP}a{SP}half)){SP})?(?P<unit>{UNIT}|hour)s?(?P<half2>)"
        rf"{SP}(?P<way>ago|back|from{SP}(?:now|today)|hence)\b"), read_ago),
    (f"{_ENUMERATED} # the", _compile(
        rf"(?:(?P<count>{COUNT}){SP}|the{SP})(?P<unit>{UNIT}|hour|{PART})s?(?P<part>){SP}"
        rf"(?P<way>earlier|later|before|after|previously|prior)\b"), read_later),
)  # fmt: skip
