"""The turns of a transcript: who speaks from where to where, by the labels at the starts of its lines."""

from __future__ import annotations

import re
from collections import Counter
from typing import Final, NamedTuple

from onrecord.records import Span, Turn
from onrecord.text import trim

_LABEL_LENGTH: Final = 120
_TIME = r"(?:\d{1,2}:)?\d{1,2}:\d{2}(?:[.,]\d{1,3})?"
_OPENING_TIME = re.compile(rf"[\[(]?({_TIME})[\])]?[^\S\r\n]*(?:[-–—][^\S\r\n]*)?")
_CLOSING_TIME = re.compile(rf"[\[(]({_TIME})[\])]\Z")
_NAME_WORD = re.compile(r"[^\W\d_][\w.'’\-]*|#?\d{1,3}|&")
_LINE_START = re.compile(r"^[^\S\r\n]*(?:>>+[^\S\r\n]*)?", re.M)
_PARTICLES: Final = frozenset("al and bin da de del der di du el la le of the van von y".split())
# Words that stand before a colon in speeches and statements, and never speak.
_NO_NAMES: Final = frozenset(
    "contact contacts date fact facts listen note place point remember remark result rule source subject summary time title "
    "topic update warning number step part section chapter item figure table example "
    "a about after again all an and another as at because before but by every finally first for from here his how i if in it "
    "just last look my next no now of on once one or our second secondly so some still that then there these third this those "
    "to today tomorrow tonight we what when where which who why with yes you your".split()
)


class Label(NamedTuple):
    """A speaker's name at the start of a line: where the label begins, where the words after it begin, the name and the time."""

    start: int
    end: int
    name: str
    time: str | None


def find_turns(text: str, start: int = 0, speaker: str | None = None, questioner: str | None = None) -> tuple[Turn, ...]:
    """The turns of ``text`` from ``start`` on, in order; words before the first label, and a text without labels, are ``speaker``'s.

    >>> said = "MARA QUILL: The crane stays.\\n\\nQ: Why?\\n\\nMARA QUILL: It is ours."
    >>> [(turn.speaker, turn.span.of(said)) for turn in find_turns(said)]
    [('MARA QUILL', 'The crane stays.'), ('Q', 'Why?'), ('MARA QUILL', 'It is ours.')]

    A label is ``NAME:``, ``NAME (what follows a name):``, ``NAME, role:`` or ``Q:`` at the start of a line, with a time before or
    after it in brackets. One that is not in capitals counts where it comes again (a single word three times), or opens the text.
    ``questioner`` is who asks where the labels are only Q and A, ``speaker`` who answers.
    """
    labels = find_labels(text, start)
    is_questions = bool(labels) and all(label.name in ("Q", "A") for label in labels)
    known = {"Q": questioner or "Q", "A": speaker or "A"} if is_questions else {}
    turns = []
    first = trim(text, Span(start, labels[0].start if labels else len(text)))
    if first.start < first.end:
        turns.append(Turn(speaker=None if labels else speaker, span=first))
    ends = [*(label.start for label in labels), len(text)][1:]
    for label, after in zip(labels, ends, strict=True):
        span = trim(text, Span(label.end, after))
        if span.start < span.end:
            turns.append(Turn(speaker=known.get(label.name, label.name), span=span, time=label.time))
    return tuple(turns)


def find_labels(text: str, start: int = 0) -> list[Label]:
    """The labels in ``text`` from ``start`` on, in order."""
    found = [label for match in _LINE_START.finditer(text, start) if (label := _read_label(text, match.start(), match.end()))]
    counts = Counter(label.name for label in found)
    opening = trim(text, Span(start, len(text))).start
    opens = bool(found) and found[0].start <= opening < found[0].end
    capitals = {label.name for label in found if _is_capitals(label.name)}
    has_capitals = len(capitals) > 1 or (opens and found[0].name in capitals) or any(counts[name] > 1 for name in capitals)
    return [label for label in found if _is_speaker(label, counts[label.name], opens and label is found[0], has_capitals)]


def read_label(line: str) -> Label | None:
    """The label in capitals that one line starts with, as captions have it."""
    label = _read_label(line, 0, 0)
    return label if label and _is_capitals(label.name) and label.name.lower() not in _NO_NAMES else None


def _is_speaker(label: Label, count: int, opens: bool, has_capitals: bool) -> bool:
    words = label.name.split()
    if words[0].lower() in _NO_NAMES:
        return label.name in ("Q", "A")
    if label.name == "Q" or label.time or _is_capitals(label.name):
        return label.name == "Q" or count > 1 or opens or has_capitals
    needed = 2 if len(words) > 1 else 3
    return count >= needed or (opens and len(words) > 1)


def _read_label(text: str, line_start: int, here: int) -> Label | None:
    colon_limit = here + _LABEL_LENGTH
    time = _OPENING_TIME.match(text, here)
    if time:
        here = time.end()
    while text.startswith("*", here):  # Markdown's bold
        here += 1
    colon = text.find(":", here, colon_limit)
    # a time after the name has colons of its own
    while colon > here and _has_open_bracket(text, here, colon):
        colon = text.find(":", colon + 1, colon_limit)
    if colon <= here or not (colon + 1 == len(text) or text[colon + 1].isspace() or text[colon + 1] in '*"“…(['):
        return None
    written = text[here:colon].strip().strip("*").strip()
    if "\n" in written or "\r" in written:
        return None
    closing = _CLOSING_TIME.search(written)
    if closing:
        written = written[: closing.start()].strip()
    name = _bare_name(written)
    if name is None:
        return None
    end = colon + 1
    while text.startswith("*", end):
        end += 1
    at = closing or time
    return Label(line_start, end, name, at[1] if at else None)


def _has_open_bracket(text: str, start: int, end: int) -> bool:
    return max(text.rfind("(", start, end), text.rfind("[", start, end)) > max(text.rfind(")", start, end), text.rfind("]", start, end))


def _bare_name(written: str) -> str | None:
    """The name in a label without what stands in brackets after it, or after a comma; None where it is no name."""
    name = re.split(r"[(\[]", written, maxsplit=1)[0].strip()
    head, comma, role = name.partition(",")
    if comma and re.fullmatch(r"\s*(?:jr|sr|ii|iii|iv)\.*\s*", role, re.I) is None:
        if not _is_capitals(head):
            return None
        name = head.strip()
    if name.endswith(".."):
        name = name.rstrip(".") + "."
    words = name.replace(",", " ").split()
    if not 1 <= len(words) <= 6 or not any(word[0].isalpha() for word in words):
        return None
    if all(_NAME_WORD.fullmatch(word) and (not word[0].islower() or word in _PARTICLES) for word in words) and not words[0].islower():
        return name
    return None


def _is_capitals(name: str) -> bool:
    return name.upper() == name and any(character.isalpha() for character in name)
