"""The room of collation: printed versions side by side, and quotations against the record."""

from onrecord.collation.classes import Comparison, compare
from onrecord.collation.passages import Passage, passages
from onrecord.collation.statements import Member, build_statement, make_statements, members_of, record_member, statement_links
from onrecord.collation.tokens import Words, tokenize

__all__ = [
    "Comparison",
    "Member",
    "Passage",
    "Words",
    "build_statement",
    "compare",
    "make_statements",
    "members_of",
    "passages",
    "record_member",
    "statement_links",
    "tokenize",
]
