from time import perf_counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.stories.boilerplate import is_furniture, kept_lines
from tests.growth import grows_at_most

PROSE = "The Tarn dam above Lowbridge failed on Tuesday and the river Wend flooded Quillgate, engineers said."


@pytest.mark.parametrize(
    "line",
    [
        "By Ada Marsh and Ivo Pellam",
        "© 2024 The Wend Post. All rights reserved.",
        "Read more: ten dams that failed",
        "Sign up for our newsletter to get the day’s news.",
        "FILE - In this March 3, 2023 file photo, the mayor of Lowbridge opens the dam. (Wend Photo)",
        "The mayor of Lowbridge speaks in Quillgate, Tarnshire, Tuesday, March 5, 2024.",
        "Updated: 5 March 2024 @ 6:52 am",
        "Most read",
        "Photo: Ada Marsh, Wend Post",
    ],
)
def test_lines_around_a_report_are_left_out(line: str) -> None:
    assert is_furniture(line)
    assert [span.of(f"{line}\n{PROSE}\n{line}") for span in kept_lines(f"{line}\n{PROSE}\n{line}")] == [PROSE]


@pytest.mark.parametrize(
    "line", [PROSE, "“It failed,” Marsh said.", "He copied the files on Tuesday, 5 March.", "The high wall fell. Nobody saw it."]
)
def test_prose_is_kept(line: str) -> None:
    assert not is_furniture(line)


def test_a_page_of_nothing_but_notices_is_taken_as_it_is() -> None:
    page = "Read more\nShare\n© 2024 The Wend Post"
    assert len(kept_lines(page)) == 3


@given(st.text(alphabet="ab .\n©:", max_size=200))
def test_kept_lines_are_lines_of_the_text_in_order(text: str) -> None:
    spans = kept_lines(text)
    assert spans == sorted(spans)
    assert all("\n" not in span.of(text) and span.of(text).strip() for span in spans)


@pytest.mark.parametrize("unit", ["by a. ", "in this ", "cookies ", "photo (", "high ", "monday, "])
def test_hostile_lines_cost_linear_time(unit: str) -> None:
    def seconds(size: int) -> float:
        text = "\n".join([unit * (560 // len(unit))] * size)
        start = perf_counter()
        kept_lines(text)
        return perf_counter() - start

    assert grows_at_most(seconds, 200, 400, 4, 0.05)
