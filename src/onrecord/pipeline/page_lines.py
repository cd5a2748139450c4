"""Lines that recur in unrelated pages of one outlet: found among all reports held, and left out of what grouping compares.

Which lines recur depends on the reports held and on nothing else. When a report comes or goes, only its own lines can begin or cease to
recur; then the few reports that hold such a line are made again without it, or with it.
"""

from __future__ import annotations

import msgspec
import numpy as np

from onrecord import stories
from onrecord.records import Record
from onrecord.store import Store
from onrecord.stories import StoryFeatures


class PageLines(Record, frozen=True, kw_only=True):
    """What is read here of a report's features: all else would take much memory when many come at once."""

    page: int = 0
    line_hashes: bytes = b""

    @property
    def lines(self) -> list[int]:
        """The keys of its lines."""
        found: list[int] = np.frombuffer(self.line_hashes, "<i8").tolist()
        return found


_lines_of = msgspec.msgpack.Decoder(PageLines).decode
_decode = msgspec.msgpack.Decoder(StoryFeatures).decode


def leave_out(store: Store) -> None:
    """Note the lines of what came and went, and make the features again of all reports with lines that this lets recur, or no more."""
    places = store.places
    arrivals = {report: _lines_of(content) for report, content in places.features(places.arrivals())}
    departures = {place.report: _lines_of(content) for place, content in places.departures()}
    places.drop_lines((key, known.page, report) for report, known in departures.items() for key in known.lines)
    places.put_lines((key, known.page, report) for report, known in arrivals.items() for key in known.lines)
    before = places.recurring()
    touched = {key for known in (*arrivals.values(), *departures.values()) for key in known.lines}
    now = {key for key in touched if len(places.pages_with(key, stories.RECURRING)) == stories.RECURRING}
    come, gone = now - before, touched & before - now
    places.put_recurring(sorted(come), sorted(gone))
    again = {report for key in sorted(come | gone) for report in places.reports_with(key)}
    again |= {report for report, known in arrivals.items() if not now.isdisjoint(known.lines)}
    recurring = (before | now) - gone
    for _, content in places.features(sorted(again)):
        _make_again(store, _decode(content), recurring)


def _make_again(store: Store, known: StoryFeatures, recurring: set[int]) -> None:
    without = recurring.intersection(known.lines.tolist())
    for annotated in store.reports([known.report_id]):
        made = stories.features(annotated.report, without=without, dates=annotated.dates)
        made = msgspec.structs.replace(made, vector=known.vector, signs=known.signs)
        if made != known:
            store.places.put_features(known.report_id, msgspec.msgpack.encode(made))
