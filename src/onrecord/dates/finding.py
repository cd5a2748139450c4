"""The dates of a report: one pass from start to end, with the rules tried where a word stands that can open one."""

from __future__ import annotations

import re
from typing import Final

from onrecord.dates.pieces import COUNT, MONTH, ORDINAL, PART, SEASON, SP, UNIT, WEEKDAY, Read
from onrecord.dates.reading import Reading
from onrecord.dates.rules import RULES
from onrecord.dates.values import MONTHS, NUMBERS, WEEKDAYS, number_of, read_moment, shift
from onrecord.records import DateMention, Report


def _by_opening() -> dict[str, tuple[tuple[re.Pattern[str], Read], ...]]:
    table: dict[str, list[tuple[re.Pattern[str], Read]]] = {}
    for openings, pattern, read in RULES:
        for word in openings.split():
            table.setdefault(word, []).append((pattern, read))
    return {word: tuple(rules) for word, rules in table.items()}


OPENINGS: Final = _by_opening()
"""The rules by the word that opens them; ``#`` stands for digits."""


def _opening() -> re.Pattern[str]:
    """The places worth trying: digits, and the words that open a rule, months and weekdays only with a capital.

    The words are grouped by their first letter, which makes the search three times as fast as one long list of them.
    """
    letters: dict[str, set[str]] = {}
    for word in OPENINGS:
        if word[0].isalpha():
            spelled = (word.capitalize(), word.upper()) if word in MONTHS or word in WEEKDAYS else (word, word.capitalize(), word.upper())
            for form in spelled:
                letters.setdefault(form[0], set()).add(form[1:])
    groups = "|".join(f"{letter}(?:{'|'.join(sorted(rest, reverse=True))})" for letter, rest in sorted(letters.items()))
    return re.compile(rf"\b(?:{groups})(?![^\W\d_])|\d+")


_PERIOD = f"{UNIT}|hour|{PART}"
_BEFORE_PERIOD = re.compile(rf"{SP}?-?(?:{_PERIOD}|and{SP}a)", re.IGNORECASE)
_BEFORE_DATE = re.compile(
    rf"{SP}(?:{_PERIOD}|{SEASON}|{MONTH}|{WEEKDAY}|{ORDINAL}|{COUNT}|century|weekend|quarter|last|next|past|previous|following|same|preceding|"
    r"coming|first|few|several|couple|\d)",
    re.IGNORECASE,
)
GATES: Final = {
    **dict.fromkeys((word for word in NUMBERS if not word.endswith("ty")), _BEFORE_PERIOD),
    **dict.fromkeys("the this that these last next past previous same".split(), _BEFORE_DATE),
}
"""Words so common that they are tried only before one that can go on to a date."""

_OPENING: Final = _opening()


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
    for opening in _OPENING.finditer(text):
        start = opening.start()
        if start < done:
            continue
        word = opening.group().lower()
        gate = GATES.get(word)
        if gate and not gate.match(text, opening.end()):
            continue
        for pattern, read in OPENINGS["#" if word[0].isdigit() else word]:
            match = pattern.match(text, start)
            if match is None:
                continue
            mentions = [mention for mention in read(match, reading) if mention[2]]
            if mentions:
                _offset(reading, mentions[0], done)
                for mention in mentions:
                    reading.add(*mention)
                done = mentions[-1][1]
                break
    return tuple(reading.found)


_OFFSET = re.compile(
    rf"\b(?P<count>{COUNT}){SP}(?P<unit>{UNIT})s?{SP}(?P<way>after|before){SP}(?:(?:the|last|this|a){SP})?$",
    re.IGNORECASE,
)


def _offset(reading: Reading, mention: tuple[int, int, str | None], floor: int) -> None:
    """Keep "two days after" before the date that it is counted from."""
    start, _, value = mention
    match = _OFFSET.search(reading.text, max(floor, start - 40), start)
    moment = read_moment(value) if match else None
    count = number_of(match["count"]) if match else None
    if match and moment and count is not None:
        away = shift(moment, -count if match["way"].lower() == "before" else count, match["unit"].lower())
        reading.add(match.start(), match.end("way"), away)
