"""Versions of one report: what one outlet published again at the same address, or later with most of the same text."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Final
from urllib.parse import urlsplit

from onrecord.records import Report
from onrecord.stories.boilerplate import kept_lines
from onrecord.stories.features import day_of, shingle, words_of
from onrecord.text import fold

MOST_OF_TEXT: Final = 0.5  # Jaccard of the five-word runs
MOST_COMPARED: Final = 64  # reports of one outlet in one family


def versions(reports: Iterable[Report], families: Sequence[Sequence[str]]) -> tuple[tuple[str, ...], ...]:
    """The ids of reports of one family that are versions of one report, each group from the first to the last; sorted.

    Reports of one family are versions of each other at the same address, or from the same outlet on different days with most of the text.
    The order is by date as stated, then id; reports without a date come last.
    """
    known = {report.report_id: report for report in reports}
    found = []
    for family in families:
        own = sorted((known[name] for name in family if name in known), key=place)
        found += [tuple(report.report_id for report in group) for group in _groups(own) if len(group) > 1]
    return tuple(sorted(found))


def place(report: Report) -> tuple[int, str, str]:
    """Where a report stands in time: the day, the time as written, then its id; without a full date after all others."""
    day = day_of(report)
    return (10**9, "", report.report_id) if day is None else (day, report.published or "", report.report_id)


def address(url: str | None) -> str | None:
    """An address without what does not tell pages apart: scheme, "www.", fragment, a closing slash.

    >>> address("https://www.wend.example/dam/#top") == address("http://wend.example/dam")
    True
    """
    if not url:
        return None
    try:
        parts = urlsplit(url.strip())
    except ValueError:
        return None
    host = parts.netloc.casefold().removeprefix("www.")
    path = parts.path.rstrip("/")
    return f"{host}{path}?{parts.query}" if host and (path or parts.query) else None


def _groups(reports: Sequence[Report]) -> list[list[Report]]:
    """The reports of a family, in order of time, by the report of which they are versions."""
    by_address: defaultdict[tuple[str, str], list[Report]] = defaultdict(list)
    for report in reports:
        at = address(report.url)
        by_address[("at", at) if at else ("alone", report.report_id)].append(report)
    groups: list[list[Report]] = []
    runs: dict[str, set[int]] = {}
    of_outlet: defaultdict[str, list[list[Report]]] = defaultdict(list)
    for group in sorted(by_address.values(), key=lambda group: place(group[0])):
        outlet = fold(group[0].outlet or "")
        for earlier in of_outlet[outlet][:MOST_COMPARED] if outlet else []:
            if _is_later(earlier[-1], group[0]) and _jaccard(earlier[-1], group[0], runs) >= MOST_OF_TEXT:
                earlier += group
                break
        else:
            groups.append(group)
            of_outlet[outlet].append(group)
    return groups


def _is_later(earlier: Report, later: Report) -> bool:
    first, second = day_of(earlier), day_of(later)
    return first is not None and second is not None and first < second


def _jaccard(left: Report, right: Report, runs: dict[str, set[int]]) -> float:
    for report in (left, right):
        if report.report_id not in runs:
            runs[report.report_id] = set(shingle(words_of(report.text, kept_lines(report.text))).tolist())
    a, b = runs[left.report_id], runs[right.report_id]
    return len(a & b) / len(a | b) if a and b else 0.0
