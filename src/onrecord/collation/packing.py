"""Records with their words as bytes, to be kept in a file and read again without being read word by word.

After the head (what it is, how long the table is, and the table's digest) comes the table (MessagePack: what the records are, and the
size and sum of each section), then the sections: texts, the lines of words, the grams. Each begins at a multiple of 64, so that the lines
can be used where they lie, in a file that is mapped into memory. Whatever does not add up is taken for no index at all.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from hashlib import blake2b
from typing import Final, NamedTuple

import msgspec
import numpy as np
from numpy.typing import NDArray

from onrecord.collation.index import Grams, RecordWords, turns_of
from onrecord.records import Transcript

MAGIC: Final = b"onrecord words 1"
_HEAD: Final = 40  # the magic, eight bytes of length, sixteen of digest
_ALIGNED: Final = 64
_KINDS: Final = ("<u8", "<u4", "<u4", "<u2", "<u4")


class Packed(NamedTuple):
    """What `unpack` gives back: what was said about it all, the records in order, their grams."""

    about: bytes
    records: tuple[RecordWords, ...]
    grams: Grams


def pack(records: Sequence[RecordWords], grams: Grams, about: bytes) -> Iterator[bytes]:
    """The bytes of records, in order, with their grams; `about` is kept with them."""
    texts = [record.transcript.text.encode("utf-8", "surrogatepass") for record in records]
    rows = [
        (msgspec.structs.replace(record.transcript, text=""), len(text), len(record.hashes))
        for record, text in zip(records, texts, strict=True)
    ]
    sections = [_sized(b"".join(texts))]
    del texts
    for number, kind in enumerate(_KINDS):
        lines = [_lines(record)[number] for record in records]
        sections.append(_sized((np.concatenate(lines) if lines else np.empty(0)).astype(kind).tobytes()))
    sections += [_sized(grams.hashes.astype("<u8").tobytes()), _sized(grams.places.astype("<u4").tobytes())]
    table = msgspec.msgpack.encode((about, rows, [(len(section), _sum(section)) for section in sections]))
    yield MAGIC + len(table).to_bytes(8, "little") + blake2b(table, digest_size=16).digest()
    yield table + b"\0" * (-(_HEAD + len(table)) % _ALIGNED)
    yield from sections


def unpack(data: NDArray[np.uint8]) -> Packed | None:
    """The records in bytes that `pack` made; None where they are damaged, or of another version of the program."""
    head = data[:_HEAD].tobytes()
    if len(head) < _HEAD or not head.startswith(MAGIC):
        return None
    size = int.from_bytes(head[16:24], "little")
    table = data[_HEAD : _HEAD + size].tobytes()
    if len(table) != size or blake2b(table, digest_size=16).digest() != head[24:40]:
        return None
    try:
        about, rows, sizes = msgspec.msgpack.decode(table, type=tuple[bytes, list[tuple[Transcript, int, int]], list[tuple[int, int]]])
    except msgspec.MsgspecError:
        return None
    sections = []
    here = _HEAD + size + (-(_HEAD + size) % _ALIGNED)
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


def _sized(section: bytes) -> bytes:
    return section + b"\0" * (-len(section) % _ALIGNED)


def _sum(section: bytes | NDArray[np.uint8]) -> int:
    """A sum that a changed or missing byte changes: fast, for 200 megabytes are summed at each start."""
    return int(np.frombuffer(section, dtype="<u8").sum(dtype=np.uint64))
