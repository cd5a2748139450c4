"""The dates of a report: one pass from start to end, with the rules tried where a word stands that can open one."""

from __future__ import annotations

import re
from typing import Final

from onrecord.dates.reading import Reading
from onrecord.dates.rules import RULES, Read
from onrecord.records import DateMention, Report

_TOKEN = re.compile(r"[^\W\d_]+|\d+")


def _by_opening() -> dict[str, tuple[tuple[re.Pattern[str], Read], ...]]:
    table: dict[str, list[tuple[re.Pattern[str], Read]]] = {}
    for openings, pattern, read in RULES:
        for word in openings.split():
            table.setdefault(word, []).append((pattern, read))
    return {word: tuple(rules) for word, rules in table.items()}


OPENINGS: Final = _by_opening()
"""The rules by the word that opens them; ``#`` stands for digits."""


def find_dates(report: Report) -> tuple[DateMention, ...]:
    """The expressions of time in a report, in order and disjoint, each with its value as in TIMEX3 at its own precision.

    >>> report = Report(report_id="r", published="2022-09-21", text="She left on Friday, a day after the vote of 15 September.")
    >>> [(d.span.of(report.text), d.value) for d in find_dates(report)]
    [('Friday', '2022-09-16'), ('15 September', '2022-09-15')]

    "On Friday" is taken against ``report.published`` and the verb beside it, "a day later" against the date last mentioned. Without a
    publication date only expressions that say it all get a full value; others get X for what is not known, or are left out.
    """
    reading = Reading(report.text, report.published)
    text, done = report.text, 0
    for token in _TOKEN.finditer(text):
        start = token.start()
        if start < done:
            continue
        word = token.group()
        rules = OPENINGS.get("#" if word[0].isdigit() else word.lower())
        if rules is None:
            continue
        for pattern, read in rules:
            match = pattern.match(text, start)
            if match is None:
                continue
            mentions = [mention for mention in read(match, reading) if mention[2]]
            if mentions:
                for mention in mentions:
                    reading.add(*mention)
                done = mentions[-1][1]
                break
    return tuple(reading.found)
