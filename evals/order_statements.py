"""Order, with all that is said: reports one by one in random orders, and all at once.

    python evals/order_statements.py SHARED/data/helsinki.jsonl [--orders 5] [--first 60] [--reader rules]

Goes through the whole of ``onrecord add``. Stories, statements (those joined across stories, too), speakers and figures must be the same to
the byte, and after half of the reports are removed again what the other half gives by itself. `order.py` compares more reports by less.
"""

from __future__ import annotations

import argparse
import json
import random
from pathlib import Path
from typing import Any

from onrecord.pipeline import Desk, as_json
from onrecord.records import Report, as_data
from onrecord.settings import QuoteSettings, Settings
from onrecord.text import digest


def read(path: Path, first: int) -> list[Report]:
    """So many reports of a file of JSON lines, drawn with a seed."""
    lines = path.read_text(encoding="utf-8").splitlines()
    rows = map(json.loads, sorted(random.Random(0).sample(lines, min(len(lines), first))))
    return [Report(report_id=row["id"], **{field: row.get(field) for field in ("outlet", "title", "published", "text")}) for row in rows]


def everything(desk: Desk) -> dict[str, Any]:
    """All that is derived."""
    return {
        "stories": [as_data(story) for story in desk.stories()],
        "statements": [as_data(statement) for statement in desk.statements()],
        "of stories": [[each.statement_id for each in desk.statements(story=story.story_id)] for story in desk.stories()],
        "speakers": [as_data(speaker) for speaker in desk.speakers(everyone=True)],
        "figures": [as_data(row) for row in desk.figures()],
    }


def shared(held: dict[str, Any]) -> int:
    """How many statements reports of two stories or more carry."""
    story_of = {report_id: story["story_id"] for story in held["stories"] for report_id in story["report_ids"]}
    return sum(len({story_of[witness["report_id"]] for witness in each["witnesses"]}) > 1 for each in held["statements"])


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("path", type=Path)
    parser.add_argument("--orders", type=int, default=5)
    parser.add_argument("--first", type=int, default=60, help="how many reports")
    parser.add_argument("--reader", default="rules", choices=["rules", "model"])
    arguments = parser.parse_args()
    settings = Settings(quotes=QuoteSettings(reader=arguments.reader))
    reports = read(arguments.path, arguments.first)
    with Desk(":memory:", settings) as desk:
        desk.add(reports, processes=1)
        held = everything(desk)
    at_once = digest(as_json(held))
    counts = f"{len(held['stories'])} stories, {len(held['statements'])} statements, {shared(held)} of them in two stories or more"
    print(f"{len(reports)} reports, {counts}; all at once: {at_once}", flush=True)
    for seed in range(1, arguments.orders + 1):
        order = reports[:]
        random.Random(seed).shuffle(order)
        half = order[len(order) // 2 :]
        with Desk(":memory:", settings) as desk, Desk(":memory:", settings) as other:
            for each in order:
                desk.add([each], processes=1)
            found = digest(as_json(everything(desk)))
            desk.remove([each.report_id for each in order[: len(order) // 2]])
            other.add(half, processes=1)
            is_left = everything(desk) == everything(other)
        same = "the same" if found == at_once else "ANOTHER OUTCOME"
        left = "what the others give" if is_left else "SOMETHING ELSE"
        print(f"  order {seed}, one by one: {found}, {same}; half of them removed: {left}", flush=True)


if __name__ == "__main__":
    main()
