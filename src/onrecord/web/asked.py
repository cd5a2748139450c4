"""What a request asks for, read once from its address and checked, and the same told to the interface's description."""

from __future__ import annotations

from typing import Any, Final, NamedTuple

from starlette.requests import Request

from onrecord.errors import UsageError

LONGEST: Final = 4_000


class Field(NamedTuple):
    """A value that an address may carry."""

    name: str
    words: str
    example: str | None = None
    choices: tuple[str, ...] = ()


AFTER: Final = Field("after", "where the list goes on: what `next` carries")
UNSURE: Final = Field("unsure", "1 shows what the reader is not sure of, too", None, ("1",))


def asked(request: Request, *fields: Field) -> dict[str, str | None]:
    """The values of these fields, None where one is not given; raises `UsageError` where one cannot be."""
    found: dict[str, str | None] = {}
    for field in fields:
        value = request.query_params.get(field.name)
        if value is not None:
            if len(value) > LONGEST or "\x00" in value:
                raise UsageError(f"{field.name} in the address is too long, or holds what no name holds")
            if field.choices and value and value not in field.choices:
                raise UsageError(f"{field.name}={value[:40]}: choose one of {', '.join(field.choices)}")
        found[field.name] = value or None
    return found


def number(request: Request, name: str, default: int, most: int, least: int = 1) -> int:
    """A whole number in the address; raises `UsageError` where it is none, or out of bounds."""
    given = request.query_params.get(name)
    if given is None or given == "":
        return default
    if not given.isascii() or not given.isdecimal() or len(given) > 12 or not least <= int(given) <= most:
        raise UsageError(f"{name}={given[:40]}: give a whole number from {least} to {most}")
    return int(given)


def described(*fields: Field, limit: int | None = None) -> list[dict[str, Any]]:
    """The fields as OpenAPI parameters."""
    told: list[dict[str, Any]] = []
    for field in fields:
        schema: dict[str, Any] = {"type": "string", "maxLength": LONGEST}
        if field.choices:
            schema["enum"] = list(field.choices)
        parameter = {"name": field.name, "in": "query", "required": False, "description": field.words, "schema": schema}
        if field.example is not None:
            parameter["example"] = field.example
        told.append(parameter)
    if limit is not None:
        schema = {"type": "integer", "minimum": 1, "maximum": limit, "default": 25}
        told.append({"name": "limit", "in": "query", "required": False, "description": "how many rows at most", "schema": schema})
    return told
