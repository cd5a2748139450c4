"""Recall of shared texts on copies made of the development texts, one change each: ``python evals/families_copies.py SHARED``.

A copy counts as found when it shares a key with its text (so that it becomes a candidate) and the pair is verified as one text.
"""

from __future__ import annotations

import json
import random
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

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
    found = dict.fromkeys(CHANGES, 0)
    count = 0
    for number, text in enumerate(texts(Path(sys.argv[1]))):
        count += 1
        original = known(text, "original")
        for name, change in CHANGES.items():
            found[name] += is_found(original, known(change(text, random.Random(number)), "copy"))
    for name, hits in found.items():
        print(f"{name:24} {hits / count:.3f}  of {count}")
    print(f"{'all':24} {sum(found.values()) / count / len(found):.3f}")


if __name__ == "__main__":
    main()
