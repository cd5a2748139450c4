from random import Random
from time import perf_counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.records import Report
from onrecord.stories.boilerplate import is_furniture, kept_lines, line_keys, lines_without, recurring_lines
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


def page(text: str, outlet: str | None = "Wend Post") -> Report:
    return Report(report_id="r", outlet=outlet, text=text)


def test_a_line_recurs_when_unrelated_pages_hold_it_and_not_when_versions_do() -> None:
    assert recurring_lines((7, mark) for mark in (3, 1, 4, 5)) == {7}
    assert recurring_lines((7, mark) for mark in (3, 3, 3, 3, 1, 1, 4)) == set()


@given(st.lists(st.tuples(st.integers(0, 2), st.integers(0, 5)), max_size=30), st.randoms(use_true_random=False))
def test_what_recurs_does_not_depend_on_order_and_only_grows(pages: list[tuple[int, int]], shuffle: Random) -> None:
    mixed = shuffle.sample(pages, len(pages))
    assert recurring_lines(mixed) == recurring_lines(pages)
    assert recurring_lines(pages[:10]) <= recurring_lines(pages)


def test_lines_have_keys_by_outlet_and_words() -> None:
    line = "Ada Marsh covers dams for us."
    assert line_keys(page(line)) == line_keys(page("  ada marsh  covers dams for us.\n", "wend post"))
    assert line_keys(page(line)) != line_keys(page(line, "Ashby Echo"))
    assert line_keys(page(line, None)) == line_keys(page("Too short.")) == ()


def test_lines_that_recur_are_left_out_unless_little_else_is_left() -> None:
    told, line = page(f"{PROSE}\nAda Marsh covers dams for us."), "Ada Marsh covers dams for us."
    assert [span.of(told.text) for span in lines_without(told, kept_lines(told.text), line_keys(page(line)))] == [PROSE]
    assert len(lines_without(told, kept_lines(told.text), line_keys(told))) == 2
