"""The reader that needs a model: from a `Tagging` to quotes.

The tagger scores words; here the scores become spans (`decode`), spans become attributions (`link`), and quotation marks, which are
evidence that no model may lose, settle their edges. What the rules found inside marks and the model missed is kept.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from typing import Final

import numpy as np
from numpy.typing import NDArray

from onrecord.quotes.decode import FORBIDDEN, Fragment, best_tags, fragments, overlap_chance, paragraph_rows, tag_chances
from onrecord.quotes.joining import Draft, join_contents, within_sentence
from onrecord.quotes.link import Edges, link_scores
from onrecord.quotes.marks import Marked, find_tags, holding, split_paragraphs
from onrecord.quotes.naming import end_source
from onrecord.quotes.shaping import is_title, outermost, shape_quote, touching
from onrecord.quotes.turns import find_turns, leading_label, quoted_turns
from onrecord.records import ATTRIBUTION_TAGS, Quote, Report, Span, Tagging
from onrecord.settings import QuoteSettings

DEFAULTS: Final = QuoteSettings()
FARTHEST: Final = 200
"""A source or cue stands within so many words of its content."""
AT_ONCE: Final = 32
"""Contents whose links are scored together; bounds the memory of a long text."""
FAINT: Final = 0.05
"""Words that the likeliest tags leave out may still be the source of a content, when each of them is at least this likely to be one."""
TRUST: Final = 2.0
"""What the logarithm of a candidate's likelihood to be a source counts beside the score of its link."""
UNGIVEN: Final = 0.5
"""Marked words without a source are quotes from this score on; below it most are names and words held at a distance."""
CLOSING: Final = 3
"""So many words (marks and stops) at most stand between a content and the dash before its signature."""
DASHES: Final = frozenset("—–―")
SURE_TURN: Final = 0.9
"""The score of a turn under a label in capitals."""
SCORE_DIGITS: Final = 4
CONFIDENCE_FEATURES: Final = ("one", "inside", "begin", "end", "cue", "has_cue", "has_source", "length", "marked", "overlap")
_CONTENT: Final = [n for n, tag in enumerate(ATTRIBUTION_TAGS) if tag[2:] in ("content", "continued")]
_SOURCE: Final = [n for n, tag in enumerate(ATTRIBUTION_TAGS) if tag[2:] == "source"]


def read_quotes(
    report: Report, tagging: Tagging, marks: Sequence[Marked], settings: QuoteSettings = DEFAULTS, rules: Sequence[Quote] = ()
) -> tuple[Quote, ...]:
    """The quotes of a report, in the order of their contents. `rules` are the quotes that rules found in it.

    A quote's score is how often quotes of the same confidence were what annotators found. Indirect quotes below
    ``settings.threshold`` are left out. Of the rules' quotes those are kept whose marked words the model gave to nobody, and those of
    speaker turns ("QUILL: …"), which lie outside what the model was trained on.
    """
    outer = outermost(marks)
    reading = Reading(report.text, tagging, outer)
    found: dict[str, Quote] = {}
    for draft in reading.drafts:
        score = reading.score(draft)
        quote = _shape(report, tagging.words, outer, draft, score)
        if quote is not None and not _is_faint(quote, settings):
            found.setdefault(quote.quote_id, quote)
    tags = find_tags(report.text, Span(0, len(report.text)))
    told = [quote for quote in found.values() if holding(tags, quote.content[0].start) is None]
    read = give_quoted_turns(give_turns(told, rules, report.text), report, outer)
    return keep_marked(read, [rule for rule in rules if not _names_works(report.text, rule, outer)])


def _is_faint(quote: Quote, settings: QuoteSettings) -> bool:
    """Whether a quote is too unlikely to tell: unmarked and below the threshold, or marked, given to nobody and hardly said at all."""
    if quote.kind == "indirect":
        return quote.score < settings.threshold
    return not quote.source and quote.score < UNGIVEN


def _names_works(text: str, quote: Quote, outer: Sequence[Marked]) -> bool:
    """Whether the only marked words of a quote are names of works ("In an interview on “Meet the Harbour,” Quill said …")."""
    return bool(quote.marked) and all(is_title(text, marked) for span in quote.marked for marked in touching(outer, span))


def give_turns(quotes: Sequence[Quote], rules: Sequence[Quote], text: str) -> list[Quote]:
    """The quotes, but in the paragraphs that are surely speaker turns those of the rules."""
    blocks = split_paragraphs(text)
    turns = [blocks[turn.paragraph] for turn in find_turns(text, blocks) if turn.sure]

    def is_turn(quote: Quote) -> bool:
        return holding(turns, quote.content[0].start) is not None

    return [q for q in quotes if not is_turn(q)] + [q for q in rules if is_turn(q)]


def give_quoted_turns(quotes: Sequence[Quote], report: Report, outer: Sequence[Marked]) -> list[Quote]:
    """The quotes, but in marks that hold the turns of a transcript those turns, each whole and from who its label names."""
    turns = quoted_turns(report.text, outer)
    if not turns:
        return list(quotes)
    held = [marked.outer for _, stretches in turns for marked in stretches]
    ends = [span.end for span in held]
    kept = [q for q in quotes if not _is_taken(q.content[0], held, ends)]
    for label, stretches in turns:
        content = [Span(label.end + 1, stretches[0].inner.end), *(marked.inner for marked in stretches[1:])]
        quote = shape_quote(report.report_id, report.text, outer, content, label, Span(label.end, label.end + 1), SURE_TURN)
        kept += [quote] if quote is not None else []
    return kept


def keep_marked(quotes: Sequence[Quote], rules: Sequence[Quote]) -> tuple[Quote, ...]:
    """The quotes and, of those that rules found, the ones with marked words of which none is in a quote already."""
    taken = sorted(span for quote in quotes for span in quote.content)
    ends = [span.end for span in taken]
    kept = list(quotes)
    for quote in rules:
        if quote.source and quote.marked and not any(_is_taken(span, taken, ends) for span in quote.content):
            kept.append(quote)
    return tuple(sorted(kept, key=lambda q: (q.content, q.quote_id)))


def _is_taken(span: Span, taken: Sequence[Span], ends: Sequence[int]) -> bool:
    place = bisect_right(ends, span.start)
    return place < len(taken) and taken[place].start < span.end


def _shape(report: Report, words: Sequence[Span], outer: Sequence[Marked], draft: Draft, score: float) -> Quote | None:
    source = end_source(report.text, _span(words, draft.source)) if draft.source else None
    cue = _span(words, draft.cue) if draft.cue else None
    content = [_span(words, f) for f in draft.content]
    label = leading_label(report.text, content[0])
    if label is not None:
        source, cue = label, Span(label.end, label.end + 1)
        ends = [m.inner.end for m in touching(outer, content[0])[-1:] if content[0].end == m.outer.end]
        content[0] = Span(label.end + 1, *(ends or [content[0].end]))
    return shape_quote(report.report_id, report.text, outer, content, source, cue, score)


def _span(words: Sequence[Span], fragment: Fragment) -> Span:
    return Span(words[fragment.first].start, words[fragment.last].end)


# ---------------------------------------------------------------- scores to drafts


class Reading:
    """What the scores of one text say: the likeliest spans, joined to drafts, and how likely each is. `outer` are its outermost marks."""

    def __init__(self, text: str, tagging: Tagging, outer: Sequence[Marked]) -> None:
        self.tagging = tagging
        self.outer = outer
        self.paragraph_of, starts, lengths = paragraph_rows(text, tagging.words)
        scores, moves = tagging.attribution, tagging.learned["moves"]
        self._stretches = np.stack([starts, starts + lengths], 1)
        shown = [word.of(text) for word in tagging.words]
        letters = [len(word) if word.isalnum() else sum(map(str.isalnum, word)) for word in shown]
        self._letters = np.concatenate([[0], np.cumsum(letters, dtype=np.int64)])
        tags = best_tags(scores, moves, starts, lengths)
        spans = fragments(tags)
        self.found = tag_chances(scores, moves, starts, lengths)
        self.chances = self.found.tags
        self._is_source, self._is_content = self.chances[:, _SOURCE].sum(1), self.chances[:, _CONTENT].sum(1)
        self.drafts = join_contents(spans, text, tagging.words, self.paragraph_of, outer)
        sources = sorted([s for s in spans if s.role == "source"] + faint_sources(spans, self.chances), key=lambda s: s.first)
        self._link("source", sources)
        self._link("cue", [s for s in spans if s.role == "cue"])
        self.drafts = [draft for n, draft in enumerate(self.drafts) if not self._adds_nothing(draft, self.drafts[max(0, n - 2) : n])]
        for draft in self.drafts:
            draft.source = self._signer(text, draft, sources) or draft.source
            draft.cue = dash_before_source(text, tagging.words, draft) or draft.cue
            kept = within_sentence(text, tagging.words, self.paragraph_of, draft, outer)
            if kept != draft.content:
                draft.content = draft.tagged = kept

    def _adds_nothing(self, draft: Draft, before: Sequence[Draft]) -> bool:
        """Whether a draft is only unmarked words that go on from marked ones of the same source: the reporter's, mostly."""
        first = draft.content[0]
        if first.role == "content" or draft.source is None or self._touches_marks(draft):
            return False
        here = self.paragraph_of[first.first]
        return any(d.source == draft.source and self.paragraph_of[d.edges[0]] == here and self._touches_marks(d) for d in before)

    def _signer(self, text: str, draft: Draft, sources: Sequence[Fragment]) -> Fragment | None:
        """The source that signs the marked words in which a content ends: behind a dash, and the last of their paragraph."""
        words, last = self.tagging.words, draft.edges[1]
        held = touching(self.outer, words[last])
        if not held:
            return None
        place = bisect_left(words, held[-1].outer.end, key=lambda word: word.start)
        place += _signs(text, words, place)
        found = bisect_left(sources, place, key=lambda s: s.first)
        if words[place - 1].of(text) not in DASHES or found == len(sources) or sources[found].first != place:
            return None
        after = sources[found].last + 1
        after += _signs(text, words, after)
        ends = after == len(words) or self.paragraph_of[after] > self.paragraph_of[place]
        return sources[found] if ends and self.paragraph_of[place] == self.paragraph_of[last] else None

    def _touches_marks(self, draft: Draft) -> bool:
        first, last = draft.edges
        return bool(touching(self.outer, Span(self.tagging.words[first].start, self.tagging.words[last].end)))

    def _link(self, role: str, candidates: Sequence[Fragment]) -> None:
        lasts = [span.last for span in candidates]
        firsts = [span.first for span in candidates]
        for start in range(0, len(self.drafts), AT_ONCE):
            some = self.drafts[start : start + AT_ONCE]
            low = bisect_right(lasts, some[0].edges[0] - FARTHEST)
            high = bisect_right(firsts, max(d.edges[1] for d in some) + FARTHEST)
            near = candidates[low:high]
            edges = [(s.first, s.last) for s in near]
            scores = link_scores(self.tagging.links, self.tagging.learned, [d.edges for d in some], edges, self.paragraph_of, role)
            if role == "source" and near:
                likely = np.array([self._is_source[s.first : s.last + 1].mean() for s in near])
                scores[:, 1:] += TRUST * np.log(np.clip(likely, 1e-3, 1.0)).astype(np.float32)
            for draft, row in zip(some, scores, strict=True):
                row[1:][far_from(draft.edges, edges)] = FORBIDDEN
                best = int(row.argmax())
                if best:
                    setattr(draft, role, near[best - 1])

    def score(self, draft: Draft) -> float:
        """The confidence in a draft, 0 to 1, calibrated on annotated news."""
        features = self.features(draft)
        learned = self.tagging.learned.get("confidence")
        if learned is None:
            return round(float(np.exp(features[1])), SCORE_DIGITS)
        return round(float(1 / (1 + np.exp(-(features @ learned[0])))), SCORE_DIGITS)

    def features(self, draft: Draft) -> NDArray[np.float64]:
        """What the confidence is computed from, in the order of ``CONFIDENCE_FEATURES``: likelihoods as logarithms, overlap as log odds."""
        chances, first, last = self.chances, draft.tagged[0].first, draft.tagged[-1].last
        inside = np.concatenate([self._is_content[f.first : f.last + 1] for f in draft.tagged])
        goes_on = last + 1 < len(chances) and self.paragraph_of[last + 1] == self.paragraph_of[last]
        end = 1.0 - float(chances[last + 1, [2, 4]].sum()) if goes_on else 1.0
        cue = float(chances[draft.cue.first, [7, 8]].sum()) if draft.cue else 1.0
        marked = self._touches_marks(draft)
        begin = float(chances[first, _CONTENT].sum() - (chances[first, [2, 4]].sum()))
        logs = np.log(np.clip([begin, end, cue], 1e-3, 1.0))
        mean = float(np.log(np.clip(inside, 1e-3, 1.0)).mean())
        longest = max(draft.tagged, key=lambda f: f.last - f.first)
        stretch = self._stretches[self.paragraph_of[longest.first]]
        overlap = overlap_chance(self.found, self._letters, longest.first, longest.last, (int(stretch[0]), int(stretch[1])))
        overlap = min(max(overlap, 0.01), 0.99)
        has = [float(draft.cue is not None), float(draft.source is not None), float(np.log(len(inside))), float(marked)]
        return np.array([1.0, mean, *logs, *has, np.log(overlap / (1 - overlap))])


def _signs(text: str, words: Sequence[Span], place: int) -> int:
    """How many of the next ``CLOSING`` words are marks and stops."""
    near = words[place : place + CLOSING]
    return next((n for n, word in enumerate(near) if text[word.start].isalnum()), len(near))


def far_from(content: Edges, candidates: Sequence[Edges]) -> NDArray[np.bool_]:
    """Which candidates stand more than ``FARTHEST`` words away from a content."""
    edges = np.array(candidates, np.int64).reshape(-1, 2)
    return np.array((content[0] - edges[:, 1] > FARTHEST) | (edges[:, 0] - content[1] > FARTHEST))


def dash_before_source(text: str, words: Sequence[Span], draft: Draft) -> Fragment | None:
    """The dash between a content and the name that signs it ("“We won.” — Ada Quill"): its cue, unless one follows the name."""
    if draft.source is None or (draft.cue is not None and draft.cue.first > draft.source.last):
        return None
    place = draft.source.first - 1
    is_sign = draft.edges[1] < place <= draft.edges[1] + CLOSING and words[place].of(text) in DASHES
    return Fragment("cue", place, place) if is_sign else None


def faint_sources(spans: Sequence[Fragment], chances: NDArray[np.float32]) -> list[Fragment]:
    """Runs of words outside all spans that may be a source."""
    likely = chances[:, _SOURCE].sum(1) >= FAINT
    for span in spans:
        likely[span.first : span.last + 1] = False
    edges = np.flatnonzero(np.diff(np.concatenate([[False], likely, [False]]).astype(np.int8)))
    return [Fragment("source", int(a), int(b) - 1) for a, b in zip(edges[::2], edges[1::2], strict=True)]
