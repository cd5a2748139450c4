"""What pages and terminal say of statements."""

import msgspec
from hypothesis import given
from hypothesis import strategies as st

from onrecord.pipeline import telling
from onrecord.pipeline.telling import Piece, shortened
from onrecord.records import Base, Region, Span, Statement, Witness

LONG = " ".join(["word"] * 60)


def witness(quote_id: str, covers: Span, marked: bool = True) -> Witness:
    return Witness(
        witness_id=f"w-{quote_id}-{covers.start}", report_id="r1", quote_id=quote_id, content=(covers,), marked=marked,
        witness_class="same", covers=covers,
    )  # fmt: skip


def statement(text: str, *witnesses: Witness, status: str = "fullest-held") -> Statement:
    base = Base(report_id="r1", quote_ids=("q1",), status=status)  # type: ignore[arg-type]
    return Statement(statement_id="s1", text=text, base=base, witnesses=witnesses)


def test_a_space_beside_a_difference_stays_where_long_words_around_it_are_cut() -> None:
    region = Region(
        kind="critical", reason="modal", weight=3, base=Span(0, 3), base_text="may", witness=Span(0, 4), witness_text="must"
    )
    told = shortened((Piece("must", region), Piece(f" {LONG} "), Piece("must", region), Piece(f", {LONG}")))
    assert told[1].text.startswith(" word") and told[1].text.endswith("word ") and "…" in told[1].text
    assert told[3].text.startswith(", word")


def test_a_text_that_is_partly_a_reporters_stands_in_no_marks_of_ours() -> None:
    text = "that the plan was “a leaky bucket”"
    marked = witness("q1", Span(text.index("a leaky"), text.index("”")))
    assert not telling.is_quoted(statement(text, marked))
    assert telling.is_quoted(statement(text, marked, status="record"))


def test_a_text_in_several_marked_parts_is_quoted() -> None:
    text = "The plan leaks.\nIt always did."
    assert telling.is_quoted(statement(text, witness("q1", Span(0, 14)), witness("q1", Span(16, 30))))
    assert not telling.is_quoted(statement(text, witness("q1", Span(0, 30), marked=False)))
    assert not telling.is_quoted(statement(text, witness("other", Span(0, 30))))


def test_of_what_needs_no_eye_that_which_more_reports_carry_comes_first() -> None:
    def carried_by(*reports: str) -> Statement:
        return statement("The plan leaks.", *(msgspec.structs.replace(witness("q1", Span(0, 14)), report_id=each) for each in reports))

    assert telling.notability(carried_by("r1")) < telling.notability(carried_by("r1", "r2")) < 0
    many = tuple(f"r{number}" for number in range(2_000))
    assert telling.notability(carried_by(*many)) < 0


@given(st.text(alphabet="ab \n", max_size=400), st.integers(20, 60))
def test_an_abridged_text_says_how_many_words_it_leaves_out(text: str, most: int) -> None:
    told = telling.abridged(text, most)
    if "[…" not in told:
        assert told in (text, " ".join(text.split()))
        return
    before, _, rest = told.partition("[… ")
    count, _, after = rest.partition(" words …]")
    assert len(before.split()) + int(count.replace(",", "")) + len(after.split()) == len(text.split())
    assert " ".join(text.split()).startswith(before.strip()) and " ".join(text.split()).endswith(after.strip())
