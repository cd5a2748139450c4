"""The page of a speaker: everything on record by date or by story, roles and names with their evidence, two occasions side by side."""

from __future__ import annotations

import functools
from collections.abc import Callable, Sequence
from itertools import groupby
from typing import Any, Final

from rapidfuzz import fuzz

from onrecord import models
from onrecord.errors import NotHeld, UsageError
from onrecord.pipeline import lines, telling
from onrecord.pipeline.asking import paging, read_key, with_query, write_key
from onrecord.pipeline.list_views import checked_query, speaker_line
from onrecord.pipeline.listing import SURE
from onrecord.pipeline.searching import words_query
from onrecord.pipeline.sentences import sentence_around
from onrecord.pipeline.views import Alias, DatedRole, Occasion, Pair, SideBySide, SpeakerPage, StatementLine, StoryLine, Switch, address
from onrecord.records import AliasSeen, RoleSeen, Span, SpeakerRow, Statement
from onrecord.store import Carrier, ListedSpeaker, Reader
from onrecord.text import fold

STATEMENTS: Final = 30
ROLES: Final = 10
ALIASES: Final = 10
CHOICES: Final = 60
SIDE: Final = 20
NEAR_WORDS: Final = 60  # of 100
NEAR_SENSE: Final = 550  # of 1000
ORDERS: Final = (("date", "by date"), ("story", "by story"))
Nearness = Callable[[Sequence[str], Sequence[str]], Sequence[Sequence[int]]]


def listed_speaker(reader: Reader, speaker_id: str) -> ListedSpeaker:
    """The speaker with this id who has a page; raises `NotHeld`, also for a private person of one story, who has none."""
    found = reader.speaker(speaker_id)
    if found is None or not found.is_listed:
        raise NotHeld(f"no speaker that the desk lists has the id {lines.clipped(speaker_id, 80)}")
    return found


def speaker_row(reader: Reader, speaker_id: str) -> SpeakerRow:
    """The whole row of a listed speaker; raises `NotHeld`."""
    listed_speaker(reader, speaker_id)
    row = reader.speaker_row(speaker_id)
    assert row is not None
    return row


def speaker_page(
    reader: Reader, speaker_id: str, *, by: str = "date", query: str | None = None, left: str | None = None, right: str | None = None,
    after: str | None = None, unsure: bool = False,
) -> SpeakerPage:  # fmt: skip
    """A speaker's page; with the keys of two occasions, these beside each other."""
    held = listed_speaker(reader, speaker_id)
    wanted = checked_query(query)
    path = address("speakers", speaker_id)
    asked = {"by": by if by != "date" else None, "q": wanted, "unsure": "1" if unsure else None}
    least = 0 if unsure else SURE
    match = None if wanted is None else words_query(wanted)
    ask = reader.speaker_by_story if by == "story" else reader.speaker_statements
    found = ask(speaker_id, read_key(after, tuple[str, str, str]), STATEMENTS + 1, least, match)
    shown = [(sure, statement) for _, sure, statement in found[:STATEMENTS]]
    occasions = reader.speaker_occasions(speaker_id, CHOICES)
    beside = None
    if left or right:
        beside = SideBySide(left=_occasion(reader, speaker_id, left, least), right=_occasion(reader, speaker_id, right, least))
        beside = SideBySide(left=beside.left, right=beside.right, pairs=pairs_of(beside.left, beside.right, sense_of))
    return SpeakerPage(
        row=SpeakerRow(
            speaker_id=held.head.speaker_id, name=held.head.name, kind=held.head.kind, roles=held.head.roles, aliases=held.head.aliases,
            statements=held.head.statements, roles_seen=held.head.roles_seen, aliases_seen=held.head.aliases_seen,
            namesakes=held.head.namesakes,
        ),
        namesakes=telling.namesake_words(held.head.namesakes),
        line=speaker_line(held),
        roles=_roles(reader, held.head.roles_seen), aliases=_aliases(reader, held.head.aliases_seen, held.head.roles_seen),
        occasions=_occasions(reader, shown), query=wanted,
        orders=tuple(
            Switch(words=words, href=with_query(path, {**asked, "by": name if name != "date" else None}), is_chosen=name == by, value=name)
            for name, words in ORDERS
        ),
        choices=_choices(reader, occasions) if len(occasions) > 1 else (), beside=beside,
        paging=paging([key for key, _, _ in found], STATEMENTS, path, asked, after),
    )  # fmt: skip


# ---------------------------------------------------------------- occasions


def _occasions(reader: Reader, shown: Sequence[tuple[int, Statement]]) -> tuple[Occasion, ...]:
    stories = _story_lines(reader, {each.story_id for _, each in shown if each.story_id})
    return tuple(
        _made_occasion(said, stories.get(story_id), story_id, list(group))
        for (said, story_id), group in groupby(shown, key=lambda each: (each[1].said or "", each[1].story_id or ""))
    )


def _made_occasion(said: str, story: StoryLine | None, story_id: str, held: Sequence[tuple[int, Statement]]) -> Occasion:
    return Occasion(
        key=write_key((said, story_id)), said=said or None, said_words=telling.date_words(said or None), story=story,
        statements=tuple(lines.statement_line(each, sure >= SURE, (), with_speaker=False) for sure, each in held), count=len(held),
    )  # fmt: skip


def _occasion(reader: Reader, speaker_id: str, key: str | None, least_sure: int) -> Occasion:
    chosen = read_key(key, tuple[str, str])
    if chosen is None:
        raise UsageError("choose two occasions to see side by side")
    said, story_id = chosen
    held = [each for each in reader.occasion(speaker_id, said, story_id, SIDE) if each[0] >= least_sure]
    if not held:
        raise NotHeld("that occasion is not held, or the reader is not sure of anything said then")
    return _made_occasion(said, _story_lines(reader, {story_id}).get(story_id), story_id, held)


def _story_lines(reader: Reader, story_ids: set[str]) -> dict[str, StoryLine]:
    return {each: lines.story_line(story) for each in sorted(story_ids) if (story := reader.story(each)) is not None}


def _choices(reader: Reader, occasions: Sequence[tuple[str, str, int]]) -> tuple[tuple[str, str], ...]:
    held = _story_lines(reader, {story_id for _, story_id, _ in occasions})
    titles = {story_id: lines.clipped(line.title, 80) for story_id, line in held.items()}
    return tuple(
        (write_key((said, story_id)), f"{telling.date_words(said or None)}: {titles.get(story_id, 'no story')} ({count})")
        for said, story_id, count in occasions
    )


def pairs_of(left: Occasion, right: Occasion, nearness: Nearness | None = None) -> tuple[Pair, ...]:
    """The statements of two occasions in pairs, the nearest first; what has nothing near it stands alone, left before right.

    Near are statements that share most of their words, or (where ``nearness`` is given) have nearly the same sense.
    """
    ours, theirs = [each.text for each in left.statements], [each.text for each in right.statements]
    folded = [fold(each) for each in ours], [fold(each) for each in theirs]
    sense = nearness(ours, theirs) if nearness is not None else [[0] * len(theirs) for _ in ours]
    scored = []
    for i, mine in enumerate(folded[0]):
        for j, other in enumerate(folded[1]):
            by_words = round(fuzz.token_set_ratio(mine, other))
            if by_words >= NEAR_WORDS or sense[i][j] >= NEAR_SENSE:
                scored.append((-max(by_words * 10, sense[i][j]), i, j, "in words" if by_words >= NEAR_WORDS else "in sense"))
    pairs, used_left, used_right = list[Pair](), set[int](), set[int]()
    for _, i, j, how in sorted(scored):
        if i not in used_left and j not in used_right:
            pairs.append(Pair(left=left.statements[i], right=right.statements[j], nearness=how))
            used_left.add(i)
            used_right.add(j)
    alone: list[tuple[StatementLine | None, StatementLine | None]] = [
        (each, None) for i, each in enumerate(left.statements) if i not in used_left
    ]
    alone += [(None, each) for j, each in enumerate(right.statements) if j not in used_right]
    return (*pairs, *(Pair(left=mine, right=other) for mine, other in alone))


def sense_of(ours: Sequence[str], theirs: Sequence[str]) -> list[list[int]]:
    """How near each of some sentences is in sense to each of others, per thousand."""
    vectors = _encoder().encode([*ours, *theirs])
    return [[round(float(mine @ other) * 1000) for other in vectors[len(ours) :]] for mine in vectors[: len(ours)]]


@functools.cache
def _encoder() -> models.Encoder:
    return models.load_encoder()


# ---------------------------------------------------------------- roles and names, with evidence

def _roles(reader: Reader, seen: Sequence[RoleSeen]) -> tuple[DatedRole, ...]:
    """Roles with the days on which reports give them; those given by most reports first. Case alone makes no other role."""
    held: dict[str, list[RoleSeen]] = {}
    for each in seen:
        held.setdefault(fold(each.role), []).append(each)
    ordered = sorted(held.values(), key=lambda rows: (-sum(row.reports for row in rows), fold(rows[0].role)))[:ROLES]
    best = [max(rows, key=lambda row: (row.reports, row.role)) for rows in ordered]
    carriers = reader.carriers(row.report_id for row in best if row.report_id is not None)
    found = []
    for rows, row in zip(ordered, best, strict=True):
        dates = sorted(date for each in rows for date in (each.first, each.last) if date)
        ends = dict.fromkeys(telling.date_words(date) for date in (dates[0], dates[-1])) if dates else {"no date given": None}
        found.append(DatedRole(
            role=lines.clipped(row.role, 160), dates_words=" to ".join(ends), reports=sum(each.reports for each in rows),
            **_evidence(carriers.get(row.report_id or ""), row.span),
        ))  # fmt: skip
    return tuple(found)


def _aliases(reader: Reader, seen: Sequence[AliasSeen], roles: Sequence[RoleSeen]) -> tuple[Alias, ...]:
    """The other forms of the name, each with the sentence of a report that prints it so; a role is no form of a name."""
    known = {fold(each.role) for each in roles}
    shown = [each for each in seen if fold(each.alias) not in known][:ALIASES]
    carriers = reader.carriers(each.report_id for each in shown)
    return tuple(
        Alias(name=lines.clipped(each.alias, 160), why=each.why, **_evidence(carriers.get(each.report_id), each.span)) for each in shown
    )


def _evidence(carrier: Carrier | None, span: Span | None) -> dict[str, Any]:
    """The report that gives it, and the sentence in which it does."""
    if carrier is None:
        return {}
    sentence = () if span is None else sentence_around(carrier.report.text, [span])
    return {"report": lines.report_line(carrier.report), "sentence": sentence}
