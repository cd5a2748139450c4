"""Tables: each row says which program and which models made it."""

from pathlib import Path

import pyarrow.parquet as pq
import pytest

from onrecord import __version__
from onrecord.errors import UsageError
from onrecord.models.files import read_manifest
from onrecord.pipeline import Desk


def test_every_row_of_every_parquet_table_names_the_program_and_the_models(desk: Desk, tmp_path: Path) -> None:
    files = desk.export("parquet", tmp_path)
    assert [path.stem for path in files] == ["reports", "quotes", "witnesses", "regions", "figures", "speakers"]
    for path in files:
        table = pq.read_table(path)
        assert table.num_rows
        assert set(table["onrecord_version"].to_pylist()) == {__version__}
        assert set(table["models_version"].to_pylist()) == {read_manifest()["version"]}


def test_a_form_that_is_not_known_says_which_are(desk: Desk, tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="jsonl, csv, parquet, tei, jsonld"):
        desk.export("xlsx", tmp_path / "none")
    assert not (tmp_path / "none").exists()
