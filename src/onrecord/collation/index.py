"""Records read once: every three words in a row can be looked up, so that a quotation is not searched for from end to end.

Word hashes come from the words themselves (BLAKE2b), not from a vocabulary, so that the arrays of a record can be kept and put together
with those of others in any order.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from hashlib import blake2b
from typing import Final

import msgspec
import numpy as np
from numpy.typing import NDArray

from onrecord.collation.names import same_person
from onrecord.collation.tokens import PART, STOP, TURN, Words, tokenize
from onrecord.records import Span, Transcript, Turn
from onrecord.text import fold

GRAM: Final = 3
FORMAT: Final = 1  # of packed records; a change of what a word is, of its normal form or of its hash asks for the next number
_KINDS: Final = ("<u8", "<u4", "<u4", "<u2", "<u4")
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
    turns = transcript.turns or (
        Turn(speaker=transcript.speakers[0] if len(transcript.speakers) == 1 else None, span=Span(0, len(transcript.text))),
    )
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


def pack_record(record: RecordWords) -> bytes:
    """The record with its words as bytes, to be kept and read again by `unpack_record`."""
    lines = (record.hashes, record.starts, record.ends, record.flags, record.turn_of)
    return msgspec.msgpack.encode((FORMAT, record.transcript, record.turns, [line.tobytes() for line in lines]))


def unpack_record(data: bytes) -> RecordWords | None:
    """The record that `pack_record` made bytes of; None when another version of the program did: it must be read again."""
    try:
        version, *_ = msgspec.msgpack.decode(data)
        if version != FORMAT:
            return None
        _, transcript, turns, lines = msgspec.msgpack.decode(data, type=tuple[int, Transcript, tuple[Turn, ...], list[bytes]])
        arrays = [np.frombuffer(line, dtype=kind) for line, kind in zip(lines, _KINDS, strict=True)]
    except (msgspec.DecodeError, ValueError, TypeError):
        return None
    hashes, starts, ends, flags, turn_of = arrays
    return RecordWords(transcript=transcript, turns=turns, hashes=hashes, starts=starts, ends=ends, flags=flags, turn_of=turn_of)


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


class RecordIndex:
    """Records to check against, in the order of their paths; built once, read by any number of checks."""

    def __init__(self, records: Iterable[RecordWords]) -> None:
        self.records: tuple[RecordWords, ...] = tuple(sorted(records, key=lambda r: (r.transcript.path, r.transcript.record_id)))
        self.offsets = np.cumsum([0, *(len(record.hashes) for record in self.records)])
        grams = [hash_grams(record.hashes) for record in self.records]
        places = [np.arange(offset, offset + len(own), dtype=np.uint32) for offset, own in zip(self.offsets, grams, strict=False)]
        every = np.concatenate(grams) if grams else np.empty(0, dtype=np.uint64)
        where = np.concatenate(places) if places else np.empty(0, dtype=np.uint32)
        order = np.argsort(every, kind="stable")
        self._grams = every[order]
        self._places = where[order]
        self._names = [_speakers(record) for record in self.records]
        self._of_speaker: dict[str, frozenset[int]] = {}  # what was asked before; a draft asks for the same few names again and again

    @classmethod
    def of(cls, transcripts: Iterable[Transcript]) -> RecordIndex:
        """The index of transcripts."""
        return cls(read_record(transcript) for transcript in transcripts)

    def __len__(self) -> int:
        return len(self.records)

    def of_speaker(self, name: str | None) -> frozenset[int]:
        """The numbers of the records in which somebody speaks whose name may be this one's."""
        if name is None:
            return frozenset()
        if name not in self._of_speaker:
            own = frozenset(each for each in frozenset().union(*self._names) if same_person(name, each))
            self._of_speaker[name] = frozenset(number for number, names in enumerate(self._names) if not own.isdisjoint(names))
        return self._of_speaker[name]

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
        low = np.searchsorted(self._grams, grams, side="left")
        high = np.searchsorted(self._grams, grams, side="right")
        counts = high - low
        most = _MOST_HITS if (counts <= _MOST_HITS).any() and (counts[counts <= _MOST_HITS] > 0).any() else max(int(counts.max()), 1)
        places, ats, weights = [], [], []
        for at in range(len(grams)):
            count = int(counts[at])
            if 0 < count <= most:
                places.append(self._places[low[at] : high[at]].astype(np.int64))
                ats.append(np.full(count, at, dtype=np.int64))
                weights.append(np.full(count, 1.0 / (1.0 + np.log2(count)), dtype=np.float64))
        if not places:
            return np.empty(0, np.int64), np.empty(0, np.int64), np.empty(0, np.float64)
        return np.concatenate(places), np.concatenate(ats), np.concatenate(weights)

    def _scan(self, hashes: NDArray[np.uint64]) -> tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.float64]]:
        found: list[int] = []
        for number, record in enumerate(self.records):
            if not len(hashes) or len(record.hashes) < len(hashes):
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
