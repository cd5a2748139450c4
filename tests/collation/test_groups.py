"""What is left of a group is looked up, and found as a look at all of it would."""

from collections import defaultdict
from collections.abc import Sequence

from hypothesis import given
from hypothesis import strategies as st

from onrecord.collation.groups import Left, family_of
from onrecord.collation.links import ATTACH, share_held
from onrecord.collation.members import Item, Member, read_items
from onrecord.collation.statements import _build
from onrecord.records import Quote, Report, Span

WORDS = st.lists(st.sampled_from("the gate of sluice failed 40 not harbour [quay] we".split()), min_size=1, max_size=9).map(" ".join)
MEMBERS = st.lists(st.tuples(st.lists(WORDS, min_size=1, max_size=3), st.sampled_from("fgh"), st.booleans()), min_size=1, max_size=16)
Given = list[tuple[list[str], str, bool]]


def members_of(given_members: Given) -> list[Member]:
    return [member(f"r{number:02}", *each) for number, each in enumerate(given_members)]


def member(report: str, stretches: list[str], family: str, is_marked: bool) -> Member:
    """Stretches that stand in marks, or are told, in a report."""
    text = ". ".join(stretches)
    starts = [sum(len(each) + 2 for each in stretches[:number]) for number in range(len(stretches))]
    spans = tuple(Span(start, start + len(each)) for start, each in zip(starts, stretches, strict=True))
    quote = Quote(quote_id=report, kind="direct" if is_marked else "indirect", content=spans)
    return Member(report=Report(report_id=report, text=text), quotes=(quote,), story_id="flood", speaker_id="odum", family=family)


def fullest(left: Sequence[Item]) -> list[Item]:
    """The base, by a look at all that is left."""
    by_member = defaultdict(list)
    for item in left:
        by_member[item.member_id].append(item)

    def size(items: list[Item]) -> int:
        return sum(len(item.words) for item in items if item.stretch.is_marked)

    grams_of_family = defaultdict(set)
    for item in left:
        grams_of_family[family_of(item.member)] |= item.grams

    def standing(items: list[Item]) -> tuple[object, ...]:
        grams = frozenset().union(*(item.grams for item in items))
        stems = frozenset().union(*(item.stems for item in items))
        holding = {
            family_of(item.member)
            for item in left
            if (share_held(item.grams, grams) >= ATTACH if len(item.grams) > 2 else bool(item.stems) and item.stems <= stems)
        }
        shared = sum(len(grams & other) for family, other in grams_of_family.items() if family != family_of(items[0].member))
        return not size(items), -len(holding), -shared, -size(items), items[0].member_id

    tried = sorted(by_member.values(), key=lambda items: (-size(items), items[0].member_id))[:12]
    return min(tried, key=standing)


@given(MEMBERS)
def test_the_base_is_the_fullest_of_what_is_left(given_members: Given) -> None:
    items = [item for own in read_items(members_of(given_members)).values() for item in own]
    group, left = Left(items), sorted(items, key=lambda item: item.key)
    while group:
        base = group.choose_base()
        assert [item.key for item in base] == [item.key for item in fullest(left)]
        taken = {base[0].key, left[-1].key}
        group.take(taken)
        left = [item for item in left if item.key not in taken]
    assert not left


@given(MEMBERS)
def test_what_is_not_near_is_no_witness(given_members: Given) -> None:
    items = [item for own in read_items(members_of(given_members)).values() for item in own]
    items.sort(key=lambda item: item.key)
    base = [item for item in items if item.member_id == items[0].member_id]
    assert _build(base, Left(items).near, None) == _build(base, lambda _: items, None)
