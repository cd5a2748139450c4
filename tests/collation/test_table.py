"""The table of all printed versions."""

from hypothesis import given
from hypothesis import strategies as st

from onrecord.collation.members import Member
from onrecord.collation.statements import build_statement
from onrecord.collation.table import merge
from onrecord.records import Quote, Report, Span, Statement

FULL = "The council will repair the old sluice gate by Friday."
VERSIONS = [
    FULL,
    "The council will repair the sluice gate by Friday.",
    "The council may repair the old sluice gate by Monday.",
    "The council may repair the old sluice gate",
    "repair the rusty sluice gate by Friday",
]


def build(order: list[int]) -> Statement:
    members = []
    for number in order:
        text = VERSIONS[number]
        quote = Quote(quote_id=f"q{number}", kind="direct", content=(Span(0, len(text)),))
        members.append(Member(report=Report(report_id=f"r{number}", text=text), quotes=(quote,), speaker_id="s", story_id="t"))
    base = next(member for member in members if member.report.report_id == "r0")
    return build_statement(members, base)


def test_a_place_shows_what_each_witness_prints_there() -> None:
    statement = build([0, 1, 2, 3, 4])
    names = {witness.witness_id: witness.report_id for witness in statement.witnesses}
    table = [
        (p.base_text, [(r.text, [names[w] for w in r.witness_ids]) for r in p.readings], {names[w] for w in p.agreeing})
        for p in merge(statement)
    ]
    assert [(base, [(text, sorted(ids)) for text, ids in readings]) for base, readings, _ in table] == [
        ("will", [("may", ["r2", "r3"])]),
        ("old", [("", ["r1"]), ("rusty", ["r4"])]),
        ("Friday", [("Monday", ["r2"])]),
    ]
    assert table[0][2] == {"r0", "r1"}


@given(st.permutations([0, 1, 2, 3, 4]))
def test_the_order_of_the_witnesses_changes_nothing(order: list[int]) -> None:
    assert merge(build(order)) == merge(build([0, 1, 2, 3, 4]))
