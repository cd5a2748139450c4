"""The samples and what is expected of them agree: every word that `expected.json` names stands where it says."""

from __future__ import annotations

import json
import re
from functools import cache
from pathlib import Path
from typing import Any, get_args

import pytest
import trafilatura

from onrecord.ingest import read_inputs
from onrecord.records import Flag, RegionKind, Report, WitnessClass
from onrecord.samples import folder
from onrecord.settings import IngestSettings

CLASSES = set(get_args(WitnessClass))
KINDS = set(get_args(RegionKind))
FLAGS = set(get_args(Flag))
DEMANDED = """
syndicated copy with a changed headline; statement in full; shortened; joined; bracketed; cleaned; number changed;
lead differs from its own body; indirect rendering; same words given to two people; two people using like words;
three paragraphs with marks reopened; nested quotes; scare quotes; straight marks; curly marks; British spelling; American spelling;
spokesperson without a name; remark relayed by somebody else; casualty figures that differ; later update of a figure; on Wednesday;
a day earlier; without outlet or title; modal changed; negation dropped; hedge dropped; marked cut;
single marks in a British headline; look-alike event
"""


def words(text: str) -> str:
    """Letters and digits only, so that marks, case and white space do not count."""
    return re.sub(r"[^a-z0-9£%]+", "", text.lower())


def report_of(file: str, text: str, title: str | None, outlet: str | None, published: str | None) -> dict[str, Any]:
    return {"file": file, "text": text, "title": title, "outlet": outlet, "published": published}


@cache
def raw_reports() -> dict[str, dict[str, Any]]:
    """Text, title, outlet, date and language of every report, read without the project's own readers."""
    found: dict[str, dict[str, Any]] = {}
    for path in sorted((folder() / "reports").iterdir()):
        content = path.read_text(encoding="utf-8")
        if path.suffix == ".jsonl":
            for row in map(json.loads, content.splitlines()):
                assert row["id"] not in found
                found[row["id"]] = {**row, "file": path.name}
            continue
        if path.suffix == ".html":
            page: Any = trafilatura.bare_extraction(content, with_metadata=True)
            found[path.name] = report_of(path.name, page.text, page.title, page.sitename, page.date)
            continue
        prefix = re.match(r"\s*date (\d{4}-\d\d-\d\d) ", content)
        header, _, body = ("", "", content[prefix.end() :]) if prefix else content.partition("\n\n")
        fields = dict(line.split(": ", 1) for line in header.splitlines())
        published = prefix[1] if prefix else fields.get("Date")
        found[path.name] = report_of(path.name, body, fields.get("Title"), fields.get("Outlet"), published)
    return found


@cache
def expected() -> dict[str, Any]:
    data: dict[str, Any] = json.loads((folder() / "expected.json").read_text(encoding="utf-8"))
    return data


def holds(report: str, passage: str) -> bool:
    return bool(words(passage)) and words(passage) in words(raw_reports()[report]["text"])


def classes_of(entry: dict[str, Any]) -> set[str]:
    return {entry["class"]} if isinstance(entry["class"], str) else set(entry["class"])


def test_there_are_reports_of_six_outlets_in_three_formats() -> None:
    reports = raw_reports()
    assert len(reports) >= 14
    assert len({report["outlet"] for report in reports.values()} - {None}) == 6
    assert {report["file"].rsplit(".", 1)[1] for report in reports.values()} == {"jsonl", "txt", "html"}


def test_every_report_is_as_long_as_news_is() -> None:
    for name, report in raw_reports().items():
        assert 120 <= len(report["text"].split()) <= 450, name


def test_pages_and_headers_give_the_outlet_title_and_date_that_are_expected() -> None:
    listed = expected()["reports"]
    assert len({entry["report"] for entry in listed}) == len(listed)
    assert {entry["report"] for entry in listed} == set(raw_reports())
    for entry in listed:
        report = raw_reports()[entry["report"]]
        assert entry == {"report": entry["report"], **{key: report[key] for key in ("file", "outlet", "title", "published")}}


def test_the_project_reads_them_as_they_are_listed() -> None:
    listed = {entry["report"]: entry for entry in expected()["reports"]}
    for report in read_inputs([folder() / "reports"], IngestSettings()):
        assert isinstance(report, Report)
        entry = listed.pop(report.report_id if report.report_id in listed else Path(str(report.path)).name)
        assert (report.outlet, report.title, report.published) == (entry["outlet"], entry["title"], entry["published"])
        for paragraph in raw_reports()[entry["report"]]["text"].split("\n"):
            assert paragraph.strip() in report.text
    assert not listed


def test_a_page_keeps_its_navigation_and_footer_out_of_its_text() -> None:
    for name, report in raw_reports().items():
        if name.endswith(".html"):
            assert not re.search(r"Subscribe|Listen live|Terms|Privacy|Sign up|Copyright|delayed by at least", report["text"]), name


def test_rows_have_the_fields_of_the_contract() -> None:
    for line in (folder() / "reports" / "reports.jsonl").read_text(encoding="utf-8").splitlines():
        assert set(json.loads(line)) == {"id", "outlet", "published", "title", "text", "url", "language"}


def test_every_report_is_in_one_story_and_a_story_lasts_a_few_days() -> None:
    stories = expected()["stories"]
    assert sorted(report for story in stories for report in story) == sorted(raw_reports())
    for story in stories:
        days = sorted(raw_reports()[report]["published"] for report in story)
        assert days[0][:7] == days[-1][:7] and int(days[-1][8:]) - int(days[0][8:]) <= 4
    assert all(len({report for family in expected()["families"] for report in family if report in story}) in (0, 2) for story in stories)


def test_every_expected_quote_stands_in_its_report_with_its_speaker_and_cue() -> None:
    for quote in expected()["quotes"]:
        text = raw_reports()[quote["report"]]["text"]
        assert holds(quote["report"], quote["content"]), quote
        assert quote["kind"] in {"direct", "mixed", "indirect"}
        assert quote["speaker_kind"] in {"person", "organization", "unnamed"}
        assert quote["speaker"].split()[-1].lower() in text.lower() or quote["speaker_kind"] == "unnamed", quote
        assert quote["cue"] is None or quote["cue"] in text, quote
        assert quote.get("occasion") is None or quote["occasion"] in text, quote
        assert quote.get("via") is None or quote["via"] in text, quote


def test_no_quote_is_expected_twice() -> None:
    keys = [(quote["report"], words(quote["content"]), quote["speaker"]) for quote in expected()["quotes"]]
    assert len(set(keys)) == len(keys)


def test_every_marked_stretch_is_either_a_quote_or_said_to_be_none() -> None:
    known = expected()["quotes"] + [{"report": entry["report"], "content": entry["text"]} for entry in expected()["not_quotes"]]
    for name, report in raw_reports().items():
        mine = [words(entry["content"]) for entry in known if entry["report"] == name]
        for stretch in re.findall(r'“[^”]+”|"[^"]+"', report["text"]):
            for paragraph in map(words, stretch.split("\n\n")):
                assert any(paragraph in content or content in paragraph for content in mine), (name, stretch)


def test_scare_quotes_stand_in_their_reports() -> None:
    assert all(holds(entry["report"], entry["text"]) for entry in expected()["not_quotes"])


def test_every_witness_stands_in_its_report_and_its_difference_in_both_texts() -> None:
    transcript = (folder() / "records" / "2026-05-13-skerrin-ferries.txt").read_text(encoding="utf-8")
    for statement in expected()["statements"]:
        base = statement["base"]
        if base["status"] == "record":
            assert transcript.count(base["text"]) == 1
            base_text = base["text"]
        else:
            base_text = raw_reports()[base["report"]]["text"]
        for witness in statement["witnesses"]:
            assert holds(witness["report"], witness["content"]), witness
            assert classes_of(witness) <= CLASSES
            assert set(witness.get("kinds", [])) <= KINDS and set(witness.get("flags", [])) <= FLAGS
            if region := witness.get("region"):
                assert region["kind"] in KINDS
                assert words(region["base_text"]) in words(base_text) and words(region["witness_text"]) in words(witness["content"])


def test_a_witness_called_the_same_has_the_words_of_its_base() -> None:
    for statement in expected()["statements"]:
        base = statement["base"]
        base_text = words(base["text"] if base["status"] == "record" else raw_reports()[base["report"]]["text"])
        for witness in statement["witnesses"]:
            if witness["class"] != "paraphrase":
                assert ("same" in classes_of(witness)) >= (words(witness["content"]) in base_text), witness
                assert classes_of(witness) != {"same"} or words(witness["content"]) in base_text, witness


def test_every_figure_and_date_stands_in_its_report() -> None:
    for entry in expected()["figures"] + expected()["dates"]:
        assert entry["text"] in raw_reports()[entry["report"]]["text"], entry
    for figure in expected()["figures"]:
        assert figure["change"] in {"=", "~", "<", ">", "up", "down"}
        assert figure["low"] is None or figure["high"] is None or figure["low"] <= figure["high"]


def test_figures_said_to_conflict_do_not_meet_and_updates_come_later() -> None:
    bounds = {(figure["report"], figure["text"]): (figure["low"] or 0, figure["high"] or float("inf")) for figure in expected()["figures"]}
    for entry in expected()["figure_conflicts"]:
        spans = [bounds[value["report"], value["text"]] for value in entry["values"]]
        assert entry["conflict"] != entry.get("update", False)
        if entry["conflict"]:
            assert max(low for low, _ in spans) > min(high for _, high in spans), entry
        else:
            days = [raw_reports()[value["report"]]["published"] for value in entry["values"]]
            assert days == sorted(set(days)), entry


@pytest.mark.parametrize("part", ["not_merged", "conflicts", "echoes", "occasions", "within_report", "flags"])
def test_every_other_expectation_stands_in_its_report(part: str) -> None:
    assert expected()[part]
    for entry in expected()[part]:
        for place in entry.get("readings", [entry]) + ([entry["apart_from"]] if "apart_from" in entry else []):
            if place.get("place") == "title":
                assert place["text"] in raw_reports()[place["report"]]["title"]
            else:
                assert holds(place["report"], place.get("content") or place["text"]), place
        assert "against" not in entry or holds(entry["report"], entry["against"])


def test_everything_that_real_news_contains_is_there() -> None:
    covers = expected()["covers"]
    assert {" ".join(item.split()) for item in DEMANDED.split(";")} <= set(covers)
    for phenomenon, places in covers.items():
        for place in places:
            report = raw_reports()[place["report"]]
            assert place["text"] in report["title" if place.get("place") == "title" else "text"], (phenomenon, place)


def test_two_reports_have_neither_outlet_nor_title() -> None:
    bare = [name for name, report in raw_reports().items() if report["outlet"] is None and report["title"] is None]
    assert sorted(bare) == ["ixovar-note.txt", "stennick-flood.txt"]


def test_the_syndicated_copy_shares_most_of_its_text_but_not_its_headline() -> None:
    first, second = (raw_reports()[name] for name in expected()["families"][0])
    shared = set(first["text"].split("\n\n")) & set(second["text"].split("\n\n"))
    assert len(shared) >= 6 and first["title"] != second["title"]


def test_the_draft_and_the_transcript_hold_what_the_check_expects() -> None:
    draft = (folder() / "draft.txt").read_text(encoding="utf-8")
    assert [words(quotation) for quotation in re.findall("“([^”]+)”", draft)] == [words(entry["text"]) for entry in expected()["check"]]
    for entry in expected()["check"]:
        assert classes_of(entry) <= CLASSES
        if "record" in entry:
            transcript = (folder() / "records" / entry["record"]).read_text(encoding="utf-8")
            assert transcript.count(entry["record_text"]) == 1
            turns = re.findall(r"^([A-Z ]+): ", transcript[: transcript.index(entry["record_text"])], re.MULTILINE)
            assert turns[-1] == entry["record_speaker"]
            assert entry["speaker_match"] == (entry["speaker"].upper() == entry["record_speaker"])


def test_the_transcript_opens_with_its_title_date_and_fidelity() -> None:
    transcript = (folder() / "records" / "2026-05-13-skerrin-ferries.txt").read_text(encoding="utf-8")
    assert re.match(r"Title: .+\nDate: 2026-05-13\nFidelity: as-spoken\n\n[A-Z ]+: ", transcript)
