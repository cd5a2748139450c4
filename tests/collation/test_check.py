"""The check of a draft against records."""

import io

import numpy as np

from onrecord.collation.check import check
from onrecord.collation.index import RecordIndex, read_record, sort_grams
from onrecord.collation.names import same_person
from onrecord.collation.packing import pack, unpack
from onrecord.collation.quotations import Quotation, quotations
from onrecord.records import Annotated, Checked, Quote, Report, Said, Span, Speaker, Transcript, Turn

SPEECH = (
    "MARA ODUM: Good evening. The sluice gate failed in the night, and tens of thousands of people must leave their homes. "
    "I think we can rebuild it within two years. That is the plan.\n\n"
    "PIET BRILL: Who pays for it?\n\n"
    "MARA ODUM: The town pays. Nobody else will pay for this gate, and nobody else should."
)


def transcript(text: str = SPEECH, path: str = "speech.txt", day: str | None = "2024-03-05") -> Transcript:
    turns = []
    for paragraph in text.split("\n\n"):
        start = text.index(paragraph)
        name = paragraph.split(":")[0]
        turns.append(Turn(speaker=name, span=Span(start + len(name) + 2, start + len(paragraph))))
    return Transcript(record_id=path, path=path, date=day, text=text, turns=tuple(turns), fidelity="as-spoken")


def checked(
    words: str, *records: Transcript, speaker: str | None = "Mara Odum", published: str | None = "2024-03-06", **given: object
) -> Checked:
    text = f"She said “{words}” on Tuesday."
    quote = Quotation(quote_id="q", span=Span(10, 10 + len(words)), speaker=speaker, **given)  # type: ignore[arg-type]
    (finding,) = check(
        Report(report_id="d", path="draft.txt", text=text, published=published), [quote], RecordIndex.of(records or [transcript()])
    )
    assert finding.text == words
    return finding


def test_a_quotation_finds_its_passage() -> None:
    finding = checked("tens of thousands of people must leave their homes,")
    assert finding.witness_class == "same"
    (candidate,) = finding.candidates
    assert candidate.text == "tens of thousands of people must leave their homes"
    assert SPEECH[candidate.start : candidate.end] == candidate.text
    assert (candidate.speaker, candidate.speaker_match, candidate.fidelity, candidate.date) == (
        "MARA ODUM",
        True,
        "as-spoken",
        "2024-03-05",
    )
    assert (finding.held.records, finding.held.same_speaker, finding.held.same_day) == (1, 1, 0)


def test_a_changed_number_is_critical_and_shown_at_its_place() -> None:
    finding = checked("The sluice gate failed in the night, and thousands of people must leave their homes")
    assert finding.witness_class == "differs-critical"
    (region,) = finding.candidates[0].regions
    assert SPEECH[region.base.start : region.base.end] == region.base_text == "tens of thousands"


def test_what_is_in_no_record_is_not_found_and_what_came_nearest_is_shown() -> None:
    finding = checked("The sluice gate failed because of the mayor and his greedy friends in the harbour office")
    assert finding.witness_class == "not-found"
    assert finding.candidates == ()
    assert [candidate.record for candidate in finding.nearest] == ["speech.txt"]


def test_the_same_words_from_another_mouth_say_so() -> None:
    finding = checked("The sluice gate failed in the night, and tens of thousands of people must leave their homes", speaker="Piet Brill")
    assert [candidate.speaker_match for candidate in finding.candidates] == [False]


def test_few_common_words_from_another_mouth_are_no_support() -> None:
    assert checked("That is the plan.", speaker="Piet Brill").witness_class == "not-found"
    assert checked("That is the plan.").witness_class == "same"
    assert checked("That is the plan.", published="2025-03-06").witness_class == "not-found"


def test_a_record_of_a_later_day_never_supports() -> None:
    finding = checked("tens of thousands of people must leave their homes", published="2024-03-01")
    assert finding.witness_class == "not-found"
    assert (finding.candidates, finding.nearest) == ((), ())
    assert [(candidate.occasion_match, candidate.witness_class) for candidate in finding.set_aside] == [(False, "same")]
    assert finding.held.set_aside == 1


def test_the_day_that_the_draft_states_is_compared() -> None:
    words = "tens of thousands of people must leave their homes"
    assert checked(words, said="2024-03-05", is_stated=True).candidates[0].occasion_match is True
    assert checked(words, said="2024-02", is_stated=True).candidates[0].occasion_match is False
    assert checked(words).candidates[0].occasion_match is None


def test_another_speakers_turn_between_is_stepped_over() -> None:
    finding = checked("I think we can rebuild it within two years. ... Nobody else will pay for this gate")
    assert finding.witness_class == "shortened-marked"
    assert finding.candidates[0].speaker == "MARA ODUM"


def test_of_two_occasions_the_nearer_day_comes_first() -> None:
    old = transcript(path="old.txt", day="2023-01-01")
    finding = checked("tens of thousands of people must leave their homes", old, transcript())
    assert [candidate.record for candidate in finding.candidates] == ["speech.txt", "old.txt"]


def test_the_order_of_the_records_changes_nothing() -> None:
    old = transcript(path="old.txt", day="2023-01-01")
    words = "tens of thousands of people must leave their homes"
    assert checked(words, old, transcript()) == checked(words, transcript(), old)


def test_a_text_that_is_held_twice_counts_once() -> None:
    words = "tens of thousands of people must leave their homes"
    undated = transcript(path="a.txt", day=None)
    finding = checked(words, undated, transcript(path="b.txt"), transcript(path="c.txt"))
    assert [candidate.record for candidate in finding.candidates] == ["b.txt"]
    assert (finding.held.records, finding.held.same_speaker) == (1, 1)


def test_without_records_or_words_nothing_fails() -> None:
    index = RecordIndex.of([])
    assert len(index) == 0
    report = Report(report_id="d", text="“…” and “yes”")
    findings = check(report, [Quotation(quote_id="a", span=Span(1, 2)), Quotation(quote_id="b", span=Span(9, 12))], index)
    assert [finding.witness_class for finding in findings] == ["not-found", "not-found"]
    assert check(report, [], index) == ()


def test_the_draft_is_compared_with_its_own_fuller_quotation() -> None:
    lead, full = "thousands of people must leave", "tens of thousands of people must leave their homes today"
    text = f"“{lead}”, says Odum\n\n“{full},” Odum said."
    quotes = [
        Quotation(quote_id=k, span=Span(text.index(w), text.index(w) + len(w)), speaker="Mara Odum") for k, w in (("a", lead), ("b", full))
    ]
    first, second = check(Report(report_id="d", text=text), quotes, RecordIndex.of([]))
    assert [(place.witness_class, text[place.start : place.end]) for place in first.within_draft] == [
        ("differs-critical", "tens of thousands of people must leave")
    ]
    assert second.within_draft == ()


def test_every_outermost_stretch_between_marks_is_a_quotation() -> None:
    text = "“He said ‘no’ to us,” Odum said of the “deal”."
    outer, inner, scare = Span(1, 19), Span(9, 11), Span(40, 44)
    quote = Quote(
        quote_id="q", kind="direct", content=(outer,), speaker_id="s", said=Said(value="2024-03-05", span=Span(0, 1), basis="stated")
    )
    annotated = Annotated(
        report=Report(report_id="d", text=text), quotes=(quote,), speakers=(Speaker(speaker_id="s", name="Mara Odum", kind="person"),)
    )
    found = quotations(annotated, [scare, inner, outer])
    assert [(q.span, q.speaker, q.said, q.is_stated) for q in found] == [
        (outer, "Mara Odum", "2024-03-05", True),
        (scare, None, None, False),
    ]


def test_names_are_compared_as_people_write_them() -> None:
    assert same_person("President Odum", "MARA ODUM") is True
    assert same_person("Bill Brill", "William Brill") is True
    assert same_person("Mara Odum Jr.", "Mara Odum") is False
    assert same_person("Mara Odum", "Piet Odum") is False
    assert same_person("Mara Odum", None) is None


def test_packed_records_are_the_same_records_and_damaged_bytes_are_none() -> None:
    ordered = [read_record(transcript()), read_record(transcript("No turns here, only Zoë’s words 🌊.", path="words.txt"))]
    grams = sort_grams(ordered)
    stream = io.BytesIO()
    pack(ordered, grams, b"about", stream)
    data = np.frombuffer(stream.getvalue(), dtype=np.uint8)
    again = unpack(data)
    assert again is not None
    assert (again.about, [each.transcript for each in again.records]) == (b"about", [each.transcript for each in ordered])
    stream = io.BytesIO()
    pack(again.records, again.grams, b"about", stream)
    assert stream.getvalue() == data.tobytes()
    words = "tens of thousands of people must leave their homes"
    report, quotes = Report(report_id="d", text=f"“{words}”"), [Quotation(quote_id="q", span=Span(1, 1 + len(words)))]
    assert check(report, quotes, RecordIndex([(again.records, again.grams)])) == check(report, quotes, RecordIndex.of_words(ordered))
    assert unpack(data[:0]) is None
    for place in range(0, len(data), 7):
        damaged = data.copy()
        damaged[place] ^= 0xFF
        found = unpack(damaged)
        assert found is None or found.about == b"about"
        assert unpack(data[:place]) is None


def test_a_quotation_of_one_or_two_words_is_found_where_speaker_and_day_fit() -> None:
    assert checked("The town pays", published="2024-03-06").witness_class == "same"
    assert checked("sluice", speaker=None, published="2025-01-01").witness_class == "not-found"
