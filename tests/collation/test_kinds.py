"""Every kind of difference and every class, on small invented texts."""

import pytest

from onrecord.collation.align import align
from onrecord.collation.classes import class_of, compare
from onrecord.collation.regions import find_regions
from onrecord.collation.tokens import tokenize
from onrecord.records import Region, Span

BASE = (
    "You know, we will rebuild the old sluice gate by Friday, and I think it will cost ten million crowns. "
    "The council did not vote for it. It was -- it was a mistake. Mara Odum told the town so in January."
)


def compared(base: str, printed: str) -> tuple[str, list[tuple[str, str | None, str, str]]]:
    result = compare(tokenize(base), tokenize(printed))
    return result.witness_class, [(r.kind, r.reason, r.base_text, r.witness_text) for r in result.regions]


@pytest.mark.parametrize(
    ("base", "printed", "wanted", "kind"),
    [
        ("We will mend the gate.", "we will mend the gate,", "same", None),
        ("We will mend the gate", "We’ll mend the gate", "normalised", "contraction"),
        ("They had never mended the gate", "They’d never mended the gate", "normalised", "contraction"),
        ("the colour of the gate", "the color of the gate", "normalised", "typography"),
        ("ten crowns for the gate", "10 crowns for the gate", "normalised", "typography"),
        ("better health care for sailors", "better healthcare for sailors", "normalised", "typography"),
        ("we recieve the sailors today", "we receive the sailors today", "normalised", "typography"),
        ("The gate, um, was open all day", "The gate was open all day", "clean", "filler"),
        ("It was late. And the gate was open", "It was late. The gate was open", "clean", "filler"),
        ("The gate was, you know, wide open", "The gate was wide open", "clean", "filler"),
        ("It stays shut because, you know, because it broke", "It stays shut because it broke", "clean", "repetition"),
        ("We have no plan for it. None. We may get one", "We have no plan for it. We may get one", "shortened", "cut-unmarked"),
        ("He knew they wanted -- they wanted a gate", "He knew they wanted a gate", "clean", "repetition"),
        ("a very, very old gate", "a very old gate", "clean", "repetition"),
        ("The gate that stood by the mill for years was open", "The gate ... was open", "shortened-marked", "cut-marked"),
        ("He closed the gate at noon", "[Brill] closed the gate at noon", "shortened-marked", "bracket"),
        ("He closed it at noon", "He closed [the gate] at noon", "shortened-marked", "bracket"),
        ("The gate that stood beside Tander mill was open", "The gate was open", "shortened", "cut-unmarked"),
        ("We saw the gates open at noon", "We saw the gate open at noon", "differs-minor", "grammar"),
        ("He said that the gate was open", "He said the gate was open", "differs-minor", "grammar"),
        ("The gate gave the town a fright", "The gate gave the village a fright", "differs-minor", "lexical"),
        ("The gate was open at noon", "The wooden gate was open at noon", "differs-minor", "insert"),
        ("As a sailor, I know that gate", "I know that gate, as a sailor", "differs-minor", "transposition"),
        ("We certainly know that gate", "Certainly we know that gate", "differs-minor", "transposition"),
    ],
)
def test_a_difference_has_its_kind_and_the_witness_its_class(base: str, printed: str, wanted: str, kind: str | None) -> None:
    witness_class, regions = compared(base, printed)
    assert witness_class == wanted
    assert [region[0] for region in regions[:1]] == ([kind] if kind else [])


@pytest.mark.parametrize(
    ("base", "printed", "reason"),
    [
        ("ten boats left the harbour", "nine boats left the harbour", "number"),
        ("tens of thousands of boats left", "thousands of boats left", "number"),
        ("it cost 5 million crowns", "it cost 5 billion crowns", "number"),
        ("The council did not vote", "The council did vote", "negation"),
        ("The gate is safe for boats", "The gate is not safe for boats", "negation"),
        ("We can’t open the gate", "We can open the gate", "negation"),
        ("The gate will open at noon", "The gate could open at noon", "modal"),
        ("I think the gate will hold, and I think they know", "I think the gate will hold, and they know", "hedge"),
        ("The gate is probably safe", "The gate is safe", "hedge"),
        ("It lasted about 20 days", "It lasted 20 days", "hedge"),
        ("all boats were late", "some boats were late", "quantifier"),
        ("I know that only sailors voted against it", "I know that sailors voted against it", "quantifier"),
        ("the town thanked Mara Odum for it", "the town thanked Mara Brill for it", "name"),
        ("they will meet on Friday at noon", "they will meet on Monday at noon", "date"),
        ("since 1987 the gate has held", "since 1978 the gate has held", "date"),
        ("it took three days to mend", "it took three weeks to mend", "unit"),
        ("prices will rise in the harbour", "prices will fall in the harbour", "polarity"),
        ("that order was legal then", "that order was illegal then", "polarity"),
        ("there was widespread systematic fraud here", "there was widespread fraud here", "adjective"),
        ("they arrested the armed sailors", "they arrested the sailors", "adjective"),
    ],
)
def test_what_may_change_the_meaning_is_critical_and_says_why(base: str, printed: str, reason: str) -> None:
    witness_class, regions = compared(base, printed)
    assert witness_class == "differs-critical"
    assert reason in [region[1] for region in regions if region[0] == "critical"]


@pytest.mark.parametrize(
    ("base", "printed"),
    [
        ("It will open at noon", "It’ll open at noon"),
        ("it is going to open at noon", "it will open at noon"),
        ("I’d never said that of him", "I never said that of him"),
        ("everyone knows that gate", "everybody knows that gate"),
        ("I was unsatisfied with the gate", "I wasn’t satisfied with the gate"),
        ("all of a sudden the gate broke", "suddenly the gate broke"),
        ("Mrs Odum knows that gate", "Mara Odum knows that gate"),
        ("Zelenskyy came to the gate with Zelenskyy", "Zelenskyy came to the gate with Zelensky"),
        ("I say maybe it holds", "I say perhaps it holds"),
        ("under the sign of two Brills there", "under the sign of two Brill there"),
    ],
)
def test_other_words_for_the_same_are_not_critical(base: str, printed: str) -> None:
    assert compared(base, printed)[0] != "differs-critical"


def test_tens_of_thousands_against_thousands_is_one_region() -> None:
    _, regions = compared("They sent tens of thousands of their own sailors home", "sent thousands of their sailors home")
    assert ("critical", "number", "tens of thousands", "thousands") in regions


def test_two_places_printed_as_one_are_joined() -> None:
    between = "The council met twice. Nobody came to the second meeting because of the storm. Brill read the letters aloud. "
    base = f"The gate has been broken since the winter. {between}The town must pay for a new gate."
    assert compared(base, "The gate has been broken since the winter. The town must pay for a new gate.")[0] == "joined"


def test_a_hedge_inside_a_marked_cut_is_no_critical_difference() -> None:
    base = "The gate is open. But I think we have to close it before noon."
    assert compared(base, "The gate is open. ... We have to close it before noon.")[0] == "shortened-marked"


def test_an_added_and_is_an_insert() -> None:
    assert compared("It was late. The gate was open", "It was late. And the gate was open")[1][0][0] == "insert"


def test_words_that_the_record_could_not_hear_make_it_doubtful() -> None:
    result = compare(
        tokenize("You have no idea (INAUDIBLE). The gate is open."), tokenize("You have no idea who they are. The gate is open.")
    )
    assert "record-doubtful" in result.flags
    assert result.witness_class == "differs-minor"


def test_a_name_guessed_in_the_record_is_typography() -> None:
    assert compared("Ask Judge Curdo (PH) about the gate", "Ask Judge Curdel about the gate")[0] == "normalised"


def test_a_translation_is_never_critical() -> None:
    base, printed = tokenize("ten boats will leave"), tokenize("nine boats may leave")
    result = compare(base, printed, given=["translated"])
    assert result.witness_class == "differs-minor"
    assert [r.kind for r in result.regions] == ["lexical", "lexical"]


def test_a_region_widens_to_the_whole_figure_name_or_date() -> None:
    base, printed = "the vote of 21 March was close", "the vote of 12 March was close"
    wholes = ([Span(12, 20)], [Span(12, 20)])
    words, other = tokenize(base), tokenize(printed)
    regions = find_regions(words, other, align(words, other), wholes)
    assert [(r.base_text, r.witness_text) for r in regions] == [("21 March", "12 March")]


def test_fragments_and_clipped_conditions_are_flagged() -> None:
    base = tokenize("The town will pay for it only if Brill agrees. It will not fail.")
    assert compare(base, tokenize("The town will pay for it")).flags == ("clipped", "fragment")
    assert compare(base, tokenize("It will not fail.")).flags == ()


def region(kind: str) -> Region:
    return Region(kind=kind, weight=0, base=Span(0, 1), base_text="a", witness=Span(0, 1), witness_text="b")  # type: ignore[arg-type]


def test_where_several_kinds_meet_the_gravest_class_stands() -> None:
    order = ["critical", "join", "cut-unmarked", "lexical", "cut-marked", "filler", "typography"]
    classes = [class_of([region(kind) for kind in order[k:]]) for k in range(len(order))]
    assert classes == ["differs-critical", "joined", "shortened", "differs-minor", "shortened-marked", "clean", "normalised"]


@pytest.mark.parametrize(
    ("base", "printed", "kind"),
    [
        ("It held. I gather the gate will be rebuilt by May.", "It held. The gate will be rebuilt by May.", "critical"),
        ("It held. As I see it, the gate was never tested.", "It held. The gate was never tested.", "critical"),
        ("The gate was putatively safe that night.", "The gate was safe that night.", "critical"),
        ("The gate was absolutely safe that night.", "The gate was safe that night.", "lexical"),
        ("It held. I have to say, the gate was never tested.", "It held. The gate was never tested.", "filler"),
    ],
)
def test_a_viewpoint_is_known_by_its_form_and_a_filler_is_none(base: str, printed: str, kind: str) -> None:
    assert [region.kind for region in compare(tokenize(base), tokenize(printed)).regions] == [kind]
