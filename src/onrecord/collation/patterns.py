"""Phrases by pattern: a small grammar over classes of words, read one word at a time."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from onrecord.collation.spelling import pieces


def word_set(text: str) -> frozenset[str]:
    """The normal forms of the words, as `tokens` gives them; a joined phrase ("at least") is written with underscores."""
    return frozenset(pieces(word)[0].norm if "_" not in word and "#" not in word else word.replace("_", " ") for word in text.split())


def verb_forms(text: str) -> frozenset[str]:
    """All forms of regular verbs; an irregular form is another word of the list with "=" before it."""
    forms = []
    for verb in text.split():
        if verb.startswith("="):
            forms.append(verb[1:])
            continue
        bare = verb.removesuffix("e")
        y = verb.endswith("y") and verb[-2] not in "aeou"
        forms += [verb, verb[:-1] + "ies" if y else verb + "s", verb[:-1] + "ied" if y else bare + "ed", bare + "ing"]
    return word_set(" ".join(forms))


def lines_of(text: str) -> list[str]:
    """The lines of a table of patterns; a stroke at the end of a line goes on in the next."""
    return [line for line in text.replace("\\\n", "").split("\n") if line]


class _Slot(NamedTuple):
    words: frozenset[str]
    may_be_missing: bool


def _slots(pattern: str, classes: Mapping[str, frozenset[str]]) -> tuple[_Slot, ...]:
    slots = []
    for part in pattern.split():
        name = part.removesuffix("?")
        choices = [classes[each] if each in classes else word_set(each) for each in name.split("/")]
        slots.append(_Slot(frozenset().union(*choices), name != part))
    return tuple(slots)


class Patterns:
    """The patterns as one machine that reads a word at a time; its states are made when first reached.

    A state is the set of places in patterns that the words so far may have come to, so that reading from one word on costs a look a word,
    however many patterns there are.
    """

    def __init__(self, patterns: Iterable[tuple[str, str]], classes: Mapping[str, frozenset[str]]) -> None:
        """The machine of patterns with their labels.

        A pattern has for each place a word, words to choose from (a/b) or a class (in capitals), with "?" where it may be missing.
        """
        labelled = list(patterns)
        self.patterns = [_slots(pattern, classes) for pattern, _ in labelled]
        self._labels = [label for _, label in labelled]
        self.longest = max(map(len, self.patterns))
        self.words = frozenset().union(*(slot.words for slots in self.patterns for slot in slots))
        self._numbers: dict[frozenset[tuple[int, int]], int] = {}
        self._states: list[frozenset[tuple[int, int]]] = []
        self._next: list[dict[str, int]] = []
        self._ends: list[frozenset[str]] = []
        self._dead = self._number(frozenset())
        self._start = self._number(self._reached({(number, 0) for number in range(len(self.patterns))}))
        self.first = frozenset(
            word for number, place in self._states[self._start] if place < len(self.patterns[number])
            for word in self.patterns[number][place].words
        )  # fmt: skip

    def _reached(self, places: Iterable[tuple[int, int]]) -> frozenset[tuple[int, int]]:
        """The places, and those behind slots that may be missing."""
        found = set()
        for number, place in places:
            slots = self.patterns[number]
            found.add((number, place))
            while place < len(slots) and slots[place].may_be_missing:
                place += 1
                found.add((number, place))
        return frozenset(found)

    def _number(self, state: frozenset[tuple[int, int]]) -> int:
        if state not in self._numbers:
            self._numbers[state] = len(self._states)
            self._states.append(state)
            self._next.append({})
            self._ends.append(frozenset(self._labels[number] for number, place in state if place == len(self.patterns[number])))
        return self._numbers[state]

    def _after(self, state: int, word: str) -> int:
        if word not in self.words:
            return self._dead
        after = self._next[state].get(word)
        if after is None:
            places = {
                (number, place + 1)
                for number, place in self._states[state]
                if place < len(self.patterns[number]) and word in self.patterns[number][place].words
            }
            after = self._next[state][word] = self._number(self._reached(places))
        return after

    def longest_from(self, norms: Sequence[str], place: int) -> tuple[int, frozenset[str]]:
        """Where the longest phrase ends that begins here, and its labels; the place itself where none does."""
        state, reached, labels = self._start, place, self._ends[self._dead]
        for index in range(place, min(len(norms), place + self.longest)):
            state = self._after(state, norms[index])
            if state == self._dead:
                break
            if self._ends[state]:
                reached, labels = index + 1, self._ends[state]
        return reached, labels
