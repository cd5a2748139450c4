"""The speakers room: names in a report, who is behind each quote, and who is the same in other reports."""

from onrecord.speakers.names import find_names
from onrecord.speakers.resolve import resolve_speakers

__all__ = ["find_names", "resolve_speakers"]
