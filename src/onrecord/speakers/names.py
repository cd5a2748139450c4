"""Proper names by rules: runs of capitalised words, cut at roles and titles, with a type from lists, keywords and neighbours.

A trained tagger finds more; these rules serve the reader that works without one.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field

from onrecord.records import Entity, EntityType, Mention, Report
from onrecord.speakers.lexicon import FIRST_NAMES, HONORIFICS, PARTICLES, ROLE_ADJECTIVES, ROLES, SUFFIXES, UNIQUE_OFFICES, is_common
from onrecord.speakers.places import (
    COMPOUND_ENDS,
    COUNTRIES,
    MONTHS_AND_DAYS,
    NOT_NAMES,
    ORGANIZATION_WORDS,
    ORGANIZATIONS,
    PEOPLES,
    PLACE_STARTS,
    PLACE_WORDS,
    PLACES,
    TRADES,
)
from onrecord.speakers.reading import SPEECH, Page, read_page
from onrecord.speakers.roles import singular

_LONGEST_RUN = 14
_SMALL = frozenset("a an the of in to for on and at by but or nor with from as vs is are be it its over after into".split())
_SIGNS_OF_PERSON = SPEECH | {"who", "whose", "himself", "herself", "has", "had", "was", "is", "will", "would"}


@dataclass(slots=True)
class _Piece:
    """A stretch of tokens that may be a name; ``sure`` types outvote guesses elsewhere in the report."""

    first: int
    stop: int
    type: EntityType | None = None
    sure: bool = False
    key: str = ""
    words: list[str] = field(default_factory=list)


def find_names(report: Report, mentions: tuple[Mention, ...] = ()) -> tuple[Entity, ...]:
    """The proper names of people, bodies and places in the text, in order and disjoint, without titles and honorifics.

    ``mentions`` are what a trained tagger saw: its names stand, and the rules add what they know better.

    >>> text = "UK Defence Secretary Ada Holt met officials of Orbex Ltd in Leeds."
    >>> [(e.span.of(text), e.type) for e in find_names(Report(report_id="r", text=text))]
    [('UK', 'place'), ('Ada Holt', 'person'), ('Orbex Ltd', 'organization'), ('Leeds', 'place')]
    """
    page = read_page(report.text)
    shouting = _title_case_sentences(page)
    inside = _seen_inside(page, shouting)
    lower = {w for w in page.words if w.islower()}
    pieces = []
    stop = 0
    for token in [t for t, word in enumerate(page.words) if not word.islower() and word[0].isalpha()]:
        if token < stop or not _is_name_word(page, token):
            continue
        stop = _run_end(page, token)
        first = token
        if page.sentence[token] in shouting:
            pieces += _known_pieces(page, first, stop, inside)
        else:
            if token == _sentence_start(page, token):
                first = _without_common_start(page, first, stop, inside, lower)
            if first < stop:
                pieces += _cut(page, first, stop)
    for piece in pieces:
        _guess_type(page, piece)
    pieces += _surnames_like_roles(page, pieces)
    if mentions:
        pieces = _heed(page, pieces, mentions, lower, inside)
    _complete_bodies(page, pieces, _QUALIFIED if mentions else frozenset())
    _agree(page, pieces)
    pieces.sort(key=lambda piece: piece.first)
    return tuple(Entity(span=page.span(p.first, p.stop), type=p.type) for p in pieces if p.type)


# ---------------------------------------------------------------- where names may stand


def _is_name_word(page: Page, token: int) -> bool:
    word = page.words[token]
    if not (word[0].isupper() or (len(word) > 2 and word[0].islower() and word[1].isupper())):
        return False
    folded = page.folded[token]
    if "-" in folded and folded.rpartition("-")[2] in COMPOUND_ENDS:
        return False
    if folded in MONTHS_AND_DAYS and folded not in ("april", "may", "june", "jan", "august"):
        return False
    if folded in ("may", "august", "april", "june") and not _next_is_name(page, token):
        return False
    if folded == "people":  # the magazine, where it cannot be the noun
        return token > 0 and page.words[token - 1].islower()
    return _is_initial(page, token) if len(word) == 1 else folded not in NOT_NAMES


def _next_is_name(page: Page, token: int) -> bool:
    after = token + 1
    return after < len(page) and page.words[after][0].isupper() and page.folded[after] not in NOT_NAMES


def _is_initial(page: Page, token: int) -> bool:
    """True for a single capital letter before a stop or a name: "J. Holt", "Bridget A Holt"."""
    if not page.words[token].isupper() or page.words[token] == "I":
        return False
    after = token + 1
    if after < len(page) and page.words[after] == ".":
        return after + 1 < len(page) and page.words[after + 1][0].isupper()
    before = page.words[token - 1] if token else ""
    return page.words[token] != "A" or (before[:1].isupper() and after < len(page) and page.words[after][0].isupper())


def _sentence_start(page: Page, token: int) -> int:
    """The first token of the sentence that is a word."""
    first = page.sentence_first[page.sentence[token]]
    while first < token and not page.words[first][0].isalnum():
        first += 1
    # A word after an opening mark or a colon inside the sentence starts a sentence of its own.
    return token if token and page.words[token - 1] in '"“‘:(—–' else first


def _title_case_sentences(page: Page) -> set[int]:
    """Sentences printed as headlines: nearly every word capitalised, the small ones aside; every one where a stop ends it."""
    found, firsts = set(), page.sentence_first
    for number, (first, stop) in enumerate(zip(firsts, [*firsts[1:], len(page)], strict=True)):
        words = [word for word in page.words[first:stop] if word[0].isalpha() and word not in _SMALL]
        small = sum(word[0].islower() for word in words)
        if len(words) >= 4 and small * 5 <= len(words) and (not small or page.words[stop - 1] not in '.”"'):
            found.add(number)
    return found


def _seen_inside(page: Page, shouting: set[int]) -> set[str]:
    """Words seen with a capital inside a sentence that is no headline."""
    starts = set(page.sentence_first)
    return {
        page.folded[t]
        for t, word in enumerate(page.words)
        if word[0].isupper() and t not in starts and page.sentence[t] not in shouting and page.words[t - 1] not in '"“‘:(—–'
    }


def _run_end(page: Page, first: int) -> int:
    """One past the last token of the run of name words that begins at ``first``."""
    count = min(len(page), first + _LONGEST_RUN)
    stop = first + 1
    joined = False
    while stop < count and page.sentence[stop] == page.sentence[first]:
        word, folded = page.words[stop], page.folded[stop]
        gap = page.starts[stop] - page.ends[stop - 1]
        if gap > 1 and "\n" in page.text[page.ends[stop - 1] : page.starts[stop]]:
            break
        if word == "." and gap == 0 and (len(page.words[stop - 1]) == 1 or page.folded[stop - 1] in _STOPPED) and stop + 1 < count:
            if not _is_name_word(page, stop + 1):
                break
            stop += 2
        elif _is_name_word(page, stop) and gap <= 1:
            stop += 1
        elif (folded in PARTICLES and _next_is_name(page, stop) and stop + 1 < count) or (word in ("&",) and _next_is_name(page, stop)):
            stop += 2
        elif (reach := _joins(page, first, stop, joined)) and reach < count:
            joined = True
            stop = reach + 1
        else:
            break
    return stop


_OPEN_MARKS, _CLOSE_MARKS = "“\"‘", "”\"’,"
_STOPPED = frozenset(
    "mr mrs ms dr prof pres sen rep gov gen col lt capt sgt maj adm cmdr cpl pvt supt brig st jr sr rev hon messrs inc corp co ltd".split()
)


def _joins(page: Page, first: int, stop: int, joined: bool) -> int:
    """The name word that "of (the)", "for" or "and" at ``stop`` ties to a body's or an office's name before it; 0 if none."""
    folded = page.folded[stop]
    if folded not in ("of", "for", "and", "on", "in"):
        return 0
    reach = stop + 1
    if reach < len(page) and page.folded[reach] == "the":
        reach += 1
    if reach >= len(page) or not _is_name_word(page, reach) or page.sentence[reach] != page.sentence[first]:
        return 0
    last = page.folded[stop - 1]
    if folded == "of":
        return reach if last in ORGANIZATION_WORDS or last in _OF_HEADS else 0
    if folded == "for":
        return reach if last in _FOR_HEADS else 0
    if folded == "on":
        return reach if last in ("committee", "commission", "council", "conference", "panel") else 0
    return reach if folded == "and" and joined and reach == stop + 1 and page.folded[reach] not in FIRST_NAMES else 0


_FOR_HEADS = frozenset(
    "centers center centre association institute campaign society council ministry office agency department authority".split()
)
_OF_HEADS = frozenset(
    "secretary minister speaker chancellor chief head governor president bay isle city state republic kingdom king queen duke "
    "prince".split()
)


def _without_common_start(page: Page, first: int, stop: int, inside: set[str], lower: set[str]) -> int:
    """The first token of the run that is not an everyday word capitalised because a sentence starts with it."""
    folded = page.folded[first]
    if first and page.words[first - 1] in _OPEN_MARKS and stop < len(page) and page.words[stop] in _CLOSE_MARKS and 1 < stop - first < 4:
        return first  # a nickname: “Deep Well”
    if stop - first == 1 and folded in _SURNAMES_THAT_ARE_WORDS and stop < len(page) and page.folded[stop] in ("said", "says", "told"):
        return first
    if stop - first == 1 and folded.endswith("s") and folded[:-1] in ROLES:
        return stop
    if folded in FIRST_NAMES or folded in PLACES or folded in PEOPLES or folded in HONORIFICS or folded in ROLES or folded in ORGANIZATIONS:
        return first
    whole = " ".join(page.folded[first:stop])
    if whole in PLACES or whole in ORGANIZATIONS or " ".join(page.folded[first : first + 2]) in ORGANIZATIONS | PLACES:
        return first
    if stop - first > 1 and page.folded[stop - 1] in ORGANIZATION_WORDS and folded not in lower:
        return first
    if page.words[first].isupper() and len(folded) > 1:
        return first
    if folded in inside and not (folded in lower and is_common(folded)):
        return first
    if folded in lower or is_common(folded, 3.3 if stop - first == 1 else 4.2):
        return first + 1
    return first


def _known_pieces(page: Page, first: int, stop: int, inside: set[str]) -> list[_Piece]:
    """In a headline: the stretches of a run whose words are known as names from the body or from lists."""
    pieces, begin = [], None
    for token in range(first, stop + 1):
        known = token < stop and (
            (page.folded[token] in inside and page.folded[token] not in ROLES)
            or page.folded[token] in PLACES
            or page.folded[token] in FIRST_NAMES
        )
        if known and begin is None:
            begin = token
        elif not known and begin is not None:
            pieces += _cut(page, begin, token)
            begin = None
    return pieces


# ---------------------------------------------------------------- what a run holds


def _cut(page: Page, first: int, stop: int) -> list[_Piece]:
    """The names inside a run: titles, roles and peoples taken off the front of a person, and a body before a role kept apart."""
    pieces: list[_Piece] = []
    if stop - first > 2 and _ends_office(page, first):  # "ambassador to Arden Ada Holt"
        pieces.append(_piece(page, first, first + 1))
        first += 1
    parted = _end_of_body(page, first, stop)
    if parted:
        return [*pieces, *_cut(page, first, parted), *_cut(page, parted, stop)]
    while first < stop:
        folded = page.folded[first:stop]
        given = next((i for i, w in enumerate(folded[:-1]) if w in FIRST_NAMES and w not in ROLES), len(folded))
        role = max((i for i, w in enumerate(folded[:given]) if (w in ROLES and i + 1 < len(folded)) or w in HONORIFICS), default=-1)
        if role < 0 and len(folded) == 1 and folded[0] in ROLES:
            break
        if role < 0 and given == len(folded) and folded[-1] in ROLES and not _is_capital_name(folded):
            role = len(folded) - 1
        whole = " ".join(folded)
        if role < 0 or folded[-1] in ORGANIZATION_WORDS or whole in ORGANIZATIONS:
            first = _skip_people(page, first, stop)
            if first < stop:
                pieces.append(_piece(page, first, stop))
            break
        after = first + role + 1
        if after < stop and page.words[after] == ".":
            after += 1
        if after < stop and page.folded[after] == "of":
            after = _end_of_office(page, after, stop)
        before = first + role
        while before > first and (
            page.folded[before - 1] in ROLE_ADJECTIVES or page.folded[before - 1] in ROLES or page.folded[before - 1] == "."
        ):
            before -= 1
        begin = _skip_people(page, first, before)
        if begin < before:
            pieces.append(_piece(page, begin, before))
        while after < stop and page.folded[after] in ("of", "for", "and", "on", "in", "the"):
            after += 1
        joint = next((t for t in range(after + 1, stop - 1) if page.folded[t] == "and"), stop)
        if joint < stop:  # "Secretary of State Ada Holt and Treasurer Ben Marsh"
            pieces += _cut(page, joint + 1, stop)
            stop = joint
        if after < stop:
            piece = _piece(page, after, stop)
            if piece.stop - piece.first <= 4 and piece.key not in PLACES and piece.key not in PEOPLES:
                piece.type, piece.sure = "person", True
            pieces.append(piece)
        break
    return pieces


def _ends_office(page: Page, first: int) -> bool:
    """True for the country of an office right before its holder's name."""
    return (
        first > 1
        and page.folded[first - 1] in ("to", "of")
        and page.folded[first - 2] in ROLES
        and page.folded[first] in COUNTRIES
        and page.folded[first + 1] in FIRST_NAMES
    )


def _end_of_body(page: Page, first: int, stop: int) -> int:
    """Where a person's name begins right after a body's ("… of National Intelligence Ada Holt"); 0 where none does."""
    last = page.folded[stop - 1]
    if last in ORGANIZATION_WORDS or last in PLACE_WORDS:
        return 0
    starts = range(max(first + 1, stop - 3), stop - 1)
    return next((t for t in starts if page.folded[t - 1] in ORGANIZATION_WORDS and page.folded[t] in FIRST_NAMES), 0)


def _is_capital_name(folded: list[str]) -> bool:
    """True for a run that ends in a word for a role and is a body's name all the same."""
    return any(word in ORGANIZATION_WORDS for word in folded)


def _end_of_office(page: Page, of: int, stop: int) -> int:
    """Where the name begins after an office with "of" ("Secretary of State Ada Holt"); ``stop`` when no name follows."""
    for token in range(of + 1, stop):
        if page.folded[token] in FIRST_NAMES and token > of + 1:
            return token
    return stop - 2 if stop - of > 3 else stop


def _skip_people(page: Page, first: int, stop: int) -> int:
    """Skip words that qualify a name: peoples ("Russian"), "former", stops."""
    while first < stop and (
        (page.folded[first] in PEOPLES and stop - first != 1 and page.folded[stop - 1] not in ORGANIZATION_WORDS)
        or page.words[first] in ".&"
        or page.folded[first] in ("former", "then", "late", "ex", "acting")
    ):
        first += 1
    return first


def _piece(page: Page, first: int, stop: int) -> _Piece:
    words = [w for w in page.folded[first:stop] if w != "."]
    return _Piece(first, stop, key=" ".join(words), words=words)


def _guess_type(page: Page, piece: _Piece) -> None:
    if piece.type:
        return
    words, key = piece.words, piece.key
    before = page.folded[piece.first - 1] if piece.first else ""
    after = page.folded[piece.stop] if piece.stop < len(page) else ""
    last = words[-1]
    piece.sure = True
    if key in PEOPLES:
        piece.type, piece.sure = None, True
    elif key in PLACES:
        piece.type = "place"
    elif key in ORGANIZATIONS:
        piece.type = "organization"
    elif words[0] in FIRST_NAMES and len(words) > 1 and last not in ORGANIZATION_WORDS and last not in PLACE_WORDS and "of" not in words:
        piece.type = "person"
    elif (len(words) > 2 and "&" in words) or (
        len(words) > 1 and (last in ORGANIZATION_WORDS or (any(w in ORGANIZATION_WORDS for w in words) and last not in PLACE_WORDS))
    ):
        piece.type = "organization"
    elif len(words) > 1 and last in SUFFIXES:
        piece.type = "person"
    elif len(words) > 2 and (words[0] in PLACES or " ".join(words[:2]) in PLACES) and last not in PLACE_WORDS and last not in PLACES:
        piece.type = "organization"
    elif len(words) > 1 and (last in PLACE_WORDS or (words[0] in PLACE_STARTS and len(words) == 2) or last in PLACES):
        piece.type = "place"
    elif len(words) > 1 and words[0] in PLACES and (last.endswith("s") or words[0] in COUNTRIES):
        piece.type = "organization"
    elif (
        after == ","
        and piece.stop + 1 < len(page)
        and before in ("in", "at", "near", "of", "from")
        and page.folded[piece.stop + 1] in PLACES
    ):
        piece.type = "place"
    elif (before == "the" and _is_team(words)) or (len(words) == 1 and (last in ORGANIZATION_WORDS or _is_acronym(page, piece))):
        piece.type = "organization"
    else:
        piece.sure = False
        piece.type = _guess_from_neighbours(piece, before, after)


def _is_acronym(page: Page, piece: _Piece) -> bool:
    return page.words[piece.first].isupper() and 2 <= len(piece.words[0]) <= 6


def _is_team(words: list[str]) -> bool:
    """True for the plural end of "the Orland Hawks"."""
    return len(words) < 4 and words[-1].endswith("s") and not words[-1].endswith(("ss", "us", "is"))


_SURNAMES_THAT_ARE_WORDS = frozenset(
    "young white brown black green king wood woods hill hall long rose bush love best price rich bell ford fox grant hunt lane may "
    "moore page park parks park reed rice stone summers wells west winters french english day power gold silver cook cross field fields "
    "mark christian martin lee scott james george david michael john thomas johnson jones smith williams taylor wilson davis clark lewis "
    "jackson robinson anderson harris allen trump obama clinton kim kelly ryan roberts ward".split()
)


def _guess_from_neighbours(piece: _Piece, before: str, after: str) -> EntityType:
    words = piece.words
    if words[0] in FIRST_NAMES:
        return "person"
    if before in ("in", "near", "across", "throughout"):
        return "place"
    if before == "the":
        return "organization"
    if len(words) > 1 and words[-1] not in _SURNAMES_THAT_ARE_WORDS and is_common(words[-1], 4.6):
        return "organization"  # "Skerrin Line"
    if 2 <= len(words) <= 3 or after in _SIGNS_OF_PERSON:
        return "person"
    if before in ("at", "to", "from"):
        return "place"
    return "person" if len(words) == 1 else "organization"


def _heed(page: Page, pieces: list[_Piece], mentions: tuple[Mention, ...], lower: set[str], inside: set[str]) -> list[_Piece]:
    """The names as a tagger saw them, with what the rules know better: types from lists, the whole name of a body, and further printings.

    A name that the tagger saw in one place is one wherever the rules found it; of what it saw nowhere only sure full names of people are
    kept.
    """
    held = {t: piece for piece in pieces if piece.type for t in range(piece.first, piece.stop)}
    heard: list[_Piece] = []
    seen: dict[str, Counter[EntityType]] = {}
    bodies = {piece.key for piece in pieces if piece.type == "organization"}
    stop = 0
    for mention in mentions:
        if mention.form != "name":
            continue
        first, end = page.tokens(mention.span)
        first = max(first, stop)
        if mention.type == "person":
            whole, (first, end) = end, _bare(page, first, end)
            if end < whole:  # "US Secretary of State Ada Holt"
                first, end = _untitled(page, first, whole, held) or (first, end)
            first, end = _without_lead(page, first, end, bodies)
        while end > first and not page.words[end - 1][0].isalnum():
            end -= 1
        if first >= end or _is_no_name(page, first, end, mention.type, lower, inside):
            continue
        over = {id(piece): piece for t in range(first, end) if (piece := held.get(t)) is not None}
        piece = _piece(page, first, end)
        if piece.key in PEOPLES or piece.key.removesuffix("s") in PEOPLES:
            continue
        if mention.type != "person" and piece.words[-1] in UNIQUE_OFFICES:  # "US Secretary" of "US Secretary of State Ada Holt"
            continue
        piece.type, piece.sure = mention.type, mention.score >= _SURE
        if mention.type == "person" and end - first == 1 and _is_mark(page.words[first]):
            piece.type = "organization"
        rule = next(iter(over.values())) if len(over) == 1 else None
        if rule is not None and rule.sure and rule.first >= stop:
            whole = rule.type == "organization" and rule.first <= first and rule.stop > end
            if whole or rule.type == mention.type == "organization" or ((rule.first, rule.stop) == (first, end) and not piece.sure):
                piece = rule
        elif mention.type == "person" and mention.score < _DOUBTED and _is_body(rule, first, end):
            piece.type = "organization"
        elif not over and mention.score < _HEARD:
            continue
        heard.append(piece)
        stop = piece.stop
        if piece.type:
            seen.setdefault(piece.key, Counter())[piece.type] += 1
    for piece in heard:
        maker = piece.words[0] if piece.type == "person" and len(piece.words) == 2 else ""
        if maker and maker not in FIRST_NAMES and maker in seen and seen[maker]["organization"] > 1:
            piece.type = "organization"  # what a firm makes: "Vell Roadster"
    taken = {t for piece in heard for t in range(piece.first, piece.stop)}
    printings = Counter(piece.key for piece in pieces if piece.type)
    surnames = {piece.words[-1] for piece in heard if piece.type == "person" and len(piece.words) > 1}
    for piece in pieces:
        if not piece.type or not taken.isdisjoint(range(piece.first, piece.stop)):
            continue
        if piece.key in seen:
            piece.type = min(seen[piece.key], key=lambda kind, counts=seen[piece.key]: (-counts[kind], kind))  # type: ignore[misc]
            heard.append(piece)
        elif (
            piece.key in ORGANIZATIONS
            or (piece.type == "person" and (piece.key in surnames or (piece.sure and len(piece.words) > 1)))
            or (len(piece.words) > 1 and printings[piece.key] > 1)
        ):
            heard.append(piece)
    return sorted(heard, key=lambda piece: piece.first)


def _is_body(rule: _Piece | None, first: int, stop: int) -> bool:
    """True where the rules take exactly these tokens for a body."""
    return rule is not None and rule.type == "organization" and (rule.first, rule.stop) == (first, stop)


def _without_lead(page: Page, first: int, stop: int, bodies: set[str]) -> tuple[int, int]:
    """A person's tagged name without what stands before it in the same run: a short title, a country, a body, the name in capitals.

    Two words or more are left: "Del. Ada Holt", "Arden Ada Holt", "ADA HOLT Ada Holt".
    """
    words = page.words
    for token in range(stop - 2, first, -1):  # "ADA HOLT Ada Holt", "ADA HOLT Ada"
        if page.folded[token] == page.folded[first] and words[first].isupper() and not words[token].isupper():
            return (token, stop) if stop - token > 1 else (first, token)
    if stop - first > 2 and page.folded[stop - 1] == page.folded[first] and words[first].isupper() and not words[stop - 1].isupper():
        return first, stop - 1
    shouted = next((t for t in range(first, stop) if not words[t].isupper()), stop)
    if 1 < shouted - first < stop - first and words[shouted].isalpha() and page.folded[first] in FIRST_NAMES:
        return first, shouted  # "ADA HOLT Vell"
    if stop - first == 2 and page.folded[first] in _WIRES and words[first].isupper() and words[first + 1][0].isupper():
        return first + 1, stop  # "EPA Quill" under a photo
    while stop - first > 2:
        folded, step = page.folded[first], 1
        if words[first + 1] == "." and 1 < len(words[first]) < 6 and folded not in FIRST_NAMES and folded != "st":
            step = 2
        elif folded in FIRST_NAMES or folded in PARTICLES:
            break
        elif folded in bodies or folded in _WIRES or (folded in COUNTRIES and words[first + 1][0].isupper()) or folded in _LEADS:
            pass
        elif stop - first > 3 and f"{folded} {page.folded[first + 1]}" in bodies:
            step = 2
        elif folded in ORGANIZATION_WORDS and page.folded[first + 1] in FIRST_NAMES:
            pass
        else:
            break
        if stop - first - step < 2 or not words[first + step][0].isupper():
            break
        first += step
    return first, stop


_WIRES = frozenset("pa ap afp dpa epa reuters".split())
_LEADS = frozenset("rival asst ch con supt dep det insp cllr ald del cmdr spc pfc pc dc dci wpc fellow newcomer incumbent".split())
"""Words before a name that are no part of it."""


def _is_no_name(page: Page, first: int, stop: int, kind: EntityType, lower: set[str], inside: set[str]) -> bool:
    """True for what a tagger took for a name and the text does not: "Doctors" at the start of a sentence, "SIGN UP", "Leeds judge"."""
    last = page.folded[stop - 1]
    if kind == "organization" and stop - first > 1 and page.words[stop - 1].islower() and singular(last) in ROLES:
        return True
    if last != "god" and all(page.folded[t] in NOT_NAMES for t in range(first, stop)):
        return True
    shouted = stop - first > 1 and all(page.words[t].isupper() and len(page.words[t]) > 1 for t in range(first, stop))
    if kind == "person" and shouted:
        words = page.folded[first:stop]
        return FIRST_NAMES.keys().isdisjoint(words) and all(word in lower or is_common(word, 3.8) for word in words)
    if kind != "person" or stop - first > 1 or page.folded[first] in FIRST_NAMES:
        return False
    if singular(last) != last and singular(last) in ROLES:
        return True
    return page.folded[first] in lower and first == _sentence_start(page, first) and is_common(last) and last not in inside


def _is_mark(word: str) -> bool:
    """True for a word with a capital inside, as firms and bodies write themselves ("OrbeX", "OfT"); not for "McRoth" or "O'Dell".

    >>> [_is_mark(word) for word in ("VellX", "eVell", "McRoth", "MacRoth", "O'Dell", "DeRoth", "Roth-Dell", "ADA")]
    [True, True, False, False, False, False, False, False]
    """
    if word.isupper() or not word.isalnum() or word.startswith(_NAME_STARTS):
        return False
    return any(letter.isupper() for letter in word[1:]) and any(letter.islower() for letter in word)


_NAME_STARTS = ("Mc", "Mac", "De", "Di", "Du", "La", "Le", "Van", "Fitz")


def _untitled(page: Page, first: int, stop: int, held: dict[int, _Piece]) -> tuple[int, int] | None:
    """The name at the end of a person's tagged words, where the rules are sure of it and an office stands before it; else None."""
    name = held.get(stop - 1)
    if name is None or name.type != "person" or not name.sure or not first < name.first:
        return None
    return (name.first, stop) if any(page.folded[t] in UNIQUE_OFFICES for t in range(first, name.first)) else None


def _bare(page: Page, first: int, stop: int) -> tuple[int, int]:
    """The part of a person's tagged name that is one: from its first capital letter to the first word that cannot be part of it."""
    while first < stop - 1 and not _is_name_word(page, first) and page.folded[first] not in PARTICLES:
        first += 1
    end = first + 1
    while end < stop and (page.words[end][0].isupper() or page.folded[end] in PARTICLES or (page.words[end] in ".-" and end + 1 < stop)):
        end += 1
    return first, end


def _complete_bodies(page: Page, pieces: list[_Piece], alone: frozenset[str]) -> None:
    """Give a body the word before it that is no name on its own: "Republican National Committee"; one word when it is in ``alone``."""
    taken = {t for piece in pieces if piece.type for t in range(piece.first, piece.stop)}
    for piece in pieces:
        before = piece.first - 1
        if piece.type != "organization" or before < 0 or page.folded[before] not in _QUALIFIERS or before in taken:
            continue
        last = page.folded[piece.stop - 1]
        many = piece.stop - piece.first > 1 and not {"senate", "house", "congress", "parliament", "government"}.intersection(piece.words)
        close = page.sentence[before] == page.sentence[piece.first] and page.starts[piece.first] == page.ends[before] + 1
        if close and page.words[before][0].isupper() and ((many and last in ORGANIZATION_WORDS) or last in alone):
            piece.first, piece.words = before, [page.folded[before], *piece.words]
            piece.key = " ".join(piece.words)


_QUALIFIERS = frozenset(
    "republican democratic conservative liberal socialist communist national international general federal royal muslim christian catholic "
    "jewish islamic arab english olympic".split()
)
_QUALIFIED = frozenset("party church league brotherhood front movement alliance coalition union".split())
"""Bodies that such a word names alone: "Democratic Party", but not "Democratic Congress"."""


_SURE = 0.7
"""The least score at which a tagger's type stands against a sure type of the rules."""
_DOUBTED = 0.8
_HEARD = 0.5
"""The least score of a tagged name that the rules passed over."""


def _surnames_like_roles(page: Page, pieces: list[_Piece]) -> list[_Piece]:
    """The surnames that are also words for a role ("Dean", "King"), alone, where a full name of the report ends in them."""
    surnames = {p.words[-1] for p in pieces if p.type == "person" and p.sure and len(p.words) > 1 and p.words[-1] in ROLES}
    if not surnames:
        return []
    taken = {t for p in pieces for t in range(p.first, p.stop)}
    found = []
    for token, folded in enumerate(page.folded):
        if folded not in surnames or not page.words[token][0].isupper() or token in taken or _next_is_name(page, token):
            continue
        if not token or page.folded[token - 1] not in ("the", "a", "an", "of", "as", "his", "her", "their", "its"):
            piece = _piece(page, token, token + 1)
            piece.type, piece.sure = "person", True
            found.append(piece)
    return found


def _agree(page: Page, pieces: list[_Piece]) -> None:
    """Let every printing of a name have one type: of the sure ones if any, else the commonest; a surname follows its full name."""
    votes: dict[str, Counter[EntityType]] = {}
    surnames: dict[str, int] = {}
    for piece in pieces:
        if piece.type:
            votes.setdefault(piece.key, Counter())[piece.type] += 100 if piece.sure else 1
            if piece.type == "person" and len(piece.words) > 1:
                surnames[piece.words[-2 if piece.words[-1] in SUFFIXES else -1]] = 1
    firms = {p.words[0] for p in pieces if p.type == "organization" and len(p.words) == 2 and p.words[1] in TRADES}
    for piece in pieces:
        if not piece.type:
            continue
        if piece.key in firms - surnames.keys():
            piece.type = "organization"
        elif piece.key in surnames and piece.key not in COUNTRIES:
            piece.type = "person"
        else:
            counts = votes[piece.key]
            piece.type = min(counts, key=lambda kind, counts=counts: (-counts[kind], kind))  # type: ignore[misc]
