"""Time the desk's pages over real HTTP: 8 readers walk through them while reports are added.

    python bench/desk.py [--reports 10000] [--seconds 60] [--pause 0.5] [--keep FOLDER] [--quiet]

Builds (or takes from --keep) a database of generated reports: events with speakers of their own, each told by about four outlets that
print about twenty statements in words never quite the same. Then `onrecord serve` answers eight readers, each of whom goes from the front
page along links, while `onrecord add` adds other reports to the same database (--quiet: without). Prints for each kind of page how many
were read, the median and the 95th percentile in milliseconds, and the largest page in bytes.
"""

from __future__ import annotations

import argparse
import datetime
import html
import http.client
import json
import os
import random
import re
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import msgspec

from onrecord import stories
from onrecord.pipeline import Desk, telling
from onrecord.records import (
    Annotated,
    Base,
    FigureRow,
    FigureValue,
    Quote,
    Region,
    Report,
    Span,
    Speaker,
    Statement,
    Story,
    Witness,
    WitnessClass,
)
from onrecord.store import Store
from onrecord.text import digest

READERS = 8
LINK = re.compile(r'href="(/[^"#]*)')
SYLLABLES = "bar bel cor dan del fen gar hal kel lan mor nor pel ran sel tor ven wel yar zan dru eth fro gil hos ir jul".split()
NOUNS = "harbour bridge council school hospital ferry reservoir station market quarry library mill clinic depot orchard".split()
VERBS = "will reopen|has been repaired|must be inspected|cannot be sold|is going to be rebuilt|was closed|should be funded".split("|")
TAILS = "before the winter|within weeks|after the inquiry|with public money|for the families|under the new law|by the end of May".split("|")
ROLES = "the harbour master|the mayor|a union leader|the finance minister|the chief engineer|the head teacher|a spokeswoman".split("|")
SAID = "said|added|told reporters|insisted|argued".split("|")
KINDS = (
    ("front page", re.compile(r"/(\?.*)?$")), ("stories", re.compile(r"/stories(\?.*)?$")), ("story", re.compile(r"/stories/[^.]*$")),
    ("statement", re.compile(r"/statements/[^.]*$")), ("report", re.compile(r"/reports/[^.]*$")),
    ("speakers", re.compile(r"/speakers(\?.*)?$")), ("speaker", re.compile(r"/speakers/[^.]*$")),
    ("outlets", re.compile(r"/outlets(\?.*)?$")), ("outlet", re.compile(r"/outlets/[^.]*$")), ("search", re.compile(r"/search\?")),
    ("figures", re.compile(r"/figures(\?.*)?$")), ("JSON", re.compile(r".*\.json(\?.*)?$")),
)  # fmt: skip


def word(chance: random.Random, parts: int = 3) -> str:
    """An invented word."""
    return "".join(chance.choice(SYLLABLES) for _ in range(parts))


class Told(NamedTuple):
    """A generated event: its reports as read, and the story that they make with its statements."""

    annotated: list[Annotated]
    story: Story
    statements: list[Statement]
    speakers: list[tuple[str, Speaker, str]]
    figures: list[FigureRow]


def made_events(reports: int, seed: int = 7, first: int = 0) -> Iterator[Told]:
    """Events with so many reports in all, about four an event; of each thousand events one is told by sixty outlets."""
    outlets = [f"The {word(random.Random(number), 2).capitalize()} Post" for number in range(60)]
    known = [f"{word(random.Random(number), 2).capitalize()} {word(random.Random(-number)).capitalize()}" for number in range(1500)]
    made, event = 0, first
    while made < reports:
        chance = random.Random(seed * 1_000_003 + event)
        many = 60 if event % 1000 == 500 else chance.randint(2, 6)
        told = made_event(chance, event, chance.sample(outlets, min(many, reports - made)), known)
        made += len(told.annotated)
        event += 1
        yield told


def made_event(chance: random.Random, event: int, outlets: list[str], known: list[str]) -> Told:
    """An event with some twenty statements of four people, printed by these outlets in words never quite the same."""
    # Some people are heard everywhere, most seldom.
    names = sorted({known[int(len(known) * chance.random() ** 3)] for _ in range(4)})
    roles = [chance.choice(ROLES) for _ in names]
    place = word(chance).capitalize()
    day = datetime.date(2024, 1, 1) + datetime.timedelta(days=event % 700)
    said = [(chance.randrange(len(names)), sentence(chance, place)) for _ in range(21)]
    ids = [f"e{event}-{number:02}" for number in range(len(outlets))]
    story_id = "story-" + digest("bench", str(event))
    annotated, witnesses = [], [list[Witness]() for _ in said]
    dates = [(day + datetime.timedelta(days=number % 3)).isoformat() for number in range(len(outlets))]
    for report_id, outlet, date in zip(ids, outlets, dates, strict=True):
        annotated.append(_report(chance, report_id, outlet, date, place, names, roles, said, witnesses))
    statements = [
        Statement(
            statement_id=digest(story_id, str(number)), story_id=story_id, speaker_id=_person(names[who]), speaker=names[who],
            said=day.isoformat(), text=words, witnesses=tuple(witnesses[number]),
            base=Base(report_id=witnesses[number][0].report_id, quote_ids=(witnesses[number][0].quote_id,)),
        )
        for number, (who, words) in enumerate(said)
        if witnesses[number]
    ]
    story = Story(
        story_id=story_id, title=f"{place}: {said[0][1]}", first=min(dates), last=max(dates), report_ids=tuple(ids),
        families=tuple((each,) for each in ids), outlets=len(outlets), distinct_texts=len(ids), statements=len(statements),
        notable=sum(telling.notability(each) > 0 for each in statements),
    )
    speakers = [(each.report.report_id, speaker, speaker.speaker_id) for each in annotated for speaker in each.speakers]
    return Told(annotated, story, statements, speakers, _figures(story_id, annotated))


def _report(
    chance: random.Random, report_id: str, outlet: str, date: str, place: str, names: list[str], roles: list[str],
    said: list[tuple[int, str]], witnesses: list[list[Witness]],
) -> Annotated:
    text = f"The {place} {chance.choice(NOUNS)} was the matter of the day in {place}, {word(chance).capitalize()} county."
    quotes, mentions = [], {name: list[Span]() for name in names}
    for number, (who, words) in enumerate(said):
        if chance.random() < 0.35:
            continue
        name = names[who]
        shown, kind, region = printed(chance, words)
        cue = chance.choice(SAID)
        start = len(text) + 3
        text += f"\n\n“{shown},” {cue} {name}{'' if mentions[name] else ', ' + roles[who]}."
        place_of_cue = start + len(shown) + 3
        source = Span(place_of_cue + len(cue) + 1, place_of_cue + len(cue) + 1 + len(name))
        mentions[name].append(source)
        content = (Span(start, start + len(shown)),)
        quote_id = digest(report_id, str(number))
        quotes.append(Quote(
            quote_id=quote_id, kind="direct", content=content, marked=content, source=(source,), speaker_id=_person(name), score=0.95,
            cue=(Span(place_of_cue, place_of_cue + len(cue)),), ground="named in the sentence",
        ))
        moved = () if region is None else (msgspec.structs.replace(region, witness=Span(*(start + end for end in region.witness))),)
        witnesses[number].append(Witness(
            witness_id=digest("witness", quote_id), report_id=report_id, outlet=outlet, published=date, quote_id=quote_id, content=content,
            marked=True, witness_class=kind, covers=Span(0, len(words)), likeness=1.0 if region is None else 0.95, regions=moved,
        ))
    report = Report(
        report_id=report_id, outlet=outlet, title=f"{place}: {said[0][1]}", published=date, published_basis="header",
        url=f"https://post.example/{report_id}", language="en", text=text,
    )
    people = tuple(
        Speaker(speaker_id=_person(name), name=name, kind="person", role=roles[number], mentions=tuple(mentions[name]))
        for number, name in enumerate(names)
        if mentions[name]
    )
    return Annotated(report=report, quotes=tuple(quotes), speakers=people)


def _person(name: str) -> str:
    return digest("person", name.lower())


def _figures(story_id: str, annotated: list[Annotated]) -> list[FigureRow]:
    """Rows of the numbers that reports give, as many as a story has in earnest."""
    rows = []
    for number in range(3):
        values = []
        for each in annotated[:20]:
            found = list(re.finditer(r"\d+", each.report.text))[number : number + 1]
            values += [
                FigureValue(report_id=each.report.report_id, outlet=each.report.outlet, span=Span(*match.span()), low=int(match.group()),
                            high=int(match.group()))
                for match in found
            ]
        if values:
            rows.append(FigureRow(
                story_id=story_id, of="people", values=tuple(values), conflict=len({value.low for value in values}) > 1,
            ))
    return rows


def sentence(chance: random.Random, place: str) -> str:
    """An invented statement of about fifteen words, with a number."""
    noun, other = chance.sample(NOUNS, 2)
    return (
        f"The {word(chance)} {noun} of {place} {chance.choice(VERBS)} {chance.choice(TAILS)} and {chance.randint(2, 900)} "
        f"{word(chance)} people near the {other} {chance.choice(('may', 'will', 'can'))} {chance.choice(('wait', 'return', 'vote'))}"
    )


def printed(chance: random.Random, words: str) -> tuple[str, WitnessClass, Region | None]:
    """The words as an outlet prints them, their class, and the difference: mostly none, sometimes another number or fewer words."""
    what = chance.random()
    if what < 0.06:
        match = re.search(r"\d+", words)
        assert match is not None
        other = str(int(match.group()) + chance.randint(1, 9))
        region = Region(kind="critical", reason="number", weight=3, base=Span(*match.span()), base_text=match.group(),
                        witness=Span(match.start(), match.start() + len(other)), witness_text=other)
        return words[: match.start()] + other + words[match.end() :], "differs-critical", region
    if what < 0.2:
        matches = list(re.finditer(r"\S+ ", words))
        match = chance.choice(matches[2:-1])
        region = Region(kind="cut-unmarked", weight=2, base=Span(*match.span()), base_text=match.group(),
                        witness=Span(match.start(), match.start()), witness_text="")
        return words[: match.start()] + words[match.end() :], "shortened", region
    return words, "same", None


def build(path: Path, count: int) -> None:
    """Write the database: what reading and comparing would have found is generated with the reports, so that this takes a minute."""
    nothing = Report(report_id="", text="")  # what grouping compares is of no use here
    with Store(path) as store:
        for told in made_events(count):
            with store.transaction():
                for each in told.annotated:
                    bare = msgspec.structs.replace(nothing, report_id=each.report.report_id)
                    store.put_report(each, msgspec.msgpack.encode(stories.features(bare, None)))
                store.put_story(told.story, [(each, telling.notability(each)) for each in told.statements], told.speakers, told.figures)
                store.mark_linked(each.report.report_id for each in told.annotated)
    Desk(path).close()  # lists for the pages


class Reader(threading.Thread):
    """Somebody who goes along links, and what each page took."""

    def __init__(self, port: int, number: int, until: float, pause: float) -> None:
        super().__init__()
        self._port, self._until, self._pause = port, until, pause
        self._chance = random.Random(number)
        self.timings: list[tuple[str, float, int, int]] = []

    def run(self) -> None:
        """Read until the time is over."""
        connection = http.client.HTTPConnection("127.0.0.1", self._port, timeout=30)
        here = "/"
        while time.monotonic() < self._until:
            start = time.perf_counter()
            connection.request("GET", here)
            answer = connection.getresponse()
            body = answer.read()
            self.timings.append((here, time.perf_counter() - start, len(body), answer.status))
            here = self._next(body.decode("utf-8", "replace"))
            time.sleep(self._pause)
        connection.close()

    def _next(self, page: str) -> str:
        chance = self._chance.random()
        if chance < 0.06:
            return f"/search?q={self._chance.choice(NOUNS)}+{self._chance.choice(('wait', 'vote', 'winter', 'families'))}"
        if chance < 0.12:
            return "/"
        links = [html.unescape(each) for each in LINK.findall(page)]
        wanted = [each for each in links if not each.startswith(("/static", "/docs", "/openapi", "/add", "/check")) and ".csv" not in each]
        # Things rather than lists, as people do; one of each kind is as likely as another.
        kinds = sorted({kind_of(each) for each in wanted} - {"other"})
        if not kinds:
            return "/"
        kind = self._chance.choice(kinds)
        return self._chance.choice([each for each in wanted if kind_of(each) == kind])


def kind_of(address: str) -> str:
    """Which kind of page an address is."""
    return next((name for name, pattern in KINDS if pattern.match(address)), "other")


def free_port() -> int:
    """A port that nobody listens at."""
    import socket

    with socket.socket() as held:
        held.bind(("127.0.0.1", 0))
        return int(held.getsockname()[1])


def wait_for(port: int) -> None:
    """Return when the desk answers."""
    for _ in range(600):
        try:
            connection = http.client.HTTPConnection("127.0.0.1", port, timeout=5)
            connection.request("GET", "/")
            connection.getresponse().read()
            return
        except OSError:
            time.sleep(0.1)
    raise SystemExit("the desk did not open")


def processor_seconds(process_id: int) -> float:
    """How long a process has worked, all of its threads together; 0 where the system does not say."""
    try:
        parts = Path(f"/proc/{process_id}/stat").read_text(encoding="ascii").rpartition(")")[2].split()
    except OSError:
        return 0.0
    return (int(parts[11]) + int(parts[12])) / os.sysconf("SC_CLK_TCK")


def measure(db: Path, seconds: float, pause: float, is_quiet: bool) -> tuple[list[tuple[str, float, int, int]], float]:
    """What each page took, and the seconds that the server worked."""
    port = free_port()
    serving = subprocess.Popen([sys.executable, "-m", "onrecord", "serve", "--db", str(db), "--port", str(port)])
    adding: subprocess.Popen[bytes] | None = None
    try:
        wait_for(port)
        if not is_quiet:
            more = db.with_name("more.jsonl")
            with more.open("w", encoding="utf-8") as out:
                for report in (each.report for told in made_events(4000, 11, 10_000 * int(time.time())) for each in told.annotated):
                    row = {"id": report.report_id, "outlet": report.outlet, "published": report.published, "title": report.title}
                    out.write(json.dumps({**row, "text": report.text}) + "\n")
            adding = subprocess.Popen([sys.executable, "-m", "onrecord", "add", str(more), "--db", str(db)],
                                      stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)  # fmt: skip
            time.sleep(3)
        worked = processor_seconds(serving.pid)
        readers = [Reader(port, number, time.monotonic() + seconds, pause) for number in range(READERS)]
        for reader in readers:
            reader.start()
        for reader in readers:
            reader.join()
        if adding is not None and adding.poll() is not None:
            print("note: adding was over before the readers were")
        worked = processor_seconds(serving.pid) - worked
        return [timing for reader in readers for timing in reader.timings], worked
    finally:
        for process in (adding, serving):
            if process is not None:
                process.terminate()
                process.wait()


def main() -> None:
    """Build, measure, print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--reports", type=int, default=10_000)
    parser.add_argument("--seconds", type=float, default=60)
    parser.add_argument("--pause", type=float, default=0.5, help="seconds between a page and the next, for each reader")
    parser.add_argument("--keep", type=Path, help="the folder that keeps the database from run to run")
    parser.add_argument("--quiet", action="store_true", help="add nothing meanwhile")
    args = parser.parse_args()
    with tempfile.TemporaryDirectory() as temporary:
        db = (args.keep or Path(temporary)) / f"desk-{args.reports}.db"
        if not db.exists():
            start = time.perf_counter()
            build(db, args.reports)
            print(f"built in {time.perf_counter() - start:.0f} s")
        with Desk(db, read_only=True) as desk:
            print(", ".join(f"{count:,} {name}" for name, count in desk.counts().items()))
        timings, worked = measure(db, args.seconds, args.pause, args.quiet)
    wrong = [timing for timing in timings if timing[3] >= 400]
    load = " ".join(f"{each:.0f}" for each in os.getloadavg())
    print(f"{len(timings)} pages, {len(timings) / args.seconds:.0f} a second; not answered: {len(wrong)} {wrong[:1] or ''}")
    print(f"the server worked {worked / max(1, len(timings)) * 1000:.1f} ms a page; load of the machine (1, 5, 15 minutes): {load}\n")
    print("| page | read | median, ms | 95th percentile, ms | largest, kB |")
    print("|---|---|---|---|---|")
    rows = {"all": timings}
    for timing in timings:
        rows.setdefault(kind_of(timing[0]), []).append(timing)
    for name, held in sorted(rows.items(), key=lambda row: (row[0] != "all", row[0])):
        taken = sorted(seconds * 1000 for _, seconds, _, _ in held)
        high = taken[min(len(taken) - 1, round(0.95 * len(taken)))]
        print(f"| {name} | {len(held)} | {statistics.median(taken):.0f} | {high:.0f} | {max(size for _, _, size, _ in held) / 1000:.0f} |")


if __name__ == "__main__":
    main()
