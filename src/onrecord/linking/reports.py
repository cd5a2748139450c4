"""Reports into families and stories, all at once. The pipeline does the same step by step, for what a report touches alone."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from onrecord import stories
from onrecord.linking import blocks
from onrecord.linking.blocks import pairs
from onrecord.linking.clusters import average_link
from onrecord.linking.nearby import Nearby
from onrecord.linking.texts import families
from onrecord.records import Link, Record
from onrecord.stories import StoryFeatures, StoryModel


class StoryGroup(Record, frozen=True, kw_only=True):
    """The reports of one event: their ids, those that share one text, and the report that stands for the largest shared text."""

    report_ids: tuple[str, ...]
    families: tuple[tuple[str, ...], ...]
    lead: str


def are_near(left: StoryFeatures, right: StoryFeatures, horizon_days: int) -> bool:
    """True when the sentence vectors of the two are near."""
    return bool(len(Nearby([(0, right.day, right.signs)]).near(left.day, left.signs, horizon_days)))


def group_leads(leads: Iterable[str], links: Iterable[Link], model: StoryModel = stories.MODEL) -> list[tuple[str, ...]]:
    """The stories of families, each given by the report that stands for it; ``links`` are weighed (`stories.weigh_crowd`).

    The answer for leads that no link of ``model.bar`` or more leaves does not depend on any others, so that a new report asks for a new
    grouping of what it can reach over such links and of nothing else.
    """
    return average_link(leads, links, model.bar)


def candidates(leads: Iterable[StoryFeatures], horizon_days: int = 90) -> list[tuple[str, str]]:
    """The pairs of leads (ids in order, pairs sorted) that are compared: they share a story key that few hold, or are near in sense."""
    known = {one.report_id: one for one in leads}
    found = set(pairs({name: stories.story_keys(one) for name, one in known.items()}, stories.STORY_KEYS, blocks.COMMON))
    names = sorted(known)
    every = Nearby((number, known[name].day, known[name].signs) for number, name in enumerate(names))
    for number, name in enumerate(names):
        near = every.near(known[name].day, known[name].signs, horizon_days)
        found.update((name, names[other]) for other in near.tolist() if other > number)
    return sorted(found)


def group_all(known: Mapping[str, StoryFeatures], horizon_days: int = 90, model: StoryModel = stories.MODEL) -> list[StoryGroup]:
    """Stories of all these reports at once: the same as adding them one by one."""
    stands_for = {stories.representative([known[name] for name in family]).report_id: family for family in families(known, model)}
    alike = candidates([known[name] for name in stands_for], horizon_days)
    links = stories.story_links(((known[left], known[right]) for left, right in alike), horizon_days, model)
    groups = group_leads(stands_for, stories.weigh_crowd(links, model), model)
    return sorted((story_group(group, stands_for) for group in groups), key=lambda group: group.report_ids)


def story_group(leads: Sequence[str], stands_for: Mapping[str, tuple[str, ...]]) -> StoryGroup:
    """The story of these leads; ``stands_for`` gives the reports of the family of each."""
    held = sorted(stands_for[lead] for lead in leads)
    lead = min(leads, key=lambda name: (-len(stands_for[name]), name))
    return StoryGroup(report_ids=tuple(sorted(name for family in held for name in family)), families=tuple(held), lead=lead)
