"""The room of quotes: who is given which words in one report."""

from onrecord.quotes.marks import Marked, pair_marks
from onrecord.quotes.rules import find_quotes

__all__ = ["Marked", "find_quotes", "pair_marks"]
