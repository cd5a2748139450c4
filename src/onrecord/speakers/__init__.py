"""The speakers room: names in a report, who is behind each quote, and who is the same in other reports."""

from onrecord.speakers.across import LinkEvidence, Named, appearance_id, is_public, link_speakers, name_group, tell_walks
from onrecord.speakers.identities import Identities, identify, read_identities
from onrecord.speakers.names import find_names
from onrecord.speakers.offices import Holder, called_holders, name_holders, told_holders
from onrecord.speakers.resolve import resolve_speakers
from onrecord.speakers.titles import without_titles

__all__ = [
    "Holder", "Identities", "LinkEvidence", "Named", "appearance_id", "called_holders", "find_names", "identify", "is_public",
    "link_speakers", "name_group", "name_holders", "read_identities", "resolve_speakers", "tell_walks", "told_holders", "without_titles",
]  # fmt: skip
