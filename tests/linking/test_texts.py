"""Reports that share one text: what is compared, what hangs together, and how families are made of it."""

from __future__ import annotations

import random
from collections import defaultdict
from collections.abc import Sequence

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray

from onrecord import linking, stories
from onrecord.linking import clusters, texts
from onrecord.linking.clusters import join, merge, merge_all
from onrecord.records import Link, Report
from onrecord.stories import StoryFeatures, features

WORDS = [a + b for a in "ba de fi go hu ka le mi no pu ra se to vu".split() for b in "lan mer tok vin dus gat pel rim sor".split()]
BLOCKS = st.lists(st.sets(st.integers(0, 14), min_size=2, max_size=9), max_size=12)
TIES = st.sets(st.tuples(st.integers(0, 14), st.integers(0, 14)))


def prose(seed: int, count: int = 150) -> str:
    pick = random.Random(seed)
    return " ".join(pick.choice(WORDS) for _ in range(count)) + "."


def reworded(text: str, seed: int, share: float = 0.02) -> str:
    pick = random.Random(seed)
    return " ".join(pick.choice(WORDS) if pick.random() < share else word for word in text.split(" "))


def known(named: dict[str, str]) -> dict[str, StoryFeatures]:
    return {name: features(Report(report_id=name, text=text)) for name, text in named.items()}


def together(named: dict[str, str], *names: str) -> bool:
    return any(set(names) <= set(family) for family in linking.families(known(named)))


def test_a_text_with_more_near_copies_than_a_key_can_tell_apart_is_one_family() -> None:
    text = prose(1, 120)
    found = linking.families(known({f"r{number:03d}": reworded(text, number) for number in range(400)}))
    assert max(map(len, found)) > 390


def test_an_item_with_versions_of_its_own_is_of_the_page_that_took_it_over_whole() -> None:
    item, early, late = prose(1, 90), prose(2, 400), prose(3, 400)
    named = {
        "item": item,
        "item, longer": item + " " + prose(4, 16),
        "page, early": early,
        "page": f"{early}\n\n{item}\n\n{prose(5, 60)}",
        "page, late": f"{late[: len(late) // 8]}\n\n{item}\n\n{prose(5, 60)}\n\n{early}",
    }
    assert together(named, "item", "item, longer", "page", "page, late")


def test_two_items_of_unlike_events_that_one_round_up_holds_whole_stay_two_texts() -> None:
    tide, vote = (" ".join(word.replace("a", letter) for word in prose(seed, 120).split()) for seed, letter in ((1, "yh"), (2, "oe")))
    named = {"a": tide, "b": vote, "round-up": f"{tide}\n\n{vote}\n\n{prose(3, 120)}"}
    assert not together(named, "a", "b")
    assert together(named, "a", "round-up") or together(named, "b", "round-up")


def test_pages_that_share_a_notice_stay_apart_however_many_print_it() -> None:
    notice = prose(9, 100)
    named = {f"page {number}": f"{prose(20 + number, 260)}\n\n{reworded(notice, number)}" for number in range(6)}
    named |= {f"notice {number}": reworded(notice, 50 + number) for number in range(3)}
    of_pages = [[name for name in family if name.startswith("page")] for family in linking.families(known(named))]
    assert max(map(len, of_pages)) == 1


@given(BLOCKS, TIES, st.sets(st.integers(0, 14)), st.booleans())
def test_what_is_joined_is_what_asking_for_each_pair_joins(
    blocks: list[set[int]], ties: set[tuple[int, int]], loose: set[int], all_loose: bool
) -> None:
    wanted = {
        (min(pair), max(pair))
        for block in blocks
        for first in sorted(block)[: linking.FIRST]
        for other in block
        if first != other and not {*(pair := (first, other))}.isdisjoint(range(15) if all_loose else loose)
    }
    links = [Link(left=f"{one:02d}", right=f"{other:02d}", score=900) for one, other in sorted(wanted) if (one, other) in ties]
    held = [each for block in blocks for each in sorted(block)]
    given_blocks = linking.Blocks(np.array(held, np.int64), np.cumsum([0, *map(len, blocks)]))

    def are_tied(one: int, others: list[int]) -> list[bool]:
        return [(min(one, other), max(one, other)) in ties for other in others]

    labels = join({each: each for each in range(15)}, given_blocks, are_tied, None if all_loose else loose)  # type: ignore[arg-type]
    found: defaultdict[int, list[str]] = defaultdict(list)
    for each, label in labels.items():
        found[label].append(f"{each:02d}")
    assert sorted(map(tuple, found.values())) == linking.components([f"{each:02d}" for each in range(15)], links)


@given(st.lists(st.integers(0, 1000), min_size=28, max_size=28), st.integers(1, 1000))
def test_average_link_over_a_table_is_average_link_over_links(scores: list[int], bar: int) -> None:
    table = np.zeros((8, 8), np.int64)
    table[np.triu_indices(8, 1)] = scores
    table += table.T
    sums = {row: {column: int(table[row, column]) for column in range(8) if table[row, column]} for row in range(8)}
    assert merge_all(table, bar) == merge(sums, bar)


def test_signatures_rule_out_no_pair_that_shares_a_text() -> None:
    text = prose(1, 300)
    named = {f"{share}": reworded(text, 1000 * share, share / 1000) for share in range(0, 120, 4)}
    named |= {f"part {size}": " ".join(text.split()[:size]) for size in range(20, 300, 20)}
    every = list(known(named).values())
    for one in every:
        exact, quick = stories.family_scores([one], every)[0], stories.scores_beside(one, every)
        assert ((quick == exact) | (quick == 0)).all()
        assert (quick >= stories.SAME_TEXT).tolist() == (exact >= stories.SAME_TEXT).tolist()


def test_families_of_a_sample_are_those_of_all_where_texts_are_plainly_one(monkeypatch: pytest.MonkeyPatch) -> None:
    named = known({f"{text}-{number}": reworded(prose(text, 100), number, 0.01) for text in range(2) for number in range(9)})
    held = {linking.text_of(one): one for one in named.values()}
    whole = texts.split_family(held, stories.MODEL.family_bar)
    monkeypatch.setattr(texts, "WHOLE", 4)
    assert texts.split_family(held, stories.MODEL.family_bar) == whole
    assert clusters.FIRST == linking.FIRST


@pytest.mark.parametrize("width", [90, 120])
def test_unlike_texts_that_one_notice_holds_together_are_not_compared_each_with_each(monkeypatch: pytest.MonkeyPatch, width: int) -> None:
    notice = prose(1, width)
    compared: list[int] = []
    scores = stories.family_scores

    def counted(left: Sequence[StoryFeatures], right: Sequence[StoryFeatures]) -> NDArray[np.int64]:
        compared[-1] += len(left) * len(right)
        return scores(left, right)

    monkeypatch.setattr(stories, "family_scores", counted)
    for count in (400, 800):
        compared.append(0)
        held = known({"notice": notice} | {f"r{number:03d}": f"{prose(number + 2, width)} {notice}" for number in range(count)})
        found = linking.families(held)
        assert max(map(len, found)) < 8
    assert compared[1] <= 2.5 * compared[0]
