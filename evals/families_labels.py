"""Precision and recall of shared texts on pairs labelled by hand: ``python evals/families_labels.py SHARED``.

``families_helsinki.tsv`` holds 150 pairs of pages by id, drawn with a seed from nine strata of the share of five-word runs in common.
*same-text*: page furniture and captions aside, one text is the other, an excerpt of it or an update with most of it; *partly*: passages in
common; *different*: no more than a quotation in common. The labels were made from short views of each pair with its likeness beside
it; four were changed afterwards, where a disagreement led to a second reading, and the rules for captions were written with the first
misses in view. So this is a development figure.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

from onrecord import linking, stories
from onrecord.records import Report

LABELS = Path(__file__).with_name("families_helsinki.tsv")


def main() -> None:
    rows = map(json.loads, (Path(sys.argv[1]) / "data" / "helsinki.jsonl").read_text(encoding="utf-8").splitlines())
    known = {row["id"]: stories.features(Report(report_id=row["id"], outlet=row["outlet"], text=row["text"])) for row in rows}
    same = linking.pairs({name: stories.family_keys(one) for name, one in known.items()}, stories.FAMILY_KEYS)
    links = stories.family_links((known[left], known[right]) for left, right in same)
    verified = {(link.left, link.right) for link in links if link.score >= stories.SAME_TEXT}
    families = linking.average_link(known, links, stories.MODEL.family_bar)
    family_of = {name: number for number, family in enumerate(families) for name in family}
    labelled = [line.split("\t") for line in LABELS.read_text(encoding="utf-8").splitlines()[1:]]
    for what in ("verified pairs", "same family"):
        found = missed = wrong = 0
        for left, right, label in labelled:
            first, second = sorted((left, right))
            is_found = (first, second) in verified if what == "verified pairs" else family_of[left] == family_of[right]
            found += is_found and label == "same-text"
            missed += not is_found and label == "same-text"
            wrong += is_found and label != "same-text"
        precision, recall = found / (found + wrong), found / (found + missed)
        print(f"{what:15} precision {precision:.3f}  recall {recall:.3f}; {found + missed} of {len(labelled)} pairs are one text")


if __name__ == "__main__":
    main()
