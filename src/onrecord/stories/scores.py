"""How likely two reports tell of one event: a small calibrated model over their words, sentence vectors, dates and weekdays.

Scores are integers per thousand of a scale of log odds (`per_thousand`): sums of such scores can be averaged, and two machines of one type
agree.
"""

from __future__ import annotations

import itertools
import math
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Final, NamedTuple

import numpy as np
from msgspec import structs
from numpy.typing import NDArray

from onrecord.records import Link, Record
from onrecord.stories.days import Relation, are_two_events, weekdays_apart
from onrecord.stories.families import fill_in_one_form
from onrecord.stories.features import Integers, StoryFeatures


class StoryModel(Record, frozen=True, kw_only=True):
    """The coefficients of the score, as ``evals/stories_fit.py`` learns them; log odds throughout."""

    constant: float = -4.0
    words: float = 15.5
    vector: float = 10.5
    constant_without_vector: float = -0.5
    words_without_vector: float = 28.0
    dated: float = 3.0
    per_doubling: float = 1.5  # lost each time that the days between two reports, plus one, double
    most_lost: float = 4.5
    same_weekday: float = 1.0  # where two openings name the same weekdays,
    other_weekday: float = -2.4  # or others
    crowding: float = 3.8  # lost each time that the number of weak look-alikes grows e-fold
    weak: float = 2.75  # log odds below which a look-alike is weak: reports of one event are a crowd of strong ones
    few_links: float = 7.0  # weak look-alikes that are no crowd
    most_links: int = 130  # a report's company counts as no larger than so many
    strong: float = 4.5  # log odds of the nearest look-alike below which a report is taken to stand alone,
    weakness: float = 2.1  # which costs this for each unit that is missing
    behind: float = 1.0  # lost for each unit that a link is weaker than the best links of both its ends
    linked: float = -3.0  # log odds from which two reports are linked at all
    floor: float = -3.75  # log odds that count as 0
    ceiling: float = 16.25  # log odds that count as 1,000
    bar: int = 110  # mean score, per thousand, that holds a story together
    family_bar: int = 510  # mean likeness, per thousand, that holds a family together


MODEL: Final = StoryModel()
TELLING: Final = 20  # the weight of a word that tells something: one that stands once in ten thousand words or less
STORY_KEYS: Final = 1  # keys that a candidate pair shares


def story_keys(known: StoryFeatures) -> tuple[str, ...]:
    """The keys under which a report is looked up for its story: its weightiest rare words."""
    return tuple(sorted(f"w{word}" for word in known.rare))


def near(apart: Integers, days: Integers) -> NDArray[np.bool_]:
    """True where two sentence vectors are near enough for their reports to be compared.

    ``apart`` are how many of their signs differ, ``days`` the days between the reports (-1 where one has no date): what is said on one day
    is worth a look from afar, and of what lies weeks apart only what is close. So the pairs to look at grow with the reports of some days.
    """
    limit = np.select([days < 0, days <= 3, days <= 14], [130, 135, 115], 100)
    return np.asarray(apart <= limit, np.bool_)


def story_links(
    pairs: Iterable[tuple[StoryFeatures, StoryFeatures]], horizon_days: int = 90, model: StoryModel = MODEL
) -> tuple[Link, ...]:
    """The links among candidate pairs that may tell of one event, sorted; they still have to be weighed against each other (`weigh_crowd`).

    Reports further apart than the horizon are not compared. A pair that looks alike and tells of two events (`are_two_events`), fills in
    one form (`fill_in_one_form`) or shares no word of weight (only a title that stands on every page, say), has a link of score 0: it holds
    nothing, and counts as company. Pairs that follow each other and have one left side are compared together, which is several times as
    fast as one by one.
    """
    links = []
    for _, group in itertools.groupby(pairs, key=lambda pair: pair[0].report_id):
        compared = list(group)
        one, others = compared[0][0], [other for _, other in compared]
        alike: list[tuple[StoryFeatures, float, float]] = []
        for other, words, vector in zip(others, word_cosines(one, others), vector_cosines(one, others), strict=True):
            days = days_between(one, other)
            if days is not None and days > horizon_days:
                continue
            odds = log_odds(words, vector, days, weekdays_apart(one.weekdays, other.weekdays), model)
            if odds >= model.linked:
                alike.append((other, words, odds))
        are_forms = fill_in_one_form(one, [other for other, _, _ in alike])
        for (other, words, odds), is_form in zip(alike, are_forms, strict=True):
            first, second = sorted((one.report_id, other.report_id))
            score = 0 if not words or is_form or are_two_events(one.days, other.days) else per_thousand(odds, model)
            links.append(Link(left=first, right=second, score=score))
    return tuple(sorted(links, key=lambda link: (link.left, link.right)))


def days_between(one: StoryFeatures, other: StoryFeatures) -> int | None:
    """The days between the publication of two reports; None where either has no full date."""
    return None if one.day is None or other.day is None else abs(one.day - other.day)


def log_odds(words: float, vector: float | None, days: int | None, weekdays: Relation = "unknown", model: StoryModel = MODEL) -> float:
    """The log odds that two reports tell of one event, from the cosines of their words and sentence vectors, the days between them and how
    the weekdays in their openings stand to each other (`weekdays_apart`), before it is known how many others look alike."""
    if vector is None:
        odds = model.constant_without_vector + model.words_without_vector * words
    else:
        odds = model.constant + model.words * words + model.vector * vector
    if days is not None:
        odds += model.dated - min(model.most_lost, model.per_doubling * math.log2(1 + days))
    if weekdays == "same":
        odds += model.same_weekday
    elif weekdays == "other":
        odds += model.other_weekday
    return odds


def is_nearer(known: StoryFeatures, one: StoryFeatures, other: StoryFeatures, model: StoryModel = MODEL) -> bool:
    """True where a report is likelier to tell of the event of ``one`` than of ``other``."""
    pair = (one, other)
    odds = [
        log_odds(words, vector, days_between(known, each), weekdays_apart(known.weekdays, each.weekdays), model)
        for each, words, vector in zip(pair, word_cosines(known, pair), vector_cosines(known, pair), strict=True)
    ]
    return odds[0] > odds[1]


def per_thousand(odds: float, model: StoryModel = MODEL) -> int:
    """Log odds as a score from 0 (the floor) to 1,000 (the ceiling)."""
    return round(1000 * min(1.0, max(0.0, (odds - model.floor) / (model.ceiling - model.floor))))


def word_cosines(one: StoryFeatures, others: Sequence[StoryFeatures]) -> list[float]:
    """The cosine of the weighted words of a report and each of the others, 0 to 1.

    It is less for pairs that share only one or two words of weight: one rare name in two one-line reports is no story. Sums are of whole
    numbers, so order cannot matter.
    """
    own, own_weights = one.terms, one.weights.astype(np.int64)
    if not len(own):
        return [0.0] * len(others)
    terms = np.frombuffer(b"".join(other.term_hashes for other in others), "<u4")
    weights = np.frombuffer(b"".join(other.term_weights for other in others), "u1").astype(np.int64)
    place = np.minimum(np.searchsorted(own, terms), len(own) - 1)
    shared = np.where(own[place] == terms, own_weights[place] * weights, 0)
    ends = np.cumsum([0, *(len(other.term_weights) for other in others)])
    dots = np.diff(np.concatenate(([0], np.cumsum(shared)))[ends])
    counts = np.diff(np.concatenate(([0], np.cumsum(shared >= TELLING * TELLING)))[ends])
    sizes = np.diff(np.concatenate(([0], np.cumsum(weights * weights)))[ends]) * int(own_weights @ own_weights)
    cosines: list[float] = (dots / np.sqrt(np.maximum(sizes, 1)) * (counts / (counts + 1))).tolist()
    return cosines


def vector_cosines(one: StoryFeatures, others: Sequence[StoryFeatures]) -> list[float | None]:
    """The cosine of the sentence vectors of a report and each of the others; None where one has none, or one of another length."""
    found: list[float | None] = [None] * len(others)
    if one.embedding is None:
        return found
    own = one.embedding.astype(np.int32)
    known = [(place, other.vector) for place, other in enumerate(others) if other.vector is not None and len(other.vector) == len(own)]
    matrix = np.frombuffer(b"".join(vector for _, vector in known), "i1").reshape(-1, len(own)).astype(np.int32)
    sizes = (matrix * matrix).sum(axis=1).astype(np.int64) * int(own @ own)
    for (place, _), cosine in zip(known, ((matrix @ own) / np.sqrt(np.maximum(sizes, 1))).tolist(), strict=True):
        found[place] = cosine
    return found


def weigh_crowd(links: Iterable[Link], model: StoryModel = MODEL) -> tuple[Link, ...]:
    """The links with their scores lowered for how many others each end has, and how near those are.

    One look-alike among a hundred is weaker evidence than a single one: the prior odds that a given candidate is the right one fall
    with their number, and a report with near relations needs distant ones less, where both ends have nearer ones. This is what lets one
    bar serve a desk with few events and a news year in which every day resembles the last. (Compare the local scaling of Zelnik-Manor
    and Perona, 2004.)
    """
    kept = tuple(links)
    scores: defaultdict[str, list[int]] = defaultdict(list)
    for link in kept:
        scores[link.left].append(link.score)
        scores[link.right].append(link.score)
    beside = {name: company(own, model) for name, own in scores.items()}
    return tuple(structs.replace(link, score=weighed(link.score, beside[link.left], beside[link.right], model)) for link in kept)


class Company(NamedTuple):
    """What a report's links say of each of them: what their number and strength take, and how strong the best one is, per thousand."""

    loss: int
    best: int


ALONE: Final = Company(0, 0)


def weighed(score: int, one: Company, other: Company, model: StoryModel = MODEL) -> int:
    """The score of a link, lowered by what the company of both its ends takes, and by how far it lies behind the best links of both.

    >>> weighed(700, Company(104, 700), Company(150, 900)), weighed(400, Company(104, 700), Company(150, 900), StoryModel(behind=0.5))
    (446, 0)
    """
    behind = max(0, min(one.best, other.best) - score)
    return min(1000, max(0, round(score - (one.loss + other.loss) - model.behind * behind)))


def weigh_all(scores: Integers, one: Integers, other: Integers, model: StoryModel = MODEL) -> Integers:
    """What `weighed` gives for many links at once; ``one`` and ``other`` have a row of loss and best for an end of each."""
    behind = np.maximum(0, np.minimum(one[:, 1], other[:, 1]) - scores)
    return np.clip(np.rint(scores - (one[:, 0] + other[:, 0]) - model.behind * behind), 0, 1000).astype(np.int64)


def company(scores: Iterable[int], model: StoryModel = MODEL) -> Company:
    """The company of a report; ``scores`` are those of all its links, in any order.

    The loss grows with the number of weak ones, which tell how dense the news around it is and not how large its event, and is more where
    no link is strong by itself.
    """
    held = sorted(scores)
    if not held:
        return ALONE
    unit = (model.ceiling - model.floor) / 1000
    best = held[-1]
    weak = bisect_left(held, per_thousand(model.weak, model))
    crowd = model.crowding * math.log((1 + min(weak, model.most_links)) / model.few_links)
    loss = max(0.0, crowd) + model.weakness * max(0.0, model.strong - (best * unit + model.floor))
    return Company(round(loss / unit / 2), best)
