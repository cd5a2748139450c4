"""The check sheet in Word: the draft with a comment on each of its quotations, as a copy of the draft where that is a Word file."""

from __future__ import annotations

import copy
import io
import re
import zipfile
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from itertools import accumulate
from typing import Any, Final

import docx
from docx.document import Document
from docx.text.run import Run
from lxml import etree

from onrecord.errors import UsageError
from onrecord.ingest import word
from onrecord.pipeline.sheet_pages import DifferenceShown, ItemShown, PassageShown, Shown, UnmarkedShown, difference_words, sheet_view
from onrecord.pipeline.sheets import Sheet, SheetDraft
from onrecord.records import Span

AUTHOR: Final = "onrecord"
INITIALS: Final = "OR"
LARGEST_PACKAGE: Final = 400_000_000  # bytes of all parts of a draft, pictures and all, of which a copy is made
OLDEST: Final = (1980, 1, 1, 0, 0, 0)  # the first date a zip archive can bear: no clock in what is written
TEXT, RUN_PROPERTIES, DATE = (f"{{http://schemas.openxmlformats.org/wordprocessingml/2006/main}}{name}" for name in ("t", "rPr", "date"))
SPACE: Final = "{http://www.w3.org/XML/1998/namespace}space"
NOWHERE: Final = Span(-1, -1)
NO_XML: Final = re.compile("[^\t\n\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def word_sheet(sheet: Sheet, draft_file: bytes | None = None) -> bytes:
    """A Word file with the draft of a sheet, and its findings as comments; raises `UsageError` where the sheet holds several drafts.

    ``draft_file`` is the draft itself where that is a Word file: a copy of it is made, with all that it holds, tracked changes too. Where
    it cannot be copied (it holds macros, or is no longer what the sheet read), the words are put into a new document.
    """
    if len(sheet.drafts) != 1:
        raise UsageError(f"a Word sheet takes one draft, not {len(sheet.drafts)}: check one at a time, or report as .html or .json")
    draft = sheet.drafts[0]
    document, start = _copy_of(draft, draft_file), draft.text_start
    if document is None:
        document, start = _new_document(draft), 0
    pieces = _pieces(document)
    starts = [0, *accumulate(len(piece.text) for piece in pieces)]
    placed = []
    after = starts[-1]
    for span, lines in sorted(_comments(draft, sheet), key=lambda comment: (comment[0] or NOWHERE, comment[1]), reverse=True):
        if span is None:  # of the title, which is no part of the text: the comment stands at its beginning
            runs = next(((piece.anchor, piece.anchor) for piece in pieces if piece.anchor is not None), None)
        else:
            begin, end = start + span.start, min(start + span.end, after)
            runs = _runs_at(pieces, starts, Span(begin, end)) if begin < end else None
            after = min(after, begin)
        if runs is not None:
            placed.append((lines, runs))
    for lines, (first, last) in reversed(placed):
        _comment(document, first, last, lines)
    return _written(document)


def _comments(draft: SheetDraft, sheet: Sheet) -> Iterator[tuple[Span | None, list[str]]]:
    """What is to be said of the draft, and where in its text; None is its title."""
    shown = sheet_view(sheet).drafts[0]
    for item, view in zip(draft.items, shown.items, strict=True):
        is_title = item.finding.place == "title"
        yield None if is_title else Span(item.finding.start, item.finding.end), comment_lines(view)
    quoted = [Span(item.finding.start, item.finding.end) for item in draft.items if item.finding.place != "title"]
    for found, without in zip(draft.unmarked, shown.unmarked, strict=True):
        span = Span(found.start, found.end)
        if not any(each.start <= span.start and each.touches(span) for each in quoted):  # a comment on the quotation is enough
            yield span, unmarked_lines(without)


def comment_lines(item: ItemShown) -> list[str]:
    """What the comment on a quotation says, line after line."""
    lines = [f"{item.number}. {item.status}" + (f"; {item.verdict} by the house rules" if item.verdict_name == "allowed" else "")]
    if item.place == "in the title":
        lines.append(f"In the title: “{_signed(item.words)}”")
    lines += [f"→ {reason}" for reason in item.eye if reason != item.status]
    if item.change and item.change_name != "same":
        lines.append(item.change[0].upper() + item.change[1:])
    if item.passage is not None:
        lines += _passage_lines(item.passage, "Record")
        lines += [_difference_line(each, "the record") for each in item.passage.differences]
    if item.speaker_ground is not None:
        lines.append(item.speaker_ground[0].upper() + item.speaker_ground[1:])
    if item.held is not None:
        lines.append(item.held[0].upper() + item.held[1:])
    for each in item.nearest:
        lines += _passage_lines(each, f"Nearest ({each.status})")
    for place in item.inside:
        where = f"quotation {place.number}" if place.number else "elsewhere"
        lines.append(f"Fuller in the draft itself ({where}): “{_signed(place.words)}”")
        lines += [_difference_line(each, "the fuller printing") for each in place.differences]
    lines += [flag[0].upper() + flag[1:] for flag in item.flags]
    for other in item.others:
        lines.append(f"Also ({other.status}): {', '.join(other.particulars)} · {other.name}")
    for later in item.later:
        lines.append(f"In a record of a later day, no support: {', '.join(later.particulars)} · {later.name}")
    written = (("Initials", item.initials), ("Notes", item.notes), ("Resolved", item.resolution))
    return lines + [f"{name}: {value}" for name, value in written if value]


def unmarked_lines(shown: UnmarkedShown) -> list[str]:
    """What the comment on words without quotation marks says, line after line."""
    lines = [f"Without quotation marks: {shown.kind}" + (f", {shown.speaker}" if shown.speaker else "")]
    if shown.speaker_ground is not None:
        lines.append(shown.speaker_ground[0].upper() + shown.speaker_ground[1:])
    if shown.nearest is None:
        return [*lines, shown.held[0].upper() + shown.held[1:]] if shown.held else lines
    return lines + _passage_lines(shown.nearest, "Nearest")


def _passage_lines(passage: PassageShown, name: str) -> list[str]:
    asked = f" (asked: “{passage.question}”)" if passage.question else ""
    lines = [f"{name}: “{_signed(passage.words)}”{asked}", f"{', '.join(passage.particulars)} · {passage.name}"]
    return lines + list(passage.warnings if name.startswith("Nearest") else ())


def _difference_line(shown: DifferenceShown, base_name: str) -> str:
    told = difference_words(shown, base_name)
    rule = f" [{shown.verdict}: {shown.rule}]" if shown.verdict else ""
    return f"{'◆ ' if shown.weight >= 3 else '· '}{told}{rule}"


def _signed(words: Sequence[Shown]) -> str:
    """Words in which what differs stands between signs.

    >>> _signed((Shown(text="We will rebuild "), Shown(text="four", weight=3), Shown(text=" walls.")))
    'We will rebuild ‹four› walls.'
    """
    return " ".join("".join(f"‹{piece.text or ' '}›" if piece.weight else piece.text for piece in words).split())


# ---------------------------------------------------------------- documents


def _copy_of(draft: SheetDraft, draft_file: bytes | None) -> Document | None:
    """The draft's own file, opened; None where there is none, it cannot be copied, or its words are not the sheet's."""
    if draft_file is None:
        return None
    try:
        with zipfile.ZipFile(io.BytesIO(draft_file)) as archive:
            if sum(info.file_size for info in archive.infolist()) > LARGEST_PACKAGE:
                return None
        document = docx.Document(io.BytesIO(draft_file))
    except (zipfile.BadZipFile, ValueError, KeyError, etree.XMLSyntaxError):  # macros make another type of file, which it does not open
        return None
    text = "".join(piece.text for piece in _pieces(document))
    return document if text[draft.text_start :] == draft.text else None


def _new_document(draft: SheetDraft) -> Document:
    """A document of the words of a draft: code point for code point its text, a paragraph a line."""
    document = docx.Document()
    for line in draft.text.split("\n"):
        # what XML cannot hold, a carriage return among it, gives way to a space
        document.add_paragraph().add_run(NO_XML.sub(" ", line))
    return document


def _pieces(document: Document) -> list[word.Piece]:
    notes_of = {}
    for relation in document.part.rels.values():  # those outside the file are names only
        kind = relation.reltype.rsplit("/", 1)[-1]
        if kind in ("footnotes", "endnotes") and not relation.is_external:
            parser = etree.XMLParser(resolve_entities=False, load_dtd=False, no_network=True)
            notes_of[kind] = word.notes_by_id(etree.fromstring(relation.target_part.blob, parser))
    return word.pieces(document.element, notes_of)


def _runs_at(pieces: Sequence[word.Piece], starts: Sequence[int], span: Span) -> tuple[Any, Any] | None:
    """The first and the last run of the words at a place, cut so that they hold no others; None where no words stand there.

    ``starts`` are the places of the pieces. Later runs change and earlier ones do not, so that ``pieces`` stay true for those who work from
    the last place to the first.
    """
    near = range(bisect_right(starts, span.start) - 1, bisect_left(starts, span.end))
    held = [(starts[at], pieces[at]) for at in near if at < len(pieces) and pieces[at].anchor is not None]
    if not held:
        return None
    (first_start, first), (last_start, last) = held[0], held[-1]
    _run_from(last, span.end - last_start)
    begun = _run_from(first, max(0, span.start - first_start))
    return begun, begun if last.anchor is first.anchor else last.anchor


def _run_from(piece: word.Piece, at: int) -> Any:
    """The run that begins at a place in a piece: cut out of the piece's own, which keeps what stands before; or that one as it is.

    What stands in a note, a text box or a ruby cannot be cut: its anchor is the run that it hangs on.
    """
    run, element = piece.anchor, piece.element
    if element is None or element.getparent() is not run:
        return run
    words = element.text if element.tag == TEXT else ""  # not the piece's: its end may be cut already
    if 0 < at < len(words):
        rest = copy.deepcopy(element)
        element.text, rest.text = words[:at], words[at:]
        for each in (element, rest):
            each.set(SPACE, "preserve")
        element.addnext(rest)
        element = rest
    elif at:
        element = element.getnext()
    before = None if element is None else element.getprevious()
    if before is None or before.tag == RUN_PROPERTIES:
        return run
    new = copy.deepcopy(run)
    for child in list(new):
        if child.tag != RUN_PROPERTIES:
            new.remove(child)
    for child in [element, *element.itersiblings()]:
        new.append(child)
    run.addnext(new)
    return new


def _comment(document: Document, first: Any, last: Any, lines: Sequence[str]) -> None:
    written = NO_XML.sub(" ", "\n".join(lines))
    comment = document.add_comment([Run(first, document), Run(last, document)], text=written, author=AUTHOR, initials=INITIALS)
    comment._comment_elm.attrib.pop(DATE, "")  # no clock in what is written


def _written(document: Document) -> bytes:
    """The bytes of a document, the same for the same document."""
    made, out = io.BytesIO(), io.BytesIO()
    document.save(made)
    with zipfile.ZipFile(made) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for info in sorted(old.infolist(), key=lambda each: (each.filename != "[Content_Types].xml", each.filename)):
            entry = zipfile.ZipInfo(info.filename, OLDEST)
            entry.compress_type = zipfile.ZIP_DEFLATED
            new.writestr(entry, old.read(info))
    return out.getvalue()
