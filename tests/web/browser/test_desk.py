"""What a newsroom does at the desk, in a real browser: with a mouse, with keys alone, and without JavaScript."""

from __future__ import annotations

import io
import re
from collections.abc import Callable
from typing import Any, NamedTuple

import pypdf
import pytest

from tests.web.browser.hands import Keys, Mouse
from tests.web.browser.pages_of import addresses, listed
from tests.web.browser.serving import DRAFT, RECORD, REPORTS, Served

MOST_LOOKS = 60
WAYS = {"mouse": (Mouse, True), "keys": (Keys, True), "without-script": (Mouse, False)}


class Way(NamedTuple):
    """A way to use the desk."""

    name: str
    open_page: Callable[..., Any]

    def __call__(self, desk: Served) -> Mouse:
        """Stand before the front page of a desk."""
        hand, script = WAYS[self.name]
        page = self.open_page(desk, java_script_enabled=script)
        page.goto("/")
        return hand(page)


@pytest.fixture(params=WAYS)
def way(request: pytest.FixtureRequest, open_page: Callable[..., Any]) -> Way:
    return Way(request.param, open_page)


def wait_for_result(page: Any) -> None:
    """The page of an addition looks again by itself until all is read."""
    page.get_by_role("heading", name="What came of it").wait_for(timeout=60_000)


def first_speaker(page: Any, report: str, awaited: str) -> str:
    """Whom the margin of a report names beside its first quotation; a change may take a moment where the machine is busy."""
    for _ in range(MOST_LOOKS):
        page.goto(f"/reports/{report}")
        name: str = page.locator(".margin .who").first.inner_text()
        if name == awaited:
            break
        page.wait_for_timeout(1_000)
    return name


def version_with(page: Any, words: str) -> Any:
    return page.locator(".version", has=page.locator("ins", has_text=words))


def test_the_samples_are_added_by_the_form_and_the_changed_number_is_near(way: Way, empty: Served) -> None:
    hand = way(empty)
    page = hand.page
    hand.press(page.get_by_role("link", name="Add", exact=True))
    hand.give(page.locator("input[name=file]"), [str(path) for path in REPORTS])
    hand.press(page.get_by_role("button", name="Add reports"))
    wait_for_result(page)
    told = {name: int(page.locator(".counts div", has_text=name).locator("dd").inner_text()) for name in ("stored", "already there")}
    assert sum(told.values()) == 19
    hand.press(page.get_by_role("link", name="Where they differ"))

    hand.clicks = 0
    hand.press(page.locator(".difference", has=page.locator("ins", has_text="2019")).locator("a.finding"))
    assert hand.clicks <= 3
    version = version_with(page, "2019")
    assert "2009" in version.locator("del").first.inner_text()
    assert "Carrow Broadcasting" in version.inner_text()


def test_what_house_rules_allow_is_hidden(way: Way, desk: Served) -> None:
    hand = way(desk)
    page = hand.page
    with_cleaning = next(
        each["statement_id"]
        for each in listed(page, "front")
        if {"clean", "differs-critical"} <= {witness["class"] for witness in each["witnesses"]}
    )
    page.goto(f"/statements/{with_cleaning}")
    before, weighty = page.locator(".version .differs").count(), page.locator(".version .differs.weight-3").count()
    hand.choose(page.get_by_label("House rules"), "The Guardian")
    hand.tick(page.get_by_label("hide what they allow"))
    hand.press(page.get_by_role("button", name="Show"))
    assert "hide=1" in page.url
    assert page.locator(".version .differs").count() < before
    assert page.locator(".version .differs.weight-3").count() == weighty > 0


def test_a_printed_version_is_followed_to_its_place_in_the_report(way: Way, desk: Served) -> None:
    hand = way(desk)
    page = hand.page
    hand.press(page.locator(".difference a.finding"))
    version = page.locator(".version:has(.differs)").first
    place = version.locator(".places a").first
    hand.press(place)
    assert "/reports/" in page.url
    sought = page.locator(".sought, #at").first
    sought.wait_for()
    assert sought.bounding_box() is not None
    assert 0 <= page.evaluate("document.querySelector('.sought, #at').getBoundingClientRect().top") < page.viewport_size["height"]


def test_a_link_leads_to_the_words_on_the_outlets_own_page(open_page: Callable[..., Any], desk: Served) -> None:
    page = open_page(desk)
    page.goto("/")
    hrefs = []
    for link in page.locator(".difference a.finding").evaluate_all("links => links.map(link => link.href)"):
        page.goto(link)
        hrefs += page.locator(".places a[rel~=external]").evaluate_all("links => links.map(link => link.href)")
    assert hrefs
    assert all(re.match(r"https?://[^#]+#:~:text=\S+$", href) for href in hrefs)


def test_a_corrected_speaker_stays_after_another_add(way: Way, writable: Served) -> None:
    hand = way(writable)
    page = hand.page
    number = list(WAYS).index(way.name)
    report = max(listed(page, "stories"), key=lambda each: len(each["report_ids"]))["report_ids"][number]
    page.goto(f"/reports/{report}")
    first = page.locator(".margin > div").first
    hand.push(first.locator("summary"))
    hand.write(first.get_by_label("Said by"), "Cosima Vantongeren")
    hand.press(first.get_by_role("button", name="Keep"))
    assert first_speaker(page, report, "Cosima Vantongeren") == "Cosima Vantongeren"

    page.goto("/add")
    words = f"“The tower stands, and {number} others will stand,” said Imogen Rask, the surveyor, on 3 March 2026."
    hand.write(page.get_by_label("Text of a report"), words)
    hand.write(page.get_by_label("Outlet"), "Rask Gazette")
    hand.press(page.get_by_role("button", name="Add reports"))
    wait_for_result(page)
    assert first_speaker(page, report, "Cosima Vantongeren") == "Cosima Vantongeren"


def test_a_draft_is_checked_and_printed(way: Way, desk: Served) -> None:
    hand = way(desk)
    page = hand.page
    hand.press(page.get_by_role("link", name="Check", exact=True))
    hand.give(page.locator("input[name=draft]"), [str(DRAFT)])
    hand.give(page.locator("input[name=record]"), [str(RECORD)])
    hand.press(page.get_by_role("button", name="Check the draft"))
    assert "/sheets/" in page.url
    shown = page.locator("main").inner_text() if page.locator("main").count() else page.locator("body").inner_text()
    assert "not found" in shown.casefold()
    printed = pypdf.PdfReader(io.BytesIO(page.pdf()))
    words = " ".join(sheet.extract_text() for sheet in printed.pages)
    assert "not found" in words.casefold()


def test_a_draft_is_checked_where_writing_is_not_enabled(open_page: Callable[..., Any], desk: Served) -> None:
    page = open_page(desk)
    page.goto("/")
    assert page.get_by_role("link", name="Add", exact=True).count() == 0
    page.get_by_label("Text", exact=True).fill("“We will keep the medicine and the food moving,” Idris Harkaway said.")
    page.get_by_role("button", name="Check the draft").click()
    assert "/sheets/" in page.url


def test_j_and_k_go_through_a_sheet_and_a_digit_resolves(open_page: Callable[..., Any], desk: Served) -> None:
    page = open_page(desk)
    page.goto("/check")
    page.locator("input[name=draft]").set_input_files(str(DRAFT))
    page.locator("input[name=record]").set_input_files(str(RECORD))
    page.get_by_role("button", name="Check the draft").click()
    page.wait_for_url("**/sheets/*")
    items = page.locator("[data-item]")
    page.keyboard.press("j")
    page.keyboard.press("j")
    assert items.nth(1).evaluate("e => e === document.activeElement")
    page.keyboard.press("2")
    assert items.nth(1).locator("input[type=radio]").nth(1).is_checked()
    page.keyboard.press("k")
    assert items.nth(0).evaluate("e => e === document.activeElement")


def test_a_chosen_paper_stays(way: Way, desk: Served) -> None:
    hand = way(desk)
    page = hand.page
    dark = page.get_by_role("button", name="dark", exact=True)
    if page.evaluate("matchMedia('(scripting: enabled)').matches"):
        hand.push(dark)
    else:
        hand.press(dark)
    page.goto("/stories")
    assert page.locator("html").get_attribute("data-theme") == "dark"


def test_no_page_scrolls_sideways(open_page: Callable[..., Any], desk: Served) -> None:
    page = open_page(desk)
    wide = []
    for address in addresses(page):
        for width in (360, 2560):
            page.set_viewport_size({"width": width, "height": 900})
            page.goto(address)
            if page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth"):
                wide.append((address, width))
    assert not wide
