"""A reader's way through the portal in a real browser, against the shipped content."""

import re

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.sitemap import sitemap_paths

pytestmark = pytest.mark.browser

LISTS = [
    "/",
    "/artikel/",
    "/uebungen/",
    "/uebungen/?kind=relaxation&equipment=band",
    "/muskelpaare/",
    "/koerperkarte/",
    "/programme/",
    "/vorbeugen/",
    "/vorbeugen/kurse/",
    "/warnzeichen/",
    "/glossar/",
    "/suche/",
    "/suche/?q=R%C3%BCcken",
    "/gibt-es-nicht/",
]
#: One page of each kind, by the beginning of its address.
DETAILS = [
    "/artikel/",
    "/themen/",
    "/uebungen/",
    "/muskelpaare/",
    "/programme/",
    "/vorbeugen/",
    "/ueber/",
]


@pytest.fixture(scope="session")
def page_types(portal_url, browser: Browser) -> list[str]:
    """Every kind of page once, found in the sitemap like a search engine would."""
    context = browser.new_context()
    paths = sorted(sitemap_paths(lambda path: context.request.get(portal_url + path).text()))
    context.close()
    details = [
        next(path for path in paths if re.fullmatch(f"{start}[^/]+/", path) and path not in LISTS)
        for start in DETAILS
    ]
    return [*LISTS, *details]


def test_pages_ask_no_other_host_and_break_no_security_rule(portal_url, page_types, page: Page):
    asked: set[str] = set()
    complaints: list[str] = []
    page.on("request", lambda request: asked.add(request.url))
    page.on("console", lambda message: complaints.append(message.text))
    for path in page_types[:-1]:
        page.goto(portal_url + path)

    assert [url for url in asked if not url.startswith((portal_url, "data:"))] == []
    assert [text for text in complaints if "404" not in text] == []
    assert page.context.cookies() == []


@pytest.mark.parametrize(
    ("start", "title"),
    [("/", "Dysbalance"), ("/en/", "imbalance"), ("/de-simple/", "Gleichgewicht|Dysbalance")],
)
def test_the_reference_article_is_reached_by_links_in_each_language(
    portal_url, page: Page, start, title
):
    page.goto(portal_url + start)
    page.locator("header a[href*='/artikel/'], header a[href*='/articles/']").first.click()
    page.get_by_role("main").get_by_role("link", name=re.compile(title)).first.click()

    expect(page.locator("html")).to_have_attribute("lang", start.strip("/") or "de")
    expect(page.locator("h1")).to_have_text(re.compile(title))


def tab_to(page: Page, target: str, *, most: int = 150) -> None:
    """Press Tab until the element that `target` selects has the focus."""
    for _ in range(most):
        page.keyboard.press("Tab")
        if page.evaluate("s => document.activeElement.matches(s)", target):
            return
    raise AssertionError(f"{target} is not reached by keyboard on {page.url}")


def focus_is_visible(page: Page) -> bool:
    """Whether the focused element shows it and is not hidden behind something else."""
    return page.evaluate(
        """() => {
            const style = getComputedStyle(document.activeElement);
            return style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2;
        }"""
    )


def test_a_reader_gets_from_home_over_an_exercise_to_a_rating_by_keyboard(portal_url, page: Page):
    page.goto(portal_url)
    page.keyboard.press("Tab")
    expect(page.locator(":focus")).to_have_attribute("href", "#content")
    assert focus_is_visible(page)

    tab_to(page, "a[href='/uebungen/']")
    assert focus_is_visible(page)
    page.keyboard.press("Enter")
    page.wait_for_url("**/uebungen/")

    tab_to(
        page,
        "main a[href^='/uebungen/']:not([href*='?']):not([href='/uebungen/']):not([href*='#'])",
    )
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile(r"/uebungen/[^/?]+/$"))

    tab_to(page, "button[name='helpful'][value='yes']")
    assert focus_is_visible(page)
    page.keyboard.press("Enter")
    page.wait_for_url("**/bewertung/**")
    expect(page.locator("h1")).to_be_visible()

    tab_to(page, "input[name='reason']")
    page.keyboard.press("Space")
    tab_to(page, "textarea")
    page.keyboard.type("Gut erklärt")
    tab_to(page, "main button[type='submit']")
    page.keyboard.press("Enter")
    expect(page.locator("h1")).to_be_visible()
    expect(page.locator("textarea")).to_have_count(0)


def test_the_skip_link_leads_to_the_content(portal_url, page: Page):
    page.goto(portal_url + "/uebungen/")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")

    assert page.evaluate("location.hash") == "#content"
    page.keyboard.press("Tab")
    assert page.evaluate("document.querySelector('main').contains(document.activeElement)")


def test_rating_reading_and_filtering_work_without_javascript(portal_url, browser: Browser):
    context = browser.new_context(java_script_enabled=False, viewport={"width": 390, "height": 844})
    page = context.new_page()
    page.goto(f"{portal_url}/uebungen/?kind=stretching")
    page.locator(
        "main a[href^='/uebungen/']:not([href*='?']):not([href='/uebungen/']):not([href*='#'])"
    ).first.click()
    expect(page.locator("h1")).to_be_visible()

    page.locator("button[name='helpful'][value='no']").click()
    page.locator("textarea").fill("Mehr Bilder, bitte")
    page.locator("main button[type='submit']").last.click()

    expect(page.locator("textarea")).to_have_count(0)
    assert context.cookies() == []
    context.close()


def test_animations_are_off_for_readers_who_asked_for_less_motion(portal_url, browser: Browser):
    context = browser.new_context(reduced_motion="reduce")
    page = context.new_page()
    page.goto(portal_url + "/uebungen/")

    moving = page.evaluate(
        """() => [...document.querySelectorAll('*')].filter(element => {
            const style = getComputedStyle(element);
            return parseFloat(style.animationDuration) > 0.01 ||
                style.transitionDuration.split(',').some(time => parseFloat(time) > 0.01);
        }).length"""
    )
    context.close()
    assert moving == 0


def test_an_exercise_prints_with_its_stop_rule_and_without_navigation(portal_url, page: Page):
    page.goto(portal_url + "/uebungen/")
    page.locator(
        "main a[href^='/uebungen/']:not([href*='?']):not([href='/uebungen/']):not([href*='#'])"
    ).first.click()
    page.emulate_media(media="print")

    expect(page.locator("header nav").first).not_to_be_visible()
    expect(page.get_by_text("Stopp", exact=False).first).to_be_visible()


def test_without_style_sheets_the_signs_stay_as_small_as_letters(page: Page):
    page.route("**/*.css", lambda route: route.abort())
    page.goto("/plan/?e=bird-dog")

    signs = page.locator("header svg, main a svg:not(.figure), .kind svg, h2 svg")
    assert signs.count() > 4
    assert max(sign.bounding_box()["width"] for sign in signs.all() if sign.is_visible()) <= 32
