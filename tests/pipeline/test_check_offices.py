"""A draft that names an office alone is checked as the words of its only holder, and says by what evidence."""

from pathlib import Path

from onrecord.pipeline import Checker, Desk
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
