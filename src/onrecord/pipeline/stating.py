"""The statements of a story: its reports' passages, compared with each other and with the records that hold them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence, Set
from typing import Final

import msgspec

from onrecord import collation, linking
from onrecord.pipeline.people import Cast
from onrecord.records import Annotated, Span, Statement, Story, Transcript
from onrecord.settings import Settings

NEIGHBOURS: Final = 60
"""Characters of a record between two found passages of one speaker that make them one."""


class Records:
    """The records held, indexed once for a run."""

    def __init__(self, transcripts: Iterable[Transcript]) -> None:
        self.by_path = {transcript.path: transcript for transcript in transcripts}
        self.index = collation.RecordIndex.of(self.by_path.values())


def statements_of(story: Story, told: Sequence[Annotated], cast: Cast, records: Records, settings: Settings) -> tuple[Statement, ...]:
    """What was said in the reports of a story, each thing once, with every printed version of it.

    Where a record held has the words of a statement, from the same mouth and not of a later day, they become its base.
    """
    family_of = {report_id: family[0] for family in story.families for report_id in family}
    members: list[collation.Member] = []
    for annotated in told:
        report_id = annotated.report.report_id
        names = {}
        for speaker in annotated.speakers:
            person = cast.person(report_id, speaker.speaker_id)
            if person is not None:
                names[speaker.speaker_id] = (person.speaker_id, person.name)
        members += collation.members_of(annotated, story_id=story.story_id, family=family_of.get(report_id), speakers=names)
    statements = collation.make_statements(members, linking.components, settings.collation)
    recorded = _record_members(story, statements, records)
    if recorded:
        statements = collation.make_statements([*members, *recorded], linking.components, settings.collation)
    return tuple(_with_sure_conflicts(statement, cast.named()) for statement in statements)


def _with_sure_conflicts(statement: Statement, named: Set[str]) -> Statement:
    """A statement with those conflicts only in which two names stand against each other that cannot be one person's.

    An unnamed source, or a speaker whom no report names, contradicts nobody.
    """
    sure = tuple(
        conflict
        for conflict in statement.conflicts
        if statement.speaker in named and conflict.speaker in named and collation.same_person(statement.speaker, conflict.speaker) is False
    )
    return statement if sure == statement.conflicts else msgspec.structs.replace(statement, conflicts=sure)


def _record_members(story: Story, statements: Iterable[Statement], records: Records) -> list[collation.Member]:
    """The passages of records that hold the words of statements, of one speaker and next to each other as one."""
    if not records.by_path:
        return []
    found: dict[tuple[str, str, str], list[Span]] = {}
    for statement in statements:
        if statement.speaker_id is None or statement.speaker is None:
            continue
        best = next(iter(collation.find_passages(
            collation.tokenize(statement.text), records.index, speaker=statement.speaker, published=story.last
        )), None)  # fmt: skip
        if best is not None and best.is_support and best.candidate.speaker_match:
            key = (best.candidate.record, statement.speaker_id, statement.speaker)
            found.setdefault(key, []).append(Span(best.candidate.start, best.candidate.end))
    return [
        collation.record_member(records.by_path[path], span, story_id=story.story_id, speaker_id=speaker_id, speaker=speaker)
        for (path, speaker_id, speaker), spans in sorted(found.items())
        for span in merged(spans)
    ]


def merged(spans: Iterable[Span]) -> list[Span]:
    """The spans in order, those that overlap or are neighbours as one.

    >>> merged([Span(90, 95), Span(0, 10), Span(5, 40)])
    [Span(start=0, end=95)]
    """
    joined: list[Span] = []
    for span in sorted(spans):
        if joined and span.start <= joined[-1].end + NEIGHBOURS:
            joined[-1] = Span(joined[-1].start, max(joined[-1].end, span.end))
        else:
            joined.append(span)
    return joined
