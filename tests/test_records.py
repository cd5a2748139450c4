"""Saving and loading is identity, for any text."""

import itertools

import msgspec
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.pipeline import annotate_report
from onrecord.records import Annotated, Report, as_data, from_data
from onrecord.settings import QuoteSettings, Settings
from onrecord.store import Store

RULES = Settings(quotes=QuoteSettings(reader="rules"))
# News-like bits beside any characters at all, so that quotes, dates and figures occur.
BITS = st.sampled_from([
    "“", "”", '"', "’", " said Ada Hale", " on Tuesday", " 12 people", ". ", "\n\n", " the gate held", " told Tom Brandt that ",
])
TEXTS = st.lists(st.one_of(BITS, st.text(max_size=12)), min_size=1, max_size=30).map("".join)


@settings(max_examples=60)
@given(TEXTS)
def test_saving_and_loading_gives_the_same_record_and_spans_lie_in_the_text(text: str) -> None:
    clean = text.encode("utf-8", "replace").decode("utf-8")
    annotated = annotate_report(Report(report_id="r", text=clean, published="2026-03-04"), RULES)
    assert from_data(as_data(annotated), Annotated) == annotated
    assert msgspec.msgpack.decode(msgspec.msgpack.encode(annotated), type=Annotated) == annotated
    with Store(":memory:") as store:
        store.put_report(annotated, b"")
        assert store.report("r") == annotated
    for quote in annotated.quotes:
        for span in (*quote.content, *quote.source, *quote.cue):
            assert 0 <= span.start < span.end <= len(clean)
    for spans in ([f.span for f in annotated.figures], [d.span for d in annotated.dates], [e.span for e in annotated.entities]):
        assert all(left.end <= right.start for left, right in itertools.pairwise(spans))
