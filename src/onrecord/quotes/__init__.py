"""The room of quotes: who is given which words in one report."""

from onrecord.quotes.marks import Marked, pair_marks
from onrecord.quotes.mentions import list_names
from onrecord.quotes.rules import find_quotes
from onrecord.quotes.tagged import Tagged, read_tagged

__all__ = ["Marked", "Tagged", "find_quotes", "list_names", "pair_marks", "read_tagged"]
