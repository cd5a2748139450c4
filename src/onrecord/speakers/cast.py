"""The cast of one report: each person and body that is named, with the places where its name is printed in any form."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Final

from onrecord.records import Entity, SpeakerKind
from onrecord.speakers.lexicon import FIRST_NAMES, HONORIFICS, PARTICLES, ROLES, SHORT_NAMES, SUFFIXES, UNIQUE_OFFICES, is_common
from onrecord.speakers.places import ORGANIZATION_WORDS, ORGANIZATIONS, PEOPLES, PLACES, TRADES
from onrecord.speakers.reading import Page
from onrecord.speakers.roles import Role
from onrecord.speakers.spelling import spelled_alike
from onrecord.text import fold

_BODY_ENDINGS: Final = frozenset("inc ltd llc plc co corp corporation company limited incorporated sa ag gmbh".split())
_LEFT_OUT: Final = TRADES | _BODY_ENDINGS | frozenset(
    "group holdings industries foods motors airlines airways bank television department service services systems technologies "
    "entertainment telecom telecommunications pictures studios stores pharmaceuticals software".split()
)
"""Last words that a body's name may drop; "administration" or "campaign" is another body than the name before it."""
_SMALL: Final = frozenset("of the and for in on & 's at to".split())
_OF_SOMEBODY: Final = frozenset("administration campaign government regime presidency".split())
"""Nouns that make a body of the name before them: "the Holt administration"."""


@dataclass(slots=True, eq=False)
class Member:
    """Somebody in a report: a named person or body, or one who is only described (``unnamed``)."""

    kind: SpeakerKind
    words: tuple[str, ...]
    name: str
    gender: str = ""
    roles: list[Role] = field(default_factory=list)
    mentions: list[tuple[int, int]] = field(default_factory=list)
    full: list[int] = field(default_factory=list)
    head: str = ""
    body: str | None = None
    plural: bool = False
    place: bool = False


@dataclass(slots=True)
class Naming:
    """One printing of a name: its tokens and whom it names; several in ``rivals`` when more than one fits."""

    first: int
    stop: int
    member: Member | None
    rivals: tuple[Member, ...] = ()
    ground: str = "named"


def bare_words(words: Iterable[str]) -> tuple[str, ...]:
    """Folded words of a person's name without titles, honorifics, suffixes and stops.

    >>> bare_words(["Mr", ".", "José", "Ode", "Jr"])
    ('jose', 'ode')
    """
    kept = [w for w in (fold(w).rstrip(".") for w in words) if w and w[0].isalnum()]
    start = 0
    while start < len(kept) - 1 and (kept[start] in HONORIFICS or (kept[start] in ROLES and kept[start] not in FIRST_NAMES)):
        start += 1
    stop = len(kept)
    while stop - start > 1 and kept[stop - 1] in SUFFIXES:
        stop -= 1
    return tuple(kept[start:stop])


def first_names_agree(left: str, right: str) -> bool:
    """True when two first names can be one person's: equal, an initial, or a short form.

    >>> first_names_agree("tony", "anthony"), first_names_agree("b", "bridget"), first_names_agree("anna", "ben")
    (True, True, False)
    """
    if left == right:
        return True
    if len(left) == 1 or len(right) == 1:
        return left[:1] == right[:1]
    fuller = {left} | SHORT_NAMES.get(left, frozenset())
    other = {right} | SHORT_NAMES.get(right, frozenset())
    return bool(fuller & other)


def names_agree(left: tuple[str, ...], right: tuple[str, ...]) -> bool:
    """True when two full names can be one person's: one surname, first names that agree, middle names that do not clash.

    >>> names_agree(("w", "ada", "holt"), ("ada", "holt")), names_agree(("ada", "b", "holt"), ("ada", "c", "holt"))
    (True, False)
    """
    if len(left) < 2 or len(right) < 2 or left[-1] != right[-1]:
        return False
    shorter, longer = sorted((left, right), key=len)
    if len(shorter) < len(longer) and longer[-len(shorter) :] == shorter:
        return True
    if gender_of(left) and gender_of(right) and gender_of(left) != gender_of(right):
        return False
    if not first_names_agree(left[0], right[0]) and not (left[1:] == right[1:] and spelled_alike(left[0], right[0])):
        return False
    middle, other = left[1:-1], right[1:-1]
    return not middle or not other or all(a[:1] == b[:1] for a, b in zip(middle, other, strict=False))


def gender_of(words: tuple[str, ...]) -> str:
    """ "m", "f" or "" by the first name."""
    return FIRST_NAMES.get(words[0], "") if words else ""


def read_cast(page: Page, entities: tuple[Entity, ...]) -> tuple[list[Member], list[Naming]]:
    """Everybody who is named and every printing of a name, in order of the text.

    Full names come first; then a surname (or a first name) alone joins the single full name that it fits, never across a clash of
    gender. Where two fit, the printing has no member and both are its rivals.
    """
    people: list[Member] = []
    bodies: list[Member] = []
    namings: list[Naming] = []
    by_surname: dict[str, list[Member]] = {}
    short: list[tuple[Naming, tuple[str, ...], str]] = []
    long_bodies: list[tuple[Naming, tuple[str, ...]]] = []
    last_words = {fold(e.span.of(page.text).rsplit(None, 1)[-1]) for e in entities if e.type == "person" and " " in e.span.of(page.text)}
    titles = ROLES.keys() - FIRST_NAMES.keys() - last_words
    for entity in entities:
        first, stop = page.tokens(entity.span)
        if first >= stop:
            continue
        if page.folded[stop - 1] in ("'s", "'") and stop - first > 1:
            stop -= 1
        of_somebody = stop < len(page) and page.folded[stop] in _OF_SOMEBODY and page.starts[stop] == page.ends[stop - 1] + 1
        if entity.type == "person" and of_somebody:
            naming = Naming(first, stop + 1, None)
            namings.append(naming)
            long_bodies.append((naming, ("organization", *bare_words(page.words[first:stop])[-1:], page.folded[stop])))
        elif entity.type == "person":
            first, gender, words = _person(page, first, stop)
            if not words or (words[0] in titles and len(words) == 1 and not _is_addressed(page, first)):
                continue
            naming = Naming(first, stop, None)
            namings.append(naming)
            if len(words) == 1 or (words[0] in PARTICLES and words[0] not in FIRST_NAMES):
                short.append((naming, words, gender))
                continue
            member = next((m for m in by_surname.get(words[-1], ()) if names_agree(m.words, words) and _genders_fit(m, gender)), None)
            if member is None:
                member = Member("person", words, _printed(page, first, stop), gender or gender_of(words))
                people.append(member)
                by_surname.setdefault(words[-1], []).append(member)
            elif len(words) > len(member.words) or len(words[0]) > len(member.words[0]) == 1:
                member.words, member.name = words, _printed(page, first, stop)
            member.gender = member.gender or gender
            member.full.append(naming.first)
            _mention(member, naming)
        else:
            if page.folded[first] == "the" and stop - first > 1:
                first += 1
            words = tuple(fold(w) for w in page.words[first:stop] if w[0].isalnum() or w == "&")
            if not words:
                continue
            naming = Naming(first, stop, None)
            namings.append(naming)
            long_bodies.append((naming, (entity.type, *words)))
    _join_short_names(page, short, people, by_surname)
    _join_bodies(page, long_bodies, bodies, by_surname)
    namings.sort(key=lambda n: n.first)
    return people + bodies, namings


def short_forms(words: tuple[str, ...]) -> list[tuple[str, ...]]:
    """The shorter names by which a body of this name may go: its end ("Sox"), or its beginning when little is left out.

    >>> short_forms(("orbex", "foods")), short_forms(("orland", "police", "department"))
    ([('foods',), ('orbex',)], [('department',), ('orland', 'police'), ('police', 'department')])
    """
    forms = {words[cut:] for cut in range(1, len(words))}
    if len(words) in (2, 3) and words[-1] in _LEFT_OUT:
        forms.add(words[:-1])
    return sorted(forms)


def _may_be_part(words: tuple[str, ...], longer: tuple[str, ...]) -> bool:
    """True for words that can be a short form of a longer name of a body: no place, no people, no everyday word at its end."""
    if words[0] in ORGANIZATION_WORDS or words[0] in PLACES | PEOPLES:
        return False
    return longer[0] == words[0] or not is_everyday(words)


def is_everyday(words: tuple[str, ...]) -> bool:
    """True for one everyday word, which is no short form of a body's name: "State" is not "Lower State".

    >>> is_everyday(("state",)), is_everyday(("sox",))
    (True, False)
    """
    return len(words) == 1 and is_common(words[0], _EVERYDAY)


_EVERYDAY: Final = 5.0


def _person(page: Page, first: int, stop: int) -> tuple[int, str, tuple[str, ...]]:
    """The first token of the bare name, the gender that titles before it show, and its words."""
    gender = ""
    begin = first
    while begin < stop - 1 and (page.folded[begin] in HONORIFICS or page.words[begin] == "." or _is_title(page, begin, stop)):
        gender = gender or HONORIFICS.get(page.folded[begin], "") or ROLES.get(page.folded[begin], "")
        begin += 1
    before = first - 1
    while before >= 0 and first - before <= 3:
        word = page.folded[before]
        if word not in HONORIFICS and word not in ROLES and word != ".":
            break
        gender = gender or HONORIFICS.get(word, "") or ROLES.get(word, "")
        before -= 1
    return begin, gender, bare_words(page.words[begin:stop])


def _is_addressed(page: Page, first: int) -> bool:
    """True right after a form of address: "Mr. King"."""
    before = first - 1 - (first > 1 and page.words[first - 1] == ".")
    return before >= 0 and page.folded[before] in HONORIFICS


def _is_title(page: Page, token: int, stop: int) -> bool:
    """True for a title inside a tagged name: "UK Defence Secretary Ada Holt" up to "Secretary"."""
    if page.folded[token] in FIRST_NAMES and page.folded[token] not in ROLES:
        return False
    words = page.folded[token : stop - 1]
    return any((word in ROLES and word not in FIRST_NAMES) or word in _TITLES_OF_SEVERAL for word in words)


_TITLES_OF_SEVERAL: Final = frozenset(f"{office}s" for office in UNIQUE_OFFICES | {"senator", "professor", "doctor"}) - {"kings", "queens"}


def _printed(page: Page, first: int, stop: int) -> str:
    return " ".join(page.text[page.starts[first] : page.ends[stop - 1]].split())


def _genders_fit(member: Member, gender: str) -> bool:
    return not gender or not member.gender or gender == member.gender


def _mention(member: Member, naming: Naming, ground: str | None = None) -> None:
    naming.member = member
    naming.ground = ground or naming.ground
    member.mentions.append((naming.first, naming.stop))


def _join_short_names(
    page: Page, short: list[tuple[Naming, tuple[str, ...], str]], people: list[Member], by_surname: dict[str, list[Member]]
) -> None:
    """Give each surname or first name that stands alone to the single full name that it fits."""
    alone: dict[str, Member] = {}
    by_first: dict[str, list[Member]] = {}
    by_part: dict[str, list[Member]] = {}
    by_middle: dict[str, list[Member]] = {}
    early = _named_before(page, short, by_surname)
    for member in people:
        if member.words[0] in FIRST_NAMES or len(member.words) == 2:
            by_first.setdefault(member.words[0], []).append(member)
        for start in range(1, len(member.words) - 1):
            by_part.setdefault(" ".join(member.words[start:]), []).append(member)
            if member.words[start] not in FIRST_NAMES and len(member.words[start]) > 2:
                by_middle.setdefault(member.words[start], []).append(member)
    for naming, words, gender in short:
        key = " ".join(words)
        exact = [m for m in by_part.get(key, by_surname.get(words[-1], [])) if _genders_fit(m, gender)]
        ground = "surname of the only full name that fits"
        if not exact and len(words) == 1 and not gender:
            exact = by_first.get(words[0], [])
            ground = "first name of the only full name that fits"
        if not exact and len(words) == 1 and words[0] not in by_surname:
            exact = [m for m in by_middle.get(words[0], []) if _genders_fit(m, gender) and m.full[0] < naming.first]
            ground = "one surname of the only full name that fits"
        if len(exact) == 1 and len(words) == 1 and id(exact[0]) in early and naming.first not in exact[0].full:
            exact = []
        if len(exact) > 1 and (most := _mostly_named(exact, naming)) is not None:
            exact, ground = [most], "surname of the one who is named most by far"
        if len(exact) > 1:
            naming.rivals = tuple(exact)
            continue
        if exact:
            _mention(exact[0], naming, ground)
            continue
        if key not in alone:
            alone[key] = Member("person", words, _printed(page, naming.first, naming.stop), gender or gender_of(words))
            people.append(alone[key])
        member = alone[key]
        member.gender = member.gender or gender
        _mention(member, naming)


def _named_before(page: Page, short: list[tuple[Naming, tuple[str, ...], str]], by_surname: dict[str, list[Member]]) -> set[int]:
    """The people whose surname stands alone so often before their own full name that it must be somebody else's.

    Reports name somebody in full first; where "Holt" speaks for paragraphs before "her father, Robert Holt" comes up, she is not he.
    Headlines and the first paragraph do not count.
    """
    earlier: dict[int, int] = {}
    for naming, words, _ in short:
        held = by_surname.get(words[-1], []) if len(words) == 1 else []
        if len(held) == 1 and naming.first < held[0].full[0] and page.paragraph[naming.first] > 0:
            sentence = page.sentence[naming.first]
            start = page.sentence_first[sentence]
            stop = page.sentence_first[sentence + 1] if sentence + 1 < len(page.sentence_first) else len(page)
            small = sum(page.words[t][0].islower() for t in range(start, min(stop, start + _LONGEST_LOOK)))
            earlier[id(held[0])] = earlier.get(id(held[0]), 0) + (small * 3 > min(stop, start + _LONGEST_LOOK) - start)
    fulls = {id(m): len(m.full) for held in by_surname.values() for m in held}
    return {key for key, count in earlier.items() if count >= _TOO_EARLY and count >= 2 * fulls[key]}


_TOO_EARLY: Final = 3
"""Sentences with a surname alone before its full name, at which it is taken for somebody else's."""
_LONGEST_LOOK: Final = 60


def _mostly_named(rivals: list[Member], naming: Naming) -> Member | None:
    """The rival whose full name was printed before and is printed at least three times as often as those of all others together."""
    counts = [len(m.full) for m in rivals]
    most = max(range(len(rivals)), key=lambda n: counts[n])
    clear = counts[most] >= 3 * (sum(counts) - counts[most])
    return rivals[most] if clear and rivals[most].full[0] < naming.first else None


def _join_bodies(
    page: Page, found: list[tuple[Naming, tuple[str, ...]]], bodies: list[Member], by_surname: dict[str, list[Member]]
) -> None:
    """Give each printing of a body's or place's name to a member: equal names, initials, or the one longer name that it begins or ends."""
    by_key: dict[tuple[str, ...], Member] = {}
    initials: dict[str, list[Member]] = {}
    edges: dict[tuple[str, ...], list[Member]] = {}
    sorts: dict[str, list[tuple[int, Member]]] = {}
    generic: list[Naming] = []
    for naming, (kind, *rest) in sorted(found, key=lambda item: (-len(item[1]), item[0].first)):
        words = tuple(rest)
        while len(words) > 1 and words[-1].rstrip(".") in _BODY_ENDINGS:
            words = words[:-1]
        if len(words) == 1 and kind == "organization" and len(by_surname.get(words[0], ())) == 1 and words[0] not in PLACES:
            _mention(by_surname[words[0]][0], naming, "surname of the only full name that fits")
            continue
        if len(words) == 1 and words[0] in ORGANIZATION_WORDS and words[0] not in ORGANIZATIONS:
            generic.append(naming)
            continue
        member = by_key.get(words)
        if member is None and kind == "organization":
            short = words[0].replace(".", "")
            if len(words) == 1 and len(initials.get(short, ())) == 1 and page.words[naming.first].isupper():
                member, naming.ground = initials[short][0], "initials of the only body that fits"
            elif len(edges.get(words, ())) == 1 and _may_be_part(words, edges[words][0].words):
                member, naming.ground = edges[words][0], "part of the only longer name that fits"
        if member is None:
            member = Member("organization", words, _printed(page, naming.first, naming.stop), place=kind == "place")
            bodies.append(member)
            by_key[words] = member
            if kind == "organization" and len(words) > 1:
                for letters in {"".join(w[0] for w in words if w not in _SMALL), "".join(w[0] for w in words)}:
                    initials.setdefault(letters, []).append(member)
                for edge in short_forms(words):
                    edges.setdefault(edge, []).append(member)
        elif kind == "organization":
            member.place = False
        _mention(member, naming)
        for word in words:
            if word in ORGANIZATION_WORDS:
                sorts.setdefault(word, []).append((naming.first, member))
    for held in sorts.values():
        held.sort(key=lambda pair: pair[0])
    for naming in generic:
        word = page.folded[naming.first]
        held = sorts.get(word, [])
        last = bisect_left(held, naming.first, key=lambda pair: pair[0])
        if last:
            _mention(held[last - 1][1], naming, "the body of this sort that is named last")
            continue
        if (word,) not in by_key:
            by_key[(word,)] = Member("organization", (word,), _printed(page, naming.first, naming.stop))
            bodies.append(by_key[(word,)])
        _mention(by_key[(word,)], naming)
