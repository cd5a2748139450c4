"""Numbers in a text: digits and words, with their scale, and vague amounts; each with the interval that it stands for."""

from __future__ import annotations

import re
from typing import Final, NamedTuple

UNITS: Final = {
    word: number
    for number, word in enumerate(
        "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen "
        "nineteen".split()
    )
}
TENS: Final = {word: 10 * number for number, word in enumerate("twenty thirty forty fifty sixty seventy eighty ninety".split(), start=2)}
SCALES: Final = {"hundred": 100, "dozen": 12, "thousand": 10**3, "million": 10**6, "billion": 10**9, "trillion": 10**12}
SHORT_SCALES: Final = {
    "k": 10**3, "m": 10**6, "mn": 10**6, "mln": 10**6, "mil": 10**6, "b": 10**9, "bn": 10**9, "bln": 10**9, "tn": 10**12, "trn": 10**12,
    "lakh": 10**5, "crore": 10**7,
}  # fmt: skip
FRACTIONS: Final = {
    "half": (1, 2), "halves": (1, 2), "third": (1, 3), "thirds": (1, 3), "quarter": (1, 4), "quarters": (1, 4), "fifth": (1, 5),
    "fifths": (1, 5), "sixth": (1, 6), "tenth": (1, 10), "tenths": (1, 10), "eighth": (1, 8), "eighths": (1, 8),
}  # fmt: skip
VAGUE: Final = {
    "tens": (10, 99), "dozens": (24, 99), "scores": (40, 99), "hundreds": (100, 999), "thousands": (10**3, 10**4 - 1),
    "millions": (10**6, 10**7 - 1), "billions": (10**9, 10**10 - 1), "trillions": (10**12, 10**13 - 1),
}  # fmt: skip
SOME: Final = {"several": (3, 9), "few": (2, 9)}
_LONGEST: Final = 12
"""A number has at most this many words."""

_DIGITS = re.compile(
    r"(?P<whole>\d{1,3}(?:,\d{3})+(?!\d)|\d{1,2}(?:,\d\d){1,5},\d{3}(?!\d)|\d{1,18})(?P<decimals>\.\d{1,12})?(?![\d])"
    r"(?:[^\S\n]?(?:[×x*]|E(?=[-−+]?\d))[^\S\n]?(?:10)?(?:\^|E)?(?P<exponent>[-−+]?\d{1,2})(?!\d))?"
    r"(?:[^\S\n](?P<top>[1-9])[/⁄](?P<bottom>[2-9])(?!\d)|[/⁄](?P<under>2|3|4|5|6|8|10|16|32|64|128)(?![\d/⁄])|[^\S\n]?(?P<vulgar>[½⅓⅔¼¾⅛]))?"
)
_VULGAR: Final = {"½": 0.5, "⅓": 1 / 3, "⅔": 2 / 3, "¼": 0.25, "¾": 0.75, "⅛": 0.125}
_LONG_SCALE = re.compile(r"[\s-]{1,2}(hundred|thousand|million|billion|trillion|dozen|lakh|crore)s?\b", re.IGNORECASE)
_SHORT_SCALE = re.compile(r"[^\S\n]?(k|mn?|mln|mil|bn?|bln|tn|trn)\b", re.IGNORECASE)
_COUNTED = re.compile(r"[^\S\n](?:[a-z]+-?[a-z]*[^\S\n]){0,2}(?:[a-z]+s|people|men|women|children)\b")
_WORD = re.compile(r"[^\W\d_]+")
_GAP = re.compile(r"[\s-]{1,2}")


class Number(NamedTuple):
    """A number at ``[start, end)``: exact when ``low`` equals ``high``; ``scaled`` when it brings its own "million"."""

    start: int
    end: int
    low: float | int
    high: float | int
    vague: bool = False
    scaled: bool = False
    words: bool = False


def neat(value: float | int) -> float | int:
    """The value without rounding noise, a whole number where it is one.

    >>> neat(1.2 * 10**9), neat(0.1 * 3)
    (1200000000, 0.3)
    """
    if isinstance(value, int):
        return value
    value = float(f"{value:.12g}")
    return int(value) if value.is_integer() and abs(value) < 10**18 else value


def read_digits(text: str, start: int, has_currency: bool = False) -> Number | None:
    """The number whose first digit stands at ``start``, with its decimals, fraction and scale.

    >>> read_digits("1.2bn", 0, has_currency=True).low, read_digits("300,000 men", 0).low, read_digits("2 1/2 years", 0).low
    (1200000000, 300000, 2.5)
    """
    match = _DIGITS.match(text, start)
    if match is None:
        return None
    end = match.end()
    value: float | int = int(match["whole"].replace(",", ""))
    if match["decimals"]:
        value = float(f"{value}{match['decimals']}")
    is_bare = start > 0 and text[start - 1] == "." and (start == 1 or not text[start - 2].isalnum()) and match["whole"].isdigit()
    if is_bare and not match["decimals"]:
        value = float(f"0.{match['whole']}")
        start -= 1
    if match["exponent"]:
        value = value * 10.0 ** int(match["exponent"].replace("−", "-"))
    if match["top"]:
        value += int(match["top"]) / int(match["bottom"])
    elif match["under"]:
        if not 0 < value < int(match["under"]):
            return None
        value = value / int(match["under"])
    elif match["vulgar"]:
        value += _VULGAR[match["vulgar"]]
    scale, end = read_scale(text, end, has_currency)
    return Number(start, end, neat(value * scale), neat(value * scale), scaled=scale != 1)


def read_scale(text: str, end: int, has_currency: bool) -> tuple[int, int]:
    """The scale that follows a number, 1 where there is none, and where it ends.

    "5m" is a million after a currency or before what is counted.
    """
    scale = 1
    for _ in range(2):
        long = _LONG_SCALE.match(text, end)
        if long is None:
            break
        scale *= SCALES.get(long[1].lower()) or SHORT_SCALES[long[1].lower()]
        end = long.end()
    if scale > 1:
        return scale, end
    short = _SHORT_SCALE.match(text, end)
    if short:
        name, is_glued = short[1].lower(), short.start(1) == end
        is_noun_next = text[short.end() : short.end() + 1] == " " and text[short.end() + 1 : short.end() + 2].islower()
        is_sure = name in ("bn", "bln", "mn", "mln", "trn") or (short[1] in ("M", "B", "K") and is_noun_next)
        if has_currency or (is_glued and (is_sure or _COUNTED.match(text, short.end()))):
            return SHORT_SCALES[name], short.end()
    return 1, end


def read_words(text: str, start: int) -> Number | None:
    """The number, or vague amount, whose first word stands at ``start``; None where no number is.

    >>> [read_words(words, 0)[2:4] for words in ("half a million", "twenty-three", "tens of thousands", "two and a half million")]
    [(500000, 500000), (23, 23), (10000, 99999), (2500000, 2500000)]
    """
    words = _words(text, start)
    names = [word for word, _, _ in words] + [""] * 4
    return _vague(words, names) or _fraction(words, names) or _exact(words, names)


def _words(text: str, start: int) -> list[tuple[str, int, int]]:
    """The next words from ``start``, in lower case with their places, as long as only a space or a hyphen parts them."""
    words: list[tuple[str, int, int]] = []
    while len(words) < _LONGEST:
        match = _WORD.match(text, start)
        if match is None:
            break
        words.append((match.group().lower(), match.start(), match.end()))
        gap = _GAP.match(text, match.end())
        if gap is None:
            break
        start = gap.end()
    return words


def _vague(words: list[tuple[str, int, int]], names: list[str]) -> Number | None:
    """Dozens, hundreds of thousands, several hundred, a few thousand."""
    first = 1 if names[0] == "a" and names[1] in SOME else 0
    if names[first] in VAGUE:
        low, high = VAGUE[names[first]]
        last = first
        while names[last + 1] == "of" and names[last + 2] in VAGUE and last + 2 < len(words):
            last += 2
            scale = VAGUE[names[last]][0]
            low, high = low * scale, (high + 1) * scale - 1
        return Number(words[0][1], words[last][2], low, high, vague=True, scaled=True, words=True)
    if names[first] in SOME and names[first + 1] in SCALES:
        few = SOME[names[first]]
        scale = SCALES[names[first + 1]]
        return Number(words[0][1], words[first + 1][2], few[0] * scale, few[1] * scale, vague=True, scaled=True, words=True)
    return None


def _fraction(words: list[tuple[str, int, int]], names: list[str]) -> Number | None:
    """Half a million, half a dozen, a third, two-thirds, three quarters."""
    if names[0] == "half" and names[1] in ("a", "an") and names[2] in SCALES:
        value = neat(SCALES[names[2]] / 2)
        return Number(words[0][1], words[2][2], value, value, scaled=True, words=True)
    count = 1 if names[0] in ("a", "one") else UNITS.get(names[0], 0)
    if names[0] == "half" and names[1] in ("of", "the", "its", "their", "his", "her", "our", "all", "as"):
        return Number(words[0][1], words[0][2], 0.5, 0.5, words=True)
    if count and names[1] in FRACTIONS and (count > 1) == names[1].endswith("s") and (names[2] in ("of", "the") or count > 1):
        value = count * FRACTIONS[names[1]][0] / FRACTIONS[names[1]][1]
        return Number(words[0][1], words[1][2], value, value, words=True)
    return None


def _exact(words: list[tuple[str, int, int]], names: list[str]) -> Number | None:
    """Twenty-three, two hundred and five, a million, one and a half million, two dozen."""
    total = 0
    part: float | int | None = None
    last = -1
    place = 0
    while place < len(words):
        name = names[place]
        if name in ("a", "an") and place == 0 and names[1] in SCALES:
            part = 1
        elif name in UNITS and (part is None or _may_follow(part, UNITS[name])):
            part = (part or 0) + UNITS[name]
        elif name in TENS and (part is None or (part % 100 == 0 and part > 0)):
            part = (part or 0) + TENS[name]
        elif name in SCALES and part is not None:
            if SCALES[name] < 1000:
                part = part * SCALES[name]
            else:
                total += round(part * SCALES[name])
                part = None
        elif name == "and" and last >= 0 and names[place + 1] == "a" and names[place + 2] == "half" and part is not None:
            part += 0.5
            place += 2
        elif name == "and" and last >= 0 and names[last] in SCALES and (names[place + 1] in UNITS or names[place + 1] in TENS):
            place += 1
            continue
        else:
            break
        last = place
        place += 1
    if last < 0:
        return None
    value = neat(total + (part or 0))
    scaled = any(name in SCALES for name in names[: last + 1])
    return Number(words[0][1], words[last][2], value, value, scaled=scaled, words=True)


def _may_follow(part: float | int, unit: int) -> bool:
    """True when "three" can go on from "twenty" or "two hundred"."""
    return part > 0 and (part % 100 == 0 or (part % 10 == 0 and part % 100 >= 20 and 0 < unit < 10))


OPENING_WORDS: Final = frozenset((*UNITS, *TENS, *VAGUE, *SOME, "half"))
"""The words that can begin a number."""
COMPLETING_WORDS: Final = frozenset((*SCALES, *(name for name in FRACTIONS if not name.endswith("s")), *SOME))
"""The words before which "a" and "an" begin a number too."""
