"""From a number to the whole expression: its currency, unit and sign, and the range that it may begin."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Final, NamedTuple

from onrecord.figures.lookalikes import is_age, is_attribute, is_lookalike, is_named, is_pronoun, is_score
from onrecord.figures.numbers import Number, neat, read_digits, read_words
from onrecord.figures.units import is_money, read_currency, read_rate, read_unit

_BACK: Final = 40
"""How far back, in characters, the words before a number are looked at."""

_LINK = re.compile(
    r"[^\S\n]?[-–—][^\S\n]?(?=[\d$£€¥])|(?:[^\S\n]{1,2}|-[^\S\n]?)(?P<word>to|and|or)(?:[^\S\n]{1,2}|-)"
    r"(?:(?:about|around|up to|nearly|as much as|as many as|just)[^\S\n]{1,2})?",
    re.IGNORECASE,
)
_ASIDE = re.compile(r"(?:[^\S\n]{1,2}[A-Za-z\d][\w.’']{0,30}){1,5}?(?=[^\S\n]{1,2}to[^\S\n]{1,2}[\d$£€¥])")
_CURRENCY_BETWEEN = re.compile(r"(?:US|A|C|NZ|HK)?[^\S\n]?[$£€¥₹]?(?:US|A|C)?[^\S\n]?")
_LED = re.compile(
    r"\b(?P<lead>between|from)[^\S\n]{1,2}(?:(?:about|around|just|roughly|up to|a|an|as low as|"
    r"as little as)[^\S\n]{1,2}){0,2}$",
    re.IGNORECASE,
)
_MOVED = re.compile(
    r"\b(?:by(?:[^\S\n]{1,2}[a-z]+){0,2}|rose|fell|grew|jumped|up|down|dropped|climbed|increased|lost|won|beat|wins?|lead|score[ds]?|"
    r"voted)[^\S\n]{1,2}$",
    re.IGNORECASE,
)
_OUT_OF = re.compile(r"[^\S\n](?:out[^\S\n]of|in)(?:[^\S\n]every)?[^\S\n](?P<whole>[a-z]{3,6}|\d{1,4})\b(?![.,]?\d)", re.IGNORECASE)
_PLURAL = re.compile(r"[^\S\n](?:of[^\S\n])?(?:[a-z-]+[^\S\n]){0,2}(?:[A-Za-z]{2,}s|people|men|women|children)\b")
_HALF_NOT = re.compile(r"\b(?:first|second|other|better|latter|top|bottom|upper|lower|last)[\s-]$", re.IGNORECASE)
_OF_UNIT = re.compile(r"[^\S\n]of(?=[^\S\n][A-Za-z])")
_AGED = re.compile(r"\b(?:aged?|ages)[^\S\n]$", re.IGNORECASE)
_MINUS = re.compile(r"(?:\bminus[\s-]|(?<![\w)%])[-−–])[$£€]?$", re.IGNORECASE)
_MANTISSA = re.compile(r"\d[\d,]*(?:\.\d+)?")
_SCALES: Final = (10**12, 10**9, 10**6, 10**3, 10**2)
_HANGING = re.compile(r"(?:[-–:/.,]\d{1,6}){0,6}")


class Stretch(NamedTuple):
    """A quantity at ``[start, end)`` with its interval and unit."""

    start: int
    end: int
    low: float | int
    high: float | int
    unit: str | None
    vague: bool


def read_number(text: str, start: int) -> Number | None:
    """The number that begins at ``start``, in digits or in words; None where none does."""
    if not text[start].isdigit():
        return read_words(text, start)
    before = text[max(0, start - 8) : start]
    currency = read_currency(before)
    if before[-1:].isalpha() and currency is None:
        return None
    return read_digits(text, start, has_currency=currency is not None)


def skip(text: str, end: int) -> int:
    """The end of what hangs on a number that is no quantity: 555-0199, 3-2, 10.30."""
    match = _HANGING.match(text, end)
    return match.end() if match else end


def read_stretch(text: str, number: Number, floor: int, limit: int, is_taken: Callable[[int], bool]) -> Stretch | None:
    """The quantity that a number stands in, between ``floor`` and ``limit``; None when it only looks like one.

    ``is_taken`` tells whether a place is part of a date: a range may pass over one ("from 20 in 2008 to 29"), but not end in it.
    """
    before = text[max(floor, number.start - _BACK) : number.start]
    start, end, unit = number.start, number.end, None
    currency = read_currency(before)
    if currency:
        unit, start = currency[0], start - currency[1]
        if text.startswith("PS", start) and text[number.start : number.end].isdigit() and number.low < 100:
            return None
        before = before[: len(before) - currency[1]]
        if text[end : end + 3] == " US":
            end += 3
    else:
        of = _OF_UNIT.match(text, end) if number.vague else None
        after = read_unit(text, of.end() if of else end)
        if after and after[1] <= limit:
            unit, end = after
    share = _read_share(text, number, limit) if unit is None else None
    if share:
        return Stretch(start, share[1], share[0], share[0], None, False)
    minus = _MINUS.search(text, max(0, number.start - 7), number.start)
    if minus and not text[number.start - 2 : number.start - 1].isdigit():
        number = number._replace(low=-number.low, high=-number.high)
        start = min(start, minus.start())
    ranged = _read_range(text, number, unit, end, before, is_taken)
    is_age_given = _AGED.search(before) is not None
    if ranged:
        low, high, unit, stop = ranged
        unit = "years of age" if unit is None and is_age_given else unit
        is_dashed = " " not in text[number.end : stop] and unit is None
        if unit is None and ((is_dashed and is_score(text, start, stop)) or is_lookalike(text, number.start, stop, before, low, True)):
            return None
        return Stretch(start, stop, low, high, unit, number.vague)
    if unit is None and is_age_given:
        return Stretch(start, end, number.low, number.high, "years of age", False)
    if unit is None:
        if is_attribute(text, end):
            return None
        if not number.words and is_lookalike(text, number.start, number.end, before, number.low, number.scaled):
            return None
        if number.words and (is_named(before) or (number.low == number.high == 1 and is_pronoun(before, text, end))):
            return None
        if number.words and (is_age(before, text, end, number.low) or (number.low == 0.5 and _HALF_NOT.search(before))):
            return None
        if number.low == number.high == 0:
            return None
    return Stretch(start, end, number.low, number.high, unit, number.vague)


def _read_share(text: str, number: Number, limit: int) -> tuple[float | int, int] | None:
    """The share and the end of "one in five women", "nine out of 10 women"; None where nothing of the kind stands."""
    match = _OUT_OF.match(text, number.end)
    if match is None or match.end() > limit or number.scaled or number.vague:
        return None
    whole = read_number(text, match.start("whole"))
    if whole is None or whole.end != match.end() or not 0 < number.low < whole.low <= 1000:
        return None
    is_in = match.group().split()[0].lower() == "in"
    if is_in and ((number.low != 1 and whole.low not in (10, 100)) or not _PLURAL.match(text, match.end()) or read_unit(text, match.end())):
        return None
    return neat(number.low / whole.low), match.end()


def _read_range(
    text: str, number: Number, unit: str | None, end: int, before: str, is_taken: Callable[[int], bool]
) -> tuple[float | int, float | int, str | None, int] | None:
    """The range that a number begins: "between 3 and 5", "from $2m to $3m", "5-10", "three or four"; with its unit and end."""
    led = _LED.search(before)
    lead = led["lead"].lower() if led else ""
    link = _LINK.match(text, end)
    if link is None and lead == "from":
        rate = read_rate(text, end) if unit else None
        here = rate[1] if rate else end
        aside = _ASIDE.match(text, here)
        link = _LINK.match(text, aside.end() if aside else here)
    if link is None:
        return None
    word = (link["word"] or "-").lower()
    if (word == "and" and lead != "between") or (word == "to" and not lead and unit and _MOVED.search(before)):
        return None
    between = _CURRENCY_BETWEEN.match(text, link.end())
    place = between.end() if between else link.end()
    if place >= len(text) or is_taken(place):
        return None
    if not text[place].isdigit():
        place = link.end()
        if not text[place : place + 1].isalpha() or re.match(r"(?:an?|few|half)\b", text[place : place + 5], re.IGNORECASE):
            return None
    second = read_number(text, place)
    if second is None or second.vague != number.vague:
        return None
    other = read_currency(text[link.start() : place])
    after = None if other else read_unit(text, second.end)
    second_unit = other[0] if other else after[0] if after else None
    stop = after[1] if after else second.end
    if unit and second_unit and unit != second_unit:
        return None
    if (unit is None) != (second_unit is None) and word in ("to", "and", "or") and not lead and unit is not None:
        return None
    low, high = number.low * _shared_scale(text, number, second, place), second.high
    if low > high:
        if lead != "from":
            return None
        low, high = high, low
    if word == "to" and not lead and unit is None and second_unit is None and high > 3 * low and _MOVED.search(before):
        return None
    if word == "or" and high - low > max(2, low):
        return None
    if word == "-" and low == high:
        return None
    if word == "-" and unit is None and second_unit is None and text[number.end : number.end + 1].isspace():
        return None
    return low, high, unit or second_unit, stop


def _shared_scale(text: str, number: Number, second: Number, place: int) -> int:
    """The scale that the first number takes from the second: "3 to 5 million"."""
    if number.scaled or not second.scaled or number.high >= 1000:
        return 1
    mantissa = _MANTISSA.match(text, place, second.end)
    if mantissa is None:
        scale = next((scale for scale in _SCALES if second.high >= scale and second.high % scale == 0), 1)
        return scale if number.high * scale <= second.high else 1
    value = float(mantissa.group().replace(",", ""))
    return round(second.high / value) if value and number.high <= value else 1


def with_rate(text: str, stretch: Stretch, limit: int) -> Stretch:
    """The stretch with what its unit is counted over, where it says so: "GBP per gallon"."""
    end = stretch.end
    if stretch.unit is None or not (is_money(stretch.unit) or text[end : end + 1] == "/" or text[end : end + 5].lower() == " per "):
        return stretch
    rate = read_rate(text, stretch.end)
    return stretch._replace(unit=f"{stretch.unit} per {rate[0]}", end=rate[1]) if rate and rate[1] <= limit else stretch
