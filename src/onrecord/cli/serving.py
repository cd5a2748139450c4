"""The command that opens the desk in a browser."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated as Option

import typer

from onrecord.cli.commands import DEFAULT_DB, Database, Reader, app, held, settings_for
from onrecord.cli.output import notes


@app.command(epilog="Example: onrecord serve --db desk.db --write", short_help="Open the desk in a browser.")
def serve(
    db: Database = DEFAULT_DB,
    port: Option[int, typer.Option(min=1, max=65_535, help="the port")] = 8765,
    host: Option[str, typer.Option(help="the address to answer at; any but this machine's own needs --token-file")] = "127.0.0.1",
    name: Option[list[str] | None, typer.Option("--name", help="another name by which the desk is reached; may be repeated")] = None,
    write: Option[bool, typer.Option("--write", help="let reports be added and removed, and corrections be made")] = False,
    token_file: Option[Path | None, typer.Option(help="a file whose first line is the key that readers must show")] = None,
    sheet_hours: Option[float, typer.Option(min=0.01, help="hours after which a check sheet that nobody closed is let go")] = 12.0,
    reader: Reader = None,
) -> None:
    """Open the desk in a browser: pages and an interface for programs, read-only unless --write."""
    # Loaded here, so that no other command waits for the web's libraries.
    from onrecord.web import House, checked_house, read_key_file
    from onrecord.web import serve as answer

    settings = settings_for(reader)
    key = None if token_file is None else read_key_file(token_file)
    house = checked_house(House(db=db, may_write=write, key=key, settings=settings, sheet_hours=sheet_hours), host, tuple(name or ()))
    with held(db, writing=write, settings=settings):
        pass  # made if need be, brought up to date, or told now that it cannot be used
    shown = f"[{host}]" if ":" in host else host
    notes.print(f"the desk is open at http://{shown}:{port} ({'reading and writing' if write else 'read-only'}); Ctrl-C closes it")
    answer(house, host, port)
