import itertools
import random
from collections import defaultdict

import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from scipy.sparse import coo_matrix
from scipy.sparse.csgraph import connected_components

from onrecord.linking import average_link, components, families, group_all, pairs
from onrecord.records import Link, Report
from onrecord.stories import StoryFeatures, features

NAMES = [f"r{number:02d}" for number in range(12)]
LINKS = st.lists(
    st.tuples(st.integers(0, 11), st.integers(0, 11), st.integers(0, 1000))
    .filter(lambda three: three[0] < three[1])
    .map(lambda three: Link(left=NAMES[three[0]], right=NAMES[three[1]], score=three[2])),
    max_size=40,
    unique_by=lambda link: (link.left, link.right),
)


@given(LINKS)
def test_components_are_those_of_scipy(links: list[Link]) -> None:
    place = {name: number for number, name in enumerate(NAMES)}
    rows, columns = [place[link.left] for link in links], [place[link.right] for link in links]
    _, labels = connected_components(coo_matrix((np.ones(len(links)), (rows, columns)), shape=(12, 12)), directed=False)
    theirs = defaultdict(list)
    for name, label in zip(NAMES, labels, strict=True):
        theirs[label].append(name)
    assert components(NAMES, links) == sorted(map(tuple, theirs.values()))


@given(LINKS, st.randoms(use_true_random=False), st.integers(1, 1000))
def test_groups_do_not_depend_on_order(links: list[Link], shuffle: random.Random, bar: int) -> None:
    ids, mixed = NAMES[:], links[:]
    shuffle.shuffle(ids)
    shuffle.shuffle(mixed)
    assert components(ids, mixed) == components(NAMES, links)
    assert average_link(ids, mixed, bar) == average_link(NAMES, links, bar)


@given(LINKS, st.integers(1, 1000))
def test_grouping_each_component_alone_is_grouping_all(links: list[Link], bar: int) -> None:
    apart = [group for part in components(NAMES, links) for group in average_link(part, links, bar)]
    assert sorted(apart) == average_link(NAMES, links, bar)


@given(LINKS, st.integers(1, 1000))
def test_no_two_groups_left_apart_reach_the_bar(links: list[Link], bar: int) -> None:
    score = {(link.left, link.right): link.score for link in links}
    groups = average_link(NAMES, links, bar)
    assert sorted(name for group in groups for name in group) == NAMES
    for left in groups:
        for right in groups:
            if left < right:
                total = sum(score.get((min(a, b), max(a, b)), 0) for a in left for b in right)
                assert total < bar * len(left) * len(right)


def test_a_chain_of_likenesses_is_not_one_group() -> None:
    chain = [Link(left=a, right=b, score=600) for a, b in itertools.pairwise(NAMES)]
    assert max(map(len, average_link(NAMES, chain, 500))) == 2


def test_a_link_to_something_unknown_counts_for_nothing() -> None:
    stray = [Link(left="a", right="zz", score=900)]
    assert components(["a"], stray) == [("a",)]
    assert average_link(["a"], stray, 100) == [("a",)]


def test_candidates_share_as_many_keys_as_asked() -> None:
    assert list(pairs({"a": "xy", "b": "xyz", "c": "z"}, at_least=2)) == [("a", "b")]
    assert list(pairs({"a": "", "b": ""})) == list(pairs({})) == []
    assert list(pairs({"a": "xy", "b": "x", "c": "x"}, common=2)) == []


EVENTS = {
    "dam": "The Tarn dam above Lowbridge failed on Tuesday and the river Wend flooded Quillgate, engineer Odalys Marsh said. {}",
    "vote": "Councillors in Ashby Vale voted to sell the Corbel tram depot to Hexham Freight, treasurer Ivo Pellam told them. {}",
}
ENDS = ["Nobody was hurt.", "Two hundred homes lost power.", "A hearing is expected in spring.", "Rain is forecast."]


def held() -> dict[str, StoryFeatures]:
    reports = [
        Report(report_id=f"{event}{number}", text=text.format(end), published=f"2024-03-0{number + 1}")
        for event, text in EVENTS.items()
        for number, end in enumerate(ENDS)
    ]
    return {report.report_id: features(report) for report in reports}


def stories_of(known: dict[str, StoryFeatures]) -> list[tuple[str, ...]]:
    return [group.report_ids for group in group_all(known)]


def test_two_events_are_two_stories() -> None:
    assert stories_of(held()) == [("dam0", "dam1", "dam2", "dam3"), ("vote0", "vote1", "vote2", "vote3")]


@given(st.randoms(use_true_random=False))
def test_stories_do_not_depend_on_the_order_of_reports(shuffle: random.Random) -> None:
    known = held()
    names = list(known)
    shuffle.shuffle(names)
    assert group_all({name: known[name] for name in names}) == group_all(known)


def test_every_report_is_in_one_story_whatever_it_holds() -> None:
    odd = ["", " ", "Dam.", "…", "Read more\nShare\n© 2024 The Wend Post", "The Tarn dam above Lowbridge failed."]
    known = held() | {
        f"odd{number}": features(Report(report_id=f"odd{number}", text=text, published="2099-01-01")) for number, text in enumerate(odd)
    }
    groups = group_all(known)
    assert sorted(name for group in groups for name in group.report_ids) == sorted(known)
    assert {("dam0", "dam1", "dam2", "dam3"), ("vote0", "vote1", "vote2", "vote3")} <= {group.report_ids for group in groups}


def test_the_same_report_many_times_is_one_text() -> None:
    text = EVENTS["dam"].format(" ".join(ENDS))
    known = held() | {f"copy{number:03d}": features(Report(report_id=f"copy{number:03d}", text=text)) for number in range(200)}
    groups = group_all(known)
    assert next(group for group in groups if "vote0" in group.report_ids).report_ids == ("vote0", "vote1", "vote2", "vote3")
    assert any(len(family) >= 200 for group in groups for family in group.families)


def test_a_page_of_notices_glues_no_texts_together() -> None:
    words = [f"{a}{b}" for a in ("ba", "de", "fo", "gu", "ki") for b in ("lan", "mer", "tok", "vin", "dus", "gat")]
    pick = random.Random(1)
    notice, left, right = (" ".join(pick.choices(words, k=count)) + "." for count in (150, 300, 300))
    texts = {"a": notice, "b": f"{left} {notice}", "c": f"{right} {notice}"}
    known = {name: features(Report(report_id=name, text=text)) for name, text in texts.items()}
    assert not any({"b", "c"} <= set(family) for family in families(known))
