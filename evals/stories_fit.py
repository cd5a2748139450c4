"""Learn the coefficients of `onrecord.stories.StoryModel`: ``python evals/stories_fit.py SHARED [SECONDS] [HELD_OUT]``.

A random search that climbs: it changes one to three coefficients at a time and keeps what raises the mean over all desks below together
with the mean of the worst quarter of them. One set of coefficients and one bar serve all desks, dated or not. The desks are the labelled
sets whole, as titles, as openings, with a few events drawn, with one report of each event, beside one event with many reports, two sets
together, articles of one campaign cut in halves (dense news, for which no label is needed), and invented reports that must not be glued
together. ``HELD_OUT`` (g5, as, ecb) leaves all that is made of one set out of the
search, begins it from round values, and shows how that set fares. With 0 seconds it shows what ships, on desks of three sets together too.

Needs scipy; the sets stay where they are, and only the coefficients leave this script.
"""

from __future__ import annotations

import json
import random
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
from msgspec import structs
from scipy.cluster.hierarchy import fcluster, linkage
from stories_bulletins import bulletins

from onrecord import linking, samples, stories
from onrecord.dates import find_dates
from onrecord.models import load_encoder
from onrecord.pipeline import Desk as StoredDesk
from onrecord.records import Report
from onrecord.settings import QuoteSettings, Settings
from onrecord.stories import MODEL, StoryFeatures, StoryModel
from onrecord.stories.scores import days_between, vector_cosines, word_cosines

BARS = (60, 80, 100, 120, 150)
HORIZON = 90
STEPS = {
    "constant": 0.5, "words": 1.12, "vector": 1.12, "dated": 0.5, "per_doubling": 1.2, "most_lost": 1.2, "same_weekday": 0.4,
    "other_weekday": 0.4, "crowding": 1.2, "weak": 0.5, "few_links": 1.3, "strong": 0.5, "weakness": 0.2, "behind": 0.15,
}  # fmt: skip
PLAIN = structs.replace(
    MODEL, constant=-4.0, words=16.0, vector=10.0, dated=3.0, per_doubling=1.5, most_lost=4.5, same_weekday=1.0, other_weekday=-2.0,
    crowding=4.0, weak=3.0, few_links=7.0, strong=6.0, weakness=1.0, behind=1.0,
)  # fmt: skip
WEIGHTS = {"g5": 3, "g5 dated": 2, "as": 3, "as dated": 2, "ecb": 3, "halves": 3, "halves dated": 3, "halves 100": 3}
AIMS = {"g5": 0.94, "g5 dated": 0.94, "as": 0.80, "as dated": 0.885}  # a shortfall against these counts in full
REACHED = {  # what is within reach on a desk, so that one that is hard by its nature does not count as the worst for ever
    "as titles": 0.72, "g5 short": 0.86, "ecb short": 0.87, "g5 20 beside a large event": 0.75, "as 100 beside a large event": 0.78,
    "ecb 10 beside a large event": 0.78, "g5 beside a large event": 0.85, "as": 0.83, "as 250": 0.84, "as titles 100": 0.85,
    "as singles": 0.9, "halves": 0.85, "halves dated": 0.95,
}  # fmt: skip
LEAST_PARAGRAPHS = 7  # of an article that is cut in two, its title counted
INVENTED = "invented"
Array = np.ndarray[Any, Any]


class Row(NamedTuple):
    """A report with the event that it tells of."""

    report: Report
    event: str
    known: StoryFeatures


class Desk:
    """Distinct texts, the events of each one's copies, and all that is compared between them, as arrays over the pairs compared."""

    def __init__(self, rows: Sequence[Row]) -> None:
        event = {row.report.report_id: row.event for row in rows}
        held = {row.known.report_id: row.known for row in rows}
        families = {stories.representative([held[name] for name in family]).report_id: family for family in linking.families(held)}
        leads = sorted(families)
        known = [held[name] for name in leads]
        number = {name: row for row, name in enumerate(leads)}
        pairs = [(number[left], number[right]) for left, right in linking.candidates(known, HORIZON)]
        self.left, self.right = (np.array([pair[side] for pair in pairs], np.int64) for side in (0, 1))
        self.words, self.vectors = np.zeros(len(pairs)), np.zeros(len(pairs))
        for row, one in enumerate(known):
            own = np.flatnonzero(self.left == row)
            others = [known[other] for other in self.right[own]]
            if others:
                self.words[own] = word_cosines(one, others)
                self.vectors[own] = np.array(vector_cosines(one, others), float)
        both = [(known[left], known[right]) for left, right in pairs]
        self.days = np.array([-1 if (days := days_between(*pair)) is None else days for pair in both])
        self.weekdays = np.array([stories.weekdays_apart(one.weekdays, other.weekdays) for one, other in both], dtype="<U7")
        self.is_apart = np.array([stories.are_two_events(one.days, other.days) for one, other in both], bool)
        self.is_apart |= np.array([stories.fill_in_one_form(one, [other])[0] for one, other in both], bool)
        names = {each: place for place, each in enumerate(sorted(set(event.values())))}
        self.gold = np.array([names[event[each]] for name in leads for each in families[name]])
        self.text_of = np.repeat(np.arange(len(leads)), [len(families[name]) for name in leads])
        self.sizes = np.bincount(self.gold)
        first, second = np.minimum(self.left, self.right), np.maximum(self.left, self.right)
        self.count = len(leads)
        self.place = self.count * first - first * (first + 1) // 2 + second - first - 1  # in the condensed matrix of distances

    def weighed(self, model: StoryModel) -> tuple[Array, Array]:
        """What `story_links` and `weigh_crowd` give, for all pairs at once: places and scores from 0 to 1."""
        odds = model.constant + model.words * self.words + model.vector * self.vectors
        for relation, worth in (("same", model.same_weekday), ("other", model.other_weekday)):
            odds[self.weekdays == relation] += worth
        lost = np.minimum(model.most_lost, model.per_doubling * np.log2(1 + np.maximum(self.days, 0)))
        odds = np.where(self.days < 0, odds, odds + model.dated - lost)
        kept = (odds >= model.linked) & (self.days <= HORIZON)
        left, right, odds = self.left[kept], self.right[kept], np.clip(odds[kept], model.floor, model.ceiling)
        odds[self.is_apart[kept] | (self.words[kept] == 0)] = model.floor
        weak = odds < model.weak
        links = np.bincount(left[weak], minlength=self.count) + np.bincount(right[weak], minlength=self.count)
        best = np.full(self.count, model.linked)
        np.maximum.at(best, left, odds)
        np.maximum.at(best, right, odds)
        crowd = model.crowding * np.log((1 + np.minimum(links, model.most_links)) / model.few_links)
        loss = np.maximum(0, crowd) + model.weakness * np.maximum(0, model.strong - best)
        odds = odds - model.behind * np.maximum(0, np.minimum(best[left], best[right]) - odds) - (loss[left] + loss[right]) / 2
        return self.place[kept], np.clip((odds - model.floor) / (model.ceiling - model.floor), 0, 1)

    def f_scores(self, model: StoryModel, bars: Sequence[int] = BARS) -> Array:
        """B-cubed F1 at each bar."""
        place, score = self.weighed(model)
        apart = np.ones(self.count * (self.count - 1) // 2)
        apart[place] = 1 - score
        tree = linkage(apart, "average")
        found = []
        for bar in bars:
            ours = fcluster(tree, 1 - bar / 1000, "distance")[self.text_of].astype(np.int64)
            both, count = np.unique(ours * len(self.sizes) + self.gold, return_counts=True)
            precision = (count**2 / np.bincount(ours)[both // len(self.sizes)]).sum() / len(self.gold)
            recall = (count**2 / self.sizes[both % len(self.sizes)]).sum() / len(self.gold)
            found.append(2 * precision * recall / (precision + recall))
        return np.array(found)


def read(shared: Path, name: str) -> list[tuple[Report, str]]:
    """(report, event) of each row of a set."""
    path = {"g5": "stories/giveme5w1h.jsonl", "as": "stories/allsides2021.jsonl", "ecb": "ecb_speakers/train.jsonl"}[name]
    rows = map(json.loads, (shared / "data" / path).read_text(encoding="utf-8").splitlines())
    if name == "ecb":
        return [(Report(report_id=row["doc"], text=row["text"]), row["subtopic"]) for row in rows]
    fields = ("outlet", "title", "published", "text")
    return [(Report(report_id=row["id"], **{field: row[field] for field in fields}), row["cluster"]) for row in rows]


def known_of(report: Report, has_vectors: bool = True) -> StoryFeatures:
    """The features of a report, as the pipeline makes them."""
    return stories.features(report, load_encoder().encode(stories.leads_of(report)) if has_vectors else None, dates=find_dates(report))


def seen(rows: Sequence[tuple[Report, str]]) -> list[Row]:
    return [Row(report, event, known_of(report)) for report, event in rows]


def undated(rows: Sequence[tuple[Report, str]]) -> list[tuple[Report, str]]:
    return [(structs.replace(report, published=None), event) for report, event in rows]


def one_event(shared: Path, count: int, pick: random.Random) -> list[tuple[Report, str]]:
    """So many pages about one event."""
    rows = list(map(json.loads, (shared / "data" / "helsinki.jsonl").read_text(encoding="utf-8").splitlines()))
    return [(Report(report_id=row["id"], outlet=row["outlet"], text=row["text"]), "one event") for row in pick.sample(rows, count)]


def halves(shared: Path, pick: random.Random, most: int = 10**6) -> list[tuple[Report, str]]:
    """Dense news for which nobody has to say what is one event: articles of one campaign, no two of a day, each as two reports.

    The one has the headline and every second paragraph, the other the rest, so that both tell of one event in other words; all are about
    the same few people.
    """
    files = sorted((shared / "data" / "polnear" / "train" / "text").glob("*.txt"))
    taken: dict[str, tuple[str, list[str]]] = {}
    for path in pick.sample(files, len(files)):
        outlet, day, _ = path.stem.split("_", 2)
        paragraphs = [each for each in path.read_text(encoding="utf-8").split("\n") if each.strip()]
        if len(paragraphs) >= LEAST_PARAGRAPHS and len(taken) < most:
            taken.setdefault(day, (outlet, paragraphs))
    rows = []
    for day, (outlet, (title, *body)) in sorted(taken.items()):
        for side in (0, 1):
            text = "\n\n".join(body[side::2])
            report_id = f"half-{day}-{side}"
            rows.append(
                (Report(report_id=report_id, outlet=f"{outlet} {side}", title=None if side else title, text=text, published=day), day)
            )
    return rows


def sampled() -> list[tuple[Report, str]]:
    """The sample reports, with the stories that their authors see."""
    folder = samples.folder()
    told = json.loads((folder / "expected.json").read_text(encoding="utf-8"))["stories"]
    event = {name: str(number) for number, names in enumerate(told) for name in names}
    with StoredDesk(":memory:", Settings(quotes=QuoteSettings(reader="rules"))) as held:
        held.add([folder / "reports"])
        reports = [held.report(name).report for name in sorted(held.labels())]
    return [(each, event.get(each.report_id) or event[(each.path or "").replace("\\", "/").rsplit("/", 1)[-1]]) for each in reports]


def local_news(title: str | None = None) -> list[tuple[Report, str]]:
    """Invented news of one town and one day: of one event two reports."""
    texts = (
        ("dam", "The Tarn dam above Lowbridge failed on Tuesday and the river Wend flooded Quillgate, engineer Odalys Marsh said."),
        ("dam", "Engineer Odalys Marsh said the Tarn dam had failed above Lowbridge. Quillgate was flooded by the river Wend."),
        ("bread", "A bakery in Quillgate won the county prize for its rye bread, judges announced; the owner, Petra Lund, wept."),
        ("tram", "Councillors in Ashby Vale voted to sell the Corbel tram depot to Hexham Freight, treasurer Ivo Pellam told them."),
        ("match", "Striker Teodor Vance scored twice as Brackley Rovers beat Nunfield in the last match of the season."),
        ("painting", "A painting by Imre Halloran, lost for sixty years, was found behind a stove in a Selwick bakery."),
        ("mine", "Shares in Pelorus Mining fell by a fifth after the company halted work at its Zamora pit."),
    )
    rows = ((Report(report_id=f"{row}", text=text, title=title, published="2024-03-05"), event) for row, (event, text) in enumerate(texts))
    return list(rows)


def few(rows: Sequence[Row], count: int, pick: random.Random) -> list[Row]:
    """All reports of ``count`` events."""
    chosen = set(pick.sample(sorted({row.event for row in rows}), count))
    return [row for row in rows if row.event in chosen]


def singles(rows: Sequence[Row], pick: random.Random) -> list[Row]:
    """One report of each event."""
    first: dict[str, Row] = {}
    for row in pick.sample(rows, len(rows)):
        first.setdefault(row.event, row)
    return sorted(first.values(), key=lambda row: row.report.report_id)


def desks(shared: Path, pick: random.Random, has_all: bool) -> dict[str, Desk]:
    """Desks by name, which begins with that of the set; with ``has_all`` those of several sets together."""
    given = {name: read(shared, name) for name in ("g5", "as", "ecb")}
    rows = {name: seen(undated(each)) for name, each in given.items()}
    for name in ("g5", "as"):
        rows[f"{name} dated"] = seen(given[name])
        rows[f"{name} titles"] = seen([(structs.replace(report, text="", published=None), event) for report, event in given[name]])
    for name, length in (("g5", 400), ("ecb", 300)):
        cut = ((structs.replace(report, title=None, text=report.text[:length]), event) for report, event in undated(given[name]))
        rows[f"{name} short"] = seen(list(cut))
    cut = halves(shared, random.Random(7))
    rows |= {"halves": seen(undated(cut)), "halves dated": seen(cut), "halves 100": seen(undated(halves(shared, random.Random(7), 100)))}
    large = seen(one_event(shared, 110, pick))
    parts = {
        f"{name} {count}": few(rows[name], count, pick)
        for name, counts in (("g5", (20, 40)), ("g5 dated", (20, 40)), ("as", (20, 40, 100, 250)), ("as dated", (100,)), ("ecb", (10, 25)),
                             ("g5 titles", (20,)), ("as titles", (100,)))
        for count in counts
    }  # fmt: skip
    parts |= {f"{name} singles": singles(rows[name], pick) for name in ("g5", "as", "ecb")}
    parts |= {f"{name} beside a large event": [*(rows | parts)[name], *large] for name in ("g5", "g5 20", "as 100", "ecb 10")}
    if has_all:
        parts["as and g5"] = [*rows["as"], *rows["g5"]]
        parts["as and g5 dated"] = [*rows["as dated"], *rows["g5 dated"]]
        parts["g5 and ecb"] = [*rows["g5"], *rows["ecb"]]
        parts["as and titles of g5"] = [*rows["as"], *rows["g5 titles"]]
        parts["all together"] = [*rows["as"], *rows["g5"], *rows["ecb"], *large]
    found = {name: Desk(each) for name, each in (rows | parts).items()}
    found |= {f"{INVENTED} {name}": Desk(seen(each)) for name, each in (("samples dated", sampled()), ("samples", undated(sampled())))}
    found |= {f"{INVENTED} bulletins{' dated' * dated}": Desk(seen(bulletins(is_dated=bool(dated)))) for dated in range(2)}
    return found | {f"{INVENTED} local news {title}": Desk(seen(local_news(title))) for title in (None, "Enter your city")}


def judge(held: dict[str, Desk], model: StoryModel) -> tuple[float, int, dict[str, float]]:
    """How good a model is, at which bar, and its scores there."""
    scores = {name: each.f_scores(model) for name, each in held.items()}
    names = [name for name in scores if not name.startswith(INVENTED)]
    weights = np.array([WEIGHTS.get(name, 1) for name in names], float)
    rows = np.stack([scores[name] for name in names])
    short = np.stack([row - REACHED.get(name, 0.9) for name, row in zip(names, rows, strict=True)])
    worth = weights @ short / weights.sum() + 0.5 * np.sort(short, axis=0)[: max(1, len(names) // 4)].mean(axis=0)
    worth = worth + sum(np.minimum(0, scores[name] - aim) for name, aim in AIMS.items() if name in scores)
    worth = worth + 0.2 * sum(np.minimum(0, row - 1) for name, row in scores.items() if name.startswith(INVENTED))
    steady = np.array([(worth[place] + worth[max(0, place - 1) : place + 2].min()) / 2 for place in range(len(BARS))])  # no bar on a cliff
    best = int(steady.argmax())
    return float(steady[best]), BARS[best], {name: round(float(row[best]), 3) for name, row in scores.items()}


def stepped(model: StoryModel, pick: random.Random) -> StoryModel:
    changes: dict[str, float] = {}
    for name in pick.sample(sorted(STEPS), pick.choice([1, 1, 2, 3])):
        step, value = STEPS[name], getattr(model, name)
        if step > 1:
            changes[name] = round(value * pick.choice([step, 1 / step, step**2, step**-2, step**0.5, step**-0.5]), 2)
        else:
            changes[name] = round(value + step * pick.choice([-2, -1, -0.5, 0.5, 1, 2]), 2)
    model = structs.replace(model, **changes)
    return structs.replace(model, behind=max(0.0, model.behind))


def main() -> None:
    shared, seconds = Path(sys.argv[1]), float(sys.argv[2]) if len(sys.argv) > 2 else 0.0
    left_out = sys.argv[3] if len(sys.argv) > 3 else None
    pick = random.Random(5)
    held = desks(shared, pick, has_all=not seconds)
    if not seconds:
        for name, each in held.items():
            low, found, high = each.f_scores(MODEL, (MODEL.bar * 3 // 4, MODEL.bar, MODEL.bar * 3 // 2))
            print(f"{name:32} {found:.3f}   at three quarters of the bar {low:.3f}, at one and a half {high:.3f}")
        return
    used = {name: each for name, each in held.items() if name.split()[0] != left_out}
    best = MODEL if left_out is None else PLAIN
    worth, bar, shown = judge(used, best)
    print(round(worth, 4), bar, shown)
    started, steps = time.monotonic(), 0
    while time.monotonic() - started < seconds:
        steps += 1
        model = stepped(best, pick)
        attempt = judge(used, model)
        if attempt[0] > worth:
            best, (worth, bar, shown) = model, attempt
            print(round(worth, 4), bar, shown)
    print(steps, {name: getattr(best, name) for name in STEPS} | {"bar": bar})
    for name, each in held.items():
        if name not in used:
            print(f"left out: {name} {each.f_scores(best, (bar,))[0]:.3f}")


if __name__ == "__main__":
    main()
