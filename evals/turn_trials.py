"""Trials of the comparison with turns of sense and of form: opposites, negation by words, extent, adjectives, two forms of one thing.

    python evals/turn_trials.py [--kept] [--wrong]

No data is needed: the changes and the sentences that they stand in are in ``turn_lists.toml``. Half of the pairs of a row, drawn by a
checksum of their words, are for whoever works on the rules; the other half, ``--kept``, was not looked at one by one while the rules were
written, and ``--wrong`` does not show it. Of changes of sense it is counted how many come back critical, of others how many do.
"""

from __future__ import annotations

import argparse
import collections
import tomllib
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from onrecord.collation.classes import compare
from onrecord.collation.tokens import tokenize

LISTS = Path(__file__).with_name("turn_lists.toml")
BEFORE, AFTER = "We met in the hall that week.", "That is what I told the reporters."
FORMS = {"same", "normalised"}


def pairs_of(row: dict[str, Any]) -> list[tuple[str, str]]:
    """The pairs of a row, nothing written as "_"; a lone word is tried against nothing."""
    if "words" in row:
        return [("", word) for word in dict.fromkeys(row["words"].split())]
    pairs = [[side.strip() for side in line.split("|")] for line in row["pairs"].strip().split("\n")]
    return [("" if left == "_" else left, "" if right == "_" else right) for left, right in pairs]


def is_kept(pair: tuple[str, str]) -> bool:
    """True for the half that is measured at the end."""
    return zlib.crc32(" | ".join(pair).encode()) % 2 == 1


def put(frame: str, words: str) -> str:
    """The sentence with the words in it, its article fitted to what follows."""
    text = " ".join(frame.replace("{}", words).split()).replace(" ,", ",").replace(" .", ".")
    for article, fitted, starts in (("a", "an", "aeiou"), ("an", "a", "bcdfghjklmnpqrstvwyz")):
        for letter in starts:
            text = text.replace(f" {article} {letter}", f" {fitted} {letter}")
    return text[0].upper() + text[1:]


def changes(row: dict[str, Any], kept: bool) -> Iterator[tuple[str, str]]:
    """Base and printed sentence of each change of the row, both ways round."""
    for pair in pairs_of(row):
        if is_kept(pair) != kept:
            continue
        for frame in row["frames"]:
            left, right = (put(frame, words) for words in pair)
            yield left, right
            yield right, left


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--kept", action="store_true", help="the half that was not looked at")
    parser.add_argument("--wrong", action="store_true", help="show those that came back otherwise")
    parser.add_argument("--row", default="", help="only rows whose name holds this")
    options = parser.parse_args()
    rows = tomllib.loads(LISTS.read_text(encoding="utf-8"))["row"]
    totals: dict[str, collections.Counter[str]] = collections.defaultdict(collections.Counter)
    print("| change | group | made | came back critical | as form |\n|---|---|---|---|---|")
    for row in rows:
        if options.row not in row["name"]:
            continue
        counts: collections.Counter[str] = collections.Counter()
        for base, printed in changes(row, options.kept):
            result = compare(tokenize(f"{BEFORE} {base} {AFTER}"), tokenize(f"{BEFORE} {printed} {AFTER}"))
            found = result.witness_class
            is_critical, is_form = found == "differs-critical", found in FORMS
            counts.update(made=1, critical=is_critical, form=is_form)
            is_wrong = {"critical": not is_critical, "minor": is_critical, "form": not is_form}[row["group"]]
            if options.wrong and not options.kept and is_wrong:
                kinds = "; ".join(f"{r.kind} {r.reason or ''}: {r.base_text!r} -> {r.witness_text!r}" for r in result.regions)
                print(f"   [{found}] {base} => {printed} [{kinds}]")
        totals[row["group"]].update(counts)
        made = max(1, counts["made"])
        print(f"| {row['name']} | {row['group']} | {counts['made']} | {counts['critical'] / made:.3f} | {counts['form'] / made:.3f} |")
    print()
    for group, counts in totals.items():
        print(f"{group}: {counts['made']} made, {counts['critical']} came back critical, {counts['form']} as form.")


if __name__ == "__main__":
    main()
