"""What a story is called and how far it reaches."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Final

from onrecord.records import Report, Span, Story
from onrecord.stories.credits import credits
from onrecord.stories.features import day_of
from onrecord.stories.versions import place, versions
from onrecord.text import digest, sentences

LONGEST_TITLE: Final = 120


def describe(reports: Iterable[Report], families: Sequence[Sequence[str]], lead: str | None = None) -> Story:
    """The story of these reports; ``families`` are the ids of those that share one text, ``lead`` the report that gives the title.

    Ids depend on the reports alone, so the same reports make the same story. ``first`` and ``last`` are full, stated dates. Reports of a
    family stand in order of date, then id.
    """
    known = {report.report_id: report for report in reports}
    days = sorted(day for day in map(day_of, known.values()) if day is not None)
    told = known[lead] if lead is not None else min(known.values(), key=place)
    outlets = {report.outlet.casefold() for report in known.values() if report.outlet}
    return Story(
        story_id=story_id(known),
        title=title_of(told),
        first=date.fromordinal(days[0]).isoformat() if days else None,
        last=date.fromordinal(days[-1]).isoformat() if days else None,
        report_ids=tuple(sorted(known)),
        families=tuple(sorted(tuple(sorted(family, key=lambda name: place(known[name]))) for family in families)),
        outlets=len(outlets),
        distinct_texts=len(families),
        versions=versions(known.values(), families),
        credits=tuple(sorted({credit.agency for report in known.values() for credit in credits(report.text)})),
    )


def story_id(report_ids: Iterable[str]) -> str:
    """The id of the story of these reports.

    >>> story_id(["b", "a"]) == story_id(["a", "b"])
    True
    """
    return "story-" + digest(*sorted(report_ids))


def title_of(report: Report) -> str | None:
    """The title of a report, or its first sentence, shortened at a word; None for a report without words."""
    text = " ".join((report.title or "").split())
    if not text:
        first = next(iter(sentences(report.text[:2000])), Span(0, 0))
        text = " ".join(first.of(report.text).split())
    if len(text) > LONGEST_TITLE:
        text = text[: LONGEST_TITLE - 1].rsplit(" ", 1)[0].rstrip(" ,;:–—-") + "…"
    return text or None
