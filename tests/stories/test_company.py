"""What a report's look-alikes take from each of its links."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from onrecord.stories import ALONE, MODEL, company
from onrecord.stories.scores import log_odds, per_thousand

STRONG = per_thousand(MODEL.strong + 4)
WEAK = per_thousand(MODEL.weak) - 40
SCORES = st.lists(st.integers(0, 1000), max_size=60)


@given(SCORES, st.randoms())
def test_company_is_the_same_in_any_order(scores: list[int], pick: object) -> None:
    shuffled = scores[:]
    pick.shuffle(shuffled)  # type: ignore[attr-defined]
    assert company(scores) == company(shuffled)


@given(SCORES)
def test_one_more_weak_look_alike_never_takes_less(scores: list[int]) -> None:
    assert company([*scores, STRONG, WEAK]).loss >= company([*scores, STRONG]).loss


def test_an_event_with_many_reports_is_no_crowd() -> None:
    assert company([STRONG] * 100) == company([STRONG]) != company([STRONG, *[WEAK] * 100])


def test_a_report_without_links_has_no_company() -> None:
    assert company([]) == ALONE


def test_a_shared_weekday_speaks_for_one_event_and_another_against_it() -> None:
    same, unknown, other = (log_odds(0.2, 0.5, None, relation) for relation in ("same", "unknown", "other"))  # type: ignore[arg-type]
    assert same > unknown > other
    assert log_odds(0.2, 0.5, None, "some") == unknown
