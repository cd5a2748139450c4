"""Which source and which cue belong to a content, or none: a learned score for each pair, from the tagger's vectors and the distance.

The score of a pair is ``out · relu(content_first + content_last + candidate_first + candidate_last + gap + breaks + between)``, where the
first four are slices of the tagger's link vectors at the edge words of the two spans, and the last three are rows of learned tables.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

import numpy as np
from numpy.typing import NDArray

HIDDEN: Final = 64
SLOTS: Final = ("content_first", "content_last", "source_first", "source_last", "to_cue_first", "to_cue_last", "cue_first")
GAPS, BREAKS, BETWEEN = 17, 3, 4
INSIDE_GAP: Final = 16
_GAP_EDGES: Final = np.array([1, 2, 3, 5, 9, 17, 33])

Edges = tuple[int, int]  # number of the first and of the last word of a span


def pair_features(contents: Sequence[Edges], candidates: Sequence[Edges], paragraph_of: NDArray[np.int64]) -> NDArray[np.int64]:
    """Three small numbers for each pair, shape ``[contents, candidates, 3]``: gap, paragraph breaks, other candidates between.

    Gaps 0 to 7 are for a candidate before the content (0, 1, 2, 3–4, 5–8, 9–16, 17–32 words between, more), 8 to 15 the same after
    it, 16 for one that stands between its first and last word.
    """
    content = np.array(contents, np.int64).reshape(-1, 2)[:, None, :]
    candidate = np.array(candidates, np.int64).reshape(-1, 2)[None, :, :]
    before = content[..., 0] - candidate[..., 1] - 1
    after = candidate[..., 0] - content[..., 1] - 1
    gap = np.full(np.broadcast_shapes(before.shape, after.shape), INSIDE_GAP, np.int64)
    gap = np.where(before >= 0, np.searchsorted(_GAP_EDGES, before, side="right"), gap)
    gap = np.where(after >= 0, 8 + np.searchsorted(_GAP_EDGES, after, side="right"), gap)
    first, last = paragraph_of[content], paragraph_of[candidate]
    breaks = np.where(before >= 0, first[..., 0] - last[..., 1], np.where(after >= 0, last[..., 0] - first[..., 1], 0))
    firsts, lasts = np.sort(candidate[0, :, 0]), np.sort(candidate[0, :, 1])
    ahead = np.searchsorted(lasts, content[..., 0]) - np.searchsorted(lasts, candidate[..., 1], side="right")
    behind = np.searchsorted(firsts, candidate[..., 0]) - np.searchsorted(firsts, content[..., 1], side="right")
    between = np.where(before >= 0, ahead, np.where(after >= 0, behind, 0))
    return np.stack([gap, np.clip(breaks, 0, BREAKS - 1), np.clip(between, 0, BETWEEN - 1)], -1)


def link_scores(
    links: NDArray[np.float16], learned: Mapping[str, NDArray[np.float32]], contents: Sequence[Edges], candidates: Sequence[Edges],
    paragraph_of: NDArray[np.int64], role: str,
) -> NDArray[np.float32]:  # fmt: skip
    """Scores ``[contents, 1 + candidates]``: of none (column 0), and of each candidate as the ``source`` or ``cue`` of each content."""
    number = ("source", "cue").index(role)
    slots = links.reshape(len(links), len(SLOTS), HIDDEN)
    names = [SLOTS.index(name) for name in (("content_first", "content_last"), ("to_cue_first", "to_cue_last"))[number]]
    content_edges = np.array(contents, np.int64).reshape(-1, 2)
    content = slots[content_edges[:, 0], names[0]].astype(np.float32) + slots[content_edges[:, 1], names[1]]
    edges = np.array(candidates, np.int64).reshape(-1, 2)
    if number == 0:
        candidate = slots[edges[:, 0], SLOTS.index("source_first")].astype(np.float32) + slots[edges[:, 1], SLOTS.index("source_last")]
    else:
        candidate = slots[edges[:, 0], SLOTS.index("cue_first")].astype(np.float32)
    features = pair_features(contents, candidates, paragraph_of)
    gap, breaks, between = (learned[name].reshape(2, -1, HIDDEN)[number] for name in ("gap", "breaks", "between"))
    distance = gap[features[..., 0]] + breaks[features[..., 1]] + between[features[..., 2]]
    out = learned["out"].reshape(2, HIDDEN)[number]
    pairs = np.maximum(content[:, None] + candidate[None] + distance, 0) @ out
    none = np.maximum(content + learned["none"].reshape(2, HIDDEN)[number], 0) @ out
    return np.concatenate([none[:, None], pairs], 1).astype(np.float32)
