"""Fit what is not trained with the network, on dev data: the worth of the rules' hints, the balance of tags, and the confidence.

    python training/tune.py DATA [FOLDER]

DATA holds ``polnear/dev``; FOLDER (``src/onrecord/models`` where none is given) holds the exported model, whose ``tables.json`` gets
``hints`` ``[tag by rules, tag]``, ``moves`` and ``confidence``. Prints the scores before and after, the latter also with a fit on the
other half of the articles, so that a fit that flatters itself shows.
"""

from __future__ import annotations

import dataclasses
import json
import sys
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import torch
from examples import polnear_example
from network import allowed_moves, chain_loss
from numpy.typing import NDArray

from onrecord.models import load_tagger
from onrecord.models.files import MODELS, open_tokenizer
from onrecord.quotes.decode import FORBIDDEN, paragraph_rows
from onrecord.quotes.marks import Marked, pair_marks
from onrecord.quotes.reader import CONFIDENCE_FEATURES, Draft, Reading, hint_tags
from onrecord.quotes.rules import find_quotes
from onrecord.quotes.shaping import outermost
from onrecord.records import ATTRIBUTION_TAGS, Quote, Report, Tagging

STEPS, PULL = 60, 0.02  # pull: what keeps the fitted tables near to none


@dataclasses.dataclass
class Article:
    """A dev article with what tagger and rules say of it, and its true tags and contents (sets of words)."""

    text: str
    tagging: Tagging
    rules: tuple[Quote, ...]
    marks: tuple[Marked, ...]
    tags: NDArray[np.int64]
    contents: list[frozenset[int]]
    sources: list[frozenset[int]]
    hints: NDArray[np.int64]


def read_articles(folder: Path, models: Path) -> list[Article]:
    """The dev articles, tagged."""
    tokenizer, tagger = open_tokenizer(models), load_tagger(models)
    found = []
    for path in sorted((folder / "attributions").glob("*.ann")):
        example = polnear_example(folder, path.stem, tokenizer)
        text = (folder / "text" / f"{path.stem}.txt").read_bytes().decode("utf-8")
        rules = find_quotes(Report(report_id=path.stem, text=text))
        tagging = tagger.tag(text)
        letters = [any(c.isalnum() for c in w.of(text)) for w in tagging.words]
        contents = [frozenset(n for a, b in c.fragments for n in range(a, b + 1) if letters[n]) for c in example.contents]
        sources = [frozenset(range(c.source[0], c.source[1] + 1)) if c.source else frozenset() for c in example.contents]
        hints = hint_tags(tagging.words, rules)
        found.append(Article(text, tagging, rules, outermost(pair_marks(text)), example.tags, contents, sources, hints))
    return found


# ---------------------------------------------------------------- tables by likelihood


def fit_tables(articles: Sequence[Article], moves: NDArray[np.float32]) -> dict[str, NDArray[np.float32]]:
    """The tables ``hints`` and ``moves`` under which the true tags are likeliest, with the tagger's scores as they are."""
    rows: list[tuple[Article, int, int]] = []
    for article in articles:
        _, starts, lengths = paragraph_rows(article.text, article.tagging.words)
        rows += [(article, int(a), int(a + n)) for a, n in zip(starts, lengths, strict=True) if n]
    rows.sort(key=lambda row: row[2] - row[1])
    count = len(ATTRIBUTION_TAGS)
    allowed = allowed_moves(ATTRIBUTION_TAGS)
    hints = torch.zeros(count, count, requires_grad=True)
    change = torch.zeros(count, count, requires_grad=True)
    start = torch.from_numpy(np.where(moves <= FORBIDDEN / 2, 0, moves).astype(np.float32))
    batches = []
    for first in range(0, len(rows), 256):
        some = rows[first : first + 256]
        longest = max(b - a for _, a, b in some)
        scores, tags = np.zeros((len(some), longest, count), np.float32), np.zeros((len(some), longest), np.int64)
        held, hinted = np.zeros((len(some), longest), bool), np.zeros((len(some), longest), np.int64)
        for row, (article, a, b) in enumerate(some):
            scores[row, : b - a], tags[row, : b - a] = article.tagging.attribution[a:b], article.tags[a:b]
            hinted[row, : b - a], held[row, : b - a] = article.hints[a:b], True
        batches.append([torch.from_numpy(x) for x in (scores, tags, held, hinted)])
    optimiser = torch.optim.Adam([hints, change], lr=0.1)
    for step in range(STEPS):
        for group in optimiser.param_groups:
            group["lr"] = 0.1 * (1 - step / STEPS)
        optimiser.zero_grad()
        words = sum(int(held.sum()) for _, _, held, _ in batches)
        for scores, tags, held, hinted in batches:
            (chain_loss(scores + hints[hinted], tags, held, (start + change).masked_fill(~allowed, FORBIDDEN)) / words).backward()
        (PULL * (hints.pow(2).sum() + change.pow(2).sum()) / 100).backward()
        optimiser.step()
    return {"hints": hints.detach().numpy(), "moves": (start + change).masked_fill(~allowed, FORBIDDEN).detach().numpy()}


# ---------------------------------------------------------------- what is found


def with_tables(article: Article, tables: dict[str, NDArray[np.float32]]) -> Reading:
    tagging = dataclasses.replace(article.tagging, learned={**article.tagging.learned, **tables})
    return Reading(article.text, tagging, article.rules)


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


def measure(articles: Sequence[Article], tables: dict[str, NDArray[np.float32]]) -> tuple[float, float]:
    """F1 of contents that overlap by half, and of those whose source is right too."""
    hits = linked = total = 0
    for article in articles:
        drafts = with_tables(article, tables).drafts
        total += len(drafts) + len(article.contents)
        for i, j in pairs(article, drafts):
            hits += 1
            source = drafts[i].source
            mine = set(range(source.first, source.last + 1)) if source else set()
            linked += bool(mine & article.sources[j]) if article.sources[j] else not mine
    return 2 * hits / total, 2 * linked / total


def balance(articles: Sequence[Article], tables: dict[str, NDArray[np.float32]]) -> dict[str, NDArray[np.float32]]:
    """The tables with constants added to the columns of some tags, where that raises the mean of both scores."""
    best = sum(measure(articles, tables))
    groups = {"content": ("B-content",), "outside": ("O",), "continued": ("B-continued",), "source": ("B-source",)}
    for name, tags in groups.items():
        columns = [ATTRIBUTION_TAGS.index(tag) for tag in tags]
        for change in (-1.0, -0.5, 0.5, 1.0):
            hints = tables["hints"].copy()
            hints[:, columns] += change
            value = sum(measure(articles, {**tables, "hints": hints}))
            if value > best + 0.001:
                best, kept = value, hints
                tables = {**tables, "hints": kept}
                print(f"  {name} {change:+}: {value / 2:.4f}")
    return tables


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
            rows.append(reading.features(draft, article.marks))
            right.append(float(number in found))
    return np.array(rows), np.array(right)


def reliability(articles: Sequence[Article], tables: dict[str, NDArray[np.float32]]) -> None:
    """Print, for each tenth of the scale, how many drafts have such a score and how many of them were right."""
    rows, right = confidence_rows(articles, tables)
    scores = 1 / (1 + np.exp(-(rows @ tables["confidence"][0])))
    print("| score | quotes | right |\n|---|---|---|")
    for low in range(10):
        inside = (scores >= low / 10) & (scores < (low + 1) / 10 + (low == 9))
        if inside.any():
            print(f"| {low / 10:.1f}–{(low + 1) / 10:.1f} | {int(inside.sum())} | {right[inside].mean():.2f} |")


def main(data: str, folder: str | None = None) -> None:
    models = Path(folder) if folder else MODELS
    articles = read_articles(Path(data) / "polnear" / "dev", models)
    path = models / "tables.json"
    tables = {name: np.array(table, np.float32) for name, table in json.loads(path.read_text()).items()}
    halves = articles[::2], articles[1::2]
    print("as trained               ", measure(articles, {}))
    for mine, other in (halves, halves[::-1]):
        print("fitted on the other half ", measure(mine, fit_tables(other, tables["moves"])), "before", measure(mine, {}))
    fitted = fit_tables(articles, tables["moves"])
    print("fitted on all            ", measure(articles, fitted))
    fitted = balance(articles, fitted)
    fitted["confidence"] = fit_confidence(articles, fitted)
    print("balanced                 ", measure(articles, fitted))
    reliability(halves[0], {**fitted, "confidence": fit_confidence(halves[1], fitted)})
    tables.update(fitted)
    plain = {name: [[round(float(x), 4) for x in row] for row in table] for name, table in tables.items()}
    path.write_text(json.dumps(plain), encoding="utf-8")


if __name__ == "__main__":
    main(*sys.argv[1:])
