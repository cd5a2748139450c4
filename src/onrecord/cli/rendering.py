"""What a person reads in a terminal: statements as comparisons, stories, reports and speakers.

Differences are marked by signs as well as colour: ‹words› stand where the base has others, ‹ › where it has words and this print has none.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from onrecord.pipeline import Desk, check_words, telling
from onrecord.pipeline.telling import Difference, Piece
from onrecord.records import (
    Annotated,
    Candidate,
    Checked,
    CheckedDraft,
    RecordPassage,
    Region,
    Span,
    SpeakerRow,
    Statement,
    Story,
    Transcript,
    Unmarked,
    Witness,
)

WEIGHT_STYLES = {0: "dim", 1: "cyan", 2: "yellow", 3: "bold red"}
CLASS_STYLES = {"differs-critical": "bold red", "joined": "yellow", "differs-minor": "yellow", "shortened": "cyan"}
MOST_TOLD = 8


def difference(told: Difference) -> RenderableType:
    """The first thing a person sees: one difference in its sentence."""
    lines: list[RenderableType] = [Text(told.heading + ":"), Padding(Text(told.base, style="italic"), (0, 0, 0, 4))]
    printed = Text(f"{told.place}: ")
    if told.printed:
        words = printed_words(told.printed)
        words.rstrip()
        printed.append("“").append_text(words).append("”: ")
    printed.append(told.finding, style="bold")
    return Group(*lines, Padding(printed, (0, 0, 0, 2)))


def printed_words(pieces: tuple[Piece, ...]) -> Text:
    """A printed version with its differences signed and coloured."""
    text = Text()
    for piece in pieces:
        if piece.region is None:
            text.append(piece.text)
        else:
            text.append("‹" + (piece.text or " ") + "›", style=WEIGHT_STYLES[piece.region.weight])
    return text


def statement(desk: Desk, shown: Statement) -> RenderableType:
    """A statement as a comparison: the base text above, then a line for each printed version with its differences."""
    reports = {each.report_id: desk.report(each.report_id) for each in shown.witnesses}
    parts: list[RenderableType] = [
        Text(telling.heading(shown, reports), style="bold"),
        Padding(Text(shown.text), (1, 4)),
    ]
    for witness in shown.witnesses:
        parts.append(_witness(witness, reports[witness.report_id]))
    for conflict in shown.conflicts:
        carrier = desk.report(conflict.report_id).report
        parts.append(Text(f"  {telling.label(carrier)} gives the same words to {conflict.speaker}", style="yellow"))
    for echo in shown.echoes:
        parts.append(Text(f"  like words from another speaker, or of another event: statement {echo}", style="dim"))
    parts.append(Text(f"\nstatement {shown.statement_id}" + (f" of story {shown.story_id}" if shown.story_id else ""), style="dim"))
    return Group(*parts)


def _witness(witness: Witness, carrier: Annotated) -> RenderableType:
    report = carrier.report
    place = f"{telling.label(report)}, {telling.date_words(report.published)}, {telling.place_in(report, witness.content[0].start)}"
    heading = Text("• " + place + ": ")
    heading.append(telling.CLASS_WORDS[witness.witness_class], style=CLASS_STYLES.get(witness.witness_class, "green"))
    notes: list[str] = [*witness.flags]
    if witness.witness_class == "paraphrase":
        notes.append(f"likeness {witness.likeness:.2f}")
    if notes:
        heading.append(f" ({', '.join(notes)})", style="dim")
    mark = '"' if witness.marked else ""
    words = printed_words(telling.pieces(report.text, witness.content, witness.regions))
    lines: list[RenderableType] = [heading, Padding(Text(mark) + words + Text(mark), (0, 0, 0, 4))]
    told = [region for region in sorted(witness.regions, key=lambda r: (-r.weight, r.base)) if region.weight]
    lines += [Padding(_region(region), (0, 0, 0, 6)) for region in told[:MOST_TOLD]]
    if len(told) > MOST_TOLD:
        rest = f"and {len(told) - MOST_TOLD} more: onrecord statements --format jsonl has all"
        lines.append(Padding(Text(rest, style="dim"), (0, 0, 0, 6)))
    return Group(*lines)


def _region(region: Region, base_name: str = "the text above") -> Text:
    base, printed = telling.abridged(region.base_text.strip()), telling.abridged(region.witness_text.strip())
    if base and printed:
        words = f"“{printed}” where {base_name} has “{base}”"
    elif base:
        words = f"without “{base}”"
    else:
        words = f"with “{printed}”"
    return Text(f"{telling.finding(region)}: {words}", style=WEIGHT_STYLES[region.weight])


def story(desk: Desk, shown: Story, why: bool) -> RenderableType:
    """A story: its reports by shared text, what ties them if asked, and its statements."""
    dates = " to ".join(dict.fromkeys(telling.date_words(date) for date in (shown.first, shown.last) if date)) or "no date given"
    texts = f"{shown.distinct_texts} distinct text" + ("s" if shown.distinct_texts != 1 else "")
    parts: list[RenderableType] = [
        Text(shown.title or "No title", style="bold"),
        Text(f"{dates}; {len(shown.report_ids)} reports by {shown.outlets} outlets, in {texts}"),
    ]
    if shown.credits:
        parts.append(Text("Credits an agency: " + ", ".join(shown.credits)))
    for family in shown.families or tuple((each,) for each in shown.report_ids):
        for number, report_id in enumerate(family):
            report = desk.report(report_id).report
            lead = "• " if number == 0 else "    same text: "
            title = f" — {report.title}" if report.title else ""
            parts.append(Text(f"{lead}{telling.label(report)}, {telling.date_words(report.published)}{title}  [{report_id}]"))
    if why:
        parts.append(Text("\nWhy these reports belong together:", style="bold"))
        parts += [Text("  " + line) for line in desk.why(shown)] or [Text("  one report: nothing to tie")]
    parts.append(Text("\nStatements, those that most need an eye first:", style="bold"))
    table = Table(box=None, show_header=False, padding=(0, 2, 0, 0))
    for each in desk.statements(story=shown.story_id):
        table.add_row(
            Text(each.statement_id, style="dim"), each.speaker or "no speaker named", str(len({w.report_id for w in each.witnesses})),
            Text("see the difference", style="bold red") if telling.notability(each) > 0 else "",
            telling.excerpt(each.text, Span(0, 0), 90),
        )  # fmt: skip
    parts.append(table)
    return Group(*parts)


def report(desk: Desk, shown: Annotated) -> RenderableType:
    """A report: its text with quotations numbered in place, then who said each and why we think so."""
    source = shown.report
    names = {speaker.speaker_id: speaker.name for speaker in shown.speakers}
    published = telling.date_words(source.published)
    text = Text(source.text)
    lines: list[Text] = []
    for number, quote in enumerate(shown.quotes, 1):
        for span in quote.content:
            text.stylize("bold" if quote.kind == "direct" else "underline", span.start, span.end)
        who = names.get(quote.speaker_id or "") or "no speaker"
        said = f", {telling.date_words(quote.said.value)}" if quote.said and quote.said.basis == "stated" else ""
        ground = f" ({quote.ground})" if quote.ground else ""
        words = " … ".join(span.of(source.text) for span in quote.content)
        lines.append(Text(f"{number:3} {quote.kind:8} {who}{ground}{said}: {telling.excerpt(words, Span(0, 0), 100)}"))
    return Group(
        Text(source.title or "No title", style="bold"), Text(f"{telling.label(source)}, {published}  [{source.report_id}]\n"), text,
        Text("\nQuotations:", style="bold"), *lines,
    )  # fmt: skip


def speaker(desk: Desk, shown: SpeakerRow) -> RenderableType:
    """A speaker: names, roles, and every statement on record by date."""
    parts: list[RenderableType] = [Text(shown.name, style="bold")]
    if shown.roles_seen:
        parts.append(Text("Roles, and when reports give them:"))
        for role in shown.roles_seen:
            days = dict.fromkeys(telling.date_words(day) for day in (role.first, role.last))
            parts.append(Text(f"  {role.role}: {' to '.join(days)}, in {role.reports} report{'s' if role.reports > 1 else ''}"))
    if namesakes := telling.namesake_words(shown.namesakes):
        parts.append(Text(namesakes))
    if shown.aliases_seen:
        parts.append(Text("Also printed as:"))
        for alias in shown.aliases_seen:
            parts.append(Text(f"  {alias.alias}: {alias.why or 'the same name'}  [{alias.report_id}]"))
    held = sorted(desk.statements(speaker=shown.speaker_id), key=lambda s: (s.said or "", s.statement_id))
    parts.append(Text(f"{len(held)} statements on record:" if held else "No statement on record."))
    for each in held:
        parts.append(Text(f"  {telling.date_words(each.said)}: {telling.excerpt(each.text, Span(0, 0), 110)}  [{each.statement_id}]"))
    return Group(*parts)


def checked(drafts: Sequence[CheckedDraft]) -> Iterator[RenderableType]:
    """Each quotation of some drafts, numbered, then what has no marks where that was asked for."""
    for each in drafts:
        if len(drafts) > 1:
            yield Text(each.draft.path or each.draft.report_id, style="bold underline")
        for number, found in enumerate(each.findings, 1):
            yield finding(number, found)
        if each.unmarked:
            yield Text("\nWithout quotation marks, and what comes nearest in the records:", style="bold")
        for row in each.unmarked:
            yield unmarked(row)


def finding(number: int, found: Checked) -> RenderableType:
    """A quotation of a draft, where its words stand in the records, and how they differ."""
    heading = Text(f"{number}. ", style="bold")
    heading.append(f"“{telling.excerpt(found.text, Span(0, len(found.text)))}”")
    place = f", {check_words.PLACE_WORDS[found.place]}" if found.place else ""
    heading.append(f" — {found.speaker or 'no speaker found'}{place}", style="dim")
    lines: list[RenderableType] = [heading]
    if found.speaker_ground:
        lines.append(Padding(Text(check_words.ground_words(found.speaker_ground), style="dim"), (0, 0, 0, 3)))
    if not found.candidates:
        lines.append(Padding(Text(f"not found in what is held: {check_words.held_words(found.held, found.speaker)}"), (0, 0, 0, 3)))
    for each in found.set_aside[:1]:
        lines.append(Padding(Text("set aside, of a later day: ", style="yellow") + _candidate(each), (0, 0, 0, 3)))
    for near, words in (("words", "nearest in words: "), ("sense", "nearest in sense: ")):
        for each in [each for each in found.nearest if each.near == near][:1]:
            lines.append(Padding(Text(words, style="dim") + _where(each), (0, 0, 0, 3)))
            lines.append(Padding(Text(f"“{telling.excerpt(each.text, Span(0, 0), 200)}”", style="italic"), (0, 0, 0, 6)))
    for rank, each in enumerate(found.candidates):
        lines.append(Padding(_candidate(each) if rank == 0 else Text("also: ", style="dim") + _candidate(each), (0, 0, 0, 3)))
        if rank == 0:
            told = [region for region in sorted(each.regions, key=lambda r: (-r.weight, r.base)) if region.weight]
            lines += [Padding(_region(region, f"the {each.source}"), (0, 0, 0, 6)) for region in told[:MOST_TOLD]]
            lines += [Padding(line, (0, 0, 0, 6)) for line in _beside(each)]
    for inside in found.within_draft:
        if any(region.weight for region in inside.regions):
            told = [region for region in inside.regions if region.weight]
            lines.append(Padding(Text(f"elsewhere in the draft: {telling.CLASS_WORDS[inside.witness_class]}"), (0, 0, 0, 3)))
            lines += [Padding(_region(region, "it"), (0, 0, 0, 6)) for region in told[:MOST_TOLD]]
    if found.flags:
        lines.append(Padding(Text(", ".join(found.flags), style="dim"), (0, 0, 0, 3)))
    return Group(*lines)


def unmarked(found: Unmarked) -> RenderableType:
    """An attribution or a figure without marks, and the best passage of the records."""
    heading = Text(f"• {found.unmarked}: “{telling.excerpt(found.text, Span(0, 0), 160)}”")
    heading.append(f" — {found.speaker or 'no speaker found'}", style="dim")
    lines: list[RenderableType] = [heading]
    if found.speaker_ground:
        lines.append(Padding(Text(check_words.ground_words(found.speaker_ground), style="dim"), (0, 0, 0, 3)))
    for each in found.passages[:1]:
        lines.append(Padding(Text(f"likeness {each.likeness:.2f}: ", style="dim") + _where(each), (0, 0, 0, 3)))
        lines.append(Padding(Text(f"“{telling.excerpt(each.text, Span(0, 0), 200)}”", style="italic"), (0, 0, 0, 6)))
    if not found.passages:
        lines.append(Padding(Text(f"nothing near: {check_words.held_words(found.held, found.speaker)}", style="dim"), (0, 0, 0, 3)))
    return Group(*lines)


def _beside(found: RecordPassage) -> list[Text]:
    """The question before a passage and the words around it, in two lines at most."""
    lines = []
    if found.question is not None:
        asked = telling.excerpt(found.question.text, Span(len(found.question.text), len(found.question.text)), 120)
        lines.append(Text(f"asked by {found.question.speaker or 'another'}: {asked}", style="dim"))
    before = telling.excerpt(found.before.text, Span(len(found.before.text), len(found.before.text)), 70) + " " if found.before else ""
    after = " " + telling.excerpt(found.after.text, Span(0, 0), 70) if found.after else ""
    if before or after:
        lines.append(Text(f"in its place: {before}[…]{after}", style="dim"))
    return lines


def _candidate(found: Candidate) -> Text:
    text = Text(telling.CLASS_WORDS[found.witness_class], style=CLASS_STYLES.get(found.witness_class, "green"))
    return text + Text(" · ") + _where(found)


def _where(found: RecordPassage) -> Text:
    """Who says a passage, when, and in which record; and where speaker or day are others than the draft has."""
    stated = telling.FIDELITY_WORDS[found.fidelity] if found.fidelity else "fidelity not stated"
    fidelity = "a report held, no record" if found.source == "report" else stated
    parts = (found.speaker, found.date and telling.date_words(found.date), check_words.source_name(found), found.time, fidelity)
    text = Text(", ".join(part for part in parts if part))
    unlike = [words for match, words in ((found.speaker_match, "another speaker"), (found.occasion_match, "another day")) if match is False]
    if unlike:
        text.append(f" · {', '.join(unlike)}", style="bold yellow")
    return text


def transcript(shown: Transcript) -> RenderableType:
    """A record: its text as onrecord reads it."""
    parts = (shown.title or shown.path, shown.occasion, telling.date_words(shown.date), shown.fidelity)
    heading = ", ".join(part for part in parts if part)
    return Group(Text(heading, style="bold"), Text(shown.text))
