"""The passages of records that reports quote from: they become the base of the statements that they hold."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from typing import Final

from onrecord.collation.finding import Asked, find_passages
from onrecord.collation.index import RecordIndex
from onrecord.collation.members import Member, record_member
from onrecord.collation.names import same_person
from onrecord.collation.passages import stretches
from onrecord.collation.tokens import tokenize
from onrecord.records import Span, Transcript
from onrecord.text import sentences

_NEAR: Final = 400  # characters between two places of one record that are still one passage


def find_originals(members: Sequence[Member], index: RecordIndex) -> tuple[Member, ...]:
    """The members that records add: for what the members quote, the whole sentences of the record that hold it, as one passage where near.

    Hand them to `make_statements` together with the members. Only a record of the same speaker (or of one that is not named), and of no
    later day than the report, counts; of several, the best by words and day.
    """
    found: defaultdict[tuple[str, str | None, str | None], list[Span]] = defaultdict(list)
    named: dict[tuple[str, str | None, str | None], Member] = {}
    transcripts = {record.transcript.record_id: record.transcript for record in index.records}
    by_path = {(record.transcript.path, record.transcript.date): record.transcript.record_id for record in index.records}
    for member in sorted(members, key=lambda m: m.member_id):
        if member.is_record:
            continue
        for stretch in (stretch for quote in member.quotes for stretch in stretches(quote) if stretch.is_marked):
            words = tokenize(member.report.text, stretch.spans)
            passages = find_passages(words, index, Asked(speaker=member.speaker, published=member.report.published))
            best = next((passage for passage in passages if passage.is_support), None)
            if best is None or best.candidate.speaker_match is False:
                continue
            record_id = by_path[best.candidate.record, best.candidate.date]
            key = (record_id, member.story_id, member.speaker_id)
            found[key].append(_whole_sentences(transcripts[record_id], Span(best.candidate.start, best.candidate.end)))
            named.setdefault(key, member)
    return tuple(
        record_member(transcripts[key[0]], span, story_id=key[1], speaker_id=key[2], speaker=named[key].speaker)
        for key in sorted(found, key=lambda k: tuple(part or "" for part in k))
        for span in _merged(transcripts[key[0]], found[key])
    )


def _whole_sentences(transcript: Transcript, span: Span) -> Span:
    """The span grown to the sentences of the turns that it touches."""
    turns = [turn.span for turn in transcript.turns if turn.span.touches(span)] or [Span(0, len(transcript.text))]
    whole = [sentence for sentence in sentences(transcript.text, turns) if sentence.touches(span)]
    return Span(min(whole[0].start, span.start), max(whole[-1].end, span.end)) if whole else span


def _merged(transcript: Transcript, spans: Sequence[Span]) -> list[Span]:
    """The spans in order, those joined that overlap or lie near in one speaker's turn."""
    out: list[Span] = []
    for span in sorted(spans):
        if out and (
            span.start <= out[-1].end or (span.start - out[-1].end <= _NEAR and _is_one_speaker(transcript, Span(out[-1].end, span.start)))
        ):
            out[-1] = Span(out[-1].start, max(out[-1].end, span.end))
        else:
            out.append(span)
    return out


def _is_one_speaker(transcript: Transcript, gap: Span) -> bool:
    names = [turn.speaker for turn in transcript.turns if turn.span.touches(Span(max(0, gap.start - 1), gap.end + 1))]
    return all(name == names[0] or same_person(name, names[0]) is True for name in names)
