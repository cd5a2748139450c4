"""What a figure counts: the words after it, or what the clause before it speaks of."""

from __future__ import annotations

import re
from typing import Final

from onrecord.figures.units import PERIODS, SHARES
from onrecord.records import Span

_BACK: Final = 160
"""How far back, in characters, the subject of a figure is looked for."""

_ENDS_PHRASE: Final = frozenset(
    """in on at by for from to with without within into onto over under after before since during until till about against between among
    through across along amid near and or but nor so yet as than that which who whom whose where when while because if though although
    unless whether per via despite including is are was were be been being am has have had having do does did will would can could
    shall should may might must said says say told tells according added warned claimed reported confirmed died dead die dies killed
    injured wounded hurt arrested missing displaced affected came went take takes made left got gave found lost won held showed remain
    remains remained attended signed voted live lives work works vary varies varied range ranges put puts stand stands stood took
    gathered marched fled were this these those it he she they we you i his her its their our my there here not no now today yesterday
    tomorrow more less fewer also still already only just even ago later earlier each every up down out off away back again far using
    gets get received receive earned deep long wide high tall behind ahead old the a an seem seems include includes versus vs last
    next roughly about nearly almost above below beneath alone capable able worth such like plus minus respectively apiece apart
    them""".split()
)
_WORD = re.compile(r"[^\S\n]{0,2}[\"'“‘]?((?:[A-Z]\.){2,}|[^\W\d_][\w’'&]*(?:[-–][\w’']+){0,4})")
_OF = re.compile(
    r"[^\S\n]{1,2}of[^\S\n]{1,2}(?:(?:the|its|their|his|her|our|all|these|those|some|roughly|about|nearly|almost)[^\S\n]{1,2}){0,2}",
    re.IGNORECASE,
)
_HOLDER = re.compile(
    r"\b(?:estimates?|numbers?|figures?|tolls?|counts?|tall(?:y|ies)|totals?|rate|share|costs?|value|price|amount|size|proportion|"
    r"percentage)"
    r"[^\S\n]{1,2}(?:of|for)[^\S\n]{1,2}(?:the[^\S\n])?",
    re.IGNORECASE,
)
_ANAPHOR = re.compile(
    r"\b(?:the|that|this|its|their)[^\S\n]{1,2}(?:figure|number|toll|total|count|tally|estimate|amount|cost|"
    r"value)\b(?![^\S\n]of\b)",
    re.IGNORECASE,
)
_VERB = re.compile(
    r"\b(?:is|are|was|were|has|have|had|will|would|could|can|may|might|must|should|vary|varies|varied|range[sd]?|rose|fell|grew|"
    r"rises?|falls?|stands?|stood|"
    r"puts?|reach(?:es|ed)?|exceed(?:s|ed)?|climb(?:s|ed)?|dropp?(?:s|ed)?|jump(?:s|ed)?|increas(?:es?|ed)|decreas(?:es?|ed)|"
    r"remain(?:s|ed)?|said|says|"
    r"differ(?:s|ed)?|costs?|came|went|stretch(?:es|ed)?|gained|lost|averag(?:es?|ed)|total(?:s|led|ed)?|number(?:s|ed)|soar(?:s|"
    r"ed)?|surged?|plunged?|"
    r"added|shed|slid|slipped|declined?|hit|hits|passed|topped|finished|closed|opened|ended|traded|worth|pays?|paid|spent|spends?|"
    r"raised|owes?|owed)\b",
    re.IGNORECASE,
)
_LEAD = re.compile(r"[\s\"“'‘(]*(?:(?:but|and|however|meanwhile|while|the|its|their|a|an|his|her|that|this)\s+){0,3}", re.IGNORECASE)
_COUNTED = re.compile(
    r"(?:(?:at least|at most|up to|about|around|some|nearly|almost|over|more than|fewer than|as many as)\s)?"
    r"(?:\d[\d,.]{0,12}|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|"
    r"nineteen|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety|dozens of|scores of|hundreds of|thousands of)"
    r"(?:[\s-](?:hundred|thousand|million|billion|dozen|one|two|three|four|five|six|seven|eight|nine)){0,3}\s(?=[^\W\d_])",
    re.IGNORECASE,
)
_TRAILING = re.compile(
    r"(?:\s(?:also|now|still|currently|then|already|never|have|has|had|only|just|not|alone|officially|reportedly|since)){1,3}\s{0,2}$"
)
_WORDS = re.compile(r"\w+")
_NEAREST_VERB: Final = 3
_FARTHEST_VERB: Final = 8
"""Words between the verb and the figure, beyond which the subject of the clause is not what the figure is of."""
_BROKEN = re.compile(r"[;:]|[^\S\n][-–—][^\S\n]|\b(?:which|who|where)\b")
_MOVED_BY = re.compile(
    r"\b(?:rais|cut|reduc|increas|lower|boost|lift|slash|trim)(?:e|es|ed|ing|s|t|ting)?[^\S\n](?:the|its|their|his|her|an?)?[^\S\n]?"
    r"(?P<what>[a-z][\w’'-]*(?:[^\S\n][a-z][\w’'-]*){0,3}?)[^\S\n](?:by|to)\b",
)
_PRONOUNS: Final = frozenset("i we you he she it they who which that this there what me us them him her".split())
_MOST_WORDS: Final = 7
"""A longer stretch before the verb is a clause, not the name of a thing."""
_MARK = re.compile(r"[,;:(\n]|\s(?:but|and|which|that|to|at|who|have|has|when|after|since|from)\s")


def name_counted(text: str, sentence: Span, span: Span, unit: str | None) -> str | None:
    """What the figure at ``span`` counts, in the report's own words; None where the words do not tell.

    >>> text = "Estimates of losses vary but most put the figure at 300."
    >>> name_counted(text, Span(0, len(text)), Span(52, 55), None)
    'losses'
    """
    label = _LABEL.search(text, max(sentence.start, span.start - _BACK // 4), span.start)
    if label is not None and _LABELS_NEXT.match(text, span.end):
        return " ".join(label["what"].split())
    points_back = _ANAPHOR.search(text, max(sentence.start, span.start - _BACK // 4), span.start) is not None
    after = None if points_back else _read_after(text, span.end)
    is_measured = unit is not None and unit not in SHARES and not unit.endswith("of age")
    is_own = text[span.end : span.end + 4].lower() == " of " or (unit not in PERIODS and _is_attribute(text, span.end))
    if after is None or (is_measured and not is_own):
        after = (None if unit in PERIODS else _read_subject(text, sentence, span.start)) or after
    return " ".join(after.of(text).split()) if after else None


_LABEL = re.compile(r"\b(?P<what>[A-Z][a-z]+(?:[^\S\n][a-z]+){0,3}):[^\S\n]$")
_LABELS_NEXT = re.compile(r"\s{1,3}[A-Z][\w ]{1,30}:|[^\S\n]{0,2}(?:\n|$)")
"""What follows a figure in a table: the label of the next, or the end of the line."""


def _is_attribute(text: str, end: int) -> bool:
    """True when a noun follows an amount directly: "a £5m contract"."""
    return text[end : end + 1] == " " and text[end + 1 : end + 2].islower()


def _read_after(text: str, end: int, most: int = 5) -> Span | None:
    """The words after a figure up to the first that cannot belong to the noun phrase."""
    of = _OF.match(text, end)
    place = of.end() if of else end
    start = stop = -1
    last = ""
    for _ in range(most):
        match = _WORD.match(text, place)
        if match is None or (start < 0 and match.start(1) == place and not of):
            break
        word = match[1].lower()
        hanging = _HANGING.match(text, match.end(1)) if start < 0 else None
        if hanging:  # "low- and middle-income workers"
            place = hanging.end()
            continue
        if word in _ENDS_PHRASE and not (start < 0 and of and word in _LEFT):
            break
        if start >= 0 and not _goes_on(text, match, last):
            break
        start = match.start(1) if start < 0 else start
        stop = place = match.end(1)
        last = word
    return Span(start, stop) if start >= 0 and text[stop - 2 : stop] not in ("’s", "'s") else None


def _goes_on(text: str, match: re.Match[str], last: str) -> bool:
    """True when a word still belongs to the noun phrase that ``last`` was the last word of."""
    word = match[1].lower()
    if word == "of":
        held = _WORD.match(text, match.end(1))
        return held is not None and held[1].lower() not in _ENDS_PHRASE and not held[1].lower().endswith("ing")
    if word.endswith(("ly", "-", "–")) or text[match.end(1) : match.end(1) + 2] == "- ":
        return False
    if last == "of":
        return True
    return not _is_participle(text, match) and (not _is_plural(last) or (last in _GROUPS and _is_plural(word)))


def _is_plural(word: str) -> bool:
    """True for a noun that ends what is counted: nothing but "of" goes on from "officers"."""
    return word in _PLURALS or (
        word.endswith("s") and len(word) > 3 and not word.endswith(("ss", "us", "is", "'s", "’s")) and word not in _GO_ON
    )


def _is_participle(text: str, match: re.Match[str]) -> bool:
    """True for a word in -ed or -ing with which a clause begins ("articles totalling …"): no noun of what is counted follows it."""
    if not match[1].lower().endswith(("ed", "ing")) or match[1][0].isupper() or "-" in match[1]:
        return False
    after = _WORD.match(text, match.end(1))
    return after is None or after[1].lower() in _ENDS_PHRASE or not _is_plural(after[1].lower())


_HANGING = re.compile(r"[-–][^\S\n](?:and|or|to)(?=[^\S\n])|(?<=current)[^\S\n](?:or|and)(?=[^\S\n]former\b)")
_PLURALS: Final = frozenset("people men women children police staff troops crew personnel".split())
_GROUPS: Final = frozenset("men women police staff crew children".split())
"""Nouns for people that stand before another: "women passengers"."""
_GO_ON: Final = frozenset("sports news sales arms always series business civil services rights gas bus".split())
"""Words in -s that stand before the noun that is counted."""
_LEFT: Final = frozenset("dead injured wounded missing arrested".split())
"""What "of the" may lead to: "five of the dead"."""


def _read_subject(text: str, sentence: Span, start: int) -> Span | None:
    """What the clause before a figure speaks of: "Estimates of losses vary, but most put the figure at …" counts losses."""
    begin = max(sentence.start, start - _BACK)
    moved = list(_MOVED_BY.finditer(text, max(begin, start - 60), start))
    if moved and len(_WORDS.findall(text, moved[-1].end(), start)) <= _NEAREST_VERB:  # "raise fuel prices by up to 5%"
        return Span(*moved[-1].span("what"))
    holders = list(_HOLDER.finditer(text, begin, start))
    if holders:
        first = holders[-1].end()
        return _phrase(text, first, start)
    if begin > sentence.start:
        return None
    lead = _LEAD.match(text, begin, start)
    first = lead.end() if lead else begin
    counted = _COUNTED.match(text, first, start)  # "Nine people were killed and 26 …": both count people
    first = counted.end() if counted else first
    verb = _VERB.search(text, first, start)
    if verb is None or verb.start() - first > 80 or _MARK.search(text, first, verb.start()):
        return None
    if len(_WORDS.findall(text, verb.end(), start)) > _FARTHEST_VERB or _BROKEN.search(text, verb.end(), start):
        return None
    return _phrase(text, first, verb.start())


def _phrase(text: str, first: int, limit: int) -> Span | None:
    verb = _VERB.search(text, first, limit)
    limit = verb.start() if verb else limit
    mark = _MARK.search(text, first, limit)
    limit = mark.start() if mark else limit
    stop = first + len(_TRAILING.sub("", text[first:limit]).rstrip())
    words = text[first:stop].lower().split()
    return Span(first, stop) if words and len(words) <= _MOST_WORDS and not _PRONOUNS.intersection(words) else None
