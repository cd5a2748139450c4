"""Time the grouping: many reports at once, and one report more against those held.

    OPENBLAS_NUM_THREADS=1 python bench/stories.py [--sizes 1000,2000,4000] [--copies 6] [--rounds names|words] [--texts FILE.jsonl ...]
        [--spare FOLDER]

The texts (by default the samples of the package) are repeated and perturbed. A round of a text is another event: its names (words of four
letters or more with a capital) are others, its days lie elsewhere in a quarter of a year, its topic stays. With ``--rounds names`` that is
all, so that half of the texts still have half of their five-word runs in common from round to round, as notices and forms have; with
``--rounds words`` three in ten of all other words come from another text as well, so that rounds have next to none in common, as reports
of two events have. Each round has ``--copies`` copies: one word in fifty changed, a sentence left out. Sentence vectors are those of the
encoder for each text, moved a long way for each round and a little for each copy. All is drawn with fixed seeds. Features are computed
first and their time told apart; then a database takes all reports at once (lines of outlets are kept and counted, but no features made
again without those that recur; families, what stands for them, links, weights: all but the statements), and after that 200 more, one by
one, each in a transaction of its own.

Prints seconds (of the clock, and of the processor: these say more on a busy machine) and peak memory for each size, and the exponents
of growth.
"""

from __future__ import annotations

import argparse
import functools
import json
import math
import random
import re
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import msgspec
import numpy as np

from onrecord import models, samples, stories
from onrecord.pipeline import page_lines
from onrecord.pipeline.placing import Placing
from onrecord.records import Report
from onrecord.store import Store

NAME = re.compile(r"\b[A-Z][a-z]{3,}\b")
SYLLABLES = "bar bel cor dan del fen gar hal kel lan mor nor pel ran sel tor ven wel yar zan".split()
MORE = 200
Source = tuple[str | None, str, str | None]


def sources(paths: list[Path]) -> list[Source]:
    """(title, text, outlet) of each row of JSON lines files that has a text."""
    rows = (json.loads(line) for path in paths for line in path.read_text(encoding="utf-8").splitlines() if line.strip())
    return [(row.get("title"), row["text"], row.get("outlet")) for row in rows if row["text"].strip()]


@functools.lru_cache(maxsize=100_000)
def other_name(name: str, seed: int) -> str:
    """The name that stands for this one in a round."""
    dice = random.Random(f"{seed} {name}")
    return "".join(dice.choice(SYLLABLES) for _ in range(3)).capitalize()


def perturbed(source: Source, copy: int, event: int, other: Source | None = None) -> Report:
    """A copy of a text as another event would have it, with words of another text if one is given; ``event`` 0 keeps names and words."""
    title, text, outlet = source
    if event and other is not None:
        dice, theirs = random.Random(f"{event} {text[:40]}"), other[1].split()
        text = " ".join(dice.choice(theirs) if dice.random() < 0.3 else word for word in text.split(" "))
    if event:
        title, text = (told and NAME.sub(lambda name: other_name(name.group(), event), told) for told in (title, text))
    dice = random.Random(f"{copy} {event} {text[:40]}")
    sentences = text.split(". ")
    if copy and len(sentences) > 4:
        del sentences[dice.randrange(1, len(sentences))]
    words = ". ".join(sentences).split(" ")
    for _ in range(len(words) // 50 if copy else 0):
        words[dice.randrange(len(words))] = dice.choice(words)
    day = 1 + (random.Random(f"{event} {text[:40]}").randrange(84) + copy % 3) % 84
    published = f"2024-{1 + day // 28:02d}-{1 + day % 28:02d}"
    return Report(report_id="", outlet=outlet and f"{outlet} {copy}", title=title, text=" ".join(words), published=published)


def made(number: int, known: list[Source], vectors: list[np.ndarray], copies: int, rounds: str) -> tuple[str, bytes]:
    """The id and features of a report: the texts in turn, copy after copy, round after round."""
    turn, place = divmod(number, len(known))
    event, copy = divmod(turn, copies)
    report_id = f"r{number:06d}"
    other = known[(place + event) % len(known)] if rounds == "words" else None
    report = msgspec.structs.replace(perturbed(known[place], copy, event, other), report_id=report_id)
    near, far = np.random.default_rng(number), np.random.default_rng([event, place])
    vector = vectors[place] + (0.03 * far.normal(size=(1, 384)) if event else 0) + 0.01 * near.normal(size=(1, 384))
    return report_id, msgspec.msgpack.encode(stories.features(report, vector))


def prepare(arguments: argparse.Namespace, count: int, path: Path) -> tuple[float, float]:
    """Write the features of ``count`` reports to a file; the processor seconds of the vectors of all texts, and of the features."""
    known, encoder = sources(arguments.texts), models.load_encoder()
    begun = time.process_time()
    vectors = [encoder.encode(stories.leads_of(Report(report_id="", title=title, text=text))) for title, text, _ in known]
    started = time.process_time()
    with Store(path) as store, store.transaction():
        for number in range(count):
            store.places.put_features(*made(number, known, vectors, arguments.copies, arguments.rounds))
    return started - begun, time.process_time() - started


class Timed(Placing):
    """Placing that notes when families were done."""

    families_at = 0.0

    def _settle_links(self, *given):  # type: ignore[no-untyped-def]
        self.families_at = self.families_at or time.process_time()
        return super()._settle_links(*given)


def measure(path: Path, size: int) -> dict[str, float]:
    """Seconds, milliseconds and megabytes of grouping the first ``size`` reports of a file at once, and some more one by one."""
    with tempfile.TemporaryDirectory() as folder, Store(Path(folder) / "desk.db") as store:
        run = store._db.execute
        run("ATTACH ? AS spare", (str(path),))
        run("INSERT INTO features SELECT report, report_id, content FROM spare.features WHERE report_id < ?", (f"r{size:06d}",))
        run("INSERT INTO arrivals SELECT report FROM features")
        wanted = f"r{size:06d}", f"r{size + MORE:06d}"
        more = list(run("SELECT report_id, content FROM spare.features WHERE report_id >= ? AND report_id < ? ORDER BY report_id", wanted))
        placing = Timed(store.places, 90)
        started = time.perf_counter(), time.process_time()
        with store.transaction():
            page_lines.leave_out(store)
            lined = time.process_time()
            placing.settle()
        done = time.perf_counter(), time.process_time()
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        wall, spent, touched = [], [], []
        for report_id, content in more:
            begun = time.perf_counter(), time.process_time()
            with store.transaction():
                store.places.put_features(report_id, content)
                page_lines.leave_out(store)
                touched.append(len(placing.groups(placing.settle())))
            wall.append(time.perf_counter() - begun[0])
            spent.append(time.process_time() - begun[1])
        count = store._value
        return {
            "size": size,
            "families": count("SELECT count(*) FROM leads"),
            "links": count("SELECT count(*) FROM story_links") / 2,
            "lines_cpu_s": lined - started[1],
            "families_cpu_s": placing.families_at - lined,
            "all_s": done[0] - started[0],
            "all_cpu_s": done[1] - started[1],
            "peak_mb": peak,
            "one_ms": 1000 * statistics.median(wall),
            "one_95_ms": 1000 * sorted(wall)[int(0.95 * len(wall))],
            "one_cpu_ms": 1000 * statistics.median(spent),
            "touched": statistics.median(touched),
            "file_mb": (Path(folder) / "desk.db").stat().st_size / 1e6,
        }


def main() -> None:
    """Measure and print a table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--sizes", default="1000,2000,4000")
    parser.add_argument("--copies", type=int, default=6, help="copies of one text in one round")
    parser.add_argument("--rounds", choices=("names", "words"), default="names", help="what is other from round to round of a text")
    parser.add_argument("--texts", nargs="*", type=Path, default=sorted(samples.folder().rglob("*.jsonl")))
    parser.add_argument("--spare", type=Path, help="a folder to keep the features in, to measure again")
    parser.add_argument("--only", type=int, help=argparse.SUPPRESS)
    arguments = parser.parse_args()
    if arguments.only:
        print(json.dumps(measure(arguments.spare, arguments.only)))
        return
    sizes = sorted(int(size) for size in arguments.sizes.split(","))
    with tempfile.TemporaryDirectory() as folder:
        path = (arguments.spare or Path(folder)) / f"features-{arguments.rounds}-{arguments.copies}-{sizes[-1]}.db"
        if not path.exists():
            spent, more = prepare(arguments, sizes[-1] + MORE, path)
            print(f"vectors of the texts: {spent:.0f} s; features, perturbing included: {1000 * more / sizes[-1]:.2f} ms each (processor)")
        print(
            "| reports | families | links | lines, s* | families, s* | all, s* | all, s | peak, MB | one more, ms (95%) | one more, ms* "
            "| file, MB |"
        )
        print("|---|---|---|---|---|---|---|---|---|---|---|", flush=True)
        rows = []
        for size in sizes:
            # A process each, so that peaks do not mix.
            command = [sys.executable, __file__, "--only", str(size), "--spare", str(path)]
            row = json.loads(subprocess.run(command, capture_output=True, text=True, check=True).stdout.splitlines()[-1])
            rows.append(row)
            print(
                f"| {size} | {row['families']} | {row['links']:.0f} | {row['lines_cpu_s']:.1f} | {row['families_cpu_s']:.1f} "
                f"| {row['all_cpu_s']:.1f} "
                f"| {row['all_s']:.1f} | {row['peak_mb']:.0f} | {row['one_ms']:.1f} ({row['one_95_ms']:.1f}) | {row['one_cpu_ms']:.1f} "
                f"| {row['file_mb']:.0f} |",
                flush=True,
            )
    print("* processor time")
    if len(rows) > 1:
        scale = math.log(sizes[-1] / sizes[0])
        for what, name in (("families_cpu_s", "families (processor time)"), ("all_cpu_s", "all (processor time)")):
            print(f"{name}: as the reports to the power {math.log(rows[-1][what] / rows[0][what]) / scale:.2f}, {sizes[0]} to {sizes[-1]}")


if __name__ == "__main__":
    main()
