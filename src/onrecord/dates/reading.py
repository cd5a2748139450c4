"""What the rules know while a report is read from start to end: the day it was published, and the dates read so far."""

from __future__ import annotations

import datetime
import re
from typing import Final

from onrecord.dates.values import MONTHS, Moment, make_moment, of_date, read_moment
from onrecord.records import DateMention, Span

CLAUSE: Final = 120
"""How far from a date, in characters, a verb is looked for."""
NARRATIVE: Final = 600
"""How far back, in characters, a date still carries on to "a day later" or "on 4 September"."""

_VERBS = re.compile(
    r"\b(?P<future>will|shall|won['’]t|to be|due|set to|scheduled|expected|upcoming|planned|plans?|planning|going to|would|"
    r"hopes? to|aims? to|intends? to|vowed to|begins|starts|takes place|next)\b"
    r"(?:[^\S\n](?:not|also|now|then|have|be|to|for)){0,3}(?:[^\S\n](?:[a-z]+ed|held|made|taken|given|sent|met|put|led|hit)\b)?"
    r"|['’]ll\b|\b(?P<past>was|were|had|did|said|told|took|came|went|left|began|met|won|lost|held|made|found|fell|rose|sent|"
    r"gave|saw|spoke|wrote|shot|hit|led|put|since|ago|[a-z]{3,}ed)\b"
)
_UNTIL = re.compile(r"\b(?:until|till|by)[^\S\n](?:the[^\S\n])?$")
_SENTENCE_EDGE = re.compile(r"[.!?][\"'”’)]?\s|\n")
_MONTH_FIRST = re.compile(
    r"\b(?:Jan|Feb|Mar|Apr|May|June?|July?|Aug|Sept?|Oct|Nov|Dec)[a-z]{0,6}\.? \d{1,2}(?:st|nd|rd|th)?\b(?!:)"
    r"|\b\d{1,2}/(?:1[3-9]|2\d|3[01])/\d"
)


class Reading:
    """One pass over a report: its text, its publication date, and the mentions found before the place being read."""

    def __init__(self, text: str, published: str | None) -> None:
        self.text = text
        moment = _dateline(text, read_moment(published))
        self.published = moment if moment and 1000 <= moment.year <= 9000 else None
        self.found: list[DateMention] = []
        self._month_first: bool | None = None

    @property
    def today(self) -> datetime.date | None:
        """The day of publication, where it is known to the day."""
        return self.published.date if self.published else None

    @property
    def month_first(self) -> bool:
        """True when the report writes the month before the day, so that 3/4/2022 is in March."""
        if self._month_first is None:
            self._month_first = _MONTH_FIRST.search(self.text) is not None
        return self._month_first

    def before(self, start: int, length: int = 24) -> str:
        """The characters before a place, in lower case."""
        return self.text[max(0, start - length) : start].lower()

    def last(self, start: int) -> Moment | None:
        """The latest calendar date mentioned shortly before a place."""
        for mention in reversed(self.found[-4:]):
            if start - mention.span.end > NARRATIVE:
                return None
            moment = read_moment(mention.value)
            if moment and "/" not in mention.value and "-W" not in mention.value:
                return moment
        return None

    def add(self, start: int, end: int, value: str | None) -> None:
        """Keep a mention, where it has a value."""
        if value:
            self.found.append(DateMention(span=Span(start, end), value=value))

    def tense(self, start: int, end: int) -> int:
        """1 when the verb nearest before the date (else after it) speaks of what is to come, -1 of what was, 0 when none tells."""
        before = self.text[max(0, start - CLAUSE) : start]
        if _UNTIL.search(before):
            return 1
        edge = 0
        for match in _SENTENCE_EDGE.finditer(before):
            edge = match.end()
        cues = list(_VERBS.finditer(before, edge))
        cue = cues[-1] if cues else None
        if cue is None:
            after = self.text[end : end + CLAUSE]
            stop = _SENTENCE_EDGE.search(after)
            cue = _VERBS.search(after, 0, stop.start() if stop else len(after))
        return 0 if cue is None else -1 if cue["past"] else 1

    def _is_same_paragraph(self, start: int) -> bool:
        """True when the latest mention stands in the paragraph of a place."""
        return "\n" not in self.text[self.found[-1].span.end : start]

    def nearest(self, start: int, end: int, month: int, day: int | None) -> Moment | None:
        """The month (and day) without a year: of the year being told about, else the nearest to publication that suits the verb."""
        told = self.last(start)
        if told and (not self.published or (told.year != self.published.year and (told.month or self._is_same_paragraph(start)))):
            return make_moment(told.year, month, day)
        if not self.published:
            return None
        here = datetime.date(self.published.year, self.published.month or 7, self.published.day or 15)
        tense = self.tense(start, end)
        costs = []
        for year in (here.year - 1, here.year, here.year + 1):
            moment = make_moment(year, month, day)
            if moment is None:
                continue
            distance = (datetime.date(year, month, day or min(here.day, 28)) - here).days
            against = (distance > 0 and tense < 0) or (distance < 0 and tense > 0)
            costs.append((abs(distance) * (3 if against else 1), moment))
        return min(costs)[1] if costs else None

    def weekday(self, start: int, end: int, number: int) -> Moment | None:
        """The day of that weekday nearest to publication on the side that the verb tells; the day itself when it is one."""
        if self.today is None:
            return None
        back = (self.today.isoweekday() - number) % 7
        ahead = back and self.tense(start, end) > 0
        return of_date(self.today + datetime.timedelta(days=7 - back if ahead else -back))


_DATELINE = re.compile(
    r"(?:^|\n)[^\S\n]*(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day,? )?(?:(?P<month>[A-Z][a-z]{2,8})\.? (?P<day>\d{1,2})|"
    r"(?P<day2>\d{1,2}) (?P<month2>[A-Z][a-z]{2,8})),? (?P<year>\d{4})[^\S\n]*(?=\n|$)"
)
_DATELINE_WITHIN: Final = 400
_DATELINE_DAYS: Final = 3


def _dateline(text: str, published: Moment | None) -> Moment | None:
    """The date that stands on a line of its own at the top of a report, where it is near the publication date or fills it in.

    A weekday in the text is meant against the day of writing, which a feed may date a day or two off.
    """
    match = _DATELINE.search(text, 0, _DATELINE_WITHIN)
    month = MONTHS.get((match["month"] or match["month2"]).lower()) if match else None
    if match is None or month is None:
        return published
    moment = make_moment(int(match["year"]), month, int(match["day"] or match["day2"]))
    if moment is None or moment.date is None or published is None:
        return moment or published
    if published.date is None:
        return moment if moment.value.startswith(published.value) else published
    return moment if abs((moment.date - published.date).days) <= _DATELINE_DAYS else published
