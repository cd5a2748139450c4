import os
import subprocess
import sys
import time
from pathlib import Path

from onrecord.engines import Failed, close, run


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


def test_a_plain_script_without_a_main_guard_can_use_many_processes(tmp_path: Path) -> None:
    script = tmp_path / "script.py"
    script.write_text("from onrecord.engines import run\nprint(sum(run(abs, range(-50, 0), processes=2)))\n", encoding="utf-8")
    done = subprocess.run([sys.executable, str(script)], capture_output=True, text=True, timeout=120)
    assert (done.stdout.strip(), done.returncode) == ("1275", 0), done.stderr


def test_items_are_taken_only_as_they_are_needed() -> None:
    taken = []

    def items() -> object:
        for number in range(10_000):
            taken.append(number)
            yield number

    stream = run(double, items(), processes=1)
    next(stream)
    assert len(taken) < 100


def test_a_run_after_another_has_the_same_processes_until_they_are_closed() -> None:
    first, second = set(run(process, range(40), processes=2)), set(run(process, range(40), processes=2))
    assert len(first | second) <= 2
    close()
    assert not first & set(run(process, range(40), processes=2))
    close()


def process(_: int) -> int:
    time.sleep(0.01)
    return os.getpid()


def test_a_run_that_is_left_before_its_end_leaves_nothing_to_the_next() -> None:
    stream = run(abs, range(-100, 0), processes=2)
    assert next(stream) == 100
    stream.close()
    assert list(run(abs, range(-30, 0), processes=2)) == list(range(30, 0, -1))
