"""One frozen record of settings for each stage; the TOML file, the flags and the table in the docs come from these fields.

Every field has a default and a line of help: ``Annotated[type, "help"]``.
"""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Annotated, Final, Literal

import msgspec
from msgspec import Meta

from onrecord.errors import SettingsError

SETTINGS_FILE: Final = "onrecord.toml"
_LARGEST: Final = 200_000  # bytes of a settings file


class IngestSettings(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Bounds on what comes from outside."""

    max_report_characters: Annotated[int, Meta(ge=1), "the longest text of one report, in characters; a longer one is rejected"] = 5_000_000
    max_line_bytes: Annotated[int, Meta(ge=1), "the longest line of a JSON lines file, in bytes; a longer one is rejected"] = 20_000_000
    max_word_bytes: Annotated[int, Meta(ge=1), "the most that a Word file's text may unpack to, in bytes; more is rejected"] = 80_000_000
    html_seconds: Annotated[float, Meta(gt=0), "seconds after which the reading of one HTML page is given up"] = 20.0


class QuoteSettings(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """How quotations are found."""

    reader: Annotated[Literal["model", "rules"], "what finds attributions: the trained reader or rules alone"] = "model"
    threshold: Annotated[float, Meta(ge=0, le=1), "unmarked attributions of a lower score are left out, 0 to 1"] = 0.25


class SpeakerSettings(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """How people and bodies are told apart."""

    wikidata_table: Annotated[str | None, "a CSV file of people with their Wikidata ids, as `docs/wikidata.md` describes it"] = None


class StorySettings(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """How reports are grouped."""

    horizon_days: Annotated[int, Meta(ge=0), "reports further apart than this are not compared"] = 90
    vectors: Annotated[bool, "compare the sense of title and lead, too, with the sentence encoder"] = True


class CollationSettings(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """How printed versions are compared."""

    window_days: Annotated[int, Meta(ge=0), "days within which one speaker's words in two stories are compared"] = 3
    vectors: Annotated[bool, "weigh the sense of words without quotation marks, too, when they are held against a statement"] = True


class Settings(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """All settings of a run."""

    ingest: IngestSettings = IngestSettings()
    quotes: QuoteSettings = QuoteSettings()
    speakers: SpeakerSettings = SpeakerSettings()
    stories: StorySettings = StorySettings()
    collation: CollationSettings = CollationSettings()


def load_settings(path: str | Path | None = None) -> Settings:
    """The settings that a TOML file gives, a table a stage; what it leaves out keeps its default. Raises `SettingsError`.

    Without a path, ``onrecord.toml`` in the working folder if it is there, else the defaults.
    """
    if path is None:
        path = Path(SETTINGS_FILE)
        if not path.is_file():
            return Settings()
    raw = read_bounded(path, _LARGEST, "settings", "no file of settings needs as many")
    try:
        return msgspec.convert(tomllib.loads(raw.decode("utf-8")), Settings)
    except (UnicodeDecodeError, tomllib.TOMLDecodeError, msgspec.ValidationError) as error:
        raise SettingsError(f"{path}: {error}; docs/settings.md lists the settings, each under the table of its stage") from error


def read_bounded(path: str | Path, largest: int, what: str, advice: str) -> bytes:
    """The bytes of a file that settings name, at most ``largest``; raises `SettingsError` where it cannot be read or is larger."""
    try:
        with Path(path).open("rb") as file:
            raw = file.read(largest + 1)
    except OSError as error:
        raise SettingsError(f"{path}: cannot be read as {what}: {error.strerror}") from error
    if len(raw) > largest:
        raise SettingsError(f"{path}: larger than {largest:,} bytes; {advice}")
    return raw
