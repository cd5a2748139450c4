"""Statements as editions in TEI: whoever reads along a witness has its words, and the file is TEI."""

from pathlib import Path

import msgspec
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from onrecord.collation.members import Member
from onrecord.collation.statements import build_statement
from onrecord.pipeline import Desk
from onrecord.pipeline.tei import EDGES, edition, printed_words
from onrecord.records import Base, Quote, Region, Report, Span, Statement, Transcript, Witness

NAMES = {"t": "http://www.tei-c.org/ns/1.0"}
SCHEMA = etree.RelaxNG(etree.parse(Path(__file__).with_name("tei.rng")))
FULL = "The council will repair the old sluice gate by Friday. It cost us ten boats, and we will not wait."


def build(versions: list[str], full: str = FULL) -> tuple[Statement, dict[str, Report]]:
    """A statement whose base is the full text, and the reports that print it and the other versions."""
    members = []
    for number, text in enumerate([full, *versions]):
        quote = Quote(quote_id=f"q{number}", kind="direct", content=(Span(0, len(text)),))
        report = Report(report_id=f"r{number}", text=text, outlet=f"Outlet {number}", published="2026-03-0" + str(1 + number % 9))
        members.append(Member(report=report, quotes=(quote,), speaker_id="s", story_id="t"))
    return build_statement(members, members[0]), {member.report.report_id: member.report for member in members}


def parse(statement: Statement, reports: dict[str, Report]) -> etree._Element:
    root = etree.fromstring(edition(statement, reports, {}))
    SCHEMA.assertValid(root.getroottree())
    return root


def read_along(root: etree._Element, sign: str) -> str:
    """The words of a witness, as a reader of TEI takes them: at each app the reading that names it."""
    (block,) = root.findall(".//t:ab", NAMES)
    words = [block.text or ""]
    for app in block:
        (reading,) = (each for each in app if f"#{sign}" in each.get("wit", "").split())
        words += [reading.text or "", app.tail or ""]
    return " ".join("".join(words).split()).strip(EDGES)


def check_witnesses(statement: Statement, reports: dict[str, Report]) -> int:
    """Hold every aligned witness of an edition against what its report prints; how many there are."""
    root = parse(statement, reports)
    assert read_along(root, "base") == " ".join(statement.text.split()).strip(EDGES)
    signs = {each.get("{http://www.w3.org/XML/1998/namespace}id") for each in root.findall(".//t:witness", NAMES)}
    counts: dict[str, int] = {}
    for witness in statement.witnesses:
        if witness.covers is None or not witness.marked:
            continue
        counts[witness.report_id] = count = counts.get(witness.report_id, 0) + 1
        sign = f"r-{witness.report_id}" + (f".{count}" if count > 1 else "")
        assert sign in signs
        printed = printed_words(reports[witness.report_id].text, witness.content)[0]
        assert read_along(root, sign) == " ".join(printed.split())
    return sum(counts.values())


def test_one_app_stands_at_each_unequal_place() -> None:
    root = parse(*build([FULL.replace("old ", ""), FULL.replace("will repair", "may repair"), FULL.replace("Friday", "Monday")]))
    apps = root.findall(".//t:app", NAMES)
    assert [(app.findtext("t:lem", "", NAMES), [(r.text or "", r.get("cause")) for r in app.findall("t:rdg", NAMES)]) for app in apps] == [
        ("will", [("may", "modal")]),
        (" old", [("", None)]),
        ("Friday", [("Monday", "date")]),
    ]
    assert not root.findall(".//t:rdg[@type='absent']", NAMES)


def test_where_a_fragment_begins_and_ends_an_app_of_extent_says_who_has_the_words() -> None:
    root = parse(*build(["repair the old sluice gate by Friday"]))
    apps = root.findall(".//t:app", NAMES)
    assert [app.get("type") for app in apps] == ["extent", "extent"]
    assert read_along(root, "r-r1") == "repair the old sluice gate by Friday" and read_along(root, "r-r0") == FULL.strip(EDGES)


words = st.sampled_from([*FULL.split(), "Monday", "may", "not", "twelve", "–", "…", "[the mayor]", "“we", "FRIDAY,", "\n"])


@given(st.lists(st.lists(words, min_size=4, max_size=24).map(" ".join), min_size=1, max_size=5))
def test_reading_along_any_witness_gives_its_printed_words(versions: list[str]) -> None:
    statement, reports = build(versions)
    check_witnesses(statement, reports)


cuts = st.lists(st.tuples(st.integers(0, 90), st.integers(0, 12), st.sampled_from(["", "x", " new ", "“”", "9\n", "é"])), max_size=4)


@given(st.lists(st.tuples(cuts, st.integers(0, 40), st.integers(45, 97)), min_size=1, max_size=4))
def test_regions_anywhere_give_back_the_words(plans: list[tuple[list[tuple[int, int, str]], int, int]]) -> None:
    reports, witnesses = {}, []
    for number, (changes, start, end) in enumerate(plans):
        covers, text, here, regions = Span(start, end), "", start, []
        for at, length, new in sorted(changes):
            if not here <= at <= at + length <= end:
                continue
            text += FULL[here:at]
            region = Region(
                kind="lexical", weight=2, base=Span(at, at + length), base_text=FULL[at : at + length],
                witness=Span(len(text), len(text) + len(new)), witness_text=new,
            )  # fmt: skip
            regions.append(region)
            text, here = text + new, at + length
        text += FULL[here:end]
        reports[f"r{number}"] = Report(report_id=f"r{number}", text=text)
        witnesses.append(
            Witness(
                witness_id=f"w{number}", report_id=f"r{number}", quote_id="q", content=(Span(0, len(text)),), marked=True,
                witness_class="differs-minor", covers=covers, regions=tuple(regions),
            )
        )  # fmt: skip
    statement = Statement(statement_id="s", text=FULL, base=Base(report_id="r0"), witnesses=tuple(witnesses))
    check_witnesses(statement, reports)


def test_words_moved_and_words_at_several_places_are_read_in_the_order_of_the_print() -> None:
    text = "“By Friday,” she said, “the council will repair the old sluice gate.”"
    content = (Span(1, 11), Span(23, len(text) - 1))
    regions = (
        Region(kind="transposition", weight=1, base=Span(44, 53), base_text="by Friday", witness=Span(1, 10), witness_text="By Friday"),
    )
    witness = Witness(
        witness_id="w", report_id="r", quote_id="q", content=content, marked=True, witness_class="differs-minor", covers=Span(0, 53),
        regions=regions,
    )  # fmt: skip
    statement = Statement(statement_id="s", text=FULL, base=Base(report_id="r"), witnesses=(witness,))
    assert check_witnesses(statement, {"r": Report(report_id="r", text=text)}) == 1


def test_odd_ids_characters_and_addresses_make_a_valid_file() -> None:
    statement, reports = build(["The council \x07will repair <the> old & sluice gate by Friday."])
    odd = Report(report_id="2026/03 é", text=reports["r1"].text, url="https://bayecho.example/a b", published="2026-13", title="A\x00B")
    witnesses = tuple(msgspec.structs.replace(w, report_id=odd.report_id) if w.report_id == "r1" else w for w in statement.witnesses)
    changed = msgspec.structs.replace(statement, witnesses=witnesses)
    assert parse(changed, {**reports, odd.report_id: odd}) is not None


def test_a_record_as_the_base_is_a_witness_of_its_own() -> None:
    statement, reports = build([FULL.replace("ten", "two")])
    base = Base(report_id="rec", status="record", fidelity="as-spoken")
    statement = msgspec.structs.replace(statement, base=base)
    record = Transcript(record_id="rec", path="interview.txt", title="Interview", text=FULL)
    root = etree.fromstring(edition(statement, reports, {"rec": record}))
    SCHEMA.assertValid(root.getroottree())
    assert "Interview (as spoken)" in "".join(root.find(".//t:witness", NAMES).itertext())
    assert read_along(root, "base") == FULL.strip(EDGES)


def test_the_samples_are_exported_whole_and_valid(desk: Desk, tmp_path: Path) -> None:
    folders = desk.export("tei", tmp_path)
    files = sorted(tmp_path.glob("*/*.xml"))
    assert {path.stem for path in files} == {statement.statement_id for statement in desk.statements()}
    assert folders == sorted({path.parent for path in files})
    for path in files:
        SCHEMA.assertValid(etree.parse(path))
    checked = sum(
        check_witnesses(each, {w.report_id: desk.report(w.report_id).report for w in each.witnesses}) for each in desk.statements()
    )
    assert checked > 50


def test_exporting_twice_gives_the_same_bytes(desk: Desk, tmp_path: Path) -> None:
    for name in ("one", "two"):
        desk.export("tei", tmp_path / name)
    one, two = ({p.name: p.read_bytes() for p in (tmp_path / name).rglob("*.xml")} for name in ("one", "two"))
    assert one == two


def test_a_version_that_begins_inside_what_another_cuts_has_a_part_of_the_place() -> None:
    statement, reports = build(
        ["The council will repair the old sluice gate ... and we will not wait.", "It cost us ten boats, and we will not wait."]
    )
    root = parse(statement, reports)
    types = {each.get("wit"): each.get("type") for each in root.findall(".//t:rdg", NAMES)}
    assert types == {"#r-r1": "cut-marked", "#r-r2": "part"}
    assert read_along(root, "r-r2") == "It cost us ten boats, and we will not wait"
