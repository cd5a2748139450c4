"""Groups of links: what is connected, and average link inside it."""

from __future__ import annotations

import heapq
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from typing import Final, TypeVar

import numpy as np
from numpy.typing import NDArray

from onrecord.linking.blocks import FIRST, Blocks, Numbers, distinct
from onrecord.records import Link

Id = TypeVar("Id", str, int)
_FIRST_BLOCKS: Final = 1000
_MOST_BLOCKS: Final = 100_000


def components(ids: Iterable[str], links: Iterable[Link]) -> list[tuple[str, ...]]:
    """The connected components of ``ids`` under ``links`` (union-find), ids sorted inside and components by their first id.

    A link to an id that is not among ``ids`` counts for nothing.

    >>> components(["c", "a", "b"], [Link(left="a", right="c", score=900)])
    [('a', 'c'), ('b',)]
    """
    parent = {name: name for name in sorted(ids)}
    for link in links:
        if link.left in parent and link.right in parent:
            _unite(parent, link.left, link.right)
    grouped = defaultdict(list)
    for name in parent:
        grouped[_root(parent, name)].append(name)
    return [tuple(grouped[top]) for top in sorted(grouped)]


def _root(parent: dict[Id, Id], name: Id) -> Id:
    top = name
    while parent[top] != top:
        top = parent[top]
    while parent[name] != top:
        parent[name], name = top, parent[name]
    return top


def _unite(parent: dict[Id, Id], left: Id, right: Id) -> None:
    left, right = _root(parent, left), _root(parent, right)
    parent[max(left, right)] = min(left, right)


def join(
    labels: Mapping[int, int],
    blocks: Blocks,
    are_tied: Callable[[int, Sequence[int]], Sequence[bool] | NDArray[np.bool_]],
    loose: Collection[int] | None = None,
) -> dict[int, int]:
    """What is connected, as a label for each id: each id of a block is compared with the first `FIRST` of the block.

    ``labels`` are of what is known to be connected already. Of two ids that carry one label, or come to, nothing is asked, so that a
    thousand likes cost a thousand comparisons; the answer is that of asking for every such pair. ``are_tied`` tells of an id and others
    whether it is tied to each of these. With ``loose``, only pairs that have one of these ids count.
    """
    ids = np.array(sorted(labels), np.int64)
    names, piece = np.unique(np.array([labels[each] for each in ids.tolist()], np.int64), return_inverse=True)
    top = np.arange(len(names))
    counts = np.ones(len(ids), bool) if loose is None else np.isin(ids, np.fromiter(loose, np.int64, len(loose)))
    places = np.searchsorted(ids, blocks.holders)
    asked = np.zeros(0, np.int64)

    def ask(pairs: Numbers) -> None:
        """Ask for pairs of places (one number each, ascending) and unite what is tied."""
        nonlocal top, asked
        left, right = np.divmod(pairs, len(ids))
        if len(distinct(right)) < len(distinct(left)):  # one text against many is asked about at once
            order = np.lexsort((left, right))
            pairs, left, right = pairs[order], right[order], left[order]
        tied = np.zeros(len(pairs), bool)
        starts = np.flatnonzero(np.diff(left, prepend=-1))
        for start, end in zip(starts.tolist(), [*starts[1:].tolist(), len(pairs)], strict=True):
            tied[start:end] = are_tied(int(ids[left[start]]), ids[right[start:end]].tolist())
        if tied.any():
            top = _united(top, piece[left[tied]], piece[right[tied]])
        asked = np.sort(np.concatenate((asked, pairs[~tied])))

    start, width = 0, _FIRST_BLOCKS
    while start < len(blocks.bounds) - 1:
        bounds = blocks.bounds[start : start + width + 1]
        held, sizes = places[bounds[0] : bounds[-1]], np.diff(bounds)
        firsts = np.repeat(bounds[:-1] - bounds[0], sizes)  # of each holder's block
        beyond = np.arange(len(held)) - firsts
        for rank in range(min(FIRST, int(sizes.max(initial=0)) - 1)):
            later = np.flatnonzero(beyond > rank)
            left, right = held[firsts[later] + rank], held[later]
            pairs = (left * len(ids) + right)[counts[left] | counts[right]]
            # Likes mostly show by the first pair of two pieces; only what is still apart after that is asked about one by one.
            for first_only in (True, False):
                one, other = (top[piece[each]] for each in np.divmod(pairs, len(ids)))
                pairs = distinct(pairs[one != other])
                pairs = pairs[np.searchsorted(asked, pairs) == np.searchsorted(asked, pairs, side="right")]
                if first_only and len(pairs):
                    one, other = (top[piece[each]] for each in np.divmod(pairs, len(ids)))
                    pieces = np.minimum(one, other) * len(names) + np.maximum(one, other)
                    ask(pairs[np.sort(np.unique(pieces, return_index=True)[1])])
                elif len(pairs):
                    ask(pairs)
        start, width = start + width, min(2 * width, _MOST_BLOCKS)
    return dict(zip(ids.tolist(), names[top[piece]].tolist(), strict=True))


def _united(top: Numbers, left: Numbers, right: Numbers) -> Numbers:
    """The first of what each is connected with, once these pairs are as well."""
    parent = {each: each for each in (*top[left].tolist(), *top[right].tolist())}
    for one, other in zip(top[left].tolist(), top[right].tolist(), strict=True):
        _unite(parent, one, other)
    now = np.arange(len(top))
    for each in parent:
        now[each] = _root(parent, each)
    return now[top]


def average_link(ids: Iterable[str], links: Iterable[Link], bar: int) -> list[tuple[str, ...]]:
    """Groups by average link: the two groups with the best mean score are joined until none reaches ``bar`` (per thousand).

    Pairs without a link count as 0, so a chain of likenesses does not make one group. Where two links name one pair the higher counts.
    Ties go to the groups with the smaller first ids. Groups are sorted like those of `components`, inside which this stays.

    >>> chain = [Link(left="a", right="b", score=900), Link(left="b", right="c", score=800)]
    >>> average_link("abc", chain, 500)
    [('a', 'b'), ('c',)]
    """
    sums: dict[str, dict[str, int]] = {name: {} for name in sorted(ids)}
    for link in links:
        if link.left != link.right and link.left in sums and link.right in sums:
            score = max(link.score, sums[link.left].get(link.right, 0))
            sums[link.left][link.right] = sums[link.right][link.left] = score
    return merge(sums, bar)


def merge(sums: dict[Id, dict[Id, int]], bar: int) -> list[tuple[Id, ...]]:
    """Groups by average link of the ids in ``sums``, which gives the scores of each with the others (both ways) and is used up."""
    members = {name: [name] for name in sorted(sums)}
    queue = [
        (-float(score), left, right, 1, 1) for left, row in sums.items() for right, score in row.items() if left < right and score >= bar
    ]
    heapq.heapify(queue)
    while queue:
        _, left, right, left_size, right_size = heapq.heappop(queue)
        if len(members.get(left, ())) != left_size or len(members.get(right, ())) != right_size:
            continue  # one of the two has grown or gone since
        members[left] += members.pop(right)
        for other, total in sums.pop(right).items():
            del sums[other][right]
            if other != left:
                sums[left][other] = sums[other][left] = sums[left].get(other, 0) + total
        for other, total in sums[left].items():
            mean = total / (len(members[left]) * len(members[other]))
            if mean >= bar:
                first, second = min(left, other), max(left, other)
                heapq.heappush(queue, (-mean, first, second, len(members[first]), len(members[second])))
    return sorted(tuple(sorted(group)) for group in members.values())


def merge_all(scores: Numbers, bar: int) -> list[tuple[int, ...]]:
    """The groups that `merge` gives where most pairs have a score, by a table of all of them: faster by far, in square memory.

    >>> merge_all(np.array([[0, 900, 0], [900, 0, 800], [0, 800, 0]]), 500)
    [(0, 1), (2,)]
    """
    sums = np.triu(scores, 1)
    sums += sums.T
    sizes = np.ones(len(sums), np.int64)
    members = {place: [place] for place in range(len(sums))}
    means = np.triu(sums.astype(np.float64), 1)
    while len(members) > 1:
        left, right = divmod(int(means.argmax()), len(means))
        if means[left, right] < bar or left == right:
            break
        members[left] += members.pop(right)
        sums[left] += sums[right]
        sums[:, left] = sums[left]
        sizes[left] += sizes[right]
        row = sums[left] / (sizes[left] * sizes)
        means[left, left + 1 :], means[:left, left] = row[left + 1 :], row[:left]
        sums[right] = sums[:, right] = 0
        means[right] = means[:, right] = 0
    return sorted(tuple(sorted(group)) for group in members.values())
