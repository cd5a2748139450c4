"""Numbers that only look like quantities: ordinals, times, scores, names, addresses, an age after a name, "one" for a person."""

from __future__ import annotations

import re
from typing import Final

_ORDINAL_OR_CLOCK = re.compile(r"(?:st|nd|rd|th)\b|:\d|[^\S\n]?(?:[ap]\.?m\b|o['’]clock)", re.IGNORECASE)
_GLUED = re.compile(r"[A-Za-z_]|\([a-z]\)|-to-\d|-[A-Z]|[-–/:,]\d|[.](?=\d)|['’](?!s)\d?")
_DECADE = re.compile(r"['’]?s\b")
_STREET = re.compile(
    r"[^\S\n](?:[NESW]\.?[^\S\n])?(?:(?:[A-Z][\w’']*[^\S\n]){0,3}(?:Street|St|Avenue|Ave|Road|Rd|Lane|Drive|Way|Boulevard|Blvd|Place|"
    r"Square|Court|Terrace|"
    r"Highway|Crescent|Close|Parade)\b|\d{1,3}(?:st|nd|rd|th)[^\S\n](?:St|Ave|Street|Avenue)\b|(?:Ave|Avenue|Rue|Calle|Via)[^\S\n][A-Z])"
)
_NAME_BEFORE = re.compile(
    r"(?:^|[\s(\"“‘'&/-])(?P<name>[a-z]?[A-Z][\w’'&]*|category|grade|level|phase|stage|chapter|page|number|no\.?|row|room|line|verse|"
    r"type|article|section|"
    r"group|covid|class|season|episode|volume|channel|platform|version|route|flight|unit|lot|block|floor|bus|size)[\s-]{1,2}$"
)
_NAME_AFTER = re.compile(r"[^\S\n](?![A-Z][a-z]+(?:an|ish|ese|i|ch)\b)[A-Z][a-z]{2,}\b")
_AIRCRAFT = re.compile(r"7\d7\b")
_PLURAL = re.compile(r"[^\S\n](?P<first>[\w’'-]+)(?:[^\S\n](?P<second>[\w’'-]+))?(?:[^\S\n](?P<third>[\w’'-]+))?")
_PLURALS: Final = frozenset("people men women children police staff troops cattle sheep aircraft personnel".split())
_NO_NOUNS: Final = frozenset(
    """is was has as its his this us yes does goes says across towards always perhaps plus minus versus vs besides whereas thus les des
    pass miss and or but on in at to for from with by of the a an that who which when where while after before""".split()
)
_NO_NAMES: Final = frozenset(
    """a about above across after all almost although among an and another approximately around as at average because before below
    between both but by despite during each even every exactly fewer following for from he her his how i if in including into is it
    its just last least less like many meanwhile more most nearly next no not of on once one only or other our out over past per plus
    roughly since she so some still such than that the their them then there these they this those though through to total under until
    up upto was we were what when where which while who with within without would you at have has had did will can could may might
    must should are be been add added another killing""".split()
)
_SPORT = re.compile(
    r"\b(?:win|won|wins|beat|beating|victory|draw|drew|lead|leading|defeat|defeated|score|scored|tied|tie|games?|loss|lost|match|"
    r"record|series|title|thrashed|"
    r"goals?|seasons?|final|semi-final|sets?|vote[ds]?|ruled|ruling|split)\b",
    re.IGNORECASE,
)
_NUMBERED_NAMES: Final = frozenset("Galaxy Game Row Covid Windows Boeing Airbus Formula Fortune Highway Route Channel Area Apollo".split())
_MANIFOLD = re.compile(r"-(?:time|times|term|step|way|sided|star|party|pronged|tier|ply|piece)\b", re.IGNORECASE)
_NAMED = re.compile(
    r"\b(?:Group of[^\S\n]|(?:Air Force|Marine|Channel|Formula|Level|Phase)[^\S\n]|one-on-|(?:at|into|of)[^\S\n]turn[^\S\n])$"
)
_OF_SEVERAL = re.compile(r"(?:\b(?:image|photo|picture|slide|page|part|caption)[^\S\n]|\n)\d{1,3}[^\S\n]of[^\S\n]$", re.IGNORECASE)
_CALLED = re.compile(r"\b(?:call(?:s|ed|ing)?|dial(?:s|led|ed)?)[^\S\n]$", re.IGNORECASE)
_EMERGENCY = re.compile(r"[^\S\n](?:calls?|callers?|dispatch(?:er|ers)?|operators?|tapes?|recordings?|emergency)\b")
_LISTED = re.compile(r"[.)][^\S\n]+[A-Z“\"]")
_LONGEST: Final = 15
"""More digits than this without a comma are an id."""
_PHONE = re.compile(r"(?:\d[-–./]|[@#]|\b[Nn]os?\.[^\S\n]|(?<!\d)0\d{2,4}[/ ](?:\d{1,4}[^\S\n]){0,4})$")

_ONE_AFTER_NOT = re.compile(
    r"\b(?:no|any|every|each|this|that|the|which|another|some|good|bad|only|loved|big|first|last|new|right|wrong|old|former|latter|"
    r"as|by|square|number|"
    r"day|class|level|phase|stage|tier|page|chapter|part|plan|week|year|season|episode|volume|than|like|such|same)[\s-]$",
    re.IGNORECASE,
)
_ONE_COUNTS = re.compile(
    r"[\s-](?:of[^\S\n](?:the|his|her|its|their|our|my|those|these)\b|(?!(?:another|and|or|is|was|has|had|who|that|which|to|in|on|at|"
    r"for|with|from|can|could|would|"
    r"will|may|might|they|he|she|we|i|you|it|the|by|as|thing|way|where|when|else|up|out|too|than|so|if|but|does|did|should|must|just|"
    r"not|also|"
    r"of|after|before|being|because|a|an|are|were|said|says|knows|wants|needs)\b)[\w“\"])",
    re.IGNORECASE,
)


def is_lookalike(text: str, start: int, end: int, before: str, value: float | int, has_scale: bool) -> bool:
    """True when the digits ``[start, end)``, without a unit, are no quantity; ``before`` is the text shortly before them.

    >>> is_lookalike("A Boeing 737 landed.", 9, 12, "A Boeing ", 737, False), is_lookalike("and 737 men", 4, 7, "and ", 737, False)
    (True, False)
    """
    digits = text[start:end]
    if is_named(before) or _OF_SEVERAL.search(before) or (before[-1:] in ("", "\n") and len(digits) < 3 and _LISTED.match(text, end)):
        return True
    if _ORDINAL_OR_CLOCK.match(text, end) or _GLUED.match(text, end) or _PHONE.search(before) or _DECADE.match(text, end):
        return True
    if before[-1:].isalnum() or (before[-1:] in ("-", "–", "/", ":", ".") and before[-2:-1].isalnum()) or _STREET.match(text, end):
        return True
    if len(digits) > 1 and ((digits[0] == "0" and digits[1] not in ".,") or (digits.isdigit() and len(digits) > _LONGEST)):
        return True
    if has_scale or "," in digits:
        return False
    if digits in ("911", "999", "112") and (_EMERGENCY.match(text, end) or _CALLED.search(before)):
        return True
    if is_age(before, text, end, value):
        return True
    if _AIRCRAFT.fullmatch(digits) and not _has_plural(text, end, words=1):
        return True
    name = _NAME_BEFORE.search(before)
    if name and name["name"].lower() not in _NO_NAMES:
        return not (value >= 10 and _is_plain_name(name["name"]) and _has_plural(text, end))
    return digits.isdigit() and _NAME_AFTER.match(text, end) is not None and not _has_plural(text, end)


def is_named(before: str) -> bool:
    """True behind the words of a name that a number ends: "Group of Seven", "Air Force One"; and inside "one-on-one".

    >>> is_named("the Group of "), is_named("a group of ")
    (True, False)
    """
    return _NAMED.search(before) is not None


def _is_plain_name(name: str) -> bool:
    """True for a name like "Germany", after which a count may stand, not for "iPhone", "BMW" or "row"."""
    return name[0].isupper() and name[1:].islower() and name not in _NUMBERED_NAMES


def _has_plural(text: str, end: int, words: int = 3) -> bool:
    """True when one of the next words is a plural noun, with nothing but adjectives before it."""
    match = _PLURAL.match(text, end)
    if match is None:
        return False
    for word in match.groups()[:words]:
        if word is None or word in _NO_NOUNS or word[0].isdigit():
            return False
        if word in _PLURALS or (word.endswith("s") and not word.endswith("ss") and len(word) > 3):
            return True
    return False


def is_score(text: str, start: int, end: int) -> bool:
    """True when two numbers joined by a dash are a result, by the words around them.

    >>> is_score("They won 3-1.", 9, 12), is_score("It takes 3-5 hours.", 9, 12)
    (True, False)
    """
    return _SPORT.search(text, max(0, start - 90), min(len(text), end + 30)) is not None


def is_attribute(text: str, end: int) -> bool:
    """True for "two-term" and the like, which say of what sort a thing is."""
    return _MANIFOLD.match(text, end) is not None


def is_age(before: str, text: str, end: int, value: float | int) -> bool:
    """True when a number between commas after a name is somebody's age: "Ada Hale, 25, said"."""
    return before.endswith(", ") and text[end : end + 1] in (",", ")", ".", ";") and 0 < value < 111 and before[:-2][-1:].isalpha()


def is_pronoun(before: str, text: str, end: int) -> bool:
    """True when "one" stands for a person or thing and counts nothing."""
    if text.startswith(" hand", end) and before.endswith(("on ", "On ")):
        return True
    return _ONE_AFTER_NOT.search(before) is not None or _ONE_COUNTS.match(text, end) is None
