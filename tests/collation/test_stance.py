"""Hedges by pattern: what is a hedge, what is not, and where it stands."""

from __future__ import annotations

from time import process_time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.collation.classes import compare
from onrecord.collation.patterns import Patterns
from onrecord.collation.stance import HEDGING_ADVERBS, LIGHT_ADVERBS, SENSE_ADVERBS, hedges_in, is_hedge
from onrecord.collation.tokens import tokenize
from tests.growth import grows_at_most

BASE = "The mayor spoke at noon. The bridge is closed to lorries this week. Nobody was hurt."


@pytest.mark.parametrize(
    "hedge",
    [
        "As far as I can tell",
        "I would hazard",
        "There is every chance that",
        "It would be fair to say that",
        "To the best of our recollection",
        "By most accounts",
        "In all likelihood",
        "My gut feeling is that",
        "Unless I am mistaken",
        "So I hear",
        "From what they tell me",
        "It has been suggested that",
        "We have reason to believe that",
        "Judging by what we know",
    ],
)
def test_a_hedge_before_a_sentence_is_critical_when_it_comes_or_goes(hedge: str) -> None:
    hedged = BASE.replace("The bridge", f"{hedge} the bridge")
    for base, printed in ((BASE, hedged), (hedged, BASE)):
        assert compare(tokenize(base), tokenize(printed)).witness_class == "differs-critical"


@pytest.mark.parametrize(
    "hedge", ["more or less", "to some extent", "all but", "in effect", "for the most part", "nominally", "said to be"]
)
def test_a_hedge_inside_a_sentence_is_critical(hedge: str) -> None:
    hedged = BASE.replace("is closed", f"is {hedge} closed")
    assert compare(tokenize(hedged), tokenize(BASE)).witness_class == "differs-critical"
    assert compare(tokenize(BASE), tokenize(hedged)).witness_class == "differs-critical"


@pytest.mark.parametrize("word", ["certainly", "really", "simply", "clearly", "truly", "indeed", "fortunately"])
def test_a_word_that_only_stresses_is_no_hedge(word: str) -> None:
    stressed = BASE.replace("is closed", f"is {word} closed")
    assert compare(tokenize(BASE), tokenize(stressed)).witness_class == "differs-minor"


def test_another_form_of_a_hedge_is_the_same_hedge() -> None:
    base = "They said that it seems to be over by the spring tide."
    assert compare(tokenize(base), tokenize(base.replace("seems", "seemed"))).witness_class == "differs-minor"


def test_one_hedge_for_another_is_no_loss_of_a_hedge() -> None:
    base = "I think the bridge will hold until the ferry comes."
    assert compare(tokenize(base), tokenize(base.replace("think", "believe"))).witness_class == "differs-minor"


def test_a_hedge_is_words_of_hedging_and_of_grammar_alone() -> None:
    assert is_hedge("it would be fair to say that".split())
    assert not is_hedge("i think that the harbor".split())
    assert not is_hedge(["harbor"])
    assert not is_hedge([])


def test_phrases_that_overlap_are_one_hedge() -> None:
    assert [hedge.text for hedge in hedges_in("so it seems likely to rain".split())] == ["so it seems likely to"]


def test_rather_than_is_no_hedge() -> None:
    assert not hedges_in("tea rather than coffee".split())
    assert hedges_in("a rather weak tea".split())


def test_no_adverb_is_of_two_kinds() -> None:
    assert not HEDGING_ADVERBS & LIGHT_ADVERBS
    assert not HEDGING_ADVERBS & SENSE_ADVERBS
    assert not SENSE_ADVERBS & LIGHT_ADVERBS


@given(st.lists(st.sampled_from("i think as far can tell in my view it is likely that the harbor not".split()), max_size=30))
def test_hedges_are_in_order_and_give_their_words_back(norms: list[str]) -> None:
    reached = 0
    for hedge in hedges_in(norms):
        assert reached <= hedge.first < hedge.last <= len(norms)
        assert " ".join(norms[hedge.first : hedge.last]) == hedge.text
        reached = hedge.last


def test_a_pattern_takes_the_longest_phrase_and_may_leave_slots_out() -> None:
    patterns = Patterns([("up TO? point", "x"), ("up", "y")], {"TO": frozenset(("to", "the"))})
    assert patterns.longest_from(["up", "to", "point"], 0) == (3, frozenset("x"))
    assert patterns.longest_from(["up", "point"], 0) == (2, frozenset("x"))
    assert patterns.longest_from(["up", "to", "here"], 0) == (1, frozenset("y"))
    assert patterns.longest_from(["here"], 0)[0] == 0


def test_finding_hedges_grows_with_the_words_alone() -> None:
    line = "i think as far as i can tell it is in my own humble view more or less the best of our".split()

    def seconds(times: int) -> float:
        norms = [*line * times, str(times)]
        hedges_in(norms)
        begun = process_time()
        hedges_in([*norms, f"{process_time()}"])
        return process_time() - begun

    assert grows_at_most(seconds, 100, 400, factor=8, slack=0.02)
