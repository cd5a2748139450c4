"""The whole reader on text that nobody would print: bounded time, and spans that give back their words."""

import time

import pytest

from onrecord.models import Tagger, load_tagger
from onrecord.quotes import read_tagged
from onrecord.records import Report
from onrecord.settings import QuoteSettings
from tests.growth import grows_at_most

PIECES = (
    "“", '"', "‘", "“so ", "x", "m", "«», ", "قال الوزير ", "😀 said ", "\x00\x1b", "a\n\n", "HALE: yes\n\n", ", said ", "a\u0301",
    "1234567890 ", "he said ", "Ada Quill ", "\u202e", "他说",
)  # fmt: skip


@pytest.fixture(scope="module")
def tagger() -> Tagger:
    return load_tagger()


@pytest.mark.parametrize("piece", PIECES)
def test_the_whole_reader_is_linear_on_hostile_text(piece: str, tagger: Tagger) -> None:
    def seconds(length: int) -> float:
        text = (piece * length)[:length]
        start = time.process_time()
        found = read_tagged(Report(report_id="r", text=text), tagger, QuoteSettings())
        taken = time.process_time() - start
        spans = [span for quote in found.quotes for span in (*quote.content, *quote.source, *quote.cue)]
        assert all(0 <= span.start < span.end <= length for span in [*spans, *(m.span for m in found.mentions)])
        return taken

    assert grows_at_most(seconds, 300, 1_200, 8, 0.2)


def test_a_token_of_a_million_letters_is_read(tagger: Tagger) -> None:
    text = "Ada Quill said: " + "x" * 1_000_000
    found = read_tagged(Report(report_id="r", text=text), tagger, QuoteSettings())
    assert all(0 <= span.start < span.end <= len(text) for quote in found.quotes for span in quote.content)
