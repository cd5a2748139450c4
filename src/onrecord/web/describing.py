"""The interface's description (OpenAPI), its schemas made from the records, and the page that shows it."""

from __future__ import annotations

from typing import Any, Final

import msgspec
from fastapi import FastAPI
from fastapi.openapi.utils import get_openapi

from onrecord.pipeline.views import InterfacePage, Operation
from onrecord.records import (
    Annotated,
    Checked,
    Correction,
    FigureRow,
    Record,
    Reject,
    SpeakerRow,
    Statement,
    Story,
    Unmarked,
)
from onrecord.web.answering import PROBLEM
from onrecord.web.bodies import AnnotateRow, CheckRow, CorrectionRow, ReportRow

DESCRIBED: Final = (  # the contract's records, and what programs send
    Annotated, Checked, Correction, FigureRow, Reject, SpeakerRow, Statement, Story, Unmarked,
    AnnotateRow, CheckRow, CorrectionRow, ReportRow,
)  # fmt: skip
PROBLEM_SCHEMA: Final = {
    "type": "object",
    "required": ["title", "status", "detail"],
    "properties": {
        "type": {"type": "string"}, "title": {"type": "string"}, "status": {"type": "integer"}, "detail": {"type": "string"},
        "advice": {"type": "string"},
    },
}  # fmt: skip
Answers = dict[int | str, dict[str, Any]]


def page_answer() -> Answers:
    """A page answers with HTML."""
    return {200: {"description": "The page.", "content": {"text/html": {"schema": {"type": "string"}}}}, **troubles()}


def item_answer(kind: type[Record], description: str = "What is held.", status: int = 200) -> Answers:
    """An address answers with a record."""
    content = {"application/json": {"schema": {"$ref": f"#/components/schemas/{kind.__name__}"}}}
    return {status: {"description": description, "content": content}, **troubles()}


def data_answer(schema: dict[str, Any], description: str, example: Any = None, status: int = 200) -> Answers:
    """An address answers with plain data."""
    shape: dict[str, Any] = {"schema": schema}
    if example is not None:
        shape["example"] = example
    return {status: {"description": description, "content": {"application/json": shape}}, **troubles()}


def list_answer(items: dict[str, Any]) -> Answers:
    """An address answers with a slice of a list and the address of the next slice."""
    schema = {
        "type": "object",
        "required": ["items", "next"],
        "properties": {"items": {"type": "array", "items": items}, "next": {"type": ["string", "null"]}},
    }
    return data_answer(schema, "Some rows, and the address of the next; null at the end.")


def of(kind: type[Record]) -> dict[str, Any]:
    """The schema of a record, by reference."""
    return {"$ref": f"#/components/schemas/{kind.__name__}"}


def csv_answer() -> Answers:
    """An address answers with CSV."""
    return {200: {"description": "The whole list.", "content": {"text/csv": {"schema": {"type": "string"}}}}, **troubles()}


def troubles() -> Answers:
    """What any address may answer instead: problem details (RFC 9457) for a program, a page for a browser."""
    content = {PROBLEM: {"schema": {"$ref": "#/components/schemas/Problem"}}, "text/html": {"schema": {"type": "string"}}}
    return {
        status: {"description": words, "content": content}
        for status, words in (
            (400, "The request does not make sense."), (403, "Sent from another site's page, or without the form's token."),
            (404, "Nothing with that id or name is held."), (413, "More than the desk reads at once."),
            (503, "Stopped: it took too long."),
        )
    }  # fmt: skip


def describe(app: FastAPI) -> dict[str, Any]:
    """The OpenAPI description of the desk."""
    told = get_openapi(
        title="onrecord", version=app.version, routes=app.routes, summary="Who said what, when, as reported by whom, in which words.",
        description="Pages and data of one database. Every page is also JSON, and every list CSV, at the same address with .json or .csv. "
        "Offsets are half-open spans in Unicode code points; dates are ISO 8601 and may be partial; missing is null.",
    )  # fmt: skip
    _, schemas = msgspec.json.schema_components(DESCRIBED, ref_template="#/components/schemas/{name}")
    components = told.setdefault("components", {}).setdefault("schemas", {})
    components.update(schemas)
    components["Problem"] = PROBLEM_SCHEMA
    for unused in ("HTTPValidationError", "ValidationError"):
        components.pop(unused, None)
    for path in told["paths"].values():
        for operation in path.values():
            operation["responses"].pop("422", None)
    return told


def interface_page(told: dict[str, Any]) -> InterfacePage:
    """The description as a page: the operations by what they are for, each with its parameters and an example."""
    groups: dict[str, list[Operation]] = {}
    for path, operations in told["paths"].items():
        for method, operation in operations.items():
            parameters = tuple(
                (each["name"], each.get("description") or ("part of the address" if each["in"] == "path" else ""))
                for each in operation.get("parameters", ())
            )
            content = operation.get("requestBody", {}).get("content", {}).get("application/json", {})
            example = None
            if "example" in content:
                example = msgspec.json.format(msgspec.json.encode(content["example"]), indent=2).decode()
            answers = tuple((code, each["description"]) for code, each in sorted(operation["responses"].items()))
            groups.setdefault(operation.get("tags", ["more"])[0], []).append(Operation(
                method=method.upper(), path=path, summary=operation.get("summary", ""), parameters=parameters, example=example,
                answers=answers, try_href=path if method == "get" and "{" not in path and path != "/add" else None,
            ))  # fmt: skip
    return InterfacePage(groups=tuple((name, tuple(groups[name])) for name in GROUPS if name in groups))


GROUPS: Final = ("pages", "data", "checking", "writing", "more")
