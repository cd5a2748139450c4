"""What holds for any text at all."""

import time
from itertools import pairwise

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from onrecord.quotes import find_quotes, pair_marks
from onrecord.quotes.shaping import outermost
from onrecord.records import Report
from tests.growth import grows_at_most

WORDS = st.sampled_from(
    "Roth Webb she who said told that warned according to the mayor , . : ; ? — \" “ ” ' ‘ ’ « » and but adding is was called a "
    "plan in statement on Monday Q: A: ROTH: \n\n \n @ ( ) 40 US".split(" ")
)
SOUP = st.one_of(st.text(max_size=120), st.lists(WORDS, max_size=60).map(" ".join))


@given(SOUP)
@settings(max_examples=300)
def test_spans_lie_in_the_text_and_contents_are_sorted_and_disjoint(text: str) -> None:
    quotes = find_quotes(Report(report_id="r", text=text))
    ids = [q.quote_id for q in quotes]
    assert len(set(ids)) == len(ids)
    for quote in quotes:
        assert quote.content
        for spans in (quote.content, quote.source, quote.cue, quote.marked):
            assert all(0 <= s.start < s.end <= len(text) for s in spans)
            assert all(left.end <= right.start for left, right in pairwise(spans))
        assert quote.continues is None or quote.continues in ids
        assert all(any(c.holds(m) for c in quote.content) for m in quote.marked)


@given(SOUP)
def test_reading_twice_gives_the_same_quotes(text: str) -> None:
    report = Report(report_id="r", text=text)
    assert find_quotes(report) == find_quotes(report)


@given(SOUP)
@example('0 cALLED 0"0 “')
def test_content_edges_never_cut_a_marked_stretch_or_hold_only_its_marks(text: str) -> None:
    marks = outermost(pair_marks(text))
    for quote in find_quotes(Report(report_id="r", text=text)):
        for span in quote.content:
            for marked in marks:
                assert span != marked.outer
                if span.touches(marked.outer):
                    assert span.holds(marked.outer) or marked.inner.holds(span)
            assert not span.of(text)[0].isspace()
            assert not span.of(text)[-1].isspace()


@given(SOUP, st.integers(min_value=0, max_value=9))
def test_white_space_before_a_text_moves_the_spans_and_nothing_else(text: str, more: int) -> None:
    plain = find_quotes(Report(report_id="r", text=text))
    moved = find_quotes(Report(report_id="r", text="\n\n" * more + text))
    assert [[s.start + 2 * more for s in q.content] for q in plain] == [[s.start for s in q.content] for q in moved]


PIECES = [
    "“", '"', "said ", "Roth said that ", '"a," she said. ', "according to ", "Roth, ", "(@", "—", "\n", "Q: ", "In a statement ",
    "saying ", "x", "\u202e",
]  # fmt: skip


@pytest.mark.parametrize("piece", PIECES)
def test_reading_is_linear_on_hostile_text(piece: str) -> None:
    def seconds(length: int) -> float:
        report = Report(report_id="r", text=(piece * length)[:length])
        start = time.process_time()
        find_quotes(report)
        return time.process_time() - start

    assert grows_at_most(seconds, 8_000, 16_000, 4, 0.5)
