import pytest

from onrecord.quotes.marks import pair_marks
from onrecord.quotes.tagged import carry_on, is_headline, mark_headlines
from onrecord.records import Quote, Span


def quote(quote_id: str, start: int, end: int, continues: str | None = None, source: tuple[Span, ...] = ()) -> Quote:
    return Quote(quote_id=quote_id, kind="direct", content=(Span(start, end),), continues=continues, source=source)


def test_a_quote_without_source_continues_what_its_words_go_on_from() -> None:
    read = [quote("a", 10, 40, source=(Span(0, 5),)), quote("b", 50, 90)]
    rules = [quote("r", 10, 38, source=(Span(0, 5),)), quote("s", 52, 90, continues="r")]
    assert [each.continues for each in carry_on(read, rules)] == [None, "a"]


def test_a_quote_with_a_source_of_its_own_continues_nothing() -> None:
    read = [quote("a", 10, 40, source=(Span(0, 5),)), quote("b", 50, 90, source=(Span(95, 99),))]
    rules = [quote("r", 10, 40), quote("s", 50, 90, continues="r")]
    assert [each.continues for each in carry_on(read, rules)] == [None, None]


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("Quill: ‘We will not close the bridge’", True),
        ("“It was a wall of water. It took all”: Elmford tells of its flood", True),
        ("Marlow on X: “No sandbags. Again.”", False),
        ("Quill said: “We stay”. Marlow left", False),
        ("“We stay,” said Quill.", False),
        ("“We stay” " + "and stay " * 30, False),
    ],
)
def test_a_headline_is_one_short_line_without_a_stop(line: str, expected: bool) -> None:
    assert is_headline(line, Span(0, len(line)), pair_marks(line)) is expected


def test_marked_words_in_a_headline_are_said_to_stand_there() -> None:
    text = "Quill: ‘We stay’\n\n“We stay,” said Quill."
    read = mark_headlines(text, [quote("a", 8, 15), quote("b", 19, 27)], pair_marks(text))
    assert [each.headline for each in read] == [True, False]
