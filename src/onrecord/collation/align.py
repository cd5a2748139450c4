"""Line up a printed version with a base text, word by word.

Three steps. Runs of equal words that both texts share are *anchors*; the chain of anchors that is best, gaps counted, says where the
version lies (so that a fragment finds its place in a long text, and two passages printed as one are both found). Long stretches
between anchors are cut again at the equal runs that `rapidfuzz` finds. What is left is small, and an affine alignment (Gotoh 1982) with
costs for kinds of words settles it: an inflection is nearer than another word, a word of grammar is cheaper to leave out than a
name. Costs are integers, and ties fall the same way each time.
"""

from __future__ import annotations

import itertools
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from functools import lru_cache, partial
from typing import Final, NamedTuple

from rapidfuzz.distance import Indel

from onrecord.collation.lexicon import FUNCTION, MODALS, PRONOUNS, TITLES, UNITS, stem
from onrecord.collation.opposites import is_antonym
from onrecord.collation.tokens import BRACKETED, CONTRACTED, DOUBTFUL, ELLIPSIS, PART, Words

SEED: Final = 3  # words of an anchor
_LARGEST: Final = 4_000  # cells of one exact alignment; larger stretches are cut or narrowed first
_MOST_CELLS: Final = 40_000_000  # of one edit script: `rapidfuzz` keeps a bit for each
_MARGIN: Final = 6
_MOST_BLOCKS: Final = 400  # of one chain
_MOST_PARTS: Final = 60  # ellipses in one witness that anchors are cut at
_MOST_HITS: Final = 32  # places of one anchor that are looked at
FAR_APART: Final = 330  # see `chain`: in a long record a few words in a row occur by chance
NEAR_BY: Final = 180  # in one passage they do not
_SHORT_BASE: Final = 500  # words
_NONE: Final = -1
_FAR: Final = 1 << 28


class Column(NamedTuple):
    """One place of a comparison: the word of the base and the word of the witness that stand there; -1 where one has none."""

    base: int
    witness: int


class Alignment(NamedTuple):
    """The columns, from the first to the last word of the base that the witness covers."""

    columns: tuple[Column, ...]

    def covers(self) -> tuple[int, int] | None:
        """The words ``[first, last)`` of the base that are covered, or None when none is."""
        first = next((i for i, _ in self.columns if i >= 0), None)
        return None if first is None else (first, next(i for i, _ in reversed(self.columns) if i >= 0) + 1)


class Sides(NamedTuple):
    """The words of one difference: positions in the base and in the witness."""

    base: tuple[int, ...]
    witness: tuple[int, ...]


class Block(NamedTuple):
    """A run of `size` equal words: from `base` in the base, from `witness` in the witness."""

    base: int
    witness: int
    size: int
    weight: int


def sides_of(columns: Sequence[Column], first: int, last: int) -> Sides:
    """The words of both texts in the columns ``[first, last)``."""
    stretch = columns[first:last]
    return Sides(tuple([i for i, _ in stretch if i >= 0]), tuple([j for _, j in stretch if j >= 0]))


@lru_cache(maxsize=200_000)
def weigh(norm: str) -> int:
    """How much a word counts, in hundredths: a word of grammar 35, a number 120, any other 100.

    >>> weigh("the"), weigh("harbour"), weigh("#5")
    (35, 100, 120)
    """
    if norm in FUNCTION:
        return 35
    return 120 if norm[0] == "#" else 100


def align(base: Words, witness: Words, *, around: tuple[int, int] | None = None) -> Alignment:
    """The comparison of a witness with the stretch of the base that it copies; ends of the base that it does not hold are left out.

    `around` narrows the search to the words ``[first, last)`` of the base.

    >>> from onrecord.collation.tokens import tokenize
    >>> base, version = tokenize("We said that we will rebuild the old harbour wall."), tokenize("rebuild the harbour")
    >>> [(base.norm[c.base], version.norm[c.witness] if c.witness >= 0 else "") for c in align(base, version).columns]
    [('rebuild', 'rebuild'), ('the', 'the'), ('old', ''), ('harbor', 'harbor')]
    """
    low, high = around if around is not None else (0, len(base))
    size = len(witness)
    if not size or low >= high:
        return Alignment(tuple(Column(_NONE, j) for j in range(size)))
    line, other = base.line()[low:high], base.encode(witness.norm)
    place = line.find(other)
    if place >= 0:
        return Alignment(_whole(base, tuple(_run(low + place, 0, size))))
    parts = [j for j in range(1, size) if witness.flags[j] & (ELLIPSIS | PART)]
    if len(line) <= 2 * size and not parts and size * len(line) <= _MOST_CELLS:
        blocks = _blocks_of_opcodes(line, other, witness, 0, 0)
    else:
        blocks = chain(_seeds(line, other, witness), parts, NEAR_BY if len(line) <= _SHORT_BASE else FAR_APART)
        if not blocks and size * len(line) > _LARGEST:
            blocks = chain(_seeds(line, other, witness, least=1), parts)[:1] or []
    columns = _fill(base, witness, [block._replace(base=block.base + low) for block in blocks], (low, high), frozenset(parts))
    return Alignment(_whole(base, _slid(base, witness, _with_moved(base, witness, _trim(columns)))))


def _seeds(line: str, other: str, witness: Words, least: int = SEED) -> list[Block]:
    """The longest runs of equal words, at least `least` long, one for each place in the base."""
    found: list[Block] = []
    reached: dict[int, int] = {}  # diagonal -> first word of the base after the last run
    weights = list(itertools.accumulate(map(weigh, witness.norm), initial=0))
    for j in range(len(other) - least + 1):
        key = other[j : j + least]
        if least == 1 and witness.norm[j] in FUNCTION:
            continue
        i, hits = line.find(key), 0
        while i >= 0 and hits < _MOST_HITS:
            if reached.get(i - j, -1) <= i:
                run = least + _shared_start(line, other, i + least, j + least)
                found.append(Block(i, j, run, weights[j + run] - weights[j]))
                reached[i - j] = i + run
            hits += 1
            i = line.find(key, i + 1)
    return sorted(found)


def _shared_start(line: str, other: str, i: int, j: int) -> int:
    """How many characters of the two texts are equal from the two places on."""
    size, step = 0, 16
    while step:
        if line[i + size : i + size + step] == other[j + size : j + size + step]:
            size += step
            if i + size >= len(line) or j + size >= len(other):
                return min(size, len(line) - i, len(other) - j)
            step *= 2
        else:
            step //= 2
    return size


def chain(blocks: Sequence[Block], parts: Sequence[int] = (), farthest: int = FAR_APART) -> list[Block]:
    """The best chain of blocks, in order in both texts: most weight, gaps counted; a gap at one of the `parts` of the witness is cheap.

    No gap costs more than `farthest`: what two runs must weigh to be taken for two places printed as one. Blocks that overlap are cut.
    At most the 400 heaviest blocks are looked at.
    """
    blocks = _heaviest(blocks)
    if len(parts) <= _MOST_PARTS:
        blocks = _heaviest([piece for block in blocks for piece in _split_at(block, parts)])
    order = sorted(blocks, key=lambda b: (b.witness, b.base))
    best: list[tuple[int, int]] = []  # (score, the block before it)
    for index, block in enumerate(order):
        score, before = block.weight, _NONE
        for earlier in range(index):
            last = order[earlier]
            over = max(0, last.base + last.size - block.base, last.witness + last.size - block.witness)
            if over >= block.size or last.base >= block.base or last.witness >= block.witness:
                continue
            gap = max(0, block.base - last.base - last.size)
            is_marked = bisect_left(parts, last.witness + last.size) < bisect_right(parts, block.witness)
            cost = min(_gap_cost(gap, is_marked), farthest) + over * (block.weight // block.size)
            if best[earlier][0] + block.weight - cost > score:
                score, before = best[earlier][0] + block.weight - cost, earlier
        best.append((score, before))
    if not best:
        return []
    here = max(range(len(best)), key=lambda k: (best[k][0], -k))
    path: list[Block] = []
    while here != _NONE:
        path.append(order[here])
        here = best[here][1]
    cut: list[Block] = []
    for block in reversed(path):
        if cut:
            last = cut[-1]
            over = max(0, last.base + last.size - block.base, last.witness + last.size - block.witness)
            if over:
                block = Block(block.base + over, block.witness + over, block.size - over, block.weight)
        if block.size > 0:
            cut.append(block)
    return cut


def _heaviest(blocks: Sequence[Block]) -> list[Block]:
    return sorted(sorted(blocks, key=lambda b: (-b.weight, b))[:_MOST_BLOCKS])


def _split_at(block: Block, parts: Sequence[int]) -> list[Block]:
    """The block cut at the parts of the witness: what stands on both sides of a mark may come from two places."""
    inside = parts[bisect_right(parts, block.witness) : bisect_left(parts, block.witness + block.size)]
    edges = [block.witness, *inside, block.witness + block.size]
    return [
        Block(block.base + left - block.witness, left, right - left, block.weight * (right - left) // block.size)
        for left, right in itertools.pairwise(edges)
    ]


def _gap_cost(gap: int, is_marked: bool) -> int:
    if gap == 0:
        return 0
    return min(20 + gap, 120) if is_marked else 40 + 6 * gap


def _blocks_of_opcodes(line: str, other: str, witness: Words, i0: int, j0: int) -> list[Block]:
    """The equal runs of the best edit script, single words of grammar between two differences aside: they are no anchors."""
    blocks = []
    for code in Indel.opcodes(line, other):
        if code.tag == "equal":
            size = code.src_end - code.src_start
            norms = witness.norm[j0 + code.dest_start : j0 + code.dest_end]
            weight = sum(map(weigh, norms))
            if size >= SEED or weight >= 170:
                blocks.append(Block(i0 + code.src_start, j0 + code.dest_start, size, weight))
    return blocks


def _fill(base: Words, witness: Words, blocks: Sequence[Block], bounds: tuple[int, int], parts: frozenset[int]) -> list[Column]:
    """The columns of the whole witness: the blocks, and what lies between and around them."""
    low, high = bounds
    size = len(witness)
    columns: list[Column] = []
    if not blocks:
        return _between(base, witness, (low, high), (0, size), parts | {0, size})
    first, last = blocks[0], blocks[-1]
    reach = 2 * first.witness + _MARGIN if first.witness else 0
    columns += _between(base, witness, (max(low, first.base - reach), first.base), (0, first.witness), parts | {0})
    for index, block in enumerate(blocks):
        columns += _run(block.base, block.witness, block.size)
        if block is not last:
            after = blocks[index + 1]
            columns += _between(base, witness, (block.base + block.size, after.base), (block.witness + block.size, after.witness), parts)
    left = size - last.witness - last.size
    reach = 2 * left + _MARGIN if left else 0
    end = last.base + last.size
    columns += _between(base, witness, (end, min(high, end + reach)), (last.witness + last.size, size), parts | {size})
    return columns


_column: Final = partial(tuple.__new__, Column)  # as Column(...), without a call of Python for each


def _run(base: int, witness: int, size: int) -> list[Column]:
    return list(map(_column, zip(range(base, base + size), range(witness, witness + size), strict=True)))


def _between(base: Words, witness: Words, rows: tuple[int, int], cols: tuple[int, int], free: frozenset[int]) -> list[Column]:
    """The columns of one stretch between anchors; words of the base are free to leave out at the places in `free`."""
    (i0, i1), (j0, j1) = rows, cols
    if i0 == i1:
        return [Column(_NONE, j) for j in range(j0, j1)]
    if j0 == j1:
        return [Column(i, _NONE) for i in range(i0, i1)]
    if (i1 - i0) * (j1 - j0) > _LARGEST:
        line, other = base.line()[i0:i1], base.encode(witness.norm[j0:j1])
        blocks = _blocks_of_opcodes(line, other, witness, i0, j0) if len(line) * len(other) <= _MOST_CELLS else []
        if blocks and blocks[0].size < j1 - j0:
            inner = free - {j0, j1}
            columns: list[Column] = []
            at_i, at_j = i0, j0
            for block in blocks:
                columns += _between(base, witness, (at_i, block.base), (at_j, block.witness), (free & {j0}) | inner)
                columns += _run(block.base, block.witness, block.size)
                at_i, at_j = block.base + block.size, block.witness + block.size
            return columns + _between(base, witness, (at_i, i1), (at_j, j1), (free & {j1}) | inner)
        keep = max(_LARGEST // (2 * (j1 - j0)), 1)  # nothing to hold on to: the near ends of the base alone are compared
        if i1 - i0 > 2 * keep:
            middle = (i0 + keep, i1 - keep)
            half = _split(witness, j0, j1, free)
            left = _between(base, witness, (i0, middle[0]), (j0, half), free | {half})
            right = _between(base, witness, (middle[1], i1), (half, j1), free | {half})
            return left + [Column(i, _NONE) for i in range(*middle)] + right
        return [Column(i, _NONE) for i in range(i0, i1)] + [Column(_NONE, j) for j in range(j0, j1)]
    return _exact(base, witness, rows, cols, free)


def _split(witness: Words, j0: int, j1: int, free: frozenset[int]) -> int:
    marked = [j for j in free if j0 < j < j1]
    return min(marked) if marked else (j0 if j1 in free else j1)


def _exact(base: Words, witness: Words, rows: tuple[int, int], cols: tuple[int, int], free: frozenset[int]) -> list[Column]:
    """The cheapest columns of a small stretch, by affine gaps with three tables."""
    (i0, i1), (j0, j1) = rows, cols
    height, width = i1 - i0, j1 - j0
    lefts, rights = base.norm[i0:i1], witness.norm[j0:j1]
    left_flags, right_flags = base.flags[i0:i1], witness.flags[j0:j1]
    drop = [0 if flag & DOUBTFUL else _drop_cost(norm) for norm, flag in zip(lefts, left_flags, strict=True)]
    add = [15 if flag & BRACKETED else 45 + _drop_cost(norm) for norm, flag in zip(rights, right_flags, strict=True)]
    is_free = [j in free for j in range(j0, j1 + 1)]
    # Tables by row: m ends in a pair, d in a word left out, a in a word added; a trace keeps, for each, the table before it.
    m = [_FAR] * (width + 1)
    d = [_FAR] * (width + 1)
    a = [_FAR] * (width + 1)
    m[0] = 0
    traces = []
    row_trace = bytearray(width + 1)
    for j in range(1, width + 1):
        opened = m[j - 1] + 60
        if opened < a[j - 1]:
            a[j] = opened + add[j - 1]
        else:
            a[j], row_trace[j] = a[j - 1] + add[j - 1], 32
    traces.append(row_trace)
    is_start_free, is_end_free = j0 in free, j1 in free
    for i in range(height):
        above, left = (m, d, a), lefts[i]
        m, d, a = [_FAR] * (width + 1), [_FAR] * (width + 1), [_FAR] * (width + 1)
        row_trace = bytearray(width + 1)
        is_soft, cost_of_drop = left_flags[i] & DOUBTFUL, drop[i]
        old_m, old_d, old_a = above
        for j in range(width + 1):
            if is_free[j]:
                opening = 0 if (j == 0 and is_start_free) or (j == width and is_end_free) else 2
                step = 0
            else:
                opening, step = 60, cost_of_drop
            best, trace = old_d[j], 4
            if old_m[j] + opening < best:
                best, trace = old_m[j] + opening, 0
            if old_a[j] + opening < best:
                best, trace = old_a[j] + opening, 8
            d[j] = best + step
            if j:
                k = j - 1
                best, came = old_m[k], 0
                if old_d[k] < best:
                    best, came = old_d[k], 1
                if old_a[k] < best:
                    best, came = old_a[k], 2
                right = rights[k]
                if left != right:
                    best += 40 if is_soft or right_flags[k] & BRACKETED else _pair_cost(left, right)
                    is_end = (k == 0 and is_start_free) or (j == width and is_end_free)
                    if is_end and (left in FUNCTION or right in FUNCTION):
                        best += 30  # where the base may begin anywhere, it does not begin with another word
                m[j] = best
                best, added = a[k], 32
                if m[k] + 60 < best:
                    best, added = m[k] + 60, 0
                if d[k] + 60 < best:
                    best, added = d[k] + 60, 16
                a[j] = best + add[k]
                trace |= came | added
            row_trace[j] = trace
        traces.append(row_trace)
    i, j = height, width
    state = min((m[j], 0), (d[j], 1), (a[j], 2))[1]
    columns: list[Column] = []
    while i or j:
        step_back = (traces[i][j] >> (2 * state)) & 3
        if state == 0:
            i, j = i - 1, j - 1
            columns.append(Column(i0 + i, j0 + j))
        elif state == 1:
            i -= 1
            columns.append(Column(i0 + i, _NONE))
        else:
            j -= 1
            columns.append(Column(_NONE, j0 + j))
        state = step_back
        if i == 0 and j > 0:
            state = 2
        elif j == 0 and i > 0:
            state = 1
    columns.reverse()
    return columns


@lru_cache(maxsize=100_000)
def _drop_cost(norm: str) -> int:
    return 10 if norm in FUNCTION else 25 if norm[0] != "#" else 50


@lru_cache(maxsize=200_000)
def _pair_cost(left: str, right: str) -> int:
    """What it costs to take one word for the other."""
    if left[0] == "#" and right[0] == "#":
        return 50
    is_function = left in FUNCTION, right in FUNCTION
    if stem(left) == stem(right):
        return 30
    if (left in MODALS and right in MODALS) or (left in PRONOUNS and right in PRONOUNS) or (left in UNITS and right in UNITS):
        return 50
    if is_antonym(left, right) or (left in TITLES and right in TITLES):
        return 55
    if len(left) > 3 and len(right) > 3 and not any(is_function) and Indel.normalized_similarity(left, right) >= 0.7:
        return 60
    if left[0] == "#" or right[0] == "#":
        return 170
    if all(is_function):
        return 75
    return 110 if not any(is_function) else 160


def _with_moved(base: Words, witness: Words, columns: tuple[Column, ...]) -> tuple[Column, ...]:
    """The columns grown by words of the base that the witness prints at its other end: "If so, we go" for "We go, if so"."""
    size = len(witness)
    begin = next((index for index, (i, _) in enumerate(columns) if i != _NONE), None)
    if begin is None:
        return columns
    end = len(columns)
    while columns[end - 1].base == _NONE:
        end -= 1
    tail, head = columns[end:], columns[:begin]
    first, last = columns[begin].base, columns[end - 1].base + 1
    for count in (2, 1):
        before = base.norm[first - count : first] if first >= count else []
        runs = [columns[k : k + count] for k in range(begin, min(begin + 4, len(columns) - count + 1))]
        if before and any([c.base for c in run] == [_NONE] * count and [witness.norm[c.witness] for c in run] == before for run in runs):
            return (*(Column(i, _NONE) for i in range(first - count, first)), *columns)
    if len(tail) >= 2 and first >= len(tail):
        moved = witness.norm[size - len(tail) :]
        for start in range(first - len(tail), max(-1, first - len(tail) - 4), -1):
            if base.norm[start : start + len(tail)] == moved:
                return (*(Column(i, _NONE) for i in range(start, first)), *columns)
    if len(head) >= 2:
        moved = witness.norm[: len(head)]
        for start in range(last, min(len(base) - len(head), last + 3) + 1):
            if base.norm[start : start + len(head)] == moved:
                return (*columns, *(Column(i, _NONE) for i in range(last, start + len(head))))
    return columns


def _slid(base: Words, witness: Words, columns: tuple[Column, ...]) -> tuple[Column, ...]:
    """The columns with each run of words left out moved, where it can be, to the mark of a cut or to where a sentence begins.

    Of "We won. We won." either half may be the one left out; costs cannot tell, readers can.
    """
    out = list(columns)
    here = 0
    while True:
        here = next((index for index in range(here, len(out)) if out[index][1] == _NONE), len(out))
        if here == len(out):
            break
        there = here
        while there < len(out) and out[there].witness == _NONE:
            there += 1
        best, shift = _standing(base, witness, out, here, there), 0
        for direction in (-1, 1):
            step = direction
            while abs(step) <= 12:
                edge = here + step if direction < 0 else there + step - 1
                opposite = there + step if direction < 0 else here + step - 1
                if not 0 <= edge < len(out) or out[edge].base == _NONE or out[edge].witness == _NONE:
                    break
                if (
                    base.norm[out[edge].base] != base.norm[out[opposite].base]
                    or base.norm[out[edge].base] != witness.norm[out[edge].witness]
                ):
                    break
                moved = _moved(out, here, there, step)
                score = _standing(base, witness, moved, here + step, there + step)
                if score > best:
                    best, shift = score, step
                step += direction
        if shift:
            out = _moved(out, here, there, shift)
        here = there + max(shift, 0)
    return tuple(out)


def _moved(columns: Sequence[Column], here: int, there: int, step: int) -> list[Column]:
    """The columns with the run ``[here, there)`` of words left out moved by so many places."""
    low, high = (here + step, there) if step < 0 else (here, there + step)
    stretch = columns[low:high]
    bases = [column.base for column in stretch]
    witnesses = [column.witness for column in stretch if column.witness != _NONE]
    size = there - here
    lines = [_NONE] * size + witnesses if step < 0 else witnesses + [_NONE] * size
    return [*columns[:low], *(Column(i, j) for i, j in zip(bases, lines, strict=True)), *columns[high:]]


def _standing(base: Words, witness: Words, columns: Sequence[Column], here: int, there: int) -> int:
    """How natural it is for the run ``[here, there)`` to be what was left out."""
    after = columns[there].witness if there < len(columns) else _NONE
    is_marked = after > 0 and bool(witness.flags[after] & (ELLIPSIS | PART))
    return 2 * is_marked + base.is_sentence_start(columns[here].base)


def _whole(base: Words, columns: tuple[Column, ...]) -> tuple[Column, ...]:
    """The columns with both halves of a contraction at their ends: who prints "we do" of "we don’t" leaves out the half that counts."""
    first = next((i for i, _ in columns if i != _NONE), None)
    if first is None:
        return columns
    last = next(i for i, _ in reversed(columns) if i != _NONE)
    if first > 0 and base.flags[first] & CONTRACTED and base.end[first - 1] == base.start[first]:
        columns = (Column(first - 1, _NONE), *columns)
    if last + 1 < len(base) and base.flags[last] & CONTRACTED and base.end[last] == base.start[last + 1]:
        columns = (*columns, Column(last + 1, _NONE))
    return columns


def _trim(columns: list[Column]) -> tuple[Column, ...]:
    """The columns without the words of the base before the first and after the last word of the witness."""
    first, last = 0, len(columns)
    while first < last and columns[first].witness == _NONE:
        first += 1
    while last > first and columns[last - 1].witness == _NONE:
        last -= 1
    return tuple(columns[first:last])
