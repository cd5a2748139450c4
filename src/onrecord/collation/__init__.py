"""The room of collation: printed versions side by side, and quotations against the record."""

from onrecord.collation.check import as_reports, check
from onrecord.collation.classes import Comparison, compare
from onrecord.collation.finding import Asked, find_passages
from onrecord.collation.index import Grams, RecordIndex, RecordWords, read_record, sort_grams, with_transcript
from onrecord.collation.joining import Part, Tie, join, keys_of, tie
from onrecord.collation.links import statement_links
from onrecord.collation.members import Member, members_of, record_member
from onrecord.collation.names import same_person
from onrecord.collation.originals import find_originals
from onrecord.collation.packing import Packed, pack, unpack
from onrecord.collation.passages import Passage, passages
from onrecord.collation.profiles import Profile, apply_profile, load_profile, profile_names
from onrecord.collation.quotations import Quotation, quotations
from onrecord.collation.statements import build_statement, make_statements
from onrecord.collation.table import Place, Reading, merge
from onrecord.collation.tokens import Words, tokenize
from onrecord.collation.unmarked import check_unmarked, unmarked_as_reports

__all__ = [
    "Asked",
    "Comparison",
    "Grams",
    "Member",
    "Packed",
    "Part",
    "Passage",
    "Place",
    "Profile",
    "Quotation",
    "Reading",
    "RecordIndex",
    "RecordWords",
    "Tie",
    "Words",
    "apply_profile",
    "as_reports",
    "build_statement",
    "check",
    "check_unmarked",
    "compare",
    "find_originals",
    "find_passages",
    "join",
    "keys_of",
    "load_profile",
    "make_statements",
    "members_of",
    "merge",
    "pack",
    "passages",
    "profile_names",
    "quotations",
    "read_record",
    "record_member",
    "same_person",
    "sort_grams",
    "statement_links",
    "tie",
    "tokenize",
    "unmarked_as_reports",
    "unpack",
    "with_transcript",
]
