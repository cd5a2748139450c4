"""Occasion and outlet: found in the sentence of the cue, carried to what the same speaker says next."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.quotes import context, find_quotes
from onrecord.records import Report


def contexts(text: str) -> list[tuple[str | None, str | None]]:
    return [(q.occasion, q.via) for q in find_quotes(Report(report_id="r", text=text))]


@pytest.mark.parametrize(
    ("text", "occasion"),
    [
        ('"It is safe," Roth said in a statement.', "in a statement"),
        ("In a televised speech the mayor said the dam was safe.", "In a televised speech"),
        ("The mayor in her address to the nation said the dam was safe.", "in her address to the nation"),
        ('"It is safe," Roth said at a rally in Vell on Monday.', "at a rally in Vell"),
        ("Speaking at a school in Vell, Roth said the dam was safe.", "Speaking at a school in Vell"),
        ('"It is safe," Roth wrote on Facebook.', "on Facebook"),
        ('"It is safe," Roth said during a news conference.', "during a news conference"),
        ('"It is safe," Roth said.', None),
        ('Roth said: "We met in a meeting."', None),
    ],
)
def test_an_occasion_is_read_outside_the_words(text: str, occasion: str | None) -> None:
    assert contexts(text) == [(occasion, None)]


@pytest.mark.parametrize(
    ("text", "via"),
    [
        ('"It is safe," Roth told the BBC.', "the BBC"),
        ('"It is safe," Roth told the Vell Times.', "the Vell Times"),
        ('Roth told Vell Radio: "It is safe."', "Vell Radio"),
        ('"It is safe," Roth told Webb.', None),
        ('"It is safe," Roth told reporters.', None),
    ],
)
def test_the_outlet_that_was_told_is_kept(text: str, via: str | None) -> None:
    assert contexts(text) == [(None, via)]


def test_an_interview_gives_occasion_and_outlet() -> None:
    assert contexts("Speaking to Vell News, Roth said the dam was safe. She said it would hold.") == [
        ("Speaking to Vell News", "Vell News"),
        ("Speaking to Vell News", "Vell News"),
    ]


def test_another_speaker_in_the_paragraph_has_no_part_in_the_occasion() -> None:
    assert contexts("In a statement, Roth said the dam was safe. Webb said it was old.")[1] == (None, None)


def test_a_continued_quote_keeps_the_occasion() -> None:
    assert contexts('"It is safe," Roth said in a statement.\n\n"It will hold."') == [("in a statement", None), ("in a statement", None)]


PARTS = (
    "in at In At during on via through appearing speaking Speaking testifying writing addressing told tells to with by from according the "
    "a his statement interview speech Facebook BBC Vell Times News reporters Monday Roth I x . , inn"
).split()
WORDS = st.lists(st.sampled_from([*PARTS, "\n"]), max_size=25).map(" ".join)


@given(WORDS)
def test_nothing_is_missed_for_where_it_is_looked_for(text: str) -> None:
    for pattern, starts in ((context._OCCASION, context._STARTS), (context._TOLD_TO, context._TOLD_STARTS)):
        found = [match.span() for match in context._matches(pattern, text, starts)]
        assert found == [match.span() for match in pattern.finditer(text)]
