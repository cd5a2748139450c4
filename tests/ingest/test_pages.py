"""Web pages, read in a process of their own."""

import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from onrecord.ingest import page_worker, read_inputs
from onrecord.ingest import pages as pages_module
from onrecord.ingest.pages import PageReader
from onrecord.ingest.rejecting import Unusable
from onrecord.records import Reject, Report
from onrecord.settings import IngestSettings

LONG = "The harbour council met for three hours on Monday evening to settle the matter of the old crane."
HEAD = """<title>Crane row - The Bay Echo</title><meta property="og:site_name" content="The Bay Echo">
<link rel="canonical" href="https://bayecho.example/crane"><meta name="author" content="Tom Pell">
<meta property="article:published_time" content="2021-03-04T10:00:00Z">"""


def page(body: str) -> str:
    menu = "<nav><ul><li><a href='/'>Home</a><li><a href='/sport'>Sport</a></ul></nav>"
    foot = "<aside><h3>More</h3><ul><li><a href='/b'>Boat found</a></ul></aside><footer>Copyright The Bay Echo</footer>"
    return (
        f"<!doctype html><html lang='en-GB'><head>{HEAD}</head><body>{menu}<article><h1>Crane row</h1>{body}</article>{foot}</body></html>"
    )


@pytest.fixture(scope="module")
def reader() -> Iterator[PageReader]:
    with PageReader(20.0) as reader:
        yield reader


def text_of(reader: PageReader, body: str) -> list[str]:
    return (reader.read(page(body))["text"] or "").split("\n")


def test_a_page_is_a_report_with_what_it_says_of_itself(tmp_path: Path) -> None:
    (tmp_path / "a.html").write_text(page(f"<p>{LONG}</p><p>“It stays,” said Mara Quill.</p>"))
    (report,) = read_inputs([tmp_path / "a.html"], IngestSettings())
    assert isinstance(report, Report)
    assert (report.title, report.outlet, report.author) == ("Crane row", "The Bay Echo", "Tom Pell")
    assert (report.published, report.published_basis) == ("2021-03-04", "metadata")
    assert (report.url, report.language, report.text_start) == ("https://bayecho.example/crane", "en", 0)
    assert report.text == f"Crane row\n{LONG}\n“It stays,” said Mara Quill."


def test_a_page_of_two_short_sentences_gives_them_and_not_the_menu(reader: PageReader) -> None:
    assert text_of(reader, "<p>“It stays,” said Mara Quill.</p><p>Tom Pell left.</p>") == [
        "Crane row",
        "“It stays,” said Mara Quill.",
        "Tom Pell left.",
    ]


def test_a_paragraph_that_comes_twice_stays_twice(reader: PageReader) -> None:
    again = f"<p>{LONG}</p>"
    assert text_of(reader, f"{again}{again}<p>“No.”</p><p>“No.”</p>{again}{again}") == [
        "Crane row",
        LONG,
        LONG,
        "“No.”",
        "“No.”",
        LONG,
        LONG,
    ]


def test_quotations_captions_and_lists_stay_each_on_a_line(reader: PageReader) -> None:
    body = (
        f"<p>{LONG}</p><blockquote>“We will not move it.”</blockquote><blockquote><p>One.</p><p>Two.</p></blockquote>"
        f"<figure><img src='a.jpg'><figcaption>The crane, said Mara Quill.</figcaption></figure><ul><li>First</li><li>Second</li></ul>"
        f"<p>He said <em>no</em>, <a href='/x'>twice</a>.<br>Then left.</p><p>{LONG} Again.</p>"
    )
    expected = [
        "“We will not move it.”",
        "One.",
        "Two.",
        "The crane, said Mara Quill.",
        "First",
        "Second",
        "He said no, twice.",
        "Then left.",
    ]
    assert text_of(reader, body) == ["Crane row", LONG, *expected, f"{LONG} Again."]


def test_marks_that_the_browser_would_add_are_in_the_text(reader: PageReader) -> None:
    assert "“It stays,” she said." in text_of(reader, f"<p>{LONG}</p><p><q>It stays,</q> she said.</p>")


def test_hidden_words_and_boxes_of_links_are_not_put_back(reader: PageReader) -> None:
    hidden = "<p hidden>Hidden.</p><p style='display: none'>Hidden, too.</p><aside><p>Beside.</p></aside>"
    links = "<p><a href='/a'>Read about the boat</a></p><div class='newsletter'><p>Sign up.</p></div>"
    assert text_of(reader, f"<p>{LONG}</p>{hidden}{links}<p>{LONG} Again.</p>") == ["Crane row", LONG, f"{LONG} Again."]


def test_lines_of_preformatted_text_stay_lines(reader: PageReader) -> None:
    assert text_of(reader, "<pre>QUILL: It stays.\nPELL: Why?\n\nQUILL: So.</pre>")[-3:] == ["QUILL: It stays.", "PELL: Why?", "QUILL: So."]


def test_a_page_of_which_nothing_looks_like_an_article_still_gives_its_words(reader: PageReader) -> None:
    assert reader.read("<html><body><div class='comments'><p>The crane stays where it is.</p></div></body></html>")["text"] == (
        "The crane stays where it is."
    )


def test_deep_nesting_is_read_or_rejected_and_never_cut(reader: PageReader) -> None:
    def deep(levels: int) -> str:
        return "<div>" * levels + f"<p>{LONG} Deep.</p>" + "</div>" * levels + f"<p>{LONG}</p>"

    assert f"{LONG} Deep." in text_of(reader, deep(400))
    with pytest.raises(Unusable, match="nested deeper"):
        text_of(reader, deep(5000))


@pytest.mark.parametrize(
    "source", ["<html><body></body></html>", "<html><body><script>var a = 1;</script></body></html>", "<!doctype html>"]
)
def test_a_page_without_text_is_unusable(reader: PageReader, source: str) -> None:
    with pytest.raises(Unusable):
        reader.read(source)


@pytest.mark.parametrize("junk", ["<", "<a href=", "<div><p>x", "&#", "<!--", "<table><tr><td>", '<p class="'])
def test_a_hostile_page_is_read_or_rejected(reader: PageReader, junk: str) -> None:
    try:
        reader.read(page(junk * 3000))
    except Unusable as problem:
        assert problem.reason


def test_a_page_that_takes_too_long_costs_itself(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    slow = tmp_path / "worker.py"
    source = Path(pages_module.__file__).with_name("page_worker.py").read_text()
    slow.write_text(
        source.replace(
            "def answer(asked", "def answer(asked: bytes):\n    while b'hang' in asked: pass\n    return slow(asked)\ndef slow(asked"
        )
    )
    monkeypatch.setattr(pages_module, "_WORKER", slow)
    (tmp_path / "a.html").write_text(page("<p>hang</p>"))
    (tmp_path / "b.html").write_text(page("<p>Mara Quill said no.</p>"))
    before = time.monotonic()
    reject, report = read_inputs([tmp_path / "a.html", tmp_path / "b.html"], IngestSettings(html_seconds=2))
    assert isinstance(reject, Reject) and "2 seconds" in reject.reason
    assert isinstance(report, Report) and "Mara Quill said no." in report.text
    assert time.monotonic() - before < 20


def test_a_worker_that_dies_costs_one_page(reader: PageReader) -> None:
    reader.read(page("<p>Mara Quill said no.</p>"))
    assert reader.process is not None
    reader.process.kill()
    reader.process.wait()
    with pytest.raises(Unusable, match="broke down"):
        reader.read(page("<p>Mara Quill said no.</p>"))
    assert "Mara Quill said no." in (reader.read(page("<p>Mara Quill said no.</p>"))["text"] or "")


def test_a_system_that_bounds_no_memory_reads_all_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    resource = pytest.importorskip("resource")

    def refuse(*_: object) -> None:
        raise ValueError("current limit exceeds maximum limit")

    monkeypatch.setattr(resource, "setrlimit", refuse)
    page_worker._limit_memory()
