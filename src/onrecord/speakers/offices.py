"""Who is meant by an office alone ("the transport minister said"), by what records and reports held tell of its holder.

A transcript tells it where a turn ends by calling on somebody ("Minister, will you …?") and the next turn is that person's, or where the
label of a turn has the office. A report tells it by the role that it gives to a person. An office that fits two people is nobody's.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Final, NamedTuple

from msgspec import structs

from onrecord.records import Annotated, Report, Speaker, Transcript
from onrecord.speakers.across import TERM, day_number, is_definite, read_role
from onrecord.speakers.cast import first_names_agree
from onrecord.speakers.lexicon import UNIQUE_OFFICES
from onrecord.speakers.roles import Role, roles_fit
from onrecord.text import fold

LONGEST_CALL: Final = 200
"""Characters at the end of a turn in which the next speaker is called on."""
FEWEST_CALLS: Final = 2
"""So often at least an office is called and the same person speaks next."""
_OFFICES: Final = "|".join(sorted(UNIQUE_OFFICES - {"head", "leader", "owner", "founder", "manager", "chair", "principal"}))
_FIELD: Final = r"(?:(?:mr|madam|madame|prime|foreign|deputy|vice|secretary|attorney)\.?\s+){0,2}"
_SENTENCE: Final = re.compile(r"[^.?!]+[.?!]*\s*$")
_CALL: Final = re.compile(rf"\s*({_FIELD}(?:{_OFFICES}))\s*(?:,.*)?[.?!]*\s*$|.*,\s*({_FIELD}(?:{_OFFICES}))\s*\?\s*$", re.I | re.S)
_THANKS: Final = re.compile(r"\bthank", re.I)
_LABEL: Final = re.compile(rf"({_FIELD}(?:{_OFFICES}))\s+(\S.*)", re.I)
_ADDRESS: Final = re.compile(r"^(?:mr|madam|madame)\.?\s+", re.I)


class Holder(NamedTuple):
    """Somebody who holds an office, by what is held: the name and the office as printed, of which day, and what tells it."""

    name: str
    office: str
    day: str | None
    why: str


def called_holders(transcript: Transcript) -> tuple[Holder, ...]:
    """The holders of offices that a transcript shows by its labels, and by who speaks when an office is called on; by name and office.

    An office to which several people answer is left out.
    """
    day = transcript.event_date or transcript.date
    file = transcript.path.replace("\\", "/").rpartition("/")[2]
    answers: dict[str, list[str]] = defaultdict(list)
    titled: set[tuple[str, str]] = set()
    last: tuple[str | None, str] | None = None
    for turn in transcript.turns:
        if turn.speaker and (label := _LABEL.fullmatch(turn.speaker)):
            titled.add((_plain(label[2]), label[1].lower()))
        called = _called(last[1]) if last is not None else None
        if called and turn.speaker and last is not None and turn.speaker != last[0]:
            answers[called].append(turn.speaker)
        last = turn.speaker, transcript.text[max(turn.span.start, turn.span.end - LONGEST_CALL) : turn.span.end]
    found = [Holder(name, office, day, f"called {office} in {file}") for name, office in sorted(titled)]
    for office, names in sorted(answers.items()):
        if len(set(names)) == 1 and len(names) >= FEWEST_CALLS:
            name = _LABEL.sub(r"\2", names[0])
            found.append(Holder(_plain(name), office, day, f"who answers in {file} when “{office}” is called on"))
    return tuple(found)


def _called(words: str) -> str | None:
    """The office on which the last sentence of a turn calls, folded; None where it calls on none, or gives thanks.

    >>> _called("I am glad. Minister."), _called("Will you sign, Prime Minister?"), _called("Thank you, Mayor.")
    ('minister', 'prime minister', None)
    """
    sentence = _SENTENCE.search(words)
    match = _CALL.fullmatch(sentence[0]) if sentence and not _THANKS.search(sentence[0]) else None
    return None if match is None else _ADDRESS.sub("", fold(match[1] or match[2]))


def _plain(name: str) -> str:
    """A label's name as news prints it.

    >>> _plain("ADA QUILL"), _plain("Ada McRoth")
    ('Ada Quill', 'Ada McRoth')
    """
    return " ".join(word.capitalize() if word.isupper() and len(word) > 2 else word for word in name.split())


def told_holders(report: Report, speakers: Iterable[Speaker], name: str) -> tuple[Holder, ...]:
    """The people to whom a report, which goes by this name, gives an office that one person holds."""
    found = []
    for speaker in speakers:
        role = read_role(speaker.role) if speaker.kind == "person" else None
        if role is not None and role.is_unique and not role.former:
            found.append(Holder(speaker.name, speaker.role or "", report.published, f"called {speaker.role} in {name}"))
    return tuple(found)


def name_holders(annotated: Annotated, holders: Sequence[Holder]) -> Annotated:
    """The report, with each speaker who goes by an office alone named as the one person who holds it then, with the evidence.

    Nobody is named when two people fit, when the report itself gives the office to somebody else, or when an office without its field
    ("minister") could be any of several that the report speaks of.
    """
    offices = {
        s.speaker_id: role for s in annotated.speakers if is_definite(annotated.report, s) and (role := read_role(s.role)) is not None
    }
    if not offices or not holders:
        return annotated
    day = day_number(annotated.report.published)
    of_then = [(holder, role) for holder in holders if _is_of_then(day, day_number(holder.day)) and (role := read_role(holder.office))]
    own = [(s.name, role) for s in annotated.speakers if s.kind == "person" and (role := read_role(s.role)) is not None]
    named: dict[str, Holder] = {}
    for speaker_id, office in offices.items():
        fitting = [holder for holder, role in of_then if _fits(office, role, offices)]
        others = [name for name, role in own if roles_fit(office, role) >= _FIT]
        if fitting and all(_is_one(fitting[0].name, name) for name in [*(holder.name for holder in fitting), *others]):
            named[speaker_id] = max(fitting, key=lambda each: (len(each.name.split()), each._replace(day=each.day or "")))
    speakers = tuple(_named(s, named[s.speaker_id], annotated.speakers) if s.speaker_id in named else s for s in annotated.speakers)
    return structs.replace(annotated, speakers=speakers)


_FIT: Final = 100
"""The score of ``roles_fit`` from which an office is the same."""


def _fits(office: Role, role: Role, offices: Mapping[str, Role]) -> bool:
    """Whether the office may be the one held: the same, or one that is called by its noun alone where the report speaks of one such only.

    An office of a country is not that of somebody whose country is not told.
    """
    if office.countries and not role.countries:
        return False
    if roles_fit(office, role) >= _FIT:
        return True
    alike = {each.words for each in offices.values() if each.head == office.head and each.words}
    is_called_so = role.head == office.head and role.head in _CALLED_ALONE and not role.words
    return is_called_so and len(alike) == 1 and office.words <= _PORTFOLIOS


_CALLED_ALONE: Final = frozenset("minister secretary commissioner".split())
"""Offices whose holders are addressed without their field."""
_PORTFOLIOS: Final = frozenset(
    "foreign defence home interior finance health education justice energy trade transport environment state treasury agriculture "
    "labour labor culture sport sports housing immigration fisheries industry science police commerce".split()
)


def _is_of_then(day: int | None, other: int | None) -> bool:
    """True unless what tells the holder is of a later day than the report, or of one too long before it for one term of office."""
    return day is None or other is None or 0 <= day - other <= TERM


def _is_one(left: str, right: str) -> bool:
    """Whether two printed names may be one person's: the same surname, and first names that agree where both have one."""
    one, two = fold(left).split(), fold(right).split()
    return one[-1:] == two[-1:] and (len(one) == 1 or len(two) == 1 or first_names_agree(one[0], two[0]))


def _named(speaker: Speaker, holder: Holder, others: Sequence[Speaker]) -> Speaker:
    printed = next((each.name for each in others if each.kind == "person" and _is_one(each.name, holder.name)), holder.name)
    return structs.replace(speaker, name=printed, kind="person", ground=f"the only {speaker.role} in what is held: {printed}, {holder.why}")
