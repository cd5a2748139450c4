"""What ties the reports of a story: the names, words, numbers and dates that most of its texts share."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from typing import Final, Literal

from onrecord.records import Annotated, Record, Span
from onrecord.stories.features import RARE_ZIPF, plain, zipf
from onrecord.text import trim, words

DATE_WEIGHT: Final = 3.0  # what a day counts beside a rare word, which counts 2.4 to 5
FULL_DATE: Final = len("2024-03-05")
KINDS: Final = ("name", "date", "number", "word")
MOST_OF_KIND: Final = {"name": 6, "word": 6, "number": 3, "date": 2}

TieKind = Literal["name", "word", "number", "date"]


class Tie(Record, frozen=True, kw_only=True):
    """A name, word, number or date that ties reports of a story, and its first place in each report that has it.

    ``text`` is as a report writes it; for a date, the day, if the report says enough to know it.
    """

    kind: TieKind
    text: str
    places: tuple[tuple[str, Span], ...]


class _Found:
    """The forms in which one thing is written, and its first place in each report."""

    def __init__(self) -> None:
        self.forms: Counter[str] = Counter()
        self.places: dict[str, Span] = {}

    def add(self, report_id: str, span: Span, form: str) -> None:
        self.forms[form] += 1
        self.places.setdefault(report_id, span)


def ties(told: Sequence[Annotated], families: Sequence[Sequence[str]], most: int = 12) -> tuple[Tie, ...]:
    """What ties the reports of a story: names, days, numbers, then words, the weightiest of each first.

    Weight is rarity times the number of distinct texts; copies of one text count once.
    A person is known by the last rare word of the name, so that "Odalys Marsh" and "Marsh" are one, other names by their rarest; a date is
    the day that an expression of time means.
    """
    family_of = {name: number for number, family in enumerate(families) for name in family}
    told = sorted(told, key=lambda each: each.report.report_id)
    names = {key for each in told for key, _ in _names(each)}
    found: defaultdict[tuple[TieKind, str], _Found] = defaultdict(_Found)
    for each in told:
        for kind, key, span, form in _things(each, names):
            found[kind, key].add(each.report.report_id, span, form)
    ranked = []
    for (kind, key), one in found.items():
        texts = {family_of.get(name, -1) for name in one.places}
        if len(texts) > 1 or (len(families) == 1 and len(one.places) > 1):
            ranked.append((-len(texts) * (DATE_WEIGHT if kind == "date" else 7 - max(zipf(key), 2.0)), kind, key))
    kept: list[Tie] = []
    left = dict(MOST_OF_KIND)
    for _, kind, key in sorted(ranked):
        if left[kind] and len(kept) < most:
            left[kind] -= 1
            one = found[kind, key]
            kept.append(Tie(kind=kind, text=_usual(one.forms), places=tuple(sorted(one.places.items()))))
    return tuple(sorted(kept, key=lambda tie: KINDS.index(tie.kind)))


def _names(each: Annotated) -> Iterator[tuple[str, Span]]:
    """(word, place) of each name in a report that has a rare word: the last one of a person, the rarest of others."""
    for entity in sorted(each.entities, key=lambda entity: entity.span):
        parts = [plain(span.of(each.report.text)) for span in words(each.report.text, *entity.span)]
        rare = [word for word in parts if zipf(word) < RARE_ZIPF]
        if rare:
            yield rare[-1] if entity.type == "person" else min(rare, key=lambda word: (zipf(word), word)), entity.span


def _things(each: Annotated, names: set[str]) -> Iterator[tuple[TieKind, str, Span, str]]:
    """(kind, key, place, form) of all that could tie a report; a word that belongs to a name anywhere in the story is that name."""
    text, inside = each.report.text, set()
    for key, span in _names(each):
        inside.update(words(text, *span))
        yield "name", key, span, _bare(text, span)
    for date in each.dates:
        if len(date.value) == FULL_DATE:
            yield "date", date.value, date.span, _bare(text, date.span) if "X" in date.value else date.value
    for span in words(text):
        key = plain(span.of(text))
        if span not in inside and zipf(key) < RARE_ZIPF:
            yield "name" if key in names else "number" if key[0].isdigit() else "word", key, span, _bare(text, span)


def _bare(text: str, span: Span) -> str:
    """The words at a place without a possessive ending."""
    return " ".join(trim(text, span).of(text).split()).removesuffix("'s").removesuffix("’s")


def _usual(forms: Counter[str]) -> str:
    """The form to show: of several words if there is one, the one written most often, the first in the alphabet."""
    shown = [form for form in forms if " " in form] or list(forms)
    return min(shown, key=lambda form: (-forms[form], len(form), form))
