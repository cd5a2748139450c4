"""The same reports give the same record, in any order and any batches; a report added and removed leaves what was there before."""

from __future__ import annotations

import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord import samples
from onrecord.pipeline import Desk, as_json, read_reports
from onrecord.records import Report, as_data
from onrecord.settings import QuoteSettings, Settings

RULES = Settings(quotes=QuoteSettings(reader="rules"))


def everything(desk: Desk) -> str:
    """All that is derived, as text that can be compared byte for byte."""
    derived = {
        "stories": [as_data(story) for story in desk.stories()],
        "statements": [as_data(statement) for statement in desk.statements()],
        "speakers": [as_data(speaker) for speaker in desk.speakers(everyone=True)],
        "figures": [as_data(row) for row in desk.figures()],
    }
    return as_json(derived)


def report(report_id: str, outlet: str | None, day: str | None, text: str, title: str | None = None) -> Report:
    return Report(report_id=report_id, outlet=outlet, published=day, text=text, title=title)


FULL = (
    "Harbour master Ada Hale said the sea wall at Port Lunn had held through the storm.\n\n“We counted forty boats adrift and we will not "
    "reopen the quay before Friday. The wall held, and it will hold again,” Ms Hale said on Tuesday.\n\nPolice said 12 people were hurt."
)
SMALL = [
    report("a", "The Tide", "2026-03-04", FULL, "Sea wall holds at Port Lunn"),
    report("b", "Lunn Echo", "2026-03-04", FULL, "Wall holds, says harbour master"),
    report("c", "Northern Post", "2026-03-05",
           "The harbour at Port Lunn stays shut after the storm. “We counted fourteen boats adrift and we will not reopen the quay before "
           "Friday,” Ada Hale, the harbour master, said. At least 15 people were hurt, police said."),
    report("d", None, None, "Port Lunn's harbour master Ada Hale said: “The wall held, and it may hold again.”"),
    report("e", "The Tide", "2026-06-11",
           "The mayor of Easterby, Tom Brandt, has resigned over a parking fine. “I was wrong,” Mr Brandt told the council."),
    report("f", "Lunn Echo", "2026-06-12", "Easterby mayor Tom Brandt quit on Thursday. “I was wrong, and sorry,” he said.", "He quits"),
]  # fmt: skip


def desk_of(reports: list[Report], one_by_one: bool = False) -> str:
    with Desk(":memory:", RULES) as desk:
        if one_by_one:
            for each in reports:
                desk.add([each])
        else:
            desk.add(reports)
        return everything(desk)


@settings(max_examples=12)
@given(st.permutations(SMALL), st.booleans())
def test_neither_order_nor_batches_change_anything(order: list[Report], one_by_one: bool) -> None:
    assert desk_of(order, one_by_one) == desk_of(SMALL)


@settings(max_examples=12)
@given(st.permutations(SMALL), st.integers(1, len(SMALL) - 1))
def test_a_report_added_and_removed_leaves_what_was_before(order: list[Report], kept: int) -> None:
    with Desk(":memory:", RULES) as desk:
        desk.add(order[:kept])
        before = everything(desk)
        desk.add(order[kept:])
        desk.remove([each.report_id for each in order[kept:]])
        assert everything(desk) == before


def test_adding_a_report_twice_changes_nothing() -> None:
    with Desk(":memory:", RULES) as desk:
        desk.add(SMALL)
        before = everything(desk)
        counts = desk.add(SMALL)
        assert (counts.stored, counts.already_there) == (0, len(SMALL))
        assert everything(desk) == before


@pytest.mark.parametrize("seed", [1, 2])
def test_the_samples_read_one_by_one_give_the_record_of_all_at_once(seed: int) -> None:
    folder = samples.folder()
    wanted = [path for path in sorted((folder / "reports").rglob("*")) if path.is_file()]
    reports = [item for item in read_reports(wanted, RULES) if isinstance(item, Report)]
    assert len(reports) >= 14
    shuffled = reports[:]
    random.Random(seed).shuffle(shuffled)
    assert desk_of(shuffled, one_by_one=True) == desk_of(reports)


def test_every_report_is_in_exactly_one_story() -> None:
    with Desk(":memory:", RULES) as desk:
        desk.add(SMALL)
        held = sorted(report_id for story in desk.stories() for report_id in story.report_ids)
    assert held == [each.report_id for each in SMALL]


def test_every_quotation_is_in_a_statement() -> None:
    with Desk(":memory:", RULES) as desk:
        desk.add(SMALL)
        quoted = {quote.quote_id for each in SMALL for quote in desk.report(each.report_id).quotes}
        carried = {witness.quote_id for statement in desk.statements() for witness in statement.witnesses}
    assert quoted == carried
