"""A statement as a small critical edition in TEI P5 (tei-c.org, chapter 12): its printed versions by parallel segmentation.

The base is the running text, with a sign of its own, ``base``. Where a printed version reads otherwise stands one ``<app>`` with what each
prints; where one begins or ends within the base, an ``<app type="extent">`` says which have the words and which do not. So whoever reads
along one witness, taking at each ``<app>`` the reading that names it, has the words that it prints, from its first word to its last
(punctuation at its edges aside).
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import Any, Final, NamedTuple

from lxml import etree

from onrecord import __version__
from onrecord.pipeline import telling
from onrecord.records import Region, Report, Span, Statement, Transcript, Witness
from onrecord.text import digest, trim

TEI: Final = "http://www.tei-c.org/ns/1.0"
XML_ID: Final = "{http://www.w3.org/XML/1998/namespace}id"
SAFE_ID: Final = re.compile(r"[A-Za-z0-9_][A-Za-z0-9_.-]{0,80}")
NO_XML: Final = re.compile("[^\t\n\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
DATE: Final = re.compile(r"\d{4}(?:-(?:0[1-9]|1[0-2])(?:-\d{2})?)?")
EDGES: Final = ",.;:?!…\"'“”‘’„«»–—*_ \t\n\r\u00a0"
WORD_OR_SPACE: Final = re.compile(r"\S+|\s+")
BASE: Final = "base"  # the sign of the running text; those of reports begin otherwise
# types of readings beside the kinds of difference: case or punctuation only, a witness that begins or ends inside, one without the words
FORM, PART, ABSENT = "form", "part", "absent"


class Cell(NamedTuple):
    """A stretch of the base, what a witness prints for it, and the difference that this is (None: form only, or the same)."""

    start: int
    end: int
    text: str
    region: Region | None


class Carried(NamedTuple):
    """A witness as a row of cells that follow each other in the base without gaps, and the sign by which it goes."""

    sign: str
    witness: Witness
    cells: tuple[Cell, ...]

    @property
    def covers(self) -> Span:
        """What it covers of the base."""
        return Span(self.cells[0].start, self.cells[-1].end)


def edition(statement: Statement, reports: Mapping[str, Report], records: Mapping[str, Transcript]) -> bytes:
    """The TEI document of a statement; ``reports`` and ``records`` hold its sources by id."""
    carried, prose = _witnesses(statement, reports)
    root = _element(None, "TEI")
    _header(root, statement, carried, reports, records)
    division = _element(_element(_element(root, "text"), "body"), "div", type="statement")
    division.set(XML_ID, f"s-{_safe(statement.statement_id)}")
    _element(division, "head", ", ".join(filter(None, (statement.speaker or "No speaker named", telling.date_words(statement.said)))))
    block = _element(division, "ab")
    for start, end, is_place in _segments(statement.text, carried):
        _segment(block, statement.text, Span(start, end), is_place, carried)
    for witness in prose:
        words = printed_words(reports[witness.report_id].text, witness.content)[0]
        _element(division, "note", words, type="paraphrase", source=f"#{_report_sign(witness.report_id)}")
    etree.indent(root[0], "  ", level=1)
    written: bytes = etree.tostring(root, encoding="utf-8", xml_declaration=True)
    return written + b"\n"


def printed_words(text: str, content: Sequence[Span]) -> tuple[str, list[tuple[Span, int]]]:
    """The words at some places of a report, a space between places, without the punctuation at their edges; and where each part begins.

    >>> printed_words("“We stay,” he said, “and mend it.”", [Span(1, 9), Span(21, 33)])
    ('We stay, and mend it', [(Span(start=1, end=9), 0), (Span(start=21, end=32), 9)])
    """
    spans = [trim(text, span) for span in content]
    spans = [span for span in spans if span.start < span.end]
    if spans:
        spans[0] = Span(trim(text, spans[0], EDGES).start, spans[0].end)
        spans[-1] = Span(spans[-1].start, max(spans[-1].start, trim(text, spans[-1], EDGES).end))
    parts, length = [], 0
    for span in spans:
        parts.append((span, length))
        length += span.end - span.start + 1
    return " ".join(span.of(text) for span in spans), parts


# ---------------------------------------------------------------- witnesses as cells


def _witnesses(statement: Statement, reports: Mapping[str, Report]) -> tuple[list[Carried], list[Witness]]:
    """The witnesses that are aligned with the base, with signs of their own, and those in the reporter's words."""
    carried, prose = [], []
    counts: dict[str, int] = {}
    for witness in statement.witnesses:
        if witness.covers is None or not witness.marked:
            prose.append(witness)
            continue
        counts[witness.report_id] = count = counts.get(witness.report_id, 0) + 1
        sign = _report_sign(witness.report_id) + (f".{count}" if count > 1 else "")
        cells = witness_cells(statement.text, reports[witness.report_id].text, witness)
        if cells:
            carried.append(Carried(sign, witness, cells))
    return carried, prose


def witness_cells(base: str, text: str, witness: Witness) -> tuple[Cell, ...]:
    """A witness as cells: those that differ from the base, and those between, which are the same; joined they are its printed words."""
    printed, parts = printed_words(text, witness.content)
    covers = _covered(base, witness)
    blocks = _blocks(witness.regions, parts, len(printed), covers)
    cells: list[Cell] = []
    here, there = covers.start, 0
    for block in blocks:
        cells += _between(base, Span(here, block.start), printed[there : block.place.start])
        cells.append(Cell(block.start, block.end, printed[block.place.start : block.place.end], block.region))
        here, there = block.end, block.place.end
    cells += _between(base, Span(here, covers.end), printed[there:])
    return tuple(_joined(base, cells))


def _covered(base: str, witness: Witness) -> Span:
    """What a witness covers of the base, without punctuation at the edges in which it does not differ."""
    assert witness.covers is not None
    inner = trim(base, witness.covers, EDGES)
    starts, ends = [region.base.start for region in witness.regions], [region.base.end for region in witness.regions]
    return Span(max(witness.covers.start, min([inner.start, *starts])), min(witness.covers.end, max([inner.end, *ends])))


class _Block(NamedTuple):
    start: int
    end: int
    place: Span  # in the printed words
    region: Region


def _blocks(regions: Sequence[Region], parts: Sequence[tuple[Span, int]], length: int, covers: Span) -> list[_Block]:
    """The differences in order of the base; those that cross in the print (words moved) run together."""
    found: list[_Block] = []
    for region in sorted(regions, key=lambda each: (each.base, each.witness)):
        place = Span(_printed_place(region.witness.start, parts, length), _printed_place(region.witness.end, parts, length))
        block = _Block(max(region.base.start, covers.start), max(min(region.base.end, covers.end), covers.start), place, region)
        while found and (block.place.start < found[-1].place.end or block.start < found[-1].end):
            last = found.pop()
            place = Span(min(last.place.start, block.place.start), max(last.place.end, block.place.end))
            graver = max(last.region, block.region, key=lambda each: each.weight)
            block = _Block(min(last.start, block.start), max(last.end, block.end), place, graver)
        found.append(block)
    return found


def _printed_place(at: int, parts: Sequence[tuple[Span, int]], length: int) -> int:
    """Where a place of the report lies in the printed words; one between two parts is the beginning of the second."""
    for span, begins in parts:
        if at <= span.end:
            return begins + max(0, at - span.start)
    return length


def _between(base: str, span: Span, printed: str) -> list[Cell]:
    """The cells of a stretch without differences: word for word, since case and punctuation may differ; of white space, the base's own."""
    core, words = trim(base, span), printed.strip()
    before = len(printed) - len(printed.lstrip())
    theirs = [Span(core.start + m.start(), core.start + m.end()) for m in WORD_OR_SPACE.finditer(core.of(base))]
    ours = WORD_OR_SPACE.findall(words)
    if len(theirs) != len(ours):
        cells = [Cell(*core, words, None)]
    else:
        cells = [_word(base, place, own) for place, own in zip(theirs, ours, strict=True)]
    after = printed[before + len(words) :]
    return [_word(base, Span(span.start, core.start), printed[:before]), *cells, _word(base, Span(core.end, span.end), after)]


def _word(base: str, place: Span, own: str) -> Cell:
    is_space = place.of(base).isspace() and own.isspace()
    return Cell(*place, place.of(base) if is_space else own, None)


def _joined(base: str, cells: Sequence[Cell]) -> list[Cell]:
    """The cells with neighbours of one kind as one: equal words, and differences with no equal word between."""
    joined: list[Cell] = []
    for cell in cells:
        if not cell.text and cell.start == cell.end:
            continue
        last = joined[-1] if joined else None
        if last is not None and _is_equal(base, last) == _is_equal(base, cell):
            graver = max((each for each in (last.region, cell.region) if each is not None), key=lambda each: each.weight, default=None)
            joined[-1] = Cell(last.start, cell.end, last.text + cell.text, graver)
        else:
            joined.append(cell)
    return joined


def _is_equal(base: str, cell: Cell) -> bool:
    return base[cell.start : cell.end] == cell.text


# ---------------------------------------------------------------- the text with its apparatus


def _segments(base: str, carried: Sequence[Carried]) -> list[tuple[int, int, bool]]:
    """The base cut into places where readings differ (True) and stretches between, these cut where a witness begins or ends."""
    places: list[Span] = []
    for cell in sorted({Span(c.start, c.end) for each in carried for c in each.cells if not _is_equal(base, c)}):
        if places and (cell.start < places[-1].end or cell == places[-1]):
            places[-1] = Span(places[-1].start, max(places[-1].end, cell.end))
        else:
            places.append(cell)
    edges = sorted({edge for each in carried for edge in each.covers})
    segments: list[tuple[int, int, bool]] = []
    here = 0
    for place in [*places, Span(len(base), len(base))]:
        cuts = [here, *(edge for edge in edges if here < edge < place.start), place.start]
        segments += [(one, two, False) for one, two in pairwise(cuts) if one < two]
        if place.start < len(base) or place in places:
            segments.append((*place, True))
        here = place.end
    return segments


def _segment(block: Any, base: str, span: Span, is_place: bool, carried: Sequence[Carried]) -> None:
    """Write one stretch of the base: as text where all witnesses have it, else as an ``<app>``."""
    words = span.of(base)
    readings: dict[tuple[str, bool], list[Carried]] = {}
    for each in carried:
        overlaps = each.covers.holds(span) or each.covers.touches(span)
        readings.setdefault((_reading(base, each, span) if overlaps else "", overlaps), []).append(each)
    if set(readings) <= {(words, True)} or (not words.strip(EDGES) and set(readings) == {("", False)}):
        _append(block, words)
        return
    app = _element(block, "app") if is_place else _element(block, "app", type="extent")
    agreeing = [f"#{each.sign}" for each in readings.pop((words, True), ())]
    _element(app, "lem", words, wit=" ".join([f"#{BASE}", *agreeing]))
    for (text, overlaps), group in sorted(readings.items(), key=lambda pair: (not pair[0][1], -len(pair[1]), pair[0][0])):
        reading = _element(app, "rdg", text, wit=" ".join(f"#{each.sign}" for each in group))
        region = max((r for each in group if (r := _region(each, span))), key=lambda each: each.weight, default=None)
        reading.set("type", region.kind if overlaps and region is not None else _type_without_region(group, span))
        if overlaps and region is not None and region.reason:
            reading.set("cause", region.reason)


def _type_without_region(group: Sequence[Carried], span: Span) -> str:
    """The type of a reading in which no words differ: the form does, or its witnesses have none or only a part of the place."""
    if any(each.covers.holds(span) for each in group):
        return FORM
    return PART if any(each.covers.touches(span) for each in group) else ABSENT


def _reading(base: str, each: Carried, span: Span) -> str:
    """What a witness prints over a stretch of the base, whose edges cut none of its differences."""
    found = []
    for cell in each.cells:
        if cell.start == cell.end:
            # words put in belong to the place that is no more than their point, or to the one around it
            inside = span.start < cell.start < span.end or (cell.start, cell.end) == span
        else:
            inside = cell.start < span.end and span.start < cell.end
        if inside and _is_equal(base, cell):
            found.append(base[max(cell.start, span.start) : min(cell.end, span.end)])
        elif inside:
            found.append(cell.text)
    return "".join(found)


def _region(each: Carried, span: Span) -> Region | None:
    found = [cell.region for cell in each.cells if cell.region is not None and span.start <= cell.start and cell.end <= span.end]
    return max(found, key=lambda region: region.weight, default=None)


# ---------------------------------------------------------------- the header


def _header(
    root: Any, statement: Statement, carried: Sequence[Carried], reports: Mapping[str, Report], records: Mapping[str, Transcript]
) -> None:
    header = _element(root, "teiHeader")
    description = _element(header, "fileDesc")
    who, day = statement.speaker or "No speaker named", telling.date_words(statement.said)
    _element(_element(description, "titleStmt"), "title", f"{who}, {day}: printed versions of one statement")
    published = _element(description, "publicationStmt")
    _element(published, "p", f"Made by onrecord {__version__} from the reports and records that it held.")
    listed = _element(_element(description, "sourceDesc"), "listWit")
    _base_witness(listed, statement, reports, records)
    for each in carried:
        _report_witness(listed, each.sign, reports[each.witness.report_id], telling.CLASS_WORDS[each.witness.witness_class])
    signs = {each.sign for each in carried}
    for witness in statement.witnesses:
        sign = _report_sign(witness.report_id)
        if sign not in signs:
            signs.add(sign)
            _report_witness(listed, sign, reports[witness.report_id], telling.CLASS_WORDS["paraphrase"])
    encoding = _element(header, "encodingDesc")
    _element(_element(encoding, "editorialDecl"), "p", f"The running text is the {telling.standing(statement)}.")
    _element(encoding, "variantEncoding", method="parallel-segmentation", location="internal")


def _report_witness(listed: Any, sign: str, report: Report, words: str) -> None:
    witness = _element(listed, "witness", telling.label(report))
    witness.set(XML_ID, sign)
    if report.published:
        _append(witness, ", ")
        date = _element(witness, "date", telling.date_words(report.published))
        if DATE.fullmatch(report.published):
            date.set("when", report.published)
    if report.title:
        _append(witness, ", ")
        _element(witness, "title", report.title)
    if report.url and report.url.startswith(("http://", "https://")) and not re.search(r"[\s<>\"{}|\\^`]", report.url):
        _append(witness, ", ")
        _element(witness, "ref", report.url, target=report.url)
    _append(witness, f" ({words})")


def _base_witness(listed: Any, statement: Statement, reports: Mapping[str, Report], records: Mapping[str, Transcript]) -> None:
    """Write of what the running text is: of a record, or of a report with the words between its quotation marks."""
    held = statement.base.report_id
    if statement.base.status == "record":
        record = records.get(held)
        name = telling.label_of(held, record.title if record else None, record.path if record else None)
        fidelity = telling.FIDELITY_WORDS[statement.base.fidelity] if statement.base.fidelity else "fidelity not stated"
        words = f"Record: {name} ({fidelity})"
    else:
        name = telling.label(reports[held]) if held in reports else held
        words = f"The running text: {name}, with its own words where it leaves its quotation marks"
    _element(listed, "witness", words).set(XML_ID, BASE)


def _report_sign(report_id: str) -> str:
    return f"r-{_safe(report_id)}"


def _safe(identity: str) -> str:
    """An id as part of an XML name: itself where it may be, else a hash of it."""
    return identity if SAFE_ID.fullmatch(identity) else digest(identity)


# ---------------------------------------------------------------- elements


def _element(parent: Any | None, name: str, text: str | None = None, **attributes: str) -> Any:
    tag = f"{{{TEI}}}{name}"
    made = etree.Element(tag, nsmap={None: TEI}) if parent is None else etree.SubElement(parent, tag)  # type: ignore[dict-item]
    if text is not None:
        made.text = NO_XML.sub("\ufffd", text)
    for key, value in attributes.items():
        made.set(key, value)
    return made


def _append(parent: Any, text: str) -> None:
    """Add text after what an element holds."""
    clean = NO_XML.sub("\ufffd", text)
    if len(parent):
        parent[-1].tail = (parent[-1].tail or "") + clean
    else:
        parent.text = (parent.text or "") + clean
