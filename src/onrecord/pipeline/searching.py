"""What a person types into the search box, as the store takes it."""

from __future__ import annotations

import re
from typing import Final, NamedTuple

from onrecord.errors import UsageError
from onrecord.store import Filters

FILTERS: Final = {"speaker": "speaker", "outlet": "outlet", "after": "after", "before": "before", "class": "witness_class"}
MAX_QUERY = 1_000
_PART = re.compile(r'(?:(speaker|outlet|after|before|class):)?(?:"([^"]*)"?|(\S+))', re.IGNORECASE)
_DATE = re.compile(r"\d{4}(-\d\d(-\d\d)?)?$")


class Query(NamedTuple):
    """An FTS5 expression (None when only filters were given) and the filters."""

    match: str | None
    filters: Filters


def parse_query(query: str) -> Query:
    """The search that the words, "phrases" and filters of a query ask for; raises `UsageError` where it asks for nothing.

    >>> parse_query('dam "no risk" speaker:hale').match
    '"dam" "no risk"'
    """
    if len(query) > MAX_QUERY:
        raise UsageError(f"the search is {len(query)} characters long; keep it under {MAX_QUERY}")
    terms: list[str] = []
    filters: dict[str, str] = {}
    for name, phrase, word in _PART.findall(query):
        value = (phrase or word).replace("\x00", "").strip()
        if name:
            filters[FILTERS[name.lower()]] = _checked(name.lower(), value)
        elif any(c.isalnum() for c in value):
            terms.append('"' + value.replace('"', '""') + '"')
    if not terms and not filters:
        raise UsageError('the search is empty: give words, "a phrase", or filters such as speaker:NAME or after:2026-03-01')
    return Query(" ".join(terms) or None, Filters(**filters))


def _checked(name: str, value: str) -> str:
    if not value:
        raise UsageError(f"{name}: wants a value after the colon, as in {name}:{'2026-03-01' if name in ('after', 'before') else 'NAME'}")
    if name in ("after", "before") and not _DATE.match(value):
        raise UsageError(f"{name}:{value} is not a date; write it as 2026, 2026-03 or 2026-03-01")
    return value


def words_query(words: str) -> str | None:
    """An FTS5 expression for words and "phrases" alone, without filters; None where there is no word.

    >>> words_query('sea "wall held"')
    '"sea" "wall held"'
    """
    terms = [(phrase or word).replace('"', "") for _, phrase, word in _PART.findall(words)]
    return " ".join(f'"{term}"' for term in terms if any(c.isalnum() for c in term)) or None
