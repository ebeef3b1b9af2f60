"""What the style page shows can be used by everybody, in both schemes."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, StorageState

from tests.browser.looking import LEVELS, findings


@pytest.fixture
def style_page(browser: Browser, portal_url: str, logged_in: StorageState) -> Iterator[Page]:
    """The style page as somebody sees it who works on the portal."""
    context = browser.new_context(storage_state=logged_in)
    page = context.new_page()
    page.goto(f"{portal_url}/stil/")
    yield page
    context.close()


def test_axe_finds_nothing_in_either_scheme(style_page: Page) -> None:
    # Parts that a reader's page has once stand here many times, so their names repeat.
    assert findings(style_page, LEVELS) == []


def test_both_schemes_stand_side_by_side_whatever_the_reader_prefers(style_page: Page) -> None:
    brightness = "name => getComputedStyle(document.querySelector(name)).backgroundColor"
    seen = []
    for preferred in ("light", "dark"):
        style_page.emulate_media(color_scheme=preferred)
        seen.append(
            [style_page.evaluate(brightness, f".scheme-{one}") for one in ("light", "dark")]
        )

    assert seen[0] == seen[1]
    assert seen[0][0] != seen[0][1]
    assert not style_page.evaluate("document.documentElement.scrollWidth > innerWidth")
