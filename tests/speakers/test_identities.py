"""Wikidata ids from a table that the user supplies."""

import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.errors import SettingsError
from onrecord.records import SpeakerKind, SpeakerRow
from onrecord.speakers import identify, read_identities
from onrecord.speakers.identities import countries_in
from tests.growth import grows_at_most

TABLE = """\
id,name,aliases,roles,countries,from,to
Q900001,Ada Hale,Adela Hale|A. M. Hale,Secretary of State for Defence|politician,United Kingdom,2019,2023-08
Q900002,Ike Odum,,footballer,Ghana,,
Q900003,Ike Odum,,mayor of Orland,New Zealand,,
Q900004,Bo Lund,,physicist,Norway,,
Q900005,Bo Lund,,physicist,Denmark,,
Q900006,Norwegian Herring Board,the Herring Board,,Norway,,
Q900007,Tam Orr,,First Minister of Scotland,United Kingdom,,
"""
KNOWN = read_identities(TABLE, "people.csv")


def wikidata(name: str, *roles: str, aliases: tuple[str, ...] = (), kind: SpeakerKind = "person", on: tuple[str, ...] = ()) -> str | None:
    return identify(SpeakerRow(speaker_id="s", name=name, kind=kind, roles=roles, aliases=aliases), KNOWN, on)


def test_a_name_and_its_office_in_other_words_give_the_id() -> None:
    assert wikidata("Ada Hale", "UK Defence Secretary") == "Q900001"
    assert wikidata("ADA HÅLE", "defense secretary") == "Q900001"


@pytest.mark.parametrize("role", ["Sen.", "US Sen.", "senator", "former senator from Ohio"])
def test_a_short_title_is_the_office_that_it_stands_for(role: str) -> None:
    known = read_identities("id,name,roles,countries\nQ900009,Cy Ames,United States senator,United States of America\n", "people.csv")
    assert identify(SpeakerRow(speaker_id="s", name="Cy Ames", kind="person", roles=(role,)), known) == "Q900009"


def test_a_name_alone_gives_none() -> None:
    assert wikidata("Ada Hale") is None
    assert wikidata("Nobody Known", "UK Defence Secretary") is None


@pytest.mark.parametrize(
    "role", ["goatherd", "British sprinter", "shadow defence secretary", "US Defence Secretary", "aide to the defence secretary"]
)
def test_the_same_name_in_another_role_gives_none(role: str) -> None:
    assert wikidata("Ada Hale", role) is None


def test_an_alias_is_a_name_on_either_side() -> None:
    assert wikidata("A M Hale", "defence secretary") == "Q900001"
    assert wikidata("Mrs Hale", "defence secretary", aliases=("Adela Hale",)) == "Q900001"


def test_a_surname_alone_among_the_aliases_is_not_looked_up() -> None:
    known = read_identities("id,name,roles\nQ900009,Hale,mayor\n", "people.csv")
    assert identify(SpeakerRow(speaker_id="s", name="Ada Hale", kind="person", roles=("mayor",), aliases=("Hale",)), known) is None
    assert identify(SpeakerRow(speaker_id="s", name="Hale", kind="person", roles=("mayor",)), known) == "Q900009"


def test_a_country_in_the_role_agrees_within_one_walk_of_life() -> None:
    assert wikidata("Ada Hale", "British ambassador to Norway") == "Q900001"
    assert wikidata("Ada Hale", "Norwegian ambassador to Britain") is None


def test_namesakes_are_told_apart_by_role_and_none_is_given_where_two_fit() -> None:
    assert wikidata("Ike Odum", "mayor") == "Q900003"
    assert wikidata("Ike Odum", "Ghanaian footballer") == "Q900002"
    assert wikidata("Bo Lund", "Danish physicist") == "Q900005"
    assert wikidata("Bo Lund", "physicist") is None


def test_an_office_counts_only_in_its_years_but_a_former_holder_stays_on_record() -> None:
    assert wikidata("Ada Hale", "defence secretary", on=("2023-08-30", "2024-01-02")) == "Q900001"
    assert wikidata("Ada Hale", "defence secretary", on=("2024-01-02",)) is None
    assert wikidata("Ada Hale", "former defence secretary", on=("2024-01-02",)) == "Q900001"
    assert wikidata("Ada Hale", "defence secretary", on=("2018-12-31",)) is None


def test_a_body_shows_its_country_in_its_name() -> None:
    assert wikidata("Norwegian Herring Board", kind="organization") == "Q900006"


def test_a_home_nation_is_no_reason_against_the_united_kingdom() -> None:
    assert wikidata("Tam Orr", "Scottish First Minister") == "Q900007"


def test_a_state_or_a_post_abroad_is_not_the_country_of_the_person() -> None:
    assert not countries_in("governor of New Mexico") and not countries_in("envoy to France")
    assert countries_in("North Korean leader") == {"north korea"}


def test_one_person_may_have_a_line_for_each_office() -> None:
    lines = "id,name,roles,from,to\nQ900001,Ada Hale,mayor,2010,2015\nQ900001,Ada Hale,senator,2015,\n"
    row = SpeakerRow(speaker_id="s", name="Ada Hale", kind="person", roles=("mayor", "senator"))
    assert identify(row, read_identities(lines, "people.csv"), ["2015-03-01"]) == "Q900001"


@pytest.mark.parametrize(
    ("table", "words"),
    [
        ("", "line 1: the header"),
        ("id,name,role\n", "line 1: the header"),
        ("id,name\nQ900001,Ada Hale\n900002,Bo Lund\n", "line 3: the id is '900002'"),
        ("id,name\nQ900001,Hale, Ada\n", "line 2: 3 cells under 2 columns"),
        ("id,name\nQ900001,\n", "line 2: the name is empty"),
        ("id,name,from\nQ900001,Ada Hale,last May\n", "line 2: the date is 'last May'"),
        ("id,name,from,to\nQ900001,Ada Hale,2019-06,2018\n", "line 2: it ends (2018) before it begins (2019-06)"),
        ('id,name\nQ900001,"Ada Hale\n', "line 2: unexpected end of data"),
    ],
)
def test_a_bad_line_is_told_with_its_number(table: str, words: str) -> None:
    with pytest.raises(SettingsError) as raised:
        read_identities(table, "people.csv")
    assert str(raised.value).startswith(f"people.csv: {words}")


def test_the_example_in_the_docs_can_be_read() -> None:
    page = (Path(__file__).resolve().parents[2] / "docs" / "wikidata.md").read_text("utf-8")
    assert set(read_identities(page.split("```csv\n")[1].split("```")[0], "page")) == {"ada hale", "adela hale", "a m hale", "ike odum"}


@given(st.permutations(TABLE.splitlines()[1:]))
def test_the_order_of_the_lines_changes_nothing(lines: list[str]) -> None:
    known = read_identities("\n".join([TABLE.splitlines()[0], *lines]), "people.csv")
    for name, role in [("Ada Hale", "defence secretary"), ("Ike Odum", "mayor"), ("Bo Lund", "physicist")]:
        row = SpeakerRow(speaker_id="s", name=name, kind="person", roles=(role,))
        assert identify(row, known) == identify(row, KNOWN)


@given(st.text(max_size=60), st.text(max_size=60))
def test_any_name_and_role_are_answered(name: str, role: str) -> None:
    assert wikidata(name, role) is None
    wikidata("Ada Hale", role)


def test_long_cells_take_linear_time() -> None:
    def seconds(size: int) -> float:
        begun = time.perf_counter()
        known = read_identities("id,name,roles,countries\nQ900001,Ada Hale,{0},{0}\n".format("united south " * size), "people.csv")
        identify(SpeakerRow(speaker_id="s", name="Ada Hale", kind="person", roles=("united south " * size,)), known)
        return time.perf_counter() - begun

    assert grows_at_most(seconds, 2000, 4000, 5, 0)
