"""The figures of a report: every quantity with its unit, change, what it counts, who gives it and as of when."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from typing import Final

from onrecord.figures.changes import is_during, read_change
from onrecord.figures.counting import name_counted
from onrecord.figures.numbers import COMPLETING_WORDS, OPENING_WORDS
from onrecord.figures.sourcing import Sources, read_date
from onrecord.figures.stretches import Stretch, read_number, read_stretch, skip, with_rate
from onrecord.figures.units import PERIODS, SHARES, is_money
from onrecord.records import DateMention, Figure, Quote, Report, Span
from onrecord.text import sentences

FARTHEST: Final = 400
"""How far from a figure, in characters, its sentence is read for what it counts, who gives it and when."""


def _opening() -> re.Pattern[str]:
    """The places worth trying: digits and the words that can begin a number, grouped by their first letter for speed."""
    letters: dict[str, set[str]] = {}
    for word in OPENING_WORDS:
        for form in (word, word.capitalize(), word.upper()):
            letters.setdefault(form[0], set()).add(form[1:])
    groups = "|".join(f"{letter}(?:{'|'.join(sorted(rest, reverse=True))})" for letter, rest in sorted(letters.items()))
    completing = "|".join(sorted(COMPLETING_WORDS))
    return re.compile(rf"\b(?:(?:{groups})\b|[Aa]n?(?=[\s-]{{1,2}}(?:{completing})\b))|\d+")


_OPENING = _opening()


def find_figures(report: Report, dates: tuple[DateMention, ...], quotes: tuple[Quote, ...] = ()) -> tuple[Figure, ...]:
    """The quantities in a report, in order and disjoint.

    >>> report = Report(report_id="r", text="At least 12 miners died, and £1.2bn was lost.")
    >>> [(f.span.of(report.text), f.low, f.high, f.unit, f.of, f.change) for f in find_figures(report, ())]
    [('12', 12, None, None, 'miners', '>'), ('£1.2bn', 1200000000, 1200000000, 'GBP', None, '=')]

    Dates, times, ordinals, ages after a name, telephone and house numbers, scores and numbers that are part of a name are not quantities.
    A length of time is one, also where ``dates`` has it as a duration ("the past two years").
    """
    stretches = _find_stretches(report.text, [mention.span for mention in dates if not mention.value.startswith("P")])
    return _describe(report.text, stretches, dates, quotes) if stretches else ()


def _find_stretches(text: str, taken: Sequence[Span]) -> list[Stretch]:
    """The quantities of a text outside the places that dates have taken."""
    found: list[Stretch] = []
    starts = [span.start for span in taken]
    done = floor = 0

    def is_taken(at: int) -> bool:
        place = bisect_right(starts, at) - 1
        return place >= 0 and at < taken[place].end

    for opening in _OPENING.finditer(text):
        start = opening.start()
        if start < done:
            continue
        place = bisect_right(starts, start) - 1
        if place >= 0 and start < taken[place].end:
            done = floor = taken[place].end
            continue
        number = read_number(text, start)
        if number is None:
            done = opening.end()
            continue
        limit = starts[place + 1] if place + 1 < len(starts) else len(text)
        stretch = read_stretch(text, number, floor, limit, is_taken)
        if stretch is None:
            done = skip(text, number.end)
            continue
        stretch = with_rate(text, stretch, limit)
        found.append(stretch)
        done = floor = stretch.end
    return found


def _describe(text: str, stretches: list[Stretch], dates: tuple[DateMention, ...], quotes: tuple[Quote, ...]) -> tuple[Figure, ...]:
    """The figures of the stretches found, in order."""
    opens = [mention.span.start for mention in dates]
    sources = Sources(text, quotes)
    figures: list[Figure] = []
    spans: list[Span] = []
    starts: list[int] = []
    paragraph = Span(0, 0)
    for start, end, low, high, unit, is_vague in stretches:
        if end > paragraph.end:
            paragraph = Span(text.rfind("\n", 0, start) + 1, _line_end(text, end))
            spans = sentences(text, [paragraph])
            starts = [span.start for span in spans]
        whole = spans[max(0, bisect_right(starts, start) - 1)] if spans else Span(start, end)
        sentence = Span(max(whole.start, start - FARTHEST), max(end, min(whole.end, end + FARTHEST)))
        span = Span(start, end)
        change = read_change(text, start, end, unit in SHARES or is_money(unit))
        if change == ">" and unit in PERIODS and is_during(text, start):
            change = "="
        is_open = low == high
        if (is_vague and change == "=") or (not is_open and change in ("<", ">")):
            change = "~" if is_vague else "="
        if change == "=" and figures and (last := figures[-1]).span.end >= start - 3:
            change = last.change if last.unit != unit and text[last.span.end : start].strip() == "(" else change
        near = dates[bisect_left(opens, sentence.start) : bisect_left(opens, sentence.end)]
        figures.append(
            Figure(
                span=span,
                low=None if is_open and change == "<" else low,
                high=None if is_open and change == ">" else high,
                unit=unit,
                of=name_counted(text, sentence, span, unit),
                change=change,
                according_to=sources.of(span, sentence),
                as_of=read_date(text, sentence, span, near),
            )
        )
    return tuple(figures)


def _line_end(text: str, end: int) -> int:
    place = text.find("\n", end)
    return len(text) if place < 0 else place
