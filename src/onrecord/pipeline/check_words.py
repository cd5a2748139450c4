"""What the check of a draft says in words, for terminal and pages alike."""

from __future__ import annotations

from typing import Final

from onrecord.records import CheckedDraft, Held, RecordPassage

PLACE_WORDS: Final = {"title": "in the title", "headline": "in a headline", "lead": "in the lead", "caption": "in a caption"}
_MOST_NAMED: Final = 3


def held_words(held: Held, speaker: str | None) -> str:
    """What was held to check words of a speaker against; of speaker and day nothing is said where they are not known.

    >>> held_words(Held(records=12, same_speaker=3, day="2026-05-13"), "Ada Hale"), held_words(Held(records=12), None)
    ('12 records, 3 of this speaker, none of this day', '12 records')
    >>> held_words(Held(reports=1), "Ada Hale"), held_words(Held(), None)
    ('no record; 1 report, none of this speaker', 'no record')
    """
    of_speaker = f", {_none(held.same_speaker)} of this speaker" if speaker else ""
    if not held.records:
        return "no record" + (f"; {many(held.reports, 'report')}{of_speaker}" if held.reports else "")
    of_day = f", {_none(held.same_day)} of this day" if speaker and held.day else ""
    later = f", {held.set_aside} of a later day set aside" if held.set_aside else ""
    return f"{many(held.records, 'record')}{of_speaker}{of_day}{later}"


def set_aside_words(checked: CheckedDraft) -> str | None:
    """Which records are of a later day than the draft, and that they were set aside; None where none is."""
    late = checked.set_aside
    if not late:
        return None
    names = ": " + ", ".join(map(file_name, late)) if len(late) <= _MOST_NAMED else ""
    are = "record is" if len(late) == 1 else "records are"
    return f"{file_name(checked.draft.path or 'the draft')}: {len(late):,} {are} of a later day and set aside{names}"


def ground_words(ground: str) -> str:
    """That the draft names an office alone, and by what evidence a person is taken for its holder.

    >>> ground_words("the only mayor in what is held: Ada Hale, called Mayor in hearing.txt")
    'the draft names an office alone; taken for the only mayor in what is held: Ada Hale, called Mayor in hearing.txt'
    """
    return f"the draft names an office alone; taken for {ground}"


def source_name(found: RecordPassage) -> str:
    """What a passage is from: a record by the name of its file, a report by its outlet and title."""
    return found.record if found.source == "report" else file_name(found.record)


def file_name(path: str) -> str:
    """The last part of a path, however it is written.

    >>> file_name("records\\\\lunn.txt")
    'lunn.txt'
    """
    return path.replace("\\", "/").rsplit("/", 1)[-1]


def many(number: int, one: str) -> str:
    """A number with what it counts.

    >>> many(1, "record"), many(2, "record")
    ('1 record', '2 records')
    """
    return f"{number:,} {one}" + ("" if number == 1 else "s")


def _none(number: int) -> str:
    return f"{number:,}" if number else "none"
