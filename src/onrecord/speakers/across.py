"""The same speaker in other reports: links between appearances, with the evidence, and the name of a merged group.

An *appearance* is one speaker in one report. Links are a function of the whole set of appearances, so their order never matters.
Within a story names in any form may meet; between stories only full names and bodies do, and namesakes in different walks of life
stay apart. Unnamed sources never meet, except "the defence secretary" where one report of the same story names the holder.
"""

from __future__ import annotations

from collections import Counter, defaultdict, deque
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import pairwise
from typing import Final, NamedTuple

from onrecord.records import Link, Report, Speaker
from onrecord.speakers.cast import bare_words, first_names_agree, gender_of, is_everyday, short_forms
from onrecord.speakers.lexicon import FIRST_NAMES, HONORIFICS, UNIQUE_OFFICES
from onrecord.speakers.places import COUNTRIES, ORGANIZATION_WORDS, PLACES
from onrecord.speakers.reading import read_page
from onrecord.speakers.roles import DEFINITE, Role, role_at, roles_fit, singular
from onrecord.speakers.spelling import spelled_alike
from onrecord.text import fold

_BODY_ENDINGS: Final = frozenset("inc ltd llc plc co corp corporation company limited incorporated sa ag gmbh".split())
_SMALL: Final = frozenset("of the and for in on & at to".split())
_WALKS: Final = {
    "sport": "player footballer golfer boxer swimmer runner sprinter athlete cyclist skier skater baseman pitcher catcher shortstop "
    "outfielder infielder midfielder defender goalkeeper winger striker quarterback linebacker cornerback receiver slugger umpire referee "
    "jockey wrestler trainer champion coach batsman",
    "office": "president premier chancellor minister secretary senator sen representative rep congressman congresswoman mayor governor gov "
    "ambassador envoy mp msp lawmaker politician councillor diplomat candidate nominee undersecretary king queen prince",
    "arts": "actor actress singer musician rapper guitarist drummer songwriter composer painter sculptor dancer model comedian "
    "filmmaker starlet novelist poet",
    "science": "professor physicist chemist biologist astronomer geologist scientist researcher epidemiologist historian surgeon",
    "police": "detective sergeant sgt constable sheriff trooper inspector coroner",
}
WALK_OF: Final = {word: walk for walk, words in _WALKS.items() for word in words.split()}
"""Nouns for what somebody does to the walk of life that they tell of; one person is rarely in two."""


class Named(NamedTuple):
    """What to call a merged group: the fullest name, its roles and its other names."""

    name: str
    roles: tuple[str, ...]
    aliases: tuple[str, ...]


@dataclass(slots=True)
class _Appearance:
    """One speaker in one report, with what comparing needs."""

    id: str
    report_id: str
    story: str
    speaker: Speaker
    words: tuple[str, ...]
    gender: str
    role: Role | None
    definite: bool = False
    day: int | None = None


@dataclass(slots=True)
class _Class:
    """The appearances of one story that print one name alike."""

    words: tuple[str, ...]
    kind: str
    held: list[_Appearance] = field(default_factory=list)

    @property
    def gender(self) -> str:
        genders = {a.gender for a in self.held if a.gender}
        return genders.pop() if len(genders) == 1 else ""

    @property
    def walks(self) -> frozenset[str]:
        return frozenset(WALK_OF[a.role.head] for a in self.held if a.role is not None and a.role.head in WALK_OF)


_Tie = Callable[[_Class, _Class, int, str], None]
"""Joins two classes with a score and the evidence."""


def appearance_id(report_id: str, speaker_id: str) -> str:
    """The id of a speaker's appearance in a report, which links tie.

    >>> appearance_id("r1", "s1")
    'r1/s1'
    """
    return f"{report_id}/{speaker_id}"


def link_speakers(annotated: Sequence[tuple[str | None, Report, Sequence[Speaker]]]) -> tuple[Link, ...]:
    """The ties between appearances (see `appearance_id`) of the same person or body, sorted, each with its score and evidence.

    ``annotated`` gives the story (None: a report on its own), the report and its speakers. Groups are the connected components: the
    links hold only what stands up against everybody else in the story, so that no chain joins two people. A class of n appearances is
    tied by n - 1 links.
    """
    stories: dict[str, list[_Appearance]] = defaultdict(list)
    for story, report, speakers in sorted(annotated, key=lambda row: row[1].report_id):
        key = story if story is not None else f"report {report.report_id}"
        stories[key] += [_appearance(key, report, s) for s in speakers]
    links: dict[tuple[str, str], Link] = {}
    groups: list[list[_Class]] = []
    for key in sorted(stories):
        groups += _link_story(stories[key], links)
    _link_stories(groups, links)
    return tuple(links[pair] for pair in sorted(links))


def _appearance(story: str, report: Report, speaker: Speaker) -> _Appearance:
    raw = speaker.name.split()
    if speaker.kind == "person":
        words = bare_words(raw)
        gender = gender_of(words) if len(words) > 1 or (words[:1] and words[0] in FIRST_NAMES and not _titled(report, speaker)) else ""
        gender = _titled(report, speaker) or gender
    else:
        words = body_words(speaker.name)
        gender = ""
    return _Appearance(
        appearance_id(report.report_id, speaker.speaker_id),
        report.report_id,
        story,
        speaker,
        words,
        gender,
        read_role(speaker.role),
        is_definite(report, speaker),
        day_number(report.published),
    )


def day_number(published: str | None) -> int | None:
    """The number of the day of a date, of its first day where it is partial; None without a date."""
    if published is None:
        return None
    whole = published[:10] + "0000-01-01"[len(published) :]
    try:
        return date.fromisoformat(whole).toordinal()
    except ValueError:
        return None


def body_words(name: str) -> tuple[str, ...]:
    """Folded words of a body's name without "the" and the form of company.

    >>> body_words("The Orbex Corp.")
    ('orbex',)
    """
    words = [w for w in (fold(w).strip(".,()") for w in name.split()) if w]
    while len(words) > 1 and words[0] == "the":
        words = words[1:]
    while len(words) > 1 and words[-1] in _BODY_ENDINGS:
        words = words[:-1]
    return tuple(words)


def read_role(text: str | None) -> Role | None:
    """The role that a title such as "UK Defence Secretary" or "mayor of Leeds" names; None without a known noun."""
    if not text:
        return None
    page = read_page(text)
    heads = [t for t, word in enumerate(page.folded) if singular(word) in _ROLE_HEADS]
    if not heads:
        return None
    stop = next((t for t, word in enumerate(page.folded) if word in ("of", "to", "for", "at", "in", ",") and t > heads[0]), len(page))
    return role_at(page, 0, len(page), max(t for t in heads if t < stop))


_ROLE_HEADS: Final = (
    frozenset(WALK_OF) | UNIQUE_OFFICES | frozenset("spokesman spokeswoman spokesperson general lawyer attorney analyst executive".split())
)


def _titled(report: Report, speaker: Speaker) -> str:
    """The gender that an honorific before one of the mentions shows."""
    for span in speaker.mentions[:20]:
        before = report.text[max(0, span.start - 10) : span.start].split()
        if before and (gender := HONORIFICS.get(fold(before[-1]).rstrip("."), "")):
            return gender
    return ""


def is_definite(report: Report, speaker: Speaker) -> bool:
    """True for an unnamed speaker called by an office that one person holds ("the mayor", "Orland's police chief")."""
    if speaker.kind != "unnamed" or not speaker.mentions:
        return False
    role = read_role(speaker.role)
    if role is None or not role.is_unique or not any(word in UNIQUE_OFFICES for word in fold(speaker.role or "").split()):
        return False  # "the heads of …" are several
    printed = next((words for span in speaker.mentions if len(words := span.of(report.text).split()) > 1), None)  # not "he", "we"
    if printed is None:
        return False
    return fold(printed[0]) in DEFINITE or any(word.endswith(("'s", "’s")) for word in printed[:-1])


class LinkEvidence:
    """Why appearances are one: the evidence of the links that lead to them."""

    def __init__(self, links: Iterable[Link]) -> None:
        self._beside: dict[str, list[tuple[str, str | None]]] = defaultdict(list)
        for link in sorted(links, key=lambda link: (link.left, link.right)):
            self._beside[link.left].append((link.right, link.why))
            self._beside[link.right].append((link.left, link.why))

    def of_group(self, group: Iterable[str], alike: Collection[str]) -> dict[str, str]:
        """For each appearance of a group that is not in ``alike`` (those of the group's own name), what ties it to them.

        On the shortest way from them the last link counts that is more than a name printed alike.
        """
        whys: dict[str, str | None] = dict.fromkeys(sorted(alike))
        waiting = deque(whys)
        while waiting:
            here = waiting.popleft()
            for other, why in self._beside.get(here, ()):
                if other not in whys:
                    whys[other] = whys[here] if why == _SAME_NAME else why
                    waiting.append(other)
        return {each: why for each in sorted(group) if each not in alike and (why := whys.get(each))}


def is_public(role: str) -> bool:
    """True for a role that makes somebody a public person: an office, a rank, a profession in the public eye; not "mother" or "suspect".

    >>> is_public("UK Defence Secretary"), is_public("former mayor of Orland"), is_public("mother of the president")
    (True, True, False)
    """
    words = [singular(word) for word in read_page(role).folded]
    stop = next((t for t, word in enumerate(words) if word in _COMPLEMENTS), len(words))
    return stop > 0 and words[stop - 1] in _PUBLIC


_COMPLEMENTS: Final = frozenset("of to for at in from with on , (".split())
_PUBLIC: Final = (
    frozenset(WALK_OF)
    | UNIQUE_OFFICES
    | frozenset(
        "spokesman spokeswoman spokesperson vice-president judge justice magistrate prosecutor general gen admiral marshal colonel col "
        "commander captain executive publicist lawyer attorney solicitor barrister counsel analyst economist strategist adviser advisor "
        "official deputy delegate consul bishop cardinal imam ayatollah monk author writer playwright journalist reporter correspondent "
        "columnist editor broadcaster presenter anchor commentator producer screenwriter artist photographer designer architect dancer "
        "celebrity star superstar academic scholar lecturer activist campaigner organiser organizer astronaut banker broker investor "
        "entrepreneur tycoon businessman businesswoman billionaire millionaire co-founder cofounder boss lobbyist pollster operative "
        "legislator senator candidate alderman councilman councilwoman ombudsman regulator administrator dissident warlord dictator "
        "rebel militant bomber terrorist curator critic emperor empress princess duke duchess prince sheikh baron baroness empress".split()
    )
)
_SAME_NAME: Final = "the same name"


# ---------------------------------------------------------------- inside a story


def _link_story(appearances: list[_Appearance], links: dict[tuple[str, str], Link]) -> list[list[_Class]]:
    """Add the links of one story; the groups of classes that they make."""
    classes: dict[tuple[str, tuple[str, ...]], _Class] = {}
    for appearance in sorted(appearances, key=lambda a: a.id):
        kind = appearance.speaker.kind
        if kind != "unnamed" and appearance.words:
            classes.setdefault((kind, appearance.words), _Class(appearance.words, kind)).held.append(appearance)
    ordered = [classes[key] for key in sorted(classes)]
    for each in ordered:
        _chain(each.held, 1000, _SAME_NAME, links)
    parent = {id(c): c for c in ordered}

    def tie(left: _Class, right: _Class, score: int, why: str) -> None:
        top, other = _root(parent, left), _root(parent, right)
        if top is not other:
            parent[id(other)] = top
            _add(left.held[0], right.held[0], score, why, links)

    full = [c for c in ordered if c.kind == "person" and len(c.words) > 1]
    short = [c for c in ordered if c.kind == "person" and len(c.words) == 1]
    bodies = [c for c in ordered if c.kind == "organization"]
    _tie_full_names(full, tie)
    _tie_short_names(short, full, tie, parent)
    _tie_bodies(bodies, full, short, tie)
    _tie_offices(appearances, full + short, links, parent)
    groups: dict[int, list[_Class]] = {}
    for each in ordered:
        groups.setdefault(id(_root(parent, each)), []).append(each)
    return list(groups.values())


def _root(parent: dict[int, _Class], each: _Class) -> _Class:
    while parent[id(each)] is not each:
        each = parent[id(each)]
    return each


def _chain(held: Sequence[_Appearance], score: int, why: str, links: dict[tuple[str, str], Link]) -> None:
    for left, right in pairwise(held):
        _add(left, right, score, why, links)


def _add(left: _Appearance, right: _Appearance, score: int, why: str, links: dict[tuple[str, str], Link]) -> None:
    pair = (min(left.id, right.id), max(left.id, right.id))
    if pair[0] != pair[1] and (pair not in links or links[pair].score < score):
        links[pair] = Link(left=pair[0], right=pair[1], score=score, why=why)


def _tie_full_names(full: list[_Class], tie: _Tie) -> None:
    """Tie full names that can be one person's, where a name does not fit two people who differ."""
    blocks: dict[str, list[_Class]] = defaultdict(list)
    for each in full:
        blocks[each.words[-1][:1]].append(each)
        blocks[each.words[0]].append(each)  # "Ada Roth" and "Ada Roth Vell"
    fits: dict[int, list[tuple[_Class, int, str]]] = defaultdict(list)
    for block in blocks.values():
        for place, left in enumerate(block):
            for right in block[place + 1 :]:
                score, why = _full_fit(left, right)
                if score:
                    fits[id(left)].append((right, score, why))
                    fits[id(right)].append((left, score, why))
    for each in full:
        others = fits[id(each)]
        if all(_full_fit(a, b)[0] for place, (a, _, _) in enumerate(others) for b, _, _ in others[place + 1 :]):
            for other, score, why in others:
                rest = [o for o, _, _ in fits[id(other)] if o is not each]
                if all(_full_fit(each, o)[0] for o in rest):
                    tie(each, other, score, why)


def _full_fit(left: _Class, right: _Class) -> tuple[int, str]:
    """Score and evidence that two full names are one person's; 0 when they are not."""
    if left.gender and right.gender and left.gender != right.gender:
        return 0, ""
    mine, yours = left.words, right.words
    middle, other = mine[1:-1], yours[1:-1]
    if middle and other and not all(a[:1] == b[:1] for a, b in zip(middle, other, strict=False)):
        return 0, ""
    if mine[-1] == yours[-1]:
        if mine[0] == yours[0]:
            return 950, "the same first name and surname"
        if first_names_agree(mine[0], yours[0]):
            return 900, "the same surname, a short form or initial of the first name"
        if spelled_alike(mine[0], yours[0]):
            return 850, "the same surname, the first name in another spelling"
        shorter, longer = sorted((mine, yours), key=len)
        if len(shorter) < len(longer) and longer[-len(shorter) :] == shorter:
            return 850, "the end of the longer name"
        return 0, ""
    shorter, longer = sorted((mine, yours), key=len)
    if len(shorter) < len(longer) and shorter[0] == longer[0] and shorter[-1] == longer[-2] and shorter[-1] not in FIRST_NAMES:
        return 800, "the beginning of the longer name"
    if (mine[0] == yours[0] or spelled_alike(mine[0], yours[0])) and spelled_alike(mine[-1], yours[-1]):
        return 800, "first name and surname in another spelling"
    return 0, ""


def _tie_short_names(short: list[_Class], full: list[_Class], tie: _Tie, parent: dict[int, _Class]) -> None:
    """Tie a surname (or first name) alone to the one full name of the story that it fits."""
    by_surname: dict[str, list[_Class]] = defaultdict(list)
    by_first: dict[str, list[_Class]] = defaultdict(list)
    for each in full:
        by_surname[each.words[-1]].append(each)
        if each.words[0] in FIRST_NAMES or len(each.words) == 2:
            by_first[each.words[0]].append(each)
    for each in short:
        word = each.words[0]
        by_name = [] if _titled_class(each) or _is_royal(each) else by_first.get(word, [])
        for pool, score, why in (
            (by_surname.get(word, []), 850, "surname of the only person of the story who fits"),
            (by_name, 750, "first name of the only person of the story who fits"),
            ([c for c in full if spelled_alike(c.words[-1], word)], 700, "surname in another spelling"),
        ):
            fitting = [c for c in pool if not (each.gender and c.gender and each.gender != c.gender)]
            fitting = [c for c in fitting if not _share_report(each, c)] or fitting
            if pool:
                if len({id(_root(parent, c)) for c in fitting}) == 1:
                    tie(fitting[0], each, score, why)
                break
    for place, left in enumerate(short):
        for right in short[place + 1 :]:
            if left.words[0][:1] == right.words[0][:1] and spelled_alike(left.words[0], right.words[0]):
                tie(left, right, 700, "surname in another spelling")


def _share_report(one: _Class, other: _Class) -> bool:
    """True when a report has both apart: there they are two people."""
    return not {a.report_id for a in one.held}.isdisjoint(a.report_id for a in other.held)


def _is_royal(each: _Class) -> bool:
    """True for who goes by a first name in office: "Queen Ada" is nobody's first name."""
    return any(a.role is not None and a.role.head in _ROYAL for a in each.held)


_ROYAL: Final = frozenset("queen king prince princess emperor empress pope duke duchess tsar sultan archbishop bishop saint".split())


def _titled_class(each: _Class) -> bool:
    return bool(each.gender) and each.words[0] not in FIRST_NAMES


def _tie_bodies(bodies: list[_Class], full: list[_Class], short: list[_Class], tie: _Tie) -> None:
    """Tie bodies by initials and by the one longer name that a shorter begins or ends; a surname taken for a body to its person."""
    initials: dict[str, list[_Class]] = defaultdict(list)
    edges: dict[tuple[str, ...], list[_Class]] = defaultdict(list)
    for each in bodies:
        if len(each.words) > 1:
            for letters in sorted({"".join(w[0] for w in each.words if w not in _SMALL), "".join(w[0] for w in each.words)}):
                initials[letters].append(each)
            for edge in short_forms(each.words):
                edges[edge].append(each)
    persons: dict[str, list[_Class]] = defaultdict(list)
    for each in full:
        persons[each.words[-1]].append(each)
    for each in short:
        persons[each.words[0]].append(each)
    whole = {c.words: c for c in full}
    for each in bodies:
        if len(each.words) == 1:
            letters = each.words[0].replace(".", "")
            if len(initials.get(letters, ())) == 1 and len(letters) > 1:
                tie(initials[letters][0], each, 850, "initials of the only body of the story that fits")
                continue
            acronym = each.held[0].speaker.name.isupper() and len(letters) < 6
            if len(persons.get(letters, ())) == 1 and letters not in PLACES and not acronym:
                tie(persons[letters][0], each, 700, "the only person of the story with this name")
                continue
        elif each.words in whole:
            tie(whole[each.words], each, 800, "the same name")
            continue
        longer = edges.get(each.words, [])
        if (
            longer
            and not (is_everyday(each.words) and all(c.words[0] != each.words[0] for c in longer))
            and each.words[0] not in COUNTRIES
            and " ".join(each.words) not in COUNTRIES
            and each.words[-1] not in ORGANIZATION_WORDS | {"city"}
        ):
            most = max(longer, key=lambda c: (len(c.held), c.words))
            if all(c is most or len(c.held) * 5 <= len(most.held) or _is_edge(c.words, most.words) for c in longer):
                tie(most, each, 800, "part of the longer name of the story that fits best")


def _is_edge(short: tuple[str, ...], longer: tuple[str, ...]) -> bool:
    return len(short) < len(longer) and (longer[: len(short)] == short or longer[-len(short) :] == short)


def _tie_offices(
    appearances: list[_Appearance], people: list[_Class], links: dict[tuple[str, str], Link], parent: dict[int, _Class]
) -> None:
    """Tie "the defence secretary" of a report that does not name the holder to the one person of the story who has that role then.

    A role belongs to the days on which reports give it: the holder of 2022 is not who is meant in 2024.
    """
    for appearance in appearances:
        if not appearance.definite or appearance.role is None:
            continue
        fitting: dict[int, tuple[int, _Appearance]] = {}
        for each in people:
            for held in each.held:
                if held.role is None or not _is_of_then(appearance, held):
                    continue
                if (fit := roles_fit(appearance.role, held.role)) >= 100:
                    root = id(_root(parent, each))
                    if root not in fitting or fitting[root][0] < fit:
                        fitting[root] = (fit, held)
        if len(fitting) == 1:
            (_, held) = next(iter(fitting.values()))
            _add(appearance, held, 750, "the only person of the story in this role", links)


def _is_of_then(one: _Appearance, other: _Appearance) -> bool:
    """True unless the dates of the two reports are too far apart for one term of office."""
    return one.day is None or other.day is None or abs(one.day - other.day) <= TERM


TERM: Final = 120
"""Days between two reports over which an office is taken to have one holder."""


# ---------------------------------------------------------------- between stories


def _link_stories(groups: list[list[_Class]], links: dict[tuple[str, str], Link]) -> None:
    """Tie groups of different stories that print the same full name or the same body, namesakes in different walks of life aside."""
    by_name: dict[tuple[str, tuple[str, ...]], list[tuple[_Class, frozenset[str]]]] = defaultdict(list)
    for group in groups:
        walks = frozenset(w for c in group for w in c.walks)
        for each in group:
            if each.kind == "organization" or len(each.words) > 1:
                by_name[each.kind, each.words].append((each, walks))
    for key in sorted(by_name):
        held = by_name[key]
        if len(held) < 2:
            continue
        known = {w for _, walks in held for w in walks}
        if key[0] == "organization" or len(known) <= 1 or any(walks >= known for _, walks in held):
            _chain([c.held[0] for c, _ in held], 900, "the same name", links)
            continue
        for walk in sorted(known):
            _chain([c.held[0] for c, walks in held if walk in walks], 900, "the same name and walk of life", links)


def tell_walks(roles: Iterable[Iterable[str]]) -> tuple[str, ...]:
    """The walks of life that the roles of one name, story by story, put it in; none where one story joins them.

    >>> tell_walks([["goalkeeper"], ["mayor of Orland"]]), tell_walks([["goalkeeper", "mayor of Orland"], ["goalkeeper"], []])
    (('office', 'sport'), ())
    """
    told = [{WALK_OF[role.head] for text in given if (role := read_role(text)) is not None and role.head in WALK_OF} for given in roles]
    known = {walk for walks in told for walk in walks}
    return () if len(known) < 2 or any(len(walks) > 1 for walks in told) else tuple(sorted(known))


def name_group(speakers: Iterable[Speaker]) -> Named:
    """The name, roles and aliases of a merged group: people before bodies before the unnamed, the fullest name that is printed most.

    >>> odum = Speaker(speaker_id="a", name="Odum", kind="person")
    >>> name_group([odum, Speaker(speaker_id="b", name="Ike Odum", kind="person", role="mayor")])
    Named(name='Ike Odum', roles=('mayor',), aliases=('Odum',))
    """
    held = list(speakers)
    kinds = Counter[str](s.kind for s in held if s.kind != "unnamed") or Counter[str](s.kind for s in held)
    kind = min(kinds, key=lambda k: (-kinds[k], k))
    counts = Counter(" ".join(s.name.split()) for s in held if s.kind == kind)

    def rank(name: str) -> tuple[int, int, int, str]:
        words = bare_words(name.split()) if kind == "person" else tuple(name.split())
        spelled = sum(len(w) > 1 for w in words)
        return (-min(spelled, 2), -counts[name], -len(words), name)

    name = min(counts, key=rank)
    others = {" ".join(s.name.split()) for s in held} - {name}
    roles = Counter(s.role for s in held if s.role and s.kind != "unnamed")
    return Named(name, tuple(sorted(roles, key=lambda r: (-roles[r], r))), tuple(sorted(others)))
