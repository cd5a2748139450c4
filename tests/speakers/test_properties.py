"""What holds for any text."""

import time
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.linking import components
from onrecord.records import Quote, Report, Span
from onrecord.speakers import appearance_id, find_names, link_speakers, resolve_speakers
from tests.growth import grows_at_most

PIECES = st.sampled_from(
    "Ada Holt|Ben Holt|Holt|Mr. Odum|Ike Odum|the mayor|Mayor|she|he|said|“no”|I|we|.|,|\n\n|the NCT|National Canal Trust|of|'s|"
    "who|and|İ|UK|Defence Secretary|a spokesperson|in Berlin|It|they|her|the company|Orbex Ltd".split("|")
)
TEXTS = st.lists(PIECES, max_size=40).map(" ".join) | st.text(max_size=80)


@st.composite
def reports(draw: st.DrawFn) -> tuple[Report, tuple[Quote, ...]]:
    text = draw(TEXTS)
    quotes = []
    for number in range(draw(st.integers(0, 4)) if len(text) > 4 else 0):
        cuts = sorted(draw(st.lists(st.integers(0, len(text)), min_size=4, max_size=4, unique=True)))
        continues = f"q{draw(st.integers(0, 4))}" if draw(st.booleans()) else None
        quotes.append(
            Quote(
                quote_id=f"q{number}", kind=draw(st.sampled_from(["direct", "mixed", "indirect"])), content=(Span(cuts[0], cuts[1]),),
                source=(Span(cuts[2], cuts[3]),) if draw(st.booleans()) else (), continues=continues,
            )
        )  # fmt: skip
    return Report(report_id=f"r{draw(st.integers(0, 99))}", text=text), tuple(quotes)


@settings(max_examples=150)
@given(reports())
def test_mentions_are_in_the_text_sorted_and_disjoint_and_ids_are_known(given_report: tuple[Report, tuple[Quote, ...]]) -> None:
    report, quotes = given_report
    entities = find_names(report)
    for left, right in pairwise(entities):
        assert left.span.end <= right.span.start
    assert all(e.span.of(report.text).strip() == e.span.of(report.text) != "" for e in entities)
    found, speakers = resolve_speakers(report, quotes, entities)
    ids = [s.speaker_id for s in speakers]
    assert len(ids) == len(set(ids))
    for speaker in speakers:
        assert speaker.name
        assert speaker.mentions
        assert all(0 <= m.start < m.end <= len(report.text) for m in speaker.mentions)
        assert all(a.end <= b.start for a, b in zip(speaker.mentions, speaker.mentions[1:], strict=False))
    assert [q.quote_id for q in found] == [q.quote_id for q in quotes]
    for quote in found:
        assert quote.speaker_id is None or (quote.speaker_id in ids and quote.ground and not quote.candidates)
        assert set(quote.candidates) <= set(ids)
    assert (found, speakers) == resolve_speakers(report, quotes, entities)


@settings(max_examples=40)
@given(st.lists(reports(), max_size=6, unique_by=lambda r: r[0].report_id), st.randoms(use_true_random=False))
def test_the_order_of_reports_changes_no_link(given_reports: list[tuple[Report, tuple[Quote, ...]]], random) -> None:
    held = []
    for report, quotes in given_reports:
        _, speakers = resolve_speakers(report, quotes, find_names(report))
        held.append((random.choice([None, "s", "t"]), report, speakers))
    links = link_speakers(held)
    random.shuffle(held)
    assert link_speakers(held) == links
    ids = {appearance_id(r.report_id, s.speaker_id) for _, r, speakers in held for s in speakers}
    assert all(link.left < link.right and 0 < link.score <= 1000 and {link.left, link.right} <= ids for link in links)
    assert sorted(i for group in components(ids, links) for i in group) == sorted(ids)


HOSTILE = {
    "stops": "A. ",
    "offices": "Bank of the ",
    "titles": "Mr. Secretary ",
    "pronouns": "he said. ",
    "owners": "Ann's ",
    "appositions": "Ann Holt, the ",
    "relatives": "Ann Holt, who ",
    "dots": "A.",
    "hyphens": "a-",
    "breaks": "\n",
    "apostrophes": "'s ",
    "rivals": "Holt told Ann Holt and Bob Holt that she ",
    "one run": "Aa ",
    "sources": "a man said. ",
    "marks": "“",
}


@pytest.mark.parametrize("piece", HOSTILE.values(), ids=HOSTILE.keys())
def test_time_grows_with_the_length_and_not_faster(piece: str) -> None:
    def seconds(size: int) -> float:
        text = piece * (size // len(piece))
        report = Report(report_id="r", text=text)
        step = max(len(piece), 4)
        quotes = tuple(
            Quote(quote_id=f"q{n:06}", kind="direct", content=(Span(n, n + 2),), source=(Span(n + 2, n + 4),), continues=f"q{n - step:06}")
            for n in range(0, len(text) - step, step)
        )
        began = time.process_time()
        resolve_speakers(report, quotes, find_names(report))
        return time.process_time() - began

    assert grows_at_most(seconds, 5_000, 20_000, 10, 0.2)


def test_a_long_chain_that_nobody_begins_takes_linear_time() -> None:
    def seconds(count: int) -> float:
        piece = "“Ann Holt said so\n\n"
        report = Report(report_id="r", text=piece * count)
        quotes = tuple(
            Quote(
                quote_id=f"q{n:06}", kind="direct", content=(Span(n * len(piece) + 1, (n + 1) * len(piece) - 2),), continues=f"q{n - 1:06}"
            )
            for n in range(count)
        )
        began = time.process_time()
        resolve_speakers(report, quotes, ())
        return time.process_time() - began

    assert grows_at_most(seconds, 500, 2_000, 8, 0.1)
