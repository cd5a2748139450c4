"""Markdown (CommonMark) as its reader sees it, code point for code point: what is markup and no word becomes white space.

The text of a Markdown draft is the file's own, so that places in it are places in the file. What reads it takes this form instead, in which
every word stands at its own place. Left as they are: code, lists, tables, and what is not closed in its paragraph.
"""

from __future__ import annotations

import html
import re
from typing import Final

import msgspec

from onrecord.records import Report

ENDINGS: Final = (".md", ".markdown")

_IMAGE: Final = re.compile(r"!\[[^\[\]\n]{0,300}\](?:\([^()\n]{0,2000}\)|\[[^\[\]\n]{0,100}\])")
_LINK: Final = re.compile(r"(\[)[^\[\]]{1,600}(\](?:\((?:[^()\n]|\([^()\n]{0,200}\)){0,2000}\)|\[[^\[\]\n]{0,100}\]))")
_AUTOLINK: Final = re.compile(r"<(?:https?://|mailto:)[^<>\s]{1,2000}>")
_TAG: Final = re.compile(r"</?[A-Za-z][^<>\n]{0,400}>")
_DEFINITION: Final = re.compile(r"^[ ]{0,3}\[[^\[\]\n]{1,100}\]:[^\n]*$", re.M)
_LINE_MARK: Final = re.compile(r"^[ ]{0,3}(?:#{1,6}(?=[ \t])|(?:>[ \t]?)+)", re.M)
_EMPHASIS: Final = [
    re.compile(rf"(?<![\w{sign}\\])({sign}{{1,3}})(?=[^\s{sign}])[^{sign}\n]*(?:\n[^{sign}\n]+)*?(?<=[^\s{sign}\\])(\1)(?![\w{sign}])")
    for sign in (r"\*", "_")
]
_ENTITY: Final = re.compile(r"&(?:#\d{1,6}|#[xX][0-9a-fA-F]{1,5}|[A-Za-z]\w{1,30});")
_ESCAPE: Final = re.compile(r"\\(?=[!-/:-@\[-`{-~])")
_WRAP: Final = re.compile(r"(?<=[^\s\\])(?<!  )\r?\n(?=[ ]{0,3}[^\s#>|=~`*+\-\d])")


def without_markup(report: Report) -> Report:
    """The report as its reader sees it, each word at its own place: the same report but for one that was read from a Markdown file.

    >>> shown = without_markup(Report(report_id="a", path="draft.md", text="“We *will* [act](https://bay.example)”"))
    >>> shown.text
    '“We  will   act                      ”'
    """
    if not is_markdown(report.path):
        return report
    return msgspec.structs.replace(report, text=blank_markup(report.text))


def is_markdown(path: str | None) -> bool:
    """True where the name of a file, packed or not, says that it is Markdown.

    >>> is_markdown("draft.md"), is_markdown("DRAFT.markdown.gz"), is_markdown("draft.txt"), is_markdown(None)
    (True, True, False, False)
    """
    return (path or "").lower().removesuffix(".gz").removesuffix(".zst").endswith(ENDINGS)


def blank_markup(text: str) -> str:
    """A Markdown text of the same length, in which markup is white space, and a line that only wraps goes on."""
    text = _blank_comments(text)
    for pattern in (_IMAGE, _AUTOLINK, _DEFINITION, _LINE_MARK):
        text = pattern.sub(_blank, text)
    text = _LINK.sub(lambda match: _blank_groups(match, 1, 2), text)
    text = _TAG.sub(_blank, text)
    for _ in range(2):  # strong words inside stressed ones, and the other way round
        for pattern in _EMPHASIS:
            text = pattern.sub(lambda match: _blank_groups(match, 1, 2), text)
    text = _ENTITY.sub(_character, text)
    text = _ESCAPE.sub(" ", text)
    return _WRAP.sub(_blank_all, text)


def _blank(match: re.Match[str]) -> str:
    """White space in place of a match; its line ends stay."""
    return re.sub(r"[^\n]", " ", match[0])


def _blank_all(match: re.Match[str]) -> str:
    return " " * len(match[0])


def _blank_groups(match: re.Match[str], *groups: int) -> str:
    start, written = match.start(), list(match[0])
    for group in groups:
        for at in range(match.start(group) - start, match.end(group) - start):
            written[at] = " "
    return "".join(written)


def _blank_comments(text: str) -> str:
    parts, here = [], 0
    while (start := text.find("<!--", here)) >= 0 and (end := text.find("-->", start)) >= 0:
        parts += [text[here:start], re.sub(r"[^\n]", " ", text[start : end + 3])]
        here = end + 3
    return "".join([*parts, text[here:]])


def _character(match: re.Match[str]) -> str:
    """The character that an entity stands for, with white space to its length before or after it; one that stands for none stays."""
    found, start = html.unescape(match[0]), match.start()
    if len(found) != 1:
        return match[0]
    opens = start == 0 or match.string[start - 1].isspace()  # white space after an opening mark would close it
    return found.rjust(len(match[0])) if opens else found.ljust(len(match[0]))
