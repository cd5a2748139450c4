"""Who is who across the reports of a story, and everyone on record."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import groupby
from types import MappingProxyType
from typing import Final, NamedTuple

from msgspec import structs

from onrecord import linking, speakers
from onrecord.errors import SettingsError
from onrecord.pipeline.correcting import Corrections, person_id
from onrecord.records import AliasSeen, Annotated, RoleSeen, Span, Speaker, SpeakerMention, SpeakerRow
from onrecord.settings import SpeakerSettings, read_bounded
from onrecord.store import Store
from onrecord.text import digest, fold

_LARGEST_TABLE: Final = 500_000_000  # bytes


class Person(NamedTuple):
    """A speaker across the reports of a story: the id, the fullest name, and whether that names a person or body."""

    speaker_id: str
    name: str
    is_named: bool


class Cast:
    """Who the speakers of each report are across the story."""

    def __init__(self, known: dict[tuple[str, str], Person], grounds: Mapping[tuple[str, str], str]) -> None:
        self._known = known
        self._grounds = grounds

    def person(self, report_id: str, local_id: str | None) -> Person | None:
        """The person that a report's own speaker id stands for; None for no speaker."""
        return None if local_id is None else self._known.get((report_id, local_id))

    def named(self) -> frozenset[str]:
        """The names of the people and bodies that go by a name."""
        return frozenset(person.name for person in self._known.values() if person.is_named)

    def as_told(self, annotated: Annotated, speaker: Speaker) -> Speaker:
        """A report's speaker with the evidence that this is the person of another name in the story."""
        ground = self._grounds.get((annotated.report.report_id, speaker.speaker_id))
        return speaker if ground is None else structs.replace(speaker, ground=ground)

    def id_of(self, annotated: Annotated, speaker: Speaker) -> str:
        """The id across the story of a report's speaker."""
        return self._known[annotated.report.report_id, speaker.speaker_id].speaker_id


def cast_of(told: Sequence[Annotated], story_id: str, corrections: Corrections) -> Cast:
    """Who is who in the reports of one story, as links and people's corrections have it."""
    held = {
        speakers.appearance_id(each.report.report_id, speaker.speaker_id): (each.report.report_id, speaker)
        for each in told
        for speaker in each.speakers
    }
    links = speakers.link_speakers([(story_id, each.report, each.speakers) for each in told])
    names_of = {
        appearance: frozenset({fold(speaker.name), fold(speaker.speaker_id)}) for appearance, (_, speaker) in held.items()
    }
    known: dict[tuple[str, str], Person] = {}
    grounds: dict[tuple[str, str], str] = {}
    kept = corrections.person_links(links, names_of)
    whys = speakers.LinkEvidence(kept)
    for group in linking.components(held, kept):
        people = [held[appearance][1] for appearance in group]
        person = _person(people, story_id)
        renamed = corrections.new_name([person.speaker_id, person.name, *(speaker.name for speaker in people)])
        if renamed is not None:
            person = Person(person_id(renamed), renamed, True)
        alike = {appearance for appearance in group if " ".join(held[appearance][1].name.split()) == person.name}
        for appearance, why in whys.of_group(group, alike).items():
            report_id, speaker = held[appearance]
            grounds[report_id, speaker.speaker_id] = why
        for appearance in group:
            report_id, speaker = held[appearance]
            known[report_id, speaker.speaker_id] = person
    return Cast(known, grounds)


def _person(people: Sequence[Speaker], story_id: str) -> Person:
    """The person behind speakers that are one: the fullest name, and the id that goes with that name.

    Somebody known by a surname alone has an id of this story only: the same surname in another story may be somebody else's.
    """
    name = speakers.name_group(people).name
    ids = sorted(speaker.speaker_id for speaker in people if " ".join(speaker.name.split()) == name)
    speaker_id = ids[0] if ids else people[0].speaker_id
    if all(speaker.kind == "person" for speaker in people) and len(name.split()) == 1:
        speaker_id = digest("in story", speaker_id, story_id)
    return Person(speaker_id, name, any(speaker.kind != "unnamed" for speaker in people))


def speaker_rows(store: Store, everyone: bool, settings: SpeakerSettings) -> list[SpeakerRow]:
    """Everyone on record across all stories, by name. Unless ``everyone``: who is quoted, has a public role or appears in two stories.

    With Wikidata ids where the settings name a table of them; raises `SettingsError`.
    """
    statements = store.statements_by_speaker()
    published = store.published()
    rows = []
    for speaker_id, group in groupby(store.speakers(), key=lambda row: row[0]):
        held = list(group)
        row = make_row(speaker_id, held, statements.get(speaker_id, 0), published)
        public = any(map(speakers.is_public, row.roles))
        if everyone or row.statements or public or len({story_id for _, story_id, _, _ in held}) > 1:
            rows.append(row)
    if settings.wikidata_table is not None:
        rows = _identified(rows, read_table(settings.wikidata_table), published)
    return sorted(rows, key=lambda row: (row.name.casefold(), row.speaker_id))


def _identified(rows: Iterable[SpeakerRow], known: speakers.Identities, published: Mapping[str, str]) -> list[SpeakerRow]:
    """The rows with the ids that the table gives."""
    given = []
    for row in rows:
        dates = sorted({published[mention.report_id] for mention in row.mentions if mention.report_id in published})
        given.append(structs.replace(row, wikidata=speakers.identify(row, known, dates)))
    return given


def read_table(path: str) -> speakers.Identities:
    """The table of Wikidata ids in a file; raises `SettingsError` when it cannot be read or used."""
    raw = read_bounded(path, _LARGEST_TABLE, "a table of Wikidata ids", "keep the people that your reports may name")
    try:
        text = raw.decode("utf-8")
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        raise SettingsError(f"{path}: line {line}: not UTF-8; save the table as UTF-8") from error
    return speakers.read_identities(text, path)


def make_row(
    speaker_id: str, held: Iterable[tuple[str, str, str, Speaker]], statements: int, published: Mapping[str, str] = MappingProxyType({})
) -> SpeakerRow:
    """A speaker across all reports, from (id across reports, story id, report id, speaker as that report names it).

    ``published`` are the dates of reports: a role belongs to the dates of the reports that give it.
    """
    appearances = sorted(held, key=lambda row: (row[2], row[3].mentions, row[3].speaker_id))
    named = speakers.name_group([speaker for *_, speaker in appearances])
    kinds = [speaker.kind for *_, speaker in appearances if _printed(speaker) == named.name]
    mentions = [SpeakerMention(report_id=report_id, span=span) for _, _, report_id, speaker in appearances for span in speaker.mentions]
    aliases = tuple(alias for alias in named.aliases if alias != named.name)
    by_role: dict[str, list[tuple[str, Speaker]]] = {}
    for role in named.roles:
        if fold(role) not in map(fold, by_role):  # "Interior Minister" and "interior minister" are one
            by_role[role] = [(report_id, each) for _, _, report_id, each in appearances if each.role and fold(each.role) == fold(role)]
    by_story: dict[str, set[str]] = {}
    for _, story_id, _, each in appearances:
        if each.role and each.kind == "person":
            by_story.setdefault(story_id, set()).add(each.role)
    by_name = {alias: [(report_id, each) for _, _, report_id, each in appearances if _printed(each) == alias] for alias in aliases}
    return SpeakerRow(
        speaker_id=speaker_id, name=named.name, kind=min(kinds) if kinds else appearances[0][3].kind, roles=named.roles,
        aliases=aliases, statements=statements, mentions=tuple(mentions),
        roles_seen=tuple(_role_seen(role, given, published) for role, given in by_role.items() if given),
        aliases_seen=tuple(_alias_seen(alias, printed) for alias, printed in by_name.items() if printed),
        namesakes=speakers.tell_walks(by_story.values()),
    )  # fmt: skip


def _printed(speaker: Speaker) -> str:
    return " ".join(speaker.name.split())


def _role_seen(role: str, given: Sequence[tuple[str, Speaker]], published: Mapping[str, str]) -> RoleSeen:
    """A role with the dates of the reports that give it, and where the first of them does."""
    dated = sorted((published[report_id], report_id) for report_id, _ in given if published.get(report_id))
    report_id, speaker = next((row for row in given if dated and row[0] == dated[0][1]), given[0])
    return RoleSeen(
        role=role, first=dated[0][0] if dated else None, last=dated[-1][0] if dated else None,
        reports=len({report_id for report_id, _ in given}), report_id=report_id, span=_place_of(speaker, role),
    )  # fmt: skip


def _alias_seen(alias: str, printed: Sequence[tuple[str, Speaker]]) -> AliasSeen:
    """Another name, where it stands first, and the evidence that ties it: that of the first report which needed one."""
    report_id, speaker = next((row for row in printed if row[1].ground), printed[0])
    return AliasSeen(alias=alias, report_id=report_id, span=_place_of(speaker, alias), why=speaker.ground)


def _place_of(speaker: Speaker, words: str) -> Span | None:
    """The first mention that is as long as the words: where they stand, as far as can be told without the text; else the first."""
    exact = (span for span in speaker.mentions if span.end - span.start == len(words))
    return next(exact, speaker.mentions[0] if speaker.mentions else None)
