"""Texts to vectors: the MiniLM sentence encoder as published, in int8."""

from __future__ import annotations

import functools
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from onrecord.models.files import MODELS, SLOW_FUSIONS, open_network, open_tokenizer

WIDTH = 384
FIRST, LAST = 101, 102  # the wordpieces [CLS] and [SEP] around every text
MOST_PIECES = 144  # of titles and openings (700 characters); 128 cost up to .004 of B-cubed, 254 gained nothing
KEPT = 256  # vectors of the texts read last: copies of an agency's report often come close together
MOST_CHARACTERS = 20_000  # far more than 144 wordpieces of prose; a bound on what the tokenizer has to read


class Encoder:
    """Sentence vectors, one text at a time on one thread, so that a text has the same vector whatever it is read with."""

    def __init__(self, folder: Path = MODELS) -> None:
        self._tokenizer = open_tokenizer(folder)
        self._network = open_network("encoder.onnx", folder, SLOW_FUSIONS)
        self._vector = functools.lru_cache(KEPT)(self._read)

    def encode(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """A row of 384 numbers, of unit length, for each text, so that a dot product is a cosine.

        A text is read up to its 144th wordpiece (about 110 words). Two texts on the same topic, weeks apart, often have a cosine of
        .7 to .8: good for finding candidates, not for a decision alone.
        """
        vectors = np.zeros((len(texts), WIDTH), np.float32)
        for row, text in enumerate(texts):
            vectors[row] = self._vector(text[:MOST_CHARACTERS])
        return vectors

    def _read(self, text: str) -> NDArray[np.float32]:
        pieces = self._tokenizer.encode(text, add_special_tokens=False).ids[:MOST_PIECES]
        vector: NDArray[np.float32] = self._network.run(None, {"pieces": np.array([[FIRST, *pieces, LAST]], np.int64)})[0][0]
        return vector


def load_encoder(folder: Path = MODELS) -> Encoder:
    """The sentence encoder that ships with the package; raises `ModelError` when a file is missing or damaged.

    >>> a, b, c = load_encoder().encode(["The minister resigned.", "The minister has quit.", "Rain fell in the hills."])
    >>> bool(a @ b > a @ c)
    True
    """
    return Encoder(folder)
