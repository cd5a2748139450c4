"""Which stretches of tagged words are one content: "…," she said, "…", and a quotation that goes on in the next paragraph.

The tagger says that words go on with something said before them; marks and paragraphs say with what.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

from numpy.typing import NDArray

from onrecord.quotes.context import blind_sentences
from onrecord.quotes.decode import Fragment, Numbers
from onrecord.quotes.link import Edges
from onrecord.quotes.marks import Marked
from onrecord.quotes.shaping import is_title, touching
from onrecord.quotes.turns import leading_label
from onrecord.records import Span

LONGEST_PAUSE: Final = 60
"""A content goes on after at most so many words."""
STOPS: Final = frozenset(".!?")
ENDED: Final = STOPS | frozenset(",…")
_SIGNED: Final = re.compile(r"[^\w\s]{0,3}\s{0,2}[―—–]\s{0,2}\w[^\n]{0,80}\n")
"""What stands between marked words that are signed ("“We won.” — Ada Quill") and a new line."""
_STOP: Final = re.compile(r"[.!?…][^\w\s]*\s")


@dataclass
class Draft:
    """A content on its way to a quote: its fragments, as they are kept and as they were tagged, and what it was linked to."""

    content: list[Fragment]
    tagged: list[Fragment]
    source: Fragment | None = None
    cue: Fragment | None = None

    @property
    def edges(self) -> Edges:
        """The first and last word."""
        return self.content[0].first, self.content[-1].last

    def add(self, span: Fragment, tagged: Fragment) -> None:
        """One more fragment."""
        self.content.append(span)
        self.tagged.append(tagged)


def join_contents(
    spans: Sequence[Fragment], text: str, words: Sequence[Span], paragraph_of: Numbers, outer: Sequence[Marked]
) -> list[Draft]:
    """The contents, each with the fragments that continue it. `outer` are the outermost marked stretches, in order.

    Words that continue something do so within their paragraph, or in marks that follow marks. Where they stand in marks and begin a
    sentence ("…," Quill said, meaning the bridge. "…"), they continue the marked words before, not the unmarked ones between. A
    mark that reopens the unclosed one of the paragraph before continues its content whatever the tagger says.
    """
    drafts: list[Draft] = []
    for tagged in spans:
        span = _without_tail(text, words, tagged, outer) if tagged.role in ("content", "continued") else tagged
        if _is_title(text, words, span, outer):
            continue
        if span.role == "content":
            marked = _opening(words, span, outer)
            if drafts and marked is not None and _reopens(text, words, drafts[-1], outer, marked):
                drafts[-1].add(span, tagged)
            else:
                drafts.append(Draft([span], [tagged]))
        elif span.role == "continued":
            former = _continued(span, drafts, text, words, paragraph_of, outer)
            if former is None:
                drafts.append(Draft([span], [tagged]))
            else:
                former.add(span, tagged)
    return sorted(drafts, key=lambda draft: draft.edges)


def within_sentence(text: str, words: Sequence[Span], paragraph_of: Numbers, draft: Draft, outer: Sequence[Marked]) -> list[Fragment]:
    """The fragments of a draft, of each that has marks and words beside them only the sentence nearest to its cue or source.

    Where news forgot to open or close a mark, a content runs on; annotators let hardly one of a hundred do so outside marks. A
    whole paragraph that opens with a mark stays whole.
    """
    anchor = draft.cue or draft.source
    place = anchor.first if anchor is not None else -1
    return [_one_sentence(text, words, paragraph_of, part, outer, place > part.last) for part in draft.content]


def _one_sentence(
    text: str, words: Sequence[Span], paragraph_of: Numbers, part: Fragment, outer: Sequence[Marked], is_last: bool
) -> Fragment:
    first, last = words[part.first].start, words[part.last].end
    held = touching(outer, Span(first, last))
    if not held or (held[0].outer.start <= first and last <= held[0].outer.end) or not _STOP.search(text, first, last):
        return part
    begins = part.first == 0 or paragraph_of[part.first - 1] < paragraph_of[part.first]
    if begins and _opening(words, part, outer) is not None:
        return part
    kept = blind_sentences(text, Span(first, last), held)[-1 if is_last else 0]
    inside = [n for n in range(part.first, part.last + 1) if words[n].touches(kept)]
    return Fragment(part.role, inside[0], inside[-1])


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
        if _SIGNED.match(text, words[last.edges[1]].end, words[span.first].start):
            return None
        return last if opens and _has_same_marks(text, words, last.content[-1], span, outer) else None
    if not _is_marked(words, span, outer) and _is_enclosed(words, last.content[-1], outer):
        return None
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


def _without_tail(text: str, words: Sequence[Span], span: Fragment, outer: Sequence[Marked]) -> Fragment:
    """A fragment without the unmarked words behind the mark that closes it, where it opened with one and the marked words end with a stop.

    What follows ("“Wait!” until the boat had gone") tells of the speaking; annotators leave it out 49 times in 50.
    """
    marked = _opening(words, span, outer)
    if marked is None or not marked.closed or text[marked.inner.end - 1] not in ENDED or marked.outer.end >= words[span.last].start:
        return span
    if len(touching(outer, Span(words[span.first].start, words[span.last].end))) > 1:
        return span
    last = span.first
    while words[last + 1].start < marked.outer.end:
        last += 1
    return span._replace(last=last)


def _is_title(text: str, words: Sequence[Span], span: Fragment, outer: Sequence[Marked]) -> bool:
    """Whether a fragment is only the marked name of a work."""
    return _is_enclosed(words, span, outer) and is_title(text, touching(outer, words[span.first])[0])


def _is_enclosed(words: Sequence[Span], span: Fragment, outer: Sequence[Marked]) -> bool:
    """Whether a fragment stands in marks from its first word to its last."""
    marked = _opening(words, span, outer)
    return marked is not None and words[span.last].start < marked.outer.end


def _has_same_marks(text: str, words: Sequence[Span], before: Fragment, span: Fragment, outer: Sequence[Marked]) -> bool:
    """Whether the first marks of two fragments have one shape: words between straight marks do not go on between curly ones."""
    former = touching(outer, Span(words[before.first].start, words[before.last].end))
    marked = _opening(words, span, outer)
    return bool(former) and marked is not None and text[former[0].outer.start] == text[marked.outer.start]


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
