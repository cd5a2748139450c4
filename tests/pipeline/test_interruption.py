"""Adding can be killed at any moment and run again."""

import subprocess
import sys
from pathlib import Path

import pytest

from onrecord import samples
from onrecord.pipeline import Desk
from tests.pipeline.test_order import RULES, everything

REPORTS = samples.folder() / "reports"
SCRIPT = """
import os, sys
from onrecord.pipeline import Desk, desk, grouping
from onrecord.settings import QuoteSettings, Settings

desk.BATCH = 4
moment, database, folder = sys.argv[1:]
if moment == "grouping":
    write = grouping._write_story
    def die(*arguments):
        write(*arguments)
        os._exit(9)
    grouping._write_story = die
def tell(counts):
    if moment == "reading" and counts.read >= 8:
        os._exit(9)
with Desk(database, Settings(quotes=QuoteSettings(reader="rules"))) as opened:
    opened.add([folder], processes=1, on_item=tell)
"""


@pytest.mark.parametrize("moment", ["reading", "grouping"])
def test_what_was_killed_and_run_again_is_as_if_it_had_run_once(tmp_path: Path, moment: str) -> None:
    database = tmp_path / "desk.db"
    killed = subprocess.run([sys.executable, "-c", SCRIPT, moment, str(database), str(REPORTS)], capture_output=True, timeout=300)
    assert killed.returncode == 9, killed.stderr
    with Desk(database, RULES) as desk:
        stored = desk.counts()["reports"]
        assert stored >= 4 and desk.counts()["stories"] == 0
        counts = desk.add([REPORTS], processes=1)
        assert counts.already_there == stored
        with Desk(":memory:", RULES) as whole:
            whole.add([REPORTS], processes=1)
            assert everything(desk) == everything(whole)
