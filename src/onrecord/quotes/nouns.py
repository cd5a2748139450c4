"""Who said it: the noun phrase before or after an attributing verb, found by small words and capitals."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from onrecord.quotes.lexicon import (
    ARTICLES,
    AUXILIARIES,
    BREAKS,
    DAYS,
    DETERMINERS,
    FINITE,
    INSIDE_NAMES,
    PREPOSITIONS,
    PRONOUNS,
    RELATIVES,
    SUBJECT_PRONOUNS,
    TIME_STARTS,
    TIMES,
    VERBS,
)
from onrecord.quotes.tokens import Token

Range = tuple[int, int]

FARTHEST: Final = 20
"""Tokens between a verb and the words that it introduces, at most: "told reporters in Vell on Monday that"."""
LONGEST: Final = 40
"""A source of more tokens than this is not looked for."""
_COMMAS: Final = frozenset([",", "—", "–", "--", "-"])
_SOME: Final = frozenset("one two three some several many most both all none neither another each".split())
"""Words for those of a group who speak: "one of them"."""
_LEADING: Final = frozenset("and but or so then also still even yet meanwhile later earlier plus thus nor".split())


def is_finite(token: Token) -> bool:
    """Whether a word is a verb that cannot stand inside a noun phrase."""
    if token.low in FINITE:
        return True
    form = VERBS.get(token.low)
    return form is not None and form.tense == "past" and not token.is_capital


def is_name_like(token: Token) -> bool:
    """Whether a marked stretch may be a nickname or a title inside a noun phrase, not something said."""
    return token.marked is not None and token.marked.inner.end - token.marked.inner.start < 30 and token.ended not in ".,!?…"


def subject_before(tokens: Sequence[Token], verb: int, start: int) -> tuple[int, int] | None:
    """The range of the subject that ends just before token `verb`, not before `start`; None where there is none.

    An apposition between commas is part of it: "Ana Roth, the mayor of Vell, said".
    """
    stop = _back_over_time(tokens, verb, start)
    last = stop - 1
    if last < start:
        return None
    token = tokens[last]
    if token.low in {"them", "us"} and last - 2 >= start and tokens[last - 1].low == "of" and tokens[last - 2].low in _SOME:
        return last - 2, stop
    if token.low in SUBJECT_PRONOUNS or token.low in RELATIVES:
        return last, stop
    if token.low in _COMMAS:
        return _with_apposition(tokens, last, start)
    if token.low in {")", "]"}:
        opening = next((k for k in range(last - 1, max(start, last - 12) - 1, -1) if tokens[k].low in {"(", "["}), None)
        if opening is None:
            return None
        phrase = phrase_before(tokens, opening, start)
        return None if phrase is None else (phrase[0], stop)
    return phrase_before(tokens, stop, start)


def _back_over_time(tokens: Sequence[Token], stop: int, start: int) -> int:
    """Before `stop`, past "on Wednesday", "later", "this week" that stand between a subject and its verb."""
    here = stop
    for _ in range(4):
        if here - 1 <= start:
            break
        word = tokens[here - 1].low
        if word in TIMES or word in {"later", "earlier"} or (word.endswith("ly") and not tokens[here - 1].is_capital and len(word) > 4):
            here -= 1
            if (
                word in TIMES
                and here - 1 > start
                and tokens[here - 1].low in {"on", "last", "this", "in", "early", "late", "earlier", "that"}
            ):
                here -= 1
        else:
            break
    return here if here > start else stop


def _with_apposition(tokens: Sequence[Token], comma: int, start: int) -> tuple[int, int] | None:
    """The subject before a comma, with what stands between that comma and the one before it."""
    mark = tokens[comma].low
    floor = max(start, comma - LONGEST)
    for opening in range(comma - 1, floor - 1, -1):
        token = tokens[opening]
        if token.low != mark or token.is_word:
            continue
        inner = tokens[opening + 1]
        if not inner.is_word or inner.low in SUBJECT_PRONOUNS - {"who"} or inner.low in {"and", "but", "or", "that"}:
            return None
        head = phrase_before(tokens, opening, start)
        if head is None:
            return None
        only_number = head[1] - head[0] == 1 and (tokens[head[0]].low[0].isdigit() or tokens[head[0]].low.endswith("."))
        before = head[0] - 1
        if before > floor and tokens[before].low == mark and (only_number or _is_apposition(tokens, head)):
            longer = phrase_before(tokens, before, start)
            if longer is not None and tokens[longer[0]].is_capital:
                return longer[0], comma
        if inner.low in PREPOSITIONS or (inner.low.endswith("ing") and not inner.is_capital):
            return head
        return head[0], comma
    return None


def _is_apposition(tokens: Sequence[Token], phrase: tuple[int, int]) -> bool:
    first = tokens[phrase[0]]
    return first.low in {"a", "an", "the"} and not first.is_capital


def phrase_before(tokens: Sequence[Token], stop: int, start: int, nested: bool = False) -> tuple[int, int] | None:
    """The noun phrase that ends before token `stop`: back to a verb, a comma or a word that joins clauses."""
    first = stop
    floor = max(start, stop - LONGEST)
    while first > floor:
        token = tokens[first - 1]
        if token.marked is not None:
            if first - 2 >= start and tokens[first - 2].is_word and first < stop and is_name_like(token):
                first -= 1
                continue
            break
        if not token.is_word:
            if token.low in {"&", "/", "@", "#"} or (token.low == "-" and first - 1 > 0):
                first -= 1
                continue
            break
        low = token.low
        if low == "and":
            if nested or first == stop or not _joins_names(tokens, first - 1, start):
                break
        elif low in PRONOUNS or low in BREAKS or is_finite(token):
            break
        first -= 1
    first = _trimmed(tokens, first, stop)
    return (first, stop) if first < stop else None


def _joins_names(tokens: Sequence[Token], place: int, start: int) -> bool:
    """Whether "and" at `place` joins two noun phrases rather than two clauses."""
    left = phrase_before(tokens, place, start, nested=True)
    if left is None:
        return False
    before = tokens[left[0] - 1] if left[0] > start else None
    return before is None or (not before.is_word and before.marked is None) or before.low in {"that", "but", "as", "while", "when"}


def _trimmed(tokens: Sequence[Token], first: int, stop: int) -> int:
    """The phrase without leading conjunctions, adverbs and a leading phrase of time or place."""
    while first < stop and (
        tokens[first].low in _LEADING or (tokens[first].low.endswith("ly") and len(tokens[first].low) > 4 and first + 1 < stop)
    ):
        first += 1
    if first >= stop:
        return stop
    if not (tokens[first].low in PREPOSITIONS or tokens[first].low in TIME_STARTS or tokens[first].low.endswith("ing")):
        return first
    core = _core_start(tokens, first, stop)
    return core if core > first else stop if tokens[first].low in PREPOSITIONS else first


def _core_start(tokens: Sequence[Token], first: int, stop: int) -> int:
    """Where the last noun phrase of a row that opens with a preposition begins: "In a speech | the mayor of Vell"."""
    best = first
    for place in range(first + 2, stop):
        token, before = tokens[place], tokens[place - 1]
        if not before.is_word or before.low in PREPOSITIONS or before.low in DETERMINERS or before.low.endswith(("'s", "s'")):
            continue
        if token.low in ARTICLES and not (token.low == "the" and before.low == "all"):
            best = place
        elif token.is_capital and token.low not in DAYS and (not before.is_capital or before.low in DAYS):
            best = max(best, place) if best == first or before.low in DAYS else best
    return best


def antecedent(tokens: Sequence[Token], relative: int, start: int) -> Range | None:
    """The noun phrase that "who" at token `relative` stands for: "Ana Roth, who", "officials who"."""
    before = relative - 1
    if before > start and tokens[before].low == ",":
        before -= 1
    found = phrase_before(tokens, before + 1, start)
    return found if found is not None and tokens[found[0]].low not in PREPOSITIONS else None


def phrase_after(tokens: Sequence[Token], begin: int, stop: int) -> tuple[int, int] | None:
    """The noun phrase that starts at token `begin`, with an apposition after a comma: "said | Ana Roth, the mayor"."""
    if begin >= stop or not tokens[begin].is_word:
        return None
    first = tokens[begin]
    if first.low in SUBJECT_PRONOUNS - {"who"}:
        return begin, begin + 1
    if (
        first.low in PRONOUNS
        or first.low in RELATIVES
        or (first.low in PREPOSITIONS)
        or first.low in AUXILIARIES
        or first.low in TIME_STARTS
    ):
        return None
    last = _phrase_end(tokens, begin, stop)
    if last == begin:
        return None
    return begin, _apposition_end(tokens, last, stop)


def _phrase_end(tokens: Sequence[Token], begin: int, stop: int) -> int:
    last = begin
    while last < min(stop, begin + LONGEST):
        token = tokens[last]
        if token.marked is not None:
            if last == begin or not (last + 1 < stop and tokens[last + 1].is_word and tokens[last - 1].is_word and is_name_like(token)):
                break
        elif not token.is_word:
            if token.low not in {"&", "/", "-", "@", "#"}:
                break
        elif (
            last > begin
            and (
                token.low in PRONOUNS
                or token.low in BREAKS
                or is_finite(token)
                or (token.low in PREPOSITIONS and token.low not in {"of", "for", "from", "with", "to"})
                or (token.low in TIME_STARTS)
            )
        ) or (
            token.low == "and"
            and not (
                last + 1 < stop
                and (tokens[last + 1].is_capital or tokens[last + 1].low in DETERMINERS or tokens[last - 1].low.endswith("s"))
            )
        ):
            break
        last += 1
    while last > begin and tokens[last - 1].low in INSIDE_NAMES:
        last -= 1
    return last


def _apposition_end(tokens: Sequence[Token], last: int, stop: int) -> int:
    """Past ", the mayor of Vell" or ", 54," or ", who chairs the board" where one follows."""
    if last + 1 >= stop or tokens[last].low not in {",", "("}:
        return last
    inner = tokens[last + 1]
    if not inner.is_word or inner.low in SUBJECT_PRONOUNS - {"who"} or inner.low in {"and", "but", "adding", "saying", "which"}:
        return last
    if inner.low in PREPOSITIONS or inner.low in TIME_STARTS or (inner.low.endswith("ing") and not inner.is_capital):
        return last
    close = next(
        (k for k in range(last + 1, min(stop, last + LONGEST)) if not tokens[k].is_word and tokens[k].low in {",", ")", ".", ";"}), None
    )
    if close is None:
        if stop - last > LONGEST or inner.is_capital:
            return last
        return last if is_finite(inner) or any(is_finite(tokens[k]) for k in range(last + 1, min(stop, last + 4))) else stop
    if tokens[close].low == ")":
        return close + 1
    if close - last == 2 and (inner.low[0].isdigit() or inner.low.endswith(".")) and tokens[close].low == ",":
        return _apposition_end(tokens, close, stop) if _apposition_end(tokens, close, stop) > close else close
    if inner.low in {"a", "an", "the", "who", "whose", "his", "her", "their", "its"} or inner.low.endswith("'s"):
        return close
    if not inner.is_capital:
        second = tokens[last + 2]
        return last if is_finite(inner) or second.low in ARTICLES or second.marked is not None else close
    return close if tokens[close].low == "." else last
