"""Speakers across reports."""

import pytest
from msgspec import structs

from onrecord.linking import components
from onrecord.records import Report, Span, Speaker
from onrecord.speakers import LinkEvidence, appearance_id, is_public, link_speakers, name_group


def report(number: int, *speakers: tuple[str, str] | tuple[str, str, str], story: str | None = "s", text: str | None = None):
    """A report whose text is the names of its speakers, one a line."""
    held, words = [], ""
    for name, kind, *role in speakers:
        held.append(
            Speaker(
                speaker_id=f"{kind} {name}".lower(), name=name, kind=kind, role=role[0] if role else None,
                mentions=(Span(len(words), len(words) + len(name)),),
            )
        )  # fmt: skip
        words += name + "\n"
    return story, Report(report_id=f"r{number}", text=text or words), tuple(held)


def groups(*reports) -> set[frozenset[str]]:
    """Groups of more than one appearance."""
    ids = [appearance_id(r.report_id, s.speaker_id) for _, r, held in reports for s in held]
    return {frozenset(g) for g in components(ids, link_speakers(reports)) if len(g) > 1}


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("Ada Holt", "Ada B. Holt"), ("Ada Holt", "A. Holt"), ("Tony Quill", "Anthony Quill"), ("Sergei Tarkhov", "Sergey Tarhov"),
        ("Ada Holt", "Holt"), ("W. Ada Holt", "Ada Holt"), ("Mikhail Dostov", "Dostov"), ("Ines Teixeira", "Ines Teixiera"),
    ],
)  # fmt: skip
def test_one_person_in_two_spellings_is_linked(left: str, right: str) -> None:
    assert len(groups(report(1, (left, "person")), report(2, (right, "person")))) == 1


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("Ada Holt", "Ben Holt"),
        ("Hilda Carver", "Bill Carver"),
        ("Ada B. Holt", "Ada C. Holt"),
        ("Mark Jensen", "Mark Johnson"),
        ("Ada Holt", "Ada Bolt"),
    ],
)
def test_people_who_differ_are_not_linked(left: str, right: str) -> None:
    assert groups(report(1, (left, "person")), report(2, (right, "person"))) == set()


def test_a_surname_that_fits_two_people_of_the_story_is_linked_to_none() -> None:
    assert groups(report(1, ("Ada Holt", "person"), ("Ben Holt", "person")), report(2, ("Holt", "person"))) == set()


def test_an_honorific_leaves_one_who_fits() -> None:
    two = report(1, ("Ada Holt", "person"), ("Ben Holt", "person"))
    story, other, _ = report(2, story="s", text="Mrs Holt spoke")
    short = Speaker(speaker_id="person holt", name="Holt", kind="person", mentions=(Span(4, 8),))
    assert groups(two, (story, other, (short,))) == {frozenset({"r1/person ada holt", "r2/person holt"})}


def test_an_initial_that_fits_two_first_names_joins_neither() -> None:
    three = [report(1, ("Ada Holt", "person")), report(2, ("Anna Holt", "person")), report(3, ("A. Holt", "person"))]
    assert groups(*three) == set()


def test_a_surname_alone_does_not_cross_stories() -> None:
    assert groups(report(1, ("Ada Holt", "person"), story="s"), report(2, ("Holt", "person"), story="t")) == set()


def test_a_full_name_crosses_stories_and_namesakes_in_other_walks_of_life_do_not() -> None:
    assert len(groups(report(1, ("Ada Holt", "person", "mayor"), story="s"), report(2, ("Ada Holt", "person"), story="t"))) == 1
    assert (
        groups(report(1, ("Ada Holt", "person", "mayor"), story="s"), report(2, ("Ada Holt", "person", "goalkeeper"), story="t")) == set()
    )


def test_a_body_is_linked_to_its_initials_and_to_its_short_name() -> None:
    held = (
        report(1, ("National Canal Trust", "organization")),
        report(2, ("NCT", "organization")),
        report(3, ("Orland Red Hawks", "organization")),
    )
    assert groups(*held, report(4, ("Red Hawks", "organization"))) == {
        frozenset({"r1/organization national canal trust", "r2/organization nct"}),
        frozenset({"r3/organization orland red hawks", "r4/organization red hawks"}),
    }


def test_an_office_named_only_in_another_report_of_the_story_is_linked_to_its_holder() -> None:
    text = "the defence secretary said no"
    office = Speaker(speaker_id="u", name="defence secretary", kind="unnamed", role="defence secretary", mentions=(Span(0, 21),))
    titled = "s", Report(report_id="r2", text=text), (office,)
    named = report(1, ("Ada Holt", "person", "UK Defence Secretary"), ("Ike Odum", "person", "UK Foreign Secretary"))
    assert groups(named, titled) == {frozenset({"r1/person ada holt", "r2/u"})}


def test_unnamed_sources_of_two_reports_are_never_one() -> None:
    same = ("Downing Street spokesperson", "unnamed", "spokesperson")
    assert groups(report(1, same), report(2, same)) == set()


def test_the_order_of_reports_changes_nothing() -> None:
    held = [
        report(1, ("Ada Holt", "person", "mayor"), ("National Canal Trust", "organization")),
        report(2, ("Holt", "person"), ("NCT", "organization")),
        report(3, ("A. Holt", "person"), ("Ike Odum", "person")),
        report(4, ("Ada Holt", "person"), story="t"),
        report(5, ("Ike Odum", "person"), story=None),
    ]
    assert link_speakers(held) == link_speakers(held[::-1]) == link_speakers(held[2:] + held[:2])


def test_a_group_is_called_by_its_fullest_name() -> None:
    held = [
        Speaker(speaker_id=n, name=n, kind="person", role=r)
        for n, r in (("Holt", None), ("A. Holt", None), ("Ada Holt", "mayor"), ("Ada Holt", None))
    ]
    assert name_group(held) == ("Ada Holt", ("mayor",), ("A. Holt", "Holt"))
    assert name_group(held[::-1]) == name_group(held)


@pytest.mark.parametrize(
    ("left", "right"),
    [
        (("Ada Holt", "person"), ("Holt administration", "organization")),
        (("Kim Yong Un", "person"), ("U.N.", "organization")),
        (("Tarsis-12", "person"), ("Tarsis-14", "person")),
        (("Maria Quill", "person"), ("Mario Quill", "person")),
        (("Orland", "organization"), ("Orland University Press", "organization")),
    ],
)
def test_names_that_share_a_part_are_not_one(left: tuple[str, str], right: tuple[str, str]) -> None:
    assert groups(report(1, left), report(2, right)) == set()


def test_the_heads_of_several_bodies_are_not_the_head_of_one() -> None:
    office = Speaker(speaker_id="u", name="heads of the banks", kind="unnamed", role="heads of the banks", mentions=(Span(0, 22),))
    plural = "s", Report(report_id="r2", text="the heads of the banks met"), (office,)
    assert groups(report(1, ("Ada Holt", "person", "head of the bank")), plural) == set()


def _dated(held, published: str):
    story, given, speakers = held
    return story, structs.replace(given, published=published), speakers


def test_a_title_is_of_who_bears_it_at_the_time() -> None:
    text = "the defence secretary said no"
    office = Speaker(speaker_id="u", name="defence secretary", kind="unnamed", role="defence secretary", mentions=(Span(0, 21),))
    titled = "s", Report(report_id="r3", text=text), (office,)
    former = _dated(report(1, ("Ada Holt", "person", "UK Defence Secretary")), "2022-09-21")
    later = _dated(report(2, ("Ike Odum", "person", "Defence Secretary")), "2024-09")
    assert groups(former, later, _dated(titled, "2022-09-23")) == {frozenset({"r1/person ada holt", "r3/u"})}
    assert groups(former, later, _dated(titled, "2024-10-02")) == {frozenset({"r2/person ike odum", "r3/u"})}
    assert groups(former, later, _dated(titled, "2023-09-21")) == set()
    assert groups(former, _dated(titled, "2024-09-21")) == set()
    assert groups(former, later, titled) == set()


def test_every_other_name_has_the_evidence_that_ties_it() -> None:
    held = [report(n, (name, "person")) for n, name in enumerate(("Ada Holt", "Holt", "A. Holt", "A. Holt"), 1)]
    ids = [appearance_id(r.report_id, s.speaker_id) for _, r, speakers in held for s in speakers]
    whys = LinkEvidence(link_speakers(held)).of_group(ids, {"r1/person ada holt"})
    assert whys == {
        "r2/person holt": "surname of the only person of the story who fits",
        "r3/person a. holt": "the same surname, a short form or initial of the first name",
        "r4/person a. holt": "the same surname, a short form or initial of the first name",
    }


@pytest.mark.parametrize("role", ["mother", "suspect", "a teacher", "husband of the mayor", "10-year-old victim"])
def test_a_private_role_makes_nobody_public(role: str) -> None:
    assert not is_public(role)


def test_a_name_with_a_second_surname_is_the_name_without() -> None:
    assert len(groups(report(1, ("Iago Varela", "person")), report(2, ("Iago Varela Sousa", "person")))) == 1


def test_a_queen_is_nobodys_first_name() -> None:
    assert not groups(report(1, ("Elizabeth", "person", "Queen")), report(2, ("Elizabeth Warrick", "person", "Sen.")))


def test_a_place_is_nobodys_surname() -> None:
    assert not groups(report(1, ("Washington", "organization")), report(2, ("Dorian Washington", "person")))


def test_an_everyday_word_is_no_short_form_of_a_body() -> None:
    assert not groups(report(1, ("State", "organization")), report(2, ("Lower State", "organization")))
    assert groups(report(1, ("Interior", "organization")), report(2, ("Interior Department", "organization")))


def test_two_whom_one_report_keeps_apart_are_two_in_the_story() -> None:
    found = groups(
        report(1, ("Holt", "person"), ("Robert Holt", "person")), report(2, ("Uta Holt", "person")), report(3, ("Uta Holt", "person"))
    )
    assert found == {frozenset({"r1/person holt", "r2/person uta holt", "r3/person uta holt"})}
