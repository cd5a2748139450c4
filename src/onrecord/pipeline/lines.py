"""Records put into the words and lines that many pages share."""

from __future__ import annotations

from collections.abc import Collection
from typing import Final, Protocol
from urllib.parse import quote as url_quote
from urllib.parse import urlsplit

from onrecord.pipeline import telling
from onrecord.pipeline.views import DateKind, PersonLine, ReportLine, StatementLine, StoryLine, TextPiece
from onrecord.records import Span, Statement, Story

SHOWN_SCHEMES: Final = ("http", "https")
LONGEST_URL: Final = 2_000
LONGEST_TITLE: Final = 300
LONGEST_OPENING: Final = 160
FULL_DATE: Final = len("2026-03-10")
FRAGMENT_WORDS: Final = 6


class HasHead(Protocol):
    """A report, or the head of one."""

    @property
    def report_id(self) -> str: ...
    @property
    def path(self) -> str | None: ...
    @property
    def outlet(self) -> str | None: ...
    @property
    def title(self) -> str | None: ...
    @property
    def published(self) -> str | None: ...
    @property
    def published_basis(self) -> str | None: ...
    @property
    def url(self) -> str | None: ...


def report_line(report: HasHead) -> ReportLine:
    """A report in a list."""
    return ReportLine(
        report_id=report.report_id, label=clipped(telling.label_of(report.report_id, report.outlet, report.path), LONGEST_TITLE),
        outlet=report.outlet, title=None if report.title is None else clipped(report.title, LONGEST_TITLE), published=report.published,
        published_words=telling.date_words(report.published), date_kind=date_kind(report.published, report.published_basis),
        url=shown_url(report.url),
    )  # fmt: skip


def date_kind(published: str | None, basis: str | None) -> DateKind:
    """Whether a date is exact, names a month or year only, is assumed, or is not given.

    >>> date_kind("2026-03", "header"), date_kind("2026-03-10", "assumed")
    ('partial', 'assumed')
    """
    if not published:
        return "none"
    if basis == "assumed":
        return "assumed"
    return "exact" if len(published) >= FULL_DATE else "partial"


def shown_url(url: str | None) -> str | None:
    """A report's URL where a page may link to it: of the web, and of a length that an address has.

    >>> shown_url("javascript:alert(1)") is None
    True
    """
    if url is None or len(url) > LONGEST_URL:
        return None
    try:
        parts = urlsplit(url)
        return url if parts.scheme.lower() in SHOWN_SCHEMES and parts.hostname else None
    except ValueError:
        return None


def text_fragment(url: str | None, words: str) -> str | None:
    """The address of an outlet's page at these words, by a text fragment (WICG, URL fragment text directives); None without a page.

    >>> text_fragment("https://example.org/a", "the gate held, all night")
    'https://example.org/a#:~:text=the%20gate%20held%2C%20all%20night'
    """
    shown = shown_url(url)
    if shown is None:
        return None
    parts = words.split()
    if not parts:
        return shown
    # A dash parts prefix and suffix in a fragment, so that it is escaped beyond what URLs ask for.
    ends = [parts] if len(parts) <= 2 * FRAGMENT_WORDS else [parts[:FRAGMENT_WORDS], parts[-FRAGMENT_WORDS:]]
    directive = ",".join(url_quote(" ".join(end), safe="").replace("-", "%2D") for end in ends)
    return shown.partition("#")[0] + f"#:~:text={directive}"


def story_line(story: Story) -> StoryLine:
    """A story in a list."""
    dates = dict.fromkeys(telling.date_words(date) for date in (story.first, story.last) if date)
    return StoryLine(
        story=story, title=clipped(story.title or "No title", LONGEST_TITLE), dates_words=" to ".join(dates) or "no date given",
    )  # fmt: skip


def statement_line(statement: Statement, sure: bool, listed: Collection[str], with_speaker: bool = True) -> StatementLine:
    """A statement in a list; ``listed`` are the ids of speakers who have a page."""
    reports = {each.report_id for each in statement.witnesses}
    outlets = {each.outlet or each.report_id for each in statement.witnesses}
    return StatementLine(
        statement_id=statement.statement_id, text=telling.excerpt(statement.text, Span(0, 0), LONGEST_OPENING),
        speaker=person_line(statement.speaker_id, statement.speaker, listed) if with_speaker else None, said=statement.said,
        said_words=telling.date_words(statement.said), reports=len(reports), outlets=len(outlets),
        needs_eye=telling.notability(statement) > 0, is_sure=sure, is_quoted=telling.is_quoted(statement), story_id=statement.story_id,
    )  # fmt: skip


def person_line(speaker_id: str | None, name: str | None, listed: Collection[str]) -> PersonLine | None:
    """A speaker by name, linked where listed; None for nobody."""
    if name is None:
        return None
    return PersonLine(speaker_id=speaker_id, name=clipped(name, LONGEST_TITLE), is_listed=speaker_id in listed)


def text_piece(piece: telling.Piece) -> TextPiece:
    """A stretch of a printed version."""
    region = piece.region
    if region is None:
        return TextPiece(text=piece.text, is_gap=piece.text == telling.GAP)
    allowed = None if region.profile_verdict is None else region.profile_verdict == "allowed"
    return TextPiece(
        text=piece.text, kind=region.kind, weight=region.weight, finding=telling.finding(region), base_text=region.base_text,
        is_allowed=allowed, rule=region.rule,
    )  # fmt: skip


def witness_anchor(witness_id: str) -> str:
    """The place of a printed version on its statement's page."""
    return f"w-{witness_id}"


def quote_anchor(quote_id: str) -> str:
    """The place of a quotation on its report's page."""
    return f"q-{quote_id}"


def clipped(text: str, most: int) -> str:
    """The text, cut at a number of characters.

    >>> clipped("a long title", 6)
    'a lon…'
    """
    return text if len(text) <= most else text[: most - 1] + "…"
