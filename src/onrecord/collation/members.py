"""What grouping compares: the passages of reports and records, with what must be known of them, and their stretches, read once."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Final

from onrecord.collation.classes import is_translated, translated_quotes
from onrecord.collation.lexicon import FUNCTION, stem
from onrecord.collation.paraphrase import Rendering, rendering
from onrecord.collation.passages import Stretch, passages, stretches
from onrecord.collation.tokens import Words, read_once
from onrecord.records import (
    Annotated,
    Fidelity,
    Flag,
    Quote,
    Record,
    Report,
    Span,
    SpeakerKind,
    Transcript,
)
from onrecord.text import digest, fold


class Member(Record, frozen=True, kw_only=True):
    """One passage with what grouping must know of it: report, quotes in order, speaker and story as resolved across reports.

    `family` names the shared text that the report belongs to; `said` is a day, maybe partial; `wholes` are the places of figures, dates
    and names in the report; `is_record` is true of a passage of a record, whose `fidelity` may not be stated. `voice` names the body that
    speaks through a spokesperson without a name: another in each report, yet one voice. `translated` are quotes that are translations.
    """

    report: Report
    quotes: tuple[Quote, ...]
    speaker_id: str | None = None
    speaker: str | None = None
    story_id: str | None = None
    family: str | None = None
    said: str | None = None
    wholes: tuple[Span, ...] = ()
    is_record: bool = False
    fidelity: Fidelity | None = None
    voice: str | None = None
    translated: tuple[str, ...] = ()

    @property
    def member_id(self) -> str:
        """The id of the passage: from its report and quotes."""
        return digest("member", self.report.report_id, *(quote.quote_id for quote in self.quotes))


def is_same_voice(left: Member, right: Member) -> bool:
    """True when both are one speaker's, or in one story one body's."""
    if left.speaker_id is not None and left.speaker_id == right.speaker_id:
        return True
    return left.voice is not None and left.voice == right.voice and left.story_id is not None and left.story_id == right.story_id


_SPOKES: Final = frozenset("spokesman spokeswoman spokesperson spokespeople spokespersons spokesmen spokeswomen".split())
_JOINTS: Final = frozenset("a an the for of at in from to and".split())


def voice_of(name: str, kind: SpeakerKind) -> str | None:
    """The body that speaks where its speaker has no name: the words of its name in order of the alphabet; None of people and of sources.

    >>> voice_of("Lunn Water spokesman", "unnamed"), voice_of("a spokeswoman for Lunn Water", "unnamed"), voice_of("an official", "unnamed")
    ('lunn water', 'lunn water', None)
    """
    words = fold(name).replace("'s", "").split()
    if kind == "person" or (kind == "unnamed" and _SPOKES.isdisjoint(words)):
        return None
    return " ".join(sorted({word for word in words if word not in _SPOKES and word not in _JOINTS})) or None


def members_of(
    annotated: Annotated,
    *,
    story_id: str | None = None,
    family: str | None = None,
    speakers: Mapping[str, tuple[str, str | None]] | None = None,
) -> tuple[Member, ...]:
    """The members of one report, a member for each passage.

    `speakers` gives, for a speaker id of this report, the id and name across reports (as it is where it says nothing).
    """
    names = {speaker.speaker_id: speaker.name for speaker in annotated.speakers}
    kinds = {speaker.speaker_id: speaker.kind for speaker in annotated.speakers}
    by_id = {quote.quote_id: quote for quote in annotated.quotes}
    translated = translated_quotes(annotated)
    wholes = wholes_of(annotated)
    found = []
    for passage in passages(annotated):
        local = passage.speaker_id
        resolved = (speakers or {}).get(local) if local is not None else None
        speaker_id, name = resolved if resolved is not None else (local, names.get(local) if local is not None else None)
        quotes = tuple(by_id[quote_id] for quote_id in passage.quote_ids)
        said = next((quote.said.value for quote in quotes if quote.said is not None), annotated.report.published)
        near = [span for span in wholes if any(span.touches(part) for quote in quotes for part in quote.content)]
        found.append(
            Member(
                report=annotated.report,
                quotes=quotes,
                speaker_id=speaker_id,
                speaker=name,
                story_id=story_id,
                family=family,
                said=said,
                wholes=tuple(near),
                voice=voice_of(names[local], kinds[local]) if local in names else None,
                translated=tuple(quote.quote_id for quote in quotes if quote.quote_id in translated),
            )
        )
    return tuple(found)


def wholes_of(annotated: Annotated) -> tuple[Span, ...]:
    """The places of figures, dates and names in a report, in order: what differences are widened to."""
    found = {*(f.span for f in annotated.figures), *(d.span for d in annotated.dates), *(e.span for e in annotated.entities)}
    return tuple(sorted(found))


def record_member(
    transcript: Transcript, span: Span, *, story_id: str | None = None, speaker_id: str | None = None, speaker: str | None = None
) -> Member:
    """The passage of a record at `span` as a member: it becomes the base of the statement that it belongs to, and is no witness."""
    quote = Quote(quote_id=digest("record-passage", transcript.record_id, str(span.start), str(span.end)), kind="direct", content=(span,))
    report = Report(
        report_id=transcript.record_id, path=transcript.path, title=transcript.title, published=transcript.date, text=transcript.text
    )
    return Member(
        report=report, quotes=(quote,), speaker_id=speaker_id, speaker=speaker, story_id=story_id, said=transcript.date,
        is_record=True, fidelity=transcript.fidelity,
    )  # fmt: skip


GRAM: Final = 3


@dataclass(frozen=True, eq=False)
class Item:
    """A stretch of a member with its words, read once."""

    member: Member
    member_id: str
    number: int  # place in the member
    quote: Quote
    stretch: Stretch

    @cached_property
    def words(self) -> Words:
        return read_once(self.member.report.text, self.stretch.spans)

    @cached_property
    def grams(self) -> frozenset[tuple[str, ...]]:
        norms = self.words.norm
        return frozenset(tuple(norms[k : k + GRAM]) for k in range(len(norms) - GRAM + 1))

    @cached_property
    def stems(self) -> frozenset[str]:
        return frozenset(stem(norm) for norm in self.words.norm if norm not in FUNCTION)

    @cached_property
    def rendering(self) -> Rendering:
        return rendering(self.words, " ".join(span.of(self.member.report.text) for span in self.stretch.spans))

    @cached_property
    def given(self) -> tuple[Flag, ...]:
        flags: list[Flag] = []
        if self.quote.headline:
            flags.append("headline")
        if self.quote.quote_id in self.member.translated or is_translated(self.member.report.text, self.stretch.spans[0]):
            flags.append("translated")
        return tuple(flags)

    @property
    def key(self) -> tuple[str, int]:
        return self.member_id, self.number


def read_items(members: Iterable[Member]) -> dict[str, list[Item]]:
    """The stretches of each member, by member id."""
    found: dict[str, list[Item]] = {}
    for member in members:
        name = member.member_id
        parts = [(quote, stretch) for quote in member.quotes for stretch in stretches(quote)]
        found[name] = [Item(member, name, number, quote, stretch) for number, (quote, stretch) in enumerate(parts)]
    return found
