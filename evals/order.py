"""Order: the development sets one by one in random orders, and all at once: ``python evals/order.py SHARED [--orders 5] [--first N]``.

Goes through the store as ``onrecord add`` does, with what is read inside a report left out. Stories with their ids and families, and all
that is kept of where reports stand, must be the same to the byte.
"""

from __future__ import annotations

import argparse
import json
import random
from pathlib import Path

import msgspec

from onrecord import models, stories
from onrecord.dates import find_dates
from onrecord.pipeline import grouping
from onrecord.records import Annotated, Report, as_data
from onrecord.settings import Settings
from onrecord.store import Store
from onrecord.text import digest

SETS = ("giveme5w1h", "allsides2021")
Given = tuple[Report, bytes]


def read(shared: Path, name: str, first: int | None) -> list[Given]:
    """The reports of a set with their features."""
    encoder = models.load_encoder()
    rows = map(json.loads, (shared / "data" / "stories" / f"{name}.jsonl").read_text(encoding="utf-8").splitlines()[:first])
    reports = [Report(report_id=row["id"], **{field: row[field] for field in ("outlet", "title", "published", "text")}) for row in rows]
    known = (stories.features(each, encoder.encode(stories.leads_of(each)), dates=find_dates(each)) for each in reports)
    return [(each, msgspec.msgpack.encode(features)) for each, features in zip(reports, known, strict=True)]


def outcome(given: list[Given], one_by_one: bool) -> tuple[str, int]:
    """A digest of all that comes of these reports in this order, and how many stories there are."""
    with Store(":memory:") as store:
        for report, features in given:
            store.put_report(Annotated(report=report), features)
            if one_by_one:
                grouping.group(store, Settings())
        grouping.group(store, Settings())
        held = [as_data(story) for story in store.stories()]
        places = [place for story in held for place in store.places.places_of(story["report_ids"])]
        links = [(place.report, store.places.links_of(place.report)) for place in sorted(places)]
        company = sorted(store.places.company(place.report for place in places).items())
    return digest(json.dumps([held, sorted(places), links, company])), len(held)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("shared", type=Path)
    parser.add_argument("--orders", type=int, default=5)
    parser.add_argument("--first", type=int, help="only so many reports of each set")
    arguments = parser.parse_args()
    for name in SETS:
        given = read(arguments.shared, name, arguments.first)
        at_once, count = outcome(given, one_by_one=False)
        print(f"{name}: {len(given)} reports, {count} stories; all at once: {at_once}", flush=True)
        for seed in range(1, arguments.orders + 1):
            shuffled = given[:]
            random.Random(seed).shuffle(shuffled)
            found, _ = outcome(shuffled, one_by_one=True)
            print(f"  order {seed}, one by one: {found}, {'the same' if found == at_once else 'ANOTHER OUTCOME'}", flush=True)


if __name__ == "__main__":
    main()
