"""How the inside of this room says that something cannot be used, before it is known which path it came from."""

from __future__ import annotations

from onrecord.errors import OnRecordError
from onrecord.records import Reject


class Unusable(OnRecordError):
    """An input, or part of one, that cannot be used: the reason, and where known the line, the report and what to try.

    ``is_note`` where all of its words are used: something else in it was left alone.
    """

    def __init__(
        self, reason: str, advice: str | None = None, line: int | None = None, report_id: str | None = None, is_note: bool = False
    ):
        super().__init__(reason)
        self.reason, self.advice, self.line, self.report_id, self.is_note = reason, advice, line, report_id, is_note

    def reject(self, path: str) -> Reject:
        """The `Reject` of this problem in the input at ``path``."""
        return Reject(
            path=path, line=self.line, report_id=self.report_id, reason=self.reason, advice=self.advice, is_note=self.is_note
        )
