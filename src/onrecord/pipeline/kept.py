"""Records read once and kept: a folder's words lie beside it, those of a database beside that, and only what changed is read again.

The file is a cache: it can be deleted at any time, and what is damaged, or made by another version of the program, is made again.
"""

from __future__ import annotations

import os
from collections.abc import Sequence
from contextlib import suppress
from datetime import date
from functools import cache
from hashlib import blake2b
from importlib.resources import files
from pathlib import Path
from typing import Final

import msgspec
import numpy as np

from onrecord import collation, dates, ingest
from onrecord.ingest.finding import find_files
from onrecord.records import Fidelity, Record, Reject, Report, Transcript
from onrecord.settings import Settings
from onrecord.store import Store
from onrecord.text import digest

FOLDER: Final = ".onrecord-index"
_WORTH: Final = 200_000  # bytes of records; fewer are read faster than a file is kept
_RACY: Final = 2_000_000_000  # nanoseconds; a file written so shortly before the index may have changed after it without showing it
_HEAD: Final = 600  # characters of a record's first lines that may say of what day it is
_YEAR: Final = 400  # days between what is recorded and the record; an earlier date in its title is what it speaks of
_WORDS: Final = ("ingest", "dates", "collation/index.py", "collation/tokens.py", "collation/spelling.py", "collation/numerals.py",
                 "text.py", "pipeline/kept.py")  # fmt: skip


class File(Record, frozen=True, kw_only=True):
    """A file of a folder as it was read: its size, when it was changed, the digest of its bytes, and what of it could not be used."""

    name: str
    size: int
    changed: int
    digest: bytes
    rejects: tuple[Reject, ...] = ()


def read_records(
    given: Sequence[str | Path], settings: Settings, fidelity: Fidelity | None = None, db: str | Path | None = None, use_index: bool = True
) -> tuple[collation.RecordIndex, tuple[Reject, ...]]:
    """The index of the records in files, folders and globs, and of those in a database, and what could not be used.

    What is read of a folder is kept, if `use_index` says so: in ``.onrecord-index`` beside it, or where that cannot be written, in the
    user's cache.
    """
    parts: list[tuple[Sequence[collation.RecordWords], collation.Grams]] = []
    rejects: list[Reject] = []
    loose: list[str | Path] = []
    for each in given:
        if use_index and Path(each).is_dir():
            part, refused = _read_folder(Path(each), settings)
            parts.append(part)
            rejects += refused
        else:
            loose.append(each)
    if loose:
        read, refused = _read(loose, settings)
        parts.append((read, collation.sort_grams(read)))
        rejects += refused
    if db is not None:
        parts.append(_read_database(Path(db), use_index))
    if fidelity is not None:
        parts = [(tuple(_with_fidelity(record, fidelity) for record in records), grams) for records, grams in parts]
    return collation.RecordIndex(parts), tuple(rejects)


def with_event_date(transcript: Transcript) -> Transcript:
    """The transcript with the day of what it records, where its title, name or first lines tell an earlier one than its own date."""
    own = _full_day(transcript.date)
    if own is None or transcript.event_date is not None:
        return transcript
    first = transcript.turns[0].span.start if transcript.turns else len(transcript.text)
    stem = transcript.path.replace("\\", "/").rsplit("/", 1)[-1]
    head = " ".join(line for line in transcript.text[: min(first, _HEAD)].splitlines() if not line.casefold().startswith("date:"))
    for words in (" ".join(filter(None, (transcript.title, transcript.occasion))), stem, head):
        told = {
            mention.value[:10]
            for mention in dates.find_dates(Report(report_id="head", text=words, published=transcript.date))
            if (day := _full_day(mention.value)) is not None and 0 < (own - day).days <= _YEAR
            and any(character.isdigit() for character in mention.span.of(words))
        }  # fmt: skip
        if len(told) == 1:
            return msgspec.structs.replace(transcript, event_date=told.pop())
    return transcript


def _full_day(value: str | None) -> date | None:
    try:
        return date.fromisoformat(value[:10]) if value and len(value) >= 10 else None
    except ValueError:
        return None


def _with_fidelity(record: collation.RecordWords, fidelity: Fidelity) -> collation.RecordWords:
    return collation.with_transcript(record, msgspec.structs.replace(record.transcript, fidelity=fidelity))


def _read(given: Sequence[str | Path], settings: Settings) -> tuple[list[collation.RecordWords], list[Reject]]:
    """The records in files, in the order of their paths, and what could not be used."""
    records, rejects = [], []
    for item in ingest.read_transcripts(list(given), settings.ingest, parse_published=dates.parse_published):
        if isinstance(item, Reject):
            rejects.append(item)
        else:
            records.append(collation.read_record(with_event_date(item)))
    return sorted(records, key=_place), rejects


def _place(record: collation.RecordWords) -> tuple[str, str]:
    return record.transcript.path, record.transcript.record_id


# ---------------------------------------------------------------- a folder


def _read_folder(folder: Path, settings: Settings) -> tuple[tuple[Sequence[collation.RecordWords], collation.Grams], list[Reject]]:
    """The records of a folder with their grams, read again only where they changed, and what could not be used."""
    found = list(find_files(folder))
    refused = [each for each in found if isinstance(each, Reject)]
    paths = dict(each for each in found if not isinstance(each, Reject))
    stats = {}
    for shown, path in paths.items():
        with suppress(OSError):
            stats[shown] = path.stat()
    key = _program() + msgspec.msgpack.encode(settings.ingest)
    places = _places(folder.resolve())
    old, written = _load(places, key)
    held = {os.path.join(folder, file.name): file for file in _files(old)}  # noqa: PTH118 (as the walk spells it)
    same = {
        shown
        for shown, stat in stats.items()
        if (file := held.get(shown)) is not None and file.size == stat.st_size
        and ((file.changed == stat.st_mtime_ns and stat.st_mtime_ns < written - _RACY) or file.digest == _digest(paths[shown]))
    }  # fmt: skip
    if old is not None and same == held.keys() == paths.keys():
        records = tuple(_at(folder, record) for record in old.records)
        return (records, old.grams), [*(_at_reject(folder, r) for file in _files(old) for r in file.rejects), *refused]
    kept = [_at(folder, record) for record in (old.records if old is not None else ())]
    kept = [record for record in kept if record.transcript.path in same]
    fresh, rejects = _read([path for shown, path in paths.items() if shown not in same], settings)
    records = tuple(sorted([*kept, *fresh], key=_place))
    grams = collation.sort_grams(records)
    rejects += [_at_reject(folder, reject) for shown in sorted(same) for reject in held[shown].rejects]
    if sum(stat.st_size for stat in stats.values()) >= _WORTH:
        rows = [
            File(
                name=_name(folder, shown), size=stat.st_size, changed=stat.st_mtime_ns,
                digest=held[shown].digest if shown in same else _digest(paths[shown]),
                rejects=tuple(msgspec.structs.replace(r, path=_name(folder, r.path)) for r in rejects if r.path == shown),
            )
            for shown, stat in sorted(stats.items())
        ]  # fmt: skip
        moved = [_with_path(record, _name(folder, record.transcript.path)) for record in records]
        _save(places, moved, grams, msgspec.msgpack.encode((key, rows)))
    return (records, grams), [*rejects, *refused]


def _name(folder: Path, shown: str) -> str:
    return os.path.relpath(shown, folder)


def _at(folder: Path, record: collation.RecordWords) -> collation.RecordWords:
    return _with_path(record, os.path.join(folder, record.transcript.path))  # noqa: PTH118


def _with_path(record: collation.RecordWords, path: str) -> collation.RecordWords:
    return collation.with_transcript(record, msgspec.structs.replace(record.transcript, path=path))


def _at_reject(folder: Path, reject: Reject) -> Reject:
    return msgspec.structs.replace(reject, path=os.path.join(folder, reject.path))  # noqa: PTH118


def _digest(path: Path) -> bytes:
    """The digest of a file's bytes; of one that cannot be read, none."""
    hashed = blake2b(digest_size=16)
    try:
        with path.open("rb") as stream:
            while block := stream.read(1 << 20):
                hashed.update(block)
    except OSError:
        return b""
    return hashed.digest()


# ---------------------------------------------------------------- a database


def _read_database(db: Path, use_index: bool) -> tuple[Sequence[collation.RecordWords], collation.Grams]:
    """The records of a database with their grams; their words are kept beside it."""
    with Store(db, read_only=True) as store:
        held = {transcript.record_id: with_event_date(transcript) for transcript in store.transcripts()}
    return _words_beside(db, held, use_index)


def index_of(store: Store) -> collation.RecordIndex:
    """The index of the records of an open database; their words are kept beside it where it is a file."""
    held = {transcript.record_id: with_event_date(transcript) for transcript in store.transcripts()}
    return collation.RecordIndex([_words_beside(Path(store.path), held, store.path != ":memory:")])


def _words_beside(
    db: Path, held: dict[str, Transcript], use_index: bool
) -> tuple[Sequence[collation.RecordWords], collation.Grams]:
    places = [db.with_name(db.name + "-records")]
    is_worth = use_index and sum(len(transcript.text) for transcript in held.values()) >= _WORTH
    old, _ = _load(places, _program()) if is_worth else (None, 0)
    known = {record.transcript.record_id: record for record in (old.records if old is not None else ())}
    words = [
        collation.with_transcript(known[record_id], held[record_id]) if record_id in known else collation.read_record(held[record_id])
        for record_id in held
    ]
    records = tuple(sorted(words, key=_place))
    if old is not None and [r.transcript.record_id for r in records] == [r.transcript.record_id for r in old.records]:
        return records, old.grams
    grams = collation.sort_grams(records)
    if is_worth:
        _save(places, records, grams, msgspec.msgpack.encode((_program(), [])))
    return records, grams


# ---------------------------------------------------------------- files


def _load(places: Sequence[Path], key: bytes) -> tuple[collation.Packed | None, int]:
    """What is kept in the first of the places that has something usable, made with this key, and when it was written."""
    for path in places:
        try:
            packed = collation.unpack(np.memmap(path, dtype=np.uint8, mode="r").view(np.ndarray))
            if packed is not None and msgspec.msgpack.decode(packed.about, type=tuple[bytes, list[File]])[0] == key:
                return packed, path.stat().st_mtime_ns
        except (OSError, ValueError):  # not there, empty, or not made by us
            continue
    return None, 0


def _files(packed: collation.Packed | None) -> list[File]:
    return [] if packed is None else msgspec.msgpack.decode(packed.about, type=tuple[bytes, list[File]])[1]


def _save(places: Sequence[Path], records: Sequence[collation.RecordWords], grams: collation.Grams, about: bytes) -> None:
    """Write to the first of the places that can be written; where none can, nothing is kept, and all is read again the next time."""
    for path in places:
        if _is_read_only(path.parent):
            continue
        made = path.with_name(f"{path.name}.{os.getpid()}")
        try:
            path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            with made.open("w+b") as stream:
                collation.pack(records, grams, about, stream)
            made.replace(path)
            return
        except OSError:
            with suppress(OSError):
                made.unlink(missing_ok=True)


def _is_read_only(folder: Path) -> bool:
    """True where the folder, or the first above it that is there, is marked as not to be written, even if this user could."""
    while not folder.exists() and folder != folder.parent:
        folder = folder.parent
    return not folder.stat().st_mode & 0o200


def _places(folder: Path) -> list[Path]:
    """Where the words of a folder are kept: beside it, else where the user's programs keep what can be made again."""
    name = f"{folder.name or 'records'}.index"
    home = os.environ.get("XDG_CACHE_HOME") or os.environ.get("LOCALAPPDATA")
    cached = (Path(home) if home else Path.home() / ".cache") / "onrecord" / "records"
    return [folder.parent / FOLDER / name, cached / f"{digest(str(folder))}-{name}"]


@cache
def _program() -> bytes:
    """The digest of the code that reads records and their words: another program reads them otherwise."""
    root, hashed = files("onrecord"), blake2b(digest_size=16)
    for name in _WORDS:
        entry = root.joinpath(*name.split("/"))
        for part in sorted(entry.iterdir(), key=lambda part: part.name) if entry.is_dir() else [entry]:
            if part.name.endswith(".py"):
                hashed.update(part.read_bytes())
    return hashed.digest()
