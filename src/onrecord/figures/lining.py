"""The values that the reports of a story give for the same thing, lined up, and whether they conflict."""

from __future__ import annotations

import datetime
import math
import re
from collections.abc import Iterable, Iterator
from typing import Final, NamedTuple

from onrecord.figures.things import fate_of, is_part_of, name_thing, words_around
from onrecord.records import Annotated, FigureRow, FigureValue, Span
from onrecord.text import sentences

ABOUT: Final = 0.1
"""A number given as "about" covers a tenth to either side."""
SAME_TIME_DAYS: Final = 1
"""Figures of days so far apart speak of the same time."""
FARTHEST_APART: Final = 10
"""Of two values of one thing at one time the larger is at most so many times the smaller; beyond it they count different things."""
SHARED_WORDS: Final = 2
"""Two figures with the same name speak of the same thing when so many other words of their sentences agree."""
CONFLICT_WORDS: Final = 3
"""For a conflict so many have to, where no fate (killed, injured …) says what it is about."""
LEAD: Final = 2000
"""The first dead, injured or missing of a report are those of its own event when they are given in so many characters."""
MANY, LARGE, ALIKE = 10, 1000, 1.25
"""Two figures of one name are of the same thing when they are equal and at least so many, or large and at most so much apart."""
MOST_COMPARED: Final = 300
"""More figures of one name than this are kept in one row and not compared."""

_UPDATE = re.compile(
    r"\b(?:rises?|risen|rose|rising|climb(?:s|ed)?|grown|grew|now|so far|updated?|latest|revised|increased|fell|fallen|later)\b",
    re.IGNORECASE,
)


_SINCE = re.compile(r"\b(?:more|fewer|less) than [^.;]{0,60}\b(?:earlier|before|previously|announced|reported|thought)\b", re.IGNORECASE)
_THEN = re.compile(r"\b(?:last (?:year|month|decade)|years? (?:ago|earlier|before)|since (?:19|20)\d\d|in (?:19|20)\d\d)\b", re.IGNORECASE)


class _Entry(NamedTuple):
    """A figure of one report with all that a comparison needs."""

    published: str | None
    value: FigureValue
    unit: str | None
    label: str | None
    around: frozenset[str]
    is_update: bool
    has_fate: bool
    leads: bool
    names: frozenset[str]


def line_up(story_id: str, reports: Iterable[Annotated]) -> tuple[FigureRow, ...]:
    """The figures of a story's reports in rows, a row for each thing counted: rows in conflict first, then those that most reports give.

    Two figures are of the same thing when their unit, what befell those counted (killed, injured, missing …) and the words for what is
    counted agree, and their sentences share other words. Two reports conflict when they give the thing for the same time and none of the
    one's intervals meets one of the other's; a later figure that says it is new ("has risen to") is an update, not a conflict. When in
    doubt there is no conflict. The order of ``reports`` does not matter.
    """
    things: dict[tuple[str, ...], list[_Entry]] = {}
    for annotated in reports:
        for key, entry in _entries(annotated):
            things.setdefault(key, []).append(entry)
    rows = [_row(story_id, entries) for alike in things.values() for entries in _same(sorted(alike, key=_place))]
    return tuple(sorted(rows, key=_rank))


def _place(entry: _Entry) -> tuple[str, str, Span]:
    return entry.published or "9999", entry.value.report_id, entry.value.span


def _rank(row: FigureRow) -> tuple[bool, int, str, str, str, Span]:
    first = row.values[0]
    return not row.conflict, -len({value.report_id for value in row.values}), row.of or "~", row.unit or "", first.report_id, first.span


def _row(story_id: str, entries: list[_Entry]) -> FigureRow:
    labels = sorted({entry.label for entry in entries if entry.label}, key=lambda label: (-len(label), label))
    return FigureRow(
        story_id=story_id,
        of=labels[0] if labels else None,
        unit=entries[0].unit,
        values=tuple(entry.value for entry in entries),
        conflict=len(entries) <= MOST_COMPARED and _has_conflict(entries),
    )


def _entries(annotated: Annotated) -> Iterator[tuple[tuple[str, ...], _Entry]]:
    """The figures of a report, each under the key where those of the same name meet."""
    report = annotated.report
    spans = sentences(report.text) if annotated.figures else []
    place = 0
    told: set[str] = set()
    for figure in sorted(annotated.figures, key=lambda figure: figure.span):
        while place + 1 < len(spans) and spans[place + 1].start <= figure.span.start:
            place += 1
        sentence = spans[place] if spans else figure.span
        fate = fate_of(report.text, sentence, figure.span, figure.of) if figure.unit is None else None
        key, label = name_thing(figure, fate, is_part_of(report.text, figure.span))
        leads = fate is not None and fate not in told and figure.span.start < LEAD and _THEN.search(sentence.of(report.text)) is None
        if fate is not None:
            told.add(fate)
        near = report.text[max(sentence.start, figure.span.start - 40) : min(sentence.end, figure.span.end + 60)]
        yield (
            key or ("", report.report_id, str(figure.span.start)),
            _Entry(
                published=report.published,
                unit=figure.unit,
                label=label,
                around=words_around(report.text, sentence, figure) if key else frozenset(),
                is_update=_UPDATE.search(near) is not None or _SINCE.search(report.text, figure.span.end, sentence.end) is not None,
                has_fate=fate is not None,
                names=_names(report.text, sentence, figure.span) if fate is not None else frozenset(),
                leads=leads and not is_part_of(report.text, figure.span),
                value=FigureValue(
                    report_id=report.report_id,
                    outlet=report.outlet,
                    span=figure.span,
                    low=figure.low,
                    high=figure.high,
                    change=figure.change,
                    according_to=figure.according_to,
                    as_of=figure.as_of,
                ),
            ),
        )


_NAME = re.compile(r"(?<=[a-z,] )(?:the )?([A-Z][a-z]{2,})")
_DAYS: Final = frozenset(
    "Monday Tuesday Wednesday Thursday Friday Saturday Sunday January February March April May June July August September October November "
    "December".split()
)


def _names(text: str, sentence: Span, span: Span) -> frozenset[str]:
    """The words with a capital near a figure, days and months left out."""
    near = text[max(sentence.start, span.start - _NEAR) : min(sentence.end, span.end + _NEAR)]
    return frozenset(_NAME.findall(near)) - _DAYS


_NEAR: Final = 160


def _same(entries: list[_Entry]) -> list[list[_Entry]]:
    """The entries of one name parted into those whose sentences speak of the same thing (components of shared words)."""
    if len(entries) > MOST_COMPARED:
        return [entries]
    parent = list(range(len(entries)))

    def root(place: int) -> int:
        while parent[place] != place:
            parent[place] = parent[parent[place]]
            place = parent[place]
        return place

    for place, entry in enumerate(entries):
        for other in range(place):
            if _is_same_thing(entry, entries[other]):
                parent[root(place)] = root(other)
    groups: dict[int, list[_Entry]] = {}
    for place, entry in enumerate(entries):
        groups.setdefault(root(place), []).append(entry)
    return list(groups.values())


def _is_same_thing(first: _Entry, second: _Entry) -> bool:
    """True for two figures of one name whose sentences share words; also for the first dead (injured, missing …) that each of two reports
    gives, and for two large figures that are the same or nearly so."""
    if len(first.around & second.around) >= SHARED_WORDS:
        return True
    if first.value.report_id == second.value.report_id:
        return False
    if first.leads and second.leads:
        return True
    one, other = first.value, second.value
    if None in (one.low, one.high, other.low, other.high) or one.low != one.high or other.low != other.high:
        return False
    small, large = sorted((one.low or 0, other.low or 0))
    return small >= MANY and (small == large or (small >= LARGE and large <= small * ALIKE))


# ---------------------------------------------------------------- conflict


def _has_conflict(entries: list[_Entry]) -> bool:
    """True when two reports give the thing for the same time, and none of the one's values meets one of the other's.

    A report that gives several values that do not meet speaks of more than one thing, and is left out.
    """
    by_report: dict[str, list[_Entry]] = {}
    for entry in entries:
        by_report.setdefault(entry.value.report_id, []).append(entry)
    told = [given for given in by_report.values() if all(_meet(first, second) for first in given for second in given)]
    return any(_disagree(one, other) for place, one in enumerate(told) for other in told[place + 1 :])


def _disagree(one: list[_Entry], other: list[_Entry]) -> bool:
    pairs = [(first, second) for first in one for second in other]
    if any(_meet(first, second) for first, second in pairs):
        return False
    return any(_is_same_time(first, second) and _is_near(first, second) for first, second in pairs)


def _interval(value: FigureValue) -> tuple[float, float]:
    low = -math.inf if value.low is None else value.low
    high = math.inf if value.high is None else value.high
    if value.change == "~" and low == high:
        low, high = low - abs(low) * ABOUT, high + abs(high) * ABOUT
    if value.change == "down" and low > 0:
        low, high = -high, -low
    return low, high


def _meet(first: _Entry, second: _Entry) -> bool:
    one, other = _interval(first.value), _interval(second.value)
    return one[0] <= other[1] and other[0] <= one[1]


def _is_near(first: _Entry, second: _Entry) -> bool:
    """True when the ends that face each other are of like size and the sentences agree."""
    one, other = sorted((_interval(first.value), _interval(second.value)))
    below, above = one[1], other[0]
    if below > 0 and above / below > FARTHEST_APART:
        return False
    if first.names and second.names and first.names.isdisjoint(second.names):
        return False  # the dead of two places
    return len(first.around & second.around) >= (SHARED_WORDS if first.has_fate else CONFLICT_WORDS)


def _is_same_time(first: _Entry, second: _Entry) -> bool:
    """True unless the dates differ, or the later of the two says that it is new."""
    one, other = first.value.as_of or first.published, second.value.as_of or second.published
    if not one or not other:
        return True
    if one[:10] != other[:10] and (first if one > other else second).is_update:
        return False
    if (first.published or "") != (second.published or "") and max(first, second, key=_place).is_update:
        return False
    return _days_apart(one[:10], other[:10]) <= SAME_TIME_DAYS


def _days_apart(first: str, second: str) -> int:
    try:
        return abs((datetime.date.fromisoformat(first) - datetime.date.fromisoformat(second)).days)
    except ValueError:
        return 0 if first.startswith(second) or second.startswith(first) else SAME_TIME_DAYS + 1
