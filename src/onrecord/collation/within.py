"""The draft against itself: the fuller printing of the same words elsewhere in it, and where in it a quotation stands."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from typing import Final

from onrecord.collation.classes import compare
from onrecord.collation.lexicon import FUNCTION
from onrecord.collation.names import same_person
from onrecord.collation.quotations import Quotation
from onrecord.collation.tokens import Words
from onrecord.records import WithinDraft

_ENOUGH: Final = 600  # per thousand of a quotation's words that a fuller printing must hold
_COMMON: Final = 100  # quotations of one draft that hold a word; a commoner one ties none of them
_SHOWN: Final = 5
_BODY: Final = (None, "lead")  # what stands in a headline or a caption is no base for other words


def fuller_printings(read: Sequence[tuple[Quotation, Words]]) -> list[tuple[WithinDraft, ...]]:
    """For each quotation, fuller printings of the same words elsewhere in the draft."""
    stems = [frozenset(norm for norm in words.norm if norm not in FUNCTION) for _, words in read]
    holders: defaultdict[str, list[int]] = defaultdict(list)
    for number, own in enumerate(stems):
        for norm in own:
            holders[norm].append(number)
    found: list[tuple[WithinDraft, ...]] = []
    for number, (quote, words) in enumerate(read):
        shared = Counter(other for norm in stems[number] if len(holders[norm]) <= _COMMON for other in holders[norm])
        fuller = [n for n, count in shared.items() if len(read[n][1]) > len(words) and 2 * count >= max(len(stems[number]), 2)]
        places = (_fuller_printing(quote, words, *read[other]) for other in sorted(fuller, key=lambda n: (-shared[n], n))[:_SHOWN])
        found.append(tuple(sorted((place for place in places if place is not None), key=lambda place: place.start)))
    return found


def _fuller_printing(quote: Quotation, words: Words, fuller: Quotation, base: Words) -> WithinDraft | None:
    if same_person(quote.speaker, fuller.speaker) is False or fuller.place not in _BODY:
        return None
    result = compare(base, words)
    if result.covers is None or result.containment < _ENOUGH or result.matched < 2:
        return None
    return WithinDraft(
        start=result.covers.start, end=result.covers.end, text=result.covers.of(base.text), quote_id=fuller.quote_id,
        witness_class=result.witness_class, regions=result.regions,
    )  # fmt: skip
