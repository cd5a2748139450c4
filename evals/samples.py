"""Hold what onrecord makes of the sample reports against what their authors expect (``samples/expected.json``).

    python evals/samples.py [--reader rules]

Prints what differs, then a line of counts. Words are compared on letters and digits.
"""

from __future__ import annotations

import argparse
import json
import re
from typing import Any

from onrecord import samples
from onrecord.pipeline import Desk, check
from onrecord.records import Annotated, Checked, Quote, Span, Statement
from onrecord.settings import QuoteSettings, Settings

Row = dict[str, Any]


def fold(text: str) -> str:
    """Letters and digits in lower case."""
    return re.sub(r"[^a-z0-9]+", "", text.lower())


def words_at(annotated: Annotated, spans: tuple[Span, ...]) -> str:
    """The folded words at spans of a report."""
    return "".join(fold(span.of(annotated.report.text)) for span in spans)


class Findings:
    """What was expected and what was met, by topic, with notes on what was not."""

    def __init__(self) -> None:
        self.counts: dict[str, list[int]] = {}
        self.notes: list[str] = []

    def meet(self, topic: str, is_met: bool, note: str) -> None:
        """Count an expectation."""
        met, expected = self.counts.setdefault(topic, [0, 0])
        self.counts[topic] = [met + is_met, expected + 1]
        if not is_met:
            self.notes.append(f"{topic}: {note}")

    def shares(self) -> dict[str, str]:
        """Met of expected, for each topic."""
        return {topic: f"{met}/{expected}" for topic, (met, expected) in self.counts.items()}


def score(reader: str = "rules") -> Findings:
    """Read the samples and hold the result against what is expected."""
    folder = samples.folder()
    expected = json.loads((folder / "expected.json").read_text(encoding="utf-8"))
    settings = Settings(quotes=QuoteSettings(reader=reader))  # type: ignore[arg-type]
    found = Findings()
    with Desk(":memory:", settings) as desk:
        desk.add([folder / "records"], as_record=True)
        desk.add([folder / "reports"])
        by_file = {str(report_id): desk.report(report_id) for report_id in desk.labels()}
        named = {row["report"]: by_id(row, by_file) for row in expected["reports"]}
        statements = list(desk.statements())
        stories = {frozenset(story.report_ids) for story in desk.stories()}
        lined = list(desk.figures())
    for row in expected["quotes"]:
        score_quote(row, named[row["report"]], found)
    for group in expected["stories"]:
        wanted = frozenset(named[each].report.report_id for each in group)
        found.meet("stories", wanted in stories, ", ".join(group))
    for row in expected["statements"]:
        score_statement(row, named, statements, found)
    for row in expected["conflicts"]:
        speakers = {reading["speaker"] for reading in row["readings"]}
        met = any({s.speaker, *(c.speaker for c in s.conflicts)} >= speakers for s in statements)
        found.meet("conflicts", met, row["words"])
    for row in expected["dates"] + expected["figures"]:
        score_place(row, named[row["report"]], found)
    for row in expected["figure_conflicts"]:
        score_figures(row, named, lined, found)
    answers = [item for item in check([folder / "draft.txt"], [folder / "records"], settings) if isinstance(item, Checked)]
    for row, answer in zip(expected["check"], answers, strict=True):
        best = answer.candidates[0] if answer.candidates else None
        classes = row["class"] if isinstance(row["class"], list) else [row["class"]]
        met = answer.witness_class in classes and (best is None or best.speaker_match == row.get("speaker_match", best.speaker_match))
        note = f"{row['text'][:60]} | {answer.witness_class}, speaker match {best and best.speaker_match}, expected {classes}"
        found.meet("check", met, note)
    return found


def by_id(row: Row, reports: dict[str, Annotated]) -> Annotated:
    """The report that an expected row is about: by its id, or by its file's name."""
    if row["report"] in reports:
        return reports[row["report"]]
    return next(each for each in reports.values() if (each.report.path or "").replace("\\", "/").rsplit("/", 1)[-1] == row["file"])


def score_quote(row: Row, annotated: Annotated, found: Findings) -> None:
    """A quotation is found when a content holds its words, or is at least four fifths of them, alone or with others."""
    if row.get("place") == "title":
        return
    want = fold(row["content"])
    parts = [(quote, words_at(annotated, quote.content)) for quote in annotated.quotes]
    hits: list[Quote] = [q for q, have in parts if want in have or (have in want and len(have) >= 0.8 * len(want))]
    if not hits:
        inside = [(q, have) for q, have in parts if have and have in want]
        hits = [q for q, _ in inside] if sum(len(have) for _, have in inside) >= 0.8 * len(want) else []
    names = {speaker.speaker_id: speaker.name for speaker in annotated.speakers}
    said = sorted({names.get(q.speaker_id or "", "nobody") for q in hits})
    last = (row["speaker"] or "nobody").lower().split()[-1]
    right = any(last in name.lower().split() or (row["speaker"] or "nobody").lower() in name.lower() for name in said)
    note = f"{row['report']} {row['speaker']} | {row['content'][:80]} | {said or 'not found'}"
    found.meet("quotations", bool(hits), note)
    if hits:
        found.meet("speakers of found quotations", right, note)
    if row["must"]:
        found.meet("must", bool(hits) and right, note)


def score_statement(row: Row, named: dict[str, Annotated], statements: list[Statement], found: Findings) -> None:
    """A witness is right when the statement that holds most of the expected ones has it with an expected class."""
    def holds(statement: Statement, witness: Row) -> list[str]:
        report = named[witness["report"]]
        want = fold(witness["content"])
        return [
            w.witness_class
            for w in statement.witnesses
            if w.report_id == report.report.report_id
            and want in (have := words_at(report, w.content))
            and len(have) <= 1.5 * len(want) + 30
        ]

    wanted = [w for w in row["witnesses"] if not w.get("optional") and w.get("place") != "title"]
    best = max(statements, key=lambda s: (sum(bool(holds(s, w)) for w in wanted), s.statement_id))
    for witness in wanted:
        classes = set(witness["class"]) if isinstance(witness["class"], list) else {witness["class"]}
        classes |= {"same", "normalised"} if "same" in classes else set()
        seen = holds(best, witness)
        note = f"{witness['report']} {witness['content'][:80]} | {seen or 'not there'}, expected {sorted(classes)}"
        found.meet("witnesses in their statement", bool(seen), note)
        if seen and row.get("base", {}).get("record") is None:
            found.meet("classes of witnesses", bool(classes.intersection(seen)), note)


def score_place(row: Row, annotated: Annotated, found: Findings) -> None:
    """A date or figure is right when it touches the words and has the value."""
    text = annotated.report.text
    places = [match.span() for match in re.finditer(re.escape(row["text"]), text)]
    if "value" in row:
        met = any(d.span.start < e and s < d.span.end and d.value.startswith(row["value"]) for d in annotated.dates for s, e in places)
        held = [d.value for d in annotated.dates if any(d.span.start < e and s < d.span.end for s, e in places)]
        found.meet("dates", met, f"{row['report']} {row['text']} | {held}, expected {row['value']}")
    else:
        near = [f for f in annotated.figures if any(f.span.start < e and s < f.span.end for s, e in places)]
        met = any(f.low == row["low"] and f.high == row["high"] for f in near)
        seen = [(f.low, f.high) for f in near]
        found.meet("figures", met, f"{row['report']} {row['text']} | {seen}, expected {row['low']}, {row['high']}")


def score_figures(row: Row, named: dict[str, Annotated], lined: list[Any], found: Findings) -> None:
    """A conflict, or its absence, is right when the values stand in one row that says so."""
    wanted = set()
    for value in row["values"]:
        report = named[value["report"]].report
        wanted.add((report.report_id, report.text.find(value["text"]), report.text.find(value["text"]) + len(value["text"])))
    for each in lined:
        held = [any(v.report_id == r and v.span.start < e and s < v.span.end for v in each.values) for r, s, e in wanted]
        if all(held):
            note = f"{row['of']} | conflict {each.conflict}, expected {row['conflict']}"
            found.meet("figures lined up", each.conflict == row["conflict"], note)
            return
    found.meet("figures lined up", False, f"{row['of']} | not in one row: {[v['text'] for v in row['values']]}")


def main() -> None:
    """Print what differs and the counts."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--reader", default="rules", choices=["rules", "model"])
    found = score(parser.parse_args().reader)
    print("\n".join(found.notes))
    print(json.dumps(found.shares()))


if __name__ == "__main__":
    main()
