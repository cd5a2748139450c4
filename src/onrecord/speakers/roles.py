"""Roles: the titles and appositions that stand at a name, and the phrases ("the defence secretary") that stand for one."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from onrecord.records import Mention
from onrecord.speakers.lexicon import BODY_NOUNS, HONORIFICS, KINDS_OF_ROLE, ROLE_ADJECTIVES, ROLES, UNIQUE_OFFICES
from onrecord.speakers.places import COUNTRIES
from onrecord.speakers.reading import SPEECH, Page

DETERMINERS: Final = frozenset("the a an this that his her its their our my your another one".split())
DEFINITE: Final = frozenset("the this that his her its their our my".split())
_LINKS: Final = frozenset("of to for at in from with on".split())
_STOPS: Final = frozenset(
    ", . ; : ( ) [ ] ? ! — – - \" “ ” ‘ ’ ' and or but who whom whose which that said says has had have is was were are be been "
    "will would could can should as by when while if than because after before into about against between during over under since "
    "until then not also he she they it we i you".split()
)
_CLOSER: Final = {word: frozenset(closer.split()) for word, closer in KINDS_OF_ROLE.items()}


@dataclass(frozen=True, slots=True)
class Role:
    """What somebody is said to be, as printed: tokens ``first`` to ``stop``, the noun that heads it (its token and as a word), the rest."""

    first: int
    stop: int
    head: str
    words: frozenset[str]
    countries: frozenset[str]
    former: bool = False
    noun: int = 0

    @property
    def is_unique(self) -> bool:
        """True for an office that one person holds at a time."""
        return self.head in UNIQUE_OFFICES


@dataclass(slots=True)
class Phrase:
    """A description that may stand for somebody: its tokens (determiner and owner included), where its own words begin, its role."""

    first: int
    core: int
    stop: int
    role: Role
    definite: bool
    plural: bool = False
    is_body: bool = False
    owner: int = -1


def role_at(page: Page, first: int, stop: int, head: int) -> Role:
    """The role of the tokens ``first`` to ``stop`` whose noun is the token ``head``."""
    words = page.folded[first:stop]
    countries = {COUNTRIES[w] for w in words if w in COUNTRIES}
    rest = {singular(w) for w in words if w[0].isalnum() and w not in DETERMINERS and w not in COUNTRIES and w not in _LINKS and w != "'s"}
    rest.discard(page.folded[head])
    former = bool(rest & {"former", "ex", "late", "predecessor"})
    return Role(first, stop, singular(page.folded[head]), frozenset(rest), frozenset(countries), former, head)


def singular(word: str) -> str:
    """A noun's singular, roughly; British and American "defence" alike.

    >>> singular("ministers"), singular("defense"), singular("boss")
    ('minister', 'defence', 'boss')
    """
    if word == "defense":
        return "defence"
    if word[-1:] == "s" and len(word) > 3 and word[:-1] in ROLES and word[-2] != "s":
        return word[:-1]
    return word


def heads_fit(phrase: str, role: str) -> int:
    """How well a phrase's noun stands for a role's noun: 2 the same, 1 a looser word, 0 not at all."""
    if phrase == role:
        return 2
    return 1 if role in _CLOSER.get(phrase, ()) else 0


def roles_fit(phrase: Role, role: Role) -> int:
    """A score of how well a phrase stands for a role that somebody holds; 0 when it cannot.

    Countries must not clash; each shared word counts, each word of the phrase that the role lacks counts against.
    """
    fit = heads_fit(phrase.head, role.head)
    if not fit:
        return 0
    if phrase.countries and role.countries and not phrase.countries & role.countries:
        return 0
    if phrase.words & _PARTIES and role.words & _PARTIES and not phrase.words & role.words & _PARTIES:
        return 0
    if ("vice" in role.words and "vice" not in phrase.words) or ("vice" in phrase.words and "vice" not in role.words):
        return 0
    if "deputy" in phrase.words and "deputy" not in role.words:
        return 0
    needed = {w for w in phrase.words if w not in _LOOSE}
    missing = needed - role.words
    if missing and (role.words & _FIELDS) - needed and needed & _FIELDS:
        return 0
    score = (100 if fit == 2 else 60) + 20 * len(needed & role.words) + 25 * bool(phrase.countries & role.countries) - 25 * len(missing)
    if phrase.former != role.former:
        score -= 15
    return max(score, 0)


_LOOSE: Final = frozenset("former late new current then 's long time outgoing incoming veteran longtime embattled own".split())
_PARTIES: Final = frozenset("republican democratic democrat conservative labour tory liberal green socialist communist".split())
_FIELDS: Final = frozenset(
    "prime foreign defence home interior finance health education justice energy trade transport environment police fire party "
    "company general vice attorney state treasury press executive".split()
)


# ---------------------------------------------------------------- roles at a name


def role_before(page: Page, first: int) -> Role | None:
    """The title that stands right before the name at token ``first``: "UK Defence Secretary", "police chief", "Secretary of State".

    One comma may stand between ("US ambassador to Ukraine, …") when the phrase begins its clause.
    """
    sentence = page.sentence[first]
    floor = max(page.sentence_first[sentence], first - 12)
    stop = first
    while stop > floor and (page.folded[stop - 1] in HONORIFICS or (page.words[stop - 1] == "." and page.folded[stop - 2] in HONORIFICS)):
        stop -= 1
    if stop > floor and page.words[stop - 1] == "." and stop - 2 >= floor and page.folded[stop - 2] in ROLES:
        return _extended_left(page, stop - 2, stop, floor)
    if stop <= floor:
        return None
    if page.folded[stop - 1] in ROLES:
        return _extended_left(page, stop - 1, stop, floor)
    comma = page.words[stop - 1] == ","
    end = stop - 1 if comma else stop
    for head in range(end - 1, max(floor, end - 7) - 1, -1):
        word = page.folded[head]
        if word in _STOPS:
            return None
        if word in ROLES:
            after = page.folded[head + 1] if head + 1 < end else ""
            if after and after not in _LINKS:
                return None
            if not comma and not (after in ("of", "to") and page.words[end - 1][0].isupper()):
                return None
            role = _extended_left(page, head, end, floor)
            if comma and (after in ("on", "in", "with") or not _begins_clause(page, role.first)):  # "with a son on the way, …"
                return None
            return role
    return None


def _begins_clause(page: Page, first: int) -> bool:
    """True when nothing but a determiner or a conjunction stands before the token in its sentence or after a stop."""
    before = first - 1
    while before >= 0 and page.sentence[before] == page.sentence[first] and page.folded[before] in DETERMINERS | {"meanwhile", "'s"}:
        before -= 1
    return before < 0 or page.sentence[before] != page.sentence[first] or page.folded[before] in _STOPS or page.folded[before] in SPEECH


def _extended_left(page: Page, head: int, stop: int, floor: int) -> Role:
    first = head
    while first > floor:
        before = first - 1
        word, printed = page.folded[before], page.words[before]
        if word in DETERMINERS or word in _STOPS or word in SPEECH:
            break
        if word == "'s":
            owner = before - 1
            while owner - 1 >= floor and page.words[owner - 1][0].isupper() and page.folded[owner - 1] not in DETERMINERS:
                owner -= 1
            if owner >= floor and page.words[owner][0].isupper():
                first = owner
            break
        modifies = (
            word in ROLE_ADJECTIVES
            or word in ROLES
            or word in COUNTRIES
            or word in BODY_NOUNS
            or word == "'"
            or ("-" in word and not word.startswith("re-"))
        )
        starts = before == page.sentence_first[page.sentence[before]]
        if not (
            modifies
            or (printed[0].isupper() and not starts)
            or (first == head and word.isalpha() and page.words[head].islower() and word not in _LINKS and not _is_verb(word))
        ):
            break
        if printed[0].isupper() and word in ("mr", "mrs", "ms"):
            break
        first = before
    return role_at(page, first, stop, head)


def _is_verb(word: str) -> bool:
    """True for a word before a role that is likelier a verb than a noun: "appears", "sees"; not for "sports", "news"."""
    return _verbal(word) or (word.endswith("s") and not word.endswith(("ss", "us", "is")) and word not in _NOUNS_IN_S)


_NOUNS_IN_S: Final = frozenset(
    "sports news sales arms affairs operations communications series politics economics physics human markets rights relations resources "
    "services systems studies forces drugs crimes arts games women's men's children's".split()
)


def _verbal(word: str) -> bool:
    return word.endswith(("ed", "ing", "ly")) or word in SPEECH


def role_after(page: Page, stop: int) -> Role | None:
    """The apposition after the name that ends at token ``stop``: ", the former envoy to …,", "(…)", ", 34, a nurse", "is the mayor"."""
    if stop + 1 >= len(page):
        return None
    sentence = page.sentence[stop]
    token = stop
    apposed = page.words[stop] == ","
    if page.words[token] in (",", "("):
        token += 1
        if token < len(page) and page.words[token].isdigit() and token + 1 < len(page) and page.words[token + 1] == ",":
            token += 2
        if token < len(page) and page.folded[token] == "who":
            apposed = False
            token += 1
            if token < len(page) and page.folded[token] not in _BEING:
                return None
            token += 1
    elif page.folded[token] in _BEING:
        token += 1
    else:
        return None
    begin = token
    limit = min(len(page), begin + 10)
    if begin < limit and page.folded[begin] in ("now", "then", "currently"):
        begin += 1
    if begin < limit and page.folded[begin] in DETERMINERS:
        begin += 1
    head = begin
    while head < limit and page.sentence[head] == sentence:
        word = page.folded[head]
        if word in _STOPS or word in _LINKS or (head > begin and word in DETERMINERS) or word in _NO_ROLE:
            return None
        if word in ROLES and not (head + 1 < limit and (page.folded[head + 1] in ROLES or page.folded[head + 1] in _COMPOUND)):
            break
        head += 1
    else:
        return None
    if head >= limit or (
        page.words[stop] == "," and head + 1 < len(page) and page.words[head + 1][0].isupper() and page.folded[head + 1] not in SPEECH
    ):
        return None  # ", President Ada Holt": a second name follows, with its own title
    end = head + 1
    while (
        end < len(page)
        and page.sentence[end] == sentence
        and end - head < 9
        and page.folded[end] not in _STOPS
        and page.folded[end] not in SPEECH
    ):
        end += 1
    if apposed and end < len(page) and page.sentence[end] == sentence and page.folded[end] not in _CLOSERS:
        return None  # ", the mayor said": a clause of its own
    while end > head + 1 and (page.folded[end - 1] in _LINKS or page.folded[end - 1] in DETERMINERS):
        end -= 1
    return role_at(page, begin, end, head)


_NO_ROLE: Final = frozenset(
    "once later you've they've we've i've he's she's it's you're they're we're i'm told gave given made called named became become got "
    "get gets being having invoking including saying there here".split()
)
"""Words that no title or apposition holds before its noun: a clause was taken for one."""
_CLOSERS: Final = frozenset(", . ; : ) ( - – — who whom whose which that and or ? ! \" ” ’ '".split())
_BEING: Final = frozenset("is was became remains".split())
_COMPOUND: Final = frozenset("'s office".split())


# ---------------------------------------------------------------- descriptions


_PLURALS: Final = frozenset(f"{noun}s" for noun in ROLES) - frozenset(ROLES) - BODY_NOUNS
_HEADS: Final = frozenset(ROLES) | BODY_NOUNS | _PLURALS


def find_phrases(page: Page) -> list[Phrase]:
    """The descriptions of people and bodies in the text: "the defence secretary", "a police officer", "its chief executive"."""
    found: list[Phrase] = []
    previous = -1
    for head in [t for t, word in enumerate(page.folded) if word in _HEADS or word.endswith("-year-old")]:
        word = page.folded[head]
        is_role = word in ROLES
        plural = word in _PLURALS
        if head + 1 < len(page) and page.sentence[head + 1] == page.sentence[head]:
            after = page.folded[head + 1]
            if after in _HEADS or after.endswith("-elect"):
                continue
        first, core, definite, owner = _determined(page, head, previous)
        if first < 0:
            continue
        is_body = not is_role and not plural and word in BODY_NOUNS
        stop = head + 1
        # "of the party", "to Ukraine": the complement belongs to the role.
        if stop + 1 < len(page) and page.folded[stop] in ("of", "to", "for") and page.sentence[stop] == page.sentence[head]:
            end = stop + 1
            while end < len(page) and end - stop < 6 and (page.words[end][0].isupper() or page.folded[end] in ("the", "of")):
                end += 1
            while end > stop + 1 and page.folded[end - 1] in ("the", "of"):
                end -= 1
            role = role_at(page, first, end if end > stop + 1 else stop, head)
        else:
            role = role_at(page, first, stop, head)
        found.append(Phrase(first, core, stop, role, definite, plural, is_body, owner))
        previous = head
    return found


def add_phrases(page: Page, phrases: list[Phrase], mentions: tuple[Mention, ...]) -> list[Phrase]:
    """The phrases with the descriptions of people that a tagger saw and the lists do not know ("the goatherd")."""
    taken = {t for p in phrases for t in range(p.first, p.stop)}
    added = []
    for mention in mentions:
        if mention.form != "nominal" or mention.type != "person":
            continue
        first, stop = page.tokens(mention.span)
        while first < stop and page.folded[first] in DETERMINERS:
            first += 1
        head = next((t for t in range(first, stop - 1) if page.folded[t + 1] in _LINKS or page.folded[t + 1] in _STOPS), stop - 1)
        if first >= stop or not taken.isdisjoint(range(first, stop)) or not page.words[head].islower():
            continue
        before = page.folded[first - 1] if first else ""
        begin = first - 1 if before in DETERMINERS else first
        plural = page.folded[head] in _MANY or (page.folded[head].endswith("s") and not page.folded[head].endswith("ss"))
        owner = begin if page.folded[begin] in _OWNING else -1
        core = first if owner >= 0 else begin
        added.append(Phrase(begin, core, head + 1, role_at(page, first, head + 1, head), before in DEFINITE, plural, False, owner))
    return sorted([*phrases, *added], key=lambda phrase: phrase.first)


_MANY: Final = frozenset("police people men women children folk".split())
"""Nouns for several people, for whom "he" does not stand."""
_OWNING: Final = frozenset("his her its their my our".split())


_LONGEST_BARE: Final = 3
"""Words before the noun of a description that has no determiner."""


def _determined(page: Page, head: int, previous: int) -> tuple[int, int, bool, int]:
    """Where the phrase around a noun and its own words begin (-1: no determiner), whether it is definite, its owner ("Holt's aide")."""
    floor = max(page.sentence_first[page.sentence[head]], head - 7, previous + 1)
    first = head
    while first > floor:
        before = first - 1
        word = page.folded[before]
        if word in DETERMINERS:
            owned = word in _OWNING
            return before, first if owned else before, word in DEFINITE, before if owned else -1
        if word in ("'s", "'"):
            owner = before - 1
            while owner - 1 >= floor and page.words[owner - 1][0].isupper():
                owner -= 1
            if owner - 1 >= floor and page.folded[owner - 1] == "the":
                owner -= 1
            return max(owner, floor), first, True, before - 1
        if word in _STOPS or word in _LINKS or word in SPEECH or not page.words[before][0].isalnum():
            break
        first = before
    starts = first == page.sentence_first[page.sentence[head]] or not page.words[first - 1][0].isalnum()
    if starts and head - first > _LONGEST_BARE:
        return -1, -1, False, -1  # a headline: "Council shown plans mayor …"
    return (first, first, False, -1) if starts or page.words[head][0].isupper() else (-1, -1, False, -1)
