"""All printed versions of a statement in one table: the base as the spine, and at each place where they part, who prints what."""

from __future__ import annotations

from typing import NamedTuple

from onrecord.records import Region, Span, Statement, Witness


class Reading(NamedTuple):
    """What some witnesses print at a place, with the gravest of their differences there."""

    text: str
    region: Region
    witness_ids: tuple[str, ...]


class Place(NamedTuple):
    """A stretch of the base where at least one witness differs: its readings, and the witnesses that hold the base's own words there."""

    base: Span
    base_text: str
    readings: tuple[Reading, ...]
    agreeing: tuple[str, ...]


def merge(statement: Statement) -> tuple[Place, ...]:
    """The places of a statement in order, the same whatever the order of its witnesses.

    Differences that overlap in the base make one place, and each reading is then all that a witness prints there.
    """
    regions = [(region, witness) for witness in statement.witnesses for region in witness.regions]
    regions.sort(key=lambda pair: (pair[0].base, pair[1].witness_id, pair[0].witness))
    groups: list[tuple[Span, list[tuple[Region, Witness]]]] = []
    for region, witness in regions:
        if groups and _meets(groups[-1][0], region.base):
            span, members = groups[-1]
            groups[-1] = (Span(span.start, max(span.end, region.base.end)), [*members, (region, witness)])
        else:
            groups.append((region.base, [(region, witness)]))
    return tuple(_place(statement, span, members) for span, members in groups)


def _meets(left: Span, right: Span) -> bool:
    return right.start < left.end or right == left


def _place(statement: Statement, span: Span, members: list[tuple[Region, Witness]]) -> Place:
    by_witness: dict[str, list[Region]] = {}
    for region, witness in members:
        by_witness.setdefault(witness.witness_id, []).append(region)
    readings: dict[str, tuple[Region, list[str]]] = {}
    for witness_id, own in by_witness.items():
        text = _text_at(statement.text, span, own)
        gravest = max(own, key=lambda region: region.weight)
        held = readings.setdefault(text, (gravest, []))
        readings[text] = (max(held[0], gravest, key=lambda region: region.weight), [*held[1], witness_id])
    agreeing = sorted(
        witness.witness_id
        for witness in statement.witnesses
        if witness.covers is not None and witness.covers.holds(span) and witness.witness_id not in by_witness
    )
    rows = sorted(
        (Reading(text, region, tuple(sorted(ids))) for text, (region, ids) in readings.items()), key=lambda r: (-len(r.witness_ids), r.text)
    )
    return Place(span, span.of(statement.text), tuple(rows), tuple(agreeing))


def _text_at(text: str, span: Span, regions: list[Region]) -> str:
    """What a witness prints over a stretch of the base: its own words where it differs, the base's between."""
    out, here = [], span.start
    for region in sorted(regions, key=lambda r: (r.base, r.witness)):
        out += [text[here : region.base.start], region.witness_text]
        here = max(here, region.base.end)
    return " ".join("".join([*out, text[here : span.end]]).split())
