"""The values that the reports of a story give for the same thing, lined up, and whether they conflict."""

from __future__ import annotations

import datetime
import math
import re
from collections.abc import Iterable
from typing import Final, NamedTuple

from onrecord.records import Annotated, Figure, FigureRow, FigureValue, Span
from onrecord.text import fold, sentences

ABOUT: Final = 0.1
"""A number given as "about" covers a tenth to either side."""
SAME_TIME_DAYS: Final = 1
"""Undated figures of reports published so many days apart speak of the same time."""

FATES: Final = {
    "killed": "kill kills killed killing killings dead die dies died dying death deaths fatality fatalities toll perished slain lives",
    "injured": "injure injured injures injuring injury injuries wound wounded wounding hurt hospitalised hospitalized",
    "missing": "missing unaccounted disappeared",
    "arrested": "arrest arrested arrests arresting detained detain detentions custody",
    "displaced": "displaced evacuated evacuate evacuations fled homeless evacuees refugees",
    "infected": "infected infections cases infection",
    "rescued": "rescued rescue saved freed",
    "attending": "attended attend attending gathered marched rallied protested demonstrated turned crowd",
}
_FATE_OF = {word: fate for fate, words in FATES.items() for word in words.split()}
_FATE = re.compile(rf"\b(?:{'|'.join(sorted(_FATE_OF, key=len, reverse=True))})\b", re.IGNORECASE)
_PEOPLE = frozenset(
    """people person persons victim victims life lives death deaths fatality fatalities other others case casualty casualties dead
    toll""".split()
)
_EMPTY = frozenset(
    """the a an of in on at by for from to with and or its their his her our all this that these those some other others own more new
    another total least about around only just also than as who which it he she they""".split()
)
_UPDATE = re.compile(
    r"\b(?:rises?|risen|rose|rising|climb(?:s|ed)?|grown|grew|now|so far|updated?|latest|revised|increased|fell|fallen|since|later|"
    r"new)\b", re.IGNORECASE
)
_WORD = re.compile(r"[^\W\d_]+")
_AFTER: Final = 60
_BEFORE: Final = 40


class _Entry(NamedTuple):
    """A figure of one report with all that a comparison needs."""

    key: tuple[str, ...]
    label: str | None
    published: str | None
    is_update: bool
    value: FigureValue
    unit: str | None


def line_up(story_id: str, reports: Iterable[Annotated]) -> tuple[FigureRow, ...]:
    """The figures of a story's reports in rows, a row for each thing counted; rows in conflict first, then those that most reports give.

    Two figures are of the same thing when unit, fate (killed, injured, missing …) and the words for what is counted are equal in their
    plain forms. They conflict when they are also of the same time and their intervals do not meet; a later figure that says it is new
    ("has risen to") is an update, not a conflict. The order of ``reports`` does not matter.
    """
    rows: dict[tuple[str, ...], list[_Entry]] = {}
    for annotated in reports:
        for entry in _entries(annotated):
            rows.setdefault(entry.key, []).append(entry)
    lined = []
    for entries in rows.values():
        entries.sort(key=lambda entry: (entry.published or "9999", entry.value.report_id, entry.value.span))
        labels = sorted({entry.label for entry in entries if entry.label}, key=lambda label: (-len(label), label))
        lined.append(
            FigureRow(
                story_id=story_id,
                of=labels[0] if labels else None,
                unit=entries[0].unit,
                values=tuple(entry.value for entry in entries),
                conflict=_has_conflict(entries),
            )
        )
    return tuple(
        sorted(
            lined,
            key=lambda row: (
                not row.conflict, -len({value.report_id for value in row.values}), row.of or "~", row.unit or "",
                row.values[0].report_id, row.values[0].span,
            ),
        )
    )  # fmt: skip


def _entries(annotated: Annotated) -> Iterable[_Entry]:
    report = annotated.report
    spans = sentences(report.text)
    place = 0
    for figure in sorted(annotated.figures, key=lambda figure: figure.span):
        while place + 1 < len(spans) and spans[place + 1].start <= figure.span.start:
            place += 1
        sentence = spans[place] if spans else Span(0, len(report.text))
        fate = _fate(report.text, sentence, figure.span) if figure.unit is None else None
        key, label = _thing(figure, fate)
        around = report.text[max(sentence.start, figure.span.start - _BEFORE) : min(sentence.end, figure.span.end + _AFTER)]
        yield _Entry(
            key=key or ("", report.report_id, str(figure.span.start)),
            label=label,
            published=report.published,
            is_update=_UPDATE.search(around) is not None,
            unit=figure.unit,
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
        )


def _fate(text: str, sentence: Span, span: Span) -> str | None:
    """What befell those counted: the word nearest to the figure, after it before one that stands before it."""
    after = _FATE.search(text, span.end, min(sentence.end, span.end + _AFTER))
    before = list(_FATE.finditer(text, max(sentence.start, span.start - _BEFORE), span.start))
    if after and not re.search(r"\band\b|[,;]", text[span.end : after.start()]):
        return _FATE_OF[after.group().lower()]
    if before and not re.search(r"[,;]|\band\b", text[before[-1].end() : span.start]):
        return _FATE_OF[before[-1].group().lower()]
    return _FATE_OF[after.group().lower()] if after else None


def _thing(figure: Figure, fate: str | None) -> tuple[tuple[str, ...] | None, str | None]:
    """The key under which figures of the same thing meet (None when the words do not tell), and its name for reading."""
    stems = sorted({_stem(word) for word in _WORD.findall(fold(figure.of or ""))} - _EMPTY - {""})
    moved = "change" if figure.change in ("up", "down") else "level"
    if fate is not None:
        rest = [stem for stem in stems if stem not in _PEOPLE and stem + "s" not in _PEOPLE and stem not in _FATE_OF]
        counted = " ".join(word for word in (figure.of or "people").split())
        label = counted if _FATE.search(counted) else f"{counted} {fate}"
        return (fate, moved, *rest), label
    known = [stem for stem in stems if stem not in _PEOPLE]
    if not known:
        return None, figure.of
    return ("", figure.unit or "", moved, *stems), figure.of


def _stem(word: str) -> str:
    if len(word) > 4 and word.endswith("ies"):
        return word[:-3] + "y"
    return word[:-1] if len(word) > 3 and word.endswith("s") and not word.endswith("ss") else word


def _interval(value: FigureValue) -> tuple[float, float]:
    low = -math.inf if value.low is None else value.low
    high = math.inf if value.high is None else value.high
    if value.change == "~" and low == high:
        low, high = low - abs(low) * ABOUT, high + abs(high) * ABOUT
    if value.change == "down" and low > 0:
        low, high = -high, -low
    return low, high


def _has_conflict(entries: list[_Entry]) -> bool:
    """True when two values of different reports for the same time cannot both hold."""
    return any(
        first.value.report_id != second.value.report_id and _clash(first, second)
        for place, first in enumerate(entries)
        for second in entries[place + 1 :]
    )


def _clash(first: _Entry, second: _Entry) -> bool:
    one, other = _interval(first.value), _interval(second.value)
    if one[0] <= other[1] and other[0] <= one[1]:
        return False
    if first.value.as_of and second.value.as_of:
        as_of = first.value.as_of[:10], second.value.as_of[:10]
        return as_of[0].startswith(as_of[1]) or as_of[1].startswith(as_of[0])
    if not first.published or not second.published:
        return True
    if (first.published < second.published and second.is_update) or (second.published < first.published and first.is_update):
        return False
    return _days_apart(first.published, second.published) <= SAME_TIME_DAYS


def _days_apart(first: str, second: str) -> int:
    try:
        return abs((datetime.date.fromisoformat(first[:10]) - datetime.date.fromisoformat(second[:10])).days)
    except ValueError:
        return 0 if first.startswith(second) or second.startswith(first) else SAME_TIME_DAYS + 1
