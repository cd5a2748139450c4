from collections.abc import Iterator

import pytest

from onrecord import linking
from onrecord.errors import NotHeld, UsageError
from onrecord.pipeline import Desk
from onrecord.pipeline.correcting import Corrections, make_correction
from onrecord.records import Quote, Report
from tests.pipeline.test_order import RULES, SMALL, everything


@pytest.fixture
def desk() -> Iterator[Desk]:
    with Desk(":memory:", RULES) as opened:
        opened.add(SMALL)
        yield opened


def quote_of(desk: Desk, report_id: str, words: str) -> Quote:
    report = desk.report(report_id)
    return next(q for q in report.quotes if any(words in span.of(report.report.text) for span in q.content))


def speaker_of(desk: Desk, quote_id: str) -> str | None:
    return next(s.speaker for s in desk.statements() for w in s.witnesses if w.quote_id == quote_id)


def test_a_quote_given_to_somebody_else_stays_theirs_after_another_add(desk: Desk) -> None:
    quote = quote_of(desk, "c", "fourteen boats")
    desk.correct("quote", quote.quote_id, "Tom Brandt", by="mk", reason="the caption names him")
    assert speaker_of(desk, quote.quote_id) == "Tom Brandt"
    with Desk(":memory:", RULES) as other:
        other.import_corrections(desk.corrections())
        for report in SMALL:
            other.add([report])
        assert everything(other) == everything(desk)


def test_a_rejected_quote_is_in_no_statement(desk: Desk) -> None:
    quote = quote_of(desk, "e", "I was wrong")
    desk.correct("reject", quote.quote_id)
    assert quote.quote_id not in {w.quote_id for s in desk.statements() for w in s.witnesses}


def test_a_renamed_speaker_has_the_new_name_in_statements_and_lists(desk: Desk) -> None:
    desk.correct("speaker", "Ada Hale", "Ada Hale-Marsh")
    names = {statement.speaker for statement in desk.statements()}
    assert "Ada Hale-Marsh" in names and "Ada Hale" not in names


def test_two_people_can_be_joined_and_parted(desk: Desk) -> None:
    before = everything(desk)
    desk.correct("same-person", "Ada Hale", "Tom Brandt")
    made = desk.correct("not-same-person", "Ada Hale", "Tom Brandt")
    assert made.verb == "not-same-person"
    assert {"Ada Hale", "Tom Brandt"} <= {statement.speaker for statement in desk.statements()}
    for each in desk.corrections():
        desk.undo(each.correction_id)
    assert everything(desk) == before


def test_stories_are_joined_and_parted_as_people_say(desk: Desk) -> None:
    desk.correct("same-story", "a", "e")
    assert any({"a", "e"} <= set(story.report_ids) for story in desk.stories())
    desk.correct("not-same-story", "a", "c")
    assert not any({"a", "c"} <= set(story.report_ids) for story in desk.stories())
    held = sorted(report_id for story in desk.stories() for report_id in story.report_ids)
    assert held == [report.report_id for report in SMALL]


@pytest.mark.parametrize("verb", ["reject", "quote", "speaker", "same-story", "not-same-story"])
def test_what_is_undone_leaves_no_trace(desk: Desk, verb: str) -> None:
    before = everything(desk)
    quote = quote_of(desk, "d", "it may hold").quote_id
    words = {
        "reject": (quote, None), "quote": (quote, "Tom Brandt"), "speaker": ("Ada Hale", "Ida Hale"),
        "same-story": ("a", "f"), "not-same-story": ("a", "b"),
    }[verb]  # fmt: skip
    made = desk.correct(verb, *words)
    assert everything(desk) != before
    desk.undo(made.correction_id)
    assert everything(desk) == before
    assert desk.corrections()[0].undone_at is not None


def test_a_correction_that_makes_no_sense_is_refused(desk: Desk) -> None:
    with pytest.raises(UsageError, match="cannot correct"):
        desk.correct("improve", "a", "b")
    with pytest.raises(UsageError, match="wants one thing"):
        desk.correct("reject", "a", "b")
    with pytest.raises(NotHeld):
        desk.correct("speaker", "Nobody Known", "Ada Hale")
    with pytest.raises(NotHeld):
        desk.undo("absent")


def test_texts_nearer_to_the_report_that_a_person_takes_out_go_with_it(desk: Desk) -> None:
    group = linking.StoryGroup(report_ids=("a", "b", "c", "d", "e"), families=(("a", "d"), ("b",), ("c", "e")), lead="a")
    apart = [make_correction("not-same-story", "a", "b", None, "2024-03-05", None)]
    found = Corrections(apart).story_groups([group], lambda text, one, other: (text, one, other) == ("c", "b", "a"))
    assert found == [(("a", "d"), (("a", "d"),)), (("b", "c", "e"), (("b",), ("c", "e")))]
    copy = [make_correction("not-same-story", "a", "d", None, "2024-03-05", None)]
    found = Corrections(copy).story_groups([group], lambda text, one, other: False)
    assert found == [(("a", "b", "c", "e"), (("a",), ("b",), ("c", "e"))), (("d",), (("d",),))]


def test_a_person_parts_two_events_with_one_word(desk: Desk) -> None:
    """Two dams, one story because a person said so, are two again, whole, when a person says that one report is of another event."""
    rows = {
        "t1": "The Tarn dam above Lowbridge failed on Tuesday and flooded Quillgate, engineer Odalys Marsh said.",
        "t2": "Engineer Odalys Marsh said that the Tarn dam had failed above Lowbridge. Quillgate was flooded.",
        "c1": "Water ran over the Corbel dam near Ashby Vale on Sunday; warden Ivo Pellam told people to leave.",
        "c2": "Warden Ivo Pellam told people in Ashby Vale to leave as water ran over the Corbel dam on Sunday.",
    }
    with Desk(":memory:", RULES) as other:
        other.add([Report(report_id=name, text=text) for name, text in rows.items()])
        other.correct("same-story", "t1", "c1")
        assert [story.report_ids for story in other.stories()] == [("c1", "c2", "t1", "t2")]
        other.correct("not-same-story", "t1", "c1")
        assert sorted(story.report_ids for story in other.stories()) == [("c1", "c2"), ("t1", "t2")]
