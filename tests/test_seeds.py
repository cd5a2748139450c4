"""What a careful reader finds in two real reports of one event; skips where the labelled news is not beside the project."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from onrecord.pipeline import Desk, annotate, as_json, as_line
from onrecord.records import Annotated, as_data
from onrecord.settings import QuoteSettings, Settings


@pytest.mark.parametrize("reader", ["rules", "model"])
def test_the_seeds_are_read_as_a_careful_reader_reads_them(shared: Path, tmp_path: Path, reader: str) -> None:
    settings = Settings(quotes=QuoteSettings(reader=reader))  # type: ignore[arg-type]
    seeds = sorted((shared / "data" / "seeds").glob("*.txt"))
    read = [as_line(item) for item in annotate(seeds, settings, 1) if isinstance(item, Annotated)]
    with Desk(":memory:", settings) as desk:
        desk.add(seeds)
        lists = {"pred": read, "statements": map(as_data, desk.statements()), "stories": map(as_data, desk.stories())}
        words = [sys.executable, str(shared / "eval" / "score_seeds.py"), "--json", "--gold", str(shared / "data" / "seeds")]
        for name, rows in lists.items():
            file = tmp_path / f"{name}.jsonl"
            file.write_text("".join(as_json(row) + "\n" for row in rows), encoding="utf-8")
            words += [f"--{name}", str(file)]
    result = json.loads(subprocess.run(words, capture_output=True, text=True, check=True).stdout.splitlines()[-1])
    assert result["one_story"] and result["critical_thousands"] and result["echo_kept_apart"]
    assert result["must_right"] >= 18
    assert result["right"] >= 22
    assert result["witnesses_right"] >= 11
    assert result["false_quotes"] == 0
    for found in ("dates", "figures", "said", "published"):
        assert result[f"{found}_right"] == {"dates": 3, "figures": 2, "said": 4, "published": 2}[found]
