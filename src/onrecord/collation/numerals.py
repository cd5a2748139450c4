"""Numbers as words compare them: "$1 trillion" is "a trillion dollars", "thousands" is not "tens of thousands"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal
from typing import Final

_ONES = "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen"
SMALL: Final = {word: value for value, word in enumerate(_ONES.split())}
TENS: Final = {word: 10 * value for value, word in enumerate("twenty thirty forty fifty sixty seventy eighty ninety".split(), 2)}
SCALES: Final = {
    "hundred": 10**2, "thousand": 10**3, "million": 10**6, "billion": 10**9, "trillion": 10**12, "dozen": 12,
    "m": 10**6, "mn": 10**6, "bn": 10**9, "tn": 10**12,
}  # fmt: skip
LOOSE: Final = frozenset("tens dozens scores hundreds thousands millions billions trillions".split())
_ORDINALS = (
    "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth fifteenth sixteenth "
    "seventeenth eighteenth nineteenth twentieth"
)
ORDINALS: Final = {word: value for value, word in enumerate(_ORDINALS.split(), 1)}
MONTHS: Final = frozenset("january february march april may june july august september october november december".split())
CURRENCIES: Final = {
    "$": "dollar", "£": "pound", "€": "euro", "¥": "yen", "us$": "dollar", "a$": "australian", "au$": "australian", "c$": "canadian",
    "ca$": "canadian", "nz$": "zealand", "hk$": "hongkong", "s$": "singapore", "usd": "dollar", "eur": "euro", "gbp": "pound",
    "jpy": "yen", "aud": "australian", "cad": "canadian", "nzd": "zealand", "hkd": "hongkong", "sgd": "singapore",
}  # fmt: skip
# Whose dollars: said between the number and the word.
_WHOSE: Final = {"us": "dollar", "u.s": "dollar", "american": "dollar", "australian": "australian", "canadian": "canadian",
                 "singapore": "singapore"}  # fmt: skip
_UNIT_AFTER: Final = {
    "dollars": "dollar", "dollar": "dollar", "pounds": "pound", "euros": "euro", "euro": "euro", "yen": "yen",
    "%": "%", "percent": "%", "percents": "%", "pence": "pence",
}  # fmt: skip
# Parts of a whole, said as "two thirds"; "a third" is one only before "of".
_PARTS: Final = {
    "half": 2, "halves": 2, "third": 3, "quarter": 4, "fourth": 4, "fifth": 5, "sixth": 6, "eighth": 8, "tenth": 10,
    "thirds": 3, "quarters": 4, "fourths": 4, "fifths": 5, "sixths": 6, "eighths": 8, "tenths": 10,
}  # fmt: skip
_DECADES: Final = {word.removesuffix("y") + "ies": value for word, value in TENS.items()}
_CENTURIES: Final = frozenset(range(16, 21))
_UNIT_LETTERS: Final = {"pc": "%", "p": "pence"}
_HALF_DAYS: Final = frozenset(("am", "pm"))
_TIMES: Final = {"twice": "#2times", "thrice": "#3times"}
_FOLDS: Final = {f"{word}fold": value for word, value in {**SMALL, **TENS, "hundred": 100}.items()}
_CLOCK = re.compile(r"^(\d{1,2}):(\d\d)$")
_FRACTION = re.compile(r"^\d{1,2}/\d{1,2}$")
_DIGITS = re.compile(r"^(\d[\d.,]*)([^\W\d_]*)$")
_GROUPED = re.compile(r"^\d{1,3}(?:,\d{3})+(?:\.\d+)?$")
STARTERS: Final = frozenset(
    {
        *SMALL,
        *TENS,
        *LOOSE,
        *CURRENCIES,
        *_TIMES,
        *_FOLDS,
        *MONTHS,
        *ORDINALS,
        *_DECADES,
        "a",
        "half",
        "hundred",
        "thousand",
        "million",
        "billion",
        "trillion",
        "dozen",
    }
)


def digits(word: str) -> tuple[Decimal, str] | None:
    """The value and the letters after it of a word that begins with digits ("1,200", "8th", "20m"), else None."""
    match = _DIGITS.match(word)
    if match is None or len(match[1]) > 40:
        return None
    plain = match[1].rstrip(".,")
    if _GROUPED.match(plain):
        plain = plain.replace(",", "")
    if "," in plain or plain.count(".") > 1:
        return None
    return Decimal(plain), match[2]


def read_number(norms: Sequence[str], start: int) -> tuple[int, str] | None:
    """How many words from `start` make one number, and its name for comparing, or None when no number begins there.

    >>> read_number("tens of thousands of people".split(), 0), read_number("a billion dollars".split(), 0), read_number(["$", "1", "bn"], 0)
    ((3, '#tens of thousands'), (3, '#1000000000dollar'), (3, '#1000000000dollar'))
    >>> read_number(["fifty", "eight"], 0), read_number(["58"], 0), read_number(["a", "day"], 0)
    ((2, '#58'), (1, '#58'), None)
    """
    if norms[start] in LOOSE:
        return _read_loose(norms, start)
    if (special := _read_special(norms, start)) is not None:
        return special
    here, end = start, len(norms)
    currency = CURRENCIES.get(norms[here])
    if currency is not None:
        here += 1
    value: Decimal | None = None
    if here < end and norms[here] == "half" and here + 2 < end and norms[here + 1] == "a" and norms[here + 2] in SCALES:
        value, here = Decimal(SCALES[norms[here + 2]]) / 2, here + 3
    elif here < end and norms[here] == "a":
        if here + 1 >= end or norms[here + 1] not in SCALES or len(norms[here + 1]) < 3:
            return None
        value, here = _read_words(norms, here + 1, Decimal(1))
    elif here < end and norms[here] in SCALES and len(norms[here]) > 2:
        value, here = _read_words(norms, here, Decimal(1))
    elif here < end and (read := digits(norms[here])) is not None:
        value, letters = read
        here += 1
        if letters in ("st", "nd", "rd", "th"):
            is_day = (start > 0 and norms[start - 1] in MONTHS) or (here < end and norms[here] in MONTHS)
            if value <= 3 and not is_day:
                return here - start, _ORDINALS.split()[int(value) - 1] if value > 0 else "#0th"
            return here - start, f"#{_plain(value)}" if is_day else f"#{_plain(value)}th"
        if letters in _HALF_DAYS:
            return here - start, _name_hour(norms[here - 1].removesuffix(letters).replace(".", ":"), letters)
        if letters in _UNIT_LETTERS and currency is None:
            return here - start, f"#{_plain(value)}{_UNIT_LETTERS[letters]}"
        if letters == "s" and value in _DECADE_YEARS:
            return here - start, f"#{_plain(value + 1900 if value < 100 else value)}s"
        is_millions = letters == "m" and here < end and (norms[here] == "people" or (len(norms[here]) > 3 and norms[here].endswith("s")))
        if letters and not (letters in SCALES and (currency is not None or letters in ("bn", "tn", "mn") or is_millions)):
            return here - start, f"#{_plain(value)}{letters}"
        if letters:
            value *= SCALES[letters]
        elif here < end and norms[here] in SCALES and (len(norms[here]) > 2 or currency is not None or norms[here] in ("bn", "tn")):
            value *= SCALES[norms[here]]
            here += 1
    elif here < end and (norms[here] in SMALL or norms[here] in TENS):
        value, here = _read_words(norms, here, None)
    if value is None:
        return None
    value, here = _with_part(norms, here, value)
    if currency is None and here < end:
        if norms[here] in _HALF_DAYS and value <= 12:
            return here + 1 - start, _name_hour(norms[here - 1] if "." in norms[here - 1] else _plain(value), norms[here])
        if norms[here] == "times":
            return here + 1 - start, f"#{_plain(value)}times"
        if here + 1 < end and norms[here] in _WHOSE and norms[here + 1] in ("dollar", "dollars"):
            return here + 2 - start, f"#{_plain(value)}{_WHOSE[norms[here]]}"
    unit = currency or ""
    if not unit and here < end and norms[here] in _UNIT_AFTER:
        unit = _UNIT_AFTER[norms[here]]
        value, here = _with_cents(norms, here + 1, value, unit)
    elif not unit and here + 1 < end and norms[here] == "per" and norms[here + 1] == "cent":
        unit, here = "%", here + 2
    elif unit and here < end and _UNIT_AFTER.get(norms[here]) == unit:
        here += 1
    return here - start, f"#{_plain(value)}{unit}"


_DECADE_YEARS: Final = frozenset(range(20, 100, 10)) | frozenset(range(1500, 2100, 10))


def _read_special(norms: Sequence[str], start: int) -> tuple[int, str] | None:
    """Fractions, years, decades and places in a row that are written as words or with a stroke, or None."""
    word, after = norms[start], norms[start + 1 : start + 4]
    if word in _TIMES:
        return 1, _TIMES[word]
    if _CLOCK.match(word):
        half = after[0] if after and after[0] in _HALF_DAYS else ""
        return (2, _name_hour(word, half)) if half else (1, f"#{word}")
    if word in _FOLDS:
        return 1, f"#{_FOLDS[word]}fold"
    if _FRACTION.match(word):
        whole, part = word.split("/")
        return 1, _name_part(int(whole), int(part))
    if word == "half" and after[:2] == ["a", "percent"]:
        return 3, "#0.5%"
    if word in _DECADES:
        return 1, f"#{1900 + _DECADES[word]}s"
    if word in ORDINALS and ORDINALS[word] > 3:
        is_day = after[:1] == ["of"] and len(after) > 1 and after[1] in MONTHS
        return 1, f"#{ORDINALS[word]}" if is_day else f"#{ORDINALS[word]}th"
    if word in TENS and after and ORDINALS.get(after[0], 20) < 10:
        return 2, f"#{TENS[word] + ORDINALS[after[0]]}th"
    parts = int(word) if word.isdecimal() and len(word) < 3 else SMALL.get(word, 1 if word == "a" else 0)
    is_part = bool(parts and after) and after[0] in _PARTS and (parts > 1) == after[0].endswith("s")
    if is_part and (word != "a" or after[1:2] == ["of"]):
        return 2, _name_part(parts, _PARTS[after[0]])
    century = SMALL.get(word, TENS.get(word, 0))
    if century in _CENTURIES and after:
        if after[0] in _DECADES:
            return 2, f"#{100 * century + _DECADES[after[0]]}s"
        year, end = _read_words(norms[: start + 3], start + 1, None)
        if 10 <= year < 100 and not (end < len(norms) and (norms[end] in SCALES or norms[end] == "year")):
            return end - start, f"#{100 * century + int(year)}"
    return None


def _name_hour(hour: str, half: str) -> str:
    """The name of an hour of the half day: "5.30", "5:30" and "5" before or after noon."""
    return f"#{hour.replace('.', ':').removesuffix(':00')}{half}"


def _with_cents(norms: Sequence[str], here: int, value: Decimal, unit: str) -> tuple[Decimal, int]:
    """The value of money with the small coins behind it: "four dollars and fifty cents"."""
    at = here + (norms[here : here + 1] == ["and"])
    if unit not in ("dollar", "euro", "pound") or at >= len(norms):
        return value, here
    coins, after = _read_words(norms, at, None)
    if after == at and norms[at].isdecimal():
        coins, after = Decimal(norms[at][:3]), at + 1
    if after < len(norms) and 0 < coins < 100 and norms[after] in ("cents", "cent", "pence", "penny"):
        return value + coins / 100, after + 1
    return value, here


def _name_part(number: int, part: int) -> str:
    """The name of a fraction; one part is called by its word, with which "a third" and "one third" are the same but for a small word."""
    if number > 1:
        return f"#{number}/{part}"
    return {2: "half", 3: "third", 4: "quarter"}.get(part, f"#{part}th")


def _with_part(norms: Sequence[str], here: int, value: Decimal) -> tuple[Decimal, int]:
    """The value with what stands behind it: "and a half", "point five", and a scale behind that."""
    rest = norms[here : here + 3]
    scale = Decimal(1)
    if len(rest) == 3 and rest[0] == "and" and rest[1] in ("a", "one") and rest[2] in ("half", "quarter"):
        while value and value % 1000 == 0 and value / scale >= 1000 and value % (scale * 1000) == 0:
            scale *= 1000
        value, here = value + scale / _PARTS[rest[2]], here + 3
    elif len(rest) >= 2 and rest[0] == "point" and rest[1] in SMALL and value < 1000:
        figures, here = "", here + 1
        while here < len(norms) and norms[here] in SMALL and SMALL[norms[here]] < 10 and len(figures) < 6:
            figures, here = figures + str(SMALL[norms[here]]), here + 1
        value = value + Decimal(f"0.{figures or 0}")
    else:
        return value, here
    if here < len(norms) and norms[here] in SCALES and len(norms[here]) > 2:
        value, here = value * SCALES[norms[here]], here + 1
    return value, here


def _read_loose(norms: Sequence[str], start: int) -> tuple[int, str]:
    here = start + 1
    while here + 1 < len(norms) and norms[here] == "of" and norms[here + 1] in LOOSE:
        here += 2
    return here - start, "#" + " ".join(norms[start:here])


def _read_words(norms: Sequence[str], here: int, begun: Decimal | None) -> tuple[Decimal, int]:
    """The value of number words from `here`, and where they end; `begun` is what stands before a scale ("a" hundred)."""
    total, group, last = Decimal(0), begun if begun is not None else Decimal(0), "begun" if begun is not None else ""
    while here < len(norms):
        word = norms[here]
        if (word in SMALL and last in ("", "scale", "and")) or (word in SMALL and last == "tens" and SMALL[word] < 10):
            group, last = group + SMALL[word], "small"
        elif word in TENS and last in ("", "scale", "and"):
            group, last = group + TENS[word], "tens"
        elif word in SCALES and len(word) > 2 and last:
            if SCALES[word] == 100 or word == "dozen":
                group, last = group * SCALES[word], "scale"
            else:
                total, group, last = total + group * SCALES[word], Decimal(0), "scale"
        elif word == "and" and last == "scale" and here + 1 < len(norms) and (norms[here + 1] in SMALL or norms[here + 1] in TENS):
            last = "and"
        else:
            break
        here += 1
    return total + group, here


def _plain(value: Decimal) -> str:
    text = format(value, "f")
    return text.rstrip("0").rstrip(".") if "." in text else text
