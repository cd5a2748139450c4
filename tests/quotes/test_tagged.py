from onrecord.quotes.tagged import carry_on
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
