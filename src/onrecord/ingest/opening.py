"""A file as a stream of bytes, unpacked where it is packed, and what kind of input it holds by its name and its content."""

from __future__ import annotations

import gzip
import io
import re
import tempfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, BinaryIO, Final, Literal, cast

import zstandard

from onrecord.ingest.decoding import mark_of
from onrecord.ingest.rejecting import Unusable

Kind = Literal["text", "html", "json", "jsonl", "csv", "parquet", "captions", "pdf", "word"]

HEAD: Final = 65_536
KINDS: Final[dict[str, Kind]] = {
    ".txt": "text",
    ".md": "text",
    ".markdown": "text",
    ".html": "html",
    ".htm": "html",
    ".json": "json",
    ".jsonl": "jsonl",
    ".ndjson": "jsonl",
    ".csv": "csv",
    ".parquet": "parquet",
    ".vtt": "captions",
    ".srt": "captions",
    ".pdf": "pdf",
    ".docx": "word",
    ".docm": "word",
}
_WHAT_IS_READ: Final = "give text, Word (.docx), HTML, JSON lines, CSV or Parquet"
_PACKED: Final = {".gz": b"\x1f\x8b", ".zst": b"\x28\xb5\x2f\xfd"}
_ZIP: Final = b"PK\x03\x04"
_OLE: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"  # the container of old office files, and of encrypted ones
_FOREIGN: Final = {
    _ZIP: "a zip archive or an office file",
    b"\x89PNG": "a picture",
    b"\xff\xd8\xff": "a picture",
    b"GIF8": "a picture",
    b"\x7fELF": "a program",
    b"SQLite format 3\x00": "a database",
    b"BZh9": "a bzip2 archive",
    b"\xfd7zXZ": "an xz archive",
    b"{\\rtf": "a rich text file",
}
# atomic groups: comments by the hundred must not be tried in all the ways in which one could run into the next
_PAGE: Final = re.compile(rb"(?:\s++|(?><!--.{0,2000}?-->)|(?><\?xml[^>]{0,200}\?>))*+<(?:!doctype\s+html|html[\s>])", re.I | re.S)
# Packed text of news shrinks 3 to 20 times, rows that repeat each other up to some 150; a bomb a thousand times and more.
_BOMB_RATIO: Final = 250
_BOMB_FLOOR: Final = 64 * 2**20
_ZSTD_WINDOW: Final = 2**27


@contextmanager
def open_input(path: Path) -> Iterator[io.BufferedReader]:
    """The bytes of a file, unpacked where it begins like gzip or zstandard, whatever its name.

    Reading raises `Unusable` where the packed data is broken, or swells as only a decompression bomb does.
    """
    with path.open("rb") as raw:
        head = raw.peek(4)
        if head.startswith(_PACKED[".gz"]):
            yield io.BufferedReader(_Unpacking(gzip.GzipFile(fileobj=raw), raw), HEAD * 2)
        elif head.startswith(_PACKED[".zst"]):
            unpacker = zstandard.ZstdDecompressor(max_window_size=_ZSTD_WINDOW)
            yield io.BufferedReader(_Unpacking(unpacker.stream_reader(raw, read_across_frames=True), raw), HEAD * 2)
        else:
            yield io.BufferedReader(raw, HEAD * 2) if not isinstance(raw, io.BufferedReader) else raw


class _Unpacking(io.RawIOBase):
    """Reads from ``inner``, which unpacks ``raw``, and keeps count of both sides."""

    def __init__(self, inner: BinaryIO | gzip.GzipFile | zstandard.ZstdDecompressionReader, raw: BinaryIO):
        self.inner, self.raw, self.count = inner, raw, 0

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: bytearray | memoryview) -> int:  # type: ignore[override]
        try:
            data = self.inner.read(len(buffer))
        except (OSError, EOFError, zlib.error, zstandard.ZstdError) as error:
            raise Unusable(f"the packed data is broken: {error}", "unpack it and look what is inside") from None
        self.count += len(data)
        if self.count > _BOMB_FLOOR and self.count > _BOMB_RATIO * self.raw.tell():
            raise Unusable(f"swells more than {_BOMB_RATIO} times when unpacked", "unpack it by hand if you trust it")
        buffer[: len(data)] = data
        return len(data)


def kind_of(path: Path, head: bytes) -> Kind:
    """What the input holds: by its first bytes where they are plain about it, else by its name without ``.gz`` or ``.zst``.

    Raises `Unusable` for an empty file, a kind that is not read, and a name that says nothing while the content does not either.

    >>> kind_of(Path("page.txt"), b"<!DOCTYPE html><html>"), kind_of(Path("reports.jsonl.gz"), b'{"text": "..."}')
    ('html', 'jsonl')
    """
    if not head:
        raise Unusable("the file is empty")
    suffix = _suffix(path)
    named = KINDS.get(suffix)
    if head.startswith(_ZIP) and (named == "word" or (not named and b"word/" in head)):
        return "word"
    if head.startswith(_OLE):
        raise _old_office(suffix, head)
    for magic, name in _FOREIGN.items():
        if head.startswith(magic):
            raise Unusable(f"{name}, not text", _WHAT_IS_READ)
    if head.startswith(b"PAR1"):
        return "parquet"
    if head.startswith(b"%PDF-"):
        return "pdf"
    if head.startswith(tuple(_PACKED.values())):
        raise Unusable("packed twice", "unpack it once")
    if suffix and named is None:
        raise Unusable(f"unknown extension {suffix}", f"known are {', '.join(KINDS)}, each also .gz and .zst")
    if named in ("parquet", "pdf", "word"):
        raise Unusable(f"named {suffix}, but the content is something else")
    mark = mark_of(head)
    plain = head[mark[0] :] if mark else head
    start = plain.lstrip()[:2]
    if named != "csv" and _PAGE.match(plain):
        return "html"
    if plain.startswith(b"WEBVTT") and named in ("text", None):
        return "captions"
    if named == "html" and b"<" not in plain:
        return "text"
    if named in ("json", "jsonl"):
        return "json" if start.startswith(b"[") or (named == "json" and not _is_lines(plain)) else "jsonl"
    if named is None or (named == "text" and suffix == ".txt"):
        if start.startswith(b"{") and b'"text"' in plain:
            return "jsonl" if _is_lines(plain) else "json" if named is None else "text"
        if named is None and re.match(rb"\[\s*\{", plain.lstrip()[:HEAD]):
            return "json"
    return named or "text"


def _old_office(suffix: str, head: bytes) -> Unusable:
    if KINDS.get(suffix) == "word" or "EncryptedPackage".encode("utf-16-le") in head:
        return Unusable("an encrypted Word file, or one of the old form under a new name", "save it as .docx without a password")
    if suffix in (".doc", ".dot"):
        return Unusable(f"a Word file of the old form ({suffix})", "open it in Word and save it as .docx")
    return Unusable("an office file of the old form", _WHAT_IS_READ)


def _suffix(path: Path) -> str:
    suffixes = [suffix.lower() for suffix in path.suffixes[-2:]]
    if suffixes and suffixes[-1] in _PACKED:
        suffixes.pop()
    elif len(suffixes) > 1:
        suffixes = suffixes[-1:]
    # "Vol. 3 Minutes" and "Quill at 9.30" have no extension
    return suffixes[-1] if suffixes and re.fullmatch(r"\.[a-z]\w{0,9}", suffixes[-1]) else ""


def _is_lines(plain: bytes) -> bool:
    """True where the first line is a JSON object by itself."""
    import msgspec

    first = plain.lstrip().split(b"\n", 1)[0].strip()
    try:
        return isinstance(msgspec.json.decode(first), dict)
    except (msgspec.DecodeError, RecursionError, UnicodeDecodeError):
        return False


def seekable(stream: BinaryIO, limit: int) -> IO[bytes]:
    """The stream itself where it is a file on disk, else all it gives in a temporary file; raises `Unusable` beyond ``limit`` bytes."""
    if isinstance(getattr(stream, "raw", None), io.FileIO):
        return cast(IO[bytes], stream)
    unpacked = tempfile.SpooledTemporaryFile(64 * 2**20)  # noqa: SIM115 (the caller closes it)
    size = 0
    while data := stream.read(2**20):
        size += len(data)
        if size > limit:
            raise Unusable(f"larger than {limit:,} bytes when unpacked", "unpack it first")
        unpacked.write(data)
    unpacked.seek(0)
    return cast(IO[bytes], unpacked)


def read_bounded(stream: BinaryIO, limit: int, advice: str = "split it, or raise max_report_characters") -> bytes:
    """All bytes of a stream; raises `Unusable` where there are more than ``limit``."""
    data = stream.read(limit + 1)
    if len(data) > limit:
        raise Unusable(f"larger than {limit:,} bytes", advice)
    return data
