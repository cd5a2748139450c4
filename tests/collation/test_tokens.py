"""Words and their normal forms."""

import itertools
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.collation.tokens import BRACKETED, ELLIPSIS, PART, STOP, tokenize
from onrecord.records import Span
from tests.growth import grows_at_most


def norms(text: str) -> list[str]:
    return tokenize(text).norm


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("We’re sure they don’t", "we are sure they do not"),
        ("she can’t", "she cannot"),
        ("the colour of the theatre", "the color of the theater"),
        ("they organised and analysed it", "they organized and analyzed it"),
        ("labelled, travelling", "labeled, traveling"),
        ("ten boats", "10 boats"),
        ("twenty-five boats", "25 boats"),
        ("two hundred and fifty boats", "250 boats"),
        ("1,200 boats", "1200 boats"),
        ("25%", "25 per cent"),
        ("twenty-five percent", "25%"),
        ("$1 trillion", "a trillion dollars"),
        ("£2.5m", "2.5 million pounds"),
        ("half a million", "500,000"),
        ("Sen. Odum", "Senator Odum"),
        ("the U.S. and the U.N.", "the US and the UN"),
        ("the United States", "the U.S."),
        ("on June 16th", "on June 16"),
        ("well-known harbour", "well known harbor"),
        ("no-one went", "No one went"),
        ("it’s OK", "it is okay"),
        ("we’re gonna go", "we are going to go"),
    ],
)
def test_two_ways_of_printing_the_same_words_have_one_normal_form(left: str, right: str) -> None:
    assert norms(left) == norms(right)


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("thousands of boats", "tens of thousands of boats"),
        ("ten boats", "eleven boats"),
        ("told us", "told US"),
        ("$5", "£5"),
        ("1.5 boats", "15 boats"),
        ("2 million", "2 billion"),
        ("a dozen", "a hundred"),
        ("can", "can't"),
    ],
)
def test_different_words_have_different_normal_forms(left: str, right: str) -> None:
    assert norms(left) != norms(right)


def test_a_number_is_one_word() -> None:
    words = tokenize("Tens of thousands of jobs, $1 trillion.")
    assert [words.text[s:e] for s, e in zip(words.start, words.end, strict=True)] == ["Tens of thousands", "of", "jobs", "$1 trillion"]


def test_stage_directions_are_no_words_and_what_was_not_heard_is_doubtful() -> None:
    assert norms("We go (APPLAUSE) now [laughter].") == ["we", "go", "now"]
    assert norms("You have (INAUDIBLE) friends") == ["you", "have", "inaudible", "friends"]


def test_what_stands_before_a_word_is_known() -> None:
    words = tokenize("We go. They ... stay [the crew] here")
    flags = dict(zip(words.norm, words.flags, strict=True))
    assert flags["they"] & STOP
    assert flags["stay"] & ELLIPSIS
    assert flags["crew"] & BRACKETED
    assert not flags["here"] & BRACKETED


def test_one_bracket_that_never_closes_costs_nothing() -> None:
    words = tokenize("We go [and " + "they stay here with us all " * 10)
    assert not any(flag & BRACKETED for flag in words.flags)


def test_stretches_begin_with_a_part() -> None:
    text = "“We go,” he said, “and stay.”"
    words = tokenize(text, [Span(1, 7), Span(19, 28)])
    assert words.norm == ["we", "go", "and", "stay"]
    assert [bool(flag & PART) for flag in words.flags] == [False, False, True, False]


@given(st.text(max_size=200))
def test_words_of_any_text_lie_in_it_in_order(text: str) -> None:
    words = tokenize(text)
    places = list(zip(words.start, words.end, strict=True))
    assert all(0 <= start < end <= len(text) for start, end in places)
    assert all(left[1] <= right[0] for left, right in itertools.pairwise(places))
    assert len(words.norm) == len(words.form) == len(words.flags) == len(places)


@given(st.text(alphabet="Aa1.,'’ -$%[]()½é\u0301٣", max_size=60))
def test_odd_marks_and_digits_are_read(text: str) -> None:
    tokenize(text)


@pytest.mark.parametrize("piece", ["a.", "1,", "[", "'a", "a'", "....", "half a ", "tens of ", "and hundred "])
def test_hostile_text_is_read_in_linear_time(piece: str) -> None:
    def seconds(count: int) -> float:
        begun = time.process_time()
        tokenize(piece * count)
        return time.process_time() - begun

    assert grows_at_most(seconds, 3_000, 12_000, 12, 0.3)
