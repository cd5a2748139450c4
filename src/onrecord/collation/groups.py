"""What is left of a group of stretches while statements are made of it: which passage is the fullest, and what may hold its words.

A long event makes groups of thousands. They are kept by word and by three words in a row, so that each base costs what it shares with
others, and not a look at all of them.
"""

from __future__ import annotations

from bisect import bisect_left, insort
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from typing import Final

from onrecord.collation.links import ATTACH
from onrecord.collation.members import Item, Member
from onrecord.collation.paraphrase import Told
from onrecord.collation.tokens import BRACKETED, NOISE

_BASES_TRIED: Final = 12
_FEW: Final = 2  # n-grams: of a stretch with no more of them the words of content are compared

Place = tuple[bool, bool, int, str, str]
Gram = tuple[str, ...]


class Left:
    """The stretches of a group that no statement has yet."""

    def __init__(self, items: Iterable[Item]) -> None:
        """Take in the stretches, each once."""
        self._items = sorted(items, key=lambda item: item.key)
        self._number = {item.key: number for number, item in enumerate(self._items)}
        self._left = set(range(len(self._items)))
        self._family = [family_of(item.member) for item in self._items]
        self._holders: defaultdict[Gram, list[int]] = defaultdict(list)
        self._families: defaultdict[Gram, Counter[str]] = defaultdict(Counter)  # how many of each family's stretches hold it
        self._with: defaultdict[str, set[int]] = defaultdict(set)  # word of content -> stretches
        self._always: set[int] = set()
        self._of_member: defaultdict[str, list[int]] = defaultdict(list)
        for number, item in enumerate(self._items):
            self._of_member[item.member_id].append(number)
            for gram in item.grams:
                self._holders[gram].append(number)
                self._families[gram][self._family[number]] += 1
            for stem in item.stems:
                self._with[stem].add(number)
            if not item.stems or any(flags & (BRACKETED | NOISE) for flags in item.words.flags):
                self._always.add(number)
        self._places = {name: _place(self._own(name)) for name in self._of_member}
        self._order = sorted(self._places.values())
        self._held: dict[tuple[int, ...], frozenset[int]] = {}

    def __bool__(self) -> bool:
        return bool(self._left)

    def _own(self, member_id: str) -> list[Item]:
        return [self._items[number] for number in self._of_member[member_id]]

    def choose_base(self) -> list[Item]:
        """The stretches of the member whose passage is the fullest: a record first, then support by families, then words, date and id.

        Support is first how many families have a stretch that the passage holds, then how many of its words others print too, three in
        a row.
        """
        best = [place[-1] for place in self._order[:_BASES_TRIED]]
        return self._own(best[0] if len(self._order) == 1 else min(best, key=self._standing))

    def _standing(self, member_id: str) -> tuple[bool, bool, bool, int, int, int, str, str]:
        is_report, is_headline, words, said, _ = self._places[member_id]
        own = family_of(self._items[self._of_member[member_id][0]].member)
        grams: frozenset[Gram] = frozenset().union(*(item.grams for item in self._own(member_id)))
        holding = {self._family[number] for number in self._held_by(member_id, grams) if number in self._left}
        shared = sum(len(families) - (own in families) for families in map(self._families.__getitem__, grams))
        return is_report, is_headline, words == 0, -len(holding), -shared, words, said, member_id

    def _held_by(self, member_id: str, grams: frozenset[Gram]) -> frozenset[int]:
        """The stretches, left or not, that a passage holds."""
        numbers = tuple(self._of_member[member_id])
        if numbers not in self._held:
            stems: frozenset[str] = frozenset().union(*(self._items[number].stems for number in numbers))
            counts = Counter(number for gram in grams for number in self._holders[gram])
            held = {number for number, count in counts.items() if self._is_long(number) and self._share(number, count) >= ATTACH}
            near: set[int] = set().union(*(self._with[stem] for stem in stems))
            held |= {number for number in near if not self._is_long(number) and self._items[number].stems <= stems}
            self._held[numbers] = frozenset(held)
        return self._held[numbers]

    def _is_long(self, number: int) -> bool:
        return len(self._items[number].grams) > _FEW

    def _share(self, number: int, count: int) -> int:
        return 1000 * count // len(self._items[number].grams)

    def near(self, told: Told) -> list[Item]:
        """Those that what is told may hold, in order: they share a word of content with it, or have none, or have words in brackets."""
        found = self._always.union(*(self._with[stem] for stem in told.rendering.stems if stem in self._with))
        return [self._items[number] for number in sorted(found)]

    def take(self, keys: Iterable[tuple[str, int]]) -> None:
        """Note that a statement has these."""
        taken = sorted(self._number[key] for key in keys)
        for number in taken:
            item = self._items[number]
            self._left.discard(number)
            self._always.discard(number)
            for stem in item.stems:
                self._with[stem].discard(number)
            for gram in item.grams:
                families = self._families[gram]
                families[self._family[number]] -= 1
                if not families[self._family[number]]:
                    del families[self._family[number]]
        for name in dict.fromkeys(self._items[number].member_id for number in taken):
            del self._order[bisect_left(self._order, self._places.pop(name))]
            self._of_member[name] = [number for number in self._of_member[name] if number in self._left]
            if self._of_member[name]:
                self._places[name] = _place(self._own(name))
                insort(self._order, self._places[name])


def family_of(member: Member) -> str:
    """The shared text that a member's report belongs to, or the report itself."""
    return member.family or member.report.report_id


def _place(items: Sequence[Item]) -> Place:
    """Where a member stands among those that may be the base, by its own stretches."""
    words = -sum(len(item.words) for item in items if item.stretch.is_marked)
    member = items[0].member
    return not member.is_record, all(item.quote.headline for item in items), words, member.said or "9999", items[0].member_id
