"""A draft that names an office alone is checked as the words of its only holder, and says by what evidence."""

import html
import io
from pathlib import Path

from rich.console import Console

from onrecord.cli import rendering
from onrecord.pipeline import Checker, Desk, sheet_pages, sheet_word
from onrecord.pipeline.sheets import make_sheet
from onrecord.records import CheckedDraft, Report
from tests.pipeline.test_order import RULES, report

SPEECH = (
    "ADA QUILL: Good morning. The sluice gate failed twice in the night and the keeper heard it. Minister.\n\n"
    "PIET BRILL: We will look at every hinge before the summer, and we will pay for all of the repairs.\n\n"
    "TOM ASH: Minister, is that a promise?\n\n"
    "PIET BRILL: It is.\n"
)
WORDS = "“We will look at every hinge before the summer,”"


def checked(text: str, checker: Checker) -> CheckedDraft:
    return checker.check(Report(report_id="d", text=text, published="2026-05-15"))


def test_the_transport_minister_is_who_answers_when_the_minister_is_called_on() -> None:
    (finding,) = checked(f"{WORDS} the transport minister said.", Checker.of([SPEECH], RULES)).findings
    assert finding.speaker == "Piet Brill"
    assert finding.speaker_ground is not None and "minister" in finding.speaker_ground
    assert finding.candidates[0].speaker_match is True


def test_the_words_of_another_are_not_those_of_the_minister() -> None:
    text = "“The sluice gate failed twice in the night and the keeper heard it,” the transport minister said."
    (finding,) = checked(text, Checker.of([SPEECH], RULES)).findings
    assert [each.speaker_match for each in finding.candidates] == [False]


def test_a_named_speaker_needs_no_ground_and_two_ministers_are_nobody() -> None:
    (finding,) = checked(f"{WORDS} Piet Brill said.", Checker.of([SPEECH], RULES)).findings
    assert (finding.speaker, finding.speaker_ground) == ("Piet Brill", None)
    both = SPEECH + "\nTOM ASH: Minister?\n\nMARA ODUM: Yes.\n\nTOM ASH: Minister?\n\nMARA ODUM: No.\n"
    (finding,) = checked(f"{WORDS} the transport minister said.", Checker.of([both], RULES)).findings
    assert finding.candidates[0].speaker_match is None
    assert finding.speaker_ground is None


def test_reports_held_tell_who_holds_the_office(tmp_path: Path) -> None:
    words = "“We will look at every hinge before the summer,” Transport Minister Piet Brill said on Wednesday."
    with Desk(tmp_path / "desk.db", RULES) as desk:
        desk.add([report("a", "The Tide", "2026-05-13", words, "Hinges")])
    (finding,) = checked(f"{WORDS} the transport minister said.", Checker.open(settings=RULES, db=tmp_path / "desk.db")).findings
    assert finding.speaker == "Piet Brill"
    assert finding.candidates[0].speaker_match is True
    assert finding.speaker_ground is not None and finding.speaker_ground.endswith("in The Tide, Hinges")


def test_terminal_and_sheet_say_by_what_evidence_an_office_is_taken_for_a_person(tmp_path: Path) -> None:
    checker = Checker.of([SPEECH], RULES)
    alone, named = (checked(f"{WORDS} {who} said.", checker) for who in ("the transport minister", "Piet Brill"))
    for draft, is_told in ((alone, True), (named, False)):
        console = Console(file=io.StringIO(), width=400)
        console.print(rendering.finding(1, draft.findings[0]))
        sheet = make_sheet([draft])
        comment = "\n".join(sheet_word.comment_lines(sheet_pages.sheet_view(sheet).drafts[0].items[0]))
        checker.indirect = True
        (found,) = checked(f"The {'transport minister' if is_told else 'engineer'} said the hinges would be looked at.", checker).unmarked
        assert (found.speaker_ground is not None) is is_told
        for shown in (console.file.getvalue(), html.unescape(sheet_pages.sheet_page(sheet)), comment):  # type: ignore[attr-defined]
            assert ("names an office alone; taken for the only transport minister in what is held: Piet Brill" in shown) is is_told
