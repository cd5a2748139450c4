"""Who is meant by an office alone, by what records and reports held tell."""

from __future__ import annotations

import re

import pytest

from onrecord.records import Annotated, Report, Span, Speaker, Transcript, Turn
from onrecord.speakers import Holder, called_holders, name_holders, told_holders

RECORD = """ADA QUILL: Good morning. I will be short. Minister.

PIET MARLOW: Thank you. We will keep the boats moving.

TOM ASH: Minister, will you take the line over?

PIET MARLOW: No."""


def record_of(text: str, date: str | None = "2026-05-13") -> Transcript:
    turns = tuple(Turn(speaker=m[1], span=Span(m.start(2), m.end(2))) for m in re.finditer(r"^([^:\n]+): (.+)$", text, re.M))
    return Transcript(record_id="r", path="press/day.txt", date=date, text=text, turns=turns)


def draft_of(text: str, *speakers: tuple[str, str, str | None], published: str | None = "2026-05-15") -> Annotated:
    """A draft with speakers (name, kind, role), each mentioned where its words stand."""
    made = []
    for name, kind, role in speakers:
        start = text.index(name)
        made.append(Speaker(speaker_id=name, name=name, kind=kind, role=role, mentions=(Span(start, start + len(name)),)))  # type: ignore[arg-type]
    return Annotated(report=Report(report_id="d", text=text, published=published), quotes=(), speakers=tuple(made))


def held(name: str, office: str, day: str | None = "2026-05-13") -> Holder:
    return Holder(name, office, day, "told")


def named(draft: Annotated, *holders: Holder) -> list[tuple[str, str]]:
    return [(speaker.name, speaker.kind) for speaker in name_holders(draft, holders).speakers]


DRAFT = draft_of("“No,” the transport minister said.", ("the transport minister", "unnamed", "transport minister"))


def test_who_answers_when_an_office_is_called_on_holds_it() -> None:
    (holder,) = called_holders(record_of(RECORD))
    assert (holder.name, holder.office, holder.day) == ("Piet Marlow", "minister", "2026-05-13")
    assert "day.txt" in holder.why


def test_an_office_called_on_once_or_answered_by_two_is_nobodys() -> None:
    assert called_holders(record_of(RECORD.replace("TOM ASH: Minister, will", "TOM ASH: Will"))) == ()
    assert called_holders(record_of(RECORD + "\n\nTOM ASH: Minister, and you?\n\nADA QUILL: Yes.")) == ()


def test_thanks_at_the_end_of_a_turn_call_nobody() -> None:
    assert called_holders(record_of(RECORD.replace("I will be short. Minister.", "Thank you, Minister."))) == ()


def test_a_label_with_an_office_tells_its_holder() -> None:
    (holder,) = called_holders(record_of("PRESIDENT MARLOW: We will stay.\n\nQ: When?"))
    assert (holder.name, holder.office) == ("Marlow", "president")


def test_an_office_alone_is_its_only_holder_and_says_why() -> None:
    (speaker,) = name_holders(DRAFT, called_holders(record_of(RECORD))).speakers
    assert (speaker.name, speaker.kind) == ("Piet Marlow", "person")
    assert speaker.ground is not None
    assert "only transport minister" in speaker.ground


@pytest.mark.parametrize(
    "holders",
    [
        [],
        [held("Ada Quill", "transport minister"), held("Piet Marlow", "minister")],
        [held("Ada Quill", "health minister")],
        [held("Ada Quill", "prime minister")],
        [held("Ada Quill", "transport minister", "2025-05-13")],
        [held("Ada Quill", "transport minister", "2026-05-16")],
    ],
)
def test_nobody_is_named_without_a_holder_or_where_two_fit_or_of_another_field_or_time(holders: list[Holder]) -> None:
    assert named(DRAFT, *holders) == [("the transport minister", "unnamed")]


def test_one_person_under_two_names_is_one_holder() -> None:
    assert named(DRAFT, held("Quill", "minister"), held("Ada Quill", "transport minister")) == [("Ada Quill", "person")]


def test_a_holder_told_with_and_without_a_day_is_one() -> None:
    assert named(DRAFT, held("Ada Quill", "minister"), held("Ada Quill", "minister", None)) == [("Ada Quill", "person")]


def test_two_ministers_of_a_draft_cannot_both_be_called_minister() -> None:
    text = "“No,” the transport minister said. “Yes,” the health minister said."
    offices = (("the transport minister", "unnamed", "transport minister"), ("the health minister", "unnamed", "health minister"))
    assert {kind for _, kind in named(draft_of(text, *offices), held("Ada Quill", "minister"))} == {"unnamed"}


def test_the_president_of_a_country_is_not_whom_a_record_calls_president() -> None:
    draft = draft_of("“No,” the French president said.", ("the French president", "unnamed", "French president"))
    assert {kind for _, kind in named(draft, held("Marlow", "president"))} == {"unnamed"}
    assert named(draft, held("Ada Marlow", "French president")) == [("Ada Marlow", "person")]


def test_a_draft_that_gives_the_office_to_another_names_nobody() -> None:
    text = "“No,” the transport minister said. The transport minister, Ada Quill, left."
    draft = draft_of(text, ("the transport minister", "unnamed", "transport minister"), ("Ada Quill", "person", "transport minister"))
    assert named(draft, held("Piet Marlow", "minister"))[0] == ("the transport minister", "unnamed")


def test_a_report_tells_the_offices_of_people_that_one_person_holds() -> None:
    report = Report(report_id="r", text="Mayor Ada Quill met judge Piet Marlow.", published="2026-05-13")
    people = [
        Speaker(speaker_id="a", name="Ada Quill", kind="person", role="Mayor"),
        Speaker(speaker_id="b", name="Piet Marlow", kind="person", role="judge"),
        Speaker(speaker_id="c", name="Ben Roth", kind="person", role="former mayor"),
    ]
    assert [(holder.name, holder.office) for holder in told_holders(report, people, "The Tide, Hinges")] == [("Ada Quill", "Mayor")]
