"""Order, of stories: those of a database joined one by one in random orders, and all at once: ``python evals/order_joining.py DB``.

The stories stay as the database has them; their statements are made once, then written story by story, as ``onrecord add`` writes
them. What is joined across stories, and all that is kept of it, must be the same to the byte, and after half of the stories are dropped
again what the other half gives by itself. `order_statements.py` goes the whole way, with fewer reports.
"""

from __future__ import annotations

import argparse
import random
from collections.abc import Sequence

from onrecord import collation
from onrecord.pipeline import as_json, grouping, joining
from onrecord.pipeline.correcting import Corrections
from onrecord.records import Annotated, as_data
from onrecord.settings import Settings
from onrecord.store import Store
from onrecord.text import digest

Story = tuple[list[Annotated], grouping.Made]


def read(path: str) -> list[Story]:
    """The stories of a database with their reports, made anew."""
    with Store(path, read_only=True) as store:
        told = [(list(store.reports(story.report_ids)), story.families) for story in store.stories()]
    records = collation.RecordIndex.of([])
    return [(each[0], grouping.make_story(each, Corrections(), records, Settings())) for each in told]


def write(store: Store, stories: Sequence[Story], dropped: Sequence[Story] = ()) -> None:
    """Write and drop stories, and join what they share with those that are there."""
    for _, made in dropped:
        store.drop_story(made.story.story_id)
    for reports, made in stories:
        for report in reports:
            store.put_report(report, b"")
        store.put_story(made.story, made.statements, made.speakers, made.figures)
    joining.settle(
        store, [made.story.story_id for _, made in dropped], {made.story.story_id: made.parts for _, made in stories}, Settings().collation
    )


def outcome(store: Store) -> tuple[str, int]:
    """A digest of all that came of it, and how many statements stand in two stories or more."""
    stories = [as_data(story) for story in store.stories()]
    statements = [as_data(statement) for statement in store.statements()]
    parts = [[row[:7], store.parts.ties(row.part)] for story in stories for row in store.parts.of_story(story["story_id"])]
    listed = [[each.statement_id for each in store.statements(story["story_id"])] for story in stories]
    story_of = {report_id: story["story_id"] for story in stories for report_id in story["report_ids"]}
    shared = sum(len({story_of[witness["report_id"]] for witness in each["witnesses"]}) > 1 for each in statements)
    return digest(as_json([stories, statements, parts, listed])), shared


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("database")
    parser.add_argument("--orders", type=int, default=5)
    arguments = parser.parse_args()
    stories = read(arguments.database)
    with Store(":memory:") as store:
        write(store, stories)
        at_once, shared = outcome(store)
    print(f"{len(stories)} stories, {shared} statements in two of them or more; all at once: {at_once}", flush=True)
    for seed in range(1, arguments.orders + 1):
        order = stories[:]
        random.Random(seed).shuffle(order)
        gone, left = order[: len(order) // 2], order[len(order) // 2 :]
        with Store(":memory:") as store, Store(":memory:") as other:
            for each in order:
                write(store, [each])
            found, _ = outcome(store)
            write(store, [], gone)
            write(other, left)
            is_left = outcome(store) == outcome(other)
        same = "the same" if found == at_once else "ANOTHER OUTCOME"
        print(f"  order {seed}, one by one: {found}, {same}; half dropped: {'the others' if is_left else 'SOMETHING ELSE'}", flush=True)


if __name__ == "__main__":
    main()
