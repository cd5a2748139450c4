"""Checking a draft and annotating a text: nothing of either is kept, but for the sheet that somebody has open."""

from __future__ import annotations

import functools
import threading
from collections.abc import Callable
from typing import Any, Final, TypeVar, get_args

import anyio
import anyio.to_thread
import msgspec
from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from onrecord import __version__, pages
from onrecord.errors import NotHeld, UsageError
from onrecord.pipeline import Checker, HeldReports, annotate_report, as_line, check_drafts
from onrecord.pipeline.check_words import file_name
from onrecord.pipeline.sheet_files import sheet_file
from onrecord.pipeline.sheet_pages import passages_of, reject_words, sheet_view
from onrecord.pipeline.sheets import ENDINGS, Sheet, make_sheet, read_sheet, write_note
from onrecord.pipeline.statement_views import checked_profile, profile_titles
from onrecord.pipeline.uploads import Upload, as_files, plain_name
from onrecord.pipeline.views import Around, CheckPage, Switch, address
from onrecord.records import CheckedDraft, Fidelity, Record, Reject, Report, as_data
from onrecord.text import digest
from onrecord.web import answering
from onrecord.web.bodies import AnnotateRow, CheckRow
from onrecord.web.describing import data_answer, page_answer
from onrecord.web.forms import field, files, is_form, long_field, read_form, read_json
from onrecord.web.house import House
from onrecord.web.reading import desk_of
from onrecord.web.sheets import OpenSheet, OpenSheets, retention

LONGEST_NOTE: Final = 4_000
LONGEST_TEXT: Final = 500_000
MOST_RECORDS: Final = 50
MEDIA_TYPES: Final = {
    ".html": "text/html; charset=utf-8", ".json": "application/json", ".csv": "text/csv; charset=utf-8",
    ".docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
}  # fmt: skip
NOTE_FIELDS: Final = {"note": "notes", "initials": "initials", "resolution": "resolution"}
FINDINGS: Final = {
    "type": "object", "required": ["findings", "unmarked", "rejects"],
    "properties": {"findings": {"type": "array", "items": {"$ref": "#/components/schemas/Checked"}},
                   "unmarked": {"type": "array", "items": {"$ref": "#/components/schemas/Unmarked"}},
                   "rejects": {"type": "array", "items": {"$ref": "#/components/schemas/Reject"}}},
}  # fmt: skip
ANNOTATE_EXAMPLE: Final = {"text": "“The gate held,” said Ada Hale, the harbour master, on Tuesday.", "published": "2026-03-05"}
CHECK_EXAMPLE: Final = {
    "draft": "“The sea wall held through five storms,” said Ada Hale.",
    "records": ["ADA HALE: The sea wall held through four storms. It will hold again."],
}  # fmt: skip
Made = TypeVar("Made")


class Asked(Record, frozen=True, kw_only=True):
    """What a check is asked to do."""

    drafts: tuple[Upload, ...]
    records: tuple[Upload, ...] = ()
    profile: str | None = None
    fidelity: Fidelity | None = None
    indirect: bool = False


class Desks:
    """The one checker over what the database holds, made again when the database has changed; checks run two at a time."""

    def __init__(self, house: House) -> None:
        self._house = house
        self._lock = threading.Lock()
        self._made: tuple[object, Checker] | None = None
        self._reports = HeldReports()
        self.limiter = anyio.CapacityLimiter(2)

    def check(self, request: Request, asked: Asked) -> tuple[list[CheckedDraft], list[Reject]]:
        """The drafts with their findings, and what could not be used."""
        with as_files(asked.drafts) as drafts, as_files(asked.records) as records:
            checker = self._checker(request, asked, [str(path) for path in records])
            found = list(check_drafts(drafts, checker))
        checked = [each for each in found if isinstance(each, CheckedDraft)]
        return checked, [*checker.rejects, *(each for each in found if isinstance(each, Reject))]

    def _checker(self, request: Request, asked: Asked, records: list[str]) -> Checker:
        house = self._house
        given = {"fidelity": asked.fidelity, "profile": asked.profile, "indirect": asked.indirect, "use_index": house.may_write}
        if records:
            return Checker.open(records, house.settings, db=house.db, **given)  # type: ignore[arg-type]
        with desk_of(request) as desk:
            state = desk.reader.state()
        with self._lock:
            if self._made is None or self._made[0] != state:
                self._made = (state, Checker.open((), house.settings, db=house.db, use_index=house.may_write, reports=self._reports))
            held = self._made[1]
            return held.asked(asked.profile, asked.indirect)


def make_router() -> APIRouter:
    """The addresses that check and annotate."""
    router = APIRouter()
    add = functools.partial(router.add_api_route, tags=["checking"])
    add("/check", _form, responses=page_answer(), summary="The form that takes a draft", tags=["pages"])
    add(
        "/check.json", _form_json, responses=data_answer({"type": "object"}, "What a draft can be checked against."),
        summary="What is held to check against",
    )
    add(
        "/check", _check, methods=["POST"], responses=data_answer(FINDINGS, "A finding for each quotation, in order."),
        summary="Check a draft; keeps nothing", openapi_extra=_body(CheckRow, CHECK_EXAMPLE),
    )
    add(
        "/annotate", _annotate, methods=["POST"], responses=data_answer({"type": "object"}, "What was read in the text."),
        summary="Read quotations, speakers, dates and figures in a text; keeps nothing", openapi_extra=_body(AnnotateRow, ANNOTATE_EXAMPLE),
    )
    add("/sheets", _open, methods=["POST"], include_in_schema=False)
    add("/sheets/{sheet_id}/close", _close, methods=["POST"], include_in_schema=False)
    add("/sheets/{sheet_id}", _sheet, include_in_schema=False)
    add("/sheets/{sheet_id}", _note, methods=["POST"], include_in_schema=False)
    return router


def _body(kind: type[Record], example: Any) -> dict[str, Any]:
    schema = {"$ref": f"#/components/schemas/{kind.__name__}"}
    return {"requestBody": {"required": True, "content": {"application/json": {"schema": schema, "example": example}}}}


async def _apart(request: Request, work: Callable[[], Made]) -> Made:
    """What a long piece of work gives; two run at a time, so that pages stay quick."""
    checks: Desks = request.app.state.checks
    return await anyio.to_thread.run_sync(work, limiter=checks.limiter)


# ---------------------------------------------------------------- the form, and the interface


def _form(request: Request) -> Response:
    return _form_page(request)


def _form_page(request: Request, trouble: str | None = None, draft: str = "") -> Response:
    """The form that takes a draft; after trouble with what was typed, so that nobody types it again."""
    with desk_of(request) as desk:
        counts = desk.reader.counts()
    hours = request.app.state.house.sheet_hours
    profiles = tuple(Switch(words=title, href="/check", value=name) for name, title in profile_titles())
    view = CheckPage(
        records_held=counts["transcripts"], reports_held=counts["reports"], profiles=profiles, retention_words=retention(hours),
        trouble=trouble, draft=draft,
    )  # fmt: skip
    return answering.page(request, "check.html", view, status=200 if trouble is None else 400)


def _form_json(request: Request) -> Response:
    with desk_of(request) as desk:
        counts = desk.reader.counts()
    names = [name for name, _ in profile_titles()]
    return answering.as_json({"records": counts["transcripts"], "reports": counts["reports"], "profiles": names})


async def _check(request: Request) -> Response:
    if is_form(request):
        asked, _ = await _asked_by_form(request)
    else:
        row = await read_json(request, CheckRow)
        if len(row.records) > MOST_RECORDS:
            raise UsageError(f"give at most {MOST_RECORDS} records at a time")
        texts = [_bounded(row.draft, "draft"), *(_bounded(each, "a record") for each in row.records)]
        header = f"Date: {row.published}\n\n" if row.published and row.published.isprintable() else ""
        asked = Asked(
            drafts=(Upload("draft.txt", _written(header + texts[0])),),
            records=tuple(Upload(f"record {number}.txt", _written(text)) for number, text in enumerate(texts[1:], 1)),
            profile=None if row.profile is None else checked_profile(row.profile), fidelity=_fidelity(row.fidelity), indirect=row.indirect,
        )  # fmt: skip
    checks: Desks = request.app.state.checks
    checked, rejects = await _apart(request, lambda: checks.check(request, asked))
    findings = [as_data(finding) for each in checked for finding in each.findings]
    for finding in findings:
        _name_only(finding)
    unmarked = [as_data(found) for each in checked for found in each.unmarked]
    for found in unmarked:
        found["draft"] = plain_name(found["draft"])
        _records_by_name(*found["passages"])
    told = [as_data(each) for each in rejects]
    for reject in told:
        reject["path"] = plain_name(reject["path"])
    return answering.as_json({"findings": findings, "unmarked": unmarked, "rejects": told})


def _name_only(finding: dict[str, Any]) -> None:
    """Let a finding name files as they were given, not where they lay for a moment."""
    finding["draft"] = plain_name(finding["draft"])
    _records_by_name(*finding["candidates"], *finding["nearest"], *finding["set_aside"])


def _records_by_name(*passages: dict[str, Any]) -> None:
    for passage in passages:
        if passage["source"] == "record":
            passage["record"] = file_name(passage["record"])


async def _annotate(request: Request) -> Response:
    row = await read_json(request, AnnotateRow)
    text = _bounded(row.text, "text")
    settings = request.app.state.house.settings
    report = Report(
        report_id=digest(row.outlet, None, row.published, row.title, text), text=text, outlet=row.outlet, title=row.title,
        published=row.published, published_basis="header" if row.published else None,
    )  # fmt: skip
    return answering.as_json(as_line(await _apart(request, lambda: annotate_report(report, settings))))


def _bounded(text: str, name: str) -> str:
    if len(text) > LONGEST_TEXT:
        raise UsageError(f"{name} is {len(text):,} characters long; the desk reads at most {LONGEST_TEXT:,} at a time")
    return text


def _written(text: str) -> bytes:
    return text.encode("utf-8", "replace")


def _fidelity(given: str | None) -> Fidelity | None:
    if given is None:
        return None
    if given not in get_args(Fidelity):
        raise UsageError(f"fidelity {given[:40]}: choose one of {', '.join(get_args(Fidelity))}")
    return given  # type: ignore[return-value]


# ---------------------------------------------------------------- sheets


async def _asked_by_form(request: Request) -> tuple[Asked, bytes | None]:
    form = await read_form(request)
    drafts = await files(form, "draft")
    text = long_field(form, "draft_text")
    if text.strip():
        drafts.append(Upload("draft.txt", _written(_bounded(text, "the draft"))))
    if not drafts:
        raise UsageError("no draft was given: paste its text, or choose a file")
    records = await files(form, "record")
    record = long_field(form, "record_text")
    if record.strip():
        records.append(Upload("record.txt", _written(_bounded(record, "the record"))))
    if any(len(each.content) > request.app.state.house.most_text_bytes for each in drafts):
        raise UsageError(f"a draft may have at most {request.app.state.house.most_text_bytes:,} bytes")
    profile = field(form, "profile")
    asked = Asked(
        drafts=tuple(drafts), records=tuple(records), profile=None if profile is None else checked_profile(profile),
        fidelity=_fidelity(field(form, "fidelity")),
    )  # fmt: skip
    word = [each.content for each in drafts if each.name.lower().endswith(".docx")]
    return asked, word[0] if len(drafts) == 1 and word else None


async def _open(request: Request) -> Response:
    form = await read_form(request)
    typed = long_field(form, "draft_text")
    try:
        asked, draft_file = await _asked_by_form(request)
    except UsageError as error:
        return _form_page(request, answering.as_sentence(error), typed)
    earlier = await files(form, "previous")
    previous = read_sheet(earlier[0].content, plain_name(earlier[0].name)) if earlier else None
    checks: Desks = request.app.state.checks

    def made() -> Sheet:
        checked, rejects = checks.check(request, asked)
        return make_sheet(checked, asked.profile, rejects, previous)

    sheet = _named(await _apart(request, made))
    if not sheet.drafts:
        trouble = " ".join(reject_words(each) for each in sheet.rejects) or "The draft holds nothing to read."
        return _form_page(request, trouble, typed)
    held = OpenSheet(sheet=sheet, visitor=request.state.visitor, draft_file=draft_file)
    return RedirectResponse(address("sheets", _sheets(request).open(held)), 303)


def _named(sheet: Sheet) -> Sheet:
    """The sheet with files named as they were given, not where they lay for a moment."""
    data = as_data(sheet)
    for draft in data["drafts"]:
        draft["path"] = None if draft["path"] is None else plain_name(draft["path"])
        draft["set_aside"] = [file_name(each) for each in draft["set_aside"]]
        for unmarked in draft["unmarked"]:
            _records_by_name(*unmarked["passages"])
        for item in (*draft["items"], *draft["gone"]):
            _name_only(item["finding"])
    for reject in data["rejects"]:
        reject["path"] = plain_name(reject["path"])
    return msgspec.convert(data, Sheet)


def _sheets(request: Request) -> OpenSheets:
    held: OpenSheets = request.app.state.sheets
    return held


def _held_here(request: Request, sheet: Sheet) -> frozenset[str]:
    """The ids of the records and reports of a sheet that the desk can show."""
    wanted = {(each.source, each.record_id) for each in passages_of(sheet) if each.record_id is not None}
    with desk_of(request) as desk:
        return frozenset(
            each for source, each in wanted if (desk.reader.holds_report(each) if source == "report" else desk.reader.holds_record(each))
        )


def _sheet(request: Request, sheet_id: str) -> Response:
    ending = next((each for each in ENDINGS if sheet_id.endswith(each)), None)
    held = _sheets(request).get(sheet_id.removesuffix(ending or ""), request.state.visitor)
    if ending is not None:
        body = sheet_file(held.sheet, ending, held.draft_file)
        headers = {"content-disposition": f'attachment; filename="check-sheet{ending}"', "cache-control": "no-store"}
        if ending == ".html":  # opened here and not saved, it is shown without any script
            headers["content-security-policy"] = "default-src 'none'; style-src 'unsafe-inline'; sandbox"
        return Response(body, media_type=MEDIA_TYPES[ending], headers=headers)
    body_text = pages.render(
        "sheet_desk.html", page=sheet_view(held.sheet, _held_here(request, held.sheet)), around=Around(version=__version__),
        frame=answering.frame(request), sheet_address=address("sheets", sheet_id),
    )  # fmt: skip
    return Response(body_text, media_type="text/html", headers={"cache-control": "no-store"})


async def _note(request: Request, sheet_id: str) -> Response:
    form = await read_form(request)
    written: dict[str, dict[str, str | None]] = {}
    for name in form:
        kind, dash, item_id = name.partition("-")
        if dash and kind in NOTE_FIELDS:
            written.setdefault(item_id, {})[NOTE_FIELDS[kind]] = _note_field(form.get(name), LONGEST_NOTE)

    def noted(sheet: Sheet) -> Sheet:
        known = {item.item_id: item for item in sheet.items}
        for item_id, values in sorted(written.items()):
            held = known.get(item_id)
            if held is None:
                raise NotHeld(f"the sheet holds no quotation {item_id[:40]}")
            kept = {"notes": held.notes, "initials": held.initials, "resolution": held.resolution, **values}
            sheet = write_note(sheet, item_id, **kept)
        return sheet

    _sheets(request).change(sheet_id, request.state.visitor, noted)
    return RedirectResponse(address("sheets", sheet_id), 303)


def _note_field(value: Any, most: int) -> str | None:
    if not isinstance(value, str):
        return None
    text = value.replace("\r\n", "\n").replace("\x00", "").strip()
    if len(text) > most:
        raise UsageError(f"a note is {len(text):,} characters long; keep it under {most:,}")
    return text or None


async def _close(request: Request, sheet_id: str) -> Response:
    await read_form(request)
    _sheets(request).close(sheet_id, request.state.visitor)
    return RedirectResponse("/check", 303)

