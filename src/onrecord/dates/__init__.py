"""The dates room: when things happened and were said."""

from onrecord.dates.finding import find_dates
from onrecord.dates.published import parse_published
from onrecord.dates.said import date_quotes

__all__ = ["date_quotes", "find_dates", "parse_published"]
