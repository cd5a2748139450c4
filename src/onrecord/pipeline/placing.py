"""Where reports stand: which texts hang together, which report stands for each family, and the links between those.

Whatever came and went, what is kept afterwards is a function of the reports held: which texts are compared is decided by keys that not too
many hold, what hangs together by all such pairs, and families and leads by what hangs together. Only what came, what went and what they can
bear on is looked at. When a key becomes too common to count, or few enough again, what rested on it is looked at as well.
"""

from __future__ import annotations

import functools
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Final, NamedTuple

import msgspec
import numpy as np
from numpy.typing import NDArray

from onrecord import linking, stories
from onrecord.pipeline.text_keys import FEW, TextKeys, counts, key_rows, together
from onrecord.records import Link
from onrecord.store.places import KeyKind, Lead, Place, Places
from onrecord.stories import StoryFeatures, StoryModel
from onrecord.text import number_of

CACHED: Final = 20_000  # reports whose features are kept in memory, about 6 KB each
_decode = msgspec.msgpack.Decoder(StoryFeatures).decode
_Numbers = linking.Numbers


class Standing(NamedTuple):
    """A group of reports of one event: the leads of its families, and the reports of each."""

    leads: tuple[int, ...]
    group: linking.StoryGroup


class Placing:
    """Gives reports their places in one database; kept between calls, as it holds what would have to be read again."""

    def __init__(self, places: Places, horizon_days: int, model: StoryModel = stories.MODEL) -> None:
        self._places = places
        self._horizon = horizon_days
        self._model = model
        self._cache: dict[int, StoryFeatures] = {}
        self._nearby: linking.Nearby | None = None
        self._beside: dict[int, stories.Company] = {}  # the company of every lead
        self._version = -1

    def forget(self) -> None:
        """Forget what was read: it may no longer be what is held."""
        self._cache.clear()
        self._nearby = None
        self._beside = {}

    # ------------------------------------------------------------ reading

    def known(self, report: int) -> StoryFeatures:
        """The features of a report that is held."""
        return self._known(report)

    def _known(self, report: int) -> StoryFeatures:
        known = self._cache.get(report)
        if known is None:
            if len(self._cache) >= CACHED:
                del self._cache[next(iter(self._cache))]
            known = self._cache[report] = _decode(next(iter(self._places.features([report])))[1])
        return known

    def _near(self) -> linking.Nearby:
        if self._nearby is None:
            leads = list(self._places.leads())
            self._nearby = linking.Nearby((lead.report, lead.day, lead.signs) for lead in leads)
            self._beside = {lead.report: stories.Company(lead.loss, lead.best) for lead in leads}
        return self._nearby

    # ------------------------------------------------------------ what came and went

    def settle(self) -> set[int]:
        """Give what came a place and take out what went; the leads whose stories that may change (some may be leads no more)."""
        if self._version != (version := self._places.data_version()):
            self.forget()
            self._version = version
        arrivals, departures = self._places.arrivals(), self._places.departures()
        if not arrivals and not departures:
            return set()
        for report in (*arrivals, *(place.report for place, _ in departures)):
            self._cache.pop(report, None)
        groups, former = self._settle_texts(arrivals, departures)
        fresh, gone, touched = self._settle_leads(groups, former, {report: content for (report, *_), content in departures})
        touched |= self._settle_links(fresh, gone)
        self._places.settle()
        return touched

    def _settle_texts(
        self, arrivals: Sequence[int], departures: Sequence[tuple[Place, bytes]]
    ) -> tuple[list[list[Place]], dict[int, int]]:
        """The reports of each component that changed in any way, placed but for their leads; and the leads that these had before."""
        places = self._places
        came: list[Place] = []
        report_of: dict[int, int] = {}
        texts: dict[int, StoryFeatures] = {}
        keys_of: dict[int, _Numbers] = {}
        for report in arrivals:
            known = self._known(report)
            text = linking.text_of(known)
            came.append(Place(report, known.report_id, text, text, report))
            if text not in report_of:
                report_of[text] = report
                texts[text] = _bare(known)
                keys_of[text] = _family_keys(known)
        held = places.component_of({*report_of, *(place.text for place, _ in departures)})
        went = {place.text: _decode(content) for place, content in departures if place.text not in held}
        added = {text: keys_of[text] for text in sorted(report_of) if text not in held}
        removed = {text: _family_keys(known) for text, known in sorted(went.items())}
        came = [place._replace(component=held.get(place.text, place.text)) for place in came]
        places.put_places(came)
        places.drop_keys("family", key_rows(removed))
        places.put_keys("family", key_rows(added))
        keys = TextKeys(places, added, removed)

        broken = {place.component for place, _ in departures if place.text in went}
        broken |= self._torn(keys, texts)
        loose_rows = places.places_in(sorted(broken))
        for row in loose_rows:
            report_of.setdefault(row.text, row.report)
        loose = {row.text for row in loose_rows} | set(added)
        blocks = keys.blocks({text: added[text] if text in added else self._keys(report_of[text]) for text in sorted(loose)})
        labels = {text: text for text in loose}
        labels.update(places.component_of(sorted(set(blocks.holders.tolist()) - loose)))

        def are_tied(text: int, others: Sequence[int]) -> NDArray[np.bool_]:
            return linking.are_same_text(text, others, lambda each: self._text(each, texts), self._model.family_bar)

        joined = linking.join(labels, blocks, are_tied, loose | keys.won())
        pieces: defaultdict[int, set[int]] = defaultdict(set)
        for text, top in joined.items():
            pieces[top].add(labels[text])
        changed = [labels_in for top, labels_in in sorted(pieces.items()) if len(labels_in) > 1 or labels_in & loose]
        same = {place.component for place in (*came, *(place for place, _ in departures)) if place.text in held}
        same -= broken | {label for labels_in in changed for label in labels_in}
        arrived = set(arrivals)
        former = {place.report: place.lead for place, _ in departures}
        groups = []
        for labels_in in (*changed, *({component} for component in sorted(same))):
            rows = {row.report: row for row in places.places_in(sorted(labels_in - loose))}
            rows.update((row.report, row) for row in places.places_with(sorted(labels_in & loose)))
            former.update((row.report, row.lead) for row in rows.values() if row.report not in arrived)
            component = min(row.text for row in rows.values())
            groups.append([row._replace(component=component) for _, row in sorted(rows.items())])
        return groups, former

    def _torn(self, keys: TextKeys, texts: dict[int, StoryFeatures]) -> set[int]:
        """The components that may hang together less than before, as two texts are not compared any more."""
        lost = keys.lost()
        component_of = self._places.component_of({text for left, right, _ in lost for text in (left, right)})

        @functools.cache
        def are_tied(one: int, other: int) -> bool:
            tied = linking.are_same_text(one, [other], lambda each: self._text(each, texts), self._model.family_bar)
            return bool(tied[0])

        own = functools.cache(lambda text: _family_keys(self._text(text, texts)))
        torn: set[int] = set()
        for left, right, others in lost:
            component = component_of[left]
            if component != component_of[right] or component in torn:
                continue
            if any(are_tied(left, each) and are_tied(right, each) for each in others):
                continue  # what ties each of them to a third holds them together
            if are_tied(left, right) and not keys.are_compared(left, right, own(left), own(right)):
                torn.add(component)
        return torn

    def _keys(self, report: int) -> _Numbers:
        return _family_keys(self._known(report))

    def _text(self, text: int, texts: dict[int, StoryFeatures]) -> StoryFeatures:
        """What is compared of a text; kept in ``texts`` while many are, who come in no order that a small memory would serve."""
        known = texts.get(text)
        if known is None:
            known = texts[text] = _bare(self._known(self._places.places_with([text])[0].report))
        return known

    # ------------------------------------------------------------ families and what stands for them

    def _settle_leads(
        self, groups: Sequence[Sequence[Place]], former: Mapping[int, int], went: Mapping[int, bytes]
    ) -> tuple[dict[int, StoryFeatures], dict[int, StoryFeatures], set[int]]:
        """The leads that are new, those that are leads no more, and those whose families are others than they were."""
        leads: set[int] = set()
        touched: set[int] = set()
        for rows in groups:
            texts: dict[int, StoryFeatures] = {}
            for row in rows:
                texts.setdefault(row.text, self._known(row.report))
            by_text: defaultdict[int, list[Place]] = defaultdict(list)
            for row in rows:
                by_text[row.text].append(row)
            for family in linking.split_family(texts, self._model.family_bar):
                members = [row for text in family for row in by_text[text]]
                lead = number_of(stories.representative(self._known(row.report) for row in members).report_id)
                leads.add(lead)
                placed = [row._replace(lead=lead) for row in members]
                if any(former.get(row.report) != lead for row in members):
                    touched.add(lead)
                self._places.put_places(placed)
        before = set(former.values())
        touched |= {lead for report, lead in former.items() if report in went}
        again = {report for report in went if report in before and report in leads}  # the same report with other words
        gone = (before - leads) | again
        fresh = (leads - before) | again
        return (
            {report: self._known(report) for report in sorted(fresh)},
            {report: _decode(went[report]) if report in went else self._known(report) for report in sorted(gone)},
            touched,
        )

    # ------------------------------------------------------------ links between leads

    def _settle_links(self, fresh: Mapping[int, StoryFeatures], gone: Mapping[int, StoryFeatures]) -> set[int]:
        """Link the new leads and unlink those that are none any more; all whose stories this may change."""
        places, nearby = self._places, self._near()
        cut = {(report, other) for report in gone for other, _ in places.links_of(report)}
        places.drop_leads(gone)
        nearby.drop(gone)
        added = {report: linking.numbers(stories.story_keys(known)) for report, known in fresh.items()}
        removed = {report: linking.numbers(stories.story_keys(known)) for report, known in gone.items()}
        places.drop_keys("story", key_rows(removed))
        places.put_keys("story", key_rows(added))
        places.put_leads(Lead(report, *stories.ALONE, known.day, known.signs) for report, known in fresh.items())
        nearby.put((report, known.day, known.signs) for report, known in fresh.items())
        for report in gone:
            self._beside.pop(report, None)
        self._beside.update(dict.fromkeys(fresh, stories.ALONE))
        keys = _Keys(places, "story", added, removed, linking.COMMON)
        lost = self._resting_on(keys, added)
        places.drop_links(lost)
        cut.update(lost)

        wanted: defaultdict[int, set[int]] = defaultdict(set)
        for holders in keys.won():
            for left in holders:
                wanted[left].update(right for right in holders if right > left)
        for report, known in fresh.items():
            others = keys.sharing(added[report])
            others.update(nearby.near(known.day, known.signs, self._horizon).tolist())
            wanted[report].update(other for other in others if other != report and (other not in fresh or other > report))
        new: list[tuple[int, int, int]] = []
        for left in sorted(wanted):
            pairs = ((self._known(left), self._known(right)) for right in sorted(wanted[left]))
            for link in stories.story_links(pairs, self._horizon, self._model):
                new.append((number_of(link.left), number_of(link.right), link.score))
        places.put_links(new)
        ends = {*fresh, *(end for pair in cut for end in pair), *(end for one, other, _ in new for end in (one, other))}
        return {*(end for pair in cut for end in pair), *gone, *fresh} | self._weigh_again(ends, new)

    def _resting_on(self, keys: _Keys, added: Mapping[int, _Numbers]) -> list[tuple[int, int]]:
        """The links that rested on keys that no longer count."""
        found = []
        counts: dict[int, bool] = {}
        for holders in keys.lost():
            old = [each for each in holders if each not in added]
            among = set(old)
            for left in old:
                for right, _ in self._places.links_of(left):
                    if left < right and right in among and not self._are_compared(left, right, counts):
                        found.append((left, right))
        return found

    def _are_compared(self, left: int, right: int, counts: dict[int, bool]) -> bool:
        """True when two leads share a key that counts, or are near."""
        one, two = self._known(left), self._known(right)
        shared = set(stories.story_keys(one)) & set(stories.story_keys(two))
        for key in map(number_of, sorted(shared)):
            if key not in counts:
                counts[key] = len(self._places.holders("story", [(key, linking.COMMON + 1)])[0]) <= linking.COMMON
            if counts[key]:
                return True
        return linking.are_near(one, two, self._horizon)

    def _weigh_again(self, ends: Iterable[int], new: Iterable[tuple[int, int, int]]) -> set[int]:
        """Write what company takes from the links of these leads now; those with a link that holds, or held, and weighs another weight."""
        links = {end: self._places.links_of(end) for end in sorted(ends) if end in self._beside}
        beside = {end: stories.company((score for _, score in held), self._model) for end, held in links.items()}
        changed = {end: company for end, company in beside.items() if company != self._beside[end]}
        added = {(one, other) for one, other, _ in new} | {(other, one) for one, other, _ in new}
        rows = [(end, other, score) for end, held in links.items() for other, score in held if end in changed or (end, other) in added]
        held_before = self._hold(rows)
        self._places.put_company(changed)
        self._beside.update(changed)
        hold = (held_before | self._hold(rows)).tolist()
        return {end for row, holds in zip(rows, hold, strict=True) if holds for end in row[:2]}

    def _hold(self, links: Sequence[tuple[int, int, int]]) -> NDArray[np.bool_]:
        """For each (lead, lead, score) whether the link holds."""
        return self._weighed(links) >= self._model.bar

    def _weighed(self, links: Sequence[tuple[int, int, int]]) -> _Numbers:
        """The score of each (lead, lead, score) as company weighs it now."""
        rows = np.array(links, np.int64).reshape(-1, 3)
        ends, places = np.unique(rows[:, :2], return_inverse=True)
        beside = np.array([self._beside[end] for end in ends.tolist()], np.int64).reshape(-1, 2)[places.reshape(-1, 2)]
        return stories.weigh_all(rows[:, 2], beside[:, 0], beside[:, 1], self._model)

    # ------------------------------------------------------------ stories

    def groups(self, leads: Iterable[int]) -> list[Standing]:
        """The stories of all that can be reached from these leads over links that hold."""
        self._near()  # reads the company of every lead
        links: dict[int, list[tuple[int, int]]] = {}
        found = []
        for start in sorted(self._beside.keys() & set(leads)):
            if start in links:
                continue
            edge, component = [start], []
            while edge:
                links.update((lead, self._places.links_of(lead)) for lead in edge)
                component += edge
                rows = [(lead, other, score) for lead in edge for other, score in links[lead] if other not in links]
                edge = sorted({row[1] for row, holds in zip(rows, self._hold(rows).tolist(), strict=True) if holds})
            found += self._stories_in(component, links)
        return found

    def _stories_in(self, component: Sequence[int], links: Mapping[int, list[tuple[int, int]]]) -> list[Standing]:
        behind: defaultdict[int, list[Place]] = defaultdict(list)
        for place in self._places.places_behind(component):
            behind[place.lead].append(place)
        name_of = {place.report: place.report_id for held in behind.values() for place in held}
        inside = set(component)
        rows = [(lead, other, score) for lead in component for other, score in links[lead] if lead < other and other in inside]
        weighed = [  # without those of which nothing is left: a pair without a link counts the same
            Link(left=name_of[lead], right=name_of[other], score=score)
            for (lead, other, _), score in zip(rows, self._weighed(rows).tolist(), strict=True)
            if score
        ]
        family_of = {name_of[lead]: tuple(sorted(place.report_id for place in held)) for lead, held in behind.items()}
        return [
            Standing(tuple(sorted(map(number_of, group))), linking.story_group(group, family_of))
            for group in linking.group_leads(family_of, weighed, self._model)
        ]


class _Keys:
    """Keys that have got or lost holders, with all who hold them now, as far as these count or counted before."""

    def __init__(
        self, places: Places, kind: KeyKind, added: Mapping[int, _Numbers], removed: Mapping[int, _Numbers], common: int
    ) -> None:
        self._places, self._kind, self._common = places, kind, common
        more, fewer = together(added), together(removed)
        self._names = np.unique(np.concatenate((more, fewer)))
        came, went = counts(more, self._names), counts(fewer, self._names)
        # Of a key that did not count before and does not now, it is enough to see that many.
        self._keys, self._holders = self._read(self._names, common + 1 + came)
        held = counts(self._keys, self._names)
        before = held - came + went
        self._lost = self._names[(held > common) & (before <= common) & (before > 1)]
        self._won = self._names[(held <= common) & (before > common)]

    def _read(self, keys: _Numbers, limits: _Numbers) -> tuple[_Numbers, _Numbers]:
        """Keys, ascending, and who holds them."""
        if len(keys) <= FEW:
            return self._places.holders(self._kind, zip(keys.tolist(), limits.tolist(), strict=True))
        names, holders = self._places.all_holders(self._kind)
        wanted = np.isin(names, keys)
        return names[wanted], holders[wanted]

    def _held(self, wanted: _Numbers) -> list[list[int]]:
        starts, ends = np.searchsorted(self._keys, wanted), np.searchsorted(self._keys, wanted, side="right")
        return [self._holders[start:end].tolist() for start, end in zip(starts.tolist(), ends.tolist(), strict=True)]

    def lost(self) -> list[list[int]]:
        """The holders of each key that has become too common to count."""
        return self._held(self._lost)

    def won(self) -> list[list[int]]:
        """The holders of each key that counts again."""
        return self._held(self._won)

    def sharing(self, keys: _Numbers) -> set[int]:
        """All who hold one of these keys that count."""
        return {each for holders in self._held(keys) if len(holders) <= self._common for each in holders}


def _bare(known: StoryFeatures) -> StoryFeatures:
    """A report's features without what the comparison of texts does not ask for."""
    return msgspec.structs.replace(known, term_hashes=b"", term_weights=b"", vector=None, signs=b"", line_hashes=b"")


def _family_keys(known: StoryFeatures) -> _Numbers:
    return np.array(stories.family_keys(known), np.int64)
