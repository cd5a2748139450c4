"""Figures of the same thing beside each other, for dot plots."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from typing import Final

from onrecord.pipeline import lines, telling
from onrecord.pipeline.views import FigureDot, FigurePlot
from onrecord.records import FigureRow, FigureValue
from onrecord.store import Carrier, Reader

DOTS: Final = 16
LONGEST_WORDS: Final = 60


def plots_of(reader: Reader, rows: Sequence[FigureRow], with_stories: bool = False) -> tuple[FigurePlot, ...]:
    """A plot for each row; of a row with many values the first are shown."""
    carriers = reader.carriers(value.report_id for row in rows for value in row.values[:DOTS])
    ids = {row.story_id for row in rows if row.story_id} if with_stories else set()
    stories = {story_id: lines.story_line(story) for story_id in sorted(ids) if (story := reader.story(story_id)) is not None}
    return tuple(
        FigurePlot(
            row=row, title=lines.clipped(row.of or "not said of what", LONGEST_WORDS * 2), unit=row.unit, is_conflict=row.conflict,
            dots=tuple(_dots(row.values[:DOTS], carriers)), dots_count=len(row.values), story=stories.get(row.story_id or ""),
        )
        for row in rows
    )


def _dots(values: Iterable[FigureValue], carriers: dict[str, Carrier]) -> Iterable[FigureDot]:
    for value in values:
        carrier = carriers.get(value.report_id)
        if carrier is None:
            continue
        yield FigureDot(
            report=lines.report_line(carrier.report), words=lines.clipped(value.span.of(carrier.report.text), LONGEST_WORDS),
            low=_finite(value.low), high=_finite(value.high), change=value.change, according_to=value.according_to, as_of=value.as_of,
            as_of_words=telling.date_words(value.as_of) if value.as_of else None, start=value.span.start,
        )  # fmt: skip


def _finite(value: float | None) -> float | None:
    return float(value) if value is not None and abs(value) < math.inf else None
