"""What trained readers make of texts without labels, for another reader to learn from.

    python training/teach.py TAUGHT.npz --teacher FOLDER [--teacher FOLDER] TEXTS...

A FOLDER holds an exported reader (export.py); TEXTS are JSONL files with a ``text`` a line, or folders of ``.txt`` files. Each teacher
reads a text as a whole and each of its paragraphs alone. TAUGHT.npz gets, for each word, how likely each attribution tag and each mention
tag is, as the mean over these readings, and the likeliest sequence of attribution tags. Readers that began from other random weights err
in other places, so that their mean knows more than each of them (Hinton et al. 2015). Paragraphs that were read before, as in copies of
one article, are left out. The file holds the texts: keep it with the run.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from onrecord.models import load_tagger
from onrecord.models.tagger import Tagger
from onrecord.quotes.decode import best_tags, paragraph_rows, tag_chances
from onrecord.records import Tagging
from onrecord.text import paragraphs

LONGEST = 20_000
LEAST = 40


def read_texts(sources: list[Path]) -> Iterator[tuple[str, str]]:
    """Names and texts, without the paragraphs that stood in an earlier text; long texts are cut."""
    known: set[str] = set()
    for source in sources:
        if source.is_dir():
            yield from ((path.stem, path.read_bytes().decode("utf-8")) for path in sorted(source.glob("*.txt")))
            continue
        for number, line in enumerate(source.read_text(encoding="utf-8").splitlines()):
            text = json.loads(line)["text"][:LONGEST]
            kept = [part for span in paragraphs(text) if (part := span.of(text)) not in known]
            known.update(kept)
            if sum(map(len, kept)) >= LEAST:
                yield f"{source.stem}-{number}", "\n\n".join(kept)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("out", type=Path)
    parser.add_argument("texts", type=Path, nargs="+")
    parser.add_argument("--teacher", type=Path, action="append", required=True)
    args = parser.parse_args()
    teachers = [load_tagger(folder) for folder in args.teacher]
    names, texts, sizes, best, tags, mentions = [], [], [], [], [], []
    for name, text in read_texts(args.texts):
        read = [tagging for teacher in teachers for tagging in read_twice(teacher, text)]
        words = read[0].words
        if not words:
            continue
        _, starts, lengths = paragraph_rows(text, words)
        scores = np.mean([r.attribution for r in read], 0)
        moves = np.mean([r.learned["moves"] for r in read], 0)
        best.append(best_tags(scores, moves, starts, lengths).astype(np.int8))
        tags.append(np.mean([tag_chances(r.attribution, r.learned["moves"], starts, lengths).tags for r in read], 0).astype(np.float16))
        mentions.append(np.mean([softmax(r.mentions) for r in read], 0).astype(np.float16))
        names.append(name)
        texts.append(text)
        sizes.append(len(words))
        if len(sizes) % 100 == 0:
            print(f"{len(sizes)} texts, {sum(sizes)} words", flush=True)
    held = {"sizes": np.array(sizes), "best": np.concatenate(best), "tags": np.concatenate(tags), "mentions": np.concatenate(mentions)}
    np.savez_compressed(args.out, texts=np.array(json.dumps([names, texts])), **held)


def read_twice(teacher: Tagger, text: str) -> list[Tagging]:
    """What a reader makes of a text as a whole, and of its paragraphs when each is read alone."""
    whole = teacher.tag(text)
    alone = [teacher.tag(span.of(text)) for span in paragraphs(text)]
    if sum(len(part.words) for part in alone) != len(whole.words):
        return [whole]
    scores = {name: np.concatenate([getattr(part, name) for part in alone]) for name in ("attribution", "mentions")}
    return [whole, replace(whole, **scores)]


def softmax(scores: NDArray[np.float32]) -> NDArray[np.float32]:
    """Scores as chances, row by row."""
    chances = np.exp(scores - scores.max(1, keepdims=True))
    return chances / chances.sum(1, keepdims=True)


if __name__ == "__main__":
    main()
