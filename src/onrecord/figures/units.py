"""Units: money before and after a number, percentages, measures, and ages and lengths of time told apart from counts."""

from __future__ import annotations

import re
from typing import Final

_SIGNS: Final = {"$": "USD", "£": "GBP", "€": "EUR", "¥": "JPY", "₹": "INR", "₽": "RUB", "₪": "ILS", "₩": "KRW", "₴": "UAH"}
_DOLLARS: Final = {
    "a": "AUD", "au": "AUD", "c": "CAD", "ca": "CAD", "can": "CAD", "nz": "NZD", "hk": "HKD", "s": "SGD", "us": "USD", "r": "BRL",
}  # fmt: skip
_CODES: Final = {"ps": "GBP", "rs": "INR", "y": "JPY", "rm": "MYR", "rmb": "CNY"}
_DOLLAR_CODES = "US|AU|A|CAN|Can|CA|C|NZ|HK|S|R"
_SIGN_BEFORE = re.compile(
    rf"(?:(?<![^\W_])(?P<code>{_DOLLAR_CODES})[^\S\n]?)?(?P<sign>[$£€¥₹₽₪₩₴])(?P<after>{_DOLLAR_CODES})?[^\S\n]?[-−–]?$"
)
_CODE_BEFORE = re.compile(
    r"(?<![^\W_])(?P<name>USD|EUR|GBP|CHF|JPY|AUD|CAD|INR|SEK|NOK|DKK|PS|Rs|"
    r"RM|RMB|SGD|HKD|NZD|CNY|THB|TRY|ZAR|AED|SAR|BRL|MXN|RUB|UAH|PLN|CZK|HUF|MYR|KRW|Y(?==))\.?=?[^\S\n]?$"
)

CURRENCIES: Final = {
    word: code
    for code, words in {
        "USD": "dollar dollars bucks usd",
        "GBP": "pound pounds quid gbp",
        "EUR": "euro euros eur",
        "JPY": "yen jpy",
        "CNY": "yuan renminbi",
        "RUB": "rouble roubles ruble rubles",
        "INR": "rupee rupees",
        "ILS": "shekel shekels",
        "CHF": "franc francs chf",
        "TRY": "lira liras",
        "ZAR": "rand",
        "SAR": "riyal riyals",
        "pesos": "peso pesos",
        "crowns": "krona kronor krone kroner crowns",
        "cents": "cent cents",
        "pence": "pence",
    }.items()
    for word in words.split()
}
_NATIONS: Final = {
    "us": "USD", "american": "USD", "australian": "AUD", "canadian": "CAD", "new zealand": "NZD", "hong kong": "HKD", "danish": "DKK",
    "swedish": "SEK", "norwegian": "NOK", "czech": "CZK", "swiss": "CHF", "mexican": "MXN", "turkish": "TRY", "russian": "RUB",
    "chinese": "CNY", "indian": "INR", "japanese": "JPY", "israeli": "ILS", "british": "GBP", "egyptian": "EGP", "pakistani": "PKR",
}  # fmt: skip
MEASURES: Final = {
    name: names.split()[0]
    for names in (
        "seconds second secs sec", "minutes minute mins min", "hours hour hrs hr", "days day", "nights night", "weeks week wks",
        "fortnights fortnight", "months month", "years year yrs yr", "decades decade", "centuries century",
        "metres metre meters meter m", "kilometres kilometre kilometers kilometer km kms",
        "centimetres centimetre centimeters centimeter cm", "millimetres millimetre millimeters millimeter mm",
        "nanometres nanometre nanometers nanometer nm", "miles mile mi", "feet foot ft", "inches inch", "yards yard yd", "acres acre",
        "hectares hectare ha", "tonnes tonne tons ton", "kilograms kilogram kilos kilo kg", "grams gram g", "milligrams milligram mg",
        "micrograms microgram mcg", "lbs lb", "ounces ounce oz", "litres litre liters liter l", "millilitres millilitre ml mL",
        "gallons gallon", "barrels barrel", "volts V", "watts W", "kilowatts kilowatt kW", "megawatts megawatt MW",
        "gigawatts gigawatt GW", "kilowatt-hours kWh", "megawatt-hours MWh", "gigawatt-hours GWh", "terawatt-hours TWh", "mAh", "Nm",
        "calories calorie kcal", "mph", "km/h kph", "knots knot", "rpm", "hertz Hz", "GHz", "MHz", "gigabytes gigabyte GB",
        "megabytes megabyte MB", "terabytes terabyte TB", "Mbps", "Gbps", "fps", "degrees degree Fahrenheit Celsius",
        "horsepower hp bhp", "mpg", "ppb", "ppm", "decibels decibel dB",
    )
    for name in names.split()
}  # fmt: skip
_MAY_STAND_APART: Final = frozenset("km ft kg cm mm MW GW GB TB MB Hz kW ml mL hp W yd lb oz".split())
"""Short units that need not touch their number: "5 km", but not "5 m" or "5 l"."""
PERIODS: Final = frozenset("seconds minutes hours days nights weeks fortnights months years decades centuries".split())
SHARES: Final = frozenset(("%", "percentage points", "basis points"))

_PERCENT = re.compile(
    r"[^\S\n]?(?:%(?:[\s-]points?)?|(?:per[\s-]?cent|pct|pc)\b(?:[\s-]points?\b)?|percentage[\s-]points?\b|basis[\s-]points?\b|"
    r"bps\b)",
    re.IGNORECASE,
)
_AGE = re.compile(r"[\s-]{1,2}(?P<period>year|month|week|day)s?[\s-](?:olds?|of[\s-]age)\b", re.IGNORECASE)
_AFTER = re.compile(
    r"[\s-]{0,2}(?P<word>km/h|(?:km|cm|mm|m|ft)[23²³](?!\d)|[^\W\d_]+(?:-hours?)?\b)|[^\S\n]?(?P<sign>°[^\S\n]?[CF]?|[€£″])"
)
_SQUARE = re.compile(r"[\s-]{0,2}(?P<kind>square|sq|cubic|nautical)\b\.?[\s-]{1,2}(?P<unit>[a-z]+)\b", re.IGNORECASE)
_NATION = re.compile(r"[^\S\n]{1,2}(?P<nation>[A-Z][A-Za-z]+|New Zealand|Hong Kong)[^\S\n]{1,2}(?P<unit>[a-z]+)\b")
_RATE = re.compile(
    r"[^\S\n]{1,2}(?P<each>per|an?|each)[^\S\n]{1,2}(?P<over>[a-z]+(?:[^\S\n]{1,2}(?:foot|feet|metre|meter|m|mile|km|hour))?)\b|"
    r"/(?P<slashed>[a-z]{1,8})\b",
    re.IGNORECASE,
)
_RATES: Final = frozenset(
    "second minute hour day night week month year share ounce barrel tonne ton litre liter gallon mile metre meter foot capita "
    "person head unit kilo kg "
    "kilogram gram game".split()
)


def is_money(unit: str | None) -> bool:
    """True for a unit of money, "GBP" or "GBP per gallon"."""
    name = (unit or "").partition(" ")[0]
    return (len(name) == 3 and name.isupper()) or name in ("pesos", "crowns", "cents", "pence")


def read_currency(before: str) -> tuple[str, int] | None:
    """The currency at the end of the characters before a number and how many of them it takes; None where there is none.

    >>> read_currency("it cost US$"), read_currency("it cost ")
    (('USD', 3), None)

    "PS" and "Y=" are how some wires send the signs of the pound and the yen.
    """
    match = _SIGN_BEFORE.search(before)
    if match:
        currency = _SIGNS[match["sign"]]
        code = match["code"] or match["after"]
        return (_DOLLARS.get(code.lower(), "USD") if currency == "USD" and code else currency), len(before) - match.start()
    match = _CODE_BEFORE.search(before)
    return (_CODES.get(match["name"].lower(), match["name"]), len(before) - match.start()) if match else None


def read_unit(text: str, end: int) -> tuple[str, int] | None:
    """The unit after a number and where it ends; None where no unit follows.

    >>> read_unit("5 per cent of it", 1), read_unit("25-year-old man", 2), read_unit("12 people", 2)
    (('%', 10), ('years of age', 11), None)
    """
    percent = _PERCENT.match(text, end)
    if percent:
        name = percent.group().lower()
        return "basis points" if "basis" in name or "bps" in name else "percentage points" if "point" in name else "%", percent.end()
    after = _AFTER.match(text, end)
    if after is None:
        return None
    if after["sign"]:
        return {"€": "EUR", "£": "GBP", "″": "inches"}.get(after["sign"], "degrees"), after.end()
    word, is_glued = after["word"], after.start("word") == end
    age = _AGE.match(text, end)
    if age:
        return f"{age['period'].lower()}s of age", age.end()
    square = _SQUARE.match(text, end) if word[:1] in "sScCnN" else None
    if square and square["unit"].lower() in MEASURES:
        kind = square["kind"].lower()
        return f"{'square' if kind == 'sq' else kind} {MEASURES[square['unit'].lower()]}", square.end()
    if word == "p" and is_glued:
        return "pence", after.end()
    if word[-1] in "23²³":
        return f"{'square' if word[-1] in '2²' else 'cubic'} {MEASURES[word[:-1]]}", after.end()
    unit = MEASURES.get(word) or (MEASURES.get(word.lower()) if len(word) > 2 else None)
    if unit and len(word) <= 2 and not is_glued and word not in _MAY_STAND_APART:
        return None
    unit = unit or CURRENCIES.get(word.lower())
    if unit == "GBP" and _is_weight(text, end, after.end()):
        unit = "lbs"
    if unit:
        return unit, after.end()
    nation = _NATION.match(text, end)
    if nation and nation["unit"].lower() in CURRENCIES:
        return _NATIONS.get(nation["nation"].lower(), CURRENCIES[nation["unit"].lower()]), nation.end()
    return None


_MASS = r"(?:kilo(?:gram(?:me)?)?s?|kg|kgs|tonnes?|tons?|metric|kilonewtons?|newtons?|ounces?|oz|grams?|stone)\b"
_WEIGHT_AFTER = re.compile(
    rf"[^\S\n]{{0,2}}[(\[][^()\n]{{0,20}}\d[^\S\n]?{_MASS}|"
    rf"[^\S\n](?:of (?:thrust|force|weight|pressure)|or \d[\d,.]{{0,9}}[^\S\n]?{_MASS})"
)
_WEIGHT_BEFORE = re.compile(
    rf"(?:\b(?:weigh(?:s|ed|ing|t)?|thrust|heavier|lighter|payload)\b[^.\n]{{0,30}}|\d[^\S\n]?{_MASS}[^\S\n]?[(\[][^()\n]{{0,12}})$",
    re.IGNORECASE,
)


def _is_weight(text: str, start: int, end: int) -> bool:
    """True for pounds of weight, as another weight beside them shows: "140 pounds (64 kg)", "weighing 12 pounds"."""
    return _WEIGHT_AFTER.match(text, end) is not None or _WEIGHT_BEFORE.search(text, max(0, start - 60), start) is not None


def read_rate(text: str, end: int) -> tuple[str, int] | None:
    """What a unit is counted over, "per gallon", "a day", and where that ends; None where nothing is.

    >>> read_rate("$5 per gallon", 2)
    ('gallon', 13)
    """
    match = _RATE.match(text, end)
    if match is None:
        return None
    over = (match["over"] or match["slashed"]).lower()
    return (over, match.end()) if (match["each"] or "").lower() == "per" or over in _RATES else None
