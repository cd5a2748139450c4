"""The check sheet in words, for a page: what a person reads of each quotation, laid out by the template ``sheet.html``."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from typing import Final

import msgspec

from onrecord import pages
from onrecord.pipeline import telling
from onrecord.pipeline.asking import with_query
from onrecord.pipeline.check_words import PLACE_WORDS, file_name, ground_words, held_words, source_name
from onrecord.pipeline.record_views import place_address
from onrecord.pipeline.sheets import Change, Earlier, Sheet, SheetDraft, SheetItem
from onrecord.pipeline.views import address
from onrecord.records import Candidate, Checked, Context, Record, RecordPassage, Region, Reject, Span, Unmarked, WithinDraft
from onrecord.text import words as word_spans

CHANGE_WORDS: Final[dict[Change, str]] = {
    "same": "as in the previous sheet", "words": "the draft's words have changed", "finding": "the finding has changed",
    "new": "new in this draft",
}  # fmt: skip
FLAG_WORDS: Final = {
    "fragment": "part of a longer sentence in the record",
    "clipped": "in the record, a negation or a condition stands in the same sentence just outside these words",
    "headline": "in a headline",
    "translated": "a translation: differences are listed, none is weighed",
    "record-doubtful": "the record itself is in doubt at this place",
}
VERDICT_WORDS: Final = {"allowed": "allowed", "not-allowed": "not allowed"}
SHOWN_NEAREST: Final = 2
SOUGHT: Final = 12  # words
NEAR_WORDS: Final = {"words": "near in words", "sense": "near in sense"}
MOST_NAMED: Final = 8  # records set aside that a sheet names
QUIET_KINDS: Final = ("filler", "repetition", "cut-marked", "bracket")  # shown in the record's words even where they weigh nothing
EYE_CLASSES: Final = ("differs-critical", "joined")


class Shown(Record, frozen=True, kw_only=True):
    """A stretch of words; ``weight`` (0 to 3) where it differs. One that differs and is empty stands for words that are not there."""

    text: str
    weight: int | None = None


class DifferenceShown(Record, frozen=True, kw_only=True):
    """One difference in words, with the verdict of the house rules and its source where there is one."""

    finding: str
    base: str
    printed: str
    weight: int
    verdict: str | None = None
    rule: str | None = None


class PassageShown(Record, frozen=True, kw_only=True):
    """A passage of a record: what it is, how it stands to the draft, its words, and the words beside it; ``href`` where a desk holds it."""

    name: str
    href: str | None = None
    status: str
    class_name: str
    particulars: tuple[str, ...]
    warnings: tuple[str, ...] = ()
    words: tuple[Shown, ...]
    question: str | None = None
    asked_by: str | None = None
    before: str | None = None
    after: str | None = None
    differences: tuple[DifferenceShown, ...] = ()
    form_only: int = 0


class InsideShown(Record, frozen=True, kw_only=True):
    """A fuller printing of the same words elsewhere in the draft: its number there where it has one."""

    number: int | None
    words: tuple[Shown, ...]
    status: str
    differences: tuple[DifferenceShown, ...]


class ItemShown(Record, frozen=True, kw_only=True):
    """One numbered quotation of the sheet."""

    item_id: str
    number: int
    speaker: str | None
    speaker_ground: str | None
    place: str | None
    words: tuple[Shown, ...]
    status: str
    class_name: str
    eye: tuple[str, ...]
    flags: tuple[str, ...]
    verdict: str | None
    verdict_name: str | None
    held: str | None
    search_href: str | None
    passage: PassageShown | None
    others: tuple[PassageShown, ...]
    nearest: tuple[PassageShown, ...]
    later: tuple[PassageShown, ...]
    inside: tuple[InsideShown, ...]
    notes: str | None
    initials: str | None
    resolution: str | None
    is_open: bool
    change: str | None
    change_name: Change | None
    earlier: Earlier | None
    earlier_status: str | None


class TextPart(Record, frozen=True, kw_only=True):
    """A stretch of the draft's text; ``number`` of the quotation it is in, which it opens where ``is_first``."""

    text: str
    number: int | None = None
    is_first: bool = False
    needs_eye: bool = False
    is_missing: bool = False


class UnmarkedShown(Record, frozen=True, kw_only=True):
    """What stands without marks in the draft: an attribution or a figure, and the passage that comes nearest."""

    words: str
    kind: str
    speaker: str | None
    speaker_ground: str | None
    held: str | None
    nearest: PassageShown | None


class DraftShown(Record, frozen=True, kw_only=True):
    """A draft: its name and date, its text with the numbers of its quotations, and these."""

    name: str
    title: str | None
    published: str
    title_parts: tuple[TextPart, ...]
    paragraphs: tuple[tuple[TextPart, ...], ...]
    items: tuple[ItemShown, ...]
    gone: tuple[ItemShown, ...]
    unmarked: tuple[UnmarkedShown, ...]
    set_aside: tuple[str, ...]


class SheetView(Record, frozen=True, kw_only=True):
    """A check sheet as a page shows it; the numbers of quotations that need an eye, of those not found, and of those open."""

    version: str
    profile: str | None
    count: int
    eye: tuple[int, ...]
    missing: tuple[int, ...]
    open: tuple[int, ...]
    has_previous: bool
    drafts: tuple[DraftShown, ...]
    rejects: tuple[str, ...]


def sheet_page(sheet: Sheet) -> str:
    """The sheet as a page that stands alone: no script, nothing from elsewhere, made to be printed."""
    return pages.render("sheet.html", view=sheet_view(sheet), notes_part="sheet_notes.html")


def passages_of(sheet: Sheet) -> Iterator[RecordPassage]:
    """Every passage of a record, or of a report held, that a sheet shows."""
    for draft in sheet.drafts:
        for item in (*draft.items, *draft.gone):
            yield from (*item.finding.candidates, *item.finding.nearest, *item.finding.set_aside)
        for each in draft.unmarked:
            yield from each.passages


def sheet_view(sheet: Sheet, held: Collection[str] | None = None) -> SheetView:
    """The sheet in words; ``held`` are ids of records and reports that can be read where the sheet is shown, on a desk."""
    drafts = tuple(_draft(draft, held) for draft in sheet.drafts)
    items = [item for draft in drafts for item in draft.items]
    return SheetView(
        version=sheet.onrecord_version,
        profile=sheet.profile,
        count=len(items),
        eye=tuple(item.number for item in items if item.eye),
        missing=tuple(item.number for item in items if item.class_name == "not-found" and not item.eye),
        open=tuple(item.number for item in items if item.is_open),
        has_previous=any(item.change for item in items) or any(draft.gone for draft in drafts),
        drafts=drafts,
        rejects=tuple(map(reject_words, sheet.rejects)),
    )


def reject_words(reject: Reject) -> str:
    """A file, or part of one, that could not be used, with the reason and what to try.

    >>> reject_words(Reject(path="a.txt", line=3, reason="not UTF-8", advice="save it again"))
    'a.txt, line 3: not UTF-8 (save it again)'
    """
    where = reject.path + (f", line {reject.line}" if reject.line else "")
    return f"{where}: {reject.reason}" + (f" ({reject.advice})" if reject.advice else "")


def eye_words(finding: Checked) -> tuple[str, ...]:
    """Why a quotation needs an eye, in words; none where nothing weighty differs, nor where its words are not found: that says nothing."""
    best = finding.candidates[0] if finding.candidates else None
    told = [telling.CLASS_WORDS[finding.witness_class]] if finding.witness_class in EYE_CLASSES else []
    if best is not None:
        told += warnings(best)
    if finding.profile_verdict == "not-allowed":
        told.append("not allowed by the house rules")
    if "clipped" in finding.flags:
        told.append("words just outside may matter")
    if any(place.witness_class == "differs-critical" for place in finding.within_draft):
        told.append("words differ within the draft, the meaning may too")
    return tuple(told)


def warnings(passage: RecordPassage) -> tuple[str, ...]:
    """Where a passage is of another speaker or another day than the draft says, in words."""
    speaker = "the record gives the words to another speaker"
    said = ((passage.speaker_match, speaker), (passage.occasion_match, "the record is of another day"))
    return tuple(words for match, words in said if match is False)


def particulars(passage: RecordPassage) -> tuple[str, ...]:
    """What is known of a passage: who says it, when, at what time of the recording, how faithful the record is."""
    fidelity = telling.FIDELITY_WORDS[passage.fidelity] if passage.fidelity else "fidelity not stated"
    if passage.source == "report":
        fidelity = "a report held, no record"
    day = telling.date_words(passage.date) if passage.date else "no date"
    time = f"at {passage.time}" if passage.time else None
    return tuple(part for part in (passage.speaker or "no speaker named", day, time, fidelity) if part)


def difference_words(shown: DifferenceShown, base_name: str = "the record") -> str:
    """One difference as a sentence.

    >>> difference_words(DifferenceShown(finding="number differs", base="four", printed="five", weight=3))
    'number differs: “five” where the record has “four”'
    """
    if shown.base and shown.printed:
        words = f"“{shown.printed}” where {base_name} has “{shown.base}”"
    elif shown.base:
        words = f"without “{shown.base}”"
    else:
        words = f"with “{shown.printed}”"
    return f"{shown.finding}: {words}"


# ---------------------------------------------------------------- drafts and their text


def _draft(draft: SheetDraft, held: Collection[str] | None) -> DraftShown:
    numbers = {item.finding.quote_id: item.number for item in reversed(draft.items)}
    return DraftShown(
        name=file_name(draft.path or "the draft"),
        title=draft.title,
        published=telling.date_words(draft.published),
        title_parts=_parts(draft.title or "", [item for item in draft.items if item.finding.place == "title"]),
        paragraphs=_paragraphs(draft),
        items=tuple(_item(item, draft, numbers, held) for item in draft.items),
        gone=tuple(_item(item, None, {}, held) for item in draft.gone),
        unmarked=tuple(_unmarked(each, held) for each in draft.unmarked),
        set_aside=_named(draft.set_aside),
    )


def _paragraphs(draft: SheetDraft) -> tuple[tuple[TextPart, ...], ...]:
    """The lines of the draft that hold words, each as parts."""
    lines: list[list[TextPart]] = [[]]
    for part in _parts(draft.text, [item for item in draft.items if item.finding.place != "title"]):
        for number, text in enumerate(part.text.split("\n")):
            if number:
                lines.append([])
            if text:
                lines[-1].append(msgspec.structs.replace(part, text=text, is_first=part.is_first and not number))
    return tuple(tuple(line) for line in lines if any(part.text.strip() for part in line))


def _parts(text: str, items: Sequence[SheetItem]) -> tuple[TextPart, ...]:
    found, here = [], 0
    for item in sorted(items, key=lambda each: each.finding.start):
        start, end = max(item.finding.start, here), item.finding.end
        if here < start:
            found.append(TextPart(text=text[here:start]))
        if start < end:
            found.append(
                TextPart(
                    text=text[start:end], number=item.number, is_first=True, needs_eye=bool(eye_words(item.finding)),
                    is_missing=item.finding.witness_class == "not-found",
                )
            )  # fmt: skip
            here = end
    if here < len(text):
        found.append(TextPart(text=text[here:]))
    return tuple(found)


def _named(paths: Sequence[str]) -> tuple[str, ...]:
    """The names of some files, the first few by name."""
    rest = (f"and {len(paths) - MOST_NAMED:,} more",) if len(paths) > MOST_NAMED else ()
    return (*map(file_name, paths[:MOST_NAMED]), *rest)


# ---------------------------------------------------------------- quotations


def _item(item: SheetItem, draft: SheetDraft | None, numbers: dict[str, int], held: Collection[str] | None) -> ItemShown:
    finding = item.finding
    best = finding.candidates[0] if finding.candidates else None
    text = None if draft is None else (draft.title or "") if finding.place == "title" else draft.text
    span = Span(finding.start, finding.end)
    if best is None or text is None or span.of(text) != finding.text:
        words: tuple[Shown, ...] = (Shown(text=finding.text),)
    else:
        words = _shown(telling.pieces(text, (span,), best.regions))
    # the rules judge words; that another speaker's are allowed would mislead
    verdict = None if best is not None and best.speaker_match is False else finding.profile_verdict
    return ItemShown(
        item_id=item.item_id,
        number=item.number,
        speaker=finding.speaker,
        speaker_ground=ground_words(finding.speaker_ground) if finding.speaker_ground else None,
        place=PLACE_WORDS.get(finding.place or ""),
        words=words,
        status=telling.CLASS_WORDS[finding.witness_class],
        class_name=finding.witness_class,
        eye=eye_words(finding),
        flags=tuple(FLAG_WORDS[flag] for flag in finding.flags if flag != "headline" or finding.place not in ("title", "headline")),
        verdict=VERDICT_WORDS.get(verdict or ""),
        verdict_name=verdict,
        held=None if best is not None else f"held: {held_words(finding.held, finding.speaker)}",
        search_href=None if best is not None or held is None else _search_for(finding.text),
        passage=None if best is None else _passage(best, held),
        others=tuple(_passage(each, held) for each in finding.candidates[1:]),
        nearest=() if best is not None else tuple(_near(each, held) for each in finding.nearest[:SHOWN_NEAREST]),
        later=tuple(_passage(each, held) for each in finding.set_aside),
        inside=tuple(_inside(place, numbers) for place in finding.within_draft if any(region.weight for region in place.regions)),
        notes=item.notes,
        initials=item.initials,
        resolution=item.resolution,
        is_open=item.is_open,
        change=CHANGE_WORDS[item.change] if item.change else None,
        change_name=item.change,
        earlier=item.earlier,
        earlier_status=telling.CLASS_WORDS.get(item.earlier.status) if item.earlier else None,
    )


def _place_of(found: RecordPassage, held: Collection[str] | None) -> str | None:
    """The address of a passage on the desk, where it holds what the passage is from."""
    if held is None or found.record_id is None or found.record_id not in held:
        return None
    if found.source == "report":
        return with_query(address("reports", found.record_id), {"at": str(found.start)}) + "#at"
    return place_address(found.record_id, Span(found.start, found.end))


def _search_for(text: str) -> str:
    """The address that looks for the first words of a quotation in all reports held."""
    found = [span.of(text) for span in word_spans(text)[:SOUGHT]]
    return with_query("/search", {"q": " ".join(found)})


def _passage(found: Candidate, held: Collection[str] | None) -> PassageShown:
    return PassageShown(
        name=source_name(found),
        href=_place_of(found, held),
        status=telling.CLASS_WORDS[found.witness_class],
        class_name=found.witness_class,
        particulars=particulars(found),
        warnings=warnings(found),
        words=_base_words(found.text, found.start, found.regions),
        question=_words_of(found.question),
        asked_by=found.question.speaker if found.question else None,
        before=_words_of(found.before),
        after=_words_of(found.after),
        differences=_differences(found.regions),
        form_only=sum(1 for region in found.regions if not region.weight),
    )


def _near(found: Candidate, held: Collection[str] | None) -> PassageShown:
    """A passage that is too far to be the same words: nothing in it is marked, and nobody is said to have said the draft's words."""
    unlike = ((found.speaker_match, "another speaker"), (found.occasion_match, "another day"))
    return msgspec.structs.replace(
        _passage(found, held), status=NEAR_WORDS[found.near or "words"], words=(Shown(text=found.text),), differences=(),
        warnings=tuple(words for match, words in unlike if match is False),
    )  # fmt: skip


def _inside(place: WithinDraft, numbers: dict[str, int]) -> InsideShown:
    return InsideShown(
        number=numbers.get(place.quote_id or ""),
        words=_base_words(place.text, place.start, place.regions),
        status=telling.CLASS_WORDS[place.witness_class],
        differences=_differences(place.regions),
    )


def _unmarked(found: Unmarked, held: Collection[str] | None) -> UnmarkedShown:
    best = found.passages[0] if found.passages else None
    nearest = None if best is None else PassageShown(
        name=source_name(best), href=_place_of(best, held), status="", class_name="none", particulars=particulars(best),
        warnings=warnings(best), words=(Shown(text=best.text),),
        question=_words_of(best.question), before=_words_of(best.before), after=_words_of(best.after),
    )  # fmt: skip
    kind = "a figure" if found.unmarked == "figure" else "in the reporter's words"
    told = None if best else f"held: {held_words(found.held, found.speaker)}"
    ground = ground_words(found.speaker_ground) if found.speaker_ground else None
    return UnmarkedShown(words=found.text, kind=kind, speaker=found.speaker, speaker_ground=ground, held=told, nearest=nearest)


def _base_words(text: str, start: int, regions: Sequence[Region]) -> tuple[Shown, ...]:
    """The words of a passage that begins at ``start`` of its record, cut where the draft differs from them."""
    turned = tuple(
        msgspec.structs.replace(
            region, base=region.witness, base_text=region.witness_text, witness_text=region.base_text,
            witness=Span(region.base.start - start, region.base.end - start),
        )
        for region in regions
        if start <= region.base.start and region.base.end <= start + len(text) and (region.weight or region.kind in QUIET_KINDS)
    )  # fmt: skip
    return _shown(telling.pieces(text, (Span(0, len(text)),), turned, 0))


def _shown(found: Sequence[telling.Piece]) -> tuple[Shown, ...]:
    return tuple(
        Shown(text=piece.text) if piece.region is None else Shown(text=telling.abridged(piece.text), weight=piece.region.weight)
        for piece in found
    )


def _differences(regions: Sequence[Region]) -> tuple[DifferenceShown, ...]:
    told = sorted((region for region in regions if region.weight), key=lambda region: (-region.weight, region.base, region.witness))
    return tuple(
        DifferenceShown(
            finding=telling.finding(region), base=telling.abridged(" ".join(region.base_text.split())),
            printed=telling.abridged(" ".join(region.witness_text.split())),
            weight=region.weight, verdict=VERDICT_WORDS.get(region.profile_verdict or ""), rule=region.rule,
        )
        for region in told
    )  # fmt: skip


def _words_of(context: Context | None) -> str | None:
    return " ".join(context.text.split()) if context is not None else None
