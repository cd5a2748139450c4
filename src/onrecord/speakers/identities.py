"""Wikidata ids for speakers, from a table that the user supplies: given only where the name and a role or a country agree.

The format of the table stands in docs/wikidata.md. A name says little (there are many namesakes), so whatever speaks against a candidate
rules it out, and where two people of the table fit none is given.
"""

from __future__ import annotations

import csv
import io
import re
from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

from onrecord.errors import SettingsError
from onrecord.records import SpeakerRow
from onrecord.speakers.across import WALK_OF
from onrecord.speakers.places import COUNTRIES, PLACES
from onrecord.speakers.reading import read_page
from onrecord.speakers.roles import Role, role_at, roles_fit
from onrecord.text import fold

COLUMNS: Final = ("id", "name", "aliases", "roles", "countries", "from", "to")
_ID = re.compile(r"Q[1-9][0-9]*")
_DATE = re.compile(r"[0-9]{4}(?:-[0-9]{2}(?:-[0-9]{2})?)?")
_COMPLEMENTS: Final = frozenset("of to for at in from with on against about , (".split())
_FOREIGN: Final = frozenset("to for with on against about".split())
_RANKS: Final = frozenset("deputy vice shadow assistant associate acting junior under".split())
_COUNTRY_OF: Final = {
    **{form: country for form, country in COUNTRIES.items() if country not in ("european union", "africa", "asia")},
    **dict.fromkeys(["scotland", "scottish", "scots", "wales", "welsh", "northern ireland", "northern irish"], "britain"),
}
_COUNTRY_WORDS: Final = frozenset(word for form in _COUNTRY_OF for word in form.split())
_SPELLED_OUT: Final = {
    short: word
    for short, word in (("sen", "senator"), ("rep", "representative"), ("gov", "governor"), ("gen", "general"))
    for short in (short, f"{short}.")
}
_ALIKE: Final = 100
"""The least score of `roles_fit` at which two titles are one office."""


@dataclass(frozen=True, slots=True)
class Identity:
    """One line of the table, as written: id, offices, countries, and the first and last date on which somebody may be on record.

    Titles and countries are read only where a name agrees: a table may hold everybody, and reports name few of them.
    """

    wikidata: str
    titles: tuple[str, ...]
    lands: tuple[str, ...]
    start: str
    end: str

    @property
    def countries(self) -> frozenset[str]:
        """The countries of the line, those that its titles name among them."""
        listed = {country for land in self.lands for country in countries_in(land) or {fold(land)}}
        return frozenset(listed).union(*map(countries_in, self.titles))


Identities = Mapping[str, Sequence[Identity]]
"""The lines of the table by each name and alias, folded."""


def read_identities(text: str, source: str) -> Identities:
    """The table (CSV with a header, see docs/wikidata.md) by name; raises `SettingsError` with the line when it cannot be used.

    >>> read_identities("id,name,roles\\nQ900001,Ada Hale,mayor of Orland", "people.csv")["ada hale"][0].wikidata
    'Q900001'
    """
    reader = csv.reader(io.StringIO(text.removeprefix("\ufeff"), newline=""), strict=True)
    named: dict[str, list[Identity]] = defaultdict(list)
    try:
        header = [column.strip() for column in next(reader, [])]
        if not {"id", "name"} <= set(header) <= set(COLUMNS) or len(set(header)) < len(header):
            raise ValueError(f"the header is {','.join(header)!r}; expected id and name, and any of {', '.join(COLUMNS[2:])}, once each")
        for cells in reader:
            if not cells:
                continue
            if len(cells) != len(header):
                raise ValueError(f"{len(cells)} cells under {len(header)} columns; put quotation marks around a cell that holds a comma")
            line = dict(zip(header, (cell.strip() for cell in cells), strict=True))
            identity = _identity(line)
            for key in sorted({_key(name) for name in (line["name"], *_several(line, "aliases"))}):
                named[key].append(identity)
    except (csv.Error, ValueError) as error:
        raise SettingsError(f"{source}: line {max(reader.line_num, 1)}: {error}") from error
    return dict(named)


def _identity(line: Mapping[str, str]) -> Identity:
    """The record of a line; raises `ValueError`."""
    start, end = line.get("from", ""), line.get("to", "")
    if not _ID.fullmatch(line["id"]):
        raise ValueError(f"the id is {line['id']!r}; expected one such as Q900001")
    if not _key(line["name"]):
        raise ValueError("the name is empty")
    for date in filter(None, (start, end)):
        if not _DATE.fullmatch(date):
            raise ValueError(f"the date is {date!r}; expected YYYY, YYYY-MM or YYYY-MM-DD")
    if start and end and end[: len(start)] < start[: len(end)]:
        raise ValueError(f"it ends ({end}) before it begins ({start})")
    return Identity(line["id"], tuple(_several(line, "roles")), tuple(_several(line, "countries")), start, end)


def _several(line: Mapping[str, str], column: str) -> list[str]:
    return [value.strip() for value in line.get(column, "").split("|") if value.strip()]


def _key(name: str) -> str:
    return " ".join(filter(None, (word.strip(".,") for word in fold(name).removeprefix("the ").split())))


def countries_in(text: str) -> frozenset[str]:
    """The countries that a title or a body's name is of; the one that somebody is sent to, or deals with, is not meant.

    >>> sorted(countries_in("US ambassador to Ukraine")), sorted(countries_in("South Korean foreign minister"))
    (['united states'], ['south korea'])
    """
    words = read_page(text).folded
    found, here = set(), 0
    while here < len(words) and words[here] not in _FOREIGN:
        for size in (3, 2, 1):
            form = " ".join(words[here : here + size])
            if form in _COUNTRY_OF or (size > 1 and form in PLACES):  # "New Mexico" is not Mexico
                break
        if form in _COUNTRY_OF:
            found.add(_COUNTRY_OF[form])
        here += size
    return frozenset(found)


def _read_roles(titles: Collection[str]) -> tuple[Role, ...]:
    """The roles that titles name: the noun is the word before the first complement ("secretary" in "Secretary of State for Defence")."""
    roles = []
    for title in titles:
        page = read_page(" ".join(_SPELLED_OUT.get(word, word) for word in fold(title).replace("-", " ").split()))
        stop = next((token for token, word in enumerate(page.folded) if word in _COMPLEMENTS), len(page))
        if stop and page.folded[stop - 1].isalnum():
            role = role_at(page, 0, len(page), stop - 1)
            roles.append(replace(role, words=role.words - _COUNTRY_WORDS, countries=countries_in(title)))
    return tuple(roles)


def identify(row: SpeakerRow, known: Identities, published: Collection[str] = ()) -> str | None:
    """The Wikidata id of a speaker, where exactly one person or body of the table fits; else None.

    One fits when a name agrees, a role or a country agrees, and no country and no date speaks against it. ``published`` are the dates of
    the reports that name the speaker. A country alone is no evidence between a minister and a footballer of one name. A surname alone
    among the aliases is not looked up: it is many people's.
    """
    keys = {_key(row.name), *(key for alias in row.aliases if " " in (key := _key(alias)))}
    candidates = [identity for key in keys for identity in known.get(key, ())]
    if not candidates:
        return None
    roles = _read_roles(row.roles)
    countries = frozenset[str]().union(*map(countries_in, row.roles), countries_in(row.name) if row.kind == "organization" else ())
    fitting = {each.wikidata for each in candidates if _fits(each, roles, countries, published)}
    return fitting.pop() if len(fitting) == 1 else None


def _fits(each: Identity, roles: tuple[Role, ...], countries: frozenset[str], published: Collection[str]) -> bool:
    if each.start and published and max(published)[: len(each.start)] < each.start:
        return False
    if each.end and published and min(published)[: len(each.end)] > each.end:
        roles = tuple(role for role in roles if role.former)  # afterwards only "the former mayor" is still on record
        if not roles:
            return False
    offices, lands = _read_roles(each.titles), each.countries
    if countries and lands and not countries & lands:
        return False
    if any(_same_office(mine, yours) for mine in roles for yours in offices):
        return True
    return bool(countries & lands) and (not roles or not offices or bool(_walks(roles) & _walks(offices)))


def _same_office(left: Role, right: Role) -> bool:
    """True when either title stands for the other: "UK Defence Secretary" and "Secretary of State for Defence"; never across ranks."""
    left, right = replace(left, former=False), replace(right, former=False)
    return left.words & _RANKS == right.words & _RANKS and max(roles_fit(left, right), roles_fit(right, left)) >= _ALIKE


def _walks(roles: tuple[Role, ...]) -> frozenset[str]:
    """The walks of life of the roles; a noun that is in none stands for itself."""
    return frozenset(WALK_OF.get(role.head, role.head) for role in roles)
