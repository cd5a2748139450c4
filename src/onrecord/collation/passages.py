"""The utterances of a report: quotes of one speaker that it prints as one, in order."""

from __future__ import annotations

from typing import Final, NamedTuple

from onrecord.records import Annotated, Quote, Record, Span
from onrecord.text import words

_LONGEST_BRIDGE: Final = 220  # characters of attribution between two parts of one utterance
_MOST_WORDS: Final = 18


class Passage(Record, frozen=True, kw_only=True):
    """Quotes of one speaker that a report presents as one utterance, in text order."""

    report_id: str
    quote_ids: tuple[str, ...]
    speaker_id: str | None = None


class Stretch(NamedTuple):
    """What of a quote is compared as one witness: its places in the report, and whether they stand inside quotation marks."""

    quote_id: str
    spans: tuple[Span, ...]
    is_marked: bool


def stretches(quote: Quote) -> tuple[Stretch, ...]:
    """The stretches of a quote that are witnesses: one for each pair of marks; a quote without marks is one stretch."""
    marked = quote.content if quote.kind == "direct" else quote.marked if quote.kind == "mixed" else ()
    if marked:
        return tuple(Stretch(quote.quote_id, (span,), True) for span in marked)
    return (Stretch(quote.quote_id, quote.content, False),)


def passages(annotated: Annotated) -> tuple[Passage, ...]:
    """The passages of a report in text order; every quote is in exactly one.

    Two quotes belong together when one says that it continues the other, or when both are direct, of one speaker, and nothing stands
    between them but marks, white space and one attribution ("…," she said. "…").
    """
    text = annotated.report.text
    quotes = sorted((quote for quote in annotated.quotes if quote.content), key=lambda q: (q.content[0], q.quote_id))
    leader: dict[str, str] = {}
    groups: dict[str, list[Quote]] = {}
    by_id = {quote.quote_id: quote for quote in quotes}
    before: Quote | None = None
    for quote in quotes:
        head = quote.quote_id
        if quote.continues in leader and _is_same_speaker(by_id[quote.continues], quote):
            head = leader[quote.continues]
        elif before is not None and _is_next_part(text, before, quote):
            head = leader[before.quote_id]
        leader[quote.quote_id] = head
        groups.setdefault(head, []).append(quote)
        before = quote
    return tuple(
        Passage(
            report_id=annotated.report.report_id,
            quote_ids=tuple(quote.quote_id for quote in group),
            speaker_id=next((quote.speaker_id for quote in group if quote.speaker_id is not None), None),
        )
        for group in groups.values()
    )


def _is_same_speaker(left: Quote, right: Quote) -> bool:
    return left.speaker_id == right.speaker_id or left.speaker_id is None or right.speaker_id is None


def _is_next_part(text: str, left: Quote, right: Quote) -> bool:
    if left.kind != "direct" or right.kind != "direct" or left.speaker_id is None or left.speaker_id != right.speaker_id:
        return False
    if left.headline or right.headline:
        return False
    start, end = left.content[-1].end, right.content[0].start
    if not 0 <= end - start <= _LONGEST_BRIDGE:
        return False
    bridge = Span(start, end)
    cues = {span for quote in (left, right) for span in quote.cue if bridge.holds(span)}
    if len(cues) > 1:
        return False
    has_own = bool(left.cue) and not cues & set(left.cue) and bool(cues & set(right.cue))
    if has_own and ("." in text[start:end] or "\n" in text[start:end]):
        return False  # each has its own attribution; only "…," she said, adding: "…" goes on
    between = words(text, start, end)
    if not between:
        return True
    known = [
        span
        for quote in (left, right)
        for span in (*quote.cue, *quote.source, *((quote.said.span,) if quote.said and quote.said.span else ()))
    ]
    loose = [word for word in between if not any(span.holds(word) for span in known)]
    return bool(cues) and len(between) <= _MOST_WORDS and len(loose) <= 8 and text.count(".", start, end) <= 1


def without_comma(text: str, span: Span) -> Span:
    """The span without the comma that news style puts before a closing mark."""
    end = span.end
    while end > span.start and (text[end - 1] == "," or text[end - 1].isspace()):
        end -= 1
    return Span(span.start, end)
