"""The statements of a story: its reports' passages, compared."""

from __future__ import annotations

from collections.abc import Sequence

from onrecord import collation, linking
from onrecord.pipeline.people import Cast
from onrecord.records import Annotated, Statement, Story
from onrecord.settings import Settings


def statements_of(story: Story, told: Sequence[Annotated], cast: Cast, settings: Settings) -> tuple[Statement, ...]:
    """What was said in the reports of a story, each thing once, with every printed version of it."""
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
    return collation.make_statements(members, linking.components, settings.collation)
