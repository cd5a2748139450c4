"""The figures of a report: numbers and ranges with their unit, change, what they count, who gives them and as of when."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from typing import Final

from onrecord.figures.changes import read_change
from onrecord.figures.counting import is_anaphor, read_counted, read_subject
from onrecord.figures.numbers import OPENING_WORDS, Number, read_digits, read_words
from onrecord.figures.sourcing import read_date, read_source
from onrecord.figures.units import CURRENCY_WORDS, PERIODS, read_currency, read_rate, read_unit
from onrecord.records import DateMention, Figure, Quote, Report, Span
from onrecord.text import sentences

_TOKEN = re.compile(r"[^\W\d_]+|\d+")
_TO = re.compile(r"[^\S\n]?[-–—][^\S\n]?(?=[\d$£€¥])|[^\S\n]{1,2}(?P<word>to|and|or)[^\S\n]{1,2}(?:(?:about|around|up to|nearly|as much as|as many as)[^\S\n]{1,2})?", re.IGNORECASE)
_SIGNS = re.compile(r"(?:US|A|C|NZ|HK)?[^\S\n]?[$£€¥₹]?(?:US|A|C)?[^\S\n]?")
_RANGE_LEAD = re.compile(r"\b(?:between|from|rang(?:es?|ed|ing) from|anywhere from)[^\S\n]{1,2}(?:(?:about|around|just|roughly|up to|a|an)[^\S\n]{1,2}){0,2}$", re.IGNORECASE)
_BY_LEAD = re.compile(r"\bby[^\S\n]{1,2}(?:[a-z]+[^\S\n]{1,2}){0,2}$|\b(?:rose|fell|grew|jumped|up|down|dropped|climbed|increased|lost|won|beat|wins?|lead|score[ds]?)[^\S\n]{1,2}$", re.IGNORECASE)
_NAME_BEFORE = re.compile(r"(?:^|[\s(\"“‘'&/-])([A-Z][\w’'&]*|category|grade|level|phase|stage|chapter|page|number|no\.?|row|room|line|verse|type|article|section|group|covid)[\s-]{1,2}$")
_NOT_NAMES: Final = frozenset(
    """a about above across after all almost although among an and another approximately around as at average because before below between both but by
    despite during each even every exactly fewer following for from he her his how i if in including into is it its just last least less like many meanwhile
    more most nearly next no not of on once one only or other our out over past per since she so some still such than that the their them then there these
    they this those though through to total under until up was we were when where which while who with within without would you your at have has had did
    will can could may might must should are be been add added another""".split()
)
_STREET = re.compile(r"[^\S\n](?:[NESW]\.?[^\S\n])?(?:[A-Z][\w’']*[^\S\n]){0,3}(?:Street|St|Avenue|Ave|Road|Rd|Lane|Drive|Way|Boulevard|Blvd|Place|Square|Court|Terrace|Highway|Foch)\b|[^\S\n][A-Z]?[\d]{0,3}(?:st|nd|rd|th)[^\S\n]St\b")
_AGE_AFTER_NAME = re.compile(r"(?:[A-Z][\w’'-]+,?[^\S\n])$")
_ORDINAL = re.compile(r"(?:st|nd|rd|th)\b", re.IGNORECASE)
_ONE_NOT = re.compile(r"\b(?:no|any|every|each|this|that|the|which|another|some|good|bad|only|loved|big|first|last|new|right|wrong|old|former|latter|as|by|square|day|number)[\s-]$", re.IGNORECASE)
_ONE_IS = re.compile(r"[\s-](?!(?:another|and|or|is|was|has|had|who|that|which|to|in|on|at|for|with|from|can|could|would|will|may|might|they|he|she|we|i|you|it|the|by|as|day|thing|way|"
                     r"where|when|else|side|up|out|man|too|than|so|if|but|does|did|should|must|just|not|also|of us|side|hand|after|before)\b)[\w’'“\"-]", re.IGNORECASE)
_CLOCK = re.compile(r":\d|[^\S\n]?(?:[ap]\.?m\b|o['’]clock)", re.IGNORECASE)
_SPORT = re.compile(r"\b(?:win|won|wins|beat|beating|victory|draw|drew|lead|leading|defeat|defeated|score|scored|tied|tie|game|games|loss|lost|match|record|series|title|thrashed|goal|"
                    r"final|semi-final|set|vote|voted)\b", re.IGNORECASE)
_SPORT_WINDOW: Final = 90
FARTHEST: Final = 400
"""How far from a figure, in characters, its sentence is read for what it counts, who gives it and when."""


def find_figures(report: Report, dates: tuple[DateMention, ...], quotes: tuple[Quote, ...] = ()) -> tuple[Figure, ...]:
    """The quantities in a report, in order and disjoint.

    >>> report = Report(report_id="r", text="At least 12 miners died, and £1.2bn was lost.")
    >>> [(f.span.of(report.text), f.low, f.high, f.unit, f.of, f.change) for f in find_figures(report, ())]
    [('12', 12, None, None, 'miners', '>'), ('£1.2bn', 1200000000, 1200000000, 'GBP', None, '=')]

    Dates, times, ordinals, ages after a name, telephone and house numbers, scores and numbers that are part of a name are not quantities.
    A length of time is one, also where ``dates`` has it as a duration ("the past two years").
    """
    text = report.text
    blocks = [mention.span for mention in dates if not mention.value.startswith("P")]
    block_starts = [span.start for span in blocks]
    found: list[tuple[Number, int, int, str | None]] = []
    done = floor = 0
    for token in _TOKEN.finditer(text):
        start = token.start()
        if start < done:
            continue
        word = token.group()
        is_digits = word[0].isdigit()
        if not is_digits and word.lower() not in OPENING_WORDS:
            continue
        place = bisect_right(block_starts, start) - 1
        if place >= 0 and start < blocks[place].end:
            done = floor = blocks[place].end
            continue
        number = _read_number(text, start)
        if number is None:
            done = token.end()
            continue
        limit = blocks[place + 1].start if place + 1 < len(blocks) else len(text)
        stretch = _stretch(text, number, limit, floor)
        if stretch is None:
            done = _skip(text, number.end)
            continue
        found.append(stretch)
        done = floor = max(stretch[2], stretch[0].end)
    return _described(report, found, dates, quotes)


def _read_number(text: str, start: int) -> Number | None:
    if text[start].isdigit():
        before = text[max(0, start - 8) : start]
        if before[-1:].isalpha() and read_currency(before) is None:
            return None
        return read_digits(text, start, has_currency=read_currency(before) is not None)
    return read_words(text, start)


def _skip(text: str, end: int) -> int:
    """The end of a number that is no quantity, with what hangs on it: 555-0199, 3-2, 10.30."""
    match = re.compile(r"(?:[-–:/.]\d{1,6}){0,6}").match(text, end)
    return match.end() if match else end


def _stretch(text: str, number: Number, limit: int, floor: int) -> tuple[Number, int, int, str | None] | None:
    """The number, or the range that it begins, with the place where its expression starts and ends, and its unit; None for no quantity."""
    start = number.start
    before = text[max(floor, start - 40) : start]
    currency = read_currency(before)
    unit, end = None, number.end
    if currency:
        unit = currency[0]
        start -= currency[1]
        before = before[: len(before) - currency[1]]
    after = read_unit(text, end)
    if after and not (unit and after[0] in CURRENCY_WORDS.values() and after[0] != unit) and after[1] <= limit:
        if unit is None:
            unit, end = after
    elif text[end : end + 3] in (" US", "US ") and unit:
        end += 3 if text[end : end + 1] == " " else 2
    sign = re.search(r"(?:\bminus[\s-]|(?<![\w)])[-−–])$", text[max(0, start - 6) : start] if not currency else text[max(0, number.start - 2) : number.start])
    if sign and not text[number.start - 2 : number.start - 1].isdigit():
        number = number._replace(low=-number.low, high=-number.high, start=number.start)
    joined = _range(text, number, unit, end, before, limit)
    if joined:
        number, unit, end = joined
    if not _is_quantity(text, number, unit, start, end, before, bool(joined)):
        return None
    return number, start, end, unit


def _range(text: str, number: Number, unit: str | None, end: int, before: str, limit: int) -> tuple[Number, str | None, int] | None:
    """The range that a number begins: "between 3 and 5", "from $2m to $3m", "5-10", "three or four"."""
    link = _TO.match(text, end)
    if link is None or link.end() >= limit:
        return None
    word = (link["word"] or "-").lower()
    led = _RANGE_LEAD.search(before)
    if word == "and" and not (led and "between" in led.group().lower()):
        return None
    if word == "to" and not led and _BY_LEAD.search(before):
        return None
    signs = _SIGNS.match(text, link.end())
    place = signs.end() if signs else link.end()
    if place >= limit or not (text[place : place + 1].isalnum()):
        return None
    if not text[place].isdigit() and (place != link.end() or re.match(r"(?:an?|few)\b", text[place : place + 4], re.IGNORECASE)):
        return None
    second = _read_number(text, place)
    if second is None or second.end > limit or (second.vague and not number.vague):
        return None
    other_currency = read_currency(text[link.start() : place])
    after = read_unit(text, second.end)
    other = other_currency[0] if other_currency else after[0] if after else None
    stop = after[1] if after and not other_currency else second.end
    if unit is not None and other is not None and unit != other:
        return None
    if unit is not None and other is None and word != "-" and not led:
        return None
    low, high = number.low, second.high
    if second.scaled and not number.scaled and number.high < 1000:
        mantissa = re.match(r"[\d.,]+", text[place : second.end])
        if mantissa and number.high <= float(mantissa.group().rstrip(".,").replace(",", "") or 0):
            scale = round(second.high / float(mantissa.group().rstrip(".,").replace(",", "")))
            low = low * scale
    if word == "or" and not (low < high and (high - low) <= max(2, low)):
        return None
    if word == "-" and (low >= high or text[number.end : number.end + 1].isspace()) and not unit:
        return None
    if low > high:
        if not led or word == "and":
            return None
        low, high = high, low
    return number._replace(end=second.end, low=low, high=high, vague=number.vague or second.vague, scaled=number.scaled or second.scaled), unit or other, stop


def _is_quantity(text: str, number: Number, unit: str | None, start: int, end: int, before: str, is_range: bool) -> bool:
    """False for what only looks like a quantity: part of a name, an ordinal, a time, a score, an address, an age after a name."""
    following = text[end : end + 40]
    if number.words:
        if text[number.start : number.end].lower() == "one" and not is_range:
            return unit is not None or (_ONE_NOT.search(before) is None and (_ONE_IS.match(following) is not None or following.startswith((" of the", " of his", " of its", " of their"))))
        if text[number.start : number.end].lower() == "zero":
            return unit is not None
        return not re.match(r"-(?:year-old|time|fold)\b", following) if False else True
    if unit is not None:
        return True
    if _ORDINAL.match(text, end) or _CLOCK.match(text, end):
        return False
    if following[:1] in tuple("-–/:") and following[1:2].isdigit() and not is_range:
        return False
    if before[-1:] in tuple("-–/:.#@") and before[-2:-1].isalnum():
        return False
    if following[:1].isalpha() or (following[:1] == "-" and following[1:2].isupper()):
        return following[:1] == "s" and False
    if is_range and not number.scaled and text[number.start : end].count(" ") == 0 and _SPORT.search(text, max(0, start - _SPORT_WINDOW), min(len(text), end + 30)):
        return False
    if _STREET.match(text, end):
        return False
    digits = text[number.start : number.end]
    if digits.isdigit() and len(digits) > 1 and digits[0] == "0":
        return False
    if "," in digits or number.scaled:
        return True
    if following[:1] in (",", ")") and before[-2:] == ", " and 0 < number.low < 111:
        return False
    name = _NAME_BEFORE.search(text[max(0, start - 24) : start])
    if name and name[1].lower() not in _NOT_NAMES:
        counted = re.match(r"[^\S\n][a-z]+(?:s|people|men|women|children)?\b", following)
        plural = re.match(r"[^\S\n](?:[a-z]+[^\S\n]){0,2}(?:[a-z]{2,}s|people|men|women|children)\b", following)
        return bool(counted and plural and name[1][0].isupper() and not name[1][1:2].isupper() and name[1].lower() not in ("iphone", "game", "galaxy"))
    return True


def _described(
    report: Report, found: list[tuple[Number, int, int, str | None]], dates: tuple[DateMention, ...], quotes: tuple[Quote, ...]
) -> tuple[Figure, ...]:
    """The figures of the stretches found."""
    if not found:
        return ()
    text = report.text
    spans = sentences(text)
    starts = [span.start for span in spans]
    opens = [mention.span.start for mention in dates]
    figures: list[Figure] = []
    for number, start, end, unit in found:
        place = max(0, bisect_right(starts, start) - 1)
        sentence = spans[place] if spans else Span(0, len(text))
        sentence = Span(max(sentence.start, start - FARTHEST), min(sentence.end, end + FARTHEST))
        change = read_change(text, start, end, unit is not None)
        if number.vague:
            change = "~" if change == "=" else change
        span = Span(start, end)
        if unit is not None:
            rate = read_rate(text, end)
            if rate and unit not in PERIODS and unit not in ("years of age",):
                unit, span = f"{unit} per {rate[0]}", Span(start, rate[1])
        near = list(dates[bisect_left(opens, sentence.start) : bisect_left(opens, sentence.end)])
        low: float | int | None = number.low
        high: float | int | None = number.high
        if number.low == number.high:
            low, high = (low, None) if change == ">" else (None, high) if change == "<" else (low, high)
        figures.append(
            Figure(
                span=span,
                low=low,
                high=high,
                unit=unit,
                of=_counted(text, sentence, span, unit),
                change=change,
                according_to=read_source(text, sentence, span, quotes),
                as_of=read_date(text, sentence, span, near),
            )
        )
    return tuple(figures)


def _counted(text: str, sentence: Span, span: Span, unit: str | None) -> str | None:
    """What the figure counts, in the report's own words."""
    counted = None
    if not is_anaphor(text, sentence, span.start):
        counted = read_counted(text, span.end)
    if counted is None or (unit is not None and unit != "%" and text[span.end : span.end + 3] != " of"):
        counted = read_subject(text, sentence, span.start) or counted
    return " ".join(counted.of(text).split()) if counted else None
