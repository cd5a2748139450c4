"""Where a printed version differs from its base: the differing runs of columns, cut, moved and widened into regions."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Sequence
from typing import Final

from rapidfuzz.distance import LCSseq

from onrecord.collation.align import Alignment, Column, Sides, sides_of
from onrecord.collation.kinds import CUT, WEIGHTS, Piece, is_filler, kind_of_whole, name_piece
from onrecord.collation.lexicon import (
    FUNCTION,
    MODALS,
    STRICT_NEGATIONS,
    UNITS,
    stem,
)
from onrecord.collation.opposites import is_opposite
from onrecord.collation.tokens import BRACKETED, CONTRACTED, ELLIPSIS, NUMBER, PART, Words
from onrecord.records import Region, RegionKind, Span

_APART: Final = 40  # words between the two places of words that are moved


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
    found = _moved_in(base, witness, alignment, found)
    found = _widened(base, witness, columns, found, wholes)
    regions = []
    base_line, witness_line = zip(*columns, strict=True)
    for piece in found:
        kind, reason = piece.kind, piece.reason
        if is_translated and kind == "critical":
            kind, reason = "lexical", None
        sides = sides_of(columns, piece.first, piece.last)
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
    sides = sides_of(columns, first, last)
    whole = kind_of_whole(base, witness, sides)
    if whole is not None:
        return [Piece(first, last, whole)]
    cuts = _cuts(base, witness, columns, first, last)
    if cuts == [last]:
        return name_piece(base, witness, columns, first, last, sides)
    found: list[Piece] = []
    start = first
    for cut in cuts:
        if cut > start:
            found += name_piece(base, witness, columns, start, cut)
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
        if left_out and (is_marked or left_out >= CUT or is_filler(base, witness, [c.base for c in columns[run:index]], j)):
            cuts |= {run, index}
        if i >= 0 and _is_firm(base, witness, i, j):
            cuts |= {index, index + 1}
        run = index + 1
    left_out = last - run
    if left_out and run > first:
        next_j = columns[last].witness if last < len(columns) else -1
        is_marked = next_j > 0 and bool(witness.flags[next_j] & (ELLIPSIS | PART))
        if is_marked or left_out >= CUT or is_filler(base, witness, [c.base for c in columns[run:last]], next_j):
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


def _transposed(base: Words, witness: Words, columns: Sequence[Column], found: list[Piece]) -> list[Piece]:
    """Words left out in one place and added in another are words moved; over a few words, the whole stretch is one difference."""
    sides = [sides_of(columns, piece.first, piece.last) for piece in found]
    added = {witness.norm[j] for each in sides for j in each.witness}
    if all(each.witness or added.isdisjoint([base.norm[i] for i in each.base]) for each in sides):
        return found
    names = [(tuple(base.norm[i] for i in each.base), tuple(witness.norm[j] for j in each.witness)) for each in sides]
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


def _moved_in(base: Words, witness: Words, alignment: Alignment, found: list[Piece]) -> list[Piece]:
    """Words added that the base has just outside what the witness covers are moved: the last clause of a sentence printed first."""
    covered = alignment.covers()
    if covered is None:
        return found
    first, last = covered
    outside = (base.norm[max(0, first - _APART) : first], base.norm[last : last + _APART])
    out = []
    for piece in found:
        stretch = alignment.columns[piece.first : piece.last]
        run = [witness.norm[column.witness] for column in stretch] if all(column.base < 0 for column in stretch) else []
        is_moved = len(run) >= 3 and any(_holds(words, run) or _holds(words, run[1:]) for words in outside)
        out.append(piece._replace(kind="transposition", reason=None) if is_moved else piece)
    return out


def _holds(words: Sequence[str], run: Sequence[str]) -> bool:
    """True when the run stands in the words, one word after the other."""
    return len(run) >= 3 and any(words[place : place + len(run)] == run for place in range(len(words) - len(run) + 1))


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
            sides = sides_of(columns, first, last)
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
