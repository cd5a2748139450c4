"""Adding, removing and correcting, where writing is enabled: by form from the pages, by JSON from programs."""

from __future__ import annotations

import functools
from typing import Any, Final

import anyio.to_thread
import msgspec
from fastapi import APIRouter
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from onrecord.errors import UsageError
from onrecord.pipeline import correction_views
from onrecord.pipeline.uploads import Upload, pasted, rows_as_upload
from onrecord.pipeline.views import AddPage, WaitingPage, address
from onrecord.records import Correction, Record, as_data
from onrecord.web import answering
from onrecord.web.bodies import CorrectionRow, ReportRow
from onrecord.web.describing import data_answer, item_answer, page_answer
from onrecord.web.forms import field, files, is_form, long_field, read_form, read_json, way_back
from onrecord.web.house import House
from onrecord.web.reading import desk_of
from onrecord.web.writer import Job, Writer, add_uploads, correct, remove_report, undo

GIVEN: Final = {"title": "title", "outlet": "outlet", "date": "published", "url": "url", "author": "author"}
ADDED: Final = {
    "type": "object",
    "required": ["is_running", "read", "stored", "already_there", "rejected"],
    "properties": {"is_running": {"type": "boolean"}, "job": {"type": "string"}, "read": {"type": "integer"},
                   "stored": {"type": "integer"}, "already_there": {"type": "integer"}, "rejected": {"type": "integer"}},
}  # fmt: skip
REPORT_EXAMPLE: Final = {
    "outlet": "The Harbour Post", "published": "2026-03-10", "title": "Sea wall holds",
    "text": "“The wall held through four storms,” said Ada Hale, the harbour master, on Monday.",
}  # fmt: skip
MOST_ROWS: Final = 1_000


def make_router() -> APIRouter:
    """The addresses that write."""
    router = APIRouter()
    add = functools.partial(router.add_api_route, tags=["writing"])
    rows = {"oneOf": [_schema(ReportRow), {"type": "array", "items": _schema(ReportRow)}]}
    add("/add", _add_form, responses=page_answer(), summary="The form that adds reports", tags=["pages"])
    add(
        "/reports", _add, methods=["POST"], responses={**data_answer(ADDED, "What came of it.", status=201), **_later()}, status_code=201,
        summary="Add reports", openapi_extra=_body(rows, REPORT_EXAMPLE),
    )
    add("/added/{job_id}.json", _added_json, responses=data_answer(ADDED, "What came of it so far."), summary="What came of adding")
    add("/added/{job_id}", _added, responses=page_answer(), summary="What came of adding", tags=["pages"])
    add("/waiting/{job_id}", _waiting, include_in_schema=False)
    add("/reports/{report_id:path}/remove", _remove_form, methods=["POST"], include_in_schema=False)
    add(
        "/reports/{report_id:path}", _remove, methods=["DELETE"], responses=data_answer({"type": "object"}, "What was taken out."),
        summary="Take a report, and all that came from it, out",
    )
    add("/corrections", _corrections, responses=page_answer(), summary="Corrections", tags=["pages"])
    add(
        "/corrections.json", _corrections_json, responses=data_answer({"type": "object"}, "All corrections, the latest first."),
        summary="Corrections", tags=["data"],
    )
    add(
        "/corrections", _correct, methods=["POST"], responses=item_answer(Correction, "The correction.", 201), status_code=201,
        summary="Correct who said it, who is who, or what is one story",
        openapi_extra=_body(_schema(CorrectionRow), {"verb": "speaker", "subject": "A Hale", "object": "Ada Hale", "by": "mk"}),
    )
    add(
        "/corrections/{correction_id}/undo", _undo, methods=["POST"], responses=item_answer(Correction, "The correction, undone."),
        summary="Undo a correction", openapi_extra=_body({"type": "object"}, {}),
    )
    return router


def _schema(kind: type[Record]) -> dict[str, Any]:
    return {"$ref": f"#/components/schemas/{kind.__name__}"}


def _body(schema: dict[str, Any], example: Any) -> dict[str, Any]:
    return {"requestBody": {"required": True, "content": {"application/json": {"schema": schema, "example": example}}}}


def _later() -> dict[int | str, dict[str, Any]]:
    return {202: {"description": "It goes on; ask the address in `job`.", "content": {"application/json": {"schema": ADDED}}}}


def _writer(request: Request) -> Writer:
    house: House = request.app.state.house
    if not house.may_write:
        raise HTTPException(403, "This desk is read-only; it was started without --write.")
    held: Writer = request.app.state.writer
    return held


async def _done(job: Job, seconds: float) -> Any:
    """What came of a job; raises `TimeoutError` when it is not done by then."""
    return await anyio.to_thread.run_sync(job.wait, seconds)


# ---------------------------------------------------------------- reports


def _add_form(request: Request) -> Response:
    return _add_page(request)


def _add_page(request: Request, trouble: str | None = None) -> Response:
    """The form that takes reports, with what was in the way."""
    house: House = request.app.state.house
    _writer(request)
    with desk_of(request) as desk:
        counts = desk.reader.counts()
    view = AddPage(counts=counts, most_files=house.most_files, most_bytes=house.most_body_bytes, trouble=trouble)
    return answering.page(request, "add.html", view, json=False, status=200 if trouble is None else 400)


async def _add(request: Request) -> Response:
    writer = _writer(request)
    house: House = request.app.state.house
    by_form = is_form(request)
    try:
        uploads = await (_uploads_of_form(request) if by_form else _uploads_of_json(request))
    except UsageError as error:
        if not by_form:
            raise
        return _add_page(request, answering.as_sentence(error))
    job = writer.begin(add_uploads, uploads)
    try:
        made = await _done(job, house.wait_seconds)
    except TimeoutError:
        made = None
    except Exception:
        if not by_form:
            raise
        made = job.view()
    if by_form:
        return RedirectResponse(address("added", job.job_id), 303)
    told = as_data(made if made is not None else job.view())
    return answering.as_json({"job": address("added", job.job_id) + ".json", **told}, 201 if made is not None else 202)


async def _uploads_of_form(request: Request) -> list[Upload]:
    form = await read_form(request)
    given = {name: value for box, name in GIVEN.items() if (value := field(form, box, 2_000)) is not None}
    uploads = [*pasted(long_field(form, "text"), given), *await files(form, "file")]
    if not uploads:
        raise UsageError("nothing was given: paste a report, or choose files")
    return uploads


async def _uploads_of_json(request: Request) -> list[Upload]:
    given = await read_json(request, ReportRow | list[ReportRow])
    rows = given if isinstance(given, list) else [given]
    if not rows or len(rows) > MOST_ROWS:
        raise UsageError(f"give between 1 and {MOST_ROWS:,} reports at a time")
    return [rows_as_upload({key: value for key, value in as_data(row).items() if value is not None} for row in rows)]


def _job(request: Request, job_id: str) -> Job:
    job = _writer(request).job(job_id)
    if job is None:
        raise HTTPException(404, "What came of that is no longer remembered.")
    return job


def _added(request: Request, job_id: str) -> Response:
    view = _job(request, job_id).view()
    headers = {"refresh": "2"} if view.is_running else None
    return answering.page(request, "added.html", view, headers=headers)


def _added_json(request: Request, job_id: str) -> Response:
    return answering.as_json({"job": address("added", job_id) + ".json", **as_data(_job(request, job_id).view())})


async def _remove(request: Request, report_id: str) -> Response:
    job = _writer(request).begin(remove_report, report_id, None)
    return answering.as_json({"removed": await _made(request, job)})


async def _remove_form(request: Request, report_id: str) -> Response:
    writer = _writer(request)
    form = await read_form(request)
    return await _then(request, writer.begin(remove_report, report_id, field(form, "reason")), way_back(form, "/stories"))


async def _made(request: Request, job: Job) -> Any:
    """What came of a job that a program waits for; where it takes long, the words that it goes on."""
    try:
        return await _done(job, request.app.state.house.wait_seconds)
    except TimeoutError as error:
        raise HTTPException(503, "This goes on after other things that wait to be written; look again in a moment.") from error


async def _then(request: Request, job: Job, back: str) -> Response:
    """The way back when a form's job is done, or to a page that waits for it."""
    try:
        await _done(job, request.app.state.house.wait_seconds)
    except TimeoutError:
        job.back = back
        return RedirectResponse(address("waiting", job.job_id), 303)
    return RedirectResponse(back, 303)


def _waiting(request: Request, job_id: str) -> Response:
    job = _job(request, job_id)
    if not job.is_done:
        words = "What you sent waits behind other things that are being written. This page looks again by itself."
        view = WaitingPage(title="Being worked in", detail=words)
        return answering.page(request, "waiting.html", view, json=False, headers={"refresh": "2"})
    job.wait(0)
    return RedirectResponse(job.back, 303)


# ---------------------------------------------------------------- corrections


def _corrections(request: Request) -> Response:
    with desk_of(request) as desk:
        view = correction_views.corrections_page(desk.corrections())
    return answering.page(request, "corrections.html", view)


def _corrections_json(request: Request) -> Response:
    with desk_of(request) as desk:
        held = desk.corrections()
    return answering.as_json({"items": [as_data(each) for each in reversed(held)], "next": None})


async def _correct(request: Request) -> Response:
    writer = _writer(request)
    if is_form(request):
        form = await read_form(request)
        row = CorrectionRow(
            verb=field(form, "verb") or "", subject=field(form, "subject") or "", object=field(form, "object"), by=field(form, "by"),
            reason=field(form, "reason"),
        )  # fmt: skip
        return await _then(request, _begin(writer, row), way_back(form, "/corrections"))
    row = await read_json(request, CorrectionRow)
    return answering.as_json(as_data(await _made(request, _begin(writer, row))), 201)


def _begin(writer: Writer, row: CorrectionRow) -> Job:
    if not row.verb or not row.subject:
        raise UsageError("say what to correct: a verb and what it is about")
    longest = max(len(value or "") for value in msgspec.structs.astuple(row))
    if longest > 2_000:
        raise UsageError("a part of the correction is longer than 2,000 characters")
    return writer.begin(correct, row.verb, row.subject, row.object, row.by, row.reason)


async def _undo(request: Request, correction_id: str) -> Response:
    writer = _writer(request)
    if is_form(request):
        form = await read_form(request)
        return await _then(request, writer.begin(undo, correction_id), way_back(form, "/corrections"))
    await read_json(request, dict[str, Any])
    return answering.as_json(as_data(await _made(request, writer.begin(undo, correction_id))))
