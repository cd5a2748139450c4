"""The trained reader: the same scores for the same text, whatever it is read with."""

import itertools
import multiprocessing
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.errors import ModelError
from onrecord.models import Tagger, load_tagger
from onrecord.models.files import MODELS
from onrecord.models.tagger import OVERLAP, WINDOW, windows
from onrecord.quotes.marks import pair_marks
from onrecord.quotes.mentions import list_names, read_mentions
from onrecord.quotes.reader import read_quotes
from onrecord.quotes.rules import find_quotes
from onrecord.records import ATTRIBUTION_TAGS, MENTION_TAGS, Quote, Report

PLAIN = "Mayor Ada Quill said the old bridge in Elmford will close in May. “We have waited long enough,” she told reporters."
LONG = "\n\n".join(f"{PLAIN} Critics such as Ben Marlow argue that trade would suffer in week {n}." for n in range(12))


@pytest.fixture(scope="module")
def tagger() -> Tagger:
    return load_tagger()


def read(text: str, tagger: Tagger) -> tuple[Quote, ...]:
    report = Report(report_id="r", text=text)
    return read_quotes(report, tagger.tag(text), pair_marks(text), rules=find_quotes(report))


def raw(text: str) -> bytes:
    tagging = load_tagger().tag(text)
    return tagging.attribution.tobytes() + tagging.mentions.tobytes() + tagging.links.tobytes()


# ---------------------------------------------------------------- windows


BREAKS = st.lists(st.integers(1, 400), max_size=30).map(lambda sizes: list(itertools.accumulate(sizes)))


@given(st.integers(0, 5000), BREAKS)
def test_windows_read_every_piece_once_and_none_is_too_long(size: int, breaks: list[int]) -> None:
    found = windows(size, [place for place in breaks if place < size])
    assert sum(stop - first for _, _, first, stop in found) == size
    assert all(0 <= start <= first < stop <= end <= size and end - start <= WINDOW for start, end, first, stop in found)
    assert [w[2] for w in found[1:]] == [w[3] for w in found[:-1]]


@given(st.integers(0, 5000), BREAKS)
def test_a_piece_is_read_with_what_surrounds_it_or_at_the_edge_of_a_paragraph(size: int, breaks: list[int]) -> None:
    edges = {0, size, *breaks}
    for start, end, first, stop in windows(size, [place for place in breaks if place < size]):
        assert start in edges or first - start >= OVERLAP // 2
        assert end in edges or end - stop >= OVERLAP // 2


@given(BREAKS)
def test_a_paragraph_of_less_than_half_a_window_is_read_whole(breaks: list[int]) -> None:
    held = windows(breaks[-1] if breaks else 0, breaks[:-1])
    for begin, end in itertools.pairwise([0, *breaks]):
        if end - begin < WINDOW // 2:
            assert sum(first < end and begin < stop for _, _, first, stop in held) == 1


# ---------------------------------------------------------------- determinism


def test_a_text_has_the_same_scores_alone_among_others_and_in_another_process(tagger: Tagger) -> None:
    alone = raw(LONG)
    for text in (PLAIN, LONG[:500], "No."):
        tagger.tag(text)
    again = tagger.tag(LONG)
    assert again.attribution.tobytes() + again.mentions.tobytes() + again.links.tobytes() == alone
    with multiprocessing.get_context("spawn").Pool(1) as pool:
        assert pool.map(raw, [PLAIN, LONG])[1] == alone


def test_scores_have_a_row_for_each_word_and_a_column_for_each_tag(tagger: Tagger) -> None:
    tagging = tagger.tag(LONG)
    assert tagging.attribution.shape == (len(tagging.words), len(ATTRIBUTION_TAGS))
    assert tagging.mentions.shape == (len(tagging.words), len(MENTION_TAGS))
    assert len(tagging.links) == len(tagging.words)
    assert np.isfinite(tagging.attribution).all() and np.isfinite(tagging.mentions).all()


# ---------------------------------------------------------------- what is read


def test_direct_and_indirect_speech_find_their_speakers(tagger: Tagger) -> None:
    found = [(q.kind, q.content[0].of(PLAIN), q.source[0].of(PLAIN) if q.source else "") for q in read(PLAIN, tagger)]
    assert ("direct", "We have waited long enough,", "she") in found
    assert any(kind == "indirect" and "bridge" in content and "Quill" in source for kind, content, source in found)


def test_a_paragraph_alone_is_read_as_in_its_article(tagger: Tagger) -> None:
    paragraph = "The plan is dead, council leader Tom Arden told a meeting on Friday."
    assert [q.source[0].of(paragraph) for q in read(paragraph, tagger)] == ["council leader Tom Arden"]


def test_names_are_found(tagger: Tagger) -> None:
    text = "Mayor Ada Quill flew to Norway on Monday."
    found = {(e.span.of(text), e.type) for e in list_names(text, read_mentions(Report(report_id="r", text=text), tagger.tag(text)))}
    assert found == {("Ada Quill", "person"), ("Norway", "place")}


@pytest.mark.parametrize(
    "text",
    [
        "Bridge to close, says mayor",
        "• The bridge closes in May, the council says\n• Critics fear for trade\n• A vote follows",
        "14:05 The mayor says the bridge will close.\n\n14:10 Marlow: no faith in the plan.",
        "“The bridge is done,” Quill wrote on her page. — Ada Quill (@adaquill) May 3",
        "Q: Will the bridge close?\n\nA: Yes, in May.\n\nQ: Why?\n\nA: It is old.",
        "QUILL: We have waited.\n\nMARLOW: Not long enough.",
    ],
)
def test_headlines_lists_live_blogs_posts_and_turns_give_spans_of_the_text(text: str, tagger: Tagger) -> None:
    for quote in read(text, tagger):
        assert all(0 <= s.start < s.end <= len(text) for s in quote.content + quote.source + quote.cue)


# ---------------------------------------------------------------- bad input


@pytest.mark.parametrize(
    "text",
    [
        "", " \n ", "”", "“" * 20_000, "a" * 300_000, "אמר ראש העיר: הגשר ייסגר.", "👍🏽" * 300, "\x00\x07\x1b[2J said",
        "Der Bürgermeister sagte, es sei spät.", "[SEP] [CLS] said [MASK]", "\ud800 said he", "他说：“是的。”",
    ],
)  # fmt: skip
def test_odd_text_is_read_without_a_crash(text: str, tagger: Tagger) -> None:
    for quote in read(text, tagger):
        assert all(0 <= s.start < s.end <= len(text) for s in quote.content + quote.source + quote.cue)


@pytest.mark.parametrize("name", ["tagger.onnx", "tables.json"])
def test_a_damaged_tagger_is_a_clear_error(tmp_path: Path, name: str) -> None:
    for each in ("tagger.onnx", "tables.json", "tokenizer.json", "manifest.json"):
        raw_bytes = (MODELS / each).read_bytes()
        (tmp_path / each).write_bytes(raw_bytes[:-7] if each == name else raw_bytes)
    with pytest.raises(ModelError, match="damaged"):
        load_tagger(tmp_path)
