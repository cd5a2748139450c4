"""Signs that texts of a story have an origin in common: the same agency credit, the same words of a statement, long passages in both.

Texts that differ are not thereby reports that came about apart from each other; these signs are shown, with the words, and decide nothing.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import Final, Literal

from onrecord.records import Record, Report, Span
from onrecord.stories.boilerplate import kept_lines
from onrecord.stories.credits import credits
from onrecord.stories.families import SAME_TEXT, family_link
from onrecord.stories.features import StoryFeatures, plain
from onrecord.text import WORD, sentences

RUN: Final = 8  # words in a row that two statements share
PASSAGE: Final = 12  # words in a row that make a passage
MOST_TEXTS: Final = 40  # of a story that are compared pair by pair
MOST_CHARACTERS: Final = 60_000  # of a text that are read for passages
_STATEMENT: Final = re.compile(r"\b(?:statement|press release|news release|e-?mail|spokes(?:man|woman|person|people))\b", re.IGNORECASE)

Place = tuple[str, Span]


class Origin(Record, frozen=True, kw_only=True):
    """A sign of a common origin: what it is, in words, and its places, by report. ``credit`` names an agency, ``statement`` gives words
    said in a statement that distinct texts print alike, ``passage`` is a stretch that two texts share which are not one text."""

    kind: Literal["credit", "statement", "passage"]
    text: str
    places: tuple[Place, ...]


def origins(reports: Sequence[Report], families: Sequence[Sequence[str]], most: int = 12) -> tuple[Origin, ...]:
    """The signs of a common origin among the reports of a story, credits first, then statements; at most so many of each kind."""
    family_of = {name: number for number, family in enumerate(families) for name in family}
    told = sorted(reports, key=lambda report: report.report_id)
    return (*_credited(told)[:most], *_stated(told, family_of)[:most])


def _credited(reports: Sequence[Report]) -> list[Origin]:
    places: defaultdict[str, dict[str, Span]] = defaultdict(dict)
    for report in reports:
        for credit in credits(report.text):
            places[credit.agency].setdefault(report.report_id, credit.span)
    shared = sorted((-len(held), agency) for agency, held in places.items() if len(held) > 1)
    return [Origin(kind="credit", text=agency, places=tuple(sorted(places[agency].items()))) for _, agency in shared]


def _stated(reports: Sequence[Report], family_of: dict[str, int]) -> list[Origin]:
    """Words in a row in sentences that speak of a statement, printed alike by distinct texts."""
    text_of = {report.report_id: report.text for report in reports}
    holders: defaultdict[tuple[str, ...], dict[str, Span]] = defaultdict(dict)
    runs: list[tuple[str, list[tuple[tuple[str, ...], Span]]]] = []
    for report in reports:
        for spans in _statements(report.text[:MOST_CHARACTERS]):
            own = [
                (tuple(plain(span.of(report.text)) for span in spans[at : at + RUN]), Span(spans[at].start, spans[at + RUN - 1].end))
                for at in range(len(spans) - RUN + 1)
            ]
            runs.append((report.report_id, own))
            for words, span in own:
                holders[words].setdefault(report.report_id, span)
    found: dict[str, Origin] = {}
    for report_id, own in runs:
        at = 0
        while at < len(own):
            stretch = at
            while stretch < len(own) and len({family_of.get(name) for name in holders[own[stretch][0]]}) > 1:
                stretch += 1
            if stretch > at:
                places = {name: Span(span.start, max(span.end, holders[own[stretch - 1][0]].get(name, span).end))
                          for name, span in holders[own[at][0]].items()}  # fmt: skip
                printed = Span(own[at][1].start, own[stretch - 1][1].end).of(text_of[report_id])
                key = " ".join(map(plain, WORD.findall(printed)))
                if not any(key in longer for longer in found):
                    found[key] = Origin(kind="statement", text=" ".join(printed.split()), places=tuple(sorted(places.items())))
            at = stretch + 1
    return sorted(found.values(), key=lambda origin: (-len(origin.places), -len(origin.text), origin.text))


def _statements(text: str) -> Iterator[list[Span]]:
    """The words of each sentence that speaks of a statement."""
    if _STATEMENT.search(text):
        for sentence in sentences(text):
            if _STATEMENT.search(text, sentence.start, sentence.end):
                yield [Span(*found.span()) for found in WORD.finditer(text, sentence.start, sentence.end)]


def reused(reports: Sequence[Report], known: Sequence[StoryFeatures], most: int = 12) -> tuple[Origin, ...]:
    """The passages of texts that share a part, and are not one text: a sign for each pair of texts, the longest passage of it.

    ``known`` are the features of ``reports``, in their order: of one report for each distinct text. Only so many texts are compared.
    """
    found = []
    pairs = [(left, right) for right in range(min(len(known), MOST_TEXTS)) for left in range(right)]
    for left, right in pairs:
        link = family_link(known[left], known[right])
        if link is None or link.score >= SAME_TEXT:
            continue
        shared = passages(reports[left].text, reports[right].text)
        if shared:
            words = sum(len(WORD.findall(one.of(reports[left].text))) for one, _ in shared)
            first, second = max(shared, key=lambda two: (two[0].end - two[0].start, -two[0].start))
            places = tuple(sorted([(reports[left].report_id, first), (reports[right].report_id, second)]))
            amount = f"{words} words" if len(shared) == 1 else f"{words} words in {len(shared)} passages"
            found.append((-words, Origin(kind="passage", text=amount, places=places)))
    return tuple(origin for _, origin in sorted(found, key=lambda two: (two[0], two[1].places))[:most])


def passages(left: str, right: str) -> list[tuple[Span, Span]]:
    """The stretches of at least `PASSAGE` words that two texts share, in the order of the left one, as spans in both.

    >>> told = "The dam above Lowbridge failed on Tuesday and the river rose by two metres in an hour"
    >>> [(a.of(told), b) for a, b in passages(told, told + ".")] == [(told, (0, len(told)))]
    True
    """
    one, other = _words(left), _words(right)
    words, others = [plain(span.of(left)) for span in one], [plain(span.of(right)) for span in other]
    first: dict[tuple[str, ...], int] = {}
    for at in range(len(others) - PASSAGE + 1):
        first.setdefault(tuple(others[at : at + PASSAGE]), at)
    found, at = [], 0
    while at <= len(words) - PASSAGE:
        there = first.get(tuple(words[at : at + PASSAGE]))
        if there is None:
            at += 1
            continue
        size = PASSAGE
        while at + size < len(words) and there + size < len(others) and words[at + size] == others[there + size]:
            size += 1
        found.append((Span(one[at].start, one[at + size - 1].end), Span(other[there].start, other[there + size - 1].end)))
        at += size
    return found


def _words(text: str) -> list[Span]:
    found = []
    for start, end in kept_lines(text[:MOST_CHARACTERS]):
        found += [Span(*match.span()) for match in WORD.finditer(text, start, end)]
    return found
