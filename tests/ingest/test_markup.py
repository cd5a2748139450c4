"""Markdown drafts: every word keeps its place, and markup is no word."""

import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.ingest import read_inputs
from onrecord.ingest.markup import blank_markup
from onrecord.pipeline import Checker
from onrecord.records import Report
from onrecord.settings import IngestSettings, QuoteSettings, Settings
from tests.growth import grows_at_most


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("“We *will* not go,”", "“We will not go,”"),
        ("**“We will,”** she _said_.", "“We will,” she said ."),
        ("We __will *not* go__ now", "We will not go now"),
        ('“[The mayor] will [act](https://bay.example/a_(b) "now")”', "“[The mayor] will act ”"),
        ("see [the note][1] now\n\n[1]: https://bay.example", "see the note now"),
        ("![“A crane”](crane.png) It <em>stays</em>.<!-- “not so” -->", "It stays ."),
        ("> “We will stay,\n> and mend it.”", "“We will stay, and mend it.”"),
        ("# On the crane", "On the crane"),
        ("He said &ldquo;we stay&rdquo; &amp; went.", "He said “we stay” & went."),
        ("\\“no\\*”", "\\“no *”"),
    ],
)
def test_markup_is_white_space_and_words_stay(written: str, read: str) -> None:
    blank = blank_markup(written)
    assert len(blank) == len(written) and blank.split() == read.split()


@pytest.mark.parametrize(
    "text", ["f*** off, the s***ing crane", "snake_case_name", "3 * 4 * 5", "a < b > c", "“[the mayor] said”", "* * *", "-- no"]
)
def test_what_is_no_markup_stays(text: str) -> None:
    assert blank_markup(text) == text


@given(st.text(st.sampled_from("ab “”*_[]()<>!#&;\\\n-.é"), max_size=120))
def test_every_word_keeps_its_place(text: str) -> None:
    blank = blank_markup(text)
    assert len(blank) == len(text)
    # entities aside, a character is its own or white space
    assert all(new == old or new.isspace() for new, old in zip(blank, text, strict=True) if "&" not in text)


@pytest.mark.parametrize(
    "piece", ["*", "_a", "**a ", "[", "[a](", "![", "<!--", "<a ", "&#1", "> ", "\\", "(", "[a][", "*a*", "](((", "a\n"]
)
def test_hostile_markup_costs_linear_time(piece: str) -> None:
    def seconds(count: int) -> float:
        text = piece * (count // len(piece))
        before = time.perf_counter()
        blank_markup(text)
        return time.perf_counter() - before

    assert grows_at_most(seconds, 20_000, 40_000, 4, 0.05)


def test_front_matter_is_the_header_of_markdown(tmp_path: Path) -> None:
    written = "---\ntitle: 'On the crane'\ndate: 2026-05-15\ntags: [bay]\n---\n\n“It stays,” said Mara Quill.\n"
    (tmp_path / "draft.md").write_text(written)
    (draft,) = read_inputs([tmp_path / "draft.md"], IngestSettings())
    assert isinstance(draft, Report)
    assert (draft.title, draft.published) == ("On the crane", "2026-05-15")
    assert draft.text == written[draft.text_start :] == "“It stays,” said Mara Quill.\n"


def test_a_quotation_with_markup_is_found_and_given_as_it_stands_in_the_file(tmp_path: Path) -> None:
    text = "> “The *harbour wall* held\n> through [five](https://bay.example/five) storms,” said Mara Quill.\n"
    (tmp_path / "draft.md").write_text(text)
    (draft,) = read_inputs([tmp_path / "draft.md"], IngestSettings())
    assert isinstance(draft, Report)
    checker = Checker.of(["MARA QUILL: The harbour wall held through four storms."], Settings(quotes=QuoteSettings(reader="rules")))
    (finding,) = checker.check(draft).findings
    assert (
        finding.text == text[finding.start : finding.end] == "The *harbour wall* held\n> through [five](https://bay.example/five) storms,"
    )
    assert [(region.base_text, region.witness_text) for region in finding.candidates[0].regions] == [("four", "five")]
    assert finding.speaker == "Mara Quill"
