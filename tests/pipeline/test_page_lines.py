"""Lines that recur are a function of the reports held: adding and removing one by one gives what all at once give."""

from __future__ import annotations

import random

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord import stories
from onrecord.pipeline import page_lines
from onrecord.pipeline.placing import Placing
from onrecord.records import Annotated, Report
from onrecord.store import Store
from onrecord.stories import StoryFeatures
from tests.pipeline.test_placing import kept, prose

BIO = "Petra Lundqvist covers rivers, dams and bridges for the Wend Post from Quillgate."
AGAIN = "This page is brought to you by the readers of the Wend Post, who keep it going."


def report(number: int) -> Report:
    """Reports of one outlet, most with the same line about who wrote them; two are versions of one text, and one is of another outlet."""
    told = prose(1 if number in (1, 2) else number, 60)
    lines = [told, *([BIO] if number != 5 else []), *([AGAIN] if number % 2 else [])]
    return Report(report_id=f"r{number}", outlet="Ashby Echo" if number == 6 else "Wend Post", text="\n".join(lines))


REPORTS = [report(number) for number in range(9)]


def add(store: Store, placing: Placing, reports: list[Report]) -> None:
    for each in reports:
        store.put_report(Annotated(report=each), msgspec.msgpack.encode(stories.features(each)))
    settle(store, placing)


def settle(store: Store, placing: Placing) -> None:
    page_lines.leave_out(store)
    placing.settle()


def held(store: Store) -> tuple[object, ...]:
    rows = store.places._db.execute("SELECT report_id, content FROM features ORDER BY report_id")
    lines = list(store.places._db.execute("SELECT * FROM page_lines ORDER BY key, page, report"))
    return list(rows), lines, sorted(store.places.recurring()), kept(store)


def all_at_once(reports: list[Report]) -> tuple[object, ...]:
    with Store(":memory:") as store:
        add(store, Placing(store.places, 90), reports)
        return held(store)


@settings(deadline=None, max_examples=12)
@given(st.permutations(REPORTS), st.integers(0, 9))
def test_lines_one_by_one_are_those_of_all_at_once(order: list[Report], first: int) -> None:
    with Store(":memory:") as store:
        placing = Placing(store.places, 90)
        add(store, placing, order[:first])
        for each in order[first:]:
            add(store, placing, [each])
        assert held(store) == all_at_once(REPORTS)


def test_a_report_removed_leaves_what_was_never_added() -> None:
    for gone in random.Random(2).sample(range(9), 9):
        with Store(":memory:") as store:
            placing = Placing(store.places, 90)
            add(store, placing, REPORTS)
            store.remove_report(f"r{gone}", "2024-03-05", None)
            settle(store, placing)
            assert held(store) == all_at_once([each for number, each in enumerate(REPORTS) if number != gone])


@pytest.mark.parametrize(("count", "recurs"), [(3, False), (5, True)])
def test_a_line_of_an_outlet_counts_for_nothing_once_it_recurs(count: int, recurs: bool) -> None:
    with Store(":memory:") as store:
        add(store, Placing(store.places, 90), [report(number) for number in (0, 1, 3, 4, 7)[:count]])
        contents = dict(store.places._db.execute("SELECT report_id, content FROM features"))
        known = msgspec.msgpack.decode(contents["r0"], type=StoryFeatures)
        assert (known.length == 60) is recurs
