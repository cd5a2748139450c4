"""A text as the words that are compared: each with its place, its normal form and what stands before it (a stop, an ellipsis, a bracket).

Punctuation is never a word and never an anchor. A contraction counts as its two words, a number or a fixed name as one, so that
"they’re" lines up with "they are" and a difference in "tens of thousands" is a difference in the whole of it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Final, NamedTuple

from wordfreq import zipf_frequency

from onrecord.collation.days import read_day
from onrecord.collation.numerals import MONTHS, STARTERS, read_number
from onrecord.collation.spelling import BEHEADED, DOTTED, Piece, pieces, spelled
from onrecord.records import Span
from onrecord.text import ABBREVIATIONS, fold

# "10 000" with a plain space is one number, but for the day of a month with a number behind it.
_NO_MONTH: Final = "(?<![\\d.,])" + "".join(
    f"(?<!{month[0].upper()}{month[1:]} )" for name in sorted(MONTHS) for month in {name, name[:3] + ".", name[:4] + "."}
)
_TOKEN = re.compile(
    r"[A-Za-z]+(?=[ ,])|(?:US|AU?|CA?|NZ|HK|S)\$(?=\d)"
    r"|(?:[^\W\d_]\.){2,}[^\W\d_]?(?![^\W_])|[^\W\d_](?:[^\W_]|[\u0300-\u036f])*(?:['’ʼ‘](?:[^\W_]|[\u0300-\u036f])+)*"
    r"|[$£€¥%&°]|(?<![\d/])(?:1/(?:[2-68]|10)|2/[35]|3/(?:[458]|10)|4/5|5/[68]|7/(?:8|10)|9/10)(?![\d/])|\d{1,2}:\d\d(?![\d:])"
    r"|\d{1,3}(?:[\u00a0\u2009\u202f]\d{3})+(?!\d)|" + _NO_MONTH + r"\d{1,3}(?: \d{3})+(?![\d,.]*\d|-)|\d[\d.,]*\d[^\W\d_]*|\d[^\W\d_]*"
)
# What stands before a word, and what it is: flags of `Words.flags`.
STOP: Final = 1  # a sentence ends before it
CLAUSE: Final = 2  # a comma, dash, semicolon or colon before it
ELLIPSIS: Final = 4  # three dots before it
BRACKETED: Final = 8  # inside square brackets
NOISE: Final = 16  # a stage direction: (APPLAUSE), [laughter]
CONTRACTED: Final = 32  # half of a contraction
CAPITAL: Final = 64  # printed with a capital
DOUBTFUL: Final = 128  # the record could not hear it: (INAUDIBLE); or guessed at its spelling: (PH)
TURN: Final = 256  # a new turn of the same speaker begins with it, another having spoken between
NUMBER: Final = 512
PART: Final = 1024  # closed and reopened marks before it: a new stretch of the same quotation

_NOISES: Final = frozenset(
    "applause laughter laughs laughing crosstalk cheers cheering booing boos boo inaudible unintelligible ph sic phonetic sp "
    "crowd audience "
    "begin end video clip videotape tape commercial break music chanting indistinct inaud".split()
)
_UNHEARD: Final = frozenset("inaudible unintelligible indistinct crosstalk inaud".split())
_GUESSED: Final = frozenset("ph sp phonetic".split())
_PHRASES: Final = {
    ("per", "cent"): "percent", ("united", "states"): "u.s", ("united", "kingdom"): "uk", ("united", "nations"): "un",
    ("european", "union"): "eu", ("all", "right"): "ok", ("all", "of", "a", "sudden"): "all of a sudden",
    ("of", "course"): "of course", ("at", "all"): "at all", ("after", "all"): "after all", ("no", "doubt"): "no doubt",
    ("a", "lot"): "a lot", ("a", "few"): "a few",
    ("no", "one"): "nobody",
    ("world", "war", "1"): "world war 1", ("world", "war", "2"): "world war 2", ("first", "world", "war"): "world war 1",
    ("second", "world", "war"): "world war 2",
    ("each", "other"): "each other", ("one", "another"): "each other", ("at", "least"): "at least", ("at", "most"): "at most",
    ("not", "only"): "not only", ("in", "fact"): "in fact", ("prime", "minister"): "prime minister",
    ("miles", "per", "hour"): "mph", ("miles", "a", "hour"): "mph", ("kilometers", "per", "hour"): "kph",
    ("kilometers", "a", "hour"): "kph", ("kilometers", "h"): "kph",
    ("degrees", "c"): "degrees celsius", ("degrees", "celsius"): "degrees celsius",
    ("degrees", "f"): "degrees fahrenheit", ("degrees", "fahrenheit"): "degrees fahrenheit",
    ("et", "cetera"): "etc", ("new", "york"): "ny", ("new", "jersey"): "nj", ("new", "mexico"): "nm",
    ("new", "hampshire"): "nh", ("north", "carolina"): "nc", ("south", "carolina"): "sc", ("north", "dakota"): "nd",
    ("south", "dakota"): "sd", ("west", "virginia"): "wva", ("los", "angeles"): "la",
}  # fmt: skip
_PHRASE_STARTS: Final = frozenset(phrase[0] for phrase in _PHRASES)
_PHRASE_PAIRS: Final = frozenset(phrase[:2] for phrase in _PHRASES)
_DOTS = re.compile(r"\.\s?\.\s?\.|…|\*\s\*\s\*")


@dataclass(slots=True)
class Words:
    """The words of a text, column by column: `start` and `end` are places in `text`, `norm` what is compared, `form` what is printed."""

    text: str
    start: list[int] = field(default_factory=list)
    end: list[int] = field(default_factory=list)
    norm: list[str] = field(default_factory=list)
    form: list[str] = field(default_factory=list)
    flags: list[int] = field(default_factory=list)
    final: int = 0  # what stands after the last word
    _codes: dict[str, str] = field(default_factory=dict)
    _line: str = ""

    def __len__(self) -> int:
        return len(self.norm)

    def span(self, first: int, last: int) -> Span:
        """The place of the words ``[first, last)``; between words when there are none."""
        if first < last:
            return Span(self.start[first], self.end[last - 1])
        if first > 0:
            return Span(self.end[first - 1], self.end[first - 1])
        place = self.start[0] if self.start else 0
        return Span(place, place)

    def line(self) -> str:
        """The words as a text of one character a word, the same character for the same normal form."""
        if len(self._line) != len(self.norm):
            self._codes = {norm: chr(0x100 + number) for number, norm in enumerate(dict.fromkeys(self.norm))}
            self._line = "".join(map(self._codes.__getitem__, self.norm))
        return self._line

    def encode(self, norms: Sequence[str]) -> str:
        """Other words in the characters of `line`; a word that is not among these has one that no word of `line` has."""
        self.line()
        return "".join([self._codes.get(norm, "\x01") for norm in norms])

    def is_sentence_start(self, index: int) -> bool:
        """True when the word begins a sentence (or nothing stands before it)."""
        return index == 0 or index >= len(self.norm) or bool(self.flags[index] & (STOP | TURN))


def tokenize(text: str, spans: Iterable[Span] | None = None) -> Words:
    """The words of the given stretches of the text (all of it when none are given), in order.

    Stretches after the first begin with the flag ``PART``.

    >>> words = tokenize("They’re paying $1 trillion... [to him]")
    >>> words.norm
    ['they', 'are', 'paying', '#1000000000000dollar', 'to', 'him']
    >>> [text for text in map(words.text.__getitem__, map(slice, words.start, words.end))][:4]
    ['They', '’re', 'paying', '$1 trillion']
    """
    words = Words(text)
    for number, (begin, stop) in enumerate(spans if spans is not None else [Span(0, len(text))]):
        before = len(words)
        _read(words, text, begin, stop)
        if number and len(words) > before:
            words.flags[before] |= PART
    return words


@lru_cache(maxsize=2_000)
def read_once(text: str, spans: tuple[Span, ...] | None = None) -> Words:
    """What `tokenize` gives, read once where it is asked for again: the words of a story's statements are. Not to be changed.

    >>> read_once("It rained.") is read_once("It rained.")
    True
    """
    return tokenize(text, spans)


class _Surface(NamedTuple):
    """What a printed word is, wherever it stands."""

    form: str
    pieces: tuple[Piece, ...]
    norm: str | None  # of a word that is one piece
    is_capital: bool


_UNIT_LETTERS = re.compile(r"^(\d[\d.,]*)(kg|km|cm|mm|mg|lbs?|oz|ft|mph|hrs?|mins?|yrs?|secs?)$")
_VULGAR: Final = {"½": ".5", "¼": ".25", "¾": ".75"}
_PLAINLY: Final = {"°": "degrees", "½": "half", "¼": "1/4", "¾": "3/4", "⅓": "1/3", "⅔": "2/3"}


_APOSTROPHES: Final = frozenset("'’")
_ENDS: Final = _APOSTROPHES | {"."}  # what behind a word may make it another one


def _whole_word(text: str, here: int, there: int, stop: int, rows: Sequence[tuple[int, int, str, str, int]]) -> str:
    """The printed word, with the full stop or the apostrophe that makes it an abbreviation: "Sat.", "No." before a number, "goin’"."""
    printed = text[here:there]
    after = text[there] if there < stop else ""
    if after == ".":
        if printed in DOTTED:
            return printed + "."
        is_numbered = printed == "No" and rows and not rows[-1][4] & STOP and text[there + 1 : there + 2] == " "
        return "number" if is_numbered and text[there + 2 : there + 3].isdigit() else printed
    if after and after in "'’" and printed.endswith("in") and is_clipped_ing(printed):
        return printed + "g"
    if printed in BEHEADED and here > 0 and text[here - 1] in "'’":
        return BEHEADED[printed]
    return printed


@lru_cache(maxsize=20_000)
def is_clipped_ing(printed: str) -> bool:
    """True for "goin", which is no word but with a g; not for "begin"."""
    whole = zipf_frequency(printed + "g", "en", wordlist="small")
    return printed.islower() and whole >= 3 and whole > zipf_frequency(printed, "en", wordlist="small")


@lru_cache(maxsize=200_000)
def _surface(printed: str) -> _Surface:
    if printed in _PLAINLY:
        printed = _PLAINLY[printed]
    if printed[0].isdigit():
        if match := _UNIT_LETTERS.match(printed):
            number, unit = _surface(match[1]), spelled(match[2])
            size = len(match[1])
            return _Surface(
                fold(printed), (Piece(0, size, number.norm or match[1], False), Piece(size, len(printed), unit, False)), None, False
            )
        printed = re.sub(r"(?<=\d)[ \u00a0\u2009\u202f](?=\d)", ",", printed).removesuffix(":00")
        if printed[-1] in _VULGAR and printed[:-1].isdigit():
            printed = printed[:-1] + _VULGAR[printed[-1]]
    own = pieces(printed)
    norm = own[0].norm if len(own) == 1 else None
    if printed[0].isdigit():
        form = fold(printed).replace(",", "")
    else:
        form = fold(printed).replace(".", "").replace(",", "")
    return _Surface(form, own, norm, printed[0].isupper())


def _read(words: Words, text: str, begin: int, stop: int) -> None:
    rows: list[tuple[int, int, str, str, int]] = []
    last, depth = begin, 0
    for match in _TOKEN.finditer(text, begin, stop):
        here, there = match.span()
        flag = depth
        is_plain = text[there : there + 1] not in _ENDS
        if here - last != 1 or text[last] != " ":
            is_plain = is_plain and text[here - 1 : here] not in _APOSTROPHES
            gap = text[last:here] if here - last < 200 else text[last : last + 100] + text[here - 100 : here]
            flag, depth = _before(gap, depth)
            if flag & STOP and rows and "\n" not in gap and _is_abbreviated(rows[-1][3]):
                flag &= ~STOP
            flag |= depth
        printed = match[0] if is_plain else _whole_word(text, here, there, stop, rows)
        form, own, norm, is_capital = _surface(printed)
        if is_capital:
            flag |= CAPITAL
        last = there
        if norm is not None:
            rows.append((here, there, norm, form, flag))
            continue
        for piece in own:
            rows.append((here + piece.start, here + piece.end, piece.norm, form, flag | CONTRACTED if piece.is_contracted else flag))
            flag &= ~(STOP | CLAUSE | ELLIPSIS)
    if not rows:
        return
    starts, ends, norms, forms, flags = map(list, zip(*rows, strict=True))  # type: list[int], list[int], list[str], list[str], list[int]
    if max(flags) >= _IN_PAREN:
        _settle_brackets(text, starts, ends, norms, flags)
    _join(starts, ends, norms, forms, flags)
    if any(flag & NOISE for flag in flags):
        starts, ends, norms, forms, flags = _without_noise(starts, ends, norms, forms, flags)
    words.start += starts
    words.end += ends
    words.norm += norms
    words.form += forms
    words.flags += flags
    words.final, _ = _before(text[last : min(stop, last + 100)], 0)


def _is_abbreviated(form: str) -> bool:
    return form in ABBREVIATIONS or (len(form) == 1 and form != "i")


def _without_noise(
    starts: list[int], ends: list[int], norms: list[str], forms: list[str], flags: list[int]
) -> tuple[list[int], list[int], list[str], list[str], list[int]]:
    """The words without stage directions; what was not heard stays, as a doubtful word, and a guess makes the word before it doubtful."""
    keep: list[int] = []
    carried = 0
    for index, flag in enumerate(flags):
        if flag & NOISE:
            carried |= flag & (STOP | CLAUSE | ELLIPSIS)
            if norms[index] in _GUESSED and keep:
                flags[keep[-1]] |= DOUBTFUL
            if norms[index] not in _UNHEARD or norms[index] == "crosstalk":
                continue
            flags[index] |= DOUBTFUL
        flags[index] |= carried
        carried = 0
        keep.append(index)
    return [starts[k] for k in keep], [ends[k] for k in keep], [norms[k] for k in keep], [forms[k] for k in keep], [flags[k] for k in keep]


_IN_PAREN = 1 << 20
_IN_SQUARE = 1 << 21
_LONGEST_GLOSS = 15  # words; a bracket that never closes would make a gloss of all that follows


@lru_cache(maxsize=20_000)
def _before(gap: str, depth: int) -> tuple[int, int]:
    """The flags that a stretch without words gives to the word after it, and whether that word is inside brackets."""
    flag = 0
    if gap in ("-", "‐", "‑"):
        return flag, depth
    if _DOTS.search(gap):
        flag |= ELLIPSIS
        gap = _DOTS.sub(" ", gap)
    for character in gap:
        if character in ".!?" or character == "\n":
            flag |= STOP
        elif character in ",;:-–—":
            flag |= CLAUSE
        elif character == "[":
            depth |= _IN_SQUARE
        elif character == "]":
            depth &= ~_IN_SQUARE
        elif character == "(":
            depth |= _IN_PAREN
        elif character == ")":
            depth &= ~_IN_PAREN
    return flag, depth


def _settle_brackets(text: str, starts: list[int], ends: list[int], norms: list[str], flags: list[int]) -> None:
    """Tell stage directions from glosses: all capitals or a known word in brackets is noise; other square brackets hold a gloss."""
    here = 0
    while here < len(flags):
        kind = flags[here] & (_IN_PAREN | _IN_SQUARE)
        if not kind:
            here += 1
            continue
        there = here + 1
        while there < len(flags) and flags[there] & kind:
            there += 1
        inside = text[starts[here] : ends[there - 1]]
        is_noise = norms[here] in _NOISES or norms[there - 1] in _NOISES or (kind == _IN_PAREN and inside.isupper() and len(inside) > 2)
        for index in range(here, there):
            flags[index] &= ~(_IN_PAREN | _IN_SQUARE)
            if is_noise:
                flags[index] |= NOISE
            elif kind & _IN_SQUARE and there - here <= _LONGEST_GLOSS:
                flags[index] |= BRACKETED
        here = there


def _read_whole(norms: list[str], flags: list[int], here: int) -> tuple[int, str] | None:
    """The day or the number that begins here: how many words it has, and its name."""
    if norms[here] in MONTHS:
        is_name = flags[here] & CAPITAL and here + 1 < len(norms) and not flags[here + 1] & CLAUSE
        return read_day(norms, here) if is_name else None
    month = next((index for index in range(here + 1, min(here + 4, len(norms))) if norms[index] in MONTHS), None)
    if month is not None and flags[month] & CAPITAL and (day := read_day(norms, here)) is not None:
        return day
    return read_number(norms, here)


def _join(starts: list[int], ends: list[int], norms: list[str], forms: list[str], flags: list[int]) -> None:
    """Make one word of each number and each fixed phrase, in place."""
    joined: list[tuple[int, int, str, int]] = []
    reached = 0
    for here, word in enumerate(norms):
        if here < reached:
            continue
        if word in STARTERS or word[0].isdigit():
            read = _read_whole(norms, flags, here)
            if read is not None and not any(flag & (STOP | ELLIPSIS) for flag in flags[here + 1 : here + read[0]]):
                size, name = read
                if name.startswith("#d") and word not in MONTHS and here > reached and norms[here - 1] == "the":
                    here, size = here - 1, size + 1
                joined.append((here, size, name, NUMBER if name[0] == "#" else 0))
                reached = here + size
                continue
        if word in _PHRASE_STARTS and here + 1 < len(norms) and (word, norms[here + 1]) in _PHRASE_PAIRS:
            for size in (4, 3, 2):
                phrase = tuple(norms[here : here + size])
                is_whole = len(phrase) == size and phrase in _PHRASES
                if is_whole and not any(flag & (STOP | CLAUSE | ELLIPSIS) for flag in flags[here + 1 : here + size]):
                    joined.append((here, size, _PHRASES[phrase], 0))
                    reached = here + size
                    break
    for here, size, name, flag in reversed(joined):
        norms[here], ends[here] = name, ends[here + size - 1]
        flags[here] |= flag
        if size > 1:
            forms[here] = " ".join(forms[here : here + size])
            for line in (starts, ends, norms, forms, flags):
                del line[here + 1 : here + size]
