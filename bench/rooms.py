"""Time speakers, dates and figures together on real reports: ``python bench/rooms.py REPORTS.jsonl [--reader rules]``.

Prints processor time a report of 600 words, one core, without the reader: of each report the least of four rounds.
"""

from __future__ import annotations

import argparse
import statistics
import time
from pathlib import Path

from onrecord import dates, figures, ingest, models, quotes, speakers
from onrecord.pipeline.annotating import name_sources
from onrecord.records import Mention, Quote, Report
from onrecord.settings import IngestSettings, QuoteSettings

ROUNDS = 4
WORDS = 600


def main() -> None:
    """Read, time, print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("reports", type=Path)
    parser.add_argument("--reader", choices=("model", "rules"), default="model")
    parser.add_argument("--most", type=int, default=150, help="reports that are timed")
    args = parser.parse_args()
    found = ingest.read_inputs([str(args.reports)], IngestSettings(), None, parse_published=dates.parse_published)
    reports = [each for each in found if isinstance(each, Report)][: args.most]
    tagger = models.load_tagger() if args.reader == "model" else None
    parts = {"speakers": 0.0, "dates": 0.0, "figures": 0.0}
    each_takes = []
    for report in reports:
        read = quotes.read_tagged(report, tagger, QuoteSettings()) if tagger else (quotes.find_quotes(report, QuoteSettings()), ())
        scale = WORDS / max(len(report.text.split()), 1)
        rounds = [{name: seconds * scale for name, seconds in once(report, *read).items()} for _ in range(ROUNDS)]
        least = {name: min(each[name] for each in rounds) for name in parts}
        each_takes.append(sum(least.values()))
        parts = {name: parts[name] + least[name] / len(reports) for name in parts}
    print(f"{len(reports)} reports, reader: {args.reader}")
    median, mean = 1000 * statistics.median(each_takes), 1000 * sum(parts.values())
    print(f"the three rooms   {median:5.2f} ms for {WORDS} words (median), {mean:.2f} ms (mean)")
    for name, seconds in parts.items():
        print(f"  {name:15} {1000 * seconds:5.2f} ms (mean)")


def once(report: Report, found: tuple[Quote, ...], mentions: tuple[Mention, ...]) -> dict[str, float]:
    """Seconds of processor time that each room takes for a report."""
    start = time.process_time()
    plain = speakers.without_titles(report.text, mentions)
    resolved, people = speakers.resolve_speakers(report, found, speakers.find_names(report, plain), plain)
    after_speakers = time.process_time()
    when = dates.find_dates(report)
    dated = dates.date_quotes(report, resolved, when)
    after_dates = time.process_time()
    name_sources(figures.find_figures(report, when, dated), dated, people, report.text)
    return {"speakers": after_speakers - start, "dates": after_dates - after_speakers, "figures": time.process_time() - after_dates}


if __name__ == "__main__":
    main()
