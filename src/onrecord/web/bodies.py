"""What programs send: the bodies of requests, as records."""

from __future__ import annotations

from onrecord.records import Record


class ReportRow(Record, frozen=True, kw_only=True):
    """A report as a program sends it; the names of the contract."""

    text: str
    id: str | None = None
    outlet: str | None = None
    published: str | None = None
    title: str | None = None
    url: str | None = None
    author: str | None = None
    language: str | None = None


class CorrectionRow(Record, frozen=True, kw_only=True):
    """A correction as a program sends it."""

    verb: str
    subject: str
    object: str | None = None
    by: str | None = None
    reason: str | None = None


class AnnotateRow(Record, frozen=True, kw_only=True):
    """A text to annotate."""

    text: str
    published: str | None = None
    outlet: str | None = None
    title: str | None = None


class CheckRow(Record, frozen=True, kw_only=True):
    """A draft to check, against records given as text and those held."""

    draft: str
    records: list[str] = []
    published: str | None = None
    profile: str | None = None
    fidelity: str | None = None
    indirect: bool = False
