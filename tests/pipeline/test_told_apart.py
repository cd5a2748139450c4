"""A story says which look-alikes are news of another day, and which weekday its own texts name."""

from __future__ import annotations

import json
from pathlib import Path

from onrecord.pipeline import Desk
from onrecord.settings import QuoteSettings, Settings

LAUNCHES = (
    ("Wend Post", "2031-06-04", "A rocket of the Orrin Directorate fell into the Sound of Vell on Tuesday, the coast guard said."),
    ("Vell Echo", "2031-06-04", "The coast guard said a rocket of the Orrin Directorate had fallen into the Sound of Vell on Tuesday."),
    ("Wend Post", "2031-07-11", "Another rocket of the Orrin Directorate fell into the Sound of Vell on Thursday, fishermen said."),
    ("Vell Echo", "2031-07-11", "Fishermen saw another rocket of the Orrin Directorate fall into the Sound of Vell on Thursday."),
)


def desk_of(folder: Path, has_dates: bool) -> Desk:
    rows = [
        {"id": f"r{number}", "outlet": outlet, "text": text} | ({"published": published} if has_dates else {})
        for number, (outlet, published, text) in enumerate(LAUNCHES)
    ]
    (folder / "rows.jsonl").write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
    desk = Desk(":memory:", Settings(quotes=QuoteSettings(reader="rules")))
    desk.add([folder / "rows.jsonl"])
    return desk


def test_why_names_a_look_alike_that_is_news_of_another_day(tmp_path: Path) -> None:
    with desk_of(tmp_path, has_dates=True) as desk:
        first, second = sorted(desk.stories(), key=lambda story: story.report_ids)
        assert (first.report_ids, second.report_ids) == (("r0", "r1"), ("r2", "r3"))
        (line, *_) = [line for line in desk.why(first) if line.startswith("alike")]
        assert "10 July 2031" in line and "3 June 2031" in line
        assert any(line.startswith("alike") and "not of 10 July 2031" in line for line in desk.why(second))


def test_a_weekday_that_ties_texts_without_dates_is_shown_as_they_write_it(tmp_path: Path) -> None:
    with desk_of(tmp_path, has_dates=False) as desk:
        lines = [line for story in desk.stories() for line in desk.why(story)]
    assert any(line.startswith("date") and "Tuesday" in line for line in lines)
    assert not any("XXXX" in line for line in lines)
