"""The property of `test_order` on real reports; all of them in several orders: ``python evals/order.py SHARED``."""

import random
import runpy
from pathlib import Path

import pytest

ORDER = runpy.run_path(str(Path(__file__).resolve().parents[2] / "evals" / "order.py"))


@pytest.mark.parametrize("name", ORDER["SETS"])
def test_real_reports_one_by_one_give_what_all_at_once_give(shared: Path, name: str) -> None:
    given = ORDER["read"](shared, name, first=40)
    shuffled = given[:]
    random.Random(1).shuffle(shuffled)
    assert ORDER["outcome"](shuffled, one_by_one=True) == ORDER["outcome"](given, one_by_one=False)
