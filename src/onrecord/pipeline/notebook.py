"""A story or a statement as a notebook shows it: by the templates of the desk's pages."""

from __future__ import annotations

from onrecord import __version__, pages
from onrecord.errors import UsageError
from onrecord.pipeline import telling
from onrecord.pipeline.desk import Desk
from onrecord.pipeline.statement_views import statement_page
from onrecord.pipeline.story_views import beginning, story_page
from onrecord.pipeline.views import Around, StatementPage, StoryPage
from onrecord.records import Statement, Story


class Displayed:
    """What `display` gives: a notebook that finds it at the end of a cell shows the page."""

    def __init__(self, page: StoryPage | StatementPage) -> None:
        self.page = page

    def _repr_html_(self) -> str:
        body = "story_body.html" if isinstance(self.page, StoryPage) else "statement_body.html"
        around = Around(version=__version__, classes=tuple(telling.CLASS_WORDS.items()))
        return pages.render("notebook.html", body=body, page=self.page, around=around)


def display(desk: Desk, item: Story | Statement | str) -> Displayed:
    """A story or statement of a desk (or its id) for a notebook to show; raises `NotHeld`, `UsageError` for anything else.

    >>> from onrecord.records import Report
    >>> with Desk(":memory:") as desk:
    ...     added = desk.add([Report(report_id="a", text="“The gate held,” said Ada Hale.")])
    ...     shown = display(desk, next(desk.statements()))._repr_html_()
    >>> "The gate held" in shown and "Ada Hale" in shown
    True
    """
    found = desk.show(item) if isinstance(item, str) else item
    if isinstance(found, Story):
        return Displayed(story_page(desk.reader, found, desk.why(beginning(found))))
    if isinstance(found, Statement):
        record = desk.reader.transcript(found.base.report_id) if found.base.status == "record" else None
        return Displayed(statement_page(desk.reader, found.statement_id, record=record))
    raise UsageError("a notebook shows a story or a statement; give one of these, or its id")
