"""What pages show, as frozen records: the shapes that templates, the HTTP interface and notebooks are given.

A view holds plain values only: words ready to be read, ids, and addresses made by its properties. Contract records (`Story`,
`Statement`, …) stand inside the views, so that a page and its ``.json`` cannot disagree. Nothing here reads a database;
the functions in ``*_views.py`` beside this module make views from a desk.

Every list is bounded, so that no page grows past what a browser reads gladly; what is left out has an address (`Paging`).
"""

from __future__ import annotations

from typing import Literal
from urllib.parse import quote as url_quote

from onrecord.records import (
    Annotated,
    Correction,
    FigureRow,
    Record,
    Reject,
    SpeakerRow,
    Statement,
    Story,
    WitnessClass,
)

DateKind = Literal["exact", "partial", "assumed", "none"]
PieceRole = Literal["plain", "content", "source", "cue"]


def address(*parts: str) -> str:
    """The address of a thing held: path segments, escaped.

    >>> address("reports", "a/b c")
    '/reports/a%2Fb%20c'
    """
    return "/" + "/".join(url_quote(part, safe="") for part in parts)


class View(Record, frozen=True, kw_only=True):
    """What a template is given."""


# ---------------------------------------------------------------- pieces that many pages share


class Paging(View, frozen=True, kw_only=True):
    """Where a list goes on and where it began: addresses, None at its ends. Pages go by key, so that nothing is skipped or seen twice."""

    next: str | None = None
    first: str | None = None


class Switch(View, frozen=True, kw_only=True):
    """A choice on a page: its words, the address that chooses it, and whether it is chosen."""

    words: str
    href: str
    is_chosen: bool = False
    value: str = ""
    count: int | None = None


class Facet(View, frozen=True, kw_only=True):
    """One way to narrow a list (``date``, ``outlet``, ``speaker``, ``class``), with its choices; ``clear`` is the address without it."""

    name: str
    title: str
    choices: tuple[Switch, ...] = ()
    chosen: str | None = None
    clear: str | None = None


class ReportLine(View, frozen=True, kw_only=True):
    """A report in a list. ``label`` is its outlet, else its file's name; ``date_kind`` says whether the date may be ranked by."""

    report_id: str
    label: str
    outlet: str | None = None
    title: str | None = None
    published: str | None = None
    published_words: str
    date_kind: DateKind = "none"
    url: str | None = None

    @property
    def href(self) -> str:
        """The report's page."""
        return address("reports", self.report_id)

    @property
    def outlet_href(self) -> str | None:
        """The outlet's page."""
        return None if self.outlet is None else address("outlets", self.outlet)


class PersonLine(View, frozen=True, kw_only=True):
    """A speaker by name; ``is_listed`` is False for a private person, who has no page and is not linked across stories."""

    speaker_id: str | None = None
    name: str
    is_listed: bool = True

    @property
    def href(self) -> str | None:
        """The speaker's page."""
        return address("speakers", self.speaker_id) if self.is_listed and self.speaker_id is not None else None


class TextPiece(View, frozen=True, kw_only=True):
    """A stretch of words. ``kind`` None: as in the base; else a difference of that `RegionKind`, whose base words are ``base_text``.

    The words may be empty (``base_text`` is missing here). ``is_allowed`` is True where the house rules asked for allow it, and ``rule``
    says which rule. ``is_gap`` is a gap between two places of the report (" [ … ] "), which is no part of the print.
    """

    text: str
    kind: str | None = None
    weight: int = 0
    finding: str | None = None
    base_text: str | None = None
    is_allowed: bool | None = None
    rule: str | None = None
    is_gap: bool = False


class SentencePiece(View, frozen=True, kw_only=True):
    """A stretch of a report's sentence: ``content`` (the quoted words), ``source``, ``cue`` or ``plain``."""

    text: str
    role: PieceRole = "plain"


class StoryLine(View, frozen=True, kw_only=True):
    """A story in a list."""

    story: Story
    title: str
    dates_words: str

    @property
    def href(self) -> str:
        """The story's page."""
        return address("stories", self.story.story_id)


class StatementLine(View, frozen=True, kw_only=True):
    """A statement in a list: the beginning of its base text, and whether a difference needs an eye.

    ``is_quoted`` is False where the base text is in the reporter's words: it never stands in quotation marks.
    """

    statement_id: str
    text: str
    speaker: PersonLine | None = None
    said: str | None = None
    said_words: str
    reports: int
    outlets: int
    needs_eye: bool = False
    is_sure: bool = True
    is_quoted: bool = True
    story_id: str | None = None

    @property
    def href(self) -> str:
        """The statement's page."""
        return address("statements", self.statement_id)


class DifferenceLine(View, frozen=True, kw_only=True):
    """A difference in its sentence: heading, the base words, where it is printed otherwise, how, and in which reports.

    ``heading`` is speaker, occasion, day and standing in one; they also come apart. ``base_pieces`` cuts ``base`` into words and (True) the
    place of the difference. ``printed`` is empty where the difference is who is given the words; ``finding`` then says so. ``carried`` are
    the reports that carry the statement, at most eight, and ``carried_count`` how many there are. ``anchor`` is the printed version's
    place on the page.
    """

    statement_id: str
    heading: str
    standing: str
    speaker: PersonLine | None = None
    occasion: str | None = None
    said_words: str
    base: str
    base_pieces: tuple[tuple[str, bool], ...] = ()
    place: str
    report_id: str
    printed: tuple[TextPiece, ...] = ()
    finding: str
    weight: int = 0
    witness_class: WitnessClass | None = None
    carried: tuple[ReportLine, ...] = ()
    carried_count: int = 0
    story: StoryName | None = None
    anchor: str | None = None
    is_sure: bool = True

    @property
    def href(self) -> str:
        """The statement's page, at the printed version told of."""
        return address("statements", self.statement_id) + (f"#{self.anchor}" if self.anchor else "")


class StoryName(View, frozen=True, kw_only=True):
    """A story by its title."""

    story_id: str
    title: str

    @property
    def href(self) -> str:
        """The story's page."""
        return address("stories", self.story_id)


class ClassCount(View, frozen=True, kw_only=True):
    """How many printed versions, of how many in all, are of a class; the address lists them."""

    witness_class: WitnessClass
    words: str
    count: int
    of: int
    href: str


class FigureDot(View, frozen=True, kw_only=True):
    """A figure as one report gives it, as an interval; an open end has None. ``start`` is its place in the report."""

    report: ReportLine
    words: str
    low: float | None = None
    high: float | None = None
    change: str = "="
    according_to: str | None = None
    as_of: str | None = None
    as_of_words: str | None = None
    start: int = 0

    @property
    def href(self) -> str:
        """The figure's place in the report's text."""
        return f"{self.report.href}?at={self.start}#at"


class FigurePlot(View, frozen=True, kw_only=True):
    """A row of figures about the same thing, for a dot plot. Of many values the first are shown; ``dots_count`` says how many there are."""

    row: FigureRow
    title: str
    unit: str | None = None
    is_conflict: bool = False
    dots: tuple[FigureDot, ...] = ()
    dots_count: int = 0
    story: StoryLine | None = None


# ---------------------------------------------------------------- the pages


class FrontPage(View, frozen=True, kw_only=True):
    """``/``: differences in their sentences, the most telling first; then stories, newest first; facets narrow the differences."""

    counts: dict[str, int]
    differences: tuple[DifferenceLine, ...] = ()
    differences_paging: Paging = Paging()
    stories: tuple[StoryLine, ...] = ()
    facets: tuple[Facet, ...] = ()
    records_held: int = 0
    profiles: tuple[Switch, ...] = ()
    retention_words: str = ""


class StoriesPage(View, frozen=True, kw_only=True):
    """``/stories``: newest first."""

    stories: tuple[StoryLine, ...] = ()
    count: int = 0
    paging: Paging = Paging()


class Cell(View, frozen=True, kw_only=True):
    """How an outlet prints a statement: the class that most needs an eye of its printed versions; None: no report held."""

    witness_class: WitnessClass | None = None
    words: str
    count: int = 0
    href: str | None = None
    is_allowed: bool | None = None


class MatrixColumn(View, frozen=True, kw_only=True):
    """An outlet of a story, or a report without one, by its file's name."""

    label: str
    outlet: str | None = None
    report: ReportLine
    reports: int = 1


class MatrixRow(View, frozen=True, kw_only=True):
    """A statement and its cell under each column."""

    statement: StatementLine
    cells: tuple[Cell, ...] = ()


class Matrix(View, frozen=True, kw_only=True):
    """Statements by outlets; ``columns_left_out`` says how many outlets stand on the next page of columns.

    ``silent`` are outlets of the story (``silent_count`` in all) of which no report held carries any of these statements.
    """

    columns: tuple[MatrixColumn, ...] = ()
    rows: tuple[MatrixRow, ...] = ()
    columns_left_out: int = 0
    columns_next: str | None = None
    columns_first: str | None = None
    silent: tuple[str, ...] = ()
    silent_count: int = 0
    paging: Paging = Paging()


class Appearance(View, frozen=True, kw_only=True):
    """An outlet's first report of a story.

    ``lag_words`` ("2 days after the first") stands only where the date is exact; ``is_first`` never on a partial or assumed date.
    """

    report: ReportLine
    lag_words: str | None = None
    is_first: bool = False


class SharedText(View, frozen=True, kw_only=True):
    """Reports that share one text, folded under the first of them; ``credits`` are agencies named in it."""

    first: ReportLine
    others: tuple[ReportLine, ...] = ()
    others_count: int = 0


class StoryPage(View, frozen=True, kw_only=True):
    """``/stories/ID``. ``why`` are the sentences that say why its reports belong together."""

    line: StoryLine
    credits: tuple[str, ...] = ()
    matrix: Matrix
    timeline: tuple[Appearance, ...] = ()
    timeline_left_out: int = 0
    shared_texts: tuple[SharedText, ...] = ()
    shared_texts_left_out: int = 0
    figures: tuple[FigurePlot, ...] = ()
    figures_left_out: int = 0
    why: tuple[str, ...] = ()


class Variant(View, frozen=True, kw_only=True):
    """Other words in the place of a word of the base, and the reports that print them; ``anchors`` are their rows on the page."""

    text: str
    finding: str
    kind: str
    weight: int = 0
    reports: tuple[ReportLine, ...] = ()
    count: int = 0
    anchor: str | None = None


class HeatWord(View, frozen=True, kw_only=True):
    """A stretch of the base text for the heat strip: ``carried`` of ``of`` printed versions have it as it is.

    ``level`` is 0 (none) to 4 (all), for a look that is not colour alone. Runs of words with the same numbers and variants stand together.
    ``number`` names the panel of variants (``v-3``); 0 where there is none to open.
    """

    text: str
    carried: int
    of: int
    level: int
    variants: tuple[Variant, ...] = ()
    number: int = 0


class PrintedVersion(View, frozen=True, kw_only=True):
    """A row of a statement: how one report prints it.

    ``pieces`` read on as printed, unchanged words and differences; ``missing_before`` and ``missing_after`` say that it begins or ends
    inside the base. ``sentence`` is the sentence around it with source and cue. ``is_sure`` is False where the reader is not.
    ``source_href`` leads to the outlet's own page, to the words by a text fragment. ``hidden`` counts differences that house rules allow.
    """

    witness_id: str
    anchor: str
    report: ReportLine
    witness_class: WitnessClass
    class_words: str
    flags: tuple[str, ...] = ()
    is_marked: bool = True
    is_base: bool = False
    is_sure: bool = True
    likeness_words: str | None = None
    pieces: tuple[TextPiece, ...] = ()
    missing_before: bool = False
    missing_after: bool = False
    findings: tuple[str, ...] = ()
    sentence: tuple[SentencePiece, ...] = ()
    quote_id: str
    place_href: str
    place_words: str
    source_href: str | None = None
    profile_verdict: str | None = None
    verdict_words: str | None = None
    rules: tuple[str, ...] = ()
    hidden: int = 0
    occasion: str | None = None
    via: str | None = None


class ConflictLine(View, frozen=True, kw_only=True):
    """Another speaker to whom a report gives the same words."""

    speaker: str
    report: ReportLine


class FirstHeld(View, frozen=True, kw_only=True):
    """On which day a statement was first printed, among ``of`` reports held, and by whom; only exact dates count."""

    day_words: str
    reports: tuple[ReportLine, ...]
    count: int
    of: int


class StatementPage(View, frozen=True, kw_only=True):
    """``/statements/ID``. ``standing`` is the base text's status in words; ``key`` pairs the kinds of difference on this page with words.

    ``hidden`` counts printed versions left out by "hide what profile X allows", ``unsure`` those left out because the reader is not sure.
    """

    statement: Statement
    heading: str
    standing: str
    is_quoted: bool = True
    speaker: PersonLine | None = None
    said_words: str
    said_basis_words: str | None = None
    occasion: str | None = None
    story: StoryLine | None = None
    base_report: ReportLine | None = None
    base_record: str | None = None
    base_href: str | None = None
    first: FirstHeld | None = None
    heat: tuple[HeatWord, ...] = ()
    heat_left_out: int = 0
    versions_left_out: int = 0
    conflicts_left_out: int = 0
    echoes_left_out: int = 0
    printed: tuple[PrintedVersion, ...] = ()
    printed_count: int = 0
    paging: Paging = Paging()
    classes: tuple[Switch, ...] = ()
    key: tuple[tuple[str, str], ...] = ()
    conflicts: tuple[ConflictLine, ...] = ()
    echoes: tuple[StatementLine, ...] = ()
    profiles: tuple[Switch, ...] = ()
    profile: str | None = None
    profile_title: str | None = None
    is_hiding: bool = False
    hide_switch: Switch | None = None
    hidden: int = 0
    unsure: int = 0


class ReportPiece(View, frozen=True, kw_only=True):
    """A stretch of a report's text. A ``content`` piece belongs to quotation ``number``; ``anchor`` stands on a quotation's first piece."""

    text: str
    role: PieceRole = "plain"
    number: int | None = None
    kind: str | None = None
    anchor: str | None = None
    is_sure: bool = True
    is_target: bool = False


class Elsewhere(View, frozen=True, kw_only=True):
    """Another report that carries the same statement, and how it prints it."""

    report: ReportLine
    witness_class: WitnessClass
    class_words: str
    href: str


class QuoteNote(View, frozen=True, kw_only=True):
    """What stands in the margin beside a quotation: its speaker with the ground for the name, and where else it was carried."""

    number: int
    quote_id: str
    anchor: str
    kind: str
    kind_words: str
    words: str
    speaker: PersonLine | None = None
    ground: str | None = None
    candidates: tuple[str, ...] = ()
    is_sure: bool = True
    said_words: str | None = None
    occasion: str | None = None
    via: str | None = None
    statement_href: str | None = None
    elsewhere: tuple[Elsewhere, ...] = ()
    elsewhere_count: int = 0
    is_corrected: bool = False


class Paragraph(View, frozen=True, kw_only=True):
    """A paragraph of a report and the notes on quotations that begin in it."""

    pieces: tuple[ReportPiece, ...] = ()
    notes: tuple[QuoteNote, ...] = ()


class ReportPage(View, frozen=True, kw_only=True):
    """``/reports/ID``. A long text goes on at ``paging``. ``people`` are the names to choose from when a speaker is corrected.

    ``rejected`` are quotations that a person rejected (id of the correction, and the words), so that they can be taken back.
    """

    annotated: Annotated
    line: ReportLine
    title: str
    author: str | None = None
    basis_words: str
    story: StoryLine | None = None
    shares_text_with: tuple[ReportLine, ...] = ()
    paragraphs: tuple[Paragraph, ...] = ()
    quotations: int = 0
    unsure: int = 0
    people: tuple[str, ...] = ()
    rejected: tuple[tuple[str, str], ...] = ()
    paging: Paging = Paging()


class RecordLine(View, frozen=True, kw_only=True):
    """A record in a list: what it is, when and on what occasion, and how faithful it is to what was said."""

    record_id: str
    title: str
    file: str
    date_words: str
    fidelity_words: str
    occasion: str | None = None
    speakers: tuple[str, ...] = ()

    @property
    def href(self) -> str:
        """The record's page."""
        return address("records", self.record_id)


class RecordsPage(View, frozen=True, kw_only=True):
    """``/records``: what quotations are checked against."""

    records: tuple[RecordLine, ...] = ()
    count: int = 0
    paging: Paging = Paging()


class RecordPiece(View, frozen=True, kw_only=True):
    """Some words of a record's line, and whether they are those that were asked for."""

    text: str
    is_place: bool = False
    is_first: bool = False


class RecordText(View, frozen=True, kw_only=True):
    """A line of a record; ``time`` where captions give it."""

    pieces: tuple[RecordPiece, ...]
    time: str | None = None


class RecordPage(View, frozen=True, kw_only=True):
    """``/records/ID``: the text as it was read, with the place that was asked for marked. A long text goes on at ``paging``."""

    line: RecordLine
    texts: tuple[RecordText, ...] = ()
    paging: Paging = Paging()


class SpeakerLine(View, frozen=True, kw_only=True):
    """A speaker in a list."""

    speaker_id: str
    name: str
    kind: str
    roles: tuple[str, ...] = ()
    aliases: tuple[str, ...] = ()
    statements: int = 0
    stories: int = 0

    @property
    def href(self) -> str:
        """The speaker's page."""
        return address("speakers", self.speaker_id)


class SpeakersPage(View, frozen=True, kw_only=True):
    """``/speakers``: by name; ``query`` narrows by the beginning of a name's words."""

    speakers: tuple[SpeakerLine, ...] = ()
    rows: tuple[SpeakerRow, ...] = ()
    query: str | None = None
    paging: Paging = Paging()


class DatedRole(View, frozen=True, kw_only=True):
    """A role as reports give it, from the first to the last day on which they do, with one of them as evidence."""

    role: str
    dates_words: str
    reports: int
    report: ReportLine | None = None
    sentence: tuple[SentencePiece, ...] = ()


class Alias(View, frozen=True, kw_only=True):
    """Another form of the name, why it is taken to mean this speaker, and the sentence of a report that prints it so."""

    name: str
    why: str | None = None
    report: ReportLine | None = None
    sentence: tuple[SentencePiece, ...] = ()


class Occasion(View, frozen=True, kw_only=True):
    """What a speaker said in one story on one day. ``key`` names it in the address (``left=`` and ``right=``)."""

    key: str
    said: str | None = None
    said_words: str
    story: StoryLine | None = None
    statements: tuple[StatementLine, ...] = ()
    count: int = 0


class Pair(View, frozen=True, kw_only=True):
    """Two statements of two occasions that are nearest in words or sense, or one alone; ``nearness`` says by what."""

    left: StatementLine | None = None
    right: StatementLine | None = None
    nearness: str | None = None


class SideBySide(View, frozen=True, kw_only=True):
    """Two occasions of a speaker, without classes or difference marks: another day is another statement."""

    left: Occasion
    right: Occasion
    pairs: tuple[Pair, ...] = ()


class SpeakerPage(View, frozen=True, kw_only=True):
    """``/speakers/ID``: everything on record, by date or by story; a search inside; two occasions side by side where asked for."""

    row: SpeakerRow
    line: SpeakerLine
    namesakes: str | None = None
    roles: tuple[DatedRole, ...] = ()
    aliases: tuple[Alias, ...] = ()
    occasions: tuple[Occasion, ...] = ()
    orders: tuple[Switch, ...] = ()
    query: str | None = None
    choices: tuple[tuple[str, str], ...] = ()
    beside: SideBySide | None = None
    paging: Paging = Paging()


class OutletLine(View, frozen=True, kw_only=True):
    """An outlet in a list, by name: how many reports of it are held, and how many printed versions they have."""

    name: str
    reports: int
    printed: int
    first_words: str
    last_words: str

    @property
    def href(self) -> str:
        """The outlet's page."""
        return address("outlets", self.name)


class OutletsPage(View, frozen=True, kw_only=True):
    """``/outlets``: by name, never by a count."""

    outlets: tuple[OutletLine, ...] = ()
    paging: Paging = Paging()


class OutletPage(View, frozen=True, kw_only=True):
    """``/outlets/NAME``: what it carried, newest first, and counts by class with their denominators.

    With ``class=`` in the address, ``statements`` lists the statements of which it has a printed version of that class.
    """

    line: OutletLine
    classes: tuple[ClassCount, ...] = ()
    chosen: str | None = None
    reports: tuple[ReportLine, ...] = ()
    statements: tuple[StatementLine, ...] = ()
    paging: Paging = Paging()


class HitLine(View, frozen=True, kw_only=True):
    """An answer of a search. ``snippet`` alternates plain words and (``is_match``) the words that were asked for; ``sentence`` is the one
    in which a few words stand."""

    report: ReportLine
    snippet: tuple[tuple[str, bool], ...]
    speaker: str | None = None
    class_words: str | None = None
    sentence: tuple[SentencePiece, ...] = ()
    href: str
    is_statement: bool = True


class SearchPage(View, frozen=True, kw_only=True):
    """``/search?q=``. ``trouble`` says in words what could not be searched for."""

    query: str = ""
    hits: tuple[HitLine, ...] = ()
    trouble: str | None = None
    paging: Paging = Paging()


class CheckPage(View, frozen=True, kw_only=True):
    """``/check``: the form that takes a draft. The sheet that answers it has a template of its own."""

    records_held: int = 0
    reports_held: int = 0
    profiles: tuple[Switch, ...] = ()
    trouble: str | None = None
    draft: str = ""
    retention_words: str = ""


class AddPage(View, frozen=True, kw_only=True):
    """``/add``, where writing is enabled: the form that takes reports as text or files. ``trouble`` says what could not be used."""

    counts: dict[str, int]
    trouble: str | None = None
    most_files: int
    most_bytes: int


class Added(View, frozen=True, kw_only=True):
    """What came of adding through the form; ``stories`` are those that hold the new reports, ``is_running`` while it goes on."""

    is_running: bool = False
    read: int = 0
    stored: int = 0
    already_there: int = 0
    rejected: int = 0
    trouble: str | None = None
    rejects: tuple[Reject, ...] = ()


class CorrectionsPage(View, frozen=True, kw_only=True):
    """``/corrections``: what people corrected, the latest first, undone ones too, each with the address of what it is about where held."""

    corrections: tuple[CorrectionLine, ...] = ()


class CorrectionLine(View, frozen=True, kw_only=True):
    """A correction in words."""

    correction: Correction
    words: str
    made_words: str


class FiguresPage(View, frozen=True, kw_only=True):
    """``/figures``: rows of figures that do not meet, then those that several reports give, then the others.

    ``only_conflicts`` where the first alone are shown.
    """

    plots: tuple[FigurePlot, ...] = ()
    only_conflicts: bool = False
    switch: Switch | None = None
    paging: Paging = Paging()


class RejectsPage(View, frozen=True, kw_only=True):
    """``/rejects``: inputs, or parts of them, that could not be used."""

    rejects: tuple[Reject, ...] = ()
    count: int = 0
    paging: Paging = Paging()


class Operation(View, frozen=True, kw_only=True):
    """One thing that the interface does: parameters and answers as (name, words), an example of what is sent as JSON."""

    method: str
    path: str
    summary: str
    parameters: tuple[tuple[str, str], ...] = ()
    example: str | None = None
    answers: tuple[tuple[str, str], ...] = ()
    try_href: str | None = None


class InterfacePage(View, frozen=True, kw_only=True):
    """``/docs``: the operations of the interface, by what they are for."""

    groups: tuple[tuple[str, tuple[Operation, ...]], ...] = ()


class WaitingPage(View, frozen=True, kw_only=True):
    """What goes on behind other things that wait to be written; the page looks again by itself and then leads back."""

    title: str
    detail: str


class TroublePage(View, frozen=True, kw_only=True):
    """A page in words for what went wrong: ``status`` is the HTTP status, ``advice`` what to try."""

    status: int
    title: str
    detail: str
    advice: str | None = None


class Around(View, frozen=True, kw_only=True):
    """What every template of the desk is given as ``around``: the page's other forms, the switch that shows what the reader is not
    sure of (None where a page has nothing to switch), a message about what was just done, and the classes with their words."""

    version: str
    json_href: str | None = None
    csv_href: str | None = None
    unsure: Switch | None = None
    message: str | None = None
    classes: tuple[tuple[str, str], ...] = ()
