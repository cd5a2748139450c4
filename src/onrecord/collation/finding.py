"""The passages of records that come nearest to the words of a quotation, best first.

The places come from an index of three words in a row; the best few are aligned in full. Words count most; then whether the speaker
is the same, and how near the day is.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from functools import lru_cache
from typing import Final, NamedTuple

import numpy as np
from numpy.typing import NDArray
from wordfreq import zipf_frequency

from onrecord.collation.align import Alignment, Block, align, chain, weigh
from onrecord.collation.classes import Comparison, describe
from onrecord.collation.index import GRAM, RecordIndex, RecordWords, day_of, hash_words, is_late, words_of
from onrecord.collation.names import same_person
from onrecord.collation.regions import find_regions
from onrecord.collation.tokens import BRACKETED, ELLIPSIS, PART, STOP, Words
from onrecord.records import Candidate, Flag, Span

_TRIED: Final = 10  # records whose best place is aligned in full
_TOO_FEW: Final = 3  # the same where too few words are shared for a source
_MARGIN: Final = 12  # words beside what the anchors show
_LEAST: Final = 450  # per thousand of the quotation's words that a passage must hold
_MUCH: Final = 20.0  # information (see `_information`) from which half of a quotation is enough to know its source
_SHARE: Final = 0.55  # of the quotation's information that the passage must then hold
_SHARE_SHORT: Final = 0.72  # the same of a quotation that says less
_SHARE_OTHER: Final = 0.85  # the same where the record gives the words to another speaker, or where they are few and common
FAINT: Final = 3.0  # information below which nothing is a source: one common word
_WEAK: Final = 7.0  # information below which the words of the right speaker prove nothing by themselves
_WEAK_OTHER: Final = 12.0  # the same where the speaker is another or not known
_NEAR_DAYS: Final = 14
_OTHERS: Final = 60  # words of other speakers that a passage may reach over


class Asked(NamedTuple):
    """What is known of a quotation beside its words: speaker, day stated, day of the draft, and flags given from outside."""

    speaker: str | None = None
    said: str | None = None
    published: str | None = None
    given: tuple[Flag, ...] = ()


class Found(NamedTuple):
    """A passage of a record for a quotation: how it compares, whether it is near enough to be its source, and of what it is made.

    ``is_late`` where the record is of a later day than the draft: then it supports nothing, whatever its words. ``information`` is
    that of the equal words.
    """

    candidate: Candidate
    comparison: Comparison
    rank: int
    is_near: bool
    is_late: bool
    information: float
    record: RecordWords

    @property
    def is_support(self) -> bool:
        """True when the passage may be the source of the quotation."""
        return self.is_near and not self.is_late


def find_passages(words: Words, index: RecordIndex, asked: Asked) -> list[Found]:
    """The passages of the records that come nearest to the words, best first: at most ten, each of another record or speaker.

    A record of a day after that of the draft never supports a quotation; it may be among the passages.
    """
    if all(flag & BRACKETED for flag in words.flags):
        return []
    found = [compare_place(words, record, ranges, asked) for record, ranges in _places(words, index, asked)]
    return sorted(found, key=lambda f: (not f.is_support, -f.rank, f.candidate.date or "9999", f.candidate.record, f.candidate.start))


def _places(words: Words, index: RecordIndex, asked: Asked) -> list[tuple[RecordWords, list[tuple[int, int]]]]:
    """The likeliest places: records, and in each the ranges of words (of one speaker) to compare with."""
    places, ats, weights = index.hits(words.norm)
    if not len(places):
        return []
    width = max(24, 2 * len(words))
    order = np.lexsort((ats, places))
    places, ats, weights = places[order], ats[order], weights[order]
    records = index.record_at(places)
    full = _sum_by_key(np.zeros(len(ats), dtype=np.int64), ats, weights).get(0, 1.0) or 1.0
    scores: dict[int, float] = {}
    for shift in (0, width // 2):
        bins = (places + shift) // width
        for number, score in _best_by_record(records, bins, ats, weights).items():
            scores[number] = max(score, scores.get(number, 0.0))
    ranked = sorted(scores, key=lambda number: (-_promise(index, number, scores[number] / full, asked), number))[:_TRIED]
    found = []
    for number in ranked:
        mine = records == number
        base = int(index.offsets[number])
        for weight, ranges in _ranges(words, index.records[number], places[mine] - base, ats[mine], asked.speaker):
            found.append((weight, index.records[number], ranges))
    found.sort(key=lambda entry: -entry[0])
    most = found[0][0] if found else 0
    if most * 10 < 3 * sum(map(weigh, words.norm)):
        found = found[:_TOO_FEW]  # too little for a source; what comes nearest is all that is asked
    return [(record, ranges) for weight, record, ranges in found if weight * 10 >= most * 6]


def _sum_by_key(keys: NDArray[np.int64], ats: NDArray[np.int64], weights: NDArray[np.float64]) -> dict[int, float]:
    """For each key, the sum of the weights of its different words."""
    pairs = keys * 65_536 + ats
    _, first = np.unique(pairs, return_index=True)
    totals: dict[int, float] = {}
    for key, weight in zip(keys[first].tolist(), weights[first].tolist(), strict=True):
        totals[key] = totals.get(key, 0.0) + weight
    return totals


def _best_by_record(
    records: NDArray[np.int64], bins: NDArray[np.int64], ats: NDArray[np.int64], weights: NDArray[np.float64]
) -> dict[int, float]:
    """For each record, the weight of the different words of its best stretch."""
    _, keys = np.unique(np.stack((records, bins)), axis=1, return_inverse=True)
    keys = keys.reshape(-1).astype(np.int64)
    pairs = keys * 65_536 + ats
    _, first = np.unique(pairs, return_index=True)
    totals = np.bincount(keys[first], weights=weights[first])
    owner = np.zeros(len(totals), dtype=np.int64)
    owner[keys] = records
    best: dict[int, float] = {}
    for number, total in zip(owner.tolist(), totals.tolist(), strict=True):
        best[number] = max(total, best.get(number, 0.0))
    return best


def _promise(index: RecordIndex, number: int, share: float, asked: Asked) -> int:
    """How likely a record is to hold the quotation, before anything is aligned; in hundredths, as an integer."""
    score = round(100 * share)
    if number in index.of_speaker(asked.speaker):
        score += 8
    return score + _nearness(index.day(number), asked.published) // 4


def _nearness(day: str | None, published: str | None) -> int:
    """0 to 40 by how few days a record is older than the draft; -40 when it is of a later day."""
    one, two = day_of(day), day_of(published)
    if one is None or two is None:
        return 0
    days = (two - one).days
    if days < 0:
        return -40
    return max(0, 40 - round(8 * math.log2(1 + days)))


def _ranges(
    words: Words, record: RecordWords, places: NDArray[np.int64], ats: NDArray[np.int64], speaker: str | None
) -> list[tuple[int, list[tuple[int, int]]]]:
    """For the two most promising speakers of a record, the weight of the best chain of anchors, and the ranges of words around it."""
    names = [turn.speaker for turn in record.turns]
    by_speaker: dict[str | None, list[tuple[int, int]]] = {}
    turns = record.turn_of[places].tolist()
    for place, at, turn in zip(places.tolist(), ats.tolist(), turns, strict=True):
        by_speaker.setdefault(names[turn], []).append((place, at))
    parts = [j for j in range(1, len(words)) if words.flags[j] & (ELLIPSIS | PART)]
    found = []
    asked = hash_words(words.norm)
    for name in by_speaker:
        blocks = _blocks(words, record, asked, by_speaker[name])
        path = chain(blocks, parts)
        if path:
            found.append((sum(block.weight for block in path), same_person(name, speaker) is True, name or "", path, name))
    found.sort(key=lambda entry: (-entry[0] - 50 * entry[1], entry[2]))
    return [(weight, _widen(words, record, path, name)) for weight, _, _, path, name in found[:2]]


def _blocks(words: Words, record: RecordWords, asked: NDArray[np.uint64], hits: list[tuple[int, int]]) -> list[Block]:
    """Runs of equal words in one speaker's turns, from the places of three words."""
    reached: dict[int, int] = {}
    found = []
    size, length = min(GRAM, len(words)), len(record.hashes)
    for place, at in sorted(hits):
        diagonal = place - at
        if reached.get(diagonal, -1) > place:
            continue
        run = size
        while place + run < length and at + run < len(asked) and record.hashes[place + run] == asked[at + run]:
            run += 1
        reached[diagonal] = place + run
        found.append(Block(place, at, run, sum(weigh(norm) for norm in words.norm[at : at + run])))
    return found


def _widen(words: Words, record: RecordWords, path: Sequence[Block], name: str | None) -> list[tuple[int, int]]:
    """The ranges of one speaker's words from before the first anchor to after the last, wide enough for what the anchors leave open."""
    first, last = path[0], path[-1]
    low = _reach(record, first.base, -1, 2 * first.witness + _MARGIN, name)
    high = _reach(record, last.base + last.size - 1, 1, 2 * (len(words) - last.witness - last.size) + _MARGIN, name) + 1
    for _ in range(30):  # back to where a sentence begins, so that fragments and clipped conditions are seen
        if low == 0 or record.flags[low] & STOP or record.turn_of[low] != record.turn_of[low - 1]:
            break
        low -= 1
    ranges = []
    here = low
    while here < high:
        turn = int(record.turn_of[here])
        end = here + int(np.searchsorted(record.turn_of[here:high], turn, side="right"))
        if record.turns[turn].speaker == name:
            ranges.append((here, end))
        here = end
    return ranges


def _reach(record: RecordWords, start: int, step: int, room: int, name: str | None) -> int:
    """The word so many of the speaker's own words away from `start`, or the last before another speaks at length."""
    end = max(0, start - room - 2 * _OTHERS) if step < 0 else min(len(record.hashes) - 1, start + room + 2 * _OTHERS)
    reached, skipped, turns = start, 0, record.turn_of[min(start, end) : max(start, end) + 1].tolist()
    for turn in turns[::-1][1:] if step < 0 else turns[1:]:
        if room == 0 or skipped > _OTHERS:
            break
        if record.turns[turn].speaker == name:
            reached, room = reached + step * (1 + skipped), room - 1
            skipped = 0
        else:
            skipped += 1
    return reached


def compare_place(words: Words, record: RecordWords, ranges: Sequence[tuple[int, int]], asked: Asked) -> Found:
    """The words against the ranges of words of a record, compared in full."""
    base = words_of(record, ranges)
    alignment = align(base, words)
    regions = find_regions(base, words, alignment, is_translated="translated" in asked.given)
    comparison = describe(base, words, alignment, regions, asked.given)
    transcript = record.transcript
    covers = comparison.covers or Span(base.start[0], base.start[0])
    turn = record.turns[int(record.turn_of[ranges[0][0]])]
    for first, last in ranges:
        if int(record.starts[first]) <= covers.start < int(record.ends[last - 1]):
            turn = record.turns[int(record.turn_of[first])]
    speaker_match = same_person(turn.speaker, asked.speaker)
    occasion_match = same_day(record.day, asked.said)
    evidence = _information(base, words, alignment, record.day, asked.published)
    late = is_late(record.day, asked.published)
    rank = comparison.likeness // 2 + comparison.containment // 2 + _nearness(record.day, asked.published)
    rank += {True: 40, False: -120, None: 0}[speaker_match] + {True: 30, False: -60, None: 0}[occasion_match]
    return Found(
        candidate=Candidate(
            record=transcript.path,
            record_id=transcript.record_id,
            fidelity=transcript.fidelity,
            date=record.day,
            speaker=turn.speaker,
            speaker_match=speaker_match,
            occasion_match=False if late else occasion_match,
            start=covers.start,
            end=covers.end,
            text=covers.of(transcript.text),
            time=turn.time,
            likeness=comparison.likeness / 1000,
            witness_class=comparison.witness_class,
            regions=comparison.regions,
        ),
        comparison=comparison,
        rank=rank,
        is_near=_supports(comparison, evidence, speaker_match, occasion_match),
        is_late=late,
        information=evidence.information,
        record=record,
    )


class Evidence(NamedTuple):
    """What the equal words of a passage say: their information, its share of the quotation's, and the day of record and draft."""

    information: float
    share: float
    day: str | None
    published: str | None


def _supports(comparison: Comparison, evidence: Evidence, speaker_match: bool | None, occasion_match: bool | None) -> bool:
    """True when the passage holds enough of the quotation to be its source; few common words need the speaker and the day as well."""
    if comparison.covers is None or comparison.containment < _LEAST or evidence.information < FAINT:
        return False
    if speaker_match is False:
        is_long = evidence.information >= _MUCH
        return evidence.information >= _WEAK_OTHER and evidence.share >= (_SHARE_SHORT if is_long else _SHARE_OTHER)
    if evidence.share < (_SHARE if evidence.information >= _MUCH else _SHARE_SHORT):
        return False
    if evidence.information < (_WEAK if speaker_match else _WEAK_OTHER):
        one, two = day_of(evidence.day), day_of(evidence.published)
        is_near = one is not None and two is not None and 0 <= (two - one).days <= _NEAR_DAYS
        return (
            evidence.share >= _SHARE_OTHER and speaker_match is True and occasion_match is not False and (is_near or occasion_match is True)
        )
    return True


def same_day(day: str | None, said: str | None) -> bool | None:
    """Whether a record is of the day (month, year) that the draft states; None when the draft or the record does not say."""
    if not day or not said or "W" in said:
        return None
    size = min(len(day[:10]), len(said[:10]))
    return day[:size] == said[:size]


def _information(base: Words, words: Words, alignment: Alignment, day: str | None, published: str | None) -> Evidence:
    """The information of the equal words: for each, eight less its Zipf frequency (1 for a common word, 5 for a rare one)."""
    equal = sum(rarity(words.norm[j]) for i, j in alignment.columns if i >= 0 and j >= 0 and base.norm[i] == words.norm[j])
    every = sum(rarity(norm) for norm, flag in zip(words.norm, words.flags, strict=True) if not flag & BRACKETED)
    return Evidence(equal, equal / every if every else 0.0, day, published)


@lru_cache(maxsize=50_000)
def rarity(norm: str) -> float:
    if norm[0] == "#":
        return 2.5
    return max(0.0, 8.0 - min(zipf_frequency(word, "en", wordlist="small") or 2.0 for word in norm.split()))
