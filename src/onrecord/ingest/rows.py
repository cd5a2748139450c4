"""A row of JSON, CSV or Parquet to a report, whichever of the known names its fields have."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from datetime import date, datetime
from typing import Any, Final

from onrecord.ingest.decoding import decode, replace_surrogates
from onrecord.ingest.languages import language_of
from onrecord.ingest.rejecting import Unusable
from onrecord.records import PublishedBasis, Reject, Report
from onrecord.settings import IngestSettings
from onrecord.text import digest

ParsePublished = Callable[[str], str | None]

# Ours first, then what trafilatura and news-please write.
NAMES: Final[dict[str, tuple[str, ...]]] = {
    "id": ("id", "report_id"),
    "outlet": ("outlet", "source-hostname", "sitename", "hostname", "source_domain"),
    "published": ("published", "date", "date_publish"),
    "title": ("title",),
    "text": ("text", "maintext"),
    "url": ("url", "source"),
    "author": ("author", "authors"),
    "language": ("language",),
}
KNOWN: Final = frozenset(name for names in NAMES.values() for name in names)

_ISO = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2})(?:[T ].*)?)?)?", re.S)


def read_iso_date(written: str) -> str | None:
    """The date of an ISO 8601 value, at its own precision and without its time of day; None where it is not one.

    >>> read_iso_date("2021-03-04T10:00:00Z"), read_iso_date("2021-03"), read_iso_date("2021-13"), read_iso_date("last week")
    ('2021-03-04', '2021-03', None, None)
    """
    match = _ISO.fullmatch(written.strip())
    if match is None:
        return None
    year, month, day = match.groups()
    try:
        date(int(year), int(month or 1), int(day or 1))
    except ValueError:
        return None
    return "-".join(part for part in (year, month, day) if part)


def read_row(
    row: object, path: str, line: int | None, settings: IngestSettings, parse_published: ParsePublished
) -> Iterator[Report | Reject]:
    """The report that a row holds, then a reject for a date that was not understood; or one reject for the whole row."""
    try:
        if not isinstance(row, Mapping):
            raise Unusable(f"a JSON {_json_name(row)} where a report was expected", "give one object a report, with a field text")
        fields = {field: _field(row, names) for field, names in NAMES.items() if field != "text"}
        text = _text(row, fields["id"])
    except Unusable as problem:
        problem.line = line
        yield problem.reject(path)
        return
    yield from make_report(text, fields, path=path, line=line, basis="header", settings=settings, parse_published=parse_published)


def make_report(
    text: str,
    fields: Mapping[str, str | None],
    *,
    path: str,
    line: int | None = None,
    text_start: int = 0,
    basis: PublishedBasis,
    settings: IngestSettings,
    parse_published: ParsePublished,
) -> Iterator[Report | Reject]:
    """The report of a text and its fields, then a reject for a date that was not understood; or one reject where the text is no use.

    The id is the one given, else a hash of outlet, URL, date, title and text.
    """
    if not text.strip():
        yield Unusable("the text is empty", line=line, report_id=fields.get("id")).reject(path)
        return
    if len(text) > settings.max_report_characters:
        reason = f"a text of {len(text):,} characters, more than {settings.max_report_characters:,}"
        yield Unusable(reason, "split it, or raise max_report_characters", line, fields.get("id")).reject(path)
        return
    written = fields.get("published")
    published = parse_published(written) if written else None
    outlet, url, title = fields.get("outlet"), fields.get("url"), fields.get("title")
    report_id = fields.get("id") or digest(outlet, url, published, title, text)
    yield Report(
        report_id=report_id,
        path=path,
        outlet=outlet,
        title=title,
        published=published,
        published_basis=basis if published else None,
        url=url,
        author=fields.get("author"),
        language=language_of(fields.get("language"), text),
        text=text,
        text_start=text_start,
    )
    if written and not published:
        reason = f"date not understood: {written[:60]!r}"
        yield Unusable(reason, "the report was kept without a date; write dates as YYYY-MM-DD", line, report_id).reject(path)


def _text(row: Mapping[Any, object], report_id: str | None) -> str:
    found = [row[name] for name in NAMES["text"] if row.get(name) is not None]
    texts = [decode(value) if isinstance(value, bytes) else value for value in found]
    for value in texts:
        if isinstance(value, str) and value.strip():
            return replace_surrogates(value)
    if not found:
        raise Unusable("no field text", "the text of a report goes into a field text (or maintext)", report_id=report_id)
    wrong = next((value for value in texts if not isinstance(value, str)), None)
    raise Unusable("the text is empty" if wrong is None else f"the text is a JSON {_json_name(wrong)}", report_id=report_id)


def _field(row: Mapping[Any, object], names: tuple[str, ...]) -> str | None:
    for name in names:
        value = _written(row.get(name))
        # trafilatura's "source" is the address; elsewhere a field of that name may be anything
        if value and (name != "source" or value.startswith(("http://", "https://"))):
            return value
    return None


def _written(value: object) -> str | None:
    """A field's value as text: numbers as written, dates in ISO 8601, lists joined; None where there is none."""
    if isinstance(value, str):
        return replace_surrogates(value.strip()) or None
    if isinstance(value, bytes):
        return decode(value).strip() or None
    if isinstance(value, (datetime, date)):
        return value.isoformat()
    if isinstance(value, (list, tuple)):
        return "; ".join(filter(None, (_written(item) for item in value if not isinstance(item, (list, tuple))))) or None
    if value is None or isinstance(value, (bool, Mapping)) or value != value:  # NaN is how pandas writes a missing value
        return None
    return str(value)


def _json_name(value: object) -> str:
    names = {str: "string", bool: "boolean", list: "list", type(None): "null", dict: "object"}
    return names.get(type(value), "number")
