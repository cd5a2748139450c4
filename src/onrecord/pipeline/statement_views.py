"""The page of a statement: its base text with what each word's printed versions are, and a row for each of them."""

from __future__ import annotations

import functools
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Mapping, Sequence
from typing import Final

from onrecord import collation
from onrecord.errors import NotHeld, UsageError
from onrecord.pipeline import lines, record_views, telling
from onrecord.pipeline.asking import paging, read_key, with_query
from onrecord.pipeline.listing import SURE
from onrecord.pipeline.sentences import sentence_around
from onrecord.pipeline.views import (
    ConflictLine,
    FirstHeld,
    HeatWord,
    PrintedVersion,
    StatementLine,
    StatementPage,
    Switch,
    Variant,
    address,
)
from onrecord.records import Region, Span, Statement, Transcript, Witness
from onrecord.store import Carrier, Reader
from onrecord.text import words

VERSIONS: Final = 20
MOST_CARRIERS: Final = 300
HEAT_CHARACTERS: Final = 4_000
VARIANTS: Final = 60
VARIANT_REPORTS: Final = 6
LEVELS: Final = 4
CONFLICTS: Final = 20
ECHOES: Final = 10
FIRST: Final = 4
LONGEST_VERSION: Final = 4_000
FLAG_WORDS: Final = {
    "fragment": "a fragment", "clipped": "words that bear on it stand just outside", "headline": "in the headline",
    "translated": "translated", "record-doubtful": "the record itself is doubtful here",
}  # fmt: skip
VERDICT_WORDS: Final = {"allowed": "allowed by", "not-allowed": "not allowed by"}


def statement_page(
    reader: Reader, statement_id: str, *, profile: str | None = None, hide: bool = False, only: str | None = None,
    after: str | None = None, unsure: bool = False, record: Transcript | None = None,
) -> StatementPage:  # fmt: skip
    """A statement's page; with a profile, judged by it, and with ``hide`` without the differences that it allows."""
    held = statement_of(reader, statement_id)
    rules = None if profile is None else collation.load_profile(checked_profile(profile))
    if rules is not None:
        held = collation.apply_profile(held, rules)
    is_hiding = hide and rules is not None
    path = address("statements", statement_id)
    asked = {"profile": profile, "hide": "1" if is_hiding else None, "class": only, "unsure": "1" if unsure else None}
    carriers = reader.carriers({*(each.report_id for each in held.witnesses[:MOST_CARRIERS]), held.base.report_id})
    scores = {quote.quote_id: round(quote.score * 1000) for carrier in carriers.values() for quote in carrier.quotes}
    printed = [each for each in held.witnesses if each.report_id in carriers]
    sure = [each for each in printed if unsure or scores.get(each.quote_id, 0) >= SURE]
    shown = [each for each in sure if not (is_hiding and _is_allowed(each))]
    rows = [each for each in shown if only is None or each.witness_class == only]
    start = _start(rows, after)
    story = None if held.story_id is None else reader.story(held.story_id)
    versions = tuple(_version(each, held, carriers, scores, is_hiding, rules) for each in rows[start : start + VERSIONS])
    listed = reader.listed_speakers([held.speaker_id] if held.speaker_id else [])
    base = carriers.get(held.base.report_id)
    heat, left_out = heat_strip(held, shown, carriers, is_hiding)
    return StatementPage(
        statement=held, heading=telling.heading(held, carriers), standing=telling.standing(held),
        is_quoted=telling.is_quoted(held),
        speaker=lines.person_line(held.speaker_id, held.speaker, listed), said_words=telling.date_words(held.said),
        occasion=telling.occasion(held, carriers), story=None if story is None else lines.story_line(story),
        base_report=None if base is None else lines.report_line(base.report),
        base_record=None if record is None else _record_words(record),
        base_href=_record_place(record, held) if record is not None else None if base is None else _place(base, held.base.quote_ids),
        first=first_of(printed, carriers), heat=heat, heat_left_out=left_out, printed=versions,
        printed_count=len(rows), paging=paging([(each.witness_id,) for each in rows[start:]], VERSIONS, path, asked, after),
        classes=_classes(shown, only, path, asked), key=_key(versions), conflicts=_conflicts(reader, held), echoes=_echoes(reader, held),
        profiles=_profiles(path, asked), profile=profile, profile_title=None if rules is None else rules.title or rules.name,
        is_hiding=is_hiding, hide_switch=_hide_switch(path, asked, is_hiding, rules), hidden=len(sure) - len(shown),
        unsure=len(printed) - len(sure), versions_left_out=len(held.witnesses) - len(printed),
        conflicts_left_out=max(0, len(held.conflicts) - CONFLICTS), echoes_left_out=max(0, len(held.echoes) - ECHOES),
    )  # fmt: skip


def statement_of(reader: Reader, statement_id: str) -> Statement:
    """The statement with this id; raises `NotHeld`."""
    held = reader.statement(statement_id)
    if held is None:
        raise NotHeld(f"no statement has the id {lines.clipped(statement_id, 80)}")
    return held


def checked_profile(name: str) -> str:
    """The name of a profile that ships with the program; raises `UsageError`. Over HTTP no other file is read as one."""
    if name not in collation.profile_names():
        raise UsageError(f"no house rules go by {lines.clipped(name, 40)}; choose one of {', '.join(collation.profile_names())}")
    return name


def _start(rows: Sequence[Witness], after: str | None) -> int:
    key = read_key(after, tuple[str])
    return 0 if key is None else next((number for number, each in enumerate(rows, 1) if each.witness_id == key[0]), len(rows))


def _is_allowed(witness: Witness) -> bool:
    """True where a printed version differs, and only as the house rules allow."""
    return bool(witness.regions) and witness.profile_verdict == "allowed"


# ---------------------------------------------------------------- a printed version


def _version(
    witness: Witness, statement: Statement, carriers: Mapping[str, Carrier], scores: Mapping[str, int], is_hiding: bool,
    rules: collation.Profile | None,
) -> PrintedVersion:  # fmt: skip
    carrier = carriers[witness.report_id]
    text = carrier.report.text
    quote = next((each for each in carrier.quotes if each.quote_id == witness.quote_id), None)
    told = _regions_shown(witness.regions, is_hiding)
    content = _clipped_spans(witness.content)
    pieces = telling.pieces(text, content, told, least_weight=0)
    covers = witness.covers
    findings = dict.fromkeys(telling.finding(region) for region in sorted(told, key=lambda each: (-each.weight, each.base)))
    verdict = witness.profile_verdict
    house = "" if rules is None else f" {rules.title or rules.name}"
    quoted = " ".join(span.of(text) for span in witness.content[:1])
    start = witness.content[0].start if witness.content else 0
    return PrintedVersion(
        witness_id=witness.witness_id, anchor=lines.witness_anchor(witness.witness_id), report=lines.report_line(carrier.report),
        witness_class=witness.witness_class, class_words=telling.CLASS_WORDS[witness.witness_class],
        flags=tuple(FLAG_WORDS[each] for each in witness.flags), is_marked=witness.marked,
        is_base=statement.base.report_id == witness.report_id and witness.quote_id in statement.base.quote_ids,
        is_sure=scores.get(witness.quote_id, 0) >= SURE,
        likeness_words=f"{round(witness.likeness * 100)} % alike, in words or in sense" if witness.witness_class == "paraphrase" else None,
        pieces=tuple(map(lines.text_piece, pieces)), missing_before=covers is not None and covers.start > 0,
        missing_after=covers is not None and covers.end < len(statement.text.rstrip(" .")), findings=tuple(findings)[:12],
        sentence=sentence_around(text, witness.content, () if quote is None else quote.source, () if quote is None else quote.cue),
        quote_id=witness.quote_id, place_href=f"{address('reports', witness.report_id)}?at={start}#{lines.quote_anchor(witness.quote_id)}",
        place_words=telling.place_in_text(text, start), source_href=lines.text_fragment(carrier.report.url, quoted),
        profile_verdict=verdict, verdict_words=None if verdict is None else VERDICT_WORDS[verdict] + house,
        rules=tuple(dict.fromkeys(region.rule for region in witness.regions if region.rule)),
        hidden=sum(region.profile_verdict == "allowed" for region in witness.regions) if is_hiding else 0,
        occasion=None if quote is None else quote.occasion, via=None if quote is None else quote.via,
    )  # fmt: skip


def _regions_shown(regions: Iterable[Region], is_hiding: bool) -> tuple[Region, ...]:
    """The differences that a page marks: not case and punctuation, and not what the house rules allow where these are hidden."""
    return tuple(
        region for region in regions if region.kind != "typography" and not (is_hiding and region.profile_verdict == "allowed")
    )


def _clipped_spans(content: Sequence[Span], most: int = LONGEST_VERSION) -> tuple[Span, ...]:
    kept, left = [], most
    for span in content:
        if left <= 0:
            break
        kept.append(Span(span.start, min(span.end, span.start + left)))
        left -= span.end - span.start
    return tuple(kept)


def _place(base: Carrier, quote_ids: Sequence[str]) -> str:
    """The address of the base's words in their report."""
    quote = next((each for each in base.quotes if each.quote_id in quote_ids and each.content), None)
    path = address("reports", base.report.report_id)
    return path if quote is None else f"{path}?at={quote.content[0].start}#{lines.quote_anchor(quote.quote_id)}"


def _record_place(record: Transcript, statement: Statement) -> str:
    """The address of the base's words in the record that holds them."""
    return record_views.place_address(record.record_id, record_views.place_of(record, statement.text))


def first_of(printed: Iterable[Witness], carriers: Mapping[str, Carrier]) -> FirstHeld | None:
    """The reports that carried it on the first day, of those held whose date is exact; None where no other day is known."""
    reports = {each.report_id: lines.report_line(carriers[each.report_id].report) for each in printed}
    dated = sorted(
        ((line.published or "")[: lines.FULL_DATE], line.label, line.report_id, line)
        for line in reports.values()
        if line.date_kind == "exact"
    )
    if not dated or len(reports) < 2:
        return None
    day = dated[0][0]
    held = [line for each, _, _, line in dated if each == day]
    return FirstHeld(day_words=telling.date_words(day), reports=tuple(held[:FIRST]), count=len(held), of=len(reports))


def _record_words(record: Transcript) -> str:
    name = record.path.replace("\\", "/").rsplit("/", 1)[-1]
    parts = (record.title or name, record.occasion, telling.date_words(record.date) if record.date else None)
    return lines.clipped(", ".join(part for part in parts if part), lines.LONGEST_TITLE)


# ---------------------------------------------------------------- the base, word by word


def heat_strip(
    statement: Statement, shown: Sequence[Witness], carriers: Mapping[str, Carrier], is_hiding: bool = False
) -> tuple[tuple[HeatWord, ...], int]:
    """The base text in stretches, each with how many of the marked printed versions carry it as it is and the variants in its place.

    Returns the stretches and how many characters of the base were left out. Runs of words with the same numbers stand together.
    """
    text = statement.text[:HEAT_CHARACTERS]
    spans = words(text)
    marked = [each for each in shown if each.marked and each.covers is not None]
    if not spans:
        return (HeatWord(text=text, carried=0, of=len(marked), level=0),) if text else (), len(statement.text) - len(text)
    starts = [span.start for span in spans]
    change = [0] * (len(spans) + 1)
    variants: dict[tuple[int, int, str, str], list[tuple[Witness, Region]]] = {}
    for witness in marked:
        assert witness.covers is not None
        differs: set[int] = set()
        for region in _regions_shown(witness.regions, is_hiding):
            first, last = _words_touched(starts, spans, region.base)
            if region.base.start < region.base.end:
                differs.update(range(first, last))
            if first < len(spans):
                variants.setdefault((first, max(last, first + 1), region.kind, region.witness_text), []).append((witness, region))
        first, last = _words_touched(starts, spans, witness.covers)
        change[first] += 1
        change[last] -= 1
        for number in differs:
            if first <= number < last:
                change[number] -= 1
                change[number + 1] += 1
    numbered: list[list[int]] = [[] for _ in spans]
    panels = sorted(variants)[:VARIANTS]
    for number, (first, last, _, _) in enumerate(panels):
        for word in range(first, min(last, len(spans))):
            numbered[word].append(number)
    made = [_variant(key, variants[key], carriers) for key in panels]
    return _stretches(text, spans, change, numbered, made, len(marked)), len(statement.text) - len(text)


def _words_touched(starts: Sequence[int], spans: Sequence[Span], place: Span) -> tuple[int, int]:
    """The first and last (exclusive) word that a place touches; for an empty place the word that it stands before, if any."""
    first = bisect_right(starts, place.start) - 1
    if first < 0 or spans[first].end <= place.start:
        first += 1
    return first, max(first, bisect_left(starts, place.end))


def _variant(key: tuple[int, int, str, str], held: Sequence[tuple[Witness, Region]], carriers: Mapping[str, Carrier]) -> Variant:
    witness, region = held[0]
    ids = list(dict.fromkeys(each.report_id for each, _ in held))
    return Variant(
        text=lines.clipped(region.witness_text, 200), finding=telling.finding(region), kind=region.kind, weight=region.weight,
        reports=tuple(lines.report_line(carriers[each].report) for each in ids[:VARIANT_REPORTS]), count=len(held),
        anchor=lines.witness_anchor(witness.witness_id),
    )  # fmt: skip


def _stretches(
    text: str, spans: Sequence[Span], change: Sequence[int], numbered: Sequence[list[int]], made: Sequence[Variant], of: int
) -> tuple[HeatWord, ...]:
    found: list[HeatWord] = []
    carried, here, panel = 0, 0, 0
    counts = []
    for number in range(len(spans)):
        carried += change[number]
        counts.append(carried)
    number = 0
    while number < len(spans):
        end = number + 1
        while end < len(spans) and counts[end] == counts[number] and numbered[end] == numbered[number]:
            end += 1
        stop = len(text) if end == len(spans) else spans[end].start
        variants = tuple(made[each] for each in numbered[number])
        panel += bool(variants)
        level = 0 if not of else -(-LEVELS * counts[number] // of)
        found.append(HeatWord(
            text=text[here:stop], carried=counts[number], of=of, level=max(0, min(LEVELS, level)), variants=variants,
            number=panel if variants else 0,
        ))  # fmt: skip
        here, number = stop, end
    return tuple(found)


# ---------------------------------------------------------------- around the versions


def _classes(shown: Sequence[Witness], only: str | None, path: str, asked: Mapping[str, str | None]) -> tuple[Switch, ...]:
    counts: dict[str, int] = {}
    for witness in shown:
        counts[witness.witness_class] = counts.get(witness.witness_class, 0) + 1
    if len(counts) < 2 and only is None:
        return ()
    every = Switch(words="all", href=with_query(path, {**asked, "class": None}), is_chosen=only is None, count=len(shown))
    return every, *(
        Switch(words=told, href=with_query(path, {**asked, "class": each}), is_chosen=each == only, value=each, count=counts[each])
        for each, told in telling.CLASS_WORDS.items()
        if each in counts
    )


def _key(versions: Iterable[PrintedVersion]) -> tuple[tuple[str, str], ...]:
    kinds = {piece.kind for version in versions for piece in version.pieces if piece.kind is not None}
    return tuple((kind, told) for kind, told in telling.KIND_WORDS.items() if kind in kinds)


def _profiles(path: str, asked: Mapping[str, str | None]) -> tuple[Switch, ...]:
    none = Switch(words="none", href=with_query(path, {**asked, "profile": None, "hide": None}), is_chosen=asked["profile"] is None)
    return none, *(
        Switch(words=title, href=with_query(path, {**asked, "profile": name}), is_chosen=name == asked["profile"], value=name)
        for name, title in profile_titles()
    )


@functools.cache
def profile_titles() -> tuple[tuple[str, str], ...]:
    """(name, title) of the house rules that ship with the program."""
    return tuple((name, collation.load_profile(name).title or name) for name in collation.profile_names())


def _hide_switch(path: str, asked: Mapping[str, str | None], is_hiding: bool, rules: collation.Profile | None) -> Switch | None:
    if rules is None:
        return None
    title = rules.title or rules.name
    told = f"Show what {title} allows" if is_hiding else f"Hide what {title} allows"
    return Switch(words=told, href=with_query(path, {**asked, "hide": None if is_hiding else "1"}), is_chosen=is_hiding)


def _conflicts(reader: Reader, statement: Statement) -> tuple[ConflictLine, ...]:
    shown = statement.conflicts[:CONFLICTS]
    heads = reader.heads(each.report_id for each in shown)
    return tuple(
        ConflictLine(speaker=lines.clipped(each.speaker, lines.LONGEST_TITLE), report=lines.report_line(heads[each.report_id]))
        for each in shown
        if each.report_id in heads
    )


def _echoes(reader: Reader, statement: Statement) -> tuple[StatementLine, ...]:
    held = [each for wanted in statement.echoes[:ECHOES] if (each := reader.statement(wanted)) is not None]
    sure = reader.sure_of(each.statement_id for each in held)
    listed = reader.listed_speakers(each.speaker_id for each in held if each.speaker_id)
    return tuple(lines.statement_line(each, sure.get(each.statement_id, 0) >= SURE, listed) for each in held)


def with_profile(statement: Statement, profile: str | None) -> Statement:
    """The statement judged by a profile, as it is without one."""
    if profile is None:
        return statement
    judged: Statement = collation.apply_profile(statement, collation.load_profile(checked_profile(profile)))
    return judged

