"""Time the grouping: families over N reports at once, and one report more against N held.

    python bench/stories.py [--sizes 2000,5000,10000] [--texts FILE.jsonl ...]

The texts (by default the samples of the package) are repeated and perturbed: each copy has one word in fifty changed and a sentence
left out, so that most copies of a text are one family and the stories are compared over their representatives. Sentence vectors are
left out: their cost is the encoder's. Prints seconds, milliseconds a report and peak memory for each size, and the exponent of growth.
"""

from __future__ import annotations

import argparse
import json
import math
import random
import resource
import statistics
import time
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

from onrecord import linking, stories
from onrecord.records import Report
from onrecord.stories import StoryFeatures

SAMPLES = Path(stories.__file__).resolve().parents[1] / "samples"
TRIALS = 200


def texts(paths: list[Path]) -> list[str]:
    """The texts of JSON lines files."""
    found = [json.loads(line)["text"] for path in paths for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]
    return [text for text in found if text.strip()]


def perturbed(known: list[str], count: int) -> Iterator[Report]:
    """``count`` reports: the texts over and over, each time with other small changes."""
    for number in range(count):
        dice = random.Random(number)
        sentences = known[number % len(known)].split(". ")
        if len(sentences) > 4:
            del sentences[dice.randrange(1, len(sentences))]
        words = ". ".join(sentences).split(" ")
        for _ in range(len(words) // 50):
            words[dice.randrange(len(words))] = dice.choice(words)
        yield Report(report_id=f"r{number:06d}", text=" ".join(words), published=f"2024-0{1 + number % 3}-{1 + number % 28:02d}")


class Desk:
    """What a store keeps for grouping, in memory: features by id, ids by key, story keys of representatives only."""

    def __init__(self) -> None:
        self.known: dict[str, StoryFeatures] = {}
        self.family: defaultdict[str, list[str]] = defaultdict(list)
        self.story: defaultdict[str, list[str]] = defaultdict(list)

    def hold(self, one: StoryFeatures, is_lead: bool) -> None:
        self.known[one.report_id] = one
        for key in stories.family_keys(one):
            self.family[key].append(one.report_id)
        if is_lead:
            for key in stories.story_keys(one):
                self.story[key].append(one.report_id)

    def links_of(self, one: StoryFeatures) -> int:
        """The links of one more report: to its family, and, as its family's representative may be new, to look-alikes."""
        same = linking.candidates({key: self.family.get(key, []) for key in stories.family_keys(one)}, stories.FAMILY_KEYS)
        alike = linking.candidates({key: self.story.get(key, []) for key in stories.story_keys(one)}, stories.STORY_KEYS)
        family = stories.family_links((one, self.known[other]) for other in same)
        return len(family) + len(stories.story_links((one, self.known[other]) for other in alike))


def measure(known: list[str], size: int) -> tuple[float, float]:
    started = time.perf_counter()
    held = {report.report_id: stories.features(report) for report in perturbed(known, size)}
    featured = time.perf_counter()
    families = linking.families(held)
    grouped = time.perf_counter()
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    leads = {stories.representative([held[name] for name in family]).report_id for family in families}
    desk = Desk()
    for name, one in held.items():
        desk.hold(one, name in leads)
    spent = []
    for report in list(perturbed(known, size + TRIALS))[size:]:
        one = stories.features(report)
        begun = time.perf_counter()
        desk.links_of(one)
        spent.append(time.perf_counter() - begun)
    median = statistics.median(spent)
    print(
        f"{size:7} reports: features {1000 * (featured - started) / size:.2f} ms each; "
        f"{len(families)} families in {grouped - featured:.1f} s, peak {peak:.0f} MB; "
        f"one more: median {1000 * median:.1f} ms, 95% {1000 * sorted(spent)[int(0.95 * TRIALS)]:.1f} ms"
    )
    return grouped - featured, median


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--sizes", default="1000,2000,4000")
    parser.add_argument("--texts", nargs="*", type=Path, default=sorted(SAMPLES.rglob("*.jsonl")))
    arguments = parser.parse_args()
    known = texts(arguments.texts)
    sizes = [int(size) for size in arguments.sizes.split(",")]
    rows = [measure(known, size) for size in sizes]
    if len(sizes) > 1:
        growth = math.log(rows[-1][0] / rows[0][0]) / math.log(sizes[-1] / sizes[0])
        print(f"families grow as reports to the power {growth:.2f}, from {sizes[0]} to {sizes[-1]}")


if __name__ == "__main__":
    main()
