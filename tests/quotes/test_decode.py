"""Paragraphs are decoded side by side; none may feel its neighbours."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from onrecord.quotes.decode import FORBIDDEN, best_tags, tag_chances
from onrecord.records import ATTRIBUTION_TAGS

MOVES = np.array(
    [[FORBIDDEN if to[0] == "I" and came[2:] != to[2:] else 0.0 for to in ATTRIBUTION_TAGS] for came in ATTRIBUTION_TAGS], np.float32
)
LENGTHS = st.lists(st.integers(0, 40), min_size=1, max_size=12)


@given(LENGTHS, st.integers(0, 2**32 - 1))
def test_a_paragraph_has_the_same_tags_and_chances_alone(lengths: list[int], seed: int) -> None:
    scores = np.random.default_rng(seed).normal(0, 3, (sum(lengths), len(ATTRIBUTION_TAGS))).astype(np.float32)
    counts = np.array(lengths)
    starts = np.cumsum(counts) - counts
    tags, chances = best_tags(scores, MOVES, starts, counts), tag_chances(scores, MOVES, starts, counts)
    for start, count in zip(starts, counts, strict=True):
        here = slice(start, start + count)
        only = np.array([0]), np.array([count])
        assert tags[here].tolist() == best_tags(scores[here], MOVES, *only).tolist()
        alone = tag_chances(scores[here], MOVES, *only)
        assert np.allclose(chances.tags[here], alone.tags, atol=1e-6) and np.allclose(chances.goes_on[here], alone.goes_on, atol=1e-6)


@given(LENGTHS, st.integers(0, 2**32 - 1))
def test_no_allowed_sequence_of_tags_is_likelier_than_the_best(lengths: list[int], seed: int) -> None:
    random = np.random.default_rng(seed)
    counts = np.array(lengths)
    scores = random.normal(0, 3, (sum(lengths), len(ATTRIBUTION_TAGS))).astype(np.float32)
    tags = best_tags(scores, MOVES, np.cumsum(counts) - counts, counts)
    for start, count in zip(np.cumsum(counts) - counts, counts, strict=True):
        rows = scores[start : start + count].astype(float)
        best = score_of(rows, tags[start : start + count])
        for _ in range(5):
            other = tags[start : start + count].copy()
            other[random.random(count) < 0.3] = random.integers(0, len(ATTRIBUTION_TAGS))
            assert score_of(rows, other) <= best + 1e-6


def score_of(rows: np.ndarray, tags: np.ndarray) -> float:
    moves = MOVES[tags[:-1], tags[1:]].sum()
    first = FORBIDDEN if len(tags) and ATTRIBUTION_TAGS[tags[0]].startswith("I-") else 0.0
    return float(rows[np.arange(len(tags)), tags].sum() + moves + first)
