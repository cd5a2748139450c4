"""Passages: quotes that a report presents as one utterance."""

from onrecord.collation.passages import passages, stretches, without_comma
from onrecord.records import Annotated, Quote, Report, Span


def annotate(text: str, quotes: list[dict[str, object]]) -> Annotated:
    """A report whose quotes are given by their words."""

    def place(words: str) -> Span:
        start = text.index(words)
        return Span(start, start + len(words))

    made = []
    for number, quote in enumerate(quotes):
        content = quote["content"]
        made.append(
            Quote(
                quote_id=f"q{number}",
                kind=quote.get("kind", "direct"),  # type: ignore[arg-type]
                content=tuple(place(words) for words in ([content] if isinstance(content, str) else content)),  # type: ignore[attr-defined]
                cue=(place(str(quote["cue"])),) if "cue" in quote else (),
                source=(place(str(quote["source"])),) if "source" in quote else (),
                speaker_id=str(quote.get("speaker", "odum")),
                continues=quote.get("continues"),  # type: ignore[arg-type]
            )
        )
    return Annotated(report=Report(report_id="r", text=text), quotes=tuple(made))


def groups(annotated: Annotated) -> list[tuple[str, ...]]:
    return [passage.quote_ids for passage in passages(annotated)]


def test_consecutive_paragraphs_are_one_passage() -> None:
    text = "“The gate is open,” Odum said on Monday.\n\n“It will close at noon.\n\n“Nobody was hurt.”"
    first = {"content": "The gate is open", "cue": "said", "source": "Odum"}
    assert groups(annotate(text, [first, {"content": "It will close at noon."}, {"content": "Nobody was hurt."}])) == [("q0", "q1", "q2")]


def test_two_attributions_are_two_passages() -> None:
    text = "“The gate is open,” Odum said.\n\nLater she added: “Nobody was hurt.”"
    first = {"content": "The gate is open", "cue": "said"}
    assert groups(annotate(text, [first, {"content": "Nobody was hurt.", "cue": "added"}])) == [("q0",), ("q1",)]


def test_two_speakers_are_two_passages() -> None:
    text = "“The gate is open,” said Odum. “Nobody was hurt.”"
    first = {"content": "The gate is open", "cue": "said"}
    assert groups(annotate(text, [first, {"content": "Nobody was hurt.", "speaker": "brill"}])) == [("q0",), ("q1",)]


def test_narration_between_parts_them() -> None:
    text = (
        "“The gate is open,” said Odum. The gate was built after the floods of that spring and has never closed on time. “Nobody was hurt.”"
    )
    first = {"content": "The gate is open", "cue": "said"}
    assert groups(annotate(text, [first, {"content": "Nobody was hurt."}])) == [("q0",), ("q1",)]


def test_a_quote_that_says_it_continues_another_joins_it() -> None:
    text = "“The gate is open.” It rained. It snowed. The road was closed for days. “Nobody was hurt.”"
    assert groups(annotate(text, [{"content": "The gate is open."}, {"content": "Nobody was hurt.", "continues": "q0"}])) == [("q0", "q1")]


def test_a_quote_has_a_stretch_for_each_pair_of_marks() -> None:
    direct = Quote(quote_id="a", kind="direct", content=(Span(0, 5), Span(9, 12)))
    mixed = Quote(quote_id="b", kind="mixed", content=(Span(0, 20),), marked=(Span(2, 5), Span(8, 9)))
    indirect = Quote(quote_id="c", kind="indirect", content=(Span(0, 20),))
    assert [(s.spans, s.is_marked) for s in stretches(direct)] == [((Span(0, 5),), True), ((Span(9, 12),), True)]
    assert [(s.spans, s.is_marked) for s in stretches(mixed)] == [((Span(2, 5),), True), ((Span(8, 9),), True)]
    assert [s.is_marked for s in stretches(indirect)] == [False]


def test_the_comma_before_a_closing_mark_is_left_out() -> None:
    assert without_comma("gate is open,", Span(0, 13)) == Span(0, 12)
