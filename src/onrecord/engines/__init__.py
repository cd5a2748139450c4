"""Engines run stages: pure functions from records to records, over many items, in order."""

from onrecord.engines.local import Failed, close, run

__all__ = ["Failed", "close", "run"]
