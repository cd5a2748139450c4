"""Forms that one desk fills in again and again: they share most words, and tell of two events."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.linking import families, group_all
from onrecord.models import load_encoder
from onrecord.records import Report
from onrecord.stories import StoryFeatures, features, fill_in_one_form, leads_of
from onrecord.stories.forms import MOST_RUNS, RUN, form_of

RESULTS = (
    "{0} plc said on {5} that its pre-tax profit rose by {6} per cent to {7} million pounds in the three months to the end of {8}. "
    "Revenue at the {1}-based company was up on the same period of last year. Chief executive {2} {3} said the group had made good "
    "progress in difficult markets and remained confident of meeting its targets for the full year. The board declared an interim "
    "dividend of {9} pence a share, payable to shareholders on the register at the end of the month. Shares in {0} were up {10} "
    "per cent in early trading in {4}."
)
CLOSE = (
    "The {0} index of leading shares closed up {6} points at {7} on {5}, led by banks and oil companies. The biggest riser was "
    "{1}, which gained {9} per cent after an upgrade by analysts at {2}. The biggest faller was {3}, which lost {10} per cent. The "
    "crown was firmer against the dollar. In {4}, trading was closed for a public holiday on {5}, and will begin again in {8}."
)
WEATHER = (
    "{5} will begin dry and bright in most places, with rain spreading from the west to {0} by the afternoon. Temperatures will "
    "reach {6} degrees in {1} and {9} on the coast at {2}. Overnight it will stay clear, with lows of {10} degrees inland around "
    "{3}. The outlook for the following days is changeable, with the best of the sunshine at {4}, and more of it in {8} than in "
    "the last month."
)
FIRST = ("Varnholt", "Quillgate", "Odalys", "Marsh", "Lowbridge", "Monday", "12", "340", "June", "4.5", "3")
SECOND = ("Pellamore", "Ashby", "Imre", "Halloran", "Selwick", "Thursday", "7", "95", "March", "11.2", "8")


def report(form: str, filled: tuple[str, ...], name: str, outlet: str | None = "Ledger", title: str | None = None) -> Report:
    return Report(report_id=name, outlet=outlet, title=title, text=form.format(*filled))


def known(one: Report) -> StoryFeatures:
    return features(one, load_encoder().encode(leads_of(one)))


@pytest.mark.parametrize("outlet", ["Ledger", None])
@pytest.mark.parametrize("form", [RESULTS, CLOSE, WEATHER], ids=["results", "close", "weather"])
def test_two_bulletins_of_one_form_are_two_stories_and_no_shared_text(form: str, outlet: str | None) -> None:
    told = {name: known(report(form, filled, name, outlet)) for name, filled in (("a", FIRST), ("b", SECOND))}
    assert fill_in_one_form(told["a"], [told["b"]]) == [True]
    assert [group.report_ids for group in group_all(told)] == [("a",), ("b",)]
    assert families(told) == [("a",), ("b",)]


def test_a_bulletin_on_the_same_thing_elsewhere_is_one_story_with_it() -> None:
    told = {
        name: known(report(RESULTS, FIRST, name, name, title)) for name, title in (("a", "Varnholt profit rises"), ("b", "Varnholt up"))
    }
    assert [group.report_ids for group in group_all(told)] == [("a", "b")]


def test_an_update_with_other_figures_is_no_other_form() -> None:
    later = (*FIRST[:6], "14", "360", "June", "5.5", "2")
    one, other = (known(report(RESULTS, filled, name)) for name, filled in (("a", FIRST), ("b", later)))
    assert fill_in_one_form(one, [other]) == [False]
    assert families({"a": one, "b": other}) == [("a", "b")]


def test_a_report_cut_short_or_with_another_headline_fills_in_no_form() -> None:
    whole = report(RESULTS, FIRST, "a")
    for text in (
        whole.text[: len(whole.text) // 2],
        f"{whole.text} The company was founded in Quillgate by two brothers.",
        whole.text.upper(),
    ):
        other = Report(report_id="b", outlet="Ledger", text=text)
        assert fill_in_one_form(features(whole), [features(other)]) == [False]


@given(st.lists(st.sampled_from("the of and marsh lund 12 7 wend on friday to in".split()), max_size=60), st.integers(0, 40))
def test_no_report_is_of_one_form_with_itself_or_with_a_part_of_itself(words: list[str], cut: int) -> None:
    one, other = (features(Report(report_id=name, text=" ".join(held))) for name, held in (("a", words), ("b", words[cut:])))
    assert fill_in_one_form(one, [one]) == [False]
    assert fill_in_one_form(one, [other]) == fill_in_one_form(other, [one])


def test_the_runs_of_a_long_report_are_bounded_and_in_order() -> None:
    pick = np.random.default_rng(1)
    words = pick.integers(1, 5000, 20_000).tolist()
    told = np.array([(word, word > 4000, word > 4500) for word in words], np.uint64)
    form = form_of(told)
    assert len(form.runs) == len(form.blanks) == MOST_RUNS
    assert (np.diff(form.runs.astype(np.int64)) > 0).all()
    assert not len(form_of(told[: RUN - 1]).runs)
