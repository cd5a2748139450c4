"""axe-core finds no violation of WCAG 2.2 AA on any page, on light paper and on dark."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from tests.web.browser.pages_of import addresses
from tests.web.browser.serving import DRAFT, RECORD, Served

axe = pytest.importorskip("axe_playwright_python.sync_playwright")
RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"], "resultTypes": ["violations"]}


def violations(page: Any) -> list[str]:
    found = axe.Axe().run(page, options=RULES).response["violations"]
    return [f"{page.url}: {each['id']}: {node['html'][:160]}" for each in found for node in each["nodes"]]


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_no_page_has_a_violation(open_page: Callable[..., Any], desk: Served, theme: str) -> None:
    page = open_page(desk, color_scheme=theme)
    found = []
    for address in addresses(page):
        page.goto(address)
        page.evaluate("for (const fold of document.querySelectorAll('details')) fold.open = true")
        found += violations(page)
        if page.get_by_role("button", name="Side by side").count():
            page.get_by_role("button", name="Side by side").click()
            found += violations(page)
    page.goto("/enter")
    found += violations(page)
    assert not found


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_no_page_to_write_on_has_a_violation(open_page: Callable[..., Any], writable: Served, theme: str) -> None:
    page = open_page(writable, color_scheme=theme)
    report = next(address for address in addresses(page) if address.startswith("/reports/"))
    found = []
    for address in ("/", "/add", report):
        page.goto(address)
        page.evaluate("for (const fold of document.querySelectorAll('details')) fold.open = true")
        found += violations(page)
    page.goto("/check")
    page.locator("input[name=draft]").set_input_files(str(DRAFT))
    page.locator("input[name=record]").set_input_files(str(RECORD))
    page.get_by_role("button", name="Check the draft").click()
    found += violations(page)
    page.goto("/add")
    page.locator("input[type=file]").first.set_input_files(str(DRAFT))
    page.get_by_role("button", name="Add reports").click()
    page.wait_for_url("**/added/**", timeout=60_000)
    found += violations(page)
    assert not found
