"""One speaker's same words in two stories are one statement; on another day, by another or in other words they are not."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec import structs

from onrecord.pipeline import Desk, as_json, joining
from onrecord.records import Report, Statement, as_data
from onrecord.settings import QuoteSettings, Settings

RULES = Settings(quotes=QuoteSettings(reader="rules"))
WORDS = "We counted forty boats adrift and we will not reopen the quay before the divers have been down twice"


def report(report_id: str, outlet: str, day: str | None, title: str, text: str) -> Report:
    return Report(report_id=report_id, outlet=outlet, published=day, title=title, text=text)


def storm(words: str = WORDS, day: str | None = "2026-03-04", name: str = "Ada Hale", report_id: str = "storm") -> Report:
    return report(
        report_id, "The Tide", day, "Sea wall holds at Port Lunn as storm passes",
        "The sea wall at Port Lunn held through the storm on Tuesday night, and trawlers broke their moorings. Gusts tore slates "
        f"from the fish market, and the lifeboat was out until dawn.\n\n“{words},” said {name}, who runs the harbour.\n\n"
        "Coastguards at Wick Point rescued two anglers from the rocks. The trawler Merganser sank at her berth, the lighthouse lost its "
        "power, and shingle covered the road to Sandry. Forecasters expect the wind to drop by Thursday.",
    )  # fmt: skip


def budget(words: str = WORDS, day: str | None = "2026-03-05", name: str = "Ada Hale", report_id: str = "budget") -> Report:
    return report(
        report_id, "Council Weekly", day, "Easterby council votes on pensions and school meals",
        "Easterby councillors argued about pensions, bus subsidies and school meals before a vote on next year's budget. Treasurer Olu "
        "Brandt wants to raise the levy on second homes, and the opposition under Lise Farrow an audit of the pension fund.\n\n"
        "“Nobody here wants to cut the school meals,” Mr Brandt told the chamber. Mayor Piet Odum called the deficit of the pension fund a "
        f"scandal and blamed the actuaries at Crane and Moss. Asked about dredging, {name} said: “{words}.”\n\nLibrarians and teachers "
        "protested outside Easterby town hall against the levy.",
    )  # fmt: skip


def record_of(reports: Sequence[Report], one_by_one: bool = False, remove: Sequence[str] = ()) -> str:
    with Desk(":memory:", RULES) as desk:
        if one_by_one:
            for each in reports:
                desk.add([each])
        else:
            desk.add(reports)
        for report_id in remove:
            desk.remove(report_id)
        return everything(desk)


def everything(desk: Desk) -> str:
    stories = [as_data(story) for story in desk.stories()]
    return as_json({
        "stories": stories,
        "statements": [as_data(statement) for statement in desk.statements()],
        "of stories": [[each.statement_id for each in desk.statements(story=story["story_id"])] for story in stories],
        "speakers": [as_data(speaker) for speaker in desk.speakers(everyone=True)],
    })  # fmt: skip


def carrying(desk: Desk, words: str = "forty boats") -> list[Statement]:
    return [each for each in desk.statements() if words in each.text]


def test_the_same_words_in_two_stories_are_one_statement() -> None:
    with Desk(":memory:", RULES) as desk:
        desk.add([storm(), budget()])
        assert len(list(desk.stories())) == 2
        (statement,) = carrying(desk)
        assert [witness.report_id for witness in statement.witnesses] == ["storm", "budget"]
        assert statement.base.report_id == "storm"  # of two alike, the first printed
        for story in desk.stories():
            listed = list(desk.statements(story=story.story_id))
            assert statement in listed
            assert story.statements == len(listed)
        assert statement.story_id == next(story.story_id for story in desk.stories() if "storm" in story.report_ids)


def test_the_fuller_text_is_the_base_and_differences_are_told() -> None:
    shorter = "We counted fourteen boats adrift and we will not reopen the quay before the divers have been down"
    with Desk(":memory:", RULES) as desk:
        desk.add([storm(shorter), budget()])
        (statement,) = carrying(desk)
        assert statement.base.report_id == "budget"
        by_report = {witness.report_id: witness for witness in statement.witnesses}
        assert by_report["budget"].witness_class == "same"
        assert by_report["storm"].witness_class == "differs-critical"
        assert [region.witness_text for region in by_report["storm"].regions if region.kind == "critical"] == ["fourteen"]
        assert all(story.notable for story in desk.stories())


@pytest.mark.parametrize(
    "other",
    [
        budget(day="2026-03-24"),
        budget(day=None),
        budget(name="Tom Vane"),
        budget("We counted forty boats"),
        budget("We counted on the harbour fees and will not raise them before the new year, whatever the treasurer of the county says"),
    ],
    ids=["another day", "no day", "another speaker", "few words", "other words"],
)
def test_without_evidence_two_stories_keep_their_statements(other: Report) -> None:
    with Desk(":memory:", RULES) as desk:
        desk.add([storm(), other])
        assert all(len({witness.report_id for witness in each.witnesses}) == 1 for each in desk.statements())


def test_the_same_words_on_another_day_are_an_echo() -> None:
    with Desk(":memory:", RULES) as desk:
        desk.add([storm(), budget(day="2026-03-24")])
        one, other = carrying(desk)
        assert one.echoes == (other.statement_id,)
        assert other.echoes == (one.statement_id,)


def told_on(day: str, given: Report) -> Report:
    said = f"“{WORDS},” Ada Hale said on {day}."
    text = given.text.replace(f"“{WORDS},” said Ada Hale, who runs the harbour.", said)
    text = text.replace(f"Asked about dredging, Ada Hale said: “{WORDS}.”", said)
    assert said in text
    return structs.replace(given, text=text)


def test_a_stated_day_that_differs_makes_another_occasion() -> None:
    with Desk(":memory:", RULES) as desk:
        desk.add([told_on("March 3, 2026", storm()), told_on("March 5, 2026", budget())])
        one, other = carrying(desk)
        assert {one.said, other.said} == {"2026-03-03", "2026-03-05"}
        assert one.echoes == (other.statement_id,)
    with Desk(":memory:", RULES) as desk:
        desk.add([told_on("March 3, 2026", storm()), told_on("March 3, 2026", budget(day="2026-03-20"))])
        assert len(carrying(desk)) == 1  # a day that both state needs no window


def test_the_id_that_a_statement_had_leads_to_the_one_that_holds_it() -> None:
    with Desk(":memory:", RULES) as desk:
        desk.add([budget()])
        (alone,) = carrying(desk)
        desk.add([storm()])
        (joined,) = carrying(desk)
        assert alone.statement_id != joined.statement_id
        assert desk.show(alone.statement_id) == joined
        assert desk.reader.statement(alone.statement_id) == joined


def test_searching_finds_each_printed_version_once() -> None:
    with Desk(":memory:", RULES) as desk:
        desk.add([storm()])
        desk.add([budget()])
        hits = [hit for hit in desk.search('"forty boats adrift"') if hit.kind == "quotation"]
        assert sorted(hit.report_id for hit in hits) == ["budget", "storm"]
        assert len({hit.statement_id for hit in hits}) == 1


def test_pages_list_a_statement_in_every_story_that_carries_it() -> None:
    with Desk(":memory:", RULES) as desk:
        desk.add([storm(), budget()])
        (joined,) = carrying(desk)
        for story in desk.stories():
            rows = desk.reader.story_statements(story.story_id, None, 50, 0)
            assert joined in [statement for _, _, statement in rows]
            keys = [key for key, _, _ in rows]
            assert [key[0] for key in keys] == sorted((key[0] for key in keys), reverse=True)
            after = [row for key in keys[:1] for row in desk.reader.story_statements(story.story_id, key, 50, 0)]
            assert [key for key, _, _ in after] == keys[1:]


MANY = [
    storm(),
    budget(),
    storm("We counted forty boats adrift", report_id="brief"),
    budget(WORDS + ", and the fish market stays shut", day="2026-03-06", report_id="late"),
    budget(day="2026-03-24", report_id="later"),
]


@settings(max_examples=6)
@given(st.permutations(MANY), st.booleans())
def test_neither_order_nor_batches_change_what_is_joined(order: list[Report], one_by_one: bool) -> None:
    assert record_of(order, one_by_one) == record_of(MANY)


@settings(max_examples=6)
@given(st.permutations(MANY), st.integers(1, len(MANY) - 1))
def test_what_was_joined_comes_apart_when_a_report_is_removed(order: list[Report], kept: int) -> None:
    taken = [each.report_id for each in order[kept:]]
    assert record_of(order, remove=taken) == record_of(order[:kept])


def test_words_that_too_many_share_are_no_reason_to_compare(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(joining, "COMMON", 1)
    with Desk(":memory:", RULES) as desk:
        desk.add([storm(), budget()])
        assert len(carrying(desk)) == 2


@settings(max_examples=4)
@given(st.permutations(MANY), st.integers(1, len(MANY) - 1))
def test_order_and_removal_change_nothing_at_the_bound_of_common_words(order: list[Report], kept: int) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(joining, "COMMON", 2)
        everything_at_once = record_of(MANY)
        assert record_of(order, one_by_one=True) == everything_at_once
        taken = [each.report_id for each in order[kept:]]
        assert record_of(order, one_by_one=True, remove=taken) == record_of(order[:kept])


def test_a_person_given_to_a_quotation_joins_statements_and_taken_back_parts_them() -> None:
    with Desk(":memory:", RULES) as desk:
        desk.add([storm(), budget(name="Tom Vane")])
        before = everything(desk)
        (other,) = (each for each in carrying(desk) if each.speaker == "Tom Vane")
        made = desk.correct("quote", other.base.quote_ids[0], "Ada Hale")
        assert len(carrying(desk)) == 1
        desk.undo(made.correction_id)
        assert everything(desk) == before
