"""Statements: which quotes carry one thing said, and how each printed version stands to the fullest one.

Members (passages of reports) that share words are linked; the groups that links make are only where to look. Inside a group the fullest
passage becomes the base, every other stretch is compared with it, and those that do not hold its words are left over and make statements of
their own in the same way. So no chain of likenesses makes one statement, every quote ends in at least one, and the answer does not depend
on the order of the input.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Final

from onrecord.collation.classes import Comparison, compare, is_translated
from onrecord.collation.lexicon import FUNCTION, stem
from onrecord.collation.passages import Stretch, passages, stretches, without_comma
from onrecord.collation.tokens import Words, tokenize
from onrecord.records import (
    Annotated,
    Base,
    Conflict,
    Fidelity,
    Flag,
    Link,
    Quote,
    Record,
    Report,
    Span,
    Statement,
    Transcript,
    Witness,
)  # fmt: skip
from onrecord.settings import CollationSettings
from onrecord.text import digest

Components = Callable[[Sequence[str], Sequence[Link]], list[tuple[str, ...]]]

_GRAM: Final = 3
_LONG_GRAM: Final = 4
_FRAGMENT: Final = 4  # words: a stretch no longer than this is compared only within one speaker and story
_MANY: Final = 40  # of more members that hold an n-gram, each is tied to the fullest few and not to all
_HUBS: Final = 6
_ATTACH: Final = 500  # per thousand of a stretch's words that the base must hold
_ATTACH_SHORT: Final = 600  # the same of up to six words
_PARAPHRASE: Final = 500  # the same of the words of content of an unmarked stretch
_PARAPHRASE_SHORT: Final = 650  # the same of one that shares fewer than five
_SAME_WORDS: Final = 800
_BASES_TRIED: Final = 12
_LEAST_SHARED: Final = 5  # words in a row that make two speakers' wordings worth showing beside each other


class Member(Record, frozen=True, kw_only=True):
    """One passage with what grouping must know of it: report, quotes in order, speaker and story as resolved across reports.

    `family` names the shared text that the report belongs to; `said` is a day, maybe partial; `wholes` are the places of figures, dates
    and names in the report; `fidelity` is set when the passage is of a record.
    """

    report: Report
    quotes: tuple[Quote, ...]
    speaker_id: str | None = None
    speaker: str | None = None
    story_id: str | None = None
    family: str | None = None
    said: str | None = None
    wholes: tuple[Span, ...] = ()
    fidelity: Fidelity | None = None

    @property
    def member_id(self) -> str:
        """The id of the passage: from its report and quotes."""
        return digest("member", self.report.report_id, *(quote.quote_id for quote in self.quotes))


def members_of(
    annotated: Annotated,
    *,
    story_id: str | None = None,
    family: str | None = None,
    speakers: Mapping[str, tuple[str, str | None]] | None = None,
) -> tuple[Member, ...]:
    """The members of one report, a member for each passage.

    `speakers` gives, for a speaker id of this report, the id and name across reports (as it is where it says nothing).
    """
    names = {speaker.speaker_id: speaker.name for speaker in annotated.speakers}
    by_id = {quote.quote_id: quote for quote in annotated.quotes}
    wholes = tuple(
        sorted({*(f.span for f in annotated.figures), *(d.span for d in annotated.dates), *(e.span for e in annotated.entities)})
    )
    found = []
    for passage in passages(annotated):
        local = passage.speaker_id
        resolved = (speakers or {}).get(local) if local is not None else None
        speaker_id, name = resolved if resolved is not None else (local, names.get(local) if local is not None else None)
        quotes = tuple(by_id[quote_id] for quote_id in passage.quote_ids)
        said = next((quote.said.value for quote in quotes if quote.said is not None), annotated.report.published)
        near = [span for span in wholes if any(span.touches(part) for quote in quotes for part in quote.content)]
        found.append(
            Member(
                report=annotated.report,
                quotes=quotes,
                speaker_id=speaker_id,
                speaker=name,
                story_id=story_id,
                family=family,
                said=said,
                wholes=tuple(near),
            )
        )
    return tuple(found)


def record_member(
    transcript: Transcript, span: Span, *, story_id: str | None = None, speaker_id: str | None = None, speaker: str | None = None
) -> Member:
    """The passage of a record at `span` as a member: it becomes the base of the statement that it belongs to, and is no witness."""
    quote = Quote(quote_id=digest("record-passage", transcript.record_id, str(span.start), str(span.end)), kind="direct", content=(span,))
    report = Report(
        report_id=transcript.record_id, path=transcript.path, title=transcript.title, published=transcript.date, text=transcript.text
    )
    return Member(
        report=report, quotes=(quote,), speaker_id=speaker_id, speaker=speaker, story_id=story_id, said=transcript.date,
        fidelity=transcript.fidelity or "as-spoken",
    )  # fmt: skip


# ---------------------------------------------------------------- one stretch, read once


@dataclass(frozen=True, eq=False)
class Item:
    """A stretch of a member with its words, read once."""

    member: Member
    member_id: str
    number: int  # place in the member
    quote: Quote
    stretch: Stretch

    @cached_property
    def words(self) -> Words:
        return tokenize(self.member.report.text, self.stretch.spans)

    @cached_property
    def grams(self) -> frozenset[tuple[str, ...]]:
        norms = self.words.norm
        return frozenset(tuple(norms[k : k + _GRAM]) for k in range(len(norms) - _GRAM + 1))

    @cached_property
    def stems(self) -> frozenset[str]:
        return frozenset(stem(norm) for norm in self.words.norm if norm not in FUNCTION)

    @cached_property
    def given(self) -> tuple[Flag, ...]:
        flags: list[Flag] = []
        if self.quote.headline:
            flags.append("headline")
        if is_translated(self.member.report.text, self.stretch.spans[0]):
            flags.append("translated")
        return tuple(flags)

    @property
    def key(self) -> tuple[str, int]:
        return self.member_id, self.number


def _items(members: Iterable[Member]) -> dict[str, list[Item]]:
    """The stretches of each member, by member id."""
    found: dict[str, list[Item]] = {}
    for member in members:
        name = member.member_id
        parts = [(quote, stretch) for quote in member.quotes for stretch in stretches(quote)]
        found[name] = [Item(member, name, number, quote, stretch) for number, (quote, stretch) in enumerate(parts)]
    return found


# ---------------------------------------------------------------- links


def statement_links(members: Sequence[Member], settings: CollationSettings) -> tuple[Link, ...]:
    """The ties between members that may carry one statement, by member id, scored 0 to 1000 by how much of the smaller the larger holds.

    Members are compared inside a story, and one speaker's across stories where the days lie within ``window_days``. Words in threes and
    fours find the pairs; stretches of up to four words are compared with one speaker's passages of the same story only.
    """
    return _links(_items(members), settings)


def _links(items: Mapping[str, list[Item]], settings: CollationSettings) -> tuple[Link, ...]:
    scores: dict[tuple[str, str], int] = {}
    for block in _blocks(items):
        for left, right, score in _block_links([(name, items[name]) for name in block], settings):
            scores[left, right] = max(score, scores.get((left, right), 0))
    return tuple(Link(left=left, right=right, score=score) for (left, right), score in sorted(scores.items()))


def _blocks(items: Mapping[str, list[Item]]) -> list[list[str]]:
    """The names of the members of each story, and of each speaker."""
    found: defaultdict[tuple[str, str], list[str]] = defaultdict(list)
    for name in sorted(items):
        member = items[name][0].member if items[name] else None
        if member is None:
            continue
        if member.story_id is not None:
            found["story", member.story_id].append(name)
        if member.speaker_id is not None:
            found["speaker", member.speaker_id].append(name)
    return [names for key, names in sorted(found.items()) if len(names) > 1]


def _block_links(block: Sequence[tuple[str, list[Item]]], settings: CollationSettings) -> Iterator[tuple[str, str, int]]:
    by_name = dict(block)
    grams = {name: frozenset().union(*(item.grams for item in items)) for name, items in block}
    twins: dict[tuple[str | None, str | None, tuple[tuple[str, ...], ...]], str] = {}
    holders: defaultdict[tuple[str, ...], list[str]] = defaultdict(list)
    for name, items in block:
        member = items[0].member
        key = (member.speaker_id, member.story_id, tuple(tuple(item.words.norm) for item in items))
        first = twins.setdefault(key, name)
        if first != name and grams[name] and _may_join(by_name[first][0].member, member, settings):
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
        best = max(_held(item.grams, grams[right]) for item in by_name[left])
        best = max([best, *(_held(item.grams, grams[left]) for item in by_name[right])])
        if best >= 250 or count >= _LONG_GRAM:
            yield left, right, min(1000, max(best, 250))
    yield from _fragment_links(block, settings)


def _held(some: frozenset[tuple[str, ...]], all_of: frozenset[tuple[str, ...]]) -> int:
    return 1000 * len(some & all_of) // len(some) if some else 0


def _fragment_links(block: Sequence[tuple[str, list[Item]]], settings: CollationSettings) -> Iterator[tuple[str, str, int]]:
    """Ties of short stretches, and of unmarked ones, to the passages of the same speaker and story that hold their words of content."""
    holders: defaultdict[str, list[str]] = defaultdict(list)
    by_name = dict(block)
    for name, items in block:
        for word in sorted(frozenset().union(*(item.stems for item in items))):
            holders[word].append(name)
    for name, items in block:
        for item in items:
            is_short = len(item.words) <= 2 * _FRAGMENT
            if not item.stems or (item.stretch.is_marked and not is_short):
                continue
            counts: defaultdict[str, int] = defaultdict(int)
            for word in item.stems:
                for other in holders[word]:
                    counts[other] += 1
            for other, count in counts.items():
                two = by_name[other][0].member
                if (
                    other == name
                    or two.story_id != item.member.story_id
                    or two.speaker_id != item.member.speaker_id
                    or two.speaker_id is None
                ):
                    continue
                share = 1000 * count // len(item.stems)
                enough = share >= _ATTACH if item.stretch.is_marked else share >= _PARAPHRASE and count >= 3
                if enough:
                    yield min(name, other), max(name, other), share


def _may_join(left: Member, right: Member, settings: CollationSettings) -> bool:
    """True when the two may carry one statement: no two speakers, and one story, or one speaker within the window of days."""
    if left.speaker_id is not None and right.speaker_id is not None and left.speaker_id != right.speaker_id:
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


# ---------------------------------------------------------------- statements


def make_statements(
    members: Sequence[Member],
    components: Components,
    settings: CollationSettings,
    likeness: Callable[[str, str], float] | None = None,
) -> tuple[Statement, ...]:
    """The statements that the members carry, sorted by id.

    `components` groups member ids by links (``onrecord.linking.components``). `likeness` gives, for two texts, how near they are in sense
    (0 to 1), and lets unmarked renderings join that share few words.
    """
    items = _items({member.member_id: member for member in members}.values())
    items = {name: items[name] for name in sorted(items) if items[name]}
    links = _links(items, settings)
    found: list[Statement] = []
    for group in components(list(items), links):
        found += _build_all([item for name in sorted(group) for item in items[name]], likeness)
    return tuple(sorted(_compared(found, items), key=lambda s: (s.story_id or "", s.said or "", s.statement_id)))


def _build_all(items: list[Item], likeness: Callable[[str, str], float] | None) -> list[Statement]:
    """Statements of one group: a base, what holds its words, then the same again with what is left."""
    found = []
    left = items
    while left:
        base = _choose_base(left)
        statement, taken = _build(base, left, likeness)
        if statement is not None:
            found.append(statement)
        left = [item for item in left if item.key not in taken]
    return found


def build_statement(members: Sequence[Member], base: Member, likeness: Callable[[str, str], float] | None = None) -> Statement:
    """The statement with this base, and those stretches of the members as witnesses that hold its words."""
    items = _items({m.member_id: m for m in (*members, base)}.values())
    every = [item for name in sorted(items) for item in items[name]]
    statement, _ = _build([item for item in every if item.member_id == base.member_id], every, likeness)
    assert statement is not None
    return statement


def _choose_base(left: Sequence[Item]) -> list[Item]:
    """The stretches of the member whose passage is the fullest: a record first, then support by families, then words, date and id.

    Support is first how many families have a stretch that the passage holds, then how many of its words others print too, three in a row.
    """
    by_member: defaultdict[str, list[Item]] = defaultdict(list)
    for item in left:
        by_member[item.member_id].append(item)

    def size(items: Sequence[Item]) -> int:
        return sum(len(item.words) for item in items if item.stretch.is_marked)

    def standing(items: list[Item]) -> tuple[bool, bool, int]:
        return items[0].member.fidelity is None, all(item.quote.headline for item in items), -size(items)

    candidates = sorted(by_member.values(), key=lambda items: (*standing(items), _date_key(items[0].member), items[0].member_id))[
        :_BASES_TRIED
    ]
    if len(by_member) == 1:
        return candidates[0]
    of_family: defaultdict[str, set[tuple[str, ...]]] = defaultdict(set)
    for item in left:
        of_family[_family(item.member)] |= item.grams
    scored = []
    for items in candidates:
        grams: frozenset[tuple[str, ...]] = frozenset().union(*(item.grams for item in items))
        stems: frozenset[str] = frozenset().union(*(item.stems for item in items))
        holding = {_family(item.member) for item in left if _is_held_by(item, grams, stems)}
        shared = sum(len(grams & other) for family, other in of_family.items() if family != _family(items[0].member))
        is_report, is_headline, words = standing(items)
        key = (is_report, is_headline, words == 0, -len(holding), -shared, words, _date_key(items[0].member), items[0].member_id)
        scored.append((key, items))
    return min(scored, key=lambda pair: pair[0])[1]


def _family(member: Member) -> str:
    return member.family or member.report.report_id


def _is_held_by(item: Item, grams: frozenset[tuple[str, ...]], stems: frozenset[str]) -> bool:
    return _held(item.grams, grams) >= _ATTACH if len(item.grams) > 2 else bool(item.stems) and item.stems <= stems


def _date_key(member: Member) -> str:
    return member.said or "9999"


def _build(
    base: Sequence[Item], left: Sequence[Item], likeness: Callable[[str, str], float] | None
) -> tuple[Statement | None, set[tuple[str, int]]]:
    """The statement of a base and the keys of the stretches that it takes."""
    member = base[0].member
    text, places = _base_text(base)
    words = tokenize(text)
    own = {item.key for item in base}
    wholes = [
        Span(start + span.start - place.start, start + span.end - place.start)
        for place, start in places
        for span in member.wholes
        if place.holds(span)
    ]
    stems = {stem(norm) for norm in words.norm if norm not in FUNCTION}
    taken = set(own)
    witnesses = []
    if member.fidelity is None:
        witnesses += [_own_witness(item, places) for item in base]
    for item in left:
        if item.key in own or item.member.fidelity is not None:
            continue
        witness = _witness(
            item,
            words,
            stems,
            wholes,
            text,
            likeness,
            is_same_report=item.member.report.report_id == member.report.report_id,
            is_known=item.member.speaker_id is not None and item.member.speaker_id == member.speaker_id,
        )
        if witness is not None:
            witnesses.append(witness)
            taken.add(item.key)
    if not witnesses:
        return None, taken
    quote_ids = tuple(dict.fromkeys(item.quote.quote_id for item in base)) if member.fidelity is None else ()
    named = next(
        (item.member for item in sorted(left, key=lambda i: i.key) if item.key in taken and item.member.speaker_id is not None), member
    )
    return (
        Statement(
            statement_id=digest("statement", member.report.report_id, *quote_ids, text),
            story_id=member.story_id,
            speaker_id=member.speaker_id or named.speaker_id,
            speaker=member.speaker or named.speaker,
            said=member.said,
            text=text,
            base=Base(
                report_id=member.report.report_id, quote_ids=quote_ids, status="record" if member.fidelity is not None else "fullest-held"
            ),
            witnesses=tuple(sorted(witnesses, key=lambda w: (w.published or "", w.report_id, w.content))),
        ),
        taken,
    )


def _base_text(base: Sequence[Item]) -> tuple[str, list[tuple[Span, int]]]:
    """The text of a base passage, and for each piece its place in the report and where it begins in the text.

    A quote whose stretches are all there is printed whole (an "according to" and all); else its stretches stand alone. A space parts
    pieces of one sentence, a line break sentences: what one piece leaves off with a comma, the next begins anew.
    """
    report = base[0].member.report
    text = ""
    places: list[tuple[Span, int]] = []
    for quote_id in dict.fromkeys(item.quote.quote_id for item in base):
        own = [item for item in base if item.quote.quote_id == quote_id]
        whole = own[0].quote
        spans = whole.content if len(own) == len(stretches(whole)) else tuple(span for item in own for span in item.stretch.spans)
        for number, span in enumerate(spans):
            goes_on = number > 0 and not report.text[span.start : span.start + 1].isupper()
            text += "" if not text else " " if goes_on else "\n"
            is_last = number == len(spans) - 1 or report.text[spans[number + 1].start : spans[number + 1].start + 1].isupper()
            kept = without_comma(report.text, span) if is_last else span
            places.append((kept, len(text)))
            text += kept.of(report.text)
    return text, places


def _own_witness(item: Item, places: Sequence[tuple[Span, int]]) -> Witness:
    inside = [(place, start, span) for span in item.stretch.spans for place, start in places if place.touches(span)]
    starts = [start + max(span.start, place.start) - place.start for place, start, span in inside]
    ends = [start + min(span.end, place.end) - place.start for place, start, span in inside]
    covers = Span(min(starts), max(ends)) if inside else None
    return _as_witness(item, "same" if item.stretch.is_marked else "paraphrase", item.given, covers, 1000, ())


def _witness(
    item: Item,
    base: Words,
    stems: set[str],
    wholes: Sequence[Span],
    text: str,
    likeness: Callable[[str, str], float] | None,
    *,
    is_same_report: bool,
    is_known: bool,
) -> Witness | None:
    """The stretch as a witness of the base, or None when it does not hold enough of its words."""
    if not item.stretch.is_marked:
        shared = len(item.stems & stems)
        share = 1000 * shared // len(item.stems) if item.stems else 0
        if shared >= 3 and share >= (_PARAPHRASE if shared >= 5 else _PARAPHRASE_SHORT):
            return _as_witness(item, "paraphrase", item.given, None, share, ())
        if likeness is not None and not is_same_report:
            nearness = int(1000 * likeness(text, " ".join(span.of(item.member.report.text) for span in item.stretch.spans)))
            if nearness >= 700:
                return _as_witness(item, "paraphrase", item.given, None, nearness, ())
        return None
    result = compare(base, item.words, (wholes, item.member.wholes), given=item.given)
    if not is_known and result.containment < _SAME_WORDS:
        return None
    return (
        _as_witness(item, result.witness_class, result.flags, result.covers, result.likeness, result.regions)
        if is_held(item.words, result)
        else None
    )


def is_held(words: Words, result: Comparison) -> bool:
    """True when the base holds enough of the stretch for the stretch to be a copy of it."""
    content = sum(norm not in FUNCTION for norm in words.norm)
    if result.covers is None or result.containment < (_ATTACH_SHORT if len(words) <= 2 * _GRAM else _ATTACH):
        return False
    if len(words) <= _FRAGMENT:
        return result.containment == 1000 or (result.matched >= 2 and result.matched == content)
    return result.matched >= min(2, content)


def _as_witness(
    item: Item, witness_class: str, flags: Sequence[Flag], covers: Span | None, likeness: int, regions: Sequence[object]
) -> Witness:
    report = item.member.report
    places = [f"{span.start}-{span.end}" for span in item.stretch.spans]
    return Witness(
        witness_id=digest("witness", report.report_id, item.quote.quote_id, *places),
        report_id=report.report_id, outlet=report.outlet, published=report.published, quote_id=item.quote.quote_id,
        content=item.stretch.spans, marked=item.stretch.is_marked, witness_class=witness_class, flags=tuple(flags), covers=covers,  # type: ignore[arg-type]
        likeness=likeness / 1000, regions=tuple(regions),  # type: ignore[arg-type]
    )  # fmt: skip


# ---------------------------------------------------------------- the same words from two mouths


def _compared(statements: Sequence[Statement], items: Mapping[str, list[Item]]) -> list[Statement]:
    """The statements with their conflicts and echoes: like words that a story gives to two speakers."""
    by_story: defaultdict[str, list[Statement]] = defaultdict(list)
    for statement in statements:
        if statement.story_id is not None:
            by_story[statement.story_id].append(statement)
    words = {item.stretch: item.words for own in items.values() for item in own}
    spoken = {
        statement.statement_id: [
            (witness, words[stretch])
            for witness in statement.witnesses
            if witness.marked and (stretch := Stretch(witness.quote_id, witness.content, True)) in words
        ]
        for statement in statements
    }
    conflicts: defaultdict[str, set[tuple[str, str]]] = defaultdict(set)
    echoes: defaultdict[str, set[str]] = defaultdict(set)
    for story in sorted(by_story):
        for left, right in _alike(by_story[story], spoken):
            reports = {w.report_id for w in left.witnesses} & {w.report_id for w in right.witnesses}
            pairs = [(one, two) for one, two in ((left, right), (right, left)) if _says_same(two.text, spoken[one.statement_id])]
            if pairs and not reports:
                for one, two in ((left, right), (right, left)):
                    for witness in two.witnesses:
                        conflicts[one.statement_id].add((two.speaker or "", witness.report_id))
            else:
                echoes[left.statement_id].add(right.statement_id)
                echoes[right.statement_id].add(left.statement_id)
    return [
        Statement(
            **{
                **{name: getattr(statement, name) for name in statement.__struct_fields__},
                "conflicts": tuple(Conflict(speaker=name, report_id=report) for name, report in sorted(conflicts[statement.statement_id])),
                "echoes": tuple(sorted(echoes[statement.statement_id])),
            }
        )
        for statement in statements
    ]


def _alike(statements: Sequence[Statement], spoken: Mapping[str, list[tuple[Witness, Words]]]) -> list[tuple[Statement, Statement]]:
    """Pairs of statements of two speakers that share a run of words, content among them."""
    holders: defaultdict[tuple[str, ...], set[int]] = defaultdict(set)
    for number, statement in enumerate(statements):
        for _, words in spoken[statement.statement_id]:
            for k in range(len(words) - _LEAST_SHARED + 1):
                run = tuple(words.norm[k : k + _LEAST_SHARED])
                if sum(norm not in FUNCTION for norm in run) >= 2:
                    holders[run].add(number)
    found = {
        (left, right)
        for numbers in holders.values()
        if len(numbers) <= 60
        for left in numbers
        for right in numbers
        if left < right and None is not statements[left].speaker_id != statements[right].speaker_id is not None
    }
    return [(statements[left], statements[right]) for left, right in sorted(found)]


def _says_same(text: str, spoken: Sequence[tuple[Witness, Words]]) -> bool:
    """True when one of the stretches is, nearly word for word, in the text."""
    base = tokenize(text)
    for _, words in spoken:
        if len(words) >= _LEAST_SHARED:
            result = compare(base, words)
            if result.containment >= _SAME_WORDS and result.matched >= 2 and result.witness_class != "differs-critical":
                return True
    return False
