"""Statements: what is grouped, what is kept apart, and that order does not matter."""

import random
import time

from hypothesis import given
from hypothesis import strategies as st

from onrecord.collation.classes import translated_quotes
from onrecord.collation.links import statement_links
from onrecord.collation.members import Member, record_member
from onrecord.collation.statements import build_statement, make_statements
from onrecord.linking import components
from onrecord.records import Annotated, Quote, Report, Span, Statement, Transcript
from onrecord.settings import CollationSettings
from tests.growth import grows_at_most

SETTINGS = CollationSettings()
FULL = "The sluice gate failed in the night. Tens of thousands of people must leave their homes, and we will not rebuild it this year."


def member(text: str, report: str = "r1", **given: object) -> Member:
    kind = given.pop("kind", "direct")
    marked = given.pop("marked", ())
    quote = Quote(
        quote_id=f"{report}-{len(text)}",
        kind=kind,
        content=(Span(0, len(text)),),
        marked=marked,
        headline=bool(given.pop("headline", False)),
    )  # type: ignore[arg-type]
    fields = {"speaker_id": "odum", "speaker": "Mara Odum", "story_id": "flood", "said": "2024-03-05", **given}
    return Member(report=Report(report_id=report, text=text, published="2024-03-05"), quotes=(quote,), **fields)  # type: ignore[arg-type]


def make(*members: Member) -> tuple[Statement, ...]:
    return make_statements(members, components, SETTINGS)


def test_a_statement_has_the_fullest_passage_as_its_base_and_every_copy_as_a_witness() -> None:
    short = member("thousands of people must leave their homes", "r2")
    (statement,) = make(member(FULL), short)
    assert statement.text == FULL
    assert statement.base.report_id == "r1"
    assert statement.base.status == "fullest-held"
    assert [(w.report_id, w.witness_class) for w in statement.witnesses] == [("r1", "same"), ("r2", "differs-critical")]
    (region,) = statement.witnesses[1].regions
    assert (region.kind, region.reason, region.base_text, region.witness_text) == ("critical", "number", "Tens of thousands", "thousands")
    assert region.base.of(statement.text) == region.base_text


def test_every_quote_ends_in_a_statement() -> None:
    alone = member("Nobody asked the harbour master about any of this.", "r3", speaker_id="brill", speaker="Piet Brill")
    statements = make(member(FULL), alone, member("", "r4"))
    quotes = {w.quote_id for s in statements for w in s.witnesses}
    assert quotes == {f"r1-{len(FULL)}", f"r3-{len(alone.report.text)}", "r4-0"}


def test_what_does_not_hold_the_words_of_the_base_makes_a_statement_of_its_own() -> None:
    chained = [
        member("The sluice gate failed in the night and the road is under water now", "r1"),
        member("the road is under water now and the school is closed for the whole week", "r2"),
        member("the school is closed for the whole week says the mayor of the town", "r3"),
    ]
    statements = make(*chained)
    assert len(statements) >= 2
    assert all(w.likeness >= 0.4 for s in statements for w in s.witnesses)


def test_a_fragment_joins_only_its_own_speaker() -> None:
    own = member("rebuild it", "r2", kind="direct")
    other = member("rebuild it", "r3", speaker_id="brill", speaker="Piet Brill")
    statements = make(member(FULL), own, other)
    flood = next(s for s in statements if s.text == FULL)
    assert {w.report_id for w in flood.witnesses} == {"r1", "r2"}
    assert len(statements) == 2


def test_unmarked_words_are_a_paraphrase_with_a_likeness() -> None:
    indirect = member("tens of thousands of people would have to leave their homes", "r2", kind="indirect")
    (statement,) = make(member(FULL), indirect)
    witness = statement.witnesses[1]
    assert (witness.witness_class, witness.marked, witness.regions) == ("paraphrase", False, ())
    assert 0.4 < witness.likeness <= 1


def test_each_marked_stretch_of_a_mixed_quote_is_a_witness() -> None:
    text = "the gate “failed in the night” and that people “must leave their homes”"
    marks = tuple(Span(text.index(w), text.index(w) + len(w)) for w in ("failed in the night", "must leave their homes"))
    (statement,) = make(member(FULL), member(text, "r2", kind="mixed", marked=marks))
    assert [w.content for w in statement.witnesses if w.report_id == "r2"] == [(marks[0],), (marks[1],)]


def test_the_same_words_given_to_two_people_by_two_reports_are_a_conflict() -> None:
    words = "We will not rebuild the sluice gate this year or the next."
    statements = make(member(words, "r1"), member(words, "r2", speaker_id="brill", speaker="Piet Brill"))
    assert len(statements) == 2
    by_speaker = {s.speaker: s for s in statements}
    assert [(c.speaker, c.report_id) for c in by_speaker["Mara Odum"].conflicts] == [("Piet Brill", "r2")]
    assert by_speaker["Mara Odum"].echoes == ()


def test_like_words_that_one_report_gives_to_two_people_are_an_echo() -> None:
    one = member("The storm was a clear sign that the gate is failing.", "r1")
    two = member("This was a clear sign that the gate is failing us all.", "r1", speaker_id="brill", speaker="Piet Brill")
    left, right = make(one, two)
    assert left.conflicts == right.conflicts == ()
    assert left.echoes == (right.statement_id,)
    assert right.echoes == (left.statement_id,)


def test_one_speaker_in_two_stories_is_compared_within_the_window_of_days() -> None:
    near = member(FULL, "r2", story_id="other", said="2024-03-07")
    far = member(FULL, "r3", story_id="third", said="2024-05-07")
    assert len(make(member(FULL), near)) == 1
    assert len(make(member(FULL), far)) == 2


def test_a_record_becomes_the_base_and_is_no_witness() -> None:
    text = f"ODUM: Good evening. {FULL} Thank you."
    transcript = Transcript(record_id="t", path="t.txt", date="2024-03-05", text=text, fidelity="as-spoken")
    start = text.index(FULL)
    record = record_member(transcript, Span(start, start + len(FULL)), story_id="flood", speaker_id="odum", speaker="Mara Odum")
    (statement,) = make(member("Tens of thousands of people must leave their homes", "r2"), record)
    assert (statement.base.status, statement.base.report_id, statement.text) == ("record", "t", FULL)
    assert [w.report_id for w in statement.witnesses] == ["r2"]


def test_a_headline_is_flagged_and_never_the_base_while_there_is_another() -> None:
    statements = make(member("people must leave their homes now", "r2", headline=True), member("People must leave their homes", "r1"))
    (statement,) = statements
    assert statement.base.report_id == "r1"
    assert next(w.flags for w in statement.witnesses if w.report_id == "r2")[-1] == "headline"


def test_links_are_scored_in_order_and_per_thousand() -> None:
    links = statement_links([member(FULL, "r2"), member(FULL + " Go now.", "r1")], SETTINGS)
    assert [(link.left < link.right, 0 < link.score <= 1000) for link in links] == [(True, True)]


def test_building_on_a_given_base_gives_its_statement() -> None:
    base, other = member(FULL), member("people must leave their homes", "r2")
    assert build_statement([other], base).text == FULL


POOL = [
    member(FULL, "r1"),
    member("Tens of thousands of people must leave their homes", "r2"),
    member("thousands of people must leave their homes, we can rebuild it this year", "r3"),
    member("we will not rebuild it", "r4"),
    member("must leave", "r5"),
    member("The sluice gate failed in the night and nobody saw it happen.", "r6", speaker_id="brill", speaker="Piet Brill"),
    member("the gate had failed and tens of thousands would leave their homes", "r7", kind="indirect"),
    member("The school stays closed until the water has gone down again.", "r8"),
]


@given(st.permutations(range(len(POOL))), st.integers(0, len(POOL)))
def test_the_order_of_the_members_changes_nothing(order: list[int], left_out: int) -> None:
    chosen = [number for number in order if number != left_out]
    straight = make(*(POOL[number] for number in sorted(chosen)))
    assert make(*(POOL[number] for number in chosen)) == straight


def test_one_story_by_itself_gives_what_all_stories_together_give() -> None:
    dice = random.Random(3)
    others = [
        member(" ".join(dice.choice(FULL.split()) for _ in range(20)), f"x{k}", story_id="other", speaker_id=f"p{k}") for k in range(6)
    ]
    both = make(*POOL, *others)
    assert tuple(s for s in both if s.story_id == "flood") == make(*POOL)


def test_of_two_wordings_the_one_that_more_families_print_is_the_base() -> None:
    text = "I have seen no sign that this old gate is unsafe. The price of crab is another matter."
    spans = [Span(0, 49), Span(50, len(text))]
    quotes = tuple(Quote(quote_id=f"r1-{n}", kind="direct", content=(span,)) for n, span in enumerate(spans))
    longer = Member(
        report=Report(report_id="r1", text=text), quotes=quotes, speaker_id="odum", speaker="Mara Odum", story_id="flood", said="2024-03-05"
    )
    common = "We have seen no sign that this old gate is unsafe."
    gate = next(s for s in make(longer, member(common, "r2"), member(common, "r3")) if len(s.witnesses) == 3)
    assert gate.base.report_id == "r2"
    assert {w.report_id: w.witness_class for w in gate.witnesses} == {"r1": "differs-minor", "r2": "same", "r3": "same"}


def test_a_body_speaks_with_one_voice_through_whoever_has_no_name() -> None:
    words = "Our engineers saw nothing at all that gave them cause for alarm"
    one = member(words, "r1", speaker_id="a", speaker="Lunn Water spokesman", voice="lunn water")
    two = member(words, "r2", speaker_id="b", speaker="spokeswoman for Lunn Water", voice="lunn water")
    other = member(words, "r3", speaker_id="c", speaker="official")
    found = make_statements([one, two, other], components, CollationSettings())
    assert sorted(sorted(w.report_id for w in statement.witnesses) for statement in found) == [["r1", "r2"], ["r3"]]


def test_from_where_a_report_says_that_a_speaker_was_translated_the_speaker_stays_so() -> None:
    text = (
        "“We must go,” Brill said.\n\nSpeaking through an interpreter, Odum said “we must stay until May”.\n\n"
        "“Nobody must leave,” Odum said. “We do,” said Brill."
    )
    said = (("We must go", "brill"), ("we must stay until May", "odum"), ("Nobody must leave", "odum"), ("We do", "brill"))
    quotes = tuple(
        Quote(quote_id=words, kind="direct", content=(Span(text.index(words), text.index(words) + len(words)),), speaker_id=speaker)
        for words, speaker in said
    )
    annotated = Annotated(report=Report(report_id="r", text=text), quotes=quotes)
    assert translated_quotes(annotated) == {"we must stay until May", "Nobody must leave"}


def test_words_that_a_whole_story_prints_still_tie_one_speakers_own_passages() -> None:
    said = "Gate {0} must stay open, said neighbour number {0} of the lower quay"
    crowd = [member(said.format(n), f"c{n:02}", speaker_id=f"n{n}") for n in range(60)]
    phrase = "must stay open, said neighbour"
    own = [member(f"the old lock on the canal {phrase}", "x1"), member(f"nothing else {phrase} of the mill", "x2")]
    alone = {(link.left, link.right): link.score for link in statement_links(own, SETTINGS)}
    assert alone
    among = {(link.left, link.right): link.score for link in statement_links([*crowd, *own], SETTINGS)}
    assert among.items() >= alone.items()


def test_a_speaker_of_many_stories_takes_linear_time() -> None:
    def seconds(count: int) -> float:
        said = [member(f"pier {n} closed", f"r{n:05}", story_id=f"s{n // 4}") for n in range(count)]
        start = time.process_time()
        statement_links(said, SETTINGS)
        return time.process_time() - start

    assert grows_at_most(seconds, 800, 3_200, 8, 0.02)


def test_like_words_are_told_from_others_that_share_a_run() -> None:
    run = "must leave their homes before"
    words = f"I hear that they {run} the bridge goes, but who will pay for the boats and the beds?"
    shared = member(words, "r2", speaker_id="brill", speaker="Piet Brill")
    statements = make(member(f"All of us {run} winter, whatever the council may decide on Friday"), shared)
    assert [len(statement.echoes) for statement in statements] == [1, 1]
    assert not any(statement.conflicts for statement in statements)
