from onrecord.records import Annotated, DateMention, Entity, Report, Span
from onrecord.stories import Tie, ties

TEXTS = {
    "a": "The Tarn dam failed on Tuesday. (Reuters)",
    "b": "Odalys Marsh said the Tarn dam held 40,000 tons.",
    "c": "Tarn has a dam. Marsh built it in two days.",
}


def told(names: dict[str, tuple[str, ...]] | None = None, days: dict[str, str] | None = None) -> list[Annotated]:
    """The reports, with names as entities and (report, words) as dates."""
    found = []
    for report_id, text in TEXTS.items():
        spans = [Span(text.index(name), text.index(name) + len(name)) for name in (names or {}).get(report_id, ())]
        word = (days or {}).get(report_id)
        at = text.index(word) if word else 0
        found.append(
            Annotated(
                report=Report(report_id=report_id, text=text),
                entities=tuple(Entity(span=span, type="person") for span in spans),
                dates=(DateMention(span=Span(at, at + len(word)), value="2024-03-05"),) if word else (),
            )
        )
    return found


APART = [("a",), ("b",), ("c",)]


def by_text(found: tuple[Tie, ...]) -> dict[str, Tie]:
    return {tie.text: tie for tie in found}


def test_ties_lead_to_their_places() -> None:
    for tie in ties(told(), APART):
        for report_id, span in tie.places:
            assert span.of(TEXTS[report_id]).casefold().startswith(tie.text.casefold())


def test_a_full_name_and_its_surname_are_one_name() -> None:
    found = by_text(ties(told({"b": ("Odalys Marsh",), "c": ("Marsh",)}), APART))
    assert found["Odalys Marsh"].kind == "name"
    assert [name for name, _ in found["Odalys Marsh"].places] == ["b", "c"]


def test_a_day_that_two_texts_mean_ties_them() -> None:
    found = by_text(ties(told(days={"a": "Tuesday", "c": "two days"}), APART))
    assert found["2024-03-05"].places == (("a", Span(23, 30)), ("c", Span(34, 42)))


def test_copies_of_one_text_tie_nothing_by_themselves() -> None:
    assert "40,000" not in by_text(ties(told(), [("a", "b"), ("c",)]))
    assert ties(told(), [("a", "b"), ("c",)]) == ties(told()[::-1], [("b", "a"), ("c",)])


def test_a_story_of_one_text_is_tied_by_what_its_copies_share() -> None:
    assert "Tarn" in by_text(ties(told(), [("a", "b", "c")]))
    assert ties(told()[:1], [("a",)]) == ()
