"""Say how a printed version stands to its base: one class, flags beside it, and how alike the words are."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from functools import reduce
from operator import or_
from typing import Final, NamedTuple

from onrecord.collation.align import Alignment, align, weigh
from onrecord.collation.lexicon import FUNCTION, STRICT_NEGATIONS, stem
from onrecord.collation.regions import find_regions
from onrecord.collation.stance import hedges_in
from onrecord.collation.tokens import BRACKETED, DOUBTFUL, NOISE, STOP, TURN, Words
from onrecord.records import Annotated, Flag, Region, RegionKind, Span, WitnessClass

CLASS_OF: Final[dict[RegionKind, WitnessClass]] = {
    "typography": "normalised", "contraction": "normalised", "filler": "clean", "repetition": "clean", "cut-marked": "shortened-marked",
    "bracket": "shortened-marked", "cut-unmarked": "shortened", "join": "joined", "grammar": "differs-minor", "lexical": "differs-minor",
    "insert": "differs-minor", "transposition": "differs-minor", "critical": "differs-critical",
}  # fmt: skip
PRECEDENCE: Final[tuple[WitnessClass, ...]] = (
    "differs-critical", "joined", "shortened", "differs-minor", "shortened-marked", "clean", "normalised", "same",
)  # fmt: skip
_CONDITIONS: Final = frozenset("if unless until except provided assuming whether".split())
_ATTRIBUTED: Final = (
    ("some", "say"),
    ("they", "say"),
    ("people", "say"),
    ("critics", "say"),
    ("some", "people", "say"),
    ("i", "do", "not", "think"),
)
_TRANSLATED = re.compile(
    r"\b(?i:spoke|speaking|said|told|talking|wrote|writing|tweeted|posted|remarks?|speech|interview)\b[^.\n]{0,60}"
    r"\bin (?:Russian|Ukrainian|French|German|Spanish|Arabic|"
    r"Hebrew|Persian|Farsi|Turkish|Mandarin|Chinese|Cantonese|Japanese|Korean|Portuguese|Italian|Polish|Greek|Dutch|Hindi|Urdu|Pashto|"
    r"Dari|Swahili|Hungarian|Czech|Romanian|Serbian|Bulgarian|Swedish|Norwegian|Danish|Finnish|Catalan|Kurdish|Thai|Vietnamese)\b"
    r"|\bthrough (?:an? |his |her |their )?(?:interpreter|translator)|\bvia (?:an? )?(?:interpreter|translator)"
    r"|\bin (?:a|an|the) (?:\w+ )?translation\b|\btranslated (?:from|by)\b|\baccording to (?:a|an|the) (?:\w+ )?translation\b"
)
_GRAMMAR: Final = weigh("the")
_PARAGRAPH_REACH: Final = 2_000


class Comparison(NamedTuple):
    """A witness against a base. `likeness` is how alike both sides are, `containment` how much of the witness the base holds; 0 to 1000."""

    witness_class: WitnessClass
    flags: tuple[Flag, ...]
    covers: Span | None
    likeness: int
    containment: int
    regions: tuple[Region, ...]
    matched: int  # words of content that are equal on both sides


def compare(
    base: Words,
    witness: Words,
    wholes: tuple[Sequence[Span], Sequence[Span]] = ((), ()),
    *,
    around: tuple[int, int] | None = None,
    given: Sequence[Flag] = (),
) -> Comparison:
    """The comparison of a witness with a base text; `given` are flags known from outside (headline, translated).

    >>> from onrecord.collation.tokens import tokenize
    >>> result = compare(tokenize("You know, we will rebuild the wall. It is ours."), tokenize("We can rebuild the wall"))
    >>> result.witness_class, result.flags, [(r.base_text, r.witness_text) for r in result.regions]
    ('differs-critical', ('fragment',), [('will', 'can')])
    """
    alignment = align(base, witness, around=around)
    regions = find_regions(base, witness, alignment, wholes, is_translated="translated" in given)
    return describe(base, witness, alignment, regions, given)


def describe(base: Words, witness: Words, alignment: Alignment, regions: tuple[Region, ...], given: Sequence[Flag] = ()) -> Comparison:
    """Class, flags and likeness of an alignment whose regions are known."""
    covered = alignment.covers()
    likeness, containment, matched = _likeness(base, witness, alignment, regions)
    flags = set(given)
    if covered is not None:
        first, last = covered
        if not base.is_sentence_start(first) or not _ends_sentence(base, last):
            flags.add("fragment")
        if is_clipped(base, first, last):
            flags.add("clipped")
        if reduce(or_, base.flags[first:last], 0) & DOUBTFUL:
            flags.add("record-doubtful")
    return Comparison(
        class_of(regions), tuple(sorted(flags)), base.span(*covered) if covered else None, likeness, containment, regions, matched
    )


def class_of(regions: Sequence[Region]) -> WitnessClass:
    """The class of a witness with these differences: the gravest by the precedence of the design.

    >>> class_of(())
    'same'
    """
    found = {CLASS_OF[region.kind] for region in regions}
    return next((name for name in PRECEDENCE if name in found), "same")


def _likeness(base: Words, witness: Words, alignment: Alignment, regions: Sequence[Region]) -> tuple[int, int, int]:
    left = right = shared = content = 0
    cuts = [region.base for region in regions if region.kind in ("cut-marked", "join", "filler", "repetition")]
    begins = [cut.start for cut in cuts]
    base_norm, witness_norm, base_flags, witness_flags = base.norm, witness.norm, base.flags, witness.flags
    odd = BRACKETED | NOISE
    for i, j in alignment.columns:
        if i >= 0 and j >= 0:
            one, two = base_norm[i], witness_norm[j]
            if one == two and not (base_flags[i] | witness_flags[j]) & odd:
                weight = weigh(one)
                left, right, shared = left + weight, right + weight, shared + weight
                content += weight > _GRAMMAR
                continue
        if j >= 0 and not witness_flags[j] & odd:
            right += weigh(witness_norm[j])
        if i >= 0 and not base_flags[i] & NOISE:
            cut = bisect_right(begins, base.start[i]) - 1
            if j >= 0 or cut < 0 or base.start[i] >= cuts[cut].end:
                left += weigh(base_norm[i])
        if i >= 0 and j >= 0:
            if one == two:
                shared += weigh(one)
                content += one not in FUNCTION
            elif stem(one) == stem(two):
                shared += weigh(two) // 2
    if not right or not left:
        return 0, 0, 0
    return min(1000, 2000 * shared // (left + right)), min(1000, 1000 * shared // right), content


def _ends_sentence(base: Words, last: int) -> bool:
    return bool(base.final & STOP) or base.final == 0 if last >= len(base) else bool(base.flags[last] & (STOP | TURN))


def is_clipped(base: Words, first: int, last: int) -> bool:
    """True when a negation, a condition, a hedge or "some say" stands in the same sentence of the base just outside ``[first, last)``.

    >>> from onrecord.collation.tokens import tokenize
    >>> words = tokenize("We will sign only if they agree. Some say it is over.")
    >>> is_clipped(words, 0, 3), is_clipped(words, 9, 12), is_clipped(words, 3, 7)
    (True, True, False)
    """
    begin = first
    while begin > 0 and first - begin < 8 and not base.is_sentence_start(begin):
        begin -= 1
    before = base.norm[begin:first]
    near = before[-4:]
    if any(norm in STRICT_NEGATIONS for norm in near) or any(norm in _CONDITIONS for norm in before):
        return True
    if any(tuple(before[k : k + len(phrase)]) == phrase for phrase in _ATTRIBUTED for k in range(len(before))):
        return True
    if any(hedge.last + 2 >= len(before) for hedge in hedges_in(before)):
        return True
    end = last
    while end < len(base) and end - last < 4 and not base.is_sentence_start(end):
        end += 1
    after = base.norm[last:end]
    return any(norm in _CONDITIONS - {"whether"} for norm in after)


def is_translated(text: str, span: Span) -> bool:
    """True when the paragraph of a quotation says that its words are a translation.

    >>> is_translated("Speaking in Spanish, he said “we go on”.", Span(31, 39))
    True
    """
    low, high = max(0, span.start - _PARAGRAPH_REACH), min(len(text), span.end + _PARAGRAPH_REACH)
    begin, end = text.rfind("\n", low, span.start) + 1 or low, text.find("\n", span.start, high)
    near = text[begin : span.start] + " " + text[span.end : max(span.end, high if end < 0 else end)]
    return bool(_TRANSLATED.search(near))


def translated_quotes(annotated: Annotated) -> frozenset[str]:
    """The ids of quotes whose words are a translation: where their own paragraph says so, and from there on all of the same speaker's.

    A report says once that somebody spoke through an interpreter, and quotes on.
    """
    text = annotated.report.text
    if not _TRANSLATED.search(text):
        return frozenset()
    found, speakers = set(), set()
    for quote in sorted((quote for quote in annotated.quotes if quote.content), key=lambda q: (q.content[0], q.quote_id)):
        if quote.speaker_id in speakers or is_translated(text, quote.content[0]):
            found.add(quote.quote_id)
            if quote.speaker_id is not None:
                speakers.add(quote.speaker_id)
    return frozenset(found)
