"""From reports to stories, and from a story to its statements: which groups must be made again when a report comes or goes.

Links between pairs of reports are kept in the store; groups are derived from them. What a report touches is what can be reached from it
over links; only that is grouped again, and of it only the stories whose reports changed are written again. So one report added costs
little, and reports added one by one give what all at once give.
"""

from __future__ import annotations

import functools
from collections.abc import Iterable, Sequence
from typing import Final, NamedTuple

import msgspec

from onrecord import collation, engines, figures, linking, models, stories
from onrecord.pipeline import people, stating, telling
from onrecord.pipeline.annotating import annotate_report
from onrecord.pipeline.correcting import Corrections
from onrecord.records import Annotated, FigureRow, Reject, Report, Speaker, Statement, Story
from onrecord.settings import Settings
from onrecord.store import Store
from onrecord.stories import StoryFeatures

FAMILY: Final = "family"
STORY: Final = "story"
CACHED: Final = 20_000
_decode = msgspec.msgpack.Decoder(StoryFeatures).decode


def prepare(item: Report | Reject, settings: Settings) -> Reject | tuple[Annotated, bytes]:
    """What a report passes before it is stored: annotated, with what grouping compares as bytes; a reject as it is."""
    if isinstance(item, Reject):
        return item
    vectors = _encoder().encode(stories.leads_of(item)) if settings.stories.vectors else None
    return annotate_report(item, settings), msgspec.msgpack.encode(stories.features(item, vectors))


@functools.cache
def _encoder() -> models.Encoder:
    """The sentence encoder, loaded once in each process."""
    return models.load_encoder()


class _Known:
    """The features of reports, read from the store as they are needed."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._of = functools.lru_cache(maxsize=CACHED)(self._read)

    def _read(self, report_id: str) -> StoryFeatures:
        return _decode(self._store.features([report_id])[report_id])

    def __getitem__(self, report_id: str) -> StoryFeatures:
        return self._of(report_id)


def group(store: Store, settings: Settings) -> None:
    """Link the reports that wait, and make the stories that they touch. All of it is kept, or none."""
    with store.transaction():
        waiting = store.unlinked()
        if waiting:
            _link(store, waiting, settings)
            regroup(store, waiting, settings)


def _link(store: Store, waiting: Sequence[str], settings: Settings) -> None:
    known = _Known(store)
    for report_id in waiting:
        store.drop_keys_and_links(report_id)
        store.put_keys(FAMILY, report_id, stories.family_keys(known[report_id]))
        store.put_keys(STORY, report_id, stories.story_keys(known[report_id]))
    new = set(waiting)
    for report_id in waiting:
        mine = known[report_id]
        # Of a pair of which both are new, the first looks for the second.
        families = stories.family_links(
            (mine, known[other])
            for other in store.items_sharing(FAMILY, stories.family_keys(mine), stories.FAMILY_KEYS)
            if other > report_id or other not in new
            if other != report_id
        )
        store.put_links(FAMILY, families)
        links = stories.story_links(
            (
                (mine, known[other])
                for other in store.items_sharing(STORY, stories.story_keys(mine), stories.STORY_KEYS)
                if other > report_id or other not in new
                if other != report_id
            ),
            settings.stories.horizon_days,
        )
        store.put_links(STORY, links)


def take_out(store: Store, report_id: str, removed_at: str, reason: str | None, settings: Settings) -> None:
    """Remove a report, and make the story that held it again from what is left of it."""
    beside: set[str] = set()
    for story_id in store.stories_of([report_id]):
        if (story := store.story(story_id)) is not None:
            beside.update(story.report_ids)
        store.drop_story(story_id)
    store.remove_report(report_id, removed_at, reason)
    regroup(store, sorted(beside - {report_id}), settings)


def regroup(store: Store, report_ids: Sequence[str], settings: Settings) -> None:
    """Make the stories again that can be reached from these reports, as far as their reports changed."""
    former = store.stories_of(report_ids)
    around = {other for story_id in former if (story := store.story(story_id)) for other in story.report_ids}
    corrections = Corrections.of(store)
    touched = _reach(store, {*report_ids, *around}, corrections.pairs("same-story"))
    changed = set(store.unlinked())
    wanted = {stories.story_id(reports): (reports, families) for reports, families in _groups(store, touched, corrections)}
    for story_id in {*former, *store.stories_of(touched)}:
        if story_id in wanted and _is_as_it_was(store, story_id, *wanted[story_id], changed):
            del wanted[story_id]
        else:
            store.drop_story(story_id)
    records = collation.RecordIndex.of(store.transcripts())
    stage = functools.partial(make_story, corrections=corrections, records=records, settings=settings)
    told = (([corrections.apply(each) for each in store.reports(wanted[story_id][0])], wanted[story_id][1]) for story_id in sorted(wanted))
    # Records are many and large: handing them to other processes would cost more than it saves.
    for made in engines.run(stage, told, 1 if len(records) else None):
        _write_story(store, made)
    store.mark_linked(touched)


def _reach(store: Store, report_ids: Iterable[str], same: Sequence[tuple[str, str]]) -> list[str]:
    """The reports that can be reached over links, or because a person said that two belong together."""
    reached = set(store.reachable([FAMILY, STORY], report_ids))
    while beyond := {other for pair in same for other in pair if reached.intersection(pair)} - reached:
        reached.update(store.reachable([FAMILY, STORY], {*reached, *beyond}))
    return sorted(each for each in reached if store.holds_report(each))


def _groups(
    store: Store, report_ids: Sequence[str], corrections: Corrections
) -> list[tuple[tuple[str, ...], tuple[tuple[str, ...], ...]]]:
    """(report ids, families) of each story among these reports, as their links and people's corrections have it."""
    known = _Known(store)
    features = {report_id: known[report_id] for report_id in report_ids}
    groups = linking.group_reports(features, store.links_among(FAMILY, report_ids), store.links_among(STORY, report_ids))
    return corrections.story_groups(groups)


def _is_as_it_was(
    store: Store, story_id: str, reports: tuple[str, ...], families: Sequence[tuple[str, ...]], changed: set[str]
) -> bool:
    held = store.story(story_id)
    if held is None or changed.intersection(reports):
        return False
    return sorted(map(sorted, held.families)) == sorted(map(sorted, families))


Told = tuple[list[Annotated], tuple[tuple[str, ...], ...]]


class Made(NamedTuple):
    """A story with all that it holds: statements with how notable each is, speakers (report, in it, across it), and figures."""

    story: Story
    statements: list[tuple[Statement, int]]
    speakers: list[tuple[str, Speaker, str]]
    figures: tuple[FigureRow, ...]


def make_story(item: Told, corrections: Corrections, records: collation.RecordIndex, settings: Settings) -> Made:
    """The story of these reports and families, with all that it holds. Pure, so that stories can be made in many processes."""
    told, families = item
    story = stories.describe([each.report for each in told], families)
    cast = people.cast_of(told, story.story_id, corrections)
    statements = stating.statements_of(story, told, cast, records, settings)
    rows = [(statement, telling.notability(statement)) for statement in statements]
    counted = msgspec.structs.replace(story, statements=len(rows), notable=sum(level > 0 for _, level in rows))
    spoken = [(each.report.report_id, speaker, cast.id_of(each, speaker)) for each in told for speaker in each.speakers]
    return Made(counted, rows, spoken, figures.line_up(story.story_id, told))


def _write_story(store: Store, made: Made | engines.Failed[Told]) -> None:
    if isinstance(made, engines.Failed):
        # What one story cannot bear costs its statements and nothing more; its reports stay held, and the reason is kept.
        told, families = made.item
        story = stories.describe([each.report for each in told], families)
        store.put_reject(Reject(path=f"story {story.story_id}", reason=f"its statements could not be made: {made.reason}"))
        made = Made(story, [], [], ())
    store.put_story(*made)


def why(store: Store, story: Story) -> list[str]:
    """What ties the reports of a story, in words: shared texts first, then names, words and numbers that most of its texts share."""
    told = [each.report for each in store.reports(story.report_ids)]
    labels = {report.report_id: telling.label(report) for report in told}
    lines = []
    for link in store.links_among(FAMILY, story.report_ids):
        lines.append(f"{labels[link.left]} and {labels[link.right]} share a text: {link.why}")
    for tie in stories.why(told, story.families):
        carried = list(dict.fromkeys(labels[report_id] for report_id, _ in tie.places))
        lines.append(f"{tie.kind} “{tie.text}”: {_listed(carried)}")
    return lines


def _listed(names: Iterable[str], most: int = 6) -> str:
    kept = list(names)
    return ", ".join(kept[:most]) + (f" and {len(kept) - most} more" if len(kept) > most else "")
