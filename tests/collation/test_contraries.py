"""Phrases that turn a sentence round, adjectives that tell, and forms of one word that turn nothing."""

from __future__ import annotations

import pytest

from onrecord.collation.classes import compare
from onrecord.collation.tokens import tokenize


def compared(one: str, other: str) -> tuple[str, set[str | None]]:
    frame = "We heard on the air this evening that {}, the harbour master added."
    result = compare(tokenize(frame.format(one)), tokenize(frame.format(other)))
    return result.witness_class, {region.reason for region in result.regions if region.kind == "critical"}


@pytest.mark.parametrize(
    ("one", "other", "reason"),
    [
        ("they voted for it", "they refused to vote for it", "negation"),
        ("the plan is ready", "the plan is far from ready", "negation"),
        ("there is money", "there is a lack of money", "negation"),
        ("he is in favor of the toll", "he is against the toll", "polarity"),
        ("because of the storm", "despite the storm", "polarity"),
        ("including the islands", "except the islands", "polarity"),
        ("it closes unless they sign", "it closes if they sign", "polarity"),
        ("the town joined the league", "the town pulled out of the league", "polarity"),
        ("they are allowed to sail", "they are required to sail", "modal"),
        ("it ran aground last week", "it ran aground this week", "date"),
        ("it opens in the spring", "it opens in the fall", "date"),
        ("it sails twice a day", "it sails once a day", "number"),
    ],
)
def test_phrases_that_exclude_each_other_are_critical(one: str, other: str, reason: str) -> None:
    assert compared(one, other) == ("differs-critical", {reason})
    assert compared(other, one) == ("differs-critical", {reason})


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("two and a half miles of it", "2.5 miles of it"),
        ("two and a half miles of it", "2½ miles of it"),
        ("two-thirds of the crew", "2/3 of the crew"),
        ("one point five million crowns", "1.5 million crowns"),
        ("nineteen eighty-four was cold", "1984 was cold"),
        ("the nineteen nineties", "the 1990s"),
        ("the twenty-first ship", "the 21st ship"),
        ("the first ship", "the 1st ship"),
        ("20kg of rope", "20 kilograms of rope"),
        ("at 3:00 p.m. sharp", "at 3 p.m. sharp"),
        ("a pier in New York", "a pier in N.Y."),
        ("Odum Corp. paid", "Odum Corporation paid"),
        ("it comes on Tues. or later", "it comes on Tuesday or later"),
        ("we shoulda sailed", "we should have sailed"),
        ("they're goin' home", "they are going home"),
        ("it's 'bout ten miles", "it is about ten miles"),
    ],
)
def test_forms_of_one_word_or_number_differ_in_form_alone(one: str, other: str) -> None:
    assert compared(one, other)[0] in ("same", "normalised")
    assert compared(other, one)[0] in ("same", "normalised")


def test_a_name_that_ends_in_in_keeps_its_end_before_a_mark() -> None:
    assert "cabin" in tokenize("‘We left the cabin’ he said").norm


@pytest.mark.parametrize("adjective", ["unlicensed", "nuclear", "elderly", "illegal and violent", "orphaned"])
def test_an_adjective_that_tells_which_kind_is_missed(adjective: str) -> None:
    assert compared(f"they hid {adjective} passengers there", "they hid passengers there") == ("differs-critical", {"adjective"})


@pytest.mark.parametrize("adjective", ["wonderful", "huge", "purple", "splendid"])
def test_praise_and_colour_are_not_missed(adjective: str) -> None:
    assert compared(f"they hid the {adjective} passengers there", "they hid the passengers there")[0] == "differs-minor"


def test_a_manner_left_out_makes_it_shorter() -> None:
    assert compared("they have voluntarily stopped the ferry", "they have stopped the ferry")[0] == "shortened"


def test_a_clause_that_changed_places_is_moved_and_not_new() -> None:
    base = tokenize("The pier is shut. Like last winter, it will not open before May. Nobody minds.")
    printed = tokenize("The pier is shut. It will not open before May, like last winter.")
    result = compare(base, printed)
    assert result.witness_class == "differs-minor"
    assert {region.kind for region in result.regions} == {"transposition"}
