"""Cut annotated articles into paragraphs, each a document of its own, to measure how well a paragraph alone is read.

    python training/paragraphs.py DATA/polnear/dev OUT

Writes ``OUT/text``, ``OUT/attributions`` (brat) and ``OUT/test.txt`` (for each paragraph a JSON line of words and tags), the shapes that
the scoring scripts read. An attribution counts in a paragraph with the fragments that stand there.
"""

from __future__ import annotations

import json
import re
import sys
from pathlib import Path

from examples import Spans, read_attributions

from onrecord.text import paragraphs

ROLES = ("content", "source", "cue")
TOKEN = re.compile(r"\w+|[^\w\s]")


def brat(items: list[dict[str, Spans]], text: str) -> str:
    """The brat lines of some attributions."""
    lines, events, number = [], [], 0
    for item in items:
        parts = []
        for role in ROLES:
            if item[role]:
                number += 1
                words = " ".join(text[a:b] for a, b in item[role]).replace("\n", " ")
                places = ";".join(f"{a} {b}" for a, b in item[role])
                lines.append(f"T{number}\t{role.capitalize()} {places}\t{words}")
                parts.append(f"{role.capitalize()}:T{number}")
        events.append(f"E{len(events) + 1}\t{' '.join(parts)}")
    return "\n".join(lines + events) + "\n"


def tagged(name: str, items: list[dict[str, Spans]], text: str) -> dict[str, object]:
    """The words of a paragraph with one tag each; sources and cues win over contents."""
    places = [m.span() for m in TOKEN.finditer(text)]
    labels = ["O"] * len(places)
    for role in ROLES:
        for item in items:
            for start, end in item[role]:
                for n, place in enumerate([i for i, (a, b) in enumerate(places) if a < end and start < b]):
                    labels[place] = f"{'I' if n else 'B'}-{role}"
    return {"id": f"{name}_1", "tokens": [text[a:b] for a, b in places], "labels": labels}


def main(source: str, target: str) -> None:
    out = Path(target)
    rows = []
    for folder in ("text", "attributions"):
        (out / folder).mkdir(parents=True, exist_ok=True)
    for path in sorted((Path(source) / "attributions").glob("*.ann")):
        text = (Path(source) / "text" / f"{path.stem}.txt").read_bytes().decode("utf-8")
        every = read_attributions(path)
        for number, (start, end) in enumerate(paragraphs(text)):
            cut = [{r: [(a - start, b - start) for a, b in item[r] if start <= a and b <= end] for r in ROLES} for item in every]
            items = [item for item in cut if item["content"]]
            name = f"{path.stem}-{number:03}"
            (out / "text" / f"{name}.txt").write_text(text[start:end], encoding="utf-8", newline="")
            (out / "attributions" / f"{name}.ann").write_text(brat(items, text[start:end]), encoding="utf-8")
            rows.append(json.dumps(tagged(name, items, text[start:end]), ensure_ascii=False))
    (out / "test.txt").write_text("\n".join(rows) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main(*sys.argv[1:])
