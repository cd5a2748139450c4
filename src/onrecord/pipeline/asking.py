"""What a page's address asks for: the key after which a list goes on, and addresses that ask for something else."""

from __future__ import annotations

import base64
import binascii
from collections.abc import Mapping, Sequence
from typing import Any, Final, TypeVar
from urllib.parse import urlencode

import msgspec

from onrecord.errors import UsageError
from onrecord.pipeline.views import Paging

LONGEST_KEY: Final = 4_000
LARGEST: Final = 2**63  # a whole number that SQLite holds is smaller
Key = TypeVar("Key", bound=tuple[Any, ...])


def write_key(key: Sequence[str | int | float]) -> str:
    """A key as an address carries it.

    >>> read_key(write_key(("2026-03-10", 4)), tuple[str, int])
    ('2026-03-10', 4)
    """
    return base64.urlsafe_b64encode(msgspec.json.encode(key)).decode().rstrip("=")


def read_key(given: str | None, kind: type[Key]) -> Key | None:
    """The key that an address carries; None where it carries none. Raises `UsageError` where it is not one of ours."""
    if not given:
        return None
    try:
        if len(given) > LONGEST_KEY:
            raise ValueError
        key: Key = msgspec.json.decode(base64.urlsafe_b64decode(given + "=" * (-len(given) % 4)), type=kind)
        if any(isinstance(part, int) and not -LARGEST <= part < LARGEST for part in key):
            raise ValueError
        return key
    except (ValueError, binascii.Error, msgspec.MsgspecError) as error:
        raise UsageError("the address does not say where the list goes on; begin at the top of the list") from error


def with_query(path: str, values: Mapping[str, str | None]) -> str:
    """An address with those of the values that are given.

    >>> with_query("/figures", {"after": None, "conflict": "1"})
    '/figures?conflict=1'
    """
    query = urlencode({name: value for name, value in values.items() if value is not None})
    return path + (f"?{query}" if query else "")


def paging(
    keys: Sequence[Sequence[str | int | float]], limit: int, path: str, values: Mapping[str, str | None], after: str | None
) -> Paging:
    """Where a list goes on, from the keys of one row more than ``limit``; ``after`` is the key that the page began with."""
    onward = with_query(path, {**values, "after": write_key(keys[limit - 1])}) if len(keys) > limit else None
    return Paging(next=onward, first=with_query(path, values) if after else None)
