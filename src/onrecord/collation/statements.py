"""Statements: which quotes carry one thing said, and how each printed version stands to the fullest one.

Members (passages of reports) that share words are linked; the groups that links make are only where to look. Inside a group the fullest
passage becomes the base, every other stretch is compared with it, and those that do not hold its words are left over and make statements of
their own in the same way. So no chain of likenesses makes one statement, every quote ends in at least one, and the answer does not depend
on the order of the input.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Final

from onrecord.collation.classes import Comparison, compare
from onrecord.collation.echoes import SAME_WORDS, compare_speakers
from onrecord.collation.groups import Left
from onrecord.collation.lexicon import FUNCTION
from onrecord.collation.links import ATTACH, FRAGMENT, links_between
from onrecord.collation.members import GRAM, Item, Member, is_same_voice, read_items, wholes_of
from onrecord.collation.paraphrase import Likeness, Told, likeness_to, most_held
from onrecord.collation.passages import stretches, without_comma
from onrecord.collation.tokens import Words, read_once
from onrecord.records import (
    Annotated,
    Base,
    Flag,
    Link,
    Quote,
    Span,
    Statement,
    Witness,
)
from onrecord.settings import CollationSettings
from onrecord.text import digest

Components = Callable[[Sequence[str], Sequence[Link]], list[tuple[str, ...]]]

_ATTACH_SHORT: Final = 600  # the same of up to six words


def make_statements(
    members: Sequence[Member],
    components: Components,
    settings: CollationSettings,
    likeness: Likeness | None = None,
) -> tuple[Statement, ...]:
    """The statements that the members carry, sorted by id.

    `components` groups member ids by links (``onrecord.linking.components``). `likeness` gives, for two texts, how near they are in sense
    (0 to 1), and lets unmarked renderings join that share few words.
    """
    items = read_items({member.member_id: member for member in members}.values())
    items = {name: items[name] for name in sorted(items) if items[name]}
    links = links_between(items, settings, likeness)
    found: list[Statement] = []
    for group in components(list(items), links):
        found += _build_all([item for name in sorted(group) for item in items[name]], likeness)
    return tuple(sorted(compare_speakers(found, items), key=lambda s: (s.story_id or "", s.said or "", s.statement_id)))


def _build_all(items: list[Item], likeness: Likeness | None) -> list[Statement]:
    """Statements of one group: a base, what holds its words, then the same again with what is left."""
    if all(item.member_id == items[0].member_id for item in items):
        statement, _ = _build(items, lambda _: (), likeness)
        return [] if statement is None else [statement]
    found = []
    left = Left(items)
    while left:
        statement, taken = _build(left.choose_base(), left.near, likeness)
        if statement is not None:
            found.append(statement)
        left.take(taken)
    return found


def build_statement(members: Sequence[Member], base: Member, likeness: Likeness | None = None) -> Statement:
    """The statement with this base, and those stretches of the members as witnesses that hold its words."""
    items = read_items({m.member_id: m for m in (*members, base)}.values())
    every = [item for name in sorted(items) for item in items[name]]
    statement, _ = _build([item for item in every if item.member_id == base.member_id], lambda _: every, likeness)
    assert statement is not None
    return statement


def _build(
    base: Sequence[Item], near: Callable[[Told], Iterable[Item]], likeness: Likeness | None
) -> tuple[Statement | None, set[tuple[str, int]]]:
    """The statement of a base and the keys of the stretches that it takes.

    ``near`` gives the stretches that what the base tells may hold (`Left.near`), in order.
    """
    member = base[0].member
    text, places = _base_text(base)
    words = read_once(text)
    own = {item.key for item in base}
    wholes = _moved(member.wholes, places)
    told = Told(words)
    taken = list(base)
    witnesses = []
    if not member.is_record:
        witnesses += [_own_witness(item, places) for item in base]
    for item in near(told):
        if item.key in own or item.member.is_record:
            continue
        if item.stretch.is_marked:
            witness = _witness(item, told, wholes, is_known=is_same_voice(item.member, member))
        else:
            witness = _rendering(item, told, member, likeness)
        if witness is not None:
            witnesses.append(witness)
            taken.append(item)
    keys = {item.key for item in taken}
    if not witnesses:
        return None, keys
    witnesses.sort(key=lambda w: (w.published or "", w.report_id, w.content))
    quote_ids = tuple(dict.fromkeys(item.quote.quote_id for item in base)) if not member.is_record else ()
    # A record may be the base in several stories: there the first printed version tells the statements apart.
    whose = quote_ids or (witnesses[0].witness_id,)
    named = next((item.member for item in sorted(taken, key=lambda item: item.key) if item.member.speaker_id is not None), member)
    return (
        Statement(
            statement_id=digest("statement", member.report.report_id, *whose, text),
            story_id=member.story_id,
            speaker_id=member.speaker_id or named.speaker_id,
            speaker=member.speaker or named.speaker,
            said=member.said,
            text=text,
            base=Base(
                report_id=member.report.report_id,
                quote_ids=quote_ids,
                status="record" if member.is_record else "fullest-held",
                fidelity=member.fidelity,
            ),
            witnesses=tuple(witnesses),
        ),
        keys,
    )


def _base_text(base: Sequence[Item]) -> tuple[str, list[tuple[Span, int]]]:
    """The text of a base passage, and for each piece its place in the report and where it begins in the text."""
    held: dict[str, tuple[Quote, list[tuple[Span, ...]]]] = {}
    for item in base:
        held.setdefault(item.quote.quote_id, (item.quote, []))[1].append(item.stretch.spans)
    return _lay_out(base[0].member.report.text, held.values())


def _lay_out(printed: str, base: Iterable[tuple[Quote, Sequence[Sequence[Span]]]]) -> tuple[str, list[tuple[Span, int]]]:
    """The same of quotes with those of their stretches that are of the base, in order.

    A quote whose stretches are all there is printed whole (an "according to" and all); else its stretches stand alone. A space parts
    pieces of one sentence, a line break sentences: what one piece leaves off with a comma, the next begins anew.
    """
    text = ""
    places: list[tuple[Span, int]] = []
    for whole, own in base:
        spans = whole.content if len(own) == len(stretches(whole)) else tuple(span for stretch in own for span in stretch)
        for number, span in enumerate(spans):
            goes_on = number > 0 and not printed[span.start : span.start + 1].isupper()
            text += "" if not text else " " if goes_on else "\n"
            is_last = number == len(spans) - 1 or printed[spans[number + 1].start : spans[number + 1].start + 1].isupper()
            kept = without_comma(printed, span) if is_last else span
            places.append((kept, len(text)))
            text += kept.of(printed)
    return text, places


def _moved(wholes: Iterable[Span], places: Sequence[tuple[Span, int]]) -> list[Span]:
    """The places in a base text of what stands at places of the report."""
    return [
        Span(start + span.start - place.start, start + span.end - place.start)
        for place, start in places
        for span in wholes
        if place.holds(span)
    ]


def base_words(statement: Statement, annotated: Annotated | None) -> tuple[Words, tuple[Span, ...]]:
    """The words of a statement's base text, and the places in it of what its report holds of figures, dates and names.

    Of a record these are not known.
    """
    base = statement.base
    quotes = {quote.quote_id: quote for quote in annotated.quotes} if annotated is not None else {}
    held: dict[str, tuple[Quote, list[tuple[Span, ...]]]] = {each: (quotes[each], []) for each in base.quote_ids if each in quotes}
    for witness in statement.witnesses:
        if witness.report_id == base.report_id and witness.quote_id in held:
            held[witness.quote_id][1].append(witness.content)
    if annotated is None or base.status == "record":
        return read_once(statement.text), ()
    text, places = _lay_out(annotated.report.text, held.values())
    return read_once(statement.text), tuple(_moved(wholes_of(annotated), places)) if text == statement.text else ()


def _own_witness(item: Item, places: Sequence[tuple[Span, int]]) -> Witness:
    inside = [(place, start, span) for span in item.stretch.spans for place, start in places if place.touches(span)]
    starts = [start + max(span.start, place.start) - place.start for place, start, span in inside]
    ends = [start + min(span.end, place.end) - place.start for place, start, span in inside]
    covers = Span(min(starts), max(ends)) if inside else None
    return _as_witness(item, "same" if item.stretch.is_marked else "paraphrase", item.given, covers, 1000, ())


def _rendering(item: Item, told: Told, base: Member, likeness: Likeness | None) -> Witness | None:
    """The stretch, which has no marks, as a witness, or None when it does not render what is told, or is another's."""
    if None is not item.member.speaker_id != base.speaker_id is not None and not is_same_voice(item.member, base):
        return None
    nearness = likeness_to(item.rendering, told, likeness)
    return None if nearness is None else _as_witness(item, "paraphrase", item.given, None, nearness, ())


def _witness(item: Item, told: Told, wholes: Sequence[Span], *, is_known: bool) -> Witness | None:
    """The stretch, which has marks, as a witness of the base, or None when it does not hold enough of its words."""
    least = _least(item.words) if is_known else SAME_WORDS
    if most_held(told, item.words) < least:
        return None
    result = compare(told.words, item.words, (wholes, item.member.wholes), given=item.given)
    if result.containment < least:
        return None
    return (
        _as_witness(item, result.witness_class, result.flags, result.covers, result.likeness, result.regions)
        if is_held(item.words, result)
        else None
    )


def _least(words: Words) -> int:
    """How much of a stretch the base must hold, per thousand."""
    return _ATTACH_SHORT if len(words) <= 2 * GRAM else ATTACH


def is_held(words: Words, result: Comparison) -> bool:
    """True when the base holds enough of the stretch for the stretch to be a copy of it."""
    if result.covers is None or result.containment < _least(words):
        return False
    if len(words) > FRAGMENT and result.matched >= 2:
        return True
    content = sum(norm not in FUNCTION for norm in words.norm)
    if len(words) <= FRAGMENT:
        return result.containment == 1000 or (result.matched >= 2 and result.matched == content)
    return result.matched >= content


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
