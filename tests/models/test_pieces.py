"""What the tagger reads of a text."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tokenizers import Tokenizer

from onrecord.models.files import open_tokenizer
from onrecord.models.pieces import BREAK, BREAK_ROW, FEATURE_ROWS, SHAPES, SINGLE, STRAIGHT, quote_states, read_pieces
from onrecord.records import Span
from onrecord.text import paragraphs


@pytest.fixture(scope="module")
def tokenizer() -> Tokenizer:
    return open_tokenizer()


def states(text: str, tokenizer: Tokenizer) -> dict[str, int]:
    pieces = read_pieces(text, tokenizer)
    return {w.of(text): int(pieces.features[s]) // SHAPES for w, s in zip(pieces.words, pieces.starts, strict=True)}


def test_words_know_whether_they_stand_in_quotation_marks(tokenizer: Tokenizer) -> None:
    found = states("Hale “agreed”, and 'maybe' so.\n\n\"But never closed", tokenizer)
    assert {w: found[w] for w in ("Hale", "agreed", "maybe", "so", "never")} == {"Hale": 0, "agreed": 1, "maybe": 3, "so": 0, "never": 2}


def test_an_apostrophe_is_no_quotation_mark() -> None:
    text = "It's the workers' day and the '90s aren't back"
    assert not [s for s in quote_states(text, Span(0, len(text))) if s[2] != SINGLE]
    assert "It" not in {text[a:b] for a, b, _ in quote_states(text, Span(0, len(text)))}


def test_a_paragraph_break_is_a_piece_without_a_word(tokenizer: Tokenizer) -> None:
    pieces = read_pieces("One.\n\nTwo.", tokenizer)
    assert (pieces.ids == BREAK).sum() == 1 and (pieces.features == BREAK_ROW).sum() == 1
    assert len(pieces.words) == 4


def test_markup_of_the_tokenizer_is_read_as_text(tokenizer: Tokenizer) -> None:
    pieces = read_pieces("[SEP] [CLS]", tokenizer)
    assert not set(pieces.ids.tolist()) & {101, 102}


@pytest.mark.parametrize(
    "text",
    ["", " ", "\n\n", "“" * 2000, "'a " * 2000, "a" * 200_000, "\ud800 x", "\x00\x07\u200f", "שלום עולם", "😀👍🏽 ok", "ﬁ e\u0301 İ ß"],
)
def test_odd_text_gives_ordered_spans(text: str, tokenizer: Tokenizer) -> None:
    pieces = read_pieces(text, tokenizer)
    assert len(pieces.words) == len(pieces.starts) and len(pieces.ids) == len(pieces.features)
    last = 0
    for span in pieces.words:
        assert last <= span.start < span.end <= len(text)
        last = span.end


SIGNS = [*map(chr, range(32, 127)), "—", "–", "…", "“", "’", "\n"]
PLAIN = st.lists(st.sampled_from([*SIGNS, "don't", " said ", "Quillon", "A" * 40])).map("".join)


@given(PLAIN)
def test_plain_words_are_cut_as_the_tokenizer_cuts_them(text: str) -> None:
    tokenizer = open_tokenizer_once()
    plain = text.replace("''", '" ').replace("``", '" ').translate(STRAIGHT)
    pieces = read_pieces(text, tokenizer)
    ids, words = [], []
    for paragraph in paragraphs(text):
        encoded = tokenizer.encode(paragraph.of(plain), add_special_tokens=False)
        ids += [BREAK, *encoded.ids] if ids else encoded.ids
        for word in dict.fromkeys(encoded.word_ids):
            first, last = encoded.word_to_chars(word)
            words.append(Span(paragraph.start + first, paragraph.start + last))
    assert pieces.ids.tolist() == ids and list(pieces.words) == words


@pytest.mark.parametrize("word", ["é", "x" * 101, "[SEP]", "a\x0bb", "漢字", "ﬁn"])
def test_a_paragraph_with_odd_letters_reads_its_other_words_the_same(word: str, tokenizer: Tokenizer) -> None:
    plain, odd = (read_pieces(f"Quillon didn't “agree”.{end}", tokenizer) for end in ("", " " + word))
    count = len(plain.ids)
    assert odd.ids[:count].tolist() == plain.ids.tolist() and odd.features[:count].tolist() == plain.features.tolist()
    assert odd.words[: len(plain.words)] == plain.words


@given(st.text(max_size=60))
def test_any_text_gives_ordered_spans_and_known_features(text: str) -> None:
    pieces = read_pieces(text, open_tokenizer_once())
    assert all(a.end <= b.start for a, b in zip(pieces.words, pieces.words[1:], strict=False))
    assert all(0 <= row < FEATURE_ROWS for row in pieces.features.tolist())


_held: list[Tokenizer] = []


def open_tokenizer_once() -> Tokenizer:
    if not _held:
        _held.append(open_tokenizer())
    return _held[0]


def test_two_single_marks_in_a_row_are_a_double_mark(tokenizer: Tokenizer) -> None:
    assert states("''Agreed,'' he said.", tokenizer)["Agreed"] == states('"Agreed," he said.', tokenizer)["Agreed"] == 1
