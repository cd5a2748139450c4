"""By which settings and weights what is held was read and grouped: kept with it, so that two ways are never mixed unnoticed."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from onrecord import models
from onrecord.settings import Settings
from onrecord.store import Store
from onrecord.stories import MODEL
from onrecord.text import digest

READING: Final = ("quotes.reader", "quotes.threshold", "weights of the reader")
"""What decides how one report is read; all else decides how reports are put together."""


def made_with(settings: Settings) -> dict[str, str]:
    """What decides the record that these settings make, by name.

    >>> made_with(Settings())["quotes.reader"], made_with(Settings())["stories.horizon_days"]
    ('model', '90')
    """
    has_encoder = settings.stories.vectors or settings.collation.vectors
    return {
        "quotes.reader": settings.quotes.reader,
        "quotes.threshold": f"{settings.quotes.threshold:g}",
        "weights of the reader": models.weights("tagger.onnx") if settings.quotes.reader == "model" else "none",
        "stories.horizon_days": f"{settings.stories.horizon_days}",
        "stories.vectors": _word(settings.stories.vectors),
        "coefficients of stories": digest(repr(MODEL)),
        "weights of the encoder": models.weights("encoder.onnx") if has_encoder else "none",
        "collation.window_days": f"{settings.collation.window_days}",
        "collation.vectors": _word(settings.collation.vectors),
    }


def differences(store: Store, settings: Settings, *, is_reading: bool = True) -> list[str]:
    """In what these settings differ from those that made what is held, in words; nothing where nothing is held or nothing is known of it.

    Without ``is_reading`` those are left out that decide how a report is read.

    >>> from onrecord.records import Annotated, Report
    >>> from onrecord.settings import StorySettings
    >>> with Store(":memory:") as store:
    ...     store.put_report(Annotated(report=Report(report_id="a", text="Rain.")), b"")
    ...     store.put_made_with(made_with(Settings()))
    ...     differences(store, Settings(stories=StorySettings(horizon_days=30)))
    True
    ['stories.horizon_days was 90, is 30']
    """
    held, now = store.made_with(), made_with(settings)
    names = [name for name in now if name in held and (is_reading or name not in READING)]
    found = [f"{name} was {held[name]}, is {now[name]}" for name in names if held[name] != now[name]]
    if is_reading and not found and (left := len(store.to_read_again())):
        found.append(f"reading all again was interrupted, and {left} reports are still as other settings read them")
    return found


def joined(held: Mapping[str, str], settings: Settings, *, is_reading: bool = True) -> dict[str, str]:
    """What made what is held once something is added by these settings, too: of each name all values that it ever had.

    >>> joined({"quotes.reader": "rules"}, Settings())["quotes.reader"]
    'model and rules'
    """
    now = {name: value if is_reading or name not in READING else held.get(name, value) for name, value in made_with(settings).items()}
    values = {name: {value, *(held[name].split(" and ") if name in held else ())} for name, value in now.items()}
    return {name: " and ".join(sorted(each)) for name, each in values.items()}


def _word(value: bool) -> str:
    return "true" if value else "false"
