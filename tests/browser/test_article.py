"""Reading an article in a real browser: finding the way, looking up words, with the reader's own settings."""

import re
from collections.abc import Iterator
from functools import partial

import pytest
from playwright.sync_api import Browser, BrowserType, Page, expect

from tests.browser.looking import ALL_RULES, findings
from tests.browser.pages import get
from tests.browser.test_reading import tab_to
from tests.sitemap import sitemap_paths

pytestmark = pytest.mark.browser

ARTICLE = "/artikel/muskulaere-dysbalance/"
DESKTOP = {"width": 1366, "height": 800}
PHONE = {"width": 390, "height": 844}
#: What WCAG 1.4.12 lets readers set without losing anything.
TEXT_SPACING = """
    * { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important }
    p { margin-block-end: 2em !important }
"""


@pytest.fixture
def wide(browser: Browser, portal_url: str) -> Iterator[Page]:
    """The article on a desktop, with nothing that scrolls by itself."""
    context = browser.new_context(viewport=DESKTOP, reduced_motion="reduce")
    page = context.new_page()
    page.goto(portal_url + ARTICLE)
    yield page
    context.close()


@pytest.fixture
def narrow(browser: Browser, portal_url: str) -> Iterator[Page]:
    """The article on a phone, with nothing that scrolls by itself."""
    context = browser.new_context(viewport=PHONE, reduced_motion="reduce")
    page = context.new_page()
    page.goto(portal_url + ARTICLE)
    yield page
    context.close()


# --- The list of contents ----------------------------------------------------------------------


def test_the_contents_stay_in_view_beside_the_text_and_mark_where_the_reader_is(wide: Page):
    headings = wide.locator(".article-text h2[id]")
    for heading in (headings.nth(4), headings.nth(8), headings.nth(2)):
        heading.evaluate("heading => heading.scrollIntoView()")

        here = wide.locator(".contents [aria-current]")
        expect(here).to_have_attribute("href", f"#{heading.get_attribute('id')}")
        expect(here).to_have_attribute("aria-current", "true")
        expect(here).to_be_in_viewport()


def test_above_the_first_section_nothing_is_marked(wide: Page):
    expect(wide.locator(".contents a").first).to_be_visible()
    expect(wide.locator(".contents [aria-current]")).to_have_count(0)


def test_on_a_phone_the_contents_are_folded_and_lead_to_their_section(narrow: Page):
    entry = narrow.locator(".contents a").nth(3)
    expect(entry).not_to_be_visible()

    narrow.locator(".contents summary").click()
    expect(entry).to_be_visible()
    assert findings(narrow, ALL_RULES) == []
    entry.click()

    expect(narrow.locator(entry.get_attribute("href") or "")).to_be_in_viewport()


@pytest.mark.parametrize("viewport", [DESKTOP, PHONE], ids=["desktop", "phone"])
def test_the_contents_are_complete_without_javascript(
    browser: Browser, portal_url: str, viewport: dict[str, int]
):
    context = browser.new_context(java_script_enabled=False, viewport=viewport)
    page = context.new_page()
    page.goto(portal_url + ARTICLE)
    if viewport is PHONE:
        page.locator(".contents summary").click()

    expect(page.locator(".contents a").first).to_be_visible()
    expect(page.locator(".contents a").last).to_be_visible()
    context.close()


# --- Words looked up ---------------------------------------------------------------------------


def test_a_term_opens_its_meaning_by_keyboard_and_escape_leads_back_to_it(wide: Page):
    tab_to(wide, "a.term")
    term = wide.locator(":focus")
    wide.keyboard.press("Enter")

    note = wide.get_by_role("dialog")
    expect(note).to_be_visible()
    expect(note).to_be_focused()
    expect(note).to_have_accessible_name(re.compile(r"\w"))
    assert wide.url.endswith(ARTICLE)
    assert findings(wide, ALL_RULES) == []

    wide.keyboard.press("Escape")
    expect(note).not_to_be_visible()
    expect(term).to_be_focused()
    expect(term).to_have_attribute("aria-expanded", "false")


def test_the_keyboard_goes_through_a_meaning_and_on_behind_its_term(wide: Page):
    """The note stands at the end of the article: left open, it would cover what comes next."""
    term = wide.locator("a.term").first
    term.press("Enter")
    note = wide.get_by_role("dialog")

    wide.keyboard.press("Tab")
    expect(note.get_by_role("link")).to_be_focused()
    wide.keyboard.press("Tab")
    expect(note.get_by_role("button")).to_be_focused()
    wide.keyboard.press("Tab")

    expect(note).not_to_be_visible()
    expect(wide.locator("article a.term, article .prose a").nth(1)).to_be_focused()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_on_a_phone_the_meaning_fits_the_screen_and_closes_with_a_tap(narrow: Page, scheme: str):
    narrow.emulate_media(color_scheme=scheme)
    term = narrow.locator("a.term").first
    term.click()

    note = narrow.locator(".term-note:popover-open")
    expect(note).to_be_in_viewport(ratio=1)
    assert findings(narrow, ALL_RULES) == []

    note.get_by_role("button").click()
    expect(note).to_have_count(0)
    expect(term).to_be_focused()


def test_the_meaning_stands_below_its_term_on_a_desktop(wide: Page):
    term = wide.locator("a.term").nth(1)
    term.evaluate("term => term.scrollIntoView({block: 'center'})")
    term.click()

    word, note = term.bounding_box(), wide.locator(".term-note:popover-open").bounding_box()
    assert word
    assert note
    assert 0 <= note["y"] - (word["y"] + word["height"]) < 20
    assert abs(note["x"] - word["x"]) < 500


def test_without_javascript_a_term_leads_to_its_entry_in_the_glossary(
    browser: Browser, portal_url: str
):
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(portal_url + ARTICLE)
    expect(page.locator(".term-note").first).not_to_be_visible()

    page.locator("a.term").first.click()

    expect(page).to_have_url(re.compile(r"/glossar/#"))
    expect(page.locator(":target")).to_be_visible()
    context.close()


# --- Plain German ------------------------------------------------------------------------------


def test_plain_german_is_one_tap_away_and_so_is_the_way_back(narrow: Page):
    narrow.locator(".plain-switch a").click()
    expect(narrow.locator("html")).to_have_attribute("lang", "de-simple")

    narrow.locator(".plain-switch a").click()
    expect(narrow).to_have_url(re.compile(f"{ARTICLE}$"))


# --- The reader's own text size and spacing ----------------------------------------------------

CLIPPED = """() => [...document.querySelectorAll('body *')].filter(element => {
    const style = getComputedStyle(element);
    const hidden = ['hidden', 'clip'];
    if (!hidden.includes(style.overflowX) && !hidden.includes(style.overflowY)) return false;
    if (style.position === 'absolute' || element.closest('svg') || !element.checkVisibility()) return false;
    return element.scrollWidth > element.clientWidth + 1 || element.scrollHeight > element.clientHeight + 1;
}).map(element => element.outerHTML.slice(0, 90))"""
SIDEWAYS = "document.documentElement.scrollWidth > innerWidth"
#: Links and buttons whose words stand outside of their own box.
SPILLED = """() => [...document.querySelectorAll('main :is(a, button, summary, p, li, h1, h2, h3, dt, dd), header a')]
    .filter(element => !element.closest('svg') && element.checkVisibility()
        && getComputedStyle(element).display !== 'inline'
        && getComputedStyle(element).clipPath === 'none'
        && element.scrollWidth > element.clientWidth + 2)
    .map(element => `${element.scrollWidth} in ${element.clientWidth}: ${element.outerHTML.slice(0, 90)}`)"""


@pytest.fixture(scope="module")
def exercise(portal_url: str) -> str:
    """The address of an exercise."""
    paths = sitemap_paths(partial(get, portal_url))
    return next(path for path in paths if re.fullmatch("/uebungen/[^/]+/", path))


def lost(page: Page) -> list[str]:
    """What cannot be read any more: clipped, spilled or only reached by scrolling sideways."""
    sideways = ["the page scrolls sideways"] if page.evaluate(SIDEWAYS) else []
    return sideways + page.evaluate(CLIPPED) + page.evaluate(SPILLED)


@pytest.mark.parametrize("viewport", [DESKTOP, PHONE], ids=["desktop", "phone"])
def test_nothing_is_lost_with_wide_text_spacing(
    browser: Browser, portal_url: str, exercise: str, viewport: dict[str, int]
):
    context = browser.new_context(viewport=viewport, bypass_csp=True)
    page = context.new_page()
    problems = {}
    for path in ("/", ARTICLE, exercise):
        page.goto(portal_url + path)
        page.add_style_tag(content=TEXT_SPACING)
        if found := lost(page):
            problems[path] = found
    context.close()

    assert problems == {}


@pytest.mark.parametrize("viewport", [DESKTOP, PHONE], ids=["desktop", "phone"])
def test_nothing_is_lost_when_the_text_alone_is_twice_as_large(
    browser_type: BrowserType,
    browser_type_launch_args: dict,
    portal_url: str,
    exercise: str,
    viewport: dict[str, int],
):
    args = [*browser_type_launch_args["args"], "--blink-settings=defaultFontSize=32"]
    browser = browser_type.launch(**browser_type_launch_args | {"args": args})
    page = browser.new_page(viewport=viewport)
    problems = {}
    for path in ("/", ARTICLE, exercise):
        page.goto(portal_url + path)
        assert page.evaluate("parseFloat(getComputedStyle(document.body).fontSize)") >= 36
        if found := lost(page):
            problems[path] = found
    browser.close()

    assert problems == {}


def test_every_text_of_a_page_grows_with_the_readers_text_size(
    browser: Browser, portal_url: str, exercise: str
):
    page = browser.new_page(viewport=PHONE)
    fixed = {}
    for path in ("/", ARTICLE, exercise):
        page.goto(portal_url + path)
        fixed[path] = page.evaluate(
            """() => {
                const texts = [...document.querySelectorAll('body *')].filter(element =>
                    !element.closest('svg') && element.checkVisibility()
                    && [...element.childNodes].some(node => node.nodeType === 3 && node.data.trim()));
                const size = element => parseFloat(getComputedStyle(element).fontSize);
                const before = texts.map(size);
                document.documentElement.style.fontSize = '200%';
                return texts.filter((element, i) => size(element) < 1.6 * before[i])
                    .map(element => element.outerHTML.slice(0, 90));
            }"""
        )
    page.close()

    assert fixed == {"/": [], ARTICLE: [], exercise: []}
