"""Groups of links: what is connected, and average link inside it."""

from __future__ import annotations

import heapq
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from typing import Final, TypeVar

import numpy as np

from onrecord.linking.blocks import Blocks
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
    are_tied: Callable[[Sequence[int], Sequence[int]], bool],
    loose: Collection[int] | None = None,
) -> dict[int, int]:
    """What is connected, as a label for each id, where two ids of one block are tied if ``are_tied`` says so.

    ``labels`` are of what is known to be connected already. Of two ids that carry one label, or come to, nothing is asked, so that a
    thousand likes cost a thousand comparisons and not half a million; the answer is that of asking for every pair. ``are_tied`` is asked of
    many at once, whether any of the first is tied to any of the second. With ``loose``, only pairs that have one of these ids count.
    """
    parent: dict[int, int] = {}
    for label in labels.values():
        parent.setdefault(label, label)
    number = {each: place for place, each in enumerate(sorted(labels))}
    asked: set[int] = set()

    def tie(some: Sequence[int], others: Sequence[int]) -> bool:
        wanted: dict[int, list[int]] = {}
        for left in some:
            for right in others:
                if loose is None or left in loose or right in loose:
                    low, high = sorted((number[left], number[right]))
                    if low * len(number) + high not in asked:
                        asked.add(low * len(number) + high)
                        wanted.setdefault(left, []).append(right)
        if not wanted:
            return False
        first = next(iter(wanted))
        # Likes mostly show by the first pair; only if not, all are asked about.
        if are_tied([first], wanted[first][:1]):
            return True
        rest = sorted({right for held in wanted.values() for right in held})
        return (len(wanted) > 1 or len(rest) > 1) and are_tied(list(wanted), rest)

    start, width = 0, _FIRST_BLOCKS
    while start < len(blocks.bounds) - 1:
        # What is in one piece by now is passed over without a look at its members.
        bounds = blocks.bounds[start : start + width + 1]
        held = blocks.holders[bounds[0] : bounds[-1]].tolist()
        tops = np.array([_root(parent, labels[each]) for each in held], np.int64)
        firsts = bounds[:-1] - bounds[0]
        mixed = np.flatnonzero(np.minimum.reduceat(tops, firsts) != np.maximum.reduceat(tops, firsts))
        for place in mixed.tolist():
            groups: defaultdict[int, list[int]] = defaultdict(list)
            for each in held[bounds[place] - bounds[0] : bounds[place + 1] - bounds[0]]:
                groups[_root(parent, labels[each])].append(each)
            apart: list[list[int]] = []
            for group in groups.values():
                kept = []
                for other in apart:
                    if tie(group, other):
                        _unite(parent, labels[group[0]], labels[other[0]])
                        group = group + other
                    else:
                        kept.append(other)
                apart = [*kept, group]
        start, width = start + width, min(2 * width, _MOST_BLOCKS)
    return {each: _root(parent, label) for each, label in labels.items()}


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
