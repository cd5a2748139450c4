"""House rules as data."""

from pathlib import Path

import pytest

from onrecord.collation.profiles import apply_profile, judge_region, load_profile, profile_names
from onrecord.errors import SettingsError
from onrecord.records import Base, Region, RegionKind, Span, Statement, Witness


def region(kind: RegionKind) -> Region:
    return Region(kind=kind, weight=1, base=Span(0, 1), base_text="a", witness=Span(0, 1), witness_text="b")


@pytest.mark.parametrize(
    ("profile", "kind", "verdict"),
    [
        ("ap", "grammar", "not-allowed"),
        ("guardian", "grammar", "allowed"),
        ("washington-post", "filler", "allowed"),
        ("ap", "filler", "not-allowed"),
        ("reuters", "cut-marked", "allowed"),
        ("nyt", "repetition", None),
        ("guardian", "join", None),
        ("guardian", "critical", None),
        ("washington-post", "lexical", None),
        ("ap", "contraction", None),
        ("linguistic", "typography", "not-allowed"),
    ],
)
def test_a_house_judges_by_its_verified_rules_alone(profile: str, kind: RegionKind, verdict: str | None) -> None:
    judged = judge_region(region(kind), load_profile(profile))
    assert judged.profile_verdict == verdict
    assert (judged.rule is None) == (verdict is None)


def test_a_witness_is_not_allowed_when_one_difference_is_not() -> None:
    witness = Witness(
        witness_id="w",
        report_id="r",
        quote_id="q",
        content=(),
        marked=True,
        witness_class="differs-minor",
        regions=(region("filler"), region("grammar")),
    )
    statement = Statement(statement_id="s", text="a", base=Base(report_id="r"), witnesses=(witness,))
    verdicts = {
        name: apply_profile(statement, load_profile(name)).witnesses[0].profile_verdict for name in ("guardian", "nyt", "linguistic")
    }
    assert verdicts == {"guardian": "allowed", "nyt": "not-allowed", "linguistic": "not-allowed"}


def test_every_shipped_profile_loads() -> None:
    assert [load_profile(name).name for name in profile_names()] == list(profile_names())


@pytest.mark.parametrize(
    "content",
    ["name = ", 'name = "x"', 'name = "x"\n[[rules]]\nkind = "shouting"\nverdict = "allowed"\nsource = "s"',
     'name = "x"\n' + '[[rules]]\nkind = "filler"\nverdict = "allowed"\nsource = "s"\n' * 2],
)  # fmt: skip
def test_a_file_that_is_no_profile_is_refused_with_a_reason(tmp_path: Path, content: str) -> None:
    path = tmp_path / "own.toml"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(SettingsError, match=r"own\.toml"):
        load_profile(path)


def test_an_own_profile_is_read_and_an_unknown_name_lists_the_known(tmp_path: Path) -> None:
    path = tmp_path / "own.toml"
    path.write_text('name = "own"\n[[rules]]\nkind = "filler"\nverdict = "allowed"\nsource = "desk"\nverified = true\n', encoding="utf-8")
    assert judge_region(region("filler"), load_profile(path)).rule == "desk"
    with pytest.raises(SettingsError, match="guardian"):
        load_profile("gazette")
