"""Recall of shared texts on copies made of the development texts, one change each: ``python evals/families_copies.py SHARED``.

A pair counts as found when it shares a key (so that it becomes a candidate) and is verified as one text; and, end to end, when text and
copy stand in one family where all texts and all their copies of one kind are grouped together.
"""

from __future__ import annotations

import json
import random
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

from onrecord import linking
from onrecord.records import Report
from onrecord.stories import SAME_TEXT, StoryFeatures, family_keys, family_link, features

LEAST_WORDS = 120
AROUND = (
    "The Wend Post\nMenu\nSign in\n",
    "\nRead more: the ten best walks on the Wend\nSign up for our newsletter.\n© The Wend Post. All rights reserved.",
)


def cut(text: str, pick: random.Random) -> str:
    lines = text.split("\n")
    total, kept = 0, []
    for line in lines:
        kept.append(line)
        total += len(line)
        if 3 * total >= 2 * len(text):
            break
    return "\n".join(kept)[: 2 * len(text) // 3 + 200]


def reordered(text: str, pick: random.Random) -> str:
    lines = text.split("\n")
    pick.shuffle(lines)
    return "\n".join(lines)


def headed(text: str, pick: random.Random) -> str:
    return "What we know so far about the day’s events\n\n" + text


def surrounded(text: str, pick: random.Random) -> str:
    return AROUND[0] + text + AROUND[1]


def reworded(text: str, pick: random.Random) -> str:
    words = text.split(" ")
    return " ".join(pick.choice(words) if pick.random() < 0.02 else word for word in words)


CHANGES: dict[str, Callable[[str, random.Random], str]] = {
    "cut to two thirds": cut,
    "paragraphs reordered": reordered,
    "new headline": headed,
    "boilerplate around": surrounded,
    "2% of words changed": reworded,
}


def texts(shared: Path) -> Iterator[str]:
    for name in ("stories/giveme5w1h.jsonl", "helsinki.jsonl"):
        for line in (shared / "data" / name).read_text(encoding="utf-8").splitlines():
            text = json.loads(line)["text"]
            if len(text.split()) >= LEAST_WORDS:
                yield text


def known(text: str, report_id: str) -> StoryFeatures:
    return features(Report(report_id=report_id, text=text))


def is_found(left: StoryFeatures, right: StoryFeatures) -> bool:
    link = family_link(left, right)
    return link is not None and link.score >= SAME_TEXT and bool(set(family_keys(left)) & set(family_keys(right)))


def main() -> None:
    originals = {f"{number:04d}": text for number, text in enumerate(texts(Path(sys.argv[1])))}
    held = {name: known(text, name) for name, text in originals.items()}
    pairs = grouped = 0
    for change_name, change in CHANGES.items():
        copies = {name: known(change(text, random.Random(int(name))), f"{name} copy") for name, text in originals.items()}
        found = sum(is_found(held[name], copy) for name, copy in copies.items())
        families = linking.families(held | {copy.report_id: copy for copy in copies.values()})
        family_of = {name: number for number, family in enumerate(families) for name in family}
        together = sum(family_of[name] == family_of[f"{name} copy"] for name in originals)
        pairs, grouped = pairs + found, grouped + together
        print(f"{change_name:24} pair {found / len(held):.3f}  family {together / len(held):.3f}  of {len(held)}", flush=True)
    print(f"{'all':24} pair {pairs / len(held) / len(CHANGES):.3f}  family {grouped / len(held) / len(CHANGES):.3f}")


if __name__ == "__main__":
    main()
