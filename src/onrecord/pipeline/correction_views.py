"""The page of people's corrections."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from onrecord.pipeline import lines, telling
from onrecord.pipeline.views import CorrectionLine, CorrectionsPage
from onrecord.records import Correction

SHOWN: Final = 100
LONGEST: Final = 120
WORDS: Final = {
    "speaker": "{subject} is called {object}", "same-person": "{subject} and {object} are one person",
    "not-same-person": "{subject} and {object} are two people", "quote": "quotation {subject} is by {object}",
    "reject": "quotation {subject} is none", "same-story": "reports {subject} and {object} tell of one event",
    "not-same-story": "reports {subject} and {object} tell of two events",
}  # fmt: skip


def corrections_page(corrections: Sequence[Correction]) -> CorrectionsPage:
    """Corrections, the latest first, undone ones too."""
    latest = list(reversed(corrections))[:SHOWN]
    return CorrectionsPage(corrections=tuple(
        CorrectionLine(correction=each, words=_words(each), made_words=_made(each)) for each in latest
    ))  # fmt: skip


def _words(correction: Correction) -> str:
    subject, other = (lines.clipped(value or "", LONGEST) for value in (correction.subject, correction.object))
    return WORDS[correction.verb].format(subject=subject, object=other)


def _made(correction: Correction) -> str:
    parts = [telling.date_words(correction.at), f"by {lines.clipped(correction.by, LONGEST)}" if correction.by else None]
    if correction.undone_at:
        parts.append(f"undone {telling.date_words(correction.undone_at)}")
    return ", ".join(part for part in parts if part)
