"""How likely two reports tell of one event: a small calibrated model over their words, sentence vectors and dates.

Scores are integers per thousand of a scale of log odds (`SCALE`): sums of such scores can be averaged, and two machines of one type agree.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable
from typing import Final

import numpy as np
from msgspec import structs

from onrecord.records import Link, Record
from onrecord.stories.features import StoryFeatures


class StoryModel(Record, frozen=True, kw_only=True):
    """The coefficients of the score, as ``evals/stories_fit.py`` learns them; log odds throughout."""

    constant: float = -6.0
    words: float = 5.1
    vector: float = 14.4
    constant_without_vector: float = -4.5
    words_without_vector: float = 22.0
    dated: float = 1.5
    per_doubling: float = 1.38  # lost each time that the days between two reports, plus one, double
    most_lost: float = 4.5
    crowding: float = 1.65  # lost each time that the number of look-alikes grows e-fold
    rivals: int = 3  # the nearest look-alikes of a report, against which a link is measured
    rivalry: float = 1.1  # lost for each unit of log odds that these are nearer on average
    least_rival: float = -0.5
    most_rival: float = 8.5
    least_loss: float = 0.5  # lost whatever the company
    strong: float = 2.0  # log odds of the nearest look-alike below which a report is taken to stand alone,
    weakness: float = 1.3  # which costs this for each unit that is missing
    linked: float = -5.0  # log odds from which two reports are linked at all
    floor: float = -8.0  # log odds that count as 0
    ceiling: float = 16.0  # log odds that count as 1,000
    bar: int = 93  # mean score, per thousand, that holds a story together
    family_bar: int = 510  # mean likeness, per thousand, that holds a family together


MODEL: Final = StoryModel()
STORY_KEYS: Final = 1  # keys that a candidate pair shares


def story_keys(known: StoryFeatures) -> tuple[str, ...]:
    """The keys under which a report is looked up for its story: its weightiest rare words."""
    return tuple(sorted(f"w{word}" for word in known.rare))


def story_link(left: StoryFeatures, right: StoryFeatures, horizon_days: int = 90, model: StoryModel = MODEL) -> Link | None:
    """The link between two reports that may tell of one event, or None. Reports further apart than the horizon are not compared."""
    odds = log_odds(left, right, horizon_days, model)
    if odds < model.linked:
        return None
    first, second = sorted((left.report_id, right.report_id))
    return Link(left=first, right=second, score=per_thousand(odds, model))


def log_odds(left: StoryFeatures, right: StoryFeatures, horizon_days: int, model: StoryModel = MODEL) -> float:
    """The log odds that two reports tell of one event, before it is known how many others look alike."""
    days = None if left.day is None or right.day is None else abs(left.day - right.day)
    if days is not None and days > horizon_days:
        return -math.inf
    words, vector = word_cosine(left, right), vector_cosine(left, right)
    if vector is None:
        odds = model.constant_without_vector + model.words_without_vector * words
    else:
        odds = model.constant + model.words * words + model.vector * vector
    if days is not None:
        odds += model.dated - min(model.most_lost, model.per_doubling * math.log2(1 + days))
    return odds


def per_thousand(odds: float, model: StoryModel = MODEL) -> int:
    """Log odds as a score from 0 (the floor) to 1,000 (the ceiling)."""
    return round(1000 * min(1.0, max(0.0, (odds - model.floor) / (model.ceiling - model.floor))))


def word_cosine(left: StoryFeatures, right: StoryFeatures) -> float:
    """The cosine of the weighted words of two reports, 0 to 1."""
    _, ours, theirs = np.intersect1d(left.terms, right.terms, assume_unique=True, return_indices=True)
    a, b = left.weights.astype(np.int64), right.weights.astype(np.int64)
    size = int(a @ a) * int(b @ b)
    return int(a[ours] @ b[theirs]) / math.sqrt(size) if size else 0.0


def vector_cosine(left: StoryFeatures, right: StoryFeatures) -> float | None:
    """The cosine of the sentence vectors of two reports; None when one has none."""
    if left.embedding is None or right.embedding is None:
        return None
    a, b = left.embedding.astype(np.int64), right.embedding.astype(np.int64)
    size = int(a @ a) * int(b @ b)
    return int(a @ b) / math.sqrt(size) if size else 0.0


def story_links(
    pairs: Iterable[tuple[StoryFeatures, StoryFeatures]], horizon_days: int = 90, model: StoryModel = MODEL
) -> tuple[Link, ...]:
    """The links among candidate pairs, sorted; they still have to be weighed against each other (`weigh_crowd`)."""
    found = (story_link(left, right, horizon_days, model) for left, right in pairs)
    return tuple(sorted((link for link in found if link), key=lambda link: (link.left, link.right)))


def weigh_crowd(links: Iterable[Link], model: StoryModel = MODEL) -> tuple[Link, ...]:
    """The links with their scores lowered for how many others each end has, and how near those are.

    One look-alike among a hundred is weaker evidence than a single one: the prior odds that a given candidate is the right one fall
    with their number, and a report with near relations needs distant ones less. This is what lets one bar serve a desk with few events
    and a news year in which every day resembles the last. (Compare the local scaling of Zelnik-Manor and Perona, 2004.)
    """
    kept = tuple(links)
    scores: defaultdict[str, list[int]] = defaultdict(list)
    for link in kept:
        scores[link.left].append(link.score)
        scores[link.right].append(link.score)
    per_unit = 1000 / (model.ceiling - model.floor)
    loss = {name: per_unit * _crowd_loss(own, model) / 2 for name, own in scores.items()}
    weighed = (round(link.score - (loss[link.left] + loss[link.right])) for link in kept)
    return tuple(structs.replace(link, score=min(1000, max(0, score))) for link, score in zip(kept, weighed, strict=True))


def _crowd_loss(scores: list[int], model: StoryModel) -> float:
    """What a report's links lose, in log odds, for the company that it keeps, and for having no link that is strong by itself."""
    unit = (model.ceiling - model.floor) / 1000
    nearest = [score * unit + model.floor for score in sorted(scores, reverse=True)[: model.rivals]]
    near = (sum(nearest) + model.linked * (model.rivals - len(nearest))) / model.rivals
    near = min(model.most_rival, max(model.least_rival, near))
    company = model.crowding * (math.log(1 + len(scores)) - 2) + model.rivalry * (near - 1)
    return max(model.least_loss, company) + model.weakness * max(0.0, model.strong - nearest[0])
