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
_LINE_START = re.compile(r"(?:\A|(?<=[\r\n]))[^\S\r\n]*(?:>>+[^\S\r\n]*)?")
_LINE_END = re.compile(r"[\r\n]")
_NAME_AND_TIME = re.compile(rf"([^\d\[\]():]{{1,60}}?(?: \d{{1,2}})?)[ \t]{{1,4}}({_TIME})[ \t]*")
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
    after it in brackets, or a name and a time alone on a line. Where speakers stand in capitals, one that does not counts where it
    comes three times; elsewhere a single word does, and two words or more where one such label comes again or opens the text.
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
    """The labels in ``text`` from ``start`` on, in order; what looks like one but is not (see `find_turns`) left out."""
    found = [label for match in _LINE_START.finditer(text, start) if (label := _read_label(text, match.start(), match.end()))]
    found = [label for label in found if label.name in ("Q", "A") or label.name.split()[0].lower() not in _NO_NAMES]
    counts = Counter(label.name for label in found)
    opening = trim(text, Span(start, len(text))).start
    opens = found[0].name if found and found[0].start <= opening < found[0].end else None
    in_capitals = {name for name in counts if _is_capitals(name)}
    sure = {name for name in counts if " " in name and (name in in_capitals or name == opens or counts[name] > 1)}
    if len(in_capitals) > 1 or opens in in_capitals or any(counts[name] > 1 for name in in_capitals):
        # the speakers of this text stand in capitals: another label has to come often
        speakers = in_capitals | {name for name in counts if counts[name] > 2}
    elif sure:
        speakers = sure | {name for name in counts if " " in name or counts[name] > 2}
    else:
        speakers = {name for name in counts if counts[name] > 2} | {"Q"}
    return [label for label in found if label.name in speakers or (label.time and counts[label.name] > 1)]


def _read_label(text: str, line_start: int, here: int) -> Label | None:
    line_end = _LINE_END.search(text, here, here + _LABEL_LENGTH)
    limit = line_end.start() if line_end else min(len(text), here + _LABEL_LENGTH)
    time = _OPENING_TIME.match(text, here)
    if time:
        here = time.end()
    while text.startswith("*", here):  # Markdown's bold
        here += 1
    if not time and (line_end or limit == len(text)) and (alone := _NAME_AND_TIME.fullmatch(text, here, limit)):
        name = _bare_name(alone[1])
        return Label(line_start, limit, name, alone[2]) if name else None
    colon = text.find(":", here, limit)
    # a time after the name has colons of its own
    while colon > here and _has_open_bracket(text, here, colon):
        colon = text.find(":", colon + 1, limit)
    if colon <= here or not (colon + 1 == len(text) or text[colon + 1].isspace() or text[colon + 1] in '*"“…(['):
        return None
    written = text[here:colon].strip()
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
    name = re.split(r"[(\[]", written, maxsplit=1)[0].strip(" \t*")
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
