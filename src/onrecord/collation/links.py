"""Ties between members that may carry one statement: where to look, not what is decided."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Final

from onrecord.collation.members import Item, Member, is_same_voice, read_items
from onrecord.collation.paraphrase import Likeness, is_same, may_render
from onrecord.records import (
    Link,
)
from onrecord.settings import CollationSettings

Grams = frozenset[tuple[str, ...]]
Voice = tuple[str | None, str, str]  # story, whether a speaker or a body, and which
_LONG_GRAM: Final = 4
FRAGMENT: Final = 4  # words: a stretch no longer than this is compared only within one speaker and story
_MANY: Final = 40  # of more members that hold an n-gram, each is tied to the fullest few and not to all
_HUBS: Final = 6
ATTACH: Final = 500  # per thousand of a stretch's words that the base must hold


def statement_links(members: Sequence[Member], settings: CollationSettings) -> tuple[Link, ...]:
    """The ties between members that may carry one statement, by member id, scored 0 to 1000 by how much of the smaller the larger holds.

    Members are compared inside a story, and one speaker's across stories where the days lie within ``window_days``. Words in threes and
    fours find the pairs; stretches of up to four words are compared with one speaker's passages of the same story only.
    """
    return links_between(read_items(members), settings)


def links_between(
    items: Mapping[str, list[Item]], settings: CollationSettings, likeness: Likeness | None = None
) -> tuple[Link, ...]:
    """The same of members read already; with a likeness also between words that are too few to decide by themselves."""
    grams = {name: _grams_of(own) for name, own in items.items()}
    scores: dict[tuple[str, str], int] = {}
    for block in _blocks(items, grams):
        for left, right, score in _block_links([(name, items[name]) for name in block], grams, settings, likeness):
            scores[left, right] = max(score, scores.get((left, right), 0))
    return tuple(Link(left=left, right=right, score=score) for (left, right), score in sorted(scores.items()))


def _grams_of(own: Sequence[Item]) -> Grams:
    return own[0].grams if len(own) == 1 else frozenset().union(*(item.grams for item in own))


def _blocks(items: Mapping[str, list[Item]], grams: Mapping[str, Grams]) -> list[list[str]]:
    """The names of the members of each story, and of each speaker of several stories.

    One whose members are all of one story has a block only where some of their n-grams are too many in the story for all pairs to be
    looked at: any other tie of theirs is found with the story.
    """
    stories: defaultdict[str, list[str]] = defaultdict(list)
    speakers: defaultdict[str, list[str]] = defaultdict(list)
    for name in sorted(items):
        member = items[name][0].member if items[name] else None
        if member is None:
            continue
        if member.story_id is not None:
            stories[member.story_id].append(name)
        if member.speaker_id is not None:
            speakers[member.speaker_id].append(name)
    held = Counter((story_id, gram) for story_id, names in stories.items() if len(names) > _MANY for name in names for gram in grams[name])
    many = {gram for (_, gram), count in held.items() if count > _MANY}

    def is_of_one_story(names: Sequence[str]) -> bool:
        first = items[names[0]][0].member.story_id
        return first is not None and all(items[name][0].member.story_id == first and many.isdisjoint(grams[name]) for name in names)

    found = (*stories.values(), *(names for names in speakers.values() if not is_of_one_story(names)))
    return [names for names in found if len(names) > 1]


def _block_links(
    block: Sequence[tuple[str, list[Item]]], grams: Mapping[str, Grams], settings: CollationSettings, likeness: Likeness | None
) -> Iterator[tuple[str, str, int]]:
    by_name = dict(block)
    twins: dict[tuple[str | None, str | None, tuple[tuple[str, ...], ...]], str] = {}
    holders: defaultdict[tuple[str, ...], list[str]] = defaultdict(list)
    for name, items in block:
        member = items[0].member
        key = (member.speaker_id, member.story_id, tuple(tuple(item.words.norm) for item in items))
        first = twins.setdefault(key, name)
        if first != name and (grams[name] or _is_rendering(items)) and _may_join(by_name[first][0].member, member, settings):
            yield first, name, 1000  # the very same words: a tie to the first of them stands for all
            continue
        for gram in grams[name]:
            holders[gram].append(name)
    shared: defaultdict[tuple[str, str], int] = defaultdict(int)
    for names in holders.values():
        if len(names) <= _MANY:
            for place, left in enumerate(names):
                for right in names[place + 1 :]:
                    shared[left, right] += 1
        else:
            hubs = sorted(names, key=lambda name: (-len(grams[name]), name))[:_HUBS]
            for pair in {(min(hub, name), max(hub, name)) for hub in hubs for name in names if name != hub}:
                shared[pair] += 1
    for (left, right), count in shared.items():
        one, two = by_name[left][0].member, by_name[right][0].member
        if not _may_join(one, two, settings):
            continue
        best = max(share_held(item.grams, grams[right]) for item in by_name[left])
        best = max([best, *(share_held(item.grams, grams[left]) for item in by_name[right])])
        if best >= 250 or count >= _LONG_GRAM:
            yield left, right, min(1000, max(best, 250))
    yield from _fragment_links(block, likeness)


def share_held(some: Grams, all_of: Grams) -> int:
    return 1000 * len(some & all_of) // len(some) if some else 0


def _is_rendering(items: Sequence[Item]) -> bool:
    """True when a member is words without marks, two of them words of content: enough for the very same words to be one."""
    return all(not item.stretch.is_marked and is_same(item.rendering, item.rendering) for item in items)


def _fragment_links(block: Sequence[tuple[str, list[Item]]], likeness: Likeness | None) -> Iterator[tuple[str, str, int]]:
    """Ties of short stretches, and of unmarked ones, to the passages of the same speaker and story that hold their words of content."""
    members = {name: items[0].member for name, items in block}
    stems = {name: frozenset().union(*(item.stems for item in items)) for name, items in block}
    holders: defaultdict[tuple[Voice, str], list[str]] = defaultdict(list)
    for name, member in members.items():
        for voice in _voices(member):
            for word in stems[name]:
                holders[voice, word].append(name)
    for name, items in block:
        short = [item for item in items if item.stems and (len(item.words) <= 2 * FRAGMENT or not item.stretch.is_marked)]
        if not short:
            continue
        member = members[name]
        for item in short:
            near = dict.fromkeys(other for voice in _voices(member) for word in item.stems for other in holders[voice, word])
            for other in near:
                if other == name or not is_same_voice(members[other], member):
                    continue
                count = len(item.stems & stems[other])
                share = 1000 * count // len(item.stems)
                enough = share >= ATTACH if item.stretch.is_marked else may_render(count, share, likeness)
                if enough:
                    yield min(name, other), max(name, other), share


def _voices(member: Member) -> list[Voice]:
    """The speaker and the body, in the member's story, of which one is another's, too, if the two are one voice there."""
    whose = (("speaker", member.speaker_id), ("body", member.voice))
    return [(member.story_id, kind, name) for kind, name in whose if name is not None]


def _may_join(left: Member, right: Member, settings: CollationSettings) -> bool:
    """True when the two may carry one statement: no two speakers, and one story, or one speaker within the window of days."""
    if left.speaker_id is not None and right.speaker_id is not None and not is_same_voice(left, right):
        return False
    if left.story_id is not None and left.story_id == right.story_id:
        return True
    return left.speaker_id is not None and left.speaker_id == right.speaker_id and _within(left.said, right.said, settings.window_days)


def _within(left: str | None, right: str | None, days: int) -> bool:
    one, two = _day(left), _day(right)
    return one is not None and two is not None and abs((one - two).days) <= days


def _day(value: str | None) -> date | None:
    try:
        return date.fromisoformat(value[:10]) if value and len(value) >= 10 else None
    except ValueError:
        return None
