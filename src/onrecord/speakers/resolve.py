"""Speakers as records: the quotes of a report with who said them, and everybody who is named or quoted in it."""

from __future__ import annotations

from collections.abc import Iterable

import msgspec

from onrecord.records import Entity, Mention, Quote, Report, Span, Speaker
from onrecord.speakers.cast import Member, read_cast
from onrecord.speakers.reading import Page, read_page
from onrecord.speakers.roles import DETERMINERS
from onrecord.speakers.scene import FIRST_PERSON, Scene, read_scene
from onrecord.speakers.voices import Answer, find_voices
from onrecord.text import digest, fold


def resolve_speakers(
    report: Report, quotes: tuple[Quote, ...], entities: tuple[Entity, ...], mentions: tuple[Mention, ...] = ()
) -> tuple[tuple[Quote, ...], tuple[Speaker, ...]]:
    """The quotes with their speakers, and everybody who is named in the report or quoted without a name.

    Each quote gets ``speaker_id`` and ``ground`` (why this speaker), or ``candidates`` where two fit. Speakers come in order of first
    mention with all their mentions: names, surnames, roles at a name, descriptions and pronouns that stand for them.
    """
    page = read_page(report.text)
    members, namings = read_cast(page, entities)
    scene = read_scene(page, quotes, members, namings, mentions)
    return _finish(report, scene, quotes, members, find_voices(report, scene, quotes))


# ---------------------------------------------------------------- records


def _finish(
    report: Report, scene: Scene, quotes: tuple[Quote, ...], members: list[Member], answers: dict[str, Answer]
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
    named = set(map(id, members))
    for member in (*members, *(m for m in quoted.values() if id(m) not in named)):
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
        answer = answers.get(quote.quote_id, Answer())
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
        found += [page.span(t, t + 1) for t in range(first, stop) if page.folded[t] in FIRST_PERSON and page.words[t] != "US"]
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
    if member.kind == "unnamed":
        given = texts[0] if texts else member.head
        return (given.removeprefix(f"{member.body} ") if member.body else given) or None
    return max(texts, key=lambda t: (min(len(t.split()), 9), -texts.index(t)), default=None)


def _disjoint(spans: Iterable[Span]) -> tuple[Span, ...]:
    """The spans in order; of two that touch the longer."""
    kept: list[Span] = []
    for span in sorted(set(spans), key=lambda s: (s.start, -s.end)):
        if kept and span.start < kept[-1].end:
            continue
        kept.append(span)
    return tuple(kept)
