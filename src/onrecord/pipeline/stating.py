"""The statements of a story: its reports' passages, compared with each other and with the records that hold them."""

from __future__ import annotations

from collections.abc import Sequence, Set

import msgspec

from onrecord import collation, linking
from onrecord.collation.passages import stretches
from onrecord.pipeline.people import Cast
from onrecord.records import Annotated, Statement, Story
from onrecord.settings import Settings


def statements_of(
    story: Story, told: Sequence[Annotated], cast: Cast, records: collation.RecordIndex, settings: Settings
) -> tuple[Statement, ...]:
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
    if len(records):
        members += collation.find_originals(members, records)
    statements = collation.make_statements(members, linking.components, settings.collation)
    return tuple(_with_sure_conflicts(statement, cast.named()) for statement in statements)


def may_quote(annotated: Annotated, records: collation.RecordIndex) -> bool:
    """True when a quotation of the report shares three words in a row with a record (one that is shorter: its words).

    Only then can a record that comes or goes change what is said of the report.
    """
    marked = (stretch for quote in annotated.quotes for stretch in stretches(quote) if stretch.is_marked)
    return any(len(records.hits(collation.tokenize(annotated.report.text, stretch.spans).norm)[0]) for stretch in marked)


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
