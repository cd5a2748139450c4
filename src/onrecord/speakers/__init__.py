"""The speakers room: names in a report, who is behind each quote, and who is the same in other reports."""

from onrecord.speakers.across import LinkEvidence, Named, appearance_id, is_public, link_speakers, name_group, tell_walks
from onrecord.speakers.identities import Identities, identify, read_identities
from onrecord.speakers.names import find_names
from onrecord.speakers.resolve import resolve_speakers
from onrecord.speakers.titles import without_titles

__all__ = [
    "Identities", "LinkEvidence", "Named", "appearance_id", "find_names", "identify", "is_public", "link_speakers", "name_group",
    "read_identities", "resolve_speakers", "tell_walks", "without_titles",
]  # fmt: skip
