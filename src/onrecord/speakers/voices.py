"""Who is behind each quote: the head of its source phrase, the quote that it continues, or what the layout leaves."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass, replace
from typing import Final

from onrecord.records import Quote, Report
from onrecord.speakers.cast import Member
from onrecord.speakers.lexicon import BODY_NOUNS, HONORIFICS, ROLES
from onrecord.speakers.places import MONTHS_AND_DAYS
from onrecord.speakers.reading import Page
from onrecord.speakers.roles import DEFINITE, DETERMINERS, singular
from onrecord.speakers.scene import FIRST_PERSON, PRONOUNS, Place, Scene, page_words
from onrecord.text import fold


@dataclass(slots=True)
class Answer:
    """Who speaks and why; rivals when two fit."""

    member: Member | None = None
    ground: str | None = None
    rivals: tuple[Member, ...] = ()


def find_voices(report: Report, scene: Scene, quotes: tuple[Quote, ...]) -> dict[str, Answer]:
    """Who speaks in each quote, by quote id."""
    places = sorted(scene.places, key=lambda p: (p.first, -p.stop))
    starts = [p.first for p in places]
    answers: dict[str, Answer] = {}
    unnamed: dict[str, Member] = {}
    for quote in quotes:
        if quote.source:
            answers[quote.quote_id] = _source(scene, quote, places, starts, unnamed)
    by_id = {q.quote_id: q for q in quotes}
    open_ended: set[str] = set()
    for quote in quotes:
        if quote.quote_id not in answers and quote.quote_id not in open_ended and quote.continues in by_id:
            _follow(quote, by_id, answers, open_ended)
    _lead_up(quotes, by_id, answers)
    _unsourced(report, scene.page, quotes, answers)
    _speak_of_self(scene, quotes, answers)
    return answers


def _speak_of_self(scene: Scene, quotes: tuple[Quote, ...], answers: dict[str, Answer]) -> None:
    """Give a quote whose source is "I" inside another's words the speaker of those words."""
    page = scene.page
    outer = sorted((span, n) for n, q in enumerate(quotes) if q.kind != "indirect" for span in q.content)
    starts = [span.start for span, _ in outer]
    for quote in quotes:
        if not quote.source or answers[quote.quote_id].member is not None:
            continue
        first, stop = page.tokens(quote.source[0])
        if stop - first != 1 or page.folded[first] not in FIRST_PERSON:
            continue
        for span, number in reversed(
            outer[max(0, bisect_right(starts, quote.source[0].start) - 3) : bisect_right(starts, quote.source[0].start)]
        ):
            answer = answers.get(quotes[number].quote_id)
            if span.holds(quote.source[0]) and quotes[number] is not quote and answer is not None and answer.member is not None:
                answers[quote.quote_id] = Answer(answer.member, "the speaker of the words around it")
                break


def _follow(quote: Quote, by_id: dict[str, Quote], answers: dict[str, Answer], open_ended: set[str]) -> None:
    """Give a continuing quote the speaker of the quote that its chain begins with; a chain that nobody begins is walked once."""
    chain = [quote]
    while chain[-1].quote_id not in answers and chain[-1].quote_id not in open_ended and chain[-1].continues in by_id:
        if len(chain) > len(by_id):
            break
        chain.append(by_id[chain[-1].continues or ""])
    start = answers.get(chain[-1].quote_id)
    if start is None:
        open_ended.update(link.quote_id for link in chain)
    else:
        for link in chain:
            answers.setdefault(link.quote_id, Answer(start.member, "goes on from the quote before", start.rivals))


def _lead_up(quotes: tuple[Quote, ...], by_id: dict[str, Quote], answers: dict[str, Answer]) -> None:
    """Give the paragraphs of a quote that names its speaker only at its end ("…, and so it is,” Roth said) that speaker."""
    for quote in quotes:
        answer, before = answers.get(quote.quote_id), by_id.get(quote.continues or "")
        while answer is not None and answer.member is not None and before is not None and before.quote_id not in answers:
            answers[before.quote_id] = Answer(answer.member, "goes on in the quote after")
            before = by_id.get(before.continues or "")


_NP_STOPS: Final = frozenset(", ( who whom which that of for from in at on with to by about as and or &".split())
_AFTER_NOUN: Final = frozenset("familiar close briefed aware involved present working speaking".split())
"""What may follow a noun that it qualifies: "a person familiar with the matter"; after a determiner it stands before one."""


def _source(scene: Scene, quote: Quote, places: list[Place], starts: list[int], unnamed: dict[str, Member]) -> Answer:
    """Who is behind a source phrase: what stands at its head noun."""
    page = scene.page
    first, stop = page.tokens(quote.source[0])
    if first >= stop:
        return Answer()
    if stop - first > 1 and page.folded[stop - 1] in ("himself", "herself", "itself", "themselves"):
        stop -= 1  # "the driver himself"
    inside = [p for p in places[bisect_right(starts, first - 8) : bisect_right(starts, stop - 1)] if p.stop > first]
    head = _head_token(page, first, stop, inside)
    at_head = [p for p in inside if p.first <= head < p.stop and (p.form != "pronoun" or stop - first <= 2 or p.first == head)]
    order = {"name": 0, "role": 1, "nominal": 2, "pronoun": 3}
    at_head.sort(key=lambda p: (order[p.form], p.first))
    after = page.folded[head + 1] if head + 1 < stop else ""
    if not at_head or at_head[0].form != "name" or (at_head[0].member is not None and at_head[0].member.kind == "organization"):
        people = [p for p in inside if p.form == "name" and p.member is not None and p.member.kind == "person"]
        named = [p for p in people if p.first > head and _names_the_head(page, head, p.first)][:1]
        at_head = named or at_head
    if after in ("and", "&") and at_head and at_head[0].form == "name":
        others = [p for p in inside if p.form == "name" and p.first > head and p.member is not None]
        if at_head[0].member is not None and others and others[0].member is not None and others[0].member is not at_head[0].member:
            return Answer(None, None, (scene.settled(at_head[0].member), scene.settled(others[0].member)))
    for place in at_head:
        if place.rivals:
            return Answer(None, None, tuple(map(scene.settled, place.rivals)))
        if place.member is not None:
            member = scene.settled(place.member)
            if member.kind != "unnamed":
                if member.place and place.form == "name":
                    return Answer(member, "a place that speaks")
                return Answer(member, place.ground)
            if place.form == "pronoun":
                return Answer(member, place.ground)
            return Answer(_described(page, first, stop, head, inside, unnamed, replace(place, member=member)), place.ground)
    if page.folded[head] in PRONOUNS or page.folded[head] in FIRST_PERSON or (stop - first == 1 and page.folded[head] in _NOBODY):
        return Answer()
    if page.folded[first] in _NO_BEGINNING or not any(word[0].isalpha() for word in page.words[first:stop]):
        return Answer()
    if page.folded[first] not in _OWN and any(w in FIRST_PERSON or w.split("'")[0] in _NEVER for w in page.folded[first : head + 1]):
        return Answer()
    if _is_no_source(page, first, stop):
        return Answer()
    return Answer(_described(page, first, stop, head, inside, unnamed, None), "described only")


def _names_the_head(page: Page, head: int, first: int) -> bool:
    """True for a name after the first comma behind the head, with its title: "its director of lifts, Dr. Ada Holt"."""
    comma = next((t for t in range(head + 1, first) if page.words[t] == ","), first)
    between = range(comma + 1, first)
    return comma < first and not _owns(page, first) and all(
        page.folded[t] in HONORIFICS or page.folded[t] in ROLES or page.words[t] == "." or page.words[t][0].isupper() for t in between
    )


def _owns(page: Page, first: int) -> bool:
    """True for a name that only says whose: ", Vell's only ally"."""
    stop = next((t for t in range(first, min(first + 6, len(page))) if not page.words[t][0].isupper()), first)
    return page.folded[stop] in ("'s", "'")


def _parts(page: Page, comma: int) -> bool:
    """True for a comma that parts words; inside a number such as 40,000 it does not."""
    return comma + 1 >= len(page) or page.starts[comma + 1] > page.ends[comma]


def _is_no_source(page: Page, first: int, stop: int) -> bool:
    """True for words that describe nobody: a date, a line in capitals ("FUTURE FLIGHTS"), an advertisement."""
    words = [page.words[t] for t in range(first, stop) if page.words[t][0].isalpha()]
    dated = page.folded[first] in MONTHS_AND_DAYS and (first + 1 >= len(page) or page.folded[first + 1] not in ("'s", "'"))
    if dated or all(fold(w) in _FURNITURE for w in words):
        return True
    return len(words) > 1 and all(w.isupper() and len(w) > 1 for w in words)


_FURNITURE: Final = frozenset("advertisement advertisements image images getty photo photos video caption embed share skip".split())
_NEVER: Final = frozenset('not however nevertheless therefore thus you your " “ ”'.split())
"""Words that no description of a speaker holds: with them a clause was taken for one."""
_OWN: Final = frozenset("my our".split())
_NO_BEGINNING: Final = frozenset("who which whose whom and but or nor neither % because if when while though although".split())
"""Words with which no description of a speaker begins: a part of a clause was taken for one."""
_NOBODY: Final = frozenset("you one this that these those there what which who".split())


def _head_token(page: Page, first: int, stop: int, inside: list[Place]) -> int:
    """The token of a source phrase that says who speaks: the last before a comma, a preposition or a relative outside of names."""
    within = {t for p in inside if p.form == "name" for t in range(p.first + 1, p.stop - 1)}
    head = first
    for token in range(first, stop):
        if page.folded[token] in _NP_STOPS and token > first and token not in within:
            return head
        if page.folded[token] in _AFTER_NOUN and token > first and page.folded[token - 1] not in DETERMINERS and token + 1 < stop:
            return head
        if page.folded[token] != "'s" and page.words[token][0].isalnum():
            head = token
    return head


_VOICES: Final = frozenset("spokesman spokeswoman spokesperson representative".split())


def _described(page: Page, first: int, stop: int, head: int, inside: list[Place], known: dict[str, Member], place: Place | None) -> Member:
    """The source that a phrase describes without naming it.

    Told apart by body and role: a phrase of the same body and role is the same source. A body that goes by somebody's name ("the Holt
    campaign") is a body, and "the campaign" is the one spoken of so.
    """
    noun, word = page.folded[head], singular(page.folded[head])
    namings = [p for p in inside if p.form == "name" and p.member is not None]
    if noun in BODY_NOUNS:
        if namings and namings[-1].first < head:
            return _body(page, first, head, namings[-1], known)
        if page.folded[first] in DEFINITE and (latest := known.get(f"the {noun}")) is not None:
            latest.mentions.append((first, head + 1))
            return latest
    comma = next((t for t in range(head + 1, stop) if page.words[t] == "," and _parts(page, t)), stop)
    name = page_words(page, first, comma)
    body = next((p.member.name for p in namings if p.member is not None and p.member.kind == "organization"), None)
    spoken_for = next((p.member for p in inside if p.form == "nominal" and p.first > head and p.member is not None), None)
    if body is None and spoken_for is not None and spoken_for.kind == "organization":
        body = spoken_for.name  # "a spokesman for the company"
        name = f"{body} {page.words[head]}" if word in _VOICES else name
    key = f"{fold(body or '')}|{word}"
    member = place.member if place is not None else None
    if member is None or key in known:
        member = known.get(key) or Member("unnamed", (word,), name, head=word)
    if key not in known:
        if all(member is not other for other in known.values()):  # "the person" is still "a person briefed on the talks"
            member.name, member.body, member.head = name, body, word
        known[key] = member
    own = page.folded[first] in _OWNERS and first < head
    member.mentions.append((first + own, head + 1))
    return member


_OWNERS: Final = frozenset("his her its their my our".split())
"""Words for another than the one described: "her father"."""


def _body(page: Page, first: int, head: int, naming: Place, known: dict[str, Member]) -> Member:
    """A body called by a name and a noun: "the Holt campaign", "Ada Holt's campaign"."""
    owner = naming.member
    assert owner is not None
    printed = owner.name.split()[-1] if owner.kind == "person" else owner.name
    name = f"{printed} {page.words[head]}" if page.folded[naming.stop] in ("'s", "'") else page_words(page, naming.first, head + 1)
    words = (*owner.words[-1:], page.folded[head]) if owner.kind == "person" else tuple(fold(w) for w in name.split())
    member = known.setdefault(" ".join(words), Member("organization", words, name))
    known[f"the {page.folded[head]}"] = member
    member.mentions.append((first, head + 1))
    return member


def _unsourced(report: Report, page: Page, quotes: tuple[Quote, ...], answers: dict[str, Answer]) -> None:
    """Speakers for quotes without a source where the layout leaves one: the same sentence, the paragraph, or the paragraph before."""
    text = report.text
    by_paragraph: dict[int, list[Quote]] = {}
    if not len(page):
        return
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
                answers[quote.quote_id] = Answer(next(iter(known.values())), "the only speaker of the paragraph")
            elif not known and _is_whole_paragraph(text, page, number, quote) and (before := by_paragraph.get(number - 1)):
                last = answers.get(before[-1].quote_id)
                if last is not None and last.member is not None and before[-1].kind != "indirect":
                    answers[quote.quote_id] = Answer(last.member, "goes on from the paragraph before")
                    known = {id(last.member): last.member}
    for number, group in sorted(by_paragraph.items(), reverse=True):
        quote, after = group[-1], by_paragraph.get(number + 1)
        if quote.quote_id in answers or quote.source or quote.kind == "indirect" or not after:
            continue
        answer = answers.get(after[0].quote_id)
        if answer is not None and answer.member is not None and _stays_open(text, page, number, quote, after[0]):
            answers[quote.quote_id] = Answer(answer.member, "goes on in the paragraph after")


def _stays_open(text: str, page: Page, number: int, quote: Quote, after: Quote) -> bool:
    """True when a paragraph of marked words has no closing mark and the next begins with an opening one."""
    if not _is_whole_paragraph(text, page, number, quote) or after.kind == "indirect":
        return False
    end = page.ends[bisect_right(page.paragraph, number) - 1]
    begin = page.starts[bisect_right(page.paragraph, number)]
    closes = any(c in _CLOSING for c in text[max(quote.content[-1].end - 1, quote.content[0].start) : end])
    return not closes and text[begin] in _OPENING and after.content[0].start <= begin + 1


_CLOSING: Final = frozenset("\"”’»“")
_OPENING: Final = frozenset("\"“‘«„")


def _is_whole_paragraph(text: str, page: Page, number: int, quote: Quote) -> bool:
    """True when the paragraph is nothing but the quote and its marks."""
    first = bisect_right(page.paragraph, number - 1)
    stop = bisect_right(page.paragraph, number)
    start, end = page.starts[first], page.ends[stop - 1]
    left = text[start : quote.content[0].start] + text[quote.content[-1].end : end]
    return not any(c.isalnum() for c in left)
