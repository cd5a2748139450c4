"""Words that are contrary, words that are alike, and adjectives that come, go or change."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.collation.classes import compare
from onrecord.collation.opposites import is_alike, is_opposite
from onrecord.collation.tokens import tokenize


def compared(one: str, other: str) -> tuple[str, set[str | None]]:
    result = compare(tokenize(f"We met that week. {one} She said no more."), tokenize(f"We met that week. {other} She said no more."))
    return result.witness_class, {region.reason for region in result.regions if region.kind == "critical"}


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("approved", "vetoed"),
        ("extends", "cuts"),
        ("soaring", "plunging"),
        ("hazardous", "safe"),
        ("scarce", "abundant"),
        ("swiftly", "slowly"),
        ("creditor", "debtor"),
        ("paid", "underpaid"),
        ("conduct", "misconduct"),
    ],
)
def test_words_across_an_axis_are_opposites_either_way(left: str, right: str) -> None:
    assert is_opposite(left, right) and is_opposite(right, left)


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("approved", "endorsed"),
        ("vetoed", "rejected"),
        ("stand", "understand"),
        ("cover", "discover"),
        ("line", "decline"),
        ("big", "huge"),
    ],
)
def test_words_of_like_sense_or_like_letters_are_none(left: str, right: str) -> None:
    assert not is_opposite(left, right) and not is_opposite(right, left)


@given(st.sampled_from("approve veto rise plunge safe hazardous ally foe open shut lend borrow".split()))
def test_no_word_is_its_own_opposite(word: str) -> None:
    assert not is_opposite(word, word) and is_alike(word, word)


@pytest.mark.parametrize(
    ("one", "other", "reason"),
    [
        ("The council approved the pier.", "The council vetoed the pier.", "polarity"),
        ("We saw the draft map.", "We saw the final map.", "polarity"),
        ("We saw the nautical map.", "We saw the federal map.", "adjective"),
        ("There was evidence on board.", "There was little evidence on board.", "quantifier"),
        ("The crew is ready.", "The crew is a long way from ready.", "negation"),
        ("They funded the pier.", "They stopped funding the pier.", "negation"),
        ("It usually sails at dawn.", "It occasionally sails at dawn.", "quantifier"),
        ("We met three armed men.", "We met three men.", "adjective"),
    ],
)
def test_a_turn_of_sense_is_critical_either_way(one: str, other: str, reason: str) -> None:
    assert compared(one, other) == ("differs-critical", {reason})
    assert compared(other, one) == ("differs-critical", {reason})


def test_an_adjective_put_in_is_critical_where_it_shuts_out_its_contrary() -> None:
    assert compared("We met the crew.", "We met the armed crew.") == ("differs-critical", {"adjective"})
    assert compared("We met the crew.", "We met the splendid crew.") == ("differs-minor", set())


def test_our_little_boat_is_no_little_evidence() -> None:
    assert compared("We saw our little boat.", "We saw our boat.")[0] == "differs-minor"


def test_a_fitted_article_is_no_difference_of_words() -> None:
    assert compared("It was an old, honest map.", "It was a honest map.")[1] == set()
