"""The order of the stages inside one report: quotations, speakers, dates, figures."""

from __future__ import annotations

import functools
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, BinaryIO

import msgspec

from onrecord import dates, engines, figures, ingest, models, quotes, speakers
from onrecord.records import Annotated, Figure, Quote, Reject, Report, Span, Speaker, Tagger, as_data
from onrecord.settings import Settings

SCORE_DIGITS = 4


def annotate_report(report: Report, settings: Settings) -> Annotated:
    """A report with all that was read in it. Pure: the same report and settings give the same result anywhere."""
    written, report = report, ingest.without_markup(report)
    if settings.quotes.reader == "model":
        found, mentions = quotes.read_tagged(report, _tagger(), settings.quotes)
    else:
        found, mentions = quotes.find_quotes(report, settings.quotes), ()
    plain = speakers.without_titles(report.text, mentions)
    names = speakers.find_names(report, plain)
    found, people = speakers.resolve_speakers(report, found, names, plain)
    when = dates.find_dates(report)
    found = dates.date_quotes(report, found, when)
    counted = name_sources(figures.find_figures(report, when, found), found, people, report.text)
    entities = quotes.list_names(report.text, mentions, names)
    return Annotated(report=written, quotes=found, speakers=people, entities=entities, dates=when, figures=counted)


def name_sources(
    counted: tuple[Figure, ...], found: tuple[Quote, ...], people: tuple[Speaker, ...], text: str
) -> tuple[Figure, ...]:
    """The figures; one that a quotation gives is according to its speaker by name, not to "he"."""
    names = {speaker.speaker_id: speaker.name for speaker in people}
    said_by: dict[str, list[tuple[Span, str]]] = {}
    for quote in found:
        name = names.get(quote.speaker_id or "")
        if quote.source and name:
            said_by.setdefault(quote.source[0].of(text), []).extend((span, name) for span in quote.content)

    def named(figure: Figure) -> Figure:
        held = said_by.get(figure.according_to or "", ())
        name = next((name for span, name in held if span.holds(figure.span)), None)
        return figure if name is None else msgspec.structs.replace(figure, according_to=name)

    return tuple(map(named, counted))


@functools.cache
def _tagger() -> Tagger:
    """The trained reader, loaded once in each process."""
    return models.load_tagger()


def annotate(
    inputs: Iterable[str | Path], settings: Settings, processes: int | None = None, stdin: BinaryIO | None = None
) -> Iterator[Annotated | Reject]:
    """Every report in the inputs with what was read in it, and every reject, in the order of the inputs.

    Memory does not grow with the number of reports.
    """
    stage = functools.partial(_annotate_item, settings=settings)
    for result in engines.run(stage, read_reports(inputs, settings, stdin), processes):
        if isinstance(result, engines.Failed):
            report = result.item
            assert isinstance(report, Report)
            yield failed(report, result.reason)
        else:
            yield result


def read_reports(inputs: Iterable[str | Path], settings: Settings, stdin: BinaryIO | None = None) -> Iterator[Report | Reject]:
    """The reports in the inputs, and the rejects."""
    return ingest.read_inputs(list(inputs), settings.ingest, stdin=stdin, parse_published=dates.parse_published)


def failed(report: Report, reason: str) -> Reject:
    """The reject of a report that a stage could not read."""
    return Reject(
        path=report.path or "-", report_id=report.report_id, reason=f"could not be read: {reason}",
        advice="keep the file and tell the makers of onrecord; the other reports are not affected",
    )  # fmt: skip


def _annotate_item(item: Report | Reject, settings: Settings) -> Annotated | Reject:
    return item if isinstance(item, Reject) else annotate_report(item, settings)


def as_line(annotated: Annotated) -> dict[str, Any]:
    """The contract's flat shape of an annotated report: the report's own fields, then what was read in it."""
    data = as_data(annotated)
    report = data.pop("report")
    report.pop("author")
    for quote in data["quotes"]:
        quote["score"] = round(quote["score"], SCORE_DIGITS)
    return {**report, **data}


def as_json(data: Any) -> str:
    """One line of JSON."""
    return msgspec.json.encode(data).decode()
