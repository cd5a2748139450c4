"""The sentence around a place in a report, with its source and cue."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from onrecord.pipeline.views import PieceRole, SentencePiece
from onrecord.records import Span
from onrecord.text import sentences, trim

REACH: Final = 400
ROLES: Final[tuple[PieceRole, ...]] = ("plain", "source", "cue", "content")


def sentence_around(
    text: str, content: Sequence[Span], source: Sequence[Span] = (), cue: Sequence[Span] = ()
) -> tuple[SentencePiece, ...]:
    """The sentence (or sentences) in which the first place of ``content`` stands, cut where source, cue and content begin and end.

    At most ``REACH`` characters before and after the place: a text without stops is no reason for a long page.

    >>> told = sentence_around("It rained. “No,” said Ada Hale. She left.", [Span(12, 15)], cue=[Span(17, 21)])
    >>> [(piece.text, piece.role) for piece in told]
    [('“', 'plain'), ('No,', 'content'), ('” ', 'plain'), ('said', 'cue'), (' Ada Hale.', 'plain')]
    """
    if not content:
        return ()
    place = Span(content[0].start, min(content[0].end, content[0].start + 2 * REACH))
    around = _sentence(text, place)
    return cut(text, around, source, cue, content)


def _sentence(text: str, place: Span) -> Span:
    low, high = max(0, place.start - REACH), min(len(text), place.end + REACH)
    start = text.rfind("\n", low, place.start) + 1 or low
    end = text.find("\n", place.end, high)
    within = Span(start, high if end < 0 else end)
    touched = [each for each in sentences(text, [within]) if each.touches(place) or each.holds(place)]
    return trim(text, Span(touched[0].start, touched[-1].end) if touched else within)


def cut(text: str, around: Span, source: Sequence[Span], cue: Sequence[Span], content: Sequence[Span]) -> tuple[SentencePiece, ...]:
    """The words of ``text`` at ``around`` as pieces with their roles; where roles meet, content goes before cue, and cue before source."""
    roles = [0] * (around.end - around.start)
    for number, spans in enumerate((source, cue, content), 1):
        for span in spans:
            start, end = max(span.start, around.start) - around.start, min(span.end, around.end) - around.start
            if start < end:
                roles[start:end] = [number] * (end - start)
    pieces: list[SentencePiece] = []
    here = 0
    for place in range(1, len(roles) + 1):
        if place == len(roles) or roles[place] != roles[here]:
            pieces.append(SentencePiece(text=text[around.start + here : around.start + place], role=ROLES[roles[here]]))
            here = place
    return tuple(pieces)
