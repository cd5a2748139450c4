"""Time the main job on the sample reports, repeated and perturbed: annotate, add, collate.

    python bench/main_job.py [--reports 2000] [--reader rules]

Each copy of a sample gets other names, other outlets' days and other numbers, so that copies are events of their own and not one story of
a thousand reports. Prints reports a second and seconds for each stage, and the peak memory while annotating 1/4 of the reports and all of
them: it should not grow. Timings are medians of three runs where a run is short.
"""

from __future__ import annotations

import argparse
import datetime
import functools
import json
import random
import re
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import msgspec
from wordfreq import zipf_frequency

from onrecord import engines, samples
from onrecord.pipeline import Desk, annotate, read_reports
from onrecord.records import Annotated, Report
from onrecord.settings import QuoteSettings, Settings

SYLLABLES = "bar bel cor dan del fen gar hal kel lan mor nor pel ran sel tor ven wel yar zan".split()
WORD = re.compile(r"\b[A-Za-z]{4,}\b")
NAME = re.compile(r"(?<=[a-z,;] )[A-Z][a-z]{3,}")
KEPT = set("Monday Tuesday Wednesday Thursday Friday Saturday Sunday January February March April June July August".split())
KEPT |= set("September October November December The They That This There".split())


def sample_reports() -> list[Report]:
    """The sample reports, in order."""
    folder = samples.folder()
    files = [path for path in sorted(folder.rglob("*")) if "records" not in path.parts and path.name != "draft.txt"]
    wanted = [path for path in files if path.suffix in (".txt", ".html", ".jsonl")]
    return [item for item in read_reports(wanted, Settings()) if isinstance(item, Report)]


def perturbed(reports: list[Report], count: int) -> Iterator[Report]:
    """``count`` reports: the samples again and again, each round with other names, days and numbers."""
    for number in range(count):
        round_number, place = divmod(number, len(reports))
        yield reports[place] if round_number == 0 else moved(reports[place], reports, round_number)


def moved(report: Report, reports: list[Report], round_number: int) -> Report:
    """A report as another event would have it: other names and rare words, the same for the whole round, another day, other numbers."""
    chance = random.Random(round_number)
    others = {word: "".join(chance.choice(SYLLABLES) for _ in range(3)) for word in told_words(tuple(each.text for each in reports))}

    def other(match: re.Match[str]) -> str:
        word = match.group()
        new = others.get(word.lower())
        if new is None:
            return word
        return new.capitalize() if word[0].isupper() else new + word[-2:]

    text = re.sub(r"\b\d\d\d\b", lambda match: str(int(match.group()) + round_number % 90), WORD.sub(other, report.text))
    published = report.published
    if published and len(published) == 10:
        published = (datetime.date.fromisoformat(published) + datetime.timedelta(days=5 * round_number)).isoformat()
    return msgspec.structs.replace(report, report_id=f"{report.report_id}-{round_number}", text=text, published=published)


@functools.cache
def told_words(texts: tuple[str, ...]) -> tuple[str, ...]:
    """The words that make an event its own: names that stand inside sentences, and words rarer than 30 in a million."""
    found = {word for text in texts for word in WORD.findall(text)}
    names = {name for text in texts for name in NAME.findall(text)} - KEPT
    return tuple(sorted({word.lower() for word in found if word in names or zipf_frequency(word, "en") < 4.5}))


def write_reports(count: int, path: Path) -> None:
    """Write the reports as JSON lines."""
    with path.open("w", encoding="utf-8") as out:
        for report in perturbed(sample_reports(), count):
            row = {"id": report.report_id, "outlet": report.outlet, "published": report.published, "title": report.title}
            row["text"] = report.text
            out.write(json.dumps(row, ensure_ascii=False) + "\n")


def peak_megabytes() -> float:
    """The most memory that this process, or one of its children, has held."""
    own = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    children = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
    return max(own, children) / 1024


def processor_seconds() -> float:
    """The processor time of this process and of those that it started and that have ended."""
    return sum(used.ru_utime + used.ru_stime for used in map(resource.getrusage, (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)))


def measure_annotate(path: Path, settings: Settings, processes: int | None) -> dict[str, float]:
    """Reports a second and peak memory of annotating a file."""
    start = time.perf_counter()
    count = sum(isinstance(item, Annotated) for item in annotate([str(path)], settings, processes))
    seconds = time.perf_counter() - start
    engines.close()  # the memory of processes counts once they have ended
    return {"reports": count, "seconds": seconds, "per_second": count / seconds, "peak_mb": peak_megabytes()}


def in_child(*arguments: str) -> dict[str, float]:
    """What this script measures in a fresh process, so that peaks do not mix."""
    done = subprocess.run([sys.executable, __file__, *arguments], capture_output=True, text=True, check=True)
    measured: dict[str, float] = json.loads(done.stdout.splitlines()[-1])
    return measured


def main() -> None:
    """Measure and print a table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--reports", type=int, default=2000)
    parser.add_argument("--reader", default="rules", choices=["rules", "model"])
    parser.add_argument("--only", choices=["annotate", "add"], help=argparse.SUPPRESS)
    parser.add_argument("--file", type=Path, help=argparse.SUPPRESS)
    args = parser.parse_args()
    settings = Settings(quotes=QuoteSettings(reader=args.reader))
    if args.only == "annotate":
        print(json.dumps(measure_annotate(args.file, settings, None)))
        return
    if args.only == "add":
        with tempfile.TemporaryDirectory() as folder, Desk(Path(folder) / "desk.db", settings) as desk:
            start = time.perf_counter()
            desk.add([str(args.file)])
            total = time.perf_counter() - start
            counts = desk.counts()
            engines.close()  # the time of processes counts once they have ended
        spent = {"seconds": total, "processor": processor_seconds(), "peak_mb": peak_megabytes()}
        print(json.dumps({**spent, **{k: float(v) for k, v in counts.items()}}))
        return
    with tempfile.TemporaryDirectory() as folder:
        whole, quarter = Path(folder) / "whole.jsonl", Path(folder) / "quarter.jsonl"
        write_reports(args.reports, whole)
        write_reports(args.reports // 4, quarter)
        common = ["--reader", args.reader]
        small = in_child("--only", "annotate", "--file", str(quarter), *common)
        runs = [in_child("--only", "annotate", "--file", str(whole), *common) for _ in range(3)]
        added = in_child("--only", "add", "--file", str(whole), *common)
    seconds = statistics.median(run["seconds"] for run in runs)
    print(f"{args.reports} reports, reader {args.reader}")
    print("| stage | seconds | reports a second | peak memory, MB |")
    print("|---|---|---|---|")
    memory = f"{runs[0]['peak_mb']:.0f} (a quarter of the reports: {small['peak_mb']:.0f})"
    print(f"| annotate | {seconds:.1f} | {args.reports / seconds:.0f} | {memory} |")
    rate = args.reports / added["seconds"]
    print(f"| add: annotate, group, collate, store | {added['seconds']:.1f} | {rate:.0f} | {added['peak_mb']:.0f} |")
    rest = added["seconds"] - seconds
    print(f"| of it after annotating | {rest:.1f} | | |")
    print(f"| processor time of add, its start included | {added['processor']:.1f} | {args.reports / added['processor']:.0f} | |")
    print(f"\n{added['stories']:.0f} stories, {added['statements']:.0f} statements, {added['notable']:.0f} of them notable")


if __name__ == "__main__":
    main()
