"""One thing in two forms: days, sums of money, hours, numbers with a space, streets."""

from __future__ import annotations

import pytest

from onrecord.collation.classes import compare
from onrecord.collation.tokens import tokenize


def class_of(one: str, other: str) -> str:
    frame = "We wrote in the log that {} was noted, and then we sailed on."
    return compare(tokenize(frame.format(one)), tokenize(frame.format(other))).witness_class


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("11 September", "Sept. 11"),
        ("the 11th of September", "September 11th"),
        ("the ninth of March 2019", "March 9, 2019"),
        ("10 000 tons", "10,000 tons"),
        ("twice", "two times"),
        ("US$5m", "five million dollars"),
        ("EUR 3bn", "3 billion euros"),
        ("A$5m", "5 million Australian dollars"),
        ("$4.50", "four dollars and fifty cents"),
        ("20p", "20 pence"),
        ("a 10fold rise", "a tenfold rise"),
        ("5 per cent", "5pc"),
        ("3 pm", "three p.m."),
        ("5:30 p.m.", "5.30pm"),
        ("60 mph", "sixty miles an hour"),
        ("20°C", "20 degrees Celsius"),
        ("Elm St.", "Elm Street"),
        ("St. Orla", "Saint Orla"),
        ("an 80-foot mast", "a 80-foot mast"),
    ],
)
def test_forms_of_one_thing_are_no_difference(one: str, other: str) -> None:
    assert class_of(one, other) in ("same", "normalised")
    assert class_of(other, one) in ("same", "normalised")


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("11 September", "11 October"),
        ("September 11, 2001", "September 11, 2011"),
        ("10 000 tons", "10 tons"),
        ("twice", "three times"),
        ("a 10fold rise", "a 20fold rise"),
        ("US$5m", "A$5m"),
        ("20p", "£20"),
        ("3 am", "3 pm"),
        ("60 mph", "60 km/h"),
        ("20°C", "20°F"),
        ("two 110-foot masts", "110-foot masts"),
    ],
)
def test_another_thing_in_a_like_form_is_critical(one: str, other: str) -> None:
    assert class_of(one, other) == "differs-critical"
    assert class_of(other, one) == "differs-critical"


def test_a_month_is_a_day_only_with_a_number_of_days() -> None:
    assert tokenize("In May 2019 we may 5 times; March on, 3 by 3.").norm[:5] == ["in", "may", "#2019", "we", "may"]
    assert tokenize("On May 5 200 ships sailed, in 2019 300 more.").norm[:4] == ["on", "#d5-5", "#200", "ships"]


def test_two_numbers_side_by_side_stay_two() -> None:
    assert tokenize("2 110-foot masts").norm[:2] == ["#2", "#110"]


@pytest.mark.parametrize("digit", ["፩", "①", "²", "٣"])
def test_a_digit_of_any_script_beside_a_month_or_before_coins_is_read(digit: str) -> None:
    assert tokenize(f"On {digit} September, and on September {digit}, it cost four dollars and {digit} cents.").norm[0] == "on"
