"""The store keeps what people put in and what was derived from it; all SQL of the house is here."""

from onrecord.store.sqlite import Filters, Found, Store

__all__ = ["Filters", "Found", "Store"]
