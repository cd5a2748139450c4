"""The speakers room: names in a report, who is behind each quote, and who is the same in other reports."""

from onrecord.speakers.across import Named, appearance_id, link_speakers, name_group
from onrecord.speakers.names import find_names
from onrecord.speakers.resolve import resolve_speakers

__all__ = ["Named", "appearance_id", "find_names", "link_speakers", "name_group", "resolve_speakers"]
