import random

from onrecord.records import Report
from onrecord.stories import SAME_TEXT, StoryFeatures, family_keys, family_link, family_scores, features, likeness

WORDS = [a + b for a in "ba de fi go hu ka le mi no pu ra se".split() for b in "lan mer tok vin dus gat pel rim".split()]


def prose(seed: int, count: int = 200) -> str:
    pick = random.Random(seed)
    return " ".join(pick.choice(WORDS) for _ in range(count)) + "."


def known(text: str, report_id: str = "r", outlet: str | None = None) -> StoryFeatures:
    return features(Report(report_id=report_id, text=text, outlet=outlet))


def shares_a_key(left: StoryFeatures, right: StoryFeatures) -> bool:
    return bool(set(family_keys(left)) & set(family_keys(right)))


def test_a_copy_with_a_new_headline_is_of_the_family() -> None:
    text = prose(1)
    link = family_link(known(text, "b"), known("Dam fails above town\n\n" + text, "a"))
    assert link is not None
    assert (link.left, link.right) == ("a", "b")
    assert link.score > 900


def test_a_short_item_inside_a_long_report_is_of_the_family() -> None:
    item = prose(1, 80)
    longer = f"{prose(2, 400)}\n\n{item}\n\n{prose(3, 400)}"
    assert shares_a_key(known(item), known(longer))
    assert family_link(known(item, "a"), known(longer, "b")) is not None


def test_a_shared_quotation_is_not_a_shared_text() -> None:
    quotation = prose(4, 40)
    left, right = known(prose(1) + quotation, "a"), known(prose(2) + quotation, "b")
    assert family_link(left, right) is None
    assert likeness(left, right)[2] > 30


def test_furniture_around_a_text_does_not_count() -> None:
    text = prose(1, 60)
    left = known(f"By Ada Marsh\nUpdated: 3 March\n{text}\nRead more: the dam\n© 2024 The Wend Post. All rights reserved.", "a")
    assert likeness(left, known(text, "b"))[0] == 1000


def test_reports_without_words_are_no_family() -> None:
    assert family_link(known("", "a"), known("", "b")) is None
    assert family_keys(known("")) == ()


def test_copies_with_words_changed_share_keys() -> None:
    pick = random.Random(7)
    missed = 0
    for seed in range(100):
        words = prose(seed, 150).split()
        changed = [pick.choice(WORDS) if pick.random() < 0.02 else word for word in words]
        missed += not shares_a_key(known(" ".join(words)), known(" ".join(changed)))
    assert missed == 0


def test_partial_reuse_is_a_weak_link_that_says_so() -> None:
    shared_part = prose(5, 140)
    link = family_link(known(shared_part + " " + prose(1, 60), "a"), known(shared_part + " " + prose(2, 160), "b"))
    assert link is not None
    assert link.score < SAME_TEXT
    assert link.why is not None
    assert link.why.startswith("in part")


def test_scores_of_many_pairs_at_once_are_those_of_each_pair() -> None:
    shared = prose(7, 120)
    texts = [shared, shared + prose(8, 40), shared + prose(9, 100), prose(10), shared[:400], prose(9, 100), "Two words", ""]
    every = [known(text, f"r{number}") for number, text in enumerate(texts)]
    scores = family_scores(every, every[2:])
    for row, left in enumerate(every):
        for column, right in enumerate(every[2:]):
            link = family_link(left, right)
            assert scores[row, column] == (link.score if link else 0)
    assert len({0, 1000} | set(scores.ravel().tolist())) > 3
    assert family_scores([], every).shape == (0, len(every))
