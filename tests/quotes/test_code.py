from onrecord.quotes import find_quotes, pair_marks
from onrecord.records import Report

CODE = "ads = window._ads || []; _ads.push({ mode: 'thumbs-c', container: 'gallery-thumbs-3', target: 'mix' });"


def test_a_program_left_in_a_page_quotes_nobody() -> None:
    text = f"“The gate held,” said Ada Hale.\n\n{CODE}\n\n“It will hold again,” she said."
    assert [mark.inner.of(text) for mark in pair_marks(text)] == ["The gate held,", "It will hold again,"]
    assert len(find_quotes(Report(report_id="a", text=text))) == 2


def test_brackets_in_news_are_no_code() -> None:
    text = "“They [the crews] (all 14) will sail; the port [Lunn] (north) is open,” Hale said."
    assert len(pair_marks(text)) == 1
