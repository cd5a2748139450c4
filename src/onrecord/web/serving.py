"""Opening the desk: where it is bound, who may come in, and the server that answers."""

from __future__ import annotations

from pathlib import Path
from typing import Final

import msgspec
import uvicorn

from onrecord.errors import UsageError
from onrecord.web.app import make_app
from onrecord.web.guarding import host_name
from onrecord.web.house import LOCAL_NAMES, House

SHORTEST_KEY: Final = 16
LONGEST_KEY_FILE: Final = 4_096


def serve(house: House, host: str, port: int) -> None:
    """Answer until interrupted."""
    uvicorn.run(
        make_app(house), host=host, port=port, log_level="warning", access_log=False, server_header=False, date_header=False,
        timeout_keep_alive=30, limit_concurrency=200, h11_max_incomplete_event_size=65_536, proxy_headers=False,
    )  # fmt: skip


def checked_house(house: House, host: str, names: tuple[str, ...] = ()) -> House:
    """The house as it answers at ``host``; raises `UsageError` where it would be open to others without a key."""
    name = host_name(f"[{host}]" if ":" in host else host)
    if not name:
        raise UsageError(f"--host {host} is no name or address")
    if name not in LOCAL_NAMES and house.key is None:
        raise UsageError(
            f"--host {host} opens the desk to other machines: give --token-file FILE with a key of {SHORTEST_KEY} characters or more,"
            " or leave --host out"
        )
    return msgspec.structs.replace(house, names=LOCAL_NAMES | {name} | {host_name(each) for each in names} - {""})


def read_key_file(path: Path) -> str:
    """The key in a file, its first line; raises `UsageError` where there is none that can be used."""
    try:
        with path.open("rb") as file:
            key = file.read(LONGEST_KEY_FILE).decode("utf-8").split("\n")[0].strip()
    except (OSError, UnicodeDecodeError) as error:
        raise UsageError(f"--token-file {path} cannot be read: {error}") from error
    if len(key) < SHORTEST_KEY or not key.isascii() or not key.isprintable():
        raise UsageError(f"--token-file {path}: its first line must be a key of {SHORTEST_KEY} plain characters or more")
    return key
