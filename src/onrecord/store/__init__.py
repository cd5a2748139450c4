"""The store keeps what people put in and what was derived from it; all SQL of the house is here."""

from onrecord.store.filters import Filters
from onrecord.store.listing import ListedStatement, Listing
from onrecord.store.parts import PartRow, Parts
from onrecord.store.reading import SNIPPET_MARKS, Carrier, ListedSpeaker, Match, OutletCount, Printing, Reader, RecordHead, ReportHead
from onrecord.store.sqlite import Found, Store

__all__ = [
    "SNIPPET_MARKS", "Carrier", "Filters", "Found", "ListedSpeaker", "ListedStatement", "Listing", "Match", "OutletCount",
    "PartRow", "Parts", "Printing", "Reader", "RecordHead", "ReportHead", "Store",
]  # fmt: skip
