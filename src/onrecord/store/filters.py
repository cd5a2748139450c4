"""What a search is narrowed to."""

from __future__ import annotations

from typing import NamedTuple


class Filters(NamedTuple):
    """What a search is narrowed to; dates are ISO and compared as text, names by what they contain."""

    speaker: str | None = None
    outlet: str | None = None
    after: str | None = None
    before: str | None = None
    witness_class: str | None = None
