"""The words of the house as frozen records: what every stage takes and returns.

Each record here is a row of the table in ``docs/architecture.md`` and a shape of the contract: the same field names come out of
the command line, Python and HTTP. Records are immutable `msgspec.Struct` objects; `as_data` turns one into plain JSON-ready
data and `from_data` reads it back, checked, so that saving and loading is identity.

Offsets are half-open ``[start, end)`` in Unicode code points of ``Report.text``. Dates are ISO 8601 and may be partial
(``2022-09``). Missing is ``None``, never ``""``.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final, Literal, NamedTuple, Protocol, TypeVar

import msgspec

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

QuoteKind = Literal["direct", "mixed", "indirect"]
SpeakerKind = Literal["person", "organization", "unnamed"]
EntityType = Literal["person", "organization", "place"]
Change = Literal["=", "~", "<", ">", "up", "down"]
SaidBasis = Literal["stated", "assumed"]
PublishedBasis = Literal["header", "metadata", "assumed"]
Fidelity = Literal["recording", "as-spoken", "prepared", "edited", "summary"]
MentionForm = Literal["name", "nominal", "pronoun"]
RegionKind = Literal[
    "typography", "contraction", "filler", "repetition", "cut-marked", "cut-unmarked", "bracket",
    "grammar", "lexical", "critical", "insert", "transposition", "join",
]  # fmt: skip
WitnessClass = Literal[
    "same", "normalised", "clean", "shortened-marked", "shortened", "joined", "differs-minor", "differs-critical",
    "paraphrase", "not-found",
]  # fmt: skip
Flag = Literal["fragment", "clipped", "headline", "translated", "record-doubtful"]
BaseStatus = Literal["record", "fullest-held"]
CorrectionVerb = Literal["speaker", "same-person", "not-same-person", "quote", "reject", "same-story", "not-same-story"]
Verdict = Literal["allowed", "not-allowed"]
PassageSource = Literal["record", "report"]
Nearness = Literal["words", "sense"]
DraftPlace = Literal["title", "headline", "lead", "caption"]
UnmarkedKind = Literal["attribution", "figure"]


ATTRIBUTION_TAGS: Final = (
    "O", "B-content", "I-content", "B-continued", "I-continued", "B-source", "I-source", "B-cue", "I-cue",
)  # fmt: skip
MENTION_TAGS: Final = ("O", *(f"{place}-{form}-{kind}" for form in ("name", "nominal", "pronoun")
                              for kind in ("person", "organization", "place") for place in "BI"))  # fmt: skip


class Span(NamedTuple):
    """A half-open stretch ``[start, end)`` of a text, in code points.

    >>> Span(0, 2).of("onrecord")
    'on'
    """

    start: int
    end: int

    def of(self, text: str) -> str:
        """The words at this place in ``text``."""
        return text[self.start : self.end]

    def touches(self, other: Span) -> bool:
        """True when the two spans share a character."""
        return self.start < other.end and other.start < self.end

    def holds(self, other: Span) -> bool:
        """True when ``other`` lies wholly inside."""
        return self.start <= other.start and other.end <= self.end


class Record(msgspec.Struct, frozen=True, kw_only=True):
    """What all records share: frozen, named fields, equality by value, hashable."""

    def __reduce__(self) -> tuple[Any, ...]:
        # Between processes a record goes as one string of bytes: its parts one by one take ten times as long.
        try:
            return _as_kept, (type(self), msgspec.msgpack.encode(self))
        except (TypeError, ValueError, OverflowError):  # half a surrogate pair, or a number of more than 64 bits
            parts: Any = super().__reduce__()
            return parts  # type: ignore[no-any-return]


def _as_kept(kind: type[AnyRecord], raw: bytes) -> AnyRecord:
    return msgspec.msgpack.decode(raw, type=kind)


# ---------------------------------------------------------------- what comes in


class Report(Record, frozen=True, kw_only=True):
    """One item as one outlet published it. ``text`` is untouched; ``text_start`` is where it begins in the decoded file."""

    report_id: str
    path: str | None = None
    outlet: str | None = None
    title: str | None = None
    published: str | None = None
    published_basis: PublishedBasis | None = None
    url: str | None = None
    author: str | None = None
    language: str | None = None
    text: str
    text_start: int = 0


class Reject(Record, frozen=True, kw_only=True):
    """An input, or part of one, that could not be used: where (``line`` from 1), why, and what to try.

    ``is_note`` says that all words of the input were used all the same: what was left alone is a macro, or a link to outside. It counts
    as no reject, not with ``--strict`` either.
    """

    path: str
    line: int | None = None
    report_id: str | None = None
    reason: str
    advice: str | None = None
    is_note: bool = False


class Turn(Record, frozen=True, kw_only=True):
    """One speaker's stretch of a transcript; ``span`` covers the words, not the name; ``time`` is where captions give it."""

    speaker: str | None = None
    span: Span
    time: str | None = None


class Transcript(Record, frozen=True, kw_only=True):
    """A *record* to check against, as read: its text, its turns in order, its date and how faithful it is to what was said.

    ``event_date`` is the day of what it records, where that is not the day that it bears itself (a report of proceedings published later).
    """

    record_id: str
    path: str
    title: str | None = None
    date: str | None = None
    event_date: str | None = None
    speakers: tuple[str, ...] = ()
    fidelity: Fidelity | None = None
    occasion: str | None = None
    text: str
    turns: tuple[Turn, ...] = ()


# ---------------------------------------------------------------- what a report holds


class Said(Record, frozen=True, kw_only=True):
    """When a quote was said: ``stated`` by its own sentence (then ``span`` shows where), else ``assumed`` from the publication date."""

    value: str
    span: Span | None = None
    basis: SaidBasis


class Quote(Record, frozen=True, kw_only=True):
    """One attribution in one report: what was said (content), who (source) and the words that attribute it (cue).

    ``content`` of a direct quote excludes its quotation marks. ``continues`` names the quote of the same report of which this one is
    the next part of one utterance (a *passage*). ``ground`` says in words why ``speaker_id`` is who it is; when two people fit,
    ``speaker_id`` is None and ``candidates`` names them.
    """

    quote_id: str
    kind: QuoteKind
    content: tuple[Span, ...]
    source: tuple[Span, ...] = ()
    cue: tuple[Span, ...] = ()
    marked: tuple[Span, ...] = ()
    speaker_id: str | None = None
    score: float = 1.0
    said: Said | None = None
    occasion: str | None = None
    via: str | None = None
    continues: str | None = None
    headline: bool = False
    ground: str | None = None
    candidates: tuple[str, ...] = ()


class Speaker(Record, frozen=True, kw_only=True):
    """The person, body or unnamed source behind a quote, as one report names it. ``role`` is the fullest title given.

    Ids of named people and bodies come from the folded name, so that the same name gives the same id in every report. ``ground`` is the
    evidence that this is the person of another name in the reports of the story; None where the names are alike.
    """

    speaker_id: str
    name: str
    kind: SpeakerKind
    role: str | None = None
    mentions: tuple[Span, ...] = ()
    ground: str | None = None


class Entity(Record, frozen=True, kw_only=True):
    """A proper name in the text."""

    span: Span
    type: EntityType


class Mention(Record, frozen=True, kw_only=True):
    """A place where a person, body or place is mentioned, by name or not: a nominal is "the defence secretary", a pronoun is "she"."""

    span: Span
    type: EntityType
    form: MentionForm
    score: float = 1.0


class DateMention(Record, frozen=True, kw_only=True):
    """An expression of time and its value as in TIMEX3, at its own precision (``2022-09-21``, ``2022-09``, ``2022-W38``)."""

    span: Span
    value: str


class Figure(Record, frozen=True, kw_only=True):
    """A quantity: an interval (``None`` is an open end) with unit, what it counts, its change, who gives it, and as of when."""

    span: Span
    low: float | int | None = None
    high: float | int | None = None
    unit: str | None = None
    of: str | None = None
    change: Change = "="
    according_to: str | None = None
    as_of: str | None = None


class Annotated(Record, frozen=True, kw_only=True):
    """A report with everything that was read in it: one line of ``onrecord annotate``."""

    report: Report
    quotes: tuple[Quote, ...] = ()
    speakers: tuple[Speaker, ...] = ()
    entities: tuple[Entity, ...] = ()
    dates: tuple[DateMention, ...] = ()
    figures: tuple[Figure, ...] = ()


# ---------------------------------------------------------------- what a trained tagger hands to the rooms


@dataclass(frozen=True, eq=False)
class Tagging:
    """What a tagger saw in a text, before anything is decided: a row of scores for each of its `words`, in text order.

    `attribution` has a column for each of ``ATTRIBUTION_TAGS`` and `mentions` one for each of ``MENTION_TAGS`` (both unnormalised, the
    larger the likelier). `links` holds, for each word, the vector by which contents find their source and cue. `learned` are the small
    tables that were trained with the scores and are needed to decode them, by name.
    """

    words: tuple[Span, ...]
    attribution: NDArray[np.float32]
    mentions: NDArray[np.float32]
    links: NDArray[np.float16]
    learned: Mapping[str, NDArray[np.float32]]


class Tagger(Protocol):
    """What reads a text for the rooms: the trained model, or a stand-in in tests."""

    def tag(self, text: str) -> Tagging:
        """The scores of every word of `text`."""
        ...


# ---------------------------------------------------------------- what is made of many reports


class Link(Record, frozen=True, kw_only=True):
    """A scored tie between two things (ids in order, ``left < right``). ``score`` is an integer per thousand; ``why`` is the evidence."""

    left: str
    right: str
    score: int
    why: str | None = None


class Story(Record, frozen=True, kw_only=True):
    """The reports of one event, and their families (reports that share one text); ``versions`` are reports of a family that one outlet
    published one after the other, each from the first to the last."""

    story_id: str
    title: str | None = None
    first: str | None = None
    last: str | None = None
    report_ids: tuple[str, ...]
    families: tuple[tuple[str, ...], ...] = ()
    outlets: int = 0
    distinct_texts: int = 0
    credits: tuple[str, ...] = ()
    versions: tuple[tuple[str, ...], ...] = ()
    statements: int = 0
    notable: int = 0


class Region(Record, frozen=True, kw_only=True):
    """A stretch where a printed version differs from the base text.

    ``base`` is in the statement's text, ``witness`` in the report's; an insertion or deletion has an empty span on one side.
    ``weight``: 0 form only, 1 minor, 2 content, 3 may change the meaning.
    """

    kind: RegionKind
    reason: str | None = None
    weight: int
    base: Span
    base_text: str
    witness: Span
    witness_text: str
    profile_verdict: Verdict | None = None
    rule: str | None = None


class Witness(Record, frozen=True, kw_only=True):
    """A stretch of one quote seen as a copy of a statement; ``covers`` is what it covers of the statement's text."""

    witness_id: str
    report_id: str
    outlet: str | None = None
    published: str | None = None
    quote_id: str
    content: tuple[Span, ...]
    marked: bool
    witness_class: WitnessClass = msgspec.field(name="class")
    flags: tuple[Flag, ...] = ()
    covers: Span | None = None
    likeness: float = 0.0
    profile_verdict: Verdict | None = None
    regions: tuple[Region, ...] = ()


class Base(Record, frozen=True, kw_only=True):
    """Where a statement's text comes from: a passage of one report (or record, with its fidelity), and what that makes it."""

    report_id: str
    quote_ids: tuple[str, ...] = ()
    status: BaseStatus = "fullest-held"
    fidelity: Fidelity | None = None


class Conflict(Record, frozen=True, kw_only=True):
    """Another person to whom a report gives the same words."""

    speaker: str
    report_id: str


class Statement(Record, frozen=True, kw_only=True):
    """One thing said once, carried by one or more reports."""

    statement_id: str
    story_id: str | None = None
    speaker_id: str | None = None
    speaker: str | None = None
    said: str | None = None
    text: str
    base: Base
    witnesses: tuple[Witness, ...] = ()
    conflicts: tuple[Conflict, ...] = ()
    echoes: tuple[str, ...] = ()


class FigureValue(Record, frozen=True, kw_only=True):
    """A figure as one report gives it, in a row of figures about the same thing."""

    report_id: str
    outlet: str | None = None
    span: Span
    low: float | int | None = None
    high: float | int | None = None
    change: Change = "="
    according_to: str | None = None
    as_of: str | None = None


class FigureRow(Record, frozen=True, kw_only=True):
    """What the reports of a story give for one thing counted; ``conflict`` when thing and time match and intervals do not meet."""

    story_id: str | None = None
    of: str | None = None
    unit: str | None = None
    values: tuple[FigureValue, ...] = ()
    conflict: bool = False


class Correction(Record, frozen=True, kw_only=True):
    """What a person said about who is who or what belongs together: an input like a report, applied whenever groups are made.

    ``verb`` and its ``subject`` and ``object``: ``speaker`` old name, new name; ``same-person`` and ``not-same-person`` two names or ids;
    ``quote`` a quote id, the speaker; ``reject`` a quote id; ``same-story`` and ``not-same-story`` two report ids.
    """

    correction_id: str
    verb: CorrectionVerb
    subject: str
    object: str | None = None
    by: str | None = None
    at: str
    reason: str | None = None
    undone_at: str | None = None


class SpeakerMention(Record, frozen=True, kw_only=True):
    """A place where somebody is mentioned."""

    report_id: str
    span: Span


class RoleSeen(Record, frozen=True, kw_only=True):
    """A role as reports give it: from the first to the last date of a report that does, and one place where it stands."""

    role: str
    first: str | None = None
    last: str | None = None
    reports: int = 0
    report_id: str | None = None
    span: Span | None = None


class AliasSeen(Record, frozen=True, kw_only=True):
    """Another name of a speaker: one place where it stands, and the evidence that it means this speaker."""

    alias: str
    report_id: str
    span: Span | None = None
    why: str | None = None


class SpeakerRow(Record, frozen=True, kw_only=True):
    """A speaker across all reports: one line of ``onrecord speakers``. Roles belong to the dates on which reports give them."""

    speaker_id: str
    name: str
    kind: SpeakerKind
    roles: tuple[str, ...] = ()
    aliases: tuple[str, ...] = ()
    statements: int = 0
    mentions: tuple[SpeakerMention, ...] = ()
    wikidata: str | None = None
    roles_seen: tuple[RoleSeen, ...] = ()
    aliases_seen: tuple[AliasSeen, ...] = ()
    namesakes: tuple[str, ...] = ()
    """Walks of life in which different stories put this name: perhaps people who only share it."""


# ---------------------------------------------------------------- the check of a draft


class Context(Record, frozen=True, kw_only=True):
    """Words of a record that stand beside a passage: their place in the record's decoded text, and who says them."""

    start: int
    end: int
    text: str
    speaker: str | None = None


class RecordPassage(Record, frozen=True, kw_only=True):
    """A passage of a record near to words of a draft; ``start`` and ``end`` are in the record's decoded text, ``record_id`` names it.

    ``source`` is ``report`` where, for want of records, it is a report held. ``question`` is what another speaker asked before it;
    ``before`` and ``after`` are up to two sentences of its own turn beside it.
    """

    record: str
    record_id: str | None = None
    source: PassageSource = "record"
    fidelity: Fidelity | None = None
    date: str | None = None
    speaker: str | None = None
    speaker_match: bool | None = None
    occasion_match: bool | None = None
    start: int
    end: int
    text: str
    time: str | None = None
    likeness: float
    question: Context | None = None
    before: Context | None = None
    after: Context | None = None


class Candidate(RecordPassage, frozen=True, kw_only=True):
    """A passage that may hold a quotation's words, compared with it. ``near`` is set on those that came nearest only.

    It says in what: in ``words``, or in ``sense`` (then the class is ``paraphrase``, there are no regions, and ``likeness`` is a cosine).
    """

    near: Nearness | None = None
    witness_class: WitnessClass = msgspec.field(name="class")
    regions: tuple[Region, ...] = ()


class Held(Record, frozen=True, kw_only=True):
    """How many records were held to check against, how many of the same speaker, and how many of those of the same day.

    ``day`` is that day: when the words were said, else the date of the draft; None where neither is known.
    ``set_aside`` are those of a later day than the draft, counted in ``records``, too; ``reports`` are held reports that stand in for want
    of records.
    """

    records: int = 0
    same_speaker: int = 0
    same_day: int = 0
    day: str | None = None
    set_aside: int = 0
    reports: int = 0


class WithinDraft(Record, frozen=True, kw_only=True):
    """A fuller printing of the same words elsewhere in the draft."""

    start: int
    end: int
    text: str = ""
    quote_id: str | None = None
    witness_class: WitnessClass = msgspec.field(name="class")
    regions: tuple[Region, ...] = ()


class Checked(Record, frozen=True, kw_only=True):
    """One quotation of a draft and where its words stand: one line of ``onrecord check``.

    ``place`` is where in the draft it stands, if that is no common paragraph; ``start`` and ``end`` of one in the ``title`` are in the
    draft's title. ``set_aside`` are passages with its words in records of a later day than the draft: they are no support.
    ``speaker_ground`` is the evidence for ``speaker`` where the draft names an office alone.
    """

    draft: str
    quote_id: str
    place: DraftPlace | None = None
    start: int
    end: int
    text: str
    speaker: str | None = None
    speaker_ground: str | None = None
    witness_class: WitnessClass = msgspec.field(name="class")
    flags: tuple[Flag, ...] = ()
    profile_verdict: Verdict | None = None
    held: Held = Held()
    candidates: tuple[Candidate, ...] = ()
    nearest: tuple[Candidate, ...] = ()
    set_aside: tuple[Candidate, ...] = ()
    within_draft: tuple[WithinDraft, ...] = ()


class Unmarked(Record, frozen=True, kw_only=True):
    """An attribution without quotation marks, or a figure, of a draft, and the passages of records that come nearest to it.

    A line of ``onrecord check --indirect``. It has no class: words that are the reporter's own are not compared one by one.
    ``speaker_ground`` is the evidence for ``speaker`` where the draft names an office alone.
    """

    draft: str
    unmarked: UnmarkedKind
    quote_id: str | None = None
    start: int
    end: int
    text: str
    speaker: str | None = None
    speaker_ground: str | None = None
    figure: Figure | None = None
    held: Held = Held()
    passages: tuple[RecordPassage, ...] = ()


class CheckedDraft(Record, frozen=True, kw_only=True):
    """A draft with all that its check found: its quotations in order, what is unmarked where that was asked for, and the records set aside.

    ``set_aside`` names the records that are of a later day than the draft.
    """

    draft: Report
    findings: tuple[Checked, ...] = ()
    unmarked: tuple[Unmarked, ...] = ()
    set_aside: tuple[str, ...] = ()


# ---------------------------------------------------------------- in and out

AnyRecord = TypeVar("AnyRecord", bound=Record)


def as_data(record: Record) -> dict[str, Any]:
    """Plain JSON-ready data of a record, with the field names of the contract.

    >>> as_data(Entity(span=Span(0, 9), type="person"))
    {'span': [0, 9], 'type': 'person'}
    """
    data: dict[str, Any] = msgspec.json.decode(msgspec.json.encode(record))
    return data


def from_data(data: Any, kind: type[AnyRecord]) -> AnyRecord:
    """The record of `kind` that `data` (as `as_data` gives it) describes; raises `msgspec.ValidationError` where it does not fit.

    >>> from_data({'span': [0, 9], 'type': 'person'}, Entity)
    Entity(span=Span(start=0, end=9), type='person')
    """
    return msgspec.convert(data, kind)
