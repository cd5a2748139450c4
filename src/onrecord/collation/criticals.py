"""When a difference may change the meaning, and why: rules in a fixed order over the words that differ. The lists stand in `lexicon`."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from functools import lru_cache
from typing import Final

from onrecord.collation.align import Column, Sides
from onrecord.collation.contraries import turned
from onrecord.collation.hedging import is_viewpoint, other_hedge
from onrecord.collation.lexicon import (
    DATES,
    DETERMINERS,
    FUNCTION,
    MODALS,
    QUANTIFIERS,
    STRICT_NEGATIONS,
    TITLES,
    UNITS,
    is_adjective,
    is_light_adjective,
    is_plain_adjective,
    stem,
)
from onrecord.collation.numerals import MONTHS
from onrecord.collation.opposites import is_alike, is_opposite, shuts_out
from onrecord.collation.stance import LIGHT_ADVERBS, SENSE_ADVERBS, hedges_in
from onrecord.collation.tokens import CAPITAL, CLAUSE, CONTRACTED, NUMBER, STOP, Words

_DROPPED_QUANTIFIERS: Final = frozenset(
    {"all", "every", "each", "most", "many", "some", "several", "few", "only", "both", "half", "majority", "a few",
     "at least", "at most",
     "everyone", "everybody", "entire", "solely", "exclusively", "rarely", "seldom", "always", "often"}
)  # fmt: skip


_PHRASE: Final = 4  # words of a turning phrase that is left out: "a long way from"
_BEFORE_NOUNS: Final = frozenset("of in for with by on from against about at into between other another such".split())
_BESIDE: Final = frozenset("and or but a an very so more most less both also too quite rather even".split())  # with an adjective
_TELLING: Final = frozenset({*STRICT_NEGATIONS, *MODALS, *DATES, *UNITS, *QUANTIFIERS})
_TIMES: Final = {"#2times": stem("double"), "#3times": stem("triple")}
_PLAIN_DATES: Final = frozenset("today tonight tomorrow yesterday morning afternoon evening".split())


def critical_drop(base: Words, witness: Words, columns: Sequence[Column], first: int, last: int, sides: Sides) -> str | None:
    """Why leaving the words out may change the meaning, or None."""
    after = columns[last].witness if last < len(columns) else -1
    if is_viewpoint(base, sides.base, witness, sides.witness, after):
        return "hedge"
    held = _hedged(base, sides.base)
    others = [i for i in sides.base if base.norm[i] not in FUNCTION and i not in held and not _is_telling(base, i)]
    most = 1 if STRICT_NEGATIONS.isdisjoint([base.norm[i] for i in sides.base[:2]]) else 2  # "not the least bit" is one negation
    if len(others) <= most:
        reason = critical(base, witness, columns, first, last, sides)
    else:
        reason = turned(base, witness, columns, first, last, [base.norm[i] for i in sides.base], ()) if len(sides.base) <= _PHRASE else None
    if reason is not None:
        return reason
    return "adjective" if _is_adjective_alone(base, sides.base[0], sides.base[-1] + 1) else None


def critical_addition(base: Words, witness: Words, columns: Sequence[Column], first: int, last: int, sides: Sides) -> str | None:
    """Why words put in may change the meaning, or None. An adjective that is put in does where it shuts out its contrary: "armed"."""
    reason = critical(base, witness, columns, first, last, sides)
    if reason is not None:
        return reason
    if not any(shuts_out(witness.norm[j]) for j in sides.witness):
        return None
    return "adjective" if _is_adjective_alone(witness, sides.witness[0], sides.witness[-1] + 1) else None


def is_other_adjective(base: Words, witness: Words, sides: Sides) -> bool:
    """True when one adjective that tells which or what kind stands for another of other sense: "draft" for "final"."""
    if len(sides.base) != 1 or len(sides.witness) != 1:
        return False
    i, j = sides.base[0], sides.witness[0]
    left, right = base.norm[i], witness.norm[j]
    if not is_adjective(left) or not is_adjective(right) or is_alike(left, right) or left[:4] == right[:4]:
        return False
    return (is_plain_adjective(left) and is_plain_adjective(right)) or (_is_before_noun(base, i) and _is_before_noun(witness, j))


def _is_adjective_alone(base: Words, here: int, there: int) -> bool:
    """True when the words ``[here, there)`` are an adjective that tells which or what kind, with a word of grammar or another beside it.

    A participle is one before a noun ("we met displaced farmers"), since no sentence loses its verb and stands.
    """
    norms = base.norm[here:there]
    if len(norms) == 1 and here > 0 and _is_modifier(base, here):
        return True
    if len(norms) > 3:
        return False
    if len(norms) == 1 and len(norms[0]) > 4 and norms[0].endswith(("ed", "ing")) and _is_before_noun(base, here):
        return not is_light_adjective(norms[0]) and norms[0] not in LIGHT_ADVERBS
    telling = [norm for norm in norms if is_adjective(norm)]
    if not telling or not all(norm in _BESIDE or norm in telling or norm.endswith("ly") for norm in norms):
        return False
    if all(is_plain_adjective(norm) for norm in telling):
        return True
    return _is_before_noun(base, there - 1)


def _is_before_noun(words: Words, index: int) -> bool:
    """True when a word of content follows in the same clause, or another adjective behind a comma."""
    after = index + 1
    if after >= len(words) or words.norm[after] in FUNCTION or words.flags[after] & STOP:
        return False
    return not words.flags[after] & CLAUSE or is_adjective(words.norm[after])


def critical(base: Words, witness: Words, columns: Sequence[Column], first: int, last: int, sides: Sides) -> str | None:
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
    if not _TELLING.isdisjoint(lefts) or not _TELLING.isdisjoint(rights):
        reason = _other_closed_word(base, witness, sides, lefts, rights)
    else:
        reason = _other_number(base, witness, sides)
    if reason is not None:
        return reason
    if other_hedge(base, witness, columns, first, last, sides, lefts, rights):
        return "hedge"
    if len(lefts) * len(rights) <= 24 and any(is_opposite(left, right) for left in lefts for right in rights):
        return "polarity"
    if _other_name(base, witness, sides):
        return "name"
    if _is_little(base, sides.base, sides.witness) or _is_little(witness, sides.witness, sides.base):
        return "quantifier"
    if reason := turned(base, witness, columns, first, last, lefts, rights):
        return reason
    if _is_lone_adverb(base, sides.base, sides.witness) or _is_lone_adverb(witness, sides.witness, sides.base):
        return "adjective"
    return None


def _other_closed_word(base: Words, witness: Words, sides: Sides, lefts: tuple[str, ...], rights: tuple[str, ...]) -> str | None:
    """Why it may change the meaning where the words that differ hold one of a closed list: a negation, modal, day, unit or quantifier."""
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
    return None


def _is_telling(base: Words, index: int) -> bool:
    """True for the words that make a difference critical by themselves."""
    norm = base.norm[index]
    return bool(base.flags[index] & NUMBER) or norm in STRICT_NEGATIONS or norm in QUANTIFIERS or norm in DATES or norm in UNITS


def _hedged(base: Words, places: Sequence[int]) -> set[int]:
    """The places of the words that belong to a hedge."""
    hedges = hedges_in(base.norm[places[0] : places[-1] + 1])
    return {places[0] + index for hedge in hedges for index in range(hedge.first, hedge.last)}


def _is_modifier(base: Words, index: int) -> bool:
    """True when the word stands between a determiner and a word of content, where it tells which or what kind."""
    norm, after = base.norm[index], index + 1
    if after >= len(base) or base.flags[after] & (STOP | CLAUSE) or base.flags[index] & (STOP | CLAUSE | NUMBER):
        return False
    if norm in FUNCTION or norm in TITLES or len(norm) < 3 or is_light_adjective(norm):
        return False
    if norm.endswith("ly") and not is_adjective(norm):
        return False
    before = base.norm[index - 1]
    is_in_phrase = before in DETERMINERS or before in _BEFORE_NOUNS or before in QUANTIFIERS or before.endswith("'s")
    is_in_phrase = is_in_phrase or bool(base.flags[index - 1] & NUMBER)
    return is_in_phrase and base.norm[after] not in FUNCTION and base.norm[after] not in TITLES


def _other_negation(lefts: Sequence[str], rights: Sequence[str]) -> bool:
    left, right = (sum(norm in STRICT_NEGATIONS for norm in norms) for norms in (lefts, rights))
    return left % 2 != right % 2 or (left == 0) != (right == 0)


def _other_number(base: Words, witness: Words, sides: Sides) -> str | None:
    left = {base.norm[i]: i for i in sides.base if base.flags[i] & NUMBER}
    right = {witness.norm[j]: j for j in sides.witness if witness.flags[j] & NUMBER}
    if (not left and not right) or left.keys() == right.keys():
        return None
    gone, come = set(left) - set(right), set(right) - set(left)
    if (gone | come) <= {"#1"} or _is_doubled(gone | come, {base.norm[i] for i in sides.base} | {witness.norm[j] for j in sides.witness}):
        return None
    for names, words in ((left, base), (right, witness)):
        for norm in sorted(gone | come):
            if norm in names:
                index = names[norm]
                if norm.startswith("#d") or (index > 0 and words.norm[index - 1] in MONTHS) or (
                    norm[1:].isdigit() and len(norm) == 5 and norm[1:3] in ("19", "20") and words.form[index].isdigit()
                ):
                    return "date"
    return "number"


def _is_doubled(numbers: set[str], norms: set[str]) -> bool:
    """True for "twice" against "double"."""
    return numbers <= _TIMES.keys() and any(stem(norm) == _TIMES[number] for number in numbers for norm in norms)


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


def _is_little(words: Words, places: Sequence[int], opposite: Sequence[int]) -> bool:
    """True when one side alone says "little" of an amount ("little evidence", not "a little boat") or "too" of a degree ("too small")."""
    if opposite:
        return False
    norms = words.norm
    for place in places:
        after = place + 1
        if after >= len(words) or words.flags[after] & (STOP | CLAUSE) or norms[after] in FUNCTION:
            continue
        if norms[place] == "little" and (place == 0 or norms[place - 1] not in DETERMINERS):
            return True
        if norms[place] == "too" and "to" in norms[after + 1 : after + 3]:
            return True
        if norms[place] == "too" and not words.flags[place] & CLAUSE and not words.is_sentence_start(place) and len(places) == 1:
            return True
    return False


def _is_lone_adverb(words: Words, places: Sequence[int], opposite: Sequence[int]) -> bool:
    """True when one side alone says what kind of deed it was: "deliberately", "unlawfully", "in secret"."""
    return len(places) == 1 and not opposite and words.norm[places[0]] in SENSE_ADVERBS


def _is_name(words: Words, index: int) -> bool:
    norm = words.norm[index]
    return (
        bool(words.flags[index] & CAPITAL)
        and not words.is_sentence_start(index)
        and norm not in FUNCTION
        and norm not in TITLES
        and norm[0] != "#"
    )


_STREETS: Final = frozenset(("saint", "street"))  # both are "St."


def _other_name(base: Words, witness: Words, sides: Sides) -> bool:
    left = {base.norm[i].removesuffix("'s") for i in sides.base if _is_name(base, i)}
    right = {witness.norm[j].removesuffix("'s") for j in sides.witness if _is_name(witness, j)}
    if not left or not right or left <= right or right <= left:
        return False
    return not any(_skeleton(one) == _skeleton(two) or stem(one) == stem(two) or {one, two} == _STREETS for one in left for two in right)


def is_same_name(base: Words, witness: Words, i: int, j: int) -> bool:
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
