"""The same words from two mouths: conflicts and echoes between the statements of a story."""

from __future__ import annotations

import functools
from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Final

from onrecord.collation.classes import compare
from onrecord.collation.lexicon import FUNCTION
from onrecord.collation.members import Item
from onrecord.collation.paraphrase import Told, most_held
from onrecord.collation.passages import Stretch
from onrecord.collation.tokens import Words, read_once
from onrecord.records import (
    Conflict,
    Statement,
    Witness,
)

SAME_WORDS: Final = 800
_LEAST_SHARED: Final = 5  # words in a row that make two speakers' wordings worth showing beside each other


def compare_speakers(statements: Sequence[Statement], items: Mapping[str, list[Item]]) -> list[Statement]:
    """The statements with their conflicts and echoes: like words that a story gives to two speakers."""
    by_story: defaultdict[str, list[Statement]] = defaultdict(list)
    for statement in statements:
        if statement.story_id is not None:
            by_story[statement.story_id].append(statement)
    words = {item.stretch: item.words for own in items.values() for item in own}
    spoken = {
        statement.statement_id: [
            (witness, words[stretch])
            for witness in statement.witnesses
            if witness.marked and (stretch := Stretch(witness.quote_id, witness.content, True)) in words
        ]
        for statement in statements
    }
    conflicts: defaultdict[str, set[tuple[str, str]]] = defaultdict(set)
    echoes: defaultdict[str, set[str]] = defaultdict(set)
    told = functools.cache(lambda text: Told(read_once(text)))
    for story in sorted(by_story):
        for left, right in _alike(by_story[story], spoken):
            reports = {w.report_id for w in left.witnesses} & {w.report_id for w in right.witnesses}
            both = ((left, right), (right, left))
            if not reports and any(_says_same(told(two.text), spoken[one.statement_id]) for one, two in both):
                for one, two in both:
                    for witness in two.witnesses:
                        conflicts[one.statement_id].add((two.speaker or "", witness.report_id))
            else:
                echoes[left.statement_id].add(right.statement_id)
                echoes[right.statement_id].add(left.statement_id)
    return [
        Statement(
            **{
                **{name: getattr(statement, name) for name in statement.__struct_fields__},
                "conflicts": tuple(Conflict(speaker=name, report_id=report) for name, report in sorted(conflicts[statement.statement_id])),
                "echoes": tuple(sorted(echoes[statement.statement_id])),
            }
        )
        for statement in statements
    ]


def _alike(statements: Sequence[Statement], spoken: Mapping[str, list[tuple[Witness, Words]]]) -> list[tuple[Statement, Statement]]:
    """Pairs of statements of two speakers that share a run of words, content among them."""
    holders: defaultdict[tuple[str, ...], set[int]] = defaultdict(set)
    for number, statement in enumerate(statements):
        for _, words in spoken[statement.statement_id]:
            for k in range(len(words) - _LEAST_SHARED + 1):
                run = tuple(words.norm[k : k + _LEAST_SHARED])
                if sum(norm not in FUNCTION for norm in run) >= 2:
                    holders[run].add(number)
    found = {
        (left, right)
        for numbers in holders.values()
        if len(numbers) <= 60
        for left in numbers
        for right in numbers
        if left < right and None is not statements[left].speaker_id != statements[right].speaker_id is not None
    }
    return [(statements[left], statements[right]) for left, right in sorted(found)]


def _says_same(told: Told, spoken: Sequence[tuple[Witness, Words]]) -> bool:
    """True when one of the stretches is, nearly word for word, in what a statement says."""
    for _, words in spoken:
        if len(words) >= _LEAST_SHARED and most_held(told, words) >= SAME_WORDS:
            result = compare(told.words, words)
            if result.containment >= SAME_WORDS and result.matched >= 2 and result.witness_class != "differs-critical":
                return True
    return False
