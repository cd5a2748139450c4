"""The page of a report: its text with quotations marked, and beside each who said it, why we think so, and where else it stands."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Final

from onrecord.errors import NotHeld
from onrecord.pipeline import lines, telling
from onrecord.pipeline.asking import with_query
from onrecord.pipeline.correcting import Corrections
from onrecord.pipeline.listing import SURE
from onrecord.pipeline.story_views import CLASS_ORDER
from onrecord.pipeline.views import Elsewhere, Paging, Paragraph, PersonLine, QuoteNote, ReportLine, ReportPage, ReportPiece, address
from onrecord.records import Annotated, Correction, Quote, Report, Span, Story
from onrecord.store import Printing, Reader

PAGE_BYTES: Final = 40_000
MOST_NOTES: Final = 100
ELSEWHERE: Final = 6
COPIES: Final = 20
PEOPLE: Final = 60
LONGEST_NOTE: Final = 300
CUE, CONTENT = 2, 3  # roles, as they are painted over a text; 1 is a source
KIND_WORDS: Final = {"direct": "in quotation marks", "mixed": "partly in quotation marks", "indirect": "in the reporter's words"}
BASIS_WORDS: Final = {
    "header": "as the report gives it", "metadata": "as the page's data give it", "assumed": "assumed, as the report gives none",
}  # fmt: skip


def report_of(reader: Reader, report_id: str) -> Annotated:
    """The report with this id; raises `NotHeld`."""
    found = reader.report(report_id)
    if found is None:
        raise NotHeld(f"no report has the id {lines.clipped(report_id, 80)}")
    return found


def report_page(
    reader: Reader, annotated: Annotated, corrections: Sequence[Correction], *, at: int | None = None, start: int = 0,
    unsure: bool = False,
) -> ReportPage:  # fmt: skip
    """A report's page from ``start`` on (or from where it holds the place ``at``), as people's corrections have it."""
    report = annotated.report
    corrected = Corrections(corrections).apply(annotated)
    quotes = [quote for quote in corrected.quotes if quote.content]
    sure = [quote for quote in quotes if unsure or round(quote.score * 1000) >= SURE]
    begin = min(start, len(report.text)) if at is None or start else page_with(report.text, at)
    end = page_end(report.text, begin)
    shown = [quote for quote in sure if begin <= quote.content[0].start < end][:MOST_NOTES]
    numbers = {quote.quote_id: number for number, quote in enumerate(sure, 1)}
    story = reader.story_of_report(report.report_id)
    notes = _notes(reader, corrected, shown, numbers, corrections)
    path = address("reports", report.report_id)
    asked = {"unsure": "1" if unsure else None}
    return ReportPage(
        annotated=corrected, line=lines.report_line(report), title=lines.clipped(report.title or "No title", lines.LONGEST_TITLE),
        author=None if report.author is None else lines.clipped(report.author, lines.LONGEST_TITLE), basis_words=_basis(report),
        story=None if story is None else lines.story_line(story), shares_text_with=_copies(reader, report.report_id, story),
        paragraphs=_paragraphs(report.text, Span(begin, end), sure, numbers, notes, at), quotations=len(sure),
        unsure=len(quotes) - len(sure), people=_people(reader, corrected, story), rejected=_rejected(annotated, corrections),
        paging=Paging(
            next=with_query(path, {**asked, "from": str(end)}) if end < len(report.text) else None,
            first=with_query(path, asked) if begin else None,
        ),
    )  # fmt: skip


# ---------------------------------------------------------------- how far a page goes


def page_end(text: str, begin: int, most: int = PAGE_BYTES) -> int:
    """Where a page that begins at ``begin`` ends: after whole lines, as many as fit in so many bytes; inside a line that is longer.

    >>> page_end("one\\ntwo\\nthree", 0, 10)
    8
    """
    size, here = 0, begin
    while here < len(text):
        stop = text.find("\n", here, here + most)
        line = text[here : len(text) if stop < 0 else stop + 1] if stop >= 0 or len(text) - here <= most else text[here : here + most]
        size += written_size(line)
        if size > most:
            return here if here > begin else _fitting(line, most) + begin
        here += len(line)
    return here


def written_size(text: str) -> int:
    """How many bytes the text takes on a page, at most: as UTF-8, with every character that HTML escapes written out."""
    return len(text.encode("utf-8", "surrogatepass")) + 4 * sum(map(text.count, "&<>\"'"))


def _fitting(line: str, most: int) -> int:
    low, high = 1, len(line)
    while low < high:
        middle = (low + high + 1) // 2
        low, high = (middle, high) if written_size(line[:middle]) <= most else (low, middle - 1)
    return low


def page_with(text: str, at: int) -> int:
    """Where the page begins that holds a place, when one reads on from the beginning."""
    begin = 0
    while (end := page_end(text, begin)) <= at and end < len(text):
        begin = end
    return begin


# ---------------------------------------------------------------- the text, marked


def _paragraphs(
    text: str, around: Span, quotes: Iterable[Quote], numbers: Mapping[str, int], notes: Mapping[str, QuoteNote], at: int | None
) -> tuple[Paragraph, ...]:
    touching = [quote for quote in quotes if any(span.touches(around) for span in (*quote.content, *quote.source, *quote.cue))]
    owner: list[int] = [0] * (around.end - around.start)
    role: list[int] = [0] * (around.end - around.start)
    # Longer stretches first, so that a quotation inside another is painted over it; contents after sources and cues.
    painted = [(2, each, span) for number, each in enumerate(touching) for span in each.content]
    painted += [(1, each, span) for each in touching for span in each.cue] + [(0, each, span) for each in touching for span in each.source]
    for kind, quote, span in sorted(painted, key=lambda each: (each[0], each[2].start - each[2].end, each[2].start)):
        start, end = max(span.start, around.start) - around.start, min(span.end, around.end) - around.start
        if start < end:
            owner[start:end] = [numbers[quote.quote_id]] * (end - start)
            role[start:end] = [kind + 1] * (end - start)
    by_number = {numbers[quote.quote_id]: quote for quote in touching}
    target = None if at is None or not around.start <= at < around.end else at - around.start
    found, anchored = [], set[int]()
    here = around.start
    while here < around.end:
        stop = text.find("\n", here, around.end)
        stop = around.end if stop < 0 else stop
        if text[here:stop].strip():
            pieces = _pieces(text, Span(here, stop), around.start, owner, role, by_number, target, anchored)
            begun = [by_number[piece.number] for piece in pieces if piece.anchor is not None and piece.number is not None]
            found.append(Paragraph(pieces=pieces, notes=tuple(notes[each.quote_id] for each in begun if each.quote_id in notes)))
        here = stop + 1
    return tuple(found)


def _pieces(
    text: str, line: Span, begin: int, owner: Sequence[int], role: Sequence[int], by_number: Mapping[int, Quote], target: int | None,
    anchored: set[int],
) -> tuple[ReportPiece, ...]:  # fmt: skip
    pieces: list[ReportPiece] = []
    here, end = line.start - begin, line.end - begin
    while here < end:
        stop = here + 1
        while stop < end and owner[stop] == owner[here] and role[stop] == role[here]:
            stop += 1
        quote = by_number.get(owner[here])
        words = text[begin + here : begin + stop]
        is_target = target is not None and here <= target < stop
        if quote is None:
            pieces.append(ReportPiece(text=words, is_target=is_target))
        else:
            is_content = role[here] == CONTENT
            is_first = is_content and owner[here] not in anchored
            if is_first:
                anchored.add(owner[here])
            pieces.append(ReportPiece(
                text=words, role="content" if is_content else "cue" if role[here] == CUE else "source", number=owner[here], kind=quote.kind,
                anchor=lines.quote_anchor(quote.quote_id) if is_first else None, is_sure=round(quote.score * 1000) >= SURE,
                is_target=is_target,
            ))  # fmt: skip
        here = stop
    return tuple(pieces)


# ---------------------------------------------------------------- beside it


def _notes(
    reader: Reader, annotated: Annotated, shown: Sequence[Quote], numbers: Mapping[str, int], corrections: Sequence[Correction]
) -> dict[str, QuoteNote]:
    report = annotated.report
    across = reader.people_of_report(report.report_id)
    ids = {across.get(quote.speaker_id or "", quote.speaker_id) for quote in shown}
    known = reader.speaker_names(each for each in ids if each is not None)
    listed = reader.listed_speakers(each for each in ids if each is not None)
    local = {speaker.speaker_id: speaker.name for speaker in annotated.speakers}
    corrected = {each.subject for each in corrections if each.verb == "quote" and each.undone_at is None}
    held = reader.printings(report.report_id)
    others: dict[str, list[Printing]] = {}
    for printing in held:
        if printing.report_id != report.report_id:
            others.setdefault(printing.statement_id, []).append(printing)
    mine = {printing.quote_id: printing for printing in reversed(held) if printing.report_id == report.report_id}
    told = {quote.quote_id: _best_each(others.get(mine[quote.quote_id].statement_id, ())) for quote in shown if quote.quote_id in mine}
    heads = reader.heads(each.report_id for rows in told.values() for each in rows[:ELSEWHERE])
    notes = {}
    for quote in shown:
        speaker_id = across.get(quote.speaker_id or "", quote.speaker_id)
        name = known.get(speaker_id or "") or local.get(quote.speaker_id or "")
        rows = told.get(quote.quote_id, [])
        own = mine.get(quote.quote_id)
        notes[quote.quote_id] = QuoteNote(
            number=numbers[quote.quote_id], quote_id=quote.quote_id, anchor=lines.quote_anchor(quote.quote_id), kind=quote.kind,
            kind_words=KIND_WORDS[quote.kind],
            words=lines.clipped(" … ".join(span.of(report.text) for span in quote.content[:4]), LONGEST_NOTE),
            speaker=None if name is None else PersonLine(
                speaker_id=speaker_id, name=lines.clipped(name, lines.LONGEST_TITLE), is_listed=speaker_id in listed
            ),
            ground=None if quote.ground is None else lines.clipped(quote.ground, LONGEST_NOTE),
            candidates=tuple(lines.clipped(local.get(each, each), 120) for each in quote.candidates[:6]),
            is_sure=round(quote.score * 1000) >= SURE,
            said_words=telling.date_words(quote.said.value) if quote.said is not None and quote.said.basis == "stated" else None,
            occasion=None if quote.occasion is None else lines.clipped(quote.occasion, LONGEST_NOTE),
            via=None if quote.via is None else lines.clipped(quote.via, 120),
            statement_href=None if own is None else _printing_href(own),
            elsewhere=tuple(
                Elsewhere(
                    report=lines.report_line(heads[each.report_id]), witness_class=each.witness_class,  # type: ignore[arg-type]
                    class_words=telling.CLASS_WORDS[each.witness_class], href=_printing_href(each),
                )
                for each in rows[:ELSEWHERE]
                if each.report_id in heads
            ),
            elsewhere_count=len(rows), is_corrected=quote.quote_id in corrected,
        )  # fmt: skip
    return notes


def _best_each(printings: Iterable[Printing]) -> list[Printing]:
    """One printed version of each report: the one that most needs an eye."""
    best: dict[str, Printing] = {}
    for each in sorted(printings, key=lambda each: (CLASS_ORDER.index(each.witness_class), each.witness_id)):
        best.setdefault(each.report_id, each)
    return [best[report_id] for report_id in sorted(best)]


def _printing_href(printing: Printing) -> str:
    return address("statements", printing.statement_id) + f"#{lines.witness_anchor(printing.witness_id)}"


def _basis(report: Report) -> str:
    return "no date given" if not report.published else BASIS_WORDS.get(report.published_basis or "", "as the report gives it")


def _copies(reader: Reader, report_id: str, story: Story | None) -> tuple[ReportLine, ...]:
    if story is None:
        return ()
    family = next((each for each in story.families if report_id in each), ())
    heads = reader.heads([each for each in family if each != report_id][:COPIES])
    return tuple(map(lines.report_line, heads.values()))


def _people(reader: Reader, annotated: Annotated, story: Story | None) -> tuple[str, ...]:
    """The names to choose from when a speaker is corrected: those of the report first, then those of its story."""
    named = [speaker.name for speaker in annotated.speakers if speaker.kind != "unnamed"]
    around = [] if story is None else reader.people_of_story(story.story_id, PEOPLE)
    return tuple(lines.clipped(each, 120) for each in list(dict.fromkeys((*named, *around)))[:PEOPLE])


def _rejected(annotated: Annotated, corrections: Sequence[Correction]) -> tuple[tuple[str, str], ...]:
    quotes = {quote.quote_id: quote for quote in annotated.quotes}
    text = annotated.report.text
    return tuple(
        (each.correction_id, lines.clipped(" … ".join(span.of(text) for span in quotes[each.subject].content), LONGEST_NOTE))
        for each in corrections
        if each.verb == "reject" and each.undone_at is None and each.subject in quotes
    )[:COPIES]
