"""The values of one thing across the reports of a story."""

from hypothesis import given
from hypothesis import strategies as st

from onrecord.dates import find_dates
from onrecord.figures import find_figures, line_up
from onrecord.records import Annotated, FigureRow, Report


def told(report_id: str, text: str, published: str = "2022-09-21") -> Annotated:
    report = Report(report_id=report_id, outlet=f"The {report_id}", published=published, text=text)
    dates = find_dates(report)
    return Annotated(report=report, dates=dates, figures=find_figures(report, dates))


def shared(*reports: Annotated) -> list[FigureRow]:
    return [row for row in line_up("s", reports) if len({value.report_id for value in row.values}) > 1]


def test_the_same_thing_in_two_reports_stands_in_one_row() -> None:
    rows = shared(
        told("a", "The ferry Osprey sank off Elm Island, killing 12 people."),
        told("b", "At least 12 people died when the ferry sank off Elm Island."),
    )
    assert [(row.of, row.conflict, [value.report_id for value in row.values]) for row in rows] == [("people killed", False, ["a", "b"])]


def test_intervals_that_do_not_meet_conflict() -> None:
    rows = shared(
        told("a", "The ferry Osprey sank off Elm Island, killing 12 people."),
        told("b", "A total of 15 people died when the ferry sank off Elm Island."),
    )
    assert [row.conflict for row in rows] == [True]


def test_an_open_interval_that_meets_is_no_conflict() -> None:
    rows = shared(
        told("a", "The ferry Osprey sank off Elm Island, killing at least 12 people."),
        told("b", "A total of 15 people died when the ferry sank off Elm Island."),
    )
    assert [row.conflict for row in rows] == [False]


def test_about_reaches_a_little_to_either_side() -> None:
    rows = shared(
        told("a", "The mine at Hollow Creek employs about 300 miners from Elm Town."),
        told("b", "The Hollow Creek mine employs 310 miners, most from Elm Town."),
    )
    assert [row.conflict for row in rows] == [False]


def test_a_later_update_is_no_conflict() -> None:
    rows = shared(
        told("a", "The ferry Osprey sank off Elm Island, killing 12 people."),
        told("b", "The toll has risen to 15 people killed when the ferry sank off Elm Island.", "2022-09-22"),
    )
    assert [row.conflict for row in rows] == [False]


def test_figures_of_other_times_are_no_conflict() -> None:
    rows = shared(
        told("a", "As of 3 May 2019 the mine at Hollow Creek in Elm Town employed 300 miners."),
        told("b", "As of 3 May 2021 the mine at Hollow Creek in Elm Town employed 500 miners."),
    )
    assert [row.conflict for row in rows] == [False]


def test_the_dead_and_the_injured_are_not_mixed_up() -> None:
    rows = shared(
        told("a", "The ferry sank off Elm Island, killing 12 people and injuring 30."),
        told("b", "The ferry sank off Elm Island, killing 12 people and injuring 30."),
    )
    assert sorted(tuple(value.low for value in row.values) for row in rows) == [(12, 12), (30, 30)]
    assert not any(row.conflict for row in rows)


def test_a_part_is_not_the_whole() -> None:
    rows = shared(
        told("a", "Nine of the dead came off the ferry at Elm Island."),
        told("b", "The ferry sank at Elm Island with 15 dead."),
    )
    assert rows == []


def test_the_others_are_not_the_whole() -> None:
    rows = shared(
        told("a", "The court in Elm Town tried 25 defendants over the ferry Osprey."),
        told("b", "The court in Elm Town freed five other defendants over the ferry Osprey."),
    )
    assert rows == []


def test_the_same_words_about_something_else_stay_apart() -> None:
    rows = shared(told("a", "The ferry Osprey sank, killing 12 people."), told("b", "A storm in Norland killed 40 people last year."))
    assert rows == []


def test_a_report_that_contradicts_itself_gives_no_conflict() -> None:
    rows = shared(
        told("a", "The Hollow Creek mine in Elm Town has 12 lifts. The Hollow Creek mine in Elm Town has 20 lifts."),
        told("b", "The Hollow Creek mine in Elm Town has 15 lifts."),
    )
    assert [row.conflict for row in rows] == [False]


REPORTS = (
    told("a", "The ferry Osprey sank off Elm Island, killing 12 people and injuring 30. Shares fell 5%."),
    told("b", "A total of 15 people died when the ferry sank off Elm Island; 30 were injured.", "2022-09-22"),
    told("c", "The toll has risen to 15 people killed when the ferry sank off Elm Island. It cost $5m.", "2022-09-23"),
    told("d", "The mine at Hollow Creek employs about 300 miners. It cost $5m to raise the ferry."),
)
ROWS = line_up("s", REPORTS)


@given(st.permutations(REPORTS))
def test_the_order_of_reports_does_not_matter(reports: list[Annotated]) -> None:
    assert line_up("s", reports) == ROWS


def test_every_figure_stands_in_exactly_one_row() -> None:
    placed = sorted((value.report_id, value.span) for row in ROWS for value in row.values)
    assert placed == sorted((each.report.report_id, figure.span) for each in REPORTS for figure in each.figures)


def test_a_figure_that_leaves_out_its_noun_counts_what_the_one_before_counts() -> None:
    rows = shared(
        told("a", "Nine people were killed and 26 were missing after the ferry Osprey sank off Elm Island."),
        told("b", "At least 11 people are dead and 23 are missing after the ferry Osprey sank off Elm Island."),
    )
    assert [(row.of, row.conflict, [(value.low, value.high) for value in row.values]) for row in rows] == [
        ("people killed", True, [(9, 9), (11, None)]),
        ("people missing", True, [(26, 26), (23, 23)]),
    ]


def test_the_first_missing_of_each_report_stand_in_one_row() -> None:
    rows = shared(
        told("a", "The dam above Hollow Creek burst on Tuesday, and 26 people are missing, police said."),
        told("b", "Eight people are still missing, Chief Ada Holt told a news conference.", "2022-09-25"),
    )
    assert [(row.of, row.conflict) for row in rows] == [("people missing", False)]


def test_the_dead_of_two_places_are_no_conflict() -> None:
    rows = line_up(
        "s",
        [
            told("a", "A small plane crashed on Sunday in the hills of Kellan, and 12 people died in the crash."),
            told("b", "In another crash last year at Orbury harbour, a small plane crashed and six people died on a Sunday."),
        ],
    )
    assert not any(row.conflict for row in rows)


def test_a_large_figure_that_is_nearly_the_same_stands_in_the_same_row() -> None:
    rows = shared(
        told("a", "The two lots hold 48,000 doses, the maker said."), told("b", "The halt covers about 40,000 doses of Ixovar, a vaccine.")
    )
    assert [len(row.values) for row in rows] == [2]


def test_times_and_ways_are_no_thing_to_line_up() -> None:
    assert not shared(told("a", "The ferry Osprey came to Elm Island 30 times."), told("b", "The ferry Osprey was at Elm Island 12 times."))
