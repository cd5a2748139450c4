"""The reader that needs no model: quotation marks and cues, sentence by sentence, joined into quotes and passages."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final

import msgspec

from onrecord.quotes.attributions import find_attributions
from onrecord.quotes.context import add_context, is_outlet
from onrecord.quotes.cues import Finding
from onrecord.quotes.marks import Marked, pair_marks, split_paragraphs
from onrecord.quotes.nouns import Range, antecedent
from onrecord.quotes.shaping import outermost, shape_quote
from onrecord.quotes.tokens import Token, split_sentences, tokenize
from onrecord.quotes.turns import TurnLine, find_signature, find_turns
from onrecord.records import Quote, Report, Span
from onrecord.settings import QuoteSettings
from onrecord.text import trim

SCORES: Final[dict[str, float]] = {
    "before": 0.92, "marked": 0.88, "that": 0.84, "according": 0.82, "clause": 0.78, "colon": 0.77, "expected": 0.67, "with": 0.65,
    "noun": 0.64, "object": 0.63, "infinitive": 0.59, "adjective": 0.57, "participle": 0.56, "label": 0.53, "unattributed": 0.51,
    "passive": 0.5, "turn": 0.9, "continued": 0.9,
}  # fmt: skip
"""How often a quote found by each rule is one by annotators' reading, counted on labelled news; `turn` and `continued`, which
annotators divide otherwise, by looking."""
KEPT_INSIDE: Final = frozenset(["marked", "that", "expected", "colon", "turn", "continued"])
"""The rules that are trusted inside another quote: "she said that he had warned that …"."""
DEFAULTS: Final = QuoteSettings()
LONGEST_SIGNATURE: Final = 8
FEWEST_WORDS: Final = 4
"""A marked sentence that nobody is given needs so many words to be a quote."""


@dataclass
class _Draft:
    content: list[Span]
    source: Span | None
    cue: Span | None
    rule: str
    antecedent: Span | None = None
    continues: _Draft | None = None
    headline: bool = False
    quote: Quote | None = field(default=None, repr=False)


def find_quotes(report: Report, settings: QuoteSettings = DEFAULTS) -> tuple[Quote, ...]:
    """The quotes of a report as rules find them, in the order of their contents.

    >>> report = Report(report_id="r", text="The plan is dead, said Ana Roth.")
    >>> [(q.kind, q.content[0].of(report.text), q.source[0].of(report.text)) for q in find_quotes(report)]
    [('indirect', 'The plan is dead', 'Ana Roth')]

    Unmarked quotes below ``settings.threshold`` are left out. Linear in the length of the text.
    """
    marks = pair_marks(report.text)
    return add_context(report.text, find_without_context(report, marks, settings), outermost(marks))


def find_without_context(report: Report, known: Sequence[Marked], settings: QuoteSettings = DEFAULTS) -> tuple[Quote, ...]:
    """The quotes as `find_quotes` has them, before anybody asked on what occasion they were said; `known` are the marks of the text."""
    text = report.text
    marks = outermost(known)
    paragraphs = split_paragraphs(text)
    turns = {turn.paragraph: turn for turn in find_turns(text, paragraphs)}
    reading = _Reading(text)
    first = 0
    for number, paragraph in enumerate(paragraphs):
        last = first
        while last < len(marks) and marks[last].outer.start < paragraph.end:
            last += 1
        turn = turns.get(number)
        tokens = tokenize(text, paragraph, marks[first:last])
        first = last
        if turn is not None and (turn.sure or not any(t.marked for t in tokens)):
            reading.take_turn(turn)
            if turn.sure:
                continue
        reading.read_paragraph(paragraph, tokens)
    quotes: dict[str, Quote] = {}
    for draft in _without_nested(text, reading.drafts):
        quote = shape_quote(report.report_id, text, marks, draft.content, draft.source, draft.cue, SCORES[draft.rule])
        if quote is None or quote.quote_id in quotes:
            continue
        if quote.kind == "indirect" and quote.score < settings.threshold:
            continue
        before = draft.continues.quote if draft.continues is not None else None
        draft.quote = msgspec.structs.replace(
            quote,
            source=tuple(s for s in (draft.antecedent, draft.source) if s is not None),
            headline=draft.headline and quote.kind != "indirect",
            continues=before.quote_id if before is not None else None,
        )
        quotes[quote.quote_id] = draft.quote
    return tuple(sorted(quotes.values(), key=lambda q: (q.content, q.quote_id)))


def _without_nested(text: str, drafts: Sequence[_Draft]) -> list[_Draft]:
    """The drafts without those that stand inside another's words, where the rule is seldom right: what is told is the outer speaker's.

    What an outlet reports is not its own: "Roth insists that it holds, the Vell Times reported" keeps Roth's words.
    """
    order = sorted(
        range(len(drafts)), key=lambda n: (drafts[n].content[0].start, -drafts[n].content[-1].end, n) if drafts[n].content else (0, 0, n)
    )
    nested: set[int] = set()
    reach = -1
    for number in order:
        draft = drafts[number]
        if not draft.content:
            continue
        if draft.content[-1].end <= reach and draft.rule not in KEPT_INSIDE:
            nested.add(number)
        elif len(draft.content) == 1 and not (draft.source is not None and is_outlet(draft.source.of(text))):
            reach = max(reach, draft.content[0].end)
    return [draft for number, draft in enumerate(drafts) if number not in nested]


class _Reading:
    """What has been read so far: the drafts, and what a next sentence or paragraph may go on with."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.drafts: list[_Draft] = []
        self.open: _Draft | None = None
        self.previous: _Draft | None = None

    def take_turn(self, turn: TurnLine) -> None:
        self.open = None
        if turn.labelled:
            self.previous = _Draft([turn.content], turn.source, turn.cue, "turn" if turn.sure else "label")
        else:
            self.previous = _Draft([turn.content], None, None, "turn", continues=self.previous)
        self.drafts.append(self.previous)

    def read_paragraph(self, paragraph: Span, tokens: Sequence[Token]) -> None:
        signature = find_signature(self.text, paragraph)
        if signature is not None:
            self.drafts.append(_Draft([signature[0]], signature[1], None, "marked"))
            self.previous = None
            return
        if self._is_signed(tokens):
            return
        sentences = split_sentences(self.text, tokens)
        headline = self._is_headline(paragraph, tokens, sentences)
        waiting: list[Span] = []
        running: _Draft | None = None
        told: _Draft | None = None
        for place, (start, stop) in enumerate(sentences):
            if _is_marked(tokens, start, stop):
                spans = [t.marked.outer for t in tokens[start:stop] if t.marked is not None]
                if self.open is not None:
                    running, self.open = self.open, None
                    running.content.extend(spans)
                    self.drafts.append(running)
                    told = running
                elif running is not None:
                    running.content.extend(spans)
                elif place == 0 and self._may_go_on(tokens[start]) and all(_is_marked(tokens, a, b) for a, b in sentences):
                    running = told = self._go_on(spans)
                else:
                    waiting.extend(spans)
                continue
            findings = find_attributions(tokens, start, stop)
            if self.open is not None and not findings and tokens[start].marked is not None and place == 0:
                self.open.content.append(Span(tokens[start].start, tokens[stop - 1].end))
                self.drafts.append(self.open)
            self.open = None
            if waiting and _signs(tokens, start):
                self.drafts.append(_Draft(waiting, Span(tokens[start + 1].start, tokens[stop - 1].end), None, "before"))
                waiting, running = [], None
                continue
            running = None
            for finding in findings:
                draft = self._draft(tokens, finding, start, headline)
                if finding.open_ended:
                    self.open = draft
                    continue
                if waiting and finding.rule == "before" and tokens[finding.content[0][0]].marked is not None:
                    draft.content[:0] = waiting
                    waiting = []
                if tokens[0].marked is not None and tokens[0].marked.reopens and draft.content[0].start == tokens[0].start:
                    draft.continues = self.previous
                self.drafts.append(draft)
                told = draft
                if running is None or _has_marked(tokens, finding):
                    running = draft
        if waiting and sum(len(s.of(self.text).split()) for s in waiting) >= FEWEST_WORDS:
            told = _Draft(waiting, None, None, "unattributed")
            self.drafts.append(told)
        self.previous = told

    def _is_signed(self, tokens: Sequence[Token]) -> bool:
        """A paragraph like "— Ana Roth" names the speaker of the marked words above it."""
        previous = self.previous
        if not 1 < len(tokens) <= LONGEST_SIGNATURE or tokens[0].low not in {"—", "–", "--", "-"} or previous is None:
            return False
        if previous.rule not in ("unattributed", "continued") or not all(t.is_capital for t in tokens[1:] if t.is_word):
            return False
        previous.source, previous.continues = Span(tokens[1].start, tokens[-1].end), None
        return True

    def _may_go_on(self, first: Token) -> bool:
        """Whether a paragraph of marked words may go on with the one before; a question is answered by somebody else."""
        if self.previous is None or not self.previous.content:
            return False
        reopens = first.marked is not None and first.marked.reopens
        return reopens or "?" not in self.text[self.previous.content[-1].end - 3 : self.previous.content[-1].end]

    def _go_on(self, spans: list[Span]) -> _Draft:
        """A paragraph of marked words alone goes on with the quote of the paragraph before, or with who was heard there."""
        previous = self.previous
        assert previous is not None
        if any(self.text[s.start] in "\"“„«‘'`「" for s in previous.content[-1:]) or previous.rule in ("turn", "continued"):
            draft = _Draft(spans, None, None, "continued", continues=previous)
        else:
            draft = _Draft(spans, previous.source, None, "continued")
        self.drafts.append(draft)
        return draft

    def _draft(self, tokens: Sequence[Token], finding: Finding, start: int, headline: bool) -> _Draft:
        content = [_span(tokens, r) for r in finding.content]
        source = trim(self.text, _span(tokens, finding.source), " ,;:") if finding.source is not None else None
        draft = _Draft(content, source, _span(tokens, finding.cue), finding.rule, headline=headline)
        if finding.source is not None and tokens[finding.source[0]].low == "who":
            found = antecedent(tokens, finding.source[0], start)
            draft.antecedent = None if found is None else _span(tokens, found)
        return draft

    def _is_headline(self, paragraph: Span, tokens: Sequence[Token], sentences: Sequence[tuple[int, int]]) -> bool:
        """A single short line without a full stop: a title or subheading."""
        if len(sentences) != 1 or len(tokens) > 24 or "\n" in paragraph.of(self.text):
            return False
        last = tokens[-1]
        ended = self.text[last.marked.inner.end - 1] if last.marked is not None else self.text[last.end - 1]
        return ended not in ".!?:,;…"


def _span(tokens: Sequence[Token], found: Range) -> Span:
    return Span(tokens[found[0]].start, tokens[found[1] - 1].end)


def _is_marked(tokens: Sequence[Token], start: int, stop: int) -> bool:
    return any(t.marked for t in tokens[start:stop]) and not any(t.is_word for t in tokens[start:stop])


def _has_marked(tokens: Sequence[Token], finding: Finding) -> bool:
    return any(tokens[k].marked is not None for first, last in finding.content for k in range(first, last))


def _signs(tokens: Sequence[Token], start: int) -> bool:
    return tokens[start].low in {"—", "–", "--"} and start + 1 < len(tokens) and tokens[start + 1].is_capital
