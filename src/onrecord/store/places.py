"""Where each report stands: features, keys, leads and links, by number. What they mean is for the pipeline to know.

Everything here is derived from the features of the reports held. Numbers are 64 bits of ids and keys themselves.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Literal, NamedTuple

import apsw
import numpy as np
from numpy.typing import NDArray

from onrecord.text import number_of

KeyKind = Literal["family", "story"]
Numbers = NDArray[np.int64]


class Place(NamedTuple):
    """Where a report stands: its text, what that hangs together with (by its smallest text), and the report that stands for its family."""

    report: int
    report_id: str
    text: int
    component: int
    lead: int


class Lead(NamedTuple):
    """A report that stands for a family: what its company takes from its links, the best of these, its day and the signs of its vector."""

    report: int
    loss: int
    best: int
    day: int | None
    signs: bytes


class Places:
    """The tables of places of an open database."""

    def __init__(self, db: apsw.Connection) -> None:
        self._db = db

    # ------------------------------------------------------------ what comes and goes

    def put_features(self, report_id: str, content: bytes) -> None:
        """Keep what grouping compares of a report; it waits for its place, and the one that it had is to be taken out."""
        report = number_of(report_id)
        self._leave(report)
        self._db.execute("INSERT OR REPLACE INTO features (report, report_id, content) VALUES (?,?,?)", (report, report_id, content))
        self._db.execute("INSERT OR IGNORE INTO arrivals (report) VALUES (?)", (report,))

    def drop_features(self, report_id: str) -> None:
        """Forget a report; the place that it had is to be taken out."""
        report = number_of(report_id)
        self._leave(report)
        self._db.execute("DELETE FROM features WHERE report = ?", (report,))
        self._db.execute("DELETE FROM arrivals WHERE report = ?", (report,))
        self._db.execute("DELETE FROM waiting WHERE report = ?", (report,))

    def _leave(self, report: int) -> None:
        self._db.execute(
            "INSERT OR IGNORE INTO departures (report, report_id, text, component, lead, content)"
            " SELECT report, p.report_id, text, component, lead, content FROM places AS p JOIN features USING (report) WHERE report = ?",
            (report,),
        )
        self._db.execute("DELETE FROM places WHERE report = ?", (report,))

    def arrivals(self) -> list[int]:
        """The reports that have no place yet, in order."""
        return self._column("SELECT report FROM arrivals ORDER BY report")

    def departures(self) -> list[tuple[Place, bytes]]:
        """The places to be taken out, with the features that the reports had, in order."""
        rows = self._db.execute("SELECT report, report_id, text, component, lead, content FROM departures ORDER BY report")
        return [(Place(*row[:5]), row[5]) for row in rows]

    def settle(self) -> None:
        """Note that all that came and went has been dealt with."""
        self._db.execute("DELETE FROM arrivals; DELETE FROM departures")

    def features(self, reports: Iterable[int]) -> Iterator[tuple[int, bytes]]:
        """The features of those of these reports that are held."""
        for report in reports:
            content = self._db.execute("SELECT content FROM features WHERE report = ?", (report,)).get
            if content is not None:
                yield report, content

    # ------------------------------------------------------------ what waits to be let in

    def new_run(self) -> int:
        """A number that no report waits under."""
        return int(self._db.execute("SELECT coalesce(max(run), 0) + 1 FROM waiting").get)

    def put_waiting(self, report_id: str, run: int, published: str | None, content: bytes) -> None:
        """Keep the features of a report until the run that brought it lets it in; till then it stands where it stood."""
        row = number_of(report_id), report_id, run, published or "", content
        self._db.execute("INSERT OR REPLACE INTO waiting (report, report_id, run, published, content) VALUES (?,?,?,?,?)", row)

    def take_over(self, report_id: str, run: int) -> None:
        """Let a report that waits, if it does, wait for this run."""
        self._db.execute("UPDATE waiting SET run = ? WHERE report = ?", (run, number_of(report_id)))

    def let_in(self, run: int | None, most: int | None) -> list[str]:
        """The ids of the reports that waited for this run (for any, if None), the first by date, at ``most`` so many; they arrive now."""
        whose = "" if run is None else "WHERE run = :run"
        sql = f"SELECT report, report_id, content FROM waiting {whose} ORDER BY published, report LIMIT :most"
        come = list(self._db.execute(sql, {"run": run, "most": -1 if most is None else most}))
        for report, report_id, content in come:
            self._db.execute("DELETE FROM waiting WHERE report = ?", (report,))
            self.put_features(report_id, content)
        return [report_id for _, report_id, _ in come]

    def waiting(self) -> int:
        """How many reports wait to be let in."""
        return int(self._db.execute("SELECT count(*) FROM waiting").get)

    # ------------------------------------------------------------ places

    def put_places(self, places: Iterable[Place]) -> None:
        """Write where these reports stand."""
        self._db.executemany("INSERT OR REPLACE INTO places (report, report_id, text, component, lead) VALUES (?,?,?,?,?)", places)

    def places_of(self, report_ids: Iterable[str]) -> list[Place]:
        """Where these reports stand, those that have a place."""
        return self._places("report", map(number_of, report_ids))

    def places_with(self, texts: Iterable[int]) -> list[Place]:
        """The reports that have these texts."""
        return self._places("text", texts)

    def places_in(self, components: Iterable[int]) -> list[Place]:
        """The reports of these components."""
        return self._places("component", components)

    def places_behind(self, leads: Iterable[int]) -> list[Place]:
        """The reports for which these stand."""
        return self._places("lead", leads)

    def _places(self, column: str, wanted: Iterable[int]) -> list[Place]:
        sql = f"SELECT report, report_id, text, component, lead FROM places WHERE {column} = ? ORDER BY report"
        return [Place(*row) for number in wanted for row in self._db.execute(sql, (number,))]

    def component_of(self, texts: Iterable[int]) -> dict[int, int]:
        """The component of each of these texts that a report has."""
        found = ((text, self._db.execute("SELECT component FROM places WHERE text = ? LIMIT 1", (text,)).get) for text in texts)
        return {text: component for text, component in found if component is not None}

    # ------------------------------------------------------------ keys

    def put_keys(self, kind: KeyKind, rows: Iterable[tuple[int, int]]) -> None:
        """Note (key, holder)."""
        self._db.executemany(f"INSERT OR IGNORE INTO {kind}_keys (key, holder) VALUES (?,?)", rows)

    def drop_keys(self, kind: KeyKind, rows: Iterable[tuple[int, int]]) -> None:
        """Forget (key, holder)."""
        self._db.executemany(f"DELETE FROM {kind}_keys WHERE key = ? AND holder = ?", rows)

    def holders(self, kind: KeyKind, limits: Iterable[tuple[int, int]]) -> tuple[Numbers, Numbers]:
        """The holders of these keys as two arrays, key and holder, in the order given; of each the first up to its limit, or all for -1."""
        found, held = array("q"), array("q")
        sql = f"SELECT holder FROM {kind}_keys WHERE key = ? ORDER BY holder LIMIT ?"
        for key, limit in limits:
            mine = self._column(sql, key, limit)
            held.extend(mine)
            found.extend([key] * len(mine))
        return np.array(found, np.int64), np.array(held, np.int64)

    def all_holders(self, kind: KeyKind) -> tuple[Numbers, Numbers]:
        """All keys and their holders as two arrays, in order."""
        found, held = array("q"), array("q")
        for key, holder in self._db.execute(f"SELECT key, holder FROM {kind}_keys ORDER BY key, holder"):
            found.append(key)
            held.append(holder)
        return np.array(found, np.int64), np.array(held, np.int64)

    # ------------------------------------------------------------ lines of outlets

    def put_lines(self, rows: Iterable[tuple[int, int, int]]) -> None:
        """Note (key of a line, mark of a page that holds it, report)."""
        self._db.executemany("INSERT OR IGNORE INTO page_lines (key, page, report) VALUES (?,?,?)", rows)

    def drop_lines(self, rows: Iterable[tuple[int, int, int]]) -> None:
        """Forget (key of a line, mark of a page, report)."""
        self._db.executemany("DELETE FROM page_lines WHERE key = ? AND page = ? AND report = ?", rows)

    def pages_with(self, key: int, most: int) -> list[int]:
        """The marks of pages that hold a line, each once; no more than ``most``."""
        return self._column("SELECT DISTINCT page FROM page_lines WHERE key = ? LIMIT ?", key, most)

    def reports_with(self, key: int) -> list[int]:
        """The reports that hold a line, in order."""
        return self._column("SELECT report FROM page_lines WHERE key = ? ORDER BY report", key)

    def recurring(self) -> set[int]:
        """The keys of the lines that are taken to recur."""
        return set(self._column("SELECT key FROM recurring_lines"))

    def put_recurring(self, come: Iterable[int], gone: Iterable[int]) -> None:
        """Note which lines are now taken to recur, and which are no more."""
        self._db.executemany("INSERT OR IGNORE INTO recurring_lines (key) VALUES (?)", ((key,) for key in come))
        self._db.executemany("DELETE FROM recurring_lines WHERE key = ?", ((key,) for key in gone))

    # ------------------------------------------------------------ leads and their links

    def put_leads(self, leads: Iterable[Lead]) -> None:
        """Write these leads."""
        self._db.executemany("INSERT OR REPLACE INTO leads (report, loss, best, day, signs) VALUES (?,?,?,?,?)", leads)

    def put_company(self, company: Mapping[int, tuple[int, int]]) -> None:
        """Write what their company takes from the links of these leads, and the best of these."""
        rows = ((loss, best, report) for report, (loss, best) in company.items())
        self._db.executemany("UPDATE leads SET loss = ?, best = ? WHERE report = ?", rows)

    def drop_leads(self, reports: Iterable[int]) -> None:
        """Forget these leads, with their links."""
        for report in reports:
            self._db.execute("DELETE FROM leads WHERE report = ?", (report,))
            self.drop_links((report, other) for other, _ in self.links_of(report))

    def leads(self) -> Iterator[Lead]:
        """All leads, in order."""
        yield from (Lead(*row) for row in self._db.execute("SELECT report, loss, best, day, signs FROM leads ORDER BY report"))

    def company(self, reports: Iterable[int]) -> dict[int, tuple[int, int]]:
        """What their company takes from the links of those of these reports that are leads, and the best of these."""
        found = ((report, next(self._db.execute("SELECT loss, best FROM leads WHERE report = ?", (report,)), None)) for report in reports)
        return {report: row for report, row in found if row is not None}

    def put_links(self, links: Iterable[tuple[int, int, int]]) -> None:
        """Keep (lead, lead, score), in both directions."""
        both = (row for one, other, score in links for row in ((one, other, score), (other, one, score)))
        self._db.executemany("INSERT OR REPLACE INTO story_links (one, other, score) VALUES (?,?,?)", both)

    def drop_links(self, pairs: Iterable[tuple[int, int]]) -> None:
        """Forget the links of these pairs, in both directions."""
        both = [row for one, other in pairs for row in ((one, other), (other, one))]
        self._db.executemany("DELETE FROM story_links WHERE one = ? AND other = ?", both)

    def links_of(self, report: int) -> list[tuple[int, int]]:
        """(other lead, score) of the links of a lead, in order."""
        return list(self._db.execute("SELECT other, score FROM story_links WHERE one = ?", (report,)))

    def _column(self, sql: str, *bindings: Any) -> list[Any]:
        return [row[0] for row in self._db.execute(sql, bindings)]

    def data_version(self) -> int:
        """A number that changes when another program has written to the database."""
        return int(self._db.execute("PRAGMA data_version").get)
