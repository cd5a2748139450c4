"""Time the comparison: one statement with 50 witnesses of 100 words, and one with 10 of 40; a draft against a thousand transcripts.

    python bench/collate.py [--runs 15] [--records FOLDER] [--collatex]

Texts are made with a seed, so that runs can be compared. `--records` repeats and perturbs the transcripts in a folder to 985 and checks a
draft of 1,500 words against them. `--collatex` times the `collatex` package on the same witnesses in the same run (a development
dependency of this script alone; it aligns and types nothing).
"""

from __future__ import annotations

import argparse
import multiprocessing
import random
import re
import resource
import statistics
import tempfile
import time
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

from onrecord.collation.check import check
from onrecord.collation.members import Member
from onrecord.collation.quotations import Quotation
from onrecord.collation.statements import build_statement, make_statements
from onrecord.linking import components
from onrecord.models import load_encoder
from onrecord.pipeline.kept import read_records
from onrecord.records import Quote, Report, Span
from onrecord.settings import CollationSettings, Settings

WORDS = (
    "harbour council budget river bridge station market school winter storm engine letter garden window answer number people "
    "city town road "
    "field water paper music doctor farmer teacher worker driver minister report promise decision question problem project "
    "company contract "
    "repair build close open finish start carry follow support promise expect believe return arrive leave the a of to in on "
    "for with and but "
    "that this we they it is are was were will would can must not all some many two ten forty every never probably very new old great small"
).split()
CHANGES = {
    "will": "would",
    "all": "some",
    "forty": "fifty",
    "is": "was",
    "new": "old",
    "we": "they",
    "not": "",
    "very": "",
    "the": "a",
    "harbour": "harbor",
}


def make_text(dice: random.Random, size: int) -> str:
    words = [dice.choice(WORDS) for _ in range(size)]
    for place in range(0, size, 14):
        words[place] = words[place].capitalize()
        if place:
            words[place - 1] += "."
    return " ".join(words) + "."


def printed(dice: random.Random, text: str) -> str:
    """The text as an outlet might print it: about one word in twelve changed, left out or added."""
    out = []
    for word in text.split(" "):
        chance = dice.random()
        if chance < 0.04:
            out.append(CHANGES.get(word, dice.choice(WORDS)))
        elif chance < 0.06:
            continue
        elif chance < 0.08:
            out += [dice.choice(WORDS), word]
        else:
            out.append(word)
    return " ".join(word for word in out if word)


def make_members(witnesses: int, size: int) -> list[Member]:
    dice = random.Random(20220921)
    base = make_text(dice, size)
    texts = [base] + [printed(dice, base) for _ in range(witnesses)]
    members = []
    for number, text in enumerate(texts):
        quote = Quote(quote_id=f"q{number:03}", kind="direct", content=(Span(0, len(text)),))
        report = Report(report_id=f"r{number:03}", text=text, published="2022-09-21")
        members.append(Member(report=report, quotes=(quote,), speaker_id="s", speaker="Mara Odum", story_id="story", said="2022-09-21"))
    return members


def milliseconds(run, runs: int) -> float:  # type: ignore[no-untyped-def]
    """The median processor time of a run, after one to warm up."""
    run()
    times = []
    for _ in range(runs):
        begun = time.process_time()
        run()
        times.append(1000 * (time.process_time() - begun))
    return statistics.median(times)


def time_statements(runs: int, with_collatex: bool) -> None:
    print("| statement | compare to the base, ms | links and statement, ms | regions |" + (" collatex, ms |" if with_collatex else ""))
    print("|---|---|---|---|" + ("---|" if with_collatex else ""))
    for witnesses, size in ((50, 100), (10, 40)):
        members = make_members(witnesses, size)
        statement = build_statement(members, members[0])
        regions = sum(len(witness.regions) for witness in statement.witnesses)
        build = milliseconds(lambda members=members: build_statement(members, members[0]), runs)
        whole = milliseconds(lambda members=members: make_statements(members, components, CollationSettings()), runs)
        line = f"| {witnesses} witnesses of {size} words | {build:.1f} | {whole:.1f} | {regions} |"
        if with_collatex:
            line += f" {milliseconds(lambda members=members: collate_with_collatex(members), 3):.0f} |"
        print(line, flush=True)


def collate_with_collatex(members: list[Member]) -> None:
    from collatex import Collation
    from collatex import collate as collatex_collate

    collation = Collation()
    for member in members:
        collation.add_plain_witness(member.report.report_id, member.report.text)
    collatex_collate(collation)


def time_check(folder: Path, runs: int) -> None:
    """Read, index and check against 985 transcripts, made from those in the folder by changing one word in thirty."""
    dice = random.Random(985)
    texts = [(path.stem, path.read_text(encoding="utf-8")) for path in sorted(folder.glob("*.txt"))]
    with tempfile.TemporaryDirectory() as made:
        records = Path(made) / "records"
        records.mkdir()
        for number in range(985):
            name, text = texts[number % len(texts)]
            if number >= len(texts):
                text = re.sub(r"\b[a-z]{4,8}\b", lambda m: dice.choice(WORDS) if dice.random() < 1 / 30 else m.group(), text)
            (records / f"{name[:10]} {number:04}.txt").write_text(text, encoding="utf-8")
        size = sum(path.stat().st_size for path in records.iterdir())
        sentences = [s for _, text in texts for s in re.findall(r"(?<=\. )[A-Z][^.?!\n:()\[\]]{60,160}\.", text)]
        report, quotes = make_draft(dice, sentences)
        # in a process of its own, so that what memory the making of the texts took does not count
        with ProcessPoolExecutor(1, mp_context=multiprocessing.get_context("spawn")) as pool:
            built, memory = pool.submit(build_index, records).result()
        print(f"\n985 transcripts, {size / 1e6:.0f} MB: read and kept in {built:.0f} s of processor time; peak memory {memory:.0f} MB")
        loaded = milliseconds(lambda: read_records([records], Settings()), runs)
        index, _ = read_records([records], Settings())
        encoder = load_encoder()
        found = check(report, quotes, index, encoder.encode)
        checked = milliseconds(lambda: check(report, quotes, index), runs)
        in_sense = milliseconds(lambda: check(report, quotes, index, encoder.encode), runs)
    missing = sum(finding.witness_class == "not-found" for finding in found)
    print(
        f"with what is kept: opened in {loaded:.0f} ms; a draft of {len(report.text.split())} words with {len(quotes)} quotations, "
        f"{missing} of them in no transcript: {checked:.0f} ms, {in_sense:.0f} ms with the nearest in sense"
    )


def build_index(records: Path) -> tuple[float, float]:
    """Processor seconds to read a folder and keep it, and the most memory that this process took, in MB."""
    begun = time.process_time()
    read_records([records], Settings())
    return time.process_time() - begun, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def make_draft(dice: random.Random, sentences: list[str]) -> tuple[Report, list[Quotation]]:
    """A draft of 1,500 words whose quotations are sentences as an outlet might print them, three in ten of them made up."""
    draft, quotes = "", []
    while len(draft.split()) < 1500:
        draft += " ".join(dice.choice(WORDS) for _ in range(30)).capitalize() + ', she said. "'
        start = len(draft)
        draft += printed(dice, dice.choice(sentences)) if dice.random() < 0.7 else make_text(dice, 18)
        quotes.append(Quotation(quote_id=f"q{len(quotes):03}", span=Span(start, len(draft)), speaker="Mara Odum"))
        draft += '"\n\n'
    return Report(report_id="draft", text=draft, published="2017-01-01"), quotes


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--runs", type=int, default=15)
    parser.add_argument("--records", type=Path)
    parser.add_argument("--collatex", action="store_true")
    options = parser.parse_args()
    time_statements(options.runs, options.collatex)
    if options.records:
        time_check(options.records, max(3, options.runs // 5))


if __name__ == "__main__":
    main()
