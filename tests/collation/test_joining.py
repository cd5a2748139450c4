"""When parts of two stories are one statement, and the keys by which they find each other."""

from __future__ import annotations

from hypothesis import assume, given
from hypothesis import strategies as st
from msgspec import structs

from onrecord.collation import Part, join, keys_of, make_statements, members_of, tie
from onrecord.collation.joining import RUN
from onrecord.linking import components
from onrecord.records import Annotated, Quote, Report, Said, Span, Speaker
from onrecord.settings import CollationSettings

WORDS = "the divers counted forty boats adrift and will not let anybody reopen the quay before every hull has been raised".split()


def part(words: str, report_id: str, published: str | None = "2026-03-04", stated: str | None = None, story: str = "s") -> Part:
    """What a story with one report carries of what its speaker says in it."""
    said = None if stated is None else Said(value=stated, span=None, basis="stated")
    quote = Quote(quote_id="q" + report_id, kind="direct", content=(Span(0, len(words)),), speaker_id="hale", said=said)
    speaker = Speaker(speaker_id="hale", name="Ada Hale", kind="person")
    annotated = Annotated(report=Report(report_id=report_id, published=published, text=words), quotes=(quote,), speakers=(speaker,))
    (statement,) = make_statements(members_of(annotated, story_id=story + report_id), components, CollationSettings())
    return Part(statement, {report_id: annotated})


LINE = " ".join(WORDS)


def test_the_fuller_text_is_the_base_whichever_comes_first() -> None:
    full, short = part(LINE, "a"), part(" ".join(WORDS[:12]), "b")
    assert full.rank < short.rank
    assert tie(full, short, 3) == tie(short, full, 3) == "one"
    joined = join(full, [short])
    assert (joined.statement_id, joined.story_id) == (full.statement.statement_id, "sa")
    assert [(w.report_id, w.witness_class) for w in joined.witnesses] == [("a", "same"), ("b", "same")]
    assert joined.witnesses[1].covers == Span(0, len(" ".join(WORDS[:12])))


def test_the_days_decide_between_one_statement_and_the_same_said_again() -> None:
    one = part(LINE, "a")
    assert tie(one, part(LINE, "b", "2026-03-07"), 3) == "one"
    assert tie(one, part(LINE, "b", "2026-03-08"), 3) == "again"
    assert tie(one, part(LINE, "b", None), 3) == "again"
    assert tie(one, part(LINE, "b", "2026-03-06", stated="2026-03-04"), 3) == "one"
    assert tie(one, part(LINE, "b", "2026-03-06", stated="2026-03-06"), 3) == "again"
    assert tie(part(LINE, "c", stated="2026-03-03"), part(LINE, "b", stated="2026-03-04"), 3) == "again"
    assert tie(part(LINE, "c", stated="2026-03-03"), part(LINE, "b", "2026-03-30", stated="2026-03-03"), 3) == "one"


def test_what_the_base_does_not_hold_is_not_joined() -> None:
    other = " ".join(WORDS[:10]) + " nor shall the ferry run while gales and shingle keep the breakwater closed to pilots"
    assert tie(part(LINE, "a"), part(other, "b"), 3) is None
    assert tie(part(LINE, "a"), part(" ".join(WORDS[:5]), "b"), 3) is None


@given(st.lists(st.sampled_from(WORDS), max_size=12), st.lists(st.sampled_from(WORDS), max_size=12), st.integers(0, len(WORDS) - RUN))
def test_a_run_of_eight_words_shares_a_key_whatever_stands_around_it(before: list[str], after: list[str], start: int) -> None:
    run = WORDS[start : start + RUN]
    left, right = part(" ".join(run), "a"), part(" ".join([*before, *run, *after]), "b")
    assume(len(left.heard[0][1]) >= RUN and left.heard[0][1].norm == run)
    held = right.heard[0][1].norm
    assume(any(held[k : k + RUN] == run for k in range(len(held))))
    assert set(keys_of(left)) & set(keys_of(right))


def test_without_speaker_day_or_words_enough_there_is_no_key() -> None:
    assert keys_of(part(LINE, "a"))
    assert not keys_of(part(LINE, "a", None))
    assert not keys_of(part(" ".join(WORDS[: RUN - 1]), "a"))
    told = part(LINE, "a")
    assert not keys_of(Part(structs.replace(told.statement, speaker_id=None), told.reports))


def test_a_very_long_passage_has_a_bounded_number_of_keys() -> None:
    assert len(keys_of(part(" ".join(f"word{n}" for n in range(5_000)), "a"))) <= 96
