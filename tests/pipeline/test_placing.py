"""What is kept of where reports stand is a function of the reports held: adding and removing one by one gives what all at once give."""

from __future__ import annotations

import random
from collections.abc import Iterable

import msgspec
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord import linking
from onrecord.linking import blocks, clusters, texts
from onrecord.pipeline.placing import Placing
from onrecord.records import Annotated, Report
from onrecord.store import Store
from onrecord.stories import StoryFeatures, features

WORDS = [a + b for a in "ba de fi go hu ka le mi no pu ra se to vu".split() for b in "lan mer tok vin dus gat pel rim sor".split()]


def prose(seed: int, count: int = 60) -> str:
    pick = random.Random(seed)
    return " ".join(pick.choice(WORDS) for _ in range(count)) + "."


def small_desk() -> list[StoryFeatures]:
    """Copies, near copies, texts inside others, pages with a shared notice, and reports that share words and sense only."""
    notice = prose(99, 80)
    events = [prose(seed) for seed in range(3)]
    texts = [*events, events[0], events[0] + " " + prose(7, 12), events[1][:-60] + " tonight.", f"{events[2]}\n\n{prose(8, 90)}"]
    texts += [f"{prose(20 + number, 90)}\n\n{notice}" for number in range(3)] + [notice]
    texts += [" ".join(random.Random(40 + number).sample(events[number % 3].split(), 30)) + "." for number in range(6)]
    texts += ["", "Dam.", prose(1, 30)]
    found = []
    for number, text in enumerate(texts):
        sense = np.random.default_rng(number % 4).normal(size=384) + 0.4 * np.random.default_rng(100 + number).normal(size=384)
        day = f"2024-03-{1 + number % 9:02d}" if number % 5 else None
        found.append(features(Report(report_id=f"r{number:02d}", text=text, published=day), sense[None, :]))
    return found


DESK = small_desk()
NUMBERS = list(range(len(DESK)))


@pytest.fixture(autouse=True)
def rare_is_rarer(monkeypatch: pytest.MonkeyPatch) -> None:
    """So that in a small desk, too, keys become too common and count again."""
    monkeypatch.setattr(linking, "COMMON", 4)
    monkeypatch.setattr(blocks, "COMMON", 4)
    monkeypatch.setattr(linking, "FIRST", 2)
    monkeypatch.setattr(clusters, "FIRST", 2)
    monkeypatch.setattr(texts, "WHOLE", 3)


def put(store: Store, known: StoryFeatures) -> None:
    store.put_report(Annotated(report=Report(report_id=known.report_id, text="")), msgspec.msgpack.encode(known))


def kept(store: Store) -> dict[str, list[tuple[object, ...]]]:
    """All that is kept of where reports stand, as it must be whatever came first."""
    tables = {"places": "report", "family_keys": "key, holder", "story_keys": "key, holder", "leads": "report", "story_links": "one, other"}
    return {name: list(store.places._db.execute(f"SELECT * FROM {name} ORDER BY {order}")) for name, order in tables.items()}


def everything(store: Store, placing: Placing) -> list[linking.StoryGroup]:
    leads = {place.lead for place in store.places.places_of(known.report_id for known in DESK)}
    return sorted((standing.group for standing in placing.groups(leads)), key=lambda group: group.report_ids)


def desk_of(numbers: Iterable[int]) -> dict[str, list[tuple[object, ...]]]:
    with Store(":memory:") as store:
        for number in numbers:
            put(store, DESK[number])
        Placing(store.places, 90).settle()
        return kept(store)


WHOLE = NUMBERS


@settings(max_examples=25, deadline=None)
@given(st.permutations(NUMBERS), st.integers(1, 6), st.sets(st.sampled_from(NUMBERS), max_size=8))
def test_coming_and_going_in_any_order_and_batches_leaves_what_all_at_once_leaves(order: list[int], batch: int, gone: set[int]) -> None:
    with Store(":memory:") as store:
        placing = Placing(store.places, 90)
        for start in range(0, len(order), batch):
            for number in order[start : start + batch]:
                put(store, DESK[number])
            placing.settle()
        assert kept(store) == desk_of(NUMBERS)
        for number in sorted(gone, key=order.index):
            store.remove_report(DESK[number].report_id, "2026-03-05T00:00:00+00:00", None)
            if number % 2:
                placing.settle()
        placing.settle()
        assert kept(store) == desk_of(number for number in NUMBERS if number not in gone)


def test_step_by_step_gives_the_stories_of_all_at_once() -> None:
    with Store(":memory:") as store:
        placing = Placing(store.places, 90)
        for known in DESK:
            put(store, known)
            placing.settle()
        assert everything(store, placing) == linking.group_all({known.report_id: known for known in DESK})


@settings(max_examples=15, deadline=None)
@given(st.permutations(NUMBERS))
def test_what_is_said_to_be_touched_is_all_that_changes(order: list[int]) -> None:
    with Store(":memory:") as store:
        placing = Placing(store.places, 90)
        stories: set[tuple[str, ...]] = set()
        held: dict[str, StoryFeatures] = {}
        for number in order:
            put(store, DESK[number])
            held[DESK[number].report_id] = DESK[number]
            again = [standing.group.report_ids for standing in placing.groups(placing.settle())]
            covered = {report_id for group in again for report_id in group}
            stories = {story for story in stories if not covered.intersection(story)} | set(again)
            assert stories == {group.report_ids for group in linking.group_all(held)}
