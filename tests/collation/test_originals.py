"""Records as the base of statements."""

import msgspec

from onrecord.collation.index import RecordIndex
from onrecord.collation.members import Member
from onrecord.collation.originals import find_originals
from onrecord.collation.statements import make_statements
from onrecord.linking import components
from onrecord.pipeline import telling
from onrecord.records import Quote, Report, Span, Transcript, Turn
from onrecord.settings import CollationSettings

TEXT = (
    "MARA ODUM: Good evening. The sluice gate failed in the night. It will not hold another storm, and tens of thousands of "
    "people must go. "
    "Thank you.\n\nPIET BRILL: Who pays for the new gate then?"
)
RECORD = Transcript(
    record_id="t", path="speech.txt", date="2024-03-05", text=TEXT, fidelity="as-spoken",
    turns=(Turn(speaker="MARA ODUM", span=Span(11, TEXT.index("\n\n"))),
           Turn(speaker="PIET BRILL", span=Span(TEXT.index("Who"), len(TEXT)))),
)  # fmt: skip


def member(text: str, report: str, **given: object) -> Member:
    quote = Quote(quote_id=f"q-{report}", kind="direct", content=(Span(0, len(text)),))
    fields = {"speaker_id": "odum", "speaker": "Mara Odum", "story_id": "flood", "said": "2024-03-05", **given}
    return Member(report=Report(report_id=report, text=text, published="2024-03-06"), quotes=(quote,), **fields)  # type: ignore[arg-type]


def test_a_statement_found_in_a_record_takes_its_words_as_the_base() -> None:
    members = [
        member("The sluice gate failed in the night", "r1"),
        member("It will not hold another storm, and thousands of people must go,", "r2"),
    ]
    (original,) = find_originals(members, RecordIndex.of([RECORD]))
    (statement,) = make_statements([*members, original], components, CollationSettings())
    assert (statement.base.status, statement.base.report_id) == ("record", "t")
    assert statement.text.startswith("The sluice gate failed in the night. It will not hold")
    assert [(w.report_id, w.witness_class) for w in statement.witnesses] == [("r1", "same"), ("r2", "differs-critical")]


def test_another_speakers_record_is_no_original() -> None:
    wrong = member("The sluice gate failed in the night and it will not hold another storm", "r1", speaker="Piet Brill", speaker_id="brill")
    assert find_originals([wrong], RecordIndex.of([RECORD])) == ()


def test_the_order_of_members_and_records_changes_nothing() -> None:
    members = [member("It will not hold another storm", "r2"), member("tens of thousands of people must go", "r1")]
    assert find_originals(members, RecordIndex.of([RECORD])) == find_originals(members[::-1], RecordIndex.of([RECORD]))


def test_a_record_whose_fidelity_nobody_stated_is_still_a_record_and_says_nothing_of_it() -> None:
    members = [member("The sluice gate failed in the night", "r1")]
    unstated = msgspec.structs.replace(RECORD, fidelity=None)
    (statement,) = make_statements([*members, *find_originals(members, RecordIndex.of([unstated]))], components, CollationSettings())
    assert (statement.base.status, statement.base.fidelity) == ("record", None)
    assert telling.standing(statement) == "text of the record, fidelity not stated (1 report)"
