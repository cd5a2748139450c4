"""Quotation marks, paired: which stretches of a text stand inside them. Knows nothing of speakers or cues.

Every style that news prints is read: straight and curly double marks, single marks (told from apostrophes), low-high marks,
guillemets either way round, doubled single marks and backticks. Marks pair inside their paragraph; news style reopens them at
every paragraph of a long quotation and closes them once, so an unclosed mark before a paragraph that opens with one is no mistake.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from typing import Final, Literal, NamedTuple

from onrecord.records import Span
from onrecord.text import trim

Style = Literal["double", "single", "guillemet", "corner"]

DEEPEST: Final = 8
"""Marks nested deeper than this are let go: no text needs it, and it bounds the work that each mark can cause."""

CODE_SAMPLE: Final = 2_000
"""Characters at the head of a paragraph that show whether it is code."""

_MARK: Final = re.compile(r"(?<!')'{2,3}(?!')|``|[\"“”„‟＂«»‹›‘’‚‛'`「」『』]")
_BREAK: Final = re.compile(r"[\n\u2029\x0c](?:(?<!\n)\s*|(?:[^\S\n]*\n)+\s*|(?!\s*[a-z])\s*)")
_TAG: Final = re.compile(r"</?[A-Za-z][\w-]*(?:\s[^<>]{0,2000})?/?>")
_RARE: Final = re.compile(r"[{}<>=|_\\]")
_SIGN: Final = re.compile(r"[{}\[\]()<>=;|_\\]")
_ELIDED: Final = re.compile(r"['’‘`](?:\d0s\b|\d\ds?\b|(?:em|til|till|cause|tis|twas|twere|round|bout|cos|cuz|n|nuff|neath)\b)", re.I)
_INCHES: Final = re.compile(r"\d['’′]\s?(?:\d{1,2}(?:\.\d+)?|\d?[½¼¾])$")
_FAMILY: Final[dict[str, Style]] = {
    **dict.fromkeys('"“”„‟＂', "double"),
    "''": "double",
    "``": "double",
    **dict.fromkeys("‘’‚‛'`", "single"),
    **dict.fromkeys("«»‹›", "guillemet"),
    **dict.fromkeys("「」『』", "corner"),
}
_ONLY_OPEN: Final = frozenset("„‚「『‟‛")
_ONLY_CLOSE: Final = frozenset("」』")
_USUALLY_OPEN: Final = frozenset(["“", "«", "‹", "‘", "``"])
_USUALLY_CLOSE: Final = frozenset(["”", "»", "›"])
_BEFORE_OPENING: Final = frozenset("([{-–—/:=>“‘\"'„«‹…")
_BEFORE_CLOSING: Final = frozenset(".,;:!?)]}-–—…”’\"'»›/<")


class Marked(NamedTuple):
    """A stretch between quotation marks. `outer` takes the marks in, `inner` is what they enclose, without white space at its edges.

    `depth` is 0 for a stretch that no other holds. `closed` is False where the closing mark is missing: the stretch then ends with its
    paragraph, or before the next opening mark. `reopens` is True where the mark continues the unclosed stretch of the paragraph before.
    """

    outer: Span
    inner: Span
    style: Style
    depth: int
    closed: bool
    reopens: bool


class _Open(NamedTuple):
    mark: str
    start: int
    end: int
    family: Style


def pair_marks(text: str) -> tuple[Marked, ...]:
    """The stretches between matching quotation marks, in text order, a stretch before those inside it.

    >>> [m.inner.of('He said “no ‘thanks’”.') for m in pair_marks('He said “no ‘thanks’”.')]
    ['no ‘thanks’', 'thanks']
    >>> [m.inner.of("It's the workers' '90s.") for m in pair_marks("It's the workers' '90s.")]
    []

    Linear in the length of the text. A mark without its mate costs at most the stretch that it opens.
    """
    found: list[Marked] = []
    blocks = split_paragraphs(text)
    carried: Style | None = None
    for place, block in enumerate(blocks):
        if is_code(text, block):
            carried = None
            continue
        following = blocks[place + 1] if place + 1 < len(blocks) else None
        pairs, left_open = _pair_block(text, block, _leading(text, following))
        for outer, inner, family, closed in pairs:
            if inner.start < inner.end:
                found.append(Marked(outer, inner, family, 0, closed, carried == family and outer.start == block.start))
        carried = left_open
    return _nested(found)


def is_code(text: str, block: Span) -> bool:
    """True for a paragraph that is a program or its data, as pages leave them in their text: its quotation marks quote nobody.

    >>> is_code(page := "ads = []; ads.push({mode: 'thumbs', slot: 'end-4'}); ads.show();", Span(0, len(page)))
    True
    """
    sample = text[block.start : min(block.end, block.start + CODE_SAMPLE)]
    if len(_RARE.findall(sample)) < 3:
        return False
    signs = len(_SIGN.findall(sample))
    return signs >= 8 and signs * 10 > sum(map(str.isalpha, sample))


def find_tags(text: str, block: Span) -> list[Span]:
    """The markup that a page left in its text: what stands in a tag is no text, and its quotation marks quote nobody.

    >>> text = 'He waved. <post author="Ada Quill" /> It is 3 < 5.'
    >>> [tag.of(text) for tag in find_tags(text, Span(0, len(text)))]
    ['<post author="Ada Quill" />']
    """
    if text.find("<", block.start, block.end) < 0:
        return []
    return [Span(*match.span()) for match in _TAG.finditer(text, block.start, block.end)]


def split_paragraphs(text: str) -> list[Span]:
    """The paragraphs as marks see them: a line break before a word in lower case is only a wrapped line."""
    spans, start = [], 0
    for stop, after in [m.span() for m in _BREAK.finditer(text)] + [(len(text), len(text))]:
        span = trim(text, Span(start, stop))
        if span.start < span.end:
            spans.append(span)
        start = after
    return spans


def _leading(text: str, block: Span | None) -> Style | None:
    """The family of the mark that opens a block, if one does."""
    if block is None:
        return None
    match = _MARK.match(text, block.start, block.end)
    if not match or match.end() >= block.end or _ELIDED.match(text, block.start, block.end) or match.group() in _ONLY_CLOSE:
        return None
    return _FAMILY[match.group()[:2]]


def _pair_block(text: str, block: Span, next_leads: Style | None) -> tuple[list[tuple[Span, Span, Style, bool]], Style | None]:
    """The pairs of one block, and the family of the mark that it leaves open for the next block to reopen."""
    marks = _marks_in(text, block)
    pairs: list[tuple[Span, Span, Style, bool]] = []
    stack: list[_Open] = []
    for place, (mark, start, end) in enumerate(marks):
        family = _FAMILY[mark]
        mate = next((i for i in range(len(stack) - 1, -1, -1) if stack[i].family == family), None)
        side = _side(text, block, mark, start, end, stack[mate] if mate is not None else None)
        if side == "close" and family == "single" and _is_plural(text, start, end) and _closes_later(text, block, marks, place):
            continue
        if side == "close" and mate is not None:
            opened = stack[mate]
            del stack[mate:]
            pairs.append((Span(opened.start, end), trim(text, Span(opened.end, start)), family, True))
        elif side == "open":
            stack.append(_Open(mark, start, end, family))
            if len(stack) > DEEPEST:
                del stack[0]
    left_open = None
    tops = _outermost([p[0] for p in pairs])
    starts = sorted([p[0].start for p in pairs if p[2] != "single"] + [o.start for o in stack if o.family != "single"])
    for opened in stack:
        continued = opened.start == block.start and opened.family == next_leads
        if opened.family == "single" and not continued:
            continue
        stop = block.end
        if continued:
            left_open = opened.family
        else:
            after = bisect_right(starts, opened.start)
            if after < len(starts):
                held = holding(tops, starts[after])
                stop = held.start if held is not None else starts[after]
        pairs.append((trim(text, Span(opened.start, stop)), trim(text, Span(opened.end, stop)), opened.family, False))
    return pairs, left_open


def _marks_in(text: str, block: Span) -> list[tuple[str, int, int]]:
    """The marks of a block outside tags; three straight single marks are a double and a single one, the double outside."""
    marks = []
    tags = find_tags(text, block)
    for match in _MARK.finditer(text, block.start, block.end):
        mark, start, end = match.group(), match.start(), match.end()
        if tags and holding(tags, start) is not None:
            continue
        if mark != "'''":
            marks.append((mark, start, end))
        elif start == block.start or text[start - 1].isspace() or text[start - 1] in _BEFORE_OPENING:
            marks += [("''", start, start + 2), ("'", start + 2, end)]
        else:
            marks += [("'", start, start + 1), ("''", start + 1, end)]
    return marks


def holding(spans: Sequence[Span], place: int) -> Span | None:
    """The one of some spans, disjoint and in order, in which a place lies."""
    number = bisect_right(spans, place, key=lambda span: span.start) - 1
    return spans[number] if number >= 0 and place < spans[number].end else None


def _outermost(spans: list[Span]) -> list[Span]:
    """The spans that no other holds, in order."""
    tops: list[Span] = []
    for span in sorted(spans, key=lambda s: (s.start, -s.end)):
        if not tops or span.start >= tops[-1].end:
            tops.append(span)
    return tops


def _side(text: str, block: Span, mark: str, start: int, end: int, opened: _Open | None) -> Literal["open", "close", "none"]:
    """Whether a mark opens or closes here, by its shape, by what stands on its two sides, and by what is open."""
    if mark in _ONLY_OPEN:
        return "open"
    if mark in _ONLY_CLOSE:
        return "close"
    before = text[start - 1] if start > block.start else " "
    after = text[end] if end < block.end else " "
    if _FAMILY[mark] == "single" and mark not in "‹›":
        return _side_single(text, mark, start, before, after, opened)
    if mark == '"' and before.isdigit() and _INCHES.search(text, max(block.start, start - 8), start):
        return "none"
    can_open = (before.isspace() or before in _BEFORE_OPENING) and not after.isspace()
    can_close = not before.isspace() and (after.isspace() or after in _BEFORE_CLOSING)
    if mark in _USUALLY_OPEN:
        turned = opened is not None and opened.mark in "„“»›" and can_close and not can_open
        return "close" if turned else "open"
    if mark in _USUALLY_CLOSE:
        return "open" if opened is None and can_open and (before.isspace() or start == block.start) else "close"
    if can_open and not can_close:
        return "open"
    if can_close and not can_open:
        return "close"
    return "close" if opened is not None else "open"


def _side_single(text: str, mark: str, start: int, before: str, after: str, opened: _Open | None) -> Literal["open", "close", "none"]:
    if before.isalnum() and after.isalnum():
        return "none"
    if mark == "‘" and opened is not None and opened.mark == "‚":
        return "close"
    if mark != "‘" and not before.isspace() and (not before.isalnum() or not after.isalnum()) and opened is not None:
        turned = before in _BEFORE_OPENING and before not in "…-–—:\"'" and after.isalnum()
        if not turned and not (after.isalnum() and before in "-–—:\"'“"):
            return "close"
    opens = (before.isspace() or before in _BEFORE_OPENING) and not after.isspace() and (after.isalnum() or after in '"“[(…$£€.')
    if mark == "’" or not opens or _ELIDED.match(text, start):
        return "none"
    return "open"


def _is_plural(text: str, start: int, end: int) -> bool:
    """Whether a single mark after an s and before a word may be the apostrophe of a plural ("the workers' union") or of a dropped g."""
    return text[start - 1 : start] in {"s", "n"} and text[end : end + 1] == " " and text[end + 1 : end + 2].isalnum()


def _closes_later(text: str, block: Span, marks: list[tuple[str, int, int]], place: int) -> bool:
    """Whether a better closing single mark comes before the next opening one."""
    for mark, start, end in marks[place + 1 : place + 1 + DEEPEST]:
        if _FAMILY[mark] != "single":
            continue
        before, after = text[start - 1], text[end] if end < block.end else " "
        if before.isspace() or mark == "‘":
            return False
        if not after.isalnum() and not _is_plural(text, start, end):
            return True
    return False


def _nested(found: list[Marked]) -> tuple[Marked, ...]:
    """The stretches in text order with their depths."""
    ordered: list[Marked] = []
    holding: list[int] = []
    for marked in sorted(found, key=lambda m: (m.outer.start, -m.outer.end)):
        while holding and holding[-1] <= marked.outer.start:
            holding.pop()
        ordered.append(marked._replace(depth=len(holding)))
        holding.append(marked.outer.end)
    return tuple(ordered)
