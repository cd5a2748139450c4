"""Reports into families and stories, all at once. The pipeline does the same step by step, for what a report touches alone."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Final

import numpy as np

from onrecord import stories
from onrecord.linking import blocks
from onrecord.linking.blocks import block, numbers, pairs
from onrecord.linking.clusters import average_link, join, merge
from onrecord.linking.nearby import Nearby
from onrecord.records import Link, Record
from onrecord.stories import StoryFeatures, StoryModel
from onrecord.text import number_of

WHOLE: Final = 64
"""Up to so many texts that hang together are compared each with each; of more, each with a sample of so many."""


class StoryGroup(Record, frozen=True, kw_only=True):
    """The reports of one event: their ids, those that share one text, and the report that stands for the largest shared text."""

    report_ids: tuple[str, ...]
    families: tuple[tuple[str, ...], ...]
    lead: str


def text_of(known: StoryFeatures) -> int:
    """The number of a report's text: the same for word-for-word copies; a report without words of its own shares none."""
    return number_of("text " + known.text_digest) if len(known.shingles) else number_of("report " + known.report_id)


def split_family(texts: Mapping[int, StoryFeatures], bar: int) -> list[tuple[int, ...]]:
    """The families among texts that hang together by shared words, by average link over all pairs; sorted.

    Of more than `WHOLE` texts, those with the smallest numbers are grouped so (numbers are hashes of the texts, so this is a sample, and
    the same whoever came first); each other text goes where its mean likeness to the sampled texts is best, if that reaches ``bar``. What
    is left is grouped in the same way.
    """
    left = sorted(texts)
    found: list[tuple[int, ...]] = []
    while left:
        sample, rest = left[:WHOLE], left[WHOLE:]
        groups = _by_average(sample, texts, bar)
        taken: defaultdict[int, list[int]] = defaultdict(list)
        left = []
        if rest:
            column = {text: place for place, text in enumerate(sample)}
            member = np.zeros((len(sample), len(groups)), np.int64)
            for place, group in enumerate(groups):
                member[[column[text] for text in group], place] = 1
            sizes = member.sum(axis=0)
            for start in range(0, len(rest), WHOLE):
                part = rest[start : start + WHOLE]
                scores = stories.family_scores([texts[text] for text in part], [texts[text] for text in sample])
                means = (scores @ member) // sizes
                best = means.argmax(axis=1)
                for row, text in enumerate(part):
                    (taken[int(best[row])] if means[row, best[row]] >= bar else left).append(text)
        found += [tuple(sorted((*group, *taken[place]))) for place, group in enumerate(groups)]
    return sorted(found)


def _by_average(names: Sequence[int], texts: Mapping[int, StoryFeatures], bar: int) -> list[tuple[int, ...]]:
    if len(names) == 1:
        return [tuple(names)]
    known = [texts[name] for name in names]
    scores = stories.family_scores(known, known)
    np.fill_diagonal(scores, 0)
    if int((scores >= bar).sum()) == len(names) * (len(names) - 1):
        return [tuple(names)]
    sums: dict[int, dict[int, int]] = {name: {} for name in names}
    for row, column in zip(*(each.tolist() for each in np.nonzero(scores)), strict=True):
        sums[names[row]][names[column]] = int(scores[row, column])
    return merge(sums, bar)


def families(known: Mapping[str, StoryFeatures], model: StoryModel = stories.MODEL) -> list[tuple[str, ...]]:
    """The families of all these reports at once, sorted: the reports whose texts are one (`split_family`)."""
    copies: defaultdict[int, list[str]] = defaultdict(list)
    for name in sorted(known):
        copies[text_of(known[name])].append(name)
    texts = {text: known[names[0]] for text, names in copies.items()}
    own = {text: numbers(stories.family_keys(one)) for text, one in texts.items()}
    labels = join(
        {text: text for text in texts},
        block(
            np.concatenate([*own.values(), np.zeros(0, np.int64)]).astype(np.int64),
            np.repeat(np.array(list(own), np.int64), [len(each) for each in own.values()]),
            blocks.COMMON_TEXT,
        ),
        lambda some, others: are_same_text([texts[each] for each in some], [texts[each] for each in others], model),
    )
    together: defaultdict[int, dict[int, StoryFeatures]] = defaultdict(dict)
    for text, label in labels.items():
        together[label][text] = texts[text]
    split = (family for part in together.values() for family in split_family(part, model.family_bar))
    return sorted(tuple(sorted(name for text in family for name in copies[text])) for family in split)


def are_near(left: StoryFeatures, right: StoryFeatures, horizon_days: int) -> bool:
    """True when the sentence vectors of the two are near."""
    return bool(len(Nearby([(0, right.day, right.signs)]).near(left.day, left.signs, horizon_days)))


def are_same_text(some: Sequence[StoryFeatures], others: Sequence[StoryFeatures], model: StoryModel = stories.MODEL) -> bool:
    """True when any of the first is near enough to any of the second to hold a family together by itself."""
    if len(some) == len(others) == 1:
        link = stories.family_link(some[0], others[0])
        return link is not None and link.score >= model.family_bar
    return bool((stories.family_scores(some, others) >= model.family_bar).any())


def group_leads(leads: Iterable[str], links: Iterable[Link], model: StoryModel = stories.MODEL) -> list[tuple[str, ...]]:
    """The stories of families, each given by the report that stands for it; ``links`` are weighed (`stories.weigh_crowd`).

    The answer for leads that no link of ``model.bar`` or more leaves does not depend on any others, so that a new report asks for a new
    grouping of what it can reach over such links and of nothing else.
    """
    return average_link(leads, links, model.bar)


def candidates(leads: Iterable[StoryFeatures], horizon_days: int = 90) -> list[tuple[str, str]]:
    """The pairs of leads (ids in order, pairs sorted) that are compared: they share a story key that few hold, or are near in sense."""
    known = {one.report_id: one for one in leads}
    found = set(pairs({name: stories.story_keys(one) for name, one in known.items()}, stories.STORY_KEYS, blocks.COMMON))
    names = sorted(known)
    every = Nearby((number, known[name].day, known[name].signs) for number, name in enumerate(names))
    for number, name in enumerate(names):
        near = every.near(known[name].day, known[name].signs, horizon_days)
        found.update((name, names[other]) for other in near.tolist() if other > number)
    return sorted(found)


def group_all(known: Mapping[str, StoryFeatures], horizon_days: int = 90, model: StoryModel = stories.MODEL) -> list[StoryGroup]:
    """Stories of all these reports at once: the same as adding them one by one."""
    stands_for = {stories.representative([known[name] for name in family]).report_id: family for family in families(known, model)}
    alike = candidates([known[name] for name in stands_for], horizon_days)
    links = stories.story_links(((known[left], known[right]) for left, right in alike), horizon_days, model)
    groups = group_leads(stands_for, stories.weigh_crowd(links, model), model)
    return sorted((story_group(group, stands_for) for group in groups), key=lambda group: group.report_ids)


def story_group(leads: Sequence[str], stands_for: Mapping[str, tuple[str, ...]]) -> StoryGroup:
    """The story of these leads; ``stands_for`` gives the reports of the family of each."""
    held = sorted(stands_for[lead] for lead in leads)
    lead = min(leads, key=lambda name: (-len(stands_for[name]), name))
    return StoryGroup(report_ids=tuple(sorted(name for family in held for name in family)), families=tuple(held), lead=lead)
