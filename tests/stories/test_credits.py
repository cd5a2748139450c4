from onrecord.stories import credits
from tests.growth import grows_at_most


def agencies(text: str) -> list[tuple[str, str]]:
    return [(credit.agency, credit.span.of(text)) for credit in credits(text)]


def test_a_dateline_credit_is_found_with_its_words() -> None:
    assert agencies("LOWBRIDGE (Reuters) - The dam failed.") == [("Reuters", "(Reuters)")]


def test_a_closing_credit_is_found() -> None:
    assert agencies("The dam failed.\nNobody was hurt. - AFP") == [("AFP", "- AFP")]


def test_two_contributors_are_two_credits() -> None:
    assert {agency for agency, _ in agencies("AP and Reuters contributed to this report.")} == {"Associated Press", "Reuters"}


def test_unnamed_agencies_are_a_credit() -> None:
    assert agencies("By our staff, with agencies") == [("agencies", "with agencies")]


def test_a_mention_is_no_credit() -> None:
    assert agencies("The mayor told Reuters that the dam was safe. AP photographers were there.") == []


def test_credits_cost_linear_time_on_hostile_text() -> None:
    from time import perf_counter

    def seconds(size: int) -> float:
        text = "with AP and " * size + "(" * size + " \t" * size
        start = perf_counter()
        credits(text)
        return perf_counter() - start

    assert grows_at_most(seconds, 10_000, 20_000, 8, 0.05)
