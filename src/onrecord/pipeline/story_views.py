"""The page of a story: statements by outlets, first appearances, shared texts, figures, and what ties its reports."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from typing import Final

import msgspec

from onrecord.errors import NotHeld
from onrecord.pipeline import lines, telling
from onrecord.pipeline.asking import paging, read_key, with_query, write_key
from onrecord.pipeline.figure_views import plots_of
from onrecord.pipeline.listing import SURE
from onrecord.pipeline.views import (
    Appearance,
    Cell,
    Matrix,
    MatrixColumn,
    MatrixRow,
    ReportLine,
    SharedText,
    StoryPage,
    address,
)
from onrecord.records import Statement, Story, Witness
from onrecord.store import Reader, ReportHead

ROWS: Final = 20
COLUMNS: Final = 12
SILENT: Final = 40
APPEARANCES: Final = 30
TEXTS: Final = 30
COPIES: Final = 12
PLOTS: Final = 4
TIES: Final = 40
TIED_TEXTS, TIED_COPIES = 10, 2
MOST_REPORTS: Final = 400
NO_REPORT: Final = "no report held"
CLASS_ORDER: Final = (  # the class that most needs an eye first
    "differs-critical", "joined", "shortened", "differs-minor", "not-found", "shortened-marked", "clean", "normalised", "same",
    "paraphrase",
)  # fmt: skip
MINUTE, HOUR, DAY = 60, 3_600, 86_400


def story_page(
    reader: Reader, story: Story, why: Sequence[str], after: str | None = None, columns_after: str | None = None, unsure: bool = False
) -> StoryPage:
    """A story's page; ``why`` are the sentences that say what ties its reports."""
    heads = reader.heads_of_story(story.story_id, MOST_REPORTS)
    reports = {head.report_id: lines.report_line(head) for head in heads}
    columns = _columns(heads, reports)
    appearances = timeline(heads)
    texts = _shared_texts(story, reports)
    conflicting = [row for _, row in reader.figures(None, PLOTS + 1, story.story_id, True)]
    return StoryPage(
        line=lines.story_line(story), credits=tuple(lines.clipped(each, 80) for each in story.credits[:8]),
        matrix=_matrix(reader, story, columns, after, columns_after, unsure), timeline=appearances[:APPEARANCES],
        timeline_left_out=max(0, len(appearances) - APPEARANCES), shared_texts=texts[:TEXTS],
        shared_texts_left_out=max(0, len(texts) - TEXTS), figures=plots_of(reader, conflicting[:PLOTS]),
        figures_left_out=len(conflicting[PLOTS:]), why=tuple(lines.clipped(each, 300) for each in why[:TIES]),
    )  # fmt: skip


def beginning(story: Story) -> Story:
    """The story with the first reports of its first texts alone: saying why they belong together reads what it speaks of."""
    return msgspec.structs.replace(story, families=tuple(family[:TIED_COPIES] for family in story.families[:TIED_TEXTS]))


# ---------------------------------------------------------------- statements by outlets


def _columns(heads: Sequence[ReportHead], reports: dict[str, ReportLine]) -> list[tuple[tuple[str, str], MatrixColumn]]:
    """(key, column) for each outlet, and each report without one, in the order of their first appearance."""
    held: dict[str, list[str]] = {}
    for head in heads:
        held.setdefault(head.outlet or head.report_id, []).append(head.report_id)
    columns = []
    for name, ids in held.items():
        first = reports[min(ids, key=lambda each: (reports[each].published or "~", each))]
        column = MatrixColumn(label=first.label, outlet=first.outlet, report=first, reports=len(ids))
        columns.append(((first.published or "~", name), column))
    return sorted(columns, key=lambda each: each[0])


def _matrix(
    reader: Reader, story: Story, columns: Sequence[tuple[tuple[str, str], MatrixColumn]], after: str | None, columns_after: str | None,
    unsure: bool,
) -> Matrix:  # fmt: skip
    path = address("stories", story.story_id)
    asked = {"unsure": "1" if unsure else None}
    left = read_key(columns_after, tuple[str, str])
    held = reader.story_statements(story.story_id, read_key(after, tuple[int, str, str]), ROWS + 1, 0 if unsure else SURE)
    carrying = {witness.outlet or witness.report_id for _, _, each in held[:ROWS] for witness in each.witnesses}
    silent = [column for _, column in columns if _name(column) not in carrying]
    rest = [each for each in columns if _name(each[1]) in carrying and (left is None or each[0] > left)]
    shown = rest[:COLUMNS]
    listed = reader.listed_speakers(each.speaker_id for _, _, each in held[:ROWS] if each.speaker_id)
    names = [_name(column) for _, column in shown]
    rows = tuple(
        MatrixRow(statement=lines.statement_line(each, sure >= SURE, listed), cells=_cells(each, names)) for _, sure, each in held[:ROWS]
    )
    onward = write_key(shown[-1][0]) if len(rest) > COLUMNS else None
    here = {**asked, "columns": columns_after}
    return Matrix(
        columns=tuple(column for _, column in shown), rows=rows, columns_left_out=max(0, len(rest) - COLUMNS),
        columns_next=None if onward is None else with_query(path, {**asked, "after": after, "columns": onward}),
        columns_first=with_query(path, {**asked, "after": after}) if columns_after else None,
        silent=tuple(column.label for column in silent[:SILENT]), silent_count=len(silent),
        paging=paging([key for key, _, _ in held], ROWS, path, here, after),
    )  # fmt: skip


def _name(column: MatrixColumn) -> str:
    return column.outlet or column.report.report_id


def _cells(statement: Statement, names: Sequence[str]) -> tuple[Cell, ...]:
    by_column: dict[str, list[Witness]] = {}
    for witness in statement.witnesses:
        by_column.setdefault(witness.outlet or witness.report_id, []).append(witness)
    return tuple(_cell(statement, by_column.get(name, ())) for name in names)


def _cell(statement: Statement, held: Sequence[Witness]) -> Cell:
    if not held:
        return Cell(words=NO_REPORT)
    telling_one = min(held, key=lambda each: (CLASS_ORDER.index(each.witness_class), each.witness_id))
    found = dict.fromkeys(
        telling.finding(region) for region in sorted(telling_one.regions, key=lambda each: (-each.weight, each.base)) if region.weight
    )
    words = telling.CLASS_WORDS[telling_one.witness_class]
    if found and telling_one.witness_class.startswith("differs"):
        words += ": " + ", ".join(list(found)[:3])
    return Cell(
        witness_class=telling_one.witness_class, words=words, count=len(held),
        href=address("statements", statement.statement_id) + f"#{lines.witness_anchor(telling_one.witness_id)}",
    )  # fmt: skip


# ---------------------------------------------------------------- first appearances


def timeline(heads: Sequence[ReportHead]) -> tuple[Appearance, ...]:
    """The first report of each outlet in order of time; only exact dates are ranked, the others stand after them."""
    first: dict[str, ReportHead] = {}
    for head in heads:
        name = head.outlet or head.report_id
        if name not in first or _order(head) < _order(first[name]):
            first[name] = head
    ordered = sorted(first.values(), key=_order)
    starts = [each.published for each in ordered if lines.date_kind(each.published, each.published_basis) == "exact"]
    found = []
    for head in ordered:
        line = lines.report_line(head)
        is_exact = line.date_kind == "exact"
        lag = lag_words(starts[0], head.published) if is_exact else None
        found.append(Appearance(report=line, lag_words=lag, is_first=is_exact and lag is None))
    return tuple(found)


def _order(head: ReportHead) -> tuple[bool, str, str]:
    return (lines.date_kind(head.published, head.published_basis) != "exact", head.published or "~", head.report_id)


def lag_words(first: str | None, published: str | None) -> str | None:
    """How long after the first an exact date is, in words, at the precision that both have; None for no time.

    >>> lag_words("2026-03-10", "2026-03-12"), lag_words("2026-03-10T08:00:00", "2026-03-10T11:30:00")
    ('2 days after the first', '3 hours after the first')
    """
    seconds = _seconds_between(first, published)
    if not seconds:
        return None
    for size, word in ((DAY, "day"), (HOUR, "hour"), (MINUTE, "minute")):
        if seconds >= size:
            count = seconds // size
            return f"{count:,} {word}{'' if count == 1 else 's'} after the first"
    return "less than a minute after the first"


def _seconds_between(first: str | None, published: str | None) -> int:
    if not first or not published:
        return 0
    try:
        if len(first) > lines.FULL_DATE and len(published) > lines.FULL_DATE:
            start, end = (_moment(each) for each in (first, published))
            return max(0, int((end - start).total_seconds()))
        days = datetime.date.fromisoformat(published[: lines.FULL_DATE]) - datetime.date.fromisoformat(first[: lines.FULL_DATE])
        return max(0, days.days * DAY)
    except (ValueError, OverflowError):
        return 0


def _moment(value: str) -> datetime.datetime:
    moment = datetime.datetime.fromisoformat(value)
    return moment if moment.tzinfo is not None else moment.replace(tzinfo=datetime.UTC)


# ---------------------------------------------------------------- shared texts


def _shared_texts(story: Story, reports: dict[str, ReportLine]) -> tuple[SharedText, ...]:
    texts = []
    for family in story.families or tuple((each,) for each in story.report_ids):
        held = sorted((reports[each] for each in family if each in reports), key=lambda line: (line.published or "~", line.report_id))
        if held:
            texts.append(SharedText(first=held[0], others=tuple(held[1 : COPIES + 1]), others_count=len(held) - 1))
    return tuple(sorted(texts, key=lambda text: (text.first.published or "~", text.first.report_id)))


def story_of(reader: Reader, story_id: str) -> Story:
    """The story with this id; raises `NotHeld`."""
    found = reader.story(story_id)
    if found is None:
        raise NotHeld(f"no story has the id {lines.clipped(story_id, 80)}")
    return found
