"""Words without quotation marks join what they render: by words, by sense, and never by sense alone."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.collation.paraphrase import Told, likeness_to, rendering
from onrecord.collation.tokens import tokenize
from onrecord.models import load_encoder

SAID = "We will close the two lower gates of the canal on Friday night, whatever the weather."


def nearness(words: str, said: str = SAID, sense: float | None = None) -> int | None:
    likeness = None if sense is None else lambda left, right: sense
    return likeness_to(rendering(tokenize(words), words), Told(tokenize(said)), likeness)


def test_words_alone_decide_where_there_is_no_sense_to_ask() -> None:
    assert nearness("that the lower gates of the canal would close on Friday") == 1000
    assert nearness("that the weather might delay the harvest festival in Easterby") is None


def test_sense_joins_what_shares_some_words() -> None:
    words = "the canal would be shut at its two lower locks from Friday evening"
    assert nearness(words) == nearness(words, sense=0.3)
    assert nearness("shutting the lower canal locks by Friday evening", sense=0.9) == 900
    assert nearness("shutting the lower canal locks by Friday evening", sense=0.4) is None


@pytest.mark.parametrize("sense", [0.0, 0.5, 1.0])
def test_nearly_all_words_need_no_sense_and_few_words_are_not_helped_by_it(sense: float) -> None:
    assert nearness("that they will close two lower gates of the canal on Friday", sense=sense) == 1000
    assert nearness("that rain was likely on Friday", sense=sense) is None


def test_the_very_same_words_are_one_however_few() -> None:
    assert nearness("a witch trial", "a witch trial", sense=0.0) == 1000
    assert nearness("optimism", "optimism", sense=1.0) is None


def test_another_number_is_another_statement() -> None:
    said = "We counted 40 boats adrift in the outer harbour of Port Lunn."
    assert nearness("that 40 boats were adrift in the harbour", said, sense=0.9) is not None
    assert nearness("that 60 boats were adrift in the harbour", said, sense=0.9) is None


def test_a_long_text_is_asked_sentence_by_sentence() -> None:
    said = SAID + " " + " ".join(f"The ferry to isle number {n} runs as always, and the market stays open." for n in range(30))
    asked = []

    def likeness(left: str, right: str) -> float:
        asked.append(right)
        return 0.9 if right == SAID else 0.1

    words = "shutting the lower canal locks by Friday evening"
    assert likeness_to(rendering(tokenize(words), words), Told(tokenize(said)), likeness) == 900
    assert asked == [said, SAID]


def test_the_encoder_finds_renderings_nearer_than_what_only_shares_names() -> None:
    encoder = load_encoder()

    def likeness(left: str, right: str) -> float:
        one, two = encoder.encode([left]), encoder.encode([right])
        return float(one[0] @ two[0])

    def near(words: str) -> int | None:
        return likeness_to(rendering(tokenize(words), words), Told(tokenize(SAID)), likeness)

    assert near("the two lower gates on the canal would be shut on Friday night") is not None
    assert near("the Friday night party at the lower canal was a success") is None


@given(st.text(max_size=60), st.text(max_size=60), st.floats(0, 1))
def test_any_two_texts_have_a_likeness_in_bounds_or_none(words: str, said: str, sense: float) -> None:
    found = nearness(words, said, sense)
    assert found is None or 0 <= found <= 1000
