"""Labelled documents as arrays: wordpieces, tags of words, and links of spans.

Three sources: PolNeAR (brat files; attributions), GUM (JSON; mentions), and sentences or documents with entity spans (re3d, CrossNER).
Nothing of their text is kept beyond the run.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray
from tokenizers import Tokenizer

from onrecord.models.pieces import BREAK, Pieces, read_pieces
from onrecord.records import ATTRIBUTION_TAGS, MENTION_TAGS

Spans = list[tuple[int, int]]
TAG = {name: number for number, name in enumerate(ATTRIBUTION_TAGS)}
MENTION = {name: number for number, name in enumerate(MENTION_TAGS)}
PRONOUNS = frozenset(
    "i me my mine myself you your yours he him his himself she her hers herself it its itself we us our ours they them their theirs "
    "who whom whose".split()
)


class Attribution(NamedTuple):
    """The edge words of a content, of its source and cue (None where it has none), and of the content's fragments."""

    content: tuple[int, int]
    source: tuple[int, int] | None
    cue: tuple[int, int] | None
    fragments: tuple[tuple[int, int], ...]


@dataclass
class Example:
    """One document. ``tags`` is -1 where attributions are not labelled; ``mentions`` tells which mention tags each word may have.

    ``taught_tags`` and ``taught_mentions`` are how likely other readers hold each tag (``[words, tags]``), where they were asked.
    """

    name: str
    pieces: Pieces
    tags: NDArray[np.int64]
    mentions: NDArray[np.bool_]
    contents: list[Attribution] = field(default_factory=list)
    distractors: list[tuple[int, int]] = field(default_factory=list)
    taught_tags: NDArray[np.float16] | None = None
    taught_mentions: NDArray[np.float16] | None = None
    paragraph_of: NDArray[np.int64] = field(default_factory=lambda: np.zeros(0, np.int64))


def paragraph_numbers(pieces: Pieces) -> NDArray[np.int64]:
    """The number of the paragraph of each word."""
    return np.cumsum(pieces.ids == BREAK)[pieces.starts] if len(pieces.starts) else np.zeros(0, np.int64)


class WordFinder:
    """From characters to words."""

    def __init__(self, pieces: Pieces) -> None:
        self.starts = np.array([w.start for w in pieces.words])
        self.ends = np.array([w.end for w in pieces.words])

    def edges(self, start: int, end: int) -> tuple[int, int] | None:
        """The first and last word that share a character with ``[start, end)``."""
        first = int(np.searchsorted(self.ends, start, side="right"))
        last = int(np.searchsorted(self.starts, end)) - 1
        return (first, last) if first <= last else None


# ---------------------------------------------------------------- PolNeAR


_SPAN = re.compile(r"(T\d+)\t(\S+) (\d+ \d+(?:;\d+ \d+)*)\t")


def read_attributions(path: Path) -> list[dict[str, Spans]]:
    """The attributions of one brat file: content, source and cue as sorted spans. Lines of another shape (notes) are skipped."""
    spans: dict[str, Spans] = {}
    found = []
    lines = path.read_text(encoding="utf-8").split("\n")
    for line in lines:
        if match := _SPAN.match(line):
            spans[match[1]] = [(int(a), int(b)) for a, b in (part.split() for part in match[3].split(";"))]
    for line in lines:
        if line.startswith("E") and "\t" in line:
            item: dict[str, set[tuple[int, int]]] = {"content": set(), "source": set(), "cue": set()}
            for argument in line.split("\t")[1].split():
                role, _, name = argument.partition(":")
                role = role.rstrip("0123456789").lower()
                if role in item:
                    item[role].update(spans.get(name, []))
            found.append({role: sorted(places) for role, places in item.items()})
    return found


def polnear_example(folder: Path, name: str, tokenizer: Tokenizer) -> Example:
    """One article with its attributions as tags and links."""
    text = (folder / "text" / f"{name}.txt").read_bytes().decode("utf-8")
    pieces = read_pieces(text, tokenizer)
    finder = WordFinder(pieces)
    tags = np.zeros(len(pieces.words), np.int64)
    items = []
    for item in read_attributions(folder / "attributions" / f"{name}.ann"):
        edges = {role: [e for e in (finder.edges(*span) for span in spans) if e] for role, spans in item.items()}
        if edges["content"]:
            items.append(edges)
    items.sort(key=lambda x: x["content"])
    for edges in items:
        before = None
        for first, last in edges["content"]:
            role = "content" if before is None else "continued"
            joined = before is not None and first == before + 1
            tags[first] = TAG["I-" + ("content" if tags[before] in (1, 2) else "continued")] if joined else TAG[f"B-{role}"]  # type: ignore[index]
            inner = "content" if tags[first] in (1, 2) else "continued"
            tags[first + 1 : last + 1] = TAG[f"I-{inner}"]
            before = last
    for role in ("source", "cue"):
        for first, last in sorted({e for edges in items for e in edges[role]}):
            tags[first] = TAG[f"B-{role}"]
            tags[first + 1 : last + 1] = TAG[f"I-{role}"]
    example = Example(name, pieces, tags, np.ones((len(tags), len(MENTION_TAGS)), bool), paragraph_of=paragraph_numbers(pieces))
    for edges in items:
        whole = edges["content"][0][0], edges["content"][-1][1]
        source, cue = ((places[0] if places else None) for places in (edges["source"], edges["cue"]))
        example.contents.append(Attribution(whole, source, cue, tuple(edges["content"])))
    example.distractors = distractors(pieces, tags)
    return example


def distractors(pieces: Pieces, tags: NDArray[np.int64]) -> list[tuple[int, int]]:
    """Pronouns and runs of capitalised words that are no source: what a tagger may take for one."""
    found: list[tuple[int, int]] = []
    shapes = pieces.features[pieces.starts] % 6
    words = pieces.words
    number = 0
    while number < len(words):
        stop = number + 1
        if shapes[number] in (1, 2, 3):
            while stop < len(words) and shapes[stop] in (1, 2, 3) and words[stop].start - words[stop - 1].end <= 1:
                stop += 1
        elif int(pieces.ids[pieces.starts[number]]) not in PRONOUN_IDS:
            number = stop
            continue
        if not np.isin(tags[number:stop], (TAG["B-source"], TAG["I-source"])).any():
            found.append((number, stop - 1))
        number = stop
    return found


PRONOUN_IDS: set[int] = set()


# ---------------------------------------------------------------- mentions


def allow(mask: NDArray[np.bool_], edges: tuple[int, int], kind: str) -> None:
    """Let the words of a span have the tags of `kind` (such as ``name-person``) alone."""
    first, last = edges
    mask[first : last + 1] = False
    mask[first, MENTION[f"B-{kind}"]] = True
    mask[first + 1 : last + 1, MENTION[f"I-{kind}"]] = True


def gum_example(document: dict[str, Any], tokenizer: Tokenizer) -> Example:
    """One GUM document: names at their bare name, nominals up to their head, pronouns; of overlapping ones names win, then longer ones."""
    text = document["text"]
    pieces = read_pieces(text, tokenizer)
    finder = WordFinder(pieces)
    mask = np.zeros((len(pieces.words), len(MENTION_TAGS)), bool)
    mask[:, 0] = True
    taken = np.zeros(len(pieces.words), bool)
    wanted: list[tuple[int, int, tuple[int, int], str]] = []
    for entity in document["entities"]:
        if entity["type"] not in ("person", "organization", "place"):
            continue
        start, end = entity["span"]
        if entity["head_pos"] == "PROPN":
            at = text.find(entity["name"], start, end) if entity.get("name") else -1
            place = finder.edges(at, at + len(entity["name"])) if at >= 0 else None
            rank, form = 0, "name"
        elif entity["head_pos"] == "NOUN":
            place, rank, form = finder.edges(start, entity["head"][1]), 1, "nominal"
        elif entity["head_pos"] == "PRON" and end - start <= 12:
            place, rank, form = finder.edges(start, end), 2, "pronoun"
        else:
            continue
        if place:
            wanted.append((rank, place[0] - place[1], place, f"{form}-{entity['type']}"))
    for _, _, (first, last), kind in sorted(wanted):
        busy = np.flatnonzero(taken[first : last + 1])
        if len(busy):
            if not kind.startswith("nominal") or taken[last]:
                continue
            first = first + int(busy[-1]) + 1
            while first < last and text[slice(*pieces.words[first])].lower() in ("'", "’", "s"):
                first += 1
        allow(mask, (first, last), kind)
        taken[first : last + 1] = True
    return Example(document["doc"], pieces, np.full(len(pieces.words), -1), mask)


TYPES = {
    "person": "person", "politician": "person", "organisation": "organization", "politicalparty": "organization", "location": "place",
    "country": "place", "Person": "person", "Organisation": "organization", "Location": "place",
}  # fmt: skip


def named_example(row: dict[str, Any], name: str, tokenizer: Tokenizer) -> Example:
    """A text in which only names are labelled: other words are no name, but may be nominals or pronouns.

    Where the name of a body or place begins is left open: GUM takes the last words ("Nations"), these sets the whole ("United Nations").
    """
    text = row["text"]
    pieces = read_pieces(text, tokenizer)
    finder = WordFinder(pieces)
    mask = np.ones((len(pieces.words), len(MENTION_TAGS)), bool)
    for tag, number in MENTION.items():
        mask[:, number] = "name" not in tag
    entities = [e for e in row["entities"] if e.get("confidence", 1)]
    for entity in sorted(entities, key=lambda e: e["span"][0] - e["span"][1]):
        place = finder.edges(*entity["span"])
        if not place:
            continue
        first, last = place
        kind = TYPES.get(entity["type"])
        words = [text[slice(*w)] for w in pieces.words[first : last + 1]]
        if kind is None:
            if entity["type"] in ("election", "event", "misc", "MilitaryPlatform", "DocumentReference", "Nationality"):
                mask[first : last + 1] = True
        elif len(words) == 1 and words[0].lower() in PRONOUNS:
            allow(mask, place, f"pronoun-{kind}")
        elif not words[-1][:1].isupper() or (kind == "person" and len(words) > 2 and {"of", "for", "to"} & set(words)):
            mask[first : last + 1] = True
        else:
            while first < last and text[slice(*pieces.words[first])].lower() == "the":
                first += 1
            mask[place[0] : first] = False
            mask[place[0] : first, 0] = True
            allow(mask, (first, last), f"name-{kind}")
            if kind != "person":
                mask[first:last, 0] = True
                mask[first + 1 : last + 1, MENTION[f"B-name-{kind}"]] = True
    return Example(name, pieces, np.full(len(pieces.words), -1), mask)


def read_examples(data: Path, tokenizer: Tokenizer) -> tuple[list[Example], list[Example]]:
    """The training documents with attributions and those with mentions, from a folder with ``polnear``, ``gum`` and ``ner``."""
    PRONOUN_IDS.update(i for i in (tokenizer.token_to_id(w) for w in sorted(PRONOUNS)) if i is not None)
    polnear = data / "polnear" / "train"
    attributed = [polnear_example(polnear, path.stem, tokenizer) for path in sorted((polnear / "attributions").glob("*.ann"))]
    named = []
    for name in sorted(json.loads((data / "gum" / "split.json").read_text())["train"]):
        named.append(gum_example(json.loads((data / "gum" / f"{name}.json").read_text(encoding="utf-8")), tokenizer))
    for path in sorted((data / "ner").glob("*.jsonl")):
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines()):
            named.append(named_example(json.loads(line), f"{path.stem}-{number}", tokenizer))
    return attributed, named


def read_taught(path: Path, tokenizer: Tokenizer, attributed: list[Example]) -> list[Example]:
    """The texts of a file of teach.py as examples. Those that are in `attributed` by name give their mentions to these instead."""
    known = {example.name: example for example in attributed}
    with np.load(path) as held:
        names, texts = json.loads(str(held["texts"]))
        stops = np.cumsum(held["sizes"])
        best, tags, mentions = held["best"].astype(np.int64), held["tags"], held["mentions"]
    found = []
    for name, text, stop, size in zip(names, texts, stops.tolist(), np.diff(stops, prepend=0).tolist(), strict=True):
        place = slice(stop - size, stop)
        if name in known:
            known[name].taught_mentions = mentions[place]
            continue
        pieces = read_pieces(text, tokenizer)
        every = np.ones((size, len(MENTION_TAGS)), bool)
        found.append(Example(name, pieces, best[place], every, taught_tags=tags[place], taught_mentions=mentions[place]))
    return found
