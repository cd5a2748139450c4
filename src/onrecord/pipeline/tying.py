"""Why reports stand together, in words: what ties the reports of a story, and the signs that its texts have an origin in common."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import Final

import msgspec

from onrecord import stories
from onrecord.pipeline import telling
from onrecord.records import Annotated, Report, Span, Story
from onrecord.store import Store
from onrecord.stories import StoryFeatures
from onrecord.text import number_of

MOST_READ: Final = 400  # reports of a story that are read to say why, a few of each shared text
MOST_OF_FAMILY: Final = 12
LONGEST_WORDS: Final = 160
MOST_ASKED: Final = 40  # reports whose look-alikes are read for that
MOST_APART: Final = 3  # look-alikes of which it is said why they are not of the story


def why(store: Store, story: Story) -> list[str]:
    """What ties the reports of a story, in words: shared texts, versions, then names, words, numbers and dates that most of its texts
    share, then signs of an origin in common, then look-alikes that tell of another event.

    Of a story with very many reports a part is read, the first of each shared text before all others.
    """
    families = [family[:MOST_OF_FAMILY] for family in story.families or tuple((each,) for each in story.report_ids)][:MOST_READ]
    most = max(1, MOST_READ // max(1, len(families)))
    families = [family[:most] for family in families]
    told = list(store.reports([name for family in families for name in family]))
    reports = {each.report.report_id: each.report for each in told}
    known = {name: features for name, features in zip(reports, _features(store, reports), strict=True) if features is not None}
    return [
        *_shared_texts(story, families, reports, known),
        *_versions(story, reports),
        *_ties(told, families, reports),
        *_origins(families, reports, known),
        *_told_apart(store, story, known),
    ]


def _features(store: Store, report_ids: Iterable[str]) -> Iterator[StoryFeatures | None]:
    number_of = {place.report_id: place.report for place in store.places.places_of(report_ids)}
    for name in report_ids:
        found = next(iter(store.places.features([number_of[name]])), None) if name in number_of else None
        yield None if found is None else msgspec.msgpack.decode(found[1], type=StoryFeatures)


def _shared_texts(
    story: Story, families: Sequence[Sequence[str]], reports: dict[str, Report], known: dict[str, StoryFeatures]
) -> Iterator[str]:
    whole = {name: len(family) for family in story.families for name in family[:1]}
    for family in families:
        read = [known[name] for name in family if name in known]
        if len(read) > 1:
            lead = stories.representative(read)
            jaccard, contained, shared = min(stories.likeness(lead, one) for one in read if one is not lead)
            beyond = whole.get(family[0], 0) - len(family)
            yield (
                f"one text: {_listed([reports[one.report_id] for one in read], beyond)}; the least alike have {shared} five-word runs in"
                f" common, {jaccard / 10:.0f}% of all and {contained / 10:.0f}% of the shorter"
            )


def _versions(story: Story, reports: dict[str, Report]) -> Iterator[str]:
    for group in story.versions:
        held = [reports[name] for name in group if name in reports]
        if len(held) > 1:
            yield f"versions of one report: {telling.label(held[0])}, {', then '.join(telling.date_words(one.published) for one in held)}"


def _ties(told: Sequence[Annotated], families: Sequence[Sequence[str]], reports: dict[str, Report]) -> Iterator[str]:
    for tie in stories.ties(told, families):
        words = telling.date_words(tie.text) if tie.kind == "date" else f"“{tie.text}”"
        yield f"{tie.kind} {words}: {_listed(_at(tie.places, reports))}"


def _origins(families: Sequence[Sequence[str]], reports: dict[str, Report], known: dict[str, StoryFeatures]) -> Iterator[str]:
    for origin in stories.origins(list(reports.values()), families):
        where = _listed(_at(origin.places, reports))
        if origin.kind == "credit":
            name, span = origin.places[0]
            yield f"the same agency credited, {origin.text} (“{_words(reports[name], span)}”): {where}"
        else:
            yield f"the same words where a statement is spoken of, “{_cut(origin.text)}”: {where}"
    leads = [stories.representative(read) for family in families if (read := [known[name] for name in family if name in known])]
    for origin in stories.reused([reports[lead.report_id] for lead in leads], leads):
        name, span = origin.places[0]
        yield f"a part in common, {origin.text} (“{_words(reports[name], span)}”): {_listed(_at(origin.places, reports))}"


def _told_apart(store: Store, story: Story, known: dict[str, StoryFeatures]) -> Iterator[str]:
    """The look-alikes that were kept out of a story because they tell as news of days far from its own, and of the like again."""
    found: dict[str, str] = {}
    for one in list(known.values())[:MOST_ASKED]:
        if one.fresh and len(found) < MOST_APART:
            others = [other for other, score in store.places.links_of(number_of(one.report_id)) if not score]
            for _, content in store.places.features(sorted(others)):
                other = msgspec.msgpack.decode(content, type=StoryFeatures)
                if other.report_id not in story.report_ids and stories.are_two_events(one.days, other.days):
                    found.setdefault(other.report_id, f"{_days(other)}, not of {_days(one)}, and one says that it happened again")
    for each in store.reports(sorted(found)[:MOST_APART]):
        yield f"alike, and news of another day: {telling.label(each.report)} tells of {found[each.report.report_id]}"


def _days(known: StoryFeatures) -> str:
    return " and ".join(telling.date_words(date.fromordinal(day).isoformat()) for day in known.fresh)


def _at(places: Iterable[tuple[str, Span]], reports: dict[str, Report]) -> list[Report]:
    return [reports[name] for name, _ in places]


def _words(report: Report, span: Span) -> str:
    return _cut(" ".join(span.of(report.text).split()))


def _cut(words: str) -> str:
    return words if len(words) <= LONGEST_WORDS else words[:LONGEST_WORDS].rsplit(" ", 1)[0] + " …"


def _listed(reports: Iterable[Report], beyond: int = 0, most: int = 6) -> str:
    """The labels of reports, each once; ``beyond`` are so many more that are not listed."""
    labels = list(dict.fromkeys(map(telling.label, reports)))
    left = len(labels) - most if len(labels) > most else 0
    return ", ".join(labels[:most]) + (f" and {left + beyond} more" if left + beyond else "")
