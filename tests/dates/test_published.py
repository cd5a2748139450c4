"""The publication date, from whatever gives it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.dates import parse_published


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("2022-09-21", "2022-09-21"),
        ("2022-09-21T10:03:00Z", "2022-09-21"),
        ("2022-09-21T23:30:00.000+0100", "2022-09-21"),
        ("2022-09-21 10:03", "2022-09-21"),
        ("2022/09/21", "2022-09-21"),
        ("20220921", "2022-09-21"),
        ("2022-09", "2022-09"),
        ("2022", "2022"),
        ("21 September 2022", "2022-09-21"),
        ("Wednesday, 21st of September 2022", "2022-09-21"),
        ("21-Sep-2022", "2022-09-21"),
        ("Sept. 21, 2022 10:03 GMT", "2022-09-21"),
        ("Updated: September 21st, 2022", "2022-09-21"),
        ("September 2022", "2022-09"),
        ("Wed, 21 Sep 2022 10:03:00 +0000", "2022-09-21"),
        ("Wed Sep 21 10:03:00 2022", "2022-09-21"),
        ("1663754580", "2022-09-21"),
        ("1663754580000", "2022-09-21"),
        ("21/09/2022", "2022-09-21"),
        ("9/21/2022", "2022-09-21"),
        ("3/4/2022", "2022"),
    ],
)
def test_a_date_as_written_becomes_iso_as_precise_as_given(value: str, expected: str) -> None:
    assert parse_published(value) == expected


@pytest.mark.parametrize("value", ["", "soon", "2022-13-01", "31 February 2022", "12345", "page 4 of 2022 pages", "99999999999999"])
def test_what_is_no_date_gives_none(value: str) -> None:
    assert parse_published(value) is None


@given(st.dates())
def test_an_iso_day_is_read_back(day: object) -> None:
    text = str(day)
    assert parse_published(text) == (text if "1500" <= text[:4] <= "2999" else None)


@given(st.text(max_size=300))
def test_any_text_is_survived_and_what_is_read_is_read_again(value: str) -> None:
    found = parse_published(value)
    assert found is None or parse_published(found) == found
