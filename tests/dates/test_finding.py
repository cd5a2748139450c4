"""What the dates room finds, and the value it gives."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.dates import find_dates
from onrecord.records import Report
from tests.growth import grows_at_most

WEDNESDAY = "2022-09-21"


def dates(text: str, published: str | None = WEDNESDAY) -> list[tuple[str, str]]:
    found = find_dates(Report(report_id="r", published=published, text=text))
    return [(mention.span.of(text), mention.value) for mention in found]


def values(text: str, published: str | None = WEDNESDAY) -> list[str]:
    return [value for _, value in dates(text, published)]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("It began on 3 March 2021.", "2021-03-03"),
        ("It began on March 3, 2021.", "2021-03-03"),
        ("It began on Wednesday, 3 March 2021.", "2021-03-03"),
        ("It began on Sept. 3rd, 2021.", "2021-09-03"),
        ("It began on the 3rd of March 2021.", "2021-03-03"),
        ("It began on 2021-03-03.", "2021-03-03"),
        ("It began on 25/03/2021.", "2021-03-25"),
        ("It began on 3/25/2021.", "2021-03-25"),
        ("It began in March 2021.", "2021-03"),
        ("It began in 2021.", "2021"),
        ("It began in the summer of 2021.", "2021-SU"),
        ("It began in the third quarter of 2021.", "2021-Q3"),
        ("It began in the 1990s.", "199"),
        ("It began in the 19th century.", "18"),
        ("It began on 5–7 March 2021.", "2021-03-05/2021-03-07"),
    ],
)
def test_a_date_that_says_it_all_needs_no_publication_date(text: str, value: str) -> None:
    assert values(text, None) == [value]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("She left today.", "2022-09-21"),
        ("She left yesterday.", "2022-09-20"),
        ("She left yesterday afternoon.", "2022-09-20TAF"),
        ("She leaves tomorrow.", "2022-09-22"),
        ("She left last night.", "2022-09-20TNI"),
        ("She left this morning.", "2022-09-21TMO"),
        ("She left on Wednesday.", "2022-09-21"),
        ("She left on Friday.", "2022-09-16"),
        ("She will leave on Friday.", "2022-09-23"),
        ("The talks are to be held on Friday.", "2022-09-23"),
        ("She left last Friday.", "2022-09-16"),
        ("She left on Tuesday evening.", "2022-09-20TEV"),
        ("She left last week.", "2022-W37"),
        ("She left last month.", "2022-08"),
        ("She left last year.", "2021"),
        ("She left last July.", "2022-07"),
        ("She left last summer.", "2021-SU"),
        ("She left in June.", "2022-06"),
        ("She will leave in January.", "2023-01"),
        ("She left ten years ago.", "2012"),
        ("She left two months ago.", "2022-07"),
        ("She left three days ago.", "2022-09-18"),
        ("She left on 12 September.", "2022-09-12"),
        ("The vote will be on 12 February.", "2023-02-12"),
        ("They met on Christmas Day.", "2021-12-25"),
        ("She has led it for the past two years.", "P2Y"),
    ],
)
def test_a_relative_date_is_counted_from_publication(text: str, value: str) -> None:
    assert values(text) == [value]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The vote was on 3 May 2019. A day later she resigned.", ["2019-05-03", "2019-05-04"]),
        ("The vote was on 3 May 2019. The following day she resigned.", ["2019-05-03", "2019-05-04"]),
        ("The vote was on 3 May 2019; she had resigned two months earlier.", ["2019-05-03", "2019-03"]),
        ("He was elected in 2010 and resigned two years later.", ["2010", "2012"]),
        ("He was tried in 2010. That year she left.", ["2010", "2010"]),
        ("She was born on 4 May 1950. On 2 June her father died.", ["1950-05-04", "1950-06-02"]),
        ("It was founded in 1963.\n\nThe next vote is on Feb. 20.", ["1963", "2023-02-20"]),
        ("A day after the vote of 3 May 2019 she resigned.", ["2019-05-03"]),
        ("Two days before 3 May 2019 she resigned.", ["2019-05-01", "2019-05-03"]),
        ("On 3 May 2019 she left. He left on the 12th.", ["2019-05-03", "2019-05-12"]),
        ("From November 20 to December 11, 2015, voters choose.", ["2015-11-20", "2015-12-11"]),
        ("It ran from March to August 2011.", ["2011-03", "2011-08"]),
    ],
)
def test_a_date_may_be_counted_from_another_in_the_text(text: str, expected: list[str]) -> None:
    assert values(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "Theresa May may march on.",
        "They sat in the sun and ate.",
        "Some 2000 people came.",
        "It cost $1999 in all.",
        "Flight 1920 was late.",
        "Call 555-1987 for help.",
        "Rule 2016 is clear.",
        "He is still known today as the founder.",
        "To this day nobody knows.",
        "She told USA Today so.",
        "The half was in corpus of ca. 1000 sonnets.",
        "See www.example.org/2017/04/16/news for more.",
    ],
)
def test_words_and_numbers_that_only_look_like_dates_are_left_alone(text: str) -> None:
    assert values(text) == []


def test_a_habit_has_no_day() -> None:
    assert values("They meet every Monday and on Friday nights.") == ["XXXX-WXX-1", "XXXX-WXX-5TNI"]


def test_without_a_publication_date_what_is_unknown_is_x() -> None:
    assert values("She left on Friday, 12 September, and yesterday.", None) == ["XXXX-09-12"]


def test_a_publication_date_known_to_the_month_resolves_months_alone() -> None:
    assert values("She left last month, on Friday.", "2022-09") == ["2022-08", "XXXX-WXX-5"]


def test_a_clock_time_takes_the_day_named_before_it() -> None:
    assert values("On 3 May 2019 the polls closed at 10.30 pm.") == ["2019-05-03", "2019-05-03T22:30"]


text_of_dates = st.lists(
    st.sampled_from(
        "a day before the the day after two years ago on Wednesday 3 May 2019 , . 2022-09-21 last week month 10:30 am 1960s ' – - to "
        "overnight Christmas this next 12 1914-18 twenty-three Q3 of \n".split(" ")
    )
).map(" ".join) | st.text(max_size=80)


@given(text_of_dates, st.sampled_from([None, "2022", "2022-09", "2022-09-21", "0001-01-01", "9999-12-31"]))
def test_mentions_are_sorted_disjoint_and_inside_the_text(text: str, published: str | None) -> None:
    report = Report(report_id="r", published=published, text=text)
    found = find_dates(report)
    assert found == find_dates(report)
    end = 0
    for mention in found:
        assert end <= mention.span.start < mention.span.end <= len(text)
        assert mention.value
        end = mention.span.end


@pytest.mark.parametrize(
    "piece", ["a day before ", "1", "1,", "the ", "12-", "May ", "on Monday ", " ", "2019-", "twenty-", "two years ago ", "10:30 "]
)
def test_reading_is_linear_in_the_length_of_hostile_text(piece: str) -> None:
    def seconds(count: int) -> float:
        report = Report(report_id="r", published=WEDNESDAY, text=piece * count)
        started = time.process_time()
        find_dates(report)
        return time.process_time() - started

    small = 4_000 // len(piece)
    assert grows_at_most(seconds, small, 4 * small, 9, 0.05)


def test_a_line_of_its_own_with_a_date_near_publication_says_when_the_report_was_written() -> None:
    text = "Ferry sinks\n\nTuesday, 20 September 2022\n\nIt sank yesterday."
    assert values(text) == ["2022-09-20", "2022-09-19"]
    assert values(text, None) == ["2022-09-20", "2022-09-19"]
    assert values(text, "2012-01-05") == ["2022-09-20", "2012-01-04"]


def test_the_event_of_a_weekday_that_is_to_come_is_the_next() -> None:
    sunday = "2022-09-18"
    assert values("There is no agenda for Monday’s meeting.", sunday) == ["2022-09-19"]
    assert values("Tickets sold out ahead of Monday's harbour summit.", sunday) == ["2022-09-19"]
    assert values("She spoke before Saturday’s match began.", sunday) == ["2022-09-17"]


def test_a_programme_called_this_week_is_no_date() -> None:
    assert values("She told Vell Radio’s “This Week” so.") == []
    assert values("This week she said so.") == ["2022-W38"]


def test_this_before_a_whole_date_does_not_cut_it() -> None:
    assert values("In this July 7, 2017, picture she waves.") == ["2017-07-07"]


def test_last_week_of_a_sunday_is_the_week_that_ends() -> None:
    assert values("She resigned last week.", "2022-09-18") == ["2022-W37"]
    assert values("She resigned last week.", "2022-09-19") == ["2022-W37"]


def test_a_caption_date_behind_this_is_read_whole() -> None:
    assert dates("In this Nov. 11, 2021, file photo") == [("Nov. 11, 2021", "2021-11-11")]
