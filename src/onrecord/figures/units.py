"""Units: money before and after a number, percentages, measures, and ages and times told apart from counts."""

from __future__ import annotations

import re
from typing import Final

CURRENCY_BEFORE: Final = re.compile(
    r"(?:(?:(?P<code>US|A|AU|C|CA|CAN|NZ|HK|S|R|Rs|Can|CHF|EUR|USD|GBP|PS|JPY|Y|Rs\.|INR)[^\S\n]?)?(?P<sign>[$£€¥₹₽₪₩₴])(?P<after>US|A|AU|C|CA|NZ|HK)?"
    r"|(?P<name>USD|EUR|GBP|CHF|JPY|AUD|CAD|PS|Rs\.?|INR|SEK|NOK|DKK|Y(?==)))=?[^\S\n]?[-−–]?$"
)
"""A currency at the end of the few characters before a number; "PS" and "Y=" are how some wires send the pound and the yen."""

SIGNS: Final = {"$": "USD", "£": "GBP", "€": "EUR", "¥": "JPY", "₹": "INR", "₽": "RUB", "₪": "ILS", "₩": "KRW", "₴": "UAH"}
DOLLARS: Final = {"a": "AUD", "au": "AUD", "c": "CAD", "ca": "CAD", "can": "CAD", "nz": "NZD", "hk": "HKD", "s": "SGD", "us": "USD"}
CODES: Final = {"ps": "GBP", "rs": "INR", "rs.": "INR", "y": "JPY"}
CURRENCY_WORDS: Final = {
    **dict.fromkeys("dollar dollars bucks usd".split(), "USD"),
    **dict.fromkeys("pound pounds quid gbp".split(), "GBP"),
    **dict.fromkeys("euro euros eur €".split(), "EUR"),
    **dict.fromkeys("yen jpy".split(), "JPY"),
    **dict.fromkeys("yuan renminbi".split(), "CNY"),
    **dict.fromkeys("rouble roubles ruble rubles".split(), "RUB"),
    **dict.fromkeys("rupee rupees".split(), "INR"),
    **dict.fromkeys("shekel shekels".split(), "ILS"),
    **dict.fromkeys("franc francs chf".split(), "CHF"),
    **dict.fromkeys("lira liras".split(), "TRY"),
    **dict.fromkeys("peso pesos".split(), "pesos"),
    **dict.fromkeys("rand".split(), "ZAR"),
    **dict.fromkeys("krona kronor krone kroner crowns".split(), "crowns"),
    **dict.fromkeys("cent cents".split(), "cents"),
    **dict.fromkeys("pence".split(), "pence"),
    **dict.fromkeys("riyal riyals".split(), "SAR"),
    **dict.fromkeys("won".split(), "KRW"),
}
MEASURES: Final = {
    **{name: names.split()[0] for names in (
        "percent %", "seconds second secs sec s", "minutes minute mins min", "hours hour hrs hr h", "days day", "nights night",
        "weeks week wks", "fortnights fortnight", "months month", "years year yrs yr", "decades decade", "centuries century",
        "metres metre meters meter m", "kilometres kilometre kilometers kilometer km kms", "centimetres centimetre centimeters centimeter cm",
        "millimetres millimetre millimeters millimeter mm", "miles mile mi", "feet foot ft", "inches inch in", "yards yard yd",
        "acres acre", "hectares hectare ha", "tonnes tonne tons ton", "kilograms kilogram kilos kilo kg", "grams gram g", "pounds lb lbs", "ounces ounce oz",
        "litres litre liters liter l", "millilitres millilitre ml mL", "gallons gallon", "barrels barrel bbl", "watts W", "kilowatts kilowatt kW",
        "megawatts megawatt MW", "gigawatts gigawatt GW", "kilowatt-hours kWh", "mph", "km/h kph", "knots", "hertz Hz", "GHz", "MHz", "gigabytes GB", "megabytes MB",
        "terabytes TB", "degrees degree °", "horsepower hp bhp", "mpg", "ppb", "ppm", "decibels dB",
    ) for name in names.split()},
}  # fmt: skip
PERIODS: Final = frozenset("seconds minutes hours days nights weeks fortnights months years decades centuries".split())

_PERCENT = re.compile(r"[^\S\n]?(?:%(?:[\s-]points?)?|(?:per[\s-]?cent|pct|pc)\b(?:age)?(?:[\s-]points?)?|percentage[\s-]points?|basis[\s-]points?|bps\b)", re.IGNORECASE)
_AGE = re.compile(r"[\s-]{1,2}years?[\s-]olds?\b|[\s-]{1,2}years?[\s-]of[\s-]age\b|[\s-]{1,2}(?:months?|weeks?|days?)[\s-]olds?\b", re.IGNORECASE)
_WORD = re.compile(r"[\s-]{0,2}(km/h|[^\W\d_]+)\b|[^\S\n]?(°[^\S\n]?[CF]?|[€£″′])")
_SQUARE = re.compile(r"[\s-]{0,2}(square|sq|cubic|nautical)\b\.?[\s-]{1,2}([a-z]+)\b", re.IGNORECASE)
_PER = re.compile(r"[^\S\n]{1,2}(?:per|an?|each)[^\S\n]{1,2}([a-z]+(?:[^\S\n]{1,2}(?:foot|feet|metre|meter|m|mile|km|hour))?)\b|/([a-z]{1,8})\b", re.IGNORECASE)
_RATES: Final = frozenset(
    "second minute hour day night week month year share ounce barrel tonne ton litre liter gallon mile metre meter foot capita person head unit kilo kg kilogram "
    "gram game".split()
)


def read_currency(before: str) -> tuple[str, int] | None:
    """The currency at the end of the characters before a number and how many of them it takes; None where there is none.

    >>> read_currency("it cost US$"), read_currency("it cost ")
    (('USD', 3), None)
    """
    match = CURRENCY_BEFORE.search(before)
    if match is None:
        return None
    code = match["code"] or match["after"] or ""
    if match["code"] and match.start() > 0 and before[match.start() - 1].isalnum():
        match, code = re.compile(r"[$£€¥₹₽₪₩₴](?:US|A|AU|C|CA|NZ|HK)?[^\S\n]?[-−–]?$").search(before) or match, ""
    name = match.groupdict().get("name")
    if name:
        if match.start() > 0 and before[match.start() - 1].isalnum():
            return None
        return CODES.get(name.lower(), name.upper().rstrip(".")), len(before) - match.start()
    sign = re.search(r"[$£€¥₹₽₪₩₴]", match.group())
    if sign is None:
        return None
    currency = SIGNS[sign.group()]
    if currency == "USD" and code:
        currency = DOLLARS.get(code.lower(), "USD")
    return currency, len(before) - match.start()


def read_unit(text: str, end: int) -> tuple[str, int] | None:
    """The unit after a number and where it ends; None where no unit follows.

    >>> read_unit("5 per cent of it", 1), read_unit("25-year-old man", 2), read_unit("12 people", 2)
    (('%', 10), ('years of age', 11), None)
    """
    percent = _PERCENT.match(text, end)
    if percent:
        name = percent.group().lower()
        return "percentage points" if "point" in name and "basis" not in name else "basis points" if "basis" in name or "bps" in name else "%", percent.end()
    age = _AGE.match(text, end)
    if age:
        return ("years of age" if "year" in age.group().lower() else age.group().strip(" -").lower().split("-")[0].split()[0].rstrip("s") + "s of age"), age.end()
    square = _SQUARE.match(text, end)
    if square and square[2].lower() in MEASURES:
        kind = {"sq": "square"}.get(square[1].lower(), square[1].lower())
        return f"{kind} {MEASURES[square[2].lower()]}", square.end()
    word = _WORD.match(text, end)
    if word is None:
        return None
    name = word[1] or word[2]
    unit = MEASURES.get(name) or (MEASURES.get(name.lower()) if len(name) > 2 or name.lower() in ("km", "ft", "kg", "cm", "mm") else None)
    glued = word.start(1) == end or word.start(2) == end
    if unit and len(name) <= 2 and not (glued or name in ("km", "ft", "kg", "cm", "mm", "MW", "GW", "GB", "Hz", "kW", "mm", "W", "ml", "mL", "hp", "TB", "MB")):
        unit = None
    if name.startswith("°"):
        unit = "degrees"
    if name in "″":
        unit = "inches"
    unit = unit or CURRENCY_WORDS.get(name.lower())
    if name == "p" and glued:
        unit = "pence"
    if unit is None or name == "in" or (name.lower() == "won" and not glued):
        return None
    return unit, word.end()


def read_rate(text: str, end: int) -> tuple[str, int] | None:
    """ "per gallon", "a day": what a unit is counted over, and where it ends."""
    match = _PER.match(text, end)
    if match is None:
        return None
    over = (match[1] or match[2]).lower()
    if not match.group().lower().lstrip().startswith("per") and over not in _RATES:
        return None
    return over, match.end()
