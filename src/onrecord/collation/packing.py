"""Records with their words as bytes, to be kept in a file and read again without being read word by word.

First the head (what it is, where the table lies, how long it is, and its digest), then the sections (texts, the lines of words, the
grams), last the table (MessagePack: what the records are, and the size and sum of each section). Each section begins at a multiple of 64,
so that the lines can be used where they lie, in a file that is mapped into memory. What does not add up is taken for no index at all.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from hashlib import blake2b
from typing import BinaryIO, Final, NamedTuple

import msgspec
import numpy as np
from numpy.typing import NDArray

from onrecord.collation.index import Grams, RecordWords, turns_of
from onrecord.records import Transcript

MAGIC: Final = b"onrecord words 3"
_ALIGNED: Final = 64
_HEAD: Final = _ALIGNED  # the magic, eight bytes of place, eight of length, sixteen of digest
_BLOCK: Final = 1 << 23
_KINDS: Final = ("<u8", "<u4", "<u4", "<u2", "<u4")


class Packed(NamedTuple):
    """What `unpack` gives back: what was said about it all, the records in order, their grams."""

    about: bytes
    records: tuple[RecordWords, ...]
    grams: Grams


def pack(records: Sequence[RecordWords], grams: Grams, about: bytes, stream: BinaryIO) -> None:
    """Write records, in order, with their grams, to a stream that can be read and sought; `about` is kept with them.

    One record after the other, so that what is written takes no memory beside what is held.
    """
    sizes: list[int] = []
    stream.write(b"\0" * _HEAD)
    texts = 0
    rows = []
    for record in records:
        text = record.transcript.text.encode("utf-8", "surrogatepass")
        rows.append((msgspec.structs.replace(record.transcript, text=""), len(text), len(record.hashes)))
        texts += stream.write(text)
    sizes.append(texts + stream.write(b"\0" * (-texts % _ALIGNED)))
    for number, kind in enumerate(_KINDS):
        sizes.append(_write(stream, (_lines(record)[number].astype(kind, copy=False) for record in records)))
    sizes.append(_write(stream, [grams.hashes.astype("<u8", copy=False)]))
    sizes.append(_write(stream, [grams.places.astype("<u4", copy=False)]))
    stream.seek(_HEAD)
    sections = [(size, _sum_read(stream, size)) for size in sizes]
    table = msgspec.msgpack.encode((about, rows, sections))
    place = stream.tell()
    stream.write(table)
    stream.seek(0)
    stream.write(MAGIC + place.to_bytes(8, "little") + len(table).to_bytes(8, "little") + blake2b(table, digest_size=16).digest())


def _write(stream: BinaryIO, lines: Iterable[NDArray[np.generic]]) -> int:
    """The bytes that a section of these lines takes."""
    size = sum(stream.write(np.ascontiguousarray(line).data) for line in lines)
    return size + stream.write(b"\0" * (-size % _ALIGNED))


def _sum_read(stream: BinaryIO, size: int) -> int:
    total = 0
    for here in range(0, size, _BLOCK):
        total += _sum(np.frombuffer(stream.read(min(_BLOCK, size - here)), dtype=np.uint8))
    return total % (1 << 64)


def unpack(data: NDArray[np.uint8]) -> Packed | None:
    """The records in bytes that `pack` made; None where they are damaged, or of another version of the program."""
    head = data[:_HEAD].tobytes()
    if len(head) < _HEAD or not head.startswith(MAGIC):
        return None
    place, size = (int.from_bytes(head[at : at + 8], "little") for at in (16, 24))
    table = data[place : place + size].tobytes()
    if len(table) != size or blake2b(table, digest_size=16).digest() != head[32:48]:
        return None
    try:
        about, rows, sizes = msgspec.msgpack.decode(table, type=tuple[bytes, list[tuple[Transcript, int, int]], list[tuple[int, int]]])
    except msgspec.MsgspecError:
        return None
    sections = []
    here = _HEAD
    for length, total in sizes:
        section = data[here : here + length]
        if len(section) != length or _sum(section) != total:
            return None
        sections.append(section)
        here += length
    texts, *lines = sections
    arrays = [line.view(kind) for line, kind in zip(lines, (*_KINDS, "<u8", "<u4"), strict=True)]
    whole = texts.tobytes()
    records = []
    text_at = word_at = 0
    for transcript, length, words in rows:
        read = msgspec.structs.replace(transcript, text=whole[text_at : text_at + length].decode("utf-8", "surrogatepass"))
        hashes, starts, ends, flags, turn_of = (array[word_at : word_at + words] for array in arrays[:5])
        records.append(RecordWords(read, turns_of(read), hashes, starts, ends, flags, turn_of))
        text_at, word_at = text_at + length, word_at + words
    grams = sum(max(0, words - 2) for _, _, words in rows)
    return Packed(about, tuple(records), Grams(arrays[5][:grams], arrays[6][:grams]))


def _lines(record: RecordWords) -> tuple[NDArray[np.generic], ...]:
    return record.hashes, record.starts, record.ends, record.flags, record.turn_of


def _sum(section: NDArray[np.uint8]) -> int:
    """A sum that a changed or missing byte changes: fast, for 200 megabytes are summed at each start."""
    return int(section.view("<u8").sum(dtype=np.uint64))
