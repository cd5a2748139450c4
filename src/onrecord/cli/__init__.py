"""The command line: subcommands are the verbs of the contract, JSON lines in and out, words for people on standard error."""

from __future__ import annotations

import os
import sys

from onrecord.cli import serving
from onrecord.cli.commands import app
from onrecord.cli.output import notes
from onrecord.errors import OnRecordError, UsageError

__all__ = ["app", "main", "serving"]

FAILED, MISUSED = 1, 2


def main() -> None:
    """Run the command line; exits 0 done, 1 failed, 2 misused."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="replace")
    try:
        app()
    except UsageError as error:
        notes.print(f"onrecord: {error}", markup=False)
        sys.exit(MISUSED)
    except OnRecordError as error:
        notes.print(f"onrecord: {error}", markup=False)
        sys.exit(FAILED)
    except BrokenPipeError:
        # Whoever read our output has enough; close quietly, as head and less expect.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(0)
