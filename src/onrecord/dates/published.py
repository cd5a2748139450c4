"""The publication date, from whatever a header or a feed gives."""

from __future__ import annotations

import datetime
import email.utils
import re

from onrecord.dates.values import MONTHS, make_moment

_LONGEST = 200
_ISO = re.compile(r"(\d{4})(?:[-/.](\d{1,2})(?:[-/.](\d{1,2}))?)?(?=$|[T\s,Z(+])")
_COMPACT = re.compile(r"(\d{4})(\d\d)(\d\d)(?:T?\d{4,6}Z?)?$")
_EPOCH = re.compile(r"-?\d{9,10}(?:\.\d{1,9})?$|\d{12,13}$")
_DAY_FIRST = re.compile(r"\b(\d{1,2})(?:st|nd|rd|th)?[\s\-./]{1,3}(?:of\s)?([A-Za-z]{3,9})\.?,?[\s\-./]{1,3}(\d{4})\b")
_MONTH_FIRST = re.compile(r"\b([A-Za-z]{3,9})\.?\s{1,3}(\d{1,2})(?:st|nd|rd|th)?,?\s{1,3}(\d{4})\b")
_MONTH_YEAR = re.compile(r"\b([A-Za-z]{3,9})\.?,?\s{1,3}(\d{4})\b")
_SLASHED = re.compile(r"(\d{1,2})[/.](\d{1,2})[/.](\d{4})\b")


def parse_published(value: str) -> str | None:
    """The publication date as ISO 8601, as precise as given (``2022-09-21``, ``2022-09``, ``2022``); None when there is none.

    >>> [parse_published(value) for value in ("2022-09-21T10:03:00Z", "Sept. 21, 2022 10:03 GMT", "September 2022", "soon")]
    ['2022-09-21', '2022-09-21', '2022-09', None]

    The day is the one written, in the zone written. Seconds since 1970 are read as UTC. A slashed date that fits both ways
    (``3/4/2022``) gives its year alone.
    """
    value = " ".join(value[:_LONGEST].split())
    if not value:
        return None
    if _EPOCH.match(value):
        seconds = float(value) / (1000 if len(value.partition(".")[0]) > 11 else 1)
        day = datetime.datetime(1970, 1, 1) + datetime.timedelta(seconds=seconds)
        return day.date().isoformat()
    iso = _COMPACT.match(value) or _ISO.match(value)
    if iso:
        return _moment(*(int(part) if part else None for part in iso.groups()))
    for pattern, order in ((_DAY_FIRST, (2, 1, 0)), (_MONTH_FIRST, (2, 0, 1))):
        match = pattern.search(value)
        if match and (month := MONTHS.get(match.groups()[order[1]].lower())):
            return _moment(int(match.groups()[order[0]]), month, int(match.groups()[order[2]]))
    match = _SLASHED.search(value)
    if match:
        first, second, year = (int(part) for part in match.groups())
        if first > 12 or first == second:
            return _moment(year, second, first)
        return _moment(year, first, second) if second > 12 else _moment(year)
    parsed = email.utils.parsedate(value)
    if parsed:
        return _moment(*parsed[:3])
    match = _MONTH_YEAR.search(value)
    if match and (month := MONTHS.get(match[1].lower())):
        return _moment(int(match[2]), month)
    return None


def _moment(year: int | None, month: int | None = None, day: int | None = None) -> str | None:
    if year is None or not 1500 <= year <= 2999:
        return None
    moment = make_moment(year, month, day)
    return moment.value if moment else None
