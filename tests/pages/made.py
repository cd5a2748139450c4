"""Views made by hand for the tests of pages: three fictional outlets on a fictional bridge."""

from onrecord.pipeline import views
from onrecord.records import Annotated, Base, Report, SpeakerRow, Statement, Story

TITLE = "Bridge shut after crack is found"
HARBOUR = views.ReportLine(
    report_id="r1", label="Harbour Times", outlet="Harbour Times", title=TITLE, published="2026-04-02",
    published_words="2 April 2026", date_kind="exact", url="https://harbour.example/bridge",
)  # fmt: skip
VALLEY = views.ReportLine(
    report_id="r2", label="Valley Post", outlet="Valley Post", title="Mayor shuts bridge", published="2026-04-04",
    published_words="4 April 2026", date_kind="exact",
)  # fmt: skip
LEAFLET = views.ReportLine(
    report_id="r3", label="leaflet.txt", published="2026-04", published_words="April 2026", date_kind="partial"
)  # fmt: skip
REPORTS = (HARBOUR, VALLEY, LEAFLET)
MAYOR = views.PersonLine(speaker_id="s1", name="Isolde Farrow")
STORY = Story(
    story_id="st1", title=TITLE, first="2026-04-02", last="2026-04-04", report_ids=("r1", "r2", "r3"),
    outlets=2, distinct_texts=3, statements=1, notable=1,
)  # fmt: skip
STORY_LINE = views.StoryLine(story=STORY, title=TITLE, dates_words="2 to 4 April 2026")
STATEMENT_LINE = views.StatementLine(
    statement_id="x1", text="We found two cracks and we will not wait for a third.", speaker=MAYOR, said="2026-04-02",
    said_words="2 April 2026", reports=2, outlets=2, needs_eye=True, story_id="st1",
)  # fmt: skip
PRINTED = (
    views.TextPiece(text="We found "),
    views.TextPiece(text="three", kind="critical", weight=3, finding="number differs", base_text="two"),
    views.TextPiece(text=" cracks and we will "),
    views.TextPiece(text="", kind="critical", weight=3, finding="negation differs", base_text="not"),
    views.TextPiece(text="wait for a "),
    views.TextPiece(text="[further one]", kind="bracket", weight=1, finding="words in brackets", base_text="third"),
    views.TextPiece(text="."),
)


def around() -> views.Around:
    return views.Around(version="0", json_href="/x.json")


def story_page() -> views.StoryPage:
    cells = (
        views.Cell(witness_class="same", words="same words", count=1, href="/statements/x1#w-1"),
        views.Cell(witness_class="differs-critical", words="words differ, the meaning may too", count=2, href="/statements/x1#w-2"),
        views.Cell(words="no report held"),
    )
    return views.StoryPage(
        line=STORY_LINE,
        matrix=views.Matrix(
            columns=tuple(views.MatrixColumn(label=each.label, outlet=each.outlet, report=each) for each in REPORTS),
            rows=(views.MatrixRow(statement=STATEMENT_LINE, cells=cells),),
        ),
        timeline=(
            views.Appearance(report=HARBOUR, is_first=True),
            views.Appearance(report=VALLEY, lag_words="two days after the first"),
            views.Appearance(report=LEAFLET),
        ),
        shared_texts=(views.SharedText(first=HARBOUR, others=(LEAFLET,), others_count=1), views.SharedText(first=VALLEY)),
        why=("Harbour Times and Valley Post both name Isolde Farrow and Elm Bridge.",),
    )


def statement_page() -> views.StatementPage:
    variant = views.Variant(text="three", finding="number differs", kind="critical", weight=3, reports=(VALLEY,), count=1, anchor="w-2")
    sentence = (
        views.SentencePiece(text="“"),
        views.SentencePiece(text="We found three cracks", role="content"),
        views.SentencePiece(text=",” "),
        views.SentencePiece(text="Mayor Isolde Farrow", role="source"),
        views.SentencePiece(text=" "),
        views.SentencePiece(text="said", role="cue"),
        views.SentencePiece(text="."),
    )
    version = views.PrintedVersion(
        witness_id="2", anchor="w-2", report=VALLEY, witness_class="differs-critical", class_words="words differ, the meaning may too",
        pieces=PRINTED, findings=("number differs",), sentence=sentence, quote_id="q2", place_href="/reports/r2?at=10#at",
        place_words="first paragraph", source_href="https://valley.example/b#:~:text=We%20found",
    )  # fmt: skip
    return views.StatementPage(
        statement=Statement(statement_id="x1", text=STATEMENT_LINE.text, base=Base(report_id="r1")), heading="Isolde Farrow, 2 April 2026",
        standing="fullest text held (2 reports, no official record)", speaker=MAYOR, said_words="2 April 2026", story=STORY_LINE,
        base_report=HARBOUR,
        heat=(
            views.HeatWord(text="We found ", carried=2, of=2, level=4),
            views.HeatWord(text="two", carried=1, of=2, level=2, variants=(variant,), number=1),
            views.HeatWord(text=" cracks and we will not wait for a third.", carried=2, of=2, level=4),
        ),
        printed=(version,), printed_count=1, key=(("critical", "may change the meaning"), ("bracket", "words in brackets")),
        conflicts=(views.ConflictLine(speaker="Otto Brandreth", report=LEAFLET),),
    )  # fmt: skip


def report_page() -> views.ReportPage:
    note = views.QuoteNote(
        number=1, quote_id="q2", anchor="q-2", kind="direct", kind_words="direct", words="We found three cracks", speaker=MAYOR,
        ground="named in the same sentence", statement_href="/statements/x1", elsewhere_count=1,
        elsewhere=(views.Elsewhere(report=HARBOUR, witness_class="same", class_words="same words", href="/reports/r1#q-1"),),
    )  # fmt: skip
    pieces = (
        views.ReportPiece(text="“"),
        views.ReportPiece(text="We found three cracks", role="content", number=1, kind="direct", anchor="q-2"),
        views.ReportPiece(text=",” Mayor Isolde Farrow said."),
    )
    return views.ReportPage(
        annotated=Annotated(report=Report(report_id="r2", text="")), line=VALLEY, title="Mayor shuts bridge", basis_words="from its header",
        story=STORY_LINE, paragraphs=(views.Paragraph(pieces=pieces, notes=(note,)),), quotations=1, people=("Isolde Farrow",),
    )  # fmt: skip


def speaker_page() -> views.SpeakerPage:
    row = SpeakerRow(speaker_id="s1", name="Isolde Farrow", kind="person", roles=("mayor",), statements=1)
    occasion = views.Occasion(key="2026-04-02", said_words="2 April 2026", story=STORY_LINE, statements=(STATEMENT_LINE,), count=1)
    return views.SpeakerPage(
        row=row, line=views.SpeakerLine(speaker_id="s1", name="Isolde Farrow", kind="person", roles=("mayor",), statements=1),
        roles=(views.DatedRole(role="mayor", dates_words="2 April 2026", reports=2, report=VALLEY),), occasions=(occasion,),
        aliases=(views.Alias(name="Izzy Farrow", why="one first name is short for the other", report=HARBOUR),),
        choices=(("a", "2 April 2026"), ("b", "3 May 2026")),
        beside=views.SideBySide(left=occasion, right=occasion, pairs=(views.Pair(left=STATEMENT_LINE, nearness="nearest in words"),)),
    )  # fmt: skip
