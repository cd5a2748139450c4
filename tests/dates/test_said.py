"""When a quote was said."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.dates import date_quotes, find_dates
from onrecord.records import Quote, Report, Said, Span

PUBLISHED = "2022-09-21"


def quote_of(text: str, quote_id: str, content: str, source: str = "", cue: str = "", continues: str | None = None) -> Quote:
    def place(words: str) -> tuple[Span, ...]:
        match = re.search(re.escape(words), text) if words else None
        return (Span(*match.span()),) if match else ()

    return Quote(quote_id=quote_id, kind="direct", content=place(content), source=place(source), cue=place(cue), continues=continues)


def said(text: str, published: str | None = PUBLISHED, **parts: str) -> Said | None:
    report = Report(report_id="r", published=published, text=text)
    (quote,) = date_quotes(report, (quote_of(text, "q", **parts),), find_dates(report))
    return quote.said


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("“We won,” Hale said on Monday.", "2022-09-19"),
        ("On Monday, Hale said: “We won.”", "2022-09-19"),
        ("Hale on Monday said “We won.”", "2022-09-19"),
        ("Earlier on 12 September, Hale had said: “We won.”", "2022-09-12"),
        ("“We won,” Hale said on Monday morning.", "2022-09-19"),
        ("Hale said last month: “We won.”", "2022-08"),
    ],
)
def test_the_date_beside_the_saying_dates_the_quote(text: str, value: str) -> None:
    found = said(text, content="We won", source="Hale", cue="said")
    assert found is not None
    assert (found.value, found.basis) == (value, "stated")
    assert found.span is not None


@pytest.mark.parametrize(
    ("text", "content"),
    [
        ("Hale said the vote on Monday was fair.", "the vote on Monday was fair"),
        ("“We won,” Hale said after the vote on Monday.", "We won"),
        ("Hale, who left office in May, said: “We won.”", "We won"),
        ("“We won,” Hale said. On Monday they voted.", "We won"),
        ("“We won,” Hale said.", "We won"),
    ],
)
def test_without_a_date_of_the_saying_the_day_of_publication_is_assumed(text: str, content: str) -> None:
    assert said(text, content=content, source="Hale", cue="said") == Said(value=PUBLISHED, span=None, basis="assumed")


def test_without_a_publication_date_nothing_is_assumed() -> None:
    assert said("“We won,” Hale said.", None, content="We won", source="Hale", cue="said") is None
    found = said("“We won,” Hale said on 3 May 2019.", None, content="We won", source="Hale", cue="said")
    assert found is not None
    assert found.value == "2019-05-03"


def test_a_partial_publication_date_is_assumed_as_it_is() -> None:
    assert said("“We won,” Hale said.", "2022-09", content="We won", source="Hale", cue="said") == Said(value="2022-09", basis="assumed")


def test_a_quote_that_continues_another_has_its_date() -> None:
    text = "“We won,” Hale said on Monday.\n\n“They lost.”\n\n“It is over.”"
    report = Report(report_id="r", published=PUBLISHED, text=text)
    quotes = (
        quote_of(text, "a", "We won", "Hale", "said"),
        quote_of(text, "b", "They lost", continues="a"),
        quote_of(text, "c", "It is over", continues="b"),
    )
    assert [quote.said and quote.said.value for quote in date_quotes(report, quotes, find_dates(report))] == ["2022-09-19"] * 3


@given(st.permutations(["a", "b", "c"]))
def test_the_order_of_quotes_does_not_matter_and_is_kept(order: list[str]) -> None:
    text = "“We won,” Hale said on Monday.\n\n“They lost.”\n\n“It is over.”"
    report = Report(report_id="r", published=PUBLISHED, text=text)
    quotes = {
        "a": quote_of(text, "a", "We won", "Hale", "said"),
        "b": quote_of(text, "b", "They lost", continues="a"),
        "c": quote_of(text, "c", "It is over", continues="b"),
    }
    dated = date_quotes(report, tuple(quotes[name] for name in order), find_dates(report))
    assert [quote.quote_id for quote in dated] == order
    assert {quote.said.value for quote in dated if quote.said} == {"2022-09-19"}
