"""onrecord: who said what, when, as reported by whom, in which words.

>>> import onrecord
>>> read = onrecord.annotate("“The gate held,” said Ada Hale, the harbour master, on Tuesday.", published="2026-03-05")
>>> [(read.speakers[0].name, quote.kind, quote.said.value) for quote in read.quotes]
[('Ada Hale', 'direct', '2026-03-03')]

`annotate` reads one report, `open` a database of many, `check` a draft against records. Everything is offline.
"""

from __future__ import annotations

import typing

__version__ = "0.1.0"
__all__ = ["Checker", "Desk", "OnRecordError", "Report", "Settings", "annotate", "check", "display", "open"]

if typing.TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from onrecord.errors import OnRecordError
    from onrecord.pipeline import Checker, Desk
    from onrecord.pipeline.notebook import display
    from onrecord.records import Annotated, Checked, Report, Transcript
    from onrecord.settings import Settings

_HOMES = {
    "Checker": "onrecord.pipeline", "Desk": "onrecord.pipeline", "OnRecordError": "onrecord.errors",
    "Report": "onrecord.records", "Settings": "onrecord.settings",
    "display": "onrecord.pipeline.notebook",
}  # fmt: skip


def __getattr__(name: str) -> typing.Any:
    # Loaded when first asked for, so that a process that needs one room does not load them all.
    if name not in _HOMES:
        raise AttributeError(f"module 'onrecord' has no attribute {name!r}")
    import importlib

    return getattr(importlib.import_module(_HOMES[name]), name)


def annotate(
    text: str, *, published: str | None = None, outlet: str | None = None, title: str | None = None, settings: Settings | None = None
) -> Annotated:
    """A report with the quotations, speakers, names, dates and figures read in it; spans are code points of ``text``.

    ``published`` (ISO 8601, may be partial) is what "on Tuesday" is counted from.

    >>> import onrecord
    >>> onrecord.annotate("Nothing was said.").quotes
    ()
    """
    from onrecord.pipeline import annotate_report
    from onrecord.records import Report
    from onrecord.settings import Settings
    from onrecord.text import digest

    report = Report(
        report_id=digest(outlet, None, published, title, text), text=text, outlet=outlet, title=title, published=published,
        published_basis="header" if published else None,
    )  # fmt: skip
    return annotate_report(report, settings or Settings())


def open(path: str | Path = "onrecord.db", settings: Settings | None = None) -> Desk:
    """The desk over a database, made if need be; raises `OnRecordError` where it cannot be used.

    >>> import onrecord
    >>> with onrecord.open(":memory:") as desk:
    ...     added = desk.add([onrecord.Report(report_id="a", text="“The gate held,” said Ada Hale.")])
    ...     [statement.text for statement in desk.statements()]
    ['The gate held']
    """
    from onrecord.pipeline import Desk

    return Desk(path, settings)


def check(
    draft: str, records: Iterable[str | Transcript], *, published: str | None = None, settings: Settings | None = None
) -> tuple[Checked, ...]:
    """One answer for each quotation of a draft, in order: where its words stand in the records, and how they differ.

    ``records`` are transcripts, or plain text with ``NAME:`` turns. `Checker` reads folders and databases of records once for many drafts,
    and tells of each draft all that a check finds.

    >>> import onrecord
    >>> record = "ADA HALE: The sea wall held through four storms. It will hold again."
    >>> draft = "“The sea wall held through five storms,” said Ada Hale."
    >>> [(region.base_text, region.witness_text) for region in onrecord.check(draft, [record])[0].candidates[0].regions]
    [('four', 'five')]
    """
    from onrecord.pipeline import check_text

    return check_text(draft, records, published, settings)
