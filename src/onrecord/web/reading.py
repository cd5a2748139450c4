"""The pages that are read, each also as JSON and, where it is a list, as CSV, at the same address."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from typing import Any, Final, NamedTuple

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from onrecord.pipeline import Desk, list_views, record_views, report_views, row_views, speaker_views, statement_views, story_views
from onrecord.pipeline.asking import with_query
from onrecord.pipeline.row_views import Slice
from onrecord.pipeline.telling import CLASS_WORDS
from onrecord.pipeline.views import View, address
from onrecord.records import FigureRow, Reject, Span, SpeakerRow, Statement, Story, as_data
from onrecord.web import answering
from onrecord.web.asked import AFTER, UNSURE, Field, asked, described, number
from onrecord.web.describing import Answers, csv_answer, data_answer, item_answer, list_answer, of, page_answer
from onrecord.web.sheets import retention

AT_ONCE: Final = 100
USUAL: Final = 25
CLASS: Final = Field("class", "only printed versions of this class", "differs-critical", tuple(CLASS_WORDS))
QUERY: Final = Field("q", 'words, "a phrase", speaker:, outlet:, after:, before:, class:', '"sea wall" after:2026-03')
FACETS: Final = (
    Field("date", "only what was said in this month", "2026-03"), Field("outlet", "only what this outlet carried", "The Harbour Post"),
    Field("speaker", "only what this speaker said (an id)"), CLASS,
)  # fmt: skip
COLUMNS: Final = Field("columns", "where the outlets of a wide story go on")
PROFILES: Final = tuple(name for name, _ in statement_views.profile_titles())
PROFILE: Final = Field("profile", "judge differences by these house rules", "guardian", PROFILES)
HIDE: Final = Field("hide", "1: hide what the house rules allow", None, ("1",))
AT: Final = Field("at", "mark this place (an offset in the text)")
TO: Final = Field("to", "where the place ends (an offset)")
FROM: Final = Field("from", "where a long text goes on (an offset)")
ONWARD: Final = Field("from", "where something large goes on: what `next` carries")
BY: Final = Field("by", "the order of what was said", "story", ("date", "story"))
INSIDE: Final = Field("q", "only what holds these words")
LEFT: Final = Field("left", "an occasion to see beside another")
RIGHT: Final = Field("right", "the other occasion")
MOST_OFFSET: Final = 1_000_000_000
Values = dict[str, str | None]
Reads = Callable[..., Response]
Row = dict[str, Any]
REPORT_ROW: Final = {"type": "object", "required": ["report_id", "text", "quotes", "speakers", "entities", "dates", "figures"]}
OUTLET_ITEM: Final = {"type": "object", "required": ["outlet", "reports", "printed", "first", "last", "classes"]}
OUTLET_ROW: Final = {"type": "object", "required": ["outlet", "reports", "printed", "first", "last"]}
RECORD_ROW: Final = {"type": "object", "required": ["record_id", "path", "title", "date", "speakers", "fidelity", "occasion"]}
RECORD_ITEM: Final = {"type": "object", "required": [*RECORD_ROW["required"], "text", "turns"]}
HIT_ROW: Final = {"type": "object", "required": ["kind", "report_id", "snippet"]}


class ListPage(NamedTuple):
    """A list: its address and template, what may be asked of it, and what makes its view and its rows."""

    path: str
    template: str
    name: str
    summary: str
    view: Callable[[Desk, Values], View]
    rows: Callable[[Desk, Values, int], Slice]
    items: dict[str, Any]
    fields: tuple[Field, ...] = ()
    has_unsure: bool = False


LISTS: Final = (
    ListPage(
        "/", "front.html", "front", "Statements that need an eye, the most telling first",
        lambda desk, v: list_views.front_page(desk.reader, _given(v, FACETS), v["after"], v["unsure"] == "1", v["retention"] or ""),
        lambda desk, v, limit: row_views.notable(desk.reader, _given(v, FACETS), v["after"], v["unsure"] == "1", limit),
        of(Statement), (*FACETS, UNSURE), True,
    ),
    ListPage(
        "/stories", "stories.html", "stories", "Stories, newest first",
        lambda desk, v: list_views.stories_page(desk.reader, v["after"]),
        lambda desk, v, limit: row_views.stories(desk.reader, v["after"], limit), of(Story),
    ),
    ListPage(
        "/speakers", "speakers.html", "speakers", "Speakers by name",
        lambda desk, v: list_views.speakers_page(desk.reader, v["q"], v["after"]),
        lambda desk, v, limit: row_views.speakers(desk.reader, v["q"], v["after"], limit), of(SpeakerRow),
        (Field("q", "names with words that begin so", "hal"),),
    ),
    ListPage(
        "/outlets", "outlets.html", "outlets", "Outlets by name",
        lambda desk, v: list_views.outlets_page(desk.reader, v["after"]),
        lambda desk, v, limit: row_views.outlets(desk.reader, v["after"], limit), OUTLET_ROW,
    ),
    ListPage(
        "/figures", "figures.html", "figures", "Figures that reports give, lined up by what they count",
        lambda desk, v: list_views.figures_page(desk.reader, v["conflict"] == "1", v["after"]),
        lambda desk, v, limit: row_views.figures(desk.reader, v["conflict"] == "1", v["after"], limit), of(FigureRow),
        (Field("conflict", "1: only figures that do not meet", None, ("1",)),),
    ),
    ListPage(
        "/rejects", "rejects.html", "rejects", "Inputs, or parts of them, that could not be used",
        lambda desk, v: list_views.rejects_page(desk.reader, v["after"]),
        lambda desk, v, limit: row_views.rejects(desk.reader, v["after"], limit), of(Reject),
    ),
    ListPage(
        "/records", "records.html", "records", "Records to compare with, the latest first",
        lambda desk, v: record_views.records_page(desk.reader, v["after"]),
        lambda desk, v, limit: row_views.records(desk.reader, v["after"], limit), RECORD_ROW,
    ),
    ListPage(
        "/search", "search.html", "search", "Printed versions, and reports, that hold words",
        lambda desk, v: list_views.search_page(desk.reader, v["q"] or "", v["after"]),
        lambda desk, v, limit: row_views.hits(desk.reader, v["q"] or "", v["after"], limit), HIT_ROW, (QUERY,),
    ),
)  # fmt: skip


def _given(values: Values, fields: tuple[Field, ...]) -> dict[str, str]:
    return {field.name: value for field in fields if (value := values[field.name])}


def desk_of(request: Request) -> AbstractContextManager[Desk]:
    """The read-only desk of this thread, for a block that is stopped when it takes too long."""
    held: AbstractContextManager[Desk] = request.app.state.readers.desk()
    return held


def make_router() -> APIRouter:
    """The addresses of all pages that are read."""
    router = APIRouter()
    for page in LISTS:
        _add_list(router, page)
    _add_items(router)
    return router


def _add_list(router: APIRouter, page: ListPage) -> None:
    fields = (*page.fields, AFTER)
    path = "/front" if page.path == "/" else page.path

    def html(request: Request) -> Response:
        values = asked(request, *fields)
        values["retention"] = retention(request.app.state.house.sheet_hours)
        with desk_of(request) as desk:
            view = page.view(desk, values)
        return answering.page(request, page.template, view, csv=True, unsure=page.has_unsure)

    def json(request: Request) -> Response:
        values, limit = asked(request, *fields), number(request, "limit", USUAL, AT_ONCE)
        with desk_of(request) as desk:
            rows, onward = page.rows(desk, values, limit)
        values["limit"] = request.query_params.get("limit")
        return answering.as_json(
            {"items": rows, "next": None if onward is None else with_query(f"{path}.json", {**values, "after": onward})}
        )

    def csv(request: Request) -> Response:
        values = asked(request, *fields)

        def rows() -> Iterator[Row]:
            here, more = dict(values), True
            while more:
                with desk_of(request) as desk:
                    held, onward = page.rows(desk, here, AT_ONCE)
                yield from held
                here["after"], more = onward, onward is not None

        pieces = rows()
        first = next(pieces, None)  # so that what cannot be asked for is told before anything is sent
        return answering.as_csv(_again(first, pieces), page.name)

    told, told_limit = {"parameters": described(*fields)}, {"parameters": described(*fields, limit=AT_ONCE)}
    add = router.add_api_route
    add(page.path, html, responses=page_answer(), summary=page.summary, tags=["pages"], name=page.name, openapi_extra=told)
    add(
        f"{path}.json", json, responses=list_answer(page.items), summary=page.summary, tags=["data"], name=f"{page.name}_json",
        openapi_extra=told_limit,
    )  # fmt: skip
    add(f"{path}.csv", csv, responses=csv_answer(), summary=page.summary, tags=["data"], name=f"{page.name}_csv", openapi_extra=told)


def _again(first: Row | None, rest: Iterator[Row]) -> Iterator[Row]:
    if first is not None:
        yield first
        yield from rest


# ---------------------------------------------------------------- one thing


def _add_items(router: APIRouter) -> None:
    def add(path: str, page: Reads, data: Reads, answers: Answers, words: str, *fields: Field, of_data: tuple[Field, ...] = ()) -> None:
        told, data_told = {"parameters": described(*fields)}, {"parameters": described(*of_data)}
        name = data.__name__.strip("_")
        router.add_api_route(
            f"{path}.json", data, responses=answers, summary=words, tags=["data"], name=name, openapi_extra=data_told
        )
        router.add_api_route(
            path, page, responses=page_answer(), summary=words, tags=["pages"], name=page.__name__.strip("_"), openapi_extra=told
        )

    add("/stories/{story_id}", _story, _story_json, item_answer(Story), "A story", AFTER, COLUMNS, UNSURE)
    add(
        "/statements/{statement_id}", _statement, _statement_json, item_answer(Statement), "A statement with its printed versions",
        PROFILE, HIDE, CLASS, AFTER, UNSURE, of_data=(PROFILE, ONWARD),
    )  # fmt: skip
    add("/reports/{report_id:path}", _report, _report_json, data_answer(REPORT_ROW, "A report with all that was read in it."),
        "A report", AT, FROM, UNSURE, of_data=(ONWARD,))  # fmt: skip
    add("/records/{record_id}", _record, _record_json, data_answer(RECORD_ITEM, "A record, as its text was read."),
        "A record", AT, TO, FROM, of_data=(ONWARD,))  # fmt: skip
    add("/speakers/{speaker_id}", _speaker, _speaker_json, item_answer(SpeakerRow), "A speaker", BY, INSIDE, LEFT, RIGHT, AFTER, UNSURE)
    add("/outlets/{name:path}", _outlet, _outlet_json, data_answer(OUTLET_ITEM, "An outlet, with its printed versions by class."),
        "An outlet", CLASS, AFTER)  # fmt: skip


def _story(request: Request, story_id: str) -> Response:
    values = asked(request, AFTER, COLUMNS, UNSURE)
    with desk_of(request) as desk:
        story = desk.story(story_id)
        if story.story_id != story_id:
            return _moved(request, address("stories", story.story_id))
        view = story_views.story_page(
            desk.reader, story, desk.why(story_views.beginning(story)), values["after"], values["columns"], values["unsure"] == "1"
        )
    return answering.page(request, "story.html", view, unsure=True)


def _story_json(request: Request, story_id: str) -> Response:
    with desk_of(request) as desk:
        story = desk.story(story_id)
    if story.story_id != story_id:
        return _moved(request, address("stories", story.story_id) + ".json")
    return answering.as_json(as_data(story))


def _moved(request: Request, path: str) -> Response:
    """The way to where something is now; not for good, as stories may part and meet again."""
    return RedirectResponse(path + (f"?{request.url.query}" if request.url.query else ""), 307)


def _statement(request: Request, statement_id: str) -> Response:
    values = asked(request, PROFILE, HIDE, CLASS, AFTER, UNSURE)
    with desk_of(request) as desk:
        base = statement_views.statement_of(desk.reader, statement_id).base
        record = desk.reader.transcript(base.report_id) if base.status == "record" else None
        view = statement_views.statement_page(
            desk.reader, statement_id, record=record, profile=values["profile"],
            hide=values["hide"] == "1", only=values["class"], after=values["after"],
            unsure=values["unsure"] == "1",
        )  # fmt: skip
    return answering.page(request, "statement.html", view, unsure=True)


def _statement_json(request: Request, statement_id: str) -> Response:
    values, start = asked(request, PROFILE), number(request, "from", 0, MOST_OFFSET, 0)
    with desk_of(request) as desk:
        held = statement_views.statement_of(desk.reader, statement_id)
        row = row_views.statement(statement_views.with_profile(held, values["profile"]), start)
    row["next"] = _onward(request, row["next"])
    return answering.as_json(row)


def _report(request: Request, report_id: str) -> Response:
    values = asked(request, UNSURE)
    at, start = number(request, "at", -1, MOST_OFFSET, 0), number(request, "from", 0, MOST_OFFSET, 0)
    with desk_of(request) as desk:
        annotated = report_views.report_of(desk.reader, report_id)
        view = report_views.report_page(
            desk.reader, annotated, desk.corrections(), at=None if at < 0 else at, start=start, unsure=values["unsure"] == "1"
        )
    return answering.page(request, "report.html", view, unsure=True)


def _report_json(request: Request, report_id: str) -> Response:
    start = number(request, "from", 0, MOST_OFFSET, 0)
    with desk_of(request) as desk:
        if not desk.reader.holds_report(report_id) and desk.reader.holds_report(f"{report_id}.json"):
            return _report(request, f"{report_id}.json")  # an id that came from outside may end so
        row = row_views.report(report_views.report_of(desk.reader, report_id), start)
    row["next"] = _onward(request, row["next"])
    return answering.as_json(row)


def _onward(request: Request, start: int | None) -> str | None:
    """The address where something large goes on."""
    kept = {name: value for name, value in request.query_params.items() if name != "from"}
    return None if start is None else with_query(answering.own_path(request), {**kept, "from": str(start)})


def _record(request: Request, record_id: str) -> Response:
    at, start = number(request, "at", -1, MOST_OFFSET, 0), number(request, "from", 0, MOST_OFFSET, 0)
    end = number(request, "to", at + 1, MOST_OFFSET, 0)
    with desk_of(request) as desk:
        held = record_views.record_of(desk.reader, record_id)
        view = record_views.record_page(held, Span(at, end) if 0 <= at < end else None, start)
    return answering.page(request, "record.html", view)


def _record_json(request: Request, record_id: str) -> Response:
    start = number(request, "from", 0, MOST_OFFSET, 0)
    with desk_of(request) as desk:
        row = row_views.record(record_views.record_of(desk.reader, record_id), start)
    row["next"] = _onward(request, row["next"])
    return answering.as_json(row)


def _speaker(request: Request, speaker_id: str) -> Response:
    values = asked(request, BY, INSIDE, LEFT, RIGHT, AFTER, UNSURE)
    with desk_of(request) as desk:
        view = speaker_views.speaker_page(
            desk.reader, speaker_id, by=values["by"] or "date", query=values["q"], left=values["left"], right=values["right"],
            after=values["after"], unsure=values["unsure"] == "1",
        )  # fmt: skip
    return answering.page(request, "speaker.html", view, unsure=True)


def _speaker_json(request: Request, speaker_id: str) -> Response:
    with desk_of(request) as desk:
        return answering.as_json(as_data(speaker_views.speaker_row(desk.reader, speaker_id)))


def _outlet(request: Request, name: str) -> Response:
    values = asked(request, CLASS, AFTER)
    with desk_of(request) as desk:
        view = list_views.outlet_page(desk.reader, name, values["class"], values["after"])
    return answering.page(request, "outlet.html", view)


def _outlet_json(request: Request, name: str) -> Response:
    with desk_of(request) as desk:
        if desk.reader.outlet(name) is None and desk.reader.outlet(f"{name}.json") is not None:
            return _outlet(request, f"{name}.json")
        return answering.as_json(row_views.outlet(desk.reader, name))
