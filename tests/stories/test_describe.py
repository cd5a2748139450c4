from onrecord.records import Report
from onrecord.stories import describe, story_id, title_of

FIRST = Report(
    report_id="b", outlet="Wend Post", title="Tarn Dam fails", published="2024-03-05",
    text="The Tarn dam failed on Tuesday. (Reuters)",
)
LATER = Report(
    report_id="a", outlet="wend post", title="Tarn Dam: what we know", published="2024-03-06",
    text="The Tarn dam held 40,000 tons.",
)
PARTIAL = Report(report_id="c", outlet="Ashby Echo", title="A dam", published="2023", text="Tarn has a dam.")


def test_a_story_counts_outlets_and_texts() -> None:
    story = describe([FIRST, LATER, PARTIAL], [("a", "b"), ("c",)])
    assert (story.outlets, story.distinct_texts, story.credits) == (2, 2, ("Reuters",))
    assert story.story_id == story_id(["c", "b", "a"])


def test_a_partial_or_assumed_date_is_never_first() -> None:
    assumed = Report(report_id="d", published="2022-01-01", published_basis="assumed", text="A dam.")
    story = describe([FIRST, LATER, PARTIAL, assumed], [("a",), ("b",), ("c",), ("d",)])
    assert (story.first, story.last) == ("2024-03-05", "2024-03-06")
    assert describe([PARTIAL], [("c",)]).first is None


def test_the_title_comes_from_the_earliest_dated_report() -> None:
    assert describe([PARTIAL, LATER, FIRST], [("a",), ("b",), ("c",)]).title == "Tarn Dam fails"


def test_the_order_of_reports_does_not_matter() -> None:
    families = [("a", "b"), ("c",)]
    assert describe([FIRST, LATER, PARTIAL], families) == describe([PARTIAL, LATER, FIRST], families[::-1])


def test_versions_of_a_text_stand_in_order_of_date() -> None:
    assert describe([LATER, FIRST], [("a", "b")]).families == (("b", "a"),)


def test_a_report_without_title_is_called_by_its_first_sentence() -> None:
    assert title_of(Report(report_id="r", text="\n The dam failed. Nobody was hurt.")) == "The dam failed."
    assert title_of(Report(report_id="r", text="  ")) is None


def test_a_long_title_is_cut_at_a_word() -> None:
    title = title_of(Report(report_id="r", title="dam " * 60, text=""))
    assert title is not None
    assert len(title) <= 120
    assert title.endswith("dam…")
