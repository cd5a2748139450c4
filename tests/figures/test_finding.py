"""What the figures room finds."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.dates import find_dates
from onrecord.figures import find_figures
from onrecord.records import Figure, Quote, Report, Span
from tests.growth import grows_at_most


def figures(text: str) -> list[Figure]:
    report = Report(report_id="r", published="2022-09-21", text=text)
    return list(find_figures(report, find_dates(report)))


def intervals(text: str) -> list[tuple[float | None, float | None, str]]:
    return [(figure.low, figure.high, figure.change) for figure in figures(text)]


@pytest.mark.parametrize(
    ("text", "low", "high", "change"),
    [
        ("There were 12 miners.", 12, 12, "="),
        ("There were 300,000 miners.", 300_000, 300_000, "="),
        ("There were 1,25,000 miners.", 125_000, 125_000, "="),
        ("There were twenty-three miners.", 23, 23, "="),
        ("There were two hundred and five miners.", 205, 205, "="),
        ("There were half a million miners.", 500_000, 500_000, "="),
        ("There were 1.5 million miners.", 1_500_000, 1_500_000, "="),
        ("There were 2½ litres.", 2.5, 2.5, "="),
        ("There were 2 1/2 litres.", 2.5, 2.5, "="),
        ("There were two dozen miners.", 24, 24, "="),
        ("There were tens of thousands of miners.", 10_000, 99_999, "~"),
        ("There were hundreds of thousands of miners.", 100_000, 999_999, "~"),
        ("There were dozens of miners.", 24, 99, "~"),
        ("There were several hundred miners.", 300, 900, "~"),
        ("There were at least 12 miners.", 12, None, ">"),
        ("There were more than 12 miners.", 12, None, ">"),
        ("There were 12 or more miners.", 12, None, ">"),
        ("There were up to 12 miners.", None, 12, "<"),
        ("There were fewer than 12 miners.", None, 12, "<"),
        ("There were about 12 miners.", 12, 12, "~"),
        ("There were nearly 12 miners.", 12, 12, "~"),
        ("There were between 3 and 5 miners.", 3, 5, "="),
        ("There were 3 to 5 miners.", 3, 5, "="),
        ("There were three or four miners.", 3, 4, "="),
        ("There were 1 to 2 thousand miners.", 1000, 2000, "="),
        ("It cost between $3m and $5m.", 3_000_000, 5_000_000, "="),
        ("It cost £1.2bn.", 1_200_000_000, 1_200_000_000, "="),
        ("A third of the miners left.", 1 / 3, 1 / 3, "="),
        ("It rose by 5%.", 5, 5, "up"),
        ("It fell 5 per cent.", 5, 5, "down"),
        ("It rose to 5%.", 5, 5, "="),
        ("It was minus 12 degrees.", -12, -12, "="),
        ("One in five miners left.", 0.2, 0.2, "="),
        ("Seven or eight thousand miners left.", 7000, 8000, "="),
        ("Nine out of 10 miners left.", 0.9, 0.9, "="),
        ("Output grew from 20 tonnes in 2008 to 29 tonnes.", 20, 29, "="),
        ("Prices rose 5 to 7 per cent.", 5, 7, "up"),
    ],
)
def test_a_quantity_is_an_interval_with_a_change(text: str, low: float | None, high: float | None, change: str) -> None:
    assert intervals(text) == [(low, high, change)]


@pytest.mark.parametrize(
    ("text", "unit"),
    [
        ("It cost £5.", "GBP"),
        ("It cost US$5.", "USD"),
        ("It cost A$5.", "AUD"),
        ("It cost 5 euros.", "EUR"),
        ("It grew by 5 per cent.", "%"),
        ("It fell by 5 percentage points.", "percentage points"),
        ("A 25-year-old left.", "years of age"),
        ("He served five years.", "years"),
        ("It is 5 km long.", "kilometres"),
        ("It covers 5 square miles.", "square miles"),
        ("It cost $5 per gallon.", "USD per gallon"),
        ("There were 5 miners.", None),
        ("She died at age 78.", "years of age"),
        ("It is for those aged 18 to 29.", "years of age"),
        ("It cost tens of millions of dollars.", "USD"),
    ],
)
def test_a_unit_tells_money_age_and_time_from_counts(text: str, unit: str | None) -> None:
    assert [figure.unit for figure in figures(text)] == [unit]


@pytest.mark.parametrize(
    "text",
    [
        "It began on 3 May 2019 at 10.30 am.",
        "Ms Hale, 25, left.",
        "Call 555-0199 now.",
        "It came 3rd.",
        "A Boeing 737 landed.",
        "They won 3-1.",
        "She lives at 12 Elm Street.",
        "No one came.",
        "They sat on Row 12.",
        "It was the one he meant.",
        "An iPhone 14 rang.",
        "A two-term mayor and a six-time champion left.",
        "It was a 5-to-4 majority.",
        "His 401(k) is empty.",
        "The list was 1,2,3,4.",
        "He won it 6-3 in the final.",
        "Paragraph no. 12 says so.",
        "Hale, seventy, lives here.",
        "The first half of the year was dry.",
    ],
)
def test_dates_times_names_and_scores_are_no_quantities(text: str) -> None:
    assert figures(text) == []


@pytest.mark.parametrize(
    ("text", "of"),
    [
        ("They called up 300,000 military reservists.", "military reservists"),
        ("Some 60% of the dock workers voted.", "dock workers"),
        ("Estimates of dock losses in the strike vary but most put the figure in the tens of thousands.", "dock losses in the strike"),
        ("Revenue rose to $5m.", "Revenue"),
    ],
)
def test_what_is_counted_may_stand_after_the_figure_or_across_the_verb(text: str, of: str) -> None:
    assert [figure.of for figure in figures(text)] == [of]


def test_the_source_of_the_quote_that_holds_a_figure_gives_it() -> None:
    text = "Hale said 12 miners had died."
    quote = Quote(quote_id="q", kind="indirect", content=(Span(10, 28),), source=(Span(0, 4),), cue=(Span(5, 9),))
    report = Report(report_id="r", text=text)
    assert [figure.according_to for figure in find_figures(report, (), (quote,))] == ["Hale"]


def test_a_figure_may_be_given_according_to_somebody() -> None:
    assert [figure.according_to for figure in figures("Some 12 miners died, according to the mine's owner.")] == ["the mine's owner"]


def test_a_figure_has_the_date_that_leads_it() -> None:
    assert [figure.as_of for figure in figures("As of 3 May 2019, 12 miners had died.")] == ["2019-05-03"]


text_of_figures = st.lists(
    st.sampled_from(
        "12 1,200 £ $ -5 3-1 half a million and one to between or tens of thousands % per cent dozen 2.5 bn 1/2 ½ . , E5 x10 in out".split()
    )
).map(" ".join) | st.text(max_size=80)


@given(text_of_figures)
def test_figures_are_sorted_disjoint_and_ordered_inside(text: str) -> None:
    report = Report(report_id="r", text=text)
    found = find_figures(report, find_dates(report))
    assert found == find_figures(report, find_dates(report))
    end = 0
    for figure in found:
        assert end <= figure.span.start < figure.span.end <= len(text)
        assert figure.low is None or figure.high is None or figure.low <= figure.high
        assert figure.low is not None or figure.high is not None
        end = figure.span.end


@pytest.mark.parametrize(
    "piece", ["1", "1,", "1-", "one ", "hundred and ", "a million ", "$", "5% ", "half ", "12 to ", "between 1 and ", "the 5 ", "(", "12. "]
)
def test_reading_is_linear_in_the_length_of_hostile_text(piece: str) -> None:
    def seconds(count: int) -> float:
        report = Report(report_id="r", text=piece * count)
        started = time.process_time()
        find_figures(report, ())
        return time.process_time() - started

    small = 4_000 // len(piece)
    assert grows_at_most(seconds, small, 4 * small, 9, 0.05)


def test_an_amount_in_brackets_takes_the_change_of_the_one_that_it_translates() -> None:
    assert [figure.change for figure in figures("It cost more than 7.5 million crowns ($1.1 million).")] == [">", ">"]


def test_a_quote_that_continues_another_has_its_source_for_the_figures_in_it() -> None:
    text = "“We mourn,” Hale said.\n\n“We lost 12 miners.”"
    first = Quote(quote_id="a", kind="direct", content=(Span(1, 9),), source=(Span(12, 16),), cue=(Span(17, 21),))
    second = Quote(quote_id="b", kind="direct", content=(Span(25, 43),), continues="a")
    report = Report(report_id="r", text=text)
    assert [figure.according_to for figure in find_figures(report, (), (first, second))] == ["Hale"]


def test_over_the_and_over_a_time_bound_no_number() -> None:
    assert intervals("They refused to turn over the 12 officers.") == [(12, 12, "=")]
    assert intervals("It would cost £90m over five years.") == [(90_000_000, 90_000_000, "="), (5, 5, "=")]
    assert intervals("It has stood for over five years.") == [(5, None, ">")]


@pytest.mark.parametrize(
    "text",
    ["The Group of Seven met.", "It was a one-on-one meeting.", "She flew in Air Force One.", "Image 2 of 3", "Our plans:\n1. The ferry"],
)
def test_a_number_in_a_name_or_of_a_list_counts_nothing(text: str) -> None:
    assert [f.span.of(text) for f in figures(text) if f.span.of(text) in ("Seven", "one", "One", "3", "1")] == []


@pytest.mark.parametrize(
    ("text", "counted"),
    [
        ("About 1,200 women became victims of theft.", "women"),
        ("It has 27 Harlan engines powering it.", "Harlan engines"),
        ("They charged 12 Kellan officers accused of theft.", "Kellan officers"),
        ("They met 10 U.S. citizens.", "U.S. citizens"),
        ("The two men hold meetings there.", "men"),
        ("He wrote two articles totalling a page.", "articles"),
        ("It has two nuclear testing sites.", "nuclear testing sites"),
        ("It hit 8 million low- and middle-income workers.", "middle-income workers"),
        ("It sold 48,000 doses of Ixovar.", "doses of Ixovar"),
        ("Five of the dead were neighbours.", "dead"),
        ("It met two women passengers.", "women passengers"),
        ("They raised fuel prices by up to 51 percent.", "fuel prices"),
        ("Weeks after Odum was asked to answer questions about the riots, a 51 percent rise came.", "rise"),
        ("Engines: 27 Boosters: 3", "Engines"),
    ],
)
def test_what_is_counted_ends_with_its_noun(text: str, counted: str) -> None:
    assert figures(text)[0].of == counted


@pytest.mark.parametrize(
    ("text", "unit"),
    [
        ("It lifts up to 140,660 pounds (63,800 kilograms).", "lbs"),
        ("It has a thrust of 5 million pounds.", "lbs"),
        ("It weighs 63 kg (140 pounds).", "lbs"),
        ("It cost 40 pounds (46 euros).", "GBP"),
    ],
)
def test_pounds_beside_a_weight_are_a_weight(text: str, unit: str) -> None:
    assert unit in [figure.unit for figure in figures(text)]


@pytest.mark.parametrize(
    "text", ["A 911 caller said so.", "He flew on Marine One to it.", "He passed him at turn three later.", "Caption 24 of 30 Photos"]
)
def test_part_of_a_name_or_a_list_is_no_quantity(text: str) -> None:
    assert not figures(text)


@pytest.mark.parametrize(
    ("text", "change"),
    [("The index was up at 96.", "="), ("Shares finished higher at $3.20.", "="), ("They gave up 517 yards.", "="), ("It is up 5%.", "up")],
)
def test_where_a_price_stands_is_no_movement(text: str, change: str) -> None:
    assert figures(text)[0].change == change


def test_the_country_is_part_of_what_is_counted() -> None:
    assert figures("It killed the 10 US citizens.")[0].of == "US citizens"
