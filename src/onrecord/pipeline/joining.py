"""One speaker's same words in several stories: joined to one statement, whatever the order in which the stories came.

What a story carries of a statement is a part of it. Parts are tied where `collation.tie` says so of the two, and are compared where they
share a key that not too many of the speaker's parts hold. A part that no better base is tied to keeps its statement; any other is found in
the statement of the best of its ties that does so, or stands alone. So each is compared with its base itself, nothing chains, and what a
story that comes, changes or goes can bear on are the ties of its parts, and theirs.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import combinations
from typing import Final, NamedTuple

import msgspec

from onrecord import collation
from onrecord.pipeline import telling
from onrecord.records import Annotated, Statement
from onrecord.settings import CollationSettings
from onrecord.store import PartRow, Store
from onrecord.text import number_of

COMMON: Final = 40  # parts of one speaker that may hold the same words in a row: more, and these words are no reason to compare


class Seen(NamedTuple):
    """A part as it is made with its story: its id there, its rank as a base, a mark of what it says, and the keys under which it is found.

    ``content`` is the statement itself where it names others, whose ids may come to stand for more.
    """

    statement_id: str
    rank: str
    mark: int
    keys: tuple[int, ...]
    content: bytes | None


def parts_in(statements: Iterable[Statement], told: Iterable[Annotated], named: frozenset[str]) -> tuple[Seen, ...]:
    """What of a story's statements may be told elsewhere, too: those of named speakers with words enough, and those that name others."""
    reports = {each.report.report_id: each for each in told}
    found = []
    for statement in statements:
        part = collation.Part(statement, reports)
        keys = collation.keys_of(part) if statement.speaker in named else ()
        if keys or statement.echoes:
            plain = msgspec.msgpack.encode(msgspec.structs.replace(statement, story_id=None))
            found.append(Seen(statement.statement_id, part.rank, number_of(plain.hex()), keys, plain if statement.echoes else None))
    return tuple(found)


def settle(store: Store, former: Iterable[str], made: Mapping[str, Sequence[Seen]], settings: CollationSettings) -> None:
    """Join what the stories made share with others, and part what the former ones shared; for after the stories are written."""
    _Joining(store, settings.window_days).settle({*former, *made}, made)


class _Joining:
    """One run over what came and went."""

    def __init__(self, store: Store, window_days: int) -> None:
        self._store = store
        self._parts = store.parts
        self._window = window_days
        self._reports = _Reports(store)
        self._known: dict[int, collation.Part] = {}
        self._again: set[int] = set()  # parts whose statements are to be written again

    def settle(self, stories: set[str], made: Mapping[str, Sequence[Seen]]) -> None:
        before = {row.part: row for story_id in sorted(stories) for row in self._parts.of_story(story_id)}
        now = {number_of(seen.statement_id): (story_id, seen) for story_id in sorted(made) for seen in made[story_id]}
        kept = {part for part, row in before.items() if part in now and now[part][1].mark == row.mark}
        gone = [row for part, row in before.items() if part not in kept]
        came = {part: seen for part, (_, seen) in now.items() if part not in kept}
        touched = {other for row in gone for other, _ in self._parts.ties(row.part)}
        homes = {row.home for row in gone if row.home is not None}
        self._parts.drop(gone)
        for part in kept:
            self._parts.move(part, now[part][0])
        self._parts.put(
            PartRow(part, seen.statement_id, now[part][0], seen.rank, seen.mark, None, seen.keys, seen.content)
            for part, seen in came.items()
        )
        touched |= self._tie_again(gone, came) | set(came)
        touched = {part for part in touched if self._parts.get(part) is not None}
        self._again = touched | homes | set(now)
        self._find_homes(touched | {other for part in touched for other, _ in self._parts.ties(part)})
        self._write(stories & set(made))

    # ------------------------------------------------------------ ties

    def _tie_again(self, gone: Sequence[PartRow], came: Mapping[int, Seen]) -> set[int]:
        """Make the ties of what came, and those that keys give or take which now count or count no more; the parts whose ties changed."""
        more = Counter(key for seen in came.values() for key in seen.keys)
        fewer = Counter(key for row in gone for key in row.keys)
        wanted: set[tuple[int, int]] = set()
        doubtful: set[tuple[int, int]] = set()
        for key in sorted({*more, *fewer}):
            held = self._parts.holders(key, COMMON + 1 + more[key])
            were = len(held) - more[key] + fewer[key]
            if len(held) > COMMON:
                if 1 < were <= COMMON:
                    doubtful.update(combinations((part for part in held if part not in came), 2))
            elif were > COMMON:
                wanted.update(combinations(held, 2))
            else:
                wanted.update(pair for pair in combinations(held, 2) if pair[0] in came or pair[1] in came)
        touched: set[int] = set()
        for one, other in sorted(doubtful):
            if any(each == other for each, _ in self._parts.ties(one)) and not self._share_a_key(one, other):
                self._parts.untie([(one, other)])
                touched |= {one, other}
        for one, other in sorted(wanted):
            kind = collation.tie(self._part(one), self._part(other), self._window)
            if kind is not None:
                self._parts.tie(one, other, kind == "one")
                touched |= {one, other}
        return touched

    def _share_a_key(self, one: int, other: int) -> bool:
        left, right = self._parts.get(one), self._parts.get(other)
        assert left is not None and right is not None
        return any(len(self._parts.holders(key, COMMON + 1)) <= COMMON for key in sorted({*left.keys} & {*right.keys}))

    # ------------------------------------------------------------ homes

    def _find_homes(self, parts: Iterable[int]) -> None:
        """Find anew in whose statement each of these parts is found."""
        ranks: dict[int, str] = {}
        best: dict[int, bool] = {}

        def rank(part: int) -> str:
            if part not in ranks:
                row = self._parts.get(part)
                assert row is not None
                ranks[part] = row.rank
            return ranks[part]

        def tied(part: int) -> list[int]:
            return [other for other, is_one in self._parts.ties(part) if is_one]

        def is_base(part: int) -> bool:
            if part not in best:
                best[part] = all(rank(part) < rank(other) for other in tied(part))
            return best[part]

        for part in sorted(parts):
            row = self._parts.get(part)
            assert row is not None
            bases = [] if is_base(part) else [other for other in tied(part) if is_base(other) and rank(other) < rank(part)]
            home = min(bases, key=rank) if bases else None
            if home == row.home:
                continue
            original = self._part(part).statement
            self._parts.settle(part, home, msgspec.msgpack.encode(original))
            self._again |= {part, *(each for each in (home, row.home) if each is not None)}
            self._again |= {other for other, _ in self._parts.ties(part)} | {number_of(each) for each in original.echoes}

    # ------------------------------------------------------------ statements

    def _write(self, stories: set[str]) -> None:
        """Write the statements again that parts bear on, and the counts of their stories."""
        bases: set[int] = set()
        for part in sorted(self._again):
            row = self._parts.get(part)
            if row is None or (row.content is None and not self._parts.ties(part)):
                continue  # it is gone, or stands alone as its story has it
            bases.add(part if row.home is None else row.home)
            stories.add(row.story_id)
            if row.home is not None:
                self._part(part)
                self._store.drop_statement(row.statement_id)
                self._parts.share(row.statement_id, ())
        originals = {part: self._part(part) for part in sorted(bases)}
        for part, base in originals.items():
            self._write_one(part, base)
        for story_id in sorted(stories):
            story = self._store.story_by_id(story_id)
            if story is not None:
                statements, notable = self._parts.counts(story_id)
                if (statements, notable) != (story.statements, story.notable):
                    self._store.put_counts(msgspec.structs.replace(story, statements=statements, notable=notable))

    def _write_one(self, part: int, base: collation.Part) -> None:
        found = self._parts.found_in(part)
        others = sorted((self._part(each) for each in found), key=lambda each: each.rank)
        joined = collation.join(base, others) if others else base.statement
        own = {part, *found}
        elsewhere = {other for each in own for other, _ in self._parts.ties(each)} - own
        echoes = {self._id_now(number_of(each), each) for each in joined.echoes} | {self._id_now(each) for each in elsewhere}
        echoes -= {joined.statement_id}
        joined = msgspec.structs.replace(joined, echoes=tuple(sorted(echoes)))
        is_plain = joined == base.statement and not joined.echoes
        self._parts.settle(part, None, None if is_plain else msgspec.msgpack.encode(base.statement))
        self._parts.share(joined.statement_id, sorted({each.statement.story_id or "" for each in others} - {base.statement.story_id or ""}))
        if self._store.statement_as_kept(joined.statement_id) != joined:
            self._store.drop_statement(joined.statement_id)
            self._store.put_statement(joined, telling.notability(joined))

    def _id_now(self, part: int, default: str = "") -> str:
        """The id of the statement in which a part is found."""
        row = self._parts.get(part)
        if row is not None and row.home is not None:
            row = self._parts.get(row.home)
        return default if row is None else row.statement_id

    # ------------------------------------------------------------ reading

    def _part(self, part: int) -> collation.Part:
        """A part with its statement as its story has it."""
        if part not in self._known:
            row = self._parts.get(part)
            assert row is not None
            held = (
                self._store.statement_as_kept(row.statement_id)
                if row.content is None
                else msgspec.msgpack.decode(row.content, type=Statement)
            )
            assert held is not None, f"the statement {row.statement_id} is a part and is not held"
            self._known[part] = collation.Part(msgspec.structs.replace(held, story_id=row.story_id), self._reports)
        return self._known[part]


class _Reports(Mapping[str, Annotated]):
    """The reports of a database by id, each read when it is asked for."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._held: dict[str, Annotated] = {}

    def __getitem__(self, report_id: str) -> Annotated:
        if report_id not in self._held:
            found = self._store.report(report_id)
            if found is None:
                raise KeyError(report_id)
            self._held[report_id] = found
        return self._held[report_id]

    def __iter__(self) -> Iterator[str]:
        return iter(self._store.report_ids())

    def __len__(self) -> int:
        return self._store.counts()["reports"]
