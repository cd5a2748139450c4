"""One frozen record of settings for each stage; the TOML file, the flags and the table in the docs come from these fields.

Every field has a default and a line of help: ``Annotated[type, "help"]``.
"""

from __future__ import annotations

from typing import Annotated, Literal

import msgspec


class IngestSettings(msgspec.Struct, frozen=True, kw_only=True):
    """Bounds on what comes from outside."""

    max_report_characters: Annotated[int, "the longest text of one report, in characters; a longer one is rejected"] = 5_000_000
    max_line_bytes: Annotated[int, "the longest line of a JSON lines file, in bytes; a longer one is rejected"] = 20_000_000
    html_seconds: Annotated[float, "seconds after which the reading of one HTML page is given up"] = 20.0


class QuoteSettings(msgspec.Struct, frozen=True, kw_only=True):
    """How quotations are found."""

    reader: Annotated[Literal["model", "rules"], "what finds attributions: the trained reader or rules alone"] = "model"
    threshold: Annotated[float, "unmarked attributions of a lower score are left out, 0 to 1"] = 0.0


class SpeakerSettings(msgspec.Struct, frozen=True, kw_only=True):
    """How people and bodies are told apart."""

    wikidata_table: Annotated[str | None, "a CSV file of people with their Wikidata ids, as `docs/wikidata.md` describes it"] = None


class StorySettings(msgspec.Struct, frozen=True, kw_only=True):
    """How reports are grouped."""

    horizon_days: Annotated[int, "reports further apart than this are not compared"] = 90
    vectors: Annotated[bool, "compare the sense of title and lead, too, with the sentence encoder"] = True


class CollationSettings(msgspec.Struct, frozen=True, kw_only=True):
    """How printed versions are compared."""

    window_days: Annotated[int, "days within which one speaker's words in two stories are compared"] = 3


class Settings(msgspec.Struct, frozen=True, kw_only=True):
    """All settings of a run."""

    ingest: IngestSettings = IngestSettings()
    quotes: QuoteSettings = QuoteSettings()
    speakers: SpeakerSettings = SpeakerSettings()
    stories: StorySettings = StorySettings()
    collation: CollationSettings = CollationSettings()
