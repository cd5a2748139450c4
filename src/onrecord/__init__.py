"""onrecord: who said what, when, as reported by whom, in which words."""

__version__ = "0.1.0"
