"""Lines that are the page's and not the report's: bylines, captions, "read more", copyright, appeals to subscribe, headings."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterable
from typing import Final

from onrecord.records import Report, Span
from onrecord.text import fold, number_of, paragraphs

LONGEST: Final = 600  # characters; a longer line is taken for prose
LONGEST_CAPTION: Final = 2000
LEAST_KEPT: Final = 0.25  # of the characters; a page that is captions or notices beyond that is taken as it is
HEADING_WORDS: Final = 12
RECURRING: Final = 4  # unrelated pages of one outlet that hold a line before it counts as the outlet's and not theirs
LINE_WORDS: Final = 4  # a line of fewer words may recur by chance
MOST_LINES: Final = 400  # of one report that are remembered
_DAY: Final = r"(?:mon|tues|wednes|thurs|fri|satur|sun)day"
_MONTH: Final = r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*"
_FURNITURE: Final = re.compile(
    "|".join(
        (
            r"by [\w.'’-]+(?: [\w.'’,-]+){0,8}",
            r"(?:read more|read also|see also|also read|story continues below|copyright|©|\(c\))(?:\W.*)?",
            r"(?:related|more|watch(?: live| now)?|image (?:copyright|caption|source))(?::.*)?",
            r"(?:please )?(?:sign up|subscribe|log in|click here|like us|share this|join the conversation|be the first to)\b.*",
            r"follow (?:us|him|her|me|the|@).*",
            r"(?:last |originally )?(?:updated|published|posted|modified)(?::| (?:on|at)\b| \d| " + _MONTH + r").*",
            r"file ?(?:[-–—:]|photo).*",
            r"(?:window|document|var|function)\b ?[.({_].*",
        )
    )
)
_NOTICE: Final = re.compile(
    r"all rights reserved|may not be published, broadcast|newsletter|\bcookies?\b.*\b(?:policy|browser|settings)|subscri(?:be|ption)"
    r"|unlimited (?:digital )?access|your inbox|privacy policy|terms of (?:use|service)"
    r"|(?:high|low)s? (?:near )?\d+f\b|winds? [nesw]+ at \d"
    r"|\bin this .{0,40}\bphoto\b|\bfile photo\b|^photos?\b ?(?:by\b|:)|\bphoto/|\bphoto by\b"
    rf"|getty images|\bvia (?:ap|reuters|afp)\b|/ ?(?:ap|afp|reuters)\)|\b{_DAY}, {_MONTH}\.? \d{{1,2}}, \d{{4}}"
)
# One of these stands in every line that the pattern above finds; looking for them first saves three quarters of the time.
_SIGNS: Final = (
    "all rights", "may not be", "newsletter", "cookie", "subscri", "unlimited", "your inbox", "privacy", "terms of", "high", "low", "wind",
    "photo", "getty", "via ", "ap)", "afp)", "reuters)", "day, ",
)  # fmt: skip
_FILE_PHOTO: Final = re.compile(r"file ?(?:[-–—:]|photo)")
_SENTENCE_END: Final = re.compile(r"[.!?…:;,]['\"”’»)\]]*$|['\"”’»]$")


def is_furniture(line: str) -> bool:
    """True for a line that a page puts around a report: a byline, caption, appeal, notice or heading.

    A caption is known by its credit, or by the weekday with a full date that agencies put in captions and leave out of reports.

    >>> is_furniture("Read more: The dam that failed"), is_furniture("The dam failed on Tuesday.")
    (True, False)
    """
    plain = line.strip(" \t*|-–—•").lower()
    if len(plain) > LONGEST:
        return len(plain) <= LONGEST_CAPTION and _FILE_PHOTO.match(plain) is not None
    if plain.count(" ") < HEADING_WORDS and _SENTENCE_END.search(plain[-6:]) is None:
        return True
    return _FURNITURE.fullmatch(plain) is not None or (any(sign in plain for sign in _SIGNS) and _NOTICE.search(plain) is not None)


def kept_lines(text: str) -> list[Span]:
    """The spans of the lines of a text that are its own; all of them when little else is left."""
    lines = paragraphs(text)
    return _enough([line for line in lines if not is_furniture(line.of(text))], lines)


def lines_without(report: Report, lines: list[Span], keys: Collection[int]) -> list[Span]:
    """These lines of a report without those under ``keys`` (`line_keys`); all of them when little else is left."""
    return _enough([line for line in lines if _line_key(report, line) not in keys], lines)


def line_keys(report: Report) -> tuple[int, ...]:
    """A key (64 bits) of outlet and words for each of a report's lines, sorted; none without an outlet, and none for lines of few words.

    >>> texts = ("Rain fell.\\nTell us what you think.", "Snow fell.\\nTell us what you think.")
    >>> rain, snow = (line_keys(Report(report_id=text, outlet="Wend Post", text=text)) for text in texts)
    >>> rain == snow, len(rain)
    (True, 1)
    """
    if not report.outlet:
        return ()
    return tuple(sorted({key for line in kept_lines(report.text)[:MOST_LINES] if (key := _line_key(report, line)) is not None}))


def recurring_lines(pages: Iterable[tuple[int, int]]) -> set[int]:
    """The keys of lines that stand on at least `RECURRING` unrelated pages; given pairs of a line's key and the mark of a page with it.

    Marks are those of `StoryFeatures.page`, which versions of one text mostly share, so that a line of an article does not recur for being
    in all of its versions. More pages can only make more lines recur, whatever their order.

    >>> recurring_lines([(77, 1), (77, 2), (77, 3), (77, 4), (78, 5), (78, 5)])
    {77}
    """
    marks = defaultdict(set)
    for key, page in pages:
        marks[key].add(page)
    return {key for key, distinct in marks.items() if len(distinct) >= RECURRING}


def _line_key(report: Report, line: Span) -> int | None:
    words = fold(line.of(report.text)[:LONGEST_CAPTION])
    return number_of(f"line {fold(report.outlet or '')}\n{words}") if words.count(" ") >= LINE_WORDS - 1 else None


def _enough(kept: list[Span], lines: list[Span]) -> list[Span]:
    return kept if _length(kept) >= LEAST_KEPT * _length(lines) else lines


def _length(lines: list[Span]) -> int:
    return sum(end - start for start, end in lines)
