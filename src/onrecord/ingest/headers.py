"""The header that a plain text may start with, and where the text itself begins."""

from __future__ import annotations

import re
from typing import Final, NamedTuple

REPORT_FIELDS: Final = ("title", "outlet", "date", "url", "author")

_LINE = re.compile(r"([A-Za-z]{1,20}):[^\S\r\n]*([^\r\n]*)(\r\n|\n|\r|\Z)")
_EMPTY_LINE = re.compile(r"[^\S\r\n]*(?:\r\n|\n|\r)")
_FRONT_MATTER = re.compile(r"---[ \t]*\r?\n((?:(?!---)[^\n]*\n){0,200})---[ \t]*(?:\r?\n\s*|\Z)")
_DATE_PREFIX = re.compile(r"date (\d{4}-\d{2}-\d{2}) ")


class Header(NamedTuple):
    """The fields of a header by their names in lower case, and where the text after it starts; without a header, none and 0."""

    fields: dict[str, str]
    text_start: int


def read_header(text: str, names: tuple[str, ...] = REPORT_FIELDS) -> Header:
    """The header of a text: lines ``Name: value`` of the given names, then an empty line; or ``date YYYY-MM-DD ``.

    >>> read_header("Outlet: The Bay Echo\\nDate: 2021-03-04\\n\\n The crane stays.")
    Header(fields={'outlet': 'The Bay Echo', 'date': '2021-03-04'}, text_start=39)
    >>> read_header("  date 2021-03-04 The crane stays.")
    Header(fields={'date': '2021-03-04'}, text_start=18)
    >>> read_header(" The crane stays.")
    Header(fields={}, text_start=0)

    Names in any case; a field without a value is left out; of a name that comes twice the first value holds. Lines of which one
    has another name, or that no empty line follows, are text and no header.
    """
    start = len(text) - len(text.lstrip())
    prefix = _DATE_PREFIX.match(text, start)
    if prefix:
        return Header({"date": prefix[1]}, prefix.end())
    fields: dict[str, str] = {}
    here, lines = start, 0
    while (line := _LINE.match(text, here)) and line[1].lower() in names:
        if line[2].strip():
            fields.setdefault(line[1].lower(), line[2].strip())
        here, lines = line.end(), lines + 1
    empty = _EMPTY_LINE.match(text, here) if lines else None
    return Header(fields, empty.end()) if empty else Header({}, 0)


def read_front_matter(text: str, names: tuple[str, ...] = REPORT_FIELDS) -> Header:
    """The header that Markdown may start with: lines ``name: value`` between two lines of three hyphens; other lines there say nothing.

    >>> read_front_matter("---\\ntitle: \\"On the crane\\"\\ntags: [bay]\\n---\\n\\nIt stays.")
    Header(fields={'title': 'On the crane'}, text_start=43)
    """
    front = _FRONT_MATTER.match(text)
    lines = [line for line in _LINE.finditer(text, *front.span(1)) if text[line.start() - 1] == "\n"] if front else []
    if front is None or not lines:  # two rules with words between
        return Header({}, 0)
    fields: dict[str, str] = {}
    for line in lines:
        value = line[2].strip()
        if len(value) > 1 and value[0] == value[-1] and value[0] in "'\"":
            value = value[1:-1].strip()
        if line[1].lower() in names and value:
            fields.setdefault(line[1].lower(), value)
    return Header(fields, front.end())
