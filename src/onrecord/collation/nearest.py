"""What comes nearest where nothing holds the words: passages that share the rarest of them, and passages that say the like.

Records are read through once for all that is missing; stretches that share the rarest words are where to look, in words and in sense
alike: a sentence encoder is too slow for every sentence of a thousand records, and sees a few dozen of each.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final

import msgspec
import numpy as np
from numpy.typing import NDArray

from onrecord.collation.context import with_context
from onrecord.collation.finding import FAINT, Asked, Found, compare_place, rarity, same_day
from onrecord.collation.index import RecordIndex, RecordWords, hash_words
from onrecord.collation.lexicon import FUNCTION
from onrecord.collation.names import same_person
from onrecord.collation.tokens import STOP, Words
from onrecord.records import Candidate, RecordPassage, Span

Encode = Callable[[Sequence[str]], NDArray[np.float32]]

_LOOKED_AT: Final = 16  # stretches of each missing quotation
_COMPARED: Final = 6  # of them, in words
_IN_WORDS: Final = 3  # shown
_IN_SENSE: Final = 2
_ENCODED: Final = 120  # texts of one draft that are compared in sense, shared among what it misses
_MOST_ENCODED: Final = 12  # of one quotation
_LEAST_ENCODED: Final = 3
_LEAST_WORDS: Final = 3  # words of content without which sense is guessing
_LEAST_SENSE: Final = 0.45  # cosine
_BESIDE: Final = 2  # passages beside words that have no marks
_LEAST_LIKE: Final = 0.3
_COMMON: Final = 30_000  # places of one word; commoner ones tell nothing
_MOST_ASKED: Final = 60  # words of one quotation that are looked for, the rarest
_LONGEST: Final = 60  # words from a hit to where its sentence begins or ends


@dataclass(frozen=True, eq=False)
class _Stretch:
    """Whole sentences of one turn of a record: the words ``[first, last)``, and the share of the rarity asked for that they hold."""

    record: RecordWords
    first: int
    last: int
    share: float

    @property
    def span(self) -> Span:
        return Span(int(self.record.starts[self.first]), int(self.record.ends[self.last - 1]))

    @property
    def text(self) -> str:
        return self.span.of(self.record.transcript.text)


class Nearest:
    """The nearest passages of what a draft has missing, looked for together."""

    def __init__(self, index: RecordIndex, missing: Sequence[tuple[Words, Asked]], encode: Encode | None = None) -> None:
        self._index = index
        self._encode = encode
        self._vectors: dict[str, NDArray[np.float32]] = {}
        norms = sorted({norm for words, _ in missing for norm in _telling(words)})
        self._number = {norm: number for number, norm in enumerate(norms)}
        published = missing[0][1].published if missing else None
        self._places, self._words = _hits(index, hash_words(norms), published)
        self._counts = np.bincount(self._words, minlength=len(norms))
        wanting = sum(_has_sense(words) for words, _ in missing)
        self._encoded = max(_LEAST_ENCODED, min(_MOST_ENCODED, _ENCODED // max(wanting, 1)))
        self._left = 2 * _ENCODED

    def of(self, words: Words, asked: Asked, others: Sequence[Found] = ()) -> tuple[Candidate, ...]:
        """The nearest passages of words that are missing, in words and then in sense; `others` came near by words in a row."""
        stretches = self._stretches(words, asked)
        found = [
            *others,
            *(compare_place(words, each.record, [(each.first, each.last)], asked) for each in stretches[:_COMPARED] if not _is_empty(each)),
        ]
        chosen: list[Candidate] = []
        for each in sorted(found, key=lambda f: (-f.information, -f.rank, f.candidate.record, f.candidate.start)):
            if len(chosen) < _IN_WORDS and (each.information >= 2 * FAINT or not chosen) and each.information:
                candidate = _whole(each)
                if not any(_overlap(candidate, held) for held in chosen):
                    chosen.append(candidate)
        in_sense = [_in_sense(each, cosine, asked) for each, cosine in self._by_sense(words, stretches) if cosine >= _LEAST_SENSE]
        for candidate in in_sense:
            if sum(held.near == "sense" for held in chosen) < _IN_SENSE and not any(_overlap(candidate, held) for held in chosen):
                chosen.append(candidate)
        return tuple(chosen)

    def passages(self, words: Words, asked: Asked, numbers: frozenset[str] = frozenset()) -> tuple[RecordPassage, ...]:
        """The best passages for words that are not in marks, by sense where there is an encoder, else by the rare words they share.

        Those that hold one of the `numbers` come first.
        """
        stretches = self._stretches(words, asked)
        rows = self._by_sense(words, stretches) or [(each, each.share) for each in stretches]
        asked_for = hash_words(sorted(numbers))
        holding = {each for each, _ in rows if np.isin(each.record.hashes[each.first : each.last], asked_for).any()}
        chosen: list[RecordPassage] = []
        for each, likeness in sorted(rows, key=lambda row: (row[0] not in holding, -round(1000 * row[1] * self._trust(row[0], asked)))):
            if likeness >= _LEAST_LIKE and len(chosen) < _BESIDE:
                passage = _passage(each, likeness, asked)
                if not any(_overlap(passage, held) for held in chosen):
                    chosen.append(passage)
        return tuple(chosen)

    def _by_sense(self, words: Words, stretches: Sequence[_Stretch]) -> list[tuple[_Stretch, float]]:
        """The first few stretches with the cosine of their sense and that of the words, nearest first."""
        if self._encode is None or not stretches or not _has_sense(words):
            return []
        seen = [each for each in stretches if each.last - each.first > _LEAST_WORDS][: self._encoded]
        texts = [words.text[words.start[0] : words.end[-1]], *(each.text for each in seen)]
        fresh = [text for text in dict.fromkeys(texts) if text not in self._vectors]
        self._left -= len(fresh)
        if self._left < 0:
            return []
        if fresh:
            self._vectors.update(zip(fresh, self._encode(fresh), strict=True))
        own = self._vectors[texts[0]]
        rows = [(each, round(float(own @ self._vectors[text]), 3)) for each, text in zip(seen, texts[1:], strict=True)]
        return sorted(rows, key=lambda row: (-row[1], *_order(row[0])))

    def _stretches(self, words: Words, asked: Asked) -> list[_Stretch]:
        """The stretches that share the rarest words, best first."""
        weights = np.zeros(len(self._number), dtype=np.float64)
        for norm in _telling(words):
            weights[self._number[norm]] = rarity(norm)
        total = float(weights.sum())
        rare = weights * (self._counts <= _COMMON)
        if not total:
            return []
        mine = (rare if rare.any() else weights)[self._words] > 0
        places, ids = self._places[mine], self._words[mine]
        if not len(places):
            return []
        width = max(24, 2 * len(words))
        records = self._index.record_at(places)
        best: dict[tuple[int, int, int], _Stretch] = {}
        for shift in (0, width // 2):
            for here, there in _heaviest(records, (places + shift) // width, ids, weights):
                number = int(records[here])
                record = self._index.records[number]
                local = places[here:there] - int(self._index.offsets[number])
                stretch = _sentences(record, local, ids[here:there], weights, total, len(words))
                best[number, stretch.first, stretch.last] = stretch
        ranked = sorted(best, key=lambda key: (-round(1000 * best[key].share * self._trust(best[key], asked)), *_order(best[key])))
        told: dict[str, _Stretch] = {}
        for key in ranked:
            told.setdefault(best[key].text, best[key])
        return list(told.values())[:_LOOKED_AT]

    def _trust(self, stretch: _Stretch, asked: Asked) -> float:
        """What the speaker of a stretch adds to its likeness: the right one some, another takes some away."""
        match = same_person(stretch.record.turns[int(stretch.record.turn_of[stretch.first])].speaker, asked.speaker)
        return 1.15 if match else 1.0 if match is None else 0.9


def _telling(words: Words) -> list[str]:
    """The words of content, once each, the rarest if there are many."""
    norms = [norm for norm in dict.fromkeys(words.norm) if norm not in FUNCTION]
    return norms if len(norms) <= _MOST_ASKED else sorted(norms, key=lambda norm: (-rarity(norm), norm))[:_MOST_ASKED]


def _has_sense(words: Words) -> bool:
    return sum(norm not in FUNCTION for norm in words.norm) >= _LEAST_WORDS


def _hits(index: RecordIndex, asked: NDArray[np.uint64], published: str | None) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Where the words asked for stand in the records that are no later than the draft: places, and numbers of the words."""
    if not len(asked):
        return np.empty(0, np.int64), np.empty(0, np.int64)
    order = np.argsort(asked)
    sorted_asked = asked[order]
    table = np.zeros(1 << 16, dtype=bool)
    table[asked & np.uint64(0xFFFF)] = True
    places, ids = [], []
    passed = index.later_than(published) | index.twins
    for number, record in enumerate(index.records):
        if number in passed:
            continue
        maybe = np.flatnonzero(table[record.hashes & np.uint64(0xFFFF)])
        at = np.searchsorted(sorted_asked, record.hashes[maybe])
        at[at == len(asked)] = 0
        equal = sorted_asked[at] == record.hashes[maybe]
        places.append(maybe[equal].astype(np.int64) + int(index.offsets[number]))
        ids.append(order[at[equal]])
    return (np.concatenate(places), np.concatenate(ids)) if places else (np.empty(0, np.int64), np.empty(0, np.int64))


def _heaviest(
    records: NDArray[np.int64], bins: NDArray[np.int64], ids: NDArray[np.int64], weights: NDArray[np.float64]
) -> list[tuple[int, int]]:
    """The runs ``[here, there)`` of hits, each in one bin of one record, with the greatest weight of different words."""
    is_new = np.r_[True, (records[1:] != records[:-1]) | (bins[1:] != bins[:-1])]
    starts, group = np.flatnonzero(is_new), np.cumsum(is_new) - 1
    keys = np.unique(group * len(weights) + ids)
    sums = np.bincount(keys // len(weights), weights=weights[keys % len(weights)], minlength=len(starts))
    chosen = np.argsort(-sums, kind="stable")[: 2 * _LOOKED_AT]
    ends = np.r_[starts[1:], len(records)]
    return [(int(starts[k]), int(ends[k])) for k in chosen.tolist()]


def _sentences(
    record: RecordWords, places: NDArray[np.int64], ids: NDArray[np.int64], weights: NDArray[np.float64], total: float, size: int
) -> _Stretch:
    """The sentence around the places that holds most of the weight, with its neighbours while they hold some and there is room."""
    same = record.turn_of[places] == record.turn_of[places[0]]
    places, ids = places[same], ids[same]
    low, high = sentence_bounds(record, int(places[0]), int(places[-1]))
    edges = np.r_[low, low + 1 + np.flatnonzero(record.flags[low + 1 : high] & STOP), high]
    lines = np.searchsorted(edges, places, side="right") - 1
    held: list[dict[int, float]] = [{} for _ in edges[1:]]
    for at, number in zip(lines.tolist(), ids.tolist(), strict=True):
        held[at][number] = float(weights[number])
    first = last = max(range(len(held)), key=lambda k: (sum(held[k].values()), -k))
    told = dict(held[first])
    while True:
        sides = [k for k in (first - 1, last + 1) if 0 <= k < len(held) and held[k].keys() - told.keys()]
        sides = [k for k in sides if edges[max(last, k) + 1] - edges[min(first, k)] <= max(2 * size, 12)]
        if not sides:
            break
        best = max(sides, key=lambda k: (sum(weight for number, weight in held[k].items() if number not in told), -k))
        told.update(held[best])
        first, last = min(first, best), max(last, best)
    return _Stretch(record, int(edges[first]), int(edges[last + 1]), sum(told.values()) / total)


def sentence_bounds(record: RecordWords, first: int, last: int) -> tuple[int, int]:
    """Where the sentence of one word of a record begins and that of another, in the same turn, ends: words ``[begin, end)``."""
    before, after = max(0, first - _LONGEST), min(len(record.hashes), last + 1 + _LONGEST)
    turn = int(record.turn_of[first])
    back = np.flatnonzero((record.flags[before : first + 1] & STOP) != 0)
    begin = before + int(back[-1]) if len(back) else before
    begin = max(begin, before + int(np.searchsorted(record.turn_of[before : first + 1], turn, side="left")))
    ahead = np.flatnonzero((record.flags[last + 1 : after] & STOP) != 0)
    end = last + 1 + int(ahead[0]) if len(ahead) else after
    return begin, min(end, last + 1 + int(np.searchsorted(record.turn_of[last + 1 : after], turn, side="right")))


def _is_empty(stretch: _Stretch) -> bool:
    return stretch.last <= stretch.first


def _order(stretch: _Stretch) -> tuple[str, str, int]:
    return stretch.record.day or "9999", stretch.record.transcript.path, stretch.first


def _whole(found: Found) -> Candidate:
    """A passage that came near in words, grown to whole sentences: a few words in a row tell a reader little."""
    record, candidate = found.record, found.candidate
    first = min(int(np.searchsorted(record.ends, candidate.start, side="right")), len(record.hashes) - 1)
    last = max(first, int(np.searchsorted(record.starts, candidate.end, side="left")) - 1)
    start = min(candidate.start, int(record.starts[sentence_bounds(record, first, first)[0]]))
    end = max(candidate.end, int(record.ends[sentence_bounds(record, last, last)[1] - 1]))
    candidate = msgspec.structs.replace(candidate, start=start, end=end, text=record.transcript.text[start:end], near="words")
    return with_context(candidate, record)


def _in_sense(stretch: _Stretch, cosine: float, asked: Asked) -> Candidate:
    passage = msgspec.structs.asdict(_passage(stretch, cosine, asked))
    return Candidate(**passage, near="sense", witness_class="paraphrase")


def _passage(stretch: _Stretch, likeness: float, asked: Asked) -> RecordPassage:
    record = stretch.record
    turn = record.turns[int(record.turn_of[stretch.first])]
    passage = RecordPassage(
        record=record.transcript.path, record_id=record.transcript.record_id, fidelity=record.transcript.fidelity, date=record.day,
        speaker=turn.speaker,
        speaker_match=same_person(turn.speaker, asked.speaker), occasion_match=same_day(record.day, asked.said),
        start=stretch.span.start, end=stretch.span.end, text=stretch.text, time=turn.time, likeness=max(0.0, round(likeness, 3)),
    )  # fmt: skip
    return with_context(passage, record)


def _overlap(left: RecordPassage, right: RecordPassage) -> bool:
    return left.text == right.text or (left.record == right.record and left.start < right.end and right.start < left.end)
