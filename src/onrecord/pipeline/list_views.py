"""The front page and the pages that are lists: stories, speakers, outlets, figures, rejects, and the answers of a search."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Final

import msgspec

from onrecord.errors import NotHeld, UsageError
from onrecord.pipeline import lines, telling
from onrecord.pipeline.asking import paging, read_key, with_query
from onrecord.pipeline.figure_views import plots_of
from onrecord.pipeline.listing import SURE
from onrecord.pipeline.searching import parse_query
from onrecord.pipeline.sentences import sentence_around
from onrecord.pipeline.statement_views import profile_titles
from onrecord.pipeline.views import (
    ClassCount,
    DifferenceLine,
    Facet,
    FiguresPage,
    FrontPage,
    HitLine,
    OutletLine,
    OutletPage,
    OutletsPage,
    RejectsPage,
    SearchPage,
    SentencePiece,
    SpeakerLine,
    SpeakersPage,
    StoriesPage,
    StoryName,
    Switch,
    address,
)
from onrecord.store import SNIPPET_MARKS, Carrier, ListedSpeaker, Match, OutletCount, Reader
from onrecord.text import fold

DIFFERENCES: Final = 8
FRONT_STORIES: Final = 6
LISTED: Final = 25
NAMES: Final = 50
HITS: Final = 20
TELLS_BY_ITSELF: Final = 80  # characters
PLOTS: Final = 10
REPORTS: Final = 25
FACETS: Final = {"date": "When it was said", "outlet": "Outlet", "speaker": "Speaker", "class": "How it is printed"}
CHOICES: Final = 8
LONGEST_QUERY: Final = 1_000


def front_page(
    reader: Reader, chosen: Mapping[str, str], after: str | None = None, unsure: bool = False, retention: str = ""
) -> FrontPage:
    """Differences of the chosen facets, the most telling first, and the newest stories; ``retention`` says how long drafts are kept."""
    narrowed = {name: value for name, value in chosen.items() if name in FACETS and value}
    asked: dict[str, str | None] = {**narrowed, "unsure": "1" if unsure else None}
    rows = reader.told(read_key(after, tuple[int, str, str]), DIFFERENCES + 1, 0 if unsure else SURE, narrowed)
    told = [
        msgspec.structs.replace(msgspec.msgpack.decode(row.told, type=DifferenceLine), is_sure=row.sure >= SURE)
        for row in rows[:DIFFERENCES]
    ]
    people = {line.speaker.speaker_id for line in told if line.speaker is not None and line.speaker.speaker_id is not None}
    listed = reader.listed_speakers(people)
    stories = reader.stories(None, FRONT_STORIES)
    counts = reader.counts()
    return FrontPage(
        counts=counts,
        differences=tuple(_linked(reader, line, listed) for line in _once(told)),
        differences_paging=paging([row.key for row in rows], DIFFERENCES, "/", asked, after),
        stories=tuple(map(lines.story_line, stories)),
        facets=tuple(_facet(reader, name, title, narrowed, asked) for name, title in FACETS.items()),
        records_held=counts["transcripts"],
        retention_words=retention,
        profiles=tuple(Switch(words=title, href="/check", value=name) for name, title in profile_titles()),
    )


def _once(told: Iterable[DifferenceLine]) -> Iterator[DifferenceLine]:
    """The lines without the second of two that tell of one thing: that the same words are given to two people."""
    seen = set[tuple[str | None, ...]]()
    for line in told:
        if line.witness_class is None:
            other = line.finding.removeprefix(telling.GIVES_TO)
            pair = tuple(sorted((line.speaker.name if line.speaker else "", other)))
            if pair in seen:
                continue
            seen.add(pair)
        yield line


def _linked(reader: Reader, line: DifferenceLine, listed: frozenset[str]) -> DifferenceLine:
    """A stored line, with what may have changed since beside it: its story's title, and whether its speaker has a page."""
    story = None
    if (title := reader.title_of_statement(line.statement_id)) is not None:
        story = StoryName(story_id=title[0], title=lines.clipped(title[1] or "No title", lines.LONGEST_TITLE))
    speaker = line.speaker and msgspec.structs.replace(line.speaker, is_listed=line.speaker.speaker_id in listed)
    return msgspec.structs.replace(line, speaker=speaker, story=story)


def _facet(reader: Reader, name: str, title: str, chosen: Mapping[str, str], asked: Mapping[str, str | None]) -> Facet:
    values = reader.facet_values(name, chosen, CHOICES)
    held = chosen.get(name)
    if held is not None and held not in dict(values):
        values.append((held, 0))
    names = reader.speaker_names(value for value, _ in values) if name == "speaker" else {}
    choices = [
        Switch(
            words=lines.clipped(_facet_words(name, value, names), 80), href=with_query("/", {**asked, name: value}), value=value,
            is_chosen=value == held, count=count if count or value != held else None,
        )
        for value, count in values
    ]
    clear = with_query("/", {**asked, name: None}) if held is not None else None
    return Facet(name=name, title=title, choices=tuple(choices), chosen=held, clear=clear)


def _facet_words(name: str, value: str, names: Mapping[str, str]) -> str:
    if name == "date":
        return telling.date_words(value)
    if name == "class":
        return telling.CLASS_WORDS.get(value, value)
    return names.get(value, value)


def stories_page(reader: Reader, after: str | None = None, limit: int = LISTED) -> StoriesPage:
    """Stories, the latest first."""
    held = reader.stories(read_key(after, tuple[str, str]), limit + 1)
    keys = [(story.last or "", story.story_id) for story in held]
    return StoriesPage(
        stories=tuple(map(lines.story_line, held[:limit])), count=reader.counts()["stories"],
        paging=paging(keys, limit, "/stories", {}, after),
    )  # fmt: skip


def speakers_page(reader: Reader, query: str | None = None, after: str | None = None, limit: int = NAMES) -> SpeakersPage:
    """Speakers by name; with a query those whose names have words that begin so."""
    wanted = checked_query(query)
    held = reader.speakers(read_key(after, tuple[str, str]), limit + 1, wanted)
    keys = [row.key for row in held]
    return SpeakersPage(
        speakers=tuple(map(speaker_line, held[:limit])), query=wanted, paging=paging(keys, limit, "/speakers", {"q": wanted}, after)
    )


def checked_query(query: str | None) -> str | None:
    """What was asked for, None where nothing was; raises `UsageError` where it is longer than a search may be."""
    wanted = (query or "").replace("\x00", "").strip()
    if len(wanted) > LONGEST_QUERY:
        raise UsageError(f"the search is {len(wanted)} characters long; keep it under {LONGEST_QUERY}")
    return wanted or None


def speaker_line(held: ListedSpeaker) -> SpeakerLine:
    """A speaker in a list."""
    head = held.head
    return SpeakerLine(
        speaker_id=head.speaker_id, name=lines.clipped(head.name, lines.LONGEST_TITLE), kind=head.kind,
        roles=_some(head.roles), aliases=_some(head.aliases), statements=head.statements, stories=held.stories,
    )  # fmt: skip


def _some(words: Iterable[str], most: int = 8) -> tuple[str, ...]:
    once = {fold(each): each for each in reversed(list(words))}  # case alone makes no other role or name
    return tuple(lines.clipped(each, 120) for each in list(reversed(once.values()))[:most])


def outlets_page(reader: Reader, after: str | None = None, limit: int = NAMES) -> OutletsPage:
    """Outlets by name."""
    key = read_key(after, tuple[str])
    held = reader.outlets(None if key is None else key[0], limit + 1)
    keys = [(each.name,) for each in held]
    return OutletsPage(outlets=tuple(map(_outlet_line, held[:limit])), paging=paging(keys, limit, "/outlets", {}, after))


def _outlet_line(held: OutletCount) -> OutletLine:
    return OutletLine(
        name=held.name, reports=held.reports, printed=held.printed, first_words=telling.date_words(held.first),
        last_words=telling.date_words(held.last),
    )  # fmt: skip


def outlet_of(reader: Reader, name: str) -> OutletCount:
    """The outlet with this name; raises `NotHeld`."""
    held = reader.outlet(name)
    if held is None:
        raise NotHeld(f"no outlet goes by {lines.clipped(name, 80)}")
    return held


def outlet_page(
    reader: Reader, name: str, witness_class: str | None = None, after: str | None = None, limit: int = REPORTS
) -> OutletPage:
    """What an outlet carried, newest first; with a class, the statements of which it has a printed version of that class."""
    held = outlet_of(reader, name)
    if witness_class is not None and witness_class not in telling.CLASS_WORDS:
        classes_held = ", ".join(telling.CLASS_WORDS)
        raise UsageError(f"{lines.clipped(witness_class, 40)} is no class of printed versions; choose one of {classes_held}")
    path = address("outlets", name)
    counts = reader.outlet_classes(name)
    classes = tuple(
        ClassCount(witness_class=each, words=words, count=counts[each], of=held.printed, href=with_query(path, {"class": each}))  # type: ignore[arg-type]
        for each, words in telling.CLASS_WORDS.items()
        if each in counts
    )
    if witness_class is None:
        reports = reader.outlet_reports(name, read_key(after, tuple[str, str]), limit + 1)
        keys: list[tuple[str, ...]] = [(each.published or "", each.report_id) for each in reports]
        return OutletPage(
            line=_outlet_line(held), classes=classes, reports=tuple(map(lines.report_line, reports[:limit])),
            paging=paging(keys, limit, path, {}, after),
        )  # fmt: skip
    key = read_key(after, tuple[str])
    statements = reader.outlet_statements(name, witness_class, None if key is None else key[0], limit + 1)
    shown = statements[:limit]
    sure = reader.sure_of(each.statement_id for each in shown)
    listed = reader.listed_speakers(each.speaker_id for each in shown if each.speaker_id)
    return OutletPage(
        line=_outlet_line(held), classes=classes, chosen=witness_class,
        statements=tuple(lines.statement_line(each, sure.get(each.statement_id, 0) >= SURE, listed) for each in shown),
        paging=paging([(each.statement_id,) for each in statements], limit, path, {"class": witness_class}, after),
    )  # fmt: skip


def search_page(reader: Reader, query: str, after: str | None = None, limit: int = HITS) -> SearchPage:
    """The answers to a query: printed versions, then reports, best first. What cannot be searched for is told, not raised."""
    asked = query.replace("\x00", "").strip()
    if not asked:
        return SearchPage()
    try:
        wanted = parse_query(asked)
    except UsageError as error:
        return SearchPage(query=lines.clipped(asked, LONGEST_QUERY), trouble=f"{error}.")
    held = reader.search(wanted.match, wanted.filters, read_key(after, tuple[int, float, int]), limit + 1)
    carriers = reader.carriers(each.report_id for each in held[:limit])
    hits = [
        HitLine(
            report=lines.report_line(carriers[each.report_id].report), snippet=snippet_pieces(each.snippet), speaker=each.speaker,
            class_words=None if each.witness_class is None else telling.CLASS_WORDS[each.witness_class],
            sentence=_sentence_of(each, carriers[each.report_id]),
            href=address("statements", each.statement_id) + f"#{lines.witness_anchor(each.witness_id or '')}"
            if each.statement_id is not None
            else address("reports", each.report_id),
            is_statement=each.statement_id is not None,
        )
        for each in held[:limit]
        if each.report_id in carriers
    ]
    return SearchPage(query=asked, hits=tuple(hits), paging=paging([each.key for each in held], limit, "/search", {"q": asked}, after))


def _sentence_of(match: Match, carrier: Carrier) -> tuple[SentencePiece, ...]:
    """The sentence of a printed version so short that it tells little by itself; of others, and of reports, nothing."""
    quote = next((each for each in carrier.quotes if each.quote_id == match.quote_id), None)
    if quote is None or sum(span.end - span.start for span in quote.content) > TELLS_BY_ITSELF:
        return ()
    return sentence_around(carrier.report.text, quote.content, quote.source, quote.cue)


def snippet_pieces(snippet: str) -> tuple[tuple[str, bool], ...]:
    """The words of a snippet, and whether they are those that were asked for."""
    opening, closing = SNIPPET_MARKS
    pieces: list[tuple[str, bool]] = []
    for number, part in enumerate(snippet.split(opening)):
        match, closed, rest = part.partition(closing)
        pieces += [(match, number > 0 and bool(closed)), (rest, False)]
    return tuple((words, is_match) for words, is_match in pieces if words)


def figures_page(
    reader: Reader, only_conflicts: bool = False, after: str | None = None, story_id: str | None = None, limit: int = PLOTS
) -> FiguresPage:
    """Rows of figures: those that do not meet, then those that several reports give, then the others."""
    held = reader.figures(read_key(after, tuple[int, str, int]), limit + 1, story_id, only_conflicts)
    asked = {"conflict": "1" if only_conflicts else None}
    words = "Show all figures" if only_conflicts else "Show only figures that do not meet"
    turned = with_query("/figures", {"conflict": None if only_conflicts else "1"})
    return FiguresPage(
        plots=plots_of(reader, [row for _, row in held[:limit]], with_stories=True), only_conflicts=only_conflicts,
        switch=Switch(words=words, href=turned, is_chosen=only_conflicts),
        paging=paging([key for key, _ in held], limit, "/figures", asked, after),
    )  # fmt: skip


def rejects_page(reader: Reader, after: str | None = None, limit: int = NAMES) -> RejectsPage:
    """Inputs that could not be used, by path and line."""
    held = reader.rejects(read_key(after, tuple[str, int, str, str]), limit + 1)
    return RejectsPage(
        rejects=tuple(reject for _, reject in held[:limit]), count=reader.counts()["rejects"],
        paging=paging([key for key, _ in held], limit, "/rejects", {}, after),
    )  # fmt: skip

