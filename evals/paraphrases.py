"""Precision and recall of joining words without quotation marks to statements: ``python evals/paraphrases.py SHARED``.

``paraphrases.tsv`` holds 301 pairs by report and place: words without marks, and the statement of the same speaker and story with which
they share two words of content or more; *yes* where they render what it says, or a part of it, *no* where not. They are of what was joined
by words (213) and of what was not and lies nearest in sense (88), so that recall is that of this pool. Pairs of the very same words were
left out, as were those that a reader could take either way. One annotator, who saw the sense beside each pair; the weights were chosen on
all of them: a development figure.
"""

from __future__ import annotations

import csv
import json
import sys
from collections.abc import Iterable
from pathlib import Path

from onrecord.collation.paraphrase import Told, likeness_to, rendering
from onrecord.collation.tokens import tokenize
from onrecord.pipeline import stating

LABELS = Path(__file__).with_name("paraphrases.tsv")
Row = dict[str, str]


def read_texts(shared: Path) -> dict[str, str]:
    """The texts of the reports by id."""
    data = shared / "data"
    texts = {path.stem: path.read_text(encoding="utf-8") for path in sorted((data / "polnear").glob("*/text/*.txt"))}
    for path in (data / "stories" / "giveme5w1h.jsonl", data / "helsinki.jsonl"):
        texts.update((row["id"], row["text"]) for row in map(json.loads, path.read_text(encoding="utf-8").splitlines()))
    return texts


def words_at(text: str, spans: str, joint: str) -> str:
    """The words at places like ``3-10,12-20``."""
    places = (span.split("-") for span in spans.split(","))
    return joint.join(text[int(start) : int(end)] for start, end in places)


def tell(name: str, rows: Iterable[tuple[Row, bool]]) -> None:
    """Print how many of these pairs are joined, and how many of them rightly."""
    held = [(row["renders"] == "yes", joined) for row, joined in rows]
    joined = sum(is_joined for _, is_joined in held)
    right = sum(renders and is_joined for renders, is_joined in held)
    all_right = sum(renders for renders, _ in held)
    precision, recall = right / max(1, joined), right / max(1, all_right)
    print(f"| {name} | {len(held)} | {all_right} | {joined} | {right} | {precision:.3f} | {recall:.3f} |")


def main() -> None:
    texts = read_texts(Path(sys.argv[1]))
    with LABELS.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file, delimiter="\t"))
    by_words, by_both = [], []
    for row in rows:
        words = words_at(texts[row["report"]], row["spans"], " ")
        own = rendering(tokenize(words), words)
        told = Told(tokenize(words_at(texts[row["statement_report"]], row["statement_spans"], "\n")))
        by_words.append((row, likeness_to(own, told) is not None))
        by_both.append((row, likeness_to(own, told, stating.likeness) is not None))
    print("| | pairs | render | joined | rightly | precision | recall |\n|---|---|---|---|---|---|---|")
    for name, found in (("words alone", by_words), ("words and sense", by_both)):
        tell(name, found)
        for each in sorted({row["set"] for row in rows}):
            tell(f"{name}, {each}", [(row, joined) for row, joined in found if row["set"] == each])


if __name__ == "__main__":
    main()
