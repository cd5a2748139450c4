"""What a story is called, how far it reaches and what ties its reports."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date
from typing import Final, Literal

from onrecord.records import Record, Report, Span, Story
from onrecord.stories.credits import credits
from onrecord.stories.features import RARE_ZIPF, day_of, plain, zipf
from onrecord.text import digest, sentences, trim, words

LONGEST_TITLE: Final = 120


class Tie(Record, frozen=True, kw_only=True):
    """A name, word, number or date that ties reports of a story, and its first place in each report that has it."""

    kind: Literal["name", "word", "number", "date"]
    text: str
    places: tuple[tuple[str, Span], ...]


def describe(reports: Iterable[Report], families: Sequence[Sequence[str]], lead: str | None = None) -> Story:
    """The story of these reports; ``families`` are the ids of those that share one text, ``lead`` the report that gives the title.

    Ids depend on the reports alone, so the same reports make the same story. ``first`` and ``last`` are full, stated dates. Reports of a
    family stand in order of date, then id: of one article's versions the earliest comes first.
    """
    known = {report.report_id: report for report in reports}
    days = sorted(day for day in map(day_of, known.values()) if day is not None)
    told = known[lead] if lead is not None else min(known.values(), key=_place)
    outlets = {report.outlet.casefold() for report in known.values() if report.outlet}
    return Story(
        story_id=story_id(known),
        title=title_of(told),
        first=date.fromordinal(days[0]).isoformat() if days else None,
        last=date.fromordinal(days[-1]).isoformat() if days else None,
        report_ids=tuple(sorted(known)),
        families=tuple(sorted(tuple(sorted(family, key=lambda name: _place(known[name]))) for family in families)),
        outlets=len(outlets),
        distinct_texts=len(families),
        credits=tuple(sorted({credit.agency for report in known.values() for credit in credits(report.text)})),
    )


def story_id(report_ids: Iterable[str]) -> str:
    """The id of the story of these reports.

    >>> story_id(["b", "a"]) == story_id(["a", "b"])
    True
    """
    return "story-" + digest(*sorted(report_ids))


def _place(report: Report) -> tuple[int, str]:
    day = day_of(report)
    return (10**9 if day is None else day, report.report_id)


def title_of(report: Report) -> str | None:
    """The title of a report, or its first sentence, shortened at a word; None for a report without words."""
    text = " ".join((report.title or "").split())
    if not text:
        first = next(iter(sentences(report.text[:2000])), Span(0, 0))
        text = " ".join(first.of(report.text).split())
    if len(text) > LONGEST_TITLE:
        text = text[: LONGEST_TITLE - 1].rsplit(" ", 1)[0].rstrip(" ,;:–—-") + "…"
    return text or None


def why(reports: Sequence[Report], families: Sequence[Sequence[str]], most: int = 12) -> tuple[Tie, ...]:
    """What ties the reports of a story: the rare names, words and numbers that most of its texts share, weightiest first.

    Copies of one text count once. Every tie carries its first place in each report that has it.
    """
    family_of = {name: number for number, family in enumerate(families) for name in family}
    places: dict[str, dict[str, Span]] = {}
    capitals: Counter[str] = Counter()
    seen: Counter[str] = Counter()
    for report in reports:
        for span in words(report.text):
            word = plain(span.of(report.text))
            if zipf(word) < RARE_ZIPF:
                seen[word] += 1
                capitals[word] += report.text[span.start].isupper()
                places.setdefault(word, {}).setdefault(report.report_id, span)
    ranked = []
    for word, where in places.items():
        texts = {family_of.get(name, -1) for name in where}
        if len(texts) > 1 or (len(families) == 1 and len(where) > 1):
            ranked.append((-len(texts) * (7 - max(zipf(word), 2.0)), word))
    found = []
    for _, word in sorted(ranked)[:most]:
        kind: Literal["name", "word", "number"] = "number" if word[0].isdigit() else "name" if 2 * capitals[word] > seen[word] else "word"
        held = sorted(places[word].items())
        first = next(report for report in reports if report.report_id == held[0][0])
        found.append(Tie(kind=kind, text=trimmed(held[0][1], first.text), places=tuple(held)))
    return tuple(found)


def trimmed(span: Span, text: str) -> str:
    """The words of a tie as the first report writes them, without a possessive ending."""
    return trim(text, span).of(text).removesuffix("'s").removesuffix("’s")
