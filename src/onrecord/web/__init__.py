"""The desk in a browser and over HTTP: pages and interface over one database, read-only unless writing is enabled."""

from onrecord.web.app import make_app
from onrecord.web.house import House
from onrecord.web.serving import checked_house, read_key_file, serve

__all__ = ["House", "checked_house", "make_app", "read_key_file", "serve"]
