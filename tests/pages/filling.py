"""Values of a type with all that it may hold, or with no more than it must: made from the fields of the views themselves."""

from __future__ import annotations

import types
import typing
from typing import Any

import msgspec

SOME_PLACES = (2, 9)
DATE = "2026-03-10"
WORDS = {
    "published": DATE, "said": DATE, "first": DATE, "last": DATE, "url": "https://harbour.example/a", "href": "/x",
    "source_href": "https://harbour.example/b",
}  # fmt: skip
LISTED = 2


def full(kind: Any, name: str = "") -> Any:
    """A value with every field given, every list of two, every choice made."""
    origin, inner = typing.get_origin(kind), typing.get_args(kind)
    if origin in (typing.Union, types.UnionType):
        return full(next(each for each in inner if each is not type(None)), name)
    if origin is typing.Literal:
        return inner[0]
    if origin is tuple:
        return tuple(full(each) for each in (inner[:1] * LISTED if Ellipsis in inner else inner))
    if origin is dict:
        return Everything(full(inner[1]))
    if isinstance(kind, type) and issubclass(kind, msgspec.Struct):
        hints = typing.get_type_hints(kind)
        return kind(**{field: full(hints[field], field) for field in kind.__struct_fields__})
    if isinstance(kind, type) and issubclass(kind, tuple):  # a span
        return kind(*SOME_PLACES)
    return {str: WORDS.get(name, "some words"), int: 2, float: 0.5, bool: True}[kind]


def bare(kind: type[msgspec.Struct]) -> Any:
    """A struct with nothing but the fields that it must have."""
    hints = typing.get_type_hints(kind)
    return kind(**{each.name: full(hints[each.name], each.name) for each in msgspec.structs.fields(kind) if each.required})


class Everything(dict[str, Any]):
    """A mapping that gives the same for any key."""

    def __init__(self, value: Any) -> None:
        super().__init__(some=value)
        self.value = value

    def __missing__(self, key: str) -> Any:
        return self.value
