"""The check sheet: the quotations of drafts with what the check found of each, and what people noted and decided about them.

A sheet is data (JSON with a format and a version). `carry` brings the notes of an earlier sheet into the sheet of the next draft: what was
decided holds while the words and the finding are the same; where either changed, the quotation is open again and the old decision is
shown beside it.
"""

from __future__ import annotations

from collections import Counter, defaultdict, deque
from collections.abc import Iterable, Iterator, Sequence
from typing import Any, Final, Literal

import msgspec
from rapidfuzz import fuzz

from onrecord import __version__
from onrecord.errors import NotHeld, UsageError
from onrecord.pipeline import telling
from onrecord.pipeline.check_words import file_name
from onrecord.records import Candidate, Checked, CheckedDraft, Record, Region, Reject, Unmarked, WithinDraft
from onrecord.text import APOSTROPHES, fold

FORMAT: Final = "onrecord-sheet"
FORMAT_VERSION: Final = 1
ENDINGS: Final = (".html", ".docx", ".json", ".csv")  # of the files that a sheet can be written to
LARGEST: Final = 100_000_000  # bytes of a sheet that is read
LIKE: Final = 60.0  # of 100: words that stand for changed words of the previous draft are at least so like
TRIED: Final = 40  # quotations of the previous draft, the nearest in order, with which changed words are compared
COMPARED: Final = 1_000  # characters of each by which likeness is judged
QUOTATION_MARKS: Final = str.maketrans("“”„‟«»‹›‚‛", '""""""\'\'\'\'')

Change = Literal["same", "words", "finding", "new"]


class Earlier(Record, frozen=True, kw_only=True):
    """What the previous sheet held of a quotation whose words or finding have changed since."""

    text: str
    status: str
    initials: str | None = None
    resolution: str | None = None


class SheetItem(Record, frozen=True, kw_only=True):
    """A numbered quotation with its finding, and what people wrote: notes, initials, how it was resolved.

    ``item_id`` is unique in its sheet. ``change`` says what became of it since the previous sheet (None without one); ``earlier`` is
    what stood there where words or finding changed.
    """

    item_id: str
    number: int
    finding: Checked
    notes: str | None = None
    initials: str | None = None
    resolution: str | None = None
    change: Change | None = None
    earlier: Earlier | None = None

    @property
    def is_open(self) -> bool:
        """True until somebody signed the quotation or said how it was resolved."""
        return not (self.initials or self.resolution)


class SheetDraft(Record, frozen=True, kw_only=True):
    """One draft of a sheet: its words, its quotations in order, and those of the previous draft that are no longer in it."""

    path: str | None = None
    title: str | None = None
    published: str | None = None
    text: str
    text_start: int = 0
    items: tuple[SheetItem, ...] = ()
    gone: tuple[SheetItem, ...] = ()
    unmarked: tuple[Unmarked, ...] = ()
    set_aside: tuple[str, ...] = ()


class Sheet(Record, frozen=True, kw_only=True):
    """A check sheet: drafts with their quotations, the house rules asked for, and what could not be read."""

    format: str = FORMAT
    format_version: int = FORMAT_VERSION
    onrecord_version: str = __version__
    profile: str | None = None
    drafts: tuple[SheetDraft, ...] = ()
    rejects: tuple[Reject, ...] = ()

    @property
    def items(self) -> tuple[SheetItem, ...]:
        """The quotations of all drafts, in order."""
        return tuple(item for draft in self.drafts for item in draft.items)

    @property
    def open(self) -> tuple[SheetItem, ...]:
        """The quotations that nobody signed or resolved."""
        return tuple(item for item in self.items if item.is_open)


def make_sheet(
    checked: Iterable[CheckedDraft], profile: str | None = None, rejects: Sequence[Reject] = (), previous: Sheet | None = None
) -> Sheet:
    """The sheet of some checked drafts, its quotations numbered through; with ``previous``, notes are carried from it."""
    drafts: list[SheetDraft] = []
    seen: Counter[str] = Counter()
    number = 0
    for each in checked:
        items = []
        for finding in each.findings:
            number += 1
            seen[finding.quote_id] += 1
            count = seen[finding.quote_id]
            item_id = finding.quote_id if count == 1 else f"{finding.quote_id}.{count}"
            items.append(SheetItem(item_id=item_id, number=number, finding=finding))
        report = each.draft
        drafts.append(
            SheetDraft(
                path=report.path, title=report.title, published=report.published, text=report.text, text_start=report.text_start,
                items=tuple(items), unmarked=each.unmarked, set_aside=each.set_aside,
            )
        )  # fmt: skip
    made = Sheet(profile=profile, drafts=tuple(drafts), rejects=tuple(rejects))
    return made if previous is None else carry(previous, made)


# ---------------------------------------------------------------- from one draft to the next


def carry(previous: Sheet, sheet: Sheet) -> Sheet:
    """The sheet with the notes of an earlier one; only quotations whose words or finding changed (or that are new) are open again.

    Drafts are matched by the names of their files, else, where both sheets hold one, as that one. Letter case, quotation marks and white
    space do not count as a change of words; where records lie, and how many were searched, is no change of finding.
    """
    by_name = {file_name(draft.path or ""): draft for draft in reversed(previous.drafts)}
    is_single = len(previous.drafts) == len(sheet.drafts) == 1
    drafts = []
    for draft in sheet.drafts:
        before = previous.drafts[0] if is_single else by_name.get(file_name(draft.path or ""))
        drafts.append(_carry_draft(before or SheetDraft(text=""), draft))
    return msgspec.structs.replace(sheet, drafts=tuple(drafts))


def _carry_draft(previous: SheetDraft, draft: SheetDraft) -> SheetDraft:
    partners = _partners(previous.items, draft.items)
    items = tuple(_carry_item(partners.get(item.number), item) for item in draft.items)
    kept = {partner.number for partner in partners.values()}
    return msgspec.structs.replace(draft, items=items, gone=tuple(item for item in previous.items if item.number not in kept))


def _partners(previous: Sequence[SheetItem], items: Sequence[SheetItem]) -> dict[int, SheetItem]:
    """For the number of each quotation, the one of the previous draft that it is: the same words, in order; else the most alike."""
    waiting: defaultdict[str, deque[SheetItem]] = defaultdict(deque)
    for item in previous:
        waiting[_plain(item.finding.text)].append(item)
    found: dict[int, SheetItem] = {}
    for item in items:
        if same := waiting[_plain(item.finding.text)]:
            found[item.number] = same.popleft()
    left = sorted((item for queue in waiting.values() for item in queue), key=lambda item: item.number)
    texts = [_plain(item.finding.text)[:COMPARED] for item in left]
    pairs = []
    for at, item in enumerate(each for each in items if each.number not in found):
        begin, words = max(0, at - TRIED // 2), _plain(item.finding.text)[:COMPARED]
        for other, text in zip(left[begin : at + TRIED // 2], texts[begin : at + TRIED // 2], strict=True):
            like = fuzz.ratio(words, text)
            if like >= LIKE:
                pairs.append((-round(10 * like), item.number, other.number, other))
    taken: set[int] = set()
    for _, number, other_number, other in sorted(pairs, key=lambda pair: pair[:3]):
        if number not in found and other_number not in taken:
            found[number] = other
            taken.add(other_number)
    return found


def _carry_item(before: SheetItem | None, item: SheetItem) -> SheetItem:
    if before is None:
        return msgspec.structs.replace(item, change="new")
    is_reworded = _plain(before.finding.text) != _plain(item.finding.text)
    if not is_reworded and _gist(before.finding) == _gist(item.finding):
        return msgspec.structs.replace(
            item, notes=before.notes, initials=before.initials, resolution=before.resolution, change="same",
            earlier=before.earlier if before.is_open else None,
        )  # fmt: skip
    earlier = Earlier(
        text=before.finding.text, status=before.finding.witness_class, initials=before.initials, resolution=before.resolution
    )
    return msgspec.structs.replace(item, notes=before.notes, change="words" if is_reworded else "finding", earlier=earlier)


def _plain(text: str) -> str:
    """Words for comparing two drafts: a change of white space, quotation marks or apostrophes is none of words."""
    return " ".join(text.translate(APOSTROPHES).translate(QUOTATION_MARKS).split())


def _gist(finding: Checked) -> tuple[Any, ...]:
    """What an editor decided upon: the class, the speaker, the verdict, and the best passage with its differences."""
    best = finding.candidates[0] if finding.candidates else None
    passage = None
    if best is not None:
        record = (file_name(best.record), best.speaker, best.date, best.fidelity)
        passage = (*record, best.speaker_match, best.occasion_match, _plain(best.text))
    inside = tuple(sorted(_difference_of(place) for place in finding.within_draft))
    return (
        finding.witness_class, finding.flags, finding.profile_verdict, fold(finding.speaker or ""), passage,
        () if best is None else _differences(best.regions), inside,
    )  # fmt: skip


def _difference_of(place: WithinDraft) -> tuple[Any, ...]:
    return place.witness_class, *_differences(place.regions)


def _differences(regions: Sequence[Region]) -> tuple[tuple[str, ...], ...]:
    return tuple(
        (region.kind, region.reason or "", _plain(region.base_text), _plain(region.witness_text), region.profile_verdict or "")
        for region in regions
        if region.weight
    )


# ---------------------------------------------------------------- what people write, and in and out


def write_note(
    sheet: Sheet, item_id: str, *, notes: str | None = None, initials: str | None = None, resolution: str | None = None
) -> Sheet:
    """The sheet with what somebody wrote about a quotation, in place of what stood there; raises `NotHeld` where it holds no such one."""
    if all(item.item_id != item_id for item in sheet.items):
        raise NotHeld(f"the sheet holds no quotation {item_id}")
    written = {"notes": notes or None, "initials": initials or None, "resolution": resolution or None}
    drafts = []
    for draft in sheet.drafts:
        items = tuple(msgspec.structs.replace(item, **written) if item.item_id == item_id else item for item in draft.items)
        drafts.append(msgspec.structs.replace(draft, items=items))
    return msgspec.structs.replace(sheet, drafts=tuple(drafts))


def sheet_json(sheet: Sheet) -> bytes:
    """The sheet as JSON that people can read and write in; `read_sheet` gives it back."""
    return msgspec.json.format(msgspec.json.encode(sheet), indent=1) + b"\n"


def read_sheet(data: bytes, name: str = "the sheet") -> Sheet:
    """The sheet that `sheet_json` wrote; raises `UsageError` where it is none, or one of a newer program."""
    if len(data) > LARGEST:
        raise UsageError(f"{name}: {len(data):,} bytes, more than the {LARGEST:,} that a sheet may have")
    try:
        head = msgspec.json.decode(data, type=_Head)
        if head.format != FORMAT:
            raise UsageError(f"{name} is no check sheet; give the JSON that onrecord check --report FILE.json wrote")
        if head.format_version > FORMAT_VERSION:
            raise UsageError(f"{name} is a sheet of format {head.format_version}, and this program reads {FORMAT_VERSION}: update onrecord")
        return msgspec.json.decode(data, type=Sheet)
    except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError) as error:
        raise UsageError(f"{name} is no check sheet ({error}); give the JSON that onrecord check --report FILE.json wrote") from error


class _Head(msgspec.Struct):
    format: str = ""
    format_version: int = 0


COLUMNS: Final = (
    "number", "draft", "text", "speaker", "class", "flags", "profile_verdict", "record", "record_speaker", "record_date", "record_time",
    "record_text", "differences", "initials", "notes", "resolution", "change",
)  # fmt: skip


def sheet_rows(sheet: Sheet) -> Iterator[dict[str, Any]]:
    """A flat row for each quotation, for a spreadsheet; the columns are `COLUMNS`."""
    for draft in sheet.drafts:
        for item in draft.items:
            finding = item.finding
            best: Candidate | None = finding.candidates[0] if finding.candidates else None
            yield {
                "number": item.number,
                "draft": draft.path,
                "text": finding.text,
                "speaker": finding.speaker,
                "class": finding.witness_class,
                "flags": ", ".join(finding.flags) or None,
                "profile_verdict": finding.profile_verdict,
                "record": best.record if best else None,
                "record_speaker": best.speaker if best else None,
                "record_date": best.date if best else None,
                "record_time": best.time if best else None,
                "record_text": best.text if best else None,
                "differences": "; ".join(telling.finding(r) for r in best.regions if r.weight) or None if best else None,
                "initials": item.initials,
                "notes": item.notes,
                "resolution": item.resolution,
                "change": item.change,
            }
