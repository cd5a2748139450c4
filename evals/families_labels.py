"""Precision and recall of shared texts on pairs labelled by hand: ``python evals/families_labels.py SHARED``.

``families_helsinki.tsv`` holds 150 pairs of pages by id, drawn with a seed from nine strata of the share of five-word runs in common.
*same-text*: page furniture and captions aside, one text is the other, an excerpt of it or an update with most of it; *partly*: passages in
common; *different*: no more than a quotation in common. The labels were made from short views of each pair with its likeness beside
it; four were changed afterwards, where a disagreement led to a second reading, and the rules for captions were written with the first
misses in view. So this is a development figure.
"""

from __future__ import annotations

import itertools
import json
import sys
from collections import Counter
from pathlib import Path

from onrecord import linking, stories
from onrecord.records import Report

LABELS = Path(__file__).with_name("families_helsinki.tsv")


def main() -> None:
    rows = map(json.loads, (Path(sys.argv[1]) / "data" / "helsinki.jsonl").read_text(encoding="utf-8").splitlines())
    reports = [Report(report_id=row["id"], outlet=row["outlet"], text=row["text"]) for row in rows]
    bare = {report.report_id: stories.features(report) for report in reports}
    recurring = stories.recurring_lines((key, known.page) for known in bare.values() for key in known.lines.tolist())
    known = {report.report_id: stories.features(report, without=recurring) for report in reports}
    print(f"{len(recurring)} lines recur in unrelated pages of their outlet and are left out")
    same = linking.pairs({name: stories.family_keys(one) for name, one in known.items()}, stories.FAMILY_KEYS)
    links = stories.family_links((known[left], known[right]) for left, right in same)
    verified = {(link.left, link.right) for link in links if link.score >= stories.SAME_TEXT}
    together = {pair for family in linking.families(known) for pair in itertools.combinations(family, 2)}
    labelled = [line.split("\t") for line in LABELS.read_text(encoding="utf-8").splitlines()[1:]]
    for what, found in (("verified pairs", verified), ("same family", together), ("either", verified | together)):
        counts = Counter((label == "same-text", tuple(sorted((left, right))) in found) for left, right, label in labelled)
        right, wrong, missed = counts[True, True], counts[False, True], counts[True, False]
        print(f"{what:15} precision {right / (right + wrong):.3f}  recall {right / (right + missed):.3f}  of {right + missed} pairs")


if __name__ == "__main__":
    main()
