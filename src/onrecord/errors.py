"""What onrecord raises. A bad report is data (a `Reject`), not an error; these are for everything else.

OnRecordError
├── UsageError          the command or call does not make sense (exit 2)
├── SettingsError       a setting or profile that cannot be used
├── StoreError          the database cannot be opened, is newer than this program, or is damaged
├── ModelError          a model file is missing or damaged
├── NotHeld             nothing with that id or name is held
└── TooSlow             a question took longer than it may and was stopped
"""

from __future__ import annotations


class OnRecordError(Exception):
    """Any error that onrecord raises on purpose; its message says what was found, what was expected and what to try."""


class UsageError(OnRecordError):
    """The command or call does not make sense."""


class SettingsError(OnRecordError):
    """A setting or profile that cannot be used."""


class StoreError(OnRecordError):
    """The database cannot be opened, is newer than this program, or is damaged."""


class ModelError(OnRecordError):
    """A model file is missing or damaged."""


class NotHeld(OnRecordError):
    """Nothing with that id or name is held."""


class TooSlow(OnRecordError):
    """A question took longer than it may and was stopped."""
