"""Coming in with the key, the look of the pages, and the page that describes the interface."""

from __future__ import annotations

import hmac

from fastapi import APIRouter
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from onrecord.pipeline.views import TroublePage
from onrecord.web import answering, describing
from onrecord.web.forms import field, read_form, way_back
from onrecord.web.guarding import KEY, THEME, key_cookie
from onrecord.web.house import House

A_YEAR = 365 * 24 * 3600
TWELVE_HOURS = 12 * 3600


def make_router() -> APIRouter:
    """The addresses beside the pages."""
    router = APIRouter()
    router.add_api_route("/enter", _door, include_in_schema=False)
    router.add_api_route("/enter", _enter, methods=["POST"], include_in_schema=False)
    router.add_api_route("/theme", _theme, methods=["POST"], include_in_schema=False)
    router.add_api_route("/docs", _docs, include_in_schema=False)
    router.add_api_route("/openapi.json", _openapi, include_in_schema=False)
    return router


def _door(request: Request) -> Response:
    view = TroublePage(status=200, title="A key is needed", detail="This desk is open to those who have its key.")
    return answering.page(request, "enter.html", view, json=False)


async def _enter(request: Request) -> Response:
    house: House = request.app.state.house
    form = await read_form(request)
    given = field(form, "key") or ""
    if house.key is None or not hmac.compare_digest(given.encode(), house.key.encode()):
        raise HTTPException(401, "That is not the key of this desk.")
    answer = RedirectResponse(way_back(form, "/"), 303)
    answer.set_cookie(KEY, key_cookie(house.key), max_age=TWELVE_HOURS, httponly=True, samesite="strict", path="/")
    return answer


async def _theme(request: Request) -> Response:
    form = await read_form(request, needs_token=False)
    chosen = field(form, "theme") or ""
    answer = RedirectResponse(way_back(form, "/"), 303)
    if chosen in ("light", "dark"):
        answer.set_cookie(THEME, chosen, max_age=A_YEAR, httponly=True, samesite="strict", path="/")
    else:
        answer.delete_cookie(THEME, path="/")
    return answer


def _openapi(request: Request) -> Response:
    return answering.as_json(request.app.openapi())


def _docs(request: Request) -> Response:
    return answering.page(request, "interface.html", describing.interface_page(request.app.openapi()), json=False)
