"""What one report looks like to the grouping: its weighted words, shingles, signature, date and credits, in a compact record.

Everything here is a function of one report alone. Word weights come from `wordfreq`'s fixed English table, never from the reports held, so
that a report looks the same whatever it is held with. Numbers are kept as integers, so that sums do not depend on their order.
"""

from __future__ import annotations

import hashlib
import math
from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from datetime import date
from functools import cache, lru_cache
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray
from wordfreq import get_frequency_dict

from onrecord.records import DateMention, Record, Report, Span
from onrecord.stories.boilerplate import kept_lines, line_keys, lines_without
from onrecord.stories.credits import credits
from onrecord.stories.days import Days, days_in
from onrecord.stories.forms import Form, form_of, has_digit, is_blank
from onrecord.text import WORD, digest, fold

SHINGLE: Final = 5  # words
SIGNATURE: Final = 128  # MinHash values
MOST_WORDS: Final = 20_000  # of one report; a bound on what comes from outside
TERM_WORDS: Final = 1_500  # the words of a report that say what it is about
RARE_TERMS: Final = 16
RARE_ZIPF: Final = 4.6  # a rare word occurs less than about 40 times in a million words
_RARE: Final = 10 * (7 - RARE_ZIPF)

Integers = NDArray[np.int64]
Hashes = NDArray[np.uint32]


class StoryFeatures(Record, frozen=True, kw_only=True):
    """One report as the grouping sees it. Arrays are kept as little-endian bytes; the properties below read them.

    ``day`` is the ordinal of a full date of publication (a partial or assumed one is none); ``rare`` are its weightiest rare words,
    the heaviest first; ``length`` counts words; ``signs`` are the signs of its vector, a bit each; ``page`` is a mark of the whole page,
    which versions of one text mostly share and unrelated ones do not (the least of its run hashes, before recurring lines are left out);
    ``weekdays``, ``fresh`` and ``again`` are what its opening says about when (`days_in`); ``form_runs`` and ``form_blanks`` are the words
    that it may share with others of its form, and what it fills in (`forms`).
    """

    report_id: str
    outlet: str | None = None
    url: str | None = None
    day: int | None = None
    length: int = 0
    text_digest: str
    rare: tuple[str, ...] = ()
    term_hashes: bytes = b""
    term_weights: bytes = b""
    shingle_hashes: bytes = b""
    minhash: bytes = b""
    vector: bytes | None = None
    signs: bytes = b""
    page: int = 0
    line_hashes: bytes = b""
    credits: tuple[str, ...] = ()
    weekdays: int = 0
    fresh: tuple[int, ...] = ()
    again: bool = False
    form_runs: bytes = b""
    form_blanks: bytes = b""

    @property
    def terms(self) -> Hashes:
        """The hashes of its words, ascending."""
        return np.frombuffer(self.term_hashes, "<u4")

    @property
    def weights(self) -> NDArray[np.uint8]:
        """The weight of each of `terms`."""
        return np.frombuffer(self.term_weights, "u1")

    @property
    def shingles(self) -> Hashes:
        """The hashes of its five-word runs, ascending, each once."""
        return np.frombuffer(self.shingle_hashes, "<u4")

    @property
    def signature(self) -> Hashes:
        """Its 128 MinHash values; empty when it has no shingle."""
        return np.frombuffer(self.minhash, "<u4")

    @property
    def lines(self) -> Integers:
        """The keys of its lines (`line_keys`), ascending."""
        return np.frombuffer(self.line_hashes, "<i8")

    @property
    def days(self) -> Days:
        """What its opening says about when its event was."""
        return Days(self.weekdays, self.fresh, self.again)

    @property
    def form(self) -> Form:
        """Its runs of words with blanks for the rarer ones, and what stands in these."""
        return Form(np.frombuffer(self.form_runs, "<u4"), np.frombuffer(self.form_blanks, "<u4"))

    @property
    def embedding(self) -> NDArray[np.int8] | None:
        """The sentence vector of title and opening in whole numbers, the largest of size 127; None when it has none."""
        return None if self.vector is None else np.frombuffer(self.vector, "i1")


def features(
    report: Report, vectors: NDArray[Any] | None = None, without: Collection[int] = (), dates: Iterable[DateMention] = ()
) -> StoryFeatures:
    """What the grouping needs of one report.

    ``vectors`` are the encoder's vectors of `leads_of`, a row each (any length but 0, any scale), which count alike; ``without`` are keys
    of lines (`line_keys`) that recur in unrelated reports of its outlet and are left out; ``dates`` are those found in its text.

    >>> known = features(Report(report_id="r", text="Marsh said the Tarn Bridge would close.", published="2024-03-05"))
    >>> known.length, known.rare[:2], known.embedding is None
    (7, ('tarn', 'marsh'), True)
    """
    lines = kept_lines(report.text)
    whole_page = body = words_of(report.text, lines)
    if without:
        body = words_of(report.text, lines_without(report, lines, without))
    title = words_of(report.title or "", [Span(0, len(report.title or ""))])
    hashes, weights, rare = weigh(title + body[:TERM_WORDS])
    runs = shingle(body)
    page = shingle(whole_page) if without else runs
    vector = None if vectors is None or not vectors.size else whole(mean_direction(vectors))
    published = day_of(report)
    when = days_in(report, dates, published)
    form = form_in(body[:TERM_WORDS])
    return StoryFeatures(
        report_id=report.report_id,
        outlet=report.outlet,
        url=report.url,
        day=published,
        length=len(body),
        text_digest=digest(" ".join(body)),
        rare=rare,
        term_hashes=hashes.astype("<u4").tobytes(),
        term_weights=weights.tobytes(),
        shingle_hashes=runs.astype("<u4").tobytes(),
        minhash=sign(runs).astype("<u4").tobytes(),
        vector=None if vector is None else vector.tobytes(),
        signs=b"" if vector is None else np.packbits(vector > 0).tobytes(),
        page=int(page[0]) if len(page) else 0,
        line_hashes=np.array(line_keys(report), "<i8").tobytes(),
        credits=tuple(sorted({credit.agency for credit in credits(report.text)})),
        weekdays=when.weekdays,
        fresh=when.fresh,
        again=when.again,
        form_runs=form.runs.astype("<u4").tobytes(),
        form_blanks=form.blanks.astype("<u4").tobytes(),
    )


def leads_of(report: Report, most_characters: int = 700) -> list[str]:
    """The title and the opening of a report, as far as it has them: the texts whose sentence vectors `features` takes.

    Apart they say more than in one: on the development sets a pair's average precision rises by .01 to .02.
    """
    title, opening = " ".join((report.title or "").split()), report.text[: 4 * most_characters].strip()
    if title and opening.startswith(title):
        opening = opening[len(title) :].strip()
    return [text for text in (title[:most_characters], opening[:most_characters]) if text]


def day_of(report: Report) -> int | None:
    """The ordinal (`date.toordinal`) of a full date of publication; None when it is missing, partial, assumed or no date at all."""
    if report.published is None or report.published_basis == "assumed":
        return None
    try:
        return date.fromisoformat(report.published[:10]).toordinal()
    except ValueError:
        return None


def words_of(text: str, spans: Sequence[Span]) -> list[str]:
    """The words in these spans, folded, without a possessive ending."""
    found: list[str] = []
    for start, end in spans:
        found += map(plain, WORD.findall(text, start, end))
        if len(found) > MOST_WORDS:
            return found[:MOST_WORDS]
    return found


@lru_cache(maxsize=65_536)
def plain(word: str) -> str:
    """A word for comparing: folded, no possessive ending, cut to 40 characters.

    >>> plain("Hale’s")
    'hale'
    """
    return fold(word).removesuffix("'s")[:40]


@cache
def frequencies() -> dict[str, float]:
    """`wordfreq`'s table of English words (its version is pinned with the program's)."""
    table: dict[str, float] = get_frequency_dict("en", wordlist="best")
    return table


@lru_cache(maxsize=65_536)
def zipf(word: str) -> float:
    """The frequency of a word as a Zipf value: 3 is one in a million words, 6 one in a thousand; 0 for a word never seen.

    >>> zipf("the") > 7, zipf("qwzx")
    (True, 0.0)
    """
    share = frequencies().get(word, 0.0)
    return round(math.log10(share) + 9, 2) if share else 0.0


@lru_cache(maxsize=65_536)
def term_hash(word: str) -> int:
    """32 bits that stand for a word."""
    return int.from_bytes(hashlib.blake2b(word.encode("utf-8", "surrogatepass"), digest_size=4).digest(), "little")


@lru_cache(maxsize=65_536)
def _rarity(word: str) -> float:
    return 10 * (7 - max(zipf(word), 2.0))


_LOGARITHM: Final = [0.0, *(1 + math.log(count) for count in range(1, 100))]


def weigh(found: list[str]) -> tuple[Hashes, NDArray[np.uint8], tuple[str, ...]]:
    """Hashes (ascending) and weights (1 to 255) of the words, and the heaviest of the rare ones: log frequency times fixed rarity."""
    weight_of: dict[int, int] = {}
    heavy = []
    for word, count in Counter(found).items():
        rarity = _rarity(word)
        weight = round(_LOGARITHM[min(count, 99)] * rarity)
        if weight <= 0:
            continue
        name = term_hash(word)
        weight_of[name] = max(min(255, weight), weight_of.get(name, 0))
        if rarity > _RARE and not word.isdigit():
            heavy.append((-weight, word))
    order = sorted(weight_of)
    hashes = np.array(order, np.uint32)
    weights = np.array([weight_of[name] for name in order], np.uint8)
    return hashes, weights, tuple(word for _, word in sorted(heavy)[:RARE_TERMS])


def form_in(found: list[str]) -> Form:
    """The form of a text of these words: its rare words, numbers and days are its blanks."""
    return form_of(np.array(list(map(_in_form, found)), np.uint64).reshape(-1, 3))


@lru_cache(maxsize=65_536)
def _in_form(word: str) -> tuple[int, bool, bool]:
    """The hash of a word, whether it is a blank of a form, and whether it is a number."""
    return term_hash(word), is_blank(word, _rarity(word), _RARE), has_digit(word)


def shingle(found: list[str]) -> Hashes:
    """The hashes of all runs of five words, ascending, each once; a shorter text is one run of all its words."""
    if not found:
        return np.zeros(0, np.uint32)
    base = np.array([term_hash(word) for word in found], np.uint64)
    size = min(SHINGLE, len(base))
    mixed = np.zeros(len(base) - size + 1, np.uint64)
    for place in range(size):
        mixed = mixed * np.uint64(0x9E3779B97F4A7C15) + base[place : len(base) - size + 1 + place]
    mixed ^= mixed >> np.uint64(29)
    mixed *= np.uint64(0xBF58476D1CE4E5B9)
    return np.unique((mixed >> np.uint64(32)).astype(np.uint32))


@cache
def _permutations() -> tuple[NDArray[np.uint64], NDArray[np.uint64]]:
    seeds = np.frombuffer(hashlib.shake_128(b"onrecord minhash 1").digest(16 * SIGNATURE), "<u8").reshape(2, SIGNATURE)
    return seeds[0] | np.uint64(1), seeds[1].copy()


def sign(runs: Hashes) -> Hashes:
    """The MinHash signature (Broder 1997) of a set of hashes, by multiply-shift in 64 bits; empty for an empty set."""
    if not len(runs):
        return np.zeros(0, np.uint32)
    factor, offset = _permutations()
    least = np.full(SIGNATURE, np.iinfo(np.uint64).max, np.uint64)
    for start in range(0, len(runs), 4096):  # bounds the memory for a very long text
        block = runs[start : start + 4096].astype(np.uint64)
        least = np.minimum(least, (block[:, None] * factor + offset).min(axis=0))
    return (least >> np.uint64(32)).astype(np.uint32)


def mean_direction(vectors: NDArray[Any]) -> NDArray[np.float64]:
    """The sum of vectors (rows, or a single one), each of size one; those without a direction count for nothing."""
    rows = np.atleast_2d(np.asarray(vectors, np.float64))
    sizes = np.sqrt((rows * rows).sum(axis=1, keepdims=True))
    total: NDArray[np.float64] = np.divide(rows, sizes, out=np.zeros_like(rows), where=(sizes > 0) & np.isfinite(sizes)).sum(axis=0)
    return total


def whole(vector: NDArray[Any]) -> NDArray[np.int8]:
    """A vector in whole numbers from -127 to 127, so that dot products are exact."""
    flat = np.asarray(vector, np.float64).ravel()
    most = float(np.abs(flat).max(initial=0.0))
    if not math.isfinite(most) or most == 0.0:
        return np.zeros(len(flat), np.int8)
    return np.rint(flat * (127.0 / most)).astype(np.int8)
