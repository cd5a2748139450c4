"""The desk as an application: the gate, the pages, the interface, and trouble in words."""

from __future__ import annotations

import functools
import gc
import secrets
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import anyio.to_thread
from fastapi import FastAPI
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from onrecord import __version__, pages
from onrecord.errors import NotHeld, OnRecordError, SettingsError, TooSlow, UsageError
from onrecord.web import checking, describing, entering, reading, writing
from onrecord.web.answering import for_pages, trouble
from onrecord.web.guarding import Guard, Refusal
from onrecord.web.house import House
from onrecord.web.readers import Readers
from onrecord.web.sheets import OpenSheets
from onrecord.web.writer import Writer

TITLES = {
    400: "Cannot be understood", 404: "Not here", 405: "Not done here", 413: "Too much at once", 415: "In another form",
    422: "Cannot be used", 429: "Too many at once", 500: "A mistake of ours", 503: "Took too long",
}  # fmt: skip


def make_app(house: House) -> Guard:
    """The desk over a house's database behind its gate, ready to be served."""

    @asynccontextmanager
    async def lifespan(app: FastAPI) -> AsyncIterator[None]:
        pages.prepare()
        app.state.readers.prepare()
        gc.freeze()  # what is loaded stays: looking through it again and again cost a page in fifty 70 ms
        anyio.to_thread.current_default_thread_limiter().total_tokens = house.readers
        yield
        app.state.readers.close()
        app.state.writer.close()

    app = FastAPI(
        title="onrecord", version=__version__, lifespan=lifespan, docs_url=None, redoc_url=None, openapi_url=None,
        telemetry={"tracing": False, "metrics": False, "logs": False, "auto_configure": False},
    )  # fmt: skip
    app.state.house = house
    app.state.secret = secrets.token_bytes(32)
    app.state.readers = Readers(house)
    app.state.writer = Writer(house)
    app.state.sheets = OpenSheets(house)
    app.state.checks = checking.Desks(house)
    for part in (entering, checking, writing, reading):
        app.include_router(part.make_router())
    app.add_api_route("/static/{name}", _asset, include_in_schema=False)
    app.openapi = functools.cache(lambda: describing.describe(app))  # type: ignore[method-assign]
    _tell_trouble(app)
    return Guard(app, house, _refuse(app))


def _asset(name: str) -> Response:
    held = pages.asset(name)
    if held is None:
        raise HTTPException(404)
    return Response(held.body, media_type=held.media_type, headers={"cache-control": "public, max-age=31536000, immutable"})


def _refuse(app: FastAPI) -> Refusal:
    def refuse(request: Request, status: int, title: str, detail: str) -> Response:
        request.scope["app"] = app
        return trouble(request, status, title, detail)

    return refuse


def _tell_trouble(app: FastAPI) -> None:
    """Let what is raised be told in words."""

    async def not_held(request: Request, error: Exception) -> Response:
        return trouble(request, 404, TITLES[404], f"{for_pages(error)}.", "It may have been removed, or be part of another story now.")

    async def misused(request: Request, error: Exception) -> Response:
        return trouble(request, 400, TITLES[400], f"{for_pages(error)}.")

    async def slow(request: Request, error: Exception) -> Response:
        return trouble(request, 503, TITLES[503], f"{error}.", "Ask for less: more words, a filter, or a shorter list.")

    async def ours(request: Request, error: Exception) -> Response:
        words = f"{for_pages(error)}." if isinstance(error, OnRecordError) else "The page could not be made."
        return trouble(request, 500, TITLES[500], words)

    async def refused(request: Request, error: Exception) -> Response:
        assert isinstance(error, HTTPException)
        told = {404: "There is nothing at this address.", 405: f"This address does not take {request.method}."}
        words = told.get(error.status_code, f"{error.detail}")
        answer = trouble(request, error.status_code, TITLES.get(error.status_code, "Not done"), words)
        answer.headers.update(error.headers or {})  # which methods an address takes
        return answer

    async def unfit(request: Request, error: Exception) -> Response:
        assert isinstance(error, RequestValidationError)
        told = "; ".join(f"{'.'.join(str(part) for part in each['loc'])}: {each['msg']}" for each in error.errors()[:5])
        return trouble(request, 422, TITLES[422], f"{told}.")

    handlers = {
        NotHeld: not_held, UsageError: misused, SettingsError: misused, TooSlow: slow, OnRecordError: ours, HTTPException: refused,
        RequestValidationError: unfit,
    }  # fmt: skip
    for kind, handler in handlers.items():
        app.add_exception_handler(kind, handler)
    app.add_exception_handler(Exception, ours)


