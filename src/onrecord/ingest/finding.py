"""The files that a list of inputs names: files as they are, folders with all they hold, globs."""

from __future__ import annotations

import glob
import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TypeVar

from onrecord.ingest.decoding import replace_surrogates
from onrecord.ingest.rejecting import Unusable
from onrecord.records import Reject

Read = TypeVar("Read")
_GLOB_MARKS = frozenset("*?[")


def find_files(given: str | Path) -> Iterator[tuple[str, Path] | Reject]:
    """The files behind one input, each as (path as given or found, where to open it), sorted by name within each folder.

    A folder gives all files in it and below, except hidden ones (a leading dot). What is there under the very name given is
    taken before a glob is tried. An input that leads to no file gives one reject.
    """
    shown = replace_surrogates(str(given))
    count = 0
    try:
        for path in _matches(str(given)):
            for file in _walk(path) if path.is_dir() else [path]:
                count += 1
                yield _found(file) if isinstance(file, Path) else file
        if not count:
            is_folder = str(given) != "" and Path(given).is_dir()
            advice = None if is_folder else "check the path; put quotation marks around a glob"
            yield Unusable("the folder holds no files" if is_folder else "no such file", advice).reject(shown)
    except (OSError, ValueError) as error:
        yield unreadable(error).reject(shown)


def read_each(given: str | Path, read: Callable[[str, Path], Iterator[Read | Reject]]) -> Iterator[Read | Reject]:
    """What ``read`` (path as found, where to open it) gives for each file behind an input; a file that it cannot use gives one reject."""
    for found in find_files(given):
        if isinstance(found, Reject):
            yield found
            continue
        shown, path = found
        try:
            yield from read(shown, path)
        except Unusable as problem:
            yield problem.reject(shown)
        except OSError as error:
            yield unreadable(error).reject(shown)


def unreadable(error: Exception) -> Unusable:
    """Why the system would not open a path, in our words."""
    reason = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
    return Unusable(f"cannot be opened: {reason.lower()}", "check the path and its permissions")


def _matches(given: str) -> list[Path]:
    if os.path.lexists(given):
        return [Path(given)]
    if _GLOB_MARKS.isdisjoint(given):
        return []
    return [Path(match) for match in sorted(glob.glob(given, recursive=True))]  # noqa: PTH207 (Path.glob wants a relative pattern)


def _found(file: Path) -> tuple[str, Path] | Reject:
    shown = replace_surrogates(str(file))
    if file.is_file():
        return shown, file
    return Unusable("not a file" if file.exists() else "no such file: a link that leads nowhere").reject(shown)


def _walk(folder: Path) -> Iterator[Path | Reject]:
    refused: list[OSError] = []
    for here, folders, files in os.walk(folder, onerror=refused.append):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in folders:
            if Path(here, name).is_symlink():
                link = replace_surrogates(str(Path(here, name)))
                yield Unusable("a link to a folder, which is not followed", "name the folder itself").reject(link)
        for name in sorted(files):
            if not name.startswith("."):
                yield Path(here, name)
    for error in refused:
        yield unreadable(error).reject(replace_surrogates(str(error.filename or folder)))
