import msgspec
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.records import Report
from onrecord.stories import StoryFeatures, features, leads_of, line_keys, story_keys


def report(text: str, **more: str) -> Report:
    return Report(report_id=more.pop("report_id", "r"), text=text, **more)  # type: ignore[arg-type]


@given(st.text(max_size=300), st.text(max_size=40))
def test_features_survive_saving_and_loading(text: str, title: str) -> None:
    known = features(report(text, title=title), vectors=np.arange(1, 9, dtype=np.float32))
    assert msgspec.msgpack.decode(msgspec.msgpack.encode(known), type=StoryFeatures) == known


@given(st.text(max_size=300))
def test_terms_and_shingles_stand_in_order_and_once(text: str) -> None:
    known = features(report(text))
    for hashes in (known.terms.tolist(), known.shingles.tolist()):
        assert hashes == sorted(set(hashes))
    assert len(known.signature) == (128 if len(known.shingles) else 0)


@pytest.mark.parametrize("published", ["2024-03", "2024", "soon", "2024-13-45", "", None])
def test_a_partial_or_broken_date_is_no_date(published: str | None) -> None:
    assert features(Report(report_id="r", text="A dam failed.", published=published)).day is None


def test_an_assumed_date_is_no_date() -> None:
    assert features(Report(report_id="r", text="A dam failed.", published="2024-03-05", published_basis="assumed")).day is None


def test_a_time_of_day_does_not_matter() -> None:
    assert features(report("x", published="2024-03-05T23:59:00-04:00")).day == features(report("x", published="2024-03-05")).day


def test_rare_words_are_keys_and_common_ones_are_not() -> None:
    assert "wtarn" in story_keys(features(report("The Tarn Bridge is closed.")))
    assert "wthe" not in story_keys(features(report("The Tarn Bridge is closed.")))


def test_a_report_without_words_has_no_keys() -> None:
    assert story_keys(features(report("… !!!"))) == ()


def test_a_vector_of_zeros_or_nonsense_is_taken() -> None:
    for vector in (np.zeros(4), np.array([np.nan, 1.0])):
        known = features(report("A dam failed."), vectors=vector)
        assert known.embedding is not None
        assert not known.embedding.any()


def test_title_and_opening_count_alike() -> None:
    known = features(report("A dam failed."), vectors=np.array([[1.0, 0.0, 0.0], [0.0, 50.0, 0.0]]))
    assert known.embedding is not None
    assert known.embedding.tolist() == [127, 127, 0]
    assert features(report("A dam failed."), vectors=np.zeros((0, 3))).embedding is None


def test_a_title_that_opens_the_text_is_not_read_twice() -> None:
    both = Report(report_id="r", title="Dam  fails", text="Dam fails\nThe Tarn dam failed.")
    assert leads_of(both) == ["Dam fails", "The Tarn dam failed."]
    assert leads_of(Report(report_id="r", title="Dam fails", text="")) == ["Dam fails"]
    assert leads_of(Report(report_id="r", text=" ")) == []


def test_lines_that_recur_count_for_nothing() -> None:
    told, line = "The Tarn dam failed on Tuesday.", "Petra Lundqvist edits this page for the Wend Post."
    alone, page, bare = (Report(report_id="r", outlet="Wend Post", text=text) for text in (line, f"{told}\n{line}", told))
    left = features(page, without=line_keys(alone))
    assert left.rare == features(bare).rare != features(page).rare
    assert left.page == features(page).page
