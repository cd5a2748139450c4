"""The statements of a story: its reports' passages, compared with each other and with the records that hold them."""

from __future__ import annotations

import functools
from collections.abc import Sequence, Set
from typing import Final

import msgspec
import numpy as np
from numpy.typing import NDArray

from onrecord import collation, linking, models
from onrecord.collation.passages import stretches
from onrecord.pipeline.people import Cast
from onrecord.records import Annotated, Statement, Story
from onrecord.settings import Settings

_REMEMBERED: Final = 10_000  # texts whose vectors a process keeps, 1.5 KB each: a story is made again with every report that comes to it


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
    sense = likeness if settings.collation.vectors else None
    statements = collation.make_statements(members, linking.components, settings.collation, sense)
    named = cast.named()
    return tuple(_with_sure_conflicts(statement, named) for statement in statements)


def likeness(left: str, right: str) -> float:
    """How near two texts are in sense, 0 to 1; each is encoded once."""
    return max(0.0, float(_vector(left) @ _vector(right)))


@functools.lru_cache(_REMEMBERED)
def _vector(text: str) -> NDArray[np.float32]:
    vector: NDArray[np.float32] = _encoder().encode([text])[0]
    return vector


@functools.cache
def _encoder() -> models.Encoder:
    """The sentence encoder, loaded once in each process when it is first asked."""
    return models.load_encoder()


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
