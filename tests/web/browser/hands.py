"""The ways in which a person uses a page: with a mouse, or with keys alone."""

from __future__ import annotations

from typing import Any

MOST_TABS = 400


class Mouse:
    """Points and clicks."""

    def __init__(self, page: Any) -> None:
        self.page = page
        self.clicks = 0

    def press(self, locator: Any) -> None:
        """Follow a link or push a button, and wait for the page to which it leads."""
        self.clicks += 1
        with self.page.expect_event("framenavigated"):
            self.push(locator)
        self.page.wait_for_load_state()

    def push(self, locator: Any) -> None:
        """Push what leads to no other page, such as a fold."""
        locator.first.click()

    def write(self, locator: Any, text: str) -> None:
        """Fill a field."""
        locator.first.fill(text)

    def give(self, locator: Any, files: list[str]) -> None:
        """Choose files; the window in which they are chosen is the system's."""
        locator.first.set_input_files(files)

    def tick(self, locator: Any) -> None:
        """Tick a box."""
        locator.first.check()

    def choose(self, locator: Any, words: str) -> None:
        """Choose from a list what reads so."""
        locator.first.select_option(label=words)


class Keys(Mouse):
    """Reaches everything with Tab and uses it with Enter, Space, letters and arrows."""

    def _reach(self, locator: Any) -> None:
        target = locator.first.element_handle()
        if target.evaluate("e => e === document.activeElement"):
            return
        for _ in range(MOST_TABS):
            self.page.keyboard.press("Tab")
            if target.evaluate("e => e === document.activeElement"):
                return
        raise AssertionError(f"{locator} cannot be reached with Tab")

    def push(self, locator: Any) -> None:
        self._reach(locator)
        self.page.keyboard.press("Enter")

    def write(self, locator: Any, text: str) -> None:
        self._reach(locator)
        self.page.keyboard.insert_text(text)

    def give(self, locator: Any, files: list[str]) -> None:
        self._reach(locator)
        super().give(locator, files)

    def tick(self, locator: Any) -> None:
        self._reach(locator)
        if not locator.first.is_checked():
            self.page.keyboard.press("Space")

    def choose(self, locator: Any, words: str) -> None:
        self._reach(locator)
        self.page.keyboard.type(words)
