"""Processor time of adding, stage by stage, in one process.

    python bench/adding.py FILE.jsonl [--reader rules]

What a stage takes is without the stages inside it, so that the rows add up. On a machine that others share, the time on the clock says
little: compare these figures of two versions, each run alone.
"""

from __future__ import annotations

import argparse
import functools
import os
import tempfile
import time
from collections import defaultdict
from collections.abc import Callable
from pathlib import Path
from typing import Any

from onrecord import figures, models, stories
from onrecord.pipeline import Desk, desk, grouping, joining, listing, page_lines, people, placing, stating
from onrecord.settings import QuoteSettings, Settings
from onrecord.store import Store

STAGES = (
    (models.Encoder, "_read", "encoder"), (grouping, "annotate_report", "annotate"), (stories, "features", "features"),
    (Store, "put_report", "store reports"), (page_lines, "leave_out", "recurring lines"), (placing.Placing, "settle", "place"),
    (grouping, "_stories_around", "find stories"), (people, "cast_of", "speakers across"), (stating, "statements_of", "statements"),
    (figures, "line_up", "figures across"), (joining, "parts_in", "parts"), (grouping, "make_story", "rest of stories"),
    (grouping, "_write_story", "write stories"), (joining, "settle", "join across stories"), (listing, "refresh", "list"),
    (Desk, "add", "all else"),
)  # fmt: skip
spent: defaultdict[str, float] = defaultdict(float)
inside: list[float] = []


def timed(work: Callable[..., Any], label: str) -> Callable[..., Any]:
    """The same work, its own time added up under a label."""

    @functools.wraps(work)
    def measured(*given: Any, **named: Any) -> Any:
        inside.append(0.0)
        start = time.process_time()
        try:
            return work(*given, **named)
        finally:
            took = time.process_time() - start
            spent[label] += took - inside.pop()
            if inside:
                inside[-1] += took

    return measured


def main() -> None:
    """Measure and print a table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("file", type=Path)
    parser.add_argument("--reader", default="rules", choices=["rules", "model"])
    args = parser.parse_args()
    os.cpu_count = lambda: 1  # type: ignore[assignment]  # stories are made in this process, too
    desk.PAUSE = 0  # type: ignore[misc]
    for owner, name, label in STAGES:
        setattr(owner, name, timed(getattr(owner, name), label))
    settings = Settings(quotes=QuoteSettings(reader=args.reader))
    with tempfile.TemporaryDirectory() as folder, Desk(Path(folder) / "desk.db", settings) as opened:
        opened.add([args.file], processes=1)
        reports = opened.counts()["reports"]
    print("| stage | seconds | ms a report |\n|---|---|---|")
    for label, seconds in (*sorted(spent.items(), key=lambda row: -row[1]), ("all", sum(spent.values()))):
        print(f"| {label} | {seconds:.2f} | {1000 * seconds / reports:.2f} |")


if __name__ == "__main__":
    main()
