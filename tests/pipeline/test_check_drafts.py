"""A draft as a person checks it: everything that its check tells."""

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from onrecord.cli import app
from onrecord.pipeline import Checker, Desk
from onrecord.records import CheckedDraft, Report
from onrecord.settings import QuoteSettings, Settings

RULES = Settings(quotes=QuoteSettings(reader="rules"))
SPEECH = (
    "PIET BRILL: Good morning. Why did the gate fail, and who pays for it?\n\n"
    "MARA ODUM: We do not know yet. The hinge was old. The sluice gate failed twice in the night, and the keeper heard it. "
    "We will look at every hinge. Nobody slept.\n\n"
    "PIET BRILL: Thank you.\n"
)


def run(*words: str | Path) -> Result:
    return CliRunner().invoke(app, [str(word) for word in words], env={"COLUMNS": "120"})


def checked(text: str, *records: str, title: str | None = None, indirect: bool = False) -> CheckedDraft:
    return Checker.of(records or [SPEECH], RULES, indirect=indirect).check(Report(report_id="d", text=text, title=title))


def test_a_candidate_keeps_the_question_and_two_sentences_on_each_side() -> None:
    (finding,) = checked("“The sluice gate failed twice in the night,” said Mara Odum.").findings
    (candidate,) = finding.candidates
    assert candidate.question is not None and candidate.before is not None and candidate.after is not None
    assert candidate.question.speaker == "PIET BRILL"
    assert candidate.question.text == "Good morning. Why did the gate fail, and who pays for it?"
    assert candidate.before.text == "We do not know yet. The hinge was old."
    assert candidate.after.text == "and the keeper heard it. We will look at every hinge. Nobody slept."
    for each in (candidate.question, candidate.before, candidate.after):
        assert SPEECH[each.start : each.end] == each.text


def test_what_is_missing_comes_with_what_is_near_in_words_and_in_sense() -> None:
    (finding,) = checked("“The sluice gate broke down two times before dawn,” said Mara Odum.").findings
    assert finding.witness_class == "not-found"
    assert {candidate.near for candidate in finding.nearest} <= {"words", "sense"}
    assert "The sluice gate failed twice in the night" in finding.nearest[0].text
    (other,) = checked("“Each hinge is going to be inspected by us soon,” said Mara Odum.").findings
    assert any("every hinge" in candidate.text for candidate in other.nearest)
    for candidate in (*finding.nearest, *other.nearest):
        assert SPEECH[candidate.start : candidate.end] == candidate.text


def test_unmarked_attributions_and_figures_are_listed_without_a_class_when_asked_for() -> None:
    text = "Mara Odum said that the gate had failed twice during the night. The repair costs 40,000 euros."
    assert checked(text).unmarked == ()
    listed = checked(text, SPEECH + "MARA ODUM: The repair will cost 40,000 euros, no less.", indirect=True).unmarked
    assert [each.unmarked for each in listed] == ["attribution", "figure"]
    assert "failed twice" in listed[0].passages[0].text
    assert "40,000" in listed[1].passages[0].text
    assert all(text[each.start : each.end] == each.text for each in listed)


def test_the_title_lead_and_captions_are_held_against_the_fuller_quotation_of_the_body() -> None:
    text = (
        "Mara Odum told the council of Lunn on Tuesday that “thousands of people must leave” the valley.\n\n"
        "“Tens of thousands of people must leave their homes tonight,” Odum said.\n\n"
        "Mara Odum says “thousands of people must leave their homes” (Photo: Lunn Courier)"
    )
    draft = checked(text, "X Y: Nothing.", title="Odum: ‘Thousands of people must leave their homes’")
    title, lead, body, caption = draft.findings
    assert draft.draft.title is not None
    assert draft.draft.title[title.start : title.end] == title.text
    assert [each.place for each in (title, lead, body, caption)] == ["title", "lead", None, "caption"]
    for each in (title, lead, caption):
        (fuller,) = each.within_draft
        assert (fuller.witness_class, fuller.quote_id) == ("differs-critical", body.quote_id)
        assert text[fuller.start : fuller.end] == fuller.text
    assert body.within_draft == ()


def test_without_a_record_the_reports_held_stand_in_and_are_called_so(tmp_path: Path) -> None:
    with Desk(tmp_path / "desk.db", RULES) as desk:
        desk.add([Report(report_id="held", text="“The sluice gate failed twice in the night,” said Mara Odum.", published="2024-03-05")])
    draft = Report(report_id="d", text="“The sluice gate failed once in the night,” said Mara Odum.", published="2024-03-06")
    (finding,) = Checker.open(db=tmp_path / "desk.db", settings=RULES).check(draft).findings
    assert (finding.held.records, finding.held.reports) == (0, 1)
    assert [(each.source, each.record) for each in finding.candidates] == [("report", "held")]


@pytest.fixture
def draft(tmp_path: Path) -> Path:
    path = tmp_path / "draft.txt"
    path.write_text("Date: 2024-03-06\n\n“The sluice gate failed twice in the night,” said Mara Odum.\n", encoding="utf-8")
    return path


def test_a_draft_without_quotations_is_told_and_is_no_failure(tmp_path: Path, draft: Path) -> None:
    plain = tmp_path / "plain.txt"
    plain.write_text("Nothing was said.", encoding="utf-8")
    result = run("check", plain, draft, "--reader", "rules")
    assert (result.exit_code, len(result.stdout.splitlines())) == (0, 1)
    assert "plain.txt: no quotation found" in result.stderr


def test_an_empty_folder_or_records_that_cannot_be_used_fail_but_the_draft_is_still_read(tmp_path: Path, draft: Path) -> None:
    (tmp_path / "none").mkdir()
    result = run("check", draft, "--record", tmp_path / "none", "--reader", "rules")
    assert result.exit_code == 1
    assert "the folder holds no files" in result.stderr and "None of the records can be used" in result.stderr
    assert json.loads(result.stdout)["class"] == "not-found"
    (tmp_path / "some").mkdir()
    (tmp_path / "some" / "a.txt").write_text(SPEECH, encoding="utf-8")
    (tmp_path / "some" / "b.txt").write_bytes(b"\x89PNG\r\n")
    result = run("check", draft, "--record", tmp_path / "some", "--reader", "rules")
    assert (result.exit_code, json.loads(result.stdout)["class"]) == (0, "same")
    assert "b.txt" in result.stderr
    assert run("check", draft, "--record", tmp_path / "some", "--reader", "rules", "--strict").exit_code == 1
    assert run("check", tmp_path / "missing.txt", "--record", tmp_path / "some").exit_code == 1


def test_later_records_are_told_in_a_sentence(tmp_path: Path, draft: Path) -> None:
    later = tmp_path / "2024-04-01 speech.txt"
    later.write_text(SPEECH, encoding="utf-8")
    result = run("check", draft, "--record", later, "--reader", "rules")
    assert "draft.txt: 1 record is of a later day and set aside: 2024-04-01 speech.txt" in result.stderr
    row = json.loads(result.stdout)
    assert (row["class"], [each["class"] for each in row["set_aside"]], row["held"]["set_aside"]) == ("not-found", ["same"], 1)


def test_a_terminal_shows_question_place_and_what_is_nearest(tmp_path: Path, draft: Path) -> None:
    (tmp_path / "a.txt").write_text(SPEECH, encoding="utf-8")
    draft.write_text(draft.read_text("utf-8") + "\n“The keeper is a liar and heard nothing at all,” said Mara Odum.\n", encoding="utf-8")
    shown = run("check", draft, "--record", tmp_path / "a.txt", "--reader", "rules", "--format", "table", "--indirect").stdout
    shown = " ".join(shown.split())  # however wide the terminal is
    assert "asked by PIET BRILL" in shown
    assert "in its place: We do not know yet. The hinge was old. […] and the keeper heard it." in shown
    assert "not found in what is held: 1 record, 1 of this speaker" in shown
    assert "nearest in words" in shown
