"""Fit the confidence, which is not trained with the network, on dev data.

    python training/tune.py DATA [FOLDER]

DATA holds ``polnear/dev``; FOLDER (``src/onrecord/models`` where none is given) holds the exported model, whose ``tables.json`` gets
``confidence``. Prints, for articles that it was not fitted on, how reliable the confidence is, and the F1 of contents, and of contents
with their source, when those below a threshold are left out.
"""

from __future__ import annotations

import dataclasses
import json
import sys
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from examples import polnear_example
from numpy.typing import NDArray

from onrecord.models import load_tagger
from onrecord.models.files import MODELS, open_tokenizer
from onrecord.quotes.joining import Draft
from onrecord.quotes.marks import Marked, pair_marks
from onrecord.quotes.reader import CONFIDENCE_FEATURES, Reading
from onrecord.quotes.shaping import outermost
from onrecord.records import Tagging

MARKED = CONFIDENCE_FEATURES.index("marked")


@dataclasses.dataclass
class Article:
    """A dev article with what the tagger says of it, and its true contents and sources (sets of words)."""

    text: str
    tagging: Tagging
    marks: tuple[Marked, ...]
    contents: list[frozenset[int]]
    sources: list[frozenset[int]]


def read_articles(folder: Path, models: Path) -> list[Article]:
    """The dev articles, tagged."""
    tokenizer, tagger = open_tokenizer(models), load_tagger(models)
    found = []
    for path in sorted((folder / "attributions").glob("*.ann")):
        example = polnear_example(folder, path.stem, tokenizer)
        text = (folder / "text" / f"{path.stem}.txt").read_bytes().decode("utf-8")
        tagging = tagger.tag(text)
        letters = [any(c.isalnum() for c in w.of(text)) for w in tagging.words]
        contents = [frozenset(n for a, b in c.fragments for n in range(a, b + 1) if letters[n]) for c in example.contents]
        sources = [frozenset(range(c.source[0], c.source[1] + 1)) if c.source else frozenset() for c in example.contents]
        found.append(Article(text, tagging, outermost(pair_marks(text)), contents, sources))
    return found


# ---------------------------------------------------------------- what is found


def with_tables(article: Article, tables: dict[str, NDArray[np.float32]]) -> Reading:
    tagging = dataclasses.replace(article.tagging, learned={**article.tagging.learned, **tables})
    return Reading(article.text, tagging, article.marks)


def pairs(article: Article, drafts: Sequence[Draft]) -> list[tuple[int, int]]:
    """Drafts and true contents that share at least half of their words, one to one, best first."""
    letters = [any(c.isalnum() for c in w.of(article.text)) for w in article.tagging.words]
    mine = [frozenset(n for f in d.content for n in range(f.first, f.last + 1) if letters[n]) for d in drafts]
    ways = sorted(
        (-len(a & b) / len(a | b), i, j)
        for i, a in enumerate(mine)
        for j, b in enumerate(article.contents)
        if 2 * len(a & b) >= len(a | b) > 0
    )
    found: dict[int, int] = {}
    for _, i, j in ways:
        if i not in found and j not in found.values():
            found[i] = j
    return sorted(found.items())


def measure(halves: Sequence[tuple[Sequence[Article], dict[str, NDArray[np.float32]]]], threshold: float) -> tuple[float, float]:
    """F1 of contents that overlap by half, and of those whose source is right too, without unmarked drafts below `threshold`."""
    hits = linked = total = 0
    for articles, tables in halves:
        for article in articles:
            reading = with_tables(article, tables)
            sure = [reading.score(d) >= threshold for d in reading.drafts]
            drafts = [d for d, is_sure in zip(reading.drafts, sure, strict=True) if is_sure or reading.features(d)[MARKED]]
            total += len(drafts) + len(article.contents)
            for i, j in pairs(article, drafts):
                hits += 1
                source = drafts[i].source
                mine = set(range(source.first, source.last + 1)) if source else set()
                linked += bool(mine & article.sources[j]) if article.sources[j] else not mine
    return 2 * hits / total, 2 * linked / total


def fit_confidence(articles: Sequence[Article], tables: dict[str, NDArray[np.float32]]) -> NDArray[np.float32]:
    """The weights of a logistic regression (Newton's method, a little pull to zero) from a draft's features to whether it was found."""
    rows, right = confidence_rows(articles, tables)
    weights = np.zeros(len(CONFIDENCE_FEATURES))
    for _ in range(30):
        chance = 1 / (1 + np.exp(-(rows @ weights)))
        slope = rows.T @ (right - chance) - 0.5 * weights
        bend = (rows * (chance * (1 - chance))[:, None]).T @ rows + 0.5 * np.eye(len(weights))
        weights += np.linalg.solve(bend, slope)
    return weights[None].astype(np.float32)


def confidence_rows(articles: Sequence[Article], tables: dict[str, NDArray[np.float32]]) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    rows, right = [], []
    for article in articles:
        reading = with_tables(article, tables)
        found = dict(pairs(article, reading.drafts))
        for number, draft in enumerate(reading.drafts):
            rows.append(reading.features(draft))
            right.append(float(number in found))
    return np.array(rows), np.array(right)


def reliability(halves: Sequence[tuple[Sequence[Article], dict[str, NDArray[np.float32]]]]) -> None:
    """Print, for each tenth of the scale, how many drafts have such a score and how many of them were right."""
    counted = [(*confidence_rows(articles, tables), tables["confidence"][0]) for articles, tables in halves]
    scores = np.concatenate([1 / (1 + np.exp(-(rows @ weights))) for rows, _, weights in counted])
    right = np.concatenate([truth for _, truth, _ in counted])
    print("| score | quotes | right |\n|---|---|---|")
    for low in range(10):
        inside = (scores >= low / 10) & (scores < (low + 1) / 10 + (low == 9))
        if inside.any():
            print(f"| {low / 10:.1f}–{(low + 1) / 10:.1f} | {int(inside.sum())} | {right[inside].mean():.2f} |")


def main(data: str, folder: str | None = None) -> None:
    models = Path(folder) if folder else MODELS
    articles = read_articles(Path(data) / "polnear" / "dev", models)
    path = models / "tables.json"
    tables = json.loads(path.read_text())
    halves = articles[::2], articles[1::2]
    crossed = [(halves[n], {"confidence": fit_confidence(halves[1 - n], {})}) for n in (0, 1)]
    reliability(crossed)
    for threshold in (0.0, 0.15, 0.2, 0.25, 0.3, 0.35, 0.4):
        print(threshold, *(f"{value:.4f}" for value in measure(crossed, threshold)))
    weights = fit_confidence(articles, {})
    tables["confidence"] = [[round(float(x), 4) for x in row] for row in weights]
    path.write_text(json.dumps(tables), encoding="utf-8")


if __name__ == "__main__":
    main(*sys.argv[1:])
