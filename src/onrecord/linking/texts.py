"""Reports that share one text: which texts hang together, and the families among them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from typing import Final

import numpy as np
from numpy.typing import NDArray

from onrecord import stories
from onrecord.linking.blocks import block, numbers
from onrecord.linking.clusters import join, merge_all
from onrecord.stories import StoryFeatures, StoryModel
from onrecord.text import number_of

WHOLE: Final = 64
"""Up to so many texts that hang together are compared each with each; of more, each with a sample of so many."""

TOPIC: Final = 2
"""Rare words (of `stories.features`) in common from which two texts may be of one event; .007 of the pairs of two events share so many,
and .85 of those of one (giveme5w1h)."""


def text_of(known: StoryFeatures) -> int:
    """The number of a report's text: the same for word-for-word copies; a report without words of its own shares none."""
    return number_of("text " + known.text_digest) if len(known.shingles) else number_of("report " + known.report_id)


def split_family(texts: Mapping[int, StoryFeatures], bar: int) -> list[tuple[int, ...]]:
    """The families among texts that hang together by shared words; sorted.

    By average link over all pairs; then what stands whole in another family goes to it (`_with_excerpts`). Of more than `WHOLE` texts,
    those with the smallest numbers are grouped so (numbers are hashes of the texts, so this is a sample, and the same whoever came
    first); each other text goes where its mean likeness to the sampled texts is best, if that reaches ``bar``. What is left is grouped in
    the same way, once it is known what of it still hangs together: thousands of unlike texts that one notice held fall apart at once.
    """
    waiting = [sorted(texts)]
    found: list[tuple[int, ...]] = []
    while waiting:
        together = waiting.pop()
        if len(together) == 1:
            found.append((together[0],))
            continue
        sample, rest = together[:WHOLE], together[WHOLE:]
        known = [texts[text] for text in sample]
        groups = merge_all(stories.family_scores(known, known), bar)
        taken: defaultdict[int, list[int]] = defaultdict(list)
        left: list[int] = []
        if rest:
            member = np.zeros((len(sample), len(groups)), np.int64)
            for place, group in enumerate(groups):
                member[list(group), place] = 1
            sizes = member.sum(axis=0)
            for start in range(0, len(rest), WHOLE):
                part = rest[start : start + WHOLE]
                means = (stories.family_scores([texts[text] for text in part], known) @ member) // sizes
                best = means.argmax(axis=1)
                for row, text in enumerate(part):
                    (taken[int(best[row])] if means[row, best[row]] >= bar else left).append(text)
        for places in _with_excerpts(groups, known):
            members = [sample[each] for place in places for each in groups[place]]
            found.append(tuple(sorted((*members, *(text for place in places for text in taken[place])))))
        waiting += hanging_together({text: texts[text] for text in left}, bar) if len(left) > WHOLE else [left] if left else []
    return sorted(found)


def hanging_together(texts: Mapping[int, StoryFeatures], bar: int) -> list[list[int]]:
    """The texts that hang together by shared words: those of a list are connected by pairs whose likeness reaches ``bar``."""
    own = {text: numbers(stories.family_keys(one)) for text, one in texts.items()}
    blocks = block(
        np.concatenate([*own.values(), np.zeros(0, np.int64)]).astype(np.int64),
        np.repeat(np.array(list(own), np.int64), [len(each) for each in own.values()]),
        common=None,
    )
    labels = join({text: text for text in texts}, blocks, lambda text, others: are_same_text(text, others, texts.__getitem__, bar))
    found: defaultdict[int, list[int]] = defaultdict(list)
    for text in sorted(labels):
        found[labels[text]].append(text)
    return [found[label] for label in sorted(found)]


def _with_excerpts(groups: Sequence[Sequence[int]], known: Sequence[StoryFeatures]) -> list[tuple[int, ...]]:
    """The groups by number, each alone or with one other that stands whole in it.

    A page that is written on all day has versions that do not hold each other's items, and an item that it took over whole has versions of
    its own, so that most pairs of the two have little in common. What is compared here is therefore each text of the one with all
    words of the other: most of each, and nearly all of them on average. Two pages that share a notice stay apart by this. The items of a
    round-up are not one text because it holds them all: a group takes in one other at most, the one of which it holds most, and
    only where each text of the two shares `TOPIC` of its weightiest rare words with each of the other.
    """
    if len(groups) < 2:
        return [(place,) for place in range(len(groups))]
    within = stories.family_shares(known, [np.unique(np.concatenate([known[each].shingles for each in group])) for group in groups])
    alike = []
    for small, group in enumerate(groups):
        shares = within[list(group)]
        for large in np.flatnonzero(shares.min(axis=0) >= stories.PARTLY).tolist():
            mean = shares[:, large].sum() / len(group)
            others = groups[large]
            if small == large or mean < stories.CONTAINED:
                continue
            if all(len({*known[one].rare}.intersection(known[other].rare)) >= TOPIC for one in group for other in others):
                alike.append((-mean, small, large))
    joined: dict[int, tuple[int, ...]] = {place: (place,) for place in range(len(groups))}
    for _, small, large in sorted(alike):
        if joined.get(small) == (small,) and joined.get(large) == (large,):
            joined[large] = (large, *joined.pop(small))
    return list(joined.values())


def families(known: Mapping[str, StoryFeatures], model: StoryModel = stories.MODEL) -> list[tuple[str, ...]]:
    """The families of all these reports at once, sorted: the reports whose texts are one (`split_family`)."""
    copies: defaultdict[int, list[str]] = defaultdict(list)
    for name in sorted(known):
        copies[text_of(known[name])].append(name)
    texts = {text: known[names[0]] for text, names in copies.items()}
    together = hanging_together(texts, model.family_bar)
    split = (family for part in together for family in split_family({text: texts[text] for text in part}, model.family_bar))
    return sorted(tuple(sorted(name for text in family for name in copies[text])) for family in split)


def are_same_text(
    text: int, others: Sequence[int], known: Callable[[int], StoryFeatures], bar: int = stories.MODEL.family_bar
) -> NDArray[np.bool_]:
    """For each of the others, whether the text is near enough to it to hold a family together by itself."""
    return stories.scores_beside(known(text), [known(other) for other in others]) >= bar
