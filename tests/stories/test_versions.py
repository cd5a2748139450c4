import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.records import Report
from onrecord.stories.versions import address, versions

TEXT = "The Tarn dam above Lowbridge failed on Tuesday and the river Wend flooded Quillgate, engineer Odalys Marsh said. Nobody was hurt."
LONGER = TEXT + " A hearing is expected in spring."


def report(report_id: str, published: str | None, text: str = TEXT, outlet: str = "Wend Post", url: str | None = None) -> Report:
    return Report(report_id=report_id, outlet=outlet, published=published, text=text, url=url)


def test_later_reports_of_one_outlet_with_most_of_the_text_are_versions_in_order() -> None:
    reports = [report("a", "2024-03-06", LONGER), report("b", "2024-03-05"), report("c", "2024-03-05", outlet="Ashby Echo")]
    assert versions(reports, [("a", "b", "c")]) == (("b", "a"),)


def test_one_address_makes_versions_whatever_the_text() -> None:
    reports = [report("a", "2024-03-05T18:00", "All new.", url="https://www.wend.example/dam#now"),
               report("b", "2024-03-05T09:00", url="http://wend.example/dam/")]  # fmt: skip
    assert versions(reports, [("a", "b")]) == (("b", "a"),)


def test_reports_of_different_families_or_days_unknown_are_no_versions() -> None:
    reports = [report("a", "2024-03-06", LONGER), report("b", "2024-03-05")]
    assert versions(reports, [("a",), ("b",)]) == ()
    assert versions([report("a", None, LONGER), report("b", "2024-03-05")], [("a", "b")]) == ()
    assert versions([report("a", "2024-03-05", LONGER), report("b", "2024-03-05")], [("a", "b")]) == ()


@given(st.permutations("abcd"))
def test_the_order_of_reports_does_not_matter(order: list[str]) -> None:
    days = {"a": "2024-03-07", "b": "2024-03-05", "c": "2024-03-06", "d": None}
    reports = [report(name, days[name], LONGER if name == "a" else TEXT) for name in order]
    assert versions(reports, [tuple(order)]) == (("b", "c", "a"),)


@pytest.mark.parametrize("url", [None, "", "   ", "https://", "http://[broken", "#top"])
def test_what_is_no_address_tells_nothing(url: str | None) -> None:
    assert address(url) is None
