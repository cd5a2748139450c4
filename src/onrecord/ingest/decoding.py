"""Bytes to text, one code point for one code point: no line end is translated, so that offsets are true to the decoded file.

The order: byte order mark, then what the page declares, then UTF-8, then detection. A byte order mark is no part of the text:
offsets count from the character after it. In a text that is UTF-8 but for a few bytes, each bad sequence becomes U+FFFD.
"""

from __future__ import annotations

import codecs
import re
from typing import Final

from onrecord.ingest.rejecting import Unusable

_SAMPLE: Final = 65_536
_MARKS: Final = [  # the longer ones first: a UTF-32 mark begins like a UTF-16 one
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
]
_DECLARED: Final = re.compile(rb"""<meta[^<>]{0,200}?charset\s{0,9}=\s{0,9}["']?([\w.:-]{2,40})""", re.I)
_DECLARED_XML: Final = re.compile(rb"""^\s{0,99}<\?xml[^<>]{0,99}?encoding\s{0,9}=\s{0,9}["']([\w.:-]{2,40})""", re.I)
_UNLIKELY: Final = ("utf-16", "utf-32", "utf-7", "idna", "punycode", "unicode", "raw")
_WEB_NAMES: Final = {"iso8859-1": "cp1252", "ascii": "cp1252"}  # as browsers read them: encoding.spec.whatwg.org
_WESTERN: Final = frozenset("‘’“”„‚«»‹›–—…•€£§°·©®™½\xa0\xadàáâäãåæçèéêëìíîïñòóôöõøœùúûüýÿßÀÁÂÄÅÆÇÈÉÊËÍÎÑÓÔÖØŒÙÚÛÜ¿¡")
_CONTROLS: Final = bytes(c for c in range(32) if c not in b"\t\n\v\f\r\x1b")
_SURROGATE: Final = re.compile("[\ud800-\udfff]")


def decode(data: bytes, *, is_page: bool = False) -> str:
    """The text of ``data``; raises `Unusable` where it is binary or no encoding fits.

    >>> decode("naïve".encode("utf-16")), decode("‘naïve’".encode("cp1252"))
    ('naïve', '‘naïve’')
    """
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return replace_surrogates(data[len(mark) :].decode(encoding, "replace"))
    if is_binary(data[:_SAMPLE]):
        wide = _wide_encoding(data[:_SAMPLE])
        if wide is None:
            raise Unusable("binary data, not text", "give text, HTML, JSON lines, CSV or Parquet")
        return replace_surrogates(data.decode(wide, "replace"))
    for encoding in [*(_declared_encoding(data) if is_page else ()), "utf-8"]:
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    return _detect(data)


def is_binary(sample: bytes) -> bool:
    """True where more than one byte in a hundred is a control character that no text holds."""
    return len(sample) - len(sample.translate(None, _CONTROLS)) > len(sample) // 100


def mark_of(head: bytes) -> tuple[int, str] | None:
    """The length of the byte order mark at the start of ``head``, and its encoding.

    >>> mark_of("text".encode("utf-8-sig"))
    (3, 'utf-8')
    """
    return next(((len(mark), encoding) for mark, encoding in _MARKS if head.startswith(mark)), None)


def replace_surrogates(text: str) -> str:
    """The text with each lone surrogate, which no encoding can carry, as U+FFFD.

    >>> replace_surrogates("half a pair: \\ud83d")
    'half a pair: �'
    """
    return text if text.isascii() else _SURROGATE.sub("\ufffd", text)


def _declared_encoding(data: bytes) -> list[str]:
    head = data[:4096]
    match = _DECLARED.search(head) or _DECLARED_XML.search(head)
    if match is None:
        return []
    try:
        name = codecs.lookup(match[1].decode("ascii")).name
    except (LookupError, UnicodeDecodeError, ValueError):
        return []
    # what could be read as ASCII to find the declaration is not UTF-16; codecs such as rot13 and zlib are not encodings of text
    is_text = getattr(codecs.lookup(name), "_is_text_encoding", True)
    if not is_text or name.startswith(_UNLIKELY):
        return []
    return [_WEB_NAMES.get(name, name)]


def _wide_encoding(sample: bytes) -> str | None:
    """UTF-16 without a mark, by where the zero bytes of its Latin letters stand."""
    half = len(sample) // 2
    for encoding, high, low in (("utf-16-le", sample[1::2], sample[0::2]), ("utf-16-be", sample[0::2], sample[1::2])):
        if high.count(0) * 10 >= half * 4 and low.count(0) * 50 <= half:
            text = sample[: 2 * half].decode(encoding, "replace")
            if not is_binary(text.encode("utf-8", "replace")):
                return encoding
    return None


def _detect(data: bytes) -> str:
    text = data.decode("utf-8", "replace")
    bad = text.count("\ufffd")
    good = sum(1 for c in text if c > "\x7f") - bad
    if good >= 3 * bad:
        return text
    if _is_western(data):
        return data.decode("cp1252")
    from charset_normalizer import from_bytes

    first = next(i for i, byte in enumerate(data) if byte > 127)
    for match in from_bytes(data[max(0, first - 2_000) : first + _SAMPLE]):
        try:
            return data.decode(match.encoding)
        except (UnicodeDecodeError, LookupError):
            continue
    raise Unusable("the encoding of the text is not understood", "save it as UTF-8")


def _is_western(data: bytes) -> bool:
    """True where all but one in fifty of the other bytes are what Western European text has in Windows-1252, by far the most common."""
    try:
        other = [character for character in data.decode("cp1252") if character > "\x7f"]
    except UnicodeDecodeError:
        return False
    return sum(character not in _WESTERN for character in other) * 50 <= len(other)
