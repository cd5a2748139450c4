"""Parts of statements: what each story carries, the keys under which it is found, and what ties it to others. What they mean is for the
pipeline to know.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterable
from typing import Any, NamedTuple

import apsw

from onrecord.text import number_of


class PartRow(NamedTuple):
    """A part as it is kept; ``content`` is the statement as its story has it, where it may not stand so in the list of statements."""

    part: int
    statement_id: str
    story_id: str
    rank: str
    mark: int
    home: int | None
    keys: tuple[int, ...]
    content: bytes | None


_COLUMNS = "part, statement_id, story_id, rank, mark, home, keys, content"


class Parts:
    """The tables of parts of an open database."""

    def __init__(self, db: apsw.Connection) -> None:
        self._db = db

    def put(self, rows: Iterable[PartRow]) -> None:
        """Write parts, and who holds their keys."""
        for row in rows:
            self._db.execute(
                f"INSERT OR REPLACE INTO parts ({_COLUMNS}) VALUES (?,?,?,?,?,?,?,?)",
                (*row[:6], array("q", row.keys).tobytes(), row.content),
            )
            self._db.executemany("INSERT OR IGNORE INTO part_keys (key, part) VALUES (?,?)", ((key, row.part) for key in row.keys))

    def drop(self, rows: Iterable[PartRow]) -> None:
        """Take out parts, with their keys and ties, and what they shared."""
        for row in rows:
            self._db.execute("DELETE FROM parts WHERE part = ?", (row.part,))
            self._db.executemany("DELETE FROM part_keys WHERE key = ? AND part = ?", ((key, row.part) for key in row.keys))
            self.untie((row.part, other) for other, _ in self.ties(row.part))
            self._db.execute("DELETE FROM shared_statements WHERE statement_id = ?", (row.statement_id,))

    def get(self, part: int) -> PartRow | None:
        """A part by its number."""
        found = self._rows("part = ?", part)
        return found[0] if found else None

    def of_story(self, story_id: str) -> list[PartRow]:
        """The parts of a story, in order."""
        return self._rows("story_id = ?", story_id)

    def _rows(self, where: str, *bindings: Any) -> list[PartRow]:
        rows = self._db.execute(f"SELECT {_COLUMNS} FROM parts WHERE {where} ORDER BY part", bindings)
        return [PartRow(*row)._replace(keys=tuple(array("q", row[6]))) for row in rows]

    def move(self, part: int, story_id: str) -> None:
        """Note that a part is of another story."""
        self._db.execute("UPDATE parts SET story_id = ? WHERE part = ?", (story_id, part))

    def settle(self, part: int, home: int | None, content: bytes | None) -> None:
        """Note in which part's statement a part is found (None: its own), and its statement as its story has it."""
        self._db.execute("UPDATE parts SET home = ?, content = ? WHERE part = ?", (home, content, part))

    def found_in(self, part: int) -> list[int]:
        """The parts that are found in this one's statement, in order."""
        return [row[0] for row in self._db.execute("SELECT part FROM parts WHERE home = ? ORDER BY part", (part,))]

    def home_of(self, statement_id: str) -> str | None:
        """The id of the statement in which one that stands no more by itself is found."""
        row = self.get(number_of(statement_id))
        home = None if row is None or row.home is None else self.get(row.home)
        return None if home is None else home.statement_id

    def holders(self, key: int, limit: int) -> list[int]:
        """The parts under a key, in order, no more than a limit."""
        return [row[0] for row in self._db.execute("SELECT part FROM part_keys WHERE key = ? ORDER BY part LIMIT ?", (key, limit))]

    # ------------------------------------------------------------ ties

    def ties(self, part: int) -> list[tuple[int, bool]]:
        """(other part, whether they are one statement) of the ties of a part, in order."""
        return [(other, bool(one)) for other, one in self._db.execute("SELECT other, is_one FROM part_ties WHERE one = ?", (part,))]

    def tie(self, one: int, other: int, is_one: bool) -> None:
        """Keep a tie, in both directions."""
        rows = ((one, other, is_one), (other, one, is_one))
        self._db.executemany("INSERT OR REPLACE INTO part_ties (one, other, is_one) VALUES (?,?,?)", rows)

    def untie(self, pairs: Iterable[tuple[int, int]]) -> None:
        """Forget the ties of these pairs, in both directions."""
        both = [row for one, other in pairs for row in ((one, other), (other, one))]
        self._db.executemany("DELETE FROM part_ties WHERE one = ? AND other = ?", both)

    # ------------------------------------------------------------ stories that share a statement

    def share(self, statement_id: str, stories: Iterable[str]) -> None:
        """Write which stories carry a statement beside its own."""
        self._db.execute("DELETE FROM shared_statements WHERE statement_id = ?", (statement_id,))
        rows = ((story_id, statement_id) for story_id in stories)
        self._db.executemany("INSERT INTO shared_statements (story_id, statement_id) VALUES (?,?)", rows)

    def counts(self, story_id: str) -> tuple[int, int]:
        """How many statements a story carries, and how many of them are notable."""
        sql = (
            "SELECT count(*), coalesce(sum(notability > 0), 0) FROM statements WHERE story_id = ?1 OR statement_id IN"
            " (SELECT statement_id FROM shared_statements WHERE story_id = ?1)"
        )
        return next((int(every), int(notable)) for every, notable in self._db.execute(sql, (story_id,)))
