"""What few reports must not do: a model that measures a link against its neighbours could join whatever lies nearest."""

from onrecord.linking import group_all
from onrecord.records import Report
from onrecord.stories import features

UNRELATED = [
    "The Tarn dam above Lowbridge failed on Tuesday and the river Wend flooded Quillgate, engineer Odalys Marsh said.",
    "Councillors in Ashby Vale voted to sell the Corbel tram depot to Hexham Freight, treasurer Ivo Pellam told them.",
    "Striker Teodor Vance scored twice as Brackley Rovers beat Nunfield in the last match of the season.",
    "A painting by Imre Halloran, lost for sixty years, was found behind a stove in a Selwick bakery.",
    "Shares in Pelorus Mining fell by a fifth after the company halted work at its Zamora pit.",
]


def stories_of(texts: list[str], published: str | None = None) -> list[tuple[str, ...]]:
    known = {f"r{number}": features(Report(report_id=f"r{number}", text=text, published=published)) for number, text in enumerate(texts)}
    return [group.report_ids for group in group_all(known)]


def test_unrelated_reports_stay_apart_however_few() -> None:
    for count in range(2, len(UNRELATED) + 1):
        assert all(len(story) == 1 for story in stories_of(UNRELATED[:count]))


def test_unrelated_reports_of_one_day_stay_apart() -> None:
    assert all(len(story) == 1 for story in stories_of(UNRELATED, "2024-03-05"))


def test_two_reports_of_one_event_are_a_story_even_alone() -> None:
    again = "Engineer Odalys Marsh said the Tarn dam had failed above Lowbridge. Quillgate was flooded by the river Wend."
    assert stories_of([UNRELATED[0], again]) == [("r0", "r1")]


def test_a_shared_place_is_not_a_shared_event() -> None:
    other = "A bakery in Quillgate won the county prize for its rye bread, judges announced; the owner, Petra Lund, wept."
    assert all(len(story) == 1 for story in stories_of([UNRELATED[0], other]))
