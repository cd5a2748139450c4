"""What kind of difference it is: rules in a fixed order over the words left out, added or changed. The lists stand in `lexicon`."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from functools import lru_cache
from typing import Final, NamedTuple

from rapidfuzz.distance import OSA, LCSseq
from wordfreq import zipf_frequency

from onrecord.collation.align import Column, Sides, sides_of
from onrecord.collation.criticals import critical, critical_addition, critical_drop, is_other_adjective, is_same_name
from onrecord.collation.hedging import is_viewpoint
from onrecord.collation.lexicon import (
    CONNECTIVES,
    FILLERS,
    FUNCTION,
    GRAMMATICAL,
    MODALS,
    NOT_FILLERS_INSIDE,
    SOUNDS,
    STRICT_NEGATIONS,
    stem,
)
from onrecord.collation.opposites import is_opposite
from onrecord.collation.stance import is_manner_adverb
from onrecord.collation.tokens import BRACKETED, CLAUSE, CONTRACTED, DOUBTFUL, ELLIPSIS, NOISE, PART, STOP, TURN, Words
from onrecord.records import RegionKind

WEIGHTS: Final[dict[RegionKind, int]] = {
    "typography": 0, "contraction": 0, "filler": 0, "repetition": 0, "cut-marked": 1, "bracket": 1, "grammar": 1, "transposition": 1,
    "lexical": 2, "insert": 2, "cut-unmarked": 2, "join": 2, "critical": 3,
}  # fmt: skip


_STREETS: Final = {"saint", "street"}  # "St." is both
_SHORT: Final = 5  # words; a longer stretch that is left out is a cut, whatever stands in it
CUT: Final = 3  # words of content from which a stretch left out is a cut and not a word dropped


class Piece(NamedTuple):
    """A run of columns ``[first, last)`` that makes one difference."""

    first: int
    last: int
    kind: RegionKind
    reason: str | None = None


def name_piece(base: Words, witness: Words, columns: Sequence[Column], first: int, last: int, known: Sides | None = None) -> list[Piece]:
    """The kind of one difference (none where there is nothing to tell).

    `known` are its words where they are known already, and known not to be one of the kinds that only the whole shows.
    """
    sides = sides_of(columns, first, last) if known is None else known
    if sides.base and not sides.witness:
        next_j = next((columns[index].witness for index in range(last, len(columns)) if columns[index].witness >= 0), -1)
        kind, reason = _kind_of_drop(base, witness, columns, first, last, sides, next_j)
    elif sides.witness and not sides.base:
        kind, reason = _kind_of_addition(base, witness, columns, first, last, sides)
    else:
        whole = kind_of_whole(base, witness, sides) if known is None else None
        kind, reason = _kind_of_change(base, witness, columns, first, last, sides, whole)
    return [Piece(first, last, kind, reason)] if kind is not None else []


Kind = tuple[RegionKind | None, str | None]


def _kind_of_drop(base: Words, witness: Words, columns: Sequence[Column], first: int, last: int, sides: Sides, next_j: int) -> Kind:
    here, there = sides.base[0], sides.base[-1] + 1
    norms = [base.norm[i] for i in sides.base]
    if all(base.flags[i] & NOISE for i in sides.base):
        return None, None
    if next_j > 0 and witness.flags[next_j] & (ELLIPSIS | PART) and (last >= len(columns) or columns[last].witness == next_j):
        return "cut-marked", None
    if is_filler(base, witness, sides.base, next_j):
        return "filler", None
    if _is_repetition(base, norms, here, there) or any(
        (is_filler(base, witness, range(here, cut), next_j) and _is_repetition(base, base.norm[cut:there], here, there))
        or (_is_repetition(base, base.norm[here:cut], here, there) and is_filler(base, witness, range(cut, there), next_j))
        for cut in range(here + 1, min(there, here + 12))
    ):
        return "repetition", None
    inner_starts = [i for i in range(here + 1, min(there + 1, len(base))) if base.is_sentence_start(i)]
    is_sentence = here > 0 and base.is_sentence_start(here) and base.is_sentence_start(there)
    if len(norms) <= _SHORT and len(inner_starts) <= 1 and not is_sentence:
        reason = critical_drop(base, witness, columns, first, last, sides)
        if reason is not None:
            return "critical", reason
    if not is_sentence and is_viewpoint(base, sides.base, witness, sides.witness, columns[last].witness if last < len(columns) else -1):
        return "critical", "hedge"
    if _is_join(base, here, there, inner_starts):
        return "join", None
    if is_sentence:
        return "cut-unmarked", None
    if all(norm in GRAMMATICAL for norm in norms) or (len(norms) == 1 and base.flags[here] & CONTRACTED):
        return ("grammar", None) if len(norms) < 6 else ("cut-unmarked", None)
    content = sum(norm not in FUNCTION for norm in norms)
    if len(norms) == 1 and is_manner_adverb(norms[0]):
        return "cut-unmarked", None
    if (len(norms) >= CUT and content >= 2) or len(norms) >= 2 * CUT:
        return "cut-unmarked", None
    return "lexical", None


def _kind_of_addition(base: Words, witness: Words, columns: Sequence[Column], first: int, last: int, sides: Sides) -> Kind:
    if all(witness.flags[j] & NOISE for j in sides.witness):
        return None, None
    if any(witness.flags[j] & BRACKETED for j in sides.witness):
        return "bracket", None
    is_sentence = _is_sentence(witness, sides.witness)
    reason = None if is_sentence or len(sides.witness) > 2 * _SHORT else critical_addition(base, witness, columns, first, last, sides)
    if reason is not None:
        return "critical", reason
    norms = [witness.norm[j] for j in sides.witness]
    begins = witness.flags[sides.witness[0]] & STOP or sides.witness[0] == 0
    if all(norm in GRAMMATICAL for norm in norms) and not (norms[0] in CONNECTIVES and len(norms) == 1 and begins):
        return "grammar", None
    return "insert", None


def _is_sentence(words: Words, places: Sequence[int]) -> bool:
    """True for whole sentences: a printed version may hold more than the base, and what it adds so changes no word of it."""
    first, last = places[0], places[-1]
    ends = words.is_sentence_start(last + 1) if last + 1 < len(words) else True
    return len(places) >= 3 and words.is_sentence_start(first) and ends and (first > 0 or last + 1 < len(words))


def _kind_of_change(
    base: Words, witness: Words, columns: Sequence[Column], first: int, last: int, sides: Sides, whole: RegionKind | None
) -> Kind:
    if any(witness.flags[j] & BRACKETED for j in sides.witness):
        return "bracket", None
    lefts, rights = [base.norm[i] for i in sides.base], [witness.norm[j] for j in sides.witness]
    if any(base.flags[i] & DOUBTFUL for i in sides.base):
        if any(base.flags[i] & NOISE for i in sides.base):
            return "insert", "not heard in the record"
        if len(lefts) == len(rights) == 1 and lefts[0][0] == rights[0][0]:
            return "typography", "spelling guessed in the record"
    if whole is not None:
        return whole, None
    is_single = len(lefts) == len(rights) == 1
    if is_single and {*lefts, *rights} == _STREETS and "st" in (base.form[sides.base[0]], witness.form[sides.witness[0]]):
        return "typography", None
    if is_single and is_same_name(base, witness, sides.base[0], sides.witness[0]):
        return "typography", None
    reason = critical(base, witness, columns, first, last, sides)
    if reason is not None:
        return "critical", reason
    if len(lefts) == len(rights) and all(left == right or stem(left) == stem(right) for left, right in zip(lefts, rights, strict=True)):
        return "grammar", None
    if is_single and is_slip(lefts[0], rights[0]):
        return "typography", None
    if is_other_adjective(base, witness, sides):
        return "critical", "adjective"
    if all(norm in GRAMMATICAL or norm in MODALS for norm in lefts + rights):
        return "grammar", None
    marked = [j for j in sides.witness if j > 0 and witness.flags[j] & (ELLIPSIS | PART)]
    if marked and len(lefts) > 2 * len(rights):
        return "cut-marked", None
    if _is_join(base, sides.base[0], sides.base[-1] + 1, [i for i in sides.base[1:] if base.is_sentence_start(i)]):
        return "join", None
    return "lexical", None


def kind_of_whole(base: Words, witness: Words, sides: Sides) -> RegionKind | None:
    """A kind that only the whole run shows: letters equal ("health care", "healthcare"), other order, a negation that moved."""
    if not sides.base or not sides.witness:
        return None
    lefts, rights = [base.norm[i] for i in sides.base], [witness.norm[j] for j in sides.witness]
    if "".join(lefts) == "".join(rights):
        return "typography"
    if sorted(lefts) == sorted(rights):
        return "transposition"
    if _is_loose_contraction(base, witness, sides):
        return "contraction"
    negative = [sum(norm in STRICT_NEGATIONS for norm in norms) for norms in (lefts, rights)]
    if abs(negative[0] - negative[1]) == 1 and any(
        is_opposite(left, right) for left in lefts for right in rights if not {left, right} & STRICT_NEGATIONS
    ):
        return "lexical"
    return None


def _is_loose_contraction(base: Words, witness: Words, sides: Sides) -> bool:
    """True for ’d against "had" and ’s against "is" or "has"."""
    if len(sides.base) == len(sides.witness):
        return all(
            base.norm[i] == witness.norm[j]
            or ({base.norm[i], witness.norm[j]} <= {"would", "had", "did"} and (base.flags[i] | witness.flags[j]) & CONTRACTED)
            or ({base.norm[i], witness.norm[j]} <= {"is", "has"} and (base.flags[i] | witness.flags[j]) & CONTRACTED)
            for i, j in zip(sides.base, sides.witness, strict=True)
        )
    lefts, rights = [base.norm[i] for i in sides.base], [witness.norm[j] for j in sides.witness]
    for short, long in ((lefts, rights), (rights, lefts)):
        if len(short) == 1 and len(long) == 2 and short[0].endswith("'s") and long[0] == short[0][:-2] and long[1] in ("is", "has"):
            return True
    return False


def _is_join(base: Words, here: int, there: int, inner_starts: Sequence[int]) -> bool:
    """True when what is left out is more than a sentence, or reaches over another speaker's turn."""
    while here < there and base.norm[here] in CONNECTIVES:
        here += 1
    while there > here and base.norm[there - 1] in CONNECTIVES:
        there -= 1
    crossed = any(base.flags[i] & TURN for i in range(here, min(there + 1, len(base))))
    inside = [i for i in inner_starts if here < i < there]
    if crossed and there - here >= _SHORT:
        return True
    return (len(inside) >= 2 and there - here >= 12) or (len(inside) >= 1 and there - here >= 20)


def is_filler(base: Words, witness: Words, left_out: Sequence[int], next_j: int) -> bool:
    """True when the words left out are fillers and nothing else, standing where fillers stand."""
    here, there = left_out[0], left_out[-1] + 1
    if there - here > 8:
        return False
    norms = tuple(base.norm[here:there])
    if not _are_fillers(norms):
        return False
    if all(norm in SOUNDS for norm in norms):
        return True
    before = base.flags[here] & (STOP | CLAUSE | TURN) or here == 0
    after = (base.flags[there] if there < len(base) else base.final) & (STOP | CLAUSE)
    in_witness = next_j >= 0 and witness.flags[next_j] & (STOP | CLAUSE)
    if len(norms) == 1 and norms[0] in CONNECTIVES:
        return bool(before or in_witness)
    if base.is_sentence_start(here):
        return len(norms) > 1 or norms[0] not in ("no", "yes", "like", "see", "again") or bool(after)
    if all(norm in NOT_FILLERS_INSIDE for norm in norms):
        return bool(before and after)
    return bool(before or after)


@lru_cache(maxsize=10_000)
def _are_fillers(norms: tuple[str, ...]) -> bool:
    """True when the words can be cut into filler phrases."""
    reached = [True] + [False] * len(norms)
    for end in range(1, len(norms) + 1):
        reached[end] = any(
            reached[end - len(phrase)] and norms[end - len(phrase) : end] == phrase for phrase in FILLERS if len(phrase) <= end
        )
    return reached[-1]


def _is_repetition(base: Words, norms: Sequence[str], here: int, there: int) -> bool:
    """True when words left out of ``[here, there)`` are said again beside it, or were begun and dropped: the words around hold them."""
    size = len(norms)
    if size > 30:
        return False
    reach = size if size == 1 else size + 2 if size <= 3 else size + 4
    for around in (base.norm[there : there + reach], base.norm[max(0, here - reach) : here]):
        shared = LCSseq.similarity(norms, around)
        if not shared:
            continue
        left = Counter(norms) - Counter(around)
        is_bare = all(norm in FUNCTION for norm in left)
        if is_bare and (shared * 10 >= size * 6 or (shared * 2 >= size and size <= 4 and there < len(base) and base.flags[there] & CLAUSE)):
            content = any(norm not in FUNCTION for norm in norms)
            touches = around[:1] == norms[:1] or around[-1:] == norms[-1:] or content
            if touches:
                return True
    return False


@lru_cache(maxsize=20_000)
def is_slip(left: str, right: str) -> bool:
    """True when one word looks like a slip of the hand for the other: letters changed places, or one is off and one word is rare.

    >>> is_slip("from", "form"), is_slip("that", "hat"), is_slip("law", "lawn"), is_slip("receive", "recieve")
    (True, True, False, True)
    """
    short, long = sorted((left, right), key=len)
    if len(short) < 3 or len(long) - len(short) > 1 or OSA.distance(left, right) != 1:
        return False
    rarity = zipf_frequency(left, "en", wordlist="small"), zipf_frequency(right, "en", wordlist="small")
    if sorted(left) == sorted(right) and len(left) > 3:
        return True
    return min(rarity) == 0.0 or (abs(rarity[0] - rarity[1]) >= 2.3 and max(rarity) >= 6.5)
