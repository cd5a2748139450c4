"""Quotation marks pair in every style that news prints, and a stray one costs little."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.quotes import pair_marks
from tests.growth import grows_at_most

MARKS = "\"“”„‟'‘’‚«»‹›`「」"
SOUP = st.text(alphabet=st.sampled_from(MARKS + "ab sA.,?\n-5"), max_size=200)


def inners(text: str) -> list[str]:
    return [m.inner.of(text) for m in pair_marks(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('"We go," she said. "Now."', ["We go,", "Now."]),
        ("“We go,” she said.", ["We go,"]),
        ("'We go,' she said.", ["We go,"]),
        ("‘We go,’ she said.", ["We go,"]),
        ("„Wir gehen“, sagte sie.", ["Wir gehen"]),
        ("„Idziemy”, powiedziała.", ["Idziemy"]),
        ("« On y va », dit-elle.", ["On y va"]),
        ("»Wir gehen«, sagte sie.", ["Wir gehen"]),
        ("‹On y va›, dit-elle.", ["On y va"]),
        ("‚Wir gehen‘, sagte sie.", ["Wir gehen"]),
        ("``We go,'' she said.", ["We go,"]),
        ("''We go,'' she said. ''Now.''", ["We go,", "Now."]),
        ("「行く」と言った。", ["行く"]),
        ("“We go“ she said.", ["We go"]),
        ('"We go,” she said.', ["We go,"]),
        ('She said:"We go," and left.', ["We go,"]),
        ('She said: " we go " and left.', ["we go"]),
        ('She said "no—" and "—yes".', ["no—", "—yes"]),
    ],
)
def test_every_mark_style_pairs(text: str, expected: list[str]) -> None:
    assert inners(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "It's the workers' plan, isn't it?",
        "Rock 'n' roll in the '90s.",
        "The dogs' bone and the cats' milk.",
        "‘90s music, ’tis true.",
        "'Tis the season.",
        "He is 6'2\" and she is 5' 11\" tall.",
        "",
        '"',
    ],
)
def test_apostrophes_decades_and_inches_are_no_quotation_marks(text: str) -> None:
    assert inners(text) == []


def test_a_plural_possessive_inside_single_marks_does_not_close_them() -> None:
    assert inners("'The workers' union will not go,' she said.") == ["The workers' union will not go,"]


def test_nested_marks_have_a_depth() -> None:
    text = "“She said ‘no “thanks”’.”"
    assert [(m.inner.of(text), m.depth) for m in pair_marks(text)] == [("She said ‘no “thanks”’.", 0), ("no “thanks”", 1), ("thanks", 2)]


def test_curly_marks_nest_inside_straight_ones() -> None:
    assert inners('"The “vote” is void."') == ["The “vote” is void.", "vote"]


def test_marks_reopened_at_each_paragraph_are_closed_once() -> None:
    text = "“One.\n\n“Two.\n\n“Three.” She left."
    found = pair_marks(text)
    assert [m.inner.of(text) for m in found] == ["One.", "Two.", "Three."]
    assert [(m.closed, m.reopens) for m in found] == [(False, False), (False, True), (True, True)]


def test_single_marks_are_reopened_too() -> None:
    text = "‘One.\n\n‘Two,’ she said."
    assert [(m.inner.of(text), m.reopens) for m in pair_marks(text)] == [("One.", False), ("Two,", True)]


def test_an_unclosed_mark_ends_with_its_paragraph() -> None:
    text = '"We go. She left.\n\nHe said "no".'
    assert inners(text) == ["We go. She left.", "no"]


def test_an_unclosed_mark_leaves_the_quotations_after_it_alone() -> None:
    assert inners('"We go. He said "no" and "never".')[1:] == ["no", "never"]


def test_a_wrapped_line_does_not_end_a_quotation() -> None:
    assert inners('"We go\nnow," she said.') == ["We go\nnow,"]


@given(SOUP)
def test_stretches_are_in_order_nested_or_disjoint_and_inside_the_text(text: str) -> None:
    found = pair_marks(text)
    assert found == pair_marks(text)
    assert list(found) == sorted(found, key=lambda m: (m.outer.start, -m.outer.end))
    for marked in found:
        assert 0 <= marked.outer.start < marked.inner.start < marked.inner.end <= marked.outer.end <= len(text)
        assert marked.inner.of(text).strip() == marked.inner.of(text)
        for other in found:
            if marked.outer.touches(other.outer):
                assert marked.outer.holds(other.outer) or other.outer.holds(marked.outer)


@pytest.mark.parametrize("piece", ["“", '"', "'", "‘a ", "» ", "“»", '"a ', "a' ", "“\n\n", "s' a", "„‚", "<a \""])
def test_pairing_is_linear_on_hostile_marks(piece: str) -> None:
    def seconds(count: int) -> float:
        start = time.process_time()
        pair_marks(piece * count)
        return time.process_time() - start

    assert grows_at_most(seconds, 10_000, 20_000, 4, 0.5)


def test_marks_in_markup_pair_with_nothing() -> None:
    assert inners('“No <post author="Ada Quill"> more,” he wrote.') == ['No <post author="Ada Quill"> more,']
    assert inners('It is <3 and "so" > 2.') == ["so"]
