"""A small way to write a report with its quotes: sources in [square brackets], marked words in “curly marks”."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest

from onrecord.records import Quote, Report, Span, Speaker
from onrecord.speakers import find_names, resolve_speakers

_SIGN = re.compile(r"[\[\]]")


class Reading:
    """A report as read: its quotes with their speakers, by the words of their sources."""

    def __init__(self, written: str, report_id: str = "r1") -> None:
        sources, text, opened = [], "", 0
        for part in re.split(r"([\[\]])", written):
            if part == "[":
                opened = len(text)
            elif part == "]":
                sources.append(Span(opened, len(text)))
            else:
                text += part
        self.report = Report(report_id=report_id, text=text)
        self.asked = tuple(self._quote(n, span) for n, span in enumerate(sources))
        self.quotes, self.speakers = resolve_speakers(self.report, self.asked, find_names(self.report))
        self.by_id = {s.speaker_id: s for s in self.speakers}

    def _quote(self, number: int, source: Span) -> Quote:
        text = self.report.text
        marked = [Span(m.start() + 1, m.end() - 1) for m in re.finditer(r"“[^”]+”", text)]
        near = [m for m in marked if text.count("\n", min(m.start, source.start), max(m.start, source.start)) == 0]
        content = near[min(number, len(near) - 1)] if near else Span(source.end, min(source.end + 5, len(text)))
        return Quote(quote_id=f"q{number}", kind="direct" if near else "indirect", content=(content,), source=(source,))

    def speaker(self, number: int) -> Speaker | None:
        """The speaker of the quote with this number."""
        found = self.quotes[number].speaker_id
        return None if found is None else self.by_id[found]

    def name(self, number: int) -> str | None:
        """The name of that speaker."""
        found = self.speaker(number)
        return None if found is None else found.name

    def named(self, name: str) -> Speaker:
        """The speaker of this name."""
        return next(s for s in self.speakers if s.name == name)

    def words(self, name: str) -> list[str]:
        """The words of the mentions of the speaker of this name."""
        return [m.of(self.report.text) for m in self.named(name).mentions]


@pytest.fixture
def read() -> Callable[..., Reading]:
    """Reads a text written with its sources in square brackets."""
    return Reading
