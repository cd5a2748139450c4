"""Speaker turns: lines that begin with who speaks, as in interviews, debates and chat logs, and posts signed with a handle."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from typing import Final, NamedTuple

from onrecord.quotes.lexicon import LABELS
from onrecord.quotes.marks import Marked
from onrecord.records import Span
from onrecord.text import trim

FEWEST: Final = 3
"""So many labelled paragraphs make a text one of turns, where names are not written in capitals."""

_LABEL: Final = re.compile(
    r"(?:[A-Z][\w.'’\-]{0,30}(?:,? (?:[A-Z(][\w.'’\-)]{0,30}|of|the|de|van|von|al|and)){0,7}|Q|A|Q\d?|A\d?)(?=:(?:\s|$))(?!:\s*[\"“„«'‘]\s)"
)
_ASIDE: Final = re.compile(r"(?:\([^()]*\)|\[[^\[\]]*\])\W*")
_CAPITALS: Final = re.compile(r"[\"“„«]?([A-Z][A-Z.'’\-]{1,30}(?: [A-Z][A-Z.'’\-]{0,30}){0,3}(?=: \S))")
_SIGNED: Final = re.compile(r"(?<![—–])[—–]+\s?([^()\n—–]{2,60}) \(@\w{1,30}\)")


class TurnLine(NamedTuple):
    """A paragraph of one speaker's turn: who, the mark after the name, and the words. `labelled` is False for a later paragraph."""

    paragraph: int
    source: Span | None
    cue: Span | None
    content: Span
    labelled: bool
    sure: bool


def find_turns(text: str, paragraphs: Sequence[Span]) -> list[TurnLine]:
    """The turns among the paragraphs.

    A label in capitals ("ROTH:") or "Q:" and "A:" is a turn wherever it stands twice; other names need several labelled paragraphs.
    In a text that is mostly turns, a paragraph without a label goes on with the turn before it, unless it is an aside ("(Laughter.)").
    """
    labels: dict[int, Span] = {}
    for number, paragraph in enumerate(paragraphs):
        match = _LABEL.match(text, paragraph.start, min(paragraph.end, paragraph.start + 120))
        if match and match.group().split()[0].rstrip(":").lower() not in LABELS and match.group().lower() not in LABELS:
            labels[number] = Span(*match.span())
    counts = Counter(span.of(text) for span in labels.values())
    many = len(labels) >= FEWEST and any(count > 1 for count in counts.values())
    capitals = {n for n, span in labels.items() if _is_capitals(span.of(text))}
    turns: list[TurnLine] = []
    mostly = many and 2 * len(labels) >= len(paragraphs)
    running = False
    for number, paragraph in enumerate(paragraphs):
        label = labels.get(number)
        if label is not None and (many or (number in capitals and len(capitals) > 1)):
            content = trim(text, Span(label.end + 1, paragraph.end))
            running = counts[label.of(text)] > 1 or number in capitals
            if content.start < content.end:
                turns.append(TurnLine(number, label, Span(label.end, label.end + 1), content, True, True))
        elif label is not None and number == 0 and label.end + 1 < paragraph.end and "," not in label.of(text):
            content = trim(text, Span(label.end + 1, paragraph.end))
            if content.start < content.end and len(label.of(text).split()) <= 4:
                turns.append(TurnLine(number, label, Span(label.end, label.end + 1), content, True, False))
        elif mostly and running and label is None and number > 0 and not is_aside(text, paragraph):
            turns.append(TurnLine(number, None, None, paragraph, False, True))
    return turns


def is_aside(text: str, span: Span) -> bool:
    """Whether words stand in brackets from their first to their last, as what happens between turns does: "(Applause.)"."""
    return _ASIDE.fullmatch(text, span.start, span.end) is not None


def _is_capitals(label: str) -> bool:
    return label in {"Q", "A"} or (len(label) > 2 and label.isupper())


def leading_label(text: str, span: Span) -> Span | None:
    """Who speaks, where words begin with it in capitals ("ROTH: We won."), or None.

    >>> text = "“ROTH: We won.”"
    >>> leading_label(text, Span(0, 14)), leading_label(text, Span(7, 14))
    (Span(start=1, end=5), None)
    """
    match = _CAPITALS.match(text, span.start, span.end)
    return Span(*match.span(1)) if match and match[1].lower() not in LABELS else None


def quoted_turns(text: str, marks: Sequence[Marked]) -> list[tuple[Span, list[Marked]]]:
    """The turns of a transcript that stands in marks: the label of each, and the marked stretches that hold its words.

    A turn begins with the mark before its label in capitals (``"ROTH: We won.``), of which there are several, and goes on in the
    stretches that reopen it. `marks` are the outermost ones of a text, in order.
    """
    turns: list[tuple[Span, list[Marked]]] = []
    running = False
    for marked in marks:
        label = leading_label(text, marked.inner)
        if label is not None:
            turns.append((label, [marked]))
            running = True
        elif not running or not marked.reopens:
            running = False
        elif not is_aside(text, marked.inner):
            turns[-1][1].append(marked)
    return turns if len(turns) > 1 else []


def find_signature(text: str, paragraph: Span) -> tuple[Span, Span] | None:
    """The words and the signer of a post: "We won. — Ana Roth (@anaroth) June 3"."""
    match = _SIGNED.search(text, paragraph.start, paragraph.end)
    if match is None:
        return None
    content = trim(text, Span(paragraph.start, match.start()))
    return (content, trim(text, Span(*match.span(1)))) if content.start < content.end else None
