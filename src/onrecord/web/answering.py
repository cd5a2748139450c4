"""How an answer is written: a page, JSON, CSV, or trouble in words."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Iterator, Mapping
from http import HTTPStatus
from typing import Any, Final
from urllib.parse import quote as url_quote
from urllib.parse import urlencode

import msgspec
from starlette.requests import Request
from starlette.responses import Response, StreamingResponse

from onrecord import __version__, pages
from onrecord.pipeline import flat_row, safe_cell
from onrecord.pipeline.telling import CLASS_WORDS
from onrecord.pipeline.views import Around, Switch, TroublePage, View
from onrecord.web.guarding import THEME, cookie, form_token

PROBLEM: Final = "application/problem+json"
FORMS: Final = (".json", ".csv")
ROWS_A_PIECE: Final = 100
_TYPED: Final = re.compile(r"[;:,.]\s+(?:see |as in: )?onrecord [a-z]+\b|; give one of these ids$")


def page(
    request: Request, template: str, view: View, *, json: bool = True, csv: bool = False, unsure: bool = False, status: int = 200,
    message: str | None = None, headers: Mapping[str, str] | None = None,
) -> Response:  # fmt: skip
    """The page that a template makes of a view. ``json``, ``csv``: which other forms it has; ``unsure``: whether it has the switch."""
    around = Around(
        version=__version__,
        json_href=_other_form(request, ".json") if json else None,
        csv_href=_other_form(request, ".csv") if csv else None,
        unsure=_unsure_switch(request) if unsure else None,
        message=message,
        classes=tuple(CLASS_WORDS.items()),
    )
    body = pages.render(template, page=view, around=around, frame=frame(request))
    return Response(body, status_code=status, media_type="text/html", headers=headers)


def frame(request: Request) -> pages.Frame:
    """Where the page stands, for its head, foot and forms."""
    house, secret = request.app.state.house, request.app.state.secret
    theme = cookie(request.headers, THEME) or ""
    return pages.Frame(
        address=own_path(request), query=request.url.query, write=house.may_write, csrf=form_token(secret, request.state.visitor),
        theme=theme if theme in ("light", "dark") else "",
    )  # fmt: skip


def as_json(data: Any, status: int = 200, headers: Mapping[str, str] | None = None, media_type: str = "application/json") -> Response:
    """Plain data, or records, as JSON."""
    return Response(msgspec.json.encode(data), status_code=status, media_type=media_type, headers=headers)


def as_csv(rows: Iterable[dict[str, Any]], name: str) -> Response:
    """Rows as CSV with a heading line, no cell of which a spreadsheet runs; written as they are taken."""
    return StreamingResponse(
        _csv_pieces(rows), media_type="text/csv; charset=utf-8", headers={"content-disposition": f'attachment; filename="{name}.csv"'}
    )


def _csv_pieces(rows: Iterable[dict[str, Any]]) -> Iterator[str]:
    out = io.StringIO()
    writer: csv.DictWriter[str] | None = None
    for number, row in enumerate(rows, 1):
        flat = flat_row(row)
        if writer is None:
            writer = csv.DictWriter(out, list(flat), extrasaction="ignore")
            writer.writeheader()
        writer.writerow({key: safe_cell(value) for key, value in flat.items()})
        if number % ROWS_A_PIECE == 0:
            yield out.getvalue()
            out.seek(0)
            out.truncate()
    yield out.getvalue()


def trouble(request: Request, status: int, title: str, detail: str, advice: str | None = None) -> Response:
    """What went wrong, in words: a page, or problem details (RFC 9457) where the interface was asked."""
    if wants_json(request):
        problem = {"type": "about:blank", "title": title, "status": status, "detail": detail}
        if advice is not None:
            problem["advice"] = advice
        return as_json(problem, status, media_type=PROBLEM)
    view = TroublePage(status=status, title=title, detail=detail, advice=advice)
    template = "enter.html" if status == HTTPStatus.UNAUTHORIZED else "error.html"
    return page(request, template, view, json=False, status=status)


def wants_json(request: Request) -> bool:
    """True where a program asks: by the address, by what it sends, or by what it takes."""
    if request.url.path.endswith(FORMS) or request.url.path in ("/annotate", "/openapi.json"):
        return True
    if request.headers.get("content-type", "").startswith(("application/json", "application/x-ndjson", "application/jsonl")):
        return True
    accepted = request.headers.get("accept", "")
    return "text/html" not in accepted and ("json" in accepted or request.method not in ("GET", "HEAD"))


def own_path(request: Request) -> str:
    """The path that was asked for, escaped: an id in it may hold what separates the parts of an address."""
    return url_quote(request.scope["path"], safe="/")


def _other_form(request: Request, ending: str) -> str:
    path, query = own_path(request), request.url.query
    path = "/front" if path == "/" else path
    return path + ending + (f"?{query}" if query else "")


def _unsure_switch(request: Request) -> Switch:
    shown = request.query_params.get("unsure") == "1"
    kept = [(name, value) for name, value in request.query_params.multi_items() if name not in ("unsure", "after")]
    query = urlencode(kept if shown else [*kept, ("unsure", "1")])
    href = own_path(request) + (f"?{query}" if query else "")
    words = "Show only what the reader is sure of" if shown else "Show what the reader is not sure of, too"
    return Switch(words=words, href=href, is_chosen=shown)


def as_sentence(error: Exception) -> str:
    """An error's words as a sentence of a page.

    >>> as_sentence(ValueError("nothing was given"))
    'Nothing was given.'
    """
    words = for_pages(error)
    return f"{words[:1].upper()}{words[1:]}."


def for_pages(error: Exception) -> str:
    """An error's words without what to type in a terminal, which is no help on a page.

    >>> for_pages(ValueError("no story has the id 4f; onrecord stories lists those held"))
    'no story has the id 4f'
    """
    return _TYPED.split(str(error))[0].rstrip(" .")
