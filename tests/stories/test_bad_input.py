"""What no desk is spared: reports without dates, titles or news, and the same thing over and over. None of it may glue stories together."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest

from onrecord.linking import group_all
from onrecord.models import load_encoder
from onrecord.pipeline import Desk
from onrecord.records import Report
from onrecord.settings import QuoteSettings, Settings
from onrecord.stories import features, leads_of

DAM = (
    "The Tarn dam above Lowbridge failed on Tuesday and the river Wend flooded Quillgate, engineer Odalys Marsh said.",
    "Engineer Odalys Marsh said the Tarn dam had failed above Lowbridge. Quillgate was flooded by the river Wend.",
    "Homes in Quillgate stood in water after the Tarn dam failed; the river Wend rose by two metres, Marsh said in Lowbridge.",
)
VOTE = (
    "Councillors in Ashby Vale voted to sell the Corbel tram depot to Hexham Freight, treasurer Ivo Pellam told them.",
    "The Corbel tram depot in Ashby Vale will go to Hexham Freight, councillors decided; treasurer Ivo Pellam spoke for the sale.",
)
ONE_LINE = ("Breaking news.", "Police said.", "More soon.", "A dam failed.", "Tarn.", "The council voted on Tuesday.", "…", "")
NOTICE = (
    "We use cookies to give you the best experience. By continuing you agree to our cookie policy.\n"
    "Sign up for our newsletter.\nRead more\nShare this page\n© 2024 All rights reserved.\nContact us\nTerms of use"
)
DATES = (None, "2024-03-05", "2099-01-01", "2024-03", "yesterday")


def news(published: str | None = "2024-03-05", title: str | None = None) -> list[Report]:
    return [
        Report(report_id=f"{name}{number}", outlet=f"Outlet {number}", text=text, published=published, title=title)
        for name, texts in (("dam", DAM), ("vote", VOTE))
        for number, text in enumerate(texts)
    ]


def stories_of(reports: list[Report], has_vectors: bool = True) -> list[tuple[str, ...]]:
    encode = load_encoder().encode if has_vectors else lambda leads: np.zeros((0, 1))
    vectors = {text: encode(list(text)) for text in {tuple(leads_of(report)) for report in reports}}
    known = {report.report_id: features(report, vectors[tuple(leads_of(report))]) for report in reports}
    groups = [group.report_ids for group in group_all(known)]
    assert sorted(name for group in groups for name in group) == sorted(known)
    return groups


def are_apart(groups: list[tuple[str, ...]]) -> bool:
    """True when no story holds reports of both events, and the reports of each are one story."""
    found = [group for group in groups if any(name.startswith(("dam", "vote")) for name in group)]
    return len(found) == 2 and all(len({name[:3] for name in group if name.startswith(("dam", "vote"))}) == 1 for group in found)


@pytest.mark.parametrize("published", DATES)
def test_a_date_that_is_missing_partial_or_far_away_glues_nothing(published: str | None) -> None:
    assert are_apart(stories_of(news(published)))


def test_a_report_from_2099_joins_nothing_of_today() -> None:
    stray = Report(report_id="stray", text=DAM[0], published="2099-01-01")
    assert are_apart(stories_of([*news(), stray]))


@pytest.mark.parametrize("title", [None, "", "News", "Enter your city"])
def test_a_title_that_is_missing_or_the_same_everywhere_glues_nothing(title: str | None) -> None:
    assert are_apart(stories_of(news(title=title)))


def test_one_title_of_common_words_on_every_page_of_a_day_ties_no_two_that_share_no_other() -> None:
    texts = (DAM[0], VOTE[0], "A painting by Imre Halloran was found behind a stove.", "Shares in Pelorus Mining fell after a halt.")
    pages = [Report(report_id=f"p{row}", text=text, title="News of the day", published="2024-03-05") for row, text in enumerate(texts)]
    assert all(len(group) == 1 for group in stories_of(pages))


def test_reports_of_one_line_glue_nothing() -> None:
    short = [Report(report_id=f"x{number}", text=text) for number, text in enumerate(ONE_LINE)]
    groups = stories_of([*news(None), *short])
    assert are_apart(groups)
    assert all(len(group) <= 2 for group in groups if group[0].startswith("x"))


def test_the_same_report_a_thousand_times_glues_nothing() -> None:
    copies = [Report(report_id=f"copy{number:04d}", text=VOTE[0], published="2024-03-05") for number in range(1000)]
    groups = stories_of([*news(), *copies])
    assert are_apart(groups)
    assert len(max(groups, key=len)) == 1002


@pytest.mark.parametrize("has_vectors", [True, False])
def test_pages_of_furniture_glue_nothing(has_vectors: bool) -> None:
    pages = [Report(report_id=f"x{number}", outlet="Wend Post", text=NOTICE, published="2024-03-05") for number in range(12)]
    around = [
        Report(report_id=f"{each.report_id}w", outlet="Wend Post", text=f"{each.text}\n{NOTICE}", published="2024-03-05") for each in news()
    ]
    assert are_apart(stories_of([*news(), *pages, *around], has_vectors))


def test_all_of_it_at_once_stops_nothing(tmp_path: Path) -> None:
    rows = [{"id": each.report_id, "outlet": each.outlet, "published": each.published, "text": each.text} for each in news()]
    rows += [{"id": f"x{number}", "text": text, "published": "2099-01-01"} for number, text in enumerate((*ONE_LINE, NOTICE))]
    rows += [{"id": f"copy{number}", "text": VOTE[0], "title": None} for number in range(20)]
    (tmp_path / "rows.jsonl").write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
    with Desk(":memory:", Settings(quotes=QuoteSettings(reader="rules"))) as desk:
        desk.add([tmp_path / "rows.jsonl"])
        groups = [story.report_ids for story in desk.stories()]
        held = {str(report_id) for report_id in desk.labels()}
    assert are_apart(groups)
    assert {row["id"] for row in rows if row["text"].strip()} <= held
