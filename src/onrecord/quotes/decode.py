"""From scores of words to spans: the likeliest sequence of tags in each paragraph, and how likely each tag is.

A linear chain: tag scores plus learned scores of moves from tag to tag; an inner tag follows its own begin or inner tag alone. Spans
end with their paragraph, so paragraphs are decoded side by side, those of like length together.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from onrecord.records import ATTRIBUTION_TAGS, Span
from onrecord.text import paragraphs

Floats = NDArray[np.float32]
Numbers = NDArray[np.int64]
FORBIDDEN: Final = -1e4
MOST_CELLS: Final = 100_000
"""Places in the padded rows of a group, at most, unless a single row has more."""
FEW_CELLS: Final = 8_000
"""Rows of unlike length share a group of so many places: what padding adds is less than what another group costs."""
MOST_EDGES: Final = 30
LEAST_EDGE: Final = 0.005
"""How many words count as where a content may begin or end, and how likely each must be."""
_ROLES: Final = ("", "content", "continued", "source", "cue")
_ROLE_OF: Final = np.array([_ROLES.index(tag[2:]) for tag in ATTRIBUTION_TAGS])
_INNER: Final = np.array([ATTRIBUTION_TAGS.index(f"I-{tag[2:]}") if tag != "O" else 0 for tag in ATTRIBUTION_TAGS])
_IN_SPAN: Final = np.array([tag != "O" for tag in ATTRIBUTION_TAGS], np.float32)
_CONTENT_TAGS: Final = [(ATTRIBUTION_TAGS.index(f"B-{role}"), ATTRIBUTION_TAGS.index(f"I-{role}")) for role in ("content", "continued")]
_BEGINS: Final = np.array([tag.startswith("B-") for tag in ATTRIBUTION_TAGS])


class Fragment(NamedTuple):
    """Words `first` to `last` (inclusive) with one role: ``content``, ``continued``, ``source`` or ``cue``."""

    role: str
    first: int
    last: int


def paragraph_rows(text: str, words: Sequence[Span]) -> tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.int64]]:
    """The number of each word's paragraph, and the first word and the count of words of each paragraph."""
    begins = [p.start for p in paragraphs(text)]
    paragraph_of = np.searchsorted(begins, [word.start for word in words], side="right").astype(np.int64) - 1
    numbers = np.arange(len(begins))
    starts = np.searchsorted(paragraph_of, numbers)
    return paragraph_of, starts, np.searchsorted(paragraph_of, numbers, side="right") - starts


def groups(lengths: Numbers) -> Iterator[Numbers]:
    """The numbers of rows, longest first, in groups that are small, or in which padding at most doubles the work.

    >>> [g.tolist() for g in groups(np.array([3, 40, 4, 41, 1]))]
    [[3, 1, 2, 0, 4]]
    >>> [g.tolist() for g in groups(np.array([3, 4000, 4, 4100, 1]))]
    [[3, 1], [2, 0, 4]]
    """
    order = np.argsort(-lengths, kind="stable")[: np.count_nonzero(lengths)]
    start = 0
    while start < len(order):
        longest = int(lengths[order[start]])
        stop = min(len(order), start + max(1, MOST_CELLS // longest))
        stop = start + int(np.searchsorted(-lengths[order[start:stop]], -max(1, longest // 2), side="right"))
        stop = max(stop, start + 1, min(len(order), start + FEW_CELLS // longest))
        yield order[start:stop]
        start = stop


class _Rows:
    """The paragraphs of a group as rows, longest first: at step `n` only the first ``counts[n]`` of them still have a word.

    `cells` are the scores, ``[step, row, tag]``; `held` says which places have a word, and `places` which word.
    """

    def __init__(self, scores: Floats, starts: Numbers, lengths: Numbers, rows: Numbers) -> None:
        steps = np.arange(int(lengths[rows[0]]))[:, None]
        self.held = steps < lengths[rows]
        self.places = (steps + starts[rows])[self.held]
        self.counts = self.held.sum(1).tolist()
        self.cells = np.zeros((*self.held.shape, scores.shape[1]))
        self.cells[self.held] = scores[self.places]


def best_tags(scores: Floats, moves: Floats, starts: Numbers, lengths: Numbers) -> Numbers:
    """The likeliest tags (Viterbi), one number for each word. `starts` and `lengths` say which words each paragraph has.

    `moves` is ``[from, to]``; a move that is not allowed has ``FORBIDDEN``, and so may no paragraph begin with an inner tag.
    """
    tags = np.zeros(len(scores), np.int64)
    came = np.ascontiguousarray(moves.T, np.float64)
    for rows in groups(lengths):
        padded = _Rows(scores, starts, lengths, rows)
        cells, counts = padded.cells, padded.counts
        back = np.zeros(cells.shape, np.int8)
        total = cells[0] + np.where(_is_inner(moves), FORBIDDEN, 0.0)
        places = np.arange(total.size).reshape(total.shape) * total.shape[1]  # of the first way to each tag of each row
        for n in range(1, len(cells)):
            count = counts[n]
            ways = total[:count, None, :] + came
            best = back[n, :count] = ways.argmax(2)
            total[:count] = ways.ravel().take(best + places[:count]) + cells[n, :count]
        tag = total.argmax(1)
        found = np.zeros(padded.held.shape, np.int64)
        numbers = np.arange(len(rows))
        for n in range(len(cells) - 1, -1, -1):
            count = counts[n]
            found[n, :count] = tag[:count]
            tag[:count] = back[n, numbers[:count], tag[:count]]
        tags[padded.places] = found[padded.held]
    return tags


class Chances(NamedTuple):
    """How likely each tag is at each word (rows sum to 1), and how likely the next word goes on with its span if it has that tag."""

    tags: Floats
    goes_on: Floats


def tag_chances(scores: Floats, moves: Floats, starts: Numbers, lengths: Numbers) -> Chances:
    """The chances over all allowed tag sequences of each paragraph (forward and backward sums)."""
    chances = np.zeros(scores.shape, np.float32)
    goes_on = np.zeros(scores.shape, np.float32)
    inner = _is_inner(moves)
    ways = np.exp(np.maximum(moves.astype(np.float64), -700.0))
    ways[moves <= FORBIDDEN / 2] = 0.0
    for rows in groups(lengths):
        padded = _Rows(scores, starts, lengths, rows)
        counts, held, places = padded.counts, padded.held, padded.places
        cells = np.exp(padded.cells - padded.cells.max(2, keepdims=True))
        ahead, behind, totals = np.zeros(cells.shape), np.ones(cells.shape), np.ones(cells.shape)
        total = cells[0] * np.where(inner, 0.0, 1.0) + 1e-300
        ahead[0] = total / total.sum(1, keepdims=True)
        for n in range(1, len(cells)):
            count = counts[n]
            total = (ahead[n - 1, :count] @ ways) * cells[n, :count] + 1e-300
            ahead[n, :count] = total / total.sum(1, keepdims=True)
        for n in range(len(cells) - 1, 0, -1):
            count = counts[n]
            total = totals[n, :count] = (behind[n, :count] * cells[n, :count]) @ ways.T
            behind[n - 1, :count] = total / total.sum(1, keepdims=True)
        both = (ahead * behind)[held]
        chances[places] = both / both.sum(1, keepdims=True)
        later = held[1:]
        weights = (behind[1:] * cells[1:])[later][:, _INNER] * ways[np.arange(len(ways)), _INNER]
        goes_on[places[len(rows) :] - 1] = weights / np.maximum(totals[1:][later], 1e-300) * _IN_SPAN
    return Chances(chances, goes_on)


def overlap_chance(found: Chances, letters: Numbers, first: int, last: int, stretch: tuple[int, int]) -> float:
    """How likely a content shares at least half of the letters of the words `first` to `last` and its own, taken together.

    Given the scores, a tag depends on the one before it alone, so that a span's chance is the product of the chances to begin, to go
    on and to end. `letters[n]` is the count of letters before word `n`; `stretch` the first and one past the last word of the paragraph.
    """
    length = last + 1 - first
    low, high = max(stretch[0], first - length), min(stretch[1], last + 1 + length)
    total = 0.0
    for begin, inner in _CONTENT_TAGS:
        begins = _likeliest(found.tags[low : last + 1, begin]) + low
        if not len(begins):
            continue
        leaves = 1.0 - found.goes_on[first:high, [begin, inner]]
        ends = _likeliest((found.tags[first:high, [begin, inner]] * leaves).sum(1)) + first
        on = np.concatenate([[0.0], np.cumsum(np.log(np.minimum(np.maximum(found.goes_on[low:high, inner], 1e-9), 1.0)))])
        a, b = begins[:, None], ends[None, :]
        way = np.exp(np.minimum(0.0, on[np.maximum(b, a + 1) - low] - on[a + 1 - low]))
        more = found.goes_on[a, begin] * way * (1.0 - found.goes_on[b, inner])
        chance = found.tags[a, begin] * np.where(b > a, more, 1.0 - found.goes_on[a, begin])
        shared = np.maximum(0, letters[np.minimum(b, last) + 1] - letters[np.maximum(a, first)])
        either = letters[b + 1] - letters[a] + letters[last + 1] - letters[first] - shared
        total += float(chance[(b >= a) & (shared > 0) & (2 * shared >= either)].sum())
    return min(1.0, total)


def _likeliest(chances: Floats) -> Numbers:
    order = np.argsort(-chances, kind="stable")[:MOST_EDGES]
    return order[chances[order] >= LEAST_EDGE]


def _is_inner(moves: Floats) -> NDArray[np.bool_]:
    return np.array((moves <= FORBIDDEN / 2).any(0))


def fragments(tags: Numbers) -> list[Fragment]:
    """The spans of a tag sequence, in order.

    >>> fragments(np.array([5, 6, 7, 1, 2, 0]))
    [Fragment(role='source', first=0, last=1), Fragment(role='cue', first=2, last=2), Fragment(role='content', first=3, last=4)]
    """
    roles = _ROLE_OF[tags]
    begins = _BEGINS[tags]
    begins[1:] |= roles[1:] != roles[:-1]
    begins[:1] = True
    firsts = np.flatnonzero(begins)
    lasts = np.append(firsts[1:], len(tags)) - 1
    kept = roles[firsts] > 0
    edges = zip(roles[firsts[kept]].tolist(), firsts[kept].tolist(), lasts[kept].tolist(), strict=True)
    return [Fragment(_ROLES[role], first, last) for role, first, last in edges]
