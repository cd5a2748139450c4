"""One speaker's same words in two stories: when they are one statement, when the same said again, and what they make together.

What one story carries of a statement is a *part*. Two parts of one speaker are compared when they share words in a row. Of two, the one
with the fuller text is the base: the other is part of the same statement where the base holds all that it prints between marks, one
stretch of it nearly word for word and too long to be said twice by chance, and where the days allow one occasion. A name alone is no
evidence, since people of different stories may share one; the words are. The same words on a day too far away are said again: an echo.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Final, Literal

import msgspec

from onrecord.collation.classes import compare
from onrecord.collation.lexicon import FUNCTION, stem
from onrecord.collation.links import ATTACH
from onrecord.collation.members import wholes_of
from onrecord.collation.paraphrase import Told, most_held
from onrecord.collation.statements import base_words, is_held
from onrecord.collation.tokens import Words, read_once
from onrecord.records import Annotated, Flag, Span, Statement, Witness
from onrecord.text import number_of

Tie = Literal["one", "again"]

RUN: Final = 8  # words in a row that two parts share, at the least
_GRAM: Final = 4
_CHOICE: Final = RUN - _GRAM + 1  # n-grams of which one is a key: so a shared run of `RUN` words shares a key
_MOST_KEYS: Final = 96  # of one part
_SAME: Final = 800  # per thousand of a stretch's words that the base must hold for the two to be the same words
_CONTENT: Final = 4  # words of content among them
_EARLY: Final = 1  # days that a report may be dated before what it tells: the day ends at another hour elsewhere


@dataclass(frozen=True, eq=False)
class Part:
    """A statement as one story has it, with the reports that carry it."""

    statement: Statement
    reports: Mapping[str, Annotated]

    @cached_property
    def heard(self) -> tuple[tuple[Witness, Words], ...]:
        """The witnesses between marks, with their words."""
        return tuple((each, read_once(self._text(each), each.content)) for each in self.statement.witnesses if each.marked)

    @cached_property
    def base(self) -> tuple[Words, tuple[Span, ...]]:
        """The words of the base text, and the places in it of figures, dates and names."""
        return base_words(self.statement, self.reports.get(self.statement.base.report_id))

    @cached_property
    def stems(self) -> frozenset[str]:
        """The words of content of the base text."""
        return frozenset(stem(norm) for norm in self.base[0].norm if norm not in FUNCTION)

    @cached_property
    def stated(self) -> frozenset[date]:
        """The days that reports state for it."""
        found = (_quote_day(self.reports[each.report_id], each.quote_id) for each in self.statement.witnesses)
        return frozenset(day for day in found if day is not None)

    @cached_property
    def printed(self) -> date | None:
        """The day of its first report that has one."""
        return min((day for each in self.statement.witnesses if (day := _day(each.published)) is not None), default=None)

    @property
    def rank(self) -> str:
        """What orders parts, the best base first: a record, then the longest between marks, then the first by day, then by id."""
        held = self.statement
        own = [(w, words) for w, words in self.heard if w.report_id == held.base.report_id and w.quote_id in held.base.quote_ids]
        is_headline = all("headline" in witness.flags for witness, _ in own)
        size = len(self.base[0]) if held.base.status == "record" else sum(len(words) for _, words in own)
        return f"{held.base.status != 'record':d}{is_headline:d}{99_999 - min(99_999, size):05d}{held.said or '9999'} {held.statement_id}"

    def wholes(self, witness: Witness) -> tuple[Span, ...]:
        """The places of figures, dates and names that a witness touches, in its report."""
        return tuple(span for span in wholes_of(self.reports[witness.report_id]) if any(span.touches(own) for own in witness.content))

    def words_of(self, witness: Witness) -> Words:
        """The words of a witness without marks."""
        return read_once(self._text(witness), witness.content)

    def _text(self, witness: Witness) -> str:
        return self.reports[witness.report_id].report.text


def _quote_day(annotated: Annotated, quote_id: str) -> date | None:
    said = next((quote.said for quote in annotated.quotes if quote.quote_id == quote_id), None)
    return _day(said.value) if said is not None and said.basis == "stated" else None


def _day(value: str | None) -> date | None:
    try:
        return date.fromisoformat(value[:10]) if value and len(value) >= 10 else None
    except ValueError:
        return None


# ---------------------------------------------------------------- which parts are compared


def keys_of(part: Part) -> tuple[int, ...]:
    """The keys by which a part is found: of every few words in fours those with the least number, so that a run of eight shares one.

    None where it has no speaker, no day, or no such run between marks. (Winnowing: Schleimer, Wilkerson, Aiken, 2003.)
    """
    speaker_id = part.statement.speaker_id
    if speaker_id is None or part.printed is None:
        return ()
    found: set[int] = set()
    for _, words in part.heard:
        found |= _choose([number_of(" ".join((speaker_id, *words.norm[k : k + _GRAM]))) for k in range(len(words) - _GRAM + 1)])
    return tuple(sorted(found)[:_MOST_KEYS])


def _choose(numbers: Sequence[int]) -> set[int]:
    return {min(numbers[k : k + _CHOICE]) for k in range(len(numbers) - _CHOICE + 1)}


def tie(left: Part, right: Part, window_days: int) -> Tie | None:
    """Whether two parts of one speaker are one statement, or the same words said again; None where they are neither.

    One: the days allow one occasion, and the better base of the two holds all that the other prints between marks.
    """
    base, other = sorted((left, right), key=lambda part: part.rank)
    words, wholes = base.base
    told = Told(words)
    is_all_held, is_same = True, False
    for witness, heard in other.heard:
        if most_held(told, heard) < ATTACH:
            is_all_held = False
            continue
        result = compare(words, heard, (wholes, other.wholes(witness)), given=_given(witness))
        is_all_held = is_all_held and is_held(heard, result)
        is_same = is_same or (len(heard) >= RUN and result.containment >= _SAME and result.matched >= _CONTENT)
    if not is_same:
        return None
    return "one" if is_all_held and _may_be_one_day(left, right, window_days) else "again"


def _given(witness: Witness) -> tuple[Flag, ...]:
    """The flags that do not come of the comparison."""
    return tuple(flag for flag in witness.flags if flag in ("headline", "translated"))


def _may_be_one_day(left: Part, right: Part, window_days: int) -> bool:
    """True where the days that reports state meet, or else those of the first reports lie within the window.

    Where only one side states a day, the other must have been printed on it or within the window afterwards.
    """
    if left.stated and right.stated:
        return not left.stated.isdisjoint(right.stated)
    if left.printed is None or right.printed is None:
        return False
    if left.stated or right.stated:
        stated, printed = (left.stated, right.printed) if left.stated else (right.stated, left.printed)
        return any(-_EARLY <= (printed - day).days <= window_days for day in stated)
    return abs((left.printed - right.printed).days) <= window_days


# ---------------------------------------------------------------- what they make together


def join(base: Part, others: Iterable[Part]) -> Statement:
    """The statement of the base part with the witnesses of the others, each compared with the base text."""
    held = base.statement
    words, wholes = base.base
    witnesses = list(held.witnesses)
    conflicts = set(held.conflicts)
    echoes = set(held.echoes)
    for other in others:
        conflicts |= {each for each in other.statement.conflicts if each.speaker != held.speaker}
        echoes |= set(other.statement.echoes)
        heard = {witness.witness_id: own for witness, own in other.heard}
        for witness in other.statement.witnesses:
            if witness.marked:
                witnesses.append(_again(words, wholes, heard[witness.witness_id], witness, other.wholes(witness)))
            else:
                stems = {stem(norm) for norm in other.words_of(witness).norm if norm not in FUNCTION}
                share = 1000 * len(stems & base.stems) // len(stems) if stems else 0
                witnesses.append(msgspec.structs.replace(witness, covers=None, likeness=share / 1000))
    return msgspec.structs.replace(
        held,
        witnesses=tuple(sorted(witnesses, key=lambda w: (w.published or "", w.report_id, w.content))),
        conflicts=tuple(sorted(conflicts, key=lambda each: (each.speaker, each.report_id))),
        echoes=tuple(sorted(echoes - {held.statement_id})),
    )


def _again(base: Words, wholes: Sequence[Span], words: Words, witness: Witness, own: Sequence[Span]) -> Witness:
    result = compare(base, words, (wholes, own), given=_given(witness))
    return msgspec.structs.replace(
        witness, witness_class=result.witness_class, flags=result.flags, covers=result.covers, likeness=result.likeness / 1000,
        regions=result.regions,
    )  # fmt: skip
