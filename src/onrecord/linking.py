"""The pattern that stories, speakers and statements share: block, score, group.

Links between pairs are what is kept; groups are always derived from them, so that the same reports give the same groups in any order.
Scores are integers per thousand; ties go to the smaller id.
"""

from __future__ import annotations

import hashlib
import heapq
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping

import numpy as np

from onrecord import stories
from onrecord.records import Link, Record
from onrecord.stories import StoryFeatures, StoryModel


def pairs(keys: Mapping[str, Iterable[str]], at_least: int = 1) -> Iterator[tuple[str, str]]:
    """The pairs of ids that share ``at_least`` so many keys, each pair in order, pairs sorted; ``keys`` gives the keys of each id.

    >>> list(pairs({"b": ["odum"], "a": ["hale", "odum"], "c": ["mill"]}))
    [('a', 'b')]

    Keys are held as 64-bit hashes in two arrays, so that a hundred thousand ids with a hundred keys each take 200 MB; two keys of one hash
    could at worst propose a pair too many.
    """
    names = sorted(keys)
    hashes = [np.unique(np.array([_hash(key) for key in keys[name]], np.uint64)) for name in names]
    starts = np.cumsum([0, *map(len, hashes)])
    owners = np.repeat(np.arange(len(names)), np.diff(starts))
    every = np.concatenate(hashes) if hashes else np.zeros(0, np.uint64)
    order = np.argsort(every, kind="stable")  # so that owners stand in order inside a block
    owners = owners[order]
    firsts = np.flatnonzero(np.concatenate(([True], every[order][1:] != every[order][:-1]))) if len(every) else np.zeros(0, np.int64)
    block_of = np.empty(len(every), np.int64)
    block_of[order] = np.repeat(np.arange(len(firsts)), np.diff(np.append(firsts, len(every))))
    ends = np.append(firsts, len(every))
    for place, name in enumerate(names):
        own = block_of[starts[place] : starts[place + 1]]
        own = own[ends[own + 1] - ends[own] > 1]
        if not len(own):
            continue
        others, counts = np.unique(np.concatenate([owners[ends[block] : ends[block + 1]] for block in own]), return_counts=True)
        for other in others[(counts >= at_least) & (others > place)].tolist():
            yield name, names[other]


def _hash(key: str) -> int:
    return int.from_bytes(hashlib.blake2b(key.encode("utf-8", "surrogatepass"), digest_size=8).digest(), "little")


def candidates(found: Mapping[str, Iterable[str]], at_least: int = 1) -> list[str]:
    """The ids that stand under at least so many of the keys, sorted; ``found`` gives the ids under each key.

    >>> candidates({"hale": ["a", "b"], "odum": ["b"]}, at_least=2)
    ['b']
    """
    shared = Counter(name for names in found.values() for name in set(names))
    return sorted(name for name, count in shared.items() if count >= at_least)


def components(ids: Iterable[str], links: Iterable[Link]) -> list[tuple[str, ...]]:
    """The connected components of ``ids`` under ``links`` (union-find), ids sorted inside and components by their first id.

    A link to an id that is not among ``ids`` counts for nothing.

    >>> components(["c", "a", "b"], [Link(left="a", right="c", score=900)])
    [('a', 'c'), ('b',)]
    """
    parent = {name: name for name in sorted(ids)}

    def root(name: str) -> str:
        top = name
        while parent[top] != top:
            top = parent[top]
        while parent[name] != top:
            parent[name], name = top, parent[name]
        return top

    for link in links:
        if link.left in parent and link.right in parent:
            left, right = root(link.left), root(link.right)
            parent[max(left, right)] = min(left, right)
    grouped = defaultdict(list)
    for name in parent:
        grouped[root(name)].append(name)
    return [tuple(grouped[top]) for top in sorted(grouped)]


def average_link(ids: Iterable[str], links: Iterable[Link], bar: int) -> list[tuple[str, ...]]:
    """Groups by average link: the two groups with the best mean score are joined until none reaches ``bar`` (per thousand).

    Pairs without a link count as 0, so a chain of likenesses does not make one group. Where two links name one pair the higher counts.
    Ties go to the groups with the smaller first ids. Groups are sorted like those of `components`, inside which this stays.

    >>> chain = [Link(left="a", right="b", score=900), Link(left="b", right="c", score=800)]
    >>> average_link("abc", chain, 500)
    [('a', 'b'), ('c',)]
    """
    members = {name: [name] for name in sorted(ids)}
    sums: dict[str, dict[str, int]] = {name: {} for name in members}
    for link in links:
        if link.left != link.right and link.left in members and link.right in members:
            score = max(link.score, sums[link.left].get(link.right, 0))
            sums[link.left][link.right] = sums[link.right][link.left] = score
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


class StoryGroup(Record, frozen=True, kw_only=True):
    """The reports of one event: their ids, those that share one text, and the report that stands for the largest shared text."""

    report_ids: tuple[str, ...]
    families: tuple[tuple[str, ...], ...]
    lead: str


def group_reports(
    known: Mapping[str, StoryFeatures], family_links: Iterable[Link], story_links: Iterable[Link], model: StoryModel = stories.MODEL
) -> list[StoryGroup]:
    """Stories of the reports, by their links: families first, then their representatives by average link.

    The answer for a set of reports that no link leaves (`components` of both kinds of links together) does not depend on any others,
    so that a new report asks for a new grouping of what it can reach and of nothing else.
    """
    families = average_link(known, family_links, model.family_bar)
    stands_for = {stories.representative([known[name] for name in family]).report_id: family for family in families}
    between = [link for link in story_links if link.left in stands_for and link.right in stands_for]
    groups = average_link(stands_for, stories.weigh_crowd(between, model), model.bar)
    return sorted((_story_group(group, stands_for) for group in groups), key=lambda group: group.report_ids)


def _story_group(leads: Iterable[str], stands_for: Mapping[str, tuple[str, ...]]) -> StoryGroup:
    families = sorted(stands_for[lead] for lead in leads)
    lead = min(leads, key=lambda name: (-len(stands_for[name]), name))
    return StoryGroup(report_ids=tuple(sorted(name for family in families for name in family)), families=tuple(families), lead=lead)


def families(known: Mapping[str, StoryFeatures], model: StoryModel = stories.MODEL) -> list[tuple[str, ...]]:
    """The families of all these reports at once."""
    same = pairs({name: stories.family_keys(one) for name, one in known.items()}, stories.FAMILY_KEYS)
    return average_link(known, stories.family_links((known[left], known[right]) for left, right in same), model.family_bar)


def group_all(known: Mapping[str, StoryFeatures], horizon_days: int = 90, model: StoryModel = stories.MODEL) -> list[StoryGroup]:
    """Stories of all these reports at once: the same as adding them one by one."""
    same = pairs({name: stories.family_keys(one) for name, one in known.items()}, stories.FAMILY_KEYS)
    alike = pairs({name: stories.story_keys(one) for name, one in known.items()}, stories.STORY_KEYS)
    return group_reports(
        known,
        stories.family_links((known[left], known[right]) for left, right in same),
        stories.story_links(((known[left], known[right]) for left, right in alike), horizon_days, model),
        model,
    )
