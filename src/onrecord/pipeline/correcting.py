"""People's corrections: inputs like reports, kept with who, when and why, and applied whenever groups are made."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Final, get_args

from msgspec import structs

from onrecord import linking
from onrecord.errors import UsageError
from onrecord.records import Annotated, Correction, CorrectionVerb, Link, Quote, Speaker
from onrecord.store import Store
from onrecord.text import digest, fold

TAKES_NOTHING_MORE: Final = ("reject",)
PAIRS: Final = ("same-person", "not-same-person", "same-story", "not-same-story")
FORCED: Final = 1000

Grouped = tuple[tuple[str, ...], tuple[tuple[str, ...], ...]]
IsNearer = Callable[[str, str, str], bool]


def make_correction(verb: str, subject: str, other: str | None, by: str | None, at: str, reason: str | None) -> Correction:
    """A correction, its id made of what it says; raises `UsageError` where it says nothing that can be done."""
    if verb not in get_args(CorrectionVerb):
        raise UsageError(f"cannot correct {verb}; choose one of {', '.join(get_args(CorrectionVerb))}")
    if (other is None) != (verb in TAKES_NOTHING_MORE):
        wanted = "one thing" if verb in TAKES_NOTHING_MORE else "two things"
        raise UsageError(f"onrecord correct {verb} wants {wanted}; see onrecord correct --help")
    if verb in PAIRS and other is not None:
        subject, other = (subject, other) if verb == "not-same-story" else (min(subject, other), max(subject, other))
    return Correction(
        correction_id=digest("correction", verb, subject, other), verb=verb, subject=subject, object=other, by=by, at=at, reason=reason,  # type: ignore[arg-type]
    )  # fmt: skip


class Corrections:
    """The corrections in force, as the stages ask for them."""

    def __init__(self, corrections: Iterable[Correction] = ()) -> None:
        self._by_verb: dict[str, list[Correction]] = {}
        for each in sorted(corrections, key=lambda c: (c.at, c.correction_id)):
            if each.undone_at is None:
                self._by_verb.setdefault(each.verb, []).append(each)

    @classmethod
    def of(cls, store: Store) -> Corrections:
        """The corrections that a database holds."""
        return cls(store.corrections())

    def pairs(self, verb: CorrectionVerb) -> list[tuple[str, str]]:
        """The pairs that corrections of this verb name."""
        return [(each.subject, each.object) for each in self._by_verb.get(verb, ()) if each.object is not None]

    def apply(self, annotated: Annotated) -> Annotated:
        """A report without its rejected quotes, and with the speakers that people gave."""
        rejected = {each.subject for each in self._by_verb.get("reject", ())}
        given = dict(self.pairs("quote"))
        if not any(quote.quote_id in rejected or quote.quote_id in given for quote in annotated.quotes):
            return annotated
        people = {speaker.speaker_id: speaker for speaker in annotated.speakers}
        quotes: list[Quote] = []
        for quote in annotated.quotes:
            if quote.quote_id in rejected:
                continue
            if quote.quote_id in given:
                speaker = _speaker_called(given[quote.quote_id], people)
                people[speaker.speaker_id] = speaker
                quote = structs.replace(quote, speaker_id=speaker.speaker_id, ground="a person said so", candidates=())
            quotes.append(quote)
        kept = tuple(
            structs.replace(quote, continues=None) if quote.continues in rejected else quote for quote in quotes
        )
        return structs.replace(annotated, quotes=kept, speakers=tuple(people.values()))

    def new_name(self, names: Iterable[str]) -> str | None:
        """The name that a person gave to somebody who goes by one of these names or ids; the last correction holds."""
        wanted = {fold(name) for name in names}
        given = [new for old, new in self.pairs("speaker") if fold(old) in wanted]
        return given[-1] if given else None

    def person_links(self, links: Sequence[Link], names_of: dict[str, frozenset[str]]) -> list[Link]:
        """The links between appearances, with those that people ask for and without those that they refuse.

        ``names_of`` gives, for each appearance, the folded names and ids that it goes by.
        """

        def called(name: str) -> list[str]:
            return sorted(appearance for appearance, names in names_of.items() if fold(name) in names)

        kept = list(links)
        for left, right in self.pairs("not-same-person"):
            apart, others = set(called(left)), set(called(right))
            kept = [link for link in kept if not ({link.left, link.right} & apart and {link.left, link.right} & others)]
            if any(apart & set(group) and others & set(group) for group in linking.components(names_of, kept)):
                # A third appearance still ties them: the first stands alone with those of its own name.
                kept = [link for link in kept if (link.left in apart) == (link.right in apart)]
        for left, right in self.pairs("same-person"):
            both = called(left)[:1] + called(right)[:1]
            if len(both) == 2 and both[0] != both[1]:
                kept.append(Link(left=min(both), right=max(both), score=FORCED, why="a person said so"))
        return kept

    def story_groups(self, groups: Sequence[linking.StoryGroup], is_nearer: IsNearer) -> list[Grouped]:
        """(report ids, families) of the stories, joined and parted as people ask.

        Where a person says that B is not of the story of A, the texts that are nearer to B (``is_nearer(text, B, A)``) go with it; a copy
        of A's own text goes alone.
        """
        stories = {group.report_ids: group.families for group in groups}
        for left, right in self.pairs("same-story"):
            holding = sorted(reports for reports in stories if left in reports or right in reports)
            if len(holding) == 2:
                stories.update([_grouped(family for reports in holding for family in stories.pop(reports))])
        for left, right in self.pairs("not-same-story"):
            for reports in [each for each in stories if left in each and right in each]:
                kept: list[tuple[str, ...]] = []
                parted: list[tuple[str, ...]] = []
                for family in stories.pop(reports):
                    if left in family:
                        kept.append(tuple(each for each in family if each != right))
                        parted += [(right,)] if right in family else []
                    else:
                        (parted if right in family or is_nearer(family[0], right, left) else kept).append(family)
                stories.update([_grouped(kept), _grouped(parted)])
        return sorted(stories.items())


def _grouped(families: Iterable[tuple[str, ...]]) -> Grouped:
    found = tuple(sorted(families))
    return tuple(sorted(each for family in found for each in family)), found


def person_id(name: str) -> str:
    """The id of the person with this name: the one that a report gets that prints the name so."""
    return digest("person", fold(name))


def _speaker_called(name: str, people: dict[str, Speaker]) -> Speaker:
    """The speaker of a report whom a person named, by id or name; a new one where the report names nobody so."""
    for speaker in people.values():
        if name == speaker.speaker_id or fold(name) == fold(speaker.name):
            return speaker
    return Speaker(speaker_id=person_id(name), name=name, kind="person")


def reports_touched(store: Store, correction: Correction) -> list[str]:
    """The reports that must be grouped again when this correction comes or goes; none where it names something that is not held."""
    both = [correction.subject] if correction.verb == "speaker" or correction.object is None else [correction.subject, correction.object]
    if correction.verb in ("reject", "quote"):
        found = store.report_of_quote(correction.subject)
        return [] if found is None else [found]
    if correction.verb in ("same-story", "not-same-story"):
        return both if all(store.holds_report(each) for each in both) else []
    reports = [store.reports_of_speaker(name) for name in both]
    return sorted({report_id for held in reports for report_id in held}) if all(reports) else []
