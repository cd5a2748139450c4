"""The rows that pages read: made again, for what changed, at the end of whatever wrote."""

from __future__ import annotations

import functools
from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import Final

import msgspec

from onrecord import speakers
from onrecord.pipeline import lines, people, telling
from onrecord.pipeline.views import DifferenceLine
from onrecord.records import SpeakerKind, Statement
from onrecord.store import Carrier, ListedStatement, Listing, Reader, Store

SURE: Final = 600  # per thousand: quotations of a lower score are shown only when asked for
AT_A_TIME: Final = 500
MOST_CARRIED: Final = 8
CACHED: Final = 400
MOST_FACET_CHARACTERS: Final = 200


def refresh(store: Store) -> None:
    """Make the rows again that pages read, as far as what they are made of changed. For the end of a transaction that writes."""
    listing, reader = store.listing(), store.reader()
    changed = False
    if stale := listing.stale("statement"):
        _list_statements(listing, reader, stale)
        listing.done("statement")
        changed = True
    if stale := listing.stale("speaker"):
        for ids in _batches(stale):
            _list_speakers(listing, ids)
        listing.done("speaker")
        changed = True
    for kind, remake in (("figures", Listing.list_figures), ("reject", Listing.list_reject)):
        if stale := listing.stale(kind):
            for each in stale:
                remake(listing, each)
            listing.done(kind)
            changed = True
    if changed:
        listing.put_counts(store.counts())


def _list_statements(listing: Listing, reader: Reader, stale: Sequence[str]) -> None:
    scores = functools.lru_cache(CACHED)(listing.scores)
    carrier = functools.lru_cache(CACHED)(lambda report_id: reader.carriers([report_id])[report_id])

    def rows(ids: Sequence[str]) -> Iterator[ListedStatement]:
        for statement, notability in listing.statements(ids):
            sure = max((scores(each.report_id).get(each.quote_id, 0) for each in statement.witnesses), default=0)
            told = None
            if notability > 0:
                held = sorted({*(each.report_id for each in statement.witnesses), *(each.report_id for each in statement.conflicts)})
                told = tell(statement, {each: carrier(each) for each in held})
            yield ListedStatement(
                statement.statement_id, statement.story_id, statement.speaker_id, statement.said or "", notability, sure,
                None if told is None else msgspec.msgpack.encode(told), _facets(statement) if told is not None and sure >= SURE else (),
            )  # fmt: skip

    for ids in _batches(stale):
        listing.put_statements(ids, list(rows(ids)))


def tell(statement: Statement, carriers: dict[str, Carrier]) -> DifferenceLine | None:
    """The difference of a statement that most needs an eye, as a line of the front page."""
    told = telling.tell(statement, carriers)
    if told is None:
        return None
    carried = sorted({each.report_id for each in statement.witnesses}, key=lambda each: (carriers[each].report.published or "~", each))
    witness = told.witness
    return DifferenceLine(
        statement_id=statement.statement_id, heading=told.heading, standing=telling.standing(statement),
        speaker=lines.person_line(statement.speaker_id, statement.speaker, ()), occasion=telling.occasion(statement, carriers),
        said_words=telling.date_words(statement.said), base=told.base, base_pieces=told.base_pieces, place=told.place,
        report_id=told.report_id, printed=tuple(lines.text_piece(piece) for piece in told.printed), finding=told.finding,
        weight=told.weight, witness_class=None if witness is None else witness.witness_class,
        carried=tuple(lines.report_line(carriers[each].report) for each in carried[:MOST_CARRIED]), carried_count=len(carried),
        anchor=None if witness is None else lines.witness_anchor(witness.witness_id),
    )  # fmt: skip


def _facets(statement: Statement) -> tuple[tuple[str, str], ...]:
    """Under which values of which facets a statement is found."""
    found: set[tuple[str, str]] = {("class", each.witness_class) for each in statement.witnesses}
    found |= {("outlet", each.outlet) for each in statement.witnesses if each.outlet}
    if statement.speaker_id:
        found.add(("speaker", statement.speaker_id))
    if statement.said:
        found.add(("date", statement.said[:7]))
    return tuple(sorted((name, value) for name, value in found if len(value) <= MOST_FACET_CHARACTERS))


def _list_speakers(listing: Listing, speaker_ids: Sequence[str]) -> None:
    appearances = listing.appearances(speaker_ids)
    published = listing.published(sorted({report_id for _, _, report_id, _ in appearances}))
    statements = listing.statements_of(speaker_ids)
    rows = []
    for speaker_id, group in groupby(appearances, key=lambda row: row[0]):
        held = list(group)
        row = people.make_row(speaker_id, held, statements.get(speaker_id, 0), published)
        stories = len({story_id for _, story_id, _, _ in held})
        rows.append((row, stories, is_listed(row.kind, row.roles, stories, row.statements)))
    listing.put_speakers(speaker_ids, rows)


def is_listed(kind: SpeakerKind, roles: Sequence[str], stories: int, statements: int) -> bool:
    """True for those whom pages list and link across stories: bodies that say something, and people with a public role or of two stories.

    A private person of one story is shown in that story only, and so is an unnamed source, who is somebody else in every story.
    """
    if kind == "unnamed":
        return False
    if kind == "organization":
        return statements > 0 or stories > 1
    return any(map(speakers.is_public, roles)) or stories > 1


def _batches(ids: Sequence[str]) -> Iterator[Sequence[str]]:
    for start in range(0, len(ids), AT_A_TIME):
        yield ids[start : start + AT_A_TIME]
