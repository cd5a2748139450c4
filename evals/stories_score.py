"""B-cubed scores of stories on the development sets, grouped all at once: ``python evals/stories_score.py SHARED [--no-vectors]``.

Each set is scored as it is and with all dates removed, with the settings that ship.
"""

from __future__ import annotations

import sys
from collections import Counter
from pathlib import Path

from msgspec import structs
from stories_fit import known_of, read, undated

from onrecord import linking, stories
from onrecord.dates import find_dates
from onrecord.records import Report


def main() -> None:
    shared, has_vectors = Path(sys.argv[1]), "--no-vectors" not in sys.argv
    for name in ("g5", "as", "ecb"):
        rows = read(shared, name)
        for label, given in (("with dates", rows), ("without dates", undated(rows))):
            whole = {report.report_id: known_of(report, has_vectors) for report, _ in given}
            recurring = stories.recurring_lines((key, known.page) for known in whole.values() for key in known.lines.tolist())
            known = {report.report_id: without(report, whole[report.report_id], recurring) for report, _ in given}
            event = {report.report_id: event for report, event in given}
            precision, recall, count = score(event, linking.group_all(known))
            f_score = 2 * precision * recall / (precision + recall)
            print(f"{name:4}{label:14} B-cubed F1 {f_score:.3f}  P {precision:.3f}  R {recall:.3f}  {count} of {len(set(event.values()))}")


def without(report: Report, known: stories.StoryFeatures, recurring: set[int]) -> stories.StoryFeatures:
    """The features of a report without the lines that recur."""
    own = recurring.intersection(known.lines.tolist())
    made = stories.features(report, without=own, dates=find_dates(report))
    return structs.replace(made, vector=known.vector, signs=known.signs) if own else known


def score(event: dict[str, str], groups: list[linking.StoryGroup]) -> tuple[float, float, int]:
    """B-cubed precision and recall, and how many stories there are."""
    size = Counter(event.values())
    precision = recall = 0.0
    for group in groups:
        for label, count in Counter(event[name] for name in group.report_ids).items():
            precision += count * count / len(group.report_ids)
            recall += count * count / size[label]
    return precision / len(event), recall / len(event), len(groups)


if __name__ == "__main__":
    main()
