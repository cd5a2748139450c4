"""Who is behind each quote of a report: names, descriptions and pronouns resolved in one pass from left to right."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Final

import msgspec

from onrecord.records import Entity, Mention, Quote, Report, Span, Speaker
from onrecord.speakers.cast import Member, Naming, read_cast
from onrecord.speakers.lexicon import BODY_NOUNS, ROLES, UNIQUE_OFFICES
from onrecord.speakers.reading import SPEECH, Page, read_page
from onrecord.speakers.roles import DETERMINERS, Phrase, Role, find_phrases, heads_fit, role_after, role_before, roles_fit, singular
from onrecord.text import digest, fold

_PRONOUNS: Final = {
    **dict.fromkeys("he him his himself".split(), "m"),
    **dict.fromkeys("she her hers herself".split(), "f"),
    **dict.fromkeys("they them their theirs themselves".split(), "p"),
    **dict.fromkeys("who whose whom".split(), "w"),
    **dict.fromkeys("it its itself".split(), "o"),
}
_FIRST_PERSON: Final = frozenset("i me my mine myself i'm i've i'd i'll we us our ours ourselves we're we've we'd we'll".split())
_PREPOSITIONS: Final = frozenset(
    "of in by with to for from on at about against over under between among into through during without within near behind like than "
    "including regarding toward towards despite amid".split()
)
_BOUNDARIES: Final = frozenset("that who which because while when if , ; : and but as after before although though since".split())
_HORIZON: Final = 5
"""Sentences after which a mention no longer answers a pronoun."""
_CLEAR: Final = 0.8
"""A pronoun stays open when the second candidate's salience is more than this share of the first's."""
_LONGEST_NAME: Final = 80


@dataclass(slots=True, eq=False)
class _Place:
    """A mention as resolved: its tokens, whom it stands for, and why; rivals when more than one fits."""

    first: int
    stop: int
    member: Member | None
    ground: str
    rivals: tuple[Member, ...] = ()
    form: str = "name"


@dataclass(slots=True)
class _Scene:
    """What the pass over one report knows at a point: everybody's salience and who was mentioned lately."""

    page: Page
    quotes: tuple[Quote, ...]
    sources: dict[int, int]
    quoted: list[bool]
    namings: list[Naming]
    places: list[_Place] = field(default_factory=list)
    salience: dict[int, tuple[float, int]] = field(default_factory=dict)
    recent: list[tuple[int, Member]] = field(default_factory=list)
    strangers: dict[str, Member] = field(default_factory=dict)
    same: dict[int, Member] = field(default_factory=dict)
    pending: list[tuple[Phrase, Member]] = field(default_factory=list)
    last_speaker: Member | None = None

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
        """Salience of a member at a sentence: it halves with each sentence."""
        value, then = self.salience.get(id(member), (0.0, sentence))
        return float(value * 0.5 ** (sentence - then))

    def note(self, member: Member, first: int, stop: int) -> None:
        """Let a mention of the member at these tokens add to its salience."""
        sentence = self.page.sentence[first]
        value = _prominence(self.page, first, stop)
        if self.quoted[first]:
            value *= 0.3
        if first in self.sources:
            value += 60
            self.last_speaker = member
        self.salience[id(member)] = (min(self.weight(member, sentence) + value, 400.0), sentence)
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


def resolve_speakers(
    report: Report, quotes: tuple[Quote, ...], entities: tuple[Entity, ...], mentions: tuple[Mention, ...] = ()
) -> tuple[tuple[Quote, ...], tuple[Speaker, ...]]:
    """The quotes with their speakers, and everybody who is named in the report or quoted without a name.

    Each quote gets ``speaker_id`` and ``ground`` (why this speaker), or ``candidates`` where two fit. Speakers come in order of first
    mention with all their mentions: names, surnames, roles at a name, descriptions and pronouns that stand for them.
    """
    page = read_page(report.text)
    members, namings = read_cast(page, entities)
    sources = {page.at(q.source[0].start): n for n, q in reversed(list(enumerate(quotes))) if q.source}
    scene = _Scene(page, quotes, _spread(page, quotes, sources), _quoted(page, quotes), namings)
    roles = _bind_roles(page, namings)
    _walk(scene, namings, roles, find_phrases(page), members)
    answers = _speak(report, scene, quotes)
    return _finish(report, scene, quotes, members, answers)


def _spread(page: Page, quotes: tuple[Quote, ...], first_tokens: dict[int, int]) -> dict[int, int]:
    """Tokens inside the sources of quotes, each with the number of a quote."""
    spread = dict(first_tokens)
    for number, quote in enumerate(quotes):
        for span in quote.source:
            first, stop = page.tokens(span)
            for token in range(first, min(stop, first + 40)):
                spread.setdefault(token, number)
    return spread


def _quoted(page: Page, quotes: tuple[Quote, ...]) -> list[bool]:
    """For each token whether it stands inside quotation marks."""
    inside = [False] * (len(page) + 1)
    for quote in quotes:
        for span in quote.marked or (quote.content if quote.kind == "direct" else ()):
            first, stop = page.tokens(span)
            inside[first:stop] = [True] * (stop - first)
    return inside


def _bind_roles(page: Page, namings: list[Naming]) -> dict[int, tuple[Role, Naming]]:
    """Give the titles and appositions at each name to its member; by first token of the role."""
    bound: dict[int, tuple[Role, Naming]] = {}
    for naming in namings:
        member = naming.member
        if member is None or member.kind != "person":
            continue
        for role in (role_before(page, naming.first), role_after(page, naming.stop)):
            if role is not None:
                member.roles.append(role)
                member.gender = member.gender or ROLES.get(role.head, "")
                bound[role.first] = (role, naming)
    return bound


# ---------------------------------------------------------------- the pass


def _walk(scene: _Scene, namings: list[Naming], roles: dict[int, tuple[Role, Naming]], phrases: list[Phrase], members: list[Member]) -> None:
    page = scene.page
    named = {t for n in namings for t in range(n.first, n.stop)}
    of_role = {t: naming for role, naming in roles.values() for t in range(role.first, role.stop)}
    by_head: dict[str, list[Member]] = {}
    for member in members:
        for role in member.roles:
            if member not in by_head.setdefault(role.head, []):
                by_head[role.head].append(member)
    events: list[tuple[int, int, Naming | Phrase | str]] = [(n.first, 0, n) for n in namings]
    heads = {t for p in phrases for t in range(p.first, p.stop) if t not in named}
    events += [(p.first, 1, p) for p in phrases]
    events += [(t, 2, w) for t, w in enumerate(page.folded) if w in _PRONOUNS and t not in named and (t not in heads or w in _OWNERS)]
    events.sort(key=lambda e: (e[0], -e[1]))
    done_roles: set[int] = set()
    for token, _, event in events:
        if isinstance(event, Naming):
            _meet_name(scene, event)
        elif isinstance(event, Phrase):
            head = event.first
            holder = next((of_role[t] for t in range(event.first, event.stop) if t in of_role), None)
            if holder is not None:
                if holder.member is not None and id(event) not in done_roles:
                    role = next(r for r, n in roles.values() if n is holder and any(r.first <= t < r.stop for t in range(event.first, event.stop)))
                    scene.places.append(_Place(min(role.first, event.core), role.stop, holder.member, "role at the name", form="role"))
                continue
            if any(t in named for t in range(event.role.first, event.stop)) and not any(page.folded[t] == "'s" for t in range(head, event.stop)):
                if page.folded[event.stop - 1] not in ROLES and event.role.head not in ROLES:
                    continue
            _meet_phrase(scene, event, by_head)
        else:
            _meet_pronoun(scene, token, event)


_OWNERS: Final = frozenset("his her its their whose".split())


def _meet_name(scene: _Scene, naming: Naming) -> None:
    page = scene.page
    place = _Place(naming.first, naming.stop, naming.member, naming.ground, naming.rivals)
    scene.places.append(place)
    member = naming.member
    if member is None:
        return
    if scene.pending and member.kind == "person" and member.mentions[0][0] == naming.first and not member.roles:
        phrase, stranger = scene.pending[-1]
        sentence, then = page.sentence[naming.first], page.sentence[phrase.first]
        starts = naming.first - page.sentence_first[sentence] <= 2
        lead = page.paragraph[phrase.first] == 0
        if starts and 0 < sentence - then <= 2 and (lead or naming.first not in scene.sources) and _gender_fits(member, phrase.role):
            member.roles.append(phrase.role)
            scene.same[id(stranger)] = member
            for earlier in scene.places:
                if earlier.member is stranger:
                    earlier.member, earlier.ground = member, "the name follows its role"
            scene.pending.clear()
    scene.note(member, naming.first, naming.stop)


def _gender_fits(member: Member, role: Role) -> bool:
    gender = ROLES.get(role.head, "")
    return not gender or not member.gender or gender == member.gender


def _meet_phrase(scene: _Scene, phrase: Phrase, by_head: dict[str, list[Member]]) -> None:
    page = scene.page
    if phrase.is_body:
        member, ground = _body_for(scene, phrase)
        if member is not None:
            scene.places.append(_Place(phrase.first, phrase.stop, member, ground, form="nominal"))
            scene.note(member, phrase.first, phrase.stop)
        return
    if phrase.plural:
        member = Member("unnamed", (phrase.role.head,), "", head=phrase.role.head, plural=True)
        scene.places.append(_Place(phrase.first, phrase.stop, member, "described only", form="nominal"))
        scene.note(member, phrase.first, phrase.stop)
        return
    member, ground, rivals = None, "described only", ()
    if phrase.definite:
        member, ground, rivals = _holder_of(scene, phrase, by_head)
    if member is None and not rivals:
        head = phrase.role.head
        known = scene.strangers.get(head)
        if phrase.definite and known is not None and not (phrase.owner >= 0):
            member = scene.settled(known)
            ground = "described before"
        else:
            member = Member("unnamed", (head,), "", ROLES.get(head, ""), [phrase.role], head=head)
            scene.strangers[head] = member
            if phrase.definite and head in UNIQUE_OFFICES:
                scene.pending.append((phrase, member))
    scene.places.append(_Place(phrase.core, phrase.stop, member, ground, rivals, "nominal"))
    if member is not None:
        scene.note(member, phrase.first, phrase.stop)


def _holder_of(scene: _Scene, phrase: Phrase, by_head: dict[str, list[Member]]) -> tuple[Member | None, str, tuple[Member, ...]]:
    """Whom a definite description stands for: the holder of a role that fits, else the one person spoken of who can be meant."""
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
        if len(scored) == 1 or scored[0][0] > scored[1][0] or scored[0][1] > scored[1][1] / _CLEAR:
            return scored[0][2], "role given with the name", ()
        return None, "", tuple(s[2] for s in scored[:2])
    if phrase.role.countries or phrase.owner >= 0 or phrase.role.head in _NEVER_BY_SALIENCE:
        return None, "", ()
    near = [
        (scene.weight(m, sentence), m)
        for m in scene.candidates(sentence)
        if m.kind == "person" and _gender_fits(m, phrase.role) and not _clashes(m, phrase.role) and _mentioned_since(scene, m, sentence - 2)
    ]
    if len(near) == 1 and phrase.role.head in _PLAIN and len(phrase.role.words) == 0:
        return near[0][1], "the only person spoken of who fits", ()
    return None, "", ()


_PLAIN: Final = frozenset(
    "man woman actor actress singer star player author writer artist musician businessman congressman congresswoman congressperson senator "
    "lawmaker politician former rapper comedian athlete driver pilot teenager boy girl mother father professor doctor lawmaker starlet "
    "striker quarterback pitcher swimmer champion suspect defendant veteran".split()
)
_NEVER_BY_SALIENCE: Final = frozenset("friend colleague spokesman spokeswoman spokesperson official source judge officer".split())


def _clashes(member: Member, role: Role) -> bool:
    """True when the person's own roles leave no room for another noun of this sort."""
    return bool(member.roles) and role.head not in ("man", "woman", "star", "veteran", "suspect", "defendant")


def _mentioned_since(scene: _Scene, member: Member, sentence: int) -> bool:
    return scene.salience.get(id(member), (0.0, -1))[1] >= sentence


def _body_for(scene: _Scene, phrase: Phrase) -> tuple[Member | None, str]:
    """The body that "the company" or "the university" stands for: the last one whose name says so, else the last that fits."""
    if not phrase.definite or phrase.owner >= 0:
        return None, ""
    sentence = scene.page.sentence[phrase.first]
    head = phrase.role.head
    bodies = [m for m in scene.candidates(sentence) if m.kind == "organization" and not m.place]
    for member in bodies:
        if head in member.words:
            return member, "the body named so last"
    if head in _ANY_BODY:
        open_to = [m for m in bodies if not any(w in BODY_NOUNS for w in m.words)]
        ranked = sorted(open_to, key=lambda m: -scene.weight(m, sentence))
        if ranked and (len(ranked) == 1 or scene.weight(ranked[1], sentence) < _CLEAR * scene.weight(ranked[0], sentence)):
            return ranked[0], "the body spoken of last"
    return None, ""


_ANY_BODY: Final = frozenset("company firm group maker manufacturer retailer carrier organisation organization corporation giant startup".split())


# ---------------------------------------------------------------- pronouns


def _meet_pronoun(scene: _Scene, token: int, word: str) -> None:
    page = scene.page
    sort = _PRONOUNS[word]
    sentence = page.sentence[token]
    if sort == "w":
        before = scene.places[-1] if scene.places else None
        if before is not None and before.member is not None and 0 <= token - before.stop <= 1 and before.member.kind != "organization":
            if token == before.stop or page.words[token - 1] == ",":
                scene.places.append(_Place(token, token + 1, before.member, "stands right before", form="pronoun"))
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
                scene.places.append(_Place(token, token + 1, speaker, "pronoun for the speaker before", form="pronoun"))
                scene.note(speaker, token, token + 1)
        return
    barred = _bound_in_clause(scene, token) if word in ("him", "her") and not _owns(page, token) else None
    scored = [
        (scene.weight(m, sentence) * (1.0 if m.gender else 0.75), m)
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
    if len(scored) > 1 and scored[1][0] > _CLEAR * best:
        scene.places.append(_Place(token, token + 1, None, "", (member, scored[1][1]), "pronoun"))
        return
    if member.kind == "person" and not member.gender:
        member.gender = sort
    ground = "pronoun for the speaker before" if member is scene.last_speaker else "pronoun for the person spoken of"
    scene.places.append(_Place(token, token + 1, member, ground, form="pronoun"))
    scene.note(member, token, token + 1)


def _meet_it(scene: _Scene, token: int, word: str) -> None:
    """ "it said": the body that spoke before, else the body spoken of."""
    if token not in scene.sources or word != "it":
        return
    sentence = scene.page.sentence[token]
    bodies = [m for m in scene.candidates(sentence) if m.kind == "organization"]
    ranked = sorted(bodies, key=lambda m: -scene.weight(m, sentence))
    if ranked and (len(ranked) == 1 or scene.weight(ranked[1], sentence) < _CLEAR * scene.weight(ranked[0], sentence)):
        scene.places.append(_Place(token, token + 1, ranked[0], "pronoun for the body spoken of", form="pronoun"))
        scene.note(ranked[0], token, token + 1)


def _owns(page: Page, token: int) -> bool:
    """True for "her" before a noun: nearly any word that is not a preposition, determiner, stop or adverb of place."""
    after = page.folded[token + 1] if token + 1 < len(page) else "."
    return after[0].isalnum() and after not in _PREPOSITIONS and after not in DETERMINERS and after not in ("that", "and", "was", "is", "as", "he", "she")


def _bound_in_clause(scene: _Scene, token: int) -> Member | None:
    """The subject of the object pronoun's own clause: it cannot be meant ("Holt saw him")."""
    page = scene.page
    for place in reversed(scene.places[-6:]):
        if page.sentence[place.first] != page.sentence[token] or token - place.stop > 12:
            return None
        if any(page.folded[t] in _BOUNDARIES for t in range(place.stop, token)):
            return None
        if place.member is not None and place.member.kind != "organization":
            return scene.settled(place.member)
    return None


def _prominence(page: Page, first: int, stop: int) -> float:
    """How much a mention stands out: the subject most, an owner or the object of a preposition least."""
    sentence = page.sentence[first]
    after = page.folded[stop] if stop < len(page) and page.sentence[stop] == sentence else "."
    before = page.folded[first - 1] if first and page.sentence[first - 1] == sentence else ""
    if after == "'s" or page.folded[first] in _OWNERS:
        return 120.0
    step = first - 1
    while step >= 0 and page.sentence[step] == sentence and first - step < 5 and page.folded[step] not in _PREPOSITIONS | _BOUNDARIES | SPEECH:
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


# ---------------------------------------------------------------- quotes


@dataclass(slots=True)
class _Answer:
    member: Member | None = None
    ground: str | None = None
    rivals: tuple[Member, ...] = ()


def _speak(report: Report, scene: _Scene, quotes: tuple[Quote, ...]) -> dict[str, _Answer]:
    """Who speaks in each quote, by quote id."""
    places = sorted(scene.places, key=lambda p: (p.first, -p.stop))
    starts = [p.first for p in places]
    answers: dict[str, _Answer] = {}
    unnamed: dict[str, Member] = {}
    for quote in quotes:
        if quote.source:
            answers[quote.quote_id] = _source(scene, quote, places, starts, unnamed)
    by_id = {q.quote_id: q for q in quotes}
    for quote in quotes:
        if quote.quote_id not in answers and quote.continues in by_id:
            _follow(quote, by_id, answers)
    _unsourced(report, scene.page, quotes, answers)
    return answers


def _follow(quote: Quote, by_id: dict[str, Quote], answers: dict[str, _Answer]) -> None:
    """Give a continuing quote the speaker of the quote that its chain begins with."""
    chain = [quote]
    while chain[-1].quote_id not in answers and chain[-1].continues in by_id and len(chain) <= len(by_id):
        chain.append(by_id[chain[-1].continues or ""])
    start = answers.get(chain[-1].quote_id)
    if start is not None:
        for link in chain:
            answers.setdefault(link.quote_id, _Answer(start.member, "goes on from the quote before", start.rivals))


_NP_STOPS: Final = frozenset(", ( who whom which that of for from in at on with to by about as and or &".split())


def _source(scene: _Scene, quote: Quote, places: list[_Place], starts: list[int], unnamed: dict[str, Member]) -> _Answer:
    """Who is behind a source phrase: what stands at its head noun."""
    page = scene.page
    first, stop = page.tokens(quote.source[0])
    if first >= stop:
        return _Answer()
    head = _head_token(page, first, stop)
    inside = [p for p in places[bisect_right(starts, first - 8) : bisect_right(starts, stop - 1)] if p.stop > first]
    at_head = [p for p in inside if p.first <= head < p.stop and (p.form != "pronoun" or stop - first <= 2 or p.first == head)]
    owner = head + 1 < len(page) and page.folded[head + 1] == "'s" and head + 1 >= stop
    order = {"name": 0, "role": 1, "nominal": 2, "pronoun": 3}
    at_head.sort(key=lambda p: (order[p.form], p.first))
    after = page.folded[head + 1] if head + 1 < stop else ""
    if after == "," and (not at_head or at_head[0].form != "name" or at_head[0].member is not None and at_head[0].member.kind == "organization"):
        named = [p for p in inside if p.form == "name" and p.member is not None and p.member.kind == "person" and p.first == head + 2]
        at_head = named or at_head
    if after in ("and", "&") and at_head and at_head[0].form == "name":
        others = [p for p in inside if p.form == "name" and p.first > head and p.member is not None]
        if at_head[0].member is not None and others and others[0].member is not None and others[0].member is not at_head[0].member:
            return _Answer(None, None, (scene.settled(at_head[0].member), scene.settled(others[0].member)))
    for place in at_head:
        if place.rivals:
            return _Answer(None, None, tuple(map(scene.settled, place.rivals)))
        if place.member is not None:
            member = scene.settled(place.member)
            if member.kind != "unnamed":
                if member.place:
                    return _Answer(member, "a place that speaks")
                return _Answer(member, place.ground if not owner else place.ground)
            return _Answer(_stranger(page, member, first, stop, head, places, unnamed, place), place.ground)
    if page.folded[head] in _PRONOUNS or page.folded[head] in _FIRST_PERSON or stop - first == 1 and page.folded[head] in _NOBODY:
        return _Answer()
    return _Answer(_stranger(page, None, first, stop, head, places, unnamed, None), "described only")


_NOBODY: Final = frozenset("you one this that these those there what which who".split())


def _head_token(page: Page, first: int, stop: int) -> int:
    """The token of a source phrase that says who speaks: the last before a comma, a preposition or a relative."""
    head = first
    for token in range(first, stop):
        word = page.folded[token]
        if word in _NP_STOPS and token > first:
            if word in ("of", "for", "in", "to", "on", "and", "&") and token + 1 < stop and _same_name(page, token):
                continue
            return head
        if word != "'s" and page.words[token][0].isalnum():
            head = token
    return head


def _same_name(page: Page, token: int) -> bool:
    """True when "of" or "and" stands inside one capitalised name ("Bank of Orland", "Health and Safety Office")."""
    before, after = page.words[token - 1], page.words[token + 1]
    if page.folded[token] in ("and", "&"):
        return False
    if page.folded[token] == "of":
        after = page.words[token + 2] if page.folded[token + 1] == "the" and token + 2 < len(page) else after
        return before[0].isupper() and after[0].isupper() and singular(page.folded[token - 1]) not in ROLES
    return False


def _stranger(
    page: Page, member: Member | None, first: int, stop: int, head: int, places: list[_Place], unnamed: dict[str, Member], place: _Place | None
) -> Member:
    """The unnamed source that a phrase describes, told apart by body and role; a phrase of the same body and role is the same source."""
    begin = first if place is None or place.first > first or stop - first > 1 else place.first
    while begin < stop - 1 and page.folded[begin] in DETERMINERS:
        begin += 1
    name = " ".join(page.text[page.starts[begin] : page.ends[max(stop, begin + 1) - 1]].split())
    if len(name) > _LONGEST_NAME:
        name = name[:_LONGEST_NAME].rsplit(" ", 1)[0]
    body = next(
        (p.member.name for p in places if p.form == "name" and first <= p.first < stop and p.member is not None and p.member.kind == "organization"),
        None,
    )
    role = singular(page.folded[head])
    if member is not None and member.name:
        return member
    key = f"{fold(body or '')}|{role}"
    known = unnamed.get(key)
    stop = head + 1
    if member is None or known is not None:
        member = known or Member("unnamed", (role,), name, head=role, body=body)
    member.name, member.body, member.head = member.name or name, member.body or body, role
    unnamed[key] = member
    if not any(s <= begin < e or begin <= s < stop for s, e in member.mentions):
        member.mentions.append((first, stop))
    return member


def _unsourced(report: Report, page: Page, quotes: tuple[Quote, ...], answers: dict[str, _Answer]) -> None:
    """Speakers for quotes without a source where the layout leaves one: the same sentence, the paragraph, or the paragraph before."""
    text = report.text
    by_paragraph: dict[int, list[Quote]] = {}
    ordered = sorted((q for q in quotes if q.content), key=lambda q: (q.content[0].start, q.quote_id))
    for quote in ordered:
        number = page.paragraph[min(page.at(quote.content[0].start), len(page) - 1)]
        by_paragraph.setdefault(number, []).append(quote)
    for number, group in by_paragraph.items():
        known = {id(a.member): a.member for q in group if (a := answers.get(q.quote_id)) is not None and a.member is not None}
        for quote in group:
            if quote.quote_id in answers or quote.kind == "indirect":
                continue
            if len(known) == 1 and not any((a := answers.get(q.quote_id)) is not None and a.member is None for q in group):
                answers[quote.quote_id] = _Answer(next(iter(known.values())), "the only speaker of the paragraph")
            elif not known and _is_whole_paragraph(text, page, number, quote) and (before := by_paragraph.get(number - 1)):
                last = answers.get(before[-1].quote_id)
                if last is not None and last.member is not None and before[-1].kind != "indirect":
                    answers[quote.quote_id] = _Answer(last.member, "goes on from the paragraph before")
                    known = {id(last.member): last.member}


def _is_whole_paragraph(text: str, page: Page, number: int, quote: Quote) -> bool:
    """True when the paragraph is nothing but the quote and its marks."""
    first = bisect_right(page.paragraph, number - 1)
    stop = bisect_right(page.paragraph, number)
    start, end = page.starts[first], page.ends[stop - 1]
    left = text[start : quote.content[0].start] + text[quote.content[-1].end : end]
    return not any(c.isalnum() for c in left)


# ---------------------------------------------------------------- records


def _finish(
    report: Report, scene: _Scene, quotes: tuple[Quote, ...], members: list[Member], answers: dict[str, _Answer]
) -> tuple[tuple[Quote, ...], tuple[Speaker, ...]]:
    page = scene.page
    quoted = {id(m): m for a in answers.values() for m in (a.member, *a.rivals) if m is not None}
    spans: dict[int, list[Span]] = {id(m): [page.span(f, s) for f, s in m.mentions] for m in (*members, *quoted.values())}
    for place in scene.places:
        if place.member is not None and place.form != "name":
            member = scene.settled(place.member)
            spans.setdefault(id(member), []).append(page.span(place.first, place.stop))
    for quote in quotes:
        answer = answers.get(quote.quote_id)
        if answer is not None and answer.member is not None and answer.member.kind != "organization":
            spans[id(answer.member)] += _first_person(page, quote)
    ids: dict[int, str] = {}
    speakers: dict[str, Speaker] = {}
    for member in (*members, *(m for m in quoted.values() if m.kind == "unnamed")):
        if member.place and id(member) not in quoted:
            continue
        held = _disjoint(spans[id(member)])
        if not held:
            continue
        speaker_id = _speaker_id(report, member)
        ids[id(member)] = speaker_id
        earlier = speakers.get(speaker_id)
        if earlier is not None:
            speakers[speaker_id] = msgspec.structs.replace(earlier, mentions=_disjoint([*earlier.mentions, *held]))
            continue
        speakers[speaker_id] = Speaker(speaker_id=speaker_id, name=member.name, kind=member.kind, role=_role(page, member), mentions=held)
    found = []
    for quote in quotes:
        answer = answers.get(quote.quote_id, _Answer())
        speaker = ids.get(id(answer.member)) if answer.member is not None else None
        rivals = tuple(sorted({ids[id(m)] for m in answer.rivals if id(m) in ids})) if speaker is None else ()
        ground = answer.ground if speaker is not None else None
        found.append(msgspec.structs.replace(quote, speaker_id=speaker, ground=ground, candidates=rivals))
    return tuple(found), tuple(sorted(speakers.values(), key=lambda s: (s.mentions[0], s.speaker_id)))


def _first_person(page: Page, quote: Quote) -> list[Span]:
    """The places of "I", "we" and their forms inside a quote's marked words."""
    found = []
    for span in quote.marked or (quote.content if quote.kind == "direct" else ()):
        first, stop = page.tokens(span)
        found += [page.span(t, t + 1) for t in range(first, stop) if page.folded[t] in _FIRST_PERSON and page.words[t] != "US"]
    return found


def _speaker_id(report: Report, member: Member) -> str:
    if member.kind == "unnamed":
        return digest("unnamed", report.report_id, fold(member.body) if member.body else None, member.head)
    return digest(member.kind, " ".join(member.words))


def _role(page: Page, member: Member) -> str | None:
    """The fullest title given, without determiners: most words (at most nine), then the first."""
    texts = []
    for role in member.roles:
        begin = role.first
        while begin < role.stop - 1 and page.folded[begin] in DETERMINERS:
            begin += 1
        texts.append(" ".join(page.text[page.starts[begin] : page.ends[role.stop - 1]].split()))
    if not texts and member.kind == "unnamed":
        return member.head or None
    return max(texts, key=lambda t: (min(len(t.split()), 9), -texts.index(t)), default=None)


def _disjoint(spans: Iterable[Span]) -> tuple[Span, ...]:
    """The spans in order; of two that touch the longer."""
    kept: list[Span] = []
    for span in sorted(set(spans), key=lambda s: (s.start, -s.end)):
        if kept and span.start < kept[-1].end:
            continue
        kept.append(span)
    return tuple(kept)


