"""What stands beside a passage of a record: the question before an answer, and two sentences on each side."""

from __future__ import annotations

from bisect import bisect_right
from typing import Final, TypeVar

import msgspec

from onrecord.collation.index import RecordWords
from onrecord.collation.names import same_person
from onrecord.records import Context, RecordPassage, Span, Turn
from onrecord.text import OPENING_MARKS, fold, sentences, trim

_SENTENCES: Final = 2
_REACH: Final = 900  # characters on each side among which the sentences are looked for
_LONGEST: Final = 600  # characters of context on one side
_TURNS: Final = 6  # turns back among which the question stands
_SHORT: Final = 4  # words; a turn of fewer that asks nothing is an interjection

Passage = TypeVar("Passage", bound=RecordPassage)


def with_context(passage: Passage, record: RecordWords) -> Passage:
    """The passage with the question before it and the sentences beside it, in the same turn, where there are any."""
    text, turns = record.transcript.text, record.turns
    first, last = _turn_at(turns, passage.start), _turn_at(turns, max(passage.start, passage.end - 1))
    low, high = max(turns[first].span.start, passage.start - _REACH), min(turns[last].span.end, passage.end + _REACH)
    near = sentences(text, [Span(min(low, passage.start), max(high, passage.end))])
    at = next((k for k, each in enumerate(near) if each.end > passage.start), len(near))
    to = next((k for k, each in enumerate(near) if each.end >= passage.end), len(near) - 1)
    begin = near[max(0, at - _SENTENCES)].start if near and at < len(near) else passage.start
    if begin == low > turns[first].span.start:  # the first of them began before what was looked at
        begin = near[1].start if len(near) > 1 and at > 1 else _word_edge(text, begin, 1)
    end = near[min(len(near) - 1, to + _SENTENCES)].end if near else passage.end
    if end == high < turns[last].span.end:
        end = near[-2].end if len(near) > 1 and near[-2].end >= passage.end else _word_edge(text, end, -1)
    before = _context(text, Span(_word_edge(text, max(begin, passage.start - _LONGEST), 1), passage.start), turns[first].speaker)
    after = _context(text, Span(passage.end, _word_edge(text, min(end, passage.end + _LONGEST), -1)), turns[last].speaker)
    return msgspec.structs.replace(passage, question=_question(text, turns, first), before=before, after=after)


def _turn_at(turns: tuple[Turn, ...], place: int) -> int:
    return max(0, bisect_right(turns, place, key=lambda turn: turn.span.start) - 1)


def _word_edge(text: str, place: int, step: int) -> int:
    """The next edge of a word from the place on, forwards or backwards."""
    while 0 < place < len(text) and not text[place - 1].isspace() and not text[place].isspace():
        place += step
    return place


def _context(text: str, span: Span, speaker: str | None) -> Context | None:
    if span.start >= span.end:
        return None
    start, end = trim(text, span)
    while start < end and not (text[start].isalnum() or text[start] in OPENING_MARKS + "([$£€¥"):
        start += 1  # the stop of the sentence before
    if not any(character.isalnum() for character in text[start:end]):
        return None
    span = Span(start, end)
    return Context(start=span.start, end=span.end, text=span.of(text), speaker=speaker)


def _question(text: str, turns: tuple[Turn, ...], at: int) -> Context | None:
    """What another asked before this turn: the last sentences of the turn before that ask; interjections are stepped over."""
    own = turns[at].speaker
    for turn in reversed(turns[max(0, at - _TURNS) : at]):
        if own is None or turn.speaker is None or _is_one(turn.speaker, own):
            continue
        span = trim(text, Span(max(turn.span.start, turn.span.end - _REACH), turn.span.end))
        told = sentences(text, [span])
        asks = [k for k, each in enumerate(told) if "?" in each.of(text)[-3:]]
        if asks:
            first = max(0, asks[-1] - 1)
            return _context(text, Span(max(told[first].start, told[asks[-1]].end - _LONGEST), told[asks[-1]].end), turn.speaker)
        if len(span.of(text).split()) >= _SHORT:
            return None
    return None


def _is_one(left: str, right: str) -> bool:
    return fold(left) == fold(right) or same_person(left, right) is True
