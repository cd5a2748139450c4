"""A page is drawn whatever its view holds: every part of it given, and no more than there must be."""

from __future__ import annotations

import msgspec
import pytest

from onrecord import pages
from onrecord.pipeline import views
from tests.pages.filling import bare, full

TEMPLATES = {
    "front.html": views.FrontPage, "stories.html": views.StoriesPage, "story.html": views.StoryPage, "statement.html": views.StatementPage,
    "report.html": views.ReportPage, "speakers.html": views.SpeakersPage, "speaker.html": views.SpeakerPage,
    "outlets.html": views.OutletsPage, "outlet.html": views.OutletPage, "search.html": views.SearchPage, "figures.html": views.FiguresPage,
    "rejects.html": views.RejectsPage, "check.html": views.CheckPage, "add.html": views.AddPage, "added.html": views.Added,
    "corrections.html": views.CorrectionsPage, "interface.html": views.InterfacePage, "waiting.html": views.WaitingPage,
    "records.html": views.RecordsPage, "record.html": views.RecordPage, "enter.html": views.TroublePage, "error.html": views.TroublePage,
}  # fmt: skip


@pytest.mark.parametrize("template", TEMPLATES)
@pytest.mark.parametrize("make", [full, bare])
@pytest.mark.parametrize("write", [True, False])
def test_a_page_is_drawn_with_all_that_it_may_hold_and_with_nothing(template: str, make, write: bool) -> None:  # type: ignore[no-untyped-def]
    kind: type[msgspec.Struct] = TEMPLATES[template]
    page = pages.render(template, page=make(kind), around=full(views.Around), frame=pages.Frame("/x", "", write, "t"))
    assert page.rstrip().endswith("</html>")
