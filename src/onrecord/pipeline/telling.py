"""Differences told in words: the sentences that terminal and pages share, so that they cannot disagree.

The words describe text. They never name an act or a motive.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Mapping, Sequence
from typing import Final, NamedTuple

from onrecord.records import Annotated, Region, Report, Span, Statement, Witness
from onrecord.store import Carrier
from onrecord.text import paragraphs

CLASS_WORDS: Final = {
    "same": "same words",
    "normalised": "same words, spelt otherwise",
    "clean": "fillers left out",
    "shortened-marked": "shortened, marked",
    "shortened": "shortened, not marked",
    "joined": "two places printed as one",
    "differs-minor": "words differ",
    "differs-critical": "words differ, the meaning may too",
    "paraphrase": "in the reporter's words",
    "not-found": "not found in the records held",
}
REASON_WORDS: Final = {
    "number": "number differs", "negation": "negation differs", "modal": "modal verb differs", "hedge": "hedge differs",
    "quantifier": "quantifier differs", "name": "name differs", "date": "date differs", "unit": "unit differs",
    "polarity": "opposite sense", "adjective": "describing word differs",
}  # fmt: skip
KIND_WORDS: Final = {
    "typography": "typography", "contraction": "contraction", "filler": "filler left out", "repetition": "repetition left out",
    "cut-marked": "cut, marked", "cut-unmarked": "words left out", "bracket": "words in brackets", "grammar": "grammar differs",
    "lexical": "other words", "critical": "may change the meaning", "insert": "words added", "transposition": "order differs",
    "join": "two places printed as one",
}  # fmt: skip
FIDELITY_WORDS: Final = {
    "recording": "from a recording", "as-spoken": "as spoken", "prepared": "as prepared", "edited": "as edited", "summary": "a summary",
}  # fmt: skip
MONTHS: Final = ("January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December")
GAP: Final = " [ … ] "
GIVES_TO: Final = "gives the words to "
ORDINALS: Final = ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth")
_WEEK: Final = re.compile(r"(?!0000)\d{4}-W(0[1-9]|[1-4]\d|5[0-2])$")  # week 53 is not in every year
_SPACES: Final = re.compile(r"\s+")
NOTABLE_CLASSES: Final = {"differs-critical": 3, "joined": 2}
CRITICAL_WEIGHT: Final = 3
MOST_CARRIED: Final = 999


class Piece(NamedTuple):
    """A stretch of a printed version: the same as the base (region None), or the place of a difference (its words may be empty)."""

    text: str
    region: Region | None = None


class Difference(NamedTuple):
    """The difference of one statement that most needs an eye, ready to be laid out as a page likes.

    ``report_id`` and ``witness`` (None where the difference is who is given the words) say where it is printed.
    """

    heading: str
    base: str
    place: str
    printed: tuple[Piece, ...]
    finding: str
    report_id: str
    witness: Witness | None = None
    weight: int = 0
    base_pieces: tuple[tuple[str, bool], ...] = ()


def notability(statement: Statement) -> int:
    """How much a statement needs an eye: differences that may change the meaning, joins, other speakers.

    Less than 0 where it does not: the nearer to 0 the more reports carry it, so that what can be compared comes first.
    """
    worst = max((NOTABLE_CLASSES.get(witness.witness_class, 0) for witness in statement.witnesses), default=0)
    level = max(worst, 2 if statement.conflicts else 0)
    carried = len({witness.report_id for witness in statement.witnesses})
    if not level:
        return min(carried, MOST_CARRIED) - MOST_CARRIED - 1
    critical = [r for w in statement.witnesses for r in w.regions if r.weight >= CRITICAL_WEIGHT]
    numbers = sum(region.reason == "number" for region in critical)
    # A difference between reports is more telling than one inside a report.
    return (carried > 1) * 100_000 + level * 10_000 + min(numbers, 9) * 1_000 + min(len(critical), 9) * 100 + min(carried, 99)


def label(report: Report) -> str:
    """What a report goes by: its outlet, else the name of its file, else its id."""
    return label_of(report.report_id, report.outlet, report.path)


def label_of(report_id: str, outlet: str | None, path: str | None) -> str:
    """What the report with this id, outlet and path goes by.

    >>> label_of("a1", None, "reports/lunn.txt")
    'lunn.txt'
    """
    return outlet or (path or "").replace("\\", "/").rsplit("/", 1)[-1] or report_id


def date_words(value: str | None) -> str:
    """An ISO date, partial or not, as people write it.

    >>> date_words("2022-09-21"), date_words("2022-09"), date_words(None)
    ('21 September 2022', 'September 2022', 'no date given')
    >>> date_words("2026-W11")
    'the week of 9 March 2026'
    """
    if not value:
        return "no date given"
    if _WEEK.match(value):
        return f"the week of {date_words(datetime.date.fromisoformat(value + '-1').isoformat())}"
    parts = value[:10].split("-")
    if not all(part.isdigit() for part in parts) or (len(parts) > 1 and not 1 <= int(parts[1]) <= 12):
        return value
    month = [MONTHS[int(parts[1]) - 1]] if len(parts) > 1 else []
    day = [str(int(parts[2]))] if len(parts) > 2 else []
    return " ".join([*day, *month, parts[0]])


def namesake_words(walks: Sequence[str]) -> str | None:
    """What to say of a name that stories put in several walks of life; None for one walk, or none.

    >>> namesake_words(["office", "sport"])
    'Perhaps several people of this name: stories put it in office and in sport.'
    """
    return f"Perhaps several people of this name: stories put it in {' and in '.join(walks)}." if walks else None


def place_in(report: Report, start: int) -> str:
    """Where in a report an offset lies: the first paragraph is its lead."""
    return place_in_text(report.text, start)


def place_in_text(text: str, start: int) -> str:
    """Where in a text an offset lies, in words.

    >>> place_in_text("One.\\nTwo.", 5)
    'second paragraph'
    """
    number = max(len(paragraphs(text[: start + 1])), 1)
    if number == 1:
        return "first paragraph"
    return f"{ORDINALS[number - 1]} paragraph" if number <= len(ORDINALS) else f"paragraph {number}"


def pieces(text: str, spans: tuple[Span, ...], regions: tuple[Region, ...], least_weight: int = 1) -> tuple[Piece, ...]:
    """The printed words at ``spans`` of ``text``, cut where regions of at least this weight stand; they read on in order.

    Spans that are not adjacent are set apart by an ellipsis in brackets, which is no part of the print.
    """
    shown = sorted((r for r in regions if r.weight >= least_weight), key=lambda r: (r.witness, r.base))
    found: list[Piece] = []
    for number, span in enumerate(spans):
        if number:
            found.append(Piece(GAP))
        here = span.start
        for region in shown:
            start, end = region.witness
            if start < here or start > span.end or (start == span.end and number < len(spans) - 1 and region.witness_text):
                continue
            if here < start:
                found.append(Piece(text[here:start]))
            end = min(end, span.end)
            found.append(Piece(text[start:end], region))
            here = max(here, end)
        if here < span.end:
            found.append(Piece(text[here : span.end]))
    return tuple(found)


def excerpt(text: str, around: Span, reach: int = 60) -> str:
    """The words of ``text`` around a span, cut at word edges, with an ellipsis where more stands before or after.

    A stroke stands where a line ends: between the parts of a passage, or paragraphs.

    >>> excerpt("The wall held.\\nIt will hold again.", Span(4, 8), 40)
    'The wall held. / It will hold again.'
    """
    return "".join(words for words, _ in excerpt_pieces(text, around, reach))


def excerpt_pieces(text: str, around: Span, reach: int = 60) -> tuple[tuple[str, bool], ...]:
    """The pieces of an excerpt: words, and whether they are those of the span.

    >>> excerpt_pieces("The wall held.", Span(4, 8), 40)
    (('The ', False), ('wall', True), (' held.', False))
    """
    start, end = max(0, around.start - reach), min(len(text), around.end + reach)
    while 0 < start < around.start and not text[start - 1].isspace():
        start += 1
    while around.end < end < len(text) and not text[end].isspace():
        end -= 1
    before, here, after = (_one_line(text[a:b]) for a, b in ((start, around.start), around, (around.end, end)))
    before = ("… " if start else "") + before.lstrip()
    after = after.rstrip() + (" …" if end < len(text) else "")
    if not before:
        here = here.lstrip()
    if not after:
        here = here.rstrip()
    pieces = ((before if here or before.strip() else "", False), (here, True), (after if here or before else after.lstrip(), False))
    return tuple((words, is_place) for words, is_place in pieces if words)


def abridged(text: str, most: int = 280) -> str:
    """The text, with the number of the words in its middle in place of them where it is longer than ``most`` characters.

    >>> abridged("The wall " + "held and " * 40 + "fell.", 40)
    'The wall held and [… 75 words …] and held and fell.'
    """
    if len(text) <= most:
        return text
    text = " ".join(text.split())
    first, last = excerpt(text, Span(0, 0), most // 2), excerpt(text, Span(len(text), len(text)), most // 2)
    first, last = first.removesuffix(" …"), last.removeprefix("… ")
    between = len(text.split()) - len(first.split()) - len(last.split())
    return f"{first} [… {between:,} words …] {last}" if between > 0 else text


def _one_line(text: str) -> str:
    return _SPACES.sub(lambda spaces: " / " if "\n" in spaces.group() else " ", text)


def shortened(found: tuple[Piece, ...], reach: int = 60) -> tuple[Piece, ...]:
    """The pieces with long stretches that are the same as the base cut down to the words next to a difference."""
    cut = []
    for number, piece in enumerate(found):
        text = _SPACES.sub(" ", piece.text)
        if piece.region is None and len(text) > 2 * reach:
            first = "" if number == 0 else excerpt(text, Span(0, 0), reach).removesuffix(" …")
            last = "" if number == len(found) - 1 else excerpt(text, Span(len(text), len(text)), reach).removeprefix("… ").rstrip()
            before, after = (" " if edge.isspace() else "" for edge in (text[0], text[-1]))  # what parts the words from the difference
            text = f"{before}{first} … {last}{after}"
            text = text.lstrip() if number == 0 else text
        cut.append(Piece(text, piece.region))
    return tuple(cut)


def finding(region: Region) -> str:
    """One difference in words."""
    if region.kind == "critical":
        return REASON_WORDS.get(region.reason or "", KIND_WORDS["critical"])
    return KIND_WORDS[region.kind]


def standing(statement: Statement) -> str:
    """What the base text of a statement is, and how many reports carry it.

    A record is named as one; otherwise it is the fullest text held, and no official text is.
    """
    reports = len({witness.report_id for witness in statement.witnesses})
    carried = f"{reports} report" + ("s" if reports != 1 else "")
    if statement.base.status == "record":
        fidelity = FIDELITY_WORDS[statement.base.fidelity] if statement.base.fidelity else "fidelity not stated"
        return f"text of the record, {fidelity} ({carried})"
    return f"fullest text held ({carried}, no official record)"


def heading(statement: Statement, reports: Mapping[str, Annotated | Carrier]) -> str:
    """Who said it, on what occasion and when, and what the text below is."""
    parts = [statement.speaker or "No speaker named", occasion(statement, reports), date_words(statement.said)]
    return ", ".join(part for part in parts if part) + "; " + standing(statement)


def occasion(statement: Statement, reports: Mapping[str, Annotated | Carrier]) -> str | None:
    """On what occasion it was said, as the first report that gives one has it."""
    carried = {witness.quote_id for witness in statement.witnesses}
    ordered = sorted(reports, key=lambda report_id: (report_id != statement.base.report_id, report_id))
    told = (quote.occasion for each in ordered for quote in reports[each].quotes if quote.quote_id in carried)
    return next((words[0].lower() + words[1:] for words in told if words), None)


def is_quoted(statement: Statement) -> bool:
    """True where all words of the base text stood in quotation marks, or are a record's; False where some are a reporter's.

    A text that is partly a reporter's holds its own marks, so that pages put none around it.
    """
    if statement.base.status == "record":
        return True
    own = [each for each in statement.witnesses if each.quote_id in statement.base.quote_ids and each.marked]
    here, outside = 0, []
    for covers in sorted(each.covers for each in own if each.covers is not None):
        outside.append(statement.text[here : covers.start])
        here = max(here, covers.end)
    outside.append(statement.text[here:])
    return bool(own) and not any(letter.isalnum() for words in outside for letter in words)


def most_telling(statement: Statement) -> tuple[Witness, Region | None] | None:
    """The witness, and its region, that most need an eye; None where all carry the same words."""
    rows = [
        (region.weight, region.reason == "number", -len(witness.regions), witness, region)
        for witness in statement.witnesses
        for region in witness.regions
        if region.weight
    ]
    if rows:
        best = max(rows, key=lambda row: (row[0], row[1], row[2], row[3].witness_id))
        return best[3], best[4]
    for witness in statement.witnesses:
        if witness.witness_class in NOTABLE_CLASSES:
            return witness, None
    return None


def tell(statement: Statement, reports: Mapping[str, Annotated | Carrier]) -> Difference | None:
    """The difference of a statement that most needs an eye, in words; None where there is none to tell."""
    best = most_telling(statement)
    if best is None:
        return _tell_conflict(statement, reports)
    witness, region = best
    carrier = reports[witness.report_id].report
    printed = shortened(pieces(carrier.text, witness.content, witness.regions))
    around = region.base if region is not None else witness.covers or Span(0, 0)
    worst = max((each.weight for each in witness.regions), default=0)
    told = dict.fromkeys(finding(each) for each in witness.regions if each.weight == worst)
    found = ", ".join(told) or CLASS_WORDS[witness.witness_class]
    if region is not None and (own := _own_fuller(statement, witness, region)) is not None:
        found += f", also from its own {place_in(carrier, own.content[0].start)}"
    where = f"{label(carrier)}, {place_in(carrier, witness.content[0].start)}"
    base = excerpt_pieces(statement.text, around)
    words = "".join(each for each, _ in base)
    return Difference(heading(statement, reports), words, where, printed, found, witness.report_id, witness, worst, base)


def _tell_conflict(statement: Statement, reports: Mapping[str, Annotated | Carrier]) -> Difference | None:
    if not statement.conflicts:
        return None
    conflict = statement.conflicts[0]
    carrier = reports.get(conflict.report_id)
    where = label(carrier.report) if carrier is not None else conflict.report_id
    words = excerpt(statement.text, Span(0, min(len(statement.text), 160)), 0)
    found = GIVES_TO + conflict.speaker
    return Difference(heading(statement, reports), words, where, (), found, conflict.report_id, base_pieces=((words, False),))


def _own_fuller(statement: Statement, witness: Witness, region: Region) -> Witness | None:
    """Another printing in the same report that has the base's words where this one differs."""
    for other in statement.witnesses:
        if other.report_id != witness.report_id or other.witness_id == witness.witness_id or other.covers is None or not other.marked:
            continue
        if other.covers.holds(region.base) and not any(each.base.touches(region.base) for each in other.regions):
            return other
    return None

