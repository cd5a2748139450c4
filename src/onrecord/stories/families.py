"""Families: which reports share one text. Candidates by MinHash bands and sampled shingles, each verified on its shingles."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Final

import numpy as np
from numpy.typing import NDArray

from onrecord.records import Link
from onrecord.stories.features import SIGNATURE, Hashes, Integers, StoryFeatures
from onrecord.stories.forms import are_one_form
from onrecord.stories.hashes import spread

BAND: Final = 3  # values of a band: 42 bands of 3 find a pair of Jaccard .5 in 996 of 1,000 cases
SAMPLED: Final = 16  # one shingle in so many is a key: a short item inside a long one shares some
JACCARD: Final = 500  # per thousand
CONTAINED: Final = 800
PARTLY: Final = 500  # containment from which reuse is shown, and no more than that
LEAST_SHARED: Final = 60  # shingles, for containment
SAME_TEXT: Final = 600  # the score of a link from which two reports share a text
ONE_TEXT: Final = 900  # by Jaccard; by containment alone less, so that a notice in two pages does not make them one
FAMILY_KEYS: Final = 1  # keys that a candidate pair shares
SPREAD: Final = 4  # standard deviations by which signatures may agree less than the shingles of one text do
EMPTY: Final = bytes(4 * SIGNATURE)


def family_keys(known: StoryFeatures) -> tuple[int, ...]:
    """The keys under which a report is looked up for its family, as 64-bit numbers in order; two reports of one text share at least one,
    almost always. They are of its text as a whole, of bands of its signature, and of one in so many of its shingles."""
    signature, runs = known.signature.astype(np.uint64), known.shingles
    if not len(runs):
        return ()
    bands = signature[: len(signature) // BAND * BAND].reshape(-1, BAND)
    of_bands = np.arange(1, len(bands) + 1, dtype=np.uint64)
    for column in range(BAND):
        of_bands = spread(of_bands + bands[:, column])
    of_shingles = spread(spread(runs[runs % SAMPLED == 0].astype(np.uint64)))
    whole = np.array([int(known.text_digest, 16) & 0xFFFFFFFFFFFFFFFF], np.uint64)
    return tuple(sorted(set(np.concatenate((of_bands, of_shingles, whole)).view(np.int64).tolist())))


def fill_in_one_form(one: StoryFeatures, others: Sequence[StoryFeatures]) -> list[bool]:
    """For each of the others whether it and this report fill in one form about two things (`are_one_form`)."""
    is_one_outlet = np.array([one.outlet is not None and one.outlet == other.outlet for other in others], bool)
    found: list[bool] = are_one_form(one.form, [other.form for other in others], is_one_outlet).tolist()
    return found


def family_link(left: StoryFeatures, right: StoryFeatures) -> Link | None:
    """The link between two reports that share a text or, with a score of at most 400, a part of one; else None.

    They share a text at a Jaccard of at least .5, or a containment of at least .8 with 60 shared shingles: such a link scores from 900 or
    from 600, more by Jaccard alone, so that a short item in a long report joins its like first.
    Partial reuse, containment .5 to .8, holds no two reports together but keeps versions of versions from being torn apart.
    Two reports that fill in one form share it and no text.
    """
    jaccard, contained, shared = likeness(left, right)
    score = int(_score(np.array(jaccard), np.array(contained), np.array(shared)))
    if not score or (contained < CONTAINED and fill_in_one_form(left, [right])[0]):
        return None
    first, second = sorted((left.report_id, right.report_id))
    ground = f"{shared} five-word runs in both: {jaccard / 10:.0f}% of all, {contained / 10:.0f}% of the shorter"
    return Link(left=first, right=second, score=score, why=ground if score >= SAME_TEXT else f"in part, {ground}")


def _score(jaccard: Integers, contained: Integers, shared: Integers) -> Integers:
    """The scores of pairs by Jaccard, containment (per thousand) and shared shingles; 0 where they share no text."""
    enough = shared >= LEAST_SHARED
    more = np.minimum(jaccard // 5, 100)
    whole = (contained >= CONTAINED) & enough
    partly = np.where((contained >= PARTLY) & enough, np.minimum(contained, CONTAINED) // 2, 0)
    return np.where(jaccard >= JACCARD, ONE_TEXT + more, np.where(whole, SAME_TEXT + more, partly))


def family_scores(left: Sequence[StoryFeatures], right: Sequence[StoryFeatures]) -> Integers:
    """The scores that `family_link` gives for each of the left (rows) with each of the right (columns), 0 where it gives no link."""
    one, two = [known.shingles for known in left], [known.shingles for known in right]
    sizes, other_sizes, shared = _sizes(one)[:, None], _sizes(two)[None, :], _in_both(one, two)
    found = _scores(sizes, other_sizes, shared)
    may_be_forms = (found > 0) & _is_part(sizes, other_sizes, shared)
    for row in np.flatnonzero(may_be_forms.any(axis=1)).tolist():
        alike = np.flatnonzero(may_be_forms[row])
        found[row, alike[fill_in_one_form(left[row], [right[each] for each in alike.tolist()])]] = 0
    return found


def family_shares(texts: Sequence[StoryFeatures], wholes: Sequence[Hashes]) -> Integers:
    """How much of each text (rows) stands in each set of shingles (columns), per thousand; 0 where they share fewer than 60."""
    own = [known.shingles for known in texts]
    shared = _in_both(own, wholes)
    return np.where(shared >= LEAST_SHARED, 1000 * shared // np.maximum(_sizes(own), 1)[:, None], 0)


def scores_beside(known: StoryFeatures, others: Sequence[StoryFeatures]) -> Integers:
    """The scores that `family_link` gives for a report and each of the others, 0 also where the signatures alone rule out that they share a
    text: they agree in fewer values than all but one in 10,000 pairs do that share one. That takes a hundredth of the time."""
    found = np.zeros(len(others), np.int64)
    size, sizes = len(known.shingles), _sizes([other.shingles for other in others])
    if not size:
        return found
    shorter, longer = np.minimum(size, sizes), np.maximum(size, sizes)
    least = np.minimum(JACCARD / 1000, CONTAINED * shorter / (1000 * (shorter + longer) - CONTAINED * shorter))
    signatures = np.frombuffer(b"".join(other.minhash if len(other.shingles) else EMPTY for other in others), "<u4")
    agreed = (signatures.reshape(len(others), SIGNATURE) == known.signature).sum(axis=1)
    near = np.flatnonzero((sizes > 0) & (agreed >= SIGNATURE * least - SPREAD * np.sqrt(SIGNATURE * least * (1 - least))))
    if not len(near):
        return found
    runs = np.concatenate([others[each].shingles for each in near.tolist()])
    place = np.minimum(np.searchsorted(known.shingles, runs), size - 1)
    shared = np.add.reduceat(known.shingles[place] == runs, np.cumsum(sizes[near]) - sizes[near], dtype=np.int64)
    found[near] = _scores(np.array(size), sizes[near], shared)
    alike = near[(found[near] > 0) & _is_part(np.array(size), sizes[near], shared)]
    if len(alike):
        found[alike[fill_in_one_form(known, [others[each] for each in alike.tolist()])]] = 0
    return found


def _scores(one: Integers, two: Integers, shared: Integers) -> Integers:
    """The scores of pairs by the sizes of their sets of shingles and how many they share."""
    every, shorter = np.maximum(one + two - shared, 1), np.maximum(np.minimum(one, two), 1)
    return _score(1000 * shared // every, 1000 * shared // shorter, shared)


def _is_part(one: Integers, two: Integers, shared: Integers) -> NDArray[np.bool_]:
    """True where neither of two sets of shingles stands in the other nearly whole: of those that do too much is the same for a form."""
    return shared * 1000 < CONTAINED * np.minimum(one, two)


def _in_both(left: Sequence[Hashes], right: Sequence[Hashes]) -> Integers:
    """How many each of the left sets (rows) shares with each of the right (columns).

    All at once by one product of two tables of who holds which shingle: for many pairs several times as fast as one by one.
    """
    sizes = _sizes([*left, *right])
    runs = np.concatenate((*left, *right, np.zeros(0, np.uint32)))
    _, column, holders = np.unique(runs, return_inverse=True, return_counts=True)
    row = np.repeat(np.arange(len(sizes)), sizes)
    in_several = holders > 1
    number = np.cumsum(in_several) - 1
    wanted = in_several[column]
    held = np.zeros((len(sizes), int(in_several.sum())), np.float32)  # sums of ones, exact up to 2 ** 24
    held[row[wanted], number[column[wanted]]] = 1
    return (held[: len(left)] @ held[len(left) :].T).astype(np.int64)


def _sizes(sets: Sequence[Hashes]) -> Integers:
    return np.array([len(each) for each in sets], np.int64)


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
