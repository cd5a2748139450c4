"""What openings say about when, and look-alike events that differ in little else."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from onrecord.dates import find_dates
from onrecord.linking import group_all
from onrecord.models import load_encoder
from onrecord.records import Report
from onrecord.stories import Days, StoryFeatures, are_two_events, features, leads_of, weekdays_apart

MASKS = st.integers(0, 127)


def seen(report_id: str, text: str, published: str | None = None, title: str | None = None) -> StoryFeatures:
    report = Report(report_id=report_id, text=text, published=published, title=title)
    return features(report, load_encoder().encode(leads_of(report)), dates=find_dates(report))


def stories_of(*reports: StoryFeatures) -> list[tuple[str, ...]]:
    return [group.report_ids for group in group_all({each.report_id: each for each in reports})]


def test_a_weekday_is_known_with_a_date_of_publication_and_without() -> None:
    text = "The Tarn dam failed on Tuesday, engineer Odalys Marsh said."
    assert seen("a", text).weekdays == seen("b", text, "2024-03-06").weekdays == 0b10


def test_a_day_is_news_only_near_its_publication() -> None:
    text = "The Tarn dam, opened on 3 May 1961, failed on Tuesday."
    assert len(seen("a", text, "2024-03-06").fresh) == 1
    assert seen("a", text).fresh == seen("a", text, "2099-01-01").fresh[1:] == ()


def test_only_the_opening_counts() -> None:
    assert seen("a", "word " * 200 + "on Tuesday again").days == Days()


def test_a_number_that_counts_a_thing_says_nothing_of_the_like() -> None:
    assert not seen("a", "The second half of the match was dull.").again
    assert seen("a", "A second dam failed.").again


@given(MASKS, MASKS)
def test_weekdays_stand_to_each_other_alike_from_both_sides(one: int, other: int) -> None:
    assert weekdays_apart(one, other) == weekdays_apart(other, one)
    assert (weekdays_apart(one, other) == "unknown") == (not one or not other)


@given(st.lists(st.integers(1, 60), max_size=4), st.lists(st.integers(1, 60), max_size=4), st.booleans(), st.booleans())
def test_two_events_are_two_from_both_sides_and_need_days_in_both(
    some: list[int], others: list[int], is_again: bool, is_other_again: bool
) -> None:
    one, other = Days(0, tuple(sorted(some)), is_again), Days(0, tuple(sorted(others)), is_other_again)
    assert are_two_events(one, other) == are_two_events(other, one)
    assert not are_two_events(one, other) or (some and others and (is_again or is_other_again))


# Three launches of one summer by one invented body, each told by two outlets: title and opening of each.
LAUNCHES = {
    "2031-06-04": (
        ("Orrin rocket falls into the Sound of Vell", "A rocket of the Orrin Directorate flew 300 kilometres on Tuesday and fell into the "
         "Sound of Vell, the coast guard said. Fishing boats had been told to stay in port. Nobody was hurt."),
        ("Vell protests as Orrin rocket lands in the Sound", "Vell called in the Orrin envoy on Tuesday after a rocket landed in the Sound "
         "of Vell, where fishing boats had been kept in port. It flew about 300 kilometres, the coast guard said."),
    ),
    "2031-07-11": (
        ("Orrin fires another rocket, which breaks up over Cape Dunmere", "Pieces of another Orrin rocket rained on the lighthouse of Cape "
         "Dunmere on Thursday. The Directorate said that a fuel valve had stuck; keeper Ansel Roe hid in his cellar."),
        ("Lighthouse hit by pieces of second Orrin rocket", "Keeper Ansel Roe was in the cellar of the Cape Dunmere lighthouse when a "
         "rocket of the Orrin Directorate broke up above him on Thursday. A valve had stuck, engineers said."),
    ),
    "2031-08-24": (
        ("Latest Orrin rocket comes down near the isle of Hask", "The Orrin Directorate put a rocket into the water off the isle of Hask "
         "on Saturday, 900 kilometres away, its longest flight. Ministers in Vell spoke of a threat to the ferry line."),
        ("Ferries to Hask stop after Orrin launches again", "Ferries to the isle of Hask stopped on Saturday when a rocket of the Orrin "
         "Directorate came down beside the line after a flight of 900 kilometres, ministers in Vell said."),
    ),
}  # fmt: skip


def launches(has_dates: bool) -> list[StoryFeatures]:
    return [
        seen(f"{number}{outlet}", text, published if has_dates else None, title)
        for number, (published, told) in enumerate(LAUNCHES.items())
        for outlet, (title, text) in enumerate(told)
    ]


def test_launches_of_one_summer_are_a_story_each() -> None:
    assert stories_of(*launches(has_dates=True)) == [("00", "01"), ("10", "11"), ("20", "21")]


def test_without_dates_the_weekdays_in_the_openings_keep_launches_apart() -> None:
    assert stories_of(*launches(has_dates=False)) == [("00", "01"), ("10", "11"), ("20", "21")]
