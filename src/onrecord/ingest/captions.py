"""WebVTT (W3C) and SubRip captions: their words with the times, and rolling captions, which repeat each line, unrolled."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from itertools import pairwise
from typing import Final, NamedTuple

from onrecord.ingest.rejecting import Unusable
from onrecord.ingest.turns import find_labels
from onrecord.records import Span, Turn
from onrecord.text import trim

_ARROW: Final = "-->"
_TIME = re.compile(r"\s*(?:(\d{1,3}):)?(\d{1,2}):(\d{1,2})(?:[.,](\d{1,3}))?(?=\s|\Z)")
_BROKEN_TIME = re.compile(r"\s*\d{1,3}\s*:\s*\d")
_WEBVTT_ASIDES: Final = ("WEBVTT", "NOTE", "STYLE", "REGION")
_VOICE = re.compile(r"<v(?:\.[\w.]{0,40})?[ \t]+([^<>\n]{1,80})>")
_TAG = re.compile(r"<[^<>\n]{0,200}>|\{\\[^{}\n]{0,80}\}")
_NEW_SPEAKER = re.compile(r">>+\s*")
_NEAR_MILLISECONDS: Final = 1_500
_MOST_ROLLED: Final = 4  # lines on a screen


class Cue(NamedTuple):
    """One caption: its line in the file, when it shows (milliseconds; None where the times are broken) and its lines as written."""

    line: int
    start: int | None
    end: int | None
    lines: tuple[str, ...]


def read_captions(text: str) -> tuple[str, tuple[Turn, ...], list[Unusable]]:
    """The words of captions as one text, a turn for each caption, and what was wrong with the times.

    >>> captions = "1\\n00:00:01,000 --> 00:00:02,500\\nMARA QUILL: The crane\\n\\n2\\n00:00:02,500 --> 00:00:04,000\\nstays."
    >>> text, turns, _ = read_captions(captions)
    >>> text
    'MARA QUILL: The crane\\nstays.'
    >>> [(turn.speaker, turn.span.of(text), turn.time) for turn in turns]
    [('MARA QUILL', 'The crane', '00:00:01'), ('MARA QUILL', 'stays.', '00:00:02')]

    Neighbouring turns of one speaker go on: captions have a turn for each time. A caption whose times are broken keeps its words.
    """
    cues = find_cues(text)
    if _ARROW not in text:
        raise Unusable("no captions: no line has times with -->", "name it .txt if it is a plain transcript")
    broken = [cue.line for cue in cues if cue.start is None]
    many = "a caption" if len(broken) == 1 else f"{len(broken):,} captions of {len(cues):,}"
    problems = [Unusable(f"the times of {many} are broken", "the words were kept, without a time", broken[0])] if broken else []
    lines = [_Line(cue.start, written) for cue in unroll(cues) for written in cue.lines]
    lines = [line for line in lines if line.text]
    text = "\n".join(line.text for line in lines)
    labels = {label.start: label for label in find_labels(text)}
    turns: list[Turn] = []
    start, speaker = 0, None
    for line in lines:
        label = labels.get(start)
        if line.voice or label or line.is_new:
            speaker = line.voice or (label.name if label else None)
        span = trim(text, Span(label.end if label else start, start + len(line.text)))
        if span.start < span.end:
            turns.append(Turn(speaker=speaker, span=span, time=_clock(line.start)))
        start += len(line.text) + 1
    return text, _join_lines(turns), problems


class _Line:
    """One line of a caption: its words, without tags and marks, and what those said about who speaks."""

    def __init__(self, start: int | None, written: str):
        voice = _VOICE.search(written)
        plain = _words(written)
        change = _NEW_SPEAKER.match(plain)
        self.start = start
        self.voice = " ".join(html.unescape(voice[1]).split()) if voice else None
        self.is_new = change is not None
        self.text = plain[change.end() :] if change else plain


def find_cues(text: str) -> list[Cue]:
    """The captions of a WebVTT or SubRip file, in order; notes, styles and regions of WebVTT left out.

    Captions stand apart by empty lines. What has no times goes on with the caption before it, unless it begins like a time.
    """
    is_webvtt = text.lstrip().startswith("WEBVTT")
    cues: list[Cue] = []
    for number, lines in _blocks(text.replace("\r\n", "\n").replace("\r", "\n").split("\n")):
        arrows = [at for at, line in enumerate(lines) if _ARROW in line]
        if is_webvtt and not arrows and lines[0].startswith(_WEBVTT_ASIDES):
            continue
        # the line before the times is the caption's number or name
        words = lines[: max(0, arrows[0] - 1)] if arrows else lines[lines[0].strip().isdigit() :]
        if words and _BROKEN_TIME.match(words[0]):
            cues.append(Cue(number, None, None, tuple(words[1:])))
        elif words:
            cues.append(cues[-1]._replace(lines=tuple(words)) if cues else Cue(number, None, None, tuple(words)))
        ends = [*(at - (lines[at - 1].strip().isdigit()) for at in arrows[1:]), len(lines)]
        for at, end in zip(arrows, ends[: len(arrows)], strict=True):
            start, stop = (_milliseconds(side) for side in lines[at].split(_ARROW, 1))
            is_whole = start is not None and stop is not None
            cues.append(Cue(number + at, start if is_whole else None, stop if is_whole else None, tuple(lines[at + 1 : end])))
    return cues


def _blocks(lines: list[str]) -> Iterator[tuple[int, list[str]]]:
    """The stretches between empty lines, each with the number of its first line."""
    block: list[str] = []
    for number, line in enumerate([*lines, ""], 1):
        if line.strip():
            block.append(line)
        elif block:
            yield number - len(block), block
            block = []


def unroll(cues: list[Cue]) -> list[Cue]:
    """The captions without the lines that they repeat from before; unchanged where the file as a whole does not roll.

    Rolling captions show the last lines (up to four) again above the next one, or grow the last line word by word, or both. Somebody who
    says a thing twice is not taken for that: in a file that rolls, a third of all captions begin with lines of the one before.
    """
    plain = [cue._replace(lines=tuple(line for line in cue.lines if _words(line))) for cue in cues]
    plain = [cue for cue in plain if cue.lines]
    pairs = list(pairwise(plain))
    rolling = sum(1 for before, cue in pairs if _is_near(before, cue) and _is_rolled(before, cue))
    if rolling * 3 < len(pairs) or rolling < 2:
        return plain
    unrolled: list[Cue] = []
    shown: list[str] = []
    before: Cue | None = None
    for cue in plain:
        words = [_words(line) for line in cue.lines]
        held = _lines_held(shown, words) if before is not None and _is_near(before, cue) else 0
        if held and words[held - 1] != shown[-1]:  # it has grown
            last = unrolled[-1]
            unrolled[-1] = last._replace(lines=(*last.lines[:-1], cue.lines[held - 1]))
            shown[-1] = words[held - 1]
        if cue.lines[held:]:
            unrolled.append(cue._replace(lines=cue.lines[held:]))
        shown = (shown + words[held:])[-_MOST_ROLLED:]
        before = cue
    return unrolled


def _lines_held(shown: list[str], words: list[str]) -> int:
    """How many lines a caption repeats: the most of its first that are the last ones shown; the very last may have grown by words."""
    for count in range(min(len(shown), len(words)), 0, -1):
        last = words[count - 1]
        if shown[-count:-1] == words[: count - 1] and (last == shown[-1] or last.startswith(shown[-1] + " ")):
            return count
    return 0


def _is_rolled(before: Cue, cue: Cue) -> bool:
    shown, words = [_words(line) for line in before.lines[-_MOST_ROLLED:]], [_words(line) for line in cue.lines[:_MOST_ROLLED]]
    held = _lines_held(shown, words)
    return held > 0 and (len(words) > held or len(shown) > held or words[held - 1] != shown[-1])


def _is_near(before: Cue, cue: Cue) -> bool:
    return before.end is None or cue.start is None or abs(cue.start - before.end) <= _NEAR_MILLISECONDS or cue.start <= before.end


def _words(line: str) -> str:
    return " ".join(html.unescape(_TAG.sub("", line)).split())


def _join_lines(turns: list[Turn]) -> tuple[Turn, ...]:
    """The turns with the lines of one caption as one turn."""
    joined: list[Turn] = []
    for turn in turns:
        last = joined[-1] if joined else None
        is_same = last is not None and last.time is not None and (last.time, last.speaker) == (turn.time, turn.speaker)
        if last and is_same and turn.span.start == last.span.end + 1:
            joined[-1] = Turn(speaker=last.speaker, span=Span(last.span.start, turn.span.end), time=last.time)
        else:
            joined.append(turn)
    return tuple(joined)


def _milliseconds(written: str) -> int | None:
    match = _TIME.match(written)
    if match is None or int(match[2]) > 59 or int(match[3]) > 59:
        return None
    return ((int(match[1] or 0) * 60 + int(match[2])) * 60 + int(match[3])) * 1000 + int((match[4] or "0").ljust(3, "0"))


def _clock(milliseconds: int | None) -> str | None:
    if milliseconds is None:
        return None
    seconds = milliseconds // 1000
    return f"{seconds // 3600:02}:{seconds // 60 % 60:02}:{seconds % 60:02}"
