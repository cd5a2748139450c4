import os

from onrecord.engines import Failed, run


def double(number: int) -> int:
    if number == 13:
        raise ValueError("thirteen")
    if number == 77:
        os._exit(9)
    return 2 * number


def test_results_come_in_the_order_of_the_items() -> None:
    assert list(run(double, range(5))) == [0, 2, 4, 6, 8]


def test_one_item_that_raises_costs_itself_alone() -> None:
    results = list(run(double, range(15)))
    assert results[13] == Failed(13, "ValueError: thirteen")
    assert [r for r in results if not isinstance(r, Failed)] == [2 * n for n in range(15) if n != 13]


def test_a_process_that_dies_costs_one_item_and_many_processes_keep_the_order() -> None:
    results = list(run(double, range(60, 100), processes=2))
    assert isinstance(results[17], Failed) and results[17].item == 77
    assert [r for r in results if not isinstance(r, Failed)] == [2 * n for n in range(60, 100) if n != 77]


def test_items_are_taken_only_as_they_are_needed() -> None:
    taken = []

    def items() -> object:
        for number in range(10_000):
            taken.append(number)
            yield number

    stream = run(double, items(), processes=1)
    next(stream)
    assert len(taken) < 100
