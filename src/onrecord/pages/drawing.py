"""Pictures as plain numbers: where dates and quantities stand on a scale from 0 to 1, for the templates to draw as SVG."""

from __future__ import annotations

import calendar
import datetime
import math
from collections.abc import Sequence
from typing import Final, NamedTuple

MOST_TICKS: Final = 6
MONTHS: Final = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split()
DAY: Final = 86_400.0


class Stretch(NamedTuple):
    """A place on a scale: ``left`` and ``right`` are equal for a point; an open end runs on to the edge of the scale."""

    left: float
    right: float
    open_left: bool = False
    open_right: bool = False

    @property
    def middle(self) -> float:
        """Halfway between the ends."""
        return (self.left + self.right) / 2


class Tick(NamedTuple):
    """A mark on a scale and what stands below it."""

    at: float
    label: str


class Scale(NamedTuple):
    """Where each value stands (None where it has no place), and the marks to read it by."""

    places: tuple[Stretch | None, ...]
    ticks: tuple[Tick, ...]


def scale_dates(dates: Sequence[str | None]) -> Scale:
    """Where ISO dates stand between the first and the last of them; a partial date covers all the days that it may mean.

    >>> [place.left for place in scale_dates(["2026-03-10", "2026-03-14", "2026-03-12"]).places]
    [0.0, 1.0, 0.5]
    >>> scale_dates(["2026-03-10", None, "soon"]).places[1:]
    (None, None)
    """
    spans = [_span_of(each) for each in dates]
    held = [span for span in spans if span is not None]
    if not held:
        return Scale(tuple(None for _ in spans), ())
    low, high = min(span[0] for span in held), max(span[1] for span in held)
    width = high - low
    if not width:
        return Scale(tuple(None if span is None else Stretch(0.0, 0.0) for span in spans), (Tick(0.0, _day_words(low)),))
    places = tuple(None if span is None else Stretch((span[0] - low) / width, (span[1] - low) / width) for span in spans)
    return Scale(places, _day_ticks(low, high))


def _span_of(value: str | None) -> tuple[float, float] | None:
    """The seconds since year 1 at which an ISO date begins and at which its last day does; None where it is no such date."""
    if not value:
        return None
    try:
        if len(value) > len("2026-03-10"):
            moment = datetime.datetime.fromisoformat(value).replace(tzinfo=None)
            at = (moment - datetime.datetime.min).total_seconds()
            return at, at
        parts = [int(part) for part in value.split("-")]
        year, month, day = (*parts, 0, 0)[:3]
        first = datetime.date(year, month or 1, day or 1)
        last_month = month or 12
        last = first if day else datetime.date(year, last_month, calendar.monthrange(year, last_month)[1])
        return first.toordinal() * DAY, last.toordinal() * DAY
    except (ValueError, OverflowError):
        return None


def _day_ticks(low: float, high: float) -> tuple[Tick, ...]:
    first, last = math.ceil(low / DAY), math.floor(high / DAY)
    step = max(1, math.ceil((last - first + 1) / MOST_TICKS))
    return tuple(Tick((day * DAY - low) / (high - low), _day_words(day * DAY)) for day in range(first, last + 1, step))


def _day_words(seconds: float) -> str:
    day = datetime.date.fromordinal(max(1, int(seconds // DAY)))
    return f"{day.day} {MONTHS[day.month - 1]}"


def scale_numbers(lows: Sequence[float | None], highs: Sequence[float | None]) -> Scale:
    """Where quantities, each from its low to its high end, stand on a common scale; an end that is None is open.

    >>> [(place.left, place.right) for place in scale_numbers([10, 12], [10, 20]).places]
    [(0.0, 0.0), (0.2, 1.0)]
    """
    ends = [end for end in (*lows, *highs) if end is not None and math.isfinite(end)]
    if not ends:
        return Scale(tuple(None for _ in lows), ())
    ticks = _round_numbers(min(ends), max(ends))
    low, high = min(min(ends), ticks[0]), max(max(ends), ticks[-1])
    width = (high - low) or 1.0
    places: list[Stretch | None] = []
    for left, right in zip(lows, highs, strict=True):
        if left is None and right is None:
            places.append(None)
            continue
        places.append(Stretch(
            0.0 if left is None else _unit((left - low) / width), 1.0 if right is None else _unit((right - low) / width),
            left is None, right is None,
        ))  # fmt: skip
    return Scale(tuple(places), tuple(Tick((value - low) / width, _number_words(value)) for value in ticks))


def _unit(value: float) -> float:
    return min(1.0, max(0.0, value)) if math.isfinite(value) else 1.0


def _round_numbers(low: float, high: float) -> list[float]:
    """A few round numbers that hold all from `low` to `high` between them."""
    if high <= low:
        return [low]
    rough = (high - low) / (MOST_TICKS - 1)
    power = 10.0 ** math.floor(math.log10(rough))
    step = next((power * each for each in (1, 2, 5, 10) if power * each >= rough), rough)
    if low == round(low) and high == round(high):
        step = max(1.0, step)  # what is counted in whole numbers has no marks between them
    first = math.floor(low / step)
    return [step * (first + number) for number in range(math.ceil(high / step) - first + 1)]


def _number_words(value: float) -> str:
    """A number as it stands below a scale.

    >>> _number_words(14000.0), _number_words(0.5)
    ('14,000', '0.5')
    """
    return f"{value:,.0f}" if value == round(value) else f"{value:,.3g}"
