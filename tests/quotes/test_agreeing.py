"""What the places of one name say about each other, with a tagging whose certainty the test gives."""

import re
import time

import numpy as np
import pytest

from onrecord.quotes.agreeing import keep_likely, name_chances
from onrecord.quotes.mentions import is_adjective, list_names, read_mentions
from onrecord.records import MENTION_TAGS, Mention, Report, Span, Tagging
from tests.growth import grows_at_most

_TYPES = {"P": "name-person", "G": "name-organization", "L": "name-place"}
_PART = re.compile(r"\[([PGL])(\d\d) ([^\]]*)\]")


def tagging_of(marked: str) -> tuple[str, Tagging]:
    """The text without its marks ``[P60 words]``, and a tagging that gives each marked word that chance (in percent) of the type."""
    text, spans, last = "", [], 0
    for match in _PART.finditer(marked):
        text += marked[last : match.start()]
        spans.append((len(text), len(text) + len(match[3]), _TYPES[match[1]], int(match[2]) / 100))
        text += match[3]
        last = match.end()
    text += marked[last:]
    words = tuple(Span(*match.span()) for match in re.finditer(r"\w+|[^\w\s]", text))
    chances = np.full((len(words), len(MENTION_TAGS)), 1e-4)
    chances[:, 0] = 1
    for start, end, role, chance in spans:
        inside = [n for n, word in enumerate(words) if start <= word.start < end]
        for place, n in enumerate(inside):
            chances[n, 0] = 1 - chance
            chances[n, MENTION_TAGS.index(("I-" if place else "B-") + role)] = chance
    scores = np.log(chances).astype(np.float32)
    nothing = np.zeros((len(words), 1), np.float32)
    return text, Tagging(words=words, attribution=nothing, mentions=scores, links=nothing.astype(np.float16), learned={})


def named(marked: str) -> list[tuple[str, str]]:
    text, tagging = tagging_of(marked)
    return [(e.span.of(text), e.type) for e in list_names(text, read_mentions(Report(report_id="r", text=text), tagging))]


def test_what_is_no_name_at_most_of_its_places_is_none_where_it_looked_like_one() -> None:
    rest = "A [P20 Brellaroid] is cheap, the [P10 Brellaroid] is old and no [P10 Brellaroid] lasts. [P99 Quill] left."
    assert named("Her [P55 Brellaroid] broke. " + rest) == [("Quill", "person")]


def test_a_name_that_is_one_at_most_of_its_places_stays_one_at_each_that_was_tagged() -> None:
    assert named("[P99 Quill] left. [P98 Quill] came. [P55 Quill] sat.") == [("Quill", "person")] * 3


def test_places_inside_a_longer_name_say_nothing_against_a_name() -> None:
    marked = "[P70 Quill] left. " + "The [G95 Quill Foundation] paid. " * 4
    assert ("Quill", "person") in named(marked)


def test_a_name_that_begins_within_the_last_word_is_kept() -> None:
    text, tagging = tagging_of("[P99 Ada] met xQuill")
    found = [Mention(span=Span(start, end), type="person", form="name", score=0.9) for start, end in ((0, 3), (9, 14))]
    assert keep_likely(found, text, tagging.words, name_chances(np.exp(tagging.mentions))) == found


def test_a_name_hardly_likely_at_its_only_place_is_none() -> None:
    text, tagging = tagging_of("[P99 Ada] met Quill.")
    chances = name_chances(np.exp(tagging.mentions))
    places = ((Span(0, 3), 0.99), (Span(8, 13), 0.1))
    found = [Mention(span=span, type="person", form="name", score=score) for span, score in places]
    assert [m.span.of(text) for m in keep_likely(found, text, tagging.words, chances)] == ["Ada"]


@pytest.mark.parametrize(
    ("marked", "kind"),
    [
        ("She went to [L80 Elm College].", "organization"),
        ("[P80 QTZN] reported it.", "organization"),
        ("[L60 Pak Lo-min] of the party spoke.", "person"),
        ("[L80 Elm Ridge] burned.", "place"),
    ],
)
def test_a_form_that_tells_the_type_outweighs_the_tagger(marked: str, kind: str) -> None:
    assert [found for _, found in named(marked)] == [kind]


def test_in_a_text_of_capitals_a_short_word_is_no_abbreviation() -> None:
    assert named("[P80 QUILL] SAID SO.") == [("QUILL", "person")]


@pytest.mark.parametrize("words", ["Ardenian Navy", "Cuban troops", "Greek Orthodox"])
def test_the_name_of_a_people_before_a_noun_or_a_name_describes_it(words: str) -> None:
    assert is_adjective(words, Span(0, words.index(" ")))


def seconds_for(count: int) -> float:
    text = " ".join(f"Ada Q{n}" for n in range(count))
    words = tuple(Span(*match.span()) for match in re.finditer(r"\w+", text))
    pairs = zip(words[::2], words[1::2], strict=True)
    found = [Mention(span=Span(a.start, b.end), type="person", form="name", score=0.9) for a, b in pairs]
    chances = np.full((len(words), 3), 0.3, np.float32)
    start = time.process_time()
    keep_likely(found, text, words, chances)
    return time.process_time() - start


def test_many_names_that_begin_alike_take_linear_time() -> None:
    assert grows_at_most(seconds_for, 2000, 8000, 9, 0.05)


def test_a_noun_for_a_body_before_a_name_speaks_for_a_body() -> None:
    assert named("The newspaper [P80 Elmford Tide] welcomed it.") == [("Elmford Tide", "organization")]
    assert named("State-run [P60 Al-Elm] newspaper reported it.") == [("Al-Elm", "organization")]
    assert named("The company founder [P80 Ada Quill] welcomed it.") == [("Ada Quill", "person")]


def test_a_lawmakers_party_and_state_are_no_person() -> None:
    assert named("[P90 Ada Quill], [P80 E-Vell]., left.") == [("Ada Quill", "person")]
