import random
from time import perf_counter

from hypothesis import given
from hypothesis import strategies as st

from onrecord.records import Report
from onrecord.stories import features, origins, passages, reused
from tests.growth import grows_at_most
from tests.stories.test_families import prose


def report(report_id: str, text: str) -> Report:
    return Report(report_id=report_id, text=text)


SAID = "“We will repair every wall that the river has broken,” Odalys Marsh said in a statement."


def test_the_same_credit_is_a_sign_with_its_words() -> None:
    texts = {"a": "LOWBRIDGE (Reuters) - A dam failed.", "b": "A dam has failed. (Reuters)", "c": "Reuters asked Marsh."}
    (credit,) = origins([report(name, text) for name, text in texts.items()], [("a",), ("b",), ("c",)])
    assert (credit.kind, credit.text) == ("credit", "Reuters")
    assert [(name, span.of(texts[name])) for name, span in credit.places] == [("a", "(Reuters)"), ("b", "(Reuters)")]


def test_the_same_words_of_a_statement_in_distinct_texts_are_a_sign() -> None:
    held = [report("a", f"A dam failed. {SAID}"), report("b", f"{SAID} The mayor wept."), report("c", "Marsh said nothing in a statement.")]
    (stated,) = origins(held, [("a",), ("b",), ("c",)])
    assert stated.kind == "statement"
    assert stated.text.startswith("We will repair every wall")
    for (name, span), text in zip(stated.places, ("a", "b"), strict=True):
        assert name == text
        assert span.of(held["ab".index(name)].text).startswith("We will repair every wall")


def test_copies_of_one_text_are_no_sign_by_their_words() -> None:
    assert origins([report("a", SAID), report("b", SAID)], [("a", "b")]) == ()


def test_a_part_in_common_is_shown_with_its_passages() -> None:
    part = prose(5, 140)
    held = [report("a", f"{part} {prose(1, 60)}"), report("b", f"{part} {prose(2, 160)}")]
    (passage,) = reused(held, [features(each) for each in held])
    assert passage.kind == "passage"
    assert passage.text == "140 words"
    assert {span.of(each.text) for each, (_, span) in zip(held, passage.places, strict=True)} == {part.removesuffix(".")}


def test_one_text_twice_is_no_part_in_common() -> None:
    held = [report("a", prose(5, 140)), report("b", prose(5, 140))]
    assert reused(held, [features(each) for each in held]) == ()


@given(st.text(alphabet="ab \n.", max_size=200), st.text(alphabet="ab \n.", max_size=200))
def test_passages_are_the_same_words_in_both(left: str, right: str) -> None:
    for one, other in passages(left, right):
        assert one.of(left).replace("\n", " ").replace(".", " ").split() == other.of(right).replace("\n", " ").replace(".", " ").split()


def test_passages_cost_linear_time() -> None:
    def seconds(size: int) -> float:
        left, right = "a b " * size, "a b " * (size - 1) + "c "
        start = perf_counter()
        passages(left, right)
        origins([report("a", "in a statement " * size), report("b", "in a statement " * size)], [("a",), ("b",)])
        return perf_counter() - start

    assert grows_at_most(seconds, 2_000, 4_000, 4, 0.05)


def test_signs_do_not_depend_on_order() -> None:
    held = [report(name, f"{prose(number, 30)} {SAID} (Reuters)") for number, name in enumerate("abcd")]
    mixed = random.Random(3).sample(held, 4)
    assert origins(held, [("a",), ("b",), ("c",), ("d",)]) == origins(mixed, [("d",), ("c",), ("b",), ("a",)])
