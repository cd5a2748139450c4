"""Alignment: truths that hold for any two texts."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.collation.align import align
from onrecord.collation.classes import compare
from onrecord.collation.tokens import tokenize
from onrecord.records import Region
from tests.growth import grows_at_most

VOCABULARY = (
    "we they will would not the a old new harbour wall ten 20 thousands of tens Odum Brill repaired repair and but said don’t is".split()
)
sentence_text = st.lists(st.sampled_from([*VOCABULARY, "go.", "stay,", "(APPLAUSE)", "…", "[the mayor]"]), min_size=1, max_size=30).map(
    " ".join
)


def read_along(base: str, covers: tuple[int, int] | None, regions: tuple[Region, ...]) -> list[str]:
    """The words of a witness, read off the base text: its own words where it differs, the base's elsewhere."""
    if covers is None:
        return [word for region in regions for word in tokenize(region.witness_text).norm]
    out, here = [], covers[0]
    for region in regions:
        out += [base[here : region.base.start], region.witness_text]
        here = max(here, region.base.end)
    out.append(base[here : covers[1]])
    return tokenize(" ".join(out)).norm


@given(sentence_text)
def test_a_text_is_the_same_as_itself(text: str) -> None:
    result = compare(tokenize(text), tokenize(text))
    assert result.regions == ()
    assert result.witness_class == "same"


@given(sentence_text, sentence_text)
def test_every_word_of_the_witness_has_one_column(left: str, right: str) -> None:
    base, witness = tokenize(left), tokenize(right)
    columns = align(base, witness).columns
    assert [c.witness for c in columns if c.witness >= 0] == list(range(len(witness)))
    used = [c.base for c in columns if c.base >= 0]
    assert used == list(range(used[0], used[-1] + 1)) if used else True


@given(sentence_text, sentence_text)
def test_regions_give_back_the_words_of_both_texts(left: str, right: str) -> None:
    result = compare(tokenize(left), tokenize(right))
    for region in result.regions:
        assert region.base.of(left) == region.base_text
        assert region.witness.of(right) == region.witness_text
        assert region.base_text or region.witness_text
    starts = [region.base.start for region in result.regions]
    assert starts == sorted(starts)


plain_text = st.lists(
    st.sampled_from([w for w in VOCABULARY if "’" not in w and w not in ("ten", "20", "thousands", "tens", "of")]), min_size=1, max_size=25
)


@given(plain_text, plain_text)
def test_reading_the_comparison_along_a_witness_gives_that_witness(left: list[str], right: list[str]) -> None:
    base, witness = " ".join(left), " ".join(right)
    result = compare(tokenize(base), tokenize(witness))
    assert read_along(base, result.covers, result.regions) == tokenize(witness).norm


def test_a_fragment_finds_its_place_in_a_long_text() -> None:
    filling = " ".join(f"The number {k} tram was late again on that road." for k in range(200))
    base = f"{filling} We will mend the broken sluice before the spring floods. {filling}"
    result = compare(tokenize(base), tokenize("mend the broken sluice before the spring floods"))
    assert result.covers is not None
    assert result.covers.of(base) == "mend the broken sluice before the spring floods"


def test_each_part_around_an_ellipsis_is_found() -> None:
    base = "The sluice is broken. " + "Nobody looked at it for years and years. " * 8 + "The council will pay for a new one."
    result = compare(tokenize(base), tokenize("The sluice is broken … The council will pay for a new one."))
    assert [(r.kind, r.witness_text) for r in result.regions] == [("cut-marked", "")]
    assert result.witness_class == "shortened-marked"


def test_of_two_equal_sentences_a_whole_one_is_left_out() -> None:
    base = "We won in Marl. We won in Oster and we won in Tind. We won in Brill."
    result = compare(tokenize(base), tokenize("We won in Marl… We won in Brill."))
    assert [r.base_text for r in result.regions] == ["We won in Oster and we won in Tind"]
    assert result.witness_class == "shortened-marked"


@pytest.mark.parametrize("piece", ["we will ", "we won. ", "ten ", "… we go ", "a b c d e f g h "])
def test_long_and_repetitive_texts_take_bounded_time(piece: str) -> None:
    def seconds(count: int) -> float:
        base, witness = tokenize(piece * count + "the gate"), tokenize("the gate " + piece * (count // 2))
        begun = time.process_time()
        compare(base, witness)
        return time.process_time() - begun

    assert grows_at_most(seconds, 1_000, 4_000, 10, 0.5)
