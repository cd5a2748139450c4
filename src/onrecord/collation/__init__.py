"""The room of collation: printed versions side by side, and quotations against the record."""

from onrecord.collation.check import as_reports, check
from onrecord.collation.classes import Comparison, compare
from onrecord.collation.finding import Asked, find_passages
from onrecord.collation.index import RecordIndex, RecordWords, pack_record, read_record, unpack_record
from onrecord.collation.links import statement_links
from onrecord.collation.members import Member, members_of, record_member
from onrecord.collation.names import same_person
from onrecord.collation.originals import find_originals
from onrecord.collation.passages import Passage, passages
from onrecord.collation.profiles import Profile, apply_profile, load_profile, profile_names
from onrecord.collation.quotations import Quotation, quotations
from onrecord.collation.statements import build_statement, make_statements
from onrecord.collation.table import Place, Reading, merge
from onrecord.collation.tokens import Words, tokenize

__all__ = [
    "Asked",
    "Comparison",
    "Member",
    "Passage",
    "Place",
    "Profile",
    "Quotation",
    "Reading",
    "RecordIndex",
    "RecordWords",
    "Words",
    "apply_profile",
    "as_reports",
    "build_statement",
    "check",
    "compare",
    "find_originals",
    "find_passages",
    "load_profile",
    "make_statements",
    "members_of",
    "merge",
    "pack_record",
    "passages",
    "profile_names",
    "quotations",
    "read_record",
    "record_member",
    "same_person",
    "statement_links",
    "tokenize",
    "unpack_record",
]
