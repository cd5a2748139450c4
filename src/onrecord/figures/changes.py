"""What the words around a number make of it: exact, about, under, over, up or down."""

from __future__ import annotations

import re
from typing import Final

from onrecord.records import Change

_PHRASES: Final[dict[Change, tuple[str, str]]] = {
    "~": (
        """about around roughly approximately approx approx. some circa c. estimated nearly almost averages averaged
        averaging approaching near""",
        "close to|region of|or so|on average",
    ),
    ">": (
        "over above exceed exceeds exceeded exceeding surpass surpasses surpassed surpassing minimum topped topping tops",
        "more than|over than|greater than|higher than|larger than|longer than|bigger than|older than|better than|at least|upwards of|"
        "upward of|minimum of|no fewer than|no less than|not less than|excess of|well over|just over",
    ),
    "<": (
        "under below within maximum",
        "less than|fewer than|lower than|smaller than|shorter than|younger than|at most|up to|no more than|not more than|maximum of|"
        "as many as|as much as|shy of|just under|short of",
    ),
    "up": (
        """rise rises rose risen rising increase increases increased increasing up gain gains gained gaining climb climbs climbed climbing
        grow grows grew grown growing jump jumps jumped jumping soar soars soared soaring surge surges surged surging advance advances
        advanced add adds added adding swell swelled rally rallied spike spiked leap leapt rocketed skyrocketed skyrocketing rebounded
        upward upwards higher""",
        "",
    ),
    "down": (
        """fall falls fell fallen falling decrease decreases decreased decreasing down drop drops dropped dropping decline declines
        declined declining lose loses lost losing plunge plunges plunged plunging slump slumps slumped slumping slid slide slides sliding
        slip slips slipped slipping shed sheds shrink shrinks shrank shrunk tumble tumbles tumbled tumbling plummet plummets plummeted
        plummeting sank sinking dipping retreated
        sink sinks dip dips dipped cut cuts reduced reduce crashed contracted downward downwards lower""",
        "",
    ),
}
CUES: Final[dict[str, Change]] = {
    cue: change for change, (words, phrases) in _PHRASES.items() for cue in [*words.split(), *phrases.split("|")] if cue
}
"""The change that a word, or two or three, before a number gives."""

MOVEMENTS: Final = frozenset(cue for cue, change in CUES.items() if change in ("up", "down"))
FILLERS: Final = frozenset("a an the another just only further as whopping record total at of well even still nearly".split())
"""Words that may stand between such a cue and the number."""

ANY_AMOUNT: Final = frozenset("lose loses lost losing add adds added adding gain gains gained gaining cut cuts shed sheds".split())
"""Verbs that tell of a movement only with a share or money: a firm that cut 500 jobs did not fall by 500."""

_NO_MOVEMENT: Final = frozenset("gave give gives giving given made make makes making picked racked ended set put turned".split())
"""Verbs with which "up" and "down" tell of no movement: "gave up 517 yards"."""

PLACES: Final = frozenset("over under above below within".split())
"""Words that also say where; before "the" they bound no number."""

_AFTER: Final[tuple[tuple[re.Pattern[str], Change], ...]] = (
    (re.compile(r"\+|[^\S\n]{1,2}(?:or more|or over|or above|and over|and above|and up|plus)\b", re.IGNORECASE), ">"),
    (re.compile(r"[^\S\n]{1,2}or (?:less|fewer|under)\b", re.IGNORECASE), "<"),
    (re.compile(r"[^\S\n]{1,2}or so\b|-?ish\b|-odd\b", re.IGNORECASE), "~"),
)
_SIGNS: Final[dict[str, Change]] = {"+": "up", "~": "~", "≈": "~", ">": ">", "≥": ">", "<": "<", "≤": "<"}
_WINDOW: Final = 60
_MOST_WORDS: Final = 5


def read_change(text: str, start: int, end: int, is_share: bool) -> Change:
    """The change that the nearest cue before ``start``, else the words after ``end``, gives.

    ``is_share`` says that the figure is money or a percentage, which "gained" and "cut" move.

    >>> read_change("at least 12", 9, 11, False), read_change("it rose by 5%", 11, 13, True), read_change("it rose to 5", 11, 12, False)
    ('>', 'up', '=')
    """
    sign = _SIGNS.get(text[start - 1 : start])
    if text[start - 4 : start].lower() == "sub-":
        return "<"
    if sign:
        return sign
    words = text[max(0, start - _WINDOW) : start].lower().replace("-", " ").split()[-_MOST_WORDS - 2 :]
    last = len(words)
    has_article = has_at = False
    for _ in range(_MOST_WORDS):
        if last == 0 or (words[last - 1][-1] in ",;:.!?)" and words[last - 1] not in CUES):
            break
        for size in (3, 2, 1):
            cue = CUES.get(" ".join(words[last - size : last])) if size <= last else None
            if cue is None:
                continue
            is_place = has_article and words[last - 1] in PLACES  # "turn over the 12 officers"
            is_level = cue in ("up", "down") and (has_at or (size == 1 and last > 1 and words[last - 2] in _NO_MOVEMENT))
            is_count = cue in ("up", "down") and not is_share and words[last - 1] in ANY_AMOUNT
            if is_level or is_place or is_count or (cue == "~" and has_article):
                return _read_after(text, end)
            return cue
        word = words[last - 1].strip("(\"“'‘")
        if word == "by":
            moved = [CUES[word] for word in words[:last] if word in MOVEMENTS]
            return moved[-1] if moved else _read_after(text, end)
        if word not in FILLERS:
            break
        has_article = has_article or word == "the"
        has_at = has_at or word == "at"  # "finished higher at 3.20": where it stands
        last -= 1
    return _read_after(text, end)


_DURING = re.compile(r"\b(?P<before>[\w.,]{1,30})[^\S\n]over[^\S\n](?:the[^\S\n])?$", re.IGNORECASE)
_BOUNDED: Final = frozenset("for in lasted lasting took takes take spent after just well is was been of by within least a".split())


def is_during(text: str, start: int) -> bool:
    """True for a length of time over which something is spread: "cost $90m over five years"; not in "for over five years".

    >>> text = "It will cost $90m over five years, for over five years."
    >>> is_during(text, 23), is_during(text, 44)
    (True, False)
    """
    match = _DURING.search(text, max(0, start - 40), start)
    return match is not None and match["before"].lower() not in _BOUNDED


def _read_after(text: str, end: int) -> Change:
    return next((change for pattern, change in _AFTER if pattern.match(text, end)), "=")
