"""Reports and records from files: the first room, where bytes from outside become text with true offsets.

`read_inputs` gives reports, `read_transcripts` gives records to check against. Both are streams, and both give a `Reject` for each
thing that could not be used, so that nothing is lost: what went in is what came out plus the rejects.
"""

from __future__ import annotations

from onrecord.ingest.markup import without_markup
from onrecord.ingest.reports import read_inputs
from onrecord.ingest.transcripts import read_transcripts
from onrecord.ingest.turns import find_turns

__all__ = ["find_turns", "read_inputs", "read_transcripts", "without_markup"]
