"""Which stretches of tagged words are one content: "…," she said, "…", and a quotation that goes on in the next paragraph.

The tagger says that words go on with something said before them; marks and paragraphs say with what.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

from numpy.typing import NDArray

from onrecord.quotes.decode import Fragment, Numbers
from onrecord.quotes.link import Edges
from onrecord.quotes.marks import Marked
from onrecord.quotes.shaping import touching
from onrecord.quotes.turns import leading_label
from onrecord.records import Span

LONGEST_PAUSE: Final = 60
"""A content goes on after at most so many words."""
STOPS: Final = frozenset(".!?")


@dataclass
class Draft:
    """A content on its way to a quote: its fragments, and what it was linked to."""

    content: list[Fragment]
    source: Fragment | None = None
    cue: Fragment | None = None

    @property
    def edges(self) -> Edges:
        """The first and last word."""
        return self.content[0].first, self.content[-1].last


def join_contents(
    spans: Sequence[Fragment], text: str, words: Sequence[Span], paragraph_of: Numbers, outer: Sequence[Marked]
) -> list[Draft]:
    """The contents, each with the fragments that continue it. `outer` are the outermost marked stretches, in order.

    Words that continue something do so within their paragraph, or in marks that follow marks. Where they stand in marks and begin a
    sentence ("…," Quill said, meaning the bridge. "…"), they continue the marked words before, not the unmarked ones between. A
    mark that reopens the unclosed one of the paragraph before continues its content whatever the tagger says.
    """
    drafts: list[Draft] = []
    for span in spans:
        if span.role == "content":
            marked = _opening(words, span, outer)
            if drafts and marked is not None and _reopens(text, words, drafts[-1], outer, marked):
                drafts[-1].content.append(span)
            else:
                drafts.append(Draft([span]))
        elif span.role == "continued":
            former = _continued(span, drafts, text, words, paragraph_of, outer)
            if former is None:
                drafts.append(Draft([span]))
            else:
                former.content.append(span)
    return sorted(drafts, key=lambda draft: draft.edges)


def _continued(
    span: Fragment, drafts: Sequence[Draft], text: str, words: Sequence[Span], paragraph_of: NDArray[Any], outer: Sequence[Marked]
) -> Draft | None:
    """The draft that a continued stretch goes on from, or None."""
    near = [draft for draft in drafts[-2:] if span.first - draft.edges[1] <= LONGEST_PAUSE]
    if not near:
        return None
    last = near[-1]
    opens = _opening(words, span, outer) is not None
    if paragraph_of[span.first] != paragraph_of[last.edges[1]]:
        return last if opens and _is_marked(words, last.content[-1], outer) else None
    if opens and len(near) > 1 and not _is_marked(words, last.content[-1], outer):
        before, ended = near[0], text[words[last.edges[1]].end - 1 : words[span.first].end]
        same = paragraph_of[before.edges[1]] == paragraph_of[span.first]
        if same and _is_marked(words, before.content[-1], outer) and not STOPS.isdisjoint(ended):
            return before
    return last


def _opening(words: Sequence[Span], span: Fragment, outer: Sequence[Marked]) -> Marked | None:
    """The marked stretch that opens at the first word of a fragment."""
    first = words[span.first]
    return next((m for m in touching(outer, first) if m.outer.start <= first.start <= m.inner.start), None)


def _is_marked(words: Sequence[Span], span: Fragment, outer: Sequence[Marked]) -> bool:
    """Whether a fragment has words in marks."""
    return bool(touching(outer, Span(words[span.first].start, words[span.last].end)))


def _reopens(text: str, words: Sequence[Span], before: Draft, outer: Sequence[Marked], marked: Marked) -> bool:
    """Whether a mark goes on with the unclosed one in which a draft ends; a new turn ("QUILL: …") goes on with nothing."""
    if not marked.reopens or leading_label(text, marked.outer) is not None:
        return False
    place = bisect_left(outer, marked.outer.start, key=lambda m: m.outer.start) - 1
    if place < 0 or text[outer[place].outer.start] != text[marked.outer.start]:
        return False
    return outer[place].outer.touches(Span(words[before.content[-1].first].start, words[before.edges[1]].end))
