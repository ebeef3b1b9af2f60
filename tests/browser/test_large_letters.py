"""Letters twice as large on a small phone: longer words wrap, nothing is scrolled sideways."""

import pytest
from playwright.sync_api import BrowserType

from tests.browser.looking import SCROLLS_SIDEWAYS, UNFOLD
from tests.browser.pages import LANGUAGES, page_types

pytestmark = pytest.mark.browser
#: What stands out, where nothing inside it does.
WIDEST = """() => {
    const out = one => one.checkVisibility() && one.getBoundingClientRect().right > innerWidth + 1;
    const all = [...document.querySelectorAll('main *:not(svg, svg *)')];
    const widest = all.filter(one => out(one) && ![...one.children].some(out));
    return widest.slice(0, 3).map(one => `${one.className}: ${one.textContent.trim()}`);
}"""


def test_letters_twice_as_large_fit_on_a_small_phone(
    portal_url: str, browser_type: BrowserType, browser_type_launch_args: dict
):
    args = [*browser_type_launch_args["args"], "--blink-settings=defaultFontSize=32"]
    browser = browser_type.launch(**browser_type_launch_args | {"args": args})
    page = browser.new_page(base_url=portal_url, viewport={"width": 360, "height": 740})
    too_wide = {}
    for path in [path for language in LANGUAGES for path in page_types(portal_url, language)]:
        page.goto(path)
        page.evaluate(UNFOLD)
        if page.evaluate(SCROLLS_SIDEWAYS):
            too_wide[path] = page.evaluate(WIDEST)
    browser.close()
    assert too_wide == {}
