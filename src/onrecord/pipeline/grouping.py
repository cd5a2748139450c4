"""From reports to stories, and from a story to its statements: which groups must be made again when a report comes or goes.

Where reports stand is kept in the store (`placing`); groups are derived from it. What a report touches is what can be reached over links
that hold; only that is grouped again, and of it only the stories whose reports changed are written again. So one report added costs
little, and reports added one by one give what all at once give.
"""

from __future__ import annotations

import functools
from collections.abc import Iterable, Sequence, Set
from typing import NamedTuple
from weakref import WeakKeyDictionary

import msgspec

from onrecord import collation, engines, figures, linking, models, stories
from onrecord.pipeline import joining, kept, page_lines, people, placing, stating, telling
from onrecord.pipeline.annotating import annotate_report
from onrecord.pipeline.correcting import Corrections
from onrecord.records import Annotated, FigureRow, Reject, Report, Speaker, Statement, Story, Transcript
from onrecord.settings import Settings
from onrecord.store import Store
from onrecord.text import number_of


def prepare(item: Report | Reject, settings: Settings) -> Reject | tuple[Annotated, bytes]:
    """What a report passes before it is stored: annotated, with what grouping compares as bytes; a reject as it is."""
    if isinstance(item, Reject):
        return item
    vectors = _encoder().encode(stories.leads_of(item)) if settings.stories.vectors else None
    annotated = annotate_report(item, settings)
    return annotated, msgspec.msgpack.encode(stories.features(item, vectors, dates=annotated.dates))


@functools.cache
def _encoder() -> models.Encoder:
    """The sentence encoder, loaded once in each process."""
    return models.load_encoder()


_placings: WeakKeyDictionary[Store, placing.Placing] = WeakKeyDictionary()


def _placing_of(store: Store, settings: Settings) -> placing.Placing:
    """What gives reports their places in this database, with what it has read so far."""
    held = _placings.get(store)
    if held is None:
        held = _placings[store] = placing.Placing(store.places, settings.stories.horizon_days)
    return held


def group(store: Store, settings: Settings, most: int | None = None) -> None:
    """Make the stories again on which reports that came, went or wait (at ``most`` so many of these) bear. All of it is kept, or none."""
    placed = _placing_of(store, settings)
    with store.transaction():
        try:
            gone = [place.report_id for place, _ in store.places.departures()]
            page_lines.leave_out(store)
            leads = placed.settle()
            waiting = store.unlinked(most)
            if leads or waiting or gone:
                _regroup(store, placed, leads, waiting, gone, settings)
        except BaseException:
            placed.forget()
            raise


def take_out(store: Store, report_id: str, removed_at: str, reason: str | None, settings: Settings) -> None:
    """Remove a report; `group` then makes the story that held it again from what is left of it."""
    store.remove_report(report_id, removed_at, reason)


class Bearing:
    """The reports whose statements these records, come or gone, can bear on: found before the database is locked, so that nobody waits."""

    def __init__(self, store: Store, transcripts: Iterable[Transcript]) -> None:
        self._store = store
        self._records = collation.RecordIndex.of(transcripts)
        self._seen: dict[str, str] = {}
        self._found = self._look()

    def _look(self) -> list[str]:
        """Those among the reports that came, or changed, since the last look."""
        if not len(self._records):
            return []
        marks = self._store.marks()
        new = [report_id for report_id, mark in marks.items() if self._seen.get(report_id) != mark]
        self._seen = marks
        return [each.report.report_id for each in self._store.reports(new) if stating.may_quote(each, self._records)]

    def unlink(self) -> None:
        """Let them wait: their stories are made again by `group`. In one transaction with what is done to the records."""
        self._store.unlink([*self._found, *self._look()])


def _regroup(
    store: Store, placed: placing.Placing, leads: Set[int], waiting: Sequence[str], gone: Sequence[str], settings: Settings
) -> None:
    corrections = Corrections.of(store)

    def is_nearer(report_id: str, one: str, other: str) -> bool:
        known, left, right = (placed.known(number_of(each)) for each in (report_id, one, other))
        return stories.is_nearer(known, left, right)

    groups, former = _stories_around(store, placed, leads, {*waiting, *gone}, corrections.pairs("same-story"))
    wanted = {stories.story_id(reports): (reports, families) for reports, families in corrections.story_groups(groups, is_nearer)}
    changed = set(waiting)
    dropped = []
    for story_id in sorted(former):
        if story_id in wanted and _is_as_it_was(store, story_id, *wanted[story_id], changed):
            del wanted[story_id]
        else:
            store.drop_story(story_id)
            dropped.append(story_id)
    records = kept.index_of(store) if wanted else collation.RecordIndex.of([])
    stage = functools.partial(make_story, corrections=corrections, records=records, settings=settings)
    told = (([corrections.apply(each) for each in store.reports(wanted[story_id][0])], wanted[story_id][1]) for story_id in sorted(wanted))
    # Records are many and large: handing them to other processes would cost more than it saves.
    parts = dict(_write_story(store, made) for made in engines.run(stage, told, 1 if len(records) else None))
    joining.settle(store, dropped, parts, settings.collation)
    store.mark_linked({*waiting, *(report_id for reports, _ in wanted.values() for report_id in reports)})


def _stories_around(
    store: Store, placed: placing.Placing, leads: Set[int], reports: Set[str], same: Sequence[tuple[str, str]]
) -> tuple[list[linking.StoryGroup], set[str]]:
    """The stories of all that these leads and reports bear on, as links have it, and the ids of those that hold any of it by now.

    What a story held or a person said belongs together is looked at together: nothing is left over when a story is taken apart.
    """
    found: dict[tuple[str, ...], linking.StoryGroup] = {}
    former: set[str] = set()
    covered: set[str] = set()
    wanted = set(reports)
    starts = set(leads)
    while starts or wanted - covered:
        starts |= {place.lead for place in store.places.places_of(sorted(wanted - covered))}
        made = [standing.group for standing in placed.groups(starts)]
        found.update({group.report_ids: group for group in made})
        covered |= wanted | {report_id for group in made for report_id in group.report_ids}
        new = set(store.stories_of(sorted(covered))) - former
        former |= new
        wanted = {report_id for story_id in new if (story := store.story(story_id)) for report_id in story.report_ids}
        wanted |= {report_id for pair in same if covered.intersection(pair) for report_id in pair}
        starts = set()
    return [found[report_ids] for report_ids in sorted(found)], former


def _is_as_it_was(
    store: Store, story_id: str, reports: tuple[str, ...], families: Sequence[tuple[str, ...]], changed: set[str]
) -> bool:
    held = store.story(story_id)
    if held is None or changed.intersection(reports):
        return False
    return sorted(map(sorted, held.families)) == sorted(map(sorted, families))


Told = tuple[list[Annotated], tuple[tuple[str, ...], ...]]


class Made(NamedTuple):
    """A story with all that it holds: statements with how notable each is, speakers (report, in it, across it), and figures.

    ``parts`` are those of its statements that other stories may carry, too.
    """

    story: Story
    statements: list[tuple[Statement, int]]
    speakers: list[tuple[str, Speaker, str]]
    figures: tuple[FigureRow, ...]
    parts: tuple[joining.Seen, ...] = ()


def make_story(item: Told, corrections: Corrections, records: collation.RecordIndex, settings: Settings) -> Made:
    """The story of these reports and families, with all that it holds. Pure, so that stories can be made in many processes."""
    told, families = item
    story = stories.describe([each.report for each in told], families)
    cast = people.cast_of(told, story.story_id, corrections)
    statements = stating.statements_of(story, told, cast, records, settings)
    rows = [(statement, telling.notability(statement)) for statement in statements]
    counted = msgspec.structs.replace(story, statements=len(rows), notable=sum(level > 0 for _, level in rows))
    spoken = [(each.report.report_id, cast.as_told(each, speaker), cast.id_of(each, speaker)) for each in told for speaker in each.speakers]
    parts = joining.parts_in(statements, told, cast.named())
    return Made(counted, rows, spoken, figures.line_up(story.story_id, told), parts)


def _write_story(store: Store, made: Made | engines.Failed[Told]) -> tuple[str, tuple[joining.Seen, ...]]:
    """The id of the story written, and its parts."""
    if isinstance(made, engines.Failed):
        # What one story cannot bear costs its statements and nothing more; its reports stay held, and the reason is kept.
        told, families = made.item
        story = stories.describe([each.report for each in told], families)
        store.put_reject(Reject(path=f"story {story.story_id}", reason=f"its statements could not be made: {made.reason}"))
        made = Made(story, [], [], ())
    store.put_story(made.story, made.statements, made.speakers, made.figures)
    return made.story.story_id, made.parts
