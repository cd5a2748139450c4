"""What the pages say, over views made by hand."""

import re

import msgspec

from onrecord import pages
from onrecord.pages import drawing
from tests.pages import made


def page(template: str, view: object, write: bool = False) -> str:
    frame = pages.Frame(address="/x", write=write, csrf="t")
    return pages.render(template, page=view, around=made.around(), frame=frame)


def words(html: str) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", html).split())


def test_an_empty_cell_says_that_no_report_is_held() -> None:
    story = page("story.html", made.story_page())
    assert '<td class="empty">no report held</td>' in story
    assert "omitted" not in story


def test_each_class_in_the_matrix_has_a_shape_and_words() -> None:
    story = page("story.html", made.story_page())
    assert '<use href="#m-same"/>' in story and '<use href="#m-differs-critical"/>' in story
    assert "words differ, the meaning may too" in words(story)


def test_every_class_has_a_shape() -> None:
    from typing import get_args

    from onrecord.records import WitnessClass

    shapes = page("story.html", made.story_page())
    assert all(f'id="m-{name}"' in shapes for name in get_args(WitnessClass))


def test_a_partial_date_is_drawn_as_such_and_is_not_first() -> None:
    story = page("story.html", made.story_page())
    timeline = story[story.index('id="timeline"') : story.index('id="shared"')]
    leaflet = timeline[timeline.index("leaflet.txt</a>") :]
    assert 'class="unsure"' in leaflet and "date not exact" in leaflet
    assert words(story).count("2 April 2026 first of those held") == 1


def test_differences_are_struck_underlined_and_lettered() -> None:
    statement = page("statement.html", made.statement_page())
    assert '<del><span class="unseen">base: </span>two</del>' in statement
    assert '<ins><span class="unseen">here: </span>three</ins><i class="letter" aria-hidden="true">m</i>' in statement


def test_the_words_of_a_version_read_on_as_printed() -> None:
    statement = page("statement.html", made.statement_page())
    row = statement[statement.index('id="w-2"') :]
    printed = re.search(r'<p class="words">(.*?)</p>', row, re.S)
    assert printed is not None
    kept = re.sub(r"<del>.*?</del> ?|<i .*?</i>|<span class=\"unseen\">.*?</span>", "", printed[1])
    assert words(kept).replace(" ", "") == "“Wefoundthreecracksandwewillwaitfora[furtherone].”"


def test_a_word_of_the_base_opens_what_others_have() -> None:
    statement = page("statement.html", made.statement_page())
    assert "<details" in statement and "1 of 2 printed versions have “two”" in words(statement)


def test_the_outlets_own_page_is_reached_at_the_words() -> None:
    assert 'href="https://valley.example/b#:~:text=We%20found"' in page("statement.html", made.statement_page())


def test_a_report_has_forms_only_where_writing_is_enabled() -> None:
    assert "/corrections" not in page("report.html", made.report_page())
    assert 'name="token" value="t"' in page("report.html", made.report_page(), write=True)


def test_two_occasions_stand_side_by_side_without_marks_of_difference() -> None:
    speaker = page("speaker.html", made.speaker_page())
    assert "nothing near it on this occasion" in speaker
    assert "<ins>" not in speaker and "<del>" not in speaker and "differs" not in words(speaker)


def test_a_partial_date_covers_the_days_that_it_may_mean() -> None:
    places = drawing.scale_dates(["2026-04-01", "2026-04"]).places
    assert places[1] == drawing.Stretch(0.0, 1.0)
    assert places[0] == drawing.Stretch(0.0, 0.0)


def test_any_numbers_have_their_place_between_the_ends() -> None:
    scale = drawing.scale_numbers([None, -5, 1e300, float("inf")], [3, None, 1e300, float("inf")])
    assert all(place is None or 0 <= place.left <= place.right <= 1 for place in scale.places)


def test_no_date_however_odd_stops_a_picture() -> None:
    odd = ["0001", "9999-12-31", "2026-13", "20260310", "yesterday", "", None, "2026-03-10T25:00", "2026-W11"]
    assert len(drawing.scale_dates(odd).places) == len(odd)


def test_a_notebook_shows_the_same_body_without_links_into_the_desk() -> None:
    for body, view in (("story_body.html", made.story_page()), ("statement_body.html", made.statement_page())):
        shown = pages.render("notebook.html", body=body, page=view, around=made.around())
        assert 'href="/' not in shown and "<script" not in shown
        assert "Isolde Farrow" in shown and "@scope" in shown and "form { display: none; }" in shown


def test_another_form_of_a_name_says_why_it_is_taken_for_one() -> None:
    assert "Izzy Farrow one first name is short for the other" in words(page("speaker.html", made.speaker_page()))


def test_a_name_that_runs_the_other_way_does_not_turn_what_stands_beside_it() -> None:
    rules = dict(re.findall(r"^([^{}\n]+) \{ unicode-bidi: (\w+); \}$", str(pages.rendering.stylesheet()), re.M))
    assert {"a", ".who", "cite"} <= {each.strip() for each in next(name for name, kind in rules.items() if kind == "isolate").split(",")}


def test_a_statement_says_how_much_of_it_is_not_drawn() -> None:
    left_out = {"versions_left_out": 301, "conflicts_left_out": 1, "echoes_left_out": 2}
    view = msgspec.structs.replace(made.statement_page(), echoes=(made.STATEMENT_LINE,), **left_out)
    shown = words(page("statement.html", view))
    for told in ("301 more versions are held and not drawn", "1 more report gives them to another speaker", "2 more echoes are held"):
        assert told in shown
