"""Our MinHash beside libraries, where they are installed: ``python bench/minhash.py [TEXTS...]`` (JSON lines with ``text``).

Prints milliseconds a text for 128 values over its five-word runs, and how far the share of equal values lies from the true Jaccard, over
pairs of texts of which one is a part of the other.
"""

from __future__ import annotations

import importlib
import json
import random
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import numpy as np

from onrecord.stories.features import shingle, sign, words_of
from onrecord.text import paragraphs

VALUES = 128
Runs = np.ndarray[Any, Any]


def ours(runs: Runs) -> Sequence[int]:
    return sign(runs).tolist()


def datasketch(runs: Runs) -> Sequence[int]:
    made = importlib.import_module("datasketch").MinHash(num_perm=VALUES, hashfunc=int)
    made.update_batch(runs.tolist())
    return made.hashvalues.tolist()


def rensa(runs: Runs) -> Sequence[int]:
    made = importlib.import_module("rensa").RMinHash(num_perm=VALUES, seed=1)
    made.update([str(run) for run in runs.tolist()])
    return made.digest()


def read(paths: Sequence[str]) -> list[list[str]]:
    """The words of the texts in these files, or of made ones."""
    if not paths:
        pick = random.Random(1)
        return [[f"w{pick.randrange(5000)}" for _ in range(600)] for _ in range(400)]
    texts = [json.loads(line)["text"] for path in paths for line in Path(path).read_text(encoding="utf-8").splitlines()]
    return [words for text in texts if len(words := words_of(text, paragraphs(text))) > 60]


def main() -> None:
    texts = read(sys.argv[1:])
    whole, part = [shingle(words) for words in texts], [shingle(words[: 2 * len(words) // 3]) for words in texts]
    truth = np.array([len(np.intersect1d(a, b)) / len(np.union1d(a, b)) for a, b in zip(whole, part, strict=True)])
    for name, signature in (("numpy, ours", ours), ("datasketch", datasketch), ("rensa", rensa)):
        measure(name, signature, whole, part, truth)


def measure(name: str, signature: Callable[[Runs], Sequence[int]], whole: list[Runs], part: list[Runs], truth: Runs) -> None:
    try:
        signature(whole[0])
    except ModuleNotFoundError:
        print(f"{name:12} not installed")
        return
    started = time.process_time()
    signatures = [signature(runs) for runs in whole]
    taken = (time.process_time() - started) / len(whole)
    shares = np.array([np.mean(np.array(a) == np.array(signature(runs))) for a, runs in zip(signatures, part, strict=True)])
    size = np.mean([len(runs) for runs in whole])
    print(f"{name:12} {1000 * taken:.2f} ms a text of {size:.0f} runs; off by {abs(shares - truth).mean():.3f}")


if __name__ == "__main__":
    main()
