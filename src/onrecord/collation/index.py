"""Records read once: every three words in a row can be looked up, so that a quotation is not searched for from end to end.

Word hashes come from the words themselves (BLAKE2b), not from a vocabulary, so that the arrays of a record can be kept and put together
with those of others in any order.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from hashlib import blake2b
from typing import Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from onrecord.collation.names import same_person
from onrecord.collation.tokens import PART, STOP, TURN, Words, tokenize
from onrecord.records import Span, Transcript, Turn
from onrecord.text import fold

GRAM: Final = 3
_SHORT_TURN: Final = 4  # words; an interjection of no more than this does not part what stands on both sides of it
_MOST_HITS: Final = 4_000  # places of one n-gram that are looked at


@dataclass(frozen=True, eq=False)
class RecordWords:
    """The words of one record as arrays: hash, place, flags and number of the turn of each."""

    transcript: Transcript
    turns: tuple[Turn, ...]
    hashes: NDArray[np.uint64]
    starts: NDArray[np.uint32]
    ends: NDArray[np.uint32]
    flags: NDArray[np.uint16]
    turn_of: NDArray[np.uint32]

    @property
    def day(self) -> str | None:
        """The day of what is recorded, maybe partial."""
        return self.transcript.event_date or self.transcript.date


@lru_cache(maxsize=1_000_000)
def _hash(norm: str) -> int:
    return int.from_bytes(blake2b(norm.encode("utf-8", "surrogatepass"), digest_size=8).digest(), "little")


def read_record(transcript: Transcript) -> RecordWords:
    """The words of a transcript, turn by turn (the whole text is one turn where it has none)."""
    turns = turns_of(transcript)
    hashes: list[int] = []
    starts: list[int] = []
    ends: list[int] = []
    flags: list[int] = []
    turn_of: list[int] = []
    for number, turn in enumerate(turns):
        words = tokenize(transcript.text, [turn.span])
        hashes += map(_hash, words.norm)
        starts += words.start
        ends += words.end
        flags += words.flags
        turn_of += [number] * len(words)
    return RecordWords(
        transcript=transcript,
        turns=turns,
        hashes=np.array(hashes, dtype=np.uint64),
        starts=np.array(starts, dtype=np.uint32),
        ends=np.array(ends, dtype=np.uint32),
        flags=np.array([flag & 0xFFFF for flag in flags], dtype=np.uint16),
        turn_of=np.array(turn_of, dtype=np.uint32),
    )


def day_of(value: str | None) -> date | None:
    """The day that an ISO date gives, or None when it is partial or missing."""
    try:
        return date.fromisoformat(value[:10]) if value and len(value) >= 10 else None
    except ValueError:
        return None


def is_late(day: str | None, published: str | None) -> bool:
    """True when a record is of a later day than the draft: what it holds had not been said.

    >>> is_late("2024-03-06", "2024-03-05"), is_late("2024-03", "2024-03-05"), is_late(None, "2024-03-05")
    (True, False, False)
    """
    one, two = day_of(day), day_of(published)
    return one is not None and two is not None and one > two


def with_transcript(record: RecordWords, transcript: Transcript) -> RecordWords:
    """The words of a record under another description of it: path, fidelity, date; the text and its turns are the same."""
    return dataclasses.replace(record, transcript=transcript)


def turns_of(transcript: Transcript) -> tuple[Turn, ...]:
    """The turns of a transcript; all of it is one where it has none."""
    speaker = transcript.speakers[0] if len(transcript.speakers) == 1 else None
    return transcript.turns or (Turn(speaker=speaker, span=Span(0, len(transcript.text))),)


def hash_words(norms: Sequence[str]) -> NDArray[np.uint64]:
    """The hashes of normal forms."""
    return np.array([_hash(norm) for norm in norms], dtype=np.uint64)


def hash_grams(hashes: NDArray[np.uint64]) -> NDArray[np.uint64]:
    """The hashes of every three words in a row."""
    if len(hashes) < GRAM:
        return np.empty(0, dtype=np.uint64)
    with np.errstate(over="ignore"):
        first = hashes[:-2] * np.uint64(0x9E3779B97F4A7C15)
        second = hashes[1:-1] * np.uint64(0xC2B2AE3D27D4EB4F)
        third = hashes[2:] * np.uint64(0x165667B19E3779F9)
        mixed: NDArray[np.uint64] = (
            first ^ (second >> np.uint64(7)) ^ (third >> np.uint64(17)) ^ (second << np.uint64(13)) ^ (third << np.uint64(29))
        )
    return mixed


class Grams(NamedTuple):
    """Every three words in a row of some records: hashes in order, and the place of each, counted over these records."""

    hashes: NDArray[np.uint64]
    places: NDArray[np.uint32]


def sort_grams(records: Sequence[RecordWords]) -> Grams:
    """The grams of records, in order."""
    every = np.concatenate([hash_grams(record.hashes) for record in records]) if records else np.empty(0, dtype=np.uint64)
    order = np.argsort(every, kind="stable")
    where = np.empty(len(every), dtype=np.uint32)
    here = place = 0
    for record in records:
        size = max(0, len(record.hashes) - GRAM + 1)
        where[here : here + size] = np.arange(place, place + size, dtype=np.uint32)
        here, place = here + size, place + len(record.hashes)
    where = where[order]
    every = every[order]
    return Grams(every, where)


class RecordIndex:
    """Records to check against; built once, read by any number of checks.

    `parts` are records in order, each with its grams: what was kept from before, and what is new. They stand in the order of the path of
    the first record of each. A text that is held twice counts once.
    """

    def __init__(self, parts: Iterable[tuple[Sequence[RecordWords], Grams]]) -> None:
        held = sorted((part for part in parts if part[0]), key=lambda part: _place_of(part[0][0]))
        self.records: tuple[RecordWords, ...] = tuple(record for records, _ in held for record in records)
        self.offsets = np.cumsum([0, *(len(record.hashes) for record in self.records)])
        self._tables: list[tuple[int, Grams]] = []
        number = 0
        for records, grams in held:
            self._tables.append((int(self.offsets[number]), grams))
            number += len(records)
        self.twins = _twins(self.records)
        self._names = [_speakers(record) for record in self.records]
        # what was asked before; a draft asks for the same few names and days again and again
        self._of_speaker: dict[str, frozenset[int]] = {}
        self._later_than: dict[str | None, frozenset[int]] = {}

    @classmethod
    def of(cls, transcripts: Iterable[Transcript]) -> RecordIndex:
        """The index of transcripts."""
        return cls.of_words(map(read_record, transcripts))

    @classmethod
    def of_words(cls, records: Iterable[RecordWords]) -> RecordIndex:
        """The index of records that are read."""
        ordered = sorted(records, key=_place_of)
        return cls([(ordered, sort_grams(ordered))])

    def __len__(self) -> int:
        """How many different records are held."""
        return len(self.records) - len(self.twins)

    def of_speaker(self, name: str | None) -> frozenset[int]:
        """The numbers of the records in which somebody speaks whose name may be this one's."""
        if name is None:
            return frozenset()
        if name not in self._of_speaker:
            own = frozenset(each for each in frozenset().union(*self._names) if same_person(name, each))
            found = frozenset(number for number, names in enumerate(self._names) if not own.isdisjoint(names))
            self._of_speaker[name] = found - self.twins
        return self._of_speaker[name]

    def later_than(self, published: str | None) -> frozenset[int]:
        """The numbers of the records that are of a later day than a draft of this day."""
        if published not in self._later_than:
            late = frozenset(number for number, record in enumerate(self.records) if is_late(record.day, published))
            self._later_than[published] = late - self.twins
        return self._later_than[published]

    def day(self, record: int) -> str | None:
        """The day of what a record holds, maybe partial."""
        return self.records[record].day

    def hits(self, norms: Sequence[str]) -> tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.float64]]:
        """Where three words in a row of a quotation stand in the records: places, words of the quotation, and weights (rare counts more).

        Of a quotation of one or two words, the places of those words.
        """
        hashes = hash_words(norms)
        if len(hashes) < GRAM:
            return self._scan(hashes)
        grams = hash_grams(hashes)
        ranges = [
            (offset, table, np.searchsorted(table.hashes, grams, side="left"), np.searchsorted(table.hashes, grams, side="right"))
            for offset, table in self._tables
        ]
        counts = sum((high - low for _, _, low, high in ranges), np.zeros(len(grams), dtype=np.int64))
        few = counts[(counts > 0) & (counts <= _MOST_HITS)]
        most = _MOST_HITS if len(few) else max(int(counts.max()), 1)
        places, ats, weights = [], [], []
        for at in np.flatnonzero((counts > 0) & (counts <= most)).tolist():
            count = int(counts[at])
            places += [table.places[low[at] : high[at]].astype(np.int64) + offset for offset, table, low, high in ranges]
            ats.append(np.full(count, at, dtype=np.int64))
            weights.append(np.full(count, 1.0 / (1.0 + np.log2(count)), dtype=np.float64))
        if not ats:
            return np.empty(0, np.int64), np.empty(0, np.int64), np.empty(0, np.float64)
        return self._once(np.concatenate(places), np.concatenate(ats), np.concatenate(weights))

    def _once(
        self, places: NDArray[np.int64], ats: NDArray[np.int64], weights: NDArray[np.float64]
    ) -> tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.float64]]:
        """The hits without those in records that are held twice."""
        if not self.twins:
            return places, ats, weights
        kept = ~np.isin(self.record_at(places), sorted(self.twins))
        return places[kept], ats[kept], weights[kept]

    def _scan(self, hashes: NDArray[np.uint64]) -> tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.float64]]:
        found: list[int] = []
        for number, record in enumerate(self.records):
            if not len(hashes) or len(record.hashes) < len(hashes) or number in self.twins:
                continue
            equal = record.hashes[: len(record.hashes) - len(hashes) + 1] == hashes[0]
            for step in range(1, len(hashes)):
                equal &= record.hashes[step : len(record.hashes) - len(hashes) + 1 + step] == hashes[step]
            found += [int(self.offsets[number]) + int(place) for place in np.flatnonzero(equal)[:200]]
        places = np.array(found, dtype=np.int64)
        return places, np.zeros(len(places), dtype=np.int64), np.ones(len(places), dtype=np.float64)

    def record_at(self, places: NDArray[np.int64]) -> NDArray[np.int64]:
        """The numbers of the records that hold the places."""
        found: NDArray[np.int64] = np.searchsorted(self.offsets, places, side="right").astype(np.int64) - 1
        return found


def _twins(records: Sequence[RecordWords]) -> frozenset[int]:
    """The numbers of records whose text another of the same day has, too, or of which only the other tells the day.

    Of several, the one that tells its fidelity counts, then the first by path.
    """
    best: dict[str, dict[str | None, tuple[bool, tuple[str, str], int]]] = {}
    for number, record in enumerate(records):
        row = (record.transcript.fidelity is None, _place_of(record), number)
        days = best.setdefault(record.transcript.text, {})
        days[record.day] = min(row, days.get(record.day, row))
    kept = {row[-1] for days in best.values() for day, row in days.items() if day is not None or len(days) == 1}
    return frozenset(range(len(records))) - kept


def _place_of(record: RecordWords) -> tuple[str, str]:
    return record.transcript.path, record.transcript.record_id


def _speakers(record: RecordWords) -> frozenset[str]:
    return frozenset(fold(turn.speaker) for turn in record.turns if turn.speaker) | frozenset(
        fold(name) for name in record.transcript.speakers
    )


def words_of(record: RecordWords, ranges: Sequence[tuple[int, int]]) -> Words:
    """The words of a record at the ranges of word numbers, as one text; a range that begins after somebody else spoke has ``TURN``."""
    text = record.transcript.text
    spans = [Span(int(record.starts[first]), int(record.ends[last - 1])) for first, last in ranges]
    words = tokenize(text, spans)
    at = 0
    for number, (first, _) in enumerate(ranges):
        while at < len(words) and words.start[at] < spans[number].start:
            at += 1
        if at < len(words):
            words.flags[at] &= ~PART
            if number and first - ranges[number - 1][1] > _SHORT_TURN:
                words.flags[at] |= TURN
            elif number or int(record.flags[first]) & STOP:
                words.flags[at] |= STOP
    after = int(ranges[-1][1]) if ranges else 0
    same_turn = 0 < after < len(record.turn_of) and record.turn_of[after] == record.turn_of[after - 1]
    words.final = int(record.flags[after]) if same_turn else STOP
    return words
