"""One pass over a report, from left to right: whom each name, description and pronoun stands for."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass, field
from typing import Final

from onrecord.records import Mention, Quote
from onrecord.speakers.cast import Member, Naming
from onrecord.speakers.lexicon import BODY_NOUNS, ROLES, UNIQUE_OFFICES
from onrecord.speakers.places import COUNTRIES, PEOPLES
from onrecord.speakers.reading import SPEECH, Page
from onrecord.speakers.roles import DETERMINERS, Phrase, Role, add_phrases, find_phrases, heads_fit, role_after, role_before, roles_fit

PRONOUNS: Final = {
    **dict.fromkeys("he him his himself".split(), "m"),
    **dict.fromkeys("she her hers herself".split(), "f"),
    **dict.fromkeys("they them their theirs themselves".split(), "p"),
    **dict.fromkeys("who whose whom".split(), "w"),
    **dict.fromkeys("it its itself".split(), "o"),
    **dict.fromkeys("which that".split(), "r"),
}
FIRST_PERSON: Final = frozenset("i me my mine myself i'm i've i'd i'll we us our ours ourselves we're we've we'd we'll".split())
_PREPOSITIONS: Final = frozenset(
    "of in by with to for from on at about against over under between among into through during without within near behind like than "
    "including regarding toward towards despite amid".split()
)
_BOUNDARIES: Final = frozenset("that who which because while when if , ; : and but as after before although though since".split())
_HORIZON: Final = 5
"""Sentences after which a mention no longer answers a pronoun."""
_FADE: Final = 0.6
"""What is left of a mention's salience after each sentence."""
_MOST: Final = 600.0
"""The greatest salience: however long somebody was spoken of, a new subject soon weighs as much."""
_UNKNOWN: Final = 0.65
"""What the salience of somebody of unknown gender counts for a pronoun of one gender."""
_OFTEN, _MANY = 0.7, 20
"""What the salience of somebody with so many printings of his name counts more than that of somebody named once."""
_PARALLEL: Final = 1.25
"""What it counts more when a subject of the sentence before, or of this one, may be the pronoun that begins a sentence."""
_STRANGER: Final = 0.4
"""What the salience of somebody only described and never a subject ("with a baby daughter") counts."""
_OWN_WORDS: Final = 1.5
"""What it counts more when the pronoun begins the words that somebody is said to say: "Holt said she …"."""
_CLEAR: Final = 0.9
"""A pronoun stays open when the second candidate's salience is more than this share of the first's."""


@dataclass(slots=True, eq=False)
class Place:
    """A mention as resolved: its tokens, whom it stands for, and why; rivals when more than one fits."""

    first: int
    stop: int
    member: Member | None
    ground: str
    rivals: tuple[Member, ...] = ()
    form: str = "name"


@dataclass(slots=True)
class Scene:
    """What the pass over one report knows at a point: everybody's salience and who was mentioned lately."""

    page: Page
    quotes: tuple[Quote, ...]
    sources: dict[int, int]
    quoted: list[bool]
    namings: list[Naming]
    places: list[Place] = field(default_factory=list)
    salience: dict[int, tuple[float, int]] = field(default_factory=dict)
    recent: list[tuple[int, Member]] = field(default_factory=list)
    strangers: dict[str, Member] = field(default_factory=dict)
    same: dict[int, Member] = field(default_factory=dict)
    pending: list[tuple[Phrase, Member, Place]] = field(default_factory=list)
    last_speaker: Member | None = None
    bodies: list[Member] = field(default_factory=list)
    aside: set[int] = field(default_factory=set)
    last_source: int = -1
    last_token: int = -9
    only: dict[str, tuple[Member | None, str]] = field(default_factory=dict)
    subjects: dict[int, int] = field(default_factory=dict)

    def settled(self, member: Member) -> Member:
        """The member that a description turned out to be."""
        return self.same.get(id(member), member)

    def named_in(self, number: int) -> set[int]:
        """The people named in the words of a quote: nobody speaks of himself by name."""
        found: set[int] = set()
        for span in self.quotes[number].content:
            first, stop = self.page.tokens(span)
            at = bisect_left(self.namings, first, key=lambda n: n.first)
            while at < len(self.namings) and self.namings[at].first < stop:
                found.add(id(self.namings[at].member))
                at += 1
        return found

    def weight(self, member: Member, sentence: int) -> float:
        """Salience of a member at a sentence: it fades with each sentence."""
        value, then = self.salience.get(id(member), (0.0, sentence))
        return float(value * _FADE ** (sentence - then))

    def note(self, member: Member, first: int, stop: int) -> None:
        """Let a mention of the member at these tokens add to its salience."""
        sentence = self.page.sentence[first]
        value = _prominence(self.page, first, stop)
        if value == 200.0:
            self.subjects[id(member)] = sentence
        if self.quoted[first]:
            value *= 0.3
        if first in self.sources:
            value += 60
            number = self.sources[first]
            stays = number == self.last_source and self.last_speaker is not None and self.last_speaker.kind == "person"
            if not (stays and member.kind == "organization"):  # "Ada Holt, head of the Vell Union": Holt speaks
                self.last_speaker = member
            self.last_source = number
            self.last_token = stop
        held = self.weight(member, sentence)
        self.salience[id(member)] = (min(held + value, _MOST), sentence)
        self.recent.append((sentence, member))

    def candidates(self, sentence: int) -> list[Member]:
        """Members mentioned in the last sentences, each once, latest first."""
        while len(self.recent) > 400:
            del self.recent[:200]
        found: dict[int, Member] = {}
        for then, member in reversed(self.recent):
            if sentence - then > _HORIZON:
                break
            member = self.settled(member)
            found.setdefault(id(member), member)
        return list(found.values())


def read_scene(
    page: Page, quotes: tuple[Quote, ...], members: list[Member], namings: list[Naming], mentions: tuple[Mention, ...] = ()
) -> Scene:
    """The scene after the whole text: every mention with whom it stands for; roles are added to the members that bear them."""
    scene = Scene(page, quotes, _sources(page, quotes), _quoted(page, quotes), namings)
    scene.bodies = [m for m in members if m.kind == "organization" and not m.place]
    scene.aside = _datelines(page) | {n.first for n in namings if _is_told(page, n.first)}
    phrases = add_phrases(page, find_phrases(page), mentions)
    _walk(scene, namings, _bind_roles(page, namings), phrases, members)
    return scene


def _sources(page: Page, quotes: tuple[Quote, ...]) -> dict[int, int]:
    """Tokens inside the sources of quotes, each with the number of the first quote that has it."""
    found: dict[int, int] = {}
    for number, quote in enumerate(quotes):
        for span in quote.source:
            first, stop = page.tokens(span)
            for token in range(first, min(stop, first + _LONGEST_SOURCE)):
                found.setdefault(token, number)
    return found


_LONGEST_SOURCE: Final = 40


def _quoted(page: Page, quotes: tuple[Quote, ...]) -> list[bool]:
    """For each token whether it stands inside quotation marks."""
    inside = [False] * (len(page) + 1)
    for quote in quotes:
        for span in quote.marked or (quote.content if quote.kind == "direct" else ()):
            first, stop = page.tokens(span)
            inside[first:stop] = [True] * (stop - first)
    return inside


def _datelines(page: Page) -> set[int]:
    """The tokens of datelines, such as "VELL, Arden, May 4 (Arden Press) —", which say where and by whom a report was made."""
    found: set[int] = set()
    for first in [t for t in range(len(page)) if t == 0 or page.paragraph[t] != page.paragraph[t - 1]]:
        for token in range(first, min(first + _LONGEST_DATELINE, len(page))):
            word = page.words[token]
            if word in "—–-" and token > first:
                if page.words[token - 1] == ")" or page.words[first].isupper():
                    found.update(range(first, token))
                break
            if not (word[0].isupper() or word[0].isdigit() or word in ",.()/"):
                break
    return found


_LONGEST_DATELINE: Final = 16


def _is_told(page: Page, first: int) -> bool:
    """True for the name of somebody who is told something: "told the Vell Times"."""
    before = first - 1 - (first > 0 and page.folded[first - 1] == "the")
    return before >= 0 and page.folded[before] in ("told", "tell", "tells", "telling")


def _bind_roles(page: Page, namings: list[Naming]) -> dict[int, tuple[Role, Member]]:
    """Give the titles and appositions at each name to its member; the roles by their tokens."""
    bound: dict[int, tuple[Role, Member]] = {}
    starts = {n.first for n in namings if n.member is not None and n.member.kind == "person"}
    for naming in namings:
        member = naming.member
        if member is None or member.kind != "person":
            continue
        for role in (role_before(page, naming.first), role_after(page, naming.stop)):
            if role is not None and not _names_another(page, role, starts):
                member.roles.append(role)
                member.gender = member.gender or ROLES.get(role.head, "")
                bound.update(dict.fromkeys(range(role.first, role.stop), (role, member)))
    return bound


def _names_another(page: Page, role: Role, starts: set[int]) -> bool:
    """True when the words after the noun of a role go on to somebody who bears it: ", ambassador to Arden Ada Holt" in a list."""
    for token in range(role.noun + 2, role.stop):
        if token in starts:
            before = page.folded[token - 1]
            return page.words[token - 1][0].isupper() and before not in ROLES and before not in PEOPLES
    return False


# ---------------------------------------------------------------- the pass


def _walk(scene: Scene, namings: list[Naming], roles: dict[int, tuple[Role, Member]], phrases: list[Phrase], members: list[Member]) -> None:
    page = scene.page
    named = {t for n in namings for t in range(n.first, n.stop)}
    by_head: dict[str, list[Member]] = {}
    for member in members:
        for head in sorted({role.head for role in member.roles}):
            by_head.setdefault(head, []).append(member)
    described = {t for p in phrases for t in range(p.first, p.stop) if t not in named}
    events: list[tuple[int, int, Naming | Phrase | str]] = [(n.first, 0, n) for n in namings]
    events += [(p.first, 1, p) for p in phrases]
    events += [
        (t, 2, word)
        for t, word in enumerate(page.folded)
        if word in PRONOUNS and t not in named and (t not in described or word in _OWNERS)
    ]
    events.sort(key=lambda event: (event[0], -event[1]))
    for token, _, event in events:
        if isinstance(event, Naming):
            _meet_name(scene, event)
        elif isinstance(event, str):
            _meet_pronoun(scene, token, event)
        elif held := next((roles[t] for t in range(event.first, event.stop) if t in roles), None):
            role, bearer = held
            begin = role.first if any(t in named for t in range(event.core, role.first)) else min(role.first, event.core)
            scene.places.append(Place(begin, role.noun + 1, bearer, "role at the name", form="role"))
        elif event.role.head in ROLES or not any(t in named for t in range(event.first, event.stop)):
            _meet_phrase(scene, event, by_head)


_OWNERS: Final = frozenset("his her its their whose".split())


def _meet_name(scene: Scene, naming: Naming) -> None:
    scene.places.append(Place(naming.first, naming.stop, naming.member, naming.ground, naming.rivals))
    member = naming.member
    if member is None:
        return
    if scene.pending and member.kind == "person" and member.mentions[0][0] == naming.first:
        _meet_awaited(scene, naming, member)
    if naming.first in scene.aside and member.kind == "organization":
        return
    if member.kind == "person" and _is_signature(scene.page, naming):
        return
    scene.note(member, naming.first, naming.stop)


def _is_signature(page: Page, naming: Naming) -> bool:
    """True for who took a photo for an agency: "ARDEN PRESS/Ada Holt", "(Arden Press/Ada Holt)"; nobody speaks of them."""
    before = naming.first - 1
    if before < 1 or page.words[before] != "/" or not page.words[before - 1][0].isupper():
        return False
    return page.words[before - 1].isupper() or page.folded[before - 1] in _AGENCIES


_AGENCIES: Final = frozenset("press images reuters getty agency news anadolu bloomberg pool photo".split())


def _meet_awaited(scene: Scene, naming: Naming, member: Member) -> None:
    """Let a description that waits for its name be this person: an office just before, or somebody whom the headline or lead describes.

    The name must begin its sentence and be new; its own role, if it has one, must fit; and who speaks in a sentence of his own is not
    taken for the one who spoke before, except after the lead.
    """
    page = scene.page
    sentence = page.sentence[naming.first]
    start = page.sentence_first[sentence]
    if _is_credit(page, naming, member):
        return
    if naming.first - start > (_LONGEST_START if naming.first in scene.sources else 2):
        return
    if sum(not scene.quoted[t] and page.words[t][0].isalnum() for t in range(start, naming.first)) > 2:
        return
    for phrase, stranger, place in scene.pending[-_LATEST:]:
        then = page.sentence[phrase.first]
        fits = any(heads_fit(phrase.role.head, r.head) or heads_fit(r.head, phrase.role.head) for r in member.roles)
        near = 0 < sentence - then <= (2 if phrase.definite else 3)
        leads = phrase.definite and page.paragraph[phrase.first] == 0 and page.paragraph[naming.first] == 1
        leads = leads and naming.first in scene.sources
        if not (near or leads) or not _gender_fits(member, phrase.role):
            continue
        if id(stranger) in scene.same or (member.roles and not fits and (phrase.definite or phrase.role.head not in _ANYBODY)):
            continue
        if not phrase.definite and not fits and phrase.role.head in _BYSTANDERS:
            continue
        if naming.first in scene.sources and not fits and not (phrase.definite and page.paragraph[phrase.first] == 0):
            continue
        if phrase.definite:
            member.roles.append(phrase.role)
        scene.same[id(stranger)] = member
        place.member, place.ground = member, "the name follows its role"
        member.gender = member.gender or stranger.gender
        scene.salience.setdefault(id(member), scene.salience[id(stranger)])


def _is_credit(page: Page, naming: Naming, member: Member) -> bool:
    """True for a name that credits a photo or a story: "By Ada Holt", "Ada Holt/Arden Press", or a name with no clause of its own."""
    before = page.folded[naming.first - 1] if naming.first else ""
    after = page.words[naming.stop] if naming.stop < len(page) else ""
    alone = naming.stop >= len(page) or page.sentence[naming.stop] != page.sentence[naming.first]
    return before in ("by", "photo", "photos", "via", "/") or alone or after in ("/", "|", ")", "(", "•") or (
        len(member.mentions) == 1 and not member.roles and page.folded[naming.stop] in _CREDITING
    )


_CREDITING: Final = frozenset("contributed reported reports covers writes".split())
_LATEST: Final = 4
_LONGEST_START: Final = 120
"""Tokens before a name among which marked words do not count: "…," Ada Holt said."""
_ANYBODY: Final = frozenset("man woman boy girl teenager teen victim suspect defendant father mother gunman resident".split())


def page_words(page: Page, first: int, stop: int) -> str:
    """The words of the tokens ``first`` to ``stop`` without determiners before them, at most eighty characters."""
    while first < stop - 1 and page.folded[first] in DETERMINERS and page.folded[first + 1] != "of":
        first += 1
    end = min(page.ends[max(stop, first + 1) - 1], page.starts[first] + 4 * _LONGEST_NAME)
    words = " ".join(page.text[page.starts[first] : end].split())
    return words if len(words) <= _LONGEST_NAME else words[:_LONGEST_NAME].rsplit(" ", 1)[0]


_LONGEST_NAME: Final = 80


def _gender_fits(member: Member, role: Role) -> bool:
    gender = ROLES.get(role.head, "")
    return not gender or not member.gender or gender == member.gender


def _meet_phrase(scene: Scene, phrase: Phrase, by_head: dict[str, list[Member]]) -> None:
    member, ground = _body_for(scene, phrase) if phrase.is_body or phrase.role.head in _SORTS else (None, "")
    if phrase.is_body or member is not None:
        if member is not None:
            scene.places.append(Place(phrase.first, phrase.stop, member, ground, form="nominal"))
            scene.note(member, phrase.first, phrase.stop)
        return
    if phrase.plural:
        name = page_words(scene.page, phrase.core, phrase.stop)
        member = Member("unnamed", (phrase.role.head,), name, head=phrase.role.head, plural=True)
        scene.places.append(Place(phrase.first, phrase.stop, member, "described only", form="nominal"))
        scene.note(member, phrase.first, phrase.stop)
        return
    place = Place(phrase.core, phrase.role.noun + 1, None, "described only", form="nominal")
    scene.places.append(place)
    if phrase.definite:
        place.member, place.ground, place.rivals = _holder_of(scene, phrase, by_head)
        if place.rivals:
            return
    if place.member is None:
        head = phrase.role.head
        known = scene.strangers.get(head)
        if known is not None and phrase.owner < 0 and (phrase.definite or _opens(scene.page, phrase)):
            place.member, place.ground = scene.settled(known), "described before"
        else:
            name = page_words(scene.page, phrase.core, phrase.role.noun + 1)
            place.member, place.ground = Member("unnamed", (head,), name, ROLES.get(head, ""), [phrase.role], head=head), "described only"
            scene.strangers[head] = place.member
        if (phrase.definite and head in UNIQUE_OFFICES) or _opens(scene.page, phrase):
            scene.pending.append((phrase, place.member, place))
    scene.note(place.member, phrase.first, phrase.stop)


def _opens(page: Page, phrase: Phrase) -> bool:
    """True for the subject of the headline or of the lead: "A Leeds man has been …"."""
    sentence = page.sentence[phrase.first]
    return sentence <= 2 and not phrase.plural and phrase.owner < 0 and phrase.first - page.sentence_first[sentence] <= 1


def _holder_of(scene: Scene, phrase: Phrase, by_head: dict[str, list[Member]]) -> tuple[Member | None, str, tuple[Member, ...]]:
    """Whom a definite description stands for: the holder of a role that fits, else the one person spoken of who can be meant."""
    if phrase.owner >= 0 and scene.page.folded[phrase.owner] in _OWNERS and not phrase.role.is_unique:
        return None, "", ()  # "his lawyer": whose?
    sentence = scene.page.sentence[phrase.first]
    scored: list[tuple[int, float, Member]] = []
    for head, holders in by_head.items():
        if not heads_fit(phrase.role.head, head):
            continue
        for member in holders:
            if _gender_fits(member, phrase.role):
                fit = max(roles_fit(phrase.role, r) for r in member.roles)
                if fit > 0:
                    scored.append((fit, scene.weight(member, sentence), member))
    if scored:
        scored.sort(key=lambda s: (-s[0], -s[1]))
        if _is_doubtful(scene, phrase, scored[0][2], sentence):
            return None, "", ()
        if len(scored) == 1 or scored[0][0] > scored[1][0] or scored[0][1] > scored[1][1] / _CLEAR:
            return scored[0][2], "role given with the name", ()
        return None, "", tuple(s[2] for s in scored[:2])
    if phrase.role.countries or phrase.owner >= 0 or phrase.role.head in _BYSTANDERS:
        return None, "", ()
    near = [
        (scene.weight(m, sentence), m)
        for m in scene.candidates(sentence)
        if m.kind == "person" and _gender_fits(m, phrase.role) and not _clashes(m, phrase.role) and _mentioned_since(scene, m, sentence - 2)
    ]
    if len(near) == 1 and phrase.role.head in _PLAIN and len(phrase.role.words) == 0:
        return near[0][1], "the only person spoken of who fits", ()
    return None, "", ()


def _is_doubtful(scene: Scene, phrase: Phrase, member: Member, sentence: int) -> bool:
    """True where another is more in view and the role fits loosely.

    "The driver" for a former driver; "the Ardenian leader" for a president whose country is not told.
    """
    roles = [role for role in member.roles if heads_fit(phrase.role.head, role.head)]
    is_past = not phrase.role.former and all(role.former for role in roles)
    is_anywhere = bool(phrase.role.countries) and not any(role.countries or role.head == phrase.role.head for role in roles)
    return (is_past or is_anywhere) and any(
        each.kind == "person" and each is not member and scene.weight(each, sentence) > scene.weight(member, sentence)
        for each in scene.candidates(sentence)
    )


_PLAIN: Final = frozenset(
    "man woman actor actress singer star player author writer artist musician businessman congressman congresswoman congressperson senator "
    "lawmaker politician former rapper comedian athlete driver pilot teenager boy girl mother father professor doctor lawmaker starlet "
    "striker quarterback pitcher swimmer champion veteran".split()
)
_BYSTANDERS: Final = frozenset(
    "friend colleague spokesman spokeswoman spokesperson official source judge officer lawyer attorney prosecutor detective doctor "
    "witness reporter journalist coroner magistrate".split()
)


def _clashes(member: Member, role: Role) -> bool:
    """True when the person's own roles leave no room for another noun of this sort."""
    return bool(member.roles) and role.head not in ("man", "woman", "star", "veteran", "suspect", "defendant")


def _mentioned_since(scene: Scene, member: Member, sentence: int) -> bool:
    return scene.salience.get(id(member), (0.0, -1))[1] >= sentence


def _body_for(scene: Scene, phrase: Phrase) -> tuple[Member | None, str]:
    """The body that "the company" or "the university" stands for: the last one whose name says so, else the last that fits."""
    if not phrase.definite or phrase.owner >= 0:
        return None, ""
    sentence = scene.page.sentence[phrase.first]
    head = phrase.role.head
    bodies = [m for m in scene.candidates(sentence) if m.kind == "organization" and not m.place]
    for member in bodies:
        if head in member.words and (head in _ANY_BODY or _may_be(phrase.role, member)):
            return member, "the body named so last"
    if head in _ANY_BODY:
        open_to = [m for m in bodies if not any(w in BODY_NOUNS for w in m.words) and not _is_district(scene.page, m)]
        ranked = sorted(open_to, key=lambda m: -scene.weight(m, sentence))
        if ranked and (len(ranked) == 1 or scene.weight(ranked[1], sentence) < _CLEAR * scene.weight(ranked[0], sentence)):
            return ranked[0], "the body spoken of last"
    if head not in scene.only:
        scene.only[head] = _only_body(scene, head)
    only, ground = scene.only[head]
    if only is not None and head not in _ANY_BODY and not _may_be(phrase.role, only):
        return None, ""
    return only, ground


def _may_be(role: Role, body: Member) -> bool:
    """True unless the description has a word of its own that tells another body: "the federal government" of a country not named so."""
    told = {w for w in role.words if w in _TELLING} | role.countries
    return told <= {COUNTRIES.get(w, w) for w in body.words}


_TELLING: Final = frozenset("federal state local city county regional provincial national opposition ruling rival other former".split())


def _only_body(scene: Scene, head: str) -> tuple[Member | None, str]:
    """The one body of the whole report that goes by a noun of this sort; for "the company" the one that the report names most."""
    counts = [(sum(first not in scene.aside for first, _ in m.mentions), m) for m in scene.bodies]
    if head in _ANY_BODY:
        named = [(n, m) for n, m in counts if n > 1 or (n and len(m.words) > 1)]
        open_to = [(n, m) for n, m in named if not any(w in BODY_NOUNS or w in _OUTLETS for w in m.words)]
        open_to = [(n, m) for n, m in open_to if not _is_district(scene.page, m)]
        open_to.sort(key=lambda pair: -pair[0])
        if open_to and (len(open_to) == 1 or open_to[0][0] > open_to[1][0]):
            return open_to[0][1], "the body that the report names most"
        return None, ""
    sorts = _SORTS.get(head, frozenset((head,)))
    fitting = [m for n, m in counts if n and len(m.words) > 1 and not sorts.isdisjoint(m.words)]
    return (fitting[0], "the only body of this sort") if len(fitting) == 1 else (None, "")


def _is_district(page: Page, member: Member) -> bool:
    """True for a name that ends in, or stands before, "county", "police" and the like: a place, whatever it was taken for."""
    if member.words[-1] in _DISTRICTS:
        return True
    return any(stop < len(page) and page.folded[stop] in _OF_DISTRICTS for _, stop in member.mentions[:20])


_DISTRICTS: Final = frozenset("county town city village valley district region province".split())
_OF_DISTRICTS: Final = _DISTRICTS | frozenset("police council fire".split())
_SORTS: Final = {
    word: frozenset("regulator watchdog office agency authority administration commission inspectorate ombudsman".split())
    for word in ("regulator", "watchdog")
}
"""What the names of bodies of a sort hold, where it is not the noun itself."""
_OUTLETS: Final = frozenset("press news times post herald tribune journal ledger courier gazette chronicle broadcasting radio".split())
_ANY_BODY: Final = frozenset(
    "company firm group maker manufacturer retailer carrier organisation organization corporation giant startup".split()
)


# ---------------------------------------------------------------- pronouns


def _meet_pronoun(scene: Scene, token: int, word: str) -> None:
    page = scene.page
    sort = PRONOUNS[word]
    sentence = page.sentence[token]
    if sort == "r" and token not in scene.sources:
        return
    if sort in "wr":
        before = scene.places[-1] if scene.places else None
        if before is None or before.member is None:
            return
        gap = token - before.stop
        if gap == 0 or (gap == 1 and page.words[token - 1] == ",") or (sort == "w" and _is_qualified(page, before.stop, token)):
            scene.places.append(Place(token, token + 1, before.member, "stands right before", form="pronoun"))
        return
    if sort == "o":
        _meet_it(scene, token, word)
        return
    if scene.quoted[token]:
        return
    if sort == "p":
        if token in scene.sources and scene.last_speaker is not None:
            speaker = scene.settled(scene.last_speaker)
            if speaker.kind == "organization" or speaker.plural:
                scene.places.append(Place(token, token + 1, speaker, "pronoun for the speaker before", form="pronoun"))
                scene.note(speaker, token, token + 1)
        return
    if word in ("himself", "herself"):
        _meet_reflexive(scene, token, sort)
        return
    owns = word == "his" or (word == "her" and _owns(page, token))
    if owns and (subject := _relative_subject(scene, token, sort)) is not None:
        scene.places.append(Place(token, token + 1, subject, "stands for the subject of its clause", form="pronoun"))
        scene.note(subject, token, token + 1)
        return
    barred = _bound_in_clause(scene, token) if word == "him" or (word == "her" and not owns) else None
    teller = _teller(scene, token) if barred is not None else None
    scored = [
        (_likelihood(scene, m, token) * (_OWN_WORDS if m is teller else 1), m)
        for m in scene.candidates(sentence)
        if m.kind != "organization" and not m.plural and m.gender in ("", sort) and m is not barred
    ]
    if token in scene.sources:
        inside = scene.named_in(scene.sources[token])
        scored = [s for s in scored if id(s[1]) not in inside]
    scored.sort(key=lambda s: -s[0])
    if not scored:
        return
    best, member = scored[0]
    if len(scored) > 1 and scored[1][0] > _CLEAR * best and token in scene.sources and scene.last_speaker is not None:
        speaker = scene.settled(scene.last_speaker)
        if any(m is speaker and weight > _CLEAR * best for weight, m in scored[:2]) and speaker.gender in ("", sort):
            scored = [(best, speaker)]
            member = speaker
    if len(scored) > 1 and scored[1][0] > _CLEAR * best:
        scene.places.append(Place(token, token + 1, None, "", (member, scored[1][1]), "pronoun"))
        return
    if member.kind == "person" and not member.gender:
        member.gender = sort
    ground = "pronoun for the speaker before" if member is scene.last_speaker else "pronoun for the person spoken of"
    scene.places.append(Place(token, token + 1, member, ground, form="pronoun"))
    scene.note(member, token, token + 1)


def _teller(scene: Scene, token: int) -> Member | None:
    """Who speaks in the sentence of an object pronoun before it: "Holt said that the mayor had called her"."""
    sentence = scene.page.sentence
    if scene.last_speaker is None or scene.last_token >= token or sentence[scene.last_token - 1] != sentence[token]:
        return None
    return scene.settled(scene.last_speaker)


def _is_qualified(page: Page, first: int, token: int) -> bool:
    """True where all between a mention and "who" qualifies the mention: "an engineer [on the dam,] who"."""
    words = page.folded[first:token]
    if not 2 < len(words) <= _LONGEST_QUALIFIER or words[-1] != "," or words[0] not in _PREPOSITIONS:
        return False
    return page.sentence[first] == page.sentence[token] and not any(
        word in _STOPPING or word in SPEECH or word in _AUXILIARIES for word in words[1:-1]
    )


_LONGEST_QUALIFIER: Final = 7
_STOPPING: Final = _BOUNDARIES | frozenset("( ) - – — \" “ ” ' ‘ ’".split())


def _relative_subject(scene: Scene, token: int, sort: str) -> Member | None:
    """Whose "his" is that shortly follows "who" as the subject of its clause: "an engineer, who declined to give his name"."""
    page = scene.page
    place = scene.places[-1] if scene.places else None
    if place is None or page.folded[place.first] != "who" or place.member is None or not 0 < token - place.first <= _LONGEST_QUALIFIER:
        return None
    member = scene.settled(place.member)
    if page.sentence[place.first] != page.sentence[token] or any(page.words[t] == "," for t in range(place.first, token)):
        return None
    return member if member.kind != "organization" and not member.plural and member.gender in ("", sort) else None


def _likelihood(scene: Scene, member: Member, token: int) -> float:
    """How likely "he" or "she" at the token means the member: salience, gender known, subject of the sentence before, often named."""
    page = scene.page
    sentence = page.sentence[token]
    weight = scene.weight(member, sentence) * (1 + _OFTEN * min(len(member.mentions), _MANY) / _MANY)
    if not member.gender:
        weight *= _UNKNOWN
    if member.kind == "unnamed" and id(member) not in scene.subjects:
        weight *= _STRANGER
    if page.folded[token] in ("he", "she"):
        if token - page.sentence_first[sentence] <= 3 and scene.subjects.get(id(member), -9) >= sentence - 1:
            weight *= _PARALLEL
        if member is scene.last_speaker and token - scene.last_token <= 3:
            weight *= _OWN_WORDS
    return weight


def _meet_reflexive(scene: Scene, token: int, sort: str) -> None:
    """ "herself": the person mentioned last in the sentence whom the gender fits."""
    sentence = scene.page.sentence[token]
    for place in reversed(scene.places[-8:]):
        if scene.page.sentence[place.first] != sentence:
            return
        if place.member is not None and place.member.kind != "organization":
            member = scene.settled(place.member)
            if member.gender in ("", sort) and not member.plural:
                scene.places.append(Place(token, token + 1, member, "stands for the subject of its clause", form="pronoun"))
                return


def _meet_it(scene: Scene, token: int, word: str) -> None:
    """ "it said": the body that spoke before, else the body spoken of."""
    if token not in scene.sources or word != "it":
        return
    sentence = scene.page.sentence[token]
    before = scene.settled(scene.last_speaker) if scene.last_speaker is not None else None
    opening = scene.page.sentence_first[sentence]
    subject = next((p.member for p in scene.places[-_FEW :] if opening <= p.first <= opening + 1), None)
    if subject is not None and subject.kind == "organization" and not subject.place and token > opening + 1:
        scene.places.append(Place(token, token + 1, subject, "pronoun for the subject of the sentence", form="pronoun"))
        scene.note(subject, token, token + 1)
        return
    if before is not None and before.kind == "organization" and _mentioned_since(scene, before, sentence - 2):
        scene.places.append(Place(token, token + 1, before, "pronoun for the speaker before", form="pronoun"))
        scene.note(before, token, token + 1)
        return
    bodies = [m for m in scene.candidates(sentence) if m.kind == "organization" and not m.place]
    bodies = [m for m in bodies if scene.subjects.get(id(m), -9) >= sentence - 2]
    ranked = sorted(bodies, key=lambda m: -scene.weight(m, sentence))
    if ranked and (len(ranked) == 1 or scene.weight(ranked[1], sentence) < _CLEAR * scene.weight(ranked[0], sentence)):
        scene.places.append(Place(token, token + 1, ranked[0], "pronoun for the body spoken of", form="pronoun"))
        scene.note(ranked[0], token, token + 1)


_FEW: Final = 8
"""Mentions before a pronoun among which the subject of its sentence is looked for."""


def _owns(page: Page, token: int) -> bool:
    """True for "her" before a noun: nearly any word that is not a preposition, determiner, stop or adverb of place."""
    after = page.folded[token + 1] if token + 1 < len(page) else "."
    return (
        after[0].isalnum()
        and after not in _PREPOSITIONS
        and after not in DETERMINERS
        and after not in ("that", "and", "was", "is", "as", "he", "she")
    )


def _bound_in_clause(scene: Scene, token: int) -> Member | None:
    """The subject of the object pronoun's own clause: it cannot be meant ("Holt saw him")."""
    page = scene.page
    if (
        token > 1 and page.folded[token - 1].endswith("ing") and page.words[token - 2] == ","
    ):  # ", knocking him down": the subject's own act
        sentence = page.sentence[token]
        people = [p for p in scene.places[-8:] if page.sentence[p.first] == sentence and p.member is not None and p.form != "role"]
        return scene.settled(people[0].member) if people and people[0].member is not None else None
    for place in reversed(scene.places[-6:]):
        if page.sentence[place.first] != page.sentence[token] or token - place.stop > 12:
            return None
        between = range(place.stop, token)
        joint = next((t for t in between if page.folded[t] == "and" and page.folded[t + 1] in _AUXILIARIES), -1)
        if joint >= 0:  # "Holt was looking for a man and was hoping to arrest him": the subject of both verbs
            return _subject_of(scene, page.sentence[token])
        if any(page.folded[t] in _BOUNDARIES for t in between):
            return None
        if place.member is not None and place.member.kind != "organization":
            return scene.settled(place.member)
    return None


_SENTENCE_MOST: Final = 40
"""Mentions among which the subject of a sentence is looked for."""


def _subject_of(scene: Scene, sentence: int) -> Member | None:
    """The person whom the sentence mentions first."""
    first = scene.page.sentence_first[sentence]
    found = None
    for place in reversed(scene.places[-_SENTENCE_MOST:]):
        if place.first < first:
            break
        if place.member is not None and place.member.kind != "organization" and place.form != "role":
            found = scene.settled(place.member)
    return found


def _prominence(page: Page, first: int, stop: int) -> float:
    """How much a mention stands out: the subject most, an owner or the object of a preposition least."""
    sentence = page.sentence[first]
    after = page.folded[stop] if stop < len(page) and page.sentence[stop] == sentence else "."
    before = page.folded[first - 1] if first and page.sentence[first - 1] == sentence else ""
    if after == "'s" or page.folded[first] in _OWNERS:
        return 120.0
    step = first - 1
    while (
        step >= 0 and page.sentence[step] == sentence and first - step < 5 and page.folded[step] not in _PREPOSITIONS | _BOUNDARIES | SPEECH
    ):
        if not (page.words[step][0].isupper() or page.folded[step] in DETERMINERS or page.folded[step] in ROLES):
            break
        step -= 1
    if step >= 0 and page.sentence[step] == sentence and page.folded[step] in _PREPOSITIONS and first - step < 5:
        return 125.0
    if before in SPEECH and after in (".", ","):
        return 200.0
    if first - page.sentence_first[sentence] <= 6 or after in SPEECH or after in _AUXILIARIES:
        return 200.0
    return 150.0


_AUXILIARIES: Final = frozenset("has had have is was were are will would could can may might did does do".split())
