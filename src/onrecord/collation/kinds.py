"""Name the differences between a base text and a printed version: where each lies, its kind, and why it may change the meaning.

Rules only, in a fixed order, over the columns that `align` gives. Lists stand in `lexicon`.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Sequence
from functools import lru_cache
from typing import Final, NamedTuple

from rapidfuzz.distance import OSA, LCSseq
from wordfreq import zipf_frequency

from onrecord.collation.align import Alignment, Column
from onrecord.collation.lexicon import (
    APPROXIMATORS,
    CONNECTIVES,
    DATES,
    FILLERS,
    FUNCTION,
    GRAMMATICAL,
    LIGHT_ADJECTIVES,
    MODALS,
    NOT_FILLERS_INSIDE,
    QUANTIFIERS,
    SOUNDS,
    STRICT_NEGATIONS,
    TITLES,
    UNITS,
    hedges_in,
    is_adjective,
    is_opposite,
    stem,
)  # fmt: skip
from onrecord.collation.numerals import MONTHS
from onrecord.collation.tokens import BRACKETED, CAPITAL, CLAUSE, CONTRACTED, DOUBTFUL, ELLIPSIS, NOISE, NUMBER, PART, STOP, TURN, Words
from onrecord.records import Region, RegionKind, Span

WEIGHTS: Final[dict[RegionKind, int]] = {
    "typography": 0, "contraction": 0, "filler": 0, "repetition": 0, "cut-marked": 1, "bracket": 1, "grammar": 1, "transposition": 1,
    "lexical": 2, "insert": 2, "cut-unmarked": 2, "join": 2, "critical": 3,
}  # fmt: skip
_APART: Final = 40  # words between the two places of words that are moved
_SHORT: Final = 5  # words; a longer stretch that is left out is a cut, whatever stands in it
_CUT: Final = 3  # words of content from which a stretch left out is a cut and not a word dropped
_DROPPED_QUANTIFIERS: Final = frozenset(
    {"all", "every", "each", "most", "many", "some", "several", "few", "only", "both", "half", "majority", "a few",
     "at least", "at most",
     "everyone", "everybody", "entire", "solely", "exclusively", "rarely", "seldom", "always", "often"}
)  # fmt: skip
_DETERMINERS: Final = frozenset("a an the this these those our their his her its your my any some every no all".split())
_HEDGE_VERBS: Final = frozenset(
    "think believe guess suppose suspect feel assume expect imagine hope reckon understand seems appears".split()
)
_INTENSIFIERS: Final = frozenset("just really also still even do does did have has always".split())
_PLAIN_DATES: Final = frozenset("today tonight tomorrow yesterday morning afternoon evening".split())


class Piece(NamedTuple):
    """A run of columns ``[first, last)`` that makes one difference."""

    first: int
    last: int
    kind: RegionKind
    reason: str | None = None


class Sides(NamedTuple):
    """The words of one difference: positions in the base and in the witness."""

    base: tuple[int, ...]
    witness: tuple[int, ...]


def find_regions(
    base: Words,
    witness: Words,
    alignment: Alignment,
    wholes: tuple[Sequence[Span], Sequence[Span]] = ((), ()),
    *,
    is_translated: bool = False,
) -> tuple[Region, ...]:
    """The differences of a witness from its base, in order, each with its kind and its place in both texts.

    `wholes` are places of figures, names and dates in the base's and in the witness's text: a difference that touches one widens to
    all of it. In a translation nothing is critical.

    >>> from onrecord.collation.align import align
    >>> from onrecord.collation.tokens import tokenize
    >>> base, version = tokenize("Tens of thousands of jobs will not go."), tokenize("thousands of jobs will go")
    >>> [(r.kind, r.reason, r.base_text, r.witness_text) for r in find_regions(base, version, align(base, version))]
    [('critical', 'number', 'Tens of thousands', 'thousands'), ('critical', 'negation', 'not', '')]
    """
    columns = alignment.columns
    found = _pieces(base, witness, columns)
    if not found:
        return ()
    found = _transposed(base, witness, columns, found)
    found = _widened(base, witness, columns, found, wholes)
    regions = []
    base_line, witness_line = [column.base for column in columns], [column.witness for column in columns]
    for piece in found:
        kind, reason = piece.kind, piece.reason
        if is_translated and kind == "critical":
            kind, reason = "lexical", None
        sides = _sides(columns, piece.first, piece.last)
        base_span = _place(base, base_line, piece, sides.base)
        witness_span = _place(witness, witness_line, piece, sides.witness)
        regions.append(
            Region(
                kind=kind,
                reason=reason,
                weight=_weight(kind, base, witness, sides),
                base=base_span,
                base_text=base_span.of(base.text),
                witness=witness_span,
                witness_text=witness_span.of(witness.text),
            )
        )
    return tuple(regions)


def _weight(kind: RegionKind, base: Words, witness: Words, sides: Sides) -> int:
    if kind == "insert" and all(witness.norm[j] in FUNCTION for j in sides.witness):
        return 1
    return WEIGHTS[kind]


def _sides(columns: Sequence[Column], first: int, last: int) -> Sides:
    stretch = columns[first:last]
    return Sides(tuple([i for i, _ in stretch if i >= 0]), tuple([j for _, j in stretch if j >= 0]))


def _place(words: Words, line: Sequence[int], piece: Piece, inside: Sequence[int]) -> Span:
    """The place of the piece in one text; between two words where it has none of them."""
    if inside:
        return Span(words.start[inside[0]], words.end[inside[-1]])
    for index in range(piece.first - 1, -1, -1):
        if line[index] >= 0:
            return Span(words.end[line[index]], words.end[line[index]])
    for index in range(piece.last, len(line)):
        if line[index] >= 0:
            return Span(words.start[line[index]], words.start[line[index]])
    return Span(0, 0)


# ---------------------------------------------------------------- where


def _pieces(base: Words, witness: Words, columns: Sequence[Column]) -> list[Piece]:
    """The differing runs of columns with their kinds, in order."""
    states = bytearray(len(columns))  # 0 equal, 1 other form of the same word, 2 other words
    base_norm, witness_norm, base_form, witness_form = base.norm, witness.norm, base.form, witness.form
    is_equal = True
    for index, (i, j) in enumerate(columns):
        if i < 0 or j < 0 or base_norm[i] != witness_norm[j]:
            states[index] = 2
            is_equal = False
        elif base_form[i] != witness_form[j]:
            states[index] = 1
            is_equal = False
    if is_equal:
        return []
    _absorb_contractions(base, witness, columns, states)
    found: list[Piece] = []
    here = 0
    while here < len(columns):
        if not states[here]:
            here += 1
            continue
        there = here + 1
        while there < len(columns) and states[there] == states[here]:
            there += 1
        if states[here] == 1:
            found += _form_pieces(base, witness, columns, here, there)
        else:
            found += _word_pieces(base, witness, columns, here, there)
        here = there
    return found


def _absorb_contractions(base: Words, witness: Words, columns: Sequence[Column], states: bytearray) -> None:
    """Half a contraction beside a difference belongs to it: "can’t" for "can", not "’t" for nothing; halves of one word go together."""
    for index in range(len(columns)):
        if states[index] != 1:
            continue
        i, j = columns[index]
        if not ((base.flags[i] | witness.flags[j]) & CONTRACTED):
            continue
        for other in (index - 1, index + 1):
            if 0 <= other < len(columns) and states[other] == 2:
                k, m = columns[other]
                if (k >= 0 and base.flags[k] & CONTRACTED and base.form[k] == base.form[i] and abs(k - i) == 1) or (
                    m >= 0 and witness.flags[m] & CONTRACTED and witness.form[m] == witness.form[j] and abs(m - j) == 1
                ):
                    states[index] = 2
                    break


def _form_pieces(base: Words, witness: Words, columns: Sequence[Column], first: int, last: int) -> list[Piece]:
    """Runs of words that are the same but for their form: contractions, and all else that is typography."""
    found = []
    here = first
    while here < last:
        there = here + 1
        while there < last and _is_contracted(base, witness, columns[here]) == _is_contracted(base, witness, columns[there]):
            if not _is_contracted(base, witness, columns[here]) or not _is_one_word(base, witness, columns[there - 1], columns[there]):
                break
            there += 1
        found.append(Piece(here, there, "contraction" if _is_contracted(base, witness, columns[here]) else "typography"))
        here = there
    return found


def _is_contracted(base: Words, witness: Words, column: Column) -> bool:
    return bool((base.flags[column.base] | witness.flags[column.witness]) & CONTRACTED)


def _is_one_word(base: Words, witness: Words, left: Column, right: Column) -> bool:
    """True when the two columns are halves of one printed word on a side."""
    return base.end[left.base] == base.start[right.base] or witness.end[left.witness] == witness.start[right.witness]


def _word_pieces(base: Words, witness: Words, columns: Sequence[Column], first: int, last: int) -> list[Piece]:
    """The pieces of one run of unequal columns."""
    whole = _of_whole(base, witness, _sides(columns, first, last))
    if whole is not None:
        return [Piece(first, last, whole)]
    found: list[Piece] = []
    start = first
    for cut in _cuts(base, witness, columns, first, last):
        if cut > start:
            found += _named(base, witness, columns, start, cut)
            start = cut
    return found


def _cuts(base: Words, witness: Words, columns: Sequence[Column], first: int, last: int) -> list[int]:
    """Where a run of unequal columns falls into differences of their own."""
    cuts = {last}
    run = first
    for index in range(first, last):
        i, j = columns[index]
        if j < 0:
            continue
        left_out = index - run
        is_marked = j > 0 and bool(witness.flags[j] & (ELLIPSIS | PART))
        if left_out and (is_marked or left_out >= _CUT or _is_filler(base, witness, [c.base for c in columns[run:index]], j)):
            cuts |= {run, index}
        if i >= 0 and _is_firm(base, witness, i, j):
            cuts |= {index, index + 1}
        run = index + 1
    left_out = last - run
    if left_out and run > first:
        next_j = columns[last].witness if last < len(columns) else -1
        is_marked = next_j > 0 and bool(witness.flags[next_j] & (ELLIPSIS | PART))
        if is_marked or left_out >= _CUT or _is_filler(base, witness, [c.base for c in columns[run:last]], next_j):
            cuts.add(run)
    is_gloss = [c.witness >= 0 and bool(witness.flags[c.witness] & BRACKETED) for c in columns[first:last]]
    if any(is_gloss):
        begin = is_gloss.index(True)
        end = len(is_gloss) - is_gloss[::-1].index(True)
        while begin > 0 and columns[first + begin - 1].witness < 0:
            begin -= 1
        while end < len(is_gloss) and columns[first + end].witness < 0:
            end += 1
        cuts = {cut for cut in cuts if not first + begin < cut < first + end} | {first + begin, first + end}
    return sorted(cut for cut in cuts if cut == last or not _parts_a_contraction(base, columns[cut - 1].base, columns[cut].base))


def _parts_a_contraction(words: Words, left: int, right: int) -> bool:
    return left >= 0 and right == left + 1 and words.end[left] == words.start[right]


def _is_firm(base: Words, witness: Words, i: int, j: int) -> bool:
    """True when the two words answer each other so plainly that they are a difference by themselves."""
    left, right = base.norm[i], witness.norm[j]
    if left == right:
        return False
    if base.flags[i] & NUMBER and witness.flags[j] & NUMBER:
        return True
    return (
        stem(left) == stem(right)
        or (left in MODALS and right in MODALS)
        or (left in UNITS and right in UNITS and UNITS[left] != UNITS[right])
        or is_opposite(left, right)
    )  # fmt: skip


def _of_whole(base: Words, witness: Words, sides: Sides) -> RegionKind | None:
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
            or ({base.norm[i], witness.norm[j]} <= {"would", "had"} and (base.flags[i] | witness.flags[j]) & CONTRACTED)
            or ({base.norm[i], witness.norm[j]} <= {"is", "has"} and (base.flags[i] | witness.flags[j]) & CONTRACTED)
            for i, j in zip(sides.base, sides.witness, strict=True)
        )
    lefts, rights = [base.norm[i] for i in sides.base], [witness.norm[j] for j in sides.witness]
    for short, long in ((lefts, rights), (rights, lefts)):
        if len(short) == 1 and len(long) == 2 and short[0].endswith("'s") and long[0] == short[0][:-2] and long[1] in ("is", "has"):
            return True
    return False


def _transposed(base: Words, witness: Words, columns: Sequence[Column], found: list[Piece]) -> list[Piece]:
    """Words left out in one place and added in another are words moved; over a few words, the whole stretch is one difference."""
    names = [
        (tuple(base.norm[i] for i in sides.base), tuple(witness.norm[j] for j in sides.witness))
        for sides in (_sides(columns, piece.first, piece.last) for piece in found)
    ]
    moved: dict[int, int] = {}
    for one, (left, right) in enumerate(names):
        if right or found[one].kind in ("cut-marked", "join"):
            continue
        for two in range(max(0, one - _APART), min(len(names), one + _APART + 1)):
            other_left, other_right = names[two]
            apart = max(found[two].first - found[one].last, found[one].first - found[two].last)
            if (
                two in moved
                or two == one
                or other_left == other_right
                or len(other_left) > 2
                or apart > _APART
                or not _is_same_run(left, other_right)
            ):
                continue
            if any(norm not in FUNCTION for norm in other_left) or (all(norm in FUNCTION for norm in left) and apart > 4):
                continue
            moved[one], moved[two] = two, one
            break
    if not moved:
        return found
    out: list[Piece] = []
    for index, piece in enumerate(found):
        if index not in moved:
            out.append(piece)
        elif abs(index - moved[index]) == 1 and abs(piece.first - found[moved[index]].first) <= 12:
            if index < moved[index]:
                out.append(Piece(piece.first, found[moved[index]].last, "transposition"))
        else:
            out.append(piece._replace(kind="transposition", reason=None))
    return out


def _is_same_run(left: Sequence[str], right: Sequence[str]) -> bool:
    """True when two runs are the same words; longer ones may differ in a word of grammar or two."""
    if list(left) == list(right):
        return True
    if min(len(left), len(right)) < 3:
        return False
    shared = LCSseq.similarity(left, right)
    odd = (Counter(left) - Counter(right)) + (Counter(right) - Counter(left))
    return shared >= max(len(left), len(right)) - 2 and all(norm in FUNCTION - STRICT_NEGATIONS for norm in odd)


def _widened(
    base: Words, witness: Words, columns: Sequence[Column], found: list[Piece], wholes: tuple[Sequence[Span], Sequence[Span]]
) -> list[Piece]:
    """The pieces grown to the whole figure, name or date that they touch; pieces that then overlap become one, with the graver kind."""
    if not wholes[0] and not wholes[1]:
        return found
    base_ranges, witness_ranges = _word_ranges(base, wholes[0]), _word_ranges(witness, wholes[1])
    grown: list[Piece] = []
    for piece in found:
        first, last = piece.first, piece.last
        if piece.kind in ("critical", "lexical"):
            sides = _sides(columns, first, last)
            lows_highs = [base_ranges[i] for i in sides.base if i in base_ranges]
            for low, high in lows_highs:
                while first > 0 and low <= columns[first - 1].base < high:
                    first -= 1
                while last < len(columns) and low <= columns[last].base < high:
                    last += 1
            for low, high in [witness_ranges[j] for j in sides.witness if j in witness_ranges]:
                while first > 0 and low <= columns[first - 1].witness < high:
                    first -= 1
                while last < len(columns) and low <= columns[last].witness < high:
                    last += 1
        if grown and first < grown[-1].last:
            before = grown.pop()
            graver = max(before, piece, key=lambda p: WEIGHTS[p.kind])
            grown.append(Piece(min(first, before.first), max(last, before.last), graver.kind, graver.reason))
        else:
            grown.append(Piece(first, last, piece.kind, piece.reason))
    return grown


def _word_ranges(words: Words, spans: Sequence[Span]) -> dict[int, tuple[int, int]]:
    ranges: dict[int, tuple[int, int]] = {}
    for span in sorted(spans):
        low, high = bisect_right(words.end, span.start), bisect_left(words.start, span.end)
        for index in range(low, high):
            ranges.setdefault(index, (low, high))
    return ranges


# ---------------------------------------------------------------- what kind


def _named(base: Words, witness: Words, columns: Sequence[Column], first: int, last: int) -> list[Piece]:
    """The kind of one difference (none where there is nothing to tell)."""
    sides = _sides(columns, first, last)
    next_j = next((c.witness for c in columns[last:] if c.witness >= 0), -1)
    if sides.base and not sides.witness:
        kind, reason = _kind_of_drop(base, witness, columns, first, last, sides, next_j)
    elif sides.witness and not sides.base:
        kind, reason = _kind_of_addition(base, witness, columns, first, last, sides)
    else:
        kind, reason = _kind_of_change(base, witness, columns, first, last, sides)
    return [Piece(first, last, kind, reason)] if kind is not None else []


Kind = tuple[RegionKind | None, str | None]


def _kind_of_drop(base: Words, witness: Words, columns: Sequence[Column], first: int, last: int, sides: Sides, next_j: int) -> Kind:
    here, there = sides.base[0], sides.base[-1] + 1
    norms = [base.norm[i] for i in sides.base]
    if all(base.flags[i] & NOISE for i in sides.base):
        return None, None
    if next_j > 0 and witness.flags[next_j] & (ELLIPSIS | PART) and (last >= len(columns) or columns[last].witness == next_j):
        return "cut-marked", None
    if _is_filler(base, witness, sides.base, next_j):
        return "filler", None
    if _is_repetition(base, norms, here, there) or any(
        (_is_filler(base, witness, range(here, cut), next_j) and _is_repetition(base, base.norm[cut:there], here, there))
        or (_is_repetition(base, base.norm[here:cut], here, there) and _is_filler(base, witness, range(cut, there), next_j))
        for cut in range(here + 1, min(there, here + 12))
    ):
        return "repetition", None
    inner_starts = [i for i in range(here + 1, min(there + 1, len(base))) if base.is_sentence_start(i)]
    is_sentence = here > 0 and base.is_sentence_start(here) and base.is_sentence_start(there)
    if len(norms) <= _SHORT and len(inner_starts) <= 1 and not is_sentence:
        reason = _critical_drop(base, witness, columns, first, last, sides)
        if reason is not None:
            return "critical", reason
    if _is_join(base, here, there, inner_starts):
        return "join", None
    if is_sentence:
        return "cut-unmarked", None
    if all(norm in GRAMMATICAL for norm in norms) or (len(norms) == 1 and base.flags[here] & CONTRACTED):
        return ("grammar", None) if len(norms) < 6 else ("cut-unmarked", None)
    content = sum(norm not in FUNCTION for norm in norms)
    if (len(norms) >= _CUT and content >= 2) or len(norms) >= 2 * _CUT:
        return "cut-unmarked", None
    return "lexical", None


def _kind_of_addition(base: Words, witness: Words, columns: Sequence[Column], first: int, last: int, sides: Sides) -> Kind:
    if all(witness.flags[j] & NOISE for j in sides.witness):
        return None, None
    if any(witness.flags[j] & BRACKETED for j in sides.witness):
        return "bracket", None
    is_sentence = _is_sentence(witness, sides.witness)
    reason = None if is_sentence or len(sides.witness) > 2 * _SHORT else _critical(base, witness, columns, first, last, sides)
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


def _kind_of_change(base: Words, witness: Words, columns: Sequence[Column], first: int, last: int, sides: Sides) -> Kind:
    if any(witness.flags[j] & BRACKETED for j in sides.witness):
        return "bracket", None
    lefts, rights = [base.norm[i] for i in sides.base], [witness.norm[j] for j in sides.witness]
    if any(base.flags[i] & DOUBTFUL for i in sides.base):
        if any(base.flags[i] & NOISE for i in sides.base):
            return "insert", "not heard in the record"
        if len(lefts) == len(rights) == 1 and lefts[0][0] == rights[0][0]:
            return "typography", "spelling guessed in the record"
    whole = _of_whole(base, witness, sides)
    if whole is not None:
        return whole, None
    is_single = len(lefts) == len(rights) == 1
    if is_single and _is_same_name(base, witness, sides.base[0], sides.witness[0]):
        return "typography", None
    reason = _critical(base, witness, columns, first, last, sides)
    if reason is not None:
        return "critical", reason
    if len(lefts) == len(rights) and all(left == right or stem(left) == stem(right) for left, right in zip(lefts, rights, strict=True)):
        return "grammar", None
    if is_single and is_slip(lefts[0], rights[0]):
        return "typography", None
    if all(norm in GRAMMATICAL or norm in MODALS for norm in lefts + rights):
        return "grammar", None
    marked = [j for j in sides.witness if j > 0 and witness.flags[j] & (ELLIPSIS | PART)]
    if marked and len(lefts) > 2 * len(rights):
        return "cut-marked", None
    if _is_join(base, sides.base[0], sides.base[-1] + 1, [i for i in sides.base[1:] if base.is_sentence_start(i)]):
        return "join", None
    return "lexical", None


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


def _is_filler(base: Words, witness: Words, left_out: Sequence[int], next_j: int) -> bool:
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


def _critical_drop(base: Words, witness: Words, columns: Sequence[Column], first: int, last: int, sides: Sides) -> str | None:
    """Why leaving the words out may change the meaning, or None."""
    others = [i for i in sides.base if base.norm[i] not in FUNCTION and not _is_telling(base, i)]
    reason = _critical(base, witness, columns, first, last, sides) if len(others) <= 1 else None
    if reason is not None:
        return reason
    here, there = sides.base[0], sides.base[-1] + 1
    if len(sides.base) == 1 and here > 0 and _is_modifier(base, here):
        return "adjective"
    if len(sides.base) <= 2 and there < len(base) and base.norm[there] not in FUNCTION and not base.flags[there] & (STOP | CLAUSE):
        norms = [base.norm[i] for i in sides.base]
        if is_adjective(norms[-1]) and all(is_adjective(norm) or norm in FUNCTION or norm.endswith("ly") for norm in norms):
            return "adjective"
    return None


def _is_telling(base: Words, index: int) -> bool:
    """True for the words that make a difference critical by themselves."""
    norm = base.norm[index]
    return (
        bool(base.flags[index] & NUMBER)
        or norm in STRICT_NEGATIONS
        or norm in QUANTIFIERS
        or norm in DATES
        or norm in UNITS
        or bool(hedges_in((norm,)))
        or (norm in _HEDGE_VERBS and index > 0 and bool(hedges_in((base.norm[index - 1], norm))))
    )


def _is_modifier(base: Words, index: int) -> bool:
    """True when the word stands between a determiner and a word of content, where it tells which or what kind."""
    norm, after = base.norm[index], index + 1
    if after >= len(base) or base.flags[after] & (STOP | CLAUSE) or base.flags[index] & (STOP | CLAUSE | NUMBER):
        return False
    if norm in FUNCTION or norm in LIGHT_ADJECTIVES or norm in TITLES or norm.endswith("ly") or len(norm) < 4:
        return False
    return base.norm[index - 1] in _DETERMINERS and base.norm[after] not in FUNCTION and base.norm[after] not in TITLES


def _critical(base: Words, witness: Words, columns: Sequence[Column], first: int, last: int, sides: Sides) -> str | None:
    """Why the difference may change the meaning, or None: rules in a fixed order."""
    lefts, rights = tuple(base.norm[i] for i in sides.base), tuple(witness.norm[j] for j in sides.witness)
    if (
        lefts == ("no",)
        and not rights
        and base.is_sentence_start(sides.base[0])
        and sides.base[0] + 1 < len(base)
        and base.flags[sides.base[0] + 1] & CLAUSE
    ):
        return None
    if _other_negation(lefts, rights):
        return "negation"
    if reason := _other_number(base, witness, sides):
        return reason
    if _other_modal(base, witness, sides):
        return "modal"
    left_dates, right_dates = _dates(base, sides.base), _dates(witness, sides.witness)
    if left_dates != right_dates and (right_dates or left_dates - _PLAIN_DATES):
        return "date"
    left_units, right_units = {UNITS[n] for n in lefts if n in UNITS}, {UNITS[n] for n in rights if n in UNITS}
    if left_units and right_units and left_units != right_units:
        return "unit"
    if _other_quantifier(lefts, rights):
        return "quantifier"
    if _other_hedge(base, witness, columns, first, last):
        return "hedge"
    if len(lefts) * len(rights) <= 24 and any(is_opposite(left, right) for left in lefts for right in rights):
        return "polarity"
    if _other_name(base, witness, sides):
        return "name"
    return None


def _other_negation(lefts: Sequence[str], rights: Sequence[str]) -> bool:
    left, right = (sum(norm in STRICT_NEGATIONS for norm in norms) for norms in (lefts, rights))
    return left % 2 != right % 2 or (left == 0) != (right == 0)


def _other_number(base: Words, witness: Words, sides: Sides) -> str | None:
    left = {base.norm[i]: i for i in sides.base if base.flags[i] & NUMBER}
    right = {witness.norm[j]: j for j in sides.witness if witness.flags[j] & NUMBER}
    if left.keys() == right.keys():
        return None
    gone, come = set(left) - set(right), set(right) - set(left)
    if (gone | come) <= {"#1"}:
        return None
    for names, words in ((left, base), (right, witness)):
        for norm in sorted(gone | come):
            if norm in names:
                index = names[norm]
                if (index > 0 and words.norm[index - 1] in MONTHS) or (
                    norm[1:].isdigit() and len(norm) == 5 and norm[1:3] in ("19", "20") and words.form[index].isdigit()
                ):
                    return "date"
    return "number"


def _other_modal(base: Words, witness: Words, sides: Sides) -> bool:
    left = Counter(MODALS[base.norm[i]] for i in sides.base if base.norm[i] in MODALS and not _is_bare_had(base, i, sides.witness))
    right = Counter(
        MODALS[witness.norm[j]] for j in sides.witness if witness.norm[j] in MODALS and not _is_bare_had(witness, j, sides.base)
    )
    if left == right:
        return False
    lefts, rights = {base.norm[i] for i in sides.base}, {witness.norm[j] for j in sides.witness}
    for modals, others in ((left, rights), (right, lefts)):
        if set(modals) == {"will"} and not (left if modals is right else right) and others & {"going", "shall"}:
            return False
    return True


def _is_bare_had(words: Words, index: int, others: Sequence[int]) -> bool:
    """True for a ’d that answers to no word: it may be "had" as well as "would"."""
    return words.norm[index] == "would" and bool(words.flags[index] & CONTRACTED) and len(others) <= 1


def _dates(words: Words, places: Sequence[int]) -> set[str]:
    found = {k: words.norm[k] for k in places if words.norm[k] in DATES}
    return {norm for k, norm in found.items() if norm != "march" or words.flags[k] & CAPITAL}


def _other_quantifier(lefts: Sequence[str], rights: Sequence[str]) -> bool:
    left, right = {QUANTIFIERS[n] for n in lefts if n in QUANTIFIERS}, {QUANTIFIERS[n] for n in rights if n in QUANTIFIERS}
    if left == right:
        return False
    if lefts and rights:
        strong = (left ^ right) - {"any", "either", "more"}
        return bool(strong) and (bool(left and right) or any(n in _DROPPED_QUANTIFIERS for n in (*lefts, *rights)))
    return any(n in _DROPPED_QUANTIFIERS for n in (*lefts, *rights))


def _other_hedge(base: Words, witness: Words, columns: Sequence[Column], first: int, last: int) -> bool:
    """True when one side says it with a hedge that the other does not have; a phrase may reach two words beyond the difference."""
    low, high = max(0, first - 2), min(len(columns), last + 2)
    around = columns[low:high]
    left = hedges_in([norm for i, _ in around if i >= 0 and (norm := base.norm[i]) not in _INTENSIFIERS])
    right = hedges_in([norm for _, j in around if j >= 0 and (norm := witness.norm[j]) not in _INTENSIFIERS])
    if bool(left - right) != bool(right - left):
        return True
    lefts, rights = _sides(columns, first, last)
    return _approximates(base, lefts, witness, rights) or _approximates(witness, rights, base, lefts)


def _approximates(words: Words, places: Sequence[int], others: Words, other_places: Sequence[int]) -> bool:
    """True when one side has a word that loosens a number ("about 20", "more than 20") and the other has not."""
    for place in places:
        if words.norm[place] not in APPROXIMATORS or place + 1 >= len(words):
            continue
        after = place + 2 if words.norm[place + 1] in ("than", "to", "of") else place + 1
        if after < len(words) and words.flags[after] & NUMBER and words.norm[place] not in {others.norm[k] for k in other_places}:
            return True
    return False


def _is_name(words: Words, index: int) -> bool:
    norm = words.norm[index]
    return (
        bool(words.flags[index] & CAPITAL)
        and not words.is_sentence_start(index)
        and norm not in FUNCTION
        and norm not in TITLES
        and norm[0] != "#"
    )


def _other_name(base: Words, witness: Words, sides: Sides) -> bool:
    left = {base.norm[i].removesuffix("'s") for i in sides.base if _is_name(base, i)}
    right = {witness.norm[j].removesuffix("'s") for j in sides.witness if _is_name(witness, j)}
    if not left or not right or left <= right or right <= left:
        return False
    return not any(_skeleton(one) == _skeleton(two) or stem(one) == stem(two) for one in left for two in right)


def _is_same_name(base: Words, witness: Words, i: int, j: int) -> bool:
    """True when two capitalised words are spellings of one name (Zelensky, Zelenskyy)."""
    return _is_name(base, i) and _is_name(witness, j) and _skeleton(base.norm[i]) == _skeleton(witness.norm[j])


@lru_cache(maxsize=10_000)
def _skeleton(name: str) -> str:
    """A name without what spellings vary in: doubled letters, y for i, ph for f, a final h or e."""
    name = (
        name.removesuffix("'s")
        .replace("ph", "f")
        .replace("kh", "h")
        .replace("ij", "i")
        .replace("y", "i")
        .replace("ou", "u")
        .replace("w", "v")
    )
    out = [letter for k, letter in enumerate(name) if k == 0 or letter != name[k - 1]]
    return "".join(out).rstrip("eh")


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
