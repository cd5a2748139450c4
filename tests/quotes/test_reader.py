"""The reader that decodes a tagger's scores, with a stand-in that is sure of what the test marks in the text."""

import itertools
import re

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.quotes.decode import FORBIDDEN, best_tags, fragments, groups, overlap_chance, tag_chances
from onrecord.quotes.link import BETWEEN, BREAKS, GAPS, HIDDEN, SLOTS, link_scores, pair_features
from onrecord.quotes.marks import pair_marks
from onrecord.quotes.mentions import list_names, read_mentions
from onrecord.quotes.reader import CONFIDENCE_FEATURES, keep_marked, read_quotes
from onrecord.quotes.rules import find_quotes
from onrecord.records import ATTRIBUTION_TAGS, MENTION_TAGS, Entity, Quote, Report, Span, Tagging

MOVES = np.array(
    [[FORBIDDEN if to[0] == "I" and came[2:] != to[2:] else 0.0 for to in ATTRIBUTION_TAGS] for came in ATTRIBUTION_TAGS], np.float32
)
ROLES = {
    "C": "content",
    "K": "continued",
    "S": "source",
    "V": "cue",
    "P": "name-person",
    "G": "name-organization",
    "L": "name-place",
    "N": "nominal-person",
}
WORD = re.compile(r"\w+|[^\w\s]")


def nearest_first() -> dict[str, np.ndarray]:
    """Tables by which a candidate scores higher the nearer it stands, and none at all scores -2."""
    gap = np.zeros((2 * GAPS, HIDDEN), np.float32)
    gap[:, 0] = np.tile([9 - (n % 8) if n < 16 else 9 for n in range(GAPS)], 2)
    out = np.zeros((2, HIDDEN), np.float32)
    out[:, 0] = 1
    tables = {
        "gap": gap,
        "breaks": np.zeros((2 * BREAKS, HIDDEN)),
        "between": np.zeros((2 * BETWEEN, HIDDEN)),
        "none": np.zeros((2, HIDDEN)),
    }
    return {"moves": MOVES, "out": out, **{name: table.astype(np.float32) for name, table in tables.items()}}


def sure(marked: str, chance: float = 8.0) -> tuple[str, Tagging]:
    """The text without the test's marks ``[C words]``, and a tagging that is sure of them."""
    text, spans = "", []
    for part in re.split(r"(\[[A-Z] [^\]]*\])", marked):
        if match := re.fullmatch(r"\[([A-Z]) ([^\]]*)\]", part):
            spans.append((len(text), len(text) + len(match[2]), ROLES[match[1]]))
            text += match[2]
        else:
            text += part
    words = tuple(Span(*m.span()) for m in WORD.finditer(text))
    attribution = np.zeros((len(words), len(ATTRIBUTION_TAGS)), np.float32)
    mentions = np.zeros((len(words), len(MENTION_TAGS)), np.float32)
    attribution[:, 0] = mentions[:, 0] = chance
    for start, end, role in spans:
        tags, scores = (MENTION_TAGS, mentions) if "-" in role else (ATTRIBUTION_TAGS, attribution)
        inside = [n for n, w in enumerate(words) if start <= w.start < end]
        for place, n in enumerate(inside):
            scores[n] = 0
            scores[n, tags.index(("I-" if place else "B-") + role)] = chance
    links = np.zeros((len(words), HIDDEN * len(SLOTS)), np.float16)
    return text, Tagging(words=words, attribution=attribution, mentions=mentions, links=links, learned=nearest_first())


def read(marked: str, rules: tuple[Quote, ...] = ()) -> list[tuple[str, tuple[str, ...], str, str]]:
    text, tagging = sure(marked)
    quotes = read_quotes(Report(report_id="r", text=text), tagging, pair_marks(text), rules=rules)
    return [
        (q.kind, tuple(s.of(text) for s in q.content), q.source[0].of(text) if q.source else "", q.cue[0].of(text) if q.cue else "")
        for q in quotes
    ]


# ---------------------------------------------------------------- decoding


@given(st.integers(0, 2**32 - 1), st.integers(1, 4))
def test_the_likeliest_tags_are_those_of_a_search_over_all_sequences(seed: int, length: int) -> None:
    random = np.random.default_rng(seed)
    scores = random.normal(size=(length, 9)).astype(np.float32)
    moves = np.where(MOVES < 0, MOVES, random.normal(size=(9, 9))).astype(np.float32)
    sums, total, alike, best = np.zeros((length, 9)), 0.0, 0.0, (-np.inf, ())
    for tags in itertools.product(range(9), repeat=length):
        if ATTRIBUTION_TAGS[tags[0]][0] == "I":
            continue
        value = float(sum(scores[n, t] for n, t in enumerate(tags)) + sum(moves[a, b] for a, b in itertools.pairwise(tags)))
        best = max(best, (value, tags))
        total += np.exp(value)
        for n, tag in enumerate(tags):
            sums[n, tag] += np.exp(value)
        found = [f for f in fragments(np.array(tags)) if f.role in ("content", "continued")]
        alike += np.exp(value) * sum(2 * (min(f.last, 1) + 1 - f.first) >= max(f.last, 1) + 1 for f in found)
    one, all_of_it = np.array([0]), np.array([length])
    assert tuple(best_tags(scores, moves, one, all_of_it)) == best[1]
    chances = tag_chances(scores, moves, one, all_of_it)
    assert np.allclose(chances.tags, sums / total, atol=1e-5)
    if length > 1:  # a content as good as the first two words
        assert abs(overlap_chance(chances, np.arange(length + 1), 0, 1, (0, length)) - min(1, alike / total)) < 0.05


@given(st.lists(st.integers(0, 40), max_size=30), st.integers(0, 99))
def test_a_paragraph_has_the_same_tags_alone_and_among_others(lengths: list[int], seed: int) -> None:
    counts = np.array(lengths, np.int64)
    starts = np.cumsum(counts) - counts
    scores = np.random.default_rng(seed).normal(size=(int(counts.sum()), 9)).astype(np.float32)
    together = best_tags(scores, MOVES, starts, counts)
    for start, count in zip(starts, counts, strict=True):
        if count:
            part = scores[start : start + count]
            assert (best_tags(part, MOVES, np.array([0]), np.array([count])) == together[start : start + count]).all()


@given(st.lists(st.integers(0, 5000), max_size=50))
def test_groups_hold_every_row_with_words_once(lengths: list[int]) -> None:
    counts = np.array(lengths, np.int64)
    rows = [n for group in groups(counts) for n in group.tolist()]
    assert sorted(rows) == [n for n, count in enumerate(lengths) if count]


def test_no_span_begins_inside_or_crosses_a_paragraph() -> None:
    scores = np.full((6, 9), -5.0, np.float32)
    scores[:, ATTRIBUTION_TAGS.index("I-content")] = 5
    found = fragments(best_tags(scores, MOVES, np.array([0, 3]), np.array([3, 3])))
    assert [(f.role, f.first, f.last) for f in found] == [("content", 0, 2), ("content", 3, 5)]


# ---------------------------------------------------------------- links


def test_gaps_tell_before_from_after_and_count_words() -> None:
    features = pair_features([(10, 20)], [(8, 9), (5, 6), (21, 21), (30, 31), (12, 13)], np.zeros(40, np.int64))
    assert features[0, :, 0].tolist() == [0, 3, 8, 13, 16]
    assert features[0, :, 2].tolist() == [0, 1, 0, 1, 0]


def test_paragraph_breaks_between_are_counted() -> None:
    paragraph_of = np.array([0] * 5 + [1] * 5 + [2] * 5)
    assert pair_features([(6, 8)], [(1, 2), (9, 9), (12, 12)], paragraph_of)[0, :, 1].tolist() == [1, 0, 1]


def test_without_candidates_only_none_is_scored() -> None:
    links = np.zeros((3, HIDDEN * len(SLOTS)), np.float16)
    assert link_scores(links, nearest_first(), [(0, 1)], [], np.zeros(3, np.int64), "source").shape == (1, 1)


# ---------------------------------------------------------------- quotes


def test_a_content_finds_its_source_and_cue() -> None:
    assert read("[S Ada Quill] [V said] [C the bridge will close]. Rain fell.") == [
        ("indirect", ("the bridge will close",), "Ada Quill", "said")
    ]


def test_marks_stay_outside_a_direct_content() -> None:
    assert read("[C “We have waited,”] [S she] [V said].") == [("direct", ("We have waited,",), "she", "said")]


def test_a_content_goes_on_after_its_source() -> None:
    found = read("[C “We waited,”] [S she] [V said], [K “long enough.”]")
    assert found == [("direct", ("We waited,", "long enough."), "she", "said")]


def test_a_marked_sentence_goes_on_from_the_marked_words_before_and_not_from_what_stands_between() -> None:
    found = read("[C “We waited,”] [S she] [V said], meaning [C the bridge]. [K “It was long.”]")
    assert [q[1] for q in found] == [("We waited,", "It was long."), ("the bridge",)]


def test_marked_words_in_the_same_sentence_go_on_from_what_stands_before_them() -> None:
    found = read("[C “We waited,”] [S she] [V said]. [C The bridge], [S she] [V added], [K “is closed.”]")
    assert [q[1] for q in found] == [("We waited,",), ("The bridge", "is closed.")]


def test_words_of_the_next_paragraph_go_on_from_nothing_unless_both_stand_in_marks() -> None:
    assert [q[1] for q in read("[S She] [V said] [C it was late].\n\nHe came [K to wait].")] == [("it was late",), ("to wait",)]
    assert [q[1] for q in read("[C “We waited,”] [S she] [V said].\n\n[K “It was long.”]")] == [("We waited,", "It was long.")]


def test_a_mark_that_reopens_in_the_next_paragraph_goes_on_with_the_same_content() -> None:
    found = read("[C “We waited.]\n\n[C “It was long,”] [S she] [V said].")
    assert found == [("direct", ("We waited.", "It was long,"), "she", "said")]


def test_a_reopened_mark_of_another_kind_or_before_a_new_turn_begins_a_content() -> None:
    assert len(read('[C "We waited.]\n\n[C “It was long,”] [S she] [V said].')) == 2
    assert len(read('[C "QUILL: We waited.]\n\n[C "MARLOW: It was long."]')) == 2


def test_words_in_marks_of_one_shape_do_not_go_on_in_marks_of_another() -> None:
    assert len(read('[C “We waited,”] [S she] [V said].\n\n[K "Marlow came home.]')) == 2


def test_unmarked_words_do_not_go_on_from_marked_ones() -> None:
    found = read("[C “We waited,”] [S she] [V said] of the bridge, which [S Marlow] [V hoped] [K would open soon]. [K “In the rain.”]")
    assert ("We waited,", "In the rain.") in [q[1] for q in found]


def test_unmarked_words_after_marked_ones_of_the_same_speaker_are_the_reporters() -> None:
    assert [q[1] for q in read("[C “We waited,”] [S she] [V said] [K as she left the hall].")] == [("We waited,",)]


def test_a_content_ends_with_the_mark_that_ends_a_sentence_it_opened() -> None:
    assert read("[S She] [V cries], [C “Do not move,” until the boat is gone].")[0][1] == ("Do not move,",)
    assert read("[S She] [V cries] [C “Stay” until the boat is gone].")[0][1] == ("“Stay” until the boat is gone",)
    assert read("[S They] [V cried] [C “Stay!” and then “Go!”].")[0][1] == ("“Stay!” and then “Go!”",)


def test_a_content_whose_tail_is_left_out_scores_like_what_was_tagged() -> None:
    text, tagging = sure("[S She] [V cries], [C “Do not move,” until the boat is gone].")
    (quote,) = read_quotes(Report(report_id="r", text=text), tagging, pair_marks(text))
    assert quote.score > 0.9


@pytest.mark.parametrize(
    ("tagged", "content"),
    [
        ('[S Marlow] [V looked at] [C its piers" and arches. The bridge "is old", by the way].', 'its piers" and arches.'),
        ('[C Quill wrote that it was "far too late." The bridge closes today], [V according to] [S Marlow].', "The bridge closes today"),
        ("[S Quill] [V said] [C “it” fell when Sens. Hale and Roth were away].", "“it” fell when Sens. Hale and Roth were away"),
        ("[S Quill] [V said] [C it was late. Then it was over].", "it was late. Then it was over"),
        ("[C “It was late.” So we left “for good.”] ― [S Roth]", "“It was late.” So we left “for good.”"),
    ],
)
def test_a_content_with_marks_ends_with_the_sentence_outside_them(tagged: str, content: str) -> None:
    assert read(tagged)[0][1] == (content,)


def test_a_content_that_takes_in_one_mark_takes_in_what_the_mark_encloses() -> None:
    assert read("“We waited for years and [C years.”] [S She] [V said] so.")[0][1] == ("We waited for years and years.",)


@pytest.mark.parametrize(
    ("tagged", "source"),
    [
        ("who in 2010", "who"),
        ("who’s sure of it", "who"),
        ("whose lawyers privately", "whose lawyers"),
        ("the Vell Council in April", "the Vell Council"),
        ("the harbour board this month", "the harbour board"),
        ("a poll published on Monday", "a poll published on Monday"),
        ("Quill, who left in 2010", "Quill, who left in 2010"),
        ("her family", "her family"),
        ("Reilly", "Reilly"),
    ],
)
def test_a_source_ends_where_it_is_named(tagged: str, source: str) -> None:
    assert read(f"[S {tagged}] [V said] [C it was late].")[0][2] == source


def test_a_content_without_source_has_none() -> None:
    assert read("[C “We have waited long enough.”]") == [("direct", ("We have waited long enough.",), "", "")]


def test_a_name_in_capitals_before_quoted_words_is_their_source() -> None:
    assert read("[C “ROTH: We have waited.”]\n\n[C “The bridge closes.”]")[0] == ("direct", ("We have waited.",), "ROTH", ":")


def test_the_dash_before_a_signature_is_its_cue() -> None:
    assert read("[C “We have waited.”] ― [S Ada Quill]") == [("direct", ("We have waited.",), "Ada Quill", "―")]


def test_who_signs_marked_words_is_their_source_whoever_stands_nearer() -> None:
    found = read("[C “We waited, and] [S he] [V says] [K it rains.”] ― [S Ada Quill].\n\n[C “We left.”]")
    assert found[0] == ("direct", ("We waited, and he says it rains.",), "Ada Quill", "―")


def test_marked_words_do_not_go_on_behind_a_signature() -> None:
    found = read("[C “We waited long.”]― [S Ada Quill]\n[K “The bridge closes.”] ― [S Bo Roth]")
    assert [(q[1], q[2]) for q in found] == [(("We waited long.",), "Ada Quill"), (("The bridge closes.",), "Bo Roth")]


def test_what_stands_in_a_tag_is_no_quote() -> None:
    found = read('<post author="[C It rains]"> [S Roth] [V said] [C it snows].')
    assert [q[1] for q in found] == [("it snows",)]


def test_a_dash_before_who_says_something_else_signs_nothing() -> None:
    found = read("[S Roth] [V said] [C “it rains”] – [S Ada Quill] [V said] [C it snows].")
    assert [(q[2], q[3]) for q in found][1] == ("Ada Quill", "said")


def test_marked_words_that_nobody_is_given_are_quotes_only_where_that_is_likely() -> None:
    text, tagging = sure("The [C “harbour tax”] rose.")
    learned = {**tagging.learned, "confidence": np.zeros((1, len(CONFIDENCE_FEATURES)), np.float32)}
    for weight, kept in ((-0.1, 0), (0.1, 1)):
        learned["confidence"][0, 0] = weight
        unsure = Tagging(
            words=tagging.words, attribution=tagging.attribution, mentions=tagging.mentions, links=tagging.links, learned=learned
        )
        assert len(read_quotes(Report(report_id="r", text=text), unsure, pair_marks(text))) == kept


def test_each_of_two_speakers_keeps_their_words() -> None:
    found = read("[S Marlow] [V said] [C it was late], while [S Quill] [V argued] [C it was early].")
    assert [(q[1][0], q[2]) for q in found] == [("it was late", "Marlow"), ("it was early", "Quill")]


def test_marked_words_that_the_model_missed_are_kept() -> None:
    text = "“We have waited,” she said."
    rule = Quote(quote_id="x", kind="direct", content=(Span(1, 15),), marked=(Span(1, 15),), source=(Span(18, 21),), score=0.95)
    assert read(text, (rule,)) == [("direct", ("We have waited",), "she", "")]


def test_marked_words_that_the_model_found_are_not_doubled() -> None:
    rule = Quote(quote_id="x", kind="direct", content=(Span(1, 15),), marked=(Span(1, 15),), source=(Span(18, 21),), score=0.95)
    assert len(read("[C “We have waited,”] [S she] [V said].", (rule,))) == 1


def test_unmarked_or_unattributed_quotes_of_the_rules_are_not_kept() -> None:
    unmarked = Quote(quote_id="x", kind="indirect", content=(Span(0, 5),), source=(Span(7, 9),))
    nobody = Quote(quote_id="y", kind="direct", content=(Span(0, 5),), marked=(Span(0, 5),))
    assert keep_marked([], [unmarked, nobody]) == ()


def test_indirect_quotes_below_the_threshold_are_left_out() -> None:
    from onrecord.settings import QuoteSettings

    text, tagging = sure("[S She] [V said] [C it was late].", chance=1.0)
    report = Report(report_id="r", text=text)
    kept = read_quotes(report, tagging, ())
    assert kept and kept[0].score < 0.9
    assert not read_quotes(report, tagging, (), QuoteSettings(threshold=0.99))


# ---------------------------------------------------------------- mentions


def named(marked: str) -> list[tuple[str, str]]:
    text, tagging = sure(marked)
    return [(e.span.of(text), e.type) for e in list_names(text, read_mentions(Report(report_id="r", text=text), tagging))]


def test_names_are_entities_and_nominals_are_mentions() -> None:
    text, tagging = sure("[P Ada Quill] of [G Elmford Council] met [N the mayor].")
    report = Report(report_id="r", text=text)
    assert [(e.span.of(text), e.type) for e in list_names(text, read_mentions(report, tagging))] == [
        ("Ada Quill", "person"),
        ("Elmford Council", "organization"),
    ]
    assert [(m.form, m.span.of(text)) for m in read_mentions(report, tagging)] == [
        ("name", "Ada Quill"), ("name", "Elmford Council"), ("nominal", "the mayor"),
    ]  # fmt: skip


@pytest.mark.parametrize("text", ["", "\n\n", "“”", "word", "« “ ‹ ‘" * 50])
@pytest.mark.parametrize("tag", range(9))
def test_any_scores_give_spans_inside_the_text(text: str, tag: int) -> None:
    text, tagging = sure(text)
    tagging.attribution[:, tag] = 20
    report = Report(report_id="r", text=text)
    for quote in read_quotes(report, tagging, pair_marks(text)):
        assert all(0 <= s.start < s.end <= len(text) for s in quote.content + quote.source + quote.cue)
    assert read_mentions(report, tagging) == ()


@given(st.text(alphabet="ab .“”\"'\n", max_size=80), st.integers(0, 2**32 - 1))
def test_random_scores_give_disjoint_ordered_contents(text: str, seed: int) -> None:
    text, tagging = sure(text)
    random = np.random.default_rng(seed)
    tagging.attribution[:] = random.normal(size=tagging.attribution.shape) * 4
    tagging.links[:] = random.normal(size=tagging.links.shape)
    quotes = read_quotes(Report(report_id="r", text=text), tagging, pair_marks(text))
    for quote in quotes:
        assert all(a.end <= b.start for a, b in itertools.pairwise(quote.content))
        assert 0 <= quote.score <= 1
    assert list(quotes) == sorted(quotes, key=lambda q: (q.content, q.quote_id))


def test_speaker_turns_are_read_by_the_rules() -> None:
    text, tagging = sure("QUILL: [C We waited.]\n\nMARLOW: [C Too long.]\n\nQUILL: Then vote.\n\nMARLOW: I will.")
    report = Report(report_id="r", text=text)
    found = read_quotes(report, tagging, pair_marks(text), rules=find_quotes(report))
    assert [(q.source[0].of(text), q.content[0].of(text)) for q in found] == [
        ("QUILL", "We waited."), ("MARLOW", "Too long."), ("QUILL", "Then vote."), ("MARLOW", "I will."),
    ]  # fmt: skip


def test_the_name_of_a_work_is_no_content_and_no_part_of_one() -> None:
    found = read("[S Roth] [V named] [C the rain]. On [C “Meet the Harbour,”] [S Roth] [V said] [K “it fell for days.”]")
    assert [q[1] for q in found] == [("the rain", "it fell for days.")]
    text, tagging = sure("In a talk on “Meet the Harbour,” Roth said it was late.")
    report = Report(report_id="r", text=text)
    assert not read_quotes(report, tagging, pair_marks(text), rules=find_quotes(report))


def test_words_said_in_capitals_are_a_content() -> None:
    assert read("[S They] [V chanted] [C “Open That Bridge!”]")[0][1] == ("Open That Bridge!",)


def test_turns_of_a_transcript_in_marks_are_read_whole_and_once() -> None:
    found = read(
        'She wrote:\n\n"QUILL: [C We waited.] [S It] [V said] [C so.]\n\n"(LAUGHTER.)\n\n[C "]MARLOW: [C Too “long” for] some.\n\n'
        '"And in the rain.\n\n"QUILL: Then [C vote."]\n\n[C “Done,”] [V said] [S Roth].'
    )
    assert [(q[1], q[2], q[3]) for q in found] == [
        (("We waited. It said so.",), "QUILL", ":"),
        (("Too “long” for some.", "And in the rain."), "MARLOW", ":"),
        (("Then vote.",), "QUILL", ":"),
        (("Done,",), "Roth", "said"),
    ]


def test_what_stands_in_brackets_between_turns_is_no_turn() -> None:
    text = "QUILL: We waited.\n\n(Applause.)\n\nMARLOW: Too long.\n\nQUILL: Then vote.\n\n[Laughter]\n\nI mean it."
    report = Report(report_id="r", text=text)
    said = ["We waited.", "Too long.", "Then vote.", "I mean it."]
    assert [q.content[0].of(report.text) for q in find_quotes(report)] == said


def test_a_name_that_stands_several_times_has_one_type() -> None:
    text, tagging = sure("[P Marlow] spoke. [P Marlow] left. [G Marlow] won.")
    assert {e.type for e in list_names(text, read_mentions(Report(report_id="r", text=text), tagging))} == {"person"}


def test_a_name_does_not_end_at_its_hyphen() -> None:
    text, tagging = sure("[P Lin Kai-]wen spoke.")
    assert [e.span.of(text) for e in list_names(text, read_mentions(Report(report_id="r", text=text), tagging))] == ["Lin Kai-wen"]


def test_a_name_holds_all_letters_of_an_abbreviation_and_no_word_that_joins_it_to_the_next() -> None:
    assert named("Air over the U.[L S]. cleared.") == [("U.S.", "place")]
    assert named("[G Institute of Tides and] harbours opened; [P Ada Quill of] Elm spoke.") == [
        ("Institute of Tides", "organization"),
        ("Ada Quill", "person"),
    ]


def test_two_people_with_a_sign_between_them_are_two_names() -> None:
    assert named("[P Quill & Marlow] wrote it.") == [("Quill", "person"), ("Marlow", "person")]


def test_a_name_is_as_long_as_it_stands_in_another_place_of_the_text() -> None:
    assert named("[P Ada Quill] spoke. Then [P Ada] Quill left with [P Ada].") == [
        ("Ada Quill", "person"),
        ("Ada Quill", "person"),
        ("Ada", "person"),
    ]


def test_what_only_describes_a_noun_is_no_name() -> None:
    assert named("The [L Ardenian] troops met a pro-[L Vell] crowd in [L Vell].") == [("Vell", "place")]


def test_places_beside_the_score_of_a_match_are_teams_except_where_something_is_in_them() -> None:
    text = "[L Vell] 2–1 [L Arden]. The coach of [L Vell] praised a goal in the match; the team is in [L Arden]. [L Elm] is far."
    assert [kind for _, kind in named(text)] == ["organization", "organization", "organization", "place", "place"]


def test_a_count_of_votes_makes_no_team_of_a_place() -> None:
    assert {kind for _, kind in named("[L Vell] 52–48 [L Arden] was the count of votes.")} == {"place"}


def test_a_tagged_name_that_rules_see_again_is_listed_again_and_other_names_of_theirs_are_not() -> None:
    text, tagging = sure("MARLOW WINS. [P Marlow] spoke to the GPS.")
    mentions = read_mentions(Report(report_id="r", text=text), tagging)
    places = [Span(text.index(word), text.index(word) + len(word)) for word in ("MARLOW", "Marlow", "GPS")]
    others = [Entity(span=place, type="organization") for place in places]
    assert [e.span.of(text) for e in list_names(text, mentions, others)] == ["MARLOW", "Marlow"]
    assert list_names(text, (), others) == tuple(others)
