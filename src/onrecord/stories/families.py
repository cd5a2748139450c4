"""Families: which reports share one text. Candidates by MinHash bands and sampled shingles, each verified on its shingles."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

import numpy as np

from onrecord.records import Link
from onrecord.stories.features import StoryFeatures

BAND: Final = 3  # values of a band: 42 bands of 3 find a pair of Jaccard .5 in 996 of 1,000 cases
SAMPLED: Final = 16  # one shingle in so many is a key: a short item inside a long one shares some
JACCARD: Final = 500  # per thousand
CONTAINED: Final = 800
PARTLY: Final = 500  # containment from which reuse is shown, and no more than that
LEAST_SHARED: Final = 60  # shingles, for containment
SAME_TEXT: Final = 800  # the score of a link from which two reports share a text
FAMILY_KEYS: Final = 1  # keys that a candidate pair shares


def family_keys(known: StoryFeatures) -> tuple[str, ...]:
    """The keys under which a report is looked up for its family; two reports of one text share at least one, almost always."""
    signature, runs = known.signature, known.shingles
    keys = {f"t{known.text_digest}"} if len(runs) else set()
    for band in range(0, len(signature) - BAND + 1, BAND):
        keys.add(f"m{band}:" + "".join(f"{value:08x}" for value in signature[band : band + BAND].tolist()))
    keys.update(f"s{value:08x}" for value in runs[runs % SAMPLED == 0].tolist())
    return tuple(sorted(keys))


def family_link(left: StoryFeatures, right: StoryFeatures) -> Link | None:
    """The link between two reports that share a text or, with a score of at most 400, a part of one; else None.

    They share a text at a Jaccard of at least .5, or a containment of at least .8 with 60 shared shingles: such a link scores from 800.
    Partial reuse, containment .5 to .8, holds no two reports together but keeps versions of versions from being torn apart.
    """
    jaccard, contained, shared = likeness(left, right)
    if jaccard >= JACCARD or (contained >= CONTAINED and shared >= LEAST_SHARED):
        score = 800 + max(jaccard, contained) // 5
    elif contained >= PARTLY and shared >= LEAST_SHARED:
        score = min(contained, 800) // 2
    else:
        return None
    first, second = sorted((left.report_id, right.report_id))
    ground = f"{shared} five-word runs in both: {jaccard / 10:.0f}% of all, {contained / 10:.0f}% of the shorter"
    return Link(left=first, right=second, score=score, why=ground if score >= SAME_TEXT else f"in part, {ground}")


def likeness(left: StoryFeatures, right: StoryFeatures) -> tuple[int, int, int]:
    """Jaccard and containment (per thousand) of the shingles of two reports, and how many they share."""
    a, b = left.shingles, right.shingles
    if not len(a) or not len(b):
        return 0, 0, 0
    shared = len(np.intersect1d(a, b, assume_unique=True))
    return 1000 * shared // (len(a) + len(b) - shared), 1000 * shared // min(len(a), len(b)), shared


def family_links(pairs: Iterable[tuple[StoryFeatures, StoryFeatures]]) -> tuple[Link, ...]:
    """The verified links among candidate pairs, sorted."""
    found = (family_link(left, right) for left, right in pairs)
    return tuple(sorted((link for link in found if link), key=lambda link: (link.left, link.right)))


def representative(family: Iterable[StoryFeatures]) -> StoryFeatures:
    """The report that stands for a family where stories are made: the longest, then the earliest, then the smallest id."""
    return min(family, key=lambda known: (-len(known.shingles), known.day or 10**9, known.report_id))
