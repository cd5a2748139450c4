"""A text to a `Tagging`: the trained reader, run over overlapping windows."""

from __future__ import annotations

import json
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from pathlib import Path
from types import MappingProxyType

import numpy as np
from numpy.typing import NDArray

from onrecord.errors import ModelError
from onrecord.models.files import ADVICE, MODELS, SLOW_FUSIONS, open_network, open_tokenizer, read_file
from onrecord.models.pieces import BREAK, FIRST, LAST, read_pieces
from onrecord.records import ATTRIBUTION_TAGS, MENTION_TAGS, Tagging

WINDOW = 254
OVERLAP = 24


def windows(size: int, breaks: Sequence[int] = ()) -> list[tuple[int, int, int, int]]:
    """How `size` pieces are cut: for each window its start and end, and the stretch in it that counts.

    The stretches follow one another without a gap. A window ends with a paragraph where one ends in its second half (`breaks` are the
    places between paragraphs, in order), so that a paragraph is read whole; a longer paragraph goes on in windows that overlap, each
    piece counting where it stands farther from an edge.

    >>> windows(100)
    [(0, 100, 0, 100)]
    >>> windows(400, [90, 190, 250])
    [(0, 250, 0, 250), (250, 400, 250, 400)]
    >>> windows(400)
    [(0, 254, 0, 242), (230, 400, 242, 400)]
    """
    found: list[tuple[int, int, int, int]] = []
    start = first = 0
    while first < size:
        end = min(size, start + WINDOW)
        fitting = breaks[bisect_left(breaks, start + WINDOW // 2) : bisect_right(breaks, end)]
        if end == size:
            found.append((start, end, first, size))
            break
        if fitting:
            end = fitting[-1]
            found.append((start, end, first, end))
            start = first = end
        else:
            cut = end - OVERLAP // 2
            found.append((start, end, first, cut))
            start, first = end - OVERLAP, cut
    return found


class Tagger:
    """The trained reader: one unpadded window a run, on one thread, so that a text has the same scores whatever it is read with."""

    def __init__(self, folder: Path = MODELS) -> None:
        self._tokenizer = open_tokenizer(folder)
        self._network = open_network("tagger.onnx", folder, SLOW_FUSIONS)
        try:
            tables = json.loads(read_file("tables.json", folder))
            self._learned = MappingProxyType({name: np.array(table, np.float32) for name, table in sorted(tables.items())})
            self._width = int(self._network.get_outputs()[2].shape[2])
        except (ValueError, AttributeError, TypeError, IndexError) as error:
            raise ModelError(f"{folder} holds a tagger of another shape ({error}); {ADVICE}") from error

    def tag(self, text: str) -> Tagging:
        """The scores of every word of `text`; a word is a run of letters and digits, or one other character that is no white space."""
        pieces = read_pieces(text, self._tokenizer)
        count = len(pieces.words)
        attribution = np.zeros((count, len(ATTRIBUTION_TAGS)), np.float32)
        mentions = np.zeros((count, len(MENTION_TAGS)), np.float32)
        links = np.zeros((count, self._width), np.float16)
        for start, end, first, stop in windows(len(pieces.ids), np.flatnonzero(pieces.ids == BREAK).tolist()):
            found = self._run(pieces.ids[start:end], pieces.features[start:end])
            low, high = np.searchsorted(pieces.starts, (first, stop))
            rows = pieces.starts[low:high] - start + 1
            attribution[low:high], mentions[low:high], links[low:high] = (scores[0, rows] for scores in found)
        return Tagging(words=pieces.words, attribution=attribution, mentions=mentions, links=links, learned=self._learned)

    def _run(self, ids: NDArray[np.int64], features: NDArray[np.int64]) -> list[NDArray[np.float32]]:
        whole = np.concatenate(([FIRST], ids, [LAST]))[None]
        rows = np.concatenate(([0], features, [0]))[None]
        found: list[NDArray[np.float32]] = self._network.run(["tags", "mentions", "links"], {"pieces": whole, "features": rows})
        return found


def load_tagger(folder: Path = MODELS) -> Tagger:
    """The trained reader that ships with the package; raises `ModelError` when a file is missing or damaged."""
    return Tagger(folder)
