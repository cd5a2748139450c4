"""What forms and programs send, bounded and checked."""

from __future__ import annotations

from typing import Any, Final
from urllib.parse import urlsplit

import msgspec
from starlette.datastructures import FormData, UploadFile
from starlette.exceptions import HTTPException
from starlette.requests import Request

from onrecord.errors import UsageError
from onrecord.pipeline.uploads import Upload
from onrecord.web.guarding import is_token
from onrecord.web.house import House

FORM_TYPES: Final = ("multipart/form-data", "application/x-www-form-urlencoded")
JSON_TYPES: Final = ("application/json",)
LONGEST_BACK: Final = 2_000


def is_form(request: Request) -> bool:
    """True where a page's form was sent."""
    return _type(request) in FORM_TYPES


def _type(request: Request) -> str:
    return request.headers.get("content-type", "").partition(";")[0].strip().lower()


async def read_form(request: Request, needs_token: bool = True) -> FormData:
    """The fields of a form; refuses one without this visitor's token, and one with more fields or files than the desk reads."""
    if not is_form(request):
        raise HTTPException(415, "Send the page's own form, or JSON.")
    house: House = request.app.state.house
    form = await request.form(max_files=house.most_files, max_fields=house.most_form_fields, max_part_size=house.most_text_bytes)
    given = form.get("token")
    if needs_token and not (isinstance(given, str) and is_token(request.app.state.secret, request.state.visitor, given)):
        raise HTTPException(403, "The form's token is missing or old; go back, load the page again and send the form once more.")
    return form


def field(form: FormData, name: str, most: int = 1_000) -> str | None:
    """A short field, None where it is empty; raises `UsageError` where it is longer than such a thing is."""
    value = form.get(name)
    if not isinstance(value, str):
        return None
    value = value.replace("\x00", "").strip()
    if len(value) > most:
        raise UsageError(f"{name} is {len(value):,} characters long; keep it under {most:,}")
    return value or None


def long_field(form: FormData, name: str) -> str:
    """A text as it was written, with line ends as they are everywhere else; browsers send two characters for one."""
    value = form.get(name)
    return value.replace("\r\n", "\n").replace("\x00", "") if isinstance(value, str) else ""


async def files(form: FormData, name: str) -> list[Upload]:
    """The files of a field, without the empty one that a form sends when none was chosen."""
    found = []
    for value in form.getlist(name):
        if isinstance(value, UploadFile) and (value.filename or value.size):
            found.append(Upload(value.filename or "upload", await value.read()))
    return found


async def read_json(request: Request, kind: Any) -> Any:
    """The body as JSON of a kind; raises `UsageError` where it does not fit."""
    if _type(request) not in JSON_TYPES:
        raise HTTPException(415, "Send JSON, as application/json.")
    try:
        return msgspec.json.decode(await request.body(), type=kind)
    except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError) as error:
        raise UsageError(f"the body does not fit: {error}") from error


def way_back(form: FormData, default: str) -> str:
    """The address on this desk to which a form returns; never one on another host."""
    given = form.get("back")
    if not isinstance(given, str) or len(given) > LONGEST_BACK or not given.startswith("/"):
        return default
    parts = urlsplit(given)
    if parts.scheme or parts.netloc or given.startswith(("//", "/\\")) or any(ord(character) < 33 for character in given):
        return default
    return given
